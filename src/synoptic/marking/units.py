"""Units of figures: the words for them in one language, and one base for each dimension."""

from __future__ import annotations

_FOOT = 0.3048
_MILE = 1609.344

# Each unit in its dimension's base: how many of the base one of it is.
_BASES: dict[str, dict[str, float]] = {
    "percent": {"percent": 1, "permille": 0.1},
    "meter": {
        "nanometer": 1e-9,
        "micrometer": 1e-6,
        "millimeter": 1e-3,
        "centimeter": 1e-2,
        "decimeter": 0.1,
        "meter": 1,
        "kilometer": 1e3,
        "mile-scandinavian": 1e4,
        "inch": _FOOT / 12,
        "foot": _FOOT,
        "yard": 3 * _FOOT,
        "mile": _MILE,
        "nautical-mile": 1852,
        "light-year": 9.4607304725808e15,
    },
    "square-meter": {
        "square-centimeter": 1e-4,
        "square-meter": 1,
        "dunam": 1e3,
        "hectare": 1e4,
        "square-kilometer": 1e6,
        "square-inch": (_FOOT / 12) ** 2,
        "square-foot": _FOOT**2,
        "square-yard": 9 * _FOOT**2,
        "acre": 4046.8564224,
        "square-mile": _MILE**2,
    },
    "cubic-meter": {
        "milliliter": 1e-6,
        "cubic-centimeter": 1e-6,
        "centiliter": 1e-5,
        "deciliter": 1e-4,
        "liter": 1e-3,
        "hectoliter": 0.1,
        "cubic-meter": 1,
        "cubic-kilometer": 1e9,
        "gallon": 3.785411784e-3,
        "barrel": 0.158987294928,
        "cubic-foot": _FOOT**3,
        "cubic-yard": 27 * _FOOT**3,
        "cubic-mile": _MILE**3,
    },
    "kilogram": {
        "microgram": 1e-9,
        "milligram": 1e-6,
        "gram": 1e-3,
        "kilogram": 1,
        "tonne": 1e3,
        "ounce": 0.028349523125,
        "pound": 0.45359237,
        "ton": 907.18474,
    },
    "second": {
        "millisecond": 1e-3,
        "second": 1,
        "minute": 60,
        "hour": 3600,
        "day": 86400,
        "week": 7 * 86400,
    },
    "month": {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200},
    "kilometer-per-hour": {
        "kilometer-per-hour": 1,
        "meter-per-second": 3.6,
        "mile-per-hour": _MILE / 1000,
        "knot": 1.852,
    },
    "watt": {"watt": 1, "kilowatt": 1e3, "megawatt": 1e6, "gigawatt": 1e9, "horsepower": 735.49875},
    "hertz": {"hertz": 1, "kilohertz": 1e3, "megahertz": 1e6, "gigahertz": 1e9},
    "byte": {
        "byte": 1,
        "kilobyte": 1e3,
        "megabyte": 1e6,
        "gigabyte": 1e9,
        "terabyte": 1e12,
        "petabyte": 1e15,
    },
    "joule": {
        "joule": 1,
        "kilojoule": 1e3,
        "calorie": 4.184,
        "kilocalorie": 4184,
        "kilowatt-hour": 3.6e6,
    },
}
_UNITS = {unit: (name, factor) for name, members in _BASES.items() for unit, factor in members.items()}


def base(value: float, unit: str | None) -> tuple[float, str | None]:
    """A value in the base unit of its dimension, so that figures can be compared.

    3.4 square kilometres and 340 hectares are both 3400000 square metres; temperatures become
    degrees Celsius; seconds to weeks are one dimension, months to centuries another.  A unit of
    no dimension known here (a currency, "percentage-point", ``None``) stays as it is.
    """
    if unit == "fahrenheit":
        return round((value - 32) * 5 / 9, 6), "celsius"
    if unit == "kelvin":
        return round(value - 273.15, 6), "celsius"
    if unit is None or unit not in _UNITS:
        return value, unit
    name, factor = _UNITS[unit]
    return float(f"{value * factor:.12g}"), name
