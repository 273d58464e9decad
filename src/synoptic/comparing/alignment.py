"""How likely two passages of different accounts tell the same.

Two views of a pair of sentences are put together by a small learnt model.  Pooled vectors say
whether the sentences are about the same; token states compared late (each piece of one with its
nearest in the other; Khattab and Zaharia, ColBERT, 2020) say how much of one is found in the
other.  Both are read against the alternatives that each account offers, as a bare cosine means
little (margins: Artetxe and Schwenk, 2019).  Then accounts support each other: a pair gains from
third passages that match both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synoptic.encoding.space import Space, space
from synoptic.logistic import Logistic, load
from synoptic.types import Account, Encoding, Passage

FEATURES = (
    "cosine",
    "cosine_margin_low",
    "cosine_margin_high",
    "cosine_rank",
    "late",
    "late_low",
    "late_high",
    "late_margin_low",
    "late_margin_high",
    "late_rank",
    "coverage_margin_low",
    "coverage_margin_high",
    "distance",
)
# What a third passage's support counts for, and over how many of the best it is averaged; the
# best of those tried on planted stories (reference: .35 to .5 are alike).
SUPPORT = 0.4
SUPPORTERS = 3
# A piece without a letter or digit says next to nothing.
PUNCTUATION_WEIGHT = 0.1

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Units:
    """The passages of a story that are aligned.

    ``account`` and ``place`` of shape (n,): the index of each passage's account and its relative
    place in it, 0..1.
    """

    passages: tuple[Passage, ...]
    encodings: tuple[Encoding, ...]
    account: NDArray[np.int64]
    place: Matrix


def units(accounts: Sequence[Account]) -> Units:
    """Every sentence of the running text that says something; titles only echo it.

    An account of a title alone is aligned by its title.
    """
    passages: list[Passage] = []
    encodings: list[Encoding] = []
    owner: list[int] = []
    place: list[float] = []
    for index, account in enumerate(accounts):
        told = [
            (passage, encoding)
            for passage, encoding in zip(account.marks.sentences, account.encodings, strict=True)
            if len(encoding.pieces) and any(char.isalnum() for char in passage.text)
        ]
        body = [pair for pair in told if pair[0].start >= account.article.body] or told
        for position, (passage, encoding) in enumerate(body):
            passages.append(passage)
            encodings.append(encoding)
            owner.append(index)
            place.append(position / max(1, len(body) - 1))
    return Units(tuple(passages), tuple(encodings), np.array(owner, np.int64), np.array(place))


def probabilities(story: Units, model: Logistic | None = None) -> Matrix:
    """Symmetric matrix (n, n) of the probability that two passages tell the same.

    Zero between passages of one account.
    """
    if not story.passages:
        return np.zeros((0, 0))
    rows, columns, values = features(story)
    chance = (model or load(__package__, "statements")).probability(values)
    matrix = np.zeros((len(story.passages),) * 2)
    matrix[rows, columns] = matrix[columns, rows] = chance
    return supported(matrix, story.account)


def features(story: Units) -> tuple[NDArray[np.int64], NDArray[np.int64], Matrix]:
    """Row and column of every pair of passages of two accounts, and its features (pairs, 13)."""
    learnt = space(story.encodings[0].vector.shape[0])
    vectors = learnt.vectors(list(story.encodings))
    cosine = (vectors @ vectors.T).astype(np.float64)
    coverage = late_coverage(story, learnt)
    late = (coverage + coverage.T) / 2
    cosine_margin, cosine_rank = against_alternatives(cosine, story.account)
    late_margin, late_rank = against_alternatives(late, story.account)
    coverage_margin, _ = against_alternatives(coverage, story.account)
    rows, columns = np.nonzero(story.account[:, None] < story.account[None, :])

    def both(matrix: Matrix) -> tuple[Matrix, Matrix]:
        forth, back = matrix[rows, columns], matrix[columns, rows]
        return np.minimum(forth, back), np.maximum(forth, back)

    values = [
        cosine[rows, columns],
        *both(cosine_margin),
        cosine_rank[rows, columns] * cosine_rank[columns, rows],
        late[rows, columns],
        *both(coverage),
        *both(late_margin),
        late_rank[rows, columns] * late_rank[columns, rows],
        *both(coverage_margin),
        np.abs(story.place[rows] - story.place[columns]),
    ]
    return rows, columns, np.stack(values, axis=1)


def late_coverage(story: Units, learnt: Space) -> Matrix:
    """How much of passage i is found in passage j, (n, n), zero within one account.

    The weighted mean, over the pieces of i, of the greatest cosine with a piece of j.
    """
    mean = np.concatenate([e.states * e.scales for e in story.encodings]).mean(0)
    states = [learnt.states(encoding, mean) for encoding in story.encodings]
    weights = piece_weights(story)
    size = len(states)
    coverage = np.zeros((size, size))
    accounts = [np.flatnonzero(story.account == a) for a in np.unique(story.account)]
    stacked = [np.concatenate([states[i] for i in members]) for members in accounts]
    starts = [np.cumsum([0, *(len(states[i]) for i in members[:-1])]) for members in accounts]
    flat = [np.concatenate([weights[i] for i in members]) for members in accounts]
    for a, members in enumerate(accounts):
        for b in range(a + 1, len(accounts)):
            similarity = stacked[a] @ stacked[b].T
            best_in_b = np.maximum.reduceat(similarity, starts[b], axis=1) * flat[a][:, None]
            best_in_a = np.maximum.reduceat(similarity, starts[a], axis=0) * flat[b][None, :]
            coverage[np.ix_(members, accounts[b])] = np.add.reduceat(best_in_b, starts[a], axis=0)
            coverage[np.ix_(accounts[b], members)] = np.add.reduceat(best_in_a, starts[b], axis=1).T
    return coverage


def piece_weights(story: Units) -> list[NDArray[np.float32]]:
    """What each piece of each passage says, summing to 1 a passage: rare in the story says more."""
    pieces = [
        [passage.text[start:end].lower() for start, end in encoding.pieces]
        for passage, encoding in zip(story.passages, story.encodings, strict=True)
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


def against_alternatives(matrix: Matrix, account: NDArray[np.int64]) -> tuple[Matrix, Matrix]:
    """Each value less the best alternative in the same account, and one over its rank there.

    Row i is read against every account: what passage i could match in it.
    """
    margin, rank = np.zeros_like(matrix), np.zeros_like(matrix)
    for index in np.unique(account):
        columns = np.flatnonzero(account == index)
        block = matrix[:, columns]
        ordered = np.sort(block, axis=1)
        best = ordered[:, -1:]
        second = ordered[:, -2:-1] if len(columns) > 1 else np.zeros_like(best)
        margin[:, columns] = block - np.where(block == best, second, best)
        above = len(columns) - np.apply_along_axis(_not_above, 1, block)
        rank[:, columns] = 1 / (1 + above)
    return margin, rank


def _not_above(row: Matrix) -> NDArray[np.int64]:
    """For each value of a row, how many values are not greater."""
    return np.searchsorted(np.sort(row), row, side="right")


def supported(matrix: Matrix, account: NDArray[np.int64]) -> Matrix:
    """The matrix with the support of third passages mixed in."""
    support = np.zeros_like(matrix)
    for row in range(len(matrix)):
        shared = np.minimum(matrix[row][None, :], matrix)
        best = np.partition(shared, -SUPPORTERS, axis=1)[:, -SUPPORTERS:] if len(matrix) > 3 else shared
        support[row] = best.mean(axis=1)
    mixed: Matrix = (1 - SUPPORT) * matrix + SUPPORT * support
    mixed = (mixed + mixed.T) / 2
    mixed[account[:, None] == account[None, :]] = 0
    return mixed
