"""What all comparisons of one story share: its accounts, their aligned units and statements."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from synoptic.comparing.alignment import Matrix, Units, probabilities, units
from synoptic.comparing.statements import Cluster, clusters
from synoptic.types import Account


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """A story's accounts laid side by side.

    ``chance`` of shape (units, units) is how likely two units tell the same; ``clusters`` are the
    statements as indices of units.  ``starts`` and ``numbers`` hold, for each account, where its
    units begin and which they are.
    """

    accounts: tuple[Account, ...]
    units: Units
    chance: Matrix
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
    chance = probabilities(aligned)
    owned = [[i for i, a in enumerate(aligned.account) if a == index] for index in range(len(accounts))]
    return Told(
        accounts=tuple(accounts),
        units=aligned,
        chance=chance,
        clusters=clusters(aligned, chance),
        starts=tuple(tuple(aligned.passages[i].start for i in units) for units in owned),
        numbers=tuple(map(tuple, owned)),
    )
