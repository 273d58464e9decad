"""The command line, run as a user runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import SAMPLES
from tests.translating.word_packages import write_package

from synoptic import codec

TWO = """{"id": "a", "lang": "sv", "published": "2025-03-01", "text": "Bron stängs i maj. 40 bilar väntade."}
{"id": "b", "lang": "en", "published": "2025-03-01", "text": "The bridge closes in May. 40 cars waited."}
"""


def synoptic(
    *arguments: str | Path, stdin: str | bytes = "", cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    data = stdin if isinstance(stdin, bytes) else stdin.encode()
    done = subprocess.run(
        [sys.executable, "-m", "synoptic", *map(str, arguments)],
        input=data,
        capture_output=True,
        cwd=cwd,
        env={**os.environ, "COLUMNS": "100", "LC_ALL": "C.UTF-8", **environment},
        timeout=300,
        check=False,
    )
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    )


def test_json_on_standard_output_is_the_format() -> None:
    done = synoptic("compare", "-", "--format", "json", stdin=TWO)
    assert (done.returncode, done.stderr) == (0, "")
    synopses = codec.from_json(done.stdout)
    assert [article.id for article in synopses.articles] == ["a", "b"]


def test_terminal_output_is_plain_in_a_pipe() -> None:
    done = synoptic("compare", "-", stdin=TWO)
    assert done.returncode == 0
    assert "\x1b" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 100


@pytest.mark.parametrize(("form", "start"), [("html", "<!doctype html>"), ("markdown", "#")])
def test_documents_are_written_to_a_file(form: str, start: str, tmp_path: Path) -> None:
    target = tmp_path / "out"
    done = synoptic("compare", "-", "-q", "--format", form, "-o", target, stdin=TWO)
    assert (done.returncode, done.stdout) == (0, "")
    assert target.read_text("utf-8").lstrip().lower().startswith(start)


def test_tables_are_written_to_a_folder_or_down_a_pipe(tmp_path: Path) -> None:
    done = synoptic("compare", "-", "-q", "--format", "csv", "-o", f"{tmp_path}/tables/", stdin=TWO)
    assert (done.returncode, done.stdout) == (0, "")
    kept = (tmp_path / "tables" / "figures.csv").read_bytes()
    piped = synoptic("compare", "-", "-q", "--format", "csv", "--table", "figures", stdin=TWO)
    assert piped.stdout.startswith("story,figure,")
    assert kept.decode("utf-8-sig") == piped.stdout


def test_the_locale_and_the_reader_choose_the_language() -> None:
    swedish = synoptic("compare", "-", "-q", stdin=TWO, LC_ALL="sv_SE.UTF-8").stdout
    assert "2 artiklar lästa" in swedish
    finnish = synoptic("compare", "-", "-q", "--reader", "fi", stdin=TWO, LC_ALL="sv_SE.UTF-8").stdout
    assert "2 artikkelia luettu" in finnish


def test_a_reader_of_no_language_is_wrong_usage_and_one_without_words_is_told(tmp_path: Path) -> None:
    wrong = synoptic("compare", tmp_path, "--reader", "swedish")
    assert wrong.returncode == 2
    assert "no tag of a language" in wrong.stderr
    polish = synoptic("compare", tmp_path / "nothing", "--reader", "pl")
    assert "no words in pl yet" in polish.stderr
    assert "no words" not in synoptic("compare", tmp_path / "nothing", "--reader", "sv-FI").stderr


def test_the_help_says_what_each_format_is_for() -> None:
    told = synoptic("compare", "--help").stdout
    for name in ("annotations", "csv", "graphml", "html", "json", "markdown", "ninjs", "parquet", "terminal"):
        assert f"• {name}: " in told


def test_a_format_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    done = synoptic("compare", tmp_path / "nothing", "--format", "ninjs")
    assert done.returncode == 2
    assert "a folder or a .zip" in done.stderr.replace("\n", " ")


def test_a_broken_input_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "good.jsonl").write_text(TWO)
    (tmp_path / "broken.jsonl").write_bytes(b"\x00\x01\x02" * 100)
    done = synoptic("compare", tmp_path, "--format", "json")
    assert done.returncode == 3
    assert "broken.jsonl" in done.stderr
    assert len(json.loads(done.stdout)["articles"]) == 2


def test_nothing_usable_is_exit_code_one(tmp_path: Path) -> None:
    done = synoptic("compare", tmp_path)
    assert done.returncode == 1
    assert "no article" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["compare"], "Missing argument"),
        (["compare", "-", "--format", "pdf"], "Invalid value"),
        (["compare", "-", "--words", "many"], "Invalid value"),
        (["stay"], "No such command"),
    ],
)
def test_wrong_usage_is_exit_code_two(arguments: list[str], said: str) -> None:
    done = synoptic(*arguments, stdin=TWO)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_wrong_setting_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "synoptic.toml").write_text("weigths = 'x'")
    done = synoptic("compare", "-", stdin=TWO, cwd=tmp_path)
    assert done.returncode == 2
    assert "weigths" in done.stderr
    assert "Traceback" not in done.stderr


def test_missing_weights_are_one_line(tmp_path: Path) -> None:
    done = synoptic("compare", "-", stdin=TWO, SYNOPTIC_WEIGHTS=str(tmp_path))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert str(tmp_path.name) in done.stderr


def test_articles_lists_what_was_read_and_taken_off() -> None:
    page = SAMPLES / "news" / "ferry-06-en.txt"
    shown = synoptic("articles", page, "--show-removed")
    assert shown.returncode == 0
    assert "ferry-06-en#2" in shown.stdout
    assert "taken off" in shown.stdout
    listed = json.loads(synoptic("articles", page, "--format", "json").stdout)
    assert [article["id"] for article in listed["articles"]][:2] == ["ferry-06-en", "ferry-06-en#2"]


def test_articles_shows_what_pages_say_beside() -> None:
    record = {
        "id": "a", "lang": "en", "title": "Bridge closes", "text": "The bridge closes. 40 cars waited.",
        "author": "Ann Lee", "section": "Local", "keywords": list("abcdefg"), "dateModified": "2025-03-02",
    }  # fmt: skip
    shown = " ".join(synoptic("articles", "-", stdin=json.dumps(record)).stdout.split())
    assert "by Ann Lee · in Local · tags a, b, c, d, e and 2 more · changed 2025-03-02" in shown
    plain = {key: record[key] for key in ("id", "lang", "title", "text")}
    assert len(synoptic("articles", "-", stdin=json.dumps(plain)).stdout.splitlines()) == 2


def test_marks_shows_what_was_read_of_each_mark() -> None:
    shown = synoptic("marks", "-", stdin=TWO)
    assert shown.returncode == 0
    assert "exact 40" in shown.stdout
    marks = json.loads(synoptic("marks", "-", "--format", "json", stdin=TWO).stdout)["marks"]
    assert [figure["low"] for mark in marks for figure in mark["figures"]] == [40, 40]


def test_stories_lists_what_belongs_together() -> None:
    done = synoptic("stories", *sorted((SAMPLES / "gold").glob("*/articles.jsonl")), "-q")
    assert done.returncode == 0
    assert "7 accounts" in done.stdout


def test_why_says_in_words_what_speaks_for_one_story() -> None:
    paths = sorted((SAMPLES / "gold").glob("*/articles.jsonl"))
    done = synoptic("why", "ferry-01-sv", "ferry-02-fi", *paths)
    assert done.returncode == 0
    assert "Silvertärnan" in done.stdout
    wrong = synoptic("why", "ferry-01-sv", "nobody", *paths)
    assert (wrong.returncode, "no article nobody" in wrong.stderr) == (2, True)


def test_help_teaches_every_command() -> None:
    told = synoptic("--help")
    assert told.returncode == 0
    for command in ("compare", "articles", "marks", "stories", "why"):
        assert command in told.stdout
        assert "PATH" in synoptic(command, "--help").stdout


def test_a_passage_that_nobody_tells_in_the_readers_language_is_translated(tmp_path: Path) -> None:
    told = '{"id": "a", "lang": "sv", "published": "2025-03-01", "text": "bron stängs"}\n'
    told += (
        '{"id": "b", "lang": "fi", "published": "2025-03-01", "text": "Pohjoisessa sataa huomenna lunta."}\n'
    )
    write_package(tmp_path / "packages", "sv", "en", {"bron": "bridge", "stängs": "closes"})
    argos = ("--translator", f"argos:{tmp_path / 'packages'}", "--reader", "en")
    for form in ("terminal", "markdown", "html"):
        done = synoptic("compare", "-", "-f", form, *argos, stdin=told)
        assert done.returncode == 0, done.stderr
        assert "bridge closes" in done.stdout
        assert "machine translation" in done.stdout
        assert "no package translates fi into en" in " ".join(done.stderr.split())
    assert "<dt>Machine translation</dt><dd><bdi>argos</bdi></dd>" in done.stdout


def test_a_translator_that_cannot_be_is_told_before_anything_is_read(tmp_path: Path) -> None:
    for wanted, said in (
        (f"argos:{tmp_path}", "no package for translation there"),
        ("argos:/nowhere", "no such file or folder"),
        ("babel", "no translator 'babel': argos"),
    ):
        done = synoptic("compare", "-", "--translator", wanted, stdin=TWO)
        assert (done.returncode, done.stdout) == (2, "")
        assert said in " ".join(done.stderr.split())


def test_a_format_without_a_place_for_translations_refuses_a_translator(tmp_path: Path) -> None:
    done = synoptic("compare", "-", "-f", "json", "--translator", "argos", stdin=TWO)
    assert done.returncode == 2
    assert "json shows no translations" in done.stderr
    # As a setting it is for those formats that do.
    set_so = synoptic("compare", "-", "-f", "json", stdin=TWO, SYNOPTIC_TRANSLATOR="argos:/nowhere")
    assert set_so.returncode == 0, set_so.stderr
