"""The words of a sentence, as the units that names are made of.

Scripts that put spaces between words are cut at everything that is no letter, digit or combining
mark; those that do not (Chinese, Japanese, Thai and their kin) are cut as the encoder cuts them,
into pieces.  What counts is the script of the characters, never the language of the text.
"""

from __future__ import annotations

import numpy as np
import regex
from numpy.typing import NDArray

_UNSPACED = r"\p{Han}\p{Hiragana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}々〇"
_KATAKANA = r"\p{Katakana}ー"
_TOKEN = regex.compile(
    rf"(?P<katakana>[{_KATAKANA}]+)|(?P<unspaced>[{_UNSPACED}][{_UNSPACED}\p{{M}}]*)"
    rf"|[[\p{{L}}\p{{M}}\p{{N}}\u200c\u200d]--[{_UNSPACED}{_KATAKANA}]]+|\S",
    regex.VERSION1,
)

_RUN = regex.compile(rf"[{_UNSPACED}\p{{M}}]+", regex.VERSION1)


def words(text: str, pieces: NDArray[np.int32]) -> list[tuple[int, int]]:
    """Code points ``start, end`` of each word and each mark of punctuation, in order.

    ``pieces`` is int32 of shape (n, 2), the spans of the encoder's pieces in ``text``.
    """
    found: list[tuple[int, int]] = []
    starts, ends = pieces[:, 0].tolist(), pieces[:, 1].tolist()
    at = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if match.lastgroup != "unspaced":
            found.append((start, end))
            continue
        last = start
        while at < len(starts) and starts[at] < end:
            if ends[at] > starts[at] > last:
                found.append((last, starts[at]))
                last = starts[at]
            at += 1
        found.append((last, end))
    return found


def unspaced(word: str) -> bool:
    """Whether a word is of a script that puts no spaces between words."""
    return _RUN.fullmatch(word) is not None


def pieces_of(spans: list[tuple[int, int]], pieces: NDArray[np.int32]) -> NDArray[np.int32]:
    """First and last piece of each word, int32 of shape (words, 2); -1 where no piece touches it."""
    found = np.full((len(spans), 2), -1, np.int32)
    if not len(spans) or not len(pieces):
        return found
    filled = np.flatnonzero(pieces[:, 1] > pieces[:, 0])
    starts, ends = pieces[filled, 0], pieces[filled, 1]
    bounds = np.array(spans, np.int32)
    first = np.searchsorted(ends, bounds[:, 0], side="right")
    last = np.searchsorted(starts, bounds[:, 1], side="left") - 1
    touched = (first <= last) & (first < len(filled))
    found[touched, 0] = filled[first[touched]]
    found[touched, 1] = filled[last[touched]]
    return found


def letters(word: str) -> int:
    """The length of a word in letters; a syllable of Hangul, which holds two or three, counts for two."""
    return len(word) + sum("\uac00" <= char <= "\ud7a3" for char in word)
