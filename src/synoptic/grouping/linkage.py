"""Average linkage that does not tie two events together.

A part of the tree is one story if its two halves are near enough on average (that is what average
linkage cuts by), and if they are not two events of one kind: where each half has three members or
more, and the members of both are clearly nearer to their own than to the others, the halves are two
stories however alike they are.

Accounts of one story are less alike by nature where they are of two languages (their words are not
compared) and where they are of two scripts (their names are compared by sound).  Where more pairs between
the halves differ so than inside them, what that costs is given back: else a story told in two scripts
would be taken for two.  It never speaks against a story: how much a difference costs varies too much.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import linkage
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial.distance import squareform

Matrix = NDArray[np.float64]
# The numbers of the writing (language and script) and of the script of each member, of shape (n, 2).
Written = NDArray[np.integer]

# Affinities at or below this count as nothing.
FLOOR = 0.15
# A part of the graph with more members than this is cut at a higher floor, so that it can be held.
LARGEST = 4000
FLOOR_STEP = 0.05
# From so many members on, a half is a group of its own that can be told from another.
GROUP = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Where the tree is cut.

    ``threshold``: the least mean affinity of two halves of a story.  ``margin``: how much less than
    the affinity inside either half that may be.  ``writing``: how much less alike two accounts of one
    story are in two writings, and ``script`` how much less again in two scripts.
    """

    threshold: float
    margin: float
    writing: float = 0.0
    script: float = 0.0


@dataclass(frozen=True, slots=True)
class _Node:
    """A part of the tree: its members, the sum of affinities inside, its halves and their mean.

    ``unlike`` is how many pairs inside are of two writings and of two scripts, ``across`` how many of
    those between the halves.
    """

    members: tuple[int, ...]
    inside: float
    unlike: tuple[int, int]
    halves: tuple[int, int] | None = None
    between: float = 1.0
    across: tuple[int, int] = (0, 0)

    @property
    def pairs(self) -> int:
        """How many pairs are inside."""
        return len(self.members) * (len(self.members) - 1) // 2

    @property
    def cohesion(self) -> float:
        """The mean affinity inside."""
        return self.inside / self.pairs


def cluster(
    written: Written, first: NDArray[np.int64], second: NDArray[np.int64], affinity: Matrix, cut: Cut
) -> NDArray[np.int64]:
    """Labels of shape (n,) from the affinities of pairs ``first``, ``second``, each of shape (p,).

    No halves are joined without a pair as near as the threshold, so that parts of the graph that
    such pairs do not join are clustered apart, with the same result.
    """
    return labels(forest(written, first, second, affinity, cut.threshold), cut)


Tree = tuple[NDArray[np.int64], list["_Node"]]


def forest(
    written: Written, first: NDArray[np.int64], second: NDArray[np.int64], affinity: Matrix, threshold: float
) -> list[Tree]:
    """Each part that pairs as near as the threshold join: its members, and its tree, whatever the margin."""
    kept = affinity > FLOOR
    ones, others, size = first[kept], second[kept], len(written)
    graph = csr_matrix((affinity[kept], (ones, others)), shape=(size, size))
    graph = graph + graph.T
    alone = np.zeros((1, 1))
    return [
        (part, _tree(graph[part][:, part].toarray() if len(part) > 1 else alone, written[part]))
        for part in _parts(graph, threshold)
    ]


def labels(trees: Sequence[Tree], cut: Cut) -> NDArray[np.int64]:
    """A number for the story of each member, once the trees are cut."""
    found = np.zeros(sum(len(members) for members, _ in trees), np.int64)
    taken = 0
    for members, nodes in trees:
        for story in _stories(nodes, cut):
            found[members[list(story)]] = taken
            taken += 1
    return found


