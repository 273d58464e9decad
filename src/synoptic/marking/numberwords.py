"""Number words: what a language's words say, one by one and written together.

A number is added up from its parts by one rule for all languages: a part may be added where it
is smaller than the step of what stands before it (5 after 20, 300 after 2,000), and a multiplier
multiplies all that stands before it and is smaller than itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Literal

from synoptic.languages.measures import currencies
from synoptic.languages.profile import Profile
from synoptic.languages.sections import Around
from synoptic.marking.lexicon import Lexicon, fold

# What a word right before a number makes of it; a hedge ("au moins") keeps the minus in it from counting.
Lead = Literal["every", "one in", "minus", "hedge"]
_LONGEST = 60  # letters of a number word that is written together
_TRIES = 300  # parts tried for one word, so that no word is slow


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What a word can be in a number; ``skip`` letters of it are a clitic, ``joined`` a joiner."""

    cardinal: float | None = None
    multiplier: float | None = None
    ordinal: float | None = None
    fraction: float | None = None
    part: float | None = None
    plus: float | None = None
    plus_before: float | None = None
    indefinite: tuple[float, float] | None = None
    article: bool = False
    doubtful: bool = False
    nothing: bool = False
    joined: bool = False
    skip: int = 0


class Tally:
    """The sum of a number's parts, as far as they have been read."""

    def __init__(self) -> None:
        self.terms: list[tuple[float, float]] = []

    @property
    def value(self) -> float:
        """What the parts make."""
        return sum(value for value, _ in self.terms)

    @property
    def step(self) -> float:
        """What may be added must be smaller than this."""
        return self.terms[-1][1] if self.terms else float("inf")

    def add(self, value: float, step: float | None = None) -> bool:
        """Add a part if it fits."""
        if self.terms and not 1 <= value < self.step:
            return False
        self.terms.append((value, step_of(value) if step is None else step))
        return True

    def add_tens(self, value: float) -> bool:
        """Add tens to the units that stand before them, as in "fünfundzwanzig"."""
        units = self.terms[-1][0] if self.terms else 0
        below = self.terms[-2][1] if len(self.terms) > 1 else float("inf")
        if not (0 < units < 10 and value in range(20, 100, 10) and value < below):
            return False
        self.terms[-1] = (units + value, 1)
        return True

    def multiply(self, by: float) -> bool:
        """Multiply what is smaller than the multiplier, or add it as once, if that fits."""
        cut = len(self.terms)
        while cut and self.terms[cut - 1][0] < by:
            cut -= 1
        value = by * (sum(value for value, _ in self.terms[cut:]) or 1)
        if cut and not value < self.terms[cut - 1][1]:
            return False
        exact = all(value.is_integer() for value, _ in self.terms[cut:])
        self.terms[cut:] = [(value, by if exact else 0)]
        return True


def step_of(value: float) -> float:
    """The largest power of ten that divides a number: 10 of 20, 100 of 300; 0 of a broken one."""
    if not float(value).is_integer():
        return 0
    step = 1
    while value and value % (step * 10) == 0:
        step *= 10
    return step


