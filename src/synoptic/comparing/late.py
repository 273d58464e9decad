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

from synoptic.encoding.space import Space, unit
from synoptic.types import Encoding, Passage

# A piece without a letter or digit says next to nothing.
PUNCTUATION_WEIGHT = 0.1
# Passages whose states are mapped at once; no result depends on it.
PORTION = 256
# Accounts that one account is compared with at once, to bound memory.
ACCOUNTS_AT_ONCE = 16

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
    total = sum(len(encoding.states) for encoding in encodings)
    mean = sum((e.states * e.scales).sum(axis=0, dtype=np.float64) for e in encodings) / max(1, total)
    return mapped_states(encodings, learnt, np.asarray(mean, np.float32))


def mapped_states(encodings: Sequence[Encoding], learnt: Space, centre: NDArray[np.float32]) -> States:
    """Unit token states of each passage in the learnt space, with ``centre`` taken off."""
    states: States = []
    for start in range(0, len(encodings), PORTION):
        some = encodings[start : start + PORTION]
        rows = np.concatenate([encoding.states * encoding.scales for encoding in some])
        ends = np.cumsum([len(encoding.states) for encoding in some])
        states += np.split(unit((rows - centre) @ learnt.map), ends[:-1])
    return states


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
    """Compares the passages of the accounts that are true in ``compared``, (accounts, accounts), symmetric.

    ``account`` of shape (n,) counts up from 0: the passages of one account stand together.
    """
    size = len(states)
    late = Late(np.zeros((size, size), np.float32), np.zeros((size, size), np.float32))
    firsts = np.searchsorted(account, np.arange(len(compared) + 1))
    for index in range(len(compared)):
        members = np.arange(firsts[index], firsts[index + 1])
        behind = index + 1 + np.flatnonzero(compared[index, index + 1 :])
        for start in range(0, len(behind), ACCOUNTS_AT_ONCE):
            some = behind[start : start + ACCOUNTS_AT_ONCE]
            others = np.concatenate([np.arange(firsts[other], firsts[other + 1]) for other in some])
            if len(members) and len(others):
                _compare_block(states, weights, account, late, (members, others))
    return late


def _compare_block(
    states: States,
    weights: Sequence[NDArray[np.float32]],
    account: NDArray[np.int64],
    late: Late,
    block: tuple[NDArray[np.int64], NDArray[np.int64]],
) -> None:
    """Compares all passages of one account with those of some others, both ways."""
    members, others = block
    similarity = np.concatenate([states[i] for i in members]) @ np.concatenate([states[j] for j in others]).T
    pieces, other_pieces = _starts(states, members), _starts(states, others)
    weight = np.concatenate([weights[i] for i in members])[:, None]
    other_weight = np.concatenate([weights[j] for j in others])[None, :]
    forth = np.maximum.reduceat(similarity, other_pieces, axis=1)
    back = np.maximum.reduceat(similarity, pieces, axis=0)
    here = np.ix_(members, others)
    there = np.ix_(others, members)
    late.coverage[here] = np.add.reduceat(forth * weight, pieces, axis=0)
    late.coverage[there] = np.add.reduceat(back * other_weight, other_pieces, axis=1).T
    owners = np.flatnonzero(np.diff(account[others], prepend=-1))
    best = np.repeat(
        np.maximum.reduceat(forth, owners, axis=1), np.diff(np.append(owners, len(others))), axis=1
    )
    late.won[here] = np.add.reduceat((forth == best) * weight, pieces, axis=0)
    won_back = (back == back.max(axis=0, keepdims=True)) * other_weight
    late.won[there] = np.add.reduceat(won_back, other_pieces, axis=1).T


def _starts(states: States, passages: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where the pieces of each passage begin once they stand one behind the other."""
    lengths = np.array([len(states[passage]) for passage in passages])
    starts: NDArray[np.int64] = np.cumsum(lengths) - lengths
    return starts
