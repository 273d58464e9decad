"""What all comparisons of one story share: its accounts, their aligned units and statements."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from synoptic.comparing.alignment import Matrix, Units, align, units
from synoptic.comparing.statements import Cluster, clusters
from synoptic.types import Account


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """A story's accounts laid side by side.

    ``chance`` and ``coverage`` of shape (units, units) are how likely two units tell the same, and how
    much of one is found in the other; ``clusters`` are the statements as indices of units.
    ``starts`` and ``numbers`` hold, for each account, where its units begin and which they are.
    """

    accounts: tuple[Account, ...]
    units: Units
    chance: Matrix
    coverage: Matrix
    clusters: tuple[Cluster, ...]
    starts: tuple[tuple[int, ...], ...]
    numbers: tuple[tuple[int, ...], ...]

    def unit_at(self, account: int, position: int) -> int:
        """The unit of an account that holds a position of its text, or -1."""
        index = bisect_right(self.starts[account], position) - 1
        if index < 0:
            return -1
        unit = self.numbers[account][index]
        return unit if position < self.units.passages[unit].end else -1


def tell(accounts: Sequence[Account]) -> Told:
    """Aligns the accounts of a story."""
    aligned = units(accounts)
    alignment = align(aligned)
    owned = [[i for i, a in enumerate(aligned.account) if a == index] for index in range(len(accounts))]
    return Told(
        accounts=tuple(accounts),
        units=aligned,
        chance=alignment.chance,
        coverage=alignment.coverage,
        clusters=clusters(aligned, alignment.chance),
        starts=tuple(tuple(aligned.passages[i].start for i in units) for units in owned),
        numbers=tuple(map(tuple, owned)),
    )
