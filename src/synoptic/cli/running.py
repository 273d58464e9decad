"""What the commands have in common: they settle what was asked, run it and write what came."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from rich.console import Console

from synoptic.cli.ending import end
from synoptic.cli.output import writing
from synoptic.cli.screen import Screen
from synoptic.errors import UsageError

if TYPE_CHECKING:
    from synoptic.pipeline import Run
    from synoptic.ports import Document, Exporter, Translated, Translator
    from synoptic.settings import Settings
    from synoptic.types import Account, Reading

Made = TypeVar("Made")
# Terminal output in a file is as wide as this.
FILE_WIDTH = 100


class _Console(Console):
    """A console that leaves it to us what happens when the reader of a pipe goes away."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def columns_of(given: list[str] | None) -> dict[str, str]:
    """The flags ``--column FIELD=NAME`` as a table.  Raises :class:`UsageError` where one is none."""
    pairs = [one.partition("=") for one in given or ()]
    for field, sign, name in pairs:
        if not (field and sign and name):
            raise UsageError(f"--column {field}{sign}{name}: FIELD=NAME is asked for, such as text=body")
    return {field: name for field, _, name in pairs}


def settings_of(
    lang: str | None, follow: bool, corrections: Path | None = None, translator: str | None = None
) -> Settings:
    """The settings of the file and the environment, with the flags over them."""
    from synoptic import settings

    file = None if corrections is None else str(corrections)
    return settings.load(
        {"lang": lang, "follow": follow or None, "corrections": file, "translator": translator}
    )


def run_on(paths: list[str], chosen: Settings, columns: dict[str, str], screen: Screen) -> Run:
    """The whole run, with its progress on the screen."""
    from synoptic import pipeline, registry

    with screen.progress():
        parts = registry.parts(chosen, progress=screen.weights)
        return pipeline.run(paths, parts, chosen, screen, columns)


def accounts_of(
    paths: list[str], chosen: Settings, columns: dict[str, str], screen: Screen
) -> tuple[Reading, tuple[Account, ...]]:
    """What was read, and every article of it with its marks and encodings."""
    from synoptic import pipeline, registry

    with screen.progress():
        parts = registry.parts(chosen, progress=screen.weights)
        reading = pipeline.read_inputs(paths, chosen, screen, columns, pipeline.vectors_of(parts.encoder))
        return reading, pipeline.account_for(reading.articles, parts, screen)


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """For whom a run is rendered: the reader's language, and what translates into it if anything does."""

    reader: str
    name: str = ""
    translator: Translator | None = None
    screen: Screen

    def render(self, render: Callable[[Translated], Made], translator: Translator) -> Made:
        """Renders with translations, their progress on the screen."""
        from synoptic.rendering.translation import translating
        from synoptic.rendering.wording import Wording

        reader, screen = Wording(self.reader).lang, self.screen
        with screen.progress():
            return translating(render, translator, reader, progress=screen, note=screen.note)


def addressee(reader: str, chosen: Settings, screen: Screen) -> Addressee:
    """For whom a run is rendered, as the settings say; a translator that cannot be is told before it runs."""
    from synoptic import registry

    name = (chosen.translator or "").partition(":")[0]
    return Addressee(reader=reader, name=name, translator=registry.translator(chosen), screen=screen)


def print_run(run: Run, console: Console, words: int | None, to: Addressee) -> None:
    """Prints what was found, with translations where a translator is given."""
    from synoptic.rendering.terminal import print_synopses

    def captured(translated: Translated) -> str:
        with console.capture() as text:
            print_synopses(run.synopses, console, words=words, lang=to.reader, translated=translated)
        return text.get()

    if to.translator is None:
        print_synopses(run.synopses, console, words=words, lang=to.reader)
    else:
        console.file.write(to.render(captured, to.translator))


def document(run: Run, export: Exporter, to: Addressee) -> Document:
    """What was found in a format, with translations where a translator is given."""
    if to.translator is None:
        return export(run.synopses, reader=to.reader, made_by=run.made_by)
    made_by = {**run.made_by, "Machine translation": to.name}
    return to.render(
        lambda found: export(run.synopses, reader=to.reader, made_by=made_by, translated=found), to.translator
    )


def print_to(show: Callable[[Console], Any], output: Path | None) -> None:
    """Prints by Rich, to the screen or plainly to a file."""
    with writing(output):
        if output is None:
            show(_Console())
            sys.stdout.flush()
            return
        with output.open("w", encoding="utf-8") as file:
            show(_Console(file=file, width=FILE_WIDTH))


def write_to(text: str, output: Path | None) -> None:
    """Writes a text, in UTF-8, to a file or to standard output."""
    with writing(output):
        if output is None:
            sys.stdout.buffer.write(text.encode("utf-8", errors="replace"))
            sys.stdout.buffer.flush()
        else:
            output.write_text(text, "utf-8", errors="replace")


def write_lines_of(
    paths: list[str],
    output: Path | None,
    resume: bool,
    chosen: Settings,
    columns: dict[str, str],
    screen: Screen,
) -> None:
    """Writes articles as they are read, and ends with the exit code that tells."""
    from synoptic import registry
    from synoptic.cli.lines import write_lines
    from synoptic.reading.fetching.options import Fetching

    vectors = registry.vectors(chosen, progress=screen.weights) if chosen.split_by_meaning else None
    with screen.progress():
        come = write_lines(
            paths,
            output,
            screen,
            resume=resume,
            lang=chosen.lang,
            columns=columns,
            fetching=Fetching.of(chosen),
            vectors=vectors,
        )
    end(come.articles, come.skipped, screen)