def cluster_part(
    first: NDArray[np.int64], second: NDArray[np.int64], affinity: Matrix, written: Written, cut: Cut
) -> list[tuple[int, ...]]:
    """The members of each story of one part, as :func:`cluster` finds them.

    All members are joined by pairs as near as the threshold; each pair stands both ways round, of
    shape (p,).
    """
    size = len(written)
    if size > LARGEST:
        once = first < second
        found = cluster(written, first[once], second[once], affinity[once], cut)
        return [tuple(np.flatnonzero(found == label).tolist()) for label in range(found.max() + 1)]
    held = np.zeros((size, size))
    held[first, second] = affinity
    return _stories(_tree(held, written), cut)


def _parts(graph: csr_matrix, floor: float) -> list[NDArray[np.int64]]:
    """The members of each part that pairs above the floor join; a part too large is cut at a higher one."""
    found: list[NDArray[np.int64]] = []
    open_parts = [np.arange(graph.shape[0])] if graph.shape[0] else []
    while open_parts:
        too_large: list[NDArray[np.int64]] = []
        for members in open_parts:
            inner = graph[members][:, members] if len(members) < graph.shape[0] else graph
            _, component = connected_components(inner >= floor, directed=False)
            order = np.argsort(component, kind="stable")
            for places in np.split(order, np.flatnonzero(np.diff(component[order])) + 1):
                (too_large if len(places) > LARGEST and floor < 1 else found).append(members[places])
        open_parts, floor = too_large, floor + FLOOR_STEP
    return found


def _stories(nodes: list[_Node], cut: Cut) -> list[tuple[int, ...]]:
    found, open_nodes = [], [len(nodes) - 1]
    while open_nodes:
        node = nodes[open_nodes.pop()]
        if node.halves is None or _is_one(node, nodes, cut):
            found.append(node.members)
        else:
            open_nodes += node.halves
    return found


def _is_one(node: _Node, nodes: list[_Node], cut: Cut) -> bool:
    if node.between < cut.threshold:
        return False
    halves = [nodes[half] for half in node.halves or ()]
    if min(len(half.members) for half in halves) < GROUP:
        return True
    across = _cost(node.across, len(halves[0].members) * len(halves[1].members), cut)
    given_back = [max(0.0, across - _cost(half.unlike, half.pairs, cut)) for half in halves]
    return any(
        node.between + more >= half.cohesion - cut.margin
        for half, more in zip(halves, given_back, strict=True)
    )


def _cost(unlike: tuple[int, int], pairs: int, cut: Cut) -> float:
    """What the pairs of two writings, and of two scripts, cost the mean of so many pairs."""
    return (unlike[0] * cut.writing + unlike[1] * cut.script) / pairs


def _tree(affinity: Matrix, written: Written) -> list[_Node]:
    """The nodes of average linkage, the members first, each node after its halves."""
    nodes = [_Node((member,), 0.0, (0, 0)) for member in range(len(affinity))]
    if len(nodes) == 1:
        return nodes
    kinds = [_Kinds(column, 2 * len(nodes)) for column in written.T]
    distance = 1 - affinity
    np.fill_diagonal(distance, 0)
    for left, right, height, _ in linkage(squareform(distance, checks=False), "average"):
        one, other = nodes[int(left)], nodes[int(right)]
        between = 1 - float(height)
        inside = one.inside + other.inside + between * len(one.members) * len(other.members)
        writings, scripts = (kind.join(int(left), int(right), len(nodes)) for kind in kinds)
        unlike = one.unlike[0] + other.unlike[0] + writings, one.unlike[1] + other.unlike[1] + scripts
        halves = int(left), int(right)
        nodes.append(_Node(one.members + other.members, inside, unlike, halves, between, (writings, scripts)))
    return nodes


class _Kinds:
    """How many members of each kind a node has; ``kind`` of shape (members,) says which each is of."""

    def __init__(self, kind: NDArray[np.integer], nodes: int) -> None:
        known, place = np.unique(kind, return_inverse=True)
        self._count = np.zeros((nodes, len(known)), np.int64)
        self._count[np.arange(len(kind)), place] = 1

    def join(self, left: int, right: int, node: int) -> int:
        """Counts the members of a node, once its halves are counted; how many pairs between are unlike."""
        one, other = self._count[left], self._count[right]
        self._count[node] = one + other
        return int(one.sum() * other.sum() - one @ other)
