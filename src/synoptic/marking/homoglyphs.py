"""Letters of one script inside the words of another, as they stand in some published texts."""

from __future__ import annotations

import re

_MIXED = re.compile("[\u0400-\u04ff][a-zA-Z]|[a-zA-Z][\u0400-\u04ff]")
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LOOKALIKES = str.maketrans("aceopxyijsABCEHKMOPTXJS", "асеорхуіјѕАВСЕНКМОРТХЈЅ")


def unmixed(text: str) -> str:
    """The text with Latin letters in Cyrillic words made Cyrillic; as long as ``text``."""
    if text.isascii() or not _MIXED.search(text):
        return text
    return _WORD.sub(_unmix, text)


def _unmix(match: re.Match[str]) -> str:
    word = match[0]
    return word.translate(_LOOKALIKES) if _CYRILLIC.search(word) else word
