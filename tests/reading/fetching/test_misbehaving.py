"""Hosts that misbehave, each in one way, as real servers do."""

from __future__ import annotations

import gzip
import itertools
import resource
import time
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from synoptic.errors import FetchError
from synoptic.reading.fetching.fetcher import Fetcher, retry_after

from .site import SENTENCES, Handler, Site, bomb, head, page

BRIDGE = page("Bridge opened", SENTENCES["bridge"])
Make = Callable[..., Fetcher]


def refused(fetcher: Fetcher, url: str) -> FetchError:
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(url)
    assert caught.value.source.split("?")[0] == url.split("?")[0]
    return caught.value


def test_an_honest_page_comes_as_it_is(site: Site, fetcher: Make) -> None:
    site.gives("/a", BRIDGE)
    found = fetcher().fetch(site.url("/a"))
    assert (found.body, found.url, found.charset) == (BRIDGE, site.url("/a"), "utf-8")
    asked = site.asked("/a")[0].headers
    assert asked["user-agent"].startswith("Synoptic/")
    assert "cookie" not in asked


def test_one_byte_at_a_time_ends_with_the_time(site: Site, fetcher: Make) -> None:
    def drip(handler: Handler) -> Iterator[bytes]:
        yield head(Content_Length="100000")
        for _ in range(1000):
            yield b"<"
            time.sleep(0.05)

    site.sends("/drip", drip)
    begun = time.monotonic()
    assert refused(fetcher(timeout=0.8), site.url("/drip")).reason == "timeout"
    assert time.monotonic() - begun < 10
    assert len(site.asked("/drip")) == 1


def test_a_head_one_byte_at_a_time_ends_with_the_time(site: Site, fetcher: Make) -> None:
    def drip(handler: Handler) -> Iterator[bytes]:
        for byte in itertools.chain(head()[:-2], itertools.repeat(ord("x"))):
            yield bytes([byte])
            time.sleep(0.05)

    site.sends("/drip", drip)
    assert refused(fetcher(timeout=0.8), site.url("/drip")).reason == "timeout"


