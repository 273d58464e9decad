"""From the shape of an absolute date to the point in time that it means.

What stands without its year is read from the day of publication: the nearest that fits, and
ahead only where the words look ahead or where it lies much nearer there.  What cannot be told is
not read: a reading gives nothing then.
"""

from __future__ import annotations

import datetime

from synoptic.marking import calendar_points as points
from synoptic.marking.calendar_points import Point
from synoptic.marking.date_shapes import YEARS_AHEAD, Reading, Shape, View, has_year, plausible_year, year_of

# Without words that tell, a day or month is ahead where it lies this many times nearer there.
_NEARER_DAY, _NEARER_MONTH = 2, 4
# With words that tell ahead, or behind, a date is on the other side where it lies so much nearer there.
_MUCH_NEARER, _FAR_NEARER = 4, 10
_DAYS_AROUND_WEEKDAY = 62
# What two digits for a year are near to where the article has no date of its own.
_PRESENT = datetime.date(2025, 1, 1)


def read_numeric(shape: Shape, view: View) -> list[Reading]:
    """A day in digits: 2025-08-15, 15.8.2025, 8/15/25."""
    value = shape.held["numeric"][0].tags["numeric"]
    assert isinstance(value, tuple)
    first, second, third, sign = value
    return shape.whole(numeric_day(first, second, third, sign, view))


def numeric_day(first: str, second: str, third: str, sign: str, view: View) -> Point | None:
    """The day of three groups of digits in the order that their lengths and the language tell."""
    middle = int(second)
    if len(first) == 4:
        return _calendar_day(int(first), middle, int(third), view) if len(third) <= 2 else None
    if len(first) == 3 or len(third) == 3 or (len(third) == 1):
        return None
    year = int(third) if len(third) == 4 else _century(int(third), view)
    if len(third) == 4 and year > 2200:
        year = plausible_year(year, view) or year
    order = view.words.dates.order if sign != "." else "dmy"
    if len(third) == 2 and order == "ymd":
        return points.day_point(_century(int(first), view), middle, int(third))
    return _ordered(int(first), middle, year, order, view)


def _ordered(first: int, second: int, year: int, order: str, view: View) -> Point | None:
    """Day and month told apart by size, else by the order of the language, else not at all."""
    if second > 12 or (order == "mdy" and first <= 12):
        return _calendar_day(year, first, second, view)
    if first > 12 or first == second or order:
        return _calendar_day(year, second, first, view)
    return None


