"""The verbs of saying in a text, those in two parts too ("teilte am Abend mit")."""

from __future__ import annotations

import re
from functools import lru_cache

from synoptic.marking.lexicon import Found, Lexicon, fold

_BETWEEN = " ... "
_REACH = 80  # code points between the parts of a verb
_STOP = re.compile(r"[.;:!?](?=\s|$)|\n")


@lru_cache(maxsize=128)
def _tables(say: tuple[str, ...], spaces: bool) -> tuple[Lexicon[str], Lexicon[frozenset[str]]]:
    whole = {verb: verb for verb in say if _BETWEEN not in verb}
    parts: dict[str, set[str]] = {}
    for verb in say:
        first, between, second = verb.partition(_BETWEEN)
        if between:
            parts.setdefault(first, set()).add(fold(second))
    split = {first: frozenset(seconds) for first, seconds in parts.items()}
    return Lexicon(whole, whole=spaces), Lexicon(split, whole=spaces)


def verbs_of_saying(text: str, say: tuple[str, ...], spaces: bool) -> list[Found[str]]:
    """Where verbs of saying stand, in order; of one in two parts, where the first part stands.

    ``say`` are the verbs as in a language file, ``spaces`` whether words stand apart.
    """
    whole, split = _tables(say, spaces)
    found = whole.find(text)
    for first in split.find(text):
        reach = text[first.end : first.end + _REACH]
        stop = _STOP.search(reach)
        words = re.findall(r"\w+", fold(reach[: stop.start()] if stop else reach))
        if first.value.intersection(words):
            found.append(Found(first.start, first.end, text[first.start : first.end]))
    return sorted(found, key=lambda one: (one.start, one.end))
