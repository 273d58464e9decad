"""How a run ends that a reader, a person or the machine stops: one line, and the exit code that tells."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import SAMPLES as ALL_SAMPLES

COMMAND = [sys.executable, "-m", "synoptic"]
SAMPLES = ALL_SAMPLES / "news"
FULL = Path("/dev/full")


def in_shell(line: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["bash", "-c", line], capture_output=True, text=True, timeout=120)


@pytest.mark.parametrize("form", ["terminal", "json", "jsonl"])
def test_a_reader_that_goes_away_is_no_error(form: str) -> None:
    asked = [*COMMAND, "articles", str(SAMPLES), "-q", "-f", form]
    running = subprocess.Popen(asked, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert running.stdout
    assert running.stderr
    running.stdout.close()
    assert running.wait(timeout=120) == 141
    assert running.stderr.read() == ""
    running.stderr.close()


@pytest.mark.skipif(not FULL.exists(), reason="no /dev/full here")
@pytest.mark.parametrize("form", ["terminal", "json", "jsonl"])
def test_a_full_disk_is_one_line(form: str) -> None:
    with FULL.open("w") as full:
        asked = [*COMMAND, "articles", str(SAMPLES), "-q", "-f", form]
        ran = subprocess.run(asked, stdout=full, stderr=subprocess.PIPE, text=True, timeout=120)
    assert ran.returncode == 1
    assert ran.stderr == "synoptic: standard output cannot be written: No space left on device\n"


def test_output_that_is_closed_is_no_traceback() -> None:
    ran = in_shell(f"{sys.executable} -m synoptic articles {SAMPLES} -q >&-")
    assert (ran.returncode, ran.stderr) == (0, "")


@pytest.mark.parametrize("wait", ["first line", "at once"])
def test_an_interrupt_is_one_line(wait: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "never.txt")
    asked = [*COMMAND, "articles", str(SAMPLES), str(tmp_path / "never.txt"), "-f", "jsonl"]
    running = subprocess.Popen(asked, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert running.stdout
    if wait == "first line":
        running.stdout.readline()
    running.send_signal(signal.SIGINT)
    try:
        _, said = running.communicate(timeout=60)
    finally:
        running.kill()
    assert running.returncode in (130, -signal.SIGINT)
    if wait == "first line":
        assert said == "synoptic: stopped\n"


@pytest.mark.parametrize(
    "asked", [["articles"], ["marks"], ["stories"], ["compare", "-f", "html"], ["compare"]]
)
def test_a_place_that_cannot_be_written_is_refused_before_anything_is_read(asked: list[str]) -> None:
    ran = subprocess.run(
        [*COMMAND, *asked, str(SAMPLES), "-o", "/no/such/folder/x"],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ran.returncode == 2
    assert "there is no folder /no/such/folder" in " ".join(ran.stderr.split())


def test_nothing_read_leaves_no_document(tmp_path: Path) -> None:
    asked = [*COMMAND, "compare", str(tmp_path / "none"), "-o", str(tmp_path / "dossier.html")]
    ran = subprocess.run(asked, capture_output=True, text=True, timeout=60)
    assert ran.returncode == 1
    assert not (tmp_path / "dossier.html").exists()


@pytest.mark.parametrize("said", [["--words", "0"], ["-f", "json", "--words", "1"], ["--lang", "klingon"]])
def test_options_that_make_no_sense_are_wrong_usage(said: list[str], tmp_path: Path) -> None:
    asked = [*COMMAND, "compare", str(tmp_path), *said]
    ran = subprocess.run(asked, capture_output=True, text=True, timeout=60)
    assert ran.returncode == 2
    assert said[-2].lstrip("-") in ran.stderr


@pytest.mark.parametrize("form", ["terminal", "json"])
def test_a_screen_of_another_encoding_is_no_error(form: str) -> None:
    asked = [*COMMAND, "articles", str(SAMPLES), "-q", "-f", form]
    ran = subprocess.run(
        asked, capture_output=True, timeout=120, env={**os.environ, "PYTHONIOENCODING": "latin-1"}
    )
    assert (ran.returncode, ran.stderr) == (0, b"")
    if form == "json":
        assert "Ферри" in ran.stdout.decode("utf-8") or "паром" in ran.stdout.decode("utf-8")
    else:
        assert b"?" in ran.stdout
