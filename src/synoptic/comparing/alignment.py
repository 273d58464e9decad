"""How likely two passages of different accounts tell the same.

Three views of a pair of sentences are put together by a small learnt model.  Pooled vectors say
whether the sentences are about the same; token states compared late say how much of one is found
in the other (:mod:`synoptic.comparing.late`); marks say whether they have figures, dates and names
in common (:mod:`synoptic.comparing.evidence`).  The first two are read against the alternatives
that each account offers, as a bare cosine means little (margins: Artetxe and Schwenk, 2019), and
against the neighbours of the pair, as accounts often run parallel.  Then accounts support each
other: a pair gains from third accounts that match both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synoptic.comparing import evidence
from synoptic.comparing.evidence import Evidence
from synoptic.comparing.late import compare_late, piece_weights, story_states
from synoptic.encoding.space import space
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
    "won_low",
    "won_high",
    "distance",
    "neighbours_low",
    "neighbours_high",
    *evidence.FEATURES,
)
# In a story of more accounts than this, an account is compared late only with so many others, as
# :func:`compared_accounts` says; pairs that are not compared have their support alone.
ACCOUNTS, HUBS, NEAREST = 40, 20, 10
# What the support of third accounts counts for, and over how many of the best it is averaged: a
# share of all, at least so many.  Fewer third accounts than that count for less.
SUPPORT = 0.4
SUPPORTERS, SHARE_ASKED = 3, 0.5
# Probabilities at or below this support nothing.
FLOOR = 0.02
# The margin of a pair of neighbours that does not exist.
NO_NEIGHBOUR = -0.3

Matrix = NDArray[np.floating]
Pairs = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Units:
    """The passages of a story that are aligned.

    ``account`` and ``place`` of shape (n,): the index of each passage's account, rising, and its
    relative place in it, 0..1.  ``evidence`` is what each one's marks say.
    """

    passages: tuple[Passage, ...]
    encodings: tuple[Encoding, ...]
    account: NDArray[np.int64]
    place: NDArray[np.float64]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Alignment:
    """What is known of every two passages of different accounts, both of shape (n, n), float32.

    ``chance`` is symmetric: the probability that they tell the same.  ``coverage[i, j]`` is how much
    of passage i is found in passage j (:mod:`synoptic.comparing.late`).  Zero within an account.
    """

    chance: Matrix
    coverage: Matrix


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
    return Units(
        tuple(passages),
        tuple(encodings),
        np.array(owner, np.int64),
        np.array(place),
        tuple(evidence.gather(passages, accounts)),
    )


def align(story: Units, model: Logistic | None = None) -> Alignment:
    """How likely any two passages tell the same, and how much of one is found in the other."""
    size = len(story.passages)
    if not size:
        return Alignment(np.zeros((0, 0), np.float32), np.zeros((0, 0), np.float32))
    rows, columns, values, coverage = features(story)
    chance = (model or load(__package__, "statements")).probability(values)
    return Alignment(supported(size, rows, columns, chance, story.account), coverage)


def features(story: Units) -> tuple[Pairs, Pairs, NDArray[np.float64], Matrix]:
    """Row and column of every compared pair of passages of two accounts, and its features (pairs, 24).

    Last the coverage of passages by each other, (n, n).
    """
    learnt = space(story.encodings[0].vector.shape[0])
    vectors = learnt.vectors(list(story.encodings))
    cosine = vectors @ vectors.T
    # Accounts without a passage have a number too; here they are counted without gaps.
    _, account = np.unique(story.account, return_inverse=True)
    accounts = compared_accounts(cosine, account)
    late = compare_late(
        story_states(story.encodings, learnt),
        piece_weights(story.passages, story.encodings),
        account,
        accounts,
    )
    rows, columns = np.nonzero(np.triu(accounts[np.ix_(account, account)]))
    coverage = late.coverage
    mean = (coverage + coverage.T) / 2
    late_low, late_high, late_rank = _alternatives(mean, story.account, rows, columns)
    values = [
        cosine[rows, columns],
        *_alternatives(cosine, story.account, rows, columns),
        mean[rows, columns],
        *_both(coverage, rows, columns),
        late_low,
        late_high,
        late_rank,
        *_alternatives(coverage, story.account, rows, columns)[:2],
        *_both(late.won, rows, columns),
        np.abs(story.place[rows] - story.place[columns]),
        *_neighbours(late_low, rows, columns, story.account),
    ]
    marks = evidence.pair_features(story.evidence, rows, columns)
    return rows, columns, np.concatenate([np.stack(values, axis=1), marks], axis=1), coverage


def compared_accounts(cosine: Matrix, account: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which accounts are compared late, (accounts, accounts), symmetric: all where these are few.

    In a story of more than :data:`ACCOUNTS` accounts, everyone with :data:`HUBS` accounts that lie
    far from each other, so that every language and every thread of the story has one near, and
    with its :data:`NEAREST` nearest.
    """
    indices, firsts = np.unique(account, return_index=True)
    apart: NDArray[np.bool_] = ~np.eye(len(indices), dtype=bool)
    if len(indices) <= ACCOUNTS:
        return apart
    best = np.maximum.reduceat(cosine, firsts, axis=1)
    sizes = np.diff(np.append(firsts, len(account)))
    likeness = np.add.reduceat(best, firsts, axis=0) / sizes[:, None]
    likeness = (likeness + likeness.T) / 2
    np.fill_diagonal(likeness, -1)
    hubs = [int(likeness.sum(axis=0).argmax())]
    while len(hubs) < HUBS:
        reach = likeness[hubs].max(axis=0)
        reach[hubs] = 2
        hubs.append(int(reach.argmin()))
    chosen = likeness >= np.partition(likeness, -NEAREST, axis=1)[:, [-NEAREST]]
    chosen[:, hubs] = True
    return (chosen | chosen.T) & apart


