"""Input that is broken or hostile: each is named with why, and what is good beside it is read."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.reading.test_made_elsewhere import newspaper
from tests.reading.test_sources import BODY, archive, page

from synoptic.reading import packed, read
from synoptic.types import Reading

GOOD = "\n\n".join(BODY)
RSS = "<rss version='2.0'><channel><title>The Herald</title>{}</channel></rss>"
COOKIES = {
    "en": (
        "We value your privacy. We and our partners use cookies and similar technologies to store and access "
        "information on your device, and to personalise content and ads.",
        "Accept all",
    ),
    "de": (
        "Wir und unsere Partner verwenden Cookies und ähnliche Technologien, um Informationen auf Ihrem "
        "Gerät zu speichern und abzurufen und um Anzeigen zu personalisieren.",
        "Alle akzeptieren",
    ),
    "sv": (
        "Vi och våra partner använder cookies och liknande tekniker för att lagra och komma åt information "
        "på din enhet och för att anpassa innehåll och annonser.",
        "Godkänn alla",
    ),
    "fr": (
        "Nous et nos partenaires utilisons des cookies et des technologies similaires pour stocker des "
        "informations sur votre appareil et personnaliser les publicités.",
        "Tout accepter",
    ),
}


def beside_good(folder: Path, name: str, content: bytes) -> Reading:
    """What is read of a folder with one good text and this file: the good one, whatever the other is."""
    (folder / "good.txt").write_text(GOOD)
    (folder / name).write_bytes(content)
    reading = read([folder])
    assert "good" in [article.id for article in reading.articles]
    assert all(one.why and "\n" not in one.why and len(one.why) < 200 for one in reading.skipped)
    return reading


def why(reading: Reading) -> str:
    (skipped,) = reading.skipped
    return skipped.why


@pytest.mark.parametrize("lang", COOKIES)
def test_a_page_that_is_only_a_cookie_wall(tmp_path: Path, lang: str) -> None:
    text, accept = COOKIES[lang]
    wall = f"<html lang='{lang}'><head><title>Herald</title></head><body><div id='wall'><h2>Cookies</h2>"
    wall += f"<p>{text}</p><button>{accept}</button></div></body></html>"
    reading = beside_good(tmp_path, "wall.html", wall.encode())
    assert [article.id for article in reading.articles] == ["good"]


def test_a_page_that_is_only_a_log_in(tmp_path: Path) -> None:
    form = "<form action='/login'><label>E-mail</label><input><label>Password</label><input type='password'>"
    wall = (
        f"<!doctype html><html><head><title>Log in</title></head><body>{form}<button>Log in</button></form>"
    )
    assert "main text" in why(beside_good(tmp_path, "a.html", wall.encode()))


def test_an_empty_feed(tmp_path: Path) -> None:
    assert why(beside_good(tmp_path, "a.xml", RSS.format("").encode())) == "a feed without entries"


@pytest.mark.parametrize("date", ["Mon, 99 Foo 30000", "30000-01-01T00:00:00Z", "yesterday", "0", "-1", ""])
def test_a_feed_with_wrong_dates(tmp_path: Path, date: str) -> None:
    item = f"<item><title>Ferry late again</title><description>{BODY[0]}</description>"
    item += f"<pubDate>{date}</pubDate></item>"
    reading = beside_good(tmp_path, "a.xml", RSS.format(item).encode())
    (entry,) = [article for article in reading.articles if article.id != "good"]
    assert entry.published is None


@pytest.mark.parametrize("cut", [1, 40, 200, 1500])
@pytest.mark.parametrize("zipped", [True, False])
def test_a_web_archive_that_is_cut(tmp_path: Path, cut: int, zipped: bool) -> None:
    reading = beside_good(tmp_path, "a.warc", archive(packed=zipped)[:-cut])
    if len(reading.articles) < 3 or not zipped:
        assert "cut" in why(reading) or "damaged" in why(reading)


def test_a_web_archive_with_rubbish_between_its_records(tmp_path: Path) -> None:
    data = archive(packed=False)
    reading = beside_good(tmp_path, "a.warc", data + b"rubbish " * 2000)
    assert len(reading.articles) == 3
    assert "damaged web archive after page 2" in why(reading)


@pytest.mark.parametrize("rubbish", [b"\0" * 600, b"trailing rubbish", os.urandom(64)])
def test_gzip_with_trailing_garbage(tmp_path: Path, rubbish: bytes) -> None:
    reading = beside_good(tmp_path, "a.txt.gz", gzip.compress(b"A text of its own, packed. " * 9) + rubbish)
    assert {article.id for article in reading.articles} == {"a", "good"}
    assert reading.skipped == ()


def bomb_in_zip(size: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file, file.open("a.warc", "w") as member:
        member.write(b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 99999999999\r\n\r\n")
        for _ in range(size // 1_000_000):
            member.write(b"\0" * 1_000_000)
    return out.getvalue()


def nested_zip(depth: int) -> bytes:
    data = GOOD.encode()
    for number in range(depth):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
            for copy in range(3):
                file.writestr(f"{number}-{copy}.zip" if number else f"{copy}.txt", data)
        data = out.getvalue()
    return data


WARC_HEAD = b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 99999999999\r\n\r\n"
BOMBS: dict[str, Callable[[], bytes]] = {
    "a.warc.gz": lambda: gzip.compress(WARC_HEAD + b"\0" * 100_000_000, 9),
    "a.warc.bz2": lambda: bz2.compress(WARC_HEAD + b"\0" * 100_000_000),
    "a.warc.xz": lambda: lzma.compress(WARC_HEAD + b"\0" * 100_000_000, preset=0),
    "a.txt.gz": lambda: gzip.compress(b"a" * 100_000_000, 9),
    "a.zip": lambda: bomb_in_zip(100_000_000),
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_go_off_outside(tmp_path: Path, name: str) -> None:
    said = why(beside_good(tmp_path, name, BOMBS[name]()))
    assert "unpacks to more than" in said or "over" in said


def test_bombs_in_bombs(tmp_path: Path) -> None:
    once = gzip.compress(gzip.compress(GOOD.encode()))
    assert why(beside_good(tmp_path, "a.gz", once)) == "an archive in an archive"
    reading = beside_good(tmp_path, "a.gz", nested_zip(4))
    assert {one.why for one in reading.skipped} == {"an archive in an archive"}
    assert len(reading.skipped) == 3


def test_a_page_in_an_archive_that_unpacks_without_end(tmp_path: Path) -> None:
    writers = pytest.importorskip("warcio.warcwriter")
    from warcio.statusandheaders import StatusAndHeaders

    out = io.BytesIO()
    writer = writers.WARCWriter(out, gzip=False)
    bodies = [(gzip.compress(b"<html>" + b" " * 300_000_000, 9), "gzip"), (page().encode(), "identity")]
    for number, (body, encoding) in enumerate(bodies):
        fields = [("Content-Type", "text/html"), ("Content-Encoding", encoding)]
        headers = StatusAndHeaders("200 OK", fields, protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(
                f"https://example.org/{number}", "response", payload=io.BytesIO(body), http_headers=headers
            )
        )
    reading = beside_good(tmp_path, "a.warc", out.getvalue())
    assert "https://example.org/1" in [article.id for article in reading.articles]
    assert "unpacks to over 20,000,000 bytes" in why(reading)


ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)


@pytest.mark.parametrize(
    "body",
    [
        "<rss><channel><item><title>&j;</title></item></channel></rss>",
        "<opml><body><outline text='&j;' xmlUrl='https://a.example'/></body></opml>",
        "<urlset><url><loc>https://a.example/&j;</loc></url></urlset>",
        "<html><body><p>&j;</p></body></html>",
    ],
)
def test_bombs_of_entities(tmp_path: Path, body: str) -> None:
    reading = beside_good(tmp_path, "a.xml", (ENTITIES + body).encode())
    assert sum(len(article.text) for article in reading.articles) < 100_000


@pytest.mark.parametrize("tag", ["div", "b", "p", "x-y", "table><tr><td", "font", "blockquote"])
def test_html_nested_a_hundred_thousand_deep(tmp_path: Path, tag: str) -> None:
    deep = "<html><body>" + f"<{tag}>" * 100_000 + BODY[0]
    (tmp_path / "good.txt").write_text(GOOD)
    (tmp_path / "a.html").write_text(deep)
    code = f"from synoptic.reading import read; r = read([{str(tmp_path)!r}]); print(len(r.articles))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr[-500:]
    assert int(done.stdout) >= 1


@pytest.mark.parametrize("size", [1, 100, 5_000_000])
def test_a_file_of_nuls(tmp_path: Path, size: int) -> None:
    assert why(beside_good(tmp_path, "a.txt", b"\0" * size))


def test_a_date_in_the_year_30000(tmp_path: Path) -> None:
    record = {"id": "x", "text": BODY[0], "published": "30000-01-01T00:00:00Z"}
    reading = beside_good(tmp_path, "a.json", json.dumps(record).encode())
    assert {article.id: article.published for article in reading.articles} == {"good": None, "x": None}


@pytest.mark.parametrize(
    ("text", "lang"), [("Kuhumezga qwertzq vublo nizzk.", None), ("Ja", None), ("漢", None)]
)
def test_an_unknown_language_and_a_text_of_one_word(tmp_path: Path, text: str, lang: str | None) -> None:
    reading = beside_good(tmp_path, "a.txt", text.encode())
    (article,) = [article for article in reading.articles if article.id == "a"]
    assert article.text == text
    assert article.lang


def test_names_that_are_no_utf8_in_archives_and_folders(tmp_path: Path) -> None:
    folder = os.path.join(os.fsencode(tmp_path), b"caf\xe9")
    os.mkdir(folder)
    with open(os.path.join(folder, b"\xff\xfe.txt"), "wb") as file:
        file.write(GOOD.encode())
    (article,) = read([tmp_path]).articles
    for value in (article.id, article.source or ""):
        value.encode("utf-8")


def test_loops_of_links_and_pipes_do_not_hang(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "b").symlink_to(tmp_path / "c")
    (tmp_path / "c").symlink_to(tmp_path / "b")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "good.txt").write_text(GOOD)
    reading = read([tmp_path, tmp_path / "pipe"])
    assert [article.id for article in reading.articles] == ["good"]
    assert {Path(one.source).name for one in reading.skipped} == {"b", "c", "pipe"}


def test_an_empty_folder(tmp_path: Path) -> None:
    reading = read([tmp_path])
    assert why(reading) == "an empty folder"


def test_pdfs_that_are_broken_locked_or_without_text(tmp_path: Path) -> None:
    pypdf = pytest.importorskip("pypdf")
    newspaper(tmp_path / "whole.pdf")
    data = (tmp_path / "whole.pdf").read_bytes()
    (tmp_path / "whole.pdf").unlink()
    assert "cannot be read" in why(beside_good(tmp_path, "a.pdf", b"%PDF-1.7\n" + data[2000:2600]))
    blank, locked = pypdf.PdfWriter(), pypdf.PdfWriter()
    blank.add_blank_page(200, 200)
    blank.write(tmp_path / "a.pdf")
    assert "without text" in why(read([tmp_path]))
    locked.append(io.BytesIO(data))
    locked.encrypt("secret", algorithm="RC4-128")
    locked.write(tmp_path / "a.pdf")
    assert "cannot be read" in why(read([tmp_path]))


def test_zip_archives_that_are_broken_locked_or_something_else(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("a.txt", GOOD)
        file.writestr("b.txt", GOOD + " More of it.")
    data = out.getvalue()
    assert "damaged zip" in why(beside_good(tmp_path, "a.zip", data[:-30]))
    broken = data.replace(b"coast guard", b"coast_guard", 1)
    reading = beside_good(tmp_path, "a.zip", broken)
    assert "CRC" in why(reading)
    assert "b" in [article.id for article in reading.articles]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("[Content_Types].xml", "<x/>")
        file.writestr("word/document.xml", "<x/>")
    assert "office" in why(beside_good(tmp_path, "a.zip", out.getvalue()))


def test_a_pipe_that_comes_in_drops(tmp_path: Path) -> None:
    program = (
        "import sys\nfor byte in sys.stdin.buffer.read():\n"
        " sys.stdout.buffer.write(bytes([byte]))\n sys.stdout.flush()"
    )
    record = json.dumps({"id": "x", "text": BODY[0]}).encode()
    drops = subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert drops.stdin
    drops.stdin.write(record)
    drops.stdin.close()
    code = "from synoptic.reading import read; print([a.id for a in read(['-']).articles])"
    done = subprocess.run([sys.executable, "-c", code], stdin=drops.stdout, capture_output=True, check=True)
    assert drops.wait() == 0
    assert done.stdout == b"['x']\n"


def test_what_packs_well_but_is_no_bomb_is_read(tmp_path: Path) -> None:
    lines = (json.dumps({"id": str(n), "text": f"Text {n}. {GOOD}"}) + "\n" for n in range(300))
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress("".join(lines).encode(), 9))
    assert len(read([tmp_path]).articles) == 300
    assert packed.packing(b"\x1f\x8b") == "gzip"


def test_a_single_bad_input_and_the_exit_codes(tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text('{"text": "cut')
    command = [sys.executable, "-m", "synoptic", "articles", "-q"]
    assert subprocess.run([*command, tmp_path], check=False, capture_output=True).returncode == 1
    (tmp_path / "good.txt").write_text(GOOD)
    assert subprocess.run([*command, tmp_path], check=False, capture_output=True).returncode == 3
    (tmp_path / "bad.json").unlink()
    assert subprocess.run([*command, tmp_path], check=False, capture_output=True).returncode == 0
    wrong = subprocess.run([*command, tmp_path, "--column", "body"], check=False, capture_output=True)
    assert wrong.returncode == 2
