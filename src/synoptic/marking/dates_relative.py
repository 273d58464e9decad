"""From the shape of a relative date to the point in time that it means.

Weekdays follow the convention of news: the nearest at or before publication unless the words look
ahead.  Days, months and years are counted from publication ("two days ago") or from the date named
before ("two days earlier").
"""

from __future__ import annotations

import datetime
import re

from synoptic.marking import calendar_points as points
from synoptic.marking.calendar_points import Point
from synoptic.marking.date_readings import read_month, read_month_year
from synoptic.marking.date_shapes import STEPS, Reading, Shape, View, has_year

_MOST = 4000
_WHERE = re.compile(r"([1-7])((?:<|>=?)|[+-]\d)")


def read_weekday(shape: Shape, view: View) -> list[Reading]:
    """A weekday alone."""
    if view.published is None:
        return []
    day = view.published
    found = points.nearest_weekday(day, shape.number("weekday"), ahead=False, strictly=False)
    if found.first != day and shape.outlook() == "ahead":
        found = points.nearest_weekday(day, shape.number("weekday"), ahead=True, strictly=False)
    return shape.whole(found)


def read_related_weekday(shape: Shape, view: View) -> list[Reading]:
    """A weekday with last, this, next or coming."""
    relation = shape.relation()
    if view.published is None or relation is None:
        return []
    if relation == "this":
        return read_weekday(shape, view)
    weekday = shape.number("weekday")
    if relation == "next":
        return shape.whole(points.weekday_of_week(view.published, weekday, 1))
    ahead = relation == "coming"
    return shape.whole(points.nearest_weekday(view.published, weekday, ahead=ahead, strictly=True))


def read_weekday_of_week(shape: Shape, view: View) -> list[Reading]:
    """A weekday of last week, this week or the next."""
    if view.published is None:
        return []
    relation = shape.relation()
    weeks = STEPS[relation] if relation else shape.number("week_phrase")
    if shape.has("weekday"):
        weekday = shape.number("weekday")
    else:
        weekday = int(str(shape.held["weekday_phrase"][0].tags["weekday_phrase"])[0])
    return shape.whole(points.weekday_of_week(view.published, weekday, weeks))


def read_nth_weekday(shape: Shape, view: View) -> list[Reading]:
    """The first, second ... or last such weekday of a month."""
    month = _month_in(shape, view)
    if month is None:
        return []
    count = shape.number("day") if shape.has("day") else 0
    return shape.whole(points.nth_weekday(month, shape.number("weekday"), count))


def _month_in(shape: Shape, view: View) -> Point | None:
    """The month that stands in a shape, in any words."""
    if shape.has("month"):
        plain = Shape(
            "month", {tag: held for tag, held in shape.held.items() if tag not in STEPS}, shape.outlook
        )
        found = read_month_year(plain, view) if has_year(plain) else read_month(plain, view)
        return found[0].point if found else None
    if view.published is None:
        return None
    relations = [name for name in STEPS if name in shape.held]
    step = (
        shape.number("month_phrase")
        if shape.has("month_phrase")
        else STEPS[relations[-1]]
        if relations
        else 0
    )
    return points.shifted(view.published, "month", step)


def read_weekday_phrase(shape: Shape, view: View) -> list[Reading]:
    """Fixed words for a weekday: where it lies stands in the language data."""
    where = str(shape.held["weekday_phrase"][0].tags["weekday_phrase"])
    found = _WHERE.fullmatch(where)
    if view.published is None or not found:
        return []
    weekday, way = int(found[1]), found[2]
    if way in ("<", ">", ">="):
        ahead, strictly = way != "<", way != ">="
        return shape.whole(points.nearest_weekday(view.published, weekday, ahead=ahead, strictly=strictly))
    return shape.whole(points.weekday_of_week(view.published, weekday, int(way)))


def read_relative_day(shape: Shape, view: View) -> list[Reading]:
    """Yesterday, today, tomorrow."""
    if view.published is None:
        return []
    return shape.whole(points.shifted(view.published, "day", shape.number("relative_day")))


