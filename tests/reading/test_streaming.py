"""Reading as a stream: the same articles, little memory, and runs that are killed go on."""

from __future__ import annotations

import gzip
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.reading.test_sources import BODY, page

from synoptic.errors import UsageError
from synoptic.reading import read
from synoptic.reading.journal import Journal
from synoptic.reading.streaming import Seen, Step, stream


def write_archive(path: Path, pages: int) -> None:
    writers = pytest.importorskip("warcio.warcwriter")
    from warcio.statusandheaders import StatusAndHeaders

    with path.open("wb") as out:
        writer = writers.WARCWriter(out, gzip=path.suffix == ".gz")
        for number in range(pages):
            body = page(body=f"<p>This was page number {number} of the archive of the Herald.</p>").encode()
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
            address = f"https://example.org/{number}"
            record = writer.create_warc_record(
                address, "response", payload=io.BytesIO(body), http_headers=headers
            )
            writer.write_record(record)


def steps(paths: list[Path], **options: object) -> list[Step]:
    return list(stream(paths, **options))  # type: ignore[arg-type]


def test_a_stream_gives_what_reading_gives(tmp_path: Path) -> None:
    write_archive(tmp_path / "a.warc.gz", 5)
    (tmp_path / "b.txt").write_text("\n\n".join(BODY))
    (tmp_path / "c.jsonl").write_text('{"id": "x", "text": "One text of the Herald."}\n{"id": "y"}\n')
    (tmp_path / "list.txt").write_text("https://example.org/\n")
    reading, found = read([tmp_path]), steps([tmp_path])
    articles = [article for step in found for article in step.articles]
    assert sorted(articles, key=lambda article: article.id) == list(reading.articles)
    assert {one for step in found for one in step.skipped} == set(reading.skipped)
    assert [step.path for step in found if step.done] == sorted({step.path for step in found})


def test_equal_ids_are_told_apart_and_equal_pages_are_one(tmp_path: Path) -> None:
    lines = [("x", "One text."), ("x", "Another text."), ("x", "One text."), ("x", "Another text.")]
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps({"id": i, "text": t}) for i, t in lines))
    ids = [article.id for step in steps([tmp_path]) for article in step.articles]
    assert ids[0] == "x"
    assert len(ids) == 2
    assert ids[1].startswith("x~")


@pytest.mark.parametrize("after", [1, 3, 5])
def test_a_stream_goes_on_in_the_middle_of_an_input(tmp_path: Path, after: int) -> None:
    write_archive(tmp_path / "a.warc.gz", 5)
    path = str(tmp_path / "a.warc.gz")
    whole = steps([tmp_path])
    rest = steps([tmp_path], places={path: after})
    assert rest == whole[after:]
    assert steps([tmp_path], places={path: None}) == []


def test_ids_of_an_earlier_run_are_known() -> None:
    seen, later = Seen(), Seen()
    given = [(name, text) for base, text in [("x", "a"), ("x", "b")] if (name := seen.name(base, text))]
    for name, text in given:
        later.given(name, text)
    assert later.name("x", "a") is None
    assert later.name("x", "b") is None
    assert later.name("x", "c") == seen.name("x", "c")


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "synoptic", "articles", *map(str, arguments), "--format", "jsonl", "-q"]


def test_a_run_that_is_killed_goes_on(tmp_path: Path) -> None:
    write_archive(tmp_path / "a.warc.gz", 400)
    (tmp_path / "b.txt").write_text("\n\n".join(BODY))
    whole, out = tmp_path / "out" / "whole.jsonl", tmp_path / "out" / "out.jsonl"
    whole.parent.mkdir()
    inputs = [tmp_path / "a.warc.gz", tmp_path / "b.txt"]
    assert subprocess.run(command(*inputs, "-o", whole), check=False).returncode == 0
    journal = out.with_name("out.jsonl.journal")
    for lines in (2, 4):
        arguments = command(*inputs, "-o", out, *(["--resume"] if out.exists() else []))
        with subprocess.Popen(arguments) as run:
            while run.poll() is None and (
                not journal.exists() or journal.read_text().count('"path"') < lines
            ):
                time.sleep(0.005)
            run.send_signal(signal.SIGKILL)
        assert 0 < out.stat().st_size < whole.stat().st_size
    with out.open("ab") as file:
        file.write(b'{"id": "half a li')
    assert subprocess.run([*command(*inputs, "-o", out), "--resume"], check=False).returncode == 0
    assert out.read_bytes() == whole.read_bytes()
    (tmp_path / "c.txt").write_text("A text that has come since. " * 5)
    again = subprocess.run([*command(*inputs, tmp_path / "c.txt", "-o", out), "--resume"], check=False)
    assert again.returncode == 0
    assert out.read_bytes().startswith(whole.read_bytes())
    assert json.loads(out.read_bytes().splitlines()[-1])["id"] == "c"


