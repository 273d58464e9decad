"""Which kind an input is, by its first bytes, and its drafts."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, cast

from synoptic.errors import InputError, NotText, TooLarge
from synoptic.reading.addresses import Lists
from synoptic.reading.draft import Item, Limits, Named, Source
from synoptic.reading.feeds import Feeds
from synoptic.reading.html import Html
from synoptic.reading.inputs import STANDARD_INPUT, reason, shown, stem
from synoptic.reading.mail import Mail
from synoptic.reading.records import Records
from synoptic.reading.tables import Tables
from synoptic.reading.text import Text
from synoptic.reading.warc import Warc
from synoptic.types import Skipped

HEAD = 65_536
SOURCES: tuple[Source, ...] = (Warc(), Lists(), Feeds(), Html(), Records(), Mail(), Tables(), Text())
SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x7fELF", "a program"),
    (b"BZh", "a bzip2 archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"SQLite format 3\0", "a database"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"PAR1", "a Parquet file"),
)
NO_NEWS = frozenset(
    [
        ".py",
        ".js",
        ".mjs",
        ".ts",
        ".css",
        ".scss",
        ".sh",
        ".c",
        ".h",
        ".cpp",
        ".rs",
        ".go",
        ".java",
        ".toml",
        ".yaml",
        ".yml",
        ".ini",
        ".cfg",
        ".log",
        ".sql",
        ".lock",
        ".svg",
        ".map",
    ]
)


class _Bounded(io.RawIOBase):
    """An unpacked stream that ends with :class:`TooLarge` after ``limit`` bytes."""

    def __init__(self, inner: gzip.GzipFile, source: str, limit: int) -> None:
        self._inner, self._source, self._left = inner, source, limit
        self._empty = True

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast(bytearray, buffer))
        try:
            data = self._inner.read1(min(len(view), 1 << 20))
        except gzip.BadGzipFile as error:
            if self._empty or "Not a gzipped file" not in str(error):
                raise
            return 0  # what follows the archive belongs to nothing
        self._empty = False
        self._left -= len(data)
        if self._left < 0:
            raise TooLarge(self._source, "unpacks to more than the limit")
        view[: len(data)] = data
        return len(data)


def drafts(path: str, limits: Limits) -> Iterator[Item]:
    """What one file, or standard input for ``-``, holds.

    Whatever goes wrong in it becomes a :class:`Skipped`, after what could be read before that.
    """
    source = shown(path)
    if path == STANDARD_INPUT:
        yield from opened(sys.stdin.buffer, source, "stdin", limits)
        return
    if Path(source).suffix.lower() in NO_NEWS:
        yield Skipped(source=source, why="not a kind of file that carries news")
        return
    try:
        with open(path, "rb") as content:
            yield from opened(content, source, stem(path), limits)
    except OSError as error:
        yield Skipped(source=source, why=reason(error))


def opened(
    content: BinaryIO,
    source: str,
    name: str,
    limits: Limits,
    *,
    url: str | None = None,
    charset: str | None = None,
) -> Iterator[Item]:
    """What an open input holds; ``url`` and ``charset`` are what its transport states, if it was fetched.

    Whatever goes wrong in it becomes a :class:`Skipped`, after what could be read before that.
    """
    try:
        yield from _open(content, Named(source, name, b"", url, charset), limits)
    except InputError as error:
        yield Skipped(source=error.source, why=error.why)
    except OSError as error:
        yield Skipped(source=source, why=reason(error))
    except (EOFError, zlib.error) as error:
        yield Skipped(source=source, why=f"a damaged archive ({error})")


def _open(content: BinaryIO, about: Named, limits: Limits, depth: int = 0) -> Iterator[Item]:
    source = about.source
    buffered = (
        content
        if isinstance(content, io.BufferedReader)
        else io.BufferedReader(cast(io.RawIOBase, content), HEAD)
    )
    head = _peek(buffered)
    if not head:
        yield Skipped(source=source, why="an empty file")
        return
    if head.startswith(b"\x1f\x8b"):
        if depth:
            raise NotText(source, "an archive in an archive")
        inner = _Bounded(gzip.GzipFile(fileobj=buffered), source, limits.unpacked)
        yield from _open(cast(BinaryIO, io.BufferedReader(inner, HEAD)), about, limits, depth + 1)
        return
    for signature, what in SIGNATURES:
        if head.startswith(signature):
            raise NotText(source, f"{what}, which is not read")
    named = replace(about, head=head)
    kind = next(kind for kind in SOURCES if kind.recognises(named))
    nothing = True
    for draft in kind.drafts(named, cast(BinaryIO, buffered), limits):
        nothing = False
        yield draft
    if nothing:
        yield Skipped(source=source, why=f"{kind.name} without an article")


def _peek(content: io.BufferedReader) -> bytes:
    """The first bytes without taking them: at least all of a short input."""
    if content.seekable():
        head = content.read(HEAD)
        content.seek(-len(head), io.SEEK_CUR)
        return head
    return content.peek(HEAD)
