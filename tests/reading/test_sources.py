"""Every kind of source, in files that other tools made where there is one."""

from __future__ import annotations

import csv
import io
import json
import mailbox
import sys
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from synoptic.reading import read

BODY = [
    "The harbour of Ostvik was closed on Tuesday after a barge carrying gravel ran aground near the pier.",
    "Nobody was hurt, the coast guard said, and the pilot was relieved of duty while an inquiry goes on.",
    "“We expect to reopen the harbour by Thursday,” said the harbour master, Anna Lund, at a briefing.",
]


def page(*, head: str = "", body: str = "", lang: str = "en") -> str:
    paragraphs = "".join(f"<p>{line}</p>" for line in BODY)
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><title>Barge closes | The Herald</title>{head}</head>'
        f'<body><nav><a href="/">Home</a><a href="/sport">Sport</a></nav><main><article>'
        f"<h1>Barge closes harbour</h1>"
        f"{paragraphs}{body}</article></main><footer>© The Herald</footer></body></html>"
    )


LINKED = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebPage", "name": "x"},
        {
            "@type": ["NewsArticle"], "headline": "Barge closes harbour of Ostvik", "inLanguage": "en-GB",
            "datePublished": "2025-08-15T08:12:00+02:00", "dateModified": "2025-08-16T09:00:00+02:00",
            "publisher": {"@type": "Organization", "name": "The Herald"}, "url": "https://example.org/barge",
        },
    ],
}  # fmt: skip


def test_html_with_linked_data(tmp_path: Path) -> None:
    script = f'<script type="application/ld+json">{json.dumps(LINKED)}</script>'
    (tmp_path / "a.html").write_text(page(head=script), encoding="utf-8")
    (article,) = read([tmp_path]).articles
    assert article.title == "Barge closes harbour of Ostvik"
    assert article.text.startswith(article.title)
    assert article.published == "2025-08-15T08:12:00+02:00"
    assert (article.outlet, article.lang, article.url) == ("The Herald", "en", "https://example.org/barge")
    assert all(line in article.text for line in BODY)
    assert "Sport" not in article.text
    assert "©" not in article.text


