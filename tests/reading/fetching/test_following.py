"""From addresses to articles: pages, feeds, OPML lists and sitemaps, on a real site."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from feedgen.feed import FeedGenerator

from synoptic.reading import read
from synoptic.reading.fetching.options import Fetching
from synoptic.types import Reading

from .site import SENTENCES, Site, page

HERE = Fetching(allow_private=True, delay=0.0, timeout=5.0, largest=1_000_000)
TEASER = "What the mayor said of the bridge, and what it cost."


def feed(site: Site, count: int, *, text: str = TEASER) -> bytes:
    """A feed of ``count`` entries, the oldest first, whose pages stand on the site."""
    made = FeedGenerator()
    made.title("The Ostrel Post")
    made.link(href=site.url("/"))
    made.description("News of the valley")
    for n in range(count):
        entry = made.add_entry(order="append")
        entry.id(f"tag:ostrel,2025:{n}")
        entry.title(f"Bridge, part {n}")
        entry.link(href=site.url(f"/{n}"))
        entry.description(text)
        entry.published(datetime(2025, 3, 11, tzinfo=UTC) + timedelta(hours=n))
        site.gives(f"/{n}", page(f"Bridge, part {n}", f"{SENTENCES['bridge']} Part {n}.", published=None))
    return bytes(made.rss_str())


def fetched(*paths: str | Path, **changes: object) -> Reading:
    options = {name: getattr(HERE, name) for name in HERE.__dataclass_fields__} | changes
    return read(list(paths), fetching=Fetching(**options))


def ids(reading: Reading) -> list[str]:
    return [article.id for article in reading.articles]


def test_a_page(site: Site) -> None:
    site.gives("/news/bridge.html", page("Bridge opened", SENTENCES["bridge"]))
    reading = fetched(site.url("/news/bridge.html"))
    (article,) = reading.articles
    assert (article.id, article.outlet, article.lang) == ("bridge", "The Ostrel Post", "en")
    assert article.source == article.url == site.url("/news/bridge.html")
    assert article.published == "2025-03-11T09:00:00+00:00"
    assert "41 million crowns" in article.text
    assert not reading.skipped


def test_each_kind_is_known_by_its_content(site: Site) -> None:
    site.gives("/a", b'{"id": "x", "text": "The bridge opens on Tuesday."}', Content_Type="text/html")
    site.gives("/b", ("The road was closed on Monday. " * 5).encode(), Content_Type="image/png")
    site.gives("/c", b"%PDF-1.7 nothing", Content_Type="text/html")
    site.gives("/d", b"")
    reading = fetched(*(site.url(f"/{name}") for name in "abcd"))
    assert ids(reading) == ["b", "x"]
    assert [one.source for one in reading.skipped] == [site.url("/c"), site.url("/d")]


def test_the_encoding_that_the_host_states(site: Site) -> None:
    text = "Fünf Männer wurden am Samstag in Köln verletzt. Wir prüfen das, sagte er. "
    body = f"<html><body><article><p>{text * 2}</p></article></body></html>"
    for encoding in ("windows-1252", "utf-8"):
        site.gives(f"/{encoding}", body.encode(encoding), Content_Type=f"text/html; charset={encoding}")
    site.gives("/wrong", body.encode("utf-8"), Content_Type="text/html; charset=windows-1252")
    site.gives("/unknown", body.encode("utf-8"), Content_Type="text/html; charset=no-such")
    reading = fetched(*(site.url(f"/{name}") for name in ("windows-1252", "utf-8", "wrong", "unknown")))
    assert [text.strip() in article.text for article in reading.articles] == [True] * 4, reading


def test_what_fails_is_named_and_the_rest_goes_on(site: Site) -> None:
    site.gives("/a", page("Bridge opened", SENTENCES["bridge"]))
    reading = fetched(site.url("/a"), site.url("/gone"), "http://no-such-host.invalid/x", "https://")
    assert ids(reading) == ["a"]
    whys = {one.source: one.why for one in reading.skipped}
    assert whys[site.url("/gone")] == "answers 404 Not Found"
    assert "cannot be reached" in whys["http://no-such-host.invalid/x"]
    assert "without the name of a host" in whys["https://"]


def test_private_addresses_need_a_setting(site: Site) -> None:
    (skipped,) = read([site.url("/a")]).skipped
    assert "allow_private" in skipped.why
    assert not site.requests


def test_a_feed_leads_to_its_newest_articles(site: Site) -> None:
    site.gives("/feed", feed(site, 5))
    reading = fetched(site.url("/feed"), most=3)
    pages = [article for article in reading.articles if "41 million" in article.text]
    assert [article.id for article in pages] == ["2", "3", "4"]
    # What the page does not say, the feed does.
    assert pages[0].published == "2025-03-11T02:00:00+00:00"
    left = [article for article in reading.articles if article not in pages]
    assert [article.id for article in left] == ["tag:ostrel,2025:0", "tag:ostrel,2025:1"]
    (note,) = reading.notes
    assert "names 5 addresses: the newest 3 were fetched, 2 others were not" in note.why


def test_where_the_page_cannot_be_had_the_entry_stays(site: Site) -> None:
    site.gives("/feed", feed(site, 2))
    site.gives("/0", b"", 403)
    site.gives("/1", b"<html><body><p></p></body></html>")
    reading = fetched(site.url("/feed"))
    assert ids(reading) == ["tag:ostrel,2025:0", "tag:ostrel,2025:1"]
    assert all(TEASER in article.text for article in reading.articles)
    assert {one.source for one in reading.skipped} == {site.url("/0"), site.url("/1")}


def test_links_of_a_feed_may_be_relative(site: Site) -> None:
    site.gives("/news/feed", feed(site, 1).replace(site.url("/0").encode(), b"../0"))
    assert ids(fetched(site.url("/news/feed"))) == ["0"]


def test_a_json_feed_leads_on_too(site: Site) -> None:
    feed(site, 1)
    items = [{"id": "1", "url": site.url("/0"), "title": "Bridge", "content_text": TEASER}]
    body = {"version": "https://jsonfeed.org/version/1.1", "title": "The Ostrel Post", "items": items}
    site.gives("/feed.json", json.dumps(body).encode())
    assert ids(fetched(site.url("/feed.json"))) == ["0"]


def test_an_opml_list_leads_to_feeds_and_these_to_pages(site: Site, tmp_path: Path) -> None:
    site.gives("/feed", feed(site, 2))
    opml = f'<opml version="2.0"><body><outline text="Post" xmlUrl="{site.url("/feed")}"/></body></opml>'
    (tmp_path / "feeds.opml").write_text(opml)
    assert ids(fetched(tmp_path / "feeds.opml", follow=True)) == ["0", "1"]
    (skipped,) = fetched(tmp_path / "feeds.opml").skipped
    assert "--follow" in skipped.why


def test_a_saved_feed_leads_on_only_where_that_is_asked(site: Site, tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_bytes(feed(site, 2))
    assert ids(fetched(tmp_path)) == ["tag:ostrel,2025:0", "tag:ostrel,2025:1"]
    assert not site.requests
    assert ids(fetched(tmp_path, follow=True)) == ["0", "1"]


def test_an_index_of_sitemaps(site: Site) -> None:
    feed(site, 3)
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    maps = "".join(f"<sitemap><loc>{site.url(f'/map{n}.xml')}</loc></sitemap>" for n in (0, 1))
    site.gives("/index.xml", f"<sitemapindex {space}>{maps}</sitemapindex>".encode())
    for n in (0, 1):
        urls = "".join(
            f"<url><loc>{site.url(f'/{m}')}</loc><lastmod>2025-03-1{m}</lastmod></url>" for m in (n, n + 1)
        )
        site.gives(f"/map{n}.xml", f"<urlset {space}>{urls}</urlset>".encode())
    assert ids(fetched(site.url("/index.xml"))) == ["0", "1", "2"]
    assert len(site.asked("/1")) == 1


def test_lists_that_lead_to_each_other_end(site: Site) -> None:
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    for n in range(9):
        maps = "".join(f"<sitemap><loc>{site.url(to)}</loc></sitemap>" for to in (f"/{n + 1}", "/0"))
        site.gives(f"/{n}", f"<sitemapindex {space}>{maps}</sitemapindex>".encode())
    reading = fetched(site.url("/0"))
    assert "lists that lead to lists" in reading.skipped[0].why
    assert not site.asked("/6")
    assert len(site.asked("/0")) == 1


def test_the_order_of_addresses_changes_nothing(site: Site) -> None:
    site.gives("/feed", feed(site, 3))
    paths = [site.url("/feed"), site.url("/1"), site.url("/gone")]
    assert fetched(*paths) == fetched(*reversed(paths))


@pytest.mark.parametrize("allowed", ["1", "0"])
def test_the_command_line(site: Site, tmp_path: Path, allowed: str) -> None:
    site.gives("/feed", feed(site, 2))
    settings = {"ALLOW_PRIVATE": allowed, "FETCH_DELAY": "0", "CACHE": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "synoptic", "articles", site.url("/feed"), "--format", "json"],
        capture_output=True,
        text=True,
        env={**os.environ, **{f"SYNOPTIC_{name}": value for name, value in settings.items()}},
        timeout=120,
        check=False,
    )
    found = [article["id"] for article in json.loads(done.stdout)["articles"]]
    assert (found, done.returncode) == (["0", "1"] if allowed == "1" else [], 0 if allowed == "1" else 1)
    assert ("allow_private" in done.stderr) is (allowed == "0")
