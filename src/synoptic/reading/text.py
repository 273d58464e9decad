"""Plain text: one file, one page, with a small header or none.

The header is `` date 2025-08-15 `` before the first words, or lines of ``key: value`` (also
between lines of ``---``): ``date``, ``published``, ``title``, ``outlet``, ``url``, ``lang``, ``id``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from synoptic.errors import NoArticle, TooLarge
from synoptic.reading.decoding import decode
from synoptic.reading.draft import Draft, Item, Limits, Named
from synoptic.reading.times import iso

PORTION = 1 << 20
KEYS = ("date", "published", "title", "outlet", "url", "lang", "id")
INLINE = re.compile(r"\s{0,20}date[ \t]{1,4}(\d{4}-\d\d-\d\d(?:T[\d:.+Z-]{4,30})?)(?:[ \t]|\n|$)")
LINE = re.compile(
    rf"(?:[ \t]?({'|'.join(KEYS)})[ \t]{{0,4}}:|[ \t]({'|'.join(KEYS)})[ \t])[ \t]{{0,20}}(\S[^\n]{{0,2000}})"
)


class Text:
    """Plain text; what no other source recognises is read as this."""

    name = "plain text"

    def recognises(self, named: Named) -> bool:
        """Any bytes; :func:`synoptic.reading.decoding.decode` tells whether they are text."""
        return True

    def drafts(self, named: Named, content: BinaryIO, limits: Limits) -> Iterator[Item]:
        """One draft.  Raises :class:`TooLarge`, :class:`NotText` or :class:`NoArticle`."""
        yield of(bounded(content, named.source, limits.record), named)


def bounded(content: BinaryIO, source: str, limit: int) -> bytes:
    """All bytes of an input; raises :class:`TooLarge` beyond ``limit`` of them."""
    data = bytearray()
    while more := content.read(PORTION):  # a read of the whole limit would take that much memory at once
        data += more
        if len(data) > limit:
            raise TooLarge(source, f"over {limit:,} bytes of text in one piece")
    return bytes(data)


def of(data: bytes, named: Named) -> Draft:
    """The draft that the bytes of a text make."""
    return page(decode(data, named.source, named.charset), named)


def page(text: str, named: Named) -> Draft:
    """The draft that a decoded text makes: its header read and taken off."""
    fields, rest = header(text)
    if not any(map(str.isalnum, rest)):
        raise NoArticle(named.source, "no words in it")
    return Draft(
        source=named.source,
        stem=named.stem,
        text=rest,
        id=fields.get("id"),
        title=fields.get("title"),
        lang=fields.get("lang"),
        published=iso(fields.get("published") or fields.get("date")),
        outlet=fields.get("outlet"),
        url=fields.get("url") or named.url,
    )


def header(text: str) -> tuple[dict[str, str], str]:
    """The fields of a text's header, and the text after it."""
    fields: dict[str, str] = {}
    inline = INLINE.match(text)
    if inline:
        fields["date"] = inline[1]
        text = text[inline.end() :]
        if inline[0].endswith("\n") is False and text[:1] not in ("\n", ""):
            return fields, text
    lines = text.split("\n", 40)
    n = 1 if lines[0].strip() == "---" and "---" in (line.strip() for line in lines[1:]) else 0
    fenced = n == 1
    while n < len(lines):
        line = lines[n]
        found = LINE.fullmatch(line.rstrip())
        if found:
            fields.setdefault(found[1] or found[2], found[3].strip())
        elif line.strip() and not (fenced and line.strip() != "---" and ":" in line):
            n += fenced and line.strip() == "---"
            break
        n += 1
    return fields, "\n".join(lines[n:])
