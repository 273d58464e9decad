"""The page on exports says what is so, and its examples run."""

from __future__ import annotations

import re
from pathlib import Path

import invented
import pytest

from synoptic import registry
from synoptic.cli.output import target
from synoptic.rendering.exports.tables import PLACE, TABLES

PAGE = (Path(__file__).parents[2] / "docs" / "exports.md").read_text("utf-8")
EXAMPLES = re.findall(r"^```python\n(.*?)^```", PAGE, flags=re.S | re.M)


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the exports under the names that the page gives them."""
    places = {
        "json": "synopsis.json",
        "csv": "tables/",
        "parquet": "tables/",
        "graphml": "sources.graphml",
        "annotations": "marks.jsonld",
        "ninjs": "ninjs/",
    }
    monkeypatch.chdir(tmp_path)
    for name, place in places.items():
        exporter = registry.exporter(name)
        target(name, exporter, place, None, screen=False).write(exporter(invented.synopses()))
    return tmp_path


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
@pytest.mark.usefixtures("written")
def test_an_example_runs_and_prints(number: int, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(EXAMPLES[number], f"docs/exports.md, example {number + 1}", "exec"), {})
    assert capsys.readouterr().out.strip()


def test_the_page_has_an_example_for_each_format_of_programs() -> None:
    assert len(EXAMPLES) == 7


def test_the_page_names_every_format_with_its_endings() -> None:
    for name, exporter in registry.exporters().items():
        row = next(line for line in PAGE.splitlines() if line.startswith(f"| `{name}` |"))
        assert all(f"`{ending}`" in row for ending in exporter.suffixes[:1])
        assert ("synoptic-news[" in row) == bool(exporter.needs)


def test_the_page_names_every_column() -> None:
    for name, (about, columns, _) in TABLES.items():
        row = next(line for line in PAGE.splitlines() if line.startswith(f"| `{name}` | {about} |"))
        named = row.split("|")[3].strip().strip("`").split()
        placed = PLACE if columns.keys() >= PLACE.keys() and name != "articles" else {}
        assert named == [column for column in columns if column not in placed]
