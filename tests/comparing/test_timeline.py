"""The timeline of an event: statements at the dates that their tellings give."""

from __future__ import annotations

from synoptic.comparing.synopsis import timeline
from synoptic.types import Account, Article, Date, Marks, Passage, Statement, Telling


def account(name: str, *days: str) -> Account:
    """An account of one sentence that gives these days."""
    dates = tuple(
        Date(
            article=name, start=n, end=n + 1, text="x", iso=day, precision="day" if len(day) > 7 else "month"
        )
        for n, day in enumerate(days)
    )
    article = Article(id=name, text="x" * 10)
    return Account(article=article, marks=Marks(article=name, dates=dates), encodings=())


def told(*accounts: Account) -> dict[str, tuple[str, ...]]:
    tellings = tuple(
        Telling(article=a.id, start=0, end=10, text=a.article.text, similarity=1.0) for a in accounts
    )
    gist = Passage(article=accounts[0].id, start=0, end=10, text="x" * 10)
    statement = Statement(id="s1", gist=gist, told_by=tellings)
    return {moment.iso: moment.statements for moment in timeline([statement], accounts)}


def test_a_statement_stands_at_the_date_that_most_give():
    assert told(account("a", "2025-03-13"), account("b", "2025-03-13"), account("c", "2025-03")) == {
        "2025-03-13": ("s1",)
    }


def test_where_an_account_dates_it_otherwise_it_stands_at_both():
    found = told(account("a", "2025-03-13"), account("b", "2025-03-13"), account("c", "2025-03-14"))
    assert found == {"2025-03-13": ("s1",), "2025-03-14": ("s1",)}


def test_another_date_in_the_same_sentence_disputes_nothing():
    assert told(account("a", "2025-03-13"), account("b", "2025-03-13", "2025-03-20")) == {
        "2025-03-13": ("s1",)
    }
