"""A run as tables: what CSV and Parquet write.

Every row that stands on words gives them: the article, ``start`` and ``end`` in code points of its
text, and the words there.  ``story``, ``statement``, ``figure``, ``quote`` and ``entity`` are the ids of
synoptic/1; all but the first are unique in their story.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from synoptic.types import Article, Passage, Synopses, Synopsis

Value = str | int | float | bool | None
Kind = Literal["text", "integer", "number", "truth"]
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: its name, its columns with their kinds, its rows."""

    name: str
    columns: Mapping[str, Kind]
    rows: tuple[Row, ...]


class Desk:
    """Looks up what the rows say of an article.

    Args:
        synopses: the run.
    """

    def __init__(self, synopses: Synopses) -> None:
        self.run = synopses
        self.articles = {article.id: article for article in synopses.articles}
        self.line_of = {story: line.id for line in synopses.storylines for story in line.stories}
        self.story_of = {article: story.id for story in synopses.stories for article in story.accounts}

    def place(self, passage: Passage) -> Row:
        """The values of :data:`PLACE` for a passage."""
        found = self.articles.get(passage.article) or Article(id=passage.article, text="")
        return (found.id, found.outlet, found.lang, found.published, passage.start, passage.end, passage.text)


#: Where words stand.
PLACE: Mapping[str, Kind] = {
    "article": "text", "outlet": "text", "lang": "text", "published": "text", "start": "integer",
    "end": "integer", "text": "text",
}  # fmt: skip


def _articles(desk: Desk) -> Iterator[Row]:
    for a in desk.run.articles:
        yield (a.id, desk.story_of.get(a.id), a.outlet, a.lang, a.published, a.title, a.text, a.url, a.source,
               a.page, a.role)  # fmt: skip


def _stories(desk: Desk) -> Iterator[Row]:
    for s in desk.run.stories:
        title = s.title.text
        yield (s.id, desk.line_of.get(s.id), title, len(s.accounts), len(s.origins), " ".join(s.languages),
               s.first, s.last)  # fmt: skip


def _tellings(desk: Desk, s: Synopsis) -> Iterator[Row]:
    for found in s.statements:
        gist = (found.gist.article, found.gist.start, found.gist.end)
        for t in found.told_by:
            leads = (t.article, t.start, t.end) == gist
            yield (
                s.id,
                found.id,
                *desk.place(t),
                leads,
                t.similarity,
                t.standing,
                found.outlets,
                found.origins,
            )


def _silences(desk: Desk, s: Synopsis) -> Iterator[Row]:
    for found in s.statements:
        for silent in found.silent:
            yield s.id, found.id, silent.article, silent.why


def _figures(desk: Desk, s: Synopsis) -> Iterator[Row]:
    for found in s.figures:
        counted = found.counted.text if found.counted else None
        for t in found.tellings:
            odd = t.article in found.odd_one_out
            yield (s.id, found.id, found.statement, *desk.place(t), t.low, t.high, t.relation, t.unit,
                   t.as_of, counted, found.verdict, odd, found.why)  # fmt: skip


def _quotes(desk: Desk, s: Synopsis) -> Iterator[Row]:
    for found in s.quotes:
        for t in found.tellings:
            odd = t.article in found.odd_one_out
            yield (s.id, found.id, *desk.place(t), t.speaker_text, t.speaker, t.direct, found.verdict, odd,
                   found.why)  # fmt: skip


def _dates(desk: Desk, s: Synopsis) -> Iterator[Row]:
    for date in s.dates:
        yield s.id, *desk.place(date), date.iso, date.precision


def _entities(desk: Desk, s: Synopsis) -> Iterator[Row]:
    for entity in s.entities:
        links = json.dumps(dict(sorted(entity.links.items())), ensure_ascii=False) if entity.links else None
        for mention in entity.mentions:
            yield s.id, entity.id, entity.name, entity.kind, *desk.place(mention), links


