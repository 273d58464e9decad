"""Lists of where news lies: OPML, sitemaps (also of news, also of sitemaps), and plain lines of addresses.

A list holds no article.  What it gives are :class:`Address` values, for whoever fetches.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO

import lxml.etree  # type: ignore[import-untyped]

from synoptic.errors import NoArticle
from synoptic.reading.draft import Address, Item, Lead, Limits, Named
from synoptic.reading.language import normal
from synoptic.reading.text import bounded
from synoptic.reading.times import iso

ROOTS = {"opml": "opml", "urlset": "sitemap", "sitemapindex": "sitemap"}
SCHEMES = ("http://", "https://")
LONGEST = 2048


class Lists:
    """A list of addresses: OPML, a sitemap, or a text with an address a line."""

    name = "a list of addresses"

    def recognises(self, named: Named) -> bool:
        """The root element of such a list opens the input, or its lines are addresses alone."""
        return _root(named.head) in ROOTS or _only_addresses(named.head)

    def drafts(self, named: Named, content: BinaryIO, limits: Limits) -> Iterator[Item]:
        """An :class:`Address` an entry.  Raises :class:`NoArticle` for a list without one."""
        yield from addresses(bounded(content, named.source, limits.record), named.source)


def addresses(data: bytes, source: str = "a list") -> tuple[Address, ...]:
    """The addresses that a list holds, in its order, each once; relative ones are passed over.

    Raises :class:`NoArticle` where there is none, and for XML that declares entities.
    """
    kind = ROOTS.get(_root(data[:65_536]) or "")
    if kind is None:
        found = _lines(data)
    else:
        refuse_entities(data, source)
        found = _outlines(data, source) if kind == "opml" else _entries(data, source)
    distinct: dict[str, Address] = {}
    for one in found:
        if one.url.lower().startswith(SCHEMES) and len(one.url) <= LONGEST:
            distinct.setdefault(one.url, one)
    if not distinct:
        raise NoArticle(source, "a list without addresses")
    return tuple(distinct.values())


def refuse_entities(data: bytes, source: str) -> None:
    """Raises :class:`NoArticle` for XML that declares entities: a few lines of them can fill any memory."""
    if b"<!entity" in data[:1_000_000].replace(b"\0", b"").lower():
        raise NoArticle(source, "XML that declares entities, which is not read")


def _root(head: bytes) -> str | None:
    """The local name of the element that opens an XML document, in lower case."""
    parser = lxml.etree.XMLPullParser(
        events=("start",), resolve_entities=False, no_network=True, recover=True
    )
    text = head.lstrip(b" \t\r\n")
    if b"<" not in text[:8]:
        return None
    try:
        parser.feed(text[:8192])
        _, element = next(iter(parser.read_events()), (None, None))
    except (lxml.etree.LxmlError, ValueError):
        return None
    return None if element is None or not isinstance(element.tag, str) else _local(element.tag)


def _local(tag: object) -> str:
    return tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""


def _elements(data: bytes, source: str, wanted: str) -> Iterator[lxml.etree._Element]:
    """Every element of a name, whole, and freed again when it has been looked at."""
    try:
        for _, element in lxml.etree.iterparse(
            io.BytesIO(data.lstrip(b" \t\r\n")),
            events=("end",),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            recover=True,
            huge_tree=False,
        ):
            if _local(element.tag) in wanted:
                yield element
    except (lxml.etree.LxmlError, ValueError) as error:
        raise NoArticle(source, "XML that cannot be read") from error


def _outlines(data: bytes, source: str) -> Iterator[Address]:
    """The feeds of an OPML list, in the order of the document; links in it are pages or further lists."""
    for element in _elements(data, source, "outline"):
        values = {_local(key): " ".join(str(value).split()) for key, value in element.attrib.items()}
        title = values.get("title") or values.get("text")
        lang = normal(values.get("language"))
        if values.get("xmlurl"):
            yield Address(url=values["xmlurl"], lead="feed", outlet=title, lang=lang)
        elif values.get("url") and values.get("type", "").lower() in ("link", "include", "rss"):
            leads: dict[str, Lead] = {"link": "page", "include": "list", "rss": "feed"}
            yield Address(url=values["url"], lead=leads[values["type"].lower()], title=title, lang=lang)


def _entries(data: bytes, source: str) -> Iterator[Address]:
    """The pages of a sitemap, with what a sitemap of news says of them, or the sitemaps of an index."""
    for element in _elements(data, source, "url sitemap"):
        values: dict[str, str] = {}
        for inner in element.iter():
            if inner is not element and (inner.text or "").strip():
                values.setdefault(_local(inner.tag), " ".join(inner.text.split()))
        lead: Lead = "list" if _local(element.tag) == "sitemap" else "page"
        yield Address(
            url=values.get("loc", ""),
            lead=lead,
            title=values.get("title"),
            outlet=values.get("name"),
            lang=normal(values.get("language")),
            published=iso(values.get("publication_date")),
            changed=iso(values.get("lastmod")),
        )
        element.clear()


def _lines(data: bytes) -> Iterator[Address]:
    for line in data.decode("utf-8-sig", "replace").splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            yield Address(url=line.strip(), lead="page")


def _only_addresses(head: bytes) -> bool:
    """Whether every line says an address and nothing else; lines that begin with ``#`` are remarks."""
    whole = head if len(head) < 65_536 else head[: head.rfind(b"\n") + 1]
    lines = [line.strip() for line in whole.removeprefix(b"\xef\xbb\xbf").splitlines()]
    said = [line for line in lines if line and not line.startswith(b"#")]
    return bool(said) and all(
        line.lower().startswith((b"http://", b"https://")) and len(line.split()) == 1 for line in said
    )
