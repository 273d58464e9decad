"""The answers beside the samples are exact, as the checker says."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CHECK = ROOT / "benchmarks/check_gold.py"


def check(*folders: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(CHECK), *map(str, folders)], capture_output=True, text=True, check=False
    )


def test_answers_of_the_samples_are_exact() -> None:
    done = check(ROOT / "samples/gold", ROOT / "samples/gold_held_out")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("figures", {"surface": "words that stand nowhere"}),
        ("figures", {"value": 987654}),
        ("figures", {"relation": "perhaps"}),
        ("quotes", {"surface": "words that stand nowhere"}),
    ],
)
def test_an_answer_that_is_not_exact_is_found(tmp_path: Path, kind: str, change: dict[str, object]) -> None:
    event = ROOT / "samples/gold/storm-nuwaira"
    gold = json.loads((event / "gold.json").read_text("utf-8"))
    told = next(
        telling
        for item in gold[kind]
        for telling in item["told_by"].values()
        if any(c.isdecimal() for c in telling["surface"]) or kind == "quotes"
    )
    told.update(change)
    (tmp_path / "event").mkdir()
    (tmp_path / "event/articles.jsonl").write_bytes((event / "articles.jsonl").read_bytes())
    (tmp_path / "event/gold.json").write_text(json.dumps(gold), "utf-8")
    assert check(tmp_path).returncode == 1
