"""Average linkage with members that must stay apart."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from synoptic.clustering import average_linkage


def matrix(size: int, seed: int) -> np.ndarray:
    drawn = np.random.default_rng(seed).random((size, size))
    return (drawn + drawn.T) / 2


@given(st.integers(1, 12), st.integers(0, 999), st.floats(0.1, 0.9))
def test_the_partition_does_not_depend_on_the_order(size: int, seed: int, threshold: float) -> None:
    similarity = matrix(size, seed)
    order = np.random.default_rng(seed + 1).permutation(size)
    straight = average_linkage(similarity, threshold)
    shuffled = average_linkage(similarity[np.ix_(order, order)], threshold)
    together = straight[order][:, None] == straight[order][None, :]
    assert (together == (shuffled[:, None] == shuffled[None, :])).all()


@given(st.integers(2, 12), st.integers(0, 999))
def test_what_must_stay_apart_does(size: int, seed: int) -> None:
    apart = np.random.default_rng(seed).random((size, size)) < 0.3
    apart |= apart.T
    labels = average_linkage(np.maximum(matrix(size, seed), 0.9), 0.2, apart)
    same = (labels[:, None] == labels[None, :]) & ~np.eye(size, dtype=bool)
    assert not (same & apart).any()


def test_labels_count_from_the_first_member() -> None:
    similarity = np.array([[1, 0, 0.9], [0, 1, 0], [0.9, 0, 1]])
    assert average_linkage(similarity, 0.5).tolist() == [0, 1, 0]


def test_a_mean_below_the_threshold_keeps_a_chain_from_closing() -> None:
    chain = np.array([[1, 0.8, 0.0], [0.8, 1, 0.7], [0.0, 0.7, 1]])
    assert average_linkage(chain, 0.5).tolist() == [0, 0, 1]


def test_nothing_gives_no_labels() -> None:
    assert average_linkage(np.zeros((0, 0)), 0.5).tolist() == []
