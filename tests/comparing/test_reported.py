from __future__ import annotations

import pytest

from synoptic.comparing.synopsis import compare_story
from synoptic.pipeline import Parts, account_for
from synoptic.types import Article, Story, Synopsis

QUOTING = (
    "The old bridge at Aldermoor collapsed on Sunday.\n\n"
    "“The bridge had been inspected in May and found safe,” said mayor Ada Lindqvist. Two lorries fell."
)
REPORTING = (
    "Die alte Brücke von Aldermoor ist am Sonntag eingestürzt. Zwei Lastwagen stürzten ab.\n\n"
    "Bürgermeisterin Ada Lindqvist sagte, dass die Brücke im Mai geprüft und für sicher befunden worden sei."
)
OTHER = (
    "Bron i Aldermoor rasade i söndags. Två lastbilar föll i vattnet.\n\n"
    "Ingenjören Per Strand sade att bron hade blivit inspekterad i maj och varit säker."
)


@pytest.fixture(scope="module")
def compared(parts: Parts) -> Synopsis:
    texts = {"a": ("en", QUOTING), "b": ("de", REPORTING), "c": ("sv", OTHER)}
    articles = [
        Article(id=key, text=text, lang=lang, published="2025-09-22") for key, (lang, text) in texts.items()
    ]
    return compare_story(Story(id="story", accounts=tuple(texts)), account_for(articles, parts))


def test_what_one_quotes_and_another_reports_is_one_quote(compared: Synopsis) -> None:
    (quote,) = compared.quotes
    assert [(t.article, t.direct) for t in quote.tellings] == [("a", True), ("b", False)]
    assert quote.verdict == "same"
    assert quote.why == "reported, not quoted, in b"


def test_two_people_of_whom_each_account_names_one_are_two(compared: Synopsis) -> None:
    people = [{m.text for m in entity.mentions} for entity in compared.entities if entity.kind == "person"]
    assert people == [{"Ada Lindqvist"}, {"Per Strand"}]


def test_another_speaker_does_not_join(compared: Synopsis) -> None:
    assert all(telling.article != "c" for quote in compared.quotes for telling in quote.tellings)
