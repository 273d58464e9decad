"""The public face: what ``import synoptic`` gives, and how little it waits for."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import SAMPLES

import synoptic


def test_every_public_name_is_there_and_listed() -> None:
    for name in synoptic.__all__:
        assert getattr(synoptic, name) is not None
        assert name in dir(synoptic)
    with pytest.raises(AttributeError, match="nonsense"):
        _ = synoptic.nonsense


def test_importing_loads_no_package_of_others() -> None:
    code = "import synoptic, sys; print(*{'numpy', 'msgspec', 'scipy', 'rich', 'typer'} & sys.modules.keys())"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == ""


def test_reading_tells_what_was_read_and_skipped() -> None:
    reading = synoptic.read([SAMPLES / "news" / "ferry-03-de.txt", "no such file"])
    assert [article.lang for article in reading.articles] == ["de"]
    assert [skipped.source for skipped in reading.skipped] == ["no such file"]


def test_one_path_alone_is_told_to_be_a_list() -> None:
    for call in (synoptic.read, synoptic.compare):
        with pytest.raises(synoptic.UsageError, match=r"\['articles/'\]"):
            call("articles/")


def test_the_example_of_the_readme_runs(capsys: pytest.CaptureFixture[str]) -> None:
    readme = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
    (example,) = re.findall(r"^```python\n(.+?)^```", readme, re.M | re.S)
    assert '["articles/"]' in example
    some = sorted(str(path) for path in (SAMPLES / "news").glob("ferry-*.txt"))
    exec(compile(example.replace('["articles/"]', repr(some)), "README.md", "exec"), {})
    assert "Death toll rises to five" in capsys.readouterr().out
