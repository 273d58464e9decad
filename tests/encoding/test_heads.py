from __future__ import annotations

from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synoptic.encoding.heads import FORBIDDEN, Head, Member, entity_head, read_head, word_states
from synoptic.errors import WeightsError

LABELS = ("O", "B", "I")


def small_head(seed: int) -> Head:
    """A head of three labels with random weights; I follows B or I only."""
    chance = np.random.default_rng(seed)

    def some(*shape: int) -> np.ndarray:
        return chance.normal(size=shape).astype(np.float32)

    follows, starts = some(3, 3), some(3)
    follows[0, 2] = starts[2] = FORBIDDEN
    members = tuple(
        Member(
            states=some(8, 5),
            features=some(2, 5),
            bias=some(5),
            windows=((some(15, 5), some(5), 1), (some(15, 5), some(5), 2)),
            out=some(5, 3),
            out_bias=some(3),
        )
        for _ in range(2)
    )
    return Head(labels=LABELS, columns=("one", "two"), members=members, follows=follows, starts=starts)


def rows_of_labels(head: Head, scores: np.ndarray) -> dict[tuple[int, ...], float]:
    """Every row of labels for one sentence with its score, counted the long way."""
    return {
        row: float(
            head.starts[row[0]]
            + sum(scores[step, label] for step, label in enumerate(row))
            + sum(head.follows[a, b] for a, b in pairwise(row))
        )
        for row in product(range(3), repeat=len(scores))
    }


@given(st.integers(0, 50), st.lists(st.integers(1, 5), min_size=1, max_size=4))
@settings(max_examples=30, deadline=None)
def test_the_best_row_and_the_chances_are_those_of_all_rows(seed: int, lengths: list[int]) -> None:
    head = small_head(seed)
    scores = np.random.default_rng(seed).normal(size=(sum(lengths), 3)).astype(np.float32)
    labels, chances = head.decode(scores, lengths), head.chances(scores, lengths)
    at = 0
    for length in lengths:
        rows = rows_of_labels(head, scores[at : at + length])
        assert tuple(labels[at : at + length]) == max(rows, key=rows.__getitem__)
        odds = {row: np.exp(score) for row, score in rows.items()}
        for step in range(length):
            for label in range(3):
                share = sum(odd for row, odd in odds.items() if row[step] == label) / sum(odds.values())
                assert chances[at + step, label] == pytest.approx(share, abs=1e-4)
        at += length


@given(st.integers(0, 20))
@settings(max_examples=10, deadline=None)
def test_a_sentence_is_scored_alike_alone_and_among_others(seed: int) -> None:
    head, chance = small_head(seed), np.random.default_rng(seed)
    states, table = chance.normal(size=(9, 8)).astype(np.float32), np.ones((9, 2), np.float32)
    together = head.scores(states, table, [4, 2, 3])
    alone = head.scores(states[4:6], table[4:6], [2])
    np.testing.assert_allclose(together[4:6], alone, rtol=1e-5, atol=1e-5)


def test_nothing_gives_nothing() -> None:
    head = small_head(1)
    empty = head.scores(np.zeros((0, 8), np.float32), np.zeros((0, 2), np.float32), [])
    assert head.decode(empty, []).shape == (0,)
    assert head.chances(empty, []).shape == (0, 3)


def test_the_head_of_the_package_fits_its_features_and_is_small() -> None:
    from synoptic.marking.features import NAMES

    head = entity_head()
    assert head.columns == NAMES
    assert head.labels == ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
    assert (head.follows[0, 2::2] == FORBIDDEN).all()


def test_a_word_without_a_piece_has_no_state() -> None:
    states, scales = np.array([[10, 20], [30, 40]], np.int8), np.array([[1.0], [0.5]], np.float32)
    found = word_states(states, scales, np.array([[0, 1], [-1, -1]], np.int32))
    np.testing.assert_array_equal(found, [[10, 20, 15, 20], [0, 0, 0, 0]])
    none = word_states(states[:0], scales[:0], np.array([[-1, -1]], np.int32))
    np.testing.assert_array_equal(none, [[0, 0, 0, 0]])


@pytest.mark.parametrize("content", [b"", b"no head", None])
def test_a_file_that_is_no_head_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "head.npz"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(WeightsError, match=r"head\.npz"):
        read_head(path)
