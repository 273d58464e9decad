"""What stands around a span of a sentence, as a vector: the token states of its surroundings."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from synoptic.encoding.space import space, unit
from synoptic.types import Account, Encoding, Passage

# How many pieces on either side of a span belong to its surroundings.
WINDOW = 8


def sentence_of(account: Account, start: int) -> int | None:
    """The index of the sentence that holds position ``start``, or None."""
    sentences = account.marks.sentences
    index = bisect_right(sentences, start, key=lambda passage: passage.start) - 1
    return index if index >= 0 and start < sentences[index].end else None


def context(
    account: Account, spans: Sequence[Passage], window: int = WINDOW, without: Sequence[Passage] = ()
) -> NDArray[np.float32]:
    """Unit vectors (len(spans), k): mean state of each span's pieces and ``window`` on both sides.

    Pieces that touch one of ``without`` are left out, if others are left.  A span whose sentence cannot be
    told, or has no piece, gives zeros.
    """
    if not account.encodings or not spans:
        return np.zeros((len(spans), 1), np.float32)
    learnt = space(account.encodings[0].vector.shape[0])
    rows = [_mean_state(account, span, window, without) for span in spans]
    mapped = [
        np.zeros(learnt.map.shape[1], np.float32) if row is None else (row - learnt.mean) @ learnt.map
        for row in rows
    ]
    return unit(np.stack(mapped))


def _mean_state(
    account: Account, span: Passage, window: int, without: Sequence[Passage]
) -> NDArray[np.float32] | None:
    index = sentence_of(account, span.start)
    if index is None:
        return None
    sentence, encoding = account.marks.sentences[index], account.encodings[index]
    first, last = piece_range(encoding, sentence, span.start, span.end)
    kept = np.arange(max(0, first - window), min(len(encoding.pieces), last + window))
    for other in without:
        if sentence.start <= other.start < sentence.end:
            begin, end = piece_range(encoding, sentence, other.start, other.end)
            kept = kept[(kept < begin) | (kept >= end)]
    if not len(kept):
        kept = np.arange(first, last)
    return (encoding.states[kept] * encoding.scales[kept]).mean(axis=0) if len(kept) else None


def piece_range(encoding: Encoding, sentence: Passage, start: int, end: int) -> tuple[int, int]:
    """First and one past the last piece that touch ``start`` to ``end`` of the article's text."""
    pieces = encoding.pieces + sentence.start
    touching = np.flatnonzero((pieces[:, 1] > start) & (pieces[:, 0] < end))
    return (int(touching[0]), int(touching[-1]) + 1) if len(touching) else (0, 0)


def span_states(account: Account, span: Passage) -> NDArray[np.float32]:
    """Unit states (pieces, k) of a span that may run over several sentences; (0, 1) if it has none."""
    found = []
    first = sentence_of(account, span.start)
    for index in range(first if first is not None else 0, len(account.marks.sentences)):
        sentence = account.marks.sentences[index]
        if first is None or sentence.start >= span.end:
            break
        encoding = account.encodings[index]
        begin, end = piece_range(encoding, sentence, span.start, span.end)
        found.append(encoding.states[begin:end] * encoding.scales[begin:end])
    states = np.concatenate(found) if found else np.zeros((0, 1), np.float32)
    if not len(states):
        return np.zeros((0, 1), np.float32)
    learnt = space(states.shape[1])
    return unit((states - learnt.mean) @ learnt.map)


def coverages(spans: Sequence[NDArray[np.float32]]) -> NDArray[np.float64]:
    """How much of each span's states is found in each other's, (n, n): the mean of the best cosines.

    A span without states finds nothing and is found nowhere.
    """
    found = np.zeros((len(spans), len(spans)))
    filled = [index for index, states in enumerate(spans) if len(states)]
    if filled:
        every = np.concatenate([spans[index] for index in filled])
        starts = np.cumsum([0, *(len(spans[index]) for index in filled)])[:-1]
        for index in filled:
            best = np.maximum.reduceat(spans[index] @ every.T, starts, axis=1)
            found[index, filled] = best.mean(axis=0)
    return found
