"""What comes packed: gzip, bzip2, xz and zstandard as streams, zip as a folder of files."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO, Protocol, cast

import zstandard

from synoptic.errors import Damaged, TooLarge

HEAD = 65_536
# No news that was looked at packs to less than a hundredth; what does so after this much is a bomb.
RATIO, INNOCENT = 250, 64_000_000
ZSTD, ZSTD_DICTIONARY = b"\x28\xb5\x2f\xfd", b"\x5d\x2a\x4d\x18"
PACKINGS = ((b"\x1f\x8b", "gzip"), (b"BZh", "bzip2"), (b"\xfd7zXZ\0", "xz"), (ZSTD, "zstd"),
            (ZSTD_DICTIONARY, "zstd"))  # fmt: skip
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
OFFICE = ("[content_types].xml", "mimetype", "meta-inf/manifest.xml")
ENCRYPTED = 0x1


class _Reader(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


class Counted(io.RawIOBase):
    """A stream that knows how far it has been read (``taken``), and seeks where what lies below does."""

    def __init__(self, inner: BinaryIO) -> None:
        self._inner = inner
        self.taken = 0

    def readable(self) -> bool:  # noqa: D102  # these are what io.RawIOBase says
        return True

    def seekable(self) -> bool:  # noqa: D102
        return self._inner.seekable()

    def seek(self, offset: int, whence: int = 0, /) -> int:  # noqa: D102
        self.taken = self._inner.seek(offset, whence)
        return self.taken

    def tell(self) -> int:  # noqa: D102
        return self._inner.tell()

    def readinto(self, buffer: object, /) -> int:  # noqa: D102
        view = memoryview(cast(bytearray, buffer)).cast("B")
        read1 = getattr(self._inner, "read1", self._inner.read)
        data = read1(len(view))
        view[: len(data)] = data
        self.taken += len(data)
        return len(data)


class _Unpacked(io.RawIOBase):
    """An unpacked stream; raises :class:`TooLarge` for a bomb and :class:`Damaged` where it breaks."""

    def __init__(self, inner: _Reader, packed: Counted, source: str, limit: int) -> None:
        self._inner, self._packed, self._source, self._limit = inner, packed, source, limit
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object, /) -> int:
        view = memoryview(cast(bytearray, buffer)).cast("B")
        try:
            data = getattr(self._inner, "read1", self._inner.read)(min(len(view), 1 << 20))
        except (OSError, EOFError, zlib.error, lzma.LZMAError, zstandard.ZstdError) as error:
            if self._given and _only_rubbish_follows(error):
                return 0
            why = str(error).splitlines()[0][:80] if str(error) else type(error).__name__
            raise Damaged(self._source, f"a damaged archive ({why})") from error
        self._given += len(data)
        if self._given > self._limit:
            raise TooLarge(self._source, f"unpacks to more than {self._limit:,} bytes")
        if self._given > INNOCENT and self._given > RATIO * self._packed.taken:
            raise TooLarge(self._source, f"unpacks to more than {RATIO} times its size")
        view[: len(data)] = data
        return len(data)


def _only_rubbish_follows(error: Exception) -> bool:
    """Whether what broke is what follows a whole archive, which belongs to nothing."""
    said = str(error)
    return "Not a gzipped file" in said or "Unknown frame descriptor" in said


def packing(head: bytes) -> str | None:
    """How a stream is packed, by its first bytes; ``None`` where it is not."""
    return next((name for signature, name in PACKINGS if head.startswith(signature)), None)


def unpacked(kind: str, content: BinaryIO, source: str, limit: int) -> BinaryIO:
    """The stream that is packed in ``content``, at most ``limit`` bytes of it."""
    packed = Counted(content)
    buffered = cast(BinaryIO, io.BufferedReader(packed, HEAD))
    raw = _Unpacked(OPENERS[kind](buffered), packed, source, limit)
    return cast(BinaryIO, io.BufferedReader(raw, HEAD))


def _zstd(content: BinaryIO) -> _Reader:
    """Frames of zstandard; a dictionary that opens the file is used, as archives of the web have it.

    https://iipc.github.io/warc-specifications/specifications/warc-zstd/
    """
    dictionary = None
    head = cast(io.BufferedReader, content).peek(8)[:8]
    if head.startswith(ZSTD_DICTIONARY) and len(head) == 8:
        content.read(8)
        data = content.read(min(struct.unpack("<I", head[4:])[0], 100_000_000))
        if data.startswith(ZSTD):
            data = zstandard.ZstdDecompressor().decompress(data, max_output_size=100_000_000)
        dictionary = zstandard.ZstdCompressionDict(data)
    decompressor = zstandard.ZstdDecompressor(dict_data=dictionary)
    return cast(_Reader, decompressor.stream_reader(content, read_across_frames=True))


OPENERS: dict[str, Callable[[BinaryIO], _Reader]] = {
    "gzip": lambda content: gzip.GzipFile(fileobj=content),
    "bzip2": lambda content: bz2.BZ2File(content),
    "xz": lzma.LZMAFile,
    "zstd": _zstd,
}


def rewindable(content: BinaryIO, source: str, limit: int) -> BinaryIO:
    """The stream itself where one can seek in it, else a copy of it on disk.

    Raises :class:`TooLarge` where the copy would be over ``limit`` bytes.
    """
    if content.seekable():
        return content
    copy = tempfile.SpooledTemporaryFile(max_size=16_000_000)  # noqa: SIM115  # lives as long as its reader
    while data := content.read(1 << 20):
        copy.write(data)
        if copy.tell() > limit:
            raise TooLarge(source, f"over {limit:,} bytes where one has to seek")
    copy.seek(0)
    return cast(BinaryIO, copy)


def members(content: BinaryIO, source: str, limit: int) -> Iterator[tuple[str, BinaryIO | str]]:
    """The files in a zip archive by name: an open stream each, or why it is not read.

    Folders, hidden files and what a Mac adds are passed over.  ``limit`` holds for all files together.
    Raises :class:`Damaged` where the archive cannot be read, or is an office document.
    """
    try:
        archive = zipfile.ZipFile(content)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
        raise Damaged(source, f"a damaged zip archive ({str(error)[:80]})") from error
    with archive:
        infos = archive.infolist()
        if any(info.filename.lower() in OFFICE for info in infos):
            raise Damaged(source, "an office document or book, which is not read")
        left = limit
        for info in infos:
            parts = info.filename.split("/")
            if info.is_dir() or any(part.startswith(".") or part == "__MACOSX" for part in parts):
                continue
            if info.flag_bits & ENCRYPTED:
                yield info.filename, "a file that is locked with a password"
                continue
            try:
                packed = Counted(cast(BinaryIO, archive.open(info)))
            except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError) as error:
                yield info.filename, f"a damaged file in a zip archive ({str(error)[:80]})"
                continue
            raw = _Member(packed, info, f"{source}: {info.filename}", left)
            with io.BufferedReader(raw, HEAD) as stream:
                yield info.filename, cast(BinaryIO, stream)
            left -= packed.taken


class _Member(io.RawIOBase):
    """A file in a zip archive, with the bounds that hold for all that is packed."""

    def __init__(self, inner: Counted, info: zipfile.ZipInfo, source: str, limit: int) -> None:
        self._inner, self._info, self._source, self._limit = inner, info, source, limit

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object, /) -> int:
        try:
            size = self._inner.readinto(buffer)
        except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, ValueError) as error:
            raise Damaged(self._source, f"a damaged file in a zip archive ({str(error)[:80]})") from error
        given = self._inner.taken
        if given > self._limit:
            raise TooLarge(self._source, f"a zip archive that unpacks to more than {self._limit:,} bytes")
        if given > INNOCENT and given > RATIO * max(1, self._info.compress_size):
            raise TooLarge(self._source, f"unpacks to more than {RATIO} times its size")
        return size
