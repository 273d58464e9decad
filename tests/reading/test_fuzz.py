"""A fuzz target for each reader: real inputs, damaged.  No crash, no hang, memory bounded.

``SYNOPTIC_FUZZ=5000`` runs so many examples a reader instead of the few that a test run has time for.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import signal
import tracemalloc
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.reading import test_addresses
from tests.reading.test_made_elsewhere import PACKERS, before_warc, newspaper
from tests.reading.test_sources import BODY, LINKED, archive, letter, page

from synoptic.reading import kinds
from synoptic.reading.draft import Draft
from synoptic.reading.pages import parts
from synoptic.types import Skipped

EXAMPLES = int(os.environ.get("SYNOPTIC_FUZZ", "25"))
SECONDS, MEGABYTES = 60, 80
TEXT = "\n\n".join(BODY)
FEED = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Herald</title>
<entry><id>a</id><title type="html">Barge &lt;b&gt;closes&lt;/b&gt; harbour</title>
<link href="https://a.example/1"/><updated>2025-08-15T08:12:00Z</updated><content type="html">
&lt;p&gt;{BODY[0]}&lt;/p&gt;</content></entry></feed>"""


def _table() -> bytes:
    parquet = pytest.importorskip("pyarrow.parquet")
    out = io.BytesIO()
    rows = {"title": ["Barge"] * 9, "text": [TEXT] * 9, "lang": ["en"] * 9}
    parquet.write_table(pytest.importorskip("pyarrow").table(rows), out)
    return out.getvalue()


def _document() -> bytes:
    pytest.importorskip("pypdf")
    path = Path(os.environ.get("TMPDIR", "/tmp")) / f"synoptic-fuzz-{os.getpid()}.pdf"
    newspaper(path)
    try:
        return path.read_bytes()
    finally:
        path.unlink()


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("a.txt", TEXT)
        file.writestr("b/c.html", page())
    return out.getvalue()


def _mailbox() -> bytes:
    return b"".join(b"From a@b Fri Aug 15 08:12:00 2025\n" + bytes(letter(n)) + b"\n" for n in (1, 2))


WHOLE: dict[str, Callable[[], bytes]] = {
    "text": lambda: (
        f" date 2025-08-15 {TEXT}\n\nRelated articles\nThe Herald\n25 minutes ago\n{TEXT}".encode()
    ),
    "html": lambda: page(head=f'<script type="application/ld+json">{json.dumps(LINKED)}</script>').encode(),
    "json lines": lambda: b"".join(json.dumps({"id": n, "text": TEXT}).encode() + b"\n" for n in range(5)),
    "json": lambda: json.dumps({"@graph": [{"headline": "A", "articleBody": TEXT}] * 3}, indent=1).encode(),
    "json feed": lambda: json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "content_html": page()}]}
    ).encode(),
    "csv": lambda: f'id,title,text\n1,Barge,"{TEXT}"\n2,Ferry,"{TEXT}"\n'.encode(),
    "parquet": _table,
    "feed": FEED.encode,
    "opml": lambda: test_addresses.OPML,
    "sitemap": lambda: test_addresses.NEWS,
    "warc": lambda: archive(packed=False),
    "packed warc": lambda: archive(packed=True),
    "arc": lambda: b"".join(before_warc()),
    "letter": lambda: bytes(letter(1, markup=True)),
    "mailbox": _mailbox,
    "zip": _zip,
    "gzip": lambda: gzip.compress(TEXT.encode()),
    "bzip2": lambda: PACKERS["bz2"](TEXT.encode()),
    "xz": lambda: PACKERS["xz"](TEXT.encode()),
    "zstd": lambda: PACKERS["zst"](TEXT.encode()),
}
whole = cache(lambda kind: WHOLE[kind]())

Damage = tuple[float, int, bytes, bool]
DAMAGES = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 40), st.binary(max_size=12), st.booleans()),
    min_size=1,
    max_size=6,
)


def damaged(data: bytes, damages: list[Damage]) -> bytes:
    """The input with bytes overwritten, taken out, put in, or a part of it told again or cut off."""
    for place, length, put, again in damages:
        at = int(place * len(data))
        if again and not put:
            data = data[:at] if length == 0 else data[:at] + data[max(0, at - 100 * length) :]
        else:
            data = data[:at] + put + data[at + (length if again else len(put)) :]
    return data[:300_000]


def look_within_bounds(data: bytes) -> None:
    """Fails what runs longer or holds more than is allowed.

    What goes over is read once more: data of languages and encodings that was loaded on the way stays, and
    is no matter of the input.
    """
    if _peak(data) > MEGABYTES:
        assert _peak(data) <= MEGABYTES


def _peak(data: bytes) -> float:
    """The most megabytes held while the bytes are read."""

    def late(number: int, frame: FrameType | None) -> None:
        raise AssertionError(f"over {SECONDS} seconds")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(SECONDS)
    tracemalloc.start()
    try:
        look(data)
        return tracemalloc.get_traced_memory()[1] / 1e6
    finally:
        tracemalloc.stop()
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def look(data: bytes) -> None:
    """Reads the bytes; what comes must be whole values with words, or reasons of one line."""
    found = list(kinds.opened(io.BytesIO(data), "a", "a", kinds.How()))
    assert found
    for item in found:
        if isinstance(item, Draft):
            assert any(map(str.isalnum, item.text))
            for value in (item.text, item.title, item.id, item.url, item.outlet):
                (value or "").encode("utf-8")
            parts(item)
        elif isinstance(item, Skipped):
            assert item.why
            assert "\n" not in item.why


@pytest.mark.parametrize("kind", WHOLE)
def test_damaged_inputs(kind: str) -> None:
    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(DAMAGES)
    def target(damages: list[Damage]) -> None:
        look_within_bounds(damaged(whole(kind), damages))

    look(whole(kind))  # models and data of languages are loaded once, which is no matter of the input
    target()


def test_damaged_pdfs() -> None:
    @settings(max_examples=max(3, EXAMPLES // 10), deadline=None, suppress_health_check=list(HealthCheck))
    @given(DAMAGES)
    def target(damages: list[Damage]) -> None:
        look_within_bounds(damaged(whole_document(), damages))

    target()


whole_document = cache(_document)
