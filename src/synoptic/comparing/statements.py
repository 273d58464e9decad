"""Statements: passages of different accounts that tell the same thing.

Clusters over all accounts at once, not chains of pairs: average linkage with the passages of one
account kept apart.  A sentence that tells two things may stand in two statements: it joins a
second one whose members it matches, and two sentences that match though the statements of both
leave the pair out found a statement of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synoptic.clustering import average_linkage
from synoptic.comparing.alignment import Matrix, Units
from synoptic.logistic import load

# Probabilities at or below this count as nothing when clusters are formed.
FLOOR = 0.02
# How much surer than the first telling a second one must be, and a pair that founds a statement.
SECOND, FOUND = 0.2, 0.25
# A statement that a pair founds and that shares more than this of its passages with another is that
# one told again, not another fact.
ECHO = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Passages that tell the same, as indices into the units, sorted.

    ``similarity`` is each one's mean probability to the others; 1 for a passage alone.  ``second``
    holds the members that tell another statement first.
    """

    members: tuple[int, ...]
    similarity: tuple[float, ...]
    second: frozenset[int] = frozenset()


def clusters(story: Units, chance: Matrix) -> tuple[Cluster, ...]:
    """Every passage in at least one cluster, clusters in order of their first member."""
    if not story.passages:
        return ()
    threshold = load(__package__, "statements").threshold
    return cluster_units(chance, story.account, threshold)


def cluster_units(chance: Matrix, account: NDArray[np.int64], threshold: float) -> tuple[Cluster, ...]:
    """The clusters of a probability matrix; see :func:`clusters`."""
    apart = account[:, None] == account[None, :]
    labels = average_linkage(chance, threshold, apart, FLOOR)
    groups = [np.flatnonzero(labels == label).tolist() for label in range(labels.max() + 1)]
    homes = {member: number for number, group in enumerate(groups) if len(group) > 1 for member in group}
    for group in groups:
        if len(group) > 1:
            _add_second_tellings(group, chance, account, threshold + SECOND)
    groups += _found_statements(groups, chance, account, threshold)
    for number, group in enumerate(groups):
        for member in group if len(group) > 1 else ():
            homes.setdefault(member, number)
    found = []
    for number, group in enumerate(groups):
        if len(group) > 1 or group[0] not in homes:
            second = frozenset(member for member in group if homes.get(member, number) != number)
            members = tuple(sorted(group))
            found.append(Cluster(members=members, similarity=_closeness(members, chance), second=second))
    return tuple(sorted(found, key=lambda cluster: cluster.members))


def _add_second_tellings(group: list[int], chance: Matrix, account: NDArray[np.int64], least: float) -> None:
    """Passages of accounts that are silent so far, though they tell this too beside their own matter."""
    mean = chance[:, group].mean(axis=1)
    for candidate in np.argsort(-mean, kind="stable"):
        if mean[candidate] < least:
            break
        if account[candidate] not in account[group]:
            group.append(int(candidate))


def _found_statements(
    groups: Sequence[Sequence[int]], chance: Matrix, account: NDArray[np.int64], threshold: float
) -> list[list[int]]:
    """Statements of pairs that no group holds, the surest first, each grown while others match all of it."""
    left = np.triu(chance)
    for group in groups:
        left[np.ix_(group, group)] = 0
    founded: list[list[int]] = []
    firsts, seconds = np.nonzero(left >= threshold + FOUND)
    order = np.lexsort((seconds, firsts, -left[firsts, seconds]))
    for pair in zip(firsts[order].tolist(), seconds[order].tolist(), strict=True):
        if left[pair]:
            group = list(pair)
            _add_second_tellings_one_by_one(group, chance, account, threshold + SECOND)
            group.sort()
            left[np.ix_(group, group)] = 0
            if not _echoes(group, [*groups, *founded]):
                founded.append(group)
    return founded


def _echoes(group: Sequence[int], others: Sequence[Sequence[int]]) -> bool:
    """Whether nearly all of a group stands together already."""
    return any(len(other) > 1 and len(set(group) & set(other)) > ECHO * len(group) for other in others)


def _add_second_tellings_one_by_one(
    group: list[int], chance: Matrix, account: NDArray[np.int64], least: float
) -> None:
    """Grows a group by the passage that matches it best, read anew after each."""
    total = chance[:, group].sum(axis=1)
    free = ~np.isin(account, account[group])
    while free.any():
        best = int(np.where(free, total, -1).argmax())
        if total[best] < least * len(group):
            break
        group.append(best)
        total += chance[:, best]
        free &= account != account[best]


def _closeness(group: Sequence[int], chance: Matrix) -> tuple[float, ...]:
    if len(group) == 1:
        return (1.0,)
    members = np.array(group)
    inner = chance[np.ix_(members, members)]
    return tuple(round(float(value), 4) for value in inner.sum(axis=1) / (len(group) - 1))
