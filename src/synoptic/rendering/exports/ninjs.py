"""The articles as IPTC ninjs 3.0, one object a file: for newsroom systems.

Each says what was read and what was found in it: people, places and organisations that it names,
the sources that it credits, the story that it belongs to, and the account that it copies.

https://www.iptc.org/std/ninjs/
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from synoptic.rendering.exports.format import Format
from synoptic.rendering.exports.naming import urn
from synoptic.rendering.safe import one_line, web_address
from synoptic.types import Article, Entity, Synopses, Synopsis

STANDARD = {
    "name": "ninjs",
    "version": "3.0",
    "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_3.0.json",
}
_PLURALS = {"person": "people", "place": "places", "organisation": "organisations"}
_TIME = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d)(:\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)")

# Names that some systems keep for devices, whatever the ending.
_RESERVED = re.compile("con|prn|aux|nul|(com|lpt)[0-9]")


def file_name(article_id: str) -> str:
    """A file name for an article that no id can lead out of its folder, different for every id."""
    plain = re.sub(r"[^a-z0-9#_-]", "_", article_id)[:80]
    if plain == article_id and plain[:1].isalnum() and not _RESERVED.fullmatch(plain):
        return f"{plain}.json"
    digest = hashlib.sha256(article_id.encode(errors="replace")).hexdigest()[:8]
    return f"{plain.strip('_-#') or 'article'}-{digest}.json"


def _named(entity: Entity, story: Synopsis) -> dict[str, str]:
    number = entity.links.get("geonames", "")
    filed = number.isascii() and number.isdecimal()
    address = f"https://sws.geonames.org/{number}/" if filed else urn("entity", story.id, entity.id)
    return {"name": entity.name, "rel": "mentions", "uri": address}


def _found(article: Article, story: Synopsis) -> dict[str, Any]:
    """What was found in an article, under the names of ninjs."""
    found: dict[str, Any] = {}
    for entity in story.entities:
        if any(mention.article == article.id for mention in entity.mentions):
            found.setdefault(_PLURALS[entity.kind], []).append(_named(entity, story))
    title = one_line(story.title.text) or story.id
    found["events"] = [{"name": title, "rel": "about", "uri": urn("story", story.id)}]
    copies = [copy for copy in story.copies if copy.by == article.id]
    if copies:
        found["associations"] = [
            {"name": f"copyOf ({copy.kind})", "uri": urn("article", copy.of)} for copy in copies
        ]
    return found


def _object(article: Article, story: Synopsis | None) -> dict[str, Any]:
    """One article; what is not known is not there."""
    body = article.text[article.body :]
    made: dict[str, Any] = {
        "standard": STANDARD,
        "uri": urn("article", article.id),
        "type": "text",
        "representationType": "full" if article.role == "article" else "partial",
        "language": article.lang,
        "altIds": [{"role": "synoptic", "value": article.id}],
    }
    # A date-time of RFC 3339 has seconds and an offset: a day alone cannot be said.
    time = _TIME.fullmatch(article.published or "")
    if time:
        made["versionCreated"] = f"{time[1]}{time[2] or ':00'}{time[3]}"
    if article.title:
        made["title"] = one_line(article.title)
        made["headlines"] = [{"role": "main", "value": article.title}]
    made["bodies"] = [{"role": "main", "contentType": "text/plain", "charCount": len(body), "value": body}]
    address = web_address(article.url)
    if address:
        made["renditions"] = [{"name": "web", "contentType": "text/html", "href": address}]
    sources = [{"name": one_line(article.outlet), "role": "publisher"}] if one_line(article.outlet) else []
    if story:
        made |= _found(article, story)
        credited = dict.fromkeys(one_line(c.source) for c in story.credits if c.article == article.id)
        sources += [{"name": name, "role": "credited"} for name in credited if name]
    return made | ({"infoSources": sources} if sources else {})


def objects(synopses: Synopses) -> Iterable[tuple[str, dict[str, Any]]]:
    """Every article read, with its id, in order."""
    story_of = {article: story for story in synopses.stories for article in story.accounts}
    for article in synopses.articles:
        yield article.id, _object(article, story_of.get(article.id))


def write(
    synopses: Synopses, *, reader: str | None, made_by: Mapping[str, str] | None
) -> Mapping[str, bytes]:
    """A file an article, named after its id."""
    return {
        file_name(i): (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode(errors="replace")
        for i, made in objects(synopses)
    }


FORMAT = Format(
    about="the articles with what was found in each, as IPTC ninjs: for newsroom systems",
    suffixes=(),
    several=True,
    write=write,
)
