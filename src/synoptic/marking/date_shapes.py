"""A date as matched, where it is seen from, and the year that stands in it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from synoptic.marking import calendar_points as points
from synoptic.marking.calendar_points import Point
from synoptic.marking.date_tokens import Token
from synoptic.marking.date_vocabulary import Vocabulary

YEARS_AHEAD = 30
_EXACT_ENOUGH: Mapping[str, tuple[str, ...]] = {
    "day": ("day",),
    "week": ("day", "week"),
    "month": ("day", "month"),
    "quarter": ("day", "month", "quarter"),
    "year": ("day", "month", "quarter", "year"),
}
STEPS = {"last": -1, "this": 0, "next": 1, "coming": 1}


@dataclass(frozen=True, slots=True)
class View:
    """Where a date is seen from: publication, the dates named before in order, the language."""

    published: datetime.date | None
    named: Sequence[Point]
    words: Vocabulary

    def anchor(self, unit: str) -> datetime.date | None:
        """The date named last that is exact enough to count units from."""
        fitting = _EXACT_ENOUGH.get(unit, ())
        return next((point.first for point in reversed(self.named) if point.precision in fitting), None)


@dataclass(frozen=True, slots=True)
class Shape:
    """A date as matched: its tokens by tag, and a way to ask where the words around put it."""

    name: str
    held: Mapping[str, tuple[Token, ...]]
    outlook: Callable[[], str | None]

    def has(self, *tags: str) -> bool:
        """Whether tokens fill all these tags."""
        return all(tag in self.held for tag in tags)

    def number(self, tag: str, at: int = 0) -> int:
        """The number that a tag carries in its token."""
        value = self.held[tag][at].tags[tag]
        return value if isinstance(value, int) else 0

    def relation(self) -> str | None:
        """Which of last, this, next and coming stands in it."""
        return next((name for name in STEPS if name in self.held), None)

    def span(self) -> tuple[int, int]:
        """Where its tokens begin and end."""
        tokens = [token for held in self.held.values() for token in held]
        return min(token.start for token in tokens), max(token.end for token in tokens)

    def whole(self, point: Point | None) -> list[Reading]:
        """A reading of all its tokens."""
        return [Reading(point, *self.span())] if point else []


@dataclass(frozen=True, slots=True)
class Reading:
    """A point in time and the code points of its words."""

    point: Point
    start: int
    end: int


def year_of(shape: Shape, view: View) -> int | None:
    """The year that stands in a shape, in digits or in words."""
    if shape.has("year"):
        return plausible_year(shape.number("year"), view)
    if shape.has("era"):
        return shape.number("era") + shape.number("number")
    if view.published is None:
        return None
    if shape.has("year_phrase"):
        return view.published.year + shape.number("year_phrase")
    relation = shape.relation()
    return view.published.year + STEPS[relation] if relation and shape.has("year_unit") else None


def has_year(shape: Shape) -> bool:
    """Whether words for a year stand in a shape."""
    return any(shape.has(tag) for tag in ("year", "era", "year_phrase", "year_unit"))


def plausible_year(year: int, view: View) -> int | None:
    """A year that an article can mean, brought into the Gregorian count; None for others."""
    latest = (view.published.year if view.published else datetime.MAXYEAR // 5) + YEARS_AHEAD
    offset = view.words.dates.year_offset
    if offset and 1000 <= year + offset <= latest and (year > latest or year + offset >= 1700):
        return year + offset
    if "persian" in view.words.dates.calendars and view.published:
        away = year - points.present_year("persian", view.published)
        if abs(away) <= YEARS_AHEAD * 3 and (begun := points.converted("persian", year, 1, 1)):
            return begun.first.year  # nine of its months lie in that year
    return year if 1000 <= year <= latest else None
