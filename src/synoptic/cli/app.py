"""The commands of ``synoptic``."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from synoptic.cli.options import (
    Columns,
    CompareCommand,
    Corrected,
    Destination,
    Follow,
    Language,
    ListFormat,
    Output,
    Paths,
    Quiet,
    Reader,
    ReadingFormat,
    SynopsisFormat,
    TableName,
)
from synoptic.cli.output import TERMINAL, guessed, is_folder, target
from synoptic.cli.screen import Screen
from synoptic.errors import SynopticError, UsageError

if TYPE_CHECKING:
    from synoptic.grouping.identity import Change
    from synoptic.pipeline import Run
    from synoptic.settings import Settings
    from synoptic.types import Account, Reading

# The commands import what they run when they run: `synoptic --help` answers at once.

ALL_READ, NOTHING_USABLE, WRONG_USAGE, SOME_SKIPPED = 0, 1, 2, 3

app = typer.Typer(
    name="synoptic",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    help="""Every account of an event, side by side, in any language.

Reads news articles, finds those that report the same event whatever their language, and lays the
accounts beside each other: what all tell, what one tells, what is left out; figures, dates and quotes that
agree, differ or were updated; who credits, copies or translates whom.

Exit codes: 0 all inputs read, 1 nothing usable, 2 wrong usage, 3 some inputs skipped.""",
)


def _version(asked: bool) -> None:
    if asked:
        from synoptic import __version__

        print(f"synoptic {__version__}")
        raise typer.Exit


@app.callback()
def synoptic(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Options of the command as a whole; what it does is said where the app is made."""


@app.command(cls=CompareCommand)
def compare(
    paths: Paths,
    form: SynopsisFormat = None,
    output: Destination = None,
    table: TableName = None,
    lang: Language = None,
    follow: Follow = False,
    column: Columns = None,
    reader: Reader = None,
    words: Annotated[
        int | None, typer.Option("--words", help="Show one statement, by its number, in all its words.")
    ] = None,
    corrections: Corrected = None,
    quiet: Quiet = False,
) -> None:
    """Read, group, compare and show, with no archive.

    `synoptic compare articles/` prints every story's accounts side by side;
    `synoptic compare articles/ -o dossier.html` writes a dossier that opens in any browser;
    `synoptic compare articles/ -f csv -o tables/` writes a file a table, `-f csv --table figures` one alone;
    `-f json` writes synoptic/1, with every finding on the exact span of its source.
    """
    from synoptic import registry
    from synoptic.rendering.catalogues import language_of
    from synoptic.rendering.wording import Wording

    screen = Screen(quiet=quiet)
    wording = Wording(reader)
    if wording.spoken != wording.lang:
        screen.note(f"no words in {reader} yet: Synoptic's own are English; dates and numbers are as asked")
    reader = reader or language_of(os.environ)
    form = form or guessed(output, registry.exporters())
    if form == TERMINAL:
        if table:
            raise UsageError("the terminal has no tables: --table is for csv and parquet")
        if output and is_folder(output):
            raise UsageError(f"{output} is a folder: name a file in it, or a format of several files")
        from synoptic.rendering.terminal import print_synopses

        run = _run(paths, _settings(lang, follow, corrections), _columns(column), screen)
        path = Path(output) if output else None
        _print(lambda console: print_synopses(run.synopses, console, words=words, lang=reader), path)
    else:
        export = registry.exporter(form)
        to = target(form, export, output, table, screen=sys.stdout.isatty())
        run = _run(paths, _settings(lang, follow, corrections), _columns(column), screen)
        to.write(export(run.synopses, reader=reader, made_by=run.made_by))
    _finish(run.reading, screen)


