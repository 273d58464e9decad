"""Whether words that can be a date are one: four digits a year, a word a month, a number a day."""

from __future__ import annotations

import datetime

from synoptic.marking import calendar_points as points
from synoptic.marking.date_shapes import Shape
from synoptic.marking.date_templates import Matched
from synoptic.marking.date_tokens import Row, Token
from synoptic.marking.date_vocabulary import Vocabulary

# Signs before or after four digits that make them an amount, a number or a part of one.
_NOT_BEFORE = frozenset("$€£¥₹₽#№%+=/'’*@&:.,_~×x")
_NOT_AFTER = frozenset("%‰°€£$₽+=/*@_×")
_OPENING, _CLOSING = frozenset("(（["), frozenset(")）],，;")
_NO_DAY = frozenset(
    (
        "unit",
        "units",
        "number",
        "other",
        "year",
        "ago_after",
        "earlier_after",
        "later_after",
        "later_on_after",
    )
)
_NO_YEAR = frozenset(("decade_after", "units", "unit", "other"))
# Without a word for it, an older year is too rare beside counts.
_OLDEST = 1500
_ROUND = 100
# Years of another calendar that this one's news are about: "سال ۱۴۰۴".
_PRESENT, _AROUND = datetime.date(2025, 1, 1), 90
_AGE = 40  # code points in which the words of an age, or "after", stand beside a span of time
_BEFORE_YEARS = frozenset(("around", "range", "ends", "later_on_before"))


def is_year(row: Row, match: Matched, shape: Shape, words: Vocabulary) -> bool:
    """Whether four digits are a year: by a preposition, brackets or a word for it, else by their place."""
    tokens = shape.held["year"]
    beside = [_beside(row, match.start - 1), *shape.held.get("year_word", ())]
    decade = any(token is not None and "decade_before" in token.tags for token in beside)
    if decade and len(tokens) == 1 and shape.number("year") % 10 == 0:
        return False
    if shape.has("year_word") and not _counts(row, shape, words):
        return True
    text, start, end = row.text, tokens[0].start, tokens[-1].end
    before, after = text[start - 1 : start], text[end : end + 1]
    if (before in _NOT_BEFORE and before) or (after in _NOT_AFTER and after):
        return False
    previous = _beside(row, match.start - 1)
    following = _beside(row, match.end)
    if following is not None and following.tags.keys() & _NO_YEAR and "year_word" not in following.tags:
        return False
    if shape.has("season"):
        return True
    value = shape.number("year")
    if value < _OLDEST:
        return False
    if before in _OPENING and after in _CLOSING:
        return True
    if words.inside:
        return False
    led = previous is not None and bool(previous.tags.keys() & _BEFORE_YEARS)
    return ((led and _adjoins(row, match.start - 1)) or _recent(value)) and (
        value % _ROUND != 0 or not _followed_by_word(text, end)
    )


def _counts(row: Row, shape: Shape, words: Vocabulary) -> bool:
    """Whether a number behind a word for a year counts what follows it: "évben 1127 disszidens"."""
    year, word = shape.held["year"][-1], shape.held["year_word"][0]
    value = shape.number("year")
    present = (points.present_year(calendar, _PRESENT) for calendar in words.dates.calendars)
    old = value < _OLDEST and not any(abs(value - own) <= _AROUND for own in present)
    return old and word.start < year.start and _followed_by_word(row.text, year.end)


def _recent(value: int) -> bool:
    """Whether a number is so probable a year that it needs no word beside it."""
    return 1900 <= value <= 2099


def _followed_by_word(text: str, end: int) -> bool:
    """Whether a word in small letters follows, as what is counted does."""
    after = text[end : end + 2]
    return len(after) == 2 and after[0].isspace() and after[1].isalpha() and not after[1].isupper()


def _adjoins(row: Row, at: int) -> bool:
    """Whether nothing stands between a token and the next."""
    return row.tokens[at + 1] is not None


def _beside(row: Row, at: int) -> Token | None:
    """The token at a place of the row, if it is no mark."""
    return row.tokens[at] if 0 <= at < len(row.tokens) else None


def day_stands_alone(row: Row, match: Matched, shape: Shape) -> bool:
    """Whether the number of a day is one: not a number word, not a count of what follows.

    An article before it ("den 15") is enough only where no noun can follow.
    """
    number = shape.held["day"][0]
    if not row.text[number.start].isdigit():
        return False
    following = _beside(row, match.end)
    counted = following is not None and following.tags.keys() & _NO_DAY
    if counted and not (shape.has("day_after") and counted <= {"number", "other"}):
        return False
    strong = shape.has("day_after") or "around" not in shape.held["day_before"][0].tags
    return strong or following is not None or not _followed_by_word(row.text, number.end)


def dotted_is_date(row: Row, shape: Shape) -> bool:
    """Whether two numbers with a full stop are a day and month: with a second one, "15.8."."""
    end = shape.held["dotted"][0].end
    return row.text[end : end + 1] == "." and not row.text[end + 1 : end + 2].isdigit()


def month_stands_alone(row: Row, match: Matched) -> bool:
    """Whether a month or weekday can be one without a day or year beside it.

    One that can be another word needs a preposition; an abbreviation cannot.
    """
    token = row.tokens[match.start]
    if token is None or not token.tags.keys() & {"ambiguous", "short"}:
        return True
    if "short" in token.tags:
        return False
    # A capital inside, as in Vietnamese "thứ Hai", is written in names alone.
    if any(char.isupper() for char in row.text[token.start + 1 : token.end]):
        return True
    previous, following = _beside(row, match.start - 1), _beside(row, match.end)
    # "Segunda" is Monday, or the second of what follows.
    if "weekday" in token.tags and following is None and _followed_by_word(row.text, token.end):
        return False
    return previous is not None and bool(previous.tags.keys() & {"around", "part"})


def counted_is_date(row: Row, match: Matched, shape: Shape, words: Vocabulary) -> bool:
    """Whether a span of time reaches a date: no age ("at the age of 40 after"), no "since the year" 1962.

    "In" with a number of units lies ahead only where nothing of the past stands before it, and not
    before "after" ("in six months after the hearing").
    """
    following = _beside(row, match.end)
    if following is not None and "year" in following.tags and _adjoins(row, match.end - 1):
        return False
    start, end = shape.span()
    if row.text[max(0, start - _AGE) : start].casefold().rstrip().endswith(words.ages):
        return False
    if match.name != "later_on" or not shape.has("later_on_before"):
        return True
    behind = row.text[end : end + _AGE].casefold().lstrip(" \u00a0")
    return shape.outlook() != "behind" and not behind.startswith(words.lags)


def is_count(row: Row, match: Matched) -> bool:
    """Whether a number behind a weekday counts units: "on Friday 9 years"."""
    following = _beside(row, match.end)
    return (
        following is not None
        and bool(following.tags.keys() & {"unit", "units"})
        and _adjoins(row, match.end - 1)
    )


def written_out(shape: Shape) -> bool:
    """Whether a month or weekday is a whole word, or an abbreviation beside a day ("3 Ara")."""
    named = shape.held.get("month", ()) or shape.held.get("weekday", ())
    if not named or "short" not in named[0].tags:
        return True
    if not shape.has("day"):
        return False
    day = shape.held["day"][0].tags
    return day["day"] != 1 or "spelled" not in day or "ordinal" in day  # "bir ara" is once, not 1 December
