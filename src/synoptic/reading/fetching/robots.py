"""robots.txt (RFC 9309), by Protego, which knows its wildcards and that the longest rule wins."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable

import httpx
from protego import Protego

from synoptic.errors import FetchError

TOKEN = "Synoptic"
READ = 512_000  # bytes; RFC 9309 asks for 500 KiB at least


class Robots:
    """The rules of every host that was asked, each read once; safe for several threads.

    ``get`` fetches the text at an address; its errors are those of fetching.
    """

    def __init__(self, get: Callable[[httpx.URL], bytes]) -> None:
        self._get = get
        self._rules: dict[str, Protego | FetchError] = {}
        self._locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._lock = threading.Lock()

    def check(self, url: httpx.URL, source: str) -> float | None:
        """The pause that the host asks for between requests, in seconds.

        Raises :class:`FetchError` (``robots``) where the address may not be fetched, or where the rules
        cannot be read because of a failure of the host (RFC 9309, 2.3.1.4).
        """
        rules = self._of(url)
        if isinstance(rules, FetchError):
            if rules.reason != "status":
                raise FetchError(source, rules.why, reason=rules.reason) from rules
            why = f"not fetched: its robots.txt could not be read ({rules.why})"
            raise FetchError(source, why, reason="robots") from rules
        if not rules.can_fetch(str(url), TOKEN):
            why = "its robots.txt forbids it (setting: respect_robots)"
            raise FetchError(source, why, reason="robots")
        pause = rules.crawl_delay(TOKEN)
        return float(pause) if pause is not None else None

    def _of(self, url: httpx.URL) -> Protego | FetchError:
        place = url.copy_with(raw_path=b"/robots.txt", userinfo=b"")
        with self._lock:
            lock = self._locks[str(place)]
        with lock:
            if str(place) not in self._rules:
                self._rules[str(place)] = self._read(place)
            return self._rules[str(place)]

    def _read(self, place: httpx.URL) -> Protego | FetchError:
        try:
            text = self._get(place).decode("utf-8", "replace")
        except FetchError as error:
            if error.status is not None and 400 <= error.status < 500 and error.status != 429:
                text = ""  # no rules
            else:
                return error
        return Protego.parse(text)
