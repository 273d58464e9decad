"""Web archives of before WARC (ARC, versions 1 and 2), read as the WARC that they amount to.

https://archive.org/web/researcher/ArcFileFormat.php
"""

from __future__ import annotations

import io
import re
from typing import BinaryIO, cast

from synoptic.errors import Damaged
from synoptic.reading.draft import Named
from synoptic.reading.warc import Warc

# An address, a network address, fourteen digits of time, a media type; the length comes last.
HEADER = re.compile(rb"(\S+) (\S+) (\d{8,14}) ([^\r\n]*?)(\d{1,12})\r?\n")
LONGEST = 65_536


class Arc(Warc):
    """A web archive of before WARC."""

    name = "a web archive"

    def recognises(self, named: Named) -> bool:
        """The record that describes the file opens it."""
        return named.head.startswith(b"filedesc://")

    def stream(self, content: BinaryIO, named: Named) -> BinaryIO:
        """The archive as WARC, turned record by record as it is read."""
        return cast(BinaryIO, io.BufferedReader(_Turned(content, named.source), LONGEST))


class _Turned(io.RawIOBase):
    """Records of ARC with the header lines of WARC instead of their own."""

    def __init__(self, content: BinaryIO, source: str) -> None:
        self._content, self._source = content, source
        self._left = 0
        self._next = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object, /) -> int:
        view = memoryview(cast(bytearray, buffer)).cast("B")
        if not self._next and not self._left:
            self._next = self._header()
            if not self._next:
                return 0
        if self._next:
            data, self._next = self._next[: len(view)], self._next[len(view) :]
        else:
            data = self._content.read(min(self._left, len(view)))
            if not data:
                raise Damaged(self._source, "cut in a record")
            self._left -= len(data)
            if not self._left:
                self._next = b"\r\n\r\n"
        view[: len(data)] = data
        return len(data)

    def _header(self) -> bytes:
        """The next header, blank lines before it passed over; nothing at the end."""
        line = b"\n"
        while line and not line.strip():
            line = self._content.readline(LONGEST)
        if not line:
            return b""
        found = HEADER.fullmatch(line)
        if not found:
            raise Damaged(self._source, "a line that opens no record")
        address, _, _, kind, length = found.groups()
        self._left = int(length)
        if address.startswith(b"filedesc://"):
            about = b"warcinfo", b"text/plain"
        elif address.lower().startswith((b"http:", b"https:")):
            about = b"response", b"application/http; msgtype=response"
        else:
            about = b"resource", kind.split(b" ")[0] or b"application/octet-stream"
        return (
            b"WARC/1.0\r\nWARC-Type: %s\r\nContent-Type: %s\r\n" % about
            + b"WARC-Target-URI: %s\r\nContent-Length: %s\r\n\r\n" % (address, length)
        )