def _both(matrix: Matrix, rows: Pairs, columns: Pairs) -> tuple[Matrix, Matrix]:
    """The lower and the higher of the two directions of each pair."""
    forth, back = matrix[rows, columns], matrix[columns, rows]
    return np.minimum(forth, back), np.maximum(forth, back)


def _alternatives(
    matrix: Matrix, account: NDArray[np.int64], rows: Pairs, columns: Pairs
) -> tuple[Matrix, Matrix, Matrix]:
    """Margins of pairs against alternatives, the lower and the higher, and the product of both ranks."""
    margin, rank = against_alternatives(matrix, account)
    return *_both(margin, rows, columns), rank[rows, columns] * rank[columns, rows]


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
        above = np.zeros(block.shape, np.int64)
        for place in range(len(columns)):
            above += ordered[:, place : place + 1] > block
        rank[:, columns] = 1 / (1 + above)
    return margin, rank


def _neighbours(
    margin: Matrix, rows: Pairs, columns: Pairs, account: NDArray[np.int64]
) -> tuple[Matrix, Matrix]:
    """How well the sentences before both of a pair match, and those after: the lower and the higher."""
    size = len(account)
    keys = rows * size + columns

    def beside(step: int) -> Matrix:
        first, second = rows + step, columns + step
        inside = (first >= 0) & (second < size)
        inside &= account[np.clip(first, 0, size - 1)] == account[rows]
        inside &= account[np.clip(second, 0, size - 1)] == account[columns]
        wanted = first * size + second
        at = np.clip(np.searchsorted(keys, wanted), 0, max(0, len(keys) - 1))
        return np.where(inside & (keys[at] == wanted), margin[at], NO_NEIGHBOUR) if len(keys) else margin

    before, after = beside(-1), beside(1)
    return np.minimum(before, after), np.maximum(before, after)


def supported(size: int, rows: Pairs, columns: Pairs, chance: Matrix, account: NDArray[np.int64]) -> Matrix:
    """The probabilities of pairs as a matrix (size, size), with the support of third accounts mixed in.

    A third account supports a pair by the weaker of its matches with both; the more third accounts
    were compared with both, the more of them are asked.
    """
    matrix = np.zeros((size, size), np.float32)
    matrix[rows, columns] = matrix[columns, rows] = chance
    compared = np.zeros((size, size), bool)
    compared[rows, columns] = compared[columns, rows] = True
    _, account = np.unique(account, return_inverse=True)
    firsts = np.flatnonzero(np.diff(account, prepend=-1))
    accounts = compared[np.ix_(firsts, firsts)].astype(np.float32)
    third = (accounts @ accounts)[:, account]
    asked = np.maximum(SUPPORTERS, np.ceil(third * SHARE_ASKED)).astype(np.int64)
    weight = SUPPORT * np.minimum(1, third / SUPPORTERS)
    mixed: Matrix = np.zeros_like(matrix)
    for row in range(size):
        owner = account[row]
        support = _support(matrix, row, account, asked[owner])
        share = np.where(compared[row], weight[owner], 1)
        mixed[row] = (1 - share) * matrix[row] + share * support
    mixed = (mixed + mixed.T) / 2
    mixed[account[:, None] == account[None, :]] = 0
    return mixed


def _support(matrix: Matrix, row: int, account: NDArray[np.int64], asked: NDArray[np.int64]) -> Matrix:
    """For one passage and each other, (n,), the mean support of the ``asked`` best third accounts."""
    known = np.flatnonzero(matrix[row] > FLOOR)
    if not len(known):
        return np.zeros(len(matrix), np.float32)
    # Only what one of them matches can have support: a small part of a large story.
    reached = np.flatnonzero(matrix[known].max(axis=0))
    shared = np.minimum(matrix[row, known][:, None], matrix[np.ix_(known, reached)])
    owners = np.flatnonzero(np.diff(account[known], prepend=-1))
    best = np.sort(np.maximum.reduceat(shared, owners, axis=0), axis=0)[::-1]
    total = np.cumsum(best, axis=0)[np.minimum(asked[reached], len(best)) - 1, np.arange(len(reached))]
    support = np.zeros(len(matrix), np.float32)
    support[reached] = total / asked[reached]
    return support
