"""CSV and other tables as text: a record a row, columns found by their usual names or named."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import BinaryIO

from synoptic.errors import BadRecord, InputError
from synoptic.reading.decoding import decode
from synoptic.reading.draft import Draft, Item, Limits, Named
from synoptic.reading.records import FIELDS, draft_of, numbered_lines
from synoptic.reading.text import bounded
from synoptic.types import Skipped

DELIMITERS = "\t,;|"
COLUMNS = {name.casefold(): field for field, names in FIELDS.items() for name in names}
RANK = {name.casefold(): rank for names in FIELDS.values() for rank, name in enumerate(names)}
BODIES = frozenset({"text", "html"})


class Tables:
    """A table whose first row names the columns."""

    name = "a table"

    def recognises(self, named: Named) -> bool:
        """The first line names a column of texts, and another column beside it."""
        line = named.head.removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0][:2000]
        names = _columns(line.replace(b"\0", b"").decode("utf-8", "replace"))[0]
        known = fields_of(names, named)
        named_by_user = set(named.columns.values()) & set(names)
        enough = len(known) * 3 >= len(names) or bool(named_by_user)
        return bool(BODIES.intersection(known.values())) and len(names) > 1 and enough

    def drafts(self, named: Named, content: BinaryIO, limits: Limits) -> Iterator[Item]:
        """A draft a row, read as they come; a :class:`Skipped` for each that cannot be used."""
        lines = _lines(content, named, limits)
        names, delimiter = _columns(next(lines, ""))
        fields = fields_of(names, named)
        csv.field_size_limit(limits.record)
        number = 1
        try:
            for cells in csv.reader(lines, delimiter=delimiter):
                number += 1
                if any(cells):
                    record = dict(zip(names, cells, strict=False))
                    yield row(record, fields, named.at(f"[{number}]"), limits)
        except csv.Error as error:
            raise BadRecord(named.source, f"a table that breaks off after row {number} ({error})") from error


def fields_of(names: Sequence[str], named: Named) -> dict[str, str]:
    """The columns that hold fields of a record, each with its field.

    What the user named goes before the usual names, and of these the more usual one.
    """
    chosen: dict[str, str] = {}
    for field in FIELDS:
        wanted = named.columns.get(field)
        usual = [name for name in names if COLUMNS.get(name.casefold()) == field]
        best = wanted if wanted in names else min(usual, key=lambda name: RANK[name.casefold()], default=None)
        if best is not None:
            chosen[best] = field
    return chosen


def row(
    cells: Mapping[str, object], fields: Mapping[str, str], named: Named, limits: Limits
) -> Draft | Skipped:
    """The draft that a row makes, or why it makes none."""
    record = {FIELDS[field][0]: _plain(cells.get(column)) for column, field in fields.items()}
    if any(isinstance(value, str) and len(value) > limits.record for value in record.values()):
        return Skipped(source=named.source, why=f"a row over {limits.record:,} characters")
    try:
        return draft_of(record, named)
    except InputError as error:
        return Skipped(source=error.source, why=error.why)


def _plain(value: object) -> object:
    """A cell as a record would have it: bytes as text, dates and times in ISO 8601."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value.isoformat() if isinstance(value, date) else value


def _lines(content: BinaryIO, named: Named, limits: Limits) -> Iterator[str]:
    """The lines of a table with their ends; read as they come where the table is in UTF-8."""
    if not _in_utf8(named.head):
        text = decode(bounded(content, named.source, limits.record * 10), named.source)
        yield from io.StringIO(text, newline="")
        return
    for number, line in numbered_lines(content, limits.record):
        if line is None:
            raise BadRecord(named.source, f"line {number} of the table is over {limits.record:,} bytes")
        try:
            yield line.decode("utf-8").replace("\0", "")
        except UnicodeDecodeError:
            yield decode(line, named.source)


def _in_utf8(head: bytes) -> bool:
    """Whether the first bytes are lines of UTF-8; the last character of them may be cut."""
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return "\0" not in text[:200] and ("\n" in text or "\r" not in text)


def _columns(line: str) -> tuple[list[str], str]:
    """The names of the columns, and what stands between them."""
    delimiter = max(DELIMITERS, key=line.count)
    try:
        names = next(csv.reader(line.splitlines()[:1], delimiter=delimiter), [])
    except csv.Error:
        return [], delimiter
    return [name.strip().removeprefix("\ufeff") for name in names], delimiter
