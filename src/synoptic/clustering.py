"""Average linkage with members that must stay apart: what grouping and comparing both cluster with."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial.distance import squareform

# A pair that must stay apart is this far apart: far enough that no average over a cluster of
# thousands comes near to a threshold.
APART = 1e6


def average_linkage(
    similarity: NDArray[np.floating],
    threshold: float,
    apart: NDArray[np.bool_] | None = None,
    floor: float = 0.0,
) -> NDArray[np.int64]:
    """Labels of shape (n,) by average linkage, cut where the mean similarity falls below ``threshold``.

    ``similarity`` is symmetric, (n, n), in 0..1.  Pairs that are true in ``apart`` never end in
    one cluster.  Pairs at or below ``floor`` count as 0, so that parts of the graph without an edge
    between them are clustered by themselves.  Labels are numbered by first member: the same
    input order gives the same labels, and the partition does not depend on the order.
    """
    size = len(similarity)
    labels = np.zeros(size, np.int64)
    _, component = connected_components(csr_matrix(similarity > floor), directed=False)
    taken = 0
    for part in range(component.max() + 1 if size else 0):
        members = np.flatnonzero(component == part)
        inner = np.ix_(members, members)
        found = _cluster(similarity[inner], threshold, None if apart is None else apart[inner], floor)
        labels[members] = found + taken
        taken += found.max() + 1
    _, first, inverse = np.unique(labels, return_index=True, return_inverse=True)
    order = np.argsort(np.argsort(first))
    return np.asarray(order[inverse], np.int64)


def _cluster(
    similarity: NDArray[np.floating],
    threshold: float,
    apart: NDArray[np.bool_] | None,
    floor: float,
) -> NDArray[np.int64]:
    if len(similarity) == 1:
        return np.zeros(1, np.int64)
    distance = 1 - np.where(similarity > floor, similarity, 0.0)
    if apart is not None:
        distance[apart] = APART
    np.fill_diagonal(distance, 0)
    tree = linkage(squareform(distance, checks=False), "average")
    labels: NDArray[np.int64] = fcluster(tree, 1 - threshold, "distance").astype(np.int64) - 1
    return labels
