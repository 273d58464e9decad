"""Parquet tables: a record a row, columns found by their usual names (extra ``parquet``)."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING, BinaryIO

from synoptic.errors import BadRecord, Damaged, NoArticle
from synoptic.reading.draft import Item, Limits, Named
from synoptic.reading.packed import rewindable
from synoptic.reading.tables import fields_of, row

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

# So many rows are in memory at once; of a table of news that is some hundred kilobytes.
PORTION = 64
PACKAGE = "pyarrow"


class Parquet:
    """A table in Parquet."""

    name = "a Parquet table"

    def recognises(self, named: Named) -> bool:
        """The mark of the format opens the input."""
        return named.head.startswith(b"PAR1")

    def drafts(self, named: Named, content: BinaryIO, limits: Limits) -> Iterator[Item]:
        """A draft a row, some rows at a time; only the columns that are fields are read.

        Raises :class:`NoArticle` where the extra is not installed, :class:`Damaged` for a broken file and
        :class:`BadRecord` for a table without a column of texts.
        """
        if find_spec(PACKAGE) is None:
            raise NoArticle(named.source, "a Parquet table: pip install 'synoptic-news[parquet]' reads it")
        import pyarrow
        from pyarrow import parquet

        whole = rewindable(content, named.source, limits.unpacked)
        try:
            table = parquet.ParquetFile(whole, pre_buffer=False, buffer_size=1 << 20)
            fields = fields_of(table.schema_arrow.names, named)
            if not {"text", "html"} & set(fields.values()):
                raise BadRecord(
                    named.source, "a table without a column of texts; --column text=NAME names it"
                )
            yield from _rows(table, fields, named, limits)
        except (pyarrow.ArrowException, OSError, MemoryError) as error:
            why = (str(error).splitlines() or [type(error).__name__])[0][:80]
            raise Damaged(named.source, f"a damaged Parquet table ({why})") from error


def _rows(table: ParquetFile, fields: dict[str, str], named: Named, limits: Limits) -> Iterator[Item]:
    number = 0
    for batch in table.iter_batches(batch_size=PORTION, columns=list(fields)):
        for record in batch.to_pylist():
            number += 1
            yield row(record, fields, named.at(f"[{number}]"), limits)
