"""Statements: passages of different accounts that tell the same thing.

Clusters over all accounts at once, not chains of pairs: average linkage with the passages of one
account kept apart.  A sentence that tells two things may stand in two statements; then each
telling is the part of the sentence that the others tell too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synoptic.clustering import average_linkage
from synoptic.comparing.alignment import Matrix, Units, probabilities
from synoptic.logistic import load

# Probabilities at or below this count as nothing when clusters are formed.
FLOOR = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Passages that tell the same, as indices into the units, sorted.

    ``similarity`` is each one's mean probability to the others; 1 for a passage alone.
    """

    members: tuple[int, ...]
    similarity: tuple[float, ...]


def clusters(story: Units, matrix: Matrix | None = None) -> tuple[Cluster, ...]:
    """Every passage in at least one cluster, clusters in order of their first member."""
    if not story.passages:
        return ()
    chance = probabilities(story) if matrix is None else matrix
    threshold = load(__package__, "statements").threshold
    return cluster_units(chance, story.account, threshold)


def cluster_units(chance: Matrix, account: NDArray[np.int64], threshold: float) -> tuple[Cluster, ...]:
    """The clusters of a probability matrix; see :func:`clusters`."""
    apart = account[:, None] == account[None, :]
    labels = average_linkage(chance, threshold, apart, FLOOR)
    groups = [np.flatnonzero(labels == label).tolist() for label in range(labels.max() + 1)]
    shared = [group for group in groups if len(group) > 1]
    for group in shared:
        _add_second_tellings(group, chance, account, threshold)
    found = (
        Cluster(members=tuple(group), similarity=_closeness(group, chance)) for group in map(sorted, groups)
    )
    return tuple(sorted(found, key=lambda cluster: cluster.members))


def _add_second_tellings(
    group: list[int], chance: Matrix, account: NDArray[np.int64], threshold: float
) -> None:
    """Passages of accounts that are silent so far, though they tell this too beside their own matter."""
    mean = chance[:, group].mean(axis=1)
    for candidate in np.argsort(-mean, kind="stable"):
        if mean[candidate] < threshold:
            break
        if account[candidate] not in account[group]:
            group.append(int(candidate))


def _closeness(group: Sequence[int], chance: Matrix) -> tuple[float, ...]:
    if len(group) == 1:
        return (1.0,)
    members = np.array(group)
    inner = chance[np.ix_(members, members)]
    return tuple(round(float(value), 4) for value in inner.sum(axis=1) / (len(group) - 1))
