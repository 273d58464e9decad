"""Versions of one article, and what only looks like that."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from synoptic.reading import read
from synoptic.reading.revisions import changes
from synoptic.types import Reading

BODY = [
    "A fire broke out on the ferry Storholm off Marrowdale on Tuesday evening, the coast guard said.",
    "Three people were taken to hospital, one of them with burns that doctors called serious.",
    "The ferry had 212 passengers on board, most of them on their way home from the market in Ostrel.",
    "They were brought ashore by two fishing boats and the pilot vessel before the fire was put out.",
    "The cause is not known. The company that runs the line has stopped its other two ferries as well.",
    "It is the second fire on the line in four years, and the harbour board has asked for an inquiry.",
]
UPDATED = [
    BODY[0],
    BODY[1].replace("Three", "Five"),
    *BODY[2:],
    "The inquiry begins on Monday, the minister said.",
]
TITLE = "Fire on ferry off Marrowdale"


def record(text: str | list[str], **fields: object) -> dict[str, object]:
    return {
        "title": TITLE,
        "text": text if isinstance(text, str) else " ".join(text),
        "outlet": "The Ostrel Post",
        "published": "2025-03-11T19:00:00+00:00",
        "lang": "en",
        **fields,
    }


def reading(tmp_path: Path, *records: dict[str, object]) -> Reading:
    path = tmp_path / "news.jsonl"
    path.write_text("".join(json.dumps({"id": f"r{n}", **one}) + "\n" for n, one in enumerate(records)))
    return read([path])


def ids(found: Reading) -> list[str]:
    return [article.id for article in found.articles]


def at(path: str, host: str = "https://ostrelpost.example") -> dict[str, object]:
    return {"url": f"{host}{path}"}


def test_an_updated_article_at_its_address_is_one_article_with_a_history(tmp_path: Path) -> None:
    first = record(BODY, **at("/a/ferry?utm_source=rss"))
    second = record(
        UPDATED, title="Five hurt in ferry fire", published="2025-03-12T07:00:00+00:00", **at("/a/ferry/#top")
    )
    found = reading(tmp_path, second, first)
    assert ids(found) == ["r0"]
    one, two = found.revisions
    assert [(r.article, r.number, r.published) for r in (one, two)] == [
        ("r0", 1, "2025-03-11T19:00:00+00:00"),
        ("r0", 2, "2025-03-12T07:00:00+00:00"),
    ]
    assert (two.why, one.changes, one.digest != two.digest) == ("the same address", (), True)
    assert [(c.before, c.after) for c in two.changes] == [
        (TITLE, "Five hurt in ferry fire"),
        (BODY[1], UPDATED[1]),
        ("", UPDATED[-1]),
    ]


def test_the_same_article_at_several_addresses(tmp_path: Path) -> None:
    found = reading(
        tmp_path,
        record(BODY, **at("/a/ferry")),
        record(BODY, **at("/local/ferry")),
        record(BODY, **at("/a/ferry", "http://www.ostrelpost.example")),
    )
    assert len(found.articles) == 1
    assert [revision.changes for revision in found.revisions] == [()] * 3


def test_an_update_without_an_address_has_the_headline_and_nearly_the_words(tmp_path: Path) -> None:
    found = reading(tmp_path, record(BODY), record(UPDATED, published="2025-03-11T22:00:00+00:00"))
    assert ids(found) == ["r1"]
    assert found.revisions[1].why == "the same headline and nearly the same words"


def test_where_no_time_tells_the_fuller_is_taken_and_that_is_said(tmp_path: Path) -> None:
    for records in ((record(BODY), record(UPDATED)), (record(UPDATED), record(BODY))):
        found = reading(tmp_path, *records)
        assert UPDATED[-1] in found.articles[0].text
        assert "not stated" in found.revisions[1].why


def test_one_id_given_twice_keeps_it(tmp_path: Path) -> None:
    later = record(UPDATED, id="ferry", published="2025-03-11T22:00:00+00:00")
    found = reading(tmp_path, record(BODY, id="ferry"), later)
    assert (ids(found), found.notes) == (["ferry"], ())


def test_a_teaser_is_never_the_newest(tmp_path: Path) -> None:
    from feedgen.feed import FeedGenerator

    made = FeedGenerator()
    made.title("The Ostrel Post")
    made.link(href="https://ostrelpost.example/")
    made.description("News")
    entry = made.add_entry()
    entry.id("1")
    entry.title(TITLE)
    entry.link(href="https://ostrelpost.example/a/ferry")
    entry.description(BODY[0])
    entry.published("2025-03-12T09:00:00+00:00")
    (tmp_path / "feed.xml").write_bytes(made.rss_str())
    (tmp_path / "page.json").write_text(json.dumps(record(BODY, id="page", **at("/a/ferry"))))
    found = read([tmp_path])
    assert ids(found) == ["page"]
    assert [revision.number for revision in found.revisions] == [1, 2]


APART = {
    "another outlet runs the same text": [record(BODY), record(BODY, outlet="Marrowdale Courier")],
    "another outlet runs it nearly": [record(BODY), record(UPDATED, outlet="Marrowdale Courier")],
    "another host runs it under one name": [
        record(BODY, outlet="News", **at("/a")), record(UPDATED, outlet="News", **at("/a", "https://other.example"))],
    "blogs of one platform": [
        record(BODY, outlet="Ann", **at("/a", "https://ann.platform.example")),
        record(UPDATED, outlet="Bo", **at("/a", "https://bo.platform.example"))],
    "no outlet at all": [record(BODY, outlet=None), record(UPDATED, outlet=None)],
    "notices of two days": [
        record("Roads: ice on Route 4 near Ostrel until 9. Drive with care.", title="Roads"),
        record("Roads: ice on Route 4 near Wend until 10. Drive with care.", title="Roads",
               published="2025-03-12T06:00:00+00:00")],
    "the same notice of two days": [
        record("No delays are known on the roads of the valley this morning.", title="Roads"),
        record("No delays are known on the roads of the valley this morning.", title="Roads",
               published="2025-03-12T06:00:00+00:00")],
    "notices of two days at one address": [
        record("Roads: ice on Route 4 near Ostrel until 9. Drive with care.", title="Roads", **at("/roads")),
        record("Roads: ice on Route 4 near Ostrel until 10. Drive with care.", title="Roads",
               published="2025-03-12T06:00:00+00:00", **at("/roads"))],
    "a long report of every day": [
        record(BODY, title="Markets"),
        record(UPDATED, title="Markets", published="2025-03-13T19:00:00+00:00")],
    "reports without a time": [record(BODY, published=None), record(UPDATED, published=None)],
    "another headline elsewhere": [record(BODY, **at("/a")),
        record(UPDATED, title="What we know", **at("/b"))],
    "other words at the same address": [
        record(BODY, **at("/live")), record(" ".join(reversed(" ".join(BODY).split())), **at("/live"))],
    "other articles that state the front page": [
        record(BODY, **at("/")), record(UPDATED, title="What we know of the fire", **at("/"))],
    "records of a query": [
        record(BODY, **at("/a.php?id=1")), record(UPDATED, title="What we know", **at("/a.php?id=2"))],
}  # fmt: skip


@pytest.mark.parametrize("case", APART)
def test_what_only_looks_like_a_version_stays_apart(tmp_path: Path, case: str) -> None:
    found = reading(tmp_path, *APART[case])
    assert (len(found.articles), found.revisions) == (2, ())


def test_many_versions_are_one_article(tmp_path: Path) -> None:
    texts = [
        [*BODY, *(f"Update {m}: the search went on in the harbour." for m in range(n))] for n in range(12)
    ]
    records = [
        record(text, published=f"2025-03-11T{8 + n:02}:00:00+00:00", **at("/live"))
        for n, text in enumerate(texts)
    ]
    random.Random(2).shuffle(records)
    found = reading(tmp_path, *records)
    assert len(found.articles) == 1
    assert "Update 10" in found.articles[0].text
    assert [revision.published for revision in found.revisions] == sorted(
        str(r["published"]) for r in records
    )


def test_order_changes_nothing(tmp_path: Path) -> None:
    records = [{"id": f"x{n}", **record(BODY if n % 2 else UPDATED, **at(f"/{n % 3}"))} for n in range(6)]
    first = reading(tmp_path, *records)
    assert reading(tmp_path, *reversed(records)) == first
    assert len(first.articles) < 6


def test_changes_are_verbatim_and_cut_at_sentences() -> None:
    before, after = "Ett. Två 3.5 procent.\nTre!", "Ett. Två 4.5 procent.\nTre! Fyra."
    assert [(c.before, c.after) for c in changes(before, after)] == [
        ("Två 3.5 procent.", "Två 4.5 procent."),
        ("", "Fyra."),
    ]
    (only,) = changes("火災があった。5人がけがをした。", "火災があった。7人がけがをした。")
    assert (only.before, only.after) == ("5人がけがをした。", "7人がけがをした。")
