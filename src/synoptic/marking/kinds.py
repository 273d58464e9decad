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
_IS_COUNTRY, _IS_METROPOLIS, _IS_CITY, _HAS_WORD = 1.0, 0.6, 0.3, 0.6
_METROPOLIS = 1_000_000


def said_by_form(form: str, language: Profile) -> NDArray[np.float64]:
    """What speaks for each of KINDS, (3,), from the form of a name alone."""
    said = np.zeros(len(KINDS))
    known = gazetteer.find(form, language.code)
    if known is not None:
        large = known.population >= _METROPOLIS
        said[_PLACE] = _IS_COUNTRY if known.country else _IS_METROPOLIS if large else _IS_CITY
    organisations, places = _words(language.code)
    if _is_told(form, organisations, language, alone=True):
        said[_ORGANISATION] = _HAS_WORD
    elif known is None and _is_told(form, places, language, alone=False):
        said[_PLACE] = _HAS_WORD
    return said


@cache
def _words(lang: str) -> tuple[Lexicon[bool], Lexicon[bool]]:
    """The words that make a name one of an organisation, and of a place."""
    names, whole = profile(lang).names, profile(lang).spaces
    organisations = dict.fromkeys(names.organisations, True)
    places = {word: True for word in names.places if fold(word) not in set(map(fold, names.organisations))}
    return Lexicon(organisations, whole=whole), Lexicon(places, whole=whole)


def _is_told(form: str, words: Lexicon[bool], language: Profile, *, alone: bool) -> bool:
    """Whether a word stands in a name: at its end where there are no spaces, ``alone`` if it may."""
    found = [hit for hit in words.all(form) if alone or hit.end - hit.start < len(form)]
    return bool(found) if language.spaces else any(hit.end == len(form) for hit in found)
