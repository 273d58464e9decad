"""Politeness: one request at a time to a host, with a pause after it."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

from synoptic.errors import FetchError

TIMEOUTS = 3  # in a row, after which a host is given up


class Hosts:
    """Gives each host its turns; safe for several threads."""

    def __init__(self) -> None:
        self._turns: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._free: dict[str, float] = {}
        self._given_up: dict[str, FetchError] = {}
        self._late: dict[str, int] = {}
        self._lock = threading.Lock()
        self._stop = threading.Event()

    @contextmanager
    def turn(self, host: str, delay: float, source: str) -> Iterator[None]:
        """Waits until a host may be asked; ``delay`` seconds after this turn it may be again.

        Raises :class:`FetchError` for a host that was given up before, and where all was stopped.
        """
        with self._lock:
            turns = self._turns[host]
        with turns:
            before = self._given_up.get(host)
            if before is not None:
                raise FetchError(
                    source, f"not asked, as its host was given up: {before.why}", reason=before.reason
                )
            wait = self._free.get(host, 0.0) - time.monotonic()
            if self._stop.wait(max(0.0, wait)):
                raise FetchError(source, "not fetched: the run was stopped", reason="stopped")
            try:
                yield
            finally:
                self.pause(host, delay)

    def pause(self, host: str, seconds: float) -> None:
        """The host is not asked for so many seconds from now."""
        with self._lock:
            self._free[host] = max(self._free.get(host, 0.0), time.monotonic() + seconds)

    def give_up(self, host: str, error: FetchError) -> None:
        """The host is not asked again in this run."""
        with self._lock:
            self._given_up.setdefault(host, error)

    def answered(self, host: str, late: FetchError | None = None) -> None:
        """The host answered, or was ``late``; one that is late again and again is given up."""
        with self._lock:
            self._late[host] = self._late.get(host, 0) + 1 if late else 0
            too_often = self._late[host] >= TIMEOUTS
        if late and too_often:
            self.give_up(host, late)

    def stop(self) -> None:
        """Ends all waiting."""
        self._stop.set()
