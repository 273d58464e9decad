"""The renderings of the sample events are as they were read and found good."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.fixture(scope="module")
def golden() -> ModuleType:
    spec = importlib.util.spec_from_file_location("golden", GOLDEN / "golden.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    sys.modules["golden"] = made
    spec.loader.exec_module(made)
    return made


@pytest.fixture(scope="module")
def dossiers(golden: ModuleType) -> dict[str, str]:
    made: dict[str, str] = golden.dossiers()
    return made


NAMES = (
    "dossier.fi.html",
    "dossier.html",
    "dossier.md",
    "statement.txt",
    "terminal-100.txt",
    "terminal-60.txt",
)


def test_every_golden_file_is_held(dossiers: dict[str, str]) -> None:
    stored = {p.name for p in GOLDEN.iterdir() if p.suffix in (".html", ".md", ".txt")}
    assert stored == set(dossiers) == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_dossier_is_as_it_was_read(dossiers: dict[str, str], name: str) -> None:
    stored = (GOLDEN / name).read_text(encoding="utf-8").splitlines()
    for number, (line, was) in enumerate(zip(dossiers[name].splitlines(), stored, strict=False), start=1):
        assert line == was, f"line {number} of {name} differs: make golden, and read the diff"
    assert len(dossiers[name].splitlines()) == len(stored)
