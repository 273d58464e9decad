"""Which kind an input is, by its first bytes, and what it holds."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import BinaryIO, cast

from synoptic.errors import InputError, NotText
from synoptic.reading import packed
from synoptic.reading.addresses import Lists
from synoptic.reading.arc import Arc
from synoptic.reading.draft import Item, Limits, Named, Resumable, Source
from synoptic.reading.feeds import Feeds
from synoptic.reading.html import Html
from synoptic.reading.inputs import STANDARD_INPUT, reason, shown, stem
from synoptic.reading.mail import Mail
from synoptic.reading.parquet import Parquet
from synoptic.reading.pdf import Pdf
from synoptic.reading.records import Records
from synoptic.reading.tables import Tables
from synoptic.reading.text import Text
from synoptic.reading.warc import Warc
from synoptic.types import Skipped

HEAD = packed.HEAD
# In this order each is asked whether it knows the input; plain text is what no other knows.
SOURCES: tuple[Source, ...] = (
    Warc(), Arc(), Pdf(), Parquet(), Lists(), Feeds(), Html(), Records(), Mail(), Tables(), Text(),
)  # fmt: skip
SIGNATURES = (
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x7fELF", "a program"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"SQLite format 3\0", "a database"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "an RTF document"),
)
TAR = slice(257, 262)
NO_NEWS = frozenset(
    [
        *(
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
            ".sql",
        ),
        *(".toml", ".yaml", ".yml", ".ini", ".cfg", ".log", ".lock", ".svg", ".map", ".journal"),
    ]
)


def _unwatched(_: int) -> None:
    """Told of bytes, tells nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """How inputs are read: the limits, and the columns that the user named."""

    limits: Limits = field(default_factory=Limits)
    columns: Mapping[str, str] = field(default_factory=dict)


class _Watched(packed.Counted):
    """A stream that tells how many of its bytes were read."""

    def __init__(self, inner: BinaryIO, watch: Callable[[int], None]) -> None:
        super().__init__(inner)
        self._watch = watch

    def readinto(self, buffer: object, /) -> int:
        size = super().readinto(buffer)
        self._watch(self.taken)
        return size


def items(
    path: str, how: How, *, after: int = 0, watch: Callable[[int], None] = _unwatched
) -> Iterator[Item]:
    """What one file, or standard input for ``-``, holds, but for the first ``after`` items of it.

    Whatever goes wrong in it becomes a :class:`Skipped`, after what could be read before that.
    ``watch`` is told how many bytes of the file have been read.
    """
    source = shown(path)
    if path == STANDARD_INPUT:
        yield from _guarded(_Watched(sys.stdin.buffer, watch), Named(source, "stdin"), how, after)
        return
    if Path(source).suffix.lower() in NO_NEWS:
        yield from islice([Skipped(source=source, why="not a kind of file that carries news")], after, None)
        return
    try:
        with open(path, "rb") as content:
            yield from _guarded(_Watched(content, watch), Named(source, stem(path)), how, after)
    except OSError as error:
        yield Skipped(source=source, why=reason(error))


def opened(
    content: BinaryIO,
    source: str,
    name: str,
    how: How,
    *,
    url: str | None = None,
    charset: str | None = None,
) -> Iterator[Item]:
    """What an open input holds; ``url`` and ``charset`` are what its transport states, if it was fetched.

    Whatever goes wrong in it becomes a :class:`Skipped`, after what could be read before that.
    """
    yield from _guarded(packed.Counted(content), Named(source, name, b"", url, charset), how, 0)


def _guarded(raw: io.RawIOBase, named: Named, how: How, after: int) -> Iterator[Item]:
    try:
        yield from _open(raw, replace(named, columns=how.columns), how, after)
    except InputError as error:
        yield Skipped(source=error.source, why=error.why)
    except OSError as error:
        yield Skipped(source=named.source, why=reason(error))


