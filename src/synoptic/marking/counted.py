"""What a figure counts: the words of the noun phrase behind it, or before it."""

from __future__ import annotations

import unicodedata

import regex

from synoptic.marking.figurewords import FigureWords, Nearby

_WORD = regex.compile(r"[\p{L}\p{M}]+(?:['’‘\-‐‑\u200c][\p{L}\p{M}]+)*")
_LONGEST = 4  # words
_LONGEST_RUN = 8  # characters, where words are not separated by spaces
_SPACES = " \u00a0\u202f\u2009\u200b"


def is_letter(char: str) -> bool:
    """Whether a character is a letter or a mark on one."""
    return char.isalpha() or unicodedata.category(char)[0] == "M"


def skip_space(text: str, at: int) -> int:
    """The position behind one space, if one stands there."""
    return at + 1 if text[at : at + 1] and text[at] in _SPACES else at


def skip_linkers(text: str, at: int, near: Nearby) -> int:
    """The position behind a space and the words that tie a number to its noun ("de", "av")."""
    at = skip_space(text, at)
    for found in near.starts.get(at, ()):
        if found.value.linker:
            return skip_space(text, found.end)
    return at


def counted(
    text: str, at: int, limit: int, words: FigureWords, near: Nearby, numbers: frozenset[int]
) -> tuple[int, int] | None:
    """The noun phrase that begins at or right behind ``at``, as start and end.

    ``limit`` is the end of the sentence, ``numbers`` are the positions where other numbers start.
    """
    begin = skip_linkers(text, at, near)
    if not words.spaces:
        return _run(text, begin, limit, near, numbers)
    start, end = begin, begin
    for _ in range(_LONGEST):
        match = _WORD.match(text, begin, limit)
        if match is None or begin in numbers or _stops(begin, match.end(), near):
            break
        end = match.end()
        begin = skip_space(text, end)
        if begin == end:
            break
    return (start, end) if end > start else None


def _stops(start: int, end: int, near: Nearby) -> bool:
    """Whether a word ends a noun phrase: a function word, a hedge."""
    return any(
        found.end >= end and (found.value.stop or found.value.hedge_before is not None)
        for found in near.starts.get(start, ())
    )


def _run(text: str, begin: int, limit: int, near: Nearby, numbers: frozenset[int]) -> tuple[int, int] | None:
    """The run of letters of one script, up to a function word."""
    end = begin
    first = _script(text[begin]) if begin < limit else ""
    while end < limit and end - begin < _LONGEST_RUN and is_letter(text[end]):
        stopped = any(found.value.stop for found in near.starts.get(end, ()))
        if end in numbers or _script(text[end]) != first or stopped:
            break
        end += 1
    return (begin, end) if end > begin else None


def _script(char: str) -> str:
    """The first word of a character's Unicode name: its script, for letters."""
    name = unicodedata.name(char, "").partition(" ")[0]
    return "KATAKANA" if name == "KATAKANA-HIRAGANA" else name


def counted_before(
    text: str, at: int, limit: int, words: FigureWords, near: Nearby
) -> tuple[int, int] | None:
    """The noun right before a figure, where a language puts it there: 주민 2300여 명, 住民約2300人."""
    end = at
    while end > limit and text[end - 1] in _SPACES:
        end -= 1
    start = end
    first = _script(text[end - 1]) if end > limit else ""
    while start > limit and end - start < _LONGEST_RUN and is_letter(text[start - 1]):
        if _script(text[start - 1]) != first:
            break
        start -= 1
    ends = any(found.value.stop and found.start >= start for found in near.ends.get(end, ()))
    return (start, end) if end > start and not ends else None
