"""The date words of one language as tags, ready to be found and to be matched by templates.

Every word or phrase of a language file carries one tag or several ("om" can be a preposition and
the opening of "om två dagar").  A set of tags is written as one character, so that a text becomes
a short string of characters in which dates are found by plain regular expressions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from synoptic.languages.profile import Profile
from synoptic.languages.sections import Around, Dates
from synoptic.marking.date_templates import NUMBER_TAGS, PUNCTUATION, Templates
from synoptic.marking.lexicon import Lexicon, fold

Tags = Mapping[str, object]
Outlook = Literal["ahead", "behind"]
ContextWord = Literal["ahead", "behind", "by", "that"]
_FIRST_CHARACTER = 0xE000
_NUMBER_WORDS_BELOW = 100


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What dates are read with in one language.

    ``lexicon`` finds tagged words, ``context`` those that say where a date lies; ``characters``
    maps a set of tags to the character it is written as; ``templates`` match strings of those;
    ``endings`` matches what may be written on to digits, ``decade_endings`` what makes them ten
    years; ``forward_word`` a word whose ending looks ahead, ``backward_word`` one of the past.
    ``inside``: words are found inside longer ones, with ``suffixed`` only at their beginning, and
    ``particles`` are the letters that may follow; ``decimal_comma``: "15.8." can be no number with
    decimals.  ``numbered`` are months named by number ("tháng 9"); ``ages`` stand before an age,
    ``lags`` behind a span of time that they tie to what follows.
    """

    dates: Dates
    lexicon: Lexicon[Tags]
    context: Lexicon[ContextWord]
    characters: Mapping[frozenset[str], str]
    templates: Templates
    endings: re.Pattern[str] | None
    decade_endings: re.Pattern[str] | None
    forward_word: re.Pattern[str] | None
    backward_word: re.Pattern[str] | None
    inside: bool
    suffixed: bool
    particles: frozenset[str]
    decimal_comma: bool
    numbered: frozenset[str]
    ages: tuple[str, ...]
    lags: tuple[str, ...]


_kept: dict[int, tuple[Profile, Vocabulary]] = {}


def vocabulary(profile: Profile) -> Vocabulary:
    """The vocabulary of a profile, built once."""
    kept = _kept.get(id(profile))
    if kept is None or kept[0] is not profile:
        kept = _kept[id(profile)] = (profile, _build(profile))
    return kept[1]


def _build(profile: Profile) -> Vocabulary:
    dates = profile.dates
    entries = _Entries()
    _add_days(entries, dates)
    _add_relations(entries, dates)
    _add_numbers(entries, profile)
    inside = dates.inside or not profile.spaces
    table = entries.prefixed(dates.prefixes)
    signatures = sorted({frozenset(tags) for tags in table.values()} | set(NUMBER_TAGS), key=sorted)
    characters = {tags: chr(_FIRST_CHARACTER + index) for index, tags in enumerate(signatures)}
    characters |= {frozenset([name]): char for char, name in PUNCTUATION.items()}
    return Vocabulary(
        dates=dates,
        lexicon=Lexicon(table, whole=not inside),
        context=Lexicon(_context(profile), whole=not inside),
        characters=characters,
        templates=Templates(characters),
        endings=_attached(dates.number_endings),
        decade_endings=_attached(dates.decades.after),
        forward_word=_ending(dates.forward_endings),
        backward_word=_ending(dates.backward_endings),
        inside=inside,
        suffixed=dates.inside and profile.spaces,
        particles=frozenset(word[0] for word in dates.around),
        decimal_comma=profile.numbers.decimal == ",",
        numbered=frozenset(
            fold(word) for words in dates.months.values() for word in words if word[-1:].isdigit()
        ),
        ages=tuple(word.casefold() for word in profile.units.before.get("year", ())),
        lags=tuple(word.casefold() for word in profile.units.lags),
    )


class _Entries:
    """Words and their tags as they are gathered; one word can have several tags."""

    def __init__(self) -> None:
        self.table: dict[str, dict[str, object]] = {}

    def add(self, tag: str, words: Iterable[str], value: object = None) -> None:
        for word in words:
            self.table.setdefault(fold(word), {}).setdefault(tag, value)

    def around(self, tag: str, words: Around) -> None:
        self.add(f"{tag}_before", words.before)
        self.add(f"{tag}_after", words.after)

    def prefixed(self, prefixes: tuple[str, ...]) -> dict[str, Tags]:
        """All entries, and with each prefix written on to them."""
        table: dict[str, Tags] = dict(self.table)
        for word, tags in self.table.items():
            for prefix in prefixes:
                table.setdefault(prefix + word, tags)
        return table


def _add_days(entries: _Entries, dates: Dates) -> None:
    """Months, weekdays, parts of the day and days counted from publication."""
    for number, words in dates.months.items():
        entries.add("month", words, int(number))
    for number, words in dates.weekdays.items():
        entries.add("weekday", words, int(number))
        whole = [word for word in words if word not in dates.short]
        parts = [word + letters + part for word in whole for letters in dates.joined_parts
                 for part in dates.parts_of_day if " " not in part]  # fmt: skip
        entries.add("weekday", parts, int(number))
    for tag, marked in (("ambiguous", dates.ambiguous), ("short", dates.short)):
        entries.add(tag, sorted(entries.table.keys() & {fold(word) for word in marked}))
    for phrase, where in dates.weekday_phrases.items():
        entries.add("weekday_phrase", [phrase], where)
    for offset, words in dates.relative_days.items():
        entries.add("relative_day", words, int(offset))
    for calendar, months in dates.calendars.items():
        for number, words in months.items():
            entries.add("other_month", words, (calendar, int(number)))
    entries.add("part", dates.parts_of_day)