def _open(
    raw: io.RawIOBase, named: Named, how: How, after: int, wrapping: tuple[str, ...] = ()
) -> Iterator[Item]:
    """The items of an open stream; ``wrapping`` is what it was packed in, the outermost first."""
    head, content = _peek(raw)
    source = named.source
    if not head:
        yield Skipped(source=source, why="an empty file")
        return
    kind = packed.packing(head)
    if kind or head.startswith(packed.ZIP):
        if len(wrapping) > 1 or (wrapping and wrapping != ("zip",)) or (wrapping and not kind):
            raise NotText(source, "an archive in an archive")
        if kind:
            inner = packed.unpacked(kind, content, source, how.limits.unpacked)
            yield from _open(cast(io.RawIOBase, inner), named, how, after, (*wrapping, kind))
        else:
            yield from islice(_members(content, named, how), after, None)
        return
    what = next((what for signature, what in SIGNATURES if head.startswith(signature)), None)
    if what or head[TAR] == b"ustar":
        raise NotText(source, f"{what or 'a tar archive'}, which is not read")
    yield from _items(replace(named, head=head), content, how, after)


def _items(named: Named, content: BinaryIO, how: How, after: int) -> Iterator[Item]:
    source = next(source for source in SOURCES if source.recognises(named))
    if after and isinstance(source, Resumable):
        found = source.drafts_after(after, named, content, how.limits)
    else:
        found = islice(source.drafts(named, content, how.limits), after, None)
    nothing = not after
    for item in found:
        nothing = False
        yield item
    if nothing:
        yield Skipped(source=named.source, why=f"{source.name} without an article")


def _members(content: BinaryIO, named: Named, how: How) -> Iterator[Item]:
    """The items of all files in a zip archive; one that is bad is named, and the others are read."""
    whole = packed.rewindable(content, named.source, how.limits.unpacked)
    nothing = True
    for name, member in packed.members(whole, named.source, how.limits.unpacked):
        nothing = False
        where = f"{named.source}: {shown(name)}"
        if isinstance(member, str):
            yield Skipped(source=where, why=member)
        elif Path(name).suffix.lower() in NO_NEWS:
            yield Skipped(source=where, why="not a kind of file that carries news")
        else:
            inner = replace(named, source=where, stem=stem(name))
            try:
                yield from _open(cast(io.RawIOBase, member), inner, how, 0, ("zip",))
            except InputError as error:
                yield Skipped(source=error.source, why=error.why)
    if nothing:
        yield Skipped(source=named.source, why="a zip archive without files")


def _peek(raw: io.RawIOBase) -> tuple[bytes, BinaryIO]:
    """The first bytes of a stream, all there are of a short one, and the stream as if untouched."""
    if raw.seekable():
        whole = io.BufferedReader(raw, HEAD)
        head = whole.read(HEAD)
        whole.seek(-len(head), io.SEEK_CUR)
        return head, cast(BinaryIO, whole)
    rejoined = _Rejoined(cast(BinaryIO, raw))
    return rejoined.head, cast(BinaryIO, io.BufferedReader(rejoined, HEAD))


class _Rejoined(io.RawIOBase):
    """A stream whose first bytes have been looked at.  What broke while looking breaks at its place."""

    def __init__(self, inner: BinaryIO) -> None:
        self._inner = inner
        self._broken: InputError | None = None
        data = bytearray()
        try:
            while len(data) < HEAD and (more := self._more(HEAD - len(data))):
                data += more
        except InputError as error:
            if not data:
                raise
            self._broken = error
        self.head = bytes(data)
        self._left = memoryview(self.head)

    def _more(self, size: int) -> bytes:
        read1 = getattr(self._inner, "read1", self._inner.read)
        return cast(bytes, read1(size))

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object, /) -> int:
        view = memoryview(cast(bytearray, buffer)).cast("B")
        if self._left:
            data = self._left[: len(view)]
            self._left = self._left[len(data) :]
        elif self._broken:
            raise self._broken
        else:
            data = memoryview(self._more(len(view)))
        view[: len(data)] = data
        return len(data)
