"""What tells the kind of a name: words in it and before it, and places that are called so."""

from __future__ import annotations

from functools import cache

import numpy as np
import regex
from numpy.typing import NDArray

from synoptic.languages.profile import Profile, profile
from synoptic.marking import gazetteer
from synoptic.marking.lexicon import Lexicon, fold
from synoptic.marking.words import letters
from synoptic.types import EntityKind

KINDS: tuple[EntityKind, ...] = ("person", "organisation", "place")
_PERSON, _ORGANISATION, _PLACE = range(3)
# Against the head's own chances, which sum to 1.
_IS_COUNTRY, _IS_METROPOLIS, _IS_CITY = 1.0, 0.6, 0.3
_IS_WORD, _HAS_WORD = 1.1, 0.6
# A word for an organisation right before a name, and with an adjective between ("empresa francesa Ixel").
_WORD_BEFORE, _WORD_BEYOND = 0.6, 0.4
_METROPOLIS = 1_000_000
_SHORTEST_ENDING = 6
_REACH = 60  # code points before a name in which such words are looked for
_BEFORE = regex.compile(r"(?:([\p{L}\p{M}'’-]+) )?([\p{L}\p{M}'’-]+) [«„“\"'‘]?$")
_ELIDED = regex.compile(r"^\p{L}{1,2}['’]")


def said_by_form(form: str, language: Profile) -> NDArray[np.float64]:
    """What speaks for each of KINDS, (3,), from the form of a name alone."""
    said = np.zeros(len(KINDS))
    known = gazetteer.find(form, language.code)
    if known is not None:
        large = known.population >= _METROPOLIS
        said[_PLACE] = _IS_COUNTRY if known.country else _IS_METROPOLIS if large else _IS_CITY
    organisations, places = kind_words(language.code)
    if told := _told(form, organisations, language):
        said[_ORGANISATION] = told
    elif any(word.endswith(_endings(language.code)) for word in fold(form).split()[:-1]):
        said[_ORGANISATION] = _HAS_WORD
    elif known is None:
        said[_PLACE] = min(_HAS_WORD, _told(form, places, language))
    return said


def said_before(text: str, start: int, language: Profile) -> NDArray[np.float64]:
    """What speaks for each of KINDS, (3,), from the words right before the name at ``start``.

    "koncernen Lumivik" and "la société lyonnaise Ixel" are organisations.
    """
    said = np.zeros(len(KINDS))
    found = _BEFORE.search(text[max(0, start - _REACH) : start])
    if found is not None:
        beyond, last = found.groups()
        if _is_organisation(last, language.code):
            said[_ORGANISATION] = _WORD_BEFORE
        elif beyond and last == last.lower() and _is_organisation(beyond, language.code):
            said[_ORGANISATION] = _WORD_BEYOND
    return said


def _is_organisation(word: str, lang: str) -> bool:
    """Whether a word in lower case, or the end of a compound, is one for an organisation."""
    key = fold(_ELIDED.sub("", word))
    return key in _plain_words(lang) or key.endswith(_endings(lang))


@cache
def _plain_words(lang: str) -> frozenset[str]:
    return frozenset(map(fold, profile(lang).names.organisations))


@cache
def kind_words(lang: str) -> tuple[Lexicon[bool], Lexicon[bool]]:
    """The words that make a name one of an organisation, and of a place."""
    names, whole = profile(lang).names, profile(lang).spaces
    organisations = dict.fromkeys(names.organisations, True)
    places = {word: True for word in names.places if fold(word) not in set(map(fold, names.organisations))}
    return Lexicon(organisations, whole=whole), Lexicon(places, whole=whole)


@cache
def _endings(lang: str) -> tuple[str, ...]:
    """Words for organisations that can end a compound before a name ("kraftbolaget Norrvik")."""
    words = map(fold, profile(lang).names.organisations)
    return tuple(word for word in words if _long(word) >= _SHORTEST_ENDING and " " not in word)


def _long(word: str) -> int:
    """The length of a word; where words are written in syllables (Hangul), two are long enough."""
    return 2 * letters(word) - len(word) if letters(word) > len(word) else len(word)


def _told(form: str, words: Lexicon[bool], language: Profile) -> float:
    """How much a word in a name says of it; without spaces, only one at its end does."""
    ends = [hit for hit in words.all(form) if language.spaces or hit.end == len(form)]
    if any(hit.end - hit.start == len(form) for hit in ends):
        return _IS_WORD
    return _HAS_WORD if ends else 0.0
