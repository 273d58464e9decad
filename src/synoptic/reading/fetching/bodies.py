"""The body of an answer, unpacked as it comes and never larger than what is allowed.

Only gzip and deflate are asked for: zlib can be told how much to give at most, so that a few bytes which
unpack to gigabytes cost no memory.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from synoptic.errors import FetchError

ACCEPTED = "gzip, deflate"
GZIP = b"\x1f\x8b"
_EITHER, _RAW = 32 + zlib.MAX_WBITS, -zlib.MAX_WBITS


class Incomplete(FetchError):
    """A body that ends before its end; another try may bring all of it."""


def body(chunks: Iterable[bytes], coding: str, limit: int, source: str, *, cut: bool = False) -> bytes:
    """All of a body, at most ``limit`` bytes; with ``cut`` what is over is left, else refused.

    ``coding`` is the Content-Encoding.  Raises :class:`FetchError`: ``too_large``, ``broken``.
    """
    found = bytearray()
    for piece in _unpacked(chunks, coding, limit + 1, source):
        found += piece
        if len(found) > limit:
            if cut:
                return bytes(found[:limit])
            raise FetchError(source, f"over {limit:,} bytes (setting: fetch_megabytes)", reason="too_large")
    return bytes(found)


def _unpacked(chunks: Iterable[bytes], coding: str, limit: int, source: str) -> Iterator[bytes]:
    codings = [one.strip().lower().removeprefix("x-") for one in coding.split(",")]
    codings = [one for one in codings if one not in ("", "identity")]
    if not codings:
        yield from chunks
    elif codings in (["gzip"], ["deflate"]):
        yield from _inflated(iter(chunks), limit, source)
    else:
        raise FetchError(source, f"packed by {', '.join(codings)}, which was not asked for", reason="broken")


def _inflated(chunks: Iterator[bytes], limit: int, source: str) -> Iterator[bytes]:
    """Gzip of one or more members, zlib, or bare deflate; garbage after the end is left.

    A body that is said to be packed and is not comes as it is.
    """
    first = _first(chunks)
    if not first:
        return
    way = _way(first)
    if way is None:
        yield first
        yield from chunks
        return
    unpacker = zlib.decompressobj(way)
    try:
        data = first
        while True:
            yield unpacker.decompress(data, limit)
            rest = unpacker.unconsumed_tail
            if unpacker.eof:
                rest = unpacker.unused_data
                if len(rest) < len(GZIP):
                    rest += next(chunks, b"")
                if not rest.startswith(GZIP):
                    return
                unpacker = zlib.decompressobj(_EITHER)
            data = rest or next(chunks, b"")
            if not data:
                break
    except zlib.error as error:
        raise FetchError(source, f"packed wrongly ({error})", reason="broken") from error
    raise Incomplete(source, "ends in the middle of what is packed", reason="broken")


def _first(chunks: Iterator[bytes]) -> bytes:
    """The first bytes, enough to tell how they are packed."""
    first = b""
    while len(first) < 2 and (more := next(chunks, b"")):
        first += more
    return first


def _way(first: bytes) -> int | None:
    """Zlib's window bits for what begins so; ``None`` where it is not packed at all."""
    for bits in (_EITHER, _RAW):
        try:
            zlib.decompressobj(bits).decompress(first, 1)
        except zlib.error:
            continue
        return bits
    return None
