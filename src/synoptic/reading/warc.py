"""Web archives (WARC), plain or packed, as crawlers and Common Crawl's news set write them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO, cast

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from synoptic.errors import InputError, NoArticle
from synoptic.reading import html
from synoptic.reading.draft import Draft, Limits, Named
from synoptic.types import Skipped

PAGES = ("text/html", "application/xhtml+xml")


class Warc:
    """A web archive: one draft a page of HTML that it holds."""

    name = "a web archive"

    def recognises(self, named: Named) -> bool:
        """The version line of a WARC record opens the input."""
        return named.head.startswith(b"WARC/1.")

    def drafts(self, named: Named, content: BinaryIO, limits: Limits) -> Iterator[Draft | Skipped]:
        """A draft a page, read record by record.  Raises :class:`NoArticle` where there is none."""
        pages = 0
        try:
            for record in _records(content):
                kind = (record.http_content_type or "").split(";")[0].strip().lower()
                if kind and kind not in PAGES:
                    continue
                pages += 1
                yield _page(record, named, limits)
        except (OSError, EOFError, ValueError) as error:
            why = f"a damaged web archive after page {pages} ({str(error).splitlines()[0][:80]})"
            yield Skipped(source=named.source, why=why)
            return
        if not pages:
            raise NoArticle(named.source, "a web archive without pages")


def _records(content: BinaryIO) -> Iterator[WarcRecord]:
    """The responses of an archive; whatever is wrong with it is an :class:`OSError`."""
    try:
        yield from ArchiveIterator(
            cast(BinaryIO, _Forward(content)),
            record_types=WarcRecordType.response,
            parse_http=True,
            auto_decode="all",
            strict_mode=False,
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

    def read(self, size: int = -1) -> bytes:
        # One read of what lies below: where that breaks off, what came before it is not lost.
        data = self._content.read1(size)
        self._place += len(data)
        return data

    def tell(self) -> int:
        return self._place

    def seek(self, offset: int, whence: int = 0) -> int:
        if (whence, offset) not in ((1, 0), (0, self._place)):
            raise OSError("an archive is read forward only")
        return self._place


def _page(record: WarcRecord, named: Named, limits: Limits) -> Draft | Skipped:
    headers = record.headers
    if headers is None or record.http_headers is None:
        return Skipped(source=named.source, why="a web archive that is cut in a record")
    address = (headers.get("WARC-Target-URI") or "").strip("<> ")
    where = Named(f"{named.source}: {address}" if address else named.source, named.stem, b"")
    length = record.content_length
    data = record.reader.read(limits.record + 1)
    if len(data) > limits.record:
        return Skipped(source=where.source, why=f"a page over {limits.record:,} bytes")
    if len(data) < length and not record.http_headers.get("Content-Encoding"):
        return Skipped(source=where.source, why="a web archive that is cut in this record")
    try:
        return html.page(data, where, url=address or None, charset=record.http_charset)
    except InputError as error:
        return Skipped(source=error.source, why=error.why)
