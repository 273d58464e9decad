"""Datelines: where, when and by which agency a report was sent, before its first words.

``KYIV, 15 Aug (Reuters) –``, ``МОСКВА, 15 авг — РИА Новости.``, ``新华社北京8月15日电``, ``【カイロ共同】``,
``(서울=연합뉴스)``.  A dateline is known by its shape: a place, a day and an agency, at least two of them,
nothing between them but marks, closed by a dash, a bracket or a full stop.  A place alone counts only in
capitals before a dash, where a region follows it or the text names it again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from synoptic.languages.agencies import named_sources
from synoptic.reading.times import date_in, day_and_month

Span = tuple[int, int]

REACH, LINES, BODY = 110, 6, 20_000
PLACE_WORDS, PLACE_LONGEST = 5, 45
# Between the parts: marks alone, and at most one word (a weekday, "the").
BETWEEN = re.compile(r"[\s,.،;:/()（）\[\]|–—=-]*(?:[^\W\d_]{2,12}[.,]?[\s,.(–—-]*)?")
MARKS = re.compile(r"[\s,.،;:/()（）\[\]|–—=-]*")
CLOSES = re.compile(r"\s{0,2}(?:[)）\]/]\s{0,2}\.?[:=–—-]{0,2}|\.?\s?[–—=-]{1,2}|[.:])(?=\s|$)")
BRACKETED = re.compile(r"[(（\[/]\s?([^()（）\[\]/\n\d]{2,40}?)\s?[)）\]/]")
LONG_DASH = re.compile(r"\s{0,2}[–—](?=\s)|\s--?(?=\s)")
AGENCY_FIRST = re.compile(r"[(（]([^()（）\n\d]{2,30})[)）]\s?[–—-]\s")
HAN = re.compile(r"([\u4e00-\u9fff·]{2,10}?)(?:(\d{1,2})月)?(\d{1,2})日(?:电|電|讯|訊)")
CORNERS = re.compile(r"[【\[［]([^】\]］\n]{2,24})[】\]］]")
EQUALS = re.compile(r"[(\[【（]([^=＝()\n]{1,14})[=＝]([^()\n\]】）]{2,20})[)\]】）]")
JAPANESE_DAY = re.compile(r"(?:(\d{1,2})月)?(\d{1,2})日")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """The parts of a dateline as spans of its text: ``start`` to ``end`` is all of it.

    ``day`` is ISO 8601 where the dateline has a year (``2025-08-15``), else month and day (``08-15``).
    """

    start: int
    end: int
    place: Span | None = None
    date: Span | None = None
    day: str | None = None
    agency: Span | None = None


def dateline(text: str, body: int, lang: str) -> Dateline | None:
    """The dateline of a text, before the first words of one of its first lines.

    ``body`` is where the text goes on after its title.
    """
    at = body
    for _ in range(LINES):
        while at < len(text) and text[at].isspace():
            at += 1
        if at >= len(text):
            return None
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        found = _han(text, at) or _cornered(text, at) or _spaced(text, at, min(end, at + REACH), lang)
        if found:
            return found
        at = end + 1
    return None


# --- with spaces ------------------------------------------------------------------------------------------


def _spaced(text: str, at: int, stop: int, lang: str) -> Dateline | None:
    window = text[at:stop]
    opening = AGENCY_FIRST.match(window)
    if opening and _is_known(opening[1]):
        rest = _spaced(text, at + opening.end(), stop, lang)
        agency = _moved(opening.span(1), at)
        return rest and replace(rest, start=at, agency=rest.agency or agency)
    dated = _date(window, lang)
    agency = _agency(window)
    if dated is None and agency is None:
        return _capitals(text, at, window)
    parts = sorted(part for part in (dated and dated[1], agency) if part)
    first, last = parts[0], parts[-1]
    if len(parts) == 2 and not BETWEEN.fullmatch(window[first[1] : last[0]]):
        dated, agency = (dated, None) if dated and dated[1] == first else (None, agency)
        last = first
    place = _place(window, first[0])
    if place is None and first[0]:
        return None
    closed = CLOSES.match(window, last[1])
    known = agency is not None and _is_known(window[slice(*agency)])
    if closed is None and not (known and window[last[1] - 1 : last[1] + 1].endswith(")")):
        return None
    count = sum(part is not None for part in (place, dated, agency))
    if count < 2 or (agency and not known and dated is None):
        return None
    if place and agency is None and not _parted(window, place, first[0]):
        return None
    return Dateline(
        start=at,
        end=at + (closed.end() if closed else last[1]),
        place=_moved(place, at),
        date=_moved(dated[1], at) if dated else None,
        day=dated[0] if dated else None,
        agency=_moved(agency, at),
    )


def _moved(span: Span | None, by: int) -> Span | None:
    return (span[0] + by, span[1] + by) if span else None


def _date(window: str, lang: str) -> tuple[str, Span] | None:
    full = date_in(window, lang)
    if full:
        return full[0], (full[1], full[2])
    partly = day_and_month(window, lang)
    return (f"{partly[0]:02}-{partly[1]:02}", partly[2]) if partly else None


def _agency(window: str) -> Span | None:
    """The first agency of a window: in brackets or between slashes, or a known name between marks."""
    for found in BRACKETED.finditer(window):
        if _is_known(found[1]) or _can_be_agency(found[1]):
            return found.span(1)
    for start, end in _runs(window):
        if _is_known(window[start:end]) and re.match(r"\s*(?:[.–—:/)-]|$)", window[end:]):
            before = window[:start].rstrip()
            dated = any(map(str.isdecimal, before))  # else a comma may stand in a sentence
            if before.endswith(("–", "—", "-", "/", *((".", ",") if dated else ()))):
                return start, end
    return None


def _runs(window: str) -> Iterator[Span]:
    """Runs of one to four words of a window, the longest first from each place."""
    words = [found.span() for found in re.finditer(r"[^\s,.()/–—:]+(?:-[^\s,.()/–—:]+)*", window)][:16]
    for n, (start, _) in enumerate(words):
        for m in range(min(n + 4, len(words)), n, -1):
            yield start, words[m - 1][1]


@cache
def _known() -> frozenset[str]:
    """Agencies by their names as they stand in datelines: in any case, without "news agency"."""
    agencies = {form for form, (kind, _) in named_sources().items() if kind == "agency"}
    short = {form.removesuffix("通信").removesuffix("通訊社").removesuffix("通讯社") for form in agencies}
    return frozenset(form.casefold() for form in agencies | short)


def _is_known(text: str) -> bool:
    return text.strip(" .").casefold() in _known()


def _can_be_agency(text: str) -> bool:
    """Whether words in brackets after a place can name an agency that no table knows: an acronym."""
    letters = [c for c in text if c.isalpha()]
    return 2 <= len(letters) <= 8 and " " not in text.strip() and all(c.isupper() for c in letters)


def _place(window: str, before: int) -> Span | None:
    """The place that a dateline begins with: a few words with capitals where the script has them."""
    start = len(window) - len(window.lstrip("(（[ "))
    words = window[start:before].rstrip(" ,.،;:/(（[|–—-")
    end = start + len(words)
    if not words or len(words) > PLACE_LONGEST or not MARKS.fullmatch(window[end:before]):
        return None
    parts = re.split(r"[\s/,-]+", words)
    if not 1 <= len(parts) <= PLACE_WORDS or any(c.isdecimal() or c in '?!"“”„«»' for c in words):
        return None
    cased = [part for part in parts if part[:1].isupper() or part[:1].islower()]
    if cased and not (parts[0][:1].isupper() and parts[-1][:1].isupper()):
        return None
    return None if _is_known(words) else (start, end)


def _parted(window: str, place: Span, date: int) -> bool:
    """Whether a place is set off from the date after it: by a mark, or by its capitals."""
    capitals = place[1] - place[0] > 2 and window[slice(*place)].isupper()
    return capitals or bool(window[place[1] : date].strip())


def _capitals(text: str, at: int, window: str) -> Dateline | None:
    """A place alone, in capitals before a dash, perhaps with a region: ``ALDMERE, England —``."""
    dash = LONG_DASH.search(window)
    place = _place(window, dash.start()) if dash else None
    if dash is None or place is None or not window[dash.end() :].strip()[:1].isupper():
        return None
    first, *region = re.split(r"[,/]", window[slice(*place)])
    if not first.isupper() or len(first) < 3:
        return None
    # Names that are always in capitals are no places: a place stands in the text as other names do.
    if not region and not re.search(rf"\b{re.escape(first.title())}\b", text[at + dash.end() :][:BODY]):
        return None
    return Dateline(start=at, end=at + dash.end(), place=_moved(place, at))


# --- without spaces -----------------------------------------------------------------------------------------


def _han(text: str, at: int) -> Dateline | None:
    """Chinese: agency, place, day and the word for a dispatch."""
    head = text[at : at + 14]
    names = sorted((form for form in _known() if head.casefold().startswith(form)), key=len)
    if not names:
        return None
    agency = (at, at + len(names[-1]))
    found = HAN.match(text, agency[1], agency[1] + 24)
    if found is None:
        return None
    end = found.end()
    date = (found.start(2) if found[2] else found.start(3), found.end(3) + 1)
    day = f"{int(found[2]):02}-{int(found[3]):02}" if found[2] else None
    return Dateline(start=at, end=end, place=found.span(1), date=date, day=day, agency=agency)


def _cornered(text: str, at: int) -> Dateline | None:
    """Japanese and Korean: place and agency in brackets, with or without a sign between them."""
    found = EQUALS.match(text, at)
    if found and _is_known(found[2]):
        return Dateline(start=at, end=found.end(), place=found.span(1), agency=found.span(2))
    found = CORNERS.match(text, at)
    if found is None:
        return None
    inside, start = found[1], found.start(1)
    names = [form for form in _known() if inside.casefold().endswith(form) and len(form) < len(inside)]
    if not names:
        return None
    cut = len(inside) - len(max(names, key=len))
    dated = JAPANESE_DAY.search(inside[:cut])
    words = (inside[: dated.start()] if dated else inside[:cut]).rstrip(" 　=＝・")
    if not words:
        return None
    return Dateline(
        start=at,
        end=found.end(),
        place=(start, start + len(words)),
        date=_moved(dated.span(), start) if dated else None,
        day=f"{int(dated[1]):02}-{int(dated[2]):02}" if dated and dated[1] else None,
        agency=(start + cut, start + len(inside)),
    )
