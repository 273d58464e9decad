"""Encodings kept by content in one SQLite file, for all processes of a machine.

The key of an encoding is a digest of what made it and of its text.  The cache is never the only
place of anything: what cannot be read is made again, and a damaged file is replaced.
"""

from __future__ import annotations

import hashlib
import logging
import sqlite3
import struct
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TypeVar

import filelock
import numpy as np

from synoptic.types import Encoding

FILE_NAME = "encodings-1.sqlite3"  # another number for another schema
_HEADER = struct.Struct("<4sIII")  # mark, dimensions, pieces, CRC-32 of the rest
_MARK = b"SYN1"
_KEYS_AT_ONCE = 500
_USE_IS_NOTED_AFTER = 3600  # seconds: noting each single use would turn every read into a write
_ROOM_LEFT = 0.9  # of the allowed size, after old encodings were removed
_PATIENCE = 10.0  # seconds to wait for another process
_SCHEMA = """
PRAGMA auto_vacuum = INCREMENTAL;
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
PRAGMA journal_size_limit = 16777216;
CREATE TABLE IF NOT EXISTS encodings (key BLOB PRIMARY KEY, used INTEGER NOT NULL, packed BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS encodings_by_use ON encodings (used);
"""
_log = logging.getLogger(__name__)
_Result = TypeVar("_Result")


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
        self._path = path
        self._maker = hashlib.blake2b(maker.encode(), digest_size=32).digest()
        self._allowed = megabytes * 1_000_000
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._broken = False

    def get(self, texts: Iterable[str]) -> dict[str, Encoding]:
        """The encodings of those texts that are kept."""
        by_key = {self._key(text): text for text in texts}
        found = self._guarded(lambda connection: self._read(connection, list(by_key))) or {}
        unpacked = {by_key[key]: unpack(packed) for key, packed in found.items()}
        return {text: encoding for text, encoding in unpacked.items() if encoding is not None}

    def put(self, encodings: Mapping[str, Encoding]) -> None:
        """Keep encodings by their texts."""
        now = int(time.time())
        rows = [(self._key(text), now, pack(encoding)) for text, encoding in encodings.items()]
        if rows:
            self._guarded(lambda connection: self._write(connection, rows))

    def close(self) -> None:
        """Close the file; a later call opens it again."""
        with self._lock:
            self._disconnect()

    def _key(self, text: str) -> bytes:
        return hashlib.blake2b(
            text.encode("utf-8", "surrogatepass"), digest_size=20, key=self._maker
        ).digest()

    def _read(self, connection: sqlite3.Connection, keys: list[bytes]) -> dict[bytes, bytes]:
        found: dict[bytes, bytes] = {}
        stale: list[bytes] = []
        now = int(time.time())
        for start in range(0, len(keys), _KEYS_AT_ONCE):
            some = keys[start : start + _KEYS_AT_ONCE]
            marks = ",".join("?" * len(some))
            query = f"SELECT key, used, packed FROM encodings WHERE key IN ({marks})"
            for key, used, packed in connection.execute(query, some):
                found[key] = packed
                if abs(now - used) > _USE_IS_NOTED_AFTER:
                    stale.append(key)
        if stale:
            with connection:
                connection.executemany(
                    "UPDATE encodings SET used = ? WHERE key = ?", [(now, key) for key in stale]
                )
        return found

    def _write(self, connection: sqlite3.Connection, rows: list[tuple[bytes, int, bytes]]) -> None:
        with connection:
            connection.executemany("INSERT OR REPLACE INTO encodings VALUES (?, ?, ?)", rows)
        surplus = self._size(connection) - self._allowed
        if surplus <= 0:
            return
        surplus += int(self._allowed * (1 - _ROOM_LEFT))
        oldest = []
        query = "SELECT rowid, length(packed) FROM encodings ORDER BY used, rowid"
        for row, size in connection.execute(query):
            oldest.append((row,))
            surplus -= size
            if surplus <= 0:
                break
        with connection:
            connection.executemany("DELETE FROM encodings WHERE rowid = ?", oldest)
        # Not execute(): it takes the first step of this pragma, which frees one page.
        connection.executescript("PRAGMA incremental_vacuum")

    @staticmethod
    def _size(connection: sqlite3.Connection) -> int:
        """The bytes in use."""
        pages, free, page_bytes = (
            connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("page_count", "freelist_count", "page_size")
        )
        return int((pages - free) * page_bytes)

    def _guarded(self, action: Callable[[sqlite3.Connection], _Result]) -> _Result | None:
        """Do something with the file; None where that cannot be, which costs time and no results."""
        with self._lock:
            for may_replace in (True, False):
                if self._broken:
                    break
                try:
                    return action(self._connect())
                except sqlite3.DatabaseError as error:
                    self._disconnect()
                    if may_replace and _is_damage(error):
                        self._replace(error)
                    else:
                        self._give_up(error)
                except OSError as error:
                    self._give_up(error)
        return None

    def _file_lock(self) -> filelock.BaseFileLock:
        return filelock.FileLock(self._path.with_suffix(".lock"), timeout=_PATIENCE)

    def _give_up(self, error: Exception) -> None:
        _log.warning("%s: goes on without the cache of encodings: %s", self._path, error)
        self._broken = True

    def _replace(self, error: sqlite3.DatabaseError) -> None:
        """Put the damaged file away; whoever comes second finds it sound and leaves it."""
        try:
            with self._file_lock():
                if not _is_sound(self._path):
                    _log.warning(
                        "%s: the cache of encodings is damaged and begins anew: %s", self._path, error
                    )
                    for suffix in ("", "-wal", "-shm"):
                        self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)
        except OSError as trouble:
            self._give_up(trouble)

    def _connect(self) -> sqlite3.Connection:
        if self._connection is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(self._path, timeout=_PATIENCE, check_same_thread=False)
            with self._file_lock():  # two that set up one new file at once would lock each other out
                self._connection.executescript(_SCHEMA)
        return self._connection

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _is_damage(error: sqlite3.DatabaseError) -> bool:
    """Whether the file is at fault, not the disk, the rights or the haste of another process."""
    primary = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return primary in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _is_sound(path: Path) -> bool:
    try:
        connection = sqlite3.connect(path, timeout=_PATIENCE)
        try:
            return bool(connection.execute("PRAGMA quick_check").fetchone()[0] == "ok")
        finally:
            connection.close()
    except sqlite3.DatabaseError:
        return False
