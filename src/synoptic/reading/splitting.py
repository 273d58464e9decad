"""Other articles that are glued to a page: where each begins, and what its header says."""

from __future__ import annotations

import re
from dataclasses import dataclass

from synoptic.reading import furniture
from synoptic.reading.headline import like_headline, time_line
from synoptic.reading.lines import Line
from synoptic.reading.times import ago

LABEL, TOP = 60, 8
FULL = 300
BETWEEN = re.compile(r"\s+[·•|–—-]\s+|\s*[·•|]\s*")


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a glued article: lines ``start`` to ``end``, and what stands in them."""

    start: int
    end: int
    outlet: str | None = None
    seconds: int | None = None
    title: str | None = None
    day: str | None = None


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
        return self.lines[-1].text.endswith(("…", "...", "[…]"))


def headers(lines: list[Line], lang: str) -> list[Header]:
    """The headers of glued articles, in order.

    A header is an outlet's name, how long ago it was, and the name again: three short lines that
    no article has in it.  With less than that - a title and how long ago - a card counts only
    after furniture that ends the page's own article, or after another glued article.
    """
    found: list[Header] = []
    ended = prose = False
    n = 0
    while n < len(lines):
        ended = ended or (prose and furniture.whole(lines[n]) in ("related", "comments", "tags"))
        header = _repeated(lines, n, lang) if prose else None
        if header is None and (ended or found):
            header = _card(lines, n, lang)
        if header is None or not _followed(lines, header):
            prose = prose or lines[n].prose
            if lines[n].prose and not found and furniture.whole(lines[n]) is None:
                ended = False
            n += 1
            continue
        found.append(header)
        n = header.end
    return found


def _repeated(lines: list[Line], n: int, lang: str) -> Header | None:
    """Outlet, time, outlet again."""
    first = lines[n]
    if not _is_label(first):
        return None
    again = next((m for m in range(n + 1, min(n + 4, len(lines))) if lines[m].bare == first.bare), None)
    if again is None:
        return None
    inside = lines[n + 1 : again]
    seconds = next((s for s in (ago(line.text, lang) for line in inside) if s is not None), None)
    day = next(filter(None, (time_line(line, lang) for line in inside)), None)
    dashed = lines[again].text != first.text and bool(inside) and all(line.short for line in inside)
    late = ago(lines[again + 1].text, lang) if again + 1 < len(lines) else None
    if seconds is None and day is None and late is None and not dashed:
        return None
    end = again + 1 + (late is not None)
    return Header(n, end, first.text.strip("-–—•·| "), late if seconds is None else seconds, day=day)


def own(lines: list[Line], lang: str) -> Header | None:
    """The header of the page's own article, where it opens the page as those of glued ones do."""
    for n in range(min(TOP, len(lines))):
        if lines[n].prose:
            return None
        header = _repeated(lines, n, lang)
        if header:
            return header
    return None


def _card(lines: list[Line], n: int, lang: str) -> Header | None:
    """A title beside how long ago, or an outlet and how long ago, at the beginning of a block."""
    line = lines[n]
    if line.prose or furniture.kind(line) or not (line.blanks or furniture.kind(lines[n - 1])):
        return None
    own = _meta(line, lang)
    if own is not None:
        return Header(n, n + 1, *own)
    after = _meta(lines[n + 1], lang) if n + 1 < len(lines) else None
    if after is None:
        return None
    if after[0] is None and not like_headline(line):
        return Header(n, n + 2, line.text, after[1])
    if after[0] is None and n + 2 < len(lines) and like_headline(lines[n + 2]) and line.extent <= LABEL // 2:
        return Header(n, n + 2, line.text, after[1])
    return Header(n, n + 2, after[0], after[1], line.text)


def _meta(line: Line, lang: str) -> tuple[str | None, int] | None:
    """Outlet and seconds of ``The Herald · 3 hours ago`` or of the time alone."""
    if line.extent > LABEL + 30:
        return None
    seconds = ago(line.text, lang)
    if seconds is not None:
        return None, seconds
    parts = [part for part in BETWEEN.split(line.text) if part]
    if len(parts) not in (2, 3):
        return None
    times = [(part, ago(part, lang)) for part in parts]
    known = [seconds for _, seconds in times if seconds is not None]
    names = [part for part, seconds in times if seconds is None]
    return (names[0], known[0]) if len(known) == 1 else None


def _is_label(line: Line) -> bool:
    named = furniture.kind(line) is not None
    return line.short and line.extent <= LABEL and not named and any(c.isalpha() for c in line.text)


def _followed(lines: list[Line], header: Header) -> bool:
    """Whether a title or text comes after a header, or stands in it."""
    return header.title is not None or (header.end < len(lines) and lines[header.end].extent >= 12)


def glued(lines: list[Line], header: Header, stop: int) -> Glued:
    """The glued article after ``header``, up to line ``stop``."""
    body = lines[header.end : stop]
    title = header.title
    if title is None and body and _opens_with_title(body):
        title, body = body[0].text, body[1:]
    return Glued(header, title, tuple(body))


def _opens_with_title(body: list[Line]) -> bool:
    if not body[0].prose and not body[0].ends:
        return True
    return len(body) > 1 and body[0].extent < FULL and body[1].prose
