"""Web archives (WARC), as crawlers and Common Crawl's news set write them: pages of HTML and plain text."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import BinaryIO, cast

import zstandard
from fastwarc.stream_io import BrotliReader
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from synoptic.errors import InputError, NoArticle
from synoptic.reading import html, text
from synoptic.reading.draft import Draft, Item, Limits, Named
from synoptic.types import Note, Skipped

PAGES = ("text/html", "application/xhtml+xml")
PLAIN = "text/plain"
END = b"\r\n\r\n"
NEARLY = 65_536
CUT = "a web archive that is cut in"
TYPES = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion


class Warc:
    """A web archive: one draft a page that it holds, a record at a time."""

    name = "a web archive"

    def recognises(self, named: Named) -> bool:
        """The version line of a WARC record opens the input."""
        return named.head.startswith((b"WARC/1.", b"WARC/0."))

    def drafts(self, named: Named, content: BinaryIO, limits: Limits) -> Iterator[Item]:
        """A draft a page, read record by record.  Raises :class:`NoArticle` where there is none."""
        yield from self.drafts_after(0, named, content, limits)

    def drafts_after(self, after: int, named: Named, content: BinaryIO, limits: Limits) -> Iterator[Item]:
        """The pages but for the first ``after``, which are passed over as they lie."""
        pages = missing = 0
        forward = _Forward(self.stream(content, named))
        cut = False
        try:
            for record in _records(forward):
                if not _is_page(record):
                    continue
                if not _was_found(record):
                    missing += 1
                    continue
                pages += 1
                if pages > after:
                    item = _page(record, named, limits)
                    cut = isinstance(item, Skipped) and CUT in item.why
                    yield item
        except (InputError, OSError, EOFError, ValueError) as error:
            said = error.why if isinstance(error, InputError) else str(error).splitlines()[0][:80]
            yield Skipped(source=named.source, why=f"a damaged web archive after page {pages} ({said})")
            return
        if not cut and not forward.ended_whole():
            yield Skipped(source=named.source, why=f"{CUT} a record after page {pages}")
        elif not pages:
            raise NoArticle(named.source, "a web archive without pages")
        if missing:
            why = f"answers that say that a page is not there: {missing:,} passed over"
            yield from islice([Note(source=named.source, why=why)], max(0, after - pages), None)

    def stream(self, content: BinaryIO, named: Named) -> BinaryIO:
        """The archive as WARC."""
        return content


def _records(forward: _Forward) -> Iterator[WarcRecord]:
    """The records of an archive; whatever is wrong with it is an :class:`OSError`."""
    try:
        yield from ArchiveIterator(
            cast(BinaryIO, forward), record_types=TYPES, parse_http=True, auto_decode="transfer"
        )
    except BaseException as error:
        # FastWARC is written in Rust, and what it does not expect there is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise OSError("FastWARC gave up") from error


class _Forward:
    """A stream that can only be read on, with the ``seek`` that FastWARC asks for its place."""

    def __init__(self, content: BinaryIO) -> None:
        self._content = cast(io.BufferedReader, content)
        self._place = 0
        self._last = b""

    def ended_whole(self) -> bool:
        """Whether the archive ends as a record does; FastWARC may leave the last few bytes of it."""
        rest = self._content.read(NEARLY)
        return len(rest) < NEARLY and (self._last + rest).endswith(END)

    def read(self, size: int = -1) -> bytes:
        # One read of what lies below: where that breaks off, what came before it is not lost.
        data = self._content.read1(size)
        self._place += len(data)
        self._last = (self._last + data[-len(END) :])[-len(END) :]
        return data

    def tell(self) -> int:
        return self._place

    def seek(self, offset: int, whence: int = 0) -> int:
        if (whence, offset) not in ((1, 0), (0, self._place)):
            raise OSError("an archive is read forward only")
        return self._place


def _kind(record: WarcRecord) -> str:
    """The media type of what a record holds: the server's word, else the archive's."""
    own = record.headers.get("Content-Type") if record.headers is not None else None
    stated = record.http_content_type if record.is_http else own
    return (stated or "").split(";")[0].strip().lower()


def _is_page(record: WarcRecord) -> bool:
    kind = _kind(record)
    if record.is_http:
        return not kind or kind in PAGES or kind == PLAIN
    return kind in PAGES or kind == PLAIN


def _was_found(record: WarcRecord) -> bool:
    """Whether the server sent the page that was asked for, not an error or a way elsewhere."""
    status = record.http_headers.status_code if record.http_headers is not None else None
    return status is None or 200 <= status < 300


def _header(record: WarcRecord, name: str) -> str:
    return (record.http_headers.get(name) or "" if record.http_headers is not None else "").strip().lower()


def _chunked(record: WarcRecord) -> bool:
    return "chunked" in _header(record, "Transfer-Encoding")


def _unpacked(data: bytes, record: WarcRecord, limit: int) -> bytes:
    """What a server packed, at most one byte over ``limit`` of it; what is not packed as it is.

    FastWARC would unpack too, but loses its place in an archive where one reads only so much.
    """
    coding = _header(record, "Content-Encoding").removeprefix("x-")
    if coding == "gzip" and data.startswith(b"\x1f\x8b"):
        return gzip.GzipFile(fileobj=io.BytesIO(data)).read(limit + 1)
    if coding == "deflate":
        # By the standard with the header of zlib, by the habit of some servers without.
        bits = zlib.MAX_WBITS if data[:1] and data[0] & 0x0F == 8 else -zlib.MAX_WBITS
        return zlib.decompressobj(bits).decompress(data, limit + 1)
    if coding == "br":
        return BrotliReader(io.BytesIO(data)).read(limit + 1)
    if coding == "zstd":
        return zstandard.ZstdDecompressor().stream_reader(io.BytesIO(data)).read(limit + 1)
    return data


def _page(record: WarcRecord, named: Named, limits: Limits) -> Draft | Skipped:
    headers = record.headers
    if headers is None or (record.is_http and record.http_headers is None):
        return Skipped(source=named.source, why=f"{CUT} a record")
    address = (headers.get("WARC-Target-URI") or "").strip("<> ")
    where = named.at(f": {address}" if address else "")
    length = record.content_length
    data = record.reader.read(limits.record + 1)
    if len(data) > limits.record:
        return Skipped(source=where.source, why=f"a page over {limits.record:,} bytes")
    if len(data) < length and not _chunked(record):
        return Skipped(source=where.source, why=f"{CUT} this record")
    try:
        data = _unpacked(data, record, limits.record)
    except (OSError, EOFError, zlib.error, zstandard.ZstdError) as error:
        return Skipped(source=where.source, why=f"a page that is packed wrongly ({str(error)[:80]})")
    if len(data) > limits.record:
        return Skipped(source=where.source, why=f"a page that unpacks to over {limits.record:,} bytes")
    where = replace(where, url=address or None, charset=record.http_charset)
    try:
        draft = text.of(data, where) if _kind(record) == PLAIN else html.of(data, where)
    except InputError as error:
        return Skipped(source=error.source, why=error.why)
    return replace(draft, id=draft.id or address or None)
