"""Numbers that are no figures: years, scores, labels, parts of names, clock times, list marks."""

from __future__ import annotations

import re

from synoptic.marking.figurewords import FigureWords, Nearby
from synoptic.marking.number import Number

_LETTERS = re.compile(r"[^\W\d_]+")
_HYPHENS = "-‐‑–—−"
_SPACES = " \u00a0\u202f\u2009"
_BEFORE = "@#№/\\_=^+*"  # signs that make the digits behind them part of something else
_FIRST_YEAR, _LAST_YEAR = 1000, 2100
_LARGEST_IN_NAME = 12  # "Nord Stream 2 pipeline"; larger numbers count what follows them
_LAST_HOUR = 24
_MINUTES = 60
_LAST_DAY = 31
_HUNDRED = 100
_LIST_MARK = re.compile(r"\d{1,3}[.)]\s")


def looks_like_year(number: Number) -> bool:
    """Whether digits can be a year: four of them, without separators."""
    width = number.stem - number.start
    return number.plain and width == 4 and _FIRST_YEAR <= number.value <= _LAST_YEAR


def in_signs(text: str, number: Number) -> bool:
    """Whether digits are part of a clock time, a path, a tag, a code or a phone number."""
    if number.words:
        return False
    before, after = text[number.start - 1 : number.start], text[number.end : number.end + 1]
    timed = before in (":", "：") and text[number.start - 2 : number.start - 1].isdigit()
    if timed or (before and before in _BEFORE):
        return True
    if before == "’" and number.plain and number.stem - number.start == 2 and _free(text, number.start - 1):
        return True  # "του ’80": a year without its century
    if after and after in ":：/" and text[number.end + 1 : number.end + 2].isdigit():
        return True
    padded = number.plain and text[number.start] == "0" and number.end - number.start > 1
    return padded


def _free(text: str, at: int) -> bool:
    """Whether a sign at a place stands at the start of a word."""
    return at == 0 or text[at - 1].isspace()


def in_list(text: str, number: Number) -> bool:
    """Whether a number opens a line as the mark of a list: "3. Foo"."""
    if number.words or (number.start and text[number.start - 1] != "\n"):
        return False
    return bool(_LIST_MARK.match(text, number.start)) and number.plain


def labelled(number: Number, near: Nearby, text: str, first: int) -> bool:
    """Whether a word before a number makes it a name: "article 5", "channel 4".

    ``first`` is where the sentence starts: a number there stands behind no word.
    """
    at = number.start
    if at <= first:
        return False
    if at and text[at - 1] in "'’‘":
        at -= 1
    if at and text[at - 1] in _SPACES + "-":
        at -= 1
    if at and text[at - 1] == ".":
        at -= 1
    return any(found.value.label for found in near.ends.get(at, ())[:1])


def at_clock(text: str, number: Number, near: Nearby, followed: bool) -> bool:
    """Whether a number is a time of day: "3 p.m.", "kl. 15", but not "las ocho víctimas".

    ``followed``: what the number would count stands right behind it.
    """
    after = (number.end, _behind_space(text, number.end))
    if any(found.value.clock_after for at in after for found in near.starts.get(at, ())[:1]):
        return True
    if not 0 <= number.value < _MINUTES or (followed and number.words):
        return False
    before = (number.start, number.start - (text[number.start - 1 : number.start] in tuple(_SPACES)))
    for at in before:
        found = near.ends.get(at, ())
        if found and found[0].value.hedge_before != "exact" and any(f.value.clock_before for f in found):
            return True
    return False


def _behind_space(text: str, at: int) -> int:
    """The position behind one space, if one stands there."""
    return at + (text[at : at + 1] in tuple(_SPACES))


def at_hour(text: str, start: int, near: Nearby) -> bool:
    """Whether a preposition makes a number of hours that starts here a time of day."""
    return any(found.value.at_hour for at in (start, start - 1) for found in near.ends.get(at, ()))


def aged(text: str, start: int, near: Nearby) -> bool:
    """Whether the words before a span of time that starts here make it an age: "at the age of 40"."""
    places = (start, start - (text[start - 1 : start] in tuple(_SPACES)))
    return any(found.value.unit_before == "year" for at in places for found in near.ends.get(at, ()))


