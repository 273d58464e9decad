"""A web site on this machine that misbehaves as its tests ask: a real server, on loopback alone."""

from __future__ import annotations

import contextlib
import gzip
import os
import socket
import ssl
import struct
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SENTENCES = {
    "bridge": "The mayor of Marrowdale opened a new bridge over the river Wend on Tuesday, after nine years "
    "of work. It cost 41 million crowns, twice what was planned.",
    "storm": "A storm felled trees across the valley of Ostrel on Monday night. Some 3,200 homes had no "
    "power, said the grid company, and two roads were closed.",
}


def page(
    title: str, text: str, *, published: str | None = "2025-03-11T09:00:00+00:00", head: str = ""
) -> bytes:
    """A small page of news as a newspaper would send it."""
    time_ = f'<meta property="article:published_time" content="{published}">' if published else ""
    body = "".join(f"<p>{text} That is what was said on day {n}.</p>" for n in range(1, 4))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{time_}{head}'
        f'<meta property="og:site_name" content="The Ostrel Post"></head>'
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    ).encode()


@dataclass
class Request:
    """A request that the site got."""

    path: str
    headers: dict[str, str]
    at: float


Answer = Callable[["Handler"], None]


@dataclass
class Site:
    """The site: what it answers at each path, and what it was asked."""

    answers: dict[str, Answer] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    port: int = 0
    stopping: threading.Event = field(default_factory=threading.Event)
    scheme: str = "http"

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"{self.scheme}://{host}:{self.port}{path}"

    def asked(self, path: str) -> list[Request]:
        return [request for request in self.requests if request.path == path]

    def gives(self, path: str, body: bytes, status: int = 200, **headers: str) -> None:
        """An honest answer; ``_`` in the names of header fields stands for ``-``."""
        fields = {name.replace("_", "-"): value for name, value in headers.items()}

        def answer(handler: Handler) -> None:
            handler.plain(status, body, fields)

        self.answers[path] = answer

    def gives_in_turn(self, path: str, *answers: Answer) -> None:
        """One answer after the other, the last from then on."""

        def answer(handler: Handler) -> None:
            count = len(self.asked(path))
            answers[min(count, len(answers)) - 1](handler)

        self.answers[path] = answer

    def redirects(self, path: str, target: str, status: int = 302) -> None:
        self.gives(path, b"", status, Location=target)

    def sends(self, path: str, raw: Callable[[Handler], Iterator[bytes]]) -> None:
        """Bytes as they are, head and all, until there are no more or nobody listens."""

        def answer(handler: Handler) -> None:
            with contextlib.suppress(OSError):
                for data in raw(handler):
                    if self.stopping.is_set():
                        break
                    handler.connection.sendall(data)
            handler.close_connection = True

        self.answers[path] = answer


class Handler(BaseHTTPRequestHandler):
    """Answers by the path alone."""

    protocol_version = "HTTP/1.1"
    site: Site

    def do_GET(self) -> None:
        self.site.requests.append(
            Request(self.path, {k.lower(): v for k, v in self.headers.items()}, time.monotonic())
        )
        answer = self.site.answers.get(self.path)
        if answer is None:
            self.plain(404, b"nothing here", {})
        else:
            answer(self)

    def plain(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        fields = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))} | headers
        for name, value in fields.items():
            self.send_header(name, value)
        self.end_headers()
        if status != 304:
            self.wfile.write(body)

    def reset(self) -> None:
        """Breaks the connection off with a reset, not an end."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        os.close(self.connection.detach())

    def log_message(self, format: str, *args: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    """Says nothing of connections that its clients break off."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        pass


@contextlib.contextmanager
def serving(tls: ssl.SSLContext | None = None, *, address: str = "127.0.0.1") -> Iterator[Site]:
    """A site while it serves, on a free port of loopback."""
    site = Site(scheme="https" if tls else "http")
    server = Server((address, 0), type("SiteHandler", (Handler,), {"site": site}))
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.stopping.set()
        server.shutdown()
        server.server_close()


def head(status: str = "200 OK", **fields: str) -> bytes:
    """The head of an answer as bytes."""
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in fields.items()]
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode("latin-1")


def bomb(coding: str, megabytes: int = 200) -> bytes:
    """A few hundred kilobytes that unpack to many megabytes of blanks."""
    if coding == "gzip":
        return gzip.compress(b" " * (megabytes * 1_000_000), 9)
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS if coding == "zlib" else -zlib.MAX_WBITS)
    return packer.compress(b" " * (megabytes * 1_000_000)) + packer.flush()
