"""The articles in full, cut where marks begin and end, so that every mark can be reached."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from synoptic.rendering.safe import clean
from synoptic.rendering.views.names import name_anchor
from synoptic.rendering.views.sources import credited
from synoptic.rendering.views.statements import Row, Section
from synoptic.rendering.views.story import AccountView, StoryDesk, Words, trimmed
from synoptic.rendering.views.timeline import moment_anchors
from synoptic.types import Article, Passage

_LINE = re.compile(r"[^\n]+")
#: Kinds of marks by the letter that a rendering hangs its look on.
KINDS = {"f": "figures", "q": "quotes", "d": "dates", "c": "credits", "n": "names"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """Words with the same marks all through: ``kinds`` are letters of :data:`KINDS`."""

    text: str
    kinds: str = ""
    anchor: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """Words that tell statements, or that stand between such.

    ``rows`` are the statements: number, anchor, and whether this account alone tells it.  ``parallels``
    are their leading words where the account does not speak the reader's language and another does.
    """

    segments: tuple[Segment, ...]
    anchor: str = ""
    rows: tuple[tuple[int, str, bool], ...] = ()
    parallels: tuple[tuple[str, Words], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TextView:
    """An article in full: its heading and paragraphs as chunks."""

    account: AccountView
    title: tuple[Chunk, ...]
    paragraphs: tuple[tuple[Chunk, ...], ...]
    teaser: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """A marked span of one article and where its comparison stands."""

    start: int
    end: int
    kind: str
    href: str = ""


def _marks(desk: StoryDesk) -> dict[str, list[_Mark]]:
    """Every mark of a story by article, in order."""
    story = desk.synopsis
    found: dict[str, list[_Mark]] = {i: [] for i in story.accounts}

    def add(passages: Iterable[Passage], kind: str, href: str = "") -> None:
        for p in passages:
            start, end = trimmed(desk.article(p.article).text, p.start, p.end)
            if p.article in found and start < end:
                found[p.article].append(_Mark(start=start, end=end, kind=kind, href=href))

    for n, figure in enumerate(story.figures):
        add(figure.tellings, "f", f"{desk.key}-f{n + 1}")
    for n, quote in enumerate(story.quotes):
        add(quote.tellings, "q", f"{desk.key}-q{n + 1}")
    times = moment_anchors(desk)
    for date in story.dates:
        add([date], "d", times[date.iso])
    for n, numbers in enumerate(credited(desk)):
        add((story.credits[i] for i in numbers), "c", f"{desk.key}-c{n + 1}")
    for n, entity in enumerate(story.entities):
        add(entity.mentions, "n", name_anchor(desk, n))
    return {i: sorted(marks, key=lambda m: (m.start, m.end, m.kind)) for i, marks in found.items()}


def _segments(
    desk: StoryDesk, article: Article, marks: Sequence[_Mark], start: int, end: int, held: bool
) -> tuple[Segment, ...]:
    """The words from ``start`` to ``end``, cut at the bounds of marks; ``held`` within a hull."""
    inside = [m for m in marks if m.start < end and m.end > start]
    bounds = sorted({start, end, *(b for m in inside for b in (m.start, m.end) if start < b < end)})
    made: list[Segment] = []
    for left, right in pairwise(bounds):
        here = [m for m in inside if m.start <= left and m.end >= right]
        begins = not held and any(m.start == left for m in here)
        made.append(
            Segment(
                text=clean(article.text[left:right]),
                kinds="".join(k for k in KINDS if any(m.kind == k for m in here)),
                anchor=f"{desk.key}-{desk.sign(article.id)}-{left}" if begins else "",
                href=next((m.href for k in KINDS for m in here if m.kind == k), ""),
            )
        )
    return tuple(made)


class _Cutter:
    """Cuts one article; keeps what is the same for all its paragraphs."""

    def __init__(
        self,
        desk: StoryDesk,
        article: Article,
        marks: Sequence[_Mark],
        rows: Mapping[int, Mapping[int, Row]],
    ) -> None:
        self._desk, self._article, self._marks, self._rows = desk, article, marks, rows
        self._starts = [m.start for m in marks]
        self._longest = max((m.end - m.start for m in marks), default=0)

    def _near(self, start: int, end: int) -> Sequence[_Mark]:
        first = bisect_left(self._starts, start - self._longest)
        return self._marks[first : bisect_left(self._starts, end)]

    def _chunk(self, start: int, end: int, hull: int | None) -> Chunk:
        segments = _segments(
            self._desk, self._article, self._near(start, end), start, end, held=hull is not None
        )
        if hull is None:
            return Chunk(segments=segments)
        rows = self._rows.get(hull, {})
        first = hull == start
        return Chunk(
            segments=segments,
            anchor=f"{self._desk.key}-{self._desk.sign(self._article.id)}-{hull}" if first else "",
            rows=tuple((n, row.anchor, len(row.cells) < 2) for n, row in sorted(rows.items())),
            parallels=self._parallels(rows) if first else (),
        )

    def _parallels(self, rows: Mapping[int, Row]) -> tuple[tuple[str, Words], ...]:
        """Anchor and leading words of the statements, each words once."""
        lead = self._desk.lead
        if self._article.lang == lead:
            return ()
        found = {row.gist.text: (row.anchor, row.gist) for _, row in sorted(rows.items(), reverse=True)}
        return tuple(pair for pair in reversed(found.values()) if pair[1].lang == lead)

    def cut(self, start: int, end: int) -> tuple[Chunk, ...]:
        """The chunks of a paragraph."""
        chunks: list[Chunk] = []
        at = start
        for left, right in self._desk.hulls.get(self._article.id, ()):
            if right <= start or left >= end:
                continue
            if max(left, start) > at:
                chunks.append(self._chunk(at, max(left, start), None))
            at = min(right, end)
            chunks.append(self._chunk(max(left, start), at, left))
        if at < end:
            chunks.append(self._chunk(at, end, None))
        return tuple(chunks)


def _rows_of(desk: StoryDesk, made: Sequence[Section]) -> dict[str, dict[int, dict[int, Row]]]:
    """By article and start of a hull: the statements told there by their numbers."""
    found: dict[str, dict[int, dict[int, Row]]] = {}
    for section in made:
        for row in section.rows:
            for telling in row.statement.told_by:
                hull = int(desk.href(telling.article, telling.start).rsplit("-", 1)[1])
                hulls = found.setdefault(telling.article, {})
                hulls.setdefault(hull, {})[row.number] = row
    return found


def texts(desk: StoryDesk, made: Sequence[Section]) -> tuple[TextView, ...]:
    """Every article of a story in full, in order of the accounts."""
    marks, rows = _marks(desk), _rows_of(desk, made)
    views: list[TextView] = []
    for account in desk.accounts:
        article = account.article
        cutter = _Cutter(desk, article, marks.get(article.id, ()), rows.get(article.id, {}))
        body = article.body
        views.append(
            TextView(
                account=account,
                title=cutter.cut(0, len(article.title or "")) if body else (),
                paragraphs=tuple(
                    cutter.cut(line.start(), line.end())
                    for line in _LINE.finditer(article.text, body)
                    if line.group().strip()
                ),
                teaser=article.role == "teaser",
            )
        )
    return tuple(views)