def _century(short: int, view: View) -> int:
    """A year in two digits as the one nearest to publication."""
    present = (view.published or _PRESENT).year
    years = (present // 100 * 100 + short + step for step in (-100, 0, 100))
    return min(years, key=lambda year: abs(year - present))


def _calendar_day(year: int, month: int, day: int, view: View) -> Point | None:
    """A day by numbers, of the language's own calendar where the year tells so."""
    for calendar in sorted(view.words.dates.calendars):
        present = points.present_year(calendar, view.published or _PRESENT)
        if abs(year - present) <= YEARS_AHEAD * 3:
            return points.converted(calendar, year, month, day)
    known = plausible_year(year, view)
    return points.day_point(known, month, day) if known else None


def read_slashed(shape: Shape, view: View) -> list[Reading]:
    """Day and month in digits beside a word that makes them a date: Sabtu (8/3)."""
    tag = "slashed" if shape.has("slashed") else "dotted"
    value = shape.held[tag][0].tags[tag]
    assert isinstance(value, tuple)
    first, second = value
    order = view.words.dates.order
    alone = not shape.held.keys() - {"dotted"}
    if not order or view.published is None or (alone and not view.words.decimal_comma):
        return []
    month, day = (second, first) if order == "dmy" else (first, second)
    return shape.whole(_without_year(month, day, shape, view))


def read_day_month(shape: Shape, view: View) -> list[Reading]:
    """A day and a month, with or without a year."""
    if shape.name in ("month_day", "year_first") and not _day_follows(shape, view):
        return []
    return shape.whole(_day(shape, view, 0))


def _day_follows(shape: Shape, view: View) -> bool:
    """Whether a number after a month is its day and not a count of what comes next."""
    order = view.words.dates.order
    day = shape.held["day"][0]
    if "spelled" in day.tags and not (order == "ymd" and shape.has("day_after")):
        return False
    marked = shape.has("day_after") or shape.has("day_before") or "ordinal" in day.tags
    if order == "ymd" and view.words.inside and view.words.dates.day_words.after:
        return marked  # 来年4月から20円: a day is written with its word
    if shape.name == "year_first" and "spelled" not in day.tags:
        return True
    return order != "dmy" or marked or has_year(shape)


def _day(shape: Shape, view: View, at: int) -> Point | None:
    """The day at the ``at``-th number of a day in the shape."""
    day = shape.number("day", at)
    if shape.has("other_month"):
        return _other_day(shape, day, view)
    month = shape.number("month", min(at, len(shape.held["month"]) - 1))
    if has_year(shape):
        year = year_of(shape, view)
        return points.day_point(year, month, day) if year else None
    return _without_year(month, day, shape, view)


def _other_day(shape: Shape, day: int | None, view: View) -> Point | None:
    """A day, or a month, of another calendar."""
    value = shape.held["other_month"][0].tags["other_month"]
    assert isinstance(value, tuple)
    calendar, month = value
    present = points.present_year(calendar, view.published) if view.published else None
    if shape.has("year"):
        return points.converted(calendar, shape.number("year"), month, day)
    if present is None or view.published is None:
        return None
    if has_year(shape):
        year = year_of(shape, view)
        return points.converted(calendar, present + year - view.published.year, month, day) if year else None
    found = (points.converted(calendar, present + step, month, day) for step in (-1, 0, 1))
    return _nearest([point for point in found if point], shape, view.published, _NEARER_DAY)


def _without_year(month: int, day: int, shape: Shape, view: View) -> Point | None:
    """A day and month whose year the weekday or the nearness to publication tells."""
    published = view.published
    if published is None:
        return None
    reach = 3 if shape.has("weekday") else 1
    years = range(published.year - reach, published.year + reach + 1)
    candidates = [point for year in years if (point := points.day_point(year, month, day))]
    if shape.has("weekday"):
        weekday = shape.number("weekday")
        fitting = [point for point in candidates if point.first.isoweekday() == weekday]
        if fitting:
            return min(fitting, key=lambda point: (abs((point.first - published).days), point.first))
    return _nearest(candidates, shape, published, _NEARER_DAY)


def _nearest(candidates: list[Point], shape: Shape, published: datetime.date, nearer: int) -> Point | None:
    """The last candidate at or before publication, or the first after it where that is meant."""
    behind = max((p for p in candidates if p.first <= published), key=lambda p: p.first, default=None)
    ahead = min((p for p in candidates if p.first >= published), key=lambda p: p.first, default=None)
    if behind is None or ahead is None:
        return behind or ahead
    if behind == ahead:
        return behind
    told = shape.outlook()
    until, since = (ahead.first - published).days, (published - behind.first).days
    if told == "ahead":
        return behind if since * _MUCH_NEARER < until else ahead
    return ahead if until * (_FAR_NEARER if told == "behind" else nearer) < since else behind


def read_days(shape: Shape, view: View) -> list[Reading]:
    """Two days of one month: 13-18 March."""
    days = shape.held["day"]
    if shape.number("day", 0) >= shape.number("day", 1):
        return []
    if shape.name == "month_days" and not _day_follows(shape, view):
        return []
    rest = [token for held in shape.held.values() for token in held if token.start >= days[1].start]
    found = [(_day(shape, view, 0), days[0].start, days[0].end),
             (_day(shape, view, 1), days[1].start, max(token.end for token in rest))]  # fmt: skip
    if shape.name == "month_days":
        month = shape.held["month"][0]
        found = [(found[0][0], month.start, days[0].end), found[1]]
    return [Reading(point, start, end) for point, start, end in found if point]


def read_two_days(shape: Shape, view: View) -> list[Reading]:
    """Two days of two months of one year: 28 March to 3 April 2025."""
    first, second = shape.held["day"][0], shape.held["day"][1]
    end = max(token.end for held in shape.held.values() for token in held)
    found = ((_day(shape, view, 0), first.start, shape.held["month"][0].end),
             (_day(shape, view, 1), second.start, end))  # fmt: skip
    return [Reading(point, start, stop) for point, start, stop in found if point]


def read_two_months(shape: Shape, view: View) -> list[Reading]:
    """Two months of one year: March to May 2024."""
    year = year_of(shape, view)
    months = shape.held["month"]
    if year is None:
        return []
    end = max(token.end for held in shape.held.values() for token in held)
    found = ((points.month_point(year, shape.number("month", 0)), months[0].start, months[0].end),
             (points.month_point(year, shape.number("month", 1)), months[1].start, end))  # fmt: skip
    return [Reading(point, start, stop) for point, start, stop in found if point]


def read_month_year(shape: Shape, view: View) -> list[Reading]:
    """A month of a year."""
    if shape.has("other_month"):
        return shape.whole(_other_day(shape, None, view))
    year = year_of(shape, view)
    return shape.whole(points.month_point(year, shape.number("month")) if year else None)


def read_month_end(shape: Shape, view: View) -> list[Reading]:
    """The end of a year to come is its December, of a past one the year; of a month, that month."""
    if shape.has("month"):
        return read_month_year(shape, view) if has_year(shape) else read_month(shape, view)
    published = view.published
    if shape.has("month_phrase") and published:
        return shape.whole(points.shifted(published, "month", shape.number("month_phrase")))
    if shape.has("month_unit") and published:
        return shape.whole(points.shifted(published, "month", 0))
    year = year_of(shape, view)
    if year is None and shape.has("year_unit") and published:
        year = published.year
    if year is None:
        return []
    past = published is not None and year < published.year
    return shape.whole(points.year_point(year) if past else points.month_point(year, 12))


def read_month(shape: Shape, view: View) -> list[Reading]:
    """A month alone: the nearest at or before publication unless the words look ahead."""
    if view.published is None:
        return []
    held = {"month": shape.held["month"]}
    alone = Shape(shape.name, held, shape.outlook)
    present = view.published.replace(day=1)
    candidates = [points.month_point(present.year + step, shape.number("month")) for step in (-1, 0, 1)]
    found = [point for point in candidates if point]
    return alone.whole(_nearest(found, shape, present, _NEARER_MONTH))


def read_day(shape: Shape, view: View) -> list[Reading]:
    """The number of a day alone: of this month, of the last, or of the next."""
    published = view.published
    if published is None:
        return []
    candidates = []
    for step in (-1, 0, 1):
        month = points.shifted(published, "month", step)
        if month and (point := points.day_point(month.first.year, month.first.month, shape.number("day"))):
            candidates.append(point)
    return shape.whole(_nearest(candidates, shape, published, _NEARER_DAY))


def read_weekday_day(shape: Shape, view: View) -> list[Reading]:
    """A weekday with the number of its day: the month in which they agree."""
    published = view.published
    if published is None or "spelled" in shape.held["day"][0].tags:
        return []
    fitting = []
    for step in (-2, -1, 0, 1, 2):
        month = points.shifted(published, "month", step)
        if month and (point := points.day_point(month.first.year, month.first.month, shape.number("day"))):
            fitting.append(point)
    fitting = [p for p in fitting if p.first.isoweekday() == shape.number("weekday")
               and abs((p.first - published).days) <= _DAYS_AROUND_WEEKDAY]  # fmt: skip
    if not fitting:
        return []
    return shape.whole(min(fitting, key=lambda p: (abs((p.first - published).days), p.first)))


def read_quarter(shape: Shape, view: View) -> list[Reading]:
    """A quarter of a year; without one, the nearest that began before publication."""
    number = next(shape.number(tag) for tag in ("quarter_name", "roman", "day", "number") if shape.has(tag))
    # Where a plural is no other word, "two quarters" last as long as they are.
    counts = shape.name == "bare_quarter" and "units" in shape.held["quarter_unit"][0].tags
    if not 1 <= number <= 4 or counts:
        return []
    if has_year(shape):
        year = year_of(shape, view)
        return shape.whole(points.quarter_point(year, number) if year else None)
    if view.published is None:
        return []
    years = (view.published.year + step for step in (-1, 0, 1))
    found = [point for year in years if (point := points.quarter_point(year, number))]
    return shape.whole(_nearest(found, shape, view.published, _NEARER_MONTH))


def read_year(shape: Shape, view: View) -> list[Reading]:
    """A year alone, or an era's year."""
    year = year_of(shape, view)
    return shape.whole(points.year_point(year) if year else None)


def read_years(shape: Shape, view: View) -> list[Reading]:
    """The first and last year of a range."""
    found = []
    if shape.has("number") and len(shape.held["year"]) == 1:
        return _years_in_short(shape, view)
    for at, token in enumerate(shape.held["year"]):
        year = plausible_year(shape.number("year", at), view)
        if year and (point := points.year_point(year)):
            found.append(Reading(point, token.start, token.end))
    return found if len(found) == 2 else []


def _years_in_short(shape: Shape, view: View) -> list[Reading]:
    """A range whose second year has two digits: 1950-53."""
    first, last = shape.number("year"), shape.number("number")
    second = first // 100 * 100 + last
    token = shape.held["number"][0]
    if not first < second < first // 100 * 100 + 100 or not plausible_year(second, view):
        return []
    points_found = ((points.year_point(first), shape.held["year"][0]), (points.year_point(second), token))
    return [Reading(point, held.start, held.end) for point, held in points_found if point]
