"""JSON Lines and JSON: records of articles, schema.org NewsArticle and IPTC ninjs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import BinaryIO

from synoptic.errors import BadRecord, InputError, NoArticle
from synoptic.reading.decoding import decode, tidy
from synoptic.reading.draft import Draft, Item, Limits, Named
from synoptic.reading.html import words_of
from synoptic.reading.language import normal
from synoptic.reading.metadata import about_of
from synoptic.reading.text import bounded
from synoptic.reading.times import iso
from synoptic.types import Skipped

FIELDS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "_id", "guid", "uri", "@id", "identifier"),
    "title": ("title", "headline", "name"),
    "text": ("text", "articleBody", "body_text", "body", "content", "content_text", "maintext"),
    "html": ("body_html", "body_xhtml", "content_html", "html", "description_html"),
    "lang": ("lang", "language", "inLanguage"),
    "published": (
        "published", "datePublished", "published_at", "publishedAt", "date_published", "versioncreated",
        "firstcreated", "versionCreated", "firstCreated", "pubDate", "pub_date", "date_publish", "date",
    ),
    "outlet": (
        "outlet", "publisher", "source", "site_name", "sitename", "source-hostname", "provider",
        "source_domain", "hostname",
    ),
    "url": ("url", "link", "canonical_url", "mainEntityOfPage"),
}  # fmt: skip
# What `synoptic articles` writes of an article: no field of it is a guess any more.
OWN = frozenset({"id", "title", "text", "lang", "published", "outlet", "url", "source", "page", "role"})
_NAMES = frozenset(name for names in FIELDS.values() for name in names)
_USUAL = {name.lower(): name for name in sorted(_NAMES)}
CONTAINERS = ("articles", "items", "@graph", "itemListElement", "data", "records", "results", "hits", "docs")
DEPTH = 6


class Records:
    """JSON Lines, and JSON that holds one record, a list of them or an object around a list."""

    name = "JSON records"

    def recognises(self, named: Named) -> bool:
        """An object or a list of objects opens the input."""
        head = _ascii_head(named.head)
        rest = head[1:].lstrip()
        return (head[:1] == "{" and rest[:1] in ('"', "}", "")) or (
            head[:1] == "[" and rest[:1] in ("{", "]", "[")
        )

    def drafts(self, named: Named, content: BinaryIO, limits: Limits) -> Iterator[Item]:
        """A draft a record; a :class:`Skipped` for each that cannot be used.

        Raises :class:`BadRecord` where the input as a whole is no JSON.
        """
        if _by_lines(named):
            yield from self._lines(named, content, limits)
            return
        text = decode(bounded(content, named.source, limits.record * 10), named.source)
        yield from records_of(_parse(text, named.source), named, numbered=False)

    def _lines(self, named: Named, content: BinaryIO, limits: Limits) -> Iterator[Item]:
        for number, line in numbered_lines(content, limits.record):
            where = named.at(f":{number}")
            if line is None:
                yield Skipped(source=where.source, why=f"a line over {limits.record:,} bytes")
                continue
            if not line.strip(b" \t\r\n\0\xef\xbb\xbf"):
                continue
            try:
                yield from records_of(_parse(decode(line, where.source), where.source), where, numbered=False)
            except InputError as error:
                yield Skipped(source=error.source, why=error.why)


def numbered_lines(content: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Lines with their numbers from 1, read as they come; ``None`` for a line over ``limit`` bytes."""
    number = 0
    while line := content.readline(limit + 1):
        number += 1
        if len(line) <= limit:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = content.readline(1_000_000)
        yield number, None


def _ascii_head(head: bytes) -> str:
    return head.replace(b"\0", b"").decode("utf-8", "ignore").lstrip("\ufeff \t\r\n")


def _by_lines(named: Named) -> bool:
    if b"\0" in named.head[:200] or named.head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    lines = named.head.lstrip(b"\xef\xbb\xbf \t\r\n").split(b"\n")
    if lines[0].strip() in (b"[", b"{") or lines[0].startswith(b"["):
        return False
    if len(lines) > 1:
        try:
            json.loads(lines[0])
        except (ValueError, RecursionError):
            return sum(line.startswith(b"{") for line in lines) > 1 or _named_lines(named)
    return True


def _named_lines(named: Named) -> bool:
    return named.source.endswith((".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz", ".jsonlines"))


def _parse(text: str, source: str) -> object:
    try:
        return json.loads(text)
    except RecursionError:
        raise BadRecord(source, "JSON nested too deep") from None
    except ValueError as error:
        raise BadRecord(source, f"broken JSON ({str(error).splitlines()[0][:80]})") from error


