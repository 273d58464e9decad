"""The graph of affinities, and the stories in each of its parts, kept up as affinities change.

Two articles are joined where they are as near as the threshold of the cut; a part is all that such pairs
join, and is clustered by itself (:mod:`synoptic.grouping.linkage`).  Only parts in which an affinity
changed are clustered anew, and only those in which a pair was joined or parted are drawn anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from synoptic.grouping import linkage
from synoptic.grouping.linkage import Cut, Written

Affinities = dict[int, float]
Stories = tuple[tuple[int, ...], ...]
# From so many articles on, the affinities of those that nothing touched are packed; a quarter of a
# million of dictionaries is about a gigabyte.
MOST_OPEN = 20_000


class Neighbours:
    """The affinities of each article.  Those of articles at rest are packed to a sixth of the memory."""

    def __init__(self) -> None:
        self._open: dict[int, Affinities] = {}
        self._packed: dict[int, NDArray[np.float64]] = {}

    def of(self, row: int) -> Affinities:
        """The articles that a row has an affinity with, and how much; to be changed through here alone."""
        if (found := self._open.get(row)) is None:
            others, chances = self._packed.pop(row, np.zeros((2, 0)))
            found = dict(zip(others.astype(int).tolist(), chances.tolist(), strict=True))
            self._open[row] = found
        return found

    def take_out(self, row: int) -> Affinities:
        """Forgets a row; what it had."""
        found = self.of(row)
        del self._open[row]
        for other in found:
            del self.of(other)[row]
        return found

    def rest(self, awake: set[int]) -> None:
        """Packs what is not awake, where much is open."""
        if len(self._open) <= MOST_OPEN + len(awake):
            return
        for row in self._open.keys() - awake:
            if near := self._open.pop(row):
                self._packed[row] = np.array([tuple(near), tuple(near.values())])


class Graph:
    """Articles by the numbers of their rows.

    ``name`` gives what the members of a part are sorted by, ``written`` the numbers of the writing and of
    the script of each of some rows, of shape (rows, 2).
    """

    def __init__(
        self, cut: Cut, name: Callable[[int], str], written: Callable[[Sequence[int]], Written]
    ) -> None:
        self._cut, self._name, self._written = cut, name, written
        self._near = Neighbours()
        # The part of a row is known by its least member; a row that is joined with none is not here.
        self._part: dict[int, int] = {}
        self._stories: dict[int, Stories] = {}
        self._rows: set[int] = set()

    def stories(self) -> Iterator[tuple[int, ...]]:
        """The rows of each story."""
        for found in self._stories.values():
            yield from found
        for row in self._rows - self._part.keys():
            yield (row,)

    def change(self, added: Iterable[int], dropped: Sequence[int], fresh: Mapping[int, Affinities]) -> None:
        """Takes rows in and out, and the affinities of some, ``fresh``, as they are now; clusters anew."""
        self._rows.update(added)
        redrawn = set(added)
        for row in dropped:
            redrawn |= self._drop(row)
        redrawn.difference_update(dropped)
        joined, changed = self._join(fresh)
        redrawn |= joined
        drawn = self._draw(redrawn)
        for lead in {self._part[row] for row in changed if row in self._part} - drawn:
            self._stories[lead] = self._cluster(self._members(lead))
        self._near.rest({*redrawn, *fresh})

    def _drop(self, row: int) -> set[int]:
        """Takes a row out; those of its part."""
        self._rows.discard(row)
        self._near.take_out(row)
        return set(self._dissolve(self._part[row])) if row in self._part else set()

    def _members(self, lead: int) -> list[int]:
        return [row for story in self._stories[lead] for row in story]

    def _dissolve(self, lead: int) -> list[int]:
        """Forgets a part; its members."""
        members = self._members(lead)
        del self._stories[lead]
        for row in members:
            del self._part[row]
        return members

    def _join(self, fresh: Mapping[int, Affinities]) -> tuple[set[int], set[int]]:
        """Writes affinities; the rows that were joined or parted, and those that are nearer or less near.

        An affinity across two parts moves neither.
        """
        joined: set[int] = set()
        changed: set[int] = set()
        threshold = self._cut.threshold
        for row, now in fresh.items():
            before = self._near.of(row)
            for other in {other for other, _ in now.items() ^ before.items()}:
                old, new = before.get(other, 0.0), now.get(other, 0.0)
                back = self._near.of(other)
                if new:
                    before[other] = back[row] = new
                else:
                    del before[other], back[row]
                if (old >= threshold) != (new >= threshold):
                    joined |= {row, other}
                elif self._part.get(row, -1) == self._part.get(other, -2):
                    changed.add(row)
        return joined, changed

    def _draw(self, rows: set[int]) -> set[int]:
        """Draws and clusters the parts of some rows anew; their least members."""
        loose = set(rows)
        for lead in {self._part[row] for row in rows if row in self._part}:
            loose.update(self._dissolve(lead))
        drawn = set()
        while loose:
            part = self._reach(next(iter(loose)))
            loose -= part
            if len(part) > 1:
                lead = min(part)
                drawn.add(lead)
                self._part.update(dict.fromkeys(part, lead))
                self._stories[lead] = self._cluster(part)
        return drawn

    def _reach(self, start: int) -> set[int]:
        """All that pairs as near as the threshold join with a row."""
        found, loose, threshold = {start}, [start], self._cut.threshold
        while loose:
            near = self._near.of(loose.pop())
            new = [row for row, chance in near.items() if chance >= threshold and row not in found]
            found.update(new)
            loose += new
        return found

    def _cluster(self, part: Iterable[int]) -> Stories:
        """The stories of one part."""
        rows = sorted(part, key=self._name)
        place = {row: number for number, row in enumerate(rows)}
        lengths, others, chances = [], list[int](), list[float]()
        for row in rows:
            near = self._near.of(row)
            inside = near.keys() & place.keys()
            lengths.append(len(inside))
            others += [place[other] for other in inside]
            chances += [near[other] for other in inside]
        labels = linkage.cluster_part(
            np.repeat(np.arange(len(rows)), lengths),
            np.array(others, np.int64),
            np.array(chances, np.float64),
            self._written(rows),
            self._cut,
        )
        return tuple(tuple(rows[member] for member in story) for story in labels)
