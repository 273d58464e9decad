"""A text as the row of its date words and numbers, each with its tags.

What stands between two of them is one mark of punctuation, nothing, or a break that no date
spans.  Everything is found in one pass over the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from synoptic.marking.date_vocabulary import Tags, Vocabulary
from synoptic.marking.lexicon import Found, fold, is_word, leftmost_longest

# Digits with what may join them: dates, decimals, clock times and ranges are told apart after.
_RUN = re.compile(r"\d+(?:[.,:/’'٫٬-]\d+)*")
_NUMERIC = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})")
_WORD_REACH = 12  # code points in which the word before a number stands
_MONTH_YEAR = re.compile(r"(\d{1,2})/\d{4}")
_PAIR = re.compile(r"(\d{1,2})([./])(\d{1,2})")
_RANGE = re.compile(r"(\d{1,4})[-/](\d{1,4})")
# What stands before the first word of a sentence, where a capital tells nothing.
_HEADS = frozenset(("", ".", "!", "?", "„", "“", '"', "»", "«", "\n", "\n\n", ":", "–"))
_SOFT = frozenset(("around", "year_word", "day_before", "part", "ends", "not_date", "range"))
# Tags of words that may be written on to the end of others where particles are.
_WRITTEN_ON = frozenset(("around", "range", "year_word", "day_after", "part", "unit", "units", "day_unit"))
_ARTICLES = frozenset(("around", "year_word"))
_SHORT_WORDS = frozenset(
    ("ago_after", "earlier_after", "later_after", "later_on_after", "spelled", "not_date")
)
_CAPITALISED = frozenset(("month", "weekday", "ambiguous", "short"))
_LONGEST_GAP = 4
_MIXED = re.compile(r"[a-z][\u0400-\u04ff]|[\u0400-\u04ff][a-z]", re.IGNORECASE)
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_WORD = re.compile(r"[^\W\d_]+")
_ALIKE = str.maketrans("aceijopsxyABCEHIJKMOPSTXY", "асеіјорѕхуАВСЕНІЈКМОРЅТХУ")
_DASHES = frozenset("-–—~〜～－")
_INVISIBLE = "\u200e\u200f\u202a\u202b\u202c\u200b \u00a0\u202f\u2009\u3000\t"
_ISO_DAY = re.compile(r"T\d{1,2}:\d{2}")


@dataclass(frozen=True, slots=True)
class Token:
    """A date word or a number at code points ``start`` to ``end``, with its tags."""

    start: int
    end: int
    tags: Tags


@dataclass(frozen=True, slots=True)
class Row:
    """The tokens of a text; ``characters`` has one for each token and each mark between them.

    ``tokens`` is parallel to ``characters``, with None for a mark.
    """

    text: str
    tokens: tuple[Token | None, ...]
    characters: str


def row(text: str, words: Vocabulary) -> Row:
    """The date words and numbers of a text."""
    text = _one_script(text)
    tokens: list[Token | None] = []
    characters: list[str] = []
    last = 0
    for token in _tokens(text, words):
        mark = _mark(text, last, token.start) if last else "\n"
        if mark == "." and token.tags.keys() <= _ARTICLES and text[token.start].isupper():
            mark = "\n"  # "in June. In 2019": a sentence ends
        if mark:
            tokens.append(None)
            characters.append(mark)
        tokens.append(token)
        characters.append(words.characters.get(frozenset(token.tags), "\n"))
        last = token.end
    return Row(text, tuple(tokens), "".join(characters))


def _one_script(text: str) -> str:
    """Latin letters inside Cyrillic words as the Cyrillic ones that they look like."""
    if not _MIXED.search(text):
        return text
    return _WORD.sub(lambda word: word[0].translate(_ALIKE) if _CYRILLIC.search(word[0]) else word[0], text)


def _mark(text: str, start: int, end: int) -> str:
    """What stands between two tokens, as one character; empty for nothing but space."""
    if end - start > _LONGEST_GAP:
        return "\n"
    gap = text[start:end]
    if "\n" in gap:
        return "\n"
    gap = gap.strip(_INVISIBLE)
    if not gap:
        return ""
    if gap in ",،、":
        return ","
    if gap == "." or gap == ".,":
        return "."
    if gap.lstrip(".") in _DASHES:
        return "-"
    if gap in ("(", "（", "["):
        return "("
    return "\n"


def _tokens(text: str, words: Vocabulary) -> Iterator[Token]:
    """Words and numbers in order; of two at one place the longer."""
    numbers = list(_numbers(text, words))
    capitals = words.dates.capitals and not text.islower()
    at = 0
    candidates = words.lexicon.all(text)
    if words.suffixed:
        candidates = [found for found in candidates if _is_word(text, found, words)]
    for found in leftmost_longest(_dates_first(candidates)):
        while at < len(numbers) and numbers[at].end <= found.start:
            yield numbers[at]
            at += 1
        overlapped = at
        while overlapped < len(numbers) and numbers[overlapped].start < found.end:
            overlapped += 1
        if overlapped > at:
            first, last = numbers[at], numbers[overlapped - 1]
            if first.start < found.start or last.end > found.end:
                continue
            at = overlapped
        if (tags := _tags(text, found, words, capitals)) is not None:
            yield Token(found.start, found.end, tags)
    yield from numbers[at:]


def _dates_first(found: list[Found[Tags]]) -> list[Found[Tags]]:
    """Without prepositions and the like in which a date's own words begin that go on behind.

    "In the year" does not keep "the year before" from being found.  Prepositions give way to what
    ends with them too, other such words only to what goes on behind them.
    """
    ends: dict[int, int] = {}
    for item in found:
        if not _soft(item.value):
            ends[item.start] = max(item.end, ends.get(item.start, 0))
    return [
        item
        for item in found
        if not _soft(item.value)
        or all(
            ends.get(at, 0) < item.end + (not item.value.keys() <= _ARTICLES)
            for at in range(item.start + 1, item.end)
        )
    ]


def _soft(tags: Tags) -> bool:
    """Whether words with these tags give way to a date's words that begin in them."""
    return "weak" in tags or tags.keys() <= _SOFT


