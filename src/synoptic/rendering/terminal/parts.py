"""The parts of one story's synopsis as lines of a terminal."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text

from synoptic.rendering.safe import isolated
from synoptic.rendering.terminal.cells import Page, cut, field, gapped, line, wrap
from synoptic.rendering.terminal.plots import STYLES, figure_lines
from synoptic.rendering.view import StoryView
from synoptic.rendering.views.quotes import QuoteView
from synoptic.rendering.views.statements import Cell, Row
from synoptic.rendering.views.story import Words
from synoptic.rendering.wording import Wording

#: How much of each part is shown; the rest is counted.
ACCOUNTS, FIGURES, QUOTES, ROWS, ONCE, SOURCES = 30, 10, 8, 25, 6, 14
SILENCE = {"omits": "–", "earlier": "‹", "truncated": "…"}


def _more(n: int, wording: Wording) -> list[Text]:
    """How many are not shown, if any."""
    return [line((wording.count("and {n} more", "and {n} more", n), "dim"))] if n > 0 else []


def translation(
    words: Words, indent: int, page: Page, wording: Wording, *, whole: bool = False
) -> list[Text]:
    """What a machine makes of words in a foreign language, and that it does: in one line, or ``whole``."""
    text = page.machine(words)
    if not text:
        return []
    said = f"[{wording.say('machine translation')}] {text}"
    room = max(page.inner - indent, 12)
    shown = wrap(said, room) if whole else [said]
    return [line(" " * indent, field(text, room, "dim italic")) for text in shown]


def accounts(story: StoryView, page: Page, wording: Wording) -> None:
    """Sigla, languages, times, outlets, headlines."""
    wide = max(len(a.siglum) for a in story.accounts)
    when = max(cell_len(a.published) for a in story.accounts)
    outlet = min(max(cell_len(a.named) for a in story.accounts), 22) if page.outlets else 0
    lines = []
    for a in story.accounts[:ACCOUNTS]:
        copy = story.copies.get(a.siglum, "")
        sign = "⇢" if a.copy and a.copy.kind == "partial" else "⇒"
        arrow = f" {sign} {copy if page.outlets else a.copy_of}" if copy else ""
        told = f"{a.told}/{story.shared}" if page.outlets else ""
        fixed = wide + 2 + 4 + when + 2 + (outlet + 1 if outlet else 0) + (7 if told else 0)
        lines.append(
            line(
                field(a.siglum, wide + 2, "bold"),
                field(a.lang, 4, "dim"),
                field(a.published, when + 2),
                *([field(a.named, outlet + 1)] if outlet else []),
                *([field(told, 7, "dim")] if told else []),
                field(
                    a.title or a.begins or "–",
                    max(page.inner - fixed - cell_len(arrow), 8),
                    "" if a.title else "dim",
                ),
                (arrow, "bold"),
            )
        )
    page.part(wording.say("Accounts"), lines + _more(len(story.accounts) - ACCOUNTS, wording))


def figures(story: StoryView, page: Page, wording: Wording) -> None:
    """The figures that differ, on an axis; the others are counted."""
    loud = [f for f in story.figures if f.finding.tone != "calm"]
    counts: dict[str, int] = {}
    for figure in story.figures:
        if figure.finding.tone == "calm":
            counts[figure.finding.word] = counts.get(figure.finding.word, 0) + 1
    note = " · ".join(f"{n} {word}" for word, n in counts.items())
    blocks = [figure_lines(figure, page) for figure in loud[:FIGURES]]
    lines = gapped(blocks) + _more(len(loud) - FIGURES, wording)
    if not loud and note:
        lines = [line((wording.say("No figure was found on which they differ."), "dim"))]
    page.part(wording.say("Figures that differ") if loud else wording.say("Figures"), lines, note)


def _quote(quote: QuoteView, page: Page, wording: Wording) -> list[Text]:
    finding = quote.finding
    style = STYLES[finding.tone]
    lines = [
        line(
            field(f"{finding.sign} {finding.word}", 16, style),
            field(quote.speaker, max(min(page.inner - 18, 28), 8), "bold"),
        ),
        *(line("  ", (text, "dim")) for text in wrap(quote.why, page.inner - 2)),
    ]
    speaker = 29 if page.outlets else 0
    for version in quote.versions[:8]:
        odd = style if version.odd else ""
        indirect = f" ({wording.say('indirect speech')})" if not version.direct else ""
        lines.append(
            line(
                (" ▌" if odd else "  ", odd),
                (f"{version.words.siglum:<3}", "bold"),
                field(version.words.text + indirect, page.inner - 6 - speaker, odd),
                " ",
                *([field(version.speaker, speaker, odd or "dim")] if speaker else []),
            )
        )
        if version.odd or version.words == quote.gist:
            lines += translation(version.words, 5, page, wording)
    return lines + _more(len(quote.versions) - 8, wording)


def quotes(story: StoryView, page: Page, wording: Wording) -> None:
    """Quotes told by several, version under version."""
    told = [q for q in story.quotes if len(q.versions) > 1]
    lines = gapped([_quote(q, page, wording) for q in told[:QUOTES]]) + _more(len(told) - QUOTES, wording)
    note = wording.count("{n} quote", "{n} quotes", len(told))
    page.part(wording.say("Quotes"), lines, note)


def _sign(cell: Cell) -> tuple[str, str]:
    """One cell of the matrix: the siglum where the account tells it, else a sign."""
    if not cell.tellings:
        return SILENCE.get(cell.silence, "–"), "dim"
    finding = next((t.finding for t in cell.tellings if t.finding), None)
    if finding and finding.verdict in ("altered", "other_speaker", "unclear"):
        return finding.sign, STYLES[finding.tone]
    return cell.siglum, "bold"


def _row(row: Row, story: StoryView, page: Page, wording: Wording) -> Text:
    flag = next((f for f in row.findings if f.verdict in ("disagree", "update")), None)
    flagged = f"{flag.sign}{flag.odd.split(',')[0].split('–')[0]}" if flag else ""
    # One sentence may tell several statements; a line then shows the words that no line before it showed.
    shown = row.also or row.gist
    foreign = shown.lang if shown.lang != wording.lang else ""
    number = len(str(story.shared + len(story.once)))
    if len(story.accounts) <= 16:
        signs = Text(" ").join(Text(f"{sign}", style=style) for sign, style in map(_sign, row.cells))
        width = 2 * len(story.accounts) - 1
    else:
        width = 18
        signs = field(row.told_by, width, "bold")
    origins = f"{row.origins}o"
    room = page.inner - number - 2 - width - 1 - 4 - 5 - 3
    return line(
        (f"{row.number:>{number}}  ", "dim"),
        signs,
        " ",
        (f"{origins:>3} ", "dim"),
        field(flagged, 5, STYLES[flag.tone] if flag else ""),
        field(shown.text, max(room, 8)),
        (f"{foreign[:3]:>3}", "dim"),
    )


def synopsis(story: StoryView, page: Page, wording: Wording) -> None:
    """The matrix: a line for each statement that two accounts or more tell."""
    blocks = []
    for section in story.sections:
        if section.kind == "once":
            continue
        shown = [line((section.title, "bold"), (f"  {section.note}" if section.note else "", "dim"))]
        for row in section.rows[:ROWS]:
            shown.append(_row(row, story, page, wording))
            shown += translation(row.also or row.gist, 5, page, wording)
        blocks.append(shown + _more(len(section.rows) - ROWS, wording))
    note = " · ".join(
        [
            f"– {wording.say('says nothing')}",
            f"‹ {wording.say('published before any told it')}",
            f"o {wording.say('origins')}",
        ]
    )
    page.part(wording.say("The synopsis"), gapped(blocks), note)


def once(story: StoryView, page: Page, wording: Wording) -> None:
    """What one account alone tells."""
    lines: list[Text] = []
    for siglum, rows in sorted(story.once_of.items(), key=lambda item: (len(item[0]), item[0])):
        for n, row in enumerate(rows[:ONCE]):
            head = siglum if n == 0 else ""
            lines.append(line(field(head, 3, "bold"), field(row.gist.text, page.inner - 3)))
            lines += translation(row.gist, 3, page, wording)
        if len(rows) > ONCE:
            rest = wording.count("and {n} more", "and {n} more", len(rows) - ONCE)
            lines.append(line("   ", (rest, "dim")))
    if lines and story.quiet:
        lines.append(
            line((f"{story.quiet}  ", "bold"), (wording.say("nothing that no other account tells"), "dim"))
        )
    page.part(wording.say("Told once"), lines, wording.number(len(story.once)) if lines else "")


def sources(story: StoryView, page: Page, wording: Wording) -> None:
    """Who is credited by whom, and the origins with their copies."""
    found = story.sources
    wide = min(max((cell_len(s.name) for s in found.sources), default=0), page.inner // 2)
    lines = []
    for source in found.sources[:SOURCES]:
        of = f" = {source.of}" if source.of else ""
        lines.append(
            line(
                field(cut(source.name, wide), wide + 2),
                field(source.kind, 10, "dim"),
                (source.accounts + of, "bold"),
            )
        )
    lines += _more(len(found.sources) - SOURCES, wording)
    if lines:
        lines.append(Text("─" * page.inner, style="dim"))
    copies = {c.by: c for c in found.copies}
    for n, origin in enumerate(found.origins[:SOURCES], start=1):
        label = wording.say("Origin {n}", n=wording.number(n))
        first, *rest = [a.siglum for a in origin]
        parts: list[Text | str | tuple[str, str]] = [field(label, 11, "dim"), (first, "bold")]
        for siglum in rest:
            copy = copies.get(siglum)
            arrow = "·" if copy is None else "⇢" if copy.kind == "partial" else "⇒"
            why = f"   {copy.word}: {copy.why}" if copy and len(rest) < 3 and copy.why else ""
            parts += [f" {arrow} ", (siglum, "bold"), (why, "dim")]
        lines.append(line(*parts))
    lines += _more(len(found.origins) - SOURCES, wording)
    page.part(wording.say("Sources"), lines)


def statement(story: StoryView, row: Row, page: Page, wording: Wording) -> None:
    """One statement in all its words, each with its place in its article."""
    accounts = {a.siglum: a for a in story.accounts}
    lines: list[Text] = []
    for telling in row.tellings:
        words = telling.words
        article = cut(accounts[telling.siglum].article.id, 24)
        style = STYLES[telling.finding.tone] if telling.finding else ""
        place = f"{article} {words.start}–{words.end}" if page.outlets else ""
        room = page.inner - 9 - (cell_len(place) + 2 if place else 0)
        for n, text in enumerate(wrap(words.text, max(room, 12))):
            head = f"{telling.siglum:<3}" if n == 0 else "   "
            tag = f"{words.lang[:3]:<4}" if n == 0 else "    "
            lines.append(
                line(
                    ("▌" if style else " ", style),
                    (f" {head}", "bold"),
                    (tag, "dim"),
                    field(text, max(room, 12), style),
                    (f"  {place}" if n == 0 and place else "", "dim"),
                )
            )
        if row.gist.lang != wording.lang or telling.finding:
            lines += translation(words, 9, page, wording, whole=True)
    for finding in row.findings:
        text = f"{finding.sign} {finding.word}" + (f"  {finding.odd}" if finding.odd else "")
        lines += [Text(""), line((text, STYLES[finding.tone]))]
    note = (
        f"{wording.count('{n} outlet', '{n} outlets', row.outlets)}, "
        f"{wording.count('{n} origin', '{n} origins', row.origins)}"
    )
    page.part(f"{row.number}  {isolated(row.gist.text)}", lines, note)
