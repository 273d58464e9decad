from __future__ import annotations

from synoptic.languages import profile
from synoptic.marking.credits import credits
from synoptic.marking.datelines import Added, with_dateline
from synoptic.marking.dates import dates
from synoptic.marking.sentences import sentences
from synoptic.types import Article, Mention


def marked(text: str, lang: str, *mentions: Mention, published: str | None = "2025-08-16") -> Added:
    article = Article(id="a", text=text, lang=lang, published=published)
    known = profile(lang)
    split = sentences(article, known)
    found = dates(article, split, known), credits(article, split, mentions, known)
    return with_dateline(article, mentions, *found)


def mention(text: str, words: str, entity: str, kind: str = "place") -> Mention:
    start = text.index(words)
    return Mention(
        article="a",
        start=start,
        end=start + len(words),
        text=words,
        kind=kind,  # type: ignore[arg-type]
        entity=entity,
        head=words,
    )


def test_place_day_and_agency_become_marks_once() -> None:
    text = "МОСКВА, 15 авг — РИА Новости. Взрыв произошёл в доме."
    added = marked(text, "ru")
    assert [(one.text, one.kind, one.head) for one in added.mentions] == [("МОСКВА", "place", "Москва")]
    assert [(one.text, one.iso) for one in added.dates] == [("15 авг", "2025-08-15")]
    assert [(one.text, one.source, one.kind) for one in added.credits] == [
        ("РИА Новости", "РИА Новости", "agency")
    ]
    for one in (*added.mentions, *added.dates, *added.credits):
        assert one.text == text[one.start : one.end]


def test_what_is_marked_already_is_not_marked_again() -> None:
    text = "KYIV, 15 Aug (Reuters) – Two people were hurt in Kyiv, the mayor said."
    added = marked(text, "en", mention(text, "Kyiv", "1"))
    assert [(one.text, one.entity) for one in added.mentions] == [("KYIV", "1"), ("Kyiv", "1")]
    assert len(added.dates) == 1
    assert [one.source for one in added.credits].count("Reuters") == 1


def test_a_name_of_the_dateline_is_a_place() -> None:
    text = "ALDMERE, England (AP) — A landslip has blocked the railway."
    added = marked(text, "en", mention(text, "ALDMERE", "1", "organisation"))
    assert [(one.text, one.kind) for one in added.mentions] == [("ALDMERE", "place"), ("England", "place")]


def test_a_day_without_a_year_is_the_last_one_before_publication() -> None:
    assert (
        marked("ROMA, 30 DIC - Un treno è deragliato.", "it", published="2025-01-02").dates[0].iso
        == "2024-12-30"
    )
    assert not marked("ROMA, 30 DIC - Un treno è deragliato.", "it", published=None).dates
