"""What a page of HTML states about its article: JSON-LD, OpenGraph and other ``meta``, elements, address.

Each field is taken from the surest place that has it.  Only of the time of publication every place is
looked at, since pages often disagree about it: what most places say goes before what the surest says, and
a note tells what was not taken.
"""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import lxml.etree  # type: ignore[import-untyped]
import lxml.html  # type: ignore[import-untyped]

from synoptic.reading.language import normal
from synoptic.reading.times import iso
from synoptic.types import About

NEWS = frozenset(
    ["NewsArticle", "ReportageNewsArticle", "Article", "BlogPosting", "LiveBlogPosting",
     "AnalysisNewsArticle", "BackgroundNewsArticle", "OpinionNewsArticle", "ReviewNewsArticle",
     "AskPublicNewsArticle", "Report",
     "SocialMediaPosting", "AdvertiserContentArticle", "SatiricalArticle"]
)  # fmt: skip
PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "pubdate", "publishdate",
    "publish-date", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dc.date",
    "dcterms.created", "date",
)  # fmt: skip
MODIFIED = (
    "article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified", "last-modified",
    "lastmod", "dcterms.modified", "dc.date.modified",
)  # fmt: skip
AUTHOR = (
    "author",
    "parsely-author",
    "byl",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "sailthru.author",
)
SECTION = ("article:section", "parsely-section", "section", "dc.subject")
TAGS = ("article:tag", "news_keywords", "parsely-tags", "keywords")
IN_ADDRESS = re.compile(r"/(20\d\d)[/-](\d\d)[/-](\d\d)(?=[/_.-]|$)|[/-](20\d\d)(\d\d)(\d\d)(?=[/_.-]|$)")
OPENS = re.compile(r"^[\s/*]*(?:<!\[CDATA\[|<!--)?[\s/*]*")
CLOSES = re.compile(r"[\s/*;]*(?:\]\]>|-->)?[\s/*;]*$")
SUFFIX = re.compile(r"\s+[|–—»·:-]\s+")
DEEPEST, TAGS_MOST, LONGEST = 4, 40, 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a page states; times are ISO 8601, ``notes`` what a person should know of them."""

    title: str | None = None
    lang: str | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    byline: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    modified: str | None = None
    notes: tuple[str, ...] = ()


@dataclass
class _Stated:
    """What one place of a page states: fields, and the names under which it stands for a person."""

    place: str
    fields: dict[str, str]
    tags: tuple[str, ...] = ()


def metadata(markup: str, address: str | None = None) -> Metadata:
    """What a page states about its article; ``address`` is where it was fetched."""
    try:
        tree = lxml.html.document_fromstring(
            markup.encode("utf-8"), parser=lxml.html.HTMLParser(encoding="utf-8")
        )
    except (lxml.etree.LxmlError, ValueError, TypeError):
        return Metadata()
    places = [_linked_data(tree), _meta(tree), _elements(tree)]
    found: dict[str, str] = {}
    for place in places:
        found = {**{key: value for key, value in place.fields.items() if value}, **found}
    url = _address(places, address)
    published, notes = _published(places, url or address)
    return Metadata(
        title=_title(places, found.get("outlet")),
        lang=next(filter(None, (normal(place.fields.get("lang")) for place in places)), None),
        published=published,
        outlet=found.get("outlet"),
        url=url,
        byline=found.get("byline"),
        section=found.get("section"),
        tags=next((place.tags for place in places if place.tags), ()),
        modified=found.get("modified"),
        notes=notes,
    )


# --- one field from all places ------------------------------------------------------------------------


def _published(places: Iterable[_Stated], url: str | None) -> tuple[str | None, tuple[str, ...]]:
    """The time of publication, and a note where places disagree about its day.

    Most places decide the day, the surest one where none has most; of the places that give this day the
    first that knows the time of day is taken.
    """
    stated = [(place.place, place.fields["published"]) for place in places if place.fields.get("published")]
    day = _day_in(url)
    if not stated:
        return day, ((f"time of publication {day} by the address alone",) if day else ())
    votes = Counter(time[:10] for _, time in stated) + Counter([day] if day else [])
    most = max(votes.values())
    chosen = next((time[:10] for _, time in stated if votes[time[:10]] == most), stated[0][1][:10])
    agreeing = [(name, time) for name, time in stated if time[:10] == chosen]
    taken = next((time for _, time in agreeing if len(time) > 10), agreeing[0][1])
    others = [f"{time[:10]} ({name})" for name, time in stated if time[:10] != chosen]
    if not others:
        return taken, ()
    by = ", ".join([name for name, _ in agreeing] + (["the address"] if day == chosen else []))
    why = "more places say so" if most > 1 else "the surest place"
    return taken, (f"time of publication {chosen} ({by}: {why}), not {', '.join(others)}",)


def _day_in(url: str | None) -> str | None:
    found = IN_ADDRESS.search(urlsplit(url).path) if url else None
    return iso("-".join(part for part in found.groups() if part)) if found else None


def _title(places: list[_Stated], outlet: str | None) -> str | None:
    """The title without the outlet's name after it, where that is known or the page's heading lacks it."""
    titles = [place.fields["title"] for place in places if place.fields.get("title")]
    heading = places[-1].fields.get("heading")
    if not titles:
        return heading or None
    title = titles[0]
    parts = SUFFIX.split(title)
    if len(parts) > 1 and heading and title != heading and title.startswith(heading):
        return heading
    if len(parts) > 1 and outlet and parts[-1].casefold() == outlet.casefold():
        return title[: len(title) - len(parts[-1])].rstrip(" |–—»·:-")
    return title


def _address(places: list[_Stated], address: str | None) -> str | None:
    """The canonical address, absolute; an AMP page states that of the page that it stands for."""
    stated = {place.place: place.fields.get("url") for place in places}
    canonical = places[-1].fields.get("canonical")
    base = address or next((url for url in stated.values() if url and urlsplit(url).netloc), None)
    for url in (canonical, *stated.values()):
        whole = urljoin(base, url) if url and base else url
        if whole and urlsplit(whole).scheme in ("http", "https"):
            return whole
    return None


def same_site(url: str, other: str | None) -> bool:
    """Whether two addresses may be of one outlet: a page can state any address as its own."""
    hosts = [(urlsplit(one).hostname or "").split(".")[-2:] for one in (url, other or url)]
    return hosts[0] == hosts[1]


# --- JSON-LD ------------------------------------------------------------------------------------------


def _linked_data(tree: lxml.html.HtmlElement) -> _Stated:
    everything: list[Mapping[str, object]] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            everything += _objects(_parsed(script.text or ""), 0)
    by_id = {str(one["@id"]): one for one in everything if "@id" in one and len(one) > 1}
    for one in everything:
        kinds = one.get("@type")
        if NEWS.intersection(map(str, kinds if isinstance(kinds, list) else [kinds])):
            return _of_object(one, by_id)
    return _Stated("JSON-LD", {})


def _parsed(text: str) -> object:
    """JSON as pages write it: between the marks of a comment or of CDATA, with line ends in strings."""
    text = CLOSES.sub("", OPENS.sub("", text))
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _objects(value: object, depth: int) -> Iterator[Mapping[str, object]]:
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for one in value:
            yield from _objects(one, depth + 1)
    elif isinstance(value, dict):
        yield value
        yield from _objects(value.get("@graph"), depth + 1)
        yield from _objects(value.get("mainEntity"), depth + 1)


def _of_object(one: Mapping[str, object], by_id: Mapping[str, Mapping[str, object]]) -> _Stated:
    page = one.get("mainEntityOfPage")
    fields = {
        "title": _text(one.get("headline")) or _text(one.get("name")),
        "lang": _name(one.get("inLanguage"), by_id, ("alternateName", "name")),
        "published": iso(one.get("datePublished")),
        "modified": iso(one.get("dateModified")),
        "outlet": _name(one.get("publisher"), by_id),
        "byline": ", ".join(_names(one.get("author"), by_id)),
        "section": next(iter(_names(one.get("articleSection"), by_id)), ""),
        "url": _text(one.get("url")) or _text(page.get("@id") if isinstance(page, dict) else page),
    }
    keywords = one.get("keywords")
    tags = _names(keywords, by_id) if isinstance(keywords, list) else _split(_text(keywords))
    return _Stated("JSON-LD", {key: value for key, value in fields.items() if value}, _distinct(tags))


def _names(value: object, by_id: Mapping[str, Mapping[str, object]]) -> list[str]:
    several = value if isinstance(value, list) else [value]
    names = (_name(one, by_id) for one in several[:TAGS_MOST])
    return [name for name in dict.fromkeys(names) if name and not name.startswith(("http://", "https://"))]


def _name(value: object, by_id: Mapping[str, Mapping[str, object]], keys: tuple[str, ...] = ("name",)) -> str:
    """A name that stands as text, as an object with one, or as the ``@id`` of an object elsewhere."""
    if isinstance(value, list):
        return _name(value[0], by_id, keys) if value else ""
    if isinstance(value, dict):
        named = next(filter(None, (_text(value.get(key)) for key in keys)), "")
        other = by_id.get(str(value.get("@id")))
        return named or (_name({**other, "@id": ""}, by_id, keys) if other else "")
    return _text(value)


def _text(value: object) -> str:
    """Words on one line, character references read: pages often escape them twice."""
    if not isinstance(value, str):
        return ""
    text = " ".join(html.unescape(value).split())
    return text if len(text) <= LONGEST * 2 else ""


def _split(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[,;،、，]", text)]


def _distinct(tags: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tag for tag in tags if 0 < len(tag) <= LONGEST))[:TAGS_MOST]


def about_of(record: Mapping[str, object]) -> About:
    """What a record says of its article beside the fields that are compared, under the usual names."""

    def named(*keys: str) -> list[str]:
        return next(filter(None, (_names(record.get(key), {}) for key in keys)), [])

    keywords = next((record[key] for key in ("keywords", "tags") if record.get(key)), None)
    tags = _names(keywords, {}) if isinstance(keywords, list) else _split(_text(keywords))
    changed = ("dateModified", "date_modified", "modified", "modified_at", "updated_at", "updated")
    return About(
        byline=", ".join(named("byline", "author", "authors", "creator")) or None,
        section=next(iter(named("articleSection", "section", "category")), None),
        tags=_distinct(tags),
        modified=next(filter(None, (iso(record.get(key)) for key in changed)), None),
    )


# --- meta and other elements --------------------------------------------------------------------------


def _meta(tree: lxml.html.HtmlElement) -> _Stated:
    values: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        names = (element.get(key) for key in ("property", "name", "itemprop", "http-equiv"))
        key = next(filter(None, names), "").strip().lower()
        content = _text(element.get("content"))
        if key and content:
            values.setdefault(key, []).append(content)
    first = {key: several[0] for key, several in values.items()}
    named = (first[key] for key in AUTHOR if key in first and not first[key].startswith("http"))
    fields = {
        "title": first.get("og:title") or first.get("twitter:title"),
        "published": next(filter(None, (iso(first.get(key)) for key in PUBLISHED)), None),
        "modified": next(filter(None, (iso(first.get(key)) for key in MODIFIED)), None),
        "outlet": first.get("og:site_name") or first.get("application-name"),
        "url": first.get("og:url"),
        "byline": next(named, None),
        "section": next((first[key] for key in SECTION if key in first), None),
        "lang": first.get("content-language") or first.get("og:locale"),
    }
    tags = next((values[key] for key in TAGS if key in values), [])
    several = [part for tag in tags for part in _split(tag)] if len(tags) == 1 else tags
    return _Stated("meta", {key: value for key, value in fields.items() if value}, _distinct(several))


def _elements(tree: lxml.html.HtmlElement) -> _Stated:
    fields: dict[str, str] = {}
    changed = [e for e in tree.iter("time") if "modified" in (e.get("itemprop") or "").lower()]
    times = [iso(e.get("datetime")) for e in tree.iter("time") if e.get("datetime") and e not in changed]
    known = sorted({time for time in times if time})
    if len(known) == 1 or (times and times[0] and len({t[:10] for t in known}) == 1):
        fields["published"] = known[0]
    fields["modified"] = next(filter(None, (iso(e.get("datetime")) for e in changed)), None) or ""
    headings = [" ".join(e.text_content().split()) for e in tree.iter("h1")]
    titles = [" ".join(e.text_content().split()) for e in tree.iter("title")]
    fields["heading"] = headings[0] if len(headings) == 1 else ""
    fields["title"] = next((text for text in [fields["heading"], *titles] if text), "")
    links = (e.get("href") for e in tree.iter("link") if "canonical" in (e.get("rel") or "").lower().split())
    fields["canonical"] = next(filter(None, links), "")
    authors = [e for e in tree.iter("a", "span", "div", "p") if _is_author(e)]
    names = dict.fromkeys(" ".join(e.text_content().split()) for e in authors)
    fields["byline"] = ", ".join(name for name in names if 0 < len(name) <= LONGEST // 3)
    fields["lang"] = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    return _Stated("the elements of the page", {key: value for key, value in fields.items() if value})


def _is_author(element: lxml.html.HtmlElement) -> bool:
    return (
        "author" in (element.get("rel") or "").split() or "author" in (element.get("itemprop") or "").split()
    )
