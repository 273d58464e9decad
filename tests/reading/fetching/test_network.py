"""Names and addresses of the network: resolved once, checked, and nothing else connected to."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from pathlib import Path

import pytest
import trustme

from synoptic.errors import FetchError
from synoptic.reading.fetching import network
from synoptic.reading.fetching.fetcher import Fetcher

from .site import SENTENCES, Site, page, serving

BRIDGE = page("Bridge opened", SENTENCES["bridge"])
Make = Callable[..., Fetcher]


def reason(fetcher: Fetcher, url: str) -> str:
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(url)
    return caught.value.reason


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1", "0.0.0.0", "[::1]", "[::ffff:127.0.0.1]"],
)
def test_this_machine_is_not_asked_by_any_of_its_names(site: Site, fetcher: Make, host: str) -> None:
    site.gives("/a", BRIDGE)
    assert reason(fetcher(allow_private=False), site.url("/a", host)) in ("refused", "address")
    assert not site.requests


def test_a_public_name_that_leads_to_this_machine(site: Site, fetcher: Make) -> None:
    site.gives("/a", BRIDGE)
    get = fetcher(allow_private=False, resolver=lambda host, port: ["127.0.0.1"])
    assert reason(get, site.url("/a", "news.example")) == "refused"
    assert not site.requests


def test_a_name_that_changes_its_address_gains_nothing(site: Site, fetcher: Make) -> None:
    """DNS rebinding: public when it is looked at, this machine when it would be looked at again."""
    site.gives("/a", BRIDGE)
    asked: list[str] = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["192.0.2.7"] if len(asked) % 2 else ["127.0.0.1"]

    get = fetcher(allow_private=False, resolver=rebinding, timeout=1.0)
    for _ in range(3):
        assert reason(get, site.url("/a", "news.example")) in ("refused", "unreachable")
    assert not site.requests


def test_of_several_addresses_only_those_allowed_are_asked(site: Site, fetcher: Make) -> None:
    site.gives("/a", BRIDGE)
    get = fetcher(resolver=lambda host, port: ["169.254.169.254", "127.0.0.1"])
    assert get.fetch(site.url("/a", "news.example")).body == BRIDGE
    assert site.asked("/a")[0].headers["host"] == f"news.example:{site.port}"


@pytest.mark.parametrize("target", ["http://169.254.169.254/latest/meta-data/", "http://[fd00:ec2::254]/"])
def test_redirects_to_metadata_are_refused_even_where_private_is_allowed(
    site: Site, fetcher: Make, target: str
) -> None:
    site.redirects("/away", target)
    assert reason(fetcher(), site.url("/away")) == "refused"


@pytest.mark.parametrize("host", ["127.0.0.2", "inside.example"])
def test_a_redirect_to_a_private_address_is_refused(
    site: Site, fetcher: Make, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    """127.0.0.1 is taken for the public host that redirects; all other addresses are judged as ever."""
    judged = network.refusal

    def as_public(address: str, *, allow_private: bool) -> str | None:
        return None if address == "127.0.0.1" else judged(address, allow_private=allow_private)

    monkeypatch.setattr(network, "refusal", as_public)
    known = {"news.example": "127.0.0.1", "inside.example": "127.0.0.2", "127.0.0.2": "127.0.0.2"}
    with serving(address="127.0.0.2") as inside:
        inside.gives("/secret", BRIDGE)
        site.gives("/a", BRIDGE)
        site.redirects("/away", inside.url("/secret", host))
        get = fetcher(allow_private=False, resolver=lambda name, port: [known[name]])
        assert get.fetch(site.url("/a", "news.example")).body == BRIDGE
        assert reason(get, site.url("/away", "news.example")) == "refused"
        assert not inside.requests
        allowed = fetcher(resolver=lambda name, port: [known[name]])
        assert allowed.fetch(site.url("/away", "news.example")).body == BRIDGE


def test_names_that_nobody_knows_and_resolvers_that_hang(site: Site, fetcher: Make) -> None:
    def hang(host: str, port: int) -> list[str]:
        site.stopping.wait(30)
        return []

    assert reason(fetcher(resolver=hang, timeout=0.5), "http://news.example/") in ("unreachable", "timeout")


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    made = trustme.CA()
    made.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    return made


def test_tls_is_for_the_name_although_the_address_is_connected_to(
    authority: trustme.CA, fetcher: Make
) -> None:
    names: list[str | None] = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("news.example").configure_cert(context)
    context.sni_callback = lambda socket, name, context: names.append(name)
    with serving(context) as site:
        site.gives("/a", BRIDGE)
        get = fetcher(resolver=lambda host, port: ["127.0.0.1"])
        assert get.fetch(site.url("/a", "news.example")).body == BRIDGE
        assert set(names) == {"news.example"}
        assert site.asked("/a")[0].headers["host"] == f"news.example:{site.port}"
        assert reason(get, site.url("/a", "other.example")) == "unreachable"
