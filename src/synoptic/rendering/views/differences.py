"""Which words of one version are not in another."""

from __future__ import annotations

import unicodedata
from difflib import SequenceMatcher

import regex

_WORDS = regex.compile(r"\p{Han}|\p{Hiragana}|\p{Katakana}+|[\p{L}\p{M}\p{N}]+(?:['’\-][\p{L}\p{M}\p{N}]+)*")
#: Beyond this many words two versions are not set against each other.
LONGEST = 400


def tokens(text: str) -> list[tuple[int, int]]:
    """Where the words of a text stand; a character of a script without spaces is a word."""
    return [match.span() for match in _WORDS.finditer(text)]


def differing(version: str, against: str) -> tuple[tuple[str, bool], ...]:
    """The words of ``version`` in parts, true where ``against`` has other words.

    Both must be in one language.  Case, and punctuation between words, make no difference.
    """
    mine, theirs = list(_WORDS.finditer(version)), list(_WORDS.finditer(against))
    if not mine or len(mine) > LONGEST or len(theirs) > LONGEST:
        return ((version, False),)
    matcher = SequenceMatcher(
        None, [folded(m.group()) for m in mine], [folded(m.group()) for m in theirs], autojunk=False
    )
    parts: list[tuple[str, bool]] = []
    at = 0
    for tag, start, end, _, _ in matcher.get_opcodes():
        if tag in ("equal", "insert") or start == end:
            continue
        first, last = mine[start].start(), mine[end - 1].end()
        parts += [(version[at:first], False), (version[first:last], True)]
        at = last
    parts.append((version[at:], False))
    return tuple((words, other) for words, other in parts if words)


def folded(word: str) -> str:
    """A word as it is compared: case and compatibility forms make no difference."""
    return unicodedata.normalize("NFKC", word).casefold()
