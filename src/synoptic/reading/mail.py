"""Letters: one message (EML) or a mailbox of them (mbox), as newsletters come."""

from __future__ import annotations

import email
import email.message
import email.policy
import email.utils
import re
from collections.abc import Iterator
from typing import BinaryIO

from synoptic.errors import InputError, NoArticle
from synoptic.reading.decoding import decode
from synoptic.reading.draft import Draft, Item, Limits, Named
from synoptic.reading.html import words_of
from synoptic.reading.records import numbered_lines
from synoptic.reading.text import bounded
from synoptic.reading.times import iso
from synoptic.types import Skipped

FIELD = re.compile(rb"([A-Za-z][A-Za-z-]{1,40}):[ \t]")
NEEDED = frozenset(
    {b"from", b"date", b"subject", b"message-id", b"received", b"mime-version", b"return-path"}
)


class Mail:
    """A message or a mailbox."""

    name = "mail"

    def recognises(self, named: Named) -> bool:
        """The lines of a message's header open the input, perhaps after mbox's ``From`` line."""
        lines = named.head[:8192].split(b"\n")[:60]
        if lines[0].startswith(b"From ") and not lines[0].startswith(b"From:"):
            lines = lines[1:]
        fields = set()
        for line in lines:
            found = FIELD.match(line)
            if found:
                fields.add(found[1].lower())
            elif not line.startswith((b" ", b"\t")):
                break
        return b"from" in fields and len(fields & NEEDED) >= 3

    def drafts(self, named: Named, content: BinaryIO, limits: Limits) -> Iterator[Item]:
        """A draft a message; a :class:`Skipped` for each without text."""
        if not named.head.startswith(b"From "):
            yield message(bounded(content, named.source, limits.record), named)
            return
        for number, data in enumerate(_messages(content, limits.record), 1):
            where = named.at(f"[{number}]")
            try:
                if data is None:
                    yield Skipped(source=where.source, why=f"a message over {limits.record:,} bytes")
                else:
                    yield message(data, where)
            except InputError as error:
                yield Skipped(source=error.source, why=error.why)


def _messages(content: BinaryIO, limit: int) -> Iterator[bytes | None]:
    """The messages of a mailbox, ``None`` for one over ``limit`` bytes."""
    lines: list[bytes] = []
    size, blank, begun = 0, True, False
    for _, line in numbered_lines(content, limit):
        if line is not None and blank and line.startswith(b"From "):
            if begun:
                yield b"".join(lines) if size <= limit else None
            lines, size, begun = [], 0, True
            continue
        size += limit + 1 if line is None else len(line)
        if size <= limit and line is not None:
            lines.append(line[1:] if line.startswith(b">From ") else line)
        blank = line is not None and not line.strip()
    if begun:
        yield b"".join(lines) if size <= limit else None


def message(data: bytes, named: Named) -> Draft:
    """The draft that one message makes.  Raises :class:`NoArticle` where it has no text."""
    try:
        letter = email.message_from_bytes(data, policy=email.policy.default)
        text = _text(letter, named.source)
        subject, sender, date, key = (
            str(letter.get(k) or "") for k in ("subject", "from", "date", "message-id")
        )
    except (ValueError, TypeError, LookupError, AttributeError, IndexError, RecursionError) as error:
        raise NoArticle(
            named.source, f"a message that cannot be taken apart ({type(error).__name__})"
        ) from error
    if not any(map(str.isalnum, text)):
        raise NoArticle(named.source, "a message without text")
    name, address = email.utils.parseaddr(sender)
    return Draft(
        source=named.source,
        stem=named.stem,
        text=text,
        id=_clean(key).strip("<> ") or None,
        title=_clean(subject) or None,
        published=iso(date),
        outlet=_clean(name or address) or None,
    )


def _clean(value: str) -> str:
    return " ".join(value.encode("utf-8", "replace").decode("utf-8").replace("\0", "").split())


def _text(letter: email.message.EmailMessage, source: str) -> str:
    part = letter.get_body(preferencelist=("plain", "html")) if letter.is_multipart() else letter
    if part is None or part.get_content_maintype() != "text":
        return ""
    payload = part.get_payload(decode=True)
    text = (
        decode(payload, source, part.get_content_charset()) if isinstance(payload, bytes) and payload else ""
    )
    return words_of(text) if part.get_content_subtype() == "html" else text
