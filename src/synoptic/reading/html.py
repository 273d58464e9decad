"""HTML pages: main text by trafilatura, and what the page states about itself."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from configparser import ConfigParser
from functools import cache, partial
from typing import BinaryIO

import lxml.etree  # type: ignore[import-untyped]
import lxml.html  # type: ignore[import-untyped]

from synoptic.errors import NoArticle
from synoptic.reading import notices
from synoptic.reading.decoding import decode, tidy
from synoptic.reading.draft import Draft, Item, Limits, Named
from synoptic.reading.lines import Line, join_lines, split_lines
from synoptic.reading.metadata import metadata, same_site
from synoptic.reading.text import bounded
from synoptic.types import About

# What trafilatura cannot take apart is told as a skipped input, not as a line on the screen.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

LARGEST = 10_000_000
TAGS_NESTED = 2_000
LEAST, LEAST_EXTRACTED = 200, 140
CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s{0,3}=\s{0,3}[\"']?\s{0,3}([\w-]{2,40})", re.IGNORECASE)
BLOCKS = (
    *("address", "article", "aside", "blockquote", "dd", "div", "dt", "figcaption", "footer", "form", "h1"),
    *("h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section"),
    *("table", "tr", "ul"),
)
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
WHITE, GAP = re.compile(r"[ \t\r\f]+"), re.compile(r"\n{3,}")
PARSER = partial(lxml.html.HTMLParser, encoding="utf-8")
MARKUP = re.compile(
    r"<(?:!doctype\s+html|html|head|body|article|main|div|p|h1|h2|section|meta|title)[\s>/]", re.IGNORECASE
)


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
    about = metadata(markup, named.url)
    text = main_text(markup, named.source)
    return Draft(
        source=named.source,
        stem=named.stem,
        text=text,
        title=about.title,
        lang=about.lang,
        published=about.published,
        outlet=about.outlet,
        url=about.url if about.url and same_site(about.url, named.url) else named.url,
        about=About(byline=about.byline, section=about.section, tags=about.tags, modified=about.modified),
        notes=about.notes,
        clean=True,
        taken=_outside(markup, f"{about.title or ''}\n{text}"),
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

    markup = _without_layout_tables(markup)
    try:
        text = trafilatura.extract(
            markup,
            include_comments=False,
            include_tables=False,
            favor_precision=True,
            output_format="txt",
            config=_settings(),
        )
    except (ValueError, TypeError, AttributeError, RecursionError, lxml.etree.LxmlError) as error:
        raise NoArticle(source, f"HTML that cannot be taken apart ({type(error).__name__})") from error
    if not text or not any(map(str.isalnum, text)):
        raise NoArticle(source, "a page without main text")
    lines = split_lines(text)
    if _only_consent(lines):
        raise NoArticle(source, "a page that is only a cookie notice")
    body = (n for n in range(len(lines)) if _body(lines[n]))
    first = next(body, 0)
    last = next((n for n in range(len(lines) - 1, first, -1) if _body(lines[n])), first)
    inside = range(first, last)
    kept = [line for n, line in enumerate(lines) if n in inside or len(notices.signs(line)) < 2]
    return tidy(join_lines(kept), source)


def _only_consent(lines: list[Line]) -> bool:
    """Whether a page has a notice on consent, and hardly a word beside."""
    rest, notice = 0, False
    for line in lines:
        if notices.speaks_of_consent(line):
            notice = True
        else:
            rest += line.extent
        if rest >= LEAST:
            return False
    return notice


def _body(line: Line) -> bool:
    """Whether a line is running text that speaks of no consent."""
    return line.prose and not notices.signs(line)


@cache
def _settings() -> ConfigParser:
    """The settings of trafilatura, but for what it takes for too short: some scripts write short."""
    from trafilatura.settings import use_config

    settings: ConfigParser = use_config()
    settings.set("DEFAULT", "MIN_EXTRACTED_SIZE", str(LEAST_EXTRACTED))
    return settings


def _without_layout_tables(markup: str) -> str:
    """The page with its tables made plain blocks where they hold running text: those only place it."""
    if "<table" not in markup.lower():
        return markup
    try:
        tree = lxml.html.document_fromstring(markup.encode("utf-8"), parser=PARSER())
    except (lxml.etree.LxmlError, ValueError, TypeError):
        return markup
    placing = [table for table in tree.iter("table") if _places_text(table)]
    for table in placing:
        for element in [table, *table.iter("tbody", "tr", "td", "th")]:
            element.tag = "div"
    return str(lxml.html.tostring(tree, encoding="unicode")) if placing else markup


def _places_text(table: lxml.html.HtmlElement) -> bool:
    """Whether cells of a table hold paragraphs or further tables, as those of figures never do."""
    return any(
        sum(1 for _ in cell.iter("p")) > 1 or next(cell.iter("table"), None) is not None
        for cell in table.iter("td")
    )


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
    lines = (line.strip() for line in WHITE.sub(" ", tree.text_content()).split("\n"))
    return GAP.sub("\n\n", "\n".join(lines)).strip()


def _allowed(text: str | None) -> str:
    """The text without what XML forbids: a page may hold it, but lxml takes none."""
    return FORBIDDEN.sub("", text) if text else ""


def deepest(markup: str) -> int:
    """How deep the tags of a page are nested, roughly; reading deep trees takes more than it gives."""
    depth = most = 0
    for found in re.finditer(
        r"<(/?)(?:div|span|b|i|a|ul|ol|table|section|article|font|em|blockquote)\b", markup, re.IGNORECASE
    ):
        depth = max(0, depth - 1) if found[1] else depth + 1
        most = max(most, depth)
    return most
