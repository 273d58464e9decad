"""What Unicode CLDR, through Babel, calls measures and currencies in a language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

# The measures that news give, as CLDR names them (behind the kind: "length-kilometer").
_LISTED = """
    percent permille square-kilometer hectare square-meter square-centimeter square-mile acre
    square-yard square-foot square-inch dunam kilometer meter decimeter centimeter millimeter
    micrometer nanometer mile yard foot inch light-year nautical-mile mile-scandinavian tonne
    kilogram gram milligram microgram ton stone pound ounce carat gigawatt megawatt kilowatt watt
    horsepower kilowatt-hour gigahertz megahertz kilohertz hertz kilometer-per-hour
    meter-per-second mile-per-hour knot celsius fahrenheit kelvin cubic-kilometer cubic-meter
    cubic-centimeter cubic-mile cubic-yard cubic-foot hectoliter liter deciliter centiliter
    milliliter gallon barrel century decade year month week day hour minute second
    millisecond petabyte terabyte gigabyte megabyte kilobyte byte
    kilocalorie calorie kilojoule joule
"""
MEASURES = frozenset(_LISTED.split())


@cache
def measures(code: str) -> Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """CLDR's words and symbols for measures of a language, by unit id: (words, symbols)."""
    try:
        patterns = Locale.parse(code)._data["unit_patterns"]
    except (UnknownLocaleError, ValueError):
        return {}
    known: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    for full, widths in sorted(patterns.items()):
        unit = full.partition("-")[2]
        if unit in MEASURES:
            known[unit] = (_patterns(widths, "long"), _patterns(widths, "short"))
    return known


@cache
def hourly(code: str) -> tuple[str, ...]:
    """What CLDR writes behind a distance to make it a speed: " per timme", "/h"."""
    try:
        widths = Locale.parse(code)._data["unit_patterns"].get("duration-hour", {})
    except (UnknownLocaleError, ValueError):
        return ()
    texts = [str(widths[width].get("per", "")) for width in ("long", "short", "narrow") if width in widths]
    return tuple(dict.fromkeys(text.removeprefix("{0}").strip().lower() for text in texts if text))


_PLURALS = frozenset(("zero", "one", "two", "few", "many", "other"))


def _patterns(widths: Mapping[str, object], width: str) -> tuple[str, ...]:
    """What stands after the number in the patterns of one width ("{0} Kilometer")."""
    forms = widths.get(width)
    if not isinstance(forms, Mapping):
        return ()
    texts = [text for key, text in forms.items() if key in _PLURALS and text.startswith("{0}")]
    return tuple(dict.fromkeys(text.removeprefix("{0}").strip().lower() for text in texts))


@cache
def currencies(code: str) -> Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """CLDR's names and signs of the currencies in use, by ISO 4217 code: (names, signs)."""
    try:
        locale = Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return {}
    plurals = locale._data["currency_names_plural"]
    known: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    for currency, name in sorted(locale.currencies.items()):
        if currency in _IN_USE:
            names = [name, *plurals.get(currency, {}).values()]
            sign = locale.currency_symbols.get(currency, currency)
            signs = (sign,) if sign != currency else ()
            known[currency] = (tuple(dict.fromkeys(word.lower() for word in names)), signs)
    return known


def _in_use() -> frozenset[str]:
    """The currencies that are legal tender somewhere now."""
    current: set[str] = set()
    for uses in get_global("territory_currencies").values():
        current |= {currency for currency, _, end, tender in uses if end is None and tender}
    return frozenset(current)


_IN_USE = _in_use()
