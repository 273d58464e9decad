"""Every mark as a W3C Web Annotation: for annotation servers, Hypothesis-like clients and linked data.

One AnnotationCollection with one page.  A mark's target is the text that Synoptic read, selected
by position (code points, as the model has it) and by quotation with what stands around it; where
the article has an address, the page there is a second target, by quotation alone, because
positions in a page are not those in its text.

https://www.w3.org/TR/annotation-model/
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from synoptic.rendering.exports.format import Format
from synoptic.rendering.exports.naming import urn
from synoptic.rendering.safe import language_tag, web_address
from synoptic.types import Article, Passage, Synopses, Synopsis

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
#: How much of the text before and after a quotation tells it from others, in code points.
AROUND = 32
Body = dict[str, Any]


def _said(value: str, purpose: str, lang: str | None = None) -> Body:
    body: Body = {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}
    return {**body, "language": lang} if lang else body


def _linked(address: str, purpose: str) -> Body:
    return {"type": "SpecificResource", "source": address, "purpose": purpose}


def _selected(article: Article, passage: Passage) -> list[dict[str, Any]]:
    """The targets of a passage: the text as read, and the page at its address."""
    text = article.text
    quotation = {
        "type": "TextQuoteSelector",
        "exact": passage.text,
        "prefix": text[max(passage.start - AROUND, 0) : passage.start],
        "suffix": text[passage.end : passage.end + AROUND],
    }
    place = {"type": "TextPositionSelector", "start": passage.start, "end": passage.end}
    read = {"id": urn("article", article.id), "type": "Text", "format": "text/plain"}
    lang = language_tag(article.lang)
    targets: list[dict[str, Any]] = [
        {"type": "SpecificResource", "source": {**read, "language": lang}, "selector": [place, quotation]}
    ]
    address = web_address(article.url)
    if address:
        targets.append({"type": "SpecificResource", "source": address, "selector": quotation})
    return targets


def _marks(story: Synopsis) -> Iterator[tuple[str, str, Passage, list[Body]]]:
    """Every mark of a story: the kind and id of what it belongs to, its passage, its bodies."""
    for statement in story.statements:
        member = _linked(urn("statement", story.id, statement.id), "linking")
        for t in statement.told_by:
            yield "telling", statement.id, t, [member, _said(t.standing, "assessing", "en")]
    for figure in story.figures:
        member = _linked(urn("figure", story.id, figure.id), "linking")
        found = [member, _said(figure.verdict, "assessing", "en")]
        found += [_said(figure.why, "commenting", "en")] if figure.why else []
        for f in figure.tellings:
            low, high = ("…" if end is None else f"{end:.15g}" for end in (f.low, f.high))
            value = low if low == high else f"{low}–{high}"
            stated = " ".join(part for part in (f.relation, value, f.unit, f.as_of) if part)
            yield "figure", figure.id, f, [*found, _said(stated, "describing", "en")]
        if figure.counted:
            yield "counted", figure.id, figure.counted, [member]
    for quote in story.quotes:
        member = _linked(urn("quote", story.id, quote.id), "linking")
        found = [member, _said(quote.verdict, "assessing", "en")]
        found += [_said(quote.why, "commenting", "en")] if quote.why else []
        for q in quote.tellings:
            said = [_said(q.speaker_text, "describing")] if q.speaker_text else []
            said += [_linked(urn("entity", story.id, q.speaker), "identifying")] if q.speaker else []
            yield "quote", quote.id, q, [*found, *said]
    for date in story.dates:
        yield "date", date.iso, date, [_said(date.iso, "describing")]
    for entity in story.entities:
        named = [
            _linked(urn("entity", story.id, entity.id), "identifying"),
            _said(entity.kind, "classifying", "en"),
            *(_linked(address, "identifying") for address in _filed(entity.links)),
        ]
        for mention in entity.mentions:
            yield "mention", entity.id, mention, named
    for credit in story.credits:
        yield "credit", credit.source, credit, [
            _said(credit.source, "describing"), _said(credit.kind, "classifying", "en")
        ]  # fmt: skip


def _filed(links: Mapping[str, str]) -> list[str]:
    """Addresses of an entity in the gazetteers that have one."""
    number = links.get("geonames", "")
    return [f"https://sws.geonames.org/{number}/"] if number.isascii() and number.isdecimal() else []


def _annotation(
    article: Article, story: str, kind: str, of: str, passage: Passage, found: list[Body]
) -> Body:
    targets = _selected(article, passage)
    return {
        "id": urn(kind, story, of, article.id, str(passage.start), str(passage.end)),
        "type": "Annotation",
        "motivation": "highlighting"
        if kind == "counted"
        else "identifying"
        if kind == "mention"
        else "tagging",
        "body": [_said(kind, "tagging", "en"), *found],
        "target": targets[0] if len(targets) == 1 else targets,
    }


def write(synopses: Synopses, *, reader: str | None, made_by: Mapping[str, str] | None) -> str:
    """The collection as JSON-LD, a mark once even where two comparisons hold it."""
    articles = {article.id: article for article in synopses.articles}
    made: dict[str, Body] = {}
    for story in synopses.stories:
        for kind, of, passage, bodies in _marks(story):
            article = articles.get(passage.article)
            if article is not None:
                annotation = _annotation(article, story.id, kind, of, passage, bodies)
                made.setdefault(annotation["id"], annotation)
    collection = urn("annotations", *sorted(story.id for story in synopses.stories))
    document = {
        "@context": CONTEXT,
        "id": collection,
        "type": "AnnotationCollection",
        "label": "Marks found by Synoptic",
        "total": len(made),
        "first": {
            "id": f"{collection}:1",
            "type": "AnnotationPage",
            "partOf": collection,
            "startIndex": 0,
            "items": list(made.values()),
        },
        "last": f"{collection}:1",
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


FORMAT = Format(
    about="every mark as a W3C Web Annotation, in JSON-LD: for annotation tools and linked data",
    suffixes=(".jsonld",),
    write=write,
)
