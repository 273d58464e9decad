"""The tables of a run as CSV: for spreadsheets, and for every tool that reads them.

UTF-8 with the mark by which spreadsheets know it, a line of names, ``true`` and ``false``, nothing
for what is not there.  A spreadsheet would run a cell that begins like a formula; such a cell, and one
that begins with an apostrophe, gets an apostrophe before it, and :func:`unguarded` takes it off.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from synoptic.rendering.exports.format import Format
from synoptic.rendering.exports.tables import TABLES, Table, Value, tables
from synoptic.types import Synopses

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "'", "＝", "＋", "－", "＠")


def guarded(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def unguarded(cell: str) -> str:
    """The text behind such a cell."""
    return cell.removeprefix("'")


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return guarded(value) if isinstance(value, str) else repr(value)


def _text(table: Table) -> str:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([_cell(value) for value in row] for row in table.rows)
    return stream.getvalue()


def write(
    synopses: Synopses, *, reader: str | None, made_by: Mapping[str, str] | None
) -> Mapping[str, bytes]:
    """A file a table."""
    return {f"{table.name}.csv": _text(table).encode("utf-8-sig") for table in tables(synopses)}


FORMAT = Format(
    about="tables of tellings, figures, quotes, names, credits and copies, as CSV: for spreadsheets",
    suffixes=(".csv",),
    several=True,
    files=tuple(f"{name}.csv" for name in TABLES),
    write=write,
)