def _tags(text: str, found: Found[Tags], words: Vocabulary, capitals: bool) -> Tags | None:
    """The tags of a found word; with ``capitals`` none where a month without its own is another word."""
    tags = found.value
    written = text[found.start : found.end]
    if capitals and ("month" in tags or "weekday" in tags) and written.islower():
        tags = {tag: value for tag, value in tags.items() if tag not in _CAPITALISED}
        return tags if frozenset(tags) in words.characters else None
    if capitals and "weekday_phrase" in tags and "week_phrase" in tags:
        kind = "week_phrase" if written.islower() or _heads(text, found.start) else "weekday_phrase"
        tags = {tag: value for tag, value in tags.items() if tag == kind}
    if capitals and "part" in tags and "relative_day" in tags:
        noun = text[found.start].isupper() and not _heads(text, found.start)
        tags = {tag: value for tag, value in tags.items() if tag == ("part" if noun else "relative_day")}
    return tags if frozenset(tags) in words.characters else None


def _heads(text: str, start: int) -> bool:
    """Whether a word is the first of its sentence."""
    return text[max(0, start - 2) : start].strip(" ") in _HEADS


def _is_word(text: str, found: Found[Tags], words: Vocabulary) -> bool:
    """Whether a finding is a word where particles are written on: letters before it make it none.

    Letters behind a word as short as "ago" make it none too, unless they are a particle's.
    """
    tags = found.value.keys()
    if not tags <= _WRITTEN_ON and found.start and text[found.start - 1].isalpha():
        return False
    after = text[found.end : found.end + 1]
    return not tags & _SHORT_WORDS or not after.isalpha() or after in words.particles


