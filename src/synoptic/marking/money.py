"""Currencies that share a name, told apart by the country that an article names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from babel.core import get_global

from synoptic.languages.profile import Profile
from synoptic.marking import gazetteer
from synoptic.marking.lexicon import fold

_BEFORE, _BEHIND = 3000, 1500  # code points around a sum of money in which its country is looked for
_WORD = re.compile(r"[^\W\d_][\w-]*")


def told_currency(text: str, at: int, shared: str, profile: Profile) -> str | None:
    """Which of the currencies that share a name (ISO 4217 codes in one string) a sum is in.

    It is that of the country named last before ``at``, a place in it counting too, else of the one
    named first behind it; none where no such country is named.
    """
    countries = {country: code for code in shared.split() for country in _countries(code)}
    named = list(_named(text[max(0, at - _BEFORE) : at], countries, profile))
    if named:
        return max(named)[1]
    behind = list(_named(text[at : at + _BEHIND], countries, profile))
    return min(behind)[1] if behind else None


def _named(text: str, countries: dict[str, str], profile: Profile) -> Iterator[tuple[int, str]]:
    """Where the countries of the currencies are named, with the currency."""
    if not profile.spaces:
        folded = fold(text)
        for name, place in gazetteer.countries(profile.code).items():
            if place.iso3166 in countries and (at := folded.rfind(name)) >= 0:
                yield at, countries[place.iso3166]
        return
    for word in _WORD.finditer(text):
        if word[0].islower():
            continue
        known = gazetteer.place(word[0], profile.code) or {}
        country = known.get("iso3166") or known.get("country") or ""
        if country in countries:
            yield word.start(), countries[country]


@cache
def _countries(code: str) -> tuple[str, ...]:
    """The countries in which a currency is legal tender now, by ISO 3166 codes."""
    uses = get_global("territory_currencies").items()
    return tuple(
        country
        for country, told in uses
        if any(currency == code and end is None and tender for currency, _, end, tender in told)
    )