def _credits(desk: Desk, s: Synopsis) -> Iterator[Row]:
    for credit in s.credits:
        yield s.id, *desk.place(credit), credit.source, credit.kind, credit.entity


def _copies(desk: Desk, s: Synopsis) -> Iterator[Row]:
    for copy in s.copies:
        yield s.id, copy.of, copy.by, copy.kind, copy.share, copy.why


def _origins(desk: Desk, s: Synopsis) -> Iterator[Row]:
    for number, origin in enumerate(s.origins, start=1):
        for article in origin:
            yield s.id, number, article


def _of_stories(rows: Callable[[Desk, Synopsis], Iterable[Row]]) -> Callable[[Desk], Iterable[Row]]:
    return lambda desk: (row for story in desk.run.stories for row in rows(desk, story))


_VERDICT: Mapping[str, Kind] = {"verdict": "text", "odd_one_out": "truth", "why": "text"}
_STORY: Mapping[str, Kind] = {"story": "text"}
#: Every table: what a row is, its columns, the function that gives its rows.
TABLES: Mapping[str, tuple[str, Mapping[str, Kind], Callable[[Desk], Iterable[Row]]]] = {
    "articles": ("an article read", {
        "article": "text", "story": "text", "outlet": "text", "lang": "text", "published": "text",
        "title": "text", "text": "text", "url": "text", "source": "text", "page": "text", "role": "text",
    }, _articles),
    "stories": ("a story", {
        "story": "text", "storyline": "text", "title": "text", "accounts": "integer", "origins": "integer",
        "languages": "text", "first": "text", "last": "text",
    }, _stories),
    "tellings": ("one account's passage in a statement", {
        **_STORY, "statement": "text", **PLACE, "gist": "truth", "similarity": "number", "standing": "text",
        "outlets": "integer", "origins": "integer",
    }, _of_stories(_tellings)),
    "silences": ("an account that does not tell a statement", {
        **_STORY, "statement": "text", "article": "text", "why": "text",
    }, _of_stories(_silences)),
    "figures": ("one account's figure in a comparison", {
        **_STORY, "figure": "text", "statement": "text", **PLACE, "low": "number", "high": "number",
        "relation": "text", "unit": "text", "as_of": "text", "counted": "text", **_VERDICT,
    }, _of_stories(_figures)),
    "quotes": ("one account's version of a quote", {
        **_STORY, "quote": "text", **PLACE, "speaker_text": "text", "speaker": "text", "direct": "truth",
        **_VERDICT,
    }, _of_stories(_quotes)),
    "dates": ("words that name a time", {
        **_STORY, **PLACE, "iso": "text", "precision": "text",
    }, _of_stories(_dates)),
    "entities": ("a mention of a person, place or organisation", {
        **_STORY, "entity": "text", "name": "text", "kind": "text", **PLACE, "links": "text",
    }, _of_stories(_entities)),
    "credits": ("words that credit a source", {
        **_STORY, **PLACE, "source": "text", "kind": "text", "entity": "text",
    }, _of_stories(_credits)),
    "copies": ("an account that reproduces another", {
        **_STORY, "of": "text", "by": "text", "kind": "text", "share": "number", "why": "text",
    }, _of_stories(_copies)),
    "origins": ("an account and the origin that it goes back to", {
        **_STORY, "origin": "integer", "article": "text",
    }, _of_stories(_origins)),
}  # fmt: skip


def tables(synopses: Synopses) -> tuple[Table, ...]:
    """Every table of a run, those without a row too: a reader can rely on each being there."""
    desk = Desk(synopses)
    return tuple(
        Table(name=name, columns=columns, rows=tuple(tuple(map(_encodable, row)) for row in rows(desk)))
        for name, (_, columns, rows) in TABLES.items()
    )


def _encodable(value: Value) -> Value:
    """The value, without the half characters that UTF-8 has no bytes for."""
    return value.encode("utf-8", errors="replace").decode("utf-8") if isinstance(value, str) else value