def test_what_was_written_can_be_read_again(tmp_path: Path) -> None:
    write_archive(tmp_path / "a.warc", 3)
    (tmp_path / "b.txt").write_text("\n\n".join(BODY))
    done = subprocess.run(command(tmp_path), capture_output=True, check=True)
    (tmp_path / "out.jsonl").write_bytes(done.stdout)
    again, first = (
        read([tmp_path / "out.jsonl"]).articles,
        read([tmp_path / "a.warc", tmp_path / "b.txt"]).articles,
    )
    assert [(a.id, a.title, a.text, a.published, a.outlet, a.lang) for a in again] == [
        (a.id, a.title, a.text, a.published, a.outlet, a.lang) for a in first
    ]


def test_a_journal_of_another_run_is_wrong_usage(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    Journal(out, {"lang": None}, resume=False).close()
    Journal(out, {"lang": None}, resume=True).close()
    with pytest.raises(UsageError, match="other flags"):
        Journal(out, {"lang": "sv"}, resume=True)
    (tmp_path / "other.jsonl").write_text("{}\n")
    with pytest.raises(UsageError, match="no journal"):
        Journal(tmp_path / "other.jsonl", {}, resume=True)


PEAK = """
import resource, sys
from synoptic.reading.streaming import stream
count = sum(len(step.articles) for step in stream([sys.argv[1]]))
print(count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def peak(path: Path) -> tuple[int, int]:
    """How many articles a process of its own reads, and the most memory that it has, in kilobytes."""
    done = subprocess.run([sys.executable, "-c", PEAK, str(path)], capture_output=True, text=True, check=True)
    count, most = done.stdout.split()
    return int(count), int(most)


@pytest.mark.skipif(sys.platform != "linux", reason="the unit of the peak differs")
def test_memory_does_not_grow_with_an_archive(tmp_path: Path) -> None:
    write_archive(tmp_path / "small.warc", 40)
    # What makes a large archive large is mostly no news: a megabyte of it for each page.
    small, image = (tmp_path / "small.warc").read_bytes(), os.urandom(1_000_000)
    writers = pytest.importorskip("warcio.warcwriter")
    with (tmp_path / "large.warc").open("wb") as out:
        writer = writers.WARCWriter(out, gzip=False)
        for number in range(300):
            record = writer.create_warc_record(
                f"https://example.org/{number}.jpg",
                "resource",
                payload=io.BytesIO(image),
                warc_content_type="image/jpeg",
            )
            writer.write_record(record)
        out.write(small)
    (count, before), (same, after) = peak(tmp_path / "small.warc"), peak(tmp_path / "large.warc")
    assert count == same == 40
    assert after < before + 40_000


@pytest.mark.skipif(sys.platform != "linux", reason="the unit of the peak differs")
def test_a_line_of_two_gigabytes_takes_little_memory(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"id": str(n), "text": f"Text {n}. {BODY[0]}"}) + "\n" for n in range(5))
    rows = "id,text\n" + "".join(f'{n},"Text {n}. {BODY[0]}"\n' for n in range(5))
    (tmp_path / "plain.jsonl").write_text(lines)
    _, before = peak(tmp_path / "plain.jsonl")
    for path, text in ((tmp_path / "a.jsonl", lines + '{"text": "'), (tmp_path / "b.csv", rows + '9,"')):
        with path.open("wb") as out:
            out.write(text.encode())
            out.seek(2_000_000_000, io.SEEK_CUR)  # a hole in the file: NULs without a line end
            out.write(b'"}\n')
        count, after = peak(path)
        assert count == 5
        assert after < before + 150_000
        path.unlink()


def test_gzip_in_members_is_gone_on_with(tmp_path: Path) -> None:
    lines = [json.dumps({"id": str(n), "text": f"Text {n} of the Herald."}) + "\n" for n in range(6)]
    (tmp_path / "a.jsonl.gz").write_bytes(b"".join(gzip.compress(line.encode()) for line in lines))
    path = str(tmp_path / "a.jsonl.gz")
    rest = steps([tmp_path], places={path: 4})
    assert [article.id for step in rest for article in step.articles] == ["4", "5"]
