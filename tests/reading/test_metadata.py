from __future__ import annotations

import json
from pathlib import Path

import pytest

from synoptic.reading import read
from synoptic.reading.metadata import metadata
from synoptic.types import Reading

BODY = "".join(
    f"<p>Sentence {n} of an invented report says that the bridge stays closed until the inspection ends.</p>"
    for n in range(8)
)


def page(head: str, body: str = "", lang: str = "en") -> str:
    return f'<html lang="{lang}"><head>{head}</head><body><article>{body}{BODY}</article></body></html>'


def linked(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def reading(tmp_path: Path, markup: str) -> Reading:
    (tmp_path / "page.html").write_text(markup, encoding="utf-8")
    return read([tmp_path / "page.html"])


NEWS = {
    "@type": "NewsArticle",
    "headline": "Bridge &amp; road closed",
    "datePublished": "2025-08-15T08:12:00+02:00",
    "dateModified": "2025-08-15T10:00:00+02:00",
    "author": [{"@type": "Person", "name": "Ada Lind"}, {"@type": "Person", "name": "Bo Ek"}],
    "publisher": {"@id": "#org"},
    "articleSection": ["Local", "Traffic"],
    "keywords": "bridge, Tarn",
    "inLanguage": "en-GB",
    "url": "/news/bridge",
}
ORG = {"@type": "NewsMediaOrganization", "@id": "#org", "name": "The Tarn Times"}


def test_all_fields_of_linked_data(tmp_path: Path) -> None:
    canonical = '<link rel="canonical" href="https://tarn.example/news/bridge">'
    found = reading(tmp_path, page(linked({"@graph": [ORG, NEWS]}) + canonical))
    (article,) = found.articles
    assert (article.title, article.outlet, article.lang) == ("Bridge & road closed", "The Tarn Times", "en")
    assert (article.published, article.url) == (
        "2025-08-15T08:12:00+02:00",
        "https://tarn.example/news/bridge",
    )
    (about,) = found.about
    assert (about.article, about.byline, about.section) == (article.id, "Ada Lind, Bo Ek", "Local")
    assert (about.tags, about.modified) == (("bridge", "Tarn"), "2025-08-15T10:00:00+02:00")
    assert not found.notes


def test_all_fields_of_meta_and_elements() -> None:
    head = (
        '<meta property="og:title" content="Bridge closed"><meta property="og:site_name" content="A Times">'
        '<meta property="article:published_time" content="2025-08-15T06:12:00Z">'
        '<meta name="author" content="Ada Lind">'
        '<meta property="article:modified_time" content="2025-08-16T06:12:00Z">'
        '<meta property="article:section" content="Local"><meta property="article:tag" content="bridge">'
        '<meta property="article:tag" content="roads, lanes"><meta property="og:locale" content="sv_SE">'
    )
    found = metadata(f"<html><head>{head}</head><body><p>x</p></body></html>")
    assert (found.title, found.outlet, found.lang) == ("Bridge closed", "A Times", "sv")
    assert (found.published, found.modified) == ("2025-08-15T06:12:00+00:00", "2025-08-16T06:12:00+00:00")
    assert (found.byline, found.section, found.tags) == ("Ada Lind", "Local", ("bridge", "roads, lanes"))
    found = metadata('<h1>Bridge</h1><a rel="author">Ada Lind</a><time datetime="2025-08-15">today</time>')
    assert (found.title, found.byline, found.published) == ("Bridge", "Ada Lind", "2025-08-15")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Bridge closed - Tarn Times", "Bridge closed"),
        ("Bridge closed | News | Tarn Times", "Bridge closed | News"),
        ("Bridge closed - for now", "Bridge closed - for now"),
    ],
)
def test_the_outlet_after_the_title_goes(title: str, expected: str) -> None:
    found = metadata(f'<title>{title}</title><meta property="og:site_name" content="Tarn Times"><p>x</p>')
    assert found.title == expected


def test_the_heading_is_the_title_without_what_the_site_adds() -> None:
    assert metadata("<title>Bridge closed – Tarn</title><h1>Bridge closed</h1>").title == "Bridge closed"