def _numbers(text: str, words: Vocabulary) -> Iterator[Token]:
    """The numbers in digits, with what is written on to them."""
    loose = words.inside
    for match in _RUN.finditer(text):
        start, end = match.span()
        digits = match[0]
        if _grouped(text, start, end):
            yield Token(start, end, {"other": None})
            continue
        ordinal = False
        if words.decade_endings and digits[-1] == "0" and words.decade_endings.match(text, end):
            yield Token(start, end, {"other": None})
            continue
        if words.endings and (ending := words.endings.match(text, end)):
            end, ordinal = ending.end(), True
        elif _runs_on(text, end) and not loose and not _ISO_DAY.match(text, end):
            yield Token(start, end, {"other": None})
            continue
        if start and is_word(text[start - 1]) and not loose and not _prefixed(text, start, words):
            yield Token(start, end, {"other": None})
            continue
        month = _MONTH_YEAR.fullmatch(digits)
        if month and fold(f"{_word_before(text, start)} {month[1]}") in words.numbered:
            cut = start + month.end(1)  # "tháng 9/2024"
            yield Token(start, cut, _plain(month[1], False))
            yield Token(cut, end, _plain(text[cut + 1 : end], False))
            continue
        yield from _classified(digits, start, end, ordinal)


def _word_before(text: str, start: int) -> str:
    """The word before a place, with a space between."""
    words = text[max(0, start - _WORD_REACH) : start].split()
    return words[-1] if words else ""


def _runs_on(text: str, end: int) -> bool:
    """Whether letters are written on to digits, directly or after a hyphen ("24-year-old")."""
    after = text[end : end + 2]
    return bool(after) and (is_word(after[0]) or (after[0] in "-‑" and after[1:].isalpha()))


def _grouped(text: str, start: int, end: int) -> bool:
    """Whether a run is part of a number in groups of three with spaces ("10 000")."""
    after = text[end : end + 5]
    before = text[max(0, start - 3) : start]
    follows = len(after) > 3 and after[0] in " \u00a0\u202f" and after[1:4].isdigit()
    follows = follows and not after[4:5].isdigit() and end - start <= 3
    leads = end - start == 3 and before[-1:] in (" ", "\u00a0", "\u202f") and before[-2:-1].isdigit()
    return follows or leads


def _prefixed(text: str, start: int, words: Vocabulary) -> bool:
    """Whether what is written on to the front of digits is a preposition of the language."""
    at = start
    while at > 0 and start - at < 4 and is_word(text[at - 1]):
        at -= 1
    return text[at:start] in words.dates.prefixes


def _classified(digits: str, start: int, end: int, ordinal: bool) -> Iterator[Token]:
    """The tokens that a run of digits and signs stands for."""
    if digits.isdigit():
        yield Token(start, end, _plain(digits, ordinal))
    elif found := _NUMERIC.fullmatch(digits):
        parts = (found[1], found[3], found[4])
        yield Token(start, end, {"numeric": (*parts, found[2])})
    elif found := _PAIR.fullmatch(digits):
        tag = "slashed" if found[2] == "/" else "dotted"
        yield Token(start, end, {tag: (int(found[1]), int(found[3]))})
    elif (found := _RANGE.fullmatch(digits)) and _rises(found[1], found[2]):
        middle = start + found.end(1)
        yield Token(start, middle, _plain(found[1], False))
        second = found[2]
        if len(found[1]) == 4 and len(second) == 2:
            second = found[1][:2] + second
        yield Token(middle + 1, end, _plain(second, ordinal))
    else:
        yield Token(start, end, {"other": None})


def _rises(first: str, second: str) -> bool:
    """Whether two numbers can be the ends of a range of days or years; scores rarely can."""
    if len(first) == 4 and len(second) == 2:
        second = first[:2] + second
    return int(first) < int(second) and len(first) != 3 and len(second) != 3


def _plain(digits: str, ordinal: bool) -> Tags:
    """The tags of a whole number."""
    if len(digits) > 4:
        return {"other": None}
    value = int(digits)
    tags: dict[str, object] = {"number": value}
    if len(digits) <= 2 and 1 <= value <= 31:
        tags["day"] = value
    elif len(digits) == 4 and 1000 <= value <= 2700:
        tags["year"] = value
    if ordinal:
        tags["ordinal"] = None
    return tags
