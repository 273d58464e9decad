"""Token states compared late: how much of one passage is found in another.

Each piece of a passage looks for its nearest piece in the other (Khattab and Zaharia, ColBERT,
2020).  A pooled vector says whether two sentences are about the same; the pieces say whether one
of them holds what the other says, beside whatever else it says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synoptic.encoding.space import Space
from synoptic.types import Encoding, Passage

# A piece without a letter or digit says next to nothing.
PUNCTUATION_WEIGHT = 0.1

States = list[NDArray[np.float32]]


@dataclass(frozen=True, slots=True, eq=False)
class Late:
    """Both of shape (n, n), float32, zero where two passages were not compared.

    ``coverage[i, j]`` is how much of passage i is found in passage j: the weighted mean, over the
    pieces of i, of the greatest cosine with a piece of j.  ``won[i, j]`` is the share of passage i
    that passage j matches better than every other passage of its account: a sentence that tells
    two things is won by two.
    """

    coverage: NDArray[np.float32]
    won: NDArray[np.float32]


def story_states(encodings: Sequence[Encoding], learnt: Space) -> States:
    """Unit token states of each passage, with the mean state of the story taken off."""
    total = sum(encoding.states.shape[0] for encoding in encodings)
    mean = sum((e.states * e.scales).sum(axis=0, dtype=np.float64) for e in encodings) / max(1, total)
    return [learnt.states(encoding, np.asarray(mean, np.float32)) for encoding in encodings]


def piece_weights(passages: Sequence[Passage], encodings: Sequence[Encoding]) -> list[NDArray[np.float32]]:
    """What each piece of each passage says, summing to 1 a passage: rare in the story says more."""
    pieces = [
        [passage.text[start:end].lower() for start, end in encoding.pieces]
        for passage, encoding in zip(passages, encodings, strict=True)
    ]
    spread = Counter(piece for passage in pieces for piece in set(passage))
    weights = []
    for passage in pieces:
        raw = [
            np.log1p(len(pieces) / spread[piece]) if any(map(str.isalnum, piece)) else PUNCTUATION_WEIGHT
            for piece in passage
        ]
        weights.append(np.array(raw, np.float32) / np.float32(sum(raw)))
    return weights


def compare_late(
    states: States,
    weights: Sequence[NDArray[np.float32]],
    account: NDArray[np.int64],
    compared: NDArray[np.bool_],
) -> Late:
    """Compares the passages that are true in ``compared``, (n, n), symmetric, false within an account.

    ``account`` of shape (n,) rises: the passages of one account stand together.
    """
    size = len(states)
    late = Late(np.zeros((size, size), np.float32), np.zeros((size, size), np.float32))
    if not size:
        return late
    flat = np.concatenate(states)
    begins = np.concatenate([[0], np.cumsum([len(rows) for rows in states])])
    for index in range(size):
        others = np.flatnonzero(compared[index])
        if len(others):
            best = best_matches(states[index], flat, begins, others)
            late.coverage[index, others] = weights[index] @ best
            groups = np.flatnonzero(np.diff(account[others], prepend=-1))
            sizes = np.diff(np.append(groups, len(others)))
            winner = np.repeat(np.maximum.reduceat(best, groups, axis=1), sizes, axis=1)
            late.won[index, others] = weights[index] @ (best == winner)
    return late


def best_matches(
    rows: NDArray[np.float32],
    flat: NDArray[np.float32],
    begins: NDArray[np.int64],
    others: NDArray[np.int64],
) -> NDArray[np.float32]:
    """For each piece (pieces, k), its greatest cosine with a piece of each other passage: (pieces, others).

    ``flat`` holds the states of all passages, those of passage i from ``begins[i]`` on.
    """
    lengths = begins[others + 1] - begins[others]
    starts = np.cumsum(lengths) - lengths
    if lengths.sum() == begins[others[-1] + 1] - begins[others[0]]:
        chosen = flat[begins[others[0]] : begins[others[-1] + 1]]
    else:
        chosen = flat[np.repeat(begins[others] - starts, lengths) + np.arange(lengths.sum())]
    best: NDArray[np.float32] = np.maximum.reduceat(rows @ chosen.T, starts, axis=1)
    return best
