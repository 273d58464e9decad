"""Answers kept on disk, so that a page that did not change is not sent again (RFC 9111).

A kept answer is never taken without asking: the host is told which version is here (``ETag``,
``Last-Modified``), and says in a few bytes that it still stands.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from synoptic.blobs import BlobStore

FILE_NAME = "pages-1.sqlite3"  # another number for another form of what is kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An answer: its body unpacked, what its header said, and when it came (ISO 8601, UTC)."""

    body: bytes
    etag: str | None
    modified: str | None
    charset: str | None
    fetched: str


class HttpCache:
    """A bounded store of answers by address, safe for several threads and processes."""

    def __init__(self, folder: Path, megabytes: int) -> None:
        self._store = BlobStore(folder / FILE_NAME, "pages", megabytes)

    def get(self, url: str) -> Kept | None:
        """The answer kept for an address; ``None`` where there is none or it is damaged."""
        packed = self._store.get([_key(url)]).get(_key(url))
        if packed is None:
            return None
        head, _, rest = packed.partition(b"\n")
        try:
            return Kept(body=zlib.decompress(rest), **json.loads(head))
        except (zlib.error, ValueError, TypeError):
            return None

    def put(self, url: str, kept: Kept) -> None:
        """Keeps an answer."""
        about = {key: value for key, value in asdict(kept).items() if key != "body"}
        packed = json.dumps(about).encode() + b"\n" + zlib.compress(kept.body, 6)
        self._store.put({_key(url): packed})

    def close(self) -> None:
        """Closes the file."""
        self._store.close()


def conditions(kept: Kept) -> dict[str, str]:
    """The header fields that ask for an answer only where it changed."""
    fields = {"If-None-Match": kept.etag, "If-Modified-Since": kept.modified}
    return {name: value for name, value in fields.items() if value}


def may_be_kept(headers: Mapping[str, str]) -> bool:
    """Whether an answer can be asked for again by its version, and its host forbids no keeping."""
    control = {part.strip().lower() for part in headers.get("cache-control", "").split(",")}
    varies = headers.get("vary", "").strip() == "*"
    return "no-store" not in control and not varies and ("etag" in headers or "last-modified" in headers)


def _key(url: str) -> bytes:
    return hashlib.blake2b(url.encode("utf-8", "surrogatepass"), digest_size=20).digest()