def test_what_stands_beside_the_main_text_can_be_shown(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(page(), encoding="utf-8")
    (removed,) = read([tmp_path]).removed
    assert removed.why == "outside the main text"
    assert {"© The Herald"} < set(removed.text.split("\n"))
    assert "Sport" in removed.text
    assert "Barge" not in removed.text
    assert not any(line in removed.text for line in BODY)


def test_html_with_meta_and_time(tmp_path: Path) -> None:
    meta = (
        '<meta property="og:title" content="Barge closes harbour">'
        '<meta property="og:site_name" content="The Herald">'
        '<meta property="article:published_time" content="2025-08-15T06:12:00Z">'
    )
    (tmp_path / "a").write_text(page(head=meta), encoding="utf-8")
    (tmp_path / "b.htm").write_text(page(body='<time datetime="2025-08-14">x</time>'), encoding="utf-8")
    (tmp_path / "c.txt").write_text(page(body='<time datetime="30000-01-01">x</time>'), encoding="utf-8")
    one, two, three = read([tmp_path]).articles
    assert (one.published, one.outlet, one.title) == (
        "2025-08-15T06:12:00+00:00",
        "The Herald",
        "Barge closes harbour",
    )
    assert (two.published, two.outlet, two.title) == ("2025-08-14", None, "Barge closes harbour")
    assert three.published is None


@pytest.mark.parametrize("encoding", ["windows-1252", "utf-16", "utf-8-sig"])
def test_html_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    text = page(
        head='<meta charset="windows-1252">',
        body="<p>Räddningsledaren sade: ”Vägen är öppen igen på fredag.”</p>",
    )
    (tmp_path / "a.html").write_bytes(text.encode(encoding))
    (article,) = read([tmp_path]).articles
    assert "Räddningsledaren sade: ”Vägen är öppen igen på fredag.”" in article.text


@pytest.mark.parametrize(
    "markup",
    [
        "<html><body></body></html>",
        "<html><body>" + "<div>" * 100_000,
        "<!doctype html><html><head><title>x</title></head><body><form>Log in <input></form></body></html>",
        "<html><body><div class='cookie'><p>We use cookies to personalise content and to analyse "
        "our traffic. By clicking accept you agree to the use of cookies as described in our cookie policy."
        "</p></div></body></html>",
    ],
    ids=["empty", "deep", "login", "cookies"],
)
def test_pages_without_an_article(tmp_path: Path, markup: str) -> None:
    (tmp_path / "a.html").write_text(markup, encoding="utf-8")
    reading = read([tmp_path])
    assert reading.articles == ()
    assert len(reading.skipped) == 1


def test_feeds_made_by_feedgen(tmp_path: Path) -> None:
    feedgen = pytest.importorskip("feedgen.feed")
    feed = feedgen.FeedGenerator()
    feed.id("https://example.org/feed")
    feed.title("The Herald")
    feed.link(href="https://example.org/")
    feed.description("News")
    feed.language("en")
    entry = feed.add_entry()
    entry.id("https://example.org/1")
    entry.title("Barge closes harbour")
    entry.link(href="https://example.org/1")
    entry.content("".join(f"<p>{line}</p>" for line in BODY * 2), type="html")
    entry.published("2025-08-15T08:12:00+02:00")
    entry.updated("2025-08-15T09:12:00+02:00")
    short = feed.add_entry()
    short.id("https://example.org/2")
    short.title("Ferry late")
    short.description("The ferry was an hour late on Monday &amp; nobody knew why.")
    short.published("2025-08-14T08:12:00+02:00")
    feed.atom_file(str(tmp_path / "feed.atom"))
    one, two = read([tmp_path]).articles
    assert (one.id, one.title, one.outlet, one.lang) == (
        "https://example.org/1",
        "Barge closes harbour",
        "The Herald",
        "en",
    )
    assert one.published == "2025-08-15T08:12:00+02:00"
    assert one.text == "Barge closes harbour\n\n" + "\n\n".join(BODY * 2) or all(
        line in one.text for line in BODY
    )
    assert (two.role, two.published) == ("teaser", "2025-08-14T08:12:00+02:00")
    feed.rss_file(str(tmp_path / "feed.atom"))
    assert [a.title for a in read([tmp_path]).articles] == ["Barge closes harbour", "Ferry late"]


def test_feeds_that_give_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty.xml").write_text(
        '<?xml version="1.0"?><rss version="2.0"><channel><title>x</title></channel></rss>'
    )
    bomb = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
    (tmp_path / "bomb.xml").write_text(bomb + "<rss><channel><item><title>&b;</title></item></channel></rss>")
    item = "<item><title>Ferry late again today</title><pubDate>Mon, 99 Foo 30000</pubDate></item>"
    dated = f"<rss><channel>{item}</channel></rss>"
    (tmp_path / "dated.xml").write_text(dated)
    reading = read([tmp_path])
    assert [a.published for a in reading.articles] == [None]
    assert [Path(s.source).name for s in reading.skipped] == ["bomb.xml", "empty.xml"]


def letter(number: int, *, markup: bool = False) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "The Herald <news@example.org>"
    message["To"] = "reader@example.org"
    message["Subject"] = f"Barge closes harbour, day {number} – läget"
    message["Date"] = "Fri, 15 Aug 2025 08:12:00 +0200"
    message["Message-ID"] = f"<{number}@example.org>"
    message.set_content("\n\n".join(BODY)) if not markup else None
    if markup:
        message.set_content("<p>" + "</p><p>".join(BODY) + "</p>", subtype="html")
    return message


def test_mail_made_by_the_standard_library(tmp_path: Path) -> None:
    (tmp_path / "one.eml").write_bytes(bytes(letter(1)))
    box = mailbox.mbox(str(tmp_path / "many.mbox"))
    for number in (2, 3):
        box.add(letter(number, markup=number == 3))
    box.close()
    reading = read([tmp_path])
    assert [a.id for a in reading.articles] == ["1@example.org", "2@example.org", "3@example.org"]
    for article in reading.articles:
        assert article.title is not None
        assert article.title.endswith("– läget")
        assert (article.outlet, article.published) == ("The Herald", "2025-08-15T08:12:00+02:00")
        assert all(line in article.text for line in BODY)


