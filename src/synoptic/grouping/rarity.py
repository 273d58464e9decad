"""How rare terms are, judged among the articles of the days around, and kept up as articles come.

A term that an article of one day has is as rare as few of the articles published within a week of that day
have it; an article without a time is judged among all.  So what is rare hangs on the news of those
days alone, not on how long the archive is, and one article more changes little: rarity goes by steps of
half a doubling, and only the articles whose terms cross a step are weighed anew.
"""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synoptic.grouping.arrays import Numbers
from synoptic.grouping.columns import KINDS, Columns

# So many days before and after an article are the news that it is judged among.
DAYS = 7
# The day of the articles that have none; they are judged among all.
UNDATED = np.iinfo(np.int64).min
# The news of those days is taken as a sample of so much more, so that a small run does not call the
# names common that all its articles share: so many articles, and for words so many sentences.
IMAGINED_ARTICLES = 200
IMAGINED_SENTENCES = 100
# In so many of the imagined articles a country is named: news names countries whatever it is about.
IMAGINED_OF_COUNTRY = 20
# Rarity is rounded to so many steps for each doubling of the number of texts with a term.
STEPS = 2.0
# Rarer than rare: terms that few have outweigh those that many have.
POWER = 1.5
# Weights are whole numbers, this many for one, so that sums of their products are exact.
SCALE = 16
# So many days are kept counted.
KEPT = 64


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """In how many texts each term stands, by number of term in rising order, and how many texts there are.

    ``whole`` has the number of texts of each stock of terms.
    """

    terms: Numbers
    texts: Numbers
    whole: Numbers

    def of(self, terms: NDArray[np.integer]) -> Numbers:
        """The number of texts for each of some terms."""
        if not len(self.terms):
            return np.zeros(len(terms), np.int64)
        place = np.minimum(np.searchsorted(self.terms, terms), len(self.terms) - 1)
        return np.where(self.terms[place] == terms, self.texts[place], 0)

    def plus(self, change: Counts) -> Counts:
        """These and a few more or less; costs no sorting of these."""
        stocks = max(len(self.whole), len(change.whole))
        whole = _padded(self.whole, stocks) + _padded(change.whole, stocks)
        place = np.searchsorted(self.terms, change.terms)
        known = place < len(self.terms)
        known[known] = self.terms[place[known]] == change.terms[known]
        texts = self.texts.copy()
        texts[place[known]] += change.texts[known]
        terms = np.insert(self.terms, place[~known], change.terms[~known])
        texts = np.insert(texts, place[~known], change.texts[~known])
        kept = texts != 0
        return Counts(terms[kept], texts[kept], whole)

    @staticmethod
    def sum(parts: Sequence[Counts]) -> Counts:
        """All texts of the parts together; terms that stand in none are left out."""
        if len(parts) == 1:
            return parts[0]
        whole = np.zeros(max((len(part.whole) for part in parts), default=0), np.int64)
        for part in parts:
            whole[: len(part.whole)] += part.whole
        none = np.zeros(0, np.int64)
        terms, texts = _together(
            np.concatenate([none, *(part.terms for part in parts)]),
            np.concatenate([none, *(part.texts for part in parts)]),
        )
        return Counts(terms[texts != 0], texts[texts != 0], whole)


@dataclass(frozen=True, slots=True, eq=False)
class _Touched:
    """What weighs otherwise: terms, in rising order, and whole stocks."""

    terms: Numbers
    stocks: NDArray[np.bool_]

    def among(self, terms: NDArray[np.int32], stocks: NDArray[np.int32]) -> NDArray[np.bool_]:
        """Which of some terms, of these stocks, weigh otherwise; both of shape (t,)."""
        found: NDArray[np.bool_] = self.stocks[stocks]
        if len(self.terms):
            place = np.minimum(np.searchsorted(self.terms, terms), len(self.terms) - 1)
            found |= self.terms[place] == terms
        return found


