"""Pairs of passages: late comparison, alternatives, support, marks, and the alignment of real texts."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from synoptic.comparing import alignment
from synoptic.comparing.alignment import (
    FEATURES,
    against_alternatives,
    align,
    compared_accounts,
    features,
    supported,
    units,
)
from synoptic.comparing.evidence import FEATURES as MARKS
from synoptic.comparing.evidence import Evidence, pair_features
from synoptic.comparing.late import compare_late
from synoptic.comparing.quantities import Quantity
from synoptic.types import Article

HARBOUR = Article(
    id="en",
    lang="en",
    published="2025-03-04",
    title="Crane falls in Port Ellery",
    text="Crane falls in Port Ellery\n\nA crane fell onto the quay of Port Ellery on Monday. Two workers "
    "were injured. The harbour stays closed until Friday.",
)
HAFEN = Article(
    id="de",
    lang="de",
    published="2025-03-04",
    text="Der Hafen bleibt bis Freitag geschlossen. Am Montag ist ein Kran auf den Kai von Port Ellery "
    "gestürzt. Zwei Arbeiter wurden verletzt.",
)


def random_story(seed: int, accounts: int, longest: int) -> tuple[np.ndarray, np.random.Generator]:
    chance = np.random.default_rng(seed)
    return np.repeat(np.arange(accounts), chance.integers(1, longest, accounts)), chance


def test_titles_are_no_units_beside_running_text(make):
    story = units(make(HARBOUR, HAFEN))
    assert [passage.text.split()[0] for passage in story.passages] == ["A", "Two", "The", "Der", "Am", "Zwei"]
    assert story.account.tolist() == [0, 0, 0, 1, 1, 1]
    assert story.place.tolist() == [0, 0.5, 1, 0, 0.5, 1]


def test_the_same_fact_is_likelier_than_any_other_pair(make):
    story = units(make(HARBOUR, HAFEN))
    chance = align(story).chance
    assert np.array_equal(chance, chance.T)
    assert not chance[:3, :3].any()
    assert chance[:3, 3:].argmax(axis=1).tolist() == [1, 2, 0]


def test_features_have_the_names_that_the_model_knows(make):
    rows, columns, values, coverage = features(units(make(HARBOUR, HAFEN)))
    assert values.shape == (9, len(FEATURES))
    assert np.isfinite(values).all()
    assert (rows < columns).all()
    assert coverage.shape == (6, 6)


@given(st.integers(0, 10_000), st.integers(2, 5))
@settings(max_examples=40, deadline=None)
def test_late_comparison_is_what_its_words_say(seed, accounts):
    account, chance = random_story(seed, accounts, 4)
    states = [chance.normal(size=(chance.integers(1, 6), 3)).astype(np.float32) for _ in account]
    weights = [np.full(len(rows), 1 / len(rows), np.float32) for rows in states]
    late = compare_late(states, weights, account, ~np.eye(accounts, dtype=bool))
    for i, own in enumerate(states):
        for j, other in enumerate(states):
            if account[i] == account[j]:
                assert late.coverage[i, j] == late.won[i, j] == 0
                continue
            best = (own @ other.T).max(axis=1)
            mates = [(own @ states[k].T).max(axis=1) for k in np.flatnonzero(account == account[j])]
            assert np.isclose(late.coverage[i, j], best.mean(), atol=1e-5)
            assert np.isclose(late.won[i, j], (best >= np.max(mates, axis=0) - 1e-6).mean(), atol=1e-5)


@given(st.integers(0, 10_000), st.integers(1, 5))
@settings(max_examples=40, deadline=None)
def test_alternatives_are_those_of_the_same_account(seed, accounts):
    account, chance = random_story(seed, accounts, 5)
    matrix = chance.integers(0, 5, (len(account), len(account))) / 4
    margin, rank = against_alternatives(matrix, account)
    for i in range(len(account)):
        for j in range(len(account)):
            mates = np.flatnonzero(account == account[j])
            others = [matrix[i, k] for k in mates if k != j]
            assert margin[i, j] == matrix[i, j] - max(others, default=0)
            assert rank[i, j] == 1 / (1 + sum(value > matrix[i, j] for value in others))


@given(st.integers(0, 10_000), st.integers(2, 6))
@settings(max_examples=40, deadline=None)
def test_support_is_symmetric_bounded_and_never_within_an_account(seed, accounts):
    account, chance = random_story(seed, accounts, 4)
    rows, columns = np.nonzero(account[:, None] < account[None, :])
    values = chance.random(len(rows))
    mixed = supported(len(account), rows, columns, values, account)
    assert np.allclose(mixed, mixed.T)
    assert ((mixed >= 0) & (mixed <= 1)).all()
    assert not mixed[account[:, None] == account[None, :]].any()
    if accounts == 2:
        assert np.allclose(mixed[rows, columns], values)


def test_a_pair_gains_from_third_accounts_that_match_both():
    account = np.arange(5)
    rows, columns = np.triu_indices(5, 1)
    strong = np.where(rows + columns > 1, 0.9, 0.4)
    weak = np.where(rows + columns > 1, 0.1, 0.4)
    assert supported(5, rows, columns, strong, account)[0, 1] > 0.5
    assert supported(5, rows, columns, weak, account)[0, 1] < 0.4


def test_a_story_of_many_accounts_is_compared_in_part():
    account, chance = random_story(3, 150, 6)
    vectors = chance.normal(size=(len(account), 8))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    compared = compared_accounts(vectors @ vectors.T, account)
    assert np.array_equal(compared, compared.T)
    assert not compared.diagonal().any()
    assert compared.sum(axis=1).min() >= alignment.NEAREST
    assert (compared.sum(axis=1) == 149).sum() >= alignment.HUBS
    assert compared.mean() < 0.5
    assert compared_accounts(np.eye(40), np.arange(40)).sum() == 40 * 39


def told(**known: object) -> Evidence:
    empty = frozenset[str]()
    given_values = {"quantities": empty, "dates": empty, "names": empty, "places": empty, "persons": empty}
    return Evidence(**{**given_values, **known})  # type: ignore[arg-type]


def compared(first: Evidence, second: Evidence, *others: Evidence) -> dict[str, float]:
    values = pair_features([first, second, *others], np.array([0]), np.array([1]))
    return dict(zip(MARKS, values[0].tolist(), strict=True))


def exactly(value: float, unit: str | None = None) -> frozenset[Quantity]:
    return frozenset({Quantity(value, value, value, unit, unit)})


def test_an_equal_figure_counts_the_more_the_rarer_it_is():
    twelve = told(quantities=exactly(12))
    assert compared(twelve, twelve)["figure_equal"] == 1
    assert 0 < compared(twelve, twelve, twelve, twelve)["figure_equal"] < 1
    assert compared(twelve, told(quantities=exactly(13)))["figure_equal"] == 0
    assert compared(twelve, told(quantities=exactly(12, "kilometer")))["figure_equal"] == 0
    assert compared(twelve, told())["figure_in_one"] == 1


def test_a_date_is_equal_as_far_as_the_less_exact_goes():
    day, month = told(dates=frozenset({"2025-03-04"})), told(dates=frozenset({"2025-03"}))
    assert compared(day, month)["date_equal"] == 1
    assert compared(day, told(dates=frozenset({"2025-03-05"})))["date_equal"] == 0


def test_other_persons_are_told_from_no_persons():
    ann, bob = told(persons=frozenset({"n"})), told(persons=frozenset({"b"}))
    assert compared(ann, bob)["other_person"] == 1
    assert compared(ann, ann)["other_person"] == 0
    assert compared(ann, told())["other_person"] == 0


def test_marks_of_nothing_give_zeros():
    assert not any(compared(told(), told()).values())
