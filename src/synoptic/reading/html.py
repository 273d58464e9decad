"""HTML pages: main text by trafilatura, and what the page states about itself."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO

import lxml.etree  # type: ignore[import-untyped]
import lxml.html  # type: ignore[import-untyped]

from synoptic.errors import NoArticle
from synoptic.reading import notices
from synoptic.reading.decoding import decode, tidy
from synoptic.reading.draft import Draft, Item, Limits, Named
from synoptic.reading.language import normal
from synoptic.reading.lines import split_lines
from synoptic.reading.text import bounded
from synoptic.reading.times import iso

# What trafilatura cannot take apart is told as a skipped input, not as a line on the screen.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

LARGEST = 10_000_000
TAGS_NESTED = 2_000
LEAST = 200
CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s{0,3}=\s{0,3}[\"']?\s{0,3}([\w-]{2,40})", re.IGNORECASE)
BLOCKS = (
    *("address", "article", "aside", "blockquote", "dd", "div", "dt", "figcaption", "footer", "form", "h1"),
    *("h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section"),
    *("table", "tr", "ul"),
)
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
MARKUP = re.compile(
    r"<(?:!doctype\s+html|html|head|body|article|main|div|p|h1|h2|section|meta|title)[\s>/]", re.IGNORECASE
)
NEWS = (
    "NewsArticle",
    "ReportageNewsArticle",
    "Article",
    "BlogPosting",
    "LiveBlogPosting",
    "AnalysisNewsArticle",
)
TIMES = (
    "article:published_time", "og:article:published_time", "datepublished", "pubdate", "publishdate",
    "publish-date", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dc.date",
    "dcterms.created", "date",
)  # fmt: skip


class Html:
    """A saved page of the web."""

    name = "HTML"

    def recognises(self, named: Named) -> bool:
        """Markup opens the input."""
        head = named.head.replace(b"\0", b"")[:4096].decode("latin-1").lstrip("ï»¿\xff\xfe \t\r\n")
        if not head.startswith("<") or head.startswith(("<?xml", "<rss", "<feed", "<rdf")):
            return head.startswith("<?xml") and "<html" in head.lower()
        return MARKUP.search(head) is not None

    def drafts(self, named: Named, content: BinaryIO, limits: Limits) -> Iterator[Item]:
        """One draft.  Raises :class:`NoArticle` where the page has no main text."""
        yield of(bounded(content, named.source, min(limits.record, LARGEST)), named)


def of(data: bytes, named: Named) -> Draft:
    """The draft that a page makes."""
    stated = CHARSET.search(data[:4096])
    markup = decode(data, named.source, named.charset or (stated[1].decode("ascii") if stated else None))
    if deepest(markup) > TAGS_NESTED:
        raise NoArticle(named.source, "HTML nested too deep")
    about = metadata(markup)
    text = main_text(markup, named.source)
    title = about.get("title")
    return Draft(
        source=named.source,
        stem=named.stem,
        text=text,
        title=title,
        lang=normal(about.get("lang")),
        published=about.get("published"),
        outlet=about.get("outlet"),
        url=named.url or about.get("url"),
        clean=True,
        taken=_outside(markup, f"{title or ''}\n{text}"),
    )


def _outside(markup: str, kept: str) -> tuple[tuple[str, str], ...]:
    """The words of a page that stand neither in its main text nor in its title, in one piece."""
    known = {_bare(line) for line in kept.split("\n")}
    whole = _bare(kept)
    lines = dict.fromkeys(line.strip() for line in words_of(markup).split("\n"))
    rest = [line for line in lines if line and _bare(line) not in known and _bare(line) not in whole]
    return (("\n".join(rest), "outside the main text"),) if rest else ()


def _bare(line: str) -> str:
    return "".join(line.split())


def main_text(markup: str, source: str) -> str:
    """The main text of a page, its paragraphs on lines of their own.

    Raises :class:`NoArticle` where there is none.
    """
    import trafilatura  # slow to load, and most inputs are no HTML

    try:
        text = trafilatura.extract(
            markup, include_comments=False, include_tables=False, favor_precision=True, output_format="txt"
        )
    except (ValueError, TypeError, AttributeError, RecursionError, lxml.etree.LxmlError) as error:
        raise NoArticle(source, f"HTML that cannot be taken apart ({type(error).__name__})") from error
    if not text or not any(map(str.isalnum, text)):
        raise NoArticle(source, "a page without main text")
    lines = split_lines(text)
    rest = sum(line.extent for line in lines if not notices.speaks_of_consent(line))
    if rest < LEAST and any(notices.speaks_of_consent(line) for line in lines):
        raise NoArticle(source, "a page that is only a cookie notice")
    return tidy(text, source)


def words_of(markup: str) -> str:
    """All words of a fragment of HTML, its blocks on lines of their own."""
    if deepest(markup) > TAGS_NESTED:
        return ""
    try:
        tree = lxml.html.fragment_fromstring(markup, create_parent="div")
    except (lxml.etree.LxmlError, ValueError, TypeError):
        return ""
    for element in list(tree.iter("script", "style", "figure", "noscript")):
        element.drop_tree()
    for element in tree.iter(*BLOCKS):
        element.text = "\n\n" + _allowed(element.text)
        element.tail = "\n\n" + _allowed(element.tail)
    for element in tree.iter("td", "th"):
        element.tail = " " + _allowed(element.tail)
    for element in tree.iter("br"):
        element.tail = "\n" + _allowed(element.tail)
    lines = (re.sub(r"[ \t\r\f]+", " ", line).strip() for line in tree.text_content().split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _allowed(text: str | None) -> str:
    """The text without what XML forbids: a page may hold it, but lxml takes none."""
    return FORBIDDEN.sub("", text or "")


def deepest(markup: str) -> int:
    """How deep the tags of a page are nested, roughly; reading deep trees takes more than it gives."""
    depth = most = 0
    for found in re.finditer(
        r"<(/?)(?:div|span|b|i|a|ul|ol|table|section|article|font|em|blockquote)\b", markup, re.IGNORECASE
    ):
        depth = max(0, depth - 1) if found[1] else depth + 1
        most = max(most, depth)
    return most


def metadata(markup: str) -> dict[str, str]:
    """Title, language, time of publication, outlet and address, as a page states them.

    JSON-LD goes before OpenGraph and other ``meta``, these before ``<time>`` and ``<title>``.
    """
    try:
        tree = lxml.html.document_fromstring(
            markup.encode("utf-8"), parser=lxml.html.HTMLParser(encoding="utf-8")
        )
    except (lxml.etree.LxmlError, ValueError, TypeError):
        return {}
    found = [_linked_data(tree), _meta(tree), _elements(tree)]
    return {
        key: value
        for key in ("title", "lang", "published", "outlet", "url")
        if (value := next((one[key] for one in found if one.get(key)), None))
    }


def _linked_data(tree: lxml.html.HtmlElement) -> dict[str, str]:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            value = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        for one in _objects(value, 0):
            kinds = one.get("@type")
            if any(kind in NEWS for kind in (kinds if isinstance(kinds, list) else [kinds])):
                return _stated(one)
    return {}


def _objects(value: object, depth: int) -> Iterator[Mapping[str, object]]:
    if depth > 4:
        return
    if isinstance(value, list):
        for one in value:
            yield from _objects(one, depth + 1)
    elif isinstance(value, dict):
        yield value
        yield from _objects(value.get("@graph"), depth + 1)
        yield from _objects(value.get("mainEntity"), depth + 1)


def _stated(one: Mapping[str, object]) -> dict[str, str]:
    publisher = one.get("publisher")
    publisher = publisher[0] if isinstance(publisher, list) and publisher else publisher
    values = {
        "title": one.get("headline"),
        "lang": one.get("inLanguage"),
        "published": iso(one.get("datePublished")),
        "outlet": publisher.get("name") if isinstance(publisher, dict) else publisher,
        "url": one.get("url"),
    }
    return {
        key: " ".join(value.split())
        for key, value in values.items()
        if isinstance(value, str) and value.strip()
    }


def _meta(tree: lxml.html.HtmlElement) -> dict[str, str]:
    values: dict[str, str] = {}
    for element in tree.iter("meta"):
        key = (
            (element.get("property") or element.get("name") or element.get("itemprop") or "").strip().lower()
        )
        content = " ".join((element.get("content") or "").split())
        if key and content:
            values.setdefault(key, content)
    times = (iso(values[key]) for key in TIMES if key in values)
    found = {
        "title": values.get("og:title"),
        "published": next(filter(None, times), None),
        "outlet": values.get("og:site_name"),
        "url": values.get("og:url"),
    }
    return {key: value for key, value in found.items() if value}


def _elements(tree: lxml.html.HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    times = [iso(element.get("datetime")) for element in tree.iter("time") if element.get("datetime")]
    known = sorted({time for time in times if time})
    if len(known) == 1 or (times and times[0] and len({t[:10] for t in known}) == 1):
        found["published"] = known[0]
    headings = [" ".join(element.text_content().split()) for element in tree.iter("h1")]
    titles = [" ".join(element.text_content().split()) for element in tree.iter("title")]
    found["title"] = next((text for text in (headings if len(headings) == 1 else []) + titles if text), "")
    canonical = next((e.get("href") for e in tree.iter("link") if (e.get("rel") or "") == "canonical"), None)
    found["url"] = canonical or ""
    found["lang"] = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    return found
