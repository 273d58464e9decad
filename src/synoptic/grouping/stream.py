"""Articles grouped as they come, with the same stories as if all had come at once.

What a stream holds hangs on the set of articles in it alone, never on their order or batches.  One article
more moves the weights of some terms in the days around it (:mod:`synoptic.grouping.rarity`); the
articles that it moves are compared anew with those of their days, and the parts of the graph that this
touches are clustered anew.  Nothing else is looked at, so that an article costs as much as there is news
on its days, however long the stream.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from synoptic.errors import UsageError
from synoptic.grouping import affinity, linkage
from synoptic.grouping.affinity import Pairs
from synoptic.grouping.arrays import Numbers
from synoptic.grouping.brief import Brief, brief
from synoptic.grouping.candidates import Candidates
from synoptic.grouping.columns import Columns
from synoptic.grouping.duplicates import Texts, together
from synoptic.grouping.graph import Affinities, Graph
from synoptic.grouping.rarity import Rarity
from synoptic.grouping.times import Order
from synoptic.types import Account

# A pair of which one has a time and the other none is less sure: what keeps stories apart in time is missing.
HALF_DATED = 0.85
# Articles of one page (an aggregator's, with others below) are chosen to differ: nobody links the same news
# twice.  What they share is the page's choice of subject.
ONE_PAGE = 0.7
WINDOW_DAYS = 5.0


@dataclass(slots=True)
class _Texts:
    """The articles of one text in order of time, and the row of each group's first."""

    orders: list[Order] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)

    def join(self, other: _Texts) -> None:
        """Takes in the articles of a text that is nearly the same."""
        self.orders = sorted(self.orders + other.orders)
        self.rows |= other.rows


class Stream:
    """Stories of articles that come one by one or in batches, in any order.

    Two articles published more than ``window_days`` apart are not linked directly.
    """

    def __init__(self, *, window_days: float = WINDOW_DAYS) -> None:
        self.window_days = window_days
        self.columns = Columns()
        self.rarity = Rarity(self.columns)
        self._candidates = Candidates(self.columns, self.rarity, window_days)
        self._learnt = affinity.model()
        self._groups = Texts()
        self._texts: dict[bytes | str, _Texts] = {}
        self._known: set[str] = set()
        self._accounts: dict[int, list[Order]] = {}
        self._graph = Graph(self._learnt.cut, lambda row: self._accounts[row][0][-1], self.columns.written)

    def __len__(self) -> int:
        return len(self._known)

    def add(self, accounts: Iterable[Account]) -> None:
        """Takes in accounts.

        Raises:
            UsageError: an article of that id is there already; nothing is taken in then.
        """
        self.add_briefs([brief(account) for account in accounts])

    def add_briefs(self, briefs: Sequence[Brief]) -> None:
        """Takes in what is kept of accounts, as :meth:`add` does."""
        ids = [one.id for one in briefs]
        again = sorted({name for name in ids if name in self._known} | _twice(ids))
        if again:
            raise UsageError(f"added twice: {', '.join(again)}")
        self._known.update(ids)
        added, dropped = self._take(briefs)
        moved = self.rarity.update(added, dropped)
        self._candidates.forget(dropped)
        moved = np.union1d(moved, self._candidates.update([*added, *dropped]))
        self._graph.change(added, dropped, self._link(moved))
        for row in dropped:
            del self._accounts[row]

    def rows(self) -> dict[str, int]:
        """For each article the row that stands for it: one for all articles of one text."""
        return {name: row for row, orders in self._accounts.items() for *_, name in orders}

    def stories(self) -> Iterator[tuple[list[Order], list[int]]]:
        """Each story: its articles in order of time, and the rows of those with texts of their own."""
        for rows in self._graph.stories():
            orders = sorted(order for row in rows for order in self._accounts[row])
            yield orders, sorted(rows, key=lambda row: self._accounts[row][0])

    def _take(self, briefs: Sequence[Brief]) -> tuple[list[int], list[int]]:
        """Puts articles to those of their text; the rows that came, and those that went."""
        fresh = {one.order: one for one in briefs}
        touched: dict[bytes | str, _Texts] = {}
        for one in briefs:
            key, ended = (one.id, []) if one.text is None else self._groups.group(one.text)
            texts = touched[key] = self._texts.setdefault(key, _Texts())
            insort(texts.orders, one.order)
            for gone in ended:
                touched.pop(gone, None)
                texts.join(self._texts.pop(gone))
        added, dropped = [], []
        for texts in touched.values():
            groups = together(texts.orders, self.window_days)
            heads = {group[0][-1]: group for group in groups}
            for name in [name for name in texts.rows if name not in heads]:
                dropped.append(texts.rows.pop(name))
            for name, group in heads.items():
                if name not in texts.rows:
                    texts.rows[name] = self.columns.append(fresh[group[0]])
                    added.append(texts.rows[name])
                self._accounts[texts.rows[name]] = group
        return added, dropped

    def _link(self, moved: Numbers) -> dict[int, Affinities]:
        """Compares articles anew with those of their days: all affinities of each, as they are now."""
        fresh: dict[int, Affinities] = {row: {} for row in moved.tolist()}
        for pairs in self._candidates.pairs(moved):
            chances = self.affinities(pairs)
            high = chances > linkage.FLOOR
            kept = pairs.only(high)
            ends = zip(kept.first.tolist(), kept.second.tolist(), chances[high].tolist(), strict=True)
            for one, other, chance in ends:
                fresh[one][other] = chance
                if other in fresh:
                    fresh[other][one] = chance
        return fresh

    def affinities(self, pairs: Pairs) -> linkage.Matrix:
        """How likely each pair is one story, of shape (p,)."""
        chance = self._learnt.affinity.probability(affinity.features(self.columns, pairs))
        times, pages = self.columns.times, self.columns.pages
        chance[np.isnan(times[pairs.first]) != np.isnan(times[pairs.second])] *= HALF_DATED
        chance[pages[pairs.first] == pages[pairs.second]] *= ONE_PAGE
        return np.round(chance, affinity.DIGITS)


def _twice(ids: Sequence[str]) -> set[str]:
    seen: set[str] = set()
    return {name for name in ids if name in seen or seen.add(name)}  # type: ignore[func-returns-value]
