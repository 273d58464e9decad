"""What Unicode CLDR, through Babel, knows of a language: months, weekdays, separators, units.

A language file says what newspapers add to it (inflected forms, abbreviations, slang); a language
without a file gets this alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError

if TYPE_CHECKING:
    from synoptic.languages.profile import Profile

# CLDR's own quotation marks come from its delimiters, which Babel does not carry; these pairs are
# what Unicode's line-breaking annex lists as usual, for languages without a file.
USUAL_MARKS = ("“ ”", "„ “", "„ ”", "” ”", "« »", "» «", "「 」", "『 』", '" "')


def complete(profile: Profile) -> Profile:
    """The profile with CLDR's facts added where its file says nothing, or less."""
    quotes = profile.quotes if profile.quotes.marks else replace(profile.quotes, marks=USUAL_MARKS)
    profile = replace(profile, quotes=quotes)
    try:
        locale = Locale.parse(profile.code)
    except (UnknownLocaleError, ValueError):
        return profile
    numbers = profile.numbers
    if not profile.known:
        symbols = locale.number_symbols.get("latn", {})
        numbers = replace(numbers, decimal=symbols.get("decimal", "."), group=(symbols.get("group", ","),))
    months, weekdays = _written(locale.months), _weekdays(locale)
    dates = replace(
        profile.dates,
        months=_merge(profile.dates.months, months),
        weekdays=_merge(profile.dates.weekdays, weekdays),
        short=(*profile.dates.short, *_short(locale, profile.dates.months, profile.dates.weekdays)),
    )
    name = profile.name or (locale.english_name or "")
    return replace(profile, name=name, numbers=numbers, dates=dates)


def _written(table: Mapping[str, Mapping[str, Mapping[int, str]]]) -> dict[str, tuple[str, ...]]:
    """CLDR's wide and abbreviated forms in both contexts, by number as a string."""
    forms: dict[str, tuple[str, ...]] = {}
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, word in table.get(context, {}).get(width, {}).items():
                forms[str(number)] = (*forms.get(str(number), ()), word.lower())
    return forms


def _weekdays(locale: Locale) -> dict[str, tuple[str, ...]]:
    """Weekdays as "1" (Monday) to "7"; Babel counts them from 0."""
    return {str(int(day) + 1): words for day, words in _written(locale.days).items()}


def _short(locale: Locale, *written: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """CLDR's abbreviations of months and weekdays that are neither whole names nor in ``written``."""
    whole = {word for table in written for words in table.values() for word in words}
    whole |= {
        word.lower()
        for table in (locale.months, locale.days)
        for widths in table.values()
        for word in widths.get("wide", {}).values()
    }
    abbreviations = {
        word.lower()
        for table in (locale.months, locale.days)
        for widths in table.values()
        for word in widths.get("abbreviated", {}).values()
    }
    return tuple(sorted(abbreviations - whole))


def _merge(
    first: Mapping[str, Iterable[str]], second: Mapping[str, Iterable[str]]
) -> dict[str, tuple[str, ...]]:
    """Both tables' words by key, without repetition, the first table's first."""
    keys = sorted({*first, *second})
    return {key: tuple(dict.fromkeys([*first.get(key, ()), *second.get(key, ())])) for key in keys}
