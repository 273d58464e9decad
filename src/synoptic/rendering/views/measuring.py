"""About how wide a text is set, where a drawing must know before a browser does."""

from __future__ import annotations

import unicodedata

#: Widths in shares of the type size, those of a wide sans: what is drawn must fit in any system's type.
_NARROW, _SMALL, _CAPITAL, _WIDEST, _EM = 0.36, 0.6, 0.74, 0.98, 1.02
_THIN = frozenset("iljtfrI.,:;'’‘|!()[] ·-–")
_BROAD = frozenset("WMmw@%—…")


def width(text: str, size: float) -> float:
    """About how wide a text is set at most, in the unit of its type size."""
    return size * sum(_share(character) for character in text)


def _share(character: str) -> float:
    if character in _THIN:
        return _NARROW
    if character in _BROAD:
        return _WIDEST
    if unicodedata.east_asian_width(character) in "WF":
        return _EM
    if unicodedata.combining(character):
        return 0.0
    return _CAPITAL if character.isupper() else _SMALL


def fitted(text: str, room: float, size: float) -> str:
    """The text cut, with ``…`` at its end, to what has room."""
    if width(text, size) <= room:
        return text
    left = room - width("…", size)
    kept = 0
    for character in text:
        left -= size * _share(character)
        if left < 0:
            break
        kept += 1
    return text[: max(kept, 1)].rstrip(" ,;:–—-") + "…"