def test_tables(tmp_path: Path) -> None:
    with (tmp_path / "news.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["ID", "Title", "Text", "Language", "Date", "Source"])
        writer.writerow(["a", "Barge closes harbour", "\n".join(BODY), "en", "2025-08-15", "The Herald"])
        writer.writerow(["b", "Nothing", "", "en", "", ""])
    reading = read([tmp_path])
    (article,) = reading.articles
    assert (article.id, article.outlet, article.published, article.lang) == (
        "a",
        "The Herald",
        "2025-08-15",
        "en",
    )
    assert article.text == "Barge closes harbour\n\n" + "\n".join(BODY)
    assert reading.skipped[0].source.endswith("news.csv[3]")


def archive(*, packed: bool) -> bytes:
    pytest.importorskip("warcio")
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("x.warc", {"software": "a test"}))
    for number, kind in enumerate(["text/html; charset=utf-8", "image/png", "text/html"]):
        headers = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
        payload = io.BytesIO(
            page(body=f"<p>This was page number {number} of the archive of the Herald.</p>").encode()
        )
        address = f"https://example.org/{number}"
        writer.write_record(
            writer.create_warc_record(address, "response", payload=payload, http_headers=headers)
        )
    return out.getvalue()


@pytest.mark.parametrize("packed", [True, False])
def test_web_archives_made_by_warcio(tmp_path: Path, packed: bool) -> None:
    (tmp_path / "x.warc").write_bytes(archive(packed=packed))
    reading = read([tmp_path])
    assert sorted(a.url or "" for a in reading.articles) == ["https://example.org/0", "https://example.org/2"]
    assert len({a.id for a in reading.articles}) == 2
    assert reading.skipped == ()


@pytest.mark.parametrize("packed", [True, False])
def test_a_web_archive_that_is_cut(tmp_path: Path, packed: bool) -> None:
    data = archive(packed=packed)
    (tmp_path / "x.warc").write_bytes(data[:-150])
    reading = read([tmp_path])
    assert [a.url for a in reading.articles] == ["https://example.org/0"]
    assert len(reading.skipped) == 1


def test_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").write_text(json.dumps({"text": BODY[0]}), encoding="utf-8")
    with (tmp_path / "in").open() as content:
        monkeypatch.setattr(sys, "stdin", content)
        (article,) = read(["-"]).articles
    assert (article.id, article.source, article.text) == ("stdin", "-", BODY[0])


PIECES = st.sampled_from(
    [
        b"From ", b"From: a\n", b"Subject: x\n", b"Date: y\n", b"\n", b"--b\n",
        b"Content-Type: multipart/mixed; boundary=b\n",
        b"<rss>", b"<item>", b"<title>", b"</title>", b"<html>", b"<p>",
        b"<script type='application/ld+json'>", b"{\"@graph\":[",
        b"WARC/1.0\r\n", b"WARC-Type: response\r\n", b"Content-Length: 99\r\n", b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n",
        b"id,text\n", b"\"", b",", b"{\"text\":\"", b"\"}", b"[", b"]", b"\x1f\x8b", b"\0",
        b"\xff\xfe", b"Related articles\n",
        b"The Herald\n", b"25 minutes ago\n", b"- The Herald\n", b"Comments\n", b" date 2025-08-15 ",
        b"\xe9", "漢字。".encode(),
        b"A sentence that is long enough to be taken for running text, or so it is hoped here.\n",
    ]
)  # fmt: skip


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(PIECES, st.binary(max_size=12)), max_size=25).map(b"".join))
def test_pieces_of_every_kind_never_break_a_reader(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a"
    path.write_bytes(content)
    reading = read([path])
    assert reading.articles or reading.skipped
    assert read([path]) == reading
    for article in reading.articles:
        assert article.text == article.text.strip()
        assert article.body <= len(article.text)


def test_tables_that_only_place_the_text_are_read_and_those_of_figures_are_not(tmp_path: Path) -> None:
    body = "".join(
        f"<p>Sentence {n} of an invented report says that the bridge stays closed until the end.</p>"
        for n in range(6)
    )
    figures = "<table><tr><td>Cars</td><td>5512</td></tr><tr><td>Buses</td><td>7712</td></tr></table>"
    page = f"<html><body><table><tr><td>{body}</td></tr></table>{figures}</body></html>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    (article,) = read([tmp_path]).articles
    assert "Sentence 5 of an invented report" in article.text
    assert "5512" not in article.text
