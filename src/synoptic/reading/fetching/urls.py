"""Addresses of the web and of the network: which are asked, and which are never."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

import httpx

from synoptic.errors import FetchError

SCHEMES = ("http", "https")
LONGEST = 4000
# Services of clouds at which a machine learns its own secrets; no news stands there, whatever is allowed.
METADATA = frozenset(
    map(
        ipaddress.ip_address,
        (
            "169.254.169.254",
            "169.254.170.2",
            "168.63.129.16",
            "100.100.100.200",
            "192.0.0.192",
            "fd00:ec2::254",
        ),
    )
)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_GENERIC = re.compile(r"(?:index|default|home)\b", re.IGNORECASE)

_IP = ipaddress.IPv4Address | ipaddress.IPv6Address


def parsed(address: str) -> httpx.URL:
    """An address of the web, without its fragment.

    Raises :class:`FetchError` (``address``) for what is none, or is of another scheme.
    """
    shown = without_secrets(address)
    if len(address) > LONGEST:
        raise FetchError(shown[:100] + "…", "an address of more than 4,000 characters", reason="address")
    try:
        url = httpx.URL(address.strip())
        if url.scheme not in SCHEMES:
            why = f"only http and https are fetched, not {url.scheme or 'this'}"
            raise FetchError(shown, why, reason="address")
        if not url.host or ("%" in url.host and ":" not in url.host):
            raise FetchError(shown, "an address without the name of a host", reason="address")
        if url.port is not None and not 0 < url.port < 65_536:
            raise FetchError(shown, f"there is no port {url.port}", reason="address")
        return url.copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError, UnicodeError) as error:
        raise FetchError(shown, f"no address ({error})", reason="address") from error


def without_secrets(address: str | httpx.URL) -> str:
    """An address as it may be shown and kept: without user and password, in one line."""
    text = re.sub(r"^([A-Za-z][A-Za-z0-9+.-]*:)?//[^/?#\s]*@", r"\1//", str(address).strip())
    return "".join(c if c.isprintable() else "\ufffd" for c in text)


def stem(url: str) -> str:
    """A short name for what stands at an address: the last part of its path that says something."""
    parts = httpx.URL(url)
    name = next(
        (
            text
            for part in reversed(parts.path.split("/"))
            if (text := PurePosixPath(unquote(part)).stem.strip()) and not _GENERIC.match(text)
        ),
        parts.host.removeprefix("www."),
    )
    query = parts.query.decode("ascii", "replace")
    return f"{name}?{query}" if query else name


def refusal(address: str, *, allow_private: bool) -> str | None:
    """Why an address of the network is not connected to, or ``None`` where it may be.

    Addresses of IPv4 that stand inside IPv6 ones (mapped, 6to4, Teredo, NAT64) are looked at too.
    """
    try:
        given = ipaddress.ip_address(address)
    except ValueError:
        return f"{address} is no address of the network"
    for one in _with_embedded(given):
        why = _why(one, allow_private)
        if why:
            return f"{address} is {why}"
    return None


def _with_embedded(address: _IP) -> Iterator[_IP]:
    yield address
    if isinstance(address, ipaddress.IPv4Address):
        return
    bare = ipaddress.IPv6Address(int(address))  # without a zone
    if bare != address:
        yield bare
    inside = [bare.ipv4_mapped, bare.sixtofour, *(bare.teredo or ())]
    if bare in _NAT64:
        inside.append(ipaddress.IPv4Address(int(bare) & 0xFFFFFFFF))
    yield from (one for one in inside if one is not None)


def _why(address: _IP, allow_private: bool) -> str | None:
    if address in METADATA:
        return "a cloud's metadata service, which is never asked"
    if isinstance(address, ipaddress.IPv6Address) and (address.ipv4_mapped or address in _NAT64):
        return None  # judged by the address inside
    if address.is_multicast:
        return "a multicast address, which is never asked"
    if address.is_unspecified and not allow_private:
        return "the unspecified address"
    if allow_private:
        return None
    if address.is_loopback:
        return "a loopback address (setting: allow_private)"
    if address.is_link_local:
        return "a link-local address (setting: allow_private)"
    if address.is_reserved or not address.is_global or getattr(address, "is_site_local", False):
        return "a private or reserved address (setting: allow_private)"
    return None
