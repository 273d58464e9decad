"""Numbers in running text: digits, words, and both mixed, with what they amount to.

This finds numbers of every kind (counts, years, clock times, parts of names); what a number is,
a figure or a date, is for :mod:`synoptic.marking.figures` and :mod:`synoptic.marking.dates`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from synoptic.languages.profile import Profile
from synoptic.marking.digits import Digits, digits
from synoptic.marking.homoglyphs import unmixed
from synoptic.marking.lexicon import fold
from synoptic.marking.number import Number, clean
from synoptic.marking.numberframes import WIDEST_GAP, decimals, shares, signed
from synoptic.marking.numberwords import NumberWords, Tally, Word, number_words

# In every language, right behind digits.
_GLUED = {"k": Word(multiplier=1e3), "K": Word(multiplier=1e3), "M": Word(multiplier=1e6)}
_WORD = re.compile(r"[^\W\d_]+")
_GLUED_WORD = re.compile(r"[kKM](?![A-Za-z])")  # where words have no edges
_HYPHENS = "-‐‑\u00ad"
_INSIDE = re.compile(r"'[^\W\d_]")  # a word goes on: "сем'я", family, holds no seven
_LARGE = 10_000
_THOUSAND = 1000  # from which on digits may follow a number word with "and" between
_STEPS = (10, 100, 1000)  # behind such a number word "one" is its last part: "twenty one", "сто один"


_NOTHING = Word()


@dataclass(frozen=True, slots=True)
class _Part:
    """A run of digits or a number word."""

    start: int
    end: int
    word: Word = _NOTHING
    digits: Digits | None = None


@dataclass(slots=True)
class _Run:
    """A number as far as it has been read."""

    start: int
    end: int
    tally: Tally = field(default_factory=Tally)
    words: bool = False
    ordinal: bool = False
    fraction: bool = False
    closed: bool = False
    last: _Part | None = None
    in_digits: bool = False
    factor: float = 1  # what the last multiplier was


def numbers(text: str, profile: Profile) -> list[Number]:
    """All numbers of a text, in order of position, none overlapping another."""
    table = number_words(profile)
    text = unmixed(text)
    parts = _parts(text, profile, table)
    found, at = [], 0
    while at < len(parts):
        number, at = _number(text, parts, at, table)
        if number:
            found.append(number)
    if not found:
        return []
    every_lead = sorted(table.leads.all(text), key=lambda item: item.end - item.start)
    leads = {item.end: item for item in every_lead}  # the longest that ends at a place
    found = shares(text, decimals(text, found, table), leads, table)
    return [signed(text, number, leads, table) for number in found]


def _parts(text: str, profile: Profile, table: NumberWords) -> list[_Part]:
    """Runs of digits and number words, in order."""
    parts = []
    folded = fold(text)
    for item in digits(text, profile.numbers.decimal, profile.numbers.group):
        if not _in_name(text, item.start, table):
            end, ordinal = table.ending(folded, item.end)
            said = Word(ordinal=item.value) if ordinal else _NOTHING
            parts.append(_Part(item.start, end, said, digits=item))
        if glued := _GLUED_WORD.match(text, item.end) if table.free else _WORD.match(text, item.end):
            word = table.words.get(fold(glued[0]), _GLUED.get(glued[0]))
            if word and word.multiplier and (not table.free or glued[0] in _GLUED):
                parts.append(_Part(glued.start(), glued.end(), word))
    taken = set()
    for found in table.lexicon.all(text):
        if _INSIDE.match(folded, found.end) and folded[found.end - 1].isalpha():
            continue
        taken.add(found.start)
        parts.append(_Part(found.start + found.value.skip, found.end, found.value))
    if table.compound or table.endings:
        for match in _WORD.finditer(folded):
            if match.start() not in taken and (derived := table.word(match[0])):
                parts.append(_Part(match.start(), match.end(), derived))
    return _apart(text, parts, table)


def _apart(text: str, parts: list[_Part], table: NumberWords) -> list[_Part]:
    """Parts that do not overlap: the leftmost, of those the longest.

    A rough number ("hundreds of thousands") gives way to its own words where a number stands
    before it ("two hundreds of thousands").
    """
    kept: list[_Part] = []
    for part in sorted(parts, key=lambda part: (part.start, -part.end)):
        before = kept[-1] if kept else None
        if before and part.start < before.end:
            continue
        adds = part.word.plus is not None and part.word.cardinal is None
        if adds and not (before and part.start - before.end <= 1):
            continue  # "340 beds, and three quarters of them"
        rough = part.word.indefinite is not None and part.word.multiplier is None
        if rough and before and (before.digits or before.word.cardinal is not None):
            gap = fold(text[before.end : part.start]) if part.start - before.end < WIDEST_GAP else "?"
            if not before.word.article and (gap == " " or gap.strip() in table.linkers):
                continue
        kept.append(part)
    return kept


def _in_name(text: str, start: int, table: NumberWords) -> bool:
    """Whether a letter that has case stands right before digits, as in "G7" (but not "Rp150")."""
    before = text[start - 1 : start]
    if not before.isalpha() or before.lower() == before.upper():
        return before == "_"
    begin = start - 1
    while begin and start - begin < 5 and text[begin - 1].isalpha():
        begin -= 1
    return fold(text[begin:start]) not in table.signs


def _number(text: str, parts: list[_Part], at: int, table: NumberWords) -> tuple[Number | None, int]:
    """The number that begins at a part, and the index behind it."""
    run = _Run(parts[at].start, parts[at].end)
    if not _begin(text, run, parts[at], table):
        return None, at + 1
    first = parts[at]
    at += 1
    while at < len(parts) and not run.closed:
        nought = at + 1 < len(parts) and parts[at].word.cardinal == 0
        joiner = nought and fold(text[parts[at].start : parts[at].end]) in table.joiners
        at += joiner  # 零 is nought, and joins: 一万零二百
        if not _extend(text, run, parts[at : at + 2], table):
            at -= joiner
            break
        run.end, run.last = parts[at].end, parts[at]
        at += 1
    alone = run.last is first
    if alone and first.word.indefinite:
        low, high = first.word.indefinite
        behind = parts[at] if at < len(parts) and parts[at].start == run.end else None
        if behind and behind.word.multiplier and behind.word.cardinal is None:  # 十几万, 수십 만
            low, high = low * behind.word.multiplier, (high + 1) * behind.word.multiplier - 1
            return Number(start=run.start, end=behind.end, value=low, high=high, words=True), at + 1
        return Number(start=run.start, end=run.end, value=low, high=high, words=True), at
    if not run.tally.terms:
        return None, at
    return Number(
        start=run.start,
        end=run.end,
        value=clean(run.tally.value),
        words=run.words,
        plain=alone and first.digits is not None and first.digits.plain,
        ordinal=run.ordinal,
        fraction=run.fraction,
        article=alone and first.word.article,
        doubtful=alone and first.word.doubtful,
        stem=run.last.digits.end if run.last and run.last.digits else run.end,
        scale=run.last.word.multiplier or 1 if run.last and not alone else 1,
    ), at


def _begin(text: str, run: _Run, part: _Part, table: NumberWords) -> bool:
    """Start a number with a part, if a number can start with it."""
    run.last = part
    word = part.word
    if part.digits:
        run.in_digits = True
        run.ordinal = run.closed = word.ordinal is not None
        return run.tally.add(part.digits.value)
    run.words = True
    glued = table.free and part.start > 0 and text[part.start - 1].isalpha()
    if glued and text[part.start - 1] > "\uabff" and not part.word.skip:
        return False  # inside a Korean word
    if word.plus_before is not None:
        return True
    if word.cardinal is not None:
        return run.tally.add(word.cardinal)
    if word.multiplier is not None:
        run.factor = word.multiplier
        alone = fold(text[part.start : part.end]) not in table.abbreviated  # "εκ" is a preposition too
        return alone and run.tally.multiply(word.multiplier)
    if word.ordinal is not None or word.fraction is not None:
        run.closed = True
        run.ordinal, run.fraction = word.ordinal is not None, word.ordinal is None
        value = word.ordinal if word.ordinal is not None else word.fraction
        return run.tally.add(value or 0.0)
    run.closed = word.indefinite is not None
    return run.closed


def _extend(text: str, run: _Run, parts: list[_Part], table: NumberWords) -> bool:
    """Add the first of two parts to a number, if it belongs to it."""
    part, behind = parts[0], parts[1] if len(parts) > 1 else None
    gap = text[run.end : part.start]
    if len(gap) > WIDEST_GAP or "\n" in gap or run.last is None:
        return False
    between = fold(gap).strip(" \u200b" + _HYPHENS) if gap and gap != " " else ""
    joined = between in table.joiners or (part.word.joined and not between)
    linked = between in table.linkers or between in table.infixes
    linked = linked and part.word.multiplier is not None
    if between and not joined and not linked:
        return False
    before, word = run.last.word, part.word
    if before.plus_before is not None:
        value = part.digits.value if part.digits else word.cardinal
        if value is not None:
            run.words = True
            return run.tally.add(value + before.plus_before)
        if word.multiplier is not None and run.tally.add(1 + before.plus_before):
            return run.tally.multiply(word.multiplier)
        return False
    if part.digits:
        if word.ordinal is not None or (joined and not (run.in_digits or table.tens_joined)):
            return False
        return _add_digits(run, part.digits, gap, behind, joined=joined)
    run_words, run.words = run.words, True
    if _add_word(run, word, joined, not gap, table):
        return True
    run.words = run_words
    return False


def _add_digits(run: _Run, part: Digits, gap: str, behind: _Part | None, *, joined: bool) -> bool:
    """Digits go on after a multiplier: "1万4000", "2 हज़ार 500", "1 milyon 200 bin", "هزار و ۲۰۰"."""
    if run.last is None or run.last.digits:
        return False
    size = run.last.word.multiplier or 0
    if joined and not size and run.tally.step >= _THOUSAND:  # "ألفان و350": a dual
        size = run.tally.step
    if not size:
        return False
    multiplied = behind.word.multiplier if behind and behind.start - part.end < 2 else None
    fits = joined or not gap or part.value >= size / 10 or (multiplied is not None and multiplied < size)
    close = joined or len(gap) < 2
    return part.value.is_integer() and close and fits and run.tally.add(part.value)


def _add_word(run: _Run, word: Word, joined: bool, close: bool, table: NumberWords) -> bool:
    """Add a number word: a multiplier, a cardinal, the last part of an ordinal, a part of one."""
    last = run.last
    if last is None:
        return False
    in_digits = last.digits is not None
    if word.plus is not None:
        run.tally.terms.append((word.plus * (run.factor if last.word.multiplier else 1), 0))
        return True
    if in_digits and close and word.multiplier and len(run.tally.terms) == 1:  # "1200K"
        run.tally.terms = [(run.tally.value * word.multiplier, word.multiplier)]
        run.factor = word.multiplier
        return True
    if word.part is not None and word.multiplier is not None and not close and _part_of(run, word.part):
        return True  # "yhdeksän kymmenestä" is nine of ten, and no ninety
    if word.multiplier is not None and not joined and run.tally.multiply(word.multiplier):
        run.factor = word.multiplier
        return True
    if in_digits:
        return not joined and word.cardinal is None and _part_of(run, word.part)
    step = run.tally.step
    if run.in_digits and word.multiplier is None:
        return False
    large = (last.word.multiplier or 0) >= _LARGE and table.free  # 만 이천
    if word.cardinal is not None and (not word.article or joined or close or large or step in _STEPS):
        if joined and table.units_first and run.tally.add_tens(word.cardinal):
            return True
        if (not joined or step >= 100 or table.tens_joined) and run.tally.add(word.cardinal):
            return True
    if joined and word.multiplier and step > word.multiplier and run.tally.multiply(word.multiplier):
        run.factor = word.multiplier
        return True
    which = word.ordinal is not None and run.tally.value == 1  # "un cinquième" says which as often
    if not joined and not which and _part_of(run, word.part):
        return True
    if word.ordinal is not None and step >= 10 and (not joined or step >= 100 or table.tens_joined):
        run.ordinal = run.closed = run.tally.add(word.ordinal)
        return run.ordinal
    return False


def _part_of(run: _Run, fraction: float | None) -> bool:
    """Make a number a number of parts: "two" + "thirds"."""
    value = run.tally.value
    if fraction is None:
        return False
    if len(run.tally.terms) != 1 or not 0 < value < 1 / fraction or not float(value).is_integer():
        return False
    run.tally.terms = [(value * fraction, 0)]
    run.fraction = run.closed = True
    return True
