"""Where documents are written, and what is refused before a run begins."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from synoptic import registry
from synoptic.cli.output import TERMINAL, Target, archive, guessed, target
from synoptic.errors import UsageError


def to(name: str, output: Path | str | None, table: str | None = None, *, screen: bool = False) -> Target:
    return target(name, registry.exporter(name), str(output) if output else None, table, screen=screen)


@pytest.mark.parametrize(
    ("output", "name"),
    [
        (None, TERMINAL),
        ("synopsis.txt", TERMINAL),
        ("synopsis", TERMINAL),
        ("dossier.html", "html"),
        ("DOSSIER.HTM", "html"),
        ("a.b.json", "json"),
        ("notes.md", "markdown"),
        ("marks.jsonld", "annotations"),
        ("sources.graphml", "graphml"),
        ("figures.csv", "csv"),
        ("figures.parquet", "parquet"),
    ],
)
def test_the_ending_of_a_file_asks_for_its_format(output: str | None, name: str) -> None:
    assert guessed(output, registry.exporters()) == name


@pytest.mark.parametrize("output", ["tables/", "tables.zip"])
def test_a_folder_or_an_archive_needs_a_format(output: str) -> None:
    with pytest.raises(UsageError, match=r"--format \(csv, ninjs, parquet\)"):
        guessed(output, registry.exporters())


def test_refusals_say_what_can_be_done(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    for call, said in (
        (lambda: to("csv", None), "a folder or a .zip with -o, or one of them with --table"),
        (lambda: to("ninjs", None), "a folder or a .zip with -o"),
        (lambda: to("csv", file), "is one"),
        (lambda: to("csv", f"{file}/"), "is one"),
        (lambda: to("csv", tmp_path / "all.csv"), "figures.csv"),
        (lambda: to("csv", None, "colours"), "no table 'colours': articles, stories"),
        (lambda: to("html", None, "figures"), "--table is for csv"),
        (lambda: to("json", tmp_path), "name a file in it"),
        (lambda: to("json", tmp_path / "none" / "x.json"), "there is no folder"),
        (lambda: to("parquet", None, "figures", screen=True), "binary"),
    ):
        with pytest.raises(UsageError) as refused:
            call()
        assert said in str(refused.value)


def test_binary_goes_down_a_pipe_and_text_to_the_screen() -> None:
    assert to("parquet", None, "figures").file == "figures.parquet"
    assert to("csv", None, "figures", screen=True).file == "figures.csv"
    assert to("json", None, screen=True).path is None


def files(folder: Path) -> Mapping[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_several_files_go_into_a_folder_an_archive_or_one_alone(tmp_path: Path) -> None:
    made = {"figures.csv": b"f", "quotes.csv": b"q"}
    to("csv", f"{tmp_path / 'new'}/").write(made)
    assert files(tmp_path / "new") == made
    to("csv", tmp_path / "new", "quotes").write({"quotes.csv": b"again"})
    assert files(tmp_path / "new") == {"figures.csv": b"f", "quotes.csv": b"again"}
    to("csv", tmp_path / "figures.csv").write(made)
    assert (tmp_path / "figures.csv").read_bytes() == b"f"
    to("csv", tmp_path / "x.zip").write(made)
    with zipfile.ZipFile(tmp_path / "x.zip") as read:
        assert {name: read.read(name) for name in read.namelist()} == made


def test_an_archive_of_the_same_files_is_the_same() -> None:
    one = archive({"a": b"1", "b": b"2"})
    assert one == archive({"b": b"2", "a": b"1"})
    assert zipfile.ZipFile(io.BytesIO(one)).testzip() is None
