"""The verbs of saying in a text, those in two parts too ("teilte am Abend mit")."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from synoptic.languages.sections import Quotes
from synoptic.marking.lexicon import Found, Lexicon, fold

_BETWEEN = " ... "
_REACH = 80  # code points between the parts of a verb
_NEXT_WORD = re.compile(r"[ \u00a0](\w+)")
_STOP = re.compile(r"[.;:!?](?=\s|$)|\n")


@lru_cache(maxsize=256)
def _tables(quotes: Quotes, spaces: bool, calling: bool) -> tuple[Lexicon[str], Lexicon[frozenset[str]]]:
    say = (*quotes.say, *quotes.call) if calling else quotes.say
    whole = {verb: verb for verb in say if _BETWEEN not in verb}
    parts: dict[str, set[str]] = {}
    for verb in say:
        first, between, second = verb.partition(_BETWEEN)
        if between:
            parts.setdefault(first, set()).add(fold(second))
    split = {first: frozenset(seconds) for first, seconds in parts.items()}
    return Lexicon(whole, whole=spaces), Lexicon(split, whole=spaces)


def verbs_of_saying(text: str, quotes: Quotes, spaces: bool, *, calling: bool = True) -> list[Found[str]]:
    """Where verbs of saying stand, in order; of one in two parts, where the first part stands.

    An auxiliary right behind a verb belongs to it.  ``spaces`` tells whether words stand apart;
    ``calling`` takes in the verbs that give words to somebody without reporting a fact.
    """
    whole, split = _tables(quotes, spaces, calling)
    found = whole.find(text)
    for first in split.find(text):
        reach = text[first.end : first.end + _REACH]
        stop = _STOP.search(reach)
        words = re.findall(r"\w+", fold(reach[: stop.start()] if stop else reach))
        if first.value.intersection(words):
            found.append(Found(first.start, first.end, text[first.start : first.end]))
    if quotes.auxiliaries:
        found = [_with_auxiliary(text, verb, frozenset(map(fold, quotes.auxiliaries))) for verb in found]
    return sorted(found, key=lambda one: (one.start, one.end))


def _with_auxiliary(text: str, verb: Found[str], auxiliaries: frozenset[str]) -> Found[str]:
    """A verb with the auxiliary right behind it: "rekao je", of which "je" is no subject."""
    word = _NEXT_WORD.match(text, verb.end)
    return replace(verb, end=word.end()) if word and fold(word[1]) in auxiliaries else verb
