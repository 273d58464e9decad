"""Web archives (WARC), as crawlers and Common Crawl's news set write them: pages of HTML and plain text."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import BinaryIO, cast

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from synoptic.errors import InputError, NoArticle
from synoptic.reading import html, text
from synoptic.reading.draft import Draft, Item, Limits, Named
from synoptic.types import Note, Skipped

PAGES = ("text/html", "application/xhtml+xml")
PLAIN = "text/plain"
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
        try:
            for record in _records(self.stream(content, named)):
                if not _is_page(record):
                    continue
                if not _was_found(record):
                    missing += 1
                    continue
                pages += 1
                if pages > after:
                    yield _page(record, named, limits)
        except (InputError, OSError, EOFError, ValueError) as error:
            said = error.why if isinstance(error, InputError) else str(error).splitlines()[0][:80]
            yield Skipped(source=named.source, why=f"a damaged web archive after page {pages} ({said})")
            return
        if not pages:
            raise NoArticle(named.source, "a web archive without pages")
        if missing:
            why = f"answers that say that a page is not there: {missing:,} passed over"
            yield from islice([Note(source=named.source, why=why)], max(0, after - pages), None)

    def stream(self, content: BinaryIO, named: Named) -> BinaryIO:
        """The archive as WARC."""
        return content


def _records(content: BinaryIO) -> Iterator[WarcRecord]:
    """The records of an archive; whatever is wrong with it is an :class:`OSError`."""
    try:
        yield from ArchiveIterator(
            cast(BinaryIO, _Forward(content)), record_types=TYPES, parse_http=True, auto_decode="all"
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


def _page(record: WarcRecord, named: Named, limits: Limits) -> Draft | Skipped:
    headers = record.headers
    if headers is None or (record.is_http and record.http_headers is None):
        return Skipped(source=named.source, why="a web archive that is cut in a record")
    address = (headers.get("WARC-Target-URI") or "").strip("<> ")
    where = named.at(f": {address}" if address else "")
    length = record.content_length
    data = record.reader.read(limits.record + 1)
    if len(data) > limits.record:
        return Skipped(source=where.source, why=f"a page over {limits.record:,} bytes")
    encoded = record.http_headers is not None and record.http_headers.get("Content-Encoding")
    if len(data) < length and not encoded:
        return Skipped(source=where.source, why="a web archive that is cut in this record")
    where = replace(where, url=address or None, charset=record.http_charset)
    try:
        draft = text.of(data, where) if _kind(record) == PLAIN else html.of(data, where)
    except InputError as error:
        return Skipped(source=error.source, why=error.why)
    return replace(draft, id=draft.id or address or None)
