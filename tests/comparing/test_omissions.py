"""Who is silent on a statement, and why."""

from __future__ import annotations

import pytest

from synoptic.comparing.omissions import is_cut_off, silent
from synoptic.types import Account, Article, Marks

WHOLE = "It rained. The river rose. The bridge was closed. Trains ran late."


def account(
    name: str, text: str = WHOLE, published: str | None = "2025-05-05T10:00:00+00:00", **known
) -> Account:
    article = Article(id=name, text=text, published=published, **known)
    starts = [0, *(i + 2 for i, char in enumerate(text[:-2]) if text[i : i + 2] == ". ")]
    ends = [*starts[1:], len(text)]
    sentences = tuple(article.passage(start, end) for start, end in zip(starts, ends, strict=True))
    return Account(article=article, marks=Marks(article=name, sentences=sentences), encodings=())


def reasons(*accounts: Account, told_by: str = "a") -> dict[str, str]:
    return {silence.article: silence.why for silence in silent(accounts, told_by.split())}


def test_those_who_tell_are_not_silent():
    assert reasons(account("a"), account("b"), told_by="a b") == {}


def test_earlier_than_any_teller_goes_before_other_reasons():
    early = account("b", "It rained…", published="2025-05-05T09:00:00+00:00")
    assert reasons(account("a"), early) == {"b": "earlier"}


def test_later_whole_accounts_left_it_out():
    late = account("b", published="2025-05-05T11:00:00+00:00")
    assert reasons(account("a"), late) == {"b": "omits"}


def test_without_the_time_of_every_teller_nothing_is_earlier():
    early = account("c", published="2025-05-01")
    assert reasons(account("a"), account("b", published=None), early, told_by="a b") == {"c": "omits"}


@pytest.mark.parametrize(
    "cut", [account("b", WHOLE + " The mayor…"), account("b", "It rained."), account("b", role="teaser")]
)
def test_what_breaks_off_is_truncated(cut):
    assert is_cut_off(cut)
    assert reasons(account("a"), cut) == {"b": "truncated"}


def test_a_whole_text_is_not_cut_off():
    assert not is_cut_off(account("a"))