def test_interim_answers_without_end(site: Site, fetcher: Make) -> None:
    site.sends(
        "/early", lambda handler: itertools.repeat(b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" * 500)
    )
    assert refused(fetcher(), site.url("/early")).reason in ("too_large", "timeout")


@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_without_end(site: Site, fetcher: Make, chunked: bool) -> None:
    block = b"<p>more</p>" * 1000

    def endless(handler: Handler) -> Iterator[bytes]:
        yield head(Transfer_Encoding="chunked") if chunked else head(Connection="close")
        while True:
            yield f"{len(block):x}\r\n".encode() + block + b"\r\n" if chunked else block

    site.sends("/endless", endless)
    assert refused(fetcher(), site.url("/endless")).reason == "too_large"
    assert len(site.asked("/endless")) == 1


def test_a_length_over_the_limit_is_not_waited_for(site: Site, fetcher: Make) -> None:
    site.sends("/large", lambda handler: iter([head(Content_Length="99999999999")]))
    assert refused(fetcher(), site.url("/large")).reason == "too_large"


@pytest.mark.parametrize(("coding", "form"), [("gzip", "gzip"), ("deflate", "zlib"), ("deflate", "raw")])
def test_bombs_are_refused_and_cost_no_memory(site: Site, fetcher: Make, coding: str, form: str) -> None:
    site.gives("/bomb", bomb(form), Content_Encoding=coding)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert refused(fetcher(), site.url("/bomb")).reason == "too_large"
    assert (
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000
    )  # kilobytes; 200 MB would show


def test_a_bomb_in_a_bomb_is_refused_unopened(site: Site, fetcher: Make) -> None:
    site.gives("/twice", gzip.compress(bomb("gzip", 20)), Content_Encoding="gzip, gzip")
    error = refused(fetcher(), site.url("/twice"))
    assert (error.reason, "not asked for" in error.why) == ("broken", True)


def test_many_members_of_gzip_make_one_body(site: Site, fetcher: Make) -> None:
    site.gives(
        "/members",
        b"".join(gzip.compress(BRIDGE[n : n + 100]) for n in range(0, len(BRIDGE), 100)),
        Content_Encoding="x-gzip",
    )
    assert fetcher().fetch(site.url("/members")).body == BRIDGE


@pytest.mark.parametrize(
    ("body", "coding"),
    [
        (zlib.compress(BRIDGE), "deflate"),
        (zlib.compress(BRIDGE)[2:-4], "deflate"),  # without zlib's head, as some servers send it
        (gzip.compress(BRIDGE), "deflate"),
        (gzip.compress(BRIDGE) + b"\0garbage", "gzip"),
        (BRIDGE, "gzip"),  # said to be packed and is not
        (BRIDGE, "identity"),
    ],
)
def test_oddities_of_packing_are_understood(site: Site, fetcher: Make, body: bytes, coding: str) -> None:
    site.gives("/odd", body, Content_Encoding=coding)
    assert fetcher().fetch(site.url("/odd")).body == BRIDGE


@pytest.mark.parametrize("coding", ["br", "zstd", "nonsense"])
def test_packing_that_nobody_asked_for_is_named(site: Site, fetcher: Make, coding: str) -> None:
    site.gives("/br", b"\x0b\x02\x80abc\x03", Content_Encoding=coding)
    error = refused(fetcher(), site.url("/br"))
    assert (error.reason, coding in error.why) == ("broken", True)


def test_packed_bytes_that_are_cut_are_tried_again(site: Site, fetcher: Make) -> None:
    whole = gzip.compress(BRIDGE)
    site.gives_in_turn(
        "/cut",
        lambda handler: handler.plain(200, whole[:-20], {"Content-Encoding": "gzip"}),
        lambda handler: handler.plain(200, whole, {"Content-Encoding": "gzip"}),
    )
    assert fetcher().fetch(site.url("/cut")).body == BRIDGE
    assert len(site.asked("/cut")) == 2


def test_redirects_in_a_circle_and_without_end(site: Site, fetcher: Make) -> None:
    site.redirects("/a", "/b")
    site.redirects("/b", site.url("/a"), 301)
    for n in range(20):
        site.redirects(f"/{n}", f"/{n + 1}", 307)
    get = fetcher()
    assert (refused(get, site.url("/a")).reason, len(site.asked("/a"))) == ("redirects", 1)
    assert refused(get, site.url("/0")).reason == "redirects"
    assert not site.asked("/12")


@pytest.mark.parametrize(
    "target",
    ["file:///etc/passwd", "ftp://example.org/", "javascript:alert(1)", "data:text/html,x", "gopher://x"],
)
def test_redirects_to_what_is_not_the_web(site: Site, fetcher: Make, target: str) -> None:
    site.redirects("/away", target)
    assert refused(fetcher(), site.url("/away")).reason == "refused"


def test_a_length_that_is_too_long_is_an_answer_that_breaks_off(site: Site, fetcher: Make) -> None:
    site.sends("/long", lambda handler: iter([head(Content_Length=str(len(BRIDGE) + 10)), BRIDGE]))
    assert refused(fetcher(), site.url("/long")).reason == "broken"
    assert len(site.asked("/long")) == 3


@pytest.mark.parametrize("length", ["-1", "ten", "10, 12", "1e3"])
def test_lengths_that_are_none(site: Site, fetcher: Make, length: str) -> None:
    site.sends("/odd", lambda handler: iter([head(Content_Length=length), BRIDGE]))
    assert refused(fetcher(), site.url("/odd")).reason == "broken"


def test_a_length_that_is_too_short_ends_there(site: Site, fetcher: Make) -> None:
    site.sends("/short", lambda handler: iter([head(Content_Length="15", Connection="close"), BRIDGE]))
    assert fetcher().fetch(site.url("/short")).body == BRIDGE[:15]


def test_a_connection_reset_in_the_middle_is_tried_again(site: Site, fetcher: Make) -> None:
    def reset(handler: Handler) -> None:
        handler.connection.sendall(head(Content_Length=str(len(BRIDGE))) + BRIDGE[:100])
        handler.reset()

    site.gives_in_turn("/reset", reset, lambda handler: handler.plain(200, BRIDGE, {}))
    assert fetcher().fetch(site.url("/reset")).body == BRIDGE


def test_headers_without_end(site: Site, fetcher: Make) -> None:
    def huge(handler: Handler) -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\n"
        for n in range(100_000):
            yield f"X-{n}: {'x' * 1000}\r\n".encode()

    site.sends("/huge", huge)
    assert refused(fetcher(), site.url("/huge")).reason in ("broken", "too_large")


def test_what_is_no_http(site: Site, fetcher: Make) -> None:
    site.sends("/ssh", lambda handler: iter([b"SSH-2.0-OpenSSH_9.6\r\n"]))
    assert refused(fetcher(), site.url("/ssh")).reason == "broken"


def test_a_failure_then_an_answer(site: Site, fetcher: Make) -> None:
    site.gives_in_turn(
        "/late", lambda handler: handler.plain(500, b"", {}), lambda handler: handler.plain(200, BRIDGE, {})
    )
    assert fetcher().fetch(site.url("/late")).body == BRIDGE


def test_errors_that_stay_are_named_with_their_number(site: Site, fetcher: Make) -> None:
    site.gives("/down", b"", 503)
    get = fetcher()
    error = refused(get, site.url("/down"))
    assert (error.reason, error.status, len(site.asked("/down"))) == ("status", 503, 3)
    error = refused(get, site.url("/gone"))
    assert (error.reason, error.status, len(site.asked("/gone"))) == ("status", 404, 1)


def test_too_many_requests_are_waited_for_as_long_as_is_asked(site: Site, fetcher: Make) -> None:
    site.gives_in_turn(
        "/busy",
        lambda handler: handler.plain(429, b"", {"Retry-After": "1"}),
        lambda handler: handler.plain(200, BRIDGE, {}),
    )
    assert fetcher().fetch(site.url("/busy")).body == BRIDGE
    first, second = site.asked("/busy")
    assert second.at - first.at >= 1.0


def test_a_host_that_asks_for_too_much_patience_is_left_alone(site: Site, fetcher: Make) -> None:
    site.gives("/busy", b"", 429, Retry_After="3600")
    site.gives("/other", BRIDGE)
    get = fetcher()
    error = refused(get, site.url("/busy"))
    assert (error.reason, error.status, "3,600 seconds" in error.why) == ("status", 429, True)
    assert refused(get, site.url("/other")).status is None
    assert not site.asked("/other")


def test_times_of_retry_after() -> None:
    soon = datetime.now(UTC) + timedelta(seconds=90)
    assert 80 < (retry_after({"retry-after": format_datetime(soon, usegmt=True)}) or 0) <= 90
    assert retry_after({"retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"}) == 0
    assert retry_after({"retry-after": " 7 "}) == 7
    for nothing in ("", "soon", "-3", "٣"):
        assert retry_after({"retry-after": nothing}) is None


def test_a_host_that_is_late_again_and_again_is_given_up(site: Site, fetcher: Make) -> None:
    def hang(handler: Handler) -> Iterator[bytes]:
        yield head(Content_Length="9")
        site.stopping.wait(5)

    get = fetcher(timeout=0.3)
    for n in range(5):
        site.sends(f"/{n}", hang)
        assert refused(get, site.url(f"/{n}")).reason == "timeout"
    assert [len(site.asked(f"/{n}")) for n in range(5)] == [1, 1, 1, 0, 0]


def test_nobody_there(fetcher: Make) -> None:
    get = fetcher()
    error = refused(get, "http://127.0.0.1:9/")
    assert error.reason == "unreachable"
    assert refused(get, "http://127.0.0.1:9/other").reason == "unreachable"
    assert refused(get, "http://no-such-host.invalid/").reason == "unreachable"
