"""Which addresses are asked, and which never."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synoptic.errors import FetchError
from synoptic.reading.fetching.urls import parsed, refusal, stem, without_secrets

PRIVATE = [
    "127.0.0.1", "127.8.9.1", "10.1.2.3", "172.16.0.1", "172.31.255.1", "192.168.1.1",
    "169.254.1.1", "0.0.0.0",
    "0.1.2.3",
    "100.64.0.1", "198.18.0.1",
    "192.0.2.1", "203.0.113.9", "240.0.0.1", "255.255.255.255", "::", "::1",
    "fe80::1", "fe80::1%eth0", "fc00::1", "fd12:3456::1", "fec0::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
    "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::7f00:1", "2002:7f00:1::", "2002:a00:1::", "2001:db8::1",
    "2001:0:7f00:1::",
]  # fmt: skip
NEVER = [
    "169.254.169.254", "168.63.129.16", "100.100.100.200", "fd00:ec2::254", "::ffff:169.254.169.254",
    "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::", "224.0.0.1", "239.255.255.250", "ff02::1", "ff0e::1",
]  # fmt: skip
PUBLIC = [
    "8.8.8.8",
    "93.184.215.14",
    "2606:4700::1111",
    "2a00:1450:4001::1",
    "64:ff9b::808:808",
    "::ffff:8.8.8.8",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_addresses_that_need_a_setting(address: str) -> None:
    assert refusal(address, allow_private=False)
    assert refusal(address, allow_private=True) is None


@pytest.mark.parametrize("address", NEVER)
def test_addresses_that_no_setting_allows(address: str) -> None:
    assert refusal(address, allow_private=True)
    assert refusal(address, allow_private=False)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses(address: str) -> None:
    assert refusal(address, allow_private=False) is None


@pytest.mark.parametrize("address", ["", "localhost", "1.2.3", "1.2.3.4.5", "0x7f.1", "127.1", "[::1]"])
def test_what_is_no_address_of_the_network(address: str) -> None:
    assert refusal(address, allow_private=True)


@given(st.ip_addresses(v=4))
def test_an_address_in_an_address_is_judged_by_what_is_inside(inner: ipaddress.IPv4Address) -> None:
    alone = refusal(str(inner), allow_private=False)
    number = int(inner)
    for outer in (
        ipaddress.IPv6Address((0xFFFF << 32) | number),
        ipaddress.IPv6Address((0x64FF9B << 96) | number),
        ipaddress.IPv6Address((0x2002 << 112) | (number << 80)),
    ):
        if alone:
            assert refusal(str(outer), allow_private=False)


@pytest.mark.parametrize(
    "address",
    ["ftp://example.org/", "file:///etc/passwd", "http://", "https:///x", "http://[::1", "http://a b/", "x",
     "", "http://exa\nmple.org/", "https://" + "a" * 5000, "http://example.org:99999/", "//example.org/"],
)  # fmt: skip
def test_what_is_no_address_of_the_web(address: str) -> None:
    with pytest.raises(FetchError) as caught:
        parsed(address)
    assert caught.value.reason == "address"
    assert len(str(caught.value)) < 400


@given(st.text(max_size=80))
def test_any_text_is_an_address_or_a_named_error(text: str) -> None:
    for given_ in (text, f"https://{text}", f"http://example.org/{text}"):
        try:
            url = parsed(given_)
        except FetchError:
            continue
        assert url.scheme in ("http", "https")
        assert url.host
        assert stem(str(url))


def test_secrets_are_not_shown() -> None:
    assert without_secrets("https://ann:s3cret@example.org/a@b?c=d") == "https://example.org/a@b?c=d"
    assert without_secrets("https://example.org/@ann/1") == "https://example.org/@ann/1"
    assert "\x1b" not in without_secrets("https://example.org/\x1b[31m")


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.example.org/", "example.org"),
        ("https://example.org/news/2025/bridge-opened.html", "bridge-opened"),
        ("https://example.org/news/bridge/index.html", "bridge"),
        ("https://example.org/article?id=12", "article?id=12"),
        ("https://example.org/ny-bro-%C3%A5pnet/", "ny-bro-åpnet"),
    ],
)
def test_short_names(url: str, name: str) -> None:
    assert stem(url) == name
