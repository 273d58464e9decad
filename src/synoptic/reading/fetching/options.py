"""How pages are fetched: what is allowed, how politely, how much at most."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from synoptic.errors import SettingsError
from synoptic.settings import Settings

REDIRECTS = 8
TRIES = 3
CONNECT_SECONDS = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetching:
    """Options of fetching; the defaults are those of :class:`synoptic.settings.Settings`.

    ``delay``: seconds between two requests to one host.  ``timeout``: seconds that one request may
    take from connecting to its last byte.  ``patience``: the most seconds that are waited because a
    host asks for it.  ``largest``: bytes of one answer, unpacked.  ``hosts``: how many hosts are asked
    at a time; each gets one request at a time.  ``follow``: whether the articles that saved feeds
    and lists name are fetched too.  ``most``: how many articles of one list are fetched.  ``cache``:
    the folder of the HTTP cache, None for none.  ``contact``: who runs this, for the User-Agent.
    """

    allow_private: bool = False
    respect_robots: bool = True
    delay: float = 1.0
    timeout: float = 30.0
    patience: float = 60.0
    largest: int = 20_000_000
    hosts: int = 8
    follow: bool = False
    most: int = 50
    cache: Path | None = None
    cache_megabytes: int = 256
    contact: str | None = None

    def __post_init__(self) -> None:
        """Raises :class:`SettingsError` for numbers that make no sense."""
        if not (0 <= self.delay <= 3600 and 0 < self.timeout <= 3600 and 0 <= self.patience <= 3600):
            raise SettingsError("fetch_delay, fetch_timeout and fetch_patience are seconds, up to an hour")
        if self.largest <= 0 or self.hosts <= 0 or self.most <= 0:
            raise SettingsError("fetch_megabytes, fetch_hosts and follow_most are at least 1")
        if self.contact is not None and not (self.contact.isascii() and self.contact.isprintable()):
            raise SettingsError("fetch_contact is one line of ASCII")

    @classmethod
    def of(cls, settings: Settings) -> Fetching:
        """The options that settings name."""
        return cls(
            allow_private=settings.allow_private,
            respect_robots=settings.respect_robots,
            delay=settings.fetch_delay,
            timeout=settings.fetch_timeout,
            patience=settings.fetch_patience,
            largest=settings.fetch_megabytes * 1_000_000,
            hosts=settings.fetch_hosts,
            follow=settings.follow,
            most=settings.follow_most,
            cache=Path(settings.cache),
            cache_megabytes=settings.http_cache_megabytes,
            contact=settings.fetch_contact,
        )
