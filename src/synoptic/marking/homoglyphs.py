"""Letters of one script inside the words of another, as they stand in some published texts."""

from __future__ import annotations

import regex

_MIXED = regex.compile(r"(?:\p{Cyrillic}[a-zA-Z]|[a-zA-Z]\p{Cyrillic})")
_WORD = regex.compile(r"[\p{L}\p{M}]+")
_CYRILLIC = regex.compile(r"\p{Cyrillic}")
_LOOKALIKES = str.maketrans("aceopxyijsABCEHKMOPTXJS", "асеорхуіјѕАВСЕНКМОРТХЈЅ")


def unmixed(text: str) -> str:
    """The text with Latin letters in Cyrillic words made Cyrillic; as long as ``text``."""
    if not _MIXED.search(text):
        return text
    return _WORD.sub(_unmix, text)


def _unmix(match: regex.Match[str]) -> str:
    word = match[0]
    return word.translate(_LOOKALIKES) if _CYRILLIC.search(word) else word
