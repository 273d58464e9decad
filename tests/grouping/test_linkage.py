"""Where the tree of average linkage is cut."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from synoptic.grouping import linkage
from synoptic.grouping.linkage import Cut

CUT = Cut(threshold=0.4, margin=0.15)
GIVEN_BACK = Cut(threshold=0.4, margin=0.15, writing=0.05, script=0.1)
LATIN, LATIN_TOO, CYRILLIC, CYRILLIC_TOO = (0, 0), (1, 0), (2, 1), (3, 1)


def labels(matrix: np.ndarray, cut: Cut = CUT, written: np.ndarray | None = None) -> list[int]:
    """``written`` is of shape (n, 2); without it all members are of one writing."""
    first, second = np.triu_indices(len(matrix), 1)
    written = np.zeros((len(matrix), 2), np.int64) if written is None else written
    return linkage.cluster(written, first, second, matrix[first, second], cut).tolist()


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
    writings = random.integers(4, size=size)
    written = np.stack([writings, writings // 2], axis=1)
    order = random.permutation(size)
    plain = labels(matrix, GIVEN_BACK, written)
    mixed = labels(matrix[np.ix_(order, order)], GIVEN_BACK, written[order])
    expected = np.array(plain)[order]
    same = expected[:, None] == expected[None, :]
    assert ((np.array(mixed)[:, None] == np.array(mixed)[None, :]) == same).all()


def stories(inside: float, between: float, written: np.ndarray, cut: Cut) -> int:
    """How many stories two halves of four are."""
    return len(set(labels(blocks(inside, between, 4, 4), cut, written)))


def halves_written(*kinds: tuple[int, int]) -> np.ndarray:
    """Eight members; one kind (writing, script) for each, in turn in either half."""
    return np.array([kinds[member % len(kinds)] for member in range(8)])


def test_halves_that_are_two_scripts_are_one_story_where_that_alone_sets_them_apart():
    written = np.array([LATIN] * 4 + [CYRILLIC] * 4)
    assert stories(0.75, 0.5, written, CUT) == 2
    assert stories(0.75, 0.5, written, GIVEN_BACK) == 1
    assert stories(0.95, 0.5, written, GIVEN_BACK) == 2


def test_two_events_told_in_the_same_writings_stay_apart():
    for kinds in ([LATIN], [LATIN, CYRILLIC], [LATIN, LATIN_TOO, CYRILLIC, CYRILLIC_TOO]):
        assert stories(0.75, 0.5, halves_written(*kinds), GIVEN_BACK) == 2


def test_a_half_of_one_language_and_one_of_many_are_one_story():
    written = np.array([LATIN] * 4 + [LATIN_TOO, CYRILLIC, CYRILLIC_TOO, (4, 2)])
    assert stories(0.75, 0.57, np.array([LATIN] * 8), GIVEN_BACK) == 2
    assert stories(0.75, 0.57, written, GIVEN_BACK) == 1
    assert stories(0.75, 0.45, written, GIVEN_BACK) == 2


def test_no_difference_of_writing_brings_halves_below_the_threshold_together():
    written = np.array([LATIN] * 4 + [CYRILLIC] * 4)
    assert stories(0.45, 0.39, written, GIVEN_BACK) == 2
