"""The tables of a run as Parquet: typed, verbatim, for pandas, polars, DuckDB and Spark."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from synoptic.rendering.exports.format import Format
from synoptic.rendering.exports.tables import TABLES, Kind, Table, tables
from synoptic.types import Synopses


def _columns(table: Table) -> Any:
    import pyarrow

    kinds: Mapping[Kind, Any] = {
        "text": pyarrow.string(),
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "truth": pyarrow.bool_(),
    }
    schema = pyarrow.schema([(name, kinds[kind]) for name, kind in table.columns.items()])
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    return pyarrow.Table.from_pylist(rows, schema=schema)


def write(
    synopses: Synopses, *, reader: str | None, made_by: Mapping[str, str] | None
) -> Mapping[str, bytes]:
    """A file a table; ``made_by`` stands in the metadata of each."""
    from pyarrow import parquet

    files: dict[str, bytes] = {}
    for table in tables(synopses):
        columns = _columns(table)
        columns = columns.replace_schema_metadata({"format": "synoptic/1", **(made_by or {})})
        stream = io.BytesIO()
        parquet.write_table(columns, stream, compression="zstd")
        files[f"{table.name}.parquet"] = stream.getvalue()
    return files


FORMAT = Format(
    about="the same tables as Parquet, typed and verbatim: for pandas, polars, DuckDB",
    suffixes=(".parquet",),
    several=True,
    binary=True,
    files=tuple(f"{name}.parquet" for name in TABLES),
    needs=("pyarrow",),
    write=write,
)
