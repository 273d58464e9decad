"""Stories of very many accounts: some are compared in full, the others laid beside them.

Comparing costs grow with the square of the sentences.  From :data:`LARGEST` accounts on, so many that
lie far from each other are compared, so that every thread and language of the story has one of them;
of each other account every passage is put to the statement of its nearest passage among these, if
that is near enough.  Its figures and quotes are not compared, and nothing is said of its silence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from synoptic.comparing.alignment import units
from synoptic.comparing.told import Told
from synoptic.encoding.space import space
from synoptic.types import Account, Passage

LARGEST = 250
# From this cosine on two passages tell the same: of a hundred passages of the planted stories whose
# nearest passage in another account is so near, 97 stand in one statement with it.
NEAR = 0.6


def compared(accounts: Sequence[Account], largest: int = LARGEST) -> list[int]:
    """The indices of the accounts that are compared in full, rising: all, if they are not too many.

    Of more, those that lie farthest from the ones chosen before (Gonzalez, 1985), the first being
    the nearest to all.
    """
    if len(accounts) <= largest:
        return list(range(len(accounts)))
    means = [
        np.mean([encoding.vector for encoding in account.encodings], axis=0) if account.encodings else None
        for account in accounts
    ]
    length = next((len(mean) for mean in means if mean is not None), 1)
    vectors = np.stack([np.zeros(length, np.float32) if mean is None else mean for mean in means])
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    chosen = [int((vectors @ vectors.mean(axis=0)).argmax())]
    nearness: NDArray[np.floating] = vectors @ vectors[chosen[0]]
    while len(chosen) < largest:
        nearness[chosen[-1]] = np.inf
        chosen.append(int(nearness.argmin()))
        nearness = np.maximum(nearness, vectors @ vectors[chosen[-1]])
    return sorted(chosen)


def beside(told: Told, others: Sequence[Account]) -> Iterator[tuple[int, Passage, float]]:
    """The passages of accounts that were not compared: the cluster that each joins, and how near it is.

    An account joins a cluster once, with its nearest passage.
    """
    if not told.units.passages:
        return
    learnt = space(len(told.units.encodings[0].vector))
    known = learnt.vectors(list(told.units.encodings))
    home = {
        member: index
        for index, cluster in enumerate(told.clusters)
        for member in cluster.members
        if member not in cluster.second
    }
    for account in others:
        own = units([account])
        if not own.passages:
            continue
        near = learnt.vectors(list(own.encodings)) @ known.T
        best = near.argmax(axis=1)
        found: dict[int, tuple[float, int]] = {}
        for passage, unit in enumerate(best.tolist()):
            cosine = float(near[passage, unit])
            if cosine >= NEAR and unit in home:
                found[home[unit]] = max(found.get(home[unit], (0.0, 0)), (cosine, passage))
        for cluster, (cosine, passage) in sorted(found.items()):
            yield cluster, own.passages[passage], round(min(1.0, cosine), 4)
