"""Bytes kept by key in one SQLite file of bounded size, for all processes of a machine.

A store of this kind is never the only place of anything: what cannot be read is made again, and a
damaged file is replaced.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TypeVar

import filelock

_KEYS_AT_ONCE = 500
_USE_IS_NOTED_AFTER = 3600  # seconds: noting each single use would turn every read into a write
_ROOM_LEFT = 0.9  # of the allowed size, after old entries were removed
_PATIENCE = 10.0  # seconds to wait for another process
_SCHEMA = """
PRAGMA auto_vacuum = INCREMENTAL;
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
PRAGMA journal_size_limit = 16777216;
CREATE TABLE IF NOT EXISTS {what} (key BLOB PRIMARY KEY, used INTEGER NOT NULL, packed BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS {what}_by_use ON {what} (used);
"""
_log = logging.getLogger(__name__)
_Result = TypeVar("_Result")


class BlobStore:
    """A bounded store of bytes, safe for several threads and processes.

    Args:
        path: The SQLite file; its folder is made.
        what: What is kept, in one word: the name of the table, and in warnings.
        megabytes: How large the file may grow, in 10^6 bytes; what was used longest ago goes first.
    """

    def __init__(self, path: Path, what: str, megabytes: int) -> None:
        if not what.isidentifier():
            raise ValueError(f"{what!r} names no table")
        self._path = path
        self._what = what
        self._allowed = megabytes * 1_000_000
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._broken = False

    def get(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """What is kept under those keys."""
        wanted = list(keys)
        return self._guarded(lambda connection: self._read(connection, wanted)) or {}

    def put(self, blobs: Mapping[bytes, bytes]) -> None:
        """Keeps bytes by their keys."""
        now = int(time.time())
        rows = [(key, now, packed) for key, packed in blobs.items()]
        if rows:
            self._guarded(lambda connection: self._write(connection, rows))

    def close(self) -> None:
        """Closes the file; a later call opens it again."""
        with self._lock:
            self._disconnect()

    def _read(self, connection: sqlite3.Connection, keys: list[bytes]) -> dict[bytes, bytes]:
        found: dict[bytes, bytes] = {}
        stale: list[bytes] = []
        now = int(time.time())
        for start in range(0, len(keys), _KEYS_AT_ONCE):
            some = keys[start : start + _KEYS_AT_ONCE]
            marks = ",".join("?" * len(some))
            query = f"SELECT key, used, packed FROM {self._what} WHERE key IN ({marks})"
            for key, used, packed in connection.execute(query, some):
                found[key] = packed
                if abs(now - used) > _USE_IS_NOTED_AFTER:
                    stale.append(key)
        if stale:
            with connection:
                connection.executemany(
                    f"UPDATE {self._what} SET used = ? WHERE key = ?", [(now, key) for key in stale]
                )
        return found

    def _write(self, connection: sqlite3.Connection, rows: list[tuple[bytes, int, bytes]]) -> None:
        with connection:
            connection.executemany(f"INSERT OR REPLACE INTO {self._what} VALUES (?, ?, ?)", rows)
        surplus = self._size(connection) - self._allowed
        if surplus <= 0:
            return
        surplus += int(self._allowed * (1 - _ROOM_LEFT))
        oldest = []
        query = f"SELECT rowid, length(packed) FROM {self._what} ORDER BY used, rowid"
        for row, size in connection.execute(query):
            oldest.append((row,))
            surplus -= size
            if surplus <= 0:
                break
        with connection:
            connection.executemany(f"DELETE FROM {self._what} WHERE rowid = ?", oldest)
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
                except (OSError, NotImplementedError) as error:  # the latter: no locks there
                    self._give_up(error)
        return None

    def _file_lock(self) -> filelock.BaseFileLock:
        return filelock.FileLock(self._path.with_suffix(".lock"), timeout=_PATIENCE)

    def _give_up(self, error: Exception) -> None:
        _log.warning("%s: goes on without the cache of %s: %s", self._path, self._what, error)
        self._broken = True

    def _replace(self, error: sqlite3.DatabaseError) -> None:
        """Put the damaged file away; whoever comes second finds it sound and leaves it."""
        try:
            with self._file_lock():
                if not _is_sound(self._path):
                    _log.warning(
                        "%s: the cache of %s is damaged and begins anew: %s", self._path, self._what, error
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
                self._connection.executescript(_SCHEMA.format(what=self._what))
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