@app.command()
def articles(
    paths: Paths,
    form: Annotated[
        ReadingFormat,
        typer.Option(
            "--format",
            "-f",
            help="How to write the list; jsonl writes an article a line as it is read, however much that is.",
        ),
    ] = ReadingFormat.TERMINAL,
    show_removed: Annotated[
        bool, typer.Option("--show-removed", help="Show what was taken off the pages, and why.")
    ] = False,
    output: Output = None,
    resume: Annotated[
        bool,
        typer.Option(
            "--resume", help="Go on where an earlier run with the same --format jsonl and --output stopped."
        ),
    ] = False,
    lang: Language = None,
    follow: Follow = False,
    column: Columns = None,
    quiet: Quiet = False,
) -> None:
    """Show what was read: the articles, their titles, times, outlets and languages.

    `--format json` also says what was taken off, skipped and noted, and where. For archives too large for
    memory, `synoptic articles news.warc.gz --format jsonl -o news.jsonl` writes as it reads, and
    `synoptic compare news.jsonl` takes it from there.
    """
    from synoptic import codec, pipeline, settings
    from synoptic.cli import lists

    screen = Screen(quiet=quiet)
    chosen = settings.load({"lang": lang, "follow": follow or None})
    if form is ReadingFormat.JSONL:
        _lines(paths, output, resume, chosen, _columns(column), screen)
        return
    if resume:
        raise UsageError("--resume goes on with --format jsonl")
    with screen.progress():
        reading = pipeline.read_inputs(paths, chosen, screen, _columns(column))
    if form is ReadingFormat.JSON:
        _write(codec.reading_to_json(reading), output)
    else:
        _print(lambda console: lists.print_reading(reading, console, removed=show_removed), output)
    _finish(reading, screen)


@app.command()
def marks(
    paths: Paths,
    form: Annotated[
        ListFormat, typer.Option("--format", "-f", help="How to write the marks.")
    ] = ListFormat.TERMINAL,
    output: Output = None,
    lang: Language = None,
    follow: Follow = False,
    column: Columns = None,
    quiet: Quiet = False,
) -> None:
    """Show articles with their marks: names, quotes, figures, dates and credits."""
    from synoptic import codec
    from synoptic.cli import lists

    screen = Screen(quiet=quiet)
    reading, accounts = _accounts(paths, _settings(lang, follow), _columns(column), screen)
    if form is ListFormat.JSON:
        _write(codec.marks_to_json([account.marks for account in accounts]), output)
    else:
        _print(lambda console: lists.print_marks(accounts, console), output)
    _finish(reading, screen)


@app.command()
def stories(
    paths: Paths,
    form: Annotated[
        ListFormat, typer.Option("--format", "-f", help="How to write the list.")
    ] = ListFormat.TERMINAL,
    corrections: Corrected = None,
    history: Annotated[
        Path | None,
        typer.Option(
            "--history",
            help="A file that keeps the ids of stories from run to run, and what became of each.",
        ),
    ] = None,
    output: Output = None,
    lang: Language = None,
    follow: Follow = False,
    column: Columns = None,
    quiet: Quiet = False,
) -> None:
    """List the stories found: headline, accounts, languages, time, storyline and why it is one.

    With `--history FILE` a story that grows, merges or splits keeps its id by the largest share, and the list
    ends with what happened since the last run.
    """
    from synoptic import codec, pipeline
    from synoptic.cli import lists
    from synoptic.cli.correcting import published

    screen = Screen(quiet=quiet)
    chosen = _settings(lang, follow, corrections)
    taken = pipeline.corrections_of(chosen)
    reading, accounts = _accounts(paths, chosen, _columns(column), screen)
    grouping = pipeline.grouped(accounts, chosen, taken)
    changes: tuple[Change, ...] = ()
    if history is not None:
        grouping, changes = published(grouping, history)
    for unknown in taken.unknown(account.id for account in accounts):
        screen.note(f"{chosen.corrections}: no article {unknown} in this run")
    if form is ListFormat.JSON:
        _write(codec.grouping_to_json(grouping.stories, grouping.storylines, changes), output)
    else:
        _print(lambda console: lists.print_stories(accounts, grouping, console, changes), output)
    _finish(reading, screen)


