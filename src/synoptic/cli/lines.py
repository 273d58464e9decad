"""Articles as lines of JSON, written as they are read, and gone on with after an interruption."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO

from synoptic import codec
from synoptic.cli.output import writing
from synoptic.cli.screen import NAMED, Screen
from synoptic.errors import UsageError
from synoptic.ports import Vectors
from synoptic.reading.fetching.options import Fetching
from synoptic.reading.journal import Come, Journal, recall
from synoptic.reading.streaming import Seen, Step, stream
from synoptic.types import Note, Reading, Skipped


def write_lines(
    paths: Iterable[str],
    output: Path | None,
    screen: Screen,
    *,
    resume: bool = False,
    lang: str | None = None,
    columns: Mapping[str, str],
    fetching: Fetching,
    vectors: Vectors | None = None,
) -> Come:
    """Writes an article a line, to ``output`` with a journal beside it or to standard output without.

    Returns how far all runs on this output have come.  Raises :class:`UsageError` where ``resume`` is
    asked for without an output, or the output is not one that can be gone on with.
    """
    if resume and output is None:
        raise UsageError("--resume goes on with a file: name it with --output")
    seen = Seen()
    remarks = _Remarks(screen)
    with ExitStack() as stack:
        with writing(output):
            told = {"lang": lang, "columns": dict(columns), "by_meaning": vectors is not None}
            target, journal = _opened(output, told, seen, stack, resume=resume)
        come = journal.come if journal else Come()
        steps = stream(
            paths,
            lang=lang,
            columns=columns,
            fetching=fetching,
            vectors=vectors,
            progress=screen,
            seen=seen,
            places=dict(come.places),
        )
        path = ""
        try:
            for step in steps:
                path = step.path
                with writing(output):
                    _write(step, target, journal, come)
                remarks.take(step)
        except KeyboardInterrupt as stop:
            on = "stopped; the same command with --resume goes on from here" if journal else ""
            raise KeyboardInterrupt(on) from stop
        finally:
            if journal and path:
                journal.note(path, target)
            with writing(output):
                target.flush()
    remarks.show()
    return come


def _opened(
    output: Path | None, told: Mapping[str, Any], seen: Seen, stack: ExitStack, *, resume: bool
) -> tuple[BinaryIO, Journal | None]:
    """Where the lines go, after those of the run that is gone on with, and the journal of a file."""
    if output is None:
        return sys.stdout.buffer, None
    journal = Journal(output, told, resume=resume)
    stack.callback(journal.close)
    target = stack.enter_context(output.open("r+b" if resume and output.exists() else "wb"))
    if resume:
        recall(target, journal.come.written, seen)
    return target, journal


def _write(step: Step, target: BinaryIO, journal: Journal | None, come: Come) -> None:
    target.write(b"".join(map(codec.article_to_line, step.articles)))
    if journal:
        journal.take(step, target)
    else:
        come.articles += len(step.articles)
        come.skipped += len(step.skipped)


class _Remarks:
    """The first remarks of a run, and how many more there were."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._notes: list[Note] = []
        self._skipped: list[Skipped] = []
        self._more = 0

    def take(self, step: Step) -> None:
        """Keeps the remarks of a step, as many as are shown."""
        self._notes += step.notes[: NAMED - len(self._notes)]
        room = NAMED - len(self._skipped)
        self._skipped += step.skipped[:room]
        self._more += max(0, len(step.skipped) - room)

    def show(self) -> None:
        """Says them."""
        self._screen.remark(Reading(notes=tuple(self._notes), skipped=tuple(self._skipped)), more=self._more)
