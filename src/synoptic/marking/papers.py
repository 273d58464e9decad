"""Newspapers whose names stand between marks, told by the verb beside them: "пишет «Край»"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from synoptic.marking.places import Places

_TITLE = 4  # words of a newspaper's name at most
_REACH = 90  # code points in which its verb stands
_THAT = 4  # code points in which the word that opens reported speech follows the verb: ", że"
_OPENING, _CLOSING = frozenset('«„“"「『‘'), frozenset('»”“"」』’')


def is_paper(words: str) -> bool:
    """Whether words between marks can be the name of a newspaper: few, with a capital, no sentence."""
    first, many = words[:1], len(words.split())
    return (first.isupper() or first.isdigit()) and 0 < many <= _TITLE and words[-1] not in ".!?…,"


def papers(
    text: str,
    quoted: Sequence[tuple[int, int]],
    press: Places[str],
    that: Places[str],
    span: tuple[int, int],
) -> list[tuple[int, int]]:
    """The names between marks in a sentence that a verb by which newspapers report stands beside.

    ``quoted`` are the spans between marks in order, ``press`` those verbs, ``that`` the words that
    open reported speech: behind its name, a verb counts only before one.
    """
    found = []
    for start, end in quoted[bisect_left(quoted, span[0], key=lambda one: one[0]) :]:
        if end > span[1]:
            break
        if not is_paper(text[start + 1 : end - 1]):
            continue
        before = press.inside(max(span[0], start - _REACH), start)
        after = press.inside(end, min(span[1], end + _REACH))
        reports = after and that.inside(after[0].end, min(span[1], after[0].end + _THAT))
        if (before and not text[before[-1].end : start].strip()) or (
            reports and not text[end : after[0].start].strip()
        ):
            found.append((start + 1, end - 1))
    return found


def with_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """A name with the quotation marks around it, if it stands between marks."""
    marked = text[start - 1 : start] in _OPENING and text[end : end + 1] in _CLOSING
    return (start - 1, end + 1) if start and marked else (start, end)


def past_marks(text: str, end: int) -> int:
    """The place behind a name between marks that follows a place; else the place itself."""
    opened = end + len(text[end : end + 2]) - len(text[end : end + 2].lstrip())
    if text[opened : opened + 1] not in _OPENING:
        return end
    closed = next((at for at in range(opened + 1, min(len(text), opened + 42)) if text[at] in _CLOSING), None)
    return end if closed is None else closed + 1