class NumberWords:
    """The number words of one language, ready to be looked up."""

    def __init__(self, profile: Profile) -> None:
        self.free = not profile.spaces or profile.numbers.run_on
        self.words = _table(profile)
        spelt = {key: word for key, word in self.words.items() if self.free or not _is_letter(key, word)}
        self.lexicon = Lexicon(spelt, whole=not self.free)
        every: dict[str, Lead] = dict.fromkeys(profile.numbers.every, "every")
        one_in: dict[str, Lead] = dict.fromkeys(profile.numbers.one_in, "one in")
        minus: dict[str, Lead] = dict.fromkeys(profile.numbers.minus, "minus")
        hedges: dict[str, Lead] = {
            phrase: "hedge"
            for section in fields(profile.hedges)
            if isinstance(around := getattr(profile.hedges, section.name), Around)
            for phrase in around.before
            if phrase.split()[-1:] and phrase.split()[-1] in minus
        }
        self.leads = Lexicon({**every, **one_in, **minus, **hedges}, whole=not self.free)
        ends = (*profile.sentences.abbreviations, *profile.sentences.may_end)
        self.abbreviated = frozenset(map(fold, ends))
        self.point = frozenset(fold(word) for word in profile.numbers.point)
        self.over = frozenset(fold(word) for word in profile.numbers.over)
        self.few_of = frozenset(fold(word) for word in profile.numbers.few_of)
        self.under = frozenset(fold(word) for word in profile.numbers.under)
        self.stems = {fold(stem): value for stem, value in profile.numbers.stems.items()}
        self.signs = _money_letters(profile)
        self.joiners = frozenset(fold(word) for word in profile.numbers.joiners)
        self.infixes = infixes(profile)
        self.linkers = frozenset(fold(word) for word in profile.units.linkers)
        self.tens_joined = profile.numbers.tens_joined
        self.units_first = profile.numbers.units_first
        self.compound = profile.numbers.compound and not self.free
        self.endings = tuple(sorted(map(fold, profile.numbers.word_endings), key=lambda e: (-len(e), e)))
        endings = {fold(ending): False for ending in profile.numbers.endings}
        endings |= {fold(ending): True for ending in profile.numbers.ordinal_endings}
        self._digit_endings = sorted(endings.items(), key=lambda item: (-len(item[0]), item[0]))
        single = {key: word for key, word in self.words.items() if key.isalpha() and not word.skip}
        self._parts = {key: word for key, word in single.items() if _is_part(word)}
        self._sizes = sorted({len(key) for key in self._parts}, reverse=True)
        self._heads = frozenset(key[:2] for key in self._parts)
        self._tails = frozenset(key[-2:] for key in self._parts)
        self._read: dict[str, Word | None] = {}

    def word(self, word: str) -> Word | None:
        """What a folded word that is not in the table says: a compound or an inflected form."""
        if word[:2] not in self._heads or len(word) > _LONGEST:
            return None
        if word not in self._read:
            if len(self._read) > 20_000:
                self._read.clear()
            self._read[word] = self._derived(word)
        return self._read[word]

    def ending(self, folded: str, at: int) -> tuple[int, bool]:
        """Where a number in digits that ends at ``at`` ends with its inflection; is it an ordinal."""
        for ending, ordinal in self._digit_endings:
            end = at + len(ending)
            if folded.startswith(ending, at) and not folded[end : end + 1].isalnum():
                return end, ordinal
        return at, False

    def _derived(self, word: str) -> Word | None:
        if self.compound and word[-2:] in self._tails and (found := self._compound(word)):
            return found
        for ending in self.endings:
            stem = word.removesuffix(ending)
            if stem == word:
                continue
            known = self.words.get(stem)
            if known and not known.article:
                return known
            if self.compound and stem[-2:] in self._tails and (found := self._compound(stem)):
                return found
        return None

    def _compound(self, word: str) -> Word | None:
        """A number word that is written together, part by part."""
        tries = 0
        pending: list[tuple[int, tuple[tuple[float, float], ...], bool, int]] = [(0, (), False, 0)]
        while pending and tries < _TRIES:
            at, terms, joined, count = pending.pop()
            if at == len(word) and count > 1 and not joined:
                tally = Tally()
                tally.terms = list(terms)
                return Word(cardinal=tally.value)
            choices: list[tuple[int, tuple[tuple[float, float], ...], bool, int]] = []
            for size in self._sizes:
                part = self._parts.get(word[at : at + size]) if at + size <= len(word) else None
                if part is None:
                    continue
                tries += 1
                end = at + size
                if part.ordinal is not None and end == len(word) and count:
                    tally = Tally()
                    tally.terms = list(terms)
                    if self._plus(tally, part.ordinal, joined):
                        return Word(ordinal=tally.value)
                choices.extend((end, after, False, count + 1) for after in self._after(terms, part, joined))
            for joiner in sorted(self.joiners):
                if count and not joined and word.startswith(joiner, at):
                    choices.append((at + len(joiner), terms, True, count))
            pending.extend(reversed(choices))
        return None

    def _after(
        self, terms: tuple[tuple[float, float], ...], part: Word, joined: bool
    ) -> Iterator[tuple[tuple[float, float], ...]]:
        """What the terms become with one more part: multiplied, or added."""
        if part.multiplier is not None and not joined:
            tally = Tally()
            tally.terms = list(terms)
            if tally.multiply(part.multiplier):
                yield tuple(tally.terms)
        if part.cardinal is not None:
            tally = Tally()
            tally.terms = list(terms)
            if self._plus(tally, part.cardinal, joined):
                yield tuple(tally.terms)

    def _plus(self, tally: Tally, value: float, joined: bool) -> bool:
        """Add a part, tens to units where a joiner stands between and the language does so."""
        if joined and self.units_first and tally.add_tens(value):
            return True
        if joined and tally.step < 100 and not self.tens_joined:
            return False
        return tally.add(value)


