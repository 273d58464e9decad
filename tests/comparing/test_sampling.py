"""Stories of very many accounts, and bad input of every kind, by the real comparison."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from synoptic.comparing import sampling
from synoptic.comparing.sampling import beside, compared
from synoptic.comparing.synopsis import compare_story
from synoptic.comparing.told import tell
from synoptic.types import Account, Article, Encoding, Marks, Passage, Story

TEXT = "The ferry struck a rock at night. Three people died. Divers search for two others."


def invented(name: str, topic: int) -> Account:
    """An account of one sentence whose vector lies near its topic's."""
    chance = np.random.default_rng([topic, *name.encode()])
    vector = np.eye(8, dtype=np.float32)[topic % 8] + chance.normal(0, 0.01, 8).astype(np.float32)
    sentence = Passage(article=name, start=0, end=4, text="Word")
    encoding = Encoding(
        vector=vector / np.linalg.norm(vector),
        pieces=np.array([[0, 4]], np.int32),
        states=np.ones((1, 8), np.int8),
        scales=np.ones((1, 1), np.float32),
    )
    marks = Marks(article=name, sentences=(sentence,))
    return Account(article=Article(id=name, text="Word"), marks=marks, encodings=(encoding,))


def test_few_accounts_are_all_compared():
    assert compared([invented(f"a{n}", n) for n in range(5)], largest=5) == list(range(5))


def test_of_many_every_thread_has_one():
    accounts = [invented(f"a{n:03}", 0 if n < 190 else n) for n in range(200)]
    chosen = compared(accounts, largest=8)
    assert len(chosen) == len(set(chosen)) == 8
    assert {accounts[n].encodings[0].vector.argmax() for n in chosen} == set(range(8))
    assert chosen == compared(accounts, largest=8)


def test_an_account_without_sentences_can_be_among_many():
    empty = Account(article=Article(id="e", text=""), marks=Marks(article="e"), encodings=())
    accounts = [empty, *(invented(f"a{n}", n) for n in range(6))]
    assert len(compared(accounts, largest=3)) == 3
    told = tell(accounts[1:4])
    assert list(beside(told, [empty])) == []


def test_the_others_join_the_statements_of_their_nearest_passages(planted, monkeypatch):
    told, _ = planted("verdict-puerto-alcaravan")
    accounts = list(told.accounts)
    monkeypatch.setattr(sampling, "compared", lambda accounts: list(range(len(accounts) - 2)))
    monkeypatch.setattr("synoptic.comparing.synopsis.compared", sampling.compared)
    story = Story(id="s", accounts=tuple(account.id for account in accounts))
    synopsis = compare_story(story, accounts)
    laid_beside = {account.id for account in accounts[-2:]}
    tellings = [(s, t) for s in synopsis.statements for t in s.told_by if t.article in laid_beside]
    assert len(tellings) >= 6
    assert all(t.similarity >= sampling.NEAR for _, t in tellings)
    texts = {account.id: account.article.text for account in accounts}
    assert all(texts[t.article][t.start : t.end] == t.text for _, t in tellings)
    assert not {silence.article for s in synopsis.statements for silence in s.silent} & laid_beside
    assert not {t.article for f in synopsis.figures for t in f.tellings} & laid_beside


@pytest.mark.parametrize("number", [1, 2, 12])
def test_accounts_of_the_same_text_have_one_origin(make, number):
    articles = [
        Article(id=f"a{n:02}", lang="en", text=TEXT * 2, published="2025-03-13") for n in range(number)
    ]
    accounts = make(*articles)
    synopsis = compare_story(Story(id="s", accounts=tuple(a.id for a in articles)), accounts)
    assert len(synopsis.origins) == 1
    assert len(synopsis.copies) == number - 1
    assert all(figure.verdict in ("agree", "single") for figure in synopsis.figures)
    assert all(statement.origins == 1 for statement in synopsis.statements)


def test_an_unknown_language_and_an_account_without_sentences_are_compared(make):
    articles = [
        Article(id="a", lang="en", text=TEXT, published="2025-03-13"),
        Article(
            id="b", lang="und", text="Ka waka i te pō. E toru ngā tāngata i mate.", published="2025-03-13"
        ),
        Article(id="c", lang="xx", text="…", published=None),
        Article(id="d", lang="en", text="", published="not a time"),
    ]
    accounts = make(*articles)
    synopsis = compare_story(Story(id="s", accounts=("a", "b", "c", "d")), accounts)
    assert {t.article for s in synopsis.statements for t in s.told_by} >= {"a", "b"}
    assert {article for group in synopsis.origins for article in group} == {"a", "b", "c", "d"}
    assert not any(f.verdict in ("disagree", "update") for f in synopsis.figures)


def test_a_story_of_one_account_disputes_nothing(make):
    (account,) = make(Article(id="a", lang="en", title="A ferry", text=f"A ferry\n\n{TEXT}"))
    synopsis = compare_story(Story(id="s", accounts=("a",)), [replace(account)])
    assert synopsis.title.text == "A ferry"
    assert {figure.verdict for figure in synopsis.figures} <= {"single"}
    assert all(not statement.silent and statement.origins == 1 for statement in synopsis.statements)


def test_five_thousand_accounts_are_compared_by_those_that_lie_apart():
    accounts = [invented(f"a{n:04}", n % 8) for n in range(5000)]
    story = Story(id="s", accounts=tuple(account.id for account in accounts))
    synopsis = compare_story(story, accounts)
    assert len(synopsis.accounts) == 5000
    told = {telling.article for statement in synopsis.statements for telling in statement.told_by}
    # Every passage is nearly one of the eight that the story has, so every account tells something.
    assert told == set(story.accounts)
    silent = {silence.article for statement in synopsis.statements for silence in statement.silent}
    assert len(silent) <= sampling.LARGEST
