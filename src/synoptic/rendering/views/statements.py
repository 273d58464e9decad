"""The synopsis proper: statements as rows, accounts as columns, in sections by how many tell them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from synoptic.rendering.safe import one_line
from synoptic.rendering.views.findings import DIFFERS, LATER, Finding, cell_word, row_word, weight
from synoptic.rendering.views.story import StoryDesk, Words
from synoptic.types import ComparedFigure, ComparedQuote, Passage, Silence, Statement, Telling

#: Verdicts that are worth a word beside a statement.
_NOTED = frozenset({"disagree", "update", "unclear", "not_comparable", "altered", "other_speaker"})


@dataclass(frozen=True, slots=True, kw_only=True)
class TellingView:
    """One account's passage: its words, in parts of which some are marked, and how it stands."""

    siglum: str
    words: Words
    parts: tuple[tuple[str, bool], ...]
    finding: Finding | None
    standing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one account has to a statement: tellings, or why there is none."""

    siglum: str
    lang: str
    dir: str
    tellings: tuple[TellingView, ...]
    silence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A statement: its number, the words that lead, its cells in order of the accounts.

    One sentence may tell several statements: where the leading words lead another row as well, ``also``
    is the shortest other telling, by which the two can be told apart.  Where the story has no matrix, and
    for what one alone tells, cells are only of those who tell.
    """

    number: int
    anchor: str
    statement: Statement
    gist: Words
    also: Words | None
    when: str
    cells: tuple[Cell, ...]
    silences: tuple[tuple[str, str, int], ...]
    findings: tuple[Finding, ...]
    told_by: str
    outlets: int
    origins: int

    @property
    def tellings(self) -> tuple[TellingView, ...]:
        """Every telling, in order of the accounts."""
        return tuple(t for cell in self.cells for t in cell.tellings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Statements told by about as many accounts: ``all``, ``most``, ``some``, ``two`` or ``once``."""

    kind: str
    title: str
    note: str
    rows: tuple[Row, ...]


def overlaps(one: Passage, other: Passage) -> bool:
    """Whether two passages share words."""
    return one.article == other.article and one.start < other.end and other.start < one.end


def _accounts(tellings: Iterable[Telling], standing: bool = False) -> set[str]:
    return {t.article for t in tellings if not standing or t.standing == "tells"}


def section_of(statement: Statement, accounts: int) -> str:
    """Which section a statement of a story of so many accounts stands in."""
    told = len(_accounts(statement.told_by))
    if told <= 1:
        return "once"
    plain = max(len(_accounts(statement.told_by, standing=True)), 2)
    if told == accounts and (plain == told or plain > accounts / 2):
        return "all" if plain == told else "most"
    if plain == 2:
        return "two"
    return "most" if plain > accounts / 2 else "some"


class Findings:
    """Which comparisons concern which statement, and which words of a telling are the odd ones."""

    def __init__(self, desk: StoryDesk) -> None:
        self._desk = desk
        self._figures: dict[str, list[tuple[int, ComparedFigure]]] = {}
        self._spans: dict[str, list[tuple[str, int, ComparedFigure | ComparedQuote, Passage]]] = {}
        self._found: dict[str, dict[tuple[str, int], ComparedFigure | ComparedQuote]] = {}
        story = desk.synopsis
        for n, figure in enumerate(story.figures):
            if figure.verdict in _NOTED:
                if figure.statement:
                    self._figures.setdefault(figure.statement, []).append((n, figure))
                self._place("figure", n, figure)
        for n, quote in enumerate(story.quotes):
            if quote.verdict in _NOTED:
                self._place("quote", n, quote)

    def _place(self, kind: str, n: int, compared: ComparedFigure | ComparedQuote) -> None:
        for telling in compared.tellings:
            self._spans.setdefault(telling.article, []).append((kind, n, compared, telling))

    def _touching(self, telling: Telling) -> list[tuple[str, int, ComparedFigure | ComparedQuote, Passage]]:
        return [found for found in self._spans.get(telling.article, ()) if overlaps(telling, found[3])]

    def _of_statement(self, statement: Statement) -> dict[tuple[str, int], ComparedFigure | ComparedQuote]:
        """A figure belongs where it says, a quote where two of its tellings stand; found once."""
        if statement.id in self._found:
            return self._found[statement.id]
        found: dict[tuple[str, int], ComparedFigure | ComparedQuote] = {
            ("figure", n): figure for n, figure in self._figures.get(statement.id, ())
        }
        quotes: dict[int, set[str]] = {}
        for telling in statement.told_by:
            for kind, n, compared, _ in self._touching(telling):
                if kind == "quote":
                    quotes.setdefault(n, set()).add(telling.article)
                    if len(quotes[n]) > 1:
                        found["quote", n] = compared
        self._found[statement.id] = found
        return found

    def of_row(self, statement: Statement) -> tuple[Finding, ...]:
        """What the comparisons of a statement found, the most telling first, each word once."""
        desk, wording = self._desk, self._desk.wording
        found = [
            Finding(
                verdict=compared.verdict,
                word=row_word(compared.verdict, kind, wording),
                href=f"{desk.key}-{kind[0]}{n + 1}",
                odd=desk.signs(compared.odd_one_out),
            )
            for (kind, n), compared in self._of_statement(statement).items()
        ]
        noted = {f.verdict for f in found}
        for standing in ("altered", "unclear"):
            odd = [t for t in statement.told_by if t.standing == standing]
            if odd and standing not in noted:
                word = row_word(standing, "telling", wording)
                href = desk.href(odd[0].article, odd[0].start)
                signs = desk.signs(t.article for t in odd)
                found.append(Finding(verdict=standing, word=word, href=href, odd=signs))
        found.sort(key=lambda f: weight(f.verdict))
        return tuple({f.word: f for f in reversed(found)}.values())[::-1]

    def of_telling(self, statement: Statement, telling: Telling) -> tuple[Finding | None, list[Passage]]:
        """Why a telling is the odd one, and the words of it that are."""
        desk, wording = self._desk, self._desk.wording
        mine = self._of_statement(statement)
        odd = [
            (kind, n, compared, passage)
            for kind, n, compared, passage in self._touching(telling)
            if (kind, n) in mine and telling.article in compared.odd_one_out
        ]
        if odd:
            kind, n, compared, _ = min(odd, key=lambda found: weight(found[2].verdict))
            href = f"{desk.key}-{kind[0]}{n + 1}"
            word = cell_word(compared.verdict, wording)
            marked = [passage for k, _, c, passage in odd if k == "figure"]
            return Finding(verdict=compared.verdict, word=word, href=href), marked
        if telling.standing != "tells":
            word = cell_word(telling.standing, wording)
            href = desk.href(telling.article, telling.start)
            return Finding(verdict=telling.standing, word=word, href=href), []
        return None, []


def parts_of(desk: StoryDesk, telling: Passage, marked: Iterable[Passage]) -> tuple[tuple[str, bool], ...]:
    """The words of a passage cut where marked words begin and end."""
    text = telling.text
    spans = sorted({(m.start - telling.start, m.end - telling.start) for m in marked})
    parts: list[tuple[str, bool]] = []
    at = 0
    for start, end in spans:
        start, end = max(start, at), min(end, len(text))
        if start >= end:
            continue
        parts += [(text[at:start], False), (text[start:end], True)]
        at = end
    parts.append((text[at:], False))
    return tuple((words, hit) for words, hit in parts if words)


def _telling(desk: StoryDesk, findings: Findings, statement: Statement, telling: Telling) -> TellingView:
    finding, marked = findings.of_telling(statement, telling)
    return TellingView(
        siglum=desk.sign(telling.article),
        words=desk.words(telling, context=True),
        parts=parts_of(desk, telling, marked),
        finding=finding,
        standing=telling.standing,
    )


Key = tuple[str, int, int]


def _key(passage: Passage) -> Key:
    return passage.article, passage.start, passage.end


def _script(text: str) -> str:
    """The script of the first letter, by the first word of its Unicode name."""
    return next((unicodedata.name(c, "").split(" ")[0] for c in text if c.isalpha()), "")


def _leading(
    desk: StoryDesk, told: Sequence[Passage], gist: Passage, used: set[Key]
) -> tuple[Passage, Passage | None]:
    """The words that lead a row: in the reader's language, and not those of a row before, if there are such.

    The second is what tells the row apart if its words led before: the shortest other telling that leads no
    row, in the script of the first if there is one.
    """
    mine = [p for p in told if desk.article(p.article).lang == desk.lead]
    lead = next((p for p in mine if _key(p) not in used), mine[0] if mine else gist)
    if _key(lead) not in used:
        used.add(_key(lead))
        return lead, None
    others = [p for p in told if _key(p) not in used and p.article != lead.article]
    script = _script(lead.text)
    also = min(
        others,
        key=lambda p: (_script(p.text) != script, len(p.text), desk.order(p.article), p.start),
        default=None,
    )
    if also is not None:
        used.add(_key(also))
    return lead, also


def _row(
    desk: StoryDesk, findings: Findings, statement: Statement, number: int, when: str, used: set[Key]
) -> Row:
    by_account: dict[str, list[TellingView]] = {}
    for telling in sorted(statement.told_by, key=lambda t: (desk.order(t.article), t.start, t.end)):
        view = _telling(desk, findings, statement, telling)
        by_account.setdefault(telling.article, []).append(view)
    silent = {s.article: s.why for s in statement.silent}
    cells = tuple(
        Cell(
            siglum=account.siglum,
            lang=account.lang,
            dir=account.dir,
            tellings=tuple(by_account.get(account.article.id, ())),
            silence="" if account.article.id in by_account else silent.get(account.article.id, "omits"),
        )
        for account in desk.accounts
        if account.article.id in by_account or (desk.matrix and len(by_account) > 1)
    )
    told = [t for t in statement.told_by if t.standing == "tells"] or list(statement.told_by)
    lead, also = _leading(desk, told, statement.gist, used)
    reasons: tuple[Silence, ...] = ("omits", "earlier", "truncated")
    silences = [(why, [i for i, w in silent.items() if w == why]) for why in reasons]
    return Row(
        number=number,
        anchor=f"{desk.key}-s{number}",
        statement=statement,
        gist=desk.words(lead, context=True),
        also=desk.words(also) if also else None,
        when=one_line(when),
        cells=cells,
        silences=tuple((why, desk.signs(ids), len(ids)) for why, ids in silences if ids),
        findings=findings.of_row(statement),
        told_by=desk.signs(t.article for t in told),
        outlets=statement.outlets,
        origins=statement.origins,
    )


def sections(desk: StoryDesk) -> tuple[Section, ...]:
    """The statements of a story in sections, most told first, numbered through."""
    story = desk.synopsis
    kinds: dict[str, list[Statement]] = {}
    for statement in story.statements:
        kinds.setdefault(section_of(statement, len(story.accounts)), []).append(statement)
    when = {i: moment.iso for moment in reversed(story.timeline) for i in moment.statements}
    findings = Findings(desk)
    made: list[Section] = []
    number = 0
    used: set[Key] = set()
    for kind in ("all", "most", "some", "two", "once"):
        rows: list[Row] = []
        for statement in _ordered(desk, findings, kinds.get(kind, [])):
            number += 1
            rows.append(_row(desk, findings, statement, number, when.get(statement.id, ""), used))
        if rows:
            title, note = _titled(desk, kind)
            made.append(Section(kind=kind, title=title, note=note, rows=tuple(rows)))
    return tuple(made)


def _ordered(desk: StoryDesk, findings: Findings, statements: list[Statement]) -> list[Statement]:
    """Told by most, of most origins, disputed first; then in the order in which the earliest tells them."""

    def place(statement: Statement) -> tuple[int, int, bool, int, int, str]:
        first = min(
            ((desk.order(t.article), t.start) for t in statement.told_by),
            default=(desk.order(statement.gist.article), statement.gist.start),
        )
        told = len(_accounts(statement.told_by, standing=True))
        if len(_accounts(statement.told_by)) <= 1:
            return (0, 0, False, *first, statement.id)
        calm = not any(finding.verdict in DIFFERS | LATER for finding in findings.of_row(statement))
        return (-told, -statement.origins, calm, *first, statement.id)

    return sorted(statements, key=place)


def _titled(desk: StoryDesk, kind: str) -> tuple[str, str]:
    wording, n = desk.wording, len(desk.accounts)
    half = n // 2 + 1
    titles = {
        "all": (wording.say("Told by all {n}", n=wording.number(n)), ""),
        "most": (wording.say("Told by most"), wording.say("{n} accounts or more", n=wording.number(half))),
        "some": (wording.say("Told by some"), wording.say("fewer than {n} accounts", n=wording.number(half))),
        "two": (wording.say("Told by two"), ""),
        "once": (wording.say("Told once"), ""),
    }
    return titles[kind]
