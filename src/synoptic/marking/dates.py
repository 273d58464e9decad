"""Dates: the points in time that an article names, read against its own day of publication.

The words of a language become a row of tags; shapes of dates are found in it by templates that
hold for all languages; each shape is read from the day of publication in the article's own zone.
Without that day only dates with a year are read.  Clock times alone, durations, ages,
anniversaries, decades, half-years and seasons are no dates; of a range both ends are.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping, Sequence

from synoptic.languages.profile import Profile
from synoptic.marking import date_readings as absolute
from synoptic.marking import dates_relative as relative
from synoptic.marking.calendar_points import Point
from synoptic.marking.date_checks import (
    counted_is_date,
    day_stands_alone,
    dotted_is_date,
    is_count,
    is_year,
    month_stands_alone,
    written_out,
)
from synoptic.marking.date_context import outlook
from synoptic.marking.date_shapes import Reading, Shape, View
from synoptic.marking.date_templates import Matched
from synoptic.marking.date_tokens import Row, Token, row
from synoptic.marking.date_vocabulary import vocabulary
from synoptic.types import Article, Date, Passage

_READINGS: Mapping[str, Callable[[Shape, View], list[Reading]]] = {
    "numeric": absolute.read_numeric,
    "slashed": absolute.read_slashed,
    "days": absolute.read_days,
    "month_days": absolute.read_days,
    "two_days": absolute.read_two_days,
    "day_month": absolute.read_day_month,
    "month_day": absolute.read_day_month,
    "year_first": absolute.read_day_month,
    "two_months": absolute.read_two_months,
    "month_end": absolute.read_month_end,
    "month_year": absolute.read_month_year,
    "weekday_day": absolute.read_weekday_day,
    "quarter": absolute.read_quarter,
    "bare_quarter": absolute.read_quarter,
    "era_year": absolute.read_year,
    "years": absolute.read_years,
    "year": absolute.read_year,
    "month": absolute.read_month,
    "day": absolute.read_day,
    "weekday": relative.read_weekday,
    "related_weekday": relative.read_related_weekday,
    "weekday_of_week": relative.read_weekday_of_week,
    "weekday_phrase": relative.read_weekday_phrase,
    "nth_weekday": relative.read_nth_weekday,
    "relative_day": relative.read_relative_day,
    "counted_phrase": relative.read_counted_phrase,
    "ago": relative.read_counted,
    "later_on": relative.read_counted,
    "earlier": relative.read_counted,
    "later": relative.read_counted,
    "anchored": relative.read_anchored,
    "phrase": relative.read_phrase,
    "related_unit": relative.read_related_unit,
    "related_month": relative.read_related_month,
    "month_of_year": relative.read_month_of_year,
    "month_and_day": relative.read_month_and_day,
}
_MOST_GLUE = 2
_COUNTED = ("ago", "later_on", "earlier", "later", "phrase", "related_unit")
_WRITTEN = ("related_month", "day_month", "month_day", "weekday_of_week", "related_weekday")


def dates(article: Article, sentences: Sequence[Passage], profile: Profile) -> tuple[Date, ...]:
    """The dates of an article, in order of position.

    Args:
        article: its ``published`` is what relative dates are counted from.
        sentences: the sentences of the article; no date reaches over the end of a paragraph.
        profile: the language of the article.
    """
    words = vocabulary(profile)
    found = row(article.text, words)
    published = _day(article.published)
    named: list[Point] = []
    marks: list[Date] = []
    at = 0
    while (step := _next(found, at, View(published, tuple(named), words))) is not None:
        match, readings, at = step
        for reading in readings:
            start = (
                reading.start
                if words.dates.verb_last
                else _with_preposition(found, match.start, reading.start)
            )
            passage = article.passage(start, start + len(article.text[start : reading.end].rstrip(".,")))
            marks.append(Date(article=article.id, start=start, end=passage.end, text=passage.text,
                              iso=reading.point.iso, precision=reading.point.precision))  # fmt: skip
            named.append(reading.point)
    return tuple(marks)


def _next(found: Row, at: int, view: View) -> tuple[Matched, list[Reading], int] | None:
    """The next shape, what it means (nothing, perhaps), and where to go on."""
    first = None
    for match in view.words.templates.search(found.characters, at):
        first = first or match
        if match.name == "nothing":
            if _holds(found, match, "day_after"):
                continue
            return match, [], match.end
        if readings := _read(match, found, view):
            end = max(reading.end for reading in readings)
            return match, readings, max(match.start + 1, _position(found, end, match))
    return (first, [], first.start + 1) if first else None


def _holds(found: Row, match: Matched, tag: str) -> bool:
    """Whether a word of a match has a tag."""
    return any(token is not None and tag in token.tags for token in found.tokens[match.start : match.end])


def _day(published: str | None) -> datetime.date | None:
    """The day of publication in the zone that it is written in."""
    if not published or not re.match(r"\d{4}-\d{2}-\d{2}", published):
        return None
    try:
        return datetime.date.fromisoformat(published[:10])
    except ValueError:
        return None


def _read(match: Matched, found: Row, view: View) -> list[Reading]:
    """What a match means; nothing where its words are no date after all."""
    held: dict[str, tuple[Token, ...]] = {}
    for tag, places in match.tokens.items():
        tokens = tuple(token for at in places if (token := found.tokens[at]) is not None)
        if tokens:
            held[tag] = tokens
    shape = Shape(match.name, held, lambda: outlook(found, match.start, match.end - 1, view.words))
    if match.name in ("year", "years") and not is_year(found, match, shape, view.words):
        return []
    if match.name in ("month", "weekday", "related_weekday", "related_month") and not month_stands_alone(
        found, match
    ):
        return []
    if match.name in _COUNTED and not counted_is_date(found, match, shape, view.words):
        return []
    if match.name == "weekday_day" and is_count(found, match):
        return []
    if match.name in _WRITTEN and not written_out(shape):
        return []
    if match.name == "day" and not day_stands_alone(found, match, shape):
        return []
    if match.name == "slashed" and held.keys() == {"dotted"} and not dotted_is_date(found, shape):
        return []
    return _READINGS[match.name](shape, view)


def _with_preposition(found: Row, first: int, start: int) -> int:
    """Where a date starts together with the prepositions that stand right before it."""
    token = found.tokens[first]
    if token is None or token.start != start:
        return start
    for at in range(first - 1, max(-1, first - 1 - _MOST_GLUE), -1):
        before = found.tokens[at]
        if before is None or "around" not in before.tags:
            break
        start = before.start
    return start


def _position(found: Row, end: int, match: Matched) -> int:
    """The first token of a match, or after it, that starts at or after ``end``."""
    for at in range(match.start, match.end):
        token = found.tokens[at]
        if token is not None and token.start >= end:
            return at
    return match.end
