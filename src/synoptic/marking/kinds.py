"""What a name says of its own kind: words in it, and places that are called so."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from synoptic.languages.profile import Profile, profile
from synoptic.marking import gazetteer
from synoptic.marking.lexicon import Lexicon, fold
from synoptic.types import EntityKind

KINDS: tuple[EntityKind, ...] = ("person", "organisation", "place")
_PERSON, _ORGANISATION, _PLACE = range(3)
# Against the head's own chances, which sum to 1.
_IS_COUNTRY, _IS_METROPOLIS, _IS_CITY = 1.0, 0.6, 0.3
_IS_WORD, _HAS_WORD = 1.1, 0.6
_METROPOLIS = 1_000_000
_SHORTEST_ENDING = 6


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
    return tuple(word for word in words if len(word) >= _SHORTEST_ENDING and " " not in word)


def _told(form: str, words: Lexicon[bool], language: Profile) -> float:
    """How much a word in a name says of it; without spaces, only one at its end does."""
    ends = [hit for hit in words.all(form) if language.spaces or hit.end == len(form)]
    if any(hit.end - hit.start == len(form) for hit in ends):
        return _IS_WORD
    return _HAS_WORD if ends else 0.0