def _is_letter(key: str, word: Word) -> bool:
    """Whether an entry is one letter that multiplies, as "k", which does so only behind digits."""
    return len(key) == 1 and word.multiplier is not None and word.cardinal is None


def _is_part(word: Word) -> bool:
    """Whether a word can be a part of a compound."""
    return word.cardinal is not None or word.multiplier is not None or word.ordinal is not None


def _table(profile: Profile) -> dict[str, Word]:
    """All number words of a language by their folded form."""
    numbers = profile.numbers
    table: dict[str, Word] = {}
    kinds: tuple[tuple[str, Mapping[str, object]], ...] = (
        ("cardinal", numbers.cardinals),
        ("multiplier", numbers.multipliers),
        ("ordinal", numbers.ordinals),
        ("fraction", numbers.fractions),
        ("part", numbers.parts),
        ("plus", numbers.plus),
        ("plus_before", numbers.plus_before),
        ("indefinite", numbers.indefinite),
        ("nothing", dict.fromkeys(numbers.not_numbers, True)),
    )
    for kind, entries in kinds:
        for phrase, value in entries.items():
            key = fold(phrase)
            changes: dict[str, object] = {kind: value}
            table[key] = replace(table.get(key, Word()), **changes)  # type: ignore[arg-type]
    for phrase in numbers.not_counts:
        if (key := fold(phrase)) in table:
            table[key] = replace(table[key], article=True)
    for phrase in numbers.doubtful:
        if (key := fold(phrase)) in table:
            table[key] = replace(table[key], doubtful=True)
    joiners = {fold(word) for word in numbers.joiners}
    for clitic in map(fold, numbers.clitics):
        joined = any(clitic.startswith(joiner) for joiner in joiners)
        for key, word in list(table.items()):
            if not word.skip:
                table.setdefault(clitic + key, replace(word, skip=len(clitic), joined=joined))
    return table


def infixes(profile: Profile) -> frozenset[str]:
    """Hedges of one character that can stand inside a number, where words have no edges."""
    if profile.spaces and not profile.numbers.run_on:
        return frozenset()
    hedges = profile.hedges
    sides = (hedges.about, hedges.at_least, hedges.more_than, hedges.at_most, hedges.less_than)
    return frozenset(word for side in sides for word in side.after if len(word) == 1 and word.isalpha())


def _money_letters(profile: Profile) -> frozenset[str]:
    """Letters that stand for money right before digits: "Rp150", "CHF20"."""
    own = {word for words in profile.units.currencies.values() for word in words if len(word) < 5}
    signs = {sign for _, listed in currencies(profile.code).values() for sign in listed}
    codes = set(currencies("en"))
    return frozenset(fold(sign) for sign in own | signs | codes | {"Rp", "Rs", "RM", "Kč"})


_COMPILED: dict[int, tuple[Profile, NumberWords]] = {}


def number_words(profile: Profile) -> NumberWords:
    """The compiled number words of a profile, kept for the next call."""
    kept = _COMPILED.get(id(profile))
    if kept is None or kept[0] is not profile:
        if len(_COMPILED) > 100:
            _COMPILED.clear()
        kept = _COMPILED[id(profile)] = (profile, NumberWords(profile))
    return kept[1]
