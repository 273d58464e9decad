"""Lists of addresses: OPML, sitemaps, plain lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synoptic.errors import NoArticle
from synoptic.reading import read
from synoptic.reading.addresses import Lists, addresses
from synoptic.reading.draft import Address, Named

OPML = b"""<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>Papers</title></head><body>
 <outline text="Nordic">
  <outline type="rss" text="The Herald" title="The Herald" xmlUrl="https://herald.example/feed"
   language="en-GB"/>
  <outline type="rss" text="Tidningen" xmlurl="https://tidning.example/rss"/>
  <outline type="rss" text="The Herald" xmlUrl="https://herald.example/feed"/>
 </outline>
 <outline type="link" text="A page" url="https://herald.example/barge"/>
 <outline type="include" text="More" url="https://herald.example/more.opml"/>
 <outline text="a local file" xmlUrl="feeds/local.xml"/>
</body></opml>"""

NEWS = b"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
        xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
        xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
 <url>
  <loc>https://herald.example/barge?a=1&amp;b=2</loc>
  <lastmod>2025-08-16T09:00:00+02:00</lastmod>
  <news:news>
   <news:publication><news:name>The Herald</news:name><news:language>en</news:language></news:publication>
   <news:publication_date>2025-08-15T08:12:00+02:00</news:publication_date>
   <news:title>Barge closes
     harbour</news:title>
  </news:news>
  <image:image><image:loc>https://herald.example/barge.jpg</image:loc></image:image>
 </url>
 <url><loc>https://herald.example/ferry</loc><lastmod>30000-01-01</lastmod></url>
</urlset>"""

INDEX = b"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://herald.example/sitemap-1.xml.gz</loc><lastmod>2025-08-15</lastmod></sitemap>
</sitemapindex>"""


def test_opml_names_feeds_pages_and_further_lists() -> None:
    assert addresses(OPML) == (
        Address(url="https://herald.example/feed", lead="feed", outlet="The Herald", lang="en"),
        Address(url="https://tidning.example/rss", lead="feed", outlet="Tidningen"),
        Address(url="https://herald.example/barge", lead="page", title="A page"),
        Address(url="https://herald.example/more.opml", lead="list", title="More"),
    )


def test_a_sitemap_of_news_says_title_outlet_and_times() -> None:
    one, two = addresses(NEWS)
    assert one == Address(
        url="https://herald.example/barge?a=1&b=2",
        lead="page",
        title="Barge closes harbour",
        outlet="The Herald",
        lang="en",
        published="2025-08-15T08:12:00+02:00",
        changed="2025-08-16T09:00:00+02:00",
    )
    assert (two.url, two.changed) == ("https://herald.example/ferry", None)


def test_an_index_leads_to_sitemaps() -> None:
    (one,) = addresses(INDEX)
    assert (one.lead, one.url, one.changed) == (
        "list",
        "https://herald.example/sitemap-1.xml.gz",
        "2025-08-15",
    )


def test_lines_of_addresses() -> None:
    data = b"\xef\xbb\xbf# papers\nhttps://a.example/1\r\n\nhttps://a.example/2\nhttps://a.example/1\n"
    assert [one.url for one in addresses(data)] == ["https://a.example/1", "https://a.example/2"]


def test_sitemaps_made_by_xml_sitemap_writer(tmp_path: Path) -> None:
    writer = pytest.importorskip("xml_sitemap_writer")
    with writer.XMLSitemap(path=str(tmp_path), root_url="https://herald.example") as sitemap:
        sitemap.add_urls([f"/{number}" for number in range(5)])
    found = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    (index,) = addresses(found["sitemap.xml"])
    assert index.lead == "list"
    reading = read([tmp_path])
    assert sorted(one.why for one in reading.skipped) == [
        "a list of 1 addresses, not fetched (--follow fetches them)",
        "a list of 5 addresses, not fetched (--follow fetches them)",
    ]


def test_opml_made_by_opyml() -> None:
    opyml = pytest.importorskip("opyml")
    document = opyml.OPML()
    document.body.outlines.append(
        opyml.Outline(text="The Herald", type="rss", xml_url="https://herald.example/feed")
    )
    assert addresses(document.to_xml().encode()) == (
        Address(url="https://herald.example/feed", lead="feed", outlet="The Herald"),
    )


@pytest.mark.parametrize(
    "data",
    [
        b"<opml><body/></opml>",
        b"<urlset></urlset>",
        b"no address here",
        b'<!DOCTYPE x [<!ENTITY a "b">]><opml><body><outline xmlUrl="https://a.example"/></body></opml>',
    ],
    ids=["opml", "sitemap", "text", "entities"],
)
def test_lists_that_give_nothing(data: bytes) -> None:
    with pytest.raises(NoArticle):
        addresses(data)


def test_other_texts_are_no_lists() -> None:
    for text in (
        b"",
        b"<html><body>https://a.example</body></html>",
        b"<rss></rss>",
        b"See https://a.example",
    ):
        assert not Lists().recognises(Named("a", "a", text))


@given(st.sampled_from([OPML, NEWS, INDEX]), st.integers(0, 600), st.integers(0, 30), st.binary(max_size=8))
def test_damaged_lists_give_addresses_or_a_reason(data: bytes, place: int, cut: int, put: bytes) -> None:
    try:
        found = addresses(data[:place] + put + data[place + cut :])
    except NoArticle:
        return
    assert all(one.url.startswith("http") for one in found)
