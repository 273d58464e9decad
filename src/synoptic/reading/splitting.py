"""Other articles that are glued to a page: where each begins, and what its header says."""

from __future__ import annotations

from dataclasses import dataclass

from synoptic.reading import furniture
from synoptic.reading.headline import time_line
from synoptic.reading.lines import Line
from synoptic.reading.times import ago

LABEL = 60
FULL = 300


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a glued article: lines ``start`` to ``end``, outlet, and how long ago."""

    start: int
    end: int
    outlet: str | None
    seconds: int | None


@dataclass(frozen=True, slots=True)
class Glued:
    """A glued article: its header, title, and the lines of its text."""

    header: Header
    title: str | None
    lines: tuple[Line, ...]

    @property
    def teaser(self) -> bool:
        """Whether only the beginning of an article stands here."""
        if sum(line.extent for line in self.lines) < FULL:
            return True
        return bool(self.lines) and self.lines[-1].text.endswith(("…", "...", "[…]"))


def headers(lines: list[Line], lang: str) -> list[Header]:
    """The headers of glued articles, in order.

    A header is an outlet's name, how long ago it was, and often the name again: three short lines
    that no article has in it.  One at the very top is the page's own.
    """
    found: list[Header] = []
    n = 0
    while n < len(lines):
        header = _header(lines, n, lang)
        if header is None or not _followed(lines, header.end):
            n += 1
            continue
        found.append(header)
        n = header.end
    return found


def _header(lines: list[Line], n: int, lang: str) -> Header | None:
    first = lines[n]
    if not _is_label(first) or ago(first.text, lang) is not None:
        return None
    again = next((m for m in range(n + 1, min(n + 4, len(lines))) if lines[m].bare == first.bare), None)
    end = again + 1 if again is not None else n + 2
    between = lines[n + 1 : end]
    seconds = next((s for s in (ago(line.text, lang) for line in between) if s is not None), None)
    dated = seconds is not None or any(time_line(line, lang) for line in between)
    numbered = any(line.extent <= 30 and any(c.isdecimal() for c in line.text) for line in between)
    if again is not None and (dated or numbered):
        if end < len(lines) and seconds is None and (late := ago(lines[end].text, lang)) is not None:
            return Header(n, end + 1, first.text, late)
        return Header(n, end, first.text, seconds)
    if again is None and seconds is not None and n and (first.blanks or furniture.kind(lines[n - 1])):
        return Header(n, end, first.text, seconds)
    return None


def _is_label(line: Line) -> bool:
    return (
        line.short
        and line.extent <= LABEL
        and furniture.kind(line) is None
        and any(c.isalpha() for c in line.text)
    )


def _followed(lines: list[Line], end: int) -> bool:
    """Whether a title or text comes after a header."""
    return end < len(lines) and lines[end].extent >= 12


def glued(lines: list[Line], header: Header, stop: int) -> Glued:
    """The glued article after ``header``, up to line ``stop``."""
    body = lines[header.end : stop]
    title = None
    if (body and not body[0].prose and not body[0].ends) or (
        len(body) > 1 and body[0].extent < FULL and body[1].prose
    ):
        title, body = body[0].text, body[1:]
    return Glued(header, title, tuple(body))
