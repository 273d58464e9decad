"""The commands of ``synoptic``."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from synoptic.cli.ending import Ending, finish
from synoptic.cli.options import (
    FLAG,
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
    Translate,
)
from synoptic.cli.output import TERMINAL, guessed, is_folder, require_writable, target
from synoptic.cli.running import (
    accounts_of,
    addressee,
    columns_of,
    document,
    print_run,
    print_to,
    run_on,
    settings_of,
    write_lines_of,
    write_to,
)
from synoptic.cli.screen import Screen
from synoptic.errors import UsageError

if TYPE_CHECKING:
    from synoptic.grouping.identity import Change

# The commands import what they run when they run: `synoptic --help` answers at once.

app = typer.Typer(
    name="synoptic",
    cls=Ending,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    help="""Every account of an event, side by side, in any language.

Reads news articles, finds those that report the same event whatever their language, and lays the
accounts beside each other: what all tell, what one tells, what is left out; figures, dates and quotes that
agree, differ or were updated; who credits, copies or translates whom.

Exit codes: 0 all inputs read, 1 nothing usable or nothing could be written, 2 wrong usage, 3 some inputs
skipped, 130 stopped by Ctrl-C.""",
)


def _version(asked: bool) -> None:
    if asked:
        from synoptic import __version__

        print(f"synoptic {__version__}")
        raise typer.Exit


@app.callback()
def synoptic(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, metavar=FLAG, help="Show the version and exit."
        ),
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
        int | None,
        typer.Option(
            "--words", min=1, metavar="N", help="Show one statement, by its number, in all its words."
        ),
    ] = None,
    corrections: Corrected = None,
    translator: Translate = None,
    quiet: Quiet = False,
) -> None:
    """Compare articles: read them, find those of one event, lay their accounts side by side.

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
    chosen = settings_of(lang, follow, corrections, translator)
    if form == TERMINAL:
        if table:
            raise UsageError("the terminal has no tables: --table is for csv and parquet")
        if output and is_folder(output):
            raise UsageError(f"{output} is a folder: name a file in it, or a format of several files")
        path = Path(output) if output else None
        if path:
            require_writable(path)
        to = addressee(reader, chosen, screen)
        run = run_on(paths, chosen, columns_of(column), screen)
        most = max((len(story.statements) for story in run.synopses.stories), default=0)
        if words is not None and run.synopses.articles and words > most:
            raise UsageError(f"--words {words}: no story has so many statements; the most are {most}")
        print_to(lambda console: print_run(run, console, words, to), path)
    else:
        if words is not None:
            raise UsageError(f"--words is for the terminal: {form} has the words of every statement")
        export = registry.exporter(form)
        place = target(form, export, output, table, screen=sys.stdout.isatty())
        if translator and not export.translates:
            raise UsageError(
                f"{form} shows no translations: --translator is for html, markdown and the terminal"
            )
        to = addressee(reader, chosen if export.translates else replace(chosen, translator=None), screen)
        run = run_on(paths, chosen, columns_of(column), screen)
        if run.reading.articles:
            place.write(document(run, export, to))
    finish(run.reading, screen)


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
        bool,
        typer.Option("--show-removed", metavar=FLAG, help="Show what was taken off the pages, and why."),
    ] = False,
    output: Output = None,
    resume: Annotated[
        bool,
        typer.Option(
            "--resume",
            metavar=FLAG,
            help="Go on where an earlier run with the same --format jsonl and --output stopped.",
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
    from synoptic import codec, pipeline, registry, settings
    from synoptic.cli import lists

    screen = Screen(quiet=quiet)
    chosen = settings.load({"lang": lang, "follow": follow or None})
    if form is ReadingFormat.JSONL:
        write_lines_of(paths, output, resume, chosen, columns_of(column), screen)
        return
    if resume:
        raise UsageError("--resume goes on with --format jsonl")
    with screen.progress():
        vectors = registry.vectors(chosen, progress=screen.weights)
        reading = pipeline.read_inputs(paths, chosen, screen, columns_of(column), vectors)
    if form is ReadingFormat.JSON:
        write_to(codec.reading_to_json(reading), output)
    else:
        print_to(lambda console: lists.print_reading(reading, console, removed=show_removed), output)
    finish(reading, screen)


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
    reading, accounts = accounts_of(paths, settings_of(lang, follow), columns_of(column), screen)
    if form is ListFormat.JSON:
        write_to(codec.marks_to_json([account.marks for account in accounts]), output)
    else:
        print_to(lambda console: lists.print_marks(accounts, console), output)
    finish(reading, screen)


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
            metavar="FILE",
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
    chosen = settings_of(lang, follow, corrections)
    taken = pipeline.corrections_of(chosen)
    reading, accounts = accounts_of(paths, chosen, columns_of(column), screen)
    grouping = pipeline.grouped(accounts, chosen, taken)
    changes: tuple[Change, ...] = ()
    if history is not None:
        grouping, changes = published(grouping, history)
    for unknown in taken.unknown(account.id for account in accounts):
        screen.note(f"{chosen.corrections}: no article {unknown} in this run")
    if form is ListFormat.JSON:
        write_to(codec.grouping_to_json(grouping.stories, grouping.storylines, changes), output)
    else:
        print_to(lambda console: lists.print_stories(accounts, grouping, console, changes), output)
    finish(reading, screen)


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
    chosen = settings_of(lang, follow)
    reading, accounts = accounts_of(paths, chosen, columns_of(column), screen)
    by_id = {account.id: account for account in accounts}
    missing = [wanted for wanted in (first, second) if wanted not in by_id]
    if missing:
        raise UsageError(f"no article {' and no article '.join(missing)} among the {len(by_id)} read")
    explanation = explain(by_id[first], by_id[second], accounts, window_days=chosen.window_days)
    print(explanation.text())
    finish(reading, screen)
