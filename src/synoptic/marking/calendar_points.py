"""Points in time and how they are reached from another: days, weeks, months, quarters, years.

Persian dates are converted by jdatetime (the 33-year cycle), Islamic ones by hijridate (Umm
al-Qura); counts of years that differ only by an offset (Buddhist, eras) by adding it.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import hijridate
import jdatetime

from synoptic.types import Precision

_FIRST_YEAR, _LAST_YEAR = 1000, 2200


@dataclass(frozen=True, slots=True)
class Point:
    """A point in time: the first day of it, and how exact it is."""

    first: datetime.date
    precision: Precision

    @property
    def iso(self) -> str:
        """ISO 8601, as exact as the point is (quarters as ``2025-Q2``)."""
        if self.precision == "year":
            return f"{self.first.year:04d}"
        if self.precision == "quarter":
            return f"{self.first.year:04d}-Q{(self.first.month + 2) // 3}"
        if self.precision == "month":
            return f"{self.first.year:04d}-{self.first.month:02d}"
        if self.precision == "week":
            year, week, _ = self.first.isocalendar()
            return f"{year:04d}-W{week:02d}"
        return self.first.isoformat()


def year_point(year: int) -> Point | None:
    """A year; None for one that no newspaper means."""
    return Point(datetime.date(year, 1, 1), "year") if _FIRST_YEAR <= year <= _LAST_YEAR else None


def month_point(year: int, month: int) -> Point | None:
    """A month; None where there is no such month or year."""
    if not 1 <= month <= 12 or not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    return Point(datetime.date(year, month, 1), "month")


def day_point(year: int, month: int, day: int) -> Point | None:
    """A day; None where there is no such day."""
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return Point(datetime.date(year, month, day), "day")
    except ValueError:
        return None


def quarter_point(year: int, quarter: int) -> Point | None:
    """A quarter of a year, 1 to 4."""
    if not 1 <= quarter <= 4 or not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    return Point(datetime.date(year, quarter * 3 - 2, 1), "quarter")


def week_point(day: datetime.date) -> Point:
    """The ISO week of a day."""
    return Point(day - datetime.timedelta(days=day.weekday()), "week")


def shifted(day: datetime.date, unit: str, count: int) -> Point | None:
    """The day, week, month, quarter or year that lies ``count`` of them after that of ``day``."""
    try:
        if unit == "day":
            return Point(day + datetime.timedelta(days=count), "day")
        if unit == "week":
            return week_point(day + datetime.timedelta(weeks=count))
    except OverflowError:
        return None
    months = day.year * 12 + day.month - 1 + count * {"month": 1, "quarter": 3, "year": 12}.get(unit, 0)
    year, month = divmod(months, 12)
    if unit == "month":
        return month_point(year, month + 1)
    if unit == "quarter":
        return quarter_point(year, month // 3 + 1)
    return year_point(year) if unit == "year" else None


def weekday_of_week(day: datetime.date, weekday: int, weeks: int) -> Point:
    """A weekday (1 is Monday) of the ISO week that lies ``weeks`` after that of ``day``."""
    monday = day - datetime.timedelta(days=day.weekday())
    return Point(monday + datetime.timedelta(days=weekday - 1 + 7 * weeks), "day")


def nearest_weekday(day: datetime.date, weekday: int, *, ahead: bool, strictly: bool) -> Point:
    """The nearest such weekday before or after ``day``; ``day`` itself counts unless ``strictly``."""
    behind = (day.isoweekday() - weekday) % 7
    if ahead:
        distance = -behind % 7 or (7 if strictly else 0)
        return Point(day + datetime.timedelta(days=distance), "day")
    return Point(day - datetime.timedelta(days=behind or (7 if strictly else 0)), "day")


def nth_weekday(month: Point, weekday: int, count: int) -> Point | None:
    """The ``count``-th such weekday of a month, the last for 0; None where there is none."""
    first = nearest_weekday(month.first, weekday, ahead=True, strictly=False).first
    days = [first + datetime.timedelta(weeks=week) for week in range(5)]
    days = [day for day in days if day.month == month.first.month]
    if not 0 <= count <= len(days):
        return None
    return Point(days[count - 1], "day")


def converted(calendar: str, year: int, month: int, day: int | None) -> Point | None:
    """A date of the Persian or Islamic calendar as a Gregorian one.

    A month without a day lies in two Gregorian months; the one that holds its middle is given.
    """
    try:
        if calendar == "persian":
            found = jdatetime.date(year, month, day or 15).togregorian()
        else:
            found = datetime.date(*hijridate.Hijri(year, month, day or 15).to_gregorian().datetuple())
    except (ValueError, OverflowError):
        return None
    return Point(found, "day") if day else month_point(found.year, found.month)


def present_year(calendar: str, day: datetime.date) -> int:
    """The year of a calendar in which a Gregorian day lies."""
    if calendar == "persian":
        return int(jdatetime.date.fromgregorian(date=day).year)
    return int(hijridate.Gregorian(day.year, day.month, day.day).to_hijri().year)
