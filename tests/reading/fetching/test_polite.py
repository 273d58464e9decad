"""What a host may ask of who fetches: robots.txt, pauses, conditions, no secrets to others."""

from __future__ import annotations

import threading
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from synoptic.errors import FetchError
from synoptic.reading.fetching.cache import FILE_NAME
from synoptic.reading.fetching.fetcher import Fetcher
from synoptic.reading.fetching.schedule import fetch_all

from .site import SENTENCES, Handler, Site, page, serving

BRIDGE = page("Bridge opened", SENTENCES["bridge"])
STORM = page("Storm", SENTENCES["storm"])
Make = Callable[..., Fetcher]


def reason(fetcher: Fetcher, url: str) -> str:
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(url)
    return caught.value.reason


def test_robots_forbids_by_its_longest_rule(site: Site, fetcher: Make) -> None:
    rules = (
        b"User-agent: *\nDisallow: /\n\nUser-agent: synoptic\nDisallow: /private\nAllow: /private/*.html$\n"
    )
    site.gives("/robots.txt", rules, Content_Type="text/plain")
    for path in ("/a", "/private/a", "/private/a.html"):
        site.gives(path, BRIDGE)
    get = fetcher()
    assert get.fetch(site.url("/a")).body == BRIDGE
    assert get.fetch(site.url("/private/a.html")).body == BRIDGE
    assert reason(get, site.url("/private/a")) == "robots"
    assert (len(site.asked("/robots.txt")), len(site.asked("/private/a"))) == (1, 0)
    assert fetcher(respect_robots=False).fetch(site.url("/private/a")).body == BRIDGE


@pytest.mark.parametrize("status", [500, 503, 429])
def test_rules_that_fail_forbid_all(site: Site, fetcher: Make, status: int) -> None:
    site.gives("/robots.txt", b"", status)
    site.gives("/a", BRIDGE)
    assert reason(fetcher(), site.url("/a")) == "robots"
    assert not site.asked("/a")


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_rules_that_are_not_there_forbid_nothing(site: Site, fetcher: Make, status: int) -> None:
    site.gives("/robots.txt", b"", status)
    site.gives("/a", BRIDGE)
    assert fetcher().fetch(site.url("/a")).body == BRIDGE


def test_rules_without_end_are_read_as_far_as_they_go(site: Site, fetcher: Make) -> None:
    site.gives("/robots.txt", b"User-agent: *\nDisallow: /no\n" + b"#" * 900_000 + b"\nDisallow: /\n")
    site.gives("/a", BRIDGE)
    get = fetcher()
    assert get.fetch(site.url("/a")).body == BRIDGE
    assert reason(get, site.url("/no")) == "robots"


def test_a_redirect_is_held_against_the_rules_of_where_it_leads(site: Site, fetcher: Make) -> None:
    with serving() as other:
        other.gives("/robots.txt", b"User-agent: *\nDisallow: /b\n")
        other.gives("/b", BRIDGE)
        site.redirects("/a", other.url("/b"))
        assert reason(fetcher(), site.url("/a")) == "robots"
        assert not other.asked("/b")


def test_the_pause_that_robots_asks_for_is_kept_or_the_host_left_alone(site: Site, fetcher: Make) -> None:
    site.gives("/robots.txt", b"User-agent: *\nCrawl-delay: 0.4\n")
    for path in ("/a", "/b"):
        site.gives(path, BRIDGE)
    get = fetcher()
    for path in ("/a", "/b"):
        get.fetch(site.url(path))
    assert site.asked("/b")[0].at - site.asked("/a")[0].at >= 0.4
    assert reason(fetcher(patience=0.3), site.url("/a")) == "robots"


def test_one_request_at_a_time_to_a_host_and_hosts_side_by_side(fetcher: Make) -> None:
    meeting = threading.Barrier(2, timeout=20)
    with serving() as one, serving() as two:
        running: dict[int, int] = {}

        def slow(handler: Handler) -> None:
            port = handler.site.port
            running[port] = running.get(port, 0) + 1
            assert running[port] == 1
            if handler.path == "/0":
                meeting.wait()  # goes on only when both hosts are asked at once
            running[port] -= 1
            handler.plain(200, BRIDGE, {})

        for place in (one, two):
            place.answers |= {f"/{n}": slow for n in range(4)}
        # Two names, so that they are two hosts.
        urls = [one.url(f"/{n}", "localhost") for n in range(4)] + [two.url(f"/{n}") for n in range(4)]
        found = dict(fetch_all(fetcher(timeout=20.0, delay=0.1), urls))
        assert {getattr(answer, "body", answer) for answer in found.values()} == {BRIDGE}
        times = [request.at for request in one.requests if request.path != "/robots.txt"]
        assert all(later - earlier >= 0.1 for earlier, later in pairwise(times))


