"""Plain lists of what was read, marked and grouped, for a person at a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from synoptic.types import About, Account, Article, Marks, Passage, Reading, Revision

if TYPE_CHECKING:
    from synoptic.grouping.identity import Change
    from synoptic.grouping.stories import Grouping

STYLES = {
    "person": "bold",
    "place": "underline",
    "organisation": "italic",
    "figure": "cyan",
    "date": "green",
    "quote": "magenta",
    "credit": "yellow",
}
LONGEST = 60  # characters of a title in a list
TAGS = 5  # tags of an article in a list


def headline(article: Article) -> str:
    """The title, or how the text begins, cut to fit a list."""
    text = " ".join((article.title or article.text).split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def beside(about: About) -> str:
    """What a page says of its article beside what is compared, on one line, long lists cut."""
    tags = ", ".join(about.tags[:TAGS])
    more = f" and {len(about.tags) - TAGS} more" if len(about.tags) > TAGS else ""
    parts = (
        about.byline and f"by {about.byline}",
        about.section and f"in {about.section}",
        tags and f"tags {tags}{more}",
        about.modified and f"changed {about.modified}",
    )
    return " · ".join(part for part in parts if part)


def print_reading(reading: Reading, console: Console, *, removed: bool = False) -> None:
    """The articles as a table; with ``removed`` what was taken off the pages, and why."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("id", "lang", "published", "outlet", "title"):
        table.add_column(heading, overflow="fold")
    said = {about.article: ("\n", (beside(about), "dim")) for about in reading.about}
    for article in reading.articles:
        table.add_row(
            Text(article.id),
            article.lang,
            article.published or "–",
            Text(article.outlet or "–"),
            Text.assemble(headline(article), *said.get(article.id, ())),
        )
    console.print(table)
    print_revisions(reading.revisions, console)
    if not removed:
        if reading.removed:
            console.print(f"{len(reading.removed)} pieces of furniture taken off; --show-removed shows them")
        return
    for source, taken in groupby(reading.removed, key=lambda item: item.source):
        console.print(Text(f"\ntaken off {source}", style="bold"))
        for item in taken:
            console.print(Text(f"  {item.why}: "), Text(" ".join(item.text.split()), style="dim"))


def print_revisions(revisions: Sequence[Revision], console: Console) -> None:
    """The versions of each article that has several, and what changed from one to the next."""
    for article, versions in groupby(revisions, key=lambda revision: revision.article):
        console.print(Text(f"\nversions of {article}, the newest of which is the article", style="bold"))
        for one in versions:
            when = one.published or (f"fetched {one.fetched}" if one.fetched else "–")
            about = [when, one.url or one.source or "–", *([one.why] if one.why else [])]
            console.print(Text(f"  {one.number}  " + " · ".join(about)))
            if one.number > 1 and not one.changes:
                console.print(Text("     nothing changed", style="dim"))
            for change in one.changes:
                for mark, words, style in (("−", change.before, "red"), ("+", change.after, "green")):
                    if words:
                        console.print(Text(f"     {mark} {' '.join(words.split())}", style=style))


def print_marks(accounts: Sequence[Account], console: Console) -> None:
    """Every article with its marks coloured in place, then each mark with what it was read as."""
    legend = Text("  ").join(Text(name, style=style) for name, style in STYLES.items())
    for account in accounts:
        console.rule(Text(account.id))
        console.print(legend, end="\n\n")
        text = Text(account.article.text)
        for passage, style, _ in _all(account.marks):
            text.stylize(style, passage.start, passage.end)
        console.print(text, end="\n\n")
        table = Table(box=None, pad_edge=False)
        for passage, style, reading in _all(account.marks):
            table.add_row(f"{passage.start}–{passage.end}", Text(passage.text, style=style), Text(reading))
        console.print(table)


def _all(marks: Marks) -> list[tuple[Passage, str, str]]:
    """Every mark with its style and what it was read as, in order of position."""
    found: list[tuple[Passage, str, str]] = []
    found += [(m, STYLES[m.kind], f"{m.kind} {m.head}") for m in marks.mentions]
    found += [
        (
            q,
            STYLES["quote"],
            f"{'said' if q.direct else 'reported'} by {q.speaker.text if q.speaker else '–'}",
        )
        for q in marks.quotes
    ]
    for figure in marks.figures:
        low, high = (f"{v:g}" if v is not None else "…" for v in (figure.low, figure.high))
        value = low if low == high else f"{low}–{high}"
        counted = f" of {figure.counted.text}" if figure.counted else ""
        found.append((figure, STYLES["figure"], f"{figure.relation} {value} {figure.unit or ''}{counted}"))
    found += [(d, STYLES["date"], d.iso) for d in marks.dates]
    found += [(c, STYLES["credit"], f"{c.kind} {c.source}") for c in marks.credits]
    return sorted(found, key=lambda item: (item[0].start, item[0].end, item[2]))


def print_stories(
    accounts: Sequence[Account], grouping: Grouping, console: Console, changes: Sequence[Change] = ()
) -> None:
    """The stories, largest first, each with its accounts, then the storylines and what changed."""
    by_id = {account.id: account.article for account in accounts}
    line_of = {story: line.id for line in grouping.storylines for story in line.stories}
    for story in sorted(grouping.stories, key=lambda s: (-len(s.accounts), s.id)):
        articles = [by_id[article] for article in story.accounts]
        languages = " ".join(sorted({article.lang for article in articles}))
        line = f" · {line_of[story.id]}" if story.id in line_of else ""
        number = f"{len(articles)} account{'' if len(articles) == 1 else 's'}"
        console.print(Text(story.name or headline(articles[0]), style="bold"))
        console.print(Text(f"  {story.id}{line} · {number} · {languages} · {_span(articles)}", style="dim"))
        for said in story.corrected:
            console.print(Text(f"  ✎ {said}", style="yellow"))
        for article in articles:
            console.print(Text(f"    {article.published or '–':25} {article.lang:3} {article.id}"))
    _print_storylines(by_id, grouping, console)
    if changes:
        console.print(Text("\nsince the last run", style="bold"))
        for change in changes:
            console.print(Text(f"  {_happened(change)}"))


def _span(articles: Sequence[Article]) -> str:
    """From the first to the last time of a story, by days."""
    days = sorted({(article.published or "")[:10] for article in articles if article.time})
    return "no time" if not days else days[0] if len(days) == 1 else f"{days[0]} – {days[-1]}"


def _print_storylines(by_id: Mapping[str, Article], grouping: Grouping, console: Console) -> None:
    stories = {story.id: story for story in grouping.stories}
    for line in grouping.storylines:
        console.print(Text(f"\n{line.id}", style="bold"))
        for place, name in enumerate(line.stories):
            story = stories[name]
            first = by_id[story.accounts[0]]
            day = (first.published or "–")[:10]
            console.print(Text(f"  {day:10} {story.name or headline(first)}"))
            if 0 < place <= len(line.why):
                console.print(Text(f"  {'':10} {line.why[place - 1]}", style="dim"))


def _happened(change: Change) -> str:
    """A change in words."""
    others, accounts = " ".join(change.others), " ".join(change.accounts)
    return {
        "born": f"{change.story} is new: {accounts}",
        "split": f"{change.story} came out of {others}: {accounts}",
        "grown": f"{change.story} has grown: {accounts}",
        "moved": f"{change.story} took from {others}: {accounts}",
        "merged": f"{change.story} took in {others}: {accounts}",
        "ended": f"{change.story} is no more" + (f", see {others}" if others else ""),
    }[change.kind]
