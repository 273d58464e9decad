"""A run printed: which stories, in which order, and what is said around them."""

from __future__ import annotations

from io import StringIO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from synoptic.ports import Translated
from synoptic.rendering.safe import isolated
from synoptic.rendering.terminal import parts
from synoptic.rendering.terminal.cells import Page, cut, field, line
from synoptic.rendering.terminal.plots import STYLES
from synoptic.rendering.translation import Machine
from synoptic.rendering.view import RunView, StoryView, run_view
from synoptic.rendering.wording import Wording
from synoptic.types import Synopses

#: How many single accounts are named.
SINGLES = 40


def _counts(story: StoryView, wording: Wording) -> str:
    outlets = wording.count("{n} outlet", "{n} outlets", story.outlets)
    origins = wording.count("{n} origin", "{n} origins", len(story.sources.origins))
    languages = wording.count("{n} language", "{n} languages", story.languages)
    return f"{outlets}, {origins} · {languages}"


def _found(story: StoryView) -> list[tuple[str, str]]:
    """How many figures and quotes differ, were updated, agree: signs with numbers, and their styles."""
    kinds = (
        ("≠", STYLES["differs"], story.verdicts("disagree", "altered", "other_speaker")),
        ("↗", STYLES["later"], story.verdicts("update")),
        ("=", "", story.verdicts("agree", "same")),
    )
    return [(f"{sign}{count}", style) for sign, style, count in kinds if count]


def _index(run: RunView, page: Page) -> None:
    """The stories, a line each, largest first."""
    wording = run.wording
    lines: list[Text] = []
    for story in run.stories:
        origins = wording.count("{n} origin", "{n} origins", len(story.sources.origins))
        about = f"{story.span}, {origins}" if page.outlets and story.span else story.span or origins
        about = cut(about, page.inner // 2)
        found = _found(story)
        room = page.inner - cell_len(about) - 8 - sum(cell_len(text) + 1 for text, _ in found)
        signs = [part for text, style in found for part in (" ", (text, style))]
        lines.append(
            line(
                (f"{story.number:>3} ", "bold"),
                field(story.headline.text, max(room, 8)),
                "  ",
                (about, "dim"),
                " ",
                *signs,
            )
        )
    for view in run.lines:
        numbers = [str(s.number) for s in view.stories]
        lines.append(line((f"    {wording.say('One storyline')}: {' → '.join(numbers)}", "dim")))
    page.part(wording.count("{n} story", "{n} stories", len(run.stories)), lines)


def _story(story: StoryView, page: Page, wording: Wording) -> None:
    by = story.headline_account
    headline = cut(story.headline.text, page.width - 4)
    page.put(
        "", line("  ", (isolated(headline), "bold")), *parts.translation(story.headline, 2, page, wording)
    )
    if story.by_person:
        page.put(line("  ✎ ", (isolated(cut(story.by_person, page.width - 4)), "yellow")))
    if by and page.outlets:
        page.put(line("  ", (f"{by.siglum} ", "bold"), (isolated(cut(by.named, page.width - 8)), "dim")))
    shared = wording.count(
        "{n} statement shared, {once} told once",
        "{n} statements shared, {once} told once",
        story.shared,
        once=wording.number(len(story.once)),
    )
    page.put(
        line("  ", (f"{story.span} · " if story.span else "", ""), f"{_counts(story, wording)} · {shared}")
    )
    page.put("")
    for part in (
        parts.accounts,
        parts.figures,
        parts.quotes,
        parts.synopsis,
        parts.once,
        parts.sources,
    ):
        part(story, page, wording)


def _singles(run: RunView, page: Page) -> None:
    wording = run.wording
    lines = []
    for story in run.singles[:SINGLES]:
        account = story.accounts[0]
        lines.append(
            line(
                (f"{story.number:>3} ", "bold"),
                field(account.lang, 4, "dim"),
                field(story.headline.text, page.inner - 8 - (26 if page.outlets else 0)),
                "  " if page.outlets else "",
                field(account.named, 24 if page.outlets else 0, "dim"),
            )
        )
        lines += parts.translation(story.headline, 8, page, wording)
    more = len(run.singles) - SINGLES
    if more > 0:
        lines.append(line((wording.count("and {n} more", "and {n} more", more), "dim")))
    page.part(wording.say("Told by a single account"), lines)


def print_synopses(
    synopses: Synopses,
    console: Console,
    *,
    words: int | None = None,
    lang: str | None = None,
    translated: Translated | None = None,
) -> None:
    """Prints what a run found.

    Args:
        synopses: the run.
        console: where to; its width decides what there is room for.
        words: show only the statement of this number, in all its words, of every story that has it.
        lang: the reader's language, English if none.
        translated: machine translations of words that no account has in the reader's language.
    """
    run = run_view(synopses, lang=lang)
    wording = run.wording
    page = Page(console, Machine(wording.lang, translated))
    if words is not None:
        for story in run.stories:
            row = next((r for r in story.rows.values() if r.number == words), None)
            if row:
                if len(run.stories) > 1:
                    page.put(line((isolated(cut(story.headline.text, page.width)), "bold")))
                parts.statement(story, row, page, wording)
        return
    if len(run.stories) != 1:
        _index(run, page)
    for story in run.stories:
        _story(story, page, wording)
    if run.singles:
        page.put("")
        _singles(run, page)
    read = wording.count("{n} article read", "{n} articles read", run.articles)
    told = wording.count("{n} story", "{n} stories", len(run.stories))
    page.put("", line("  ", (f"{read} · {told}", "dim")))


def to_text(
    synopses: Synopses,
    *,
    width: int = 100,
    words: int | None = None,
    lang: str | None = None,
    translated: Translated | None = None,
) -> str:
    """What :func:`print_synopses` prints, as plain text without colours."""
    stream = StringIO()
    console = Console(file=stream, width=width, color_system=None, force_terminal=False, legacy_windows=False)
    print_synopses(synopses, console, words=words, lang=lang, translated=translated)
    return "\n".join(text.rstrip() for text in stream.getvalue().splitlines()) + "\n"
