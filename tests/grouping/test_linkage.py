"""Where the tree of average linkage is cut."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from synoptic.grouping import linkage
from synoptic.grouping.linkage import Cut

CUT = Cut(threshold=0.4, margin=0.15)


def labels(matrix: np.ndarray, cut: Cut = CUT) -> list[int]:
    first, second = np.triu_indices(len(matrix), 1)
    return linkage.cluster(len(matrix), first, second, matrix[first, second], cut).tolist()


def blocks(inside: float, between: float, *sizes: int) -> np.ndarray:
    owner = np.repeat(np.arange(len(sizes)), sizes)
    return np.where(owner[:, None] == owner[None, :], inside, between)


def test_no_member_and_one_member():
    assert labels(np.zeros((0, 0))) == []
    assert labels(np.ones((1, 1))) == [0]


def test_two_events_of_one_kind_stay_apart_though_all_are_alike():
    found = labels(blocks(0.9, 0.6, 4, 4))
    assert len(set(found[:4])) == len(set(found[4:])) == 1
    assert found[0] != found[4]


def test_one_event_told_less_alike_by_some_stays_one():
    assert len(set(labels(blocks(0.7, 0.6, 4, 4)))) == 1


def test_two_copies_do_not_make_a_group_of_their_own():
    assert len(set(labels(blocks(0.95, 0.5, 2, 2, 2)))) == 1


def test_a_chain_of_single_links_ties_nothing():
    matrix = np.full((6, 6), 0.05)
    for place in range(5):
        matrix[place, place + 1] = matrix[place + 1, place] = 0.7
    assert len(set(labels(matrix))) >= 3


def test_a_part_too_large_is_cut_at_a_higher_floor(monkeypatch):
    monkeypatch.setattr(linkage, "LARGEST", 5)
    found = labels(blocks(0.9, 0.2, 4, 4))
    assert len(set(found)) == 2


@given(st.integers(2, 9), st.integers(0, 2**32 - 1))
def test_the_partition_does_not_depend_on_the_order(size, seed):
    random = np.random.default_rng(seed)
    matrix = random.random((size, size))
    matrix = (matrix + matrix.T) / 2
    order = random.permutation(size)
    plain, mixed = labels(matrix), labels(matrix[np.ix_(order, order)])
    expected = np.array(plain)[order]
    same = expected[:, None] == expected[None, :]
    assert ((np.array(mixed)[:, None] == np.array(mixed)[None, :]) == same).all()
