"""What a reader should know first: told by all, differing, told by one, left out by one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from synoptic.rendering.views.figures import FigureView
from synoptic.rendering.views.findings import DIFFERS, LATER, Finding
from synoptic.rendering.views.quotes import QuoteView
from synoptic.rendering.views.statements import Row, Section, overlaps
from synoptic.rendering.views.story import StoryDesk, Words, runs
from synoptic.types import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing on which accounts differ: the odd one's words against another's.

    Where they differ on who speaks, those are the speakers, and ``said`` is what is said.
    """

    finding: Finding
    said: Words | None
    odd: Words | None
    other: Words | None
    why: str

    @property
    def speaker(self) -> bool:
        """Whether they differ on who speaks."""
        return self.said is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """A figure on which accounts agree: the words that lead, who has it, and with which reserve."""

    finding: Finding
    words: Words
    accounts: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A statement that all accounts but one tell, and the siglum of that one."""

    siglum: str
    row: Row


@dataclass(frozen=True, slots=True, kw_only=True)
class GlanceView:
    """The lists in full; a rendering shows some of each and counts the rest."""

    common: tuple[Row, ...]
    common_to_all: bool
    differences: tuple[Difference, ...]
    agreements: tuple[Agreement, ...]
    once: tuple[Row, ...]
    left_out: tuple[LeftOut, ...]


def _figure(view: FigureView, lead: str) -> Difference:
    odd = next((r.words for r in view.rows if r.odd), None)
    others = [r.words for r in view.rows if not r.odd]
    other = next((w for w in others if w.lang == lead), others[0] if others else None)
    if odd is None and len(others) > 1:
        odd = others[-1] if other is not others[-1] else others[0]
    return Difference(finding=view.finding, said=None, odd=odd, other=other, why=view.why)


def _quote(view: QuoteView, lead: str) -> Difference:
    speaker = view.finding.verdict == "other_speaker"

    def shown(version_index: int) -> Words:
        version = view.versions[version_index]
        if not speaker:
            return version.words
        words = version.words
        return Words(
            siglum=words.siglum, lang=words.lang, dir=words.dir, text=version.speaker, href=words.href
        )

    odd = [n for n, v in enumerate(view.versions) if v.odd]
    rest = [n for n, v in enumerate(view.versions) if not v.odd]
    rest.sort(key=lambda n: (view.versions[n].words.lang != lead, n))
    return Difference(
        finding=view.finding,
        said=view.gist if speaker else None,
        odd=shown(odd[0]) if odd else None,
        other=shown(rest[0]) if rest else None,
        why=view.why,
    )


def _agreements(desk: StoryDesk, figures: Sequence[FigureView]) -> tuple[Agreement, ...]:
    """Those that most accounts have first; each by its words in the reader's language."""
    made = []
    for view in figures:
        if view.finding.verdict == "agree" and view.gist.siglum:
            signs = {row.words.siglum for row in view.rows}
            accounts = runs([n for n, a in enumerate(desk.accounts) if a.siglum in signs])
            made.append((len(signs), Agreement(
                finding=view.finding, words=view.gist, accounts=accounts, why=view.why)))  # fmt: skip
    return tuple(agreement for _, agreement in sorted(made, key=lambda item: -item[0]))


def _distinct(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows without those that would be shown by the same words again."""
    return tuple({(row.gist.href, row.gist.text): row for row in reversed(rows)}.values())[::-1]


def _checkable(desk: StoryDesk, rows: Sequence[Row]) -> list[Row]:
    """What can be checked first: words with the most kinds of figures, dates, quotes and names in them."""
    story = desk.synopsis
    kinds: list[dict[str, list[Passage]]] = []
    marked: tuple[Iterable[Passage], ...] = (
        (telling for figure in story.figures for telling in figure.tellings),
        story.dates,
        (telling for quote in story.quotes for telling in quote.tellings),
        (mention for entity in story.entities for mention in entity.mentions),
    )
    for passages in marked:
        by_article: dict[str, list[Passage]] = {}
        for passage in passages:
            by_article.setdefault(passage.article, []).append(passage)
        kinds.append(by_article)

    def found(row: Row) -> int:
        told = row.statement.told_by
        return sum(any(overlaps(t, p) for t in told for p in kind.get(t.article, ())) for kind in kinds)

    return sorted(rows, key=lambda row: -found(row))


def glance(
    desk: StoryDesk, made: Sequence[Section], figures: Sequence[FigureView], quotes: Sequence[QuoteView]
) -> GlanceView:
    """The four lists of a story."""
    by_kind = {section.kind: section.rows for section in made}
    shared = [row for section in made if section.kind != "once" for row in section.rows]
    wanted = DIFFERS | LATER
    differences = [_figure(v, desk.lead) for v in figures if v.finding.verdict in wanted]
    differences += [_quote(v, desk.lead) for v in quotes if v.finding.verdict in wanted]
    left_out = []
    for row in shared if len(desk.accounts) > 2 else ():
        silent = row.statement.silent
        if len(silent) == 1 and silent[0].why == "omits":
            left_out.append(LeftOut(siglum=desk.sign(silent[0].article), row=row))
    left_out = list({(o.siglum, o.row.gist.href, o.row.gist.text): o for o in reversed(left_out)}.values())
    return GlanceView(
        common=_distinct(by_kind.get("all") or shared),
        common_to_all="all" in by_kind,
        differences=tuple(differences),
        agreements=_agreements(desk, figures),
        once=_distinct(_checkable(desk, by_kind.get("once", ()))),
        left_out=tuple(left_out[::-1]),
    )