def _add_relations(entries: _Entries, dates: Dates) -> None:
    """Units, phrases, and the words that put a date before or after another."""
    for phrase, where in dates.phrases.items():
        if where.startswith("@"):
            entries.add("month_of_year", [phrase], int(where[1:]))
            entries.add("weak", [phrase])
        else:
            unit, count = _offset(where)
            entries.add(f"{unit}_phrase", [phrase], count)
            if not count:
                entries.add("weak", [phrase])
            entries.add(_after_number(phrase, f"{unit}s", dates), [phrase], (unit, count))
    for words in dates.relative_days.values():
        for phrase in words:
            if _after_number(phrase, "days", dates) != "alone":
                entries.add("spanned", [phrase])
    for phrase, where in dates.anchored.items():
        entries.add("anchored", [phrase], _offset(where))
    for unit, words in dates.time_units.items():
        if unit.endswith("s"):
            entries.add("units", words, unit[:-1])
        else:
            entries.add("unit", words, unit)
            entries.add(f"{unit}_unit", words)
    for number in range(1, 5):
        entries.add("quarter_name", [f"q{number}"], number)
    for number, roman in enumerate(("ii", "iii", "iv"), 2):
        entries.add("roman", [roman], number)
    for name in ("ago", "later_on", "earlier", "later"):
        entries.around(name, getattr(dates, name))
    for name in ("last", "this", "next", "coming"):
        entries.add(name, getattr(dates, name))
    entries.add("vague", dates.vague)
    entries.add("during", dates.during)
    entries.add("ends", dates.ends)
    entries.add("not_date", dates.not_dates)


def _after_number(phrase: str, unit: str, dates: Dates) -> str:
    """What a number before a phrase makes of it, where it begins with the unit's own plural.

    "Dua tahun lalu" counts back ("countable"), "two past years" is a span of time ("spanned").
    """
    if not phrase.startswith(tuple(dates.time_units.get(unit, ()))):
        return "alone"
    return "countable" if phrase.endswith(dates.ago.after) else "spanned"


def _offset(where: str) -> tuple[str, int]:
    """The unit and count of "year-1"."""
    found = re.fullmatch(r"([a-z]+)([+-]\d+)", where)
    if not found:
        raise ValueError(f"not an offset in a unit: {where!r}")
    return found[1], int(found[2])


def _add_numbers(entries: _Entries, profile: Profile) -> None:
    """Small number words, and what stands at the numbers of days and years."""
    dates = profile.dates
    entries.around("day", dates.day_words)
    # A word that is a unit or stands at a day ("일") is no number there.
    taken = frozenset(entries.table)
    numbers = profile.numbers
    for table in (numbers.cardinals, numbers.ordinals, numbers.multipliers):
        for word, value in table.items():
            held = entries.table.get(fold(word), {}).keys()
            if fold(word) in taken and held & {"units", "unit", "day_after"}:
                continue
            if value == int(value) and 0 < value < _NUMBER_WORDS_BELOW:
                entries.add("number", [word], int(value))
                entries.add("spelled", [word])
                if value <= 31:
                    entries.add("day", [word], int(value))
    for word in profile.numbers.ordinals:
        entries.add("ordinal", [word])
    entries.add("year_word", dates.year_words)
    entries.add("decade_before", dates.decades.before)
    entries.add("decade_after", dates.decades.after)
    entries.add("range", dates.range_words)
    entries.add("season", dates.seasons)
    entries.add("around", dates.around)
    for word, years in dates.eras.items():
        entries.add("era", [word], years)


def _context(profile: Profile) -> dict[str, ContextWord]:
    """Words around a date that say whether it looks ahead.

    A word of the future that is also a preposition of dates counts only right before one ("by").
    """
    around = {fold(word) for word in profile.dates.around}
    table: dict[str, ContextWord] = {}
    table |= {fold(word): "that" for word in profile.quotes.that if fold(word) not in around}
    table |= {fold(word): "behind" for word in (*profile.dates.backward, *profile.quotes.say)}
    table |= {fold(word): "by" if fold(word) in around else "ahead" for word in profile.dates.forward}
    return table


def _attached(endings: tuple[str, ...]) -> re.Pattern[str] | None:
    """A pattern for what may be written on to digits, the longest first."""
    if not endings:
        return None
    ordered = sorted(endings, key=lambda ending: (-len(ending), ending))
    return re.compile(rf"(?:{'|'.join(map(re.escape, ordered))})(?!\w)")


def _ending(endings: tuple[str, ...]) -> re.Pattern[str] | None:
    """A pattern for words with one of the endings."""
    if not endings:
        return None
    return re.compile(rf"\w(?:{'|'.join(map(re.escape, sorted(endings)))})(?!\w)")
