"""Encodings kept by content in one SQLite file, for all processes of a machine.

The key of an encoding is a digest of what made it and of its text.  The cache is never the only
place of anything: what cannot be read is made again, and a damaged file is replaced.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np

from synoptic.blobs import BlobStore
from synoptic.types import Encoding

FILE_NAME = "encodings-1.sqlite3"  # another number for another schema
_HEADER = struct.Struct("<4sIII")  # mark, dimensions, pieces, CRC-32 of the rest
_MARK = b"SYN1"


def pack(encoding: Encoding) -> bytes:
    """An encoding as bytes, little-endian: header, vector, scales, pieces, states."""
    body = b"".join(
        (
            encoding.vector.astype("<f4").tobytes(),
            encoding.scales.astype("<f4").tobytes(),
            encoding.pieces.astype("<i4").tobytes(),
            encoding.states.tobytes(),
        )
    )
    return _HEADER.pack(_MARK, len(encoding.vector), len(encoding.pieces), zlib.crc32(body)) + body


def unpack(packed: bytes) -> Encoding | None:
    """The encoding that :func:`pack` wrote, its arrays read-only; None where the bytes are damaged."""
    if len(packed) < _HEADER.size:
        return None
    mark, dimensions, count, checksum = _HEADER.unpack_from(packed)
    body = memoryview(packed)[_HEADER.size :]
    size = 4 * dimensions + 12 * count + count * dimensions
    if mark != _MARK or len(body) != size or zlib.crc32(body) != checksum:
        return None
    scales, pieces, states = 4 * dimensions, 4 * (dimensions + count), 4 * (dimensions + 3 * count)
    return Encoding(
        vector=np.frombuffer(body[:scales], "<f4"),
        scales=np.frombuffer(body[scales:pieces], "<f4").reshape(count, 1),
        pieces=np.frombuffer(body[pieces:states], "<i4").reshape(count, 2),
        states=np.frombuffer(body[states:], np.int8).reshape(count, dimensions),
    )


class EncodingCache:
    """A bounded store of encodings, safe for several threads and processes.

    Args:
        path: The SQLite file; its folder is made.
        maker: What makes the encodings; another maker never meets those of this one.
        megabytes: How large the file may grow, in 10^6 bytes; those used longest ago go first.
    """

    def __init__(self, path: Path, maker: str, megabytes: int) -> None:
        self._maker = hashlib.blake2b(maker.encode(), digest_size=32).digest()
        self._store = BlobStore(path, "encodings", megabytes)

    def get(self, texts: Iterable[str]) -> dict[str, Encoding]:
        """The encodings of those texts that are kept."""
        by_key = {self._key(text): text for text in texts}
        unpacked = {by_key[key]: unpack(packed) for key, packed in self._store.get(by_key).items()}
        return {text: encoding for text, encoding in unpacked.items() if encoding is not None}

    def put(self, encodings: Mapping[str, Encoding]) -> None:
        """Keep encodings by their texts."""
        self._store.put({self._key(text): pack(encoding) for text, encoding in encodings.items()})

    def close(self) -> None:
        """Close the file; a later call opens it again."""
        self._store.close()

    def _key(self, text: str) -> bytes:
        return hashlib.blake2b(
            text.encode("utf-8", "surrogatepass"), digest_size=20, key=self._maker
        ).digest()
