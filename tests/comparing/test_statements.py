"""Statements: what every set of clusters must keep to, and what real texts give."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synoptic.comparing.spans import Parts, best_run, clause_cuts, trim
from synoptic.comparing.statements import cluster_units
from synoptic.comparing.told import tell
from synoptic.types import Account, Article, Marks

EVENTS = ("ferry-storgadden", "storm-nuwaira", "verdict-puerto-alcaravan")


def random_chance(seed: int, accounts: int) -> tuple[np.ndarray, np.ndarray]:
    chance = np.random.default_rng(seed)
    account = np.repeat(np.arange(accounts), chance.integers(1, 5, accounts))
    matrix = chance.random((len(account), len(account)))
    matrix = (matrix + matrix.T) / 2
    matrix[account[:, None] == account[None, :]] = 0
    return matrix, account


@given(st.integers(0, 10_000), st.integers(1, 6), st.floats(0.1, 0.7))
@settings(max_examples=60, deadline=None)
def test_every_passage_tells_something_and_no_account_twice(seed, accounts, threshold):
    matrix, account = random_chance(seed, accounts)
    found = cluster_units(matrix, account, threshold)
    assert {member for cluster in found for member in cluster.members} == set(range(len(account)))
    firsts = [member for cluster in found for member in cluster.members if member not in cluster.second]
    assert len(firsts) == len(set(firsts))
    for cluster in found:
        assert list(cluster.members) == sorted(set(cluster.members))
        assert len(set(account[list(cluster.members)])) == len(cluster.members)
        assert len(cluster.similarity) == len(cluster.members)
    assert [cluster.members for cluster in found] == sorted(cluster.members for cluster in found)


@given(st.integers(0, 10_000), st.integers(2, 6))
@settings(max_examples=40, deadline=None)
def test_the_order_of_accounts_changes_nothing(seed, accounts):
    matrix, account = random_chance(seed, accounts)
    order = np.random.default_rng(seed + 1).permutation(accounts)
    moved = np.concatenate([np.flatnonzero(account == index) for index in order])
    renamed = np.argsort(order)[account[moved]]
    here = {frozenset(cluster.members) for cluster in cluster_units(matrix, account, 0.4)}
    there = cluster_units(matrix[np.ix_(moved, moved)], renamed, 0.4)
    assert {frozenset(moved[list(cluster.members)].tolist()) for cluster in there} == here


def test_a_sentence_that_tells_two_things_stands_in_two_statements():
    # Account 0 tells both in one sentence, accounts 1 to 3 in a sentence each.
    account = np.array([0, 1, 1, 2, 2, 3, 3])
    first, second = [0, 1, 3, 5], [0, 2, 4, 6]
    matrix = np.full((7, 7), 0.01)
    for group in (first, second):
        matrix[np.ix_(group, group)] = 0.9
    matrix[account[:, None] == account[None, :]] = 0
    found = {cluster.members: cluster.second for cluster in cluster_units(matrix, account, 0.4)}
    assert set(found) == {tuple(first), tuple(second)}
    assert sorted(map(len, found.values())) == [0, 1]


def pairs_found(event) -> tuple[float, float]:
    told, answers = event
    texts = {account.id: account.article.text for account in told.accounts}
    keys = [
        (
            unit.article,
            next(
                (
                    number
                    for number, sentence in enumerate(answers["sentences"][unit.article])
                    if texts[unit.article].find(sentence) == unit.start
                ),
                -1,
            ),
        )
        for unit in told.units.passages
    ]
    wanted = {
        frozenset(((a, i), (b, j)))
        for statement in answers["statements"]
        for a, b in combinations(sorted(set(statement["told_by"]) & set(texts)), 2)
        for i in statement["told_by"][a]
        for j in statement["told_by"][b]
    }
    given_pairs = {
        frozenset((keys[i], keys[j]))
        for cluster in told.clusters
        for i, j in combinations(cluster.members, 2)
    }
    right = len(wanted & given_pairs)
    return right / len(given_pairs), right / len(wanted)


@pytest.mark.parametrize("name", EVENTS)
def test_planted_stories_are_aligned(planted, name):
    precision, recall = pairs_found(planted(name))
    assert precision >= 0.78
    assert recall >= 0.78


@pytest.mark.parametrize("name", EVENTS)
def test_second_tellings_stand_verbatim_inside_their_sentence(planted, name):
    told, _ = planted(name)
    parts = Parts(told)
    texts = {account.id: account.article.text for account in told.accounts}
    shorter = 0
    for cluster in told.clusters:
        for member in cluster.members:
            passage, whole = parts.passage(cluster, member), told.units.passages[member]
            assert texts[passage.article][passage.start : passage.end] == passage.text
            assert whole.start <= passage.start < passage.end <= whole.end
            assert member in cluster.second or passage == whole
            shorter += passage != whole
    assert shorter


def spans(told) -> set[frozenset[tuple[str, int, int]]]:
    passages = told.units.passages
    return {
        frozenset((passages[m].article, passages[m].start, passages[m].end) for m in cluster.members)
        for cluster in told.clusters
    }


def test_real_accounts_in_another_order_give_the_same_statements(planted):
    told, _ = planted("verdict-puerto-alcaravan")
    assert spans(tell(told.accounts[::-1])) == spans(told)
    assert spans(tell(told.accounts[3:] + told.accounts[:3])) == spans(told)


def test_one_account_tells_every_sentence_alone(planted):
    told, _ = planted("storm-nuwaira")
    alone = tell(told.accounts[:1])
    assert [cluster.members for cluster in alone.clusters] == [(i,) for i in range(len(alone.units.passages))]


def test_accounts_of_one_text_tell_each_sentence_together(make):
    text = (
        "The bridge at Ombrosa was closed. Engineers found cracks in two pillars. Buses go by Torre Vecchia."
    )
    told = tell(make(*(Article(id=f"a{i}", lang="en", text=text, published="2025-05-05") for i in range(6))))
    assert [len(cluster.members) for cluster in told.clusters] == [6, 6, 6]


def test_an_account_without_sentences_and_an_unknown_language_disturb_nothing(make):
    known = make(
        Article(id="a", lang="en", text="A mill burned down in Carrow. Nobody was hurt."),
        Article(id="b", lang="und", text="A mill burned down in Carrow. Nobody was hurt."),
        Article(id="c", lang="xx", text="... !!! ..."),
    )
    empty = Account(article=Article(id="d", text=""), marks=Marks(article="d"), encodings=())
    told = tell([empty, *known])
    assert spans(told) == spans(tell(known))
    assert [len(cluster.members) for cluster in told.clusters][:2] == [2, 2]
    assert tell([]).clusters == tell([empty]).clusters == ()


def test_clauses_end_at_commas_of_any_script_but_not_in_numbers():
    assert clause_cuts("It cost 1,450 euros, she said") == [0, 20, 29]
    assert clause_cuts("约3.8万人撤离，6.4万户停电。") == [0, 9, 17]
    assert clause_cuts("قال، ثم مضى") == [0, 4, 11]
    assert clause_cuts("No comma") == [0, 8]


def test_the_best_run_is_that_whose_pieces_gain_most():
    pieces = np.array([[0, 2], [2, 4], [4, 6], [6, 8]], np.int32)
    assert best_run([0, 2, 4, 6, 8], pieces, np.array([-1.0, 2, 1, -3])) == (2, 6)
    assert best_run([0, 4, 8], pieces, np.array([-1.0, -1, -1, -1])) == (0, 8)
    assert trim("; so it was, ", 0, 12) == (2, 11)


@given(st.text(max_size=80))
def test_clauses_cover_any_text_in_order(text):
    cuts = clause_cuts(text)
    assert cuts == sorted(set(cuts))
    assert {cuts[0], cuts[-1]} == {0, len(text)}