def from_a_day(text: str, start: int, end: int, near: Nearby) -> bool:
    """Whether a span of time leads to another day and does not last: "two years ago".

    "two days before" does so at the end of a clause, not in "two days before Easter"; "two days
    later" does so anywhere.
    """
    behind = [found for at in (end, _behind_space(text, end)) for found in near.starts.get(at, ())]
    if any(found.value.ago_after for found in behind):
        return True
    tied = bool(behind) and max(behind, key=lambda found: found.end).value.lag
    for found in behind:
        closed = not text[found.end : found.end + 2].strip()[:1].isalnum()
        if found.value.away_after and (closed or not tied):
            return True
    return any(found.value.ago_before for at in (start, start - 1) for found in near.ends.get(at, ()))


def labelled_behind(text: str, number: Number, end: int, near: Nearby) -> bool:
    """Whether a word behind makes the number a name: "90-talet", "5. yıl dönümü".

    ``end`` is where the unit ends, if one was read.  The longest word at a place decides.  A day
    of the month is a label (日), more days than a month has are not; what is a counting word too
    counts from a hundred on (대: 20대 are one's twenties).
    """
    for at in {number.stem, number.end, _behind_space(text, number.end), end}:
        for found in near.starts.get(at, ())[:1]:
            days = found.value.unit == "day" and number.value > _LAST_DAY
            many = found.value.classifier and number.value >= _HUNDRED and not looks_like_year(number)
            if found.value.label_behind and not days and not many:
                return True
    return False


def dotted_inside(text: str, number: Number) -> bool:
    """Whether a sentence goes on behind digits with a full stop, which makes an ordinal: "25. минута"."""
    behind = text[number.end : number.end + 3]
    return not number.words and behind[:1] == "." and behind[1:2] in tuple(_SPACES) and behind[2:].islower()


def dotted(text: str, number: Number, sentence_end: int) -> bool:
    """Whether a full stop behind digits makes an ordinal: "im 25. Stock"."""
    at = number.end
    return not number.words and text[at : at + 1] == "." and at + 1 < sentence_end and text[at + 1] in _SPACES


def in_name(text: str, number: Number, followed: bool, capitals: bool) -> bool:
    """Whether a number is part of a name: "Boeing 737", "Covid-19", "Channel 4", "iPhone 8".

    ``followed``: what the number would count stands right behind it; ``capitals``: all nouns of
    the language have a capital, so that one before the number says little.
    """
    if number.words:
        return False
    begin = number.start
    before = text[begin - 1 : begin]
    if before and before in _HYPHENS:
        return begin > 1 and _cased(text[begin - 2]) and _capital_before(text, begin - 1)
    after = text[number.end : number.end + 1]
    if after and after in "-‐‑" and text[number.end + 1 : number.end + 2].isupper():
        return True
    if not before or before not in _SPACES or not number.plain:
        return False
    compound = after in tuple("-‐‑") and text[number.end + 1 : number.end + 2].islower()
    if (followed or compound) and (capitals or number.value > _LARGEST_IN_NAME):
        return False
    return _capital_before(text, begin - 1)


def _capital_before(text: str, end: int) -> bool:
    """Whether the word that ends here is capitalised, and not just because a sentence starts."""
    start = end
    while start and end - start < 30 and text[start - 1].isalpha():
        start -= 1
    if start == end or not text[start:end].strip() or not any(char.isupper() for char in text[start:end]):
        return False
    ahead = text[:start].rstrip()[-1:] if start < 200 else text[start - 100 : start].rstrip()[-1:]
    opening = not ahead or ahead in ".!?\n:;“”\"'«»„"
    return not opening or any(char.isupper() for char in text[start + 1 : end])


def _cased(char: str) -> bool:
    return char.lower() != char.upper()


def time_or_date(text: str, number: Number, decimal: str, followed: bool) -> bool:
    """Whether digits with a mark that is not the language's decimal are 7.55 or 12.6."""
    mark = "." if decimal == "," else ","
    whole, _, rest = text[number.start : number.end].partition(mark)
    if number.words or len(rest) not in (1, 2) or not whole.isdigit():
        return False
    clock = len(rest) == 2 and int(whole) <= _LAST_HOUR and rest[0] in "012345"
    return clock or not followed


def glued_tail(text: str, number: Number, words: FigureWords) -> bool:
    """Whether unknown letters go on right behind digits: "5G", "1990s", "4x4"."""
    if number.words or words.free or number.end >= len(text):
        return False
    match = _LETTERS.match(text, number.end)
    return match is not None and _cased(match[0][0])
