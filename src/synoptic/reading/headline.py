"""The head of a page: section word, title, standfirst, caption and the line that gives the time."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from synoptic.reading import furniture
from synoptic.reading.lines import Line, words
from synoptic.reading.times import CLOCK, date_in, digits

HEAD = 10
TITLE = (12, 220)
AGENCY_TAIL = re.compile(r"\s{1,3}/\s{0,3}([^\W\d_][\w.&-]{0,15}(?: [^\W\d_][\w.&-]{0,15}){0,2})\s*$")


@dataclass
class Head:
    """What the head of a page gave: ``rest`` are the lines that stay, the title first."""

    title: str | None = None
    published: str | None = None
    rest: list[Line] = field(default_factory=list)
    removed: list[tuple[str, str]] = field(default_factory=list)


def time_line(line: Line, lang: str) -> str | None:
    """The day that a line gives which gives nothing else: ``3. september 2025``, ``Published: ...``."""
    if line.extent > 80 or not any(c.isdecimal() for c in line.text):
        return None
    text = line.text
    found = date_in(text, lang)
    if found is None:
        return None
    day, start, end = found
    left = CLOCK.sub(" ", digits(text[:start] + " " + text[end:]))
    rest = furniture.fold(left)
    label = furniture.kind(Line(left, 0)) in ("published", "updated")
    return day if label or (words(rest) <= 2 and len(rest) <= 16) else None


def read_head(lines: list[Line], lang: str, title: str | None) -> Head:
    """Takes the head off ``lines``: finds the title if none is given, and what stands around it.

    The title is a headline that opens the text, perhaps after a section word; a headline after a
    standfirst only where a time line or a section word shows that this is a head.
    """
    head = Head(title=title)
    zone = _zone(lines)
    times = [n for n in range(zone) if time_line(lines[n], lang)]
    for n in times:
        if furniture.kind(lines[n]) != "updated" or head.published is None:
            head.published = head.published or time_line(lines[n], lang)
    place = _given(lines[:zone], title) if title else _headline(lines, zone, times)
    if place is not None:
        head.title = lines[place].text
        head.rest.append(lines[place])
    for n, line in enumerate(lines):
        if n == place:
            continue
        why = _why_off(lines, n, zone, place, times)
        if why:
            head.removed.append((line.text, why))
            continue
        kept = _without_agency(line, head) if n < zone and place is not None else line
        if len(head.rest) == 1 and place is not None and n != place + 1:
            kept = Line(kept.raw, max(1, kept.blanks))
        head.rest.append(kept)
    return head


def _zone(lines: list[Line]) -> int:
    """How many lines can belong to the head: up to the second paragraph of running text at most."""
    prose = 0
    for n, line in enumerate(lines[:HEAD]):
        prose += line.prose
        if prose >= 3 or (prose and line.blanks and line.prose):
            return n
    return min(len(lines), HEAD)


def _headline(lines: list[Line], zone: int, times: list[int]) -> int | None:
    section = _is_section(lines, 0)
    for n in range(zone):
        line = lines[n]
        if n in times or furniture.whole(line) or (n == 0 and section):
            continue
        if line.prose:
            later = any(n < t for t in times)
            if n > 1 or not (section or later):
                return None
            continue
        if not _like_headline(line) or not any(other.prose for other in lines[n + 1 : n + 5]):
            return None
        return n
    return None


def _like_headline(line: Line) -> bool:
    asks = line.text.endswith(("?", "？", "؟", "!", "！")) and line.extent <= 110
    return TITLE[0] <= line.extent <= TITLE[1] and (asks or not line.ends) and (words(line.text) >= 2)


def _is_section(lines: list[Line], n: int) -> bool:
    """A label over a headline: one or two words, no end of a sentence, more of the head after it."""
    line = lines[n] if n < len(lines) else None
    if line is None or line.ends or line.extent > 30 or any(c.isdecimal() for c in line.text):
        return False
    following = lines[n + 1] if n + 1 < len(lines) else None
    return words(line.text) <= 2 and following is not None and following.extent > line.extent


def _given(lines: list[Line], title: str | None) -> int | None:
    wanted = same_words(title or "")
    return next((n for n, line in enumerate(lines) if same_words(line.text) == wanted), None)


def same_words(text: str) -> str:
    """A title for comparison: folded, white space made one."""
    return " ".join(text.casefold().split())


def _why_off(lines: list[Line], n: int, zone: int, place: int | None, times: list[int]) -> str | None:
    if n >= zone:
        return None
    if n in times and not lines[n].prose:
        return "a line that gives the time"
    if place is not None and n < place and _is_section(lines, n) and n == 0:
        return "a section word over the title"
    named = furniture.whole(lines[n]) or (furniture.labelled(lines[n]) == "photo" and n and "photo")
    if named and named not in ("published", "updated") and lines[n].extent <= 80:
        return furniture.WHY[named]
    if place is not None and n < place and furniture.cookie_notice(lines[n]):
        return furniture.WHY["cookies"]
    return None


def _without_agency(line: Line, head: Head) -> Line:
    """A caption or standfirst without the ``/ AA`` of an agency at its end."""
    found = AGENCY_TAIL.search(line.raw[-60:])
    if not found or not line.raw[-60:][: found.start()].strip():
        return line
    cut = len(line.raw) - min(60, len(line.raw)) + found.start()
    if not Line(line.raw[:cut], 0).ends:
        return line
    head.removed.append((line.raw[cut:].strip(), "a credit after a caption"))
    return Line(line.raw[:cut], line.blanks)