def test_what_did_not_change_is_not_sent_again(site: Site, fetcher: Make, tmp_path: Path) -> None:
    def versioned(handler: Handler) -> None:
        same = handler.headers.get("If-None-Match") == '"1"'
        handler.plain(304 if same else 200, b"" if same else BRIDGE, {"ETag": '"1"'})

    site.answers["/a"] = versioned
    first = fetcher(cache=tmp_path).fetch(site.url("/a"))
    second = fetcher(cache=tmp_path).fetch(site.url("/a"))
    assert (first.unchanged, second.unchanged) == (False, True)
    assert (second.body, second.charset, second.fetched) == (BRIDGE, "utf-8", first.fetched)


def test_what_changed_replaces_what_was_kept(site: Site, fetcher: Make, tmp_path: Path) -> None:
    when = "Tue, 11 Mar 2025 09:00:00 GMT"
    site.gives("/a", BRIDGE, Last_Modified=when)
    fetcher(cache=tmp_path).fetch(site.url("/a"))
    site.gives("/a", STORM, Last_Modified=when)
    assert fetcher(cache=tmp_path).fetch(site.url("/a")).body == STORM
    assert site.asked("/a")[1].headers["if-modified-since"] == when
    site.gives("/a", b"", 304)
    assert fetcher(cache=tmp_path).fetch(site.url("/a")).body == STORM


@pytest.mark.parametrize(
    "fields", [{}, {"ETag": '"1"', "Cache_Control": "private, no-store"}, {"ETag": '"1"', "Vary": "*"}]
)
def test_what_may_not_be_kept_is_not(
    site: Site, fetcher: Make, tmp_path: Path, fields: dict[str, str]
) -> None:
    site.gives("/a", BRIDGE, **fields)
    for _ in range(2):
        fetcher(cache=tmp_path).fetch(site.url("/a"))
    assert "if-none-match" not in site.asked("/a")[1].headers


def test_an_answer_that_nothing_changed_since_nothing(site: Site, fetcher: Make, tmp_path: Path) -> None:
    site.gives("/a", b"", 304)
    assert reason(fetcher(cache=tmp_path), site.url("/a")) == "broken"


def test_a_cache_that_cannot_be_written_costs_only_time(
    site: Site, fetcher: Make, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("in the way")
    site.gives("/a", BRIDGE, ETag='"1"')
    for _ in range(2):
        assert fetcher(cache=tmp_path / "file" / "cache").fetch(site.url("/a")).body == BRIDGE
    assert "without the cache of pages" in caplog.text


def test_a_damaged_cache_costs_only_time(site: Site, fetcher: Make, tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"no database" * 100)
    site.gives("/a", BRIDGE, ETag='"1"')
    for _ in range(2):
        assert fetcher(cache=tmp_path).fetch(site.url("/a")).body == BRIDGE


def test_user_and_password_go_to_the_first_host_alone(site: Site, fetcher: Make, tmp_path: Path) -> None:
    with serving() as other:
        site.redirects("/a", other.url("/b"))
        other.redirects("/b", site.url("/c"))
        site.gives("/c", BRIDGE, ETag='"1"')
        found = fetcher(cache=tmp_path).fetch(site.url("/a").replace("//", "//ann:s3cret@"))
        assert found.url == site.url("/c")
        assert site.asked("/a")[0].headers["authorization"].startswith("Basic ")
        for request in (*other.requests, *site.asked("/c"), *site.asked("/robots.txt")):
            assert "authorization" not in request.headers
            assert "referer" not in request.headers
        assert b"s3cret" not in b"".join(path.read_bytes() for path in tmp_path.iterdir())


def test_errors_do_not_show_passwords(fetcher: Make, site: Site) -> None:
    with pytest.raises(FetchError) as caught:
        fetcher().fetch(site.url("/none").replace("//", "//ann:s3cret@"))
    assert "s3cret" not in str(caught.value)


def test_who_fetches_can_be_reached(site: Site, fetcher: Make) -> None:
    site.gives("/a", BRIDGE)
    fetcher(contact="desk@example.org").fetch(site.url("/a"))
    assert "desk@example.org" in site.asked("/a")[0].headers["user-agent"]


def test_cookies_are_not_kept(site: Site, fetcher: Make) -> None:
    site.gives("/a", BRIDGE, Set_Cookie="id=1; Path=/")
    get = fetcher()
    for _ in range(2):
        get.fetch(site.url("/a"))
    assert "cookie" not in site.asked("/a")[1].headers
