"""Figures: quantities in running text, with hedge, unit and what they count.

A figure keeps the sign it is written with: "fell by 6 per cent" is 6, "-6 degrees" is -6.  Dates,
years, clock times, scores, ordinals, labels and numbers in names are no figures.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from synoptic.languages.profile import Profile
from synoptic.marking import nofigures
from synoptic.marking.ages import aged
from synoptic.marking.as_of import as_of
from synoptic.marking.changewords import change_words
from synoptic.marking.counted import counted, counted_before
from synoptic.marking.figurewords import FigureWords, Nearby, figure_words
from synoptic.marking.homoglyphs import unmixed
from synoptic.marking.lexicon import fold
from synoptic.marking.money import told_currency
from synoptic.marking.number import Number
from synoptic.marking.number_pairs import half_share, told_with
from synoptic.marking.numbers import numbers
from synoptic.marking.one_in import one_in
from synoptic.marking.quantities import DURATIONS, Quantity, Reader
from synoptic.marking.rows import apart, without_overlap
from synoptic.marking.told import compounds
from synoptic.marking.tremors import without_tremors
from synoptic.types import Article, Date, Figure, Passage, Relation

_MOST_SCORE = 200
_MOST_WORDS = 2  # of what is counted, before a hedge: "20 people or more"
_MOST_GOALS = 20
_PARTED = frozenset(("month", "quarter", "year"))  # dates that have halves


def figures(
    article: Article, sentences: Sequence[Passage], dates: Sequence[Date], profile: Profile
) -> tuple[Figure, ...]:
    """All figures of an article, in order of position.

    ``low`` and ``high`` are equal but for ranges and bounds: "more than 50" is 50 with an open
    upper end.  Shares in words are percentages ("two thirds" is 66.7 per cent); rough numbers
    ("hundreds") are ranges.
    """
    found = _Finder(article, sentences, dates, profile).figures()
    return without_tremors(article.text, found, profile)


class _Finder:
    """Finds the figures of one article."""

    def __init__(
        self, article: Article, sentences: Sequence[Passage], dates: Sequence[Date], profile: Profile
    ) -> None:
        self.article, self.text, self.profile = article, unmixed(article.text), profile
        self.words: FigureWords = figure_words(profile)
        self.numbers = [
            number
            for number in numbers(self.text, profile)
            if not (self.words.run_on and number.article and not self._apart_word(number))
        ]
        self.told = [*self._told()]
        places = [(item.start, item.end) for item in self.numbers]
        self.near = Nearby(self.text, self.words, sorted(places + [told[:2] for told in self.told]))
        millions = {fold(word): by for word, by in profile.numbers.money_multipliers.items()}
        starts = frozenset(number.start for number in self.numbers)
        self.bounds = sorted((sentence.start, sentence.end) for sentence in sentences)
        self.dated = sorted((date.start, date.end) for date in dates)
        self.long_dated = sorted(date.start for date in dates if date.precision in _PARTED)
        dated = frozenset(start for start, _ in self.dated)
        self.reader = Reader(self.text, self.words, self.near, millions, starts, dated)
        self.sentences, self.dates = sentences, dates
        self.folded, self.changes = fold(self.text), change_words(profile.code)

    def _apart_word(self, number: Number) -> bool:
        """Whether a Korean number of one syllable stands as a word; inside others are far too many."""
        before = self.text[max(0, number.start - 1) : number.start]
        after = self.text[number.end : number.end + 1]
        return (not before or before.isspace()) and after.isspace()

    def figures(self) -> tuple[Figure, ...]:
        found = self.numbers
        self.positions = frozenset(number.start for number in found) | {start for start, _ in self.dated}
        self.after_ordinals = frozenset(
            second.start
            for first, second in itertools.pairwise(found)
            if first.ordinal and not first.fraction and second.start - first.end == 1
        )
        found = [number for number in found if not self._in_date(number)]
        quantities = [self.reader.quantity(number) for number in found if _counts(number)]
        quantities = apart(self.text, without_overlap(self.text, quantities))
        figures = [figure for item in self._ranges(quantities) if (figure := self._figure(item))]
        taken = [(figure.start, figure.end) for figure in figures]
        for start, end, value, unit in self.told:
            if not _overlaps(start, end, self.dated) and not _overlaps(start, end, taken):
                figures.append(self._told_figure(start, end, value, unit or None))
        figures.sort(key=lambda figure: (figure.start, figure.end))
        return tuple(as_of(self.profile).told(self.text, figures, self.sentences, self.dates))

    def _in_date(self, number: Number) -> bool:
        return _overlaps(number.start, number.end, self.dated)

    def _of_a_date(self, number: Number) -> bool:
        """Whether a number goes on behind a dash after a date: "1950–53"."""
        at = number.start - 1
        if at < 1 or self.text[at] not in "-‐‑–—" or number.words:
            return False
        return _overlaps(at - 1, at, self.dated)

    def _ranges(self, quantities: list[Quantity]) -> list[Quantity]:
        """Quantities with pairs that make a range joined, and scores dropped."""
        kept: list[Quantity] = []
        scored = -1  # where the last score ended
        for item in quantities:
            before = kept[-1] if kept else None
            if before and self._leaves(before, item):
                kept[-1:] = told_with(before, item), item
            elif before and (whole := self.reader.compounded(before, item) or self._share(before, item)):
                kept[-1] = whole
            elif (
                before and (both := self.reader.joined(before, item)) and not self._score(before, item, both)
            ):
                kept[-1] = both
            elif (before and self._scores(before, item)) or self._dashed_at(scored, item):
                if before and self._scores(before, item):
                    kept.pop()
                scored = item.end
            else:
                kept.append(item)
        return kept

    def _leaves(self, first: Quantity, second: Quantity) -> bool:
        """Whether a count went from one number to the next; "de 4,5 à 6 %" is as often by so much."""
        if "percent" in (first.unit, second.unit) or self._dashed(first, second):
            return False
        return self.changes.leaves(self.folded, (first.start, first.end), (second.start, second.end))

    def _share(self, first: Quantity, second: Quantity) -> Quantity | None:
        """The share that "one voter in five" is, where nothing is counted behind it."""
        if not self.words.among or first.low != 1:
            return None
        opens = first.start <= self._limit(first.start)[0]  # what opens a sentence is its subject
        followed = not opens and self._counted(second) is not None
        return one_in(self.text, first, second, self.words.among, followed)

    def _dashed(self, first: Quantity, second: Quantity) -> bool:
        """Whether only a dash stands between two numbers in digits."""
        return not first.number.words and self._dashed_at(first.end, second)

    def _scores(self, first: Quantity, second: Quantity) -> bool:
        """Whether two numbers are a result: "2-1", "2 à 1"."""
        if self._dashed(first, second):
            return True
        small = first.high < _MOST_GOALS and first.number.scale == second.number.scale == 1
        bare = first.unit is None and second.unit is None and not first.classified and not second.classified
        return small and bare and first.low >= second.high and self.reader.between(first, second)

    def _dashed_at(self, end: int, second: Quantity) -> bool:
        gap = self.text[end : second.number.start] if 0 <= end < second.number.start <= end + 3 else ""
        return bool(gap) and gap.strip() in tuple("-‐‑–—−:~～〜") and not second.number.words

    def _score(self, first: Quantity, second: Quantity, both: Quantity) -> bool:
        """Whether two numbers with a dash are a result or years, not a range."""
        if not self._dashed(first, second):
            return False
        years = nofigures.looks_like_year(first.number) and second.number.plain
        backwards = (
            nofigures.looks_like_year(second.number) and first.number.plain
        )  # "53-1950", right to left
        if (years or (backwards and first.high < 100)) and not both.unit:
            return True
        small = second.high < _MOST_SCORE and not both.unit and not both.classified
        return small and (first.low == 0 or self._counted(both) is None)

    def _limit(self, at: int) -> tuple[int, int]:
        """The sentence in which a position stands."""
        index = bisect_right(self.bounds, (at, len(self.text) + 1)) - 1
        if index >= 0 and at < self.bounds[index][1]:
            return self.bounds[index]
        return 0, len(self.text)

    def _counted(self, quantity: Quantity) -> tuple[int, int] | None:
        """What is counted behind a quantity; for money and measures nothing."""
        limit = self._limit(quantity.start)[1]
        return counted(self.text, quantity.end, limit, self.words, self.near, self.positions)

    def _figure(self, quantity: Quantity) -> Figure | None:
        """The figure that a quantity is, if it is one."""
        behind = self._counted(quantity)
        quantity = aged(self.text, half_share(self.reader.hedges_before(quantity)))
        if behind and not quantity.hedged and quantity.unit is None:
            words = len(self.text[behind[0] : behind[1]].split())
            if words <= _MOST_WORDS:
                quantity = self.reader.hedges_behind(quantity, behind[1])
        if self._none(quantity, behind):
            return None
        noun = behind
        if noun is None or (self.words.counted_first and quantity.classified):
            first = self._limit(quantity.start)[0]
            if self.words.counted_first:
                noun = counted_before(self.text, quantity.start, first, self.words, self.near) or noun
        end = quantity.end
        if behind and noun == behind and quantity.unit is None and behind[1] > end:
            end = self._first_word(behind)
        return self._made(quantity, quantity.start, end, noun)

    def _first_word(self, noun: tuple[int, int]) -> int:
        """The end of the first word of what is counted."""
        at = noun[0]
        while at < noun[1] and not self.text[at].isspace():
            at += 1
        return at

    def _made(self, quantity: Quantity, start: int, end: int, noun: tuple[int, int] | None) -> Figure:
        low, high, relation = quantity.low, quantity.high, quantity.relation
        if quantity.number.high is not None and relation == "exact":
            relation = "about" if low == high else "range"
        if relation == "range" and not quantity.ranged and low == high:
            relation = "about"
        ends = _open(low, high, relation)
        return Figure(
            article=self.article.id,
            start=start,
            end=end,
            text=self.article.text[start:end],
            low=ends[0],
            high=ends[1],
            relation=ends[2],
            unit=self._currency(quantity),
            counted=self.article.passage(*noun) if noun else None,
        )

    def _currency(self, quantity: Quantity) -> str | None:
        """The unit of a quantity; of a currency whose name others share, the one that is meant."""
        shared = quantity.money and quantity.unit is not None and " " in quantity.unit
        if not shared or quantity.unit is None:
            return quantity.unit
        return told_currency(self.text, quantity.start, quantity.unit, self.profile)

    def _none(self, quantity: Quantity, behind: tuple[int, int] | None) -> bool:
        """Whether a quantity is no figure after all."""
        number, text = quantity.number, self.text
        bare = quantity.unit is None and not quantity.hedged
        uncounted = bare and not quantity.classified
        if self._wordless(quantity, bare, uncounted and behind is None):
            return True
        followed = behind is not None or quantity.classified or number.end + 1 in self.positions
        if self._of_time(quantity, followed or quantity.unit not in (None, "hour", "minute")):
            return True
        if nofigures.in_signs(text, number) or nofigures.in_list(text, number):
            return True
        if nofigures.labelled_behind(text, number, quantity.end, self.near):
            return True
        first = self._limit(number.start)[0]
        measured = quantity.unit is not None and quantity.unit not in DURATIONS
        if self.words.free and not measured and nofigures.labelled(number, self.near, text, first):
            return True
        if quantity.end == number.end and nofigures.glued_tail(text, number, self.words):
            return True
        return not quantity.ranged and uncounted and self._bare_none(number, behind)

    def _wordless(self, quantity: Quantity, bare: bool, alone: bool) -> bool:
        """Whether number words only look like a number: articles, other words, parts of words."""
        number, needy = quantity.number, self.words.needs_counter
        worded = number.words and not self.text[number.start].isdigit()
        if number.article and not self._counts_still(quantity):
            return True
        if needy and number.value == quantity.low == 1 and number.plain and self._one(quantity):
            return True
        if number.doubtful and alone and not quantity.ranged:
            return True
        if number.fraction and (number.start in self.after_ordinals or self._dated_next(quantity.end)):
            return True
        uncounted = bare and not quantity.classified
        if needy and worded and number.high is None and self._uncounted(quantity, uncounted):
            return True
        return worded and bare and not number.fraction and 0 < abs(quantity.high) < 1

    def _dated_next(self, end: int) -> bool:
        """Whether a date stands right behind: "na polovinu října" is the middle of October."""
        index = bisect_left(self.long_dated, end)
        return index < len(self.long_dated) and self.long_dated[index] - end <= 1

    def _of_time(self, quantity: Quantity, followed: bool) -> bool:
        """Whether a number tells when: a clock time, the end of a date, a span to another day."""
        number, text, unit = quantity.number, self.text, quantity.unit
        if nofigures.at_clock(text, number, self.near, followed) or self._of_a_date(number):
            return True
        if unit in (None, "hour") and nofigures.time_or_date(text, number, self.words.decimal, True):
            return True
        if unit == "hour" and nofigures.at_hour(text, quantity.start, self.near):
            return True
        if number.high not in (None, number.value) and unit == "year":
            return True  # "několik desítek let" is no more than "decades"
        if unit not in DURATIONS or nofigures.aged(text, quantity.start, self.near):
            return False
        return nofigures.from_a_day(text, quantity.start, quantity.end, self.near)

    def _counts_still(self, quantity: Quantity) -> bool:
        """Whether a word that is as often an article or another word is a number here."""
        number = quantity.number
        counted = quantity.unit is not None or quantity.classified
        return (
            (number.value >= 10 and quantity.money)
            or quantity.low not in (number.value, 100 * number.value)  # "un an et demi"
            or quantity.unit == "percent"
            or (quantity.unit is None and quantity.relation == "at_least")
            or (self.words.needs_counter and counted and 3 <= number.value < 10)
        )

    @staticmethod
    def _one(quantity: Quantity) -> bool:
        """Whether "1" says no more than an article does: "1つ", "1년"."""
        bound = quantity.relation not in ("exact", "about")
        return not (quantity.ranged or bound) and quantity.unit in (None, *DURATIONS)

    def _uncounted(self, quantity: Quantity, bare: bool) -> bool:
        """Whether number words lack the counting word that they need."""
        number = quantity.number
        if not self.words.run_on:
            return bare and number.value < 100 and not number.fraction
        if bare and not number.article and 2 <= number.value < 100 and self._apart_word(number):
            return False  # 두 나라
        ends = not self.text[quantity.end : quantity.end + 1].isalpha()
        ends = ends or any(found.value.stop for found in self.near.starts.get(quantity.end, ()))
        spaced = quantity.unit is not None and self.text[number.end : number.end + 1].isspace()
        return not number.fraction and (bare or not (spaced or ends))

    def _bare_none(self, number: Number, behind: tuple[int, int] | None) -> bool:
        """Whether a number without unit, hedge or classifier is no figure."""
        text, first = self.text, self._limit(number.start)[0]
        if (not number.words or behind is None) and nofigures.labelled(number, self.near, text, first):
            return True
        if nofigures.looks_like_year(number) and behind is None:
            return True
        if nofigures.dotted_inside(text, number):
            return True
        if self.profile.sentences.ordinal_dot and nofigures.dotted(
            text, number, self._limit(number.start)[1]
        ):
            return True
        if nofigures.time_or_date(text, number, self.words.decimal, behind is not None):
            return True
        capitals = self.profile.numbers.capital_nouns
        return nofigures.in_name(text, number, behind is not None, capitals)

    def _told(self) -> Iterator[tuple[int, int, float, str]]:
        """Words that hold number and unit in one: أسبوعين, "zweijährig"."""
        for found in self.words.told.find(self.text):
            yield found.start, found.end, *found.value
        yield from compounds(self.text, self.profile, self.words)

    def _told_figure(self, start: int, end: int, value: float, unit: str | None) -> Figure:
        """The figure that such a word makes, with its hedges: "více než sedmiletou"."""
        number = Number(start=start, end=end, value=value, words=True)
        end, half = self.reader.half_behind(end)
        value += half
        quantity = Quantity(start=start, end=end, number=number, low=value, high=value, unit=unit)
        quantity = self.reader.hedges_before(quantity)
        return self._made(quantity, quantity.start, end, None)


def _counts(number: Number) -> bool:
    """Whether a number can say how many: no ordinal, unless it makes a share ("every eighth")."""
    return not number.ordinal or number.fraction


def _open(low: float, high: float, relation: Relation) -> tuple[float | None, float | None, Relation]:
    """The ends of a figure once its hedge is counted."""
    if relation in ("at_least", "more_than"):
        return low, None, relation
    if relation in ("at_most", "less_than"):
        return None, high, relation
    return low, high, relation


def _overlaps(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a span overlaps one of some sorted spans that do not overlap each other."""
    index = bisect_right(spans, (start, end)) - 1
    return any(spans[i][0] < end and start < spans[i][1] for i in (index, index + 1) if 0 <= i < len(spans))
