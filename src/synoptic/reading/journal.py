"""The journal of a run that writes articles as it reads them, so that an interrupted one can go on.

Beside ``out.jsonl`` stands ``out.jsonl.journal``: a first line with what the run was told, then a line for
how far it has come.  A line says nothing that is not yet in the output; what is in the output beyond the
last line is cut off before a run goes on.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import BinaryIO

from synoptic.errors import UsageError
from synoptic.reading.repeated import Around
from synoptic.reading.streaming import Seen, Step

ENDING = ".journal"
FORMAT = "synoptic-journal/1"
# How often a line is written: after so many steps or so many seconds, and at the end of an input.
STEPS, SECONDS = 50, 2.0


@dataclass(slots=True, kw_only=True)
class Come:
    """How far a run has come: bytes written, articles and skipped inputs among them, and where it stands.

    ``places`` holds for an input how many of its items were read, ``None`` for all.
    """

    written: int = 0
    articles: int = 0
    skipped: int = 0
    places: dict[str, int | None] = field(default_factory=dict)


class Journal:
    """The open journal of one output."""

    def __init__(self, output: Path, told: Mapping[str, object], *, resume: bool) -> None:
        """Opens the journal beside ``output``; with ``resume`` reads how far an earlier run has come.

        Raises :class:`UsageError` where that run was told otherwise, or left an output without a journal.
        """
        self.path = output.with_name(output.name + ENDING)
        head = json.dumps({"journal": FORMAT, "told": told}, sort_keys=True)
        self.come = _read(self.path, head, output) if resume else Come()
        fresh = not (resume and self.path.exists())
        self._file = self.path.open("w" if fresh else "a", encoding="utf-8")
        if fresh:
            self._line(head)
        else:
            self._file.write("\n")  # what the earlier run was cut off in is a line of its own
        self._steps, self._last = 0, monotonic()
        self._whole = self.come.written  # up to here the output holds whole steps

    def take(self, step: Step, output: BinaryIO) -> None:
        """Counts a step whose articles have been written, and says so on disk now and then."""
        self._whole = output.tell()
        self.come.articles += len(step.articles)
        self.come.skipped += len(step.skipped)
        if step.items or step.done:
            self.come.places[step.path] = None if step.done else step.items
        self._steps += 1
        if step.done or self._steps >= STEPS or monotonic() - self._last > SECONDS:
            self.note(step.path, output)

    def note(self, path: str, output: BinaryIO) -> None:
        """Writes how far the run has come in an input, once all that it wrote is on disk."""
        output.flush()
        os.fsync(output.fileno())
        self.come.written = self._whole
        line = {
            "path": path,
            "state": _state(path),
            "items": self.come.places.get(path, 0),
            "written": self.come.written,
            "articles": self.come.articles,
            "skipped": self.come.skipped,
        }
        self._line(json.dumps(line))
        self._steps, self._last = 0, monotonic()

    def _line(self, text: str) -> None:
        self._file.write(text + "\n")
        self._file.flush()

    def close(self) -> None:
        """Closes the file, which stays: a later run with the same output reads what has come since."""
        self._file.close()


def _state(path: str) -> list[int] | None:
    """The size and the time of change of an input, to know whether it is still the same."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return [found.st_size, found.st_mtime_ns]


def _read(path: Path, head: str, output: Path) -> Come:
    come = Come()
    if not path.exists():
        if output.exists() and output.stat().st_size:
            raise UsageError(f"{output}: no journal of it, so it cannot be gone on with; write elsewhere")
        return come
    with path.open(encoding="utf-8") as lines:
        if next(lines, "").rstrip("\n") != head:
            raise UsageError(f"{path}: written by a run with other flags; use the same, or write elsewhere")
        for line in lines:
            try:
                said = json.loads(line)
                source, state, items = said["path"], said["state"], said["items"]
                come.written, come.articles, come.skipped = said["written"], said["articles"], said["skipped"]
            except (ValueError, KeyError, TypeError):
                continue  # the line in which the earlier run was cut off
            # An input that has changed is read anew; what it still has is known by its ids.
            come.places[source] = items if state == _state(source) else 0
    return come


def recall(output: BinaryIO, written: int, seen: Seen) -> None:
    """Takes note of what stands in the first ``written`` bytes of an output, and cuts off the rest."""
    output.seek(0)
    while output.tell() < written:
        record = json.loads(output.readline())
        if record["page"] in (None, record["id"]):  # the first article of its page
            seen.given(record["id"], record["text"])
        seen.written(
            Around(
                text=record["text"],
                title=record["title"],
                url=record["url"],
                outlet=record["outlet"],
                path=record["source"] or "",
            )
        )
    output.truncate(written)
    output.seek(written)
