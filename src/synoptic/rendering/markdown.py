"""The dossier for editors: Markdown with tables, every finding footnoted to its exact words.

Tables and footnotes are those of GitHub's dialect.  Source words are escaped so that no Markdown,
HTML or autolink in them takes effect.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from synoptic.ports import Translated
from synoptic.rendering.safe import ending, one_line, shortened
from synoptic.rendering.translation import Machine
from synoptic.rendering.view import StoryView, run_view
from synoptic.rendering.views.figures import FigureView
from synoptic.rendering.views.quotes import QuoteView
from synoptic.rendering.views.statements import Cell, Row
from synoptic.rendering.views.story import AccountView, Words
from synoptic.rendering.wording import Wording
from synoptic.types import Synopses

_SPECIAL = re.compile(r"[\\`*_{}\[\]#!|~^$@&<>]|:(?=//)")
# An address would become a link by itself.
_ADDRESS = re.compile(r"\b(www)\.", re.IGNORECASE)
#: With more accounts than this a table of tellings cannot be read; a list takes its place.
TABLE_ACCOUNTS = 8
#: How much of what stands around words their footnote gives on each side, in code points.
AROUND = 120
SILENCE = {"omits": "–", "earlier": "‹", "truncated": "…"}


def escaped(text: str | None) -> str:
    """The text on one line, nothing in it with a meaning in Markdown or HTML.

    Characters with a meaning are written as numeric references, which no dialect reads as
    syntax; letters, digits, spaces and most punctuation stay as they are.
    """
    return _ADDRESS.sub(lambda m: f"{m[1]}&#46;", _begun(_SPECIAL.sub(_reference, one_line(text))))


def _reference(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"


def _begun(line: str) -> str:
    """One line that cannot begin a list or an ordered item."""
    line = re.sub(r"^-(?=\s|-)", "&#45;", line)
    return re.sub(r"^(\d{1,9})([.)])(?=\s)", lambda m: f"{m[1]}&#{ord(m[2])};", line)


def _isolated(words: Words) -> str:
    """Words that run right to left set apart, so that they do not reorder the line."""
    return _apart(escaped(words.text), words.dir)


def _apart(text: str, direction: str) -> str:
    return text if direction == "ltr" else f"\u2068{text}\u2069"


class _Notes:
    """Footnotes of one story, numbered as they are first used, and translations of its words."""

    def __init__(self, story: StoryView, wording: Wording, machine: Machine) -> None:
        self._machine = machine
        self._key = story.key
        self._wording = wording
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._lines: list[str] = []
        self._accounts = {a.siglum: a for a in story.accounts}

    def ref(self, words: Words) -> str:
        """The mark that leads to the words, what stands around them, their article and place."""
        account = self._accounts.get(words.siglum)
        if account is None:
            return ""
        place = (account.article.id, words.start, words.end)
        if place not in self._numbers:
            self._numbers[place] = len(self._numbers) + 1
            self._lines.append(f"[^{self._key}-{self._numbers[place]}]: {self._note(account, words)}")
        return f"[^{self._key}-{self._numbers[place]}]"

    def _note(self, account: AccountView, words: Words) -> str:
        about = ", ".join(
            escaped(part) for part in (shortened(account.named, 80), account.published) if part.strip()
        )
        before = escaped(ending(words.before, AROUND)) if words.cut_before else ""
        after = escaped(shortened(words.after, AROUND)) if words.cut_after else ""
        # One line, so white space at an end is lost: it is put back where the source has it.
        before += " " if before and words.before[-1:].isspace() else ""
        after = f" {after}" if after and words.after[:1].isspace() else after
        quoted = self._wording.say("“{words}”", words=escaped(words.text))
        said = _apart(f"{before}{quoted}{after}", words.dir)
        place = f"{escaped(account.article.id)} {words.start}–{words.end}"
        return f"**{words.siglum}** {about}: {said} ({place})"

    def translation(self, words: Words, before: str = "<br>") -> str:
        """What a machine makes of words in a foreign language, and that it does; empty without one."""
        text = self._machine(words)
        if not text:
            return ""
        said = escaped(f"[{self._wording.say('machine translation')}] {text}")
        return f"{before}*{said.strip()}*"

    def lines(self) -> list[str]:
        """All footnotes."""
        return self._lines


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    cells = list(head)
    lines = [f"| {' | '.join(cells)} |", f"|{' --- |' * len(cells)}"]
    return [*lines, *(f"| {' | '.join(row)} |" for row in rows), ""]


def _accounts(story: StoryView, wording: Wording) -> list[str]:
    say = wording.say
    head = ["", say("Headline"), say("Outlet"), say("Language"), say("Published"), say("Copies")]
    rows = (
        [
            f"**{a.siglum}**",
            escaped(shortened(a.title, 160)) or "–",
            escaped(shortened(a.named, 80)),
            escaped(a.language),
            escaped(a.published) or "–",
            escaped(story.copies.get(a.siglum, "")),
        ]
        for a in story.accounts
    )
    return _table(head, rows)


def _glance(story: StoryView, notes: _Notes, wording: Wording) -> list[str]:
    """Where the accounts differ, the odd one's words against another's."""
    lines = []
    for found in story.glance.differences:
        # A speaker's name is no span of the quote; the quote itself has its notes below.
        sides = [
            f"**{w.siglum}** {_isolated(w)}{'' if found.speaker else notes.ref(w)}"
            for w in (found.odd, found.other)
            if w
        ]
        why = f" ({escaped(found.why)})" if found.why else ""
        lines.append(f"- **{found.finding.sign} {escaped(found.finding.word)}**: {' · '.join(sides)}{why}")
    nothing = wording.say("No figure or quote was found on which they differ.")
    return [f"### {wording.say('They differ on')}", "", *(lines or [nothing]), ""]


def _legend(wording: Wording) -> str:
    says = {
        "omits": wording.say("says nothing of it"),
        "earlier": wording.say("published before any account told it"),
        "truncated": wording.say("its text breaks off"),
    }
    return " · ".join(f"{SILENCE[why]} {text}" for why, text in says.items())


def _cell(cell: Cell, notes: _Notes) -> str:
    if not cell.tellings:
        return SILENCE.get(cell.silence, "–")
    said = []
    for telling in cell.tellings:
        sign = f"**{telling.finding.sign} {escaped(telling.finding.word)}** " if telling.finding else ""
        machine = notes.translation(telling.words) if telling.finding else ""
        said.append(f"{sign}{_isolated(telling.words)}{notes.ref(telling.words)}{machine}")
    return " / ".join(said)


def _about(row: Row, wording: Wording) -> str:
    outlets = wording.count("{n} outlet", "{n} outlets", row.outlets)
    origins = wording.count("{n} origin", "{n} origins", row.origins)
    found = "".join(f" · {f.sign} {escaped(f.word)} {f.odd}".rstrip() for f in row.findings)
    return f"{outlets}, {origins}{found}"


def _synopsis(story: StoryView, notes: _Notes, wording: Wording) -> list[str]:
    lines: list[str] = []
    for section in story.sections:
        if section.kind == "once":
            continue
        lines += [f"#### {section.title}", ""]
        if len(story.accounts) <= TABLE_ACCOUNTS:
            head = ["", wording.say("Statement"), *(f"{a.siglum} {a.lang}" for a in story.accounts)]
            lines += _table(
                head,
                (
                    [
                        str(row.number),
                        f"{_isolated(row.gist)}{notes.translation(row.gist)}<br>{_about(row, wording)}",
                        *(_cell(cell, notes) for cell in row.cells),
                    ]
                    for row in section.rows
                ),
            )
            continue
        for row in section.rows:
            gist = f"{_isolated(row.gist)}{notes.translation(row.gist, ' ')}"
            lines.append(f"{row.number}. {gist} — {_about(row, wording)} ({row.told_by})")
            for telling in row.tellings:
                sign = f"{telling.finding.sign} " if telling.finding else ""
                lines.append(
                    f"    - **{telling.siglum}** {sign}{_isolated(telling.words)}{notes.ref(telling.words)}"
                )
        lines.append("")
    return lines


def _once(story: StoryView, notes: _Notes, wording: Wording) -> list[str]:
    if not story.once:
        return []
    rows = (
        f"- **{r.gist.siglum}** {_isolated(r.gist)}{notes.ref(r.gist)}{notes.translation(r.gist)}"
        for r in story.once
    )
    return [f"### {wording.say('Told once')}", "", *rows, ""]


def _figure(figure: FigureView, notes: _Notes, wording: Wording) -> list[str]:
    finding = figure.finding
    why = f": {escaped(figure.why)}" if figure.why else ""
    lines = [f"**{finding.sign} {escaped(finding.word)}**{why}", ""]
    rows = (
        [
            f"**{row.words.siglum}**" if row.odd else row.words.siglum,
            f"{_isolated(row.words)}{notes.ref(row.words)}",
            escaped(row.said),
            escaped(row.as_of),
        ]
        for row in figure.rows
    )
    return lines + _table(["", wording.say("Words"), wording.say("Value"), wording.say("As of")], rows)


def _figures(story: StoryView, notes: _Notes, wording: Wording) -> list[str]:
    told = [f for f in story.figures if f.finding.verdict != "single"]
    alone = [f for f in story.figures if f.finding.verdict == "single"]
    lines = [line for figure in told for line in _figure(figure, notes, wording)]
    if alone:
        lines += [f"**{wording.say('Told once')}**", ""]
        lines += [f"- {f.gist.siglum} {_isolated(f.gist)}{notes.ref(f.gist)}" for f in alone]
        lines.append("")
    return [f"### {wording.say('Figures')}", "", *lines] if lines else []


def _quote(quote: QuoteView, notes: _Notes, wording: Wording) -> list[str]:
    finding = quote.finding
    why = f": {escaped(quote.why)}" if quote.why else ""
    speaker = f" {escaped(quote.speaker)}" if quote.speaker else ""
    lines = [f"**{finding.sign} {escaped(finding.word)}**{speaker}{why}", ""]
    for version in quote.versions:
        mark = f"**{finding.sign}** " if version.odd else ""
        indirect = "" if version.direct else f" ({wording.say('indirect speech')})"
        who = f" — {escaped(version.speaker)}" if version.speaker else ""
        said = f"{mark}{_isolated(version.words)}{notes.ref(version.words)}"
        machine = notes.translation(version.words) if version.odd or version.words == quote.gist else ""
        lines.append(f"- **{version.words.siglum}** {said}{who}{indirect}{machine}")
    return [*lines, ""]


def _quotes(story: StoryView, notes: _Notes, wording: Wording) -> list[str]:
    lines = [line for quote in story.quotes for line in _quote(quote, notes, wording)]
    return [f"### {wording.say('Quotes')}", "", *lines] if lines else []


def _time(story: StoryView, notes: _Notes, wording: Wording) -> list[str]:
    rows = [
        [
            escaped(moment.label),
            "<br>".join(f"{_isolated(r.gist)}{notes.ref(r.gist)} ({r.told_by})" for r in moment.rows),
            ", ".join(f"{_isolated(words)}{notes.ref(words)}" for words in moment.dated),
        ]
        for moment in story.timeline.moments
    ]
    head = [wording.say("When"), wording.say("Statements"), wording.say("Words")]
    return [f"### {wording.say('Time')}", "", *_table(head, rows)] if rows else []


def _sources(story: StoryView, notes: _Notes, wording: Wording) -> list[str]:
    found = story.sources
    lines = [f"### {wording.say('Sources')}", ""]
    for source in found.sources:
        refs = "".join(notes.ref(w) for w in source.credits)
        lines.append(f"- {escaped(source.name)} ({escaped(source.kind)}): {source.accounts}{refs}")
    for copy in found.copies:
        why = f": {escaped(copy.why)}" if copy.why else ""
        between = wording.say("{of} to {by}", of=copy.of, by=copy.by)
        lines.append(f"- {between}, {copy.word}, {escaped(copy.share)}{why}")
    for n, origin in enumerate(found.origins, start=1):
        members = ", ".join(a.siglum for a in origin)
        lines.append(f"- {wording.say('Origin {n}', n=wording.number(n))}: {members}")
    return [*lines, ""]


def _names(story: StoryView, notes: _Notes, wording: Wording) -> list[str]:
    titles = {
        "person": wording.say("People"),
        "place": wording.say("Places"),
        "organisation": wording.say("Organisations"),
    }
    lines: list[str] = []
    for kind, title in titles.items():
        for name in story.names.get(kind, ()):
            forms = ", ".join(
                f"{_isolated(f.words)} ({' '.join(f.languages)}){notes.ref(f.words)}" for f in name.forms
            )
            lines.append(f"- {title}: {forms}")
    return [f"### {wording.say('Names')}", "", *lines, ""] if lines else []


def _story(story: StoryView, wording: Wording, machine: Machine) -> list[str]:
    notes = _Notes(story, wording, machine)
    outlets = wording.count("{n} outlet", "{n} outlets", story.outlets)
    origins = wording.count("{n} origin", "{n} origins", len(story.sources.origins))
    lines = [f"## {_isolated(story.headline)}", ""]
    headline = notes.translation(story.headline, "")
    lines += [headline, ""] if headline else []
    if story.by_person:
        lines += [f"✎ {escaped(story.by_person)}", ""]
    lines += [" · ".join(part for part in (escaped(story.span), f"{outlets}, {origins}") if part), ""]
    lines += _accounts(story, wording)
    lines += _glance(story, notes, wording)
    lines += [f"### {wording.say('The synopsis')}", "", _legend(wording), ""]
    lines += _synopsis(story, notes, wording)
    lines += _once(story, notes, wording)
    lines += _figures(story, notes, wording)
    lines += _quotes(story, notes, wording)
    lines += _time(story, notes, wording)
    lines += _sources(story, notes, wording)
    lines += _names(story, notes, wording)
    return [*lines, *notes.lines(), ""]


def _method(settings: Mapping[str, str], wording: Wording) -> list[str]:
    lines = [f"## {wording.say('Method and limits')}", ""]
    lines += [wording.say("Found by machine, for a person to check."), ""]
    return lines + [f"- {escaped(wording.setting(k))}: {escaped(v)}" for k, v in settings.items()]


def to_markdown(
    synopses: Synopses,
    *,
    lang: str | None = None,
    settings: Mapping[str, str] | None = None,
    translated: Translated | None = None,
) -> str:
    """The dossier of a run as Markdown.

    Args:
        synopses: what the run found.
        lang: the reader's language, English if none.
        settings: what made it (version, encoder, thresholds), shown under method.
        translated: machine translations of words that no account has in the reader's language.
    """
    run = run_view(synopses, lang=lang)
    wording = run.wording
    lines = ["# Synoptic", ""]
    read = wording.count("{n} article read", "{n} articles read", run.articles)
    stories = wording.count("{n} story", "{n} stories", len(run.stories))
    lines += [f"{read} · {stories}", ""]
    for line in run.lines:
        shown = " → ".join(_isolated(story.headline) for story in line.stories)
        lines += [f"{wording.say('One storyline')}: {shown}", ""]
    machine = Machine(wording.lang, translated)
    for story in run.stories:
        lines += _story(story, wording, machine)
    if run.singles:
        lines += [f"## {wording.say('Told by a single account')}", ""]
        for story in run.singles:
            account = story.accounts[0]
            named = f"({escaped(shortened(account.named, 80))}, {account.lang})"
            translation = _Notes(story, wording, machine).translation(story.headline)
            lines.append(f"- {_isolated(story.headline)} {named}{translation}")
        lines.append("")
    return "\n".join([*lines, *_method(settings or {}, wording), ""])
