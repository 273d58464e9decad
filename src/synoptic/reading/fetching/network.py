"""The way to the network: every name is resolved once, checked, and that very address connected to.

A name that resolves to a public address when it is checked and to a private one when it is connected to
(DNS rebinding) gains nothing here, since nothing is resolved twice.  The request still names the host,
and so does TLS.  Time and bytes of a request are bounded under all that reads from the network: a host
that sends one byte a second, or headers without end, is given up like any other.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

import httpcore
import httpx

from synoptic.errors import FetchError
from synoptic.reading.fetching.options import CONNECT_SECONDS
from synoptic.reading.fetching.urls import refusal

Resolve = Callable[[str, int], list[str]]
# Headers, robots and framing beside the body itself, on the wire.
BESIDE_BODY = 1_000_000


@dataclass
class Budget:
    """What one request may still use: seconds until ``until`` (monotonic) and bytes from the wire."""

    source: str
    until: float
    left: int
    received: int = field(default=0, init=False)

    def seconds(self, most: float | None) -> float:
        """How long the next step may wait.  Raises :class:`FetchError` (``timeout``) at the end."""
        rest = self.until - time.monotonic()
        if rest <= 0:
            raise FetchError(self.source, "did not answer in full in the time allowed", reason="timeout")
        return rest if most is None else min(most, rest)

    def spend(self, count: int) -> None:
        """Counts bytes from the wire.  Raises :class:`FetchError` (``too_large``) at the end."""
        self.received += count
        if self.received > self.left:
            raise FetchError(self.source, "sends more bytes than are read of one page", reason="too_large")


_BUDGET: ContextVar[Budget] = ContextVar("budget")


@contextmanager
def spending(budget: Budget) -> Iterator[None]:
    """Bounds everything that is read from the network in this thread meanwhile."""
    token = _BUDGET.set(budget)
    try:
        yield
    finally:
        _BUDGET.reset(token)


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host, as the system's resolver gives them.  Raises :class:`OSError`."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))


def _resolved(resolver: Resolve, host: str, port: int, seconds: float) -> list[str]:
    """What ``resolver`` gives within the time; the system's own has no bound that could be set."""
    result: list[str] = []
    trouble: list[Exception] = []

    def ask() -> None:
        try:
            result.extend(resolver(host, port))
        except (OSError, UnicodeError) as error:
            trouble.append(error)

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(seconds)
    if trouble or not result:
        raise httpcore.ConnectError("its name is not known") from (trouble[0] if trouble else None)
    return result


class CheckedBackend(httpcore.NetworkBackend):
    """Connects to addresses that were checked, and bounds what is read from them."""

    def __init__(self, *, allow_private: bool, resolver: Resolve = resolve) -> None:
        self._allow_private, self._resolver = allow_private, resolver
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connects to the first address that answers.

        Raises :class:`FetchError` (``refused``) where none of the host's addresses may be asked.
        """
        budget = _BUDGET.get()
        addresses = _resolved(self._resolver, host, port, budget.seconds(CONNECT_SECONDS))
        refusals = {one: refusal(one, allow_private=self._allow_private) for one in addresses}
        allowed = [one for one in addresses if refusals[one] is None]
        if not allowed:
            raise FetchError(budget.source, f"not fetched: {refusals[addresses[0]]}", reason="refused")
        for address in allowed:
            try:
                stream = self._plain.connect_tcp(
                    address, port, budget.seconds(timeout), local_address, socket_options
                )
                return _Bounded(stream)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if address == allowed[-1]:
                    raise
        raise AssertionError("unreachable")

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        """No socket of the file system carries news."""
        raise httpcore.ConnectError("sockets of the file system are not asked")

    def sleep(self, seconds: float) -> None:
        """Waits."""
        time.sleep(seconds)


class _Bounded(httpcore.NetworkStream):
    """A connection that spends the budget of the request that uses it."""

    def __init__(self, stream: httpcore.NetworkStream) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        budget = _BUDGET.get()
        data = self._stream.read(max_bytes, budget.seconds(timeout))
        budget.spend(len(data))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _BUDGET.get().seconds(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        seconds = _BUDGET.get().seconds(timeout)
        return _Bounded(self._stream.start_tls(ssl_context, server_hostname, seconds))

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class CheckedTransport(httpx.BaseTransport):
    """httpx over :class:`CheckedBackend`; proxies of the environment are not used."""

    def __init__(self, *, allow_private: bool, connections: int, resolver: Resolve = resolve) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(),
            max_connections=connections * 2,
            max_keepalive_connections=connections,
            keepalive_expiry=15.0,
            network_backend=CheckedBackend(allow_private=allow_private, resolver=resolver),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """One request, without redirects; raises the errors of httpcore and :class:`FetchError`."""
        url = request.url
        answer = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
                ),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            answer.status,
            headers=answer.headers,
            stream=_Stream(answer),
            extensions=answer.extensions,
            request=request,
        )

    def close(self) -> None:
        """Closes all connections."""
        self._pool.close()


class _Stream(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()
