"""The terms that articles share."""

from __future__ import annotations

import pytest
from tests.linear import grows_linearly

from synoptic.grouping import terms
from synoptic.grouping.brief import writing
from synoptic.grouping.times import day_number, order_key
from synoptic.types import Account, Article, Figure, Marks, Mention, Passage


def account(text: str, lang: str = "en", **marks) -> Account:
    article = Article(id="a", text=text, lang=lang)
    sentence = Passage(article="a", start=0, end=len(text), text=text)
    return Account(article=article, marks=Marks(article="a", sentences=(sentence,), **marks), encodings=())


def test_numbers_meet_in_all_digits_and_groupings():
    assert "14000" in terms.numbers(account("14.000 people"))
    assert "14000" in terms.numbers(account("14\u202f000 personnes"))
    assert "14000" in terms.numbers(account("١٤٬٠٠٠ شخص"))
    assert "2.5" in terms.numbers(account("2,5 Prozent"))


def test_one_digit_says_nothing_unless_it_is_a_measured_figure():
    assert not terms.numbers(account("5 men"))
    figure = Figure(
        article="a", start=0, end=5, text="5 per", low=5, high=5, relation="exact", unit="percent"
    )
    assert terms.numbers(account("5 per cent", figures=(figure,))) == {"5": 1}


def test_names_meet_across_scripts_by_their_sounds():
    def named(text: str, lang: str) -> set[str]:
        mention = Mention(
            article="a", start=0, end=len(text), text=text, kind="person", entity="e", head=text
        )
        return set(terms.names(account(text, lang, mentions=(mention,))))

    shared = named("Ottolina Vandermeer", "en") & named("Оттолина Вандермеер", "ru")
    assert any(term.startswith("sounds:") for term in shared)


def test_without_marked_names_capitals_inside_sentences_serve():
    found = terms.names(account("Yesterday the mayor of Marrowdale met Crispin Hale."))
    assert {"written:marrowdale", "written:crispin", "written:hale"} <= set(found)
    assert "written:mayor" not in found


def test_words_belong_to_their_language():
    english, german = (
        terms.words(account("die hand"), writing(language, "LATIN"))[0] for language in ("en", "de")
    )
    assert not set(english) & set(german)


@pytest.mark.parametrize("unit", ["1", "1 ", "A", "A "])
def test_hostile_text_takes_no_long(unit):
    def work(text):
        hostile = account(text)
        return terms.numbers(hostile), terms.names(hostile), terms.words(hostile, writing("en", "LATIN"))

    assert grows_linearly(work, unit)


def test_times_are_read_and_bad_ones_left():
    def day(published: str | None) -> float:
        return day_number(Article(id="a", text="", published=published))

    assert day("2025-03-11") == day("2025-03-11T12:00:00+00:00")
    assert day("2025-03-11T13:00:00+01:00") == day("2025-03-11T12:00:00Z")
    assert all(value != value for value in map(day, (None, "", "1970-01-01", "soon", "2025-13-40")))


def test_accounts_without_a_time_come_last():
    dated, bare = Article(id="b", text="", published="2025-03-11"), Article(id="a", text="")
    assert sorted([bare, dated], key=order_key) == [dated, bare]