def read_counted(shape: Shape, view: View) -> list[Reading]:
    """A number of units ago, from now, earlier or later; no number is one."""
    back = shape.name in ("ago", "earlier")
    count = shape.number("number") if shape.has("number") else 1
    tag = "unit" if shape.has("unit") else "units"
    unit = str(shape.held[tag][0].tags[tag])
    if not shape.has("number") and "units" in shape.held[tag][0].tags:
        return []
    start = view.published if shape.name in ("ago", "later_on") else _start(unit, back, view)
    weak = shape.name == "later_on" and _weak(shape)
    if start is None or (weak and not (shape.has("number") and shape.outlook() == "ahead")):
        return []
    if not 0 < count <= _MOST:
        return []
    return shape.whole(_counted(start, unit, -count if back else count))


def read_counted_phrase(shape: Shape, view: View) -> list[Reading]:
    """A number before words that alone are one unit away ("dua tahun lalu")."""
    value = shape.held["countable"][0].tags["countable"]
    count = shape.number("number")
    if view.published is None or not isinstance(value, tuple) or not 0 < count <= _MOST:
        return []
    return shape.whole(points.shifted(view.published, str(value[0]), int(value[1]) * count))


def _start(unit: str, back: bool, view: View) -> datetime.date | None:
    """What is counted from: the date named before; without one publication, but only backwards."""
    return view.anchor(unit) or (view.published if back else None)


def _weak(shape: Shape) -> bool:
    """Whether the word that makes a date of a duration is also a plain preposition ("in")."""
    if not shape.has("later_on_before"):
        return False
    return "around" in shape.held["later_on_before"][0].tags


def _counted(start: datetime.date, unit: str, count: int) -> Point | None:
    """A point as exact as its unit; hours and minutes are too exact for a day of publication."""
    return points.shifted(start, unit, count) if unit in ("day", "week", "month", "quarter", "year") else None


def read_anchored(shape: Shape, view: View) -> list[Reading]:
    """Fixed words for a time before or after the date named before."""
    value = shape.held["anchored"][0].tags["anchored"]
    if not isinstance(value, tuple):
        return []
    unit, count = str(value[0]), int(value[1])
    start = _start(unit, count < 0, view)
    return shape.whole(points.shifted(start, unit, count)) if start else []


def read_phrase(shape: Shape, view: View) -> list[Reading]:
    """Fixed words for a time before or after publication."""
    if view.published is None:
        return []
    tag = next(iter(shape.held))
    return shape.whole(points.shifted(view.published, tag.removesuffix("_phrase"), shape.number(tag)))


def read_related_unit(shape: Shape, view: View) -> list[Reading]:
    """Last, this or next week, month, quarter, year."""
    relation = shape.relation()
    unit = str(shape.held["unit"][0].tags["unit"])
    if view.published is None or relation is None or unit not in ("week", "month", "quarter", "year"):
        return []
    return shape.whole(points.shifted(view.published, unit, STEPS[relation]))


def read_related_month(shape: Shape, view: View) -> list[Reading]:
    """A month with last, this or next."""
    relation, published = shape.relation(), view.published
    if published is None or relation is None:
        return []
    month = shape.number("month")
    year = published.year
    if relation == "last" and month >= published.month:
        year -= 1
    if relation in ("next", "coming") and month <= published.month:
        year += 1
    return shape.whole(points.month_point(year, month))


def read_month_of_year(shape: Shape, view: View) -> list[Reading]:
    """Fixed words for a month of the year of publication."""
    if view.published is None:
        return []
    return shape.whole(points.month_point(view.published.year, shape.number("month_of_year")))


def read_month_and_day(shape: Shape, view: View) -> list[Reading]:
    """A day of last month, this month or the next."""
    if view.published is None:
        return []
    relation = shape.relation()
    step = STEPS[relation] if relation else shape.number("month_phrase")
    month = points.shifted(view.published, "month", step)
    if month is None:
        return []
    return shape.whole(points.day_point(month.first.year, month.first.month, shape.number("day")))
