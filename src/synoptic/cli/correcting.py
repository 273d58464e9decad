"""The commands by which a person corrects stories: each writes one decision to the file of corrections."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from synoptic.cli.app import app
from synoptic.errors import UsageError

if TYPE_CHECKING:
    from synoptic.grouping.corrections import Corrections
    from synoptic.grouping.identity import Change
    from synoptic.grouping.stories import Grouping

STORY = "story:"
USUAL = "corrections.toml"

Articles = Annotated[
    list[str],
    typer.Argument(
        metavar="ARTICLE",
        help="Ids of articles, as `synoptic articles` lists them; story:ID is its first article.",
        show_default=False,
    ),
]
File = Annotated[
    Path,
    typer.Option(
        "--corrections",
        "-c",
        metavar="FILE",
        help="The file that keeps corrections; made if it is not there.",
    ),
]
Why = Annotated[str, typer.Option("--note", metavar="TEXT", help="Why, in your words; shown with the story.")]


@app.command()
def merge(articles: Articles, corrections: File = Path(USUAL), note: Why = "") -> None:
    """Correct: the stories of these articles are one.

    `synoptic merge A B` writes to corrections.toml; `synoptic stories PATH... --corrections corrections.toml`
    and `compare` apply it, on every run, whatever the articles are grouped into first.
    """
    if len(articles) < 2:
        raise UsageError("merge needs two articles or more, of the stories that are one")
    _decide(corrections, kind="merge", articles=articles, note=note)


@app.command()
def split(articles: Articles, corrections: File = Path(USUAL), note: Why = "") -> None:
    """Correct: these articles are a story of their own."""
    _decide(corrections, kind="split", articles=articles, note=note)


@app.command()
def move(
    articles: Articles,
    to: Annotated[str, typer.Option("--to", metavar="ARTICLE", help="One of the story they move to.")],
    corrections: File = Path(USUAL),
    note: Why = "",
) -> None:
    """Correct: these articles belong to the story of another."""
    _decide(corrections, kind="move", articles=articles, to=to.removeprefix(STORY), note=note)


@app.command()
def pin(articles: Articles, corrections: File = Path(USUAL), note: Why = "") -> None:
    """Correct: these articles stay in one story, whatever is found later; others may join it."""
    _decide(corrections, kind="pin", articles=articles, note=note)


@app.command()
def name(
    called: Annotated[str, typer.Argument(metavar="NAME", help="What the story is called.")],
    articles: Articles,
    corrections: File = Path(USUAL),
    note: Why = "",
) -> None:
    """Correct: the story of these articles is called so."""
    if not called.strip():
        raise UsageError("the name is empty")
    _decide(corrections, kind="name", articles=articles, name=called.strip(), note=note)


@app.command()
def undo(corrections: File = Path(USUAL)) -> None:
    """Take back the last correction."""
    from synoptic.grouping.corrections import read_corrections, write_corrections

    taken = read_corrections(corrections)
    if not taken.correction:
        raise UsageError(f"{corrections}: no correction to take back")
    last = taken.correction[-1]
    write_corrections(corrections, taken.undo())
    print(f"taken back: {last.kind} {' '.join(last.articles)}{_count(corrections, taken.undo())}")


def published(grouping: Grouping, history: Path) -> tuple[Grouping, tuple[Change, ...]]:
    """The grouping with the ids that stay, and what happened since it was last published."""
    from synoptic.grouping.identity import publish, read_published, write_published

    before = read_published(history)
    grouping, now = publish(grouping, before, datetime.now(UTC).isoformat(timespec="seconds"))
    write_published(history, now)
    return grouping, now.lineage[len(before.lineage) :]


def _decide(path: Path, *, articles: list[str], **fields: Any) -> None:
    from synoptic.grouping.corrections import Correction, Corrections, read_corrections, write_corrections

    named = tuple(dict.fromkeys(article.removeprefix(STORY) for article in articles))
    now = datetime.now(UTC).isoformat(timespec="seconds")
    taken = read_corrections(path) if path.exists() else Corrections()
    taken = taken.add(Correction(articles=named, at=now, **fields))
    write_corrections(path, taken)
    print(f"{fields['kind']} {' '.join(named)}{_count(path, taken)}")


def _count(path: Path, taken: Corrections) -> str:
    number = len(taken.correction)
    return f" · {path}: {number} correction{'' if number == 1 else 's'}"
