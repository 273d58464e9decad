"""Tables of a run, read back by other tools."""

from __future__ import annotations

import csv
import io

import invented
import polars
import pytest
from attacks import ATTACKS
from hypothesis import given
from hypothesis import strategies as st

from synoptic.rendering.exports import csv_tables, parquet_tables
from synoptic.rendering.exports.csv_tables import guarded, unguarded
from synoptic.rendering.exports.tables import PLACE, TABLES, tables
from synoptic.types import Synopses


def parquet(run: Synopses, table: str) -> polars.DataFrame:
    files = parquet_tables.FORMAT(run, made_by={"Synoptic": "0"})
    assert isinstance(files, dict)
    return polars.read_parquet(io.BytesIO(files[f"{table}.parquet"]))


def cells(run: Synopses, table: str) -> list[dict[str, str]]:
    files = csv_tables.FORMAT(run)
    assert isinstance(files, dict)
    return list(csv.DictReader(io.StringIO(files[f"{table}.csv"].decode("utf-8-sig"), newline="")))


def test_a_row_a_telling_a_figure_and_a_quote() -> None:
    run = invented.synopses()
    wanted = {
        "articles": len(run.articles),
        "stories": len(run.stories),
        "tellings": sum(len(s.told_by) for story in run.stories for s in story.statements),
        "silences": sum(len(s.silent) for story in run.stories for s in story.statements),
        "figures": sum(len(f.tellings) for story in run.stories for f in story.figures),
        "quotes": sum(len(q.tellings) for story in run.stories for q in story.quotes),
        "dates": sum(len(story.dates) for story in run.stories),
        "entities": sum(len(e.mentions) for story in run.stories for e in story.entities),
        "credits": sum(len(story.credits) for story in run.stories),
        "copies": sum(len(story.copies) for story in run.stories),
        "origins": sum(len(origin) for story in run.stories for origin in story.origins),
    }
    assert {table.name: len(table.rows) for table in tables(run)} == wanted
    for name, rows in wanted.items():
        assert parquet(run, name).height == rows
        assert len(cells(run, name)) == rows


@pytest.mark.parametrize(
    "name", [n for n, (_, columns, _) in TABLES.items() if columns.keys() >= PLACE.keys()]
)
def test_words_stand_where_a_row_says(name: str) -> None:
    run = invented.synopses()
    text = {a.id: a.text for a in run.articles}
    frame = parquet(run, name)
    assert frame.height > 0
    for row in frame.iter_rows(named=True):
        assert text[row["article"]][row["start"] : row["end"]] == row["text"]


def test_parquet_keeps_types_and_what_is_not_there() -> None:
    frame = parquet(invented.synopses(), "figures")
    assert frame.schema["low"] == polars.Float64
    assert frame.schema["start"] == polars.Int64
    assert frame.schema["odd_one_out"] == polars.Boolean
    worth = frame.filter(polars.col("figure") == "f2")
    assert worth.filter("odd_one_out")["article"].to_list() == ["rive-fr"]
    assert worth.filter(polars.col("article") == "harbour-en").select("low", "high").rows() == [(3e6, None)]


def test_csv_is_read_by_polars_as_parquet_is() -> None:
    run = invented.synopses()
    files = csv_tables.FORMAT(run)
    assert isinstance(files, dict)
    for name in ("tellings", "figures", "quotes", "entities", "copies"):
        typed = parquet(run, name)
        read = polars.read_csv(files[f"{name}.csv"], schema=typed.schema)
        assert read.columns == typed.columns
        for column in typed.columns:
            written = typed[column]
            if written.dtype == polars.String:
                written = written.replace("", None)
            assert read[column].to_list() == written.to_list()


def test_tables_without_a_row_are_there_all_the_same() -> None:
    files = parquet_tables.FORMAT(Synopses())
    assert isinstance(files, dict)
    assert set(files) == set(parquet_tables.FORMAT.files)
    assert parquet(Synopses(), "quotes").columns == list(TABLES["quotes"][1])
    assert cells(Synopses(), "quotes") == []


def test_the_same_run_gives_the_same_bytes() -> None:
    for export in (csv_tables.FORMAT, parquet_tables.FORMAT):
        assert export(invented.synopses()) == export(invented.synopses())


@given(st.text())
def test_a_guarded_cell_reads_back(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(st.sampled_from("=+-@\t\r＝＋－＠"), st.text())
def test_no_cell_begins_like_a_formula(first: str, rest: str) -> None:
    assert guarded(first + rest)[0] == "'"


@pytest.mark.parametrize(
    "attack", [*ATTACKS, '=HYPERLINK("https://evil.example")', "@SUM(1)\n=2", '"a","b"\r\n']
)
def test_hostile_words_stay_in_their_cell(attack: str) -> None:
    run = invented.hostile(attack)
    plain = attack.encode("utf-8", errors="replace").decode()
    for row in cells(run, "figures"):
        assert unguarded(row["text"]) == plain
        assert not row["text"].startswith(("=", "+", "-", "@"))
    assert set(parquet(run, "figures")["text"]) == {plain}