def records_of(value: object, named: Named, *, numbered: bool, depth: int = 0) -> Iterator[Item]:
    """The drafts in parsed JSON: a record, a list of them, or an object around a list."""
    if isinstance(value, list) and depth < DEPTH:
        for number, one in enumerate(value, 1):
            where = named.at(f"[{number}]")
            try:
                yield from records_of(one, where, numbered=True, depth=depth + 1)
            except InputError as error:
                yield Skipped(source=error.source, why=error.why)
        return
    if not isinstance(value, dict):
        raise BadRecord(named.source, "no record: neither an object nor a list of objects")
    value = _by_columns(_small(_unfolded(value)), named.columns)
    if _first(value, "text") is None and _first(value, "html") is None:
        inner = next((value[key] for key in CONTAINERS if isinstance(value.get(key), list)), None)
        if inner is None and isinstance(value.get("item"), dict):
            inner = value["item"]
        if inner is not None and depth < DEPTH:
            entries = "jsonfeed.org" in str(value.get("version"))
            for one in records_of(_of_feed(value, inner), named, numbered=numbered, depth=depth + 1):
                yield replace(one, entry=True) if entries and isinstance(one, Draft) else one
            return
    yield draft_of(value, named)


def draft_of(record: Mapping[str, object], named: Named) -> Draft:
    """The draft that one record makes.  Raises :class:`NoArticle` where it has no text."""
    own = record.keys() >= OWN
    text = _body(record, named)
    title = _name(_first(record, "title"))
    if not any(map(str.isalnum, text)):
        raise NoArticle(named.source, "a record without text")
    stated = _first(record, "id")
    return Draft(
        source=named.source,
        stem=named.stem,
        text=tidy(text, named.source),
        id=_identity(stated),
        title=" ".join(tidy(title, named.source).split()) if title else None,
        lang=normal(_name(_first(record, "lang"))),
        published=next(filter(None, (iso(record.get(key)) for key in FIELDS["published"])), None),
        outlet=_name(record["outlet"]) if own else _outlet(record),
        url=_name(_first(record, "url")) or (None if own else _address(record.get("source"))),
        clean=own,
        teaser=own and record["role"] == "teaser",
        about=about_of(record),
    )


def _small(record: Mapping[str, object]) -> Mapping[str, object]:
    """The record with usual names that stand in other case (``Headline``, ``BODY``) as they usually stand."""
    other = {key: _USUAL[key.lower()] for key in record if key.lower() in _USUAL and key not in _NAMES}
    if not other:
        return record
    return {**{name: record[key] for key, name in other.items()}, **record}


def _by_columns(record: Mapping[str, object], columns: Mapping[str, str]) -> Mapping[str, object]:
    """The record with the fields that the user named under the name that goes before all others."""
    if not columns:
        return record
    chosen = {FIELDS[field][0]: record[key] for field, key in columns.items() if key in record}
    taken = {key for field, key in columns.items() if key in record}
    return chosen | {key: value for key, value in record.items() if key not in taken and key not in chosen}


def _body(record: Mapping[str, object], named: Named) -> str:
    value = _first(record, "text")
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        value = "\n\n".join(str(one) for one in value)
    if isinstance(value, str) and value.strip():
        return value
    if value is not None and not isinstance(value, str | dict):
        raise BadRecord(named.source, "the text of a record is no string")
    markup = _first(record, "html")
    return words_of(markup) if isinstance(markup, str) else ""


def _unfolded(record: Mapping[str, object]) -> Mapping[str, object]:
    """A record of IPTC ninjs 2 or 3 with its headline and body where ninjs 1 has them."""
    plain: dict[str, object] = {}
    for key, field in (("headlines", "headline"), ("bodies", "body_text")):
        values = record.get(key)
        for one in values if isinstance(values, list) else ():
            if isinstance(one, dict) and isinstance(one.get("value"), str):
                markup = field == "body_text" and "html" in str(one.get("contentType")).lower()
                plain.setdefault("body_html" if markup else field, one["value"])
    return {**record, **plain} if plain else record


def _of_feed(feed: Mapping[str, object], entries: object) -> object:
    """The entries of a JSON Feed, each with what the feed says of all: its title and its language."""
    if "jsonfeed.org" not in str(feed.get("version")) or not isinstance(entries, list):
        return entries
    stated = {"outlet": feed.get("title"), "lang": feed.get("language")}
    return [{**stated, **entry} if isinstance(entry, dict) else entry for entry in entries]


def _first(record: Mapping[str, object], field: str) -> object:
    return next((record[key] for key in FIELDS[field] if record.get(key) not in (None, "", [])), None)


def _outlet(record: Mapping[str, object]) -> str | None:
    """The first name of an outlet that is no address."""
    names = (_name(record.get(key)) for key in FIELDS["outlet"])
    return next((name for name in names if name and not _address(name)), None)


def _address(value: object) -> str | None:
    """The value where it is an address of the web: some tools call that of the article its source."""
    return value if isinstance(value, str) and value.startswith(("http://", "https://")) else None


def _identity(value: object) -> str | None:
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return _plain(str(value))[:500] or None


def _name(value: object) -> str | None:
    """A name as text; of an object its ``name``, of a list its first."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value") or value.get("@id") or value.get("alternateName")
    if not isinstance(value, str):
        return None
    return _plain(value) or None


def _plain(value: str) -> str:
    """One line without what cannot be written: NULs and halves of surrogate pairs."""
    return " ".join(value.encode("utf-8", "replace").decode("utf-8").replace("\0", "").split())