@app.command()
def why(
    first: Annotated[
        str, typer.Argument(metavar="A", help="Id of an article, as `synoptic articles` lists it.")
    ],
    second: Annotated[str, typer.Argument(metavar="B", help="Id of another.")],
    paths: Paths,
    lang: Language = None,
    follow: Follow = False,
    column: Columns = None,
    quiet: Quiet = False,
) -> None:
    """Say in words why two articles are, or are not, of the same story.

    What is rare is judged among the articles of the days around, so give the same paths as to `compare`.
    """
    from synoptic.grouping.why import why as explain

    screen = Screen(quiet=quiet)
    chosen = _settings(lang, follow)
    reading, accounts = _accounts(paths, chosen, _columns(column), screen)
    by_id = {account.id: account for account in accounts}
    missing = [wanted for wanted in (first, second) if wanted not in by_id]
    if missing:
        raise UsageError(f"no article {' and no article '.join(missing)} among the {len(by_id)} read")
    explanation = explain(by_id[first], by_id[second], accounts, window_days=chosen.window_days)
    print(explanation.text())
    _finish(reading, screen)


def _columns(given: list[str] | None) -> dict[str, str]:
    """The flags ``--column FIELD=NAME`` as a table."""
    pairs = [one.partition("=") for one in given or ()]
    for field, sign, name in pairs:
        if not (field and sign and name):
            raise UsageError(f"--column {field}{sign}{name}: FIELD=NAME is asked for, such as text=body")
    return {field: name for field, _, name in pairs}


def _settings(lang: str | None, follow: bool, corrections: Path | None = None) -> Settings:
    from synoptic import settings

    file = None if corrections is None else str(corrections)
    return settings.load({"lang": lang, "follow": follow or None, "corrections": file})


def _run(paths: list[str], chosen: Settings, columns: dict[str, str], screen: Screen) -> Run:
    from synoptic import pipeline, registry

    with screen.progress():
        parts = registry.parts(chosen, progress=screen.weights)
        return pipeline.run(paths, parts, chosen, screen, columns)


def _accounts(
    paths: list[str], chosen: Settings, columns: dict[str, str], screen: Screen
) -> tuple[Reading, tuple[Account, ...]]:
    from synoptic import pipeline, registry

    with screen.progress():
        parts = registry.parts(chosen, progress=screen.weights)
        reading = pipeline.read_inputs(paths, chosen, screen, columns)
        return reading, pipeline.account_for(reading.articles, parts, screen)


def _print(show: Callable[[Console], Any], output: Path | None) -> None:
    """Prints by Rich, to the screen or plainly to a file."""
    if output is None:
        show(Console())
        return
    with output.open("w", encoding="utf-8") as file:
        show(Console(file=file, width=100))


def _write(text: str, output: Path | None) -> None:
    if output is None:
        sys.stdout.write(text)
    else:
        output.write_text(text, "utf-8")


def _lines(
    paths: list[str],
    output: Path | None,
    resume: bool,
    chosen: Settings,
    columns: dict[str, str],
    screen: Screen,
) -> None:
    """Writes articles as they are read, and ends with the exit code that tells."""
    from synoptic.cli.lines import write_lines
    from synoptic.reading.fetching.options import Fetching

    fetching = Fetching.of(chosen)
    with screen.progress():
        come = write_lines(
            paths, output, screen, resume=resume, lang=chosen.lang, columns=columns, fetching=fetching
        )
    _end(come.articles, come.skipped, screen)


def _finish(reading: Reading, screen: Screen) -> None:
    """Says what was skipped, and ends with the exit code that tells."""
    screen.remark(reading)
    _end(len(reading.articles), len(reading.skipped), screen)


def _end(articles: int, skipped: int, screen: Screen) -> None:
    if not articles:
        screen.error("no article in any input")
        raise typer.Exit(NOTHING_USABLE)
    if skipped:
        raise typer.Exit(SOME_SKIPPED)


def main() -> None:
    """Runs the command line; an error of ours is one line, not a traceback."""
    try:
        app()
    except UsageError as error:
        Screen().error(str(error))
        sys.exit(WRONG_USAGE)
    except SynopticError as error:
        Screen().error(str(error))
        sys.exit(NOTHING_USABLE)
    except OSError as error:
        Screen().error(f"{error.filename or ''}: {error.strerror or error}")
        sys.exit(NOTHING_USABLE)
