"""The pairs of articles that are worth comparing: of days near to one another, and alike.

All pairs of the days around are looked at as long as these have no more than ``CROWD`` articles; beyond, a
day is crowded, and of the pairs that it has a part in only those with like sketches are looked at
(:mod:`synoptic.grouping.sketches`).  Which days are crowded hangs on the articles there are, not on the
order in which they came: when a day gets crowded, or is no longer, its articles are compared anew.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from synoptic.grouping import affinity
from synoptic.grouping.affinity import Pairs
from synoptic.grouping.arrays import Numbers
from synoptic.grouping.columns import Columns
from synoptic.grouping.rarity import UNDATED, Rarity, day_of
from synoptic.grouping.sketches import Sketched, sketches

# A product with so many takes some six thousandths of a second for one article.
CROWD = 20_000
# So many pairs are looked at together.
PORTION = 100_000


class Candidates:
    """Finds pairs among the articles of ``rarity``, by day, within a window of days."""

    def __init__(self, columns: Columns, rarity: Rarity, window_days: float) -> None:
        self._columns, self._rarity, self._window = columns, rarity, window_days
        self._crowded: set[int] = set()
        self._sketched: dict[int, Sketched] = {}

    def update(self, changed: Sequence[int]) -> Numbers:
        """Looks which days are crowded after rows came or went; the articles to be compared anew for that."""
        days = {day_of(float(self._columns.times[row])) for row in changed}
        reach = math.ceil(self._window)
        near = {one for day in days - {UNDATED} for one in range(day - reach, day + reach + 1)}
        turned = [day for day in (*near, UNDATED) if self._is_crowded(day) != (day in self._crowded)]
        self._crowded.symmetric_difference_update(turned)
        return self._rows(turned)

    def forget(self, rows: Iterable[int]) -> None:
        """Makes the sketches of the days anew that rows went from."""
        for row in rows:
            self._sketched.pop(day_of(float(self._columns.times[row])), None)

    def pairs(self, moved: Numbers) -> Iterator[Pairs]:
        """Each pair of which one moved once, in portions; pairs of one first stand together."""
        again = np.zeros(len(self._columns), np.bool_)
        again[moved] = True
        by_day: dict[int, list[int]] = {}
        for row in moved.tolist():
            by_day.setdefault(day_of(float(self._columns.times[row])), []).append(row)
        for day, rows in by_day.items():
            for pairs in self._of_day(day, np.array(rows, np.int64)):
                once = (pairs.first < pairs.second) | ~again[pairs.second]
                kept = pairs.only(once & (pairs.first != pairs.second))
                for start in range(0, len(kept), PORTION):
                    part = slice(start, start + PORTION)
                    yield Pairs(kept.first[part], kept.second[part])

    def _of_day(self, day: int, rows: Numbers) -> Iterator[Pairs]:
        """All pairs of some rows of a day with the articles of the days around."""
        around = self._around(day)
        crowded = [one for one in around if one in self._crowded or day in self._crowded]
        plain = [one for one in around if one not in self._crowded and day not in self._crowded]
        if plain:
            yield from affinity.near(self._columns, rows, self._rows(plain), self._window)
        if crowded:
            yield from self._sketched_pairs(rows, crowded)

    def _sketched_pairs(self, rows: Numbers, days: Sequence[int]) -> Iterator[Pairs]:
        held = [self._sketches_of(day) for day in days]
        for row, sketch in zip(rows.tolist(), sketches(self._columns.documents.values[rows]), strict=True):
            like = np.sort(np.concatenate([one.like(sketch) for one in held]))
            yield from affinity.near(self._columns, np.array([row], np.int64), like, self._window)

    def _sketches_of(self, day: int) -> Sketched:
        kept, rows = self._sketched.setdefault(day, Sketched()), self._rarity.rows(day)
        if fresh := rows[len(kept) :]:
            kept.extend(fresh, self._columns.documents.values[fresh])
        return kept

    def _is_crowded(self, day: int) -> bool:
        if not self._rarity.rows(day):
            return False
        return sum(len(self._rarity.rows(one)) for one in self._around(day)) > CROWD

    def _around(self, day: int) -> list[int]:
        """The days that those of a day can be one story with, and those without."""
        if day == UNDATED:
            return [UNDATED, *self._rarity.days()]
        reach = math.ceil(self._window)
        return [UNDATED, *range(day - reach, day + reach + 1)]

    def _rows(self, days: Sequence[int]) -> Numbers:
        found = [np.array(self._rarity.rows(one), np.int64) for one in days]
        return np.sort(np.concatenate([np.zeros(0, np.int64), *found]))
