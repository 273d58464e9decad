"""PDF, as the paragraphs that it draws (extra ``pdf``).

PDF is a format to attack readers with, and what takes it apart knows no bounds.  It runs in a process
of its own (:mod:`synoptic.reading.pdf_words`), which may use so much memory and so much time.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any, BinaryIO

from synoptic.errors import Damaged, NoArticle, TooLarge
from synoptic.reading.decoding import tidy
from synoptic.reading.draft import Draft, Item, Limits, Named
from synoptic.reading.text import bounded

PACKAGE = "pypdf"
SECONDS = 120


class Pdf:
    """A PDF document, as one page of text."""

    name = "a PDF"

    def recognises(self, named: Named) -> bool:
        """The mark of the format stands in the first bytes."""
        return b"%PDF-" in named.head[:1024] and not named.head[:16].lstrip().startswith(
            (b"<", b"{", b"From")
        )

    def drafts(self, named: Named, content: BinaryIO, limits: Limits) -> Iterator[Item]:
        """One draft.

        Raises :class:`NoArticle` where the extra is not installed or no page has text,
        :class:`Damaged` for a broken file and :class:`TooLarge` for one that takes too long.
        """
        if find_spec(PACKAGE) is None:
            raise NoArticle(named.source, "a PDF: pip install 'synoptic-news[pdf]' brings what reads it")
        found = _words(bounded(content, named.source, limits.record), named.source)
        text = "\n\n".join(found["paragraphs"])
        if not any(map(str.isalnum, text)):
            raise NoArticle(named.source, "a PDF without text, perhaps of scanned pages")
        yield Draft(
            source=named.source,
            stem=named.stem,
            text=tidy(text, named.source),
            title=_title(found["title"], text),
            taken=tuple((one, "running head or foot of a page") for one in found["running"]),
        )


def _words(data: bytes, source: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "synoptic.reading.pdf_words"]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise TooLarge(source, f"a PDF that takes over {SECONDS} seconds") from error
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        why = said[-1][:80] if said else f"signal {-done.returncode}"
        if "MemoryError" in why:
            raise TooLarge(source, "a PDF that unpacks to more than memory is given")
        raise Damaged(source, f"a PDF that cannot be read ({why})")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _title(stated: str | None, text: str) -> str | None:
    """The title that the document states, where its first words say the same."""
    title = " ".join((stated or "").split())
    return title if title and title in " ".join(text[:1000].split()) else None
