"""Whether the words around a date look ahead: "would close on Friday" against "said on Friday".

The nearest word that decides counts: a verb of saying holds the date to the past, a word of the
future before it in the same sentence turns it ahead.  Behind the date only what follows a date at
the head of its clause is read ("På tirsdag skal ..."), or the end of the clause where the
language puts its verbs there.
"""

from __future__ import annotations

import re
from typing import Literal

from synoptic.marking.date_readings import Shape
from synoptic.marking.date_templates import Matched
from synoptic.marking.date_tokens import Row, Token
from synoptic.marking.date_vocabulary import Vocabulary

Outlook = Literal["ahead", "behind"]

_STOP = re.compile(r"[.!?;:。！？；।۔\n]")
_CLAUSE = re.compile(r"[,،、，—–]")
_REACH = 140
_HEAD = 25


def outlook(row: Row, first: int, last: int, words: Vocabulary) -> Outlook | None:
    """Where the date in tokens ``first`` to ``last`` lies by the words of its sentence.

    None where nothing tells.
    """
    before = _before(row, first, words)
    return before if before is not None else _after(row, first, last, words)


def _before(row: Row, first: int, words: Vocabulary) -> Outlook | None:
    """The nearest word before the date that decides; None where none does."""
    text, date = row.text, row.tokens[first]
    assert date is not None
    edge = _clause_start(text, date.start)
    ending = _last_ending(text, edge, date.start, words)
    for at in range(first - 1, -1, -1):
        token = row.tokens[at]
        if token is None:
            continue
        if token.end <= edge:
            break
        if ending is not None and ending >= token.end:
            return "ahead"
        # "by" and "until" look ahead only right before the date.
        if "forward" in token.tags and ("around" not in token.tags or _adjoins(row, at, first)):
            return "ahead"
        if "backward" in token.tags:
            return "behind"
        if "that" in token.tags and "around" not in token.tags:
            return None
    return "ahead" if ending is not None else None


def _after(row: Row, first: int, last: int, words: Vocabulary) -> Outlook | None:
    """Whether the clause that the date opens, or its verb at the end, looks ahead."""
    text, date, end = row.text, row.tokens[first], row.tokens[last]
    assert date is not None
    assert end is not None
    if not words.dates.verb_last and not _opens_clause(row, first):
        return None
    stop = _STOP.search(text, end.end, end.end + _REACH)
    edge = stop.start() if stop else min(len(text), end.end + _REACH)
    if not words.dates.verb_last:
        comma = _CLAUSE.search(text, end.end, edge)
        edge = comma.start() if comma else edge
    ending = words.forward_word.search(text, end.end, edge) if words.forward_word else None
    limit = ending.end() if ending else edge
    for at in range(last + 1, len(row.tokens)):
        token = row.tokens[at]
        if token is None:
            continue
        if token.start >= limit:
            break
        if "forward" in token.tags and "around" not in token.tags:
            return "ahead"
        if "backward" in token.tags or "that" in token.tags:
            return "behind"
    return "ahead" if ending is not None else None


def _adjoins(row: Row, at: int, first: int) -> bool:
    """Whether nothing but words of dates stands between two tokens."""
    return not set(row.characters[at:first]) & set("\n,.-(")


def _opens_clause(row: Row, first: int) -> bool:
    """Whether at most a few letters (a preposition) stand before the date in its clause."""
    date = row.tokens[first]
    assert date is not None
    start = max(0, date.start - _HEAD)
    lead = row.text[start : date.start]
    cut = max((found.end() for pattern in (_STOP, _CLAUSE) for found in pattern.finditer(lead)), default=-1)
    if cut < 0 and start > 0:
        previous = row.tokens[first - 1] if first else None
        return previous is not None and "that" in previous.tags
    return len(lead[max(cut, 0) :].split()) <= 2


def _clause_start(text: str, end: int) -> int:
    """Where the clause of a position begins, looking back no further than the reach."""
    start = max(0, end - _REACH)
    cut = start
    for found in _STOP.finditer(text, start, end):
        if found[0] != "." or text[found.end() : found.end() + 1].isspace():
            cut = found.end()
    for found in _CLAUSE.finditer(text, cut, end):
        # A comma right before the date belongs to it ("on 5 May, Friday").
        if text[found.end() : end].strip():
            cut = found.end()
    return cut


def _last_ending(text: str, start: int, end: int, words: Vocabulary) -> int | None:
    """The end of the last word with an ending of the future between two positions."""
    if words.forward_word is None:
        return None
    last = None
    for found in words.forward_word.finditer(text, start, end):
        last = found.end()
    return last


# Signs before or after four digits that make them an amount, a number or a part of one.
_NOT_BEFORE = frozenset("$€£¥₹₽#№%+=/'’*@&:.,_~×x")
_NOT_AFTER = frozenset("%‰°€£$₽+=/*@_×")
_ROUND = 100
_BEFORE_YEARS = frozenset(("around", "forward", "range", "ends", "later_on_before"))


def is_year(row: Row, match: Matched, shape: Shape, words: Vocabulary) -> bool:
    """Whether four digits are a year: by a preposition, brackets or a word for it, else by their place."""
    tokens = shape.held["year"]
    beside = [_beside(row, match.start - 1), *shape.held.get("year_word", ())]
    decade = any(token is not None and "decade_before" in token.tags for token in beside)
    if decade and len(tokens) == 1 and shape.number("year") % 10 == 0:
        return False
    if shape.has("year_word"):
        return True
    text, start, end = row.text, tokens[0].start, tokens[-1].end
    before, after = text[start - 1 : start], text[end : end + 1]
    if (before in _NOT_BEFORE and before) or (after in _NOT_AFTER and after):
        return False
    previous = _beside(row, match.start - 1)
    following = _beside(row, match.end)
    if following is not None and ({"decade_after", "units", "unit"} & following.tags.keys()):
        return False
    if following is not None and "other" in following.tags:
        return False
    if shape.has("season"):
        return True
    value = shape.number("year")
    if not words.inside and previous is not None and previous.tags.keys() & _BEFORE_YEARS and _adjoins(row, match.start - 1, match.start):
        return value % _ROUND != 0 or not _followed_by_word(text, end)
    if before in "(（[" and after in ")）],，;" and before and after:
        return True
    if words.inside:
        return False
    return _recent(value) and (value % _ROUND != 0 or not _followed_by_word(text, end))


def _recent(value: int) -> bool:
    """Whether a number is so probable a year that it needs no word beside it."""
    return 1900 <= value <= 2099


def _followed_by_word(text: str, end: int) -> bool:
    """Whether a word in small letters follows, as what is counted does."""
    after = text[end : end + 2]
    return len(after) == 2 and after[0].isspace() and after[1].isalpha() and not after[1].isupper()


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
    if following is not None and following.tags.keys() & {"unit", "units", "number", "other", "year"}:
        return False
    strong = shape.has("day_after") or "around" not in shape.held["day_before"][0].tags
    return strong or following is not None or not _followed_by_word(row.text, number.end)


def month_stands_alone(row: Row, match: Matched) -> bool:
    """Whether a month or weekday can be one without a day or year beside it.

    One that can be another word needs a preposition; an abbreviation cannot.
    """
    token = row.tokens[match.start]
    if token is None or not token.tags.keys() & {"ambiguous", "short"}:
        return True
    if "short" in token.tags:
        return False
    previous = _beside(row, match.start - 1)
    beside = previous is not None and bool(previous.tags.keys() & {"around", "part"})
    # A capital inside, as in Vietnamese "thứ Hai", is written in names alone.
    return beside or any(char.isupper() for char in row.text[token.start + 1 : token.end])