class Rarity:
    """Keeps the weights of terms in ``columns`` as the articles of the days around say."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._rows: defaultdict[int, list[int]] = defaultdict(list)
        self._counted: OrderedDict[int, Counts] = OrderedDict()
        self._around: OrderedDict[int, Counts] = OrderedDict()

    def rows(self, day: int) -> list[int]:
        """The articles of one day, or those without."""
        return self._rows.get(day, [])

    def days(self) -> list[int]:
        """The days that have articles."""
        return [day for day, rows in self._rows.items() if rows and day != UNDATED]

    def update(self, added: Sequence[int], dropped: Sequence[int] = ()) -> Numbers:
        """Counts articles in and out; the articles whose terms weigh otherwise now, the new among them."""
        changes = defaultdict(list)
        for rows, sign in ((added, 1), (dropped, -1)):
            for day, these in self._by_day(rows).items():
                changes[day].append(self._count(these, sign))
                if sign > 0:
                    self._rows[day] += these
                else:
                    gone = set(these)
                    self._rows[day] = [row for row in self._rows[day] if row not in gone]
        delta = {day: Counts.sum(parts) for day, parts in changes.items()}
        for day, change in delta.items():
            if day in self._counted:
                self._counted[day] = self._counted[day].plus(change)
        fresh = set(added)
        moved = [self._weigh(day, parts, fresh) for day, parts in self._affected(delta)]
        return np.unique(np.concatenate([np.zeros(0, np.int64), *moved]))

    def _affected(self, delta: dict[int, Counts]) -> Iterable[tuple[int, list[Counts]]]:
        """The days judged by what changed, each with the changes that count for it."""
        near = {around for day in delta if day != UNDATED for around in range(day - DAYS, day + DAYS + 1)}
        for around in sorted(near):
            if self._rows.get(around):
                yield around, [change for day, change in delta.items() if abs(day - around) <= DAYS]
            else:
                self._around.pop(around, None)
        if self._rows.get(UNDATED):
            yield UNDATED, list(delta.values())
        else:
            self._around.pop(UNDATED, None)

    def _by_day(self, rows: Sequence[int]) -> dict[int, list[int]]:
        times = self._columns.times
        found: dict[int, list[int]] = {}
        for row in rows:
            found.setdefault(day_of(float(times[row])), []).append(row)
        return found

    def _weigh(self, day: int, changes: list[Counts], fresh: set[int]) -> Numbers:
        """Weighs what changed on a day anew; the articles that weigh otherwise now."""
        change = Counts.sum(changes)
        around = self._news(day, change)
        vocabulary = self._columns.vocabulary
        before = around.of(change.terms) - change.texts
        whole = self._with_imagined(around.whole)
        restocked = _step(whole) != _step(whole - _padded(change.whole, len(whole)))
        country = np.where(vocabulary.country[change.terms], IMAGINED_OF_COUNTRY, 1)
        stepped = _step(around.of(change.terms) + country) != _step(before + country)
        touched = _Touched(change.terms[stepped], restocked)
        rows = np.array(sorted(self._rows[day]), np.int64)
        new = np.isin(rows, np.fromiter(fresh, np.int64, len(fresh)))
        return np.concatenate([rows[new], *(self._weigh_kind(k, rows, new, touched, around) for k in KINDS)])

    def _weigh_kind(
        self, kind: str, rows: Numbers, new: NDArray[np.bool_], touched: _Touched, around: Counts
    ) -> Numbers:
        kept, vocabulary = self._columns.terms[kind], self._columns.vocabulary
        places, lengths = kept.rows.flat(rows)
        numbers = kept.numbers[places]
        mask = touched.among(numbers, vocabulary.stock[numbers]) | np.repeat(new, lengths)
        places, numbers = places[mask], numbers[mask]
        whole = self._with_imagined(around.whole)[vocabulary.stock[numbers]]
        country = np.where(vocabulary.country[numbers], IMAGINED_OF_COUNTRY, 1)
        rarity = np.maximum(0.0, np.log(2) * (_step(whole) - _step(around.of(numbers) + country)))
        often = 1 + np.log(kept.often[places].astype(np.float64))
        weights = np.rint(SCALE * often * rarity**POWER).astype(np.int32)
        moved = weights != kept.weights[places]
        kept.weights[places[moved]] = weights[moved]
        return np.unique(np.repeat(rows, lengths)[mask][moved])

    def _with_imagined(self, whole: Numbers) -> Numbers:
        """The number of texts of every stock that there is, with the imagined ones."""
        of_sentences = self._columns.vocabulary.of_sentences
        imagined = np.where(of_sentences, IMAGINED_SENTENCES, IMAGINED_ARTICLES)
        return _padded(whole, len(of_sentences)) + imagined

    def _news(self, day: int, change: Counts) -> Counts:
        """The counts of the news that a day is judged among, after the change."""
        if day in self._around:
            found = self._around.pop(day).plus(change)
        elif day == UNDATED:
            found = self._count([row for rows in self._rows.values() for row in rows])
        else:
            days = range(day - DAYS, day + DAYS + 1)
            found = Counts.sum([self._of_day(one) for one in days if self._rows.get(one)])
        return _keep(self._around, day, found)

    def _of_day(self, day: int) -> Counts:
        found = self._counted.pop(day) if day in self._counted else self._count(self._rows[day])
        return _keep(self._counted, day, found)

    def _count(self, rows: Sequence[int], sign: int = 1) -> Counts:
        columns = self._columns
        members = np.array(rows, np.int64)
        numbers, texts = [], []
        for kept in columns.terms.values():
            places, _ = kept.rows.flat(members)
            numbers.append(kept.numbers[places].astype(np.int64))
            texts.append(kept.spread[places].astype(np.int64))
        terms, count = _together(np.concatenate(numbers), np.concatenate(texts))
        of_sentences = columns.vocabulary.of_sentences
        told = np.bincount(columns.writings[members], columns.told[members], len(of_sentences))
        whole = np.where(of_sentences, told.astype(np.int64), len(members))
        return Counts(terms, sign * count, sign * whole)


def day_of(time: float) -> int:
    """The day of a time."""
    return UNDATED if np.isnan(time) else int(np.floor(time))


def _keep(kept: OrderedDict[int, Counts], day: int, found: Counts) -> Counts:
    kept[day] = found
    if len(kept) > KEPT:
        kept.popitem(last=False)
    return found


def _padded(whole: Numbers, stocks: int) -> Numbers:
    return np.concatenate([whole, np.zeros(stocks - len(whole), np.int64)])


def _together(terms: Numbers, texts: Numbers) -> tuple[Numbers, Numbers]:
    """Each term once, in rising order, with its texts."""
    known, place = np.unique(terms, return_inverse=True)
    return known, np.bincount(place, texts, len(known)).astype(np.int64)


def _step(number: Numbers) -> NDArray[np.float64]:
    """The logarithm to base two, in steps."""
    rounded: NDArray[np.float64] = np.rint(np.log2(np.maximum(number, 1)) * STEPS) / STEPS
    return rounded
