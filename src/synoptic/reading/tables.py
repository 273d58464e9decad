"""CSV and other tables as text: a record a row, columns found by their usual names."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from synoptic.errors import BadRecord, InputError
from synoptic.reading.decoding import decode
from synoptic.reading.draft import Draft, Limits, Named
from synoptic.reading.records import FIELDS, draft_of
from synoptic.reading.text import bounded
from synoptic.types import Skipped

DELIMITERS = "\t,;|"
COLUMNS = {name.lower(): name for names in FIELDS.values() for name in names}
TEXTS = frozenset(name.lower() for name in (*FIELDS["text"], *FIELDS["html"]))


class Tables:
    """A table whose first row names the columns."""

    name = "a table"

    def recognises(self, named: Named) -> bool:
        """The first line names a column of texts, and another column beside it."""
        line = named.head.removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0][:2000]
        names = _columns(line.replace(b"\0", b"").decode("utf-8", "replace"))[0]
        known = [name for name in names if name in COLUMNS]
        return bool(TEXTS.intersection(names)) and len(names) > 1 and len(known) * 3 >= len(names)

    def drafts(self, named: Named, content: BinaryIO, limits: Limits) -> Iterator[Draft | Skipped]:
        """A draft a row; a :class:`Skipped` for each that cannot be used."""
        text = decode(bounded(content, named.source, limits.record * 10), named.source)
        names, delimiter = _columns(text.split("\n", 1)[0])
        csv.field_size_limit(limits.record)
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        try:
            for number, row in enumerate(rows, 1):
                if number > 1 and any(row):
                    yield _draft(names, row, Named(f"{named.source}[{number}]", named.stem, b""))
        except csv.Error as error:
            raise BadRecord(named.source, f"a broken table ({error})") from error


def _draft(names: list[str], row: list[str], named: Named) -> Draft | Skipped:
    record = {COLUMNS[name]: value for name, value in zip(names, row, strict=False) if name in COLUMNS}
    try:
        return draft_of(record, named)
    except InputError as error:
        return Skipped(source=error.source, why=error.why)


def _columns(line: str) -> tuple[list[str], str]:
    """The names of the columns, folded, and what stands between them."""
    delimiter = max(DELIMITERS, key=line.count)
    return [name.strip().strip('"').strip().lower() for name in line.split(delimiter)], delimiter
