"""What commands can be told: their arguments and options, checked before anything is read."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from synoptic.cli.output import TERMINAL, require_writable

# What a flag shows in the help in place of a value.
FLAG = ""


def _writable(path: Path | None) -> Path | None:
    """A file that can be written."""
    if path is not None:
        require_writable(path)
    return path


Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH",
        help="Files, folders, globs, addresses (https://…), or - for standard input.",
        show_default=False,
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        callback=_writable,
        metavar="FILE",
        help="Write here instead of to standard output.",
    ),
]
Language = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="TAG",
        help="Language of texts that state none, such as sv; told from each text by default.",
    ),
]
Follow = Annotated[
    bool,
    typer.Option(
        "--follow",
        metavar=FLAG,
        help="Fetch the articles that saved feeds, OPML lists and sitemaps name.",
    ),
]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar="FIELD=NAME",
        help="The column of tables, or key of records, that holds a field: --column text=body. Fields: "
        "id, title, text, html, lang, published, outlet, url. Usual names are found without.",
    ),
]
Corrected = Annotated[
    Path | None,
    typer.Option(
        "--corrections",
        "-c",
        metavar="FILE",
        help="A file of a person's corrections of stories, see `merge`.",
    ),
]
Translate = Annotated[
    str | None,
    typer.Option(
        "--translator",
        metavar="NAME[:PLACE]",
        help="Translate what no account tells in the reader's language, marked as machine translation:"
        " argos:packages/ reads packages of Argos on this machine.",
    ),
]
Quiet = Annotated[
    bool,
    typer.Option("--quiet", "-q", metavar=FLAG, help="No progress and no remarks on standard error."),
]


class ListFormat(StrEnum):
    """How a list of what was read, marked or grouped is written."""

    TERMINAL = "terminal"
    JSON = "json"


class ReadingFormat(StrEnum):
    """How what was read is written."""

    TERMINAL = "terminal"
    JSON = "json"
    JSONL = "jsonl"


class CompareCommand(TyperCommand):
    """The command ``compare``, whose help ends with what each format is for."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """The help; the formats are looked up only when somebody asks for it."""
        from synoptic import registry

        about = {TERMINAL: "what each account tells, in the terminal; plain in a pipe or a file"}
        about |= {name: exporter.about for name, exporter in registry.exporters().items()}
        self.epilog = "Formats:\n\n" + "\n".join(f"- **{name}**: {line}" for name, line in about.items())
        super().format_help(ctx, formatter)


def _format(value: str | None) -> str | None:
    """A format that there is."""
    from synoptic import registry

    known = (TERMINAL, *registry.names(registry.EXPORTERS))
    if value is not None and value not in known:
        raise typer.BadParameter(f"{value!r} is not one of {', '.join(known)}")
    return value


def _reader(value: str | None) -> str | None:
    """A language that CLDR knows."""
    from synoptic.rendering.wording import is_language

    if value is not None and not is_language(value):
        raise typer.BadParameter(f"{value!r} is no tag of a language, such as sv or pt-BR")
    return value


SynopsisFormat = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        callback=_format,
        metavar="NAME",
        help="How to write the synopsis; by the ending of the -o file, else terminal. Listed below.",
    ),
]
Destination = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="PLACE",
        help="Write to this file, folder/ or .zip instead of to standard output.",
    ),
]
TableName = Annotated[
    str | None,
    typer.Option(
        "--table",
        metavar="NAME",
        help="Of csv or parquet, write this table alone, such as figures.",
    ),
]
Reader = Annotated[
    str | None,
    typer.Option(
        "--reader",
        callback=_reader,
        metavar="TAG",
        help="Language of the reader, such as sv: of the headline and of Synoptic's own words;"
        " that of the environment by default.",
    ),
]
