"""A whole run as it is shown: which stories in which order, and every part of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from synoptic.rendering.safe import one_line
from synoptic.rendering.views.figures import FigureView, figures
from synoptic.rendering.views.glance import GlanceView, glance
from synoptic.rendering.views.names import NameView, names
from synoptic.rendering.views.quotes import QuoteView, quotes
from synoptic.rendering.views.sources import SourcesView, copied_from, sources
from synoptic.rendering.views.statements import Row, Section, sections
from synoptic.rendering.views.story import AccountView, StoryDesk, Words, runs
from synoptic.rendering.views.strips import Strip, strips
from synoptic.rendering.views.texts import TextView, texts
from synoptic.rendering.views.timeline import TimelineView, timeline
from synoptic.rendering.wording import Wording, instant
from synoptic.types import Synopses, Synopsis


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryView:
    """One story, all of its parts."""

    key: str
    number: int
    id: str
    headline: Words
    headline_account: AccountView | None
    span: str
    accounts: tuple[AccountView, ...]
    copies: Mapping[str, str]
    languages: int
    outlets: int
    strips: Mapping[str, Strip]
    sections: tuple[Section, ...]
    figures: tuple[FigureView, ...]
    quotes: tuple[QuoteView, ...]
    timeline: TimelineView
    sources: SourcesView
    names: Mapping[str, tuple[NameView, ...]]
    texts: tuple[TextView, ...]
    glance: GlanceView
    by_person: str = ""

    @property
    def shared(self) -> int:
        """How many statements two or more accounts tell."""
        return sum(len(s.rows) for s in self.sections if s.kind != "once")

    @property
    def once(self) -> tuple[Row, ...]:
        """The statements that one account alone tells."""
        return next((s.rows for s in self.sections if s.kind == "once"), ())

    @property
    def once_of(self) -> dict[str, list[Row]]:
        """The same by siglum."""
        found: dict[str, list[Row]] = {}
        for row in self.once:
            found.setdefault(row.gist.siglum, []).append(row)
        return found

    @property
    def quiet(self) -> str:
        """The sigla of the accounts that tell nothing alone."""
        once_of = self.once_of
        return runs([n for n, a in enumerate(self.accounts) if a.siglum not in once_of])

    @property
    def foreign(self) -> bool:
        """Whether words in another language have a parallel in the reader's."""
        return any(c.parallels for t in self.texts for p in t.paragraphs for c in p)

    @property
    def rows(self) -> dict[str, Row]:
        """Every statement by its id."""
        return {row.statement.id: row for section in self.sections for row in section.rows}

    def verdicts(self, *wanted: str) -> int:
        """How many figures and quotes have one of these verdicts."""
        found = [f.finding.verdict for f in self.figures] + [q.finding.verdict for q in self.quotes]
        return sum(verdict in wanted for verdict in found)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """Stories that follow one another, in order of time, the single ones among them."""

    stories: tuple[StoryView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunView:
    """What a run found: stories with several accounts, largest first; then single accounts."""

    wording: Wording
    stories: tuple[StoryView, ...]
    singles: tuple[StoryView, ...]
    lines: tuple[LineView, ...]
    articles: int
    languages: tuple[tuple[str, str], ...] = field(default=())


def story_view(desk: StoryDesk, number: int) -> StoryView:
    """Every part of one story."""
    made = sections(desk)
    rows = {row.statement.id: row for section in made for row in section.rows}
    anchors = {i: row.anchor for i, row in rows.items()}
    compared_figures, compared_quotes = figures(desk, anchors), quotes(desk)
    headline = desk.headline()
    story = desk.synopsis
    outlets = {a.outlet.casefold() or a.article.id for a in desk.accounts}
    return StoryView(
        key=desk.key,
        number=number,
        id=one_line(story.id),
        headline=headline,
        headline_account=next((a for a in desk.accounts if a.siglum == headline.siglum), None),
        span=desk.wording.span(story.first, story.last),
        accounts=desk.accounts,
        copies={a.siglum: word for a in desk.accounts if (word := copied_from(a, desk))},
        languages=len(story.languages) or len({a.lang for a in desk.accounts}),
        outlets=len(outlets),
        strips=strips(desk, made),
        sections=made,
        figures=compared_figures,
        quotes=compared_quotes,
        glance=glance(desk, made, compared_figures, compared_quotes),
        timeline=timeline(desk, rows),
        sources=sources(desk),
        names=names(desk),
        texts=texts(desk, made),
        by_person=_by_person(story),
    )


def _by_person(story: Synopsis) -> str:
    """What a person called a story and decided of it, in one line."""
    name = [f"“{story.name}”"] if story.name else []
    return one_line(" · ".join([*name, *story.corrected]))


def _ordered(stories: tuple[Synopsis, ...]) -> list[Synopsis]:
    """The largest first, of two as large the earlier, then by id."""

    def place(story: Synopsis) -> tuple[int, float, str]:
        first = instant(story.first)
        return -len(story.accounts), float("inf") if first is None else first, story.id

    return sorted((s for s in stories if s.accounts), key=place)


def run_view(synopses: Synopses, *, lang: str | None = None) -> RunView:
    """A run as it is shown to a reader of ``lang``."""
    wording = Wording(lang)
    articles = {a.id: a for a in synopses.articles}
    views: dict[str, StoryView] = {}
    for n, story in enumerate(_ordered(synopses.stories), start=1):
        desk = StoryDesk(story, articles, wording, lead=wording.lang, key=f"t{n}")
        views[story.id] = story_view(desk, n)
    stories = tuple(v for v in views.values() if len(v.accounts) > 1)
    lines = tuple(
        LineView(stories=tuple(views[i] for i in line.stories if i in views)) for line in synopses.storylines
    )
    spoken = sorted({a.lang for v in stories for a in v.accounts})
    return RunView(
        wording=wording,
        stories=stories,
        singles=tuple(v for v in views.values() if len(v.accounts) == 1),
        lines=tuple(line for line in lines if len(line.stories) > 1),
        articles=len(synopses.articles),
        languages=tuple((lang, wording.language(lang)) for lang in spoken),
    )
