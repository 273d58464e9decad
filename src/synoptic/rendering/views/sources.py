"""Who credits whom, who copies whom, and how many independent origins stand behind a story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from synoptic.rendering.safe import direction, language_tag, one_line
from synoptic.rendering.views.measuring import fitted, width
from synoptic.rendering.views.reasons import said
from synoptic.rendering.views.story import AccountView, StoryDesk, Words
from synoptic.types import Copy

#: With more accounts or lanes than this the graph is not drawn; the words below it say the same.
DRAWN = 12
#: How many credited sources the graph shows.
DRAWN_SOURCES = 10
WIDTH, FIRST, LAST = 1280.0, 330.0, 1205.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """A credited source: its name as first written, its kind, the words of every credit."""

    anchor: str
    name: str
    lang: str
    dir: str
    kind: str
    credits: tuple[Words, ...]
    accounts: str
    of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyView:
    """A copy: the sigla of the fuller account and of the one that follows it."""

    of: str
    by: str
    kind: str
    word: str
    share: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An account in the graph."""

    x: float
    y: float
    account: AccountView
    outlet: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """An origin in the graph."""

    y: float
    number: int
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A credited source in the graph: its label, where its line begins and ends, where it turns down."""

    y: float
    x: float
    end: float
    name: str
    lang: str
    drops: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """A copy in the graph."""

    x1: float
    y1: float
    x2: float
    y2: float
    partial: bool
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """The sources graph in a box of 1280 by ``height``."""

    height: float
    nodes: tuple[Node, ...]
    lanes: tuple[Lane, ...]
    lines: tuple[Line, ...]
    arrows: tuple[Arrow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesView:
    """Credits, copies and origins of a story, and their graph where it can be read."""

    sources: tuple[SourceView, ...]
    copies: tuple[CopyView, ...]
    origins: tuple[tuple[AccountView, ...], ...]
    graph: Graph | None


def copy_word(copy: Copy, desk: StoryDesk) -> str:
    """What kind of copy it is."""
    say = desk.wording.say
    words = {"verbatim": say("verbatim"), "translation": say("translation"), "partial": say("in part")}
    return words.get(copy.kind) or one_line(copy.kind)


def copied_from(account: AccountView, desk: StoryDesk) -> str:
    """What an account does with another: ``translates C``."""
    if account.copy is None or not account.copy_of:
        return ""
    say = desk.wording.say
    frames = {"verbatim": say("copies {of}"), "translation": say("translates {of}")}
    frame = frames.get(account.copy.kind) or say("in part after {of}")
    return frame.format(of=account.copy_of)


def _kind(kind: str, desk: StoryDesk) -> str:
    say = desk.wording.say
    words = {
        "agency": say("agency"),
        "outlet": desk.wording.count("outlet", "outlets", 1),
        "official": say("official"),
        "person": say("person"),
    }
    return words.get(kind) or one_line(kind)


def credited(desk: StoryDesk) -> list[list[int]]:
    """The credits of a story by their place in it, those of one source together.

    Sources are one where the comparison links them to one entity, or where they are written alike.
    """
    made = desk.synopsis.credits
    spelt = {one_line(c.source).casefold(): c.entity for c in made if c.entity}
    grouped: dict[str, list[int]] = {}
    for n, credit in sorted(enumerate(made), key=lambda item: (desk.order(item[1].article), item[1].start)):
        name = one_line(credit.source).casefold()
        grouped.setdefault(credit.entity or spelt.get(name) or name, []).append(n)
    return list(grouped.values())


def _sources(desk: StoryDesk) -> tuple[SourceView, ...]:
    outlets = {a.outlet.casefold(): a.siglum for a in desk.accounts if a.outlet}
    made = desk.synopsis.credits
    views = []
    for number, numbers in enumerate(credited(desk)):
        first = made[numbers[0]]
        lead = next((made[n] for n in numbers if desk.article(made[n].article).lang == desk.lead), first)
        lang = desk.article(lead.article).lang
        named = [outlets.get(one_line(made[n].source).casefold(), "") for n in numbers]
        views.append(
            SourceView(
                anchor=f"{desk.key}-c{number + 1}",
                name=one_line(lead.source),
                lang=language_tag(lang),
                dir=direction(lang),
                kind=_kind(first.kind, desk),
                credits=tuple(desk.words(made[n]) for n in numbers),
                accounts=desk.signs(made[n].article for n in numbers),
                of=next(filter(None, named), ""),
            )
        )
    return tuple(sorted(views, key=lambda v: -len({c.siglum for c in v.credits})))


def _origins(desk: StoryDesk) -> tuple[tuple[AccountView, ...], ...]:
    """The origins with every account in one of them; an account that none names is its own."""
    by_id = {a.article.id: a for a in desk.accounts}
    given = [[i for i in origin if i in by_id] for origin in desk.synopsis.origins]
    named = {i for origin in given for i in origin}
    given += [[i] for i in by_id if i not in named]
    ordered = [sorted(origin, key=desk.order) for origin in given if origin]
    return tuple(tuple(by_id[i] for i in o) for o in sorted(ordered, key=lambda o: desk.order(o[0])))


def _graph(
    desk: StoryDesk,
    sources: Sequence[SourceView],
    copies: Sequence[CopyView],
    origins: Sequence[Sequence[AccountView]],
) -> Graph | None:
    count = len(desk.accounts)
    shown = [s for s in sources if not s.of][:DRAWN_SOURCES]
    if not 2 <= count <= DRAWN or not (shown or copies):
        return None
    step = (LAST - FIRST) / (count - 1)
    top = 92.0 + 34.0 * len(shown) + 22.0
    lane_of = {a.siglum: n for n, origin in enumerate(origins) for a in origin}
    middle = {sign: top + 58.0 * lane + 18.0 for sign, lane in lane_of.items()}
    at = {a.siglum: round(FIRST + step * n, 1) for n, a in enumerate(desk.accounts)}
    crediting = {sign: [s for s in shown if any(c.siglum == sign for c in s.credits)] for sign in at}

    def drop(source: SourceView, sign: str) -> tuple[float, float]:
        mine = crediting[sign]
        aside = (mine.index(source) - (len(mine) - 1) / 2) * 12
        return round(at[sign] + aside, 1), middle[sign] - 21

    lines = []
    for n, source in enumerate(shown):
        drops = tuple(drop(source, s) for s in at if source in crediting[s])
        name = fitted(source.name, FIRST - 60, 14.0)
        x, end = width(name, 14.0) + 12.0, max(x for x, _ in drops)
        lines.append(Line(y=92.0 + 34.0 * n, x=x, end=end, name=name, lang=source.lang, drops=drops))
    return Graph(
        height=top + 58.0 * len(origins),
        nodes=tuple(_node(a, at[a.siglum], middle[a.siglum], step - 14.0) for a in desk.accounts),
        lanes=tuple(Lane(y=top + 58.0 * n, number=n + 1, size=len(o)) for n, o in enumerate(origins)),
        lines=tuple(lines),
        arrows=tuple(_arrow(c, at, middle) for c in copies if c.of in at and c.by in at),
    )


def _node(account: AccountView, x: float, y: float, room: float) -> Node:
    about = " · ".join(filter(None, (account.lang, account.published)))
    outlet = fitted(account.named, room, 12.0)
    return Node(x=x, y=y, account=account, outlet=outlet, about=fitted(about, room, 12.0))


def _arrow(copy: CopyView, at: dict[str, float], middle: dict[str, float]) -> Arrow:
    x1, x2 = at[copy.of], at[copy.by]
    away = 15.0 if x2 > x1 else -15.0
    label = f"{copy.word} · {copy.share}"
    room = abs(x2 - x1) - 46 if middle[copy.of] == middle[copy.by] else 0
    return Arrow(
        x1=x1 + away,
        y1=middle[copy.of],
        x2=x2 - away,
        y2=middle[copy.by],
        partial=copy.kind == "partial",
        label=label if room > width(label, 12.0) else "",
    )


def sources(desk: StoryDesk) -> SourcesView:
    """Credits, copies and origins of a story."""
    found = _sources(desk)
    copies = tuple(
        CopyView(
            of=desk.sign(copy.of),
            by=desk.sign(copy.by),
            kind=copy.kind,
            word=copy_word(copy, desk),
            share=desk.wording.share(copy.share),
            why=said(copy.why, desk),
        )
        for copy in sorted(desk.synopsis.copies, key=lambda c: (desk.order(c.of), desk.order(c.by)))
    )
    origins = _origins(desk)
    return SourcesView(
        sources=found, copies=copies, origins=origins, graph=_graph(desk, found, copies, origins)
    )
