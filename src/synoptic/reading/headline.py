"""The head of a page: section word, title, standfirst, caption and the line that gives the time."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from synoptic.reading import furniture, names, notices
from synoptic.reading.lines import BULLETS, Line, fold, words
from synoptic.reading.names import Site
from synoptic.reading.times import CLOCK, ago, date_in, digits

HEAD = 24
ZONES = ("gmt", "utc")
TITLE = (16, 220)
AGENCY_TAIL = re.compile(r"\s{1,3}/\s{0,3}([^\W\d_][\w.&-]{0,15}(?: [^\W\d_][\w.&-]{0,15}){0,2})\s*$")
SITE = "the name of the site"
AUTHOR = "a line that names the author"
NAMED = "a name under the title"
APART = re.compile(r"\s*[·•|]\s*|\s+[–—-]\s+")
CRUMBS = re.compile(r"\s+[>›»/|]\s+")


@dataclass
class Head:
    """What the head of a page gave: ``rest`` are the lines that stay, the title first."""

    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    byline: str | None = None
    modified: str | None = None
    rest: list[Line] = field(default_factory=list)
    removed: list[tuple[str, str]] = field(default_factory=list)


def time_line(line: Line, lang: str) -> str | None:
    """The day that a line gives which gives nothing else: ``3. september 2025``, ``Published: ...``."""
    if line.extent > 100 or not any(c.isdecimal() for c in line.text):
        return None
    parts = [part for part in APART.split(line.text) if part.strip()]
    rest = [part for part in parts if not _how_long_ago(part, lang)]
    text = " ".join(rest) if len(rest) < len(parts) else line.text
    found = date_in(text, lang)
    if found is None:
        return None
    day, start, end = found
    line = Line(text, 0)
    left = CLOCK.sub(" ", digits(line.text[:start] + " " + line.text[end:]))
    again = date_in(left, lang)
    if again:
        left = left[: again[1]] + " " + left[again[2] :]
    labels, others = _time_words(fold(left).split())
    if labels:
        return day if len(others) <= 2 else None
    return day if len(others) <= 2 and sum(map(len, others)) <= 15 else None


def _how_long_ago(text: str, lang: str) -> bool:
    """Whether a part of a line says how long ago, perhaps after a label: ``Updated 3 hours ago``."""
    words = text.split()
    return any(
        ago(" ".join(words[n:]), lang) is not None
        for n in range(min(4, len(words)))
        if not n or furniture.time_label(fold(" ".join(words[:n])).split()) >= n
    )


def _time_words(words: list[str]) -> tuple[int, list[str]]:
    """How many labels of times stand in a line, and the other words of more than two letters."""
    labels, others, n = 0, [], 0
    while n < len(words):
        length = furniture.time_label(words[n:])
        if length:
            labels += 1
        elif len(words[n]) > 2 and words[n] not in ZONES:
            others.append(words[n])
        n += max(1, length)
    return labels, others


def read_head(lines: list[Line], lang: str, title: str | None, site: Site) -> Head:
    """Takes the head off ``lines``: finds the title if none is given, and what stands around it.

    The title is a headline that opens the text, perhaps after section words and menus; a headline
    after a standfirst only where a time line or a section word shows that this is a head.
    """
    head = Head(title=title)
    zone = _zone(lines)
    times = [n for n in range(zone) if time_line(lines[n], lang)]
    stated = sorted(times, key=lambda n: (furniture.tells_of_change(lines[n]), n))
    head.published = next((time_line(lines[n], lang) for n in stated), None)
    changed = (time_line(lines[n], lang) for n in times if furniture.tells_of_change(lines[n]))
    head.modified = next(changed, None)
    place = _given(lines[:zone], title) if title else _headline(lines, zone, times, site)
    if place is not None:
        head.title = lines[place].text
        head.rest.append(lines[place])
    labels = _labels(lines, zone, place, times, site)
    head.outlet = _outlet(labels, lines, place)
    bylines = (names.author(lines[n]) for n in sorted(labels) if labels[n] == AUTHOR)
    head.byline = next(bylines, None)
    for n, line in enumerate(lines):
        if n == place:
            continue
        why = labels.get(n) or _why_off(lines, n, zone, place, times, lang)
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
    _close(head, site)
    return head


def _labels(lines: list[Line], zone: int, place: int | None, times: list[int], site: Site) -> dict[int, str]:
    """Lines of the head that name an outlet or the author and nothing else, with what each names."""
    found: dict[int, str] = {}
    page = "\n".join(line.text for line in lines if line.prose)
    prose = 0
    for n, line in enumerate(lines[:zone] if page else ()):
        prose += line.prose and not notices.speaks_of_consent(line)
        if n == place or n in times or line.prose or prose > 1 or (prose and place is None):
            continue
        if names.is_byline(line):
            found[n] = AUTHOR
        elif site.names_itself(line) or names.is_newspaper(line):
            found[n] = SITE
        elif place is not None and n > place and not prose and names.bare_name(line, page):
            found[n] = NAMED
    return found


def _outlet(labels: dict[int, str], lines: list[Line], place: int | None) -> str | None:
    """The outlet: named under the title if there, else at the top of the page."""
    named = sorted((n for n in labels if labels[n] == SITE), key=lambda n: (n < (place or 0), n))
    return lines[named[0]].text.strip(BULLETS + " ") if named else None


def _close(head: Head, site: Site) -> None:
    """Takes the name of the outlet or of the author off the end of the text."""
    while len(head.rest) > 2 and head.rest[-2].ends:
        last = head.rest[-1]
        if site.names_itself(last) or names.is_newspaper(last):
            head.removed.append((last.text, SITE))
            head.outlet = head.outlet or last.text.strip(BULLETS + " ")
        elif names.is_byline(last):
            head.removed.append((last.text, AUTHOR))
            head.byline = head.byline or names.author(last)
        else:
            return
        head.rest.pop()


def _zone(lines: list[Line]) -> int:
    """How many lines can belong to the head: up to the second paragraph of running text at most."""
    prose = 0
    for n, line in enumerate(lines[:HEAD]):
        counts = line.prose and not notices.speaks_of_consent(line)
        prose += counts
        if prose >= 3 or (counts and line.blanks and n):
            return n
    return min(len(lines), HEAD)


def _headline(lines: list[Line], zone: int, times: list[int], site: Site) -> int | None:
    section = _is_section(lines, 0)
    for n in range(zone):
        line = lines[n]
        if n in times or furniture.whole(line) or notices.speaks_of_consent(line):
            continue
        if line.prose or (line.ends and not like_headline(line)):
            if n > 1 or not (section or any(n < t for t in times)):
                return None
            continue
        about = sum(m in times or names.is_byline(lines[m]) for m in range(n + 1, min(n + 6, len(lines))))
        followed = any(other.prose for other in lines[n + 1 : n + (11 if about else 6)])
        outlet = site.names_itself(line) or names.is_newspaper(line)
        if _better_follows(lines, n, zone, outlet, times) or names.is_byline(line):
            continue
        if like_headline(line) and followed and not _crumbs(line):
            return n
    return None


def like_headline(line: Line) -> bool:
    """Whether a line can be a headline: some words, not too long, no end of a statement."""
    asks = line.text.endswith(("?", "？", "؟", "!", "！")) and line.extent <= 110
    return TITLE[0] <= line.extent <= TITLE[1] and (asks or not line.ends) and words(line.text) >= 2


def _better_follows(lines: list[Line], n: int, zone: int, outlet: bool, times: list[int]) -> bool:
    """Whether a short label of two or three words, or an outlet's name, stands over the headline proper.

    Other labels may stand between them, no time and no author: these stand under a headline.
    """
    if not outlet and (words(lines[n].text) > 3 or lines[n].extent > 30):
        return False
    for m in range(n + 1, zone):
        if lines[m].prose or m in times or names.is_byline(lines[m]):
            return False
        if like_headline(lines[m]) and words(lines[m].text) > (2 if outlet else 3):
            return True
        if words(lines[m].text) > 3 or lines[m].ends:
            return False
    return False


def _crumbs(line: Line) -> bool:
    """The path to a page: ``Home > World > Asia``."""
    parts = CRUMBS.split(line.text)
    home = furniture.whole(Line(parts[0], 0)) is not None and not line.ends
    return (
        len(parts) >= (2 if home else 3) and line.extent <= 120 and all(0 < len(part) <= 30 for part in parts)
    )


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
    if not any(map(str.isalpha, line.text)) and line.extent <= 20:
        return "a number without words"
    named = furniture.whole(line) or (furniture.labelled(line) == "photo" and n and "photo")
    if named and named not in ("published", "updated") and line.extent <= 80:
        return furniture.WHY[named]
    if place is None:
        return None
    if n > place and same_words(line.text) == same_words(lines[place].text):
        return "the title again"
    if n > place:
        return None
    if notices.is_notice(line):
        return furniture.WHY["cookies"]
    if _crumbs(line):
        return "the path to the page"
    if line.short and line.extent <= 30:
        return "a section word over the title"
    return None


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
