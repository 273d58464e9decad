"""RSS and Atom feeds, as saved files; JSON Feed is read by :mod:`synoptic.reading.records`."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import BinaryIO
from urllib.parse import urljoin

from synoptic.errors import NoArticle
from synoptic.reading.addresses import refuse_entities
from synoptic.reading.decoding import tidy
from synoptic.reading.draft import Draft, Item, Limits, Named
from synoptic.reading.html import words_of
from synoptic.reading.language import normal
from synoptic.reading.metadata import about_of
from synoptic.reading.text import bounded
from synoptic.reading.times import iso
from synoptic.types import About, Skipped

ROOTS = ("<rss", "<feed", "<rdf:rdf")
FULL = 600


class Feeds:
    """A feed: one draft an entry, with the full text where the feed has it."""

    name = "a feed"

    def recognises(self, named: Named) -> bool:
        """The root element of a feed stands in the first bytes."""
        head = named.head[:4096].replace(b"\0", b"").decode("latin-1").lower()
        return head.lstrip("ï»¿\xff\xfe \t\r\n").startswith("<") and any(root in head for root in ROOTS)

    def drafts(self, named: Named, content: BinaryIO, limits: Limits) -> Iterator[Item]:
        """A draft an entry.  Raises :class:`NoArticle` for a feed without entries or with entities."""
        import feedparser  # type: ignore[import-untyped]  # slow to load, and few inputs are feeds

        data = bounded(content, named.source, limits.record)
        refuse_entities(data, named.source)
        try:
            feed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise NoArticle(named.source, f"a feed that cannot be read ({type(error).__name__})") from error
        if not feed.entries:
            raise NoArticle(named.source, "a feed without entries")
        about = feed.get("feed", {})
        for number, entry in enumerate(feed.entries, 1):
            draft = _draft(entry, about, named.at(f"[{number}]"))
            yield draft or Skipped(source=f"{named.source}[{number}]", why="an entry without text")


def _draft(entry: dict[str, object], about: Mapping[str, object], named: Named) -> Draft | None:
    contents = entry.get("content")
    markup = [str(one.get("value", "")) for one in contents] if isinstance(contents, list) else []
    markup.append(str(entry.get("summary") or ""))
    text = words_of(max(markup, key=len))
    title = " ".join(words_of(str(entry.get("title") or "")).split()) or None
    if not any(map(str.isalnum, text)):
        text, title = title or "", None
    if not any(map(str.isalnum, text)):
        return None
    return Draft(
        source=named.source,
        stem=named.stem,
        text=tidy(text, named.source),
        id=str(entry.get("id") or entry.get("link") or "") or None,
        title=title,
        lang=normal(entry.get("language") or about.get("language")),
        published=iso(dict.get(entry, "published")) or iso(dict.get(entry, "updated")),
        outlet=" ".join(str(about.get("title") or "").split()) or None,
        url=_link(str(entry.get("link") or ""), named.url),
        about=_about(entry),
        teaser=len(text) < FULL,
        entry=True,
    )


def _link(link: str, feed: str | None) -> str | None:
    """Where an entry's page lies, read against the address of the feed where that is known."""
    try:
        return urljoin(feed, link) if feed and link else link or None
    except ValueError:
        return link


def _about(entry: dict[str, object]) -> About:
    """Author, tags and time of change of an entry; where it has no time of publication that is its time."""
    terms = entry.get("tags")
    tags = [one.get("term") for one in terms if isinstance(one, dict)] if isinstance(terms, list) else []
    changed = dict.get(entry, "updated") if dict.get(entry, "published") else None
    return about_of({"author": entry.get("author"), "tags": tags, "updated": changed})
