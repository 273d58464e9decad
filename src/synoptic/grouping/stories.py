"""Stories: the articles that report one event, and storylines over them.

Average linkage over the affinity of articles: a story is as near as its members are on average, so
no chain of single links ties two events together.  Neither the order in which accounts are given nor
the way they are batched changes anything: they are put in order of id first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from synoptic.clustering import average_linkage
from synoptic.grouping import affinity
from synoptic.grouping.evidence import Matrix, gather
from synoptic.grouping.times import order_key
from synoptic.types import Account, Story, Storyline

# Affinities at or below this count as nothing, so that stories far apart are clustered apart.
FLOOR = 0.02
STORY = "story:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """Stories in order of their first account's time, and the storylines that tie some of them."""

    stories: tuple[Story, ...] = ()
    storylines: tuple[Storyline, ...] = ()


def group(accounts: Sequence[Account], *, window_days: float = 5.0) -> Grouping:
    """Every account in exactly one story; the order of ``accounts`` does not matter.

    Two accounts published more than ``window_days`` apart are not linked directly.
    """
    if not accounts:
        return Grouping()
    ordered = sorted(accounts, key=lambda account: account.id)
    labels = cluster(ordered, window_days)
    members: dict[int, list[Account]] = {}
    for account, label in zip(ordered, labels.tolist(), strict=True):
        members.setdefault(label, []).append(account)
    found = sorted((_story(accounts) for accounts in members.values()), key=lambda pair: pair[0])
    return Grouping(stories=tuple(story for _, story in found))


def cluster(accounts: Sequence[Account], window_days: float) -> NDArray[np.int64]:
    """A label for each account."""
    evidence = gather(accounts)
    pairs = affinity.candidates(evidence, window_days)
    learnt = affinity.model()
    chance = learnt.probability(affinity.features(evidence, pairs))
    return _linked(len(accounts), pairs, chance, learnt.threshold)


def _linked(size: int, pairs: affinity.Pairs, chance: Matrix, threshold: float) -> NDArray[np.int64]:
    """Labels by average linkage, each part of the graph by itself."""
    kept = chance > FLOOR
    graph = csr_matrix((chance[kept], (pairs.first[kept], pairs.second[kept])), shape=(size, size))
    _, component = connected_components(graph, directed=False)
    labels = np.zeros(size, np.int64)
    taken = 0
    for part in np.unique(component):
        inside = np.flatnonzero(component == part)
        matrix = graph[inside][:, inside].toarray()
        found = average_linkage(matrix + matrix.T, threshold, floor=FLOOR)
        labels[inside] = found + taken
        taken += int(found.max()) + 1
    return labels


def _story(members: list[Account]) -> tuple[tuple[bool, float, str], Story]:
    """A story with what it is ordered by."""
    articles = sorted((account.article for account in members), key=order_key)
    first = articles[0]
    return order_key(first), Story(id=STORY + first.id, accounts=tuple(a.id for a in articles))
