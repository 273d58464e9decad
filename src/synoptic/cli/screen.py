"""What the command line shows beside its output: progress and remarks, on standard error."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.filesize import decimal
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TaskID, TextColumn, TimeElapsedColumn
from rich.text import Text

if TYPE_CHECKING:
    from synoptic.types import Reading

WORDS = {
    "read": "Reading",
    "fetch": "Fetching",
    "pages": "Pages",
    "encode": "Encoding sentences",
    "names": "Encoding for names",
    "mark": "Marking",
    "compare": "Comparing stories",
    "translate": "Translating",
}
# Stages whose steps are bytes; those of all others are things.
BYTES = frozenset({"read"})
# So many skipped inputs are named one by one; of more, the rest are counted.
NAMED = 20


class _Amount(ProgressColumn):
    """How much of a stage is done, of how much where that is known, and how fast it goes."""

    def render(self, task: Task) -> Text:
        """``3.1 GB of 10.0 GB, 42.0 MB/s`` for bytes, ``1,204 of 5,000, 61/s`` for things."""
        write = decimal if task.fields["stage"] in BYTES else "{:,}".format
        text = write(int(task.completed))
        if task.total:
            text += f" of {write(int(task.total))}"
        speed = task.finished_speed or task.speed
        return Text(f"{text}, {write(round(speed))}/s" if speed else text, style="progress.download")


class Screen:
    """Standard error: a progress bar a stage where a person watches, nothing in a pipe."""

    def __init__(self, *, quiet: bool = False) -> None:
        self.console = Console(stderr=True, quiet=quiet)
        self._bars: Progress | None = None
        self._tasks: dict[str, TaskID] = {}

    @contextmanager
    def progress(self) -> Iterator[None]:
        """Shows bars while a run lasts; they are gone when it is over."""
        if not self.console.is_terminal:
            yield
            return
        columns = (
            TextColumn("{task.description:20}"),
            BarColumn(),
            _Amount(),
            TimeElapsedColumn(),
        )
        with Progress(*columns, console=self.console, transient=True) as bars:
            self._bars = bars
            try:
                yield
            finally:
                self._bars, self._tasks = None, {}

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Told by the pipeline how far a stage is."""
        if self._bars is None:
            return
        if stage not in self._tasks:
            self._tasks[stage] = self._bars.add_task(
                WORDS.get(stage, stage), total=total or None, stage=stage
            )
        self._bars.update(self._tasks[stage], completed=done, total=total or None)

    def weights(self, what: str, share: float) -> None:
        """Told while the encoder's weights are converted, which happens once."""
        self(what, round(share * 100), 100)

    def remark(self, reading: Reading, *, more: int = 0) -> None:
        """Names every input that was skipped, and what is worth knowing of others.

        ``more`` were skipped than ``reading`` holds.
        """
        for note in reading.notes[:NAMED]:
            self.note(f"{note.source}: {note.why}")
        for skipped in reading.skipped[:NAMED]:
            self.console.print(f"skipped: {skipped.source}: {skipped.why}", markup=False, highlight=False)
        rest = len(reading.skipped) - NAMED if len(reading.skipped) > NAMED else 0
        if rest + more > 0:
            self.console.print(f"… and {rest + more} more skipped", markup=False)

    def note(self, text: str) -> None:
        """One line that is worth knowing."""
        self.console.print(f"note: {text}", style="dim", markup=False, highlight=False)

    def error(self, text: str) -> None:
        """One line that says what is wrong."""
        self.console.print(f"synoptic: {text}", style="bold red", markup=False, highlight=False)
