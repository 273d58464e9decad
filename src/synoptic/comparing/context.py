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


def context(account: Account, spans: Sequence[Passage], window: int = WINDOW) -> NDArray[np.float32]:
    """Unit vectors (len(spans), k): mean state of each span's pieces and ``window`` on both sides.

    A span whose sentence cannot be told, or has no piece, gives zeros.
    """
    if not account.encodings or not spans:
        return np.zeros((len(spans), 1), np.float32)
    learnt = space(account.encodings[0].vector.shape[0])
    rows = [_mean_state(account, span, window) for span in spans]
    mapped = [
        np.zeros(learnt.map.shape[1], np.float32) if row is None else (row - learnt.mean) @ learnt.map
        for row in rows
    ]
    return unit(np.stack(mapped))


def _mean_state(account: Account, span: Passage, window: int) -> NDArray[np.float32] | None:
    index = sentence_of(account, span.start)
    if index is None:
        return None
    first, last = piece_range(account.encodings[index], account.marks.sentences[index], span.start, span.end)
    encoding = account.encodings[index]
    chosen = slice(max(0, first - window), last + window)
    states = encoding.states[chosen] * encoding.scales[chosen]
    return states.mean(axis=0) if len(states) else None


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


def coverage(first: NDArray[np.float32], second: NDArray[np.float32]) -> float:
    """How much of one span's states is found in another's: the mean of the best cosines."""
    if not len(first) or not len(second):
        return 0.0
    return float((first @ second.T).max(axis=1).mean())
