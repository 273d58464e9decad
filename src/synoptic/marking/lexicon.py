"""Words and phrases found in running text: one pass, linear time, exact positions.

All markers look words up through this one class, so that case, kinds of space and apostrophe,
and the edges of words are treated alike everywhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

import ahocorasick

V = TypeVar("V")

# Letters of scripts that join words, or particles, to one another.
UNSPACED = re.compile(r"[\u0e00-\u0eff\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")

# Characters that stand for another one wherever words are looked up; each maps to one character,
# so that positions do not move.
_SAME = {ord(char): " " for char in "\u00a0\u202f\u2009\u2007\u3000\n\t\r"} | {
    ord(char): "'" for char in "’‘ʼ＇"
}
_SAME |= {ord("ş"): "ș", ord("ţ"): "ț"}  # Romanian is written with either
_TANWIN = "\u064b"
# Looking first is faster: most words hold none of these.
_OTHER = re.compile(f"[{re.escape(''.join(map(chr, _SAME)))}]")


def fold(text: str) -> str:
    """Lower case with one kind of space and apostrophe; as long as ``text``, position by position.

    The Arabic ending "-an" is written before or after its alef: one order stands for both.
    """
    lowered = text.lower()
    if len(lowered) != len(text):  # "İ" lowers to "i" and a combining dot; the first will do
        lowered = "".join(char.lower()[:1] or char for char in text)
    if _TANWIN in lowered:
        lowered = lowered.replace("\u0627" + _TANWIN, _TANWIN + "\u0627")
    return lowered.translate(_SAME) if _OTHER.search(lowered) else lowered


@lru_cache(maxsize=8)
def _folded(text: str) -> str:
    """One text is looked through for many tables in a row."""
    return fold(text)


def is_word(char: str) -> bool:
    """Whether a character is part of a word: a letter, digit, combining mark or joiner."""
    return char.isalnum() or unicodedata.category(char)[0] == "M" or char in "\u200c\u200d_"


@dataclass(frozen=True)  # slots would break calls of Found[...]: typing sets an attribute on the value
class Found(Generic[V]):
    """An entry found at code points ``start`` to ``end``."""

    start: int
    end: int
    value: V


class Lexicon(Generic[V]):
    """A table of words and phrases to look up in text.

    ``whole`` asks for the edges of words on both sides (languages with spaces); without it an
    entry is found anywhere, as Chinese, Japanese and Thai need.
    """

    def __init__(self, entries: Mapping[str, V], *, whole: bool = True) -> None:
        self._whole = whole
        self._automaton = ahocorasick.Automaton()
        for phrase, value in entries.items():
            if key := fold(phrase):
                self._automaton.add_word(key, (len(key), value))
        if len(self._automaton):
            self._automaton.make_automaton()

    def all(self, text: str) -> list[Found[V]]:
        """Every occurrence, overlapping ones too, in order of end."""
        if not len(self._automaton):
            return []
        folded = _folded(text)
        found = []
        length_of_text = len(folded)
        for last, (length, value) in self._automaton.iter(folded):
            start, end = last - length + 1, last + 1
            if self._whole:  # most hits lie inside longer words: told here without a call
                if start and folded[start - 1].isalnum() and folded[start].isalnum():
                    continue
                if end < length_of_text and folded[end].isalnum() and folded[last].isalnum():
                    continue
            if not self._whole or _stands_alone(folded, start, end):
                found.append(Found(start, end, value))
        return found

    def find(self, text: str) -> list[Found[V]]:
        """Occurrences that do not overlap: the leftmost first, of those the longest."""
        return leftmost_longest(self.all(text))


def leftmost_longest(found: Iterable[Found[V]]) -> list[Found[V]]:
    """Those of the findings that do not overlap: the leftmost first, of those the longest."""
    kept: list[Found[V]] = []
    for item in sorted(found, key=lambda item: (item.start, -item.end)):
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return kept


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no word character touches the span where the span itself has one at its edge."""
    before = start > 0 and is_word(text[start - 1]) and is_word(text[start])
    after = end < len(text) and is_word(text[end]) and is_word(text[end - 1])
    return not before and not after