def test_places_that_disagree_about_the_time_are_told(tmp_path: Path) -> None:
    times = '<meta property="article:published_time" content="2025-08-15T06:12:00Z">'
    address = '<link rel="canonical" href="https://tarn.example/2025/08/15/bridge">'
    found = reading(tmp_path, page(linked({**NEWS, "datePublished": "2025-08-17"}) + times + address))
    assert found.articles[0].published == "2025-08-15T06:12:00+00:00"
    (note,) = found.notes
    assert note.why == (
        "time of publication 2025-08-15 (meta, the address: more places say so), not 2025-08-17 (JSON-LD)"
    )
    found = reading(tmp_path, page(linked({**NEWS, "datePublished": "2025-08-17"}) + times))
    assert found.articles[0].published == "2025-08-17"
    assert "(JSON-LD: the surest place), not 2025-08-15 (meta)" in found.notes[0].why


def test_the_more_exact_time_of_one_day_is_taken() -> None:
    times = '<meta property="article:published_time" content="2025-08-15T06:12:00Z">'
    found = metadata(page(linked({**NEWS, "datePublished": "2025-08-15"}) + times))
    assert found.published == "2025-08-15T06:12:00+00:00"
    assert not found.notes


def test_an_address_gives_the_day_where_nothing_else_does() -> None:
    found = metadata(page('<meta property="og:url" content="https://tarn.example/2025/08/15/bridge.html">'))
    assert found.published == "2025-08-15"
    assert found.notes == ("time of publication 2025-08-15 by the address alone",)
    assert (
        metadata(page('<meta property="og:url" content="https://tarn.example/a/20251399/b">')).published
        is None
    )


@pytest.mark.parametrize(
    "wrapped",
    [
        "//<![CDATA[\n{}\n//]]>",
        "/* <![CDATA[ */ {} /* ]]> */",
        "<!-- {} -->",
        "{};",
        "\n{}\n",
    ],
)
def test_linked_data_as_pages_wrap_it(wrapped: str) -> None:
    text = wrapped.replace("{}", json.dumps(NEWS))
    found = metadata(f'<script type="application/ld+json">{text}</script><p>x</p>')
    assert found.title == "Bridge & road closed"


@pytest.mark.parametrize(
    "value",
    ["{", "[[[[[[]]]]]]", '{"@type": 3}', '{"@type": "Article", "author": {"@id": "#a"}, "headline": 5}',
     '{"@type": ["Article"], "publisher": [], "keywords": [[], {}], "mainEntityOfPage": 7}',
     '{"@id": "#a", "@type": "Article", "author": {"@id": "#a"}, "publisher": {"@id": "#a"}}'],
)  # fmt: skip
def test_linked_data_that_is_nonsense(value: str) -> None:
    found = metadata(f'<script type="application/ld+json">{value}</script><title>Bridge closed</title>')
    assert found.title == "Bridge closed"


def test_a_page_cannot_claim_the_address_of_another_site(tmp_path: Path) -> None:
    from synoptic.reading.metadata import same_site

    assert same_site("https://www.tarn.example/a", "https://amp.tarn.example/a")
    assert not same_site("https://other.test/a", "https://tarn.example/a")


def test_bylines_and_times_of_flattened_pages(tmp_path: Path) -> None:
    text = (
        "Barge closes harbour of Ostvik\nBy Jane Merriweather, Maritime Correspondent\n"
        "Published 15 August 2025\nUpdated: 16 August 2025 at 07:30\n"
        "The harbour of Ostvik was closed on Tuesday after a barge ran aground near the pier.\n"
        "Nobody was hurt, the coast guard said, and the pilot was relieved of duty while an inquiry goes on."
    )
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    found = read([tmp_path / "a.txt"])
    (about,) = found.about
    assert (about.byline, about.modified) == ("Jane Merriweather, Maritime Correspondent", "2025-08-16")
    assert found.articles[0].published == "2025-08-15"


def test_records_and_feeds_say_it_too(tmp_path: Path) -> None:
    record = {**NEWS, "articleBody": "A report of some words on a bridge.", "id": "one"}
    (tmp_path / "a.json").write_text(json.dumps(record), encoding="utf-8")
    (tmp_path / "b.xml").write_text(
        '<rss version="2.0"><channel><title>Tarn Times</title><item><title>Bridge closed</title>'
        "<guid>two</guid><author>ada@tarn.example (Ada Lind)</author><category>bridge</category>"
        "<category>Tarn</category>"
        "<description>A report of some words on a bridge.</description></item></channel></rss>",
        encoding="utf-8",
    )
    one, two = read([tmp_path]).about
    assert (one.article, one.byline, one.section) == ("one", "Ada Lind, Bo Ek", "Local")
    assert one.tags == ("bridge", "Tarn")
    assert one.modified == "2025-08-15T10:00:00+02:00"
    assert (two.article, two.tags) == ("two", ("bridge", "Tarn"))
    assert "Ada Lind" in (two.byline or "")
