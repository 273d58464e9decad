"""Where a synopsis is written, and in which format: settled before a run begins.

``-o`` names a file, a folder (it exists, or ends with a slash), or a zip archive.  A format that
gives several files goes into a folder or an archive, or gives one of them alone.
"""

from __future__ import annotations

import io
import os
import sys
import zipfile
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from synoptic.errors import OutputError, UsageError

if TYPE_CHECKING:
    from synoptic.ports import Document, Exporter

TERMINAL = "terminal"
ARCHIVE = ".zip"
# The earliest time that a zip archive can say: the same run gives the same bytes.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def guessed(output: str | None, exporters: Mapping[str, Exporter]) -> str:
    """The format that the ending of a file name asks for; that of the terminal where it asks for none.

    Raises:
        UsageError: a folder or an archive could hold any of several formats.
    """
    ending = Path(output).suffix.lower() if output else ""
    if output and (is_folder(output) or ending == ARCHIVE):
        several = ", ".join(name for name, exporter in exporters.items() if exporter.several)
        raise UsageError(f"{output} can hold several formats: say which with --format ({several})")
    found = (name for name, exporter in exporters.items() if ending and ending in exporter.suffixes)
    return next(found, TERMINAL)


@contextmanager
def writing(path: Path | None) -> Iterator[None]:
    """Says where it was that something could not be written; a reader who went away is let through.

    Raises:
        OutputError: the disk is full, the file is not ours to write, ...
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        place = path or "standard output"
        raise OutputError(f"{place} cannot be written: {error.strerror or error}") from error


def require_writable(path: Path) -> None:
    """Sees to it, before a run of minutes, that a file can be made at ``path``.

    Raises:
        UsageError: its folder is not there, or it is not ours to write.
    """
    if not path.parent.is_dir():
        raise UsageError(f"{path}: there is no folder {path.parent}")
    if not os.access(path if path.exists() else path.parent, os.W_OK):
        raise UsageError(f"{path}: no right to write there")


def is_folder(output: str) -> bool:
    """Whether a path names a folder: one that is there, or with a slash at its end."""
    return Path(output).is_dir() or output.endswith(("/", "\\"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where a document goes; ``file`` is the one that is wanted of a format of several."""

    path: Path | None
    folder: bool = False
    file: str | None = None

    def write(self, document: Document) -> None:
        """Writes the document there, or to standard output."""
        with writing(self.path):
            if not isinstance(document, Mapping):
                self._write_one(document)
            elif self.file is None:
                self._write_all(document)
            else:
                self._write_one(document[self.file])

    def _write_one(self, document: str | bytes) -> None:
        data = document.encode("utf-8", errors="replace") if isinstance(document, str) else document
        if self.path is None:
            # The mark of UTF-8 is for programs that open files; in a pipe it is a character too many.
            sys.stdout.buffer.write(data.removeprefix(BOM_UTF8))
            sys.stdout.buffer.flush()
        else:
            self.path.write_bytes(data)

    def _write_all(self, files: Mapping[str, bytes]) -> None:
        assert self.path is not None
        if not self.folder:
            self.path.write_bytes(archive(files))
            return
        self.path.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            (self.path / name).write_bytes(data)


def archive(files: Mapping[str, bytes]) -> bytes:
    """The files as a zip archive, the same bytes for the same files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name in sorted(files):
            made.writestr(zipfile.ZipInfo(name, _NO_TIME), files[name], zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def target(name: str, exporter: Exporter, output: str | None, table: str | None, *, screen: bool) -> Target:
    """Where the documents of a format go.

    Args:
        name: what the format is called.
        exporter: the format.
        output: what ``-o`` says.
        table: the one table that is wanted, if one is.
        screen: whether standard output is a terminal.

    Raises:
        UsageError: they cannot go there; the text says what can be done.
    """
    path = Path(output) if output else None
    folder = output is not None and is_folder(output)
    if path is not None:
        require_writable(path)
    if not exporter.several:
        if table:
            raise UsageError(f"{name} has no tables: --table is for csv and parquet")
        if folder:
            raise UsageError(f"{name} is one file, and {output} is a folder: name a file in it")
        _refuse_screen(name, exporter, screen=screen and path is None)
        return Target(path=path)
    file = _one(name, exporter, path, table)
    if file is not None:
        if folder:
            path, folder = Path(output or "") / file, False
        _refuse_screen(name, exporter, screen=screen and path is None)
        return Target(path=path, file=file)
    if path is None:
        rest = ", or one of them with --table" if exporter.files else ""
        raise UsageError(f"{name} is several files: name a folder or a {ARCHIVE} with -o{rest}")
    if path.is_file() and path.suffix.lower() != ARCHIVE:
        raise UsageError(f"{name} is several files, and {output} is one: name a folder or a {ARCHIVE}")
    return Target(path=path, folder=path.suffix.lower() != ARCHIVE)


def _one(name: str, exporter: Exporter, path: Path | None, table: str | None) -> str | None:
    """The one file that is wanted: by ``--table``, or by a name such as ``figures.csv``."""
    by_stem = {Path(file).stem: file for file in exporter.files}
    if table is not None:
        if table not in by_stem:
            known = ", ".join(by_stem) or "none"
            raise UsageError(f"{name} has no table {table!r}: {known}")
        return by_stem[table]
    if path is None or path.suffix.lower() not in exporter.suffixes:
        return None
    if path.stem not in by_stem:
        raise UsageError(
            f"{name} is several tables: name a folder or a {ARCHIVE} with -o, or one of them "
            f"({', '.join(exporter.files)}), or say which with --table"
        )
    return by_stem[path.stem]


def _refuse_screen(name: str, exporter: Exporter, *, screen: bool) -> None:
    """Nobody wants bytes on the screen."""
    if exporter.binary and screen:
        raise UsageError(f"{name} is binary: name a file with -o, or send it down a pipe")
