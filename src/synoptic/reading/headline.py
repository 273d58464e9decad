"""The head of a page: section word, title, standfirst, caption and the line that gives the time."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from synoptic.reading import furniture
from synoptic.reading.lines import Line, words
from synoptic.reading.times import CLOCK, ago, date_in, digits

HEAD = 24
TITLE = (16, 220)
AGENCY_TAIL = re.compile(r"\s{1,3}/\s{0,3}([^\W\d_][\w.&-]{0,15}(?: [^\W\d_][\w.&-]{0,15}){0,2})\s*$")
CRUMBS = re.compile(r"\s+[>›»/|]\s+")


@dataclass
class Head:
    """What the head of a page gave: ``rest`` are the lines that stay, the title first."""

    title: str | None = None
    published: str | None = None
    rest: list[Line] = field(default_factory=list)
    removed: list[tuple[str, str]] = field(default_factory=list)


def time_line(line: Line, lang: str) -> str | None:
    """The day that a line gives which gives nothing else: ``3. september 2025``, ``Published: ...``."""
    if line.extent > 100 or not any(c.isdecimal() for c in line.text):
        return None
    found = date_in(line.text, lang)
    if found is None:
        return None
    day, start, end = found
    left = CLOCK.sub(" ", digits(line.text[:start] + " " + line.text[end:]))
    again = date_in(left, lang)
    if again:
        left = left[: again[1]] + " " + left[again[2] :]
    labels, others = _time_words(furniture.fold(left).split())
    if labels:
        return day if len(others) <= 2 else None
    return day if len(others) <= 2 and sum(map(len, others)) <= 15 else None


def _time_words(words: list[str]) -> tuple[int, list[str]]:
    """How many labels of times stand in a line, and the other words of more than two letters."""
    labels, others, n = 0, [], 0
    while n < len(words):
        length = furniture.time_label(words[n:])
        if length:
            labels += 1
        elif len(words[n]) > 2:
            others.append(words[n])
        n += max(1, length)
    return labels, others


def read_head(lines: list[Line], lang: str, title: str | None) -> Head:
    """Takes the head off ``lines``: finds the title if none is given, and what stands around it.

    The title is a headline that opens the text, perhaps after section words and menus; a headline
    after a standfirst only where a time line or a section word shows that this is a head.
    """
    head = Head(title=title)
    zone = _zone(lines)
    times = [n for n in range(zone) if time_line(lines[n], lang)]
    stated = sorted(times, key=lambda n: (furniture.labelled(lines[n]) == "updated", n))
    head.published = next((time_line(lines[n], lang) for n in stated), None)
    place = _given(lines[:zone], title) if title else _headline(lines, zone, times)
    if place is not None:
        head.title = lines[place].text
        head.rest.append(lines[place])
    for n, line in enumerate(lines):
        if n == place:
            continue
        why = _why_off(lines, n, zone, place, times, lang)
        if why:
            head.removed.append((line.text, why))
            continue
        kept = _without_agency(line, head) if n < zone and place is not None else line
        if n < zone and kept.prose and any(kept.bare == later.bare for later in lines[n + 1 :]):
            head.removed.append((kept.text, "the same words again"))
            continue
        if len(head.rest) == 1 and place is not None and n != place + 1:
            kept = Line(kept.raw, max(1, kept.blanks))
        head.rest.append(kept)
    return head


def _zone(lines: list[Line]) -> int:
    """How many lines can belong to the head: up to the second paragraph of running text at most."""
    prose = 0
    for n, line in enumerate(lines[:HEAD]):
        counts = line.prose and not furniture.cookie_notice(line)
        prose += counts
        if prose >= 3 or (counts and line.blanks and n):
            return n
    return min(len(lines), HEAD)


def _headline(lines: list[Line], zone: int, times: list[int]) -> int | None:
    section = _is_section(lines, 0)
    for n in range(zone):
        line = lines[n]
        if n in times or furniture.whole(line) or furniture.cookie_notice(line):
            continue
        if line.prose or (line.ends and not like_headline(line)):
            if n > 1 or not (section or any(n < t for t in times)):
                return None
            continue
        followed = any(other.prose for other in lines[n + 1 : n + 6])
        if like_headline(line) and followed and not _crumbs(line) and not _better_follows(lines, n, zone):
            return n
    return None


def like_headline(line: Line) -> bool:
    """Whether a line can be a headline: some words, not too long, no end of a statement."""
    asks = line.text.endswith(("?", "？", "؟", "!", "！")) and line.extent <= 110
    return TITLE[0] <= line.extent <= TITLE[1] and (asks or not line.ends) and words(line.text) >= 2


def _better_follows(lines: list[Line], n: int, zone: int) -> bool:
    """Whether a short label of two or three words stands over the headline proper."""
    if words(lines[n].text) > 3 or lines[n].extent > 30:
        return False
    following = lines[n + 1] if n + 1 < zone else None
    return (
        following is not None
        and like_headline(following)
        and words(following.text) > 3
        and not following.prose
    )


def _crumbs(line: Line) -> bool:
    """The path to a page: ``Home > World > Asia``."""
    parts = CRUMBS.split(line.text)
    return len(parts) >= 3 and line.extent <= 120 and all(0 < len(part) <= 30 for part in parts)


def _is_section(lines: list[Line], n: int) -> bool:
    """A label over a headline: one or two words, no end of a sentence, more of the head after it."""
    line = lines[n] if n < len(lines) else None
    if line is None or line.ends or line.extent > 30 or any(c.isdecimal() for c in line.text):
        return False
    following = lines[n + 1] if n + 1 < len(lines) else None
    return words(line.text) <= 3 and following is not None


def _given(lines: list[Line], title: str | None) -> int | None:
    wanted = same_words(title or "")
    return next((n for n, line in enumerate(lines) if same_words(line.text) == wanted), None)


def same_words(text: str) -> str:
    """A title for comparison: folded, white space made one."""
    return " ".join(text.casefold().split())


def _why_off(
    lines: list[Line], n: int, zone: int, place: int | None, times: list[int], lang: str
) -> str | None:
    line = lines[n]
    if n >= zone:
        return None
    if n in times and not line.prose:
        return "a line that gives the time"
    if not line.prose and ago(line.text, lang) is not None:
        return "a line that gives the time"
    named = furniture.whole(line) or (furniture.labelled(line) == "photo" and n and "photo")
    if named and named not in ("published", "updated") and line.extent <= 80:
        return furniture.WHY[named]
    if place is None:
        return None
    if n > place and same_words(line.text) == same_words(lines[place].text):
        return "the title again"
    if n > place:
        return None
    if furniture.cookie_notice(line):
        return furniture.WHY["cookies"]
    if _crumbs(line):
        return "the path to the page"
    return "a section word over the title" if _is_section(lines, n) else None


def _without_agency(line: Line, head: Head) -> Line:
    """A caption or standfirst without the ``/ AA`` of an agency at its end."""
    tail = line.raw[-60:]
    found = AGENCY_TAIL.search(tail)
    if not found:
        return line
    cut = len(line.raw) - len(tail) + found.start()
    if not Line(line.raw[:cut], 0).ends:
        return line
    head.removed.append((line.raw[cut:].strip(), "a credit after a caption"))
    return Line(line.raw[:cut], line.blanks)
