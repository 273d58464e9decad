"""One address fetched: robots, turns, tries, redirects, bounds, and what is kept from before."""

from __future__ import annotations

import contextlib
import random
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version

import httpcore
import httpx

from synoptic.errors import FetchError
from synoptic.reading.fetching import bodies
from synoptic.reading.fetching.cache import HttpCache, Kept, conditions, may_be_kept
from synoptic.reading.fetching.hosts import Hosts
from synoptic.reading.fetching.network import (
    BESIDE_BODY,
    Budget,
    CheckedTransport,
    Resolve,
    resolve,
    spending,
)
from synoptic.reading.fetching.options import CONNECT_SECONDS, REDIRECTS, TRIES, Fetching
from synoptic.reading.fetching.robots import READ, TOKEN, Robots
from synoptic.reading.fetching.urls import parsed, without_secrets

MOVED = (301, 302, 303, 307, 308)
TRY_AGAIN = (429, 500, 502, 503, 504)
FIRST_PAUSE = 0.5  # seconds before the second try; each further one waits twice as long
WANTED = (
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json,"
    "application/xml;q=0.9,application/json;q=0.9,*/*;q=0.7"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What stands at an address.

    ``url`` is where it was found after all redirects, without user and password; ``charset`` what the
    host said of its encoding; ``fetched`` when it came, in UTC, or when it came first where the host
    said that nothing changed (``unchanged``).
    """

    url: str
    body: bytes
    charset: str | None
    fetched: str
    unchanged: bool = False


class _Again(Exception):
    """A failure that another try may mend; ``after`` is how long the host asks to wait."""

    def __init__(self, error: FetchError, after: float | None = None) -> None:
        super().__init__(str(error))
        self.error, self.after = error, after


class Fetcher:
    """Fetches addresses; safe for several threads, and to be closed (``with``).

    ``resolver`` gives the addresses of a host; it is the system's unless another is named.
    """

    def __init__(self, options: Fetching | None = None, *, resolver: Resolve = resolve) -> None:
        self.options = options or Fetching()
        self._hosts = Hosts()
        self._robots = Robots(self._robots_text)
        self._cache = self._open_cache()
        self._headers = headers(self.options.contact)
        seconds = self.options.timeout
        self._timeouts = httpx.Timeout(seconds, connect=min(seconds, CONNECT_SECONDS)).as_dict()
        # Not through httpx.Client: it reads where an answer redirects to before anybody checked it, keeps
        # cookies, and takes passwords from the environment.
        self._transport = CheckedTransport(
            allow_private=self.options.allow_private, connections=self.options.hosts, resolver=resolver
        )

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends all waiting and closes connections and cache."""
        self._hosts.stop()
        self._transport.close()
        if self._cache is not None:
            self._cache.close()

    def fetch(self, address: str) -> Fetched:
        """What stands at an address.  Raises :class:`FetchError`, whose ``reason`` names why not."""
        return self._followed(parsed(address), without_secrets(address), self.options.largest)

    def _robots_text(self, place: httpx.URL) -> bytes:
        return self._followed(place, without_secrets(place), READ, is_rules=True).body

    def _followed(self, url: httpx.URL, source: str, limit: int, *, is_rules: bool = False) -> Fetched:
        """The answer behind at most ``REDIRECTS`` redirects, each checked like the first address."""
        seen: set[str] = set()
        for _ in range(REDIRECTS + 1):
            if str(url) in seen:
                raise FetchError(source, "redirects in a circle", reason="redirects")
            seen.add(str(url))
            pause = None
            if self.options.respect_robots and not is_rules:
                pause = self._robots.check(url, source)
                self._refuse_long(_host(url), pause, source, "its robots.txt asks for")
            found = self._tried(url, source, limit, max(self.options.delay, pause or 0.0), is_rules)
            if isinstance(found, Fetched):
                return found
            try:
                url = parsed(str(url.copy_with(userinfo=b"").join(found))).copy_with(userinfo=b"")
            except (FetchError, httpx.InvalidURL, ValueError) as error:
                why = error.why if isinstance(error, FetchError) else str(error)
                shown = without_secrets(found)[:200]
                raise FetchError(source, f"redirects to {shown}: {why}", reason="refused") from error
        raise FetchError(source, f"more than {REDIRECTS} redirects", reason="redirects")

    def _tried(self, url: httpx.URL, source: str, limit: int, delay: float, is_rules: bool) -> Fetched | str:
        """The answer of a host, or where it sends to, after up to ``TRIES`` tries."""
        host = _host(url)
        for number in range(1, TRIES + 1):
            try:
                with self._hosts.turn(host, 0.0 if is_rules else delay, source):
                    found = self._once(url, source, limit, is_rules)
                self._hosts.answered(host)
                return found
            except FetchError as error:
                if error.reason == "timeout":
                    self._hosts.answered(host, late=error)
                raise
            except _Again as again:
                failed, wait = again.error, again.after
                if number == TRIES:
                    if failed.reason == "unreachable":
                        self._hosts.give_up(host, failed)
                    raise failed from again
                self._refuse_long(host, wait, source, f"{failed.why} and asks for", failed)
                usual = FIRST_PAUSE * 2 ** (number - 1) * random.uniform(0.8, 1.2)
                self._hosts.pause(host, usual if wait is None else wait)
        raise AssertionError("unreachable")

    def _refuse_long(
        self, host: str, wait: float | None, source: str, who: str, error: FetchError | None = None
    ) -> None:
        """A host that asks for more patience than there is, is not asked again."""
        if wait is None or wait <= self.options.patience:
            return
        why = f"{who} {wait:,.0f} seconds between requests, more than is waited"
        reason, status = (error.reason, error.status) if error else ("robots", None)
        refused = FetchError(source, why, reason=reason, status=status)
        self._hosts.give_up(host, refused)
        raise refused

    def _once(self, url: httpx.URL, source: str, limit: int, is_rules: bool) -> Fetched | str:
        secret = bool(url.userinfo)
        kept = self._cache.get(str(url)) if self._cache and not secret else None
        budget = Budget(source, time.monotonic() + self.options.timeout, limit + BESIDE_BODY)
        with spending(budget), _translated(source, budget):
            response = self._transport.handle_request(self._request(url, kept))
            try:
                return self._answer(response, kept, source, limit, secret, is_rules)
            finally:
                response.close()

    def _request(self, url: httpx.URL, kept: Kept | None) -> httpx.Request:
        fields = self._headers | (conditions(kept) if kept else {})
        request = httpx.Request(
            "GET",
            url.copy_with(userinfo=b""),
            headers=fields,
            extensions={"timeout": self._timeouts},
        )
        if url.userinfo:
            request = next(httpx.BasicAuth(url.username, url.password).auth_flow(request))
        return request

    def _answer(
        self,
        response: httpx.Response,
        kept: Kept | None,
        source: str,
        limit: int,
        secret: bool,
        is_rules: bool,
    ) -> Fetched | str:
        where = without_secrets(response.url)
        status = response.status_code
        if status in MOVED and "location" in response.headers:
            return str(response.headers["location"])
        if status == 304 and kept is not None:
            return Fetched(
                url=where, body=kept.body, charset=kept.charset, fetched=kept.fetched, unchanged=True
            )
        if status != 200:
            _refuse(response, source)
        length = response.headers.get("content-length", "")
        if length.isdecimal() and int(length) > limit and not is_rules:
            why = f"over {limit:,} bytes (setting: fetch_megabytes)"
            raise FetchError(source, why, reason="too_large")
        coding = response.headers.get("content-encoding", "")
        data = bodies.body(response.iter_raw(), coding, limit, source, cut=is_rules)
        made = Kept(
            body=data,
            etag=response.headers.get("etag"),
            modified=response.headers.get("last-modified"),
            charset=response.charset_encoding,
            fetched=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        if self._cache and not secret and may_be_kept(response.headers):
            self._cache.put(str(response.url), made)
        return Fetched(url=where, body=data, charset=made.charset, fetched=made.fetched)

    def _open_cache(self) -> HttpCache | None:
        if self.options.cache is None or self.options.cache_megabytes <= 0:
            return None
        return HttpCache(self.options.cache, self.options.cache_megabytes)


def headers(contact: str | None) -> dict[str, str]:
    """What every request says of itself."""
    more = f"; {contact}" if contact else ""
    agent = f"{TOKEN}/{version('synoptic-news')} (+https://pypi.org/project/synoptic-news/{more})"
    return {"User-Agent": agent, "Accept": WANTED, "Accept-Encoding": bodies.ACCEPTED}


def _host(url: httpx.URL) -> str:
    """What has its turns on its own: a name with its port."""
    return f"{url.host}:{url.port or url.scheme}"


def _refuse(response: httpx.Response, source: str) -> None:
    status = response.status_code
    phrase = httpx.codes.get_reason_phrase(status)
    error = FetchError(source, f"answers {status} {phrase}".strip(), reason="status", status=status)
    if status in TRY_AGAIN:
        raise _Again(error, retry_after(response.headers))
    if status == 304:
        error = FetchError(source, "says that nothing changed, but was never read", reason="broken")
    raise error


def retry_after(fields: Mapping[str, str]) -> float | None:
    """Seconds that a host asks to wait (``Retry-After``: seconds or a date), None where it does not."""
    value = fields.get("retry-after", "").strip()
    if value.isascii() and value.isdecimal():
        return float(value[:9])
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


@contextlib.contextmanager
def _translated(source: str, budget: Budget) -> Iterator[None]:
    """Errors of httpcore and httpx as ours; those that another try may mend as :class:`_Again`."""
    try:
        yield
    except bodies.Incomplete as error:
        raise _Again(error) from error
    except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
        why = f"cannot be reached ({_line(error)})" if str(error) else "cannot be reached"
        raise _Again(FetchError(source, why, reason="unreachable")) from error
    except (httpcore.TimeoutException, httpx.TimeoutException) as error:
        why = "did not answer in full in the time allowed"
        raise FetchError(source, why, reason="timeout") from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpx.TransportError) as error:
        begun = "breaks off" if budget.received else "does not answer rightly"
        raise _Again(FetchError(source, f"{begun} ({_line(error)})", reason="broken")) from error
    except httpx.HTTPError as error:
        raise FetchError(source, f"cannot be fetched ({_line(error)})", reason="broken") from error


def _line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:120]
