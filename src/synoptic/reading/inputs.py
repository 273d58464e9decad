"""Paths, folders, globs and ``-``, as inputs in one fixed order."""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from synoptic.errors import UsageError
from synoptic.types import Skipped

STANDARD_INPUT = "-"
PACKED = (".gz", ".bz2", ".xz", ".zst")


def shown(path: str | os.PathLike[str]) -> str:
    """A path for a person: bytes that are no UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")


def stem(path: str) -> str:
    """The name of a file without its last ending, and without ``.gz`` and its like before that."""
    name = Path(shown(path)).name
    for ending in PACKED:
        name = name.removesuffix(ending)
    return Path(name).stem or name


def is_address(path: str) -> bool:
    """Whether an input is an address of the web and no file: ``https://…``."""
    return path[:8].casefold().startswith(("http://", "https://"))


def expand(paths: Iterable[str | os.PathLike[str]]) -> tuple[list[str], list[Skipped]]:
    """Every file behind ``paths``, once, in order of name, and what was found to be none.

    Folders are walked with everything in them but hidden files; links are followed, loops of
    links not.  Addresses of the web stand among the files as they are.  Raises :class:`UsageError` for no
    path at all.
    """
    found: list[str] = []
    skipped: list[Skipped] = []
    given = sorted({os.fsdecode(path) for path in paths})
    if not given:
        raise UsageError("no input was given")
    for path in given:
        if path == STANDARD_INPUT or is_address(path):
            found.append(path)
        else:
            for one in _behind(path):
                (skipped if isinstance(one, Skipped) else found).append(one)  # type: ignore[arg-type]
    return _once(found), skipped


def _once(files: list[str]) -> list[str]:
    seen: set[str] = set()
    kept = []
    for path in sorted(files):
        real = path if path == STANDARD_INPUT or is_address(path) else os.path.realpath(path)
        if real not in seen:
            seen.add(real)
            kept.append(path)
    return kept


def _behind(path: str) -> Iterator[str | Skipped]:
    if os.path.isdir(path):
        yield from _folder(path)
    elif os.path.lexists(path):
        yield _file(path)
    elif glob.has_magic(path):
        matches = sorted(glob.glob(path, recursive=True))
        if not matches:
            yield Skipped(source=shown(path), why="nothing matches this pattern")
        for match in matches:
            if os.path.isdir(match):
                if "**" not in path:
                    yield from _folder(match)
            else:
                yield _file(match)
    else:
        yield Skipped(source=shown(path), why="no such file or folder")


def _folder(path: str) -> Iterator[str | Skipped]:
    seen: set[str] = set()
    empty = True
    failures: list[OSError] = []
    for folder, folders, files in os.walk(path, followlinks=True, onerror=failures.append):
        real = os.path.realpath(folder)
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                empty = False
                yield _file(os.path.join(folder, name))
    for failure in failures:
        yield Skipped(source=shown(failure.filename or path), why=reason(failure))
    if empty and not failures:
        yield Skipped(source=shown(path), why="an empty folder")


def _file(path: str) -> str | Skipped:
    try:
        mode = os.stat(path).st_mode
    except OSError as error:
        return Skipped(source=shown(path), why=reason(error))
    if not stat.S_ISREG(mode):
        return Skipped(source=shown(path), why="not a regular file (a pipe, socket or device)")
    return path


def reason(error: OSError) -> str:
    """Why the system would not read a file, in one line."""
    if isinstance(error, FileNotFoundError):
        return (
            "a link that leads nowhere"
            if error.filename and os.path.islink(error.filename)
            else "no such file"
        )
    return (error.strerror or "cannot be read").lower()
