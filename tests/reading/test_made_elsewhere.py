"""Sources as other tools write them: pandas, pyarrow, reportlab, trafilatura, markdown-it, warcio."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.reading.test_sources import BODY, LINKED, archive, page

from synoptic.reading import read

TEXT = "\n\n".join(BODY)
LATE = 'It was "late", twice,\nand again.'
ROWS = [
    {"Headline": "Barge closes harbour", "Body": TEXT, "Date": "2025-08-15", "Source": "Herald"},
    {"Headline": "Ferry late", "Body": LATE, "Date": "", "Source": ""},
]


@pytest.mark.parametrize("sep", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_csv_made_by_pandas(tmp_path: Path, sep: str, encoding: str) -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame([{**row, "Headline": row["Headline"] + " – läget är öppet"} for row in ROWS])
    frame.to_csv(tmp_path / "a.csv", sep=sep, encoding=encoding, index=False)
    one, two = sorted(read([tmp_path]).articles, key=lambda article: article.title or "")
    assert (one.title, one.outlet, one.published) == (
        "Barge closes harbour – läget är öppet",
        "Herald",
        "2025-08-15",
    )
    assert TEXT in one.text
    assert two.text.endswith(LATE)


def test_columns_are_named_by_flags(tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    rows = [
        {"kropp": BODY[0], "rubrik": "Barge", "text": "other"},
        {"kropp": BODY[1], "rubrik": "B", "text": ""},
    ]
    pandas.DataFrame(rows).to_csv(tmp_path / "a.csv", index=False)
    pandas.DataFrame(rows).to_parquet(tmp_path / "b.parquet")
    pandas.DataFrame(rows).to_json(tmp_path / "c.jsonl", orient="records", lines=True)
    columns = {"text": "kropp", "title": "rubrik"}
    for name in ("a.csv", "b.parquet", "c.jsonl"):
        articles = read([tmp_path / name], columns=columns).articles
        assert sorted(a.text for a in articles) == [f"B\n\n{BODY[1]}", f"Barge\n\n{BODY[0]}"], name


@pytest.mark.parametrize("compression", ["snappy", "zstd", None])
def test_parquet_made_by_pyarrow(tmp_path: Path, compression: str | None) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    import datetime

    from pyarrow import parquet

    stamp = datetime.datetime(2025, 8, 15, 6, 12, tzinfo=datetime.UTC)
    table = pyarrow.table(
        {
            "id": list(range(200)),
            "title": ["Barge closes harbour"] * 200,
            "text": [f"{TEXT} Day {n}." for n in range(199)] + [None],
            "published": [stamp] * 200,
            "vector": [[0.5] * 8] * 200,
        }
    )
    parquet.write_table(table, tmp_path / "a.parquet", compression=compression, row_group_size=50)
    reading = read([tmp_path])
    assert len(reading.articles) == 199
    assert {a.published for a in reading.articles} == {"2025-08-15T06:12:00+00:00"}
    assert [s.source for s in reading.skipped] == [f"{tmp_path / 'a.parquet'}[200]"]
    cut = (tmp_path / "a.parquet").read_bytes()[:-100]
    (tmp_path / "a.parquet").write_bytes(cut)
    assert "damaged" in read([tmp_path]).skipped[0].why


def test_a_parquet_table_without_texts_says_how_to_name_them(tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    pandas.DataFrame([{"a": "b", "c": "d"}]).to_parquet(tmp_path / "a.parquet")
    assert "--column text=NAME" in read([tmp_path]).skipped[0].why


def newspaper(path: Path, *, title: str = "Barge closes harbour of Ostvik", columns: int = 2) -> None:
    pytest.importorskip("reportlab")
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

    styles = getSampleStyleSheet()
    document = BaseDocTemplate(str(path), pagesize=A4, title=title)
    width = 500 // columns
    frames = [Frame(40 + n * (width + 10), 60, width, 700) for n in range(columns)]
    head = PageTemplate(
        frames=frames, onPage=lambda c, d: c.drawString(40, 800, f"The Herald, page {d.page}")
    )
    document.addPageTemplates(head)
    text = [Paragraph(f"{line} Part {n}.", styles["BodyText"]) for n in range(40) for line in BODY]
    document.build([Paragraph("Barge closes harbour of Ostvik", styles["Title"]), *text])


@pytest.mark.parametrize("columns", [1, 2])
def test_pdf_made_by_reportlab(tmp_path: Path, columns: int) -> None:
    pytest.importorskip("pypdf")
    newspaper(tmp_path / "a.pdf", columns=columns)
    (article,) = read([tmp_path]).articles
    assert article.title == "Barge closes harbour of Ostvik"
    assert article.lang == "en"
    for number in (0, 20, 39):
        assert f"{BODY[0]} Part {number}.\n\n{BODY[1]} Part {number}." in article.text
    assert "The Herald, page" not in article.text


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zst": lambda data: pytest.importorskip("zstandard").ZstdCompressor().compress(data),
}


@pytest.mark.parametrize("ending", PACKERS)
def test_packed_streams(tmp_path: Path, ending: str) -> None:
    pack = PACKERS[ending]
    data = archive(packed=False)
    (tmp_path / f"x.warc.{ending}").write_bytes(pack(data[:700]) + pack(data[700:]))
    (tmp_path / f"a.txt.{ending}").write_bytes(pack(TEXT.encode()))
    reading = read([tmp_path])
    assert [a.id for a in reading.articles] == ["a", "https://example.org/0", "https://example.org/2"]
    assert reading.skipped == ()


def test_a_web_archive_with_a_dictionary_of_zstandard(tmp_path: Path) -> None:
    zstandard = pytest.importorskip("zstandard")
    data = archive(packed=False)
    samples = [page(body=f"<p>{n}</p>").encode() for n in range(300)]
    dictionary = zstandard.train_dictionary(4096, samples)
    packed = zstandard.ZstdCompressor().compress(dictionary.as_bytes())
    compressor = zstandard.ZstdCompressor(dict_data=dictionary)
    frame = b"\x5d\x2a\x4d\x18" + len(packed).to_bytes(4, "little") + packed
    (tmp_path / "x.warc.zst").write_bytes(
        frame + compressor.compress(data[:700]) + compressor.compress(data[700:])
    )
    assert len(read([tmp_path]).articles) == 2


def before_warc() -> list[bytes]:
    """The records of an ARC file, as its specification has them: no tool that runs today writes any."""
    about = b"1 0 Herald\nURL IP-address Archive-date Content-type Archive-length\n"
    records = [b"filedesc://x.arc 0.0.0.0 20250815081200 text/plain %d\n" % len(about) + about + b"\n"]
    for number in range(3):
        body = page(body=f"<p>This was page number {number} of the archive of the Herald.</p>").encode()
        status = b"404 Not Found" if number == 1 else b"200 OK"
        payload = b"HTTP/1.1 " + status + b"\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
        head = b"http://example.org/%d 127.0.0.1 20250815081200 text/html %d\n" % (number, len(payload))
        records.append(head + payload + b"\n")
    return records


@pytest.mark.parametrize("packed", [False, True])
def test_archives_of_before_warc(tmp_path: Path, packed: bool) -> None:
    pack = gzip.compress if packed else bytes
    data = b"".join(map(pack, before_warc()))
    (tmp_path / "x.arc").write_bytes(data)
    reading = read([tmp_path])
    assert [a.url for a in reading.articles] == ["http://example.org/0", "http://example.org/2"]
    assert [note.why for note in reading.notes] == [
        "answers that say that a page is not there: 1 passed over"
    ]
    (tmp_path / "x.arc").write_bytes(b"".join(before_warc())[:-300])
    reading = read([tmp_path])
    assert len(reading.articles) == 1
    assert len(reading.skipped) == 1


def test_the_archive_of_before_warc_is_one_to_warcio() -> None:
    iterator = pytest.importorskip("warcio.archiveiterator")
    records = iterator.ArchiveIterator(io.BytesIO(b"".join(before_warc())))
    found = [(one.rec_headers.get_header("uri"), one.content_stream().read()) for one in records]
    assert [address for address, _ in found[1:]] == [f"http://example.org/{n}" for n in range(3)]
    assert all(body.startswith(b"<!DOCTYPE html>") for _, body in found[1:])


def brotli(data: bytes) -> bytes:
    from fastwarc.stream_io import BrotliWriter

    out = io.BytesIO()
    with BrotliWriter(out) as writer:
        writer.write(data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda data: zlib.compress(data)[2:-4]),
        ("br", brotli),
        ("zstd", lambda data: pytest.importorskip("zstandard").ZstdCompressor().compress(data)),
        ("gzip", bytes),
    ],
    ids=["gzip", "deflate", "bare deflate", "br", "zstd", "said to be packed"],
)
def test_pages_as_servers_pack_them(tmp_path: Path, coding: str, pack: Callable[[bytes], bytes]) -> None:
    writers = pytest.importorskip("warcio.warcwriter")
    from warcio.statusandheaders import StatusAndHeaders

    out = io.BytesIO()
    fields = [("Content-Type", "text/html"), ("Content-Encoding", coding)]
    headers = StatusAndHeaders("200 OK", fields, protocol="HTTP/1.1")
    body = io.BytesIO(pack(page().encode()))
    writer = writers.WARCWriter(out, gzip=True)
    writer.write_record(
        writer.create_warc_record("https://example.org/a", "response", payload=body, http_headers=headers)
    )
    (tmp_path / "a.warc.gz").write_bytes(out.getvalue())
    (article,) = read([tmp_path]).articles
    assert all(line in article.text for line in BODY)


def test_text_records_of_common_crawl(tmp_path: Path) -> None:
    warcio = pytest.importorskip("warcio.warcwriter")
    out = io.BytesIO()
    writer = warcio.WARCWriter(out, gzip=True)
    record = writer.create_warc_record(
        "https://example.org/a",
        "conversion",
        payload=io.BytesIO(TEXT.encode()),
        warc_content_type="text/plain",
    )
    writer.write_record(record)
    (tmp_path / "x.wet.gz").write_bytes(out.getvalue())
    (article,) = read([tmp_path]).articles
    assert (article.url, article.text) == ("https://example.org/a", TEXT)


def test_zip_archives_of_anything(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("news/barge.txt", TEXT)
        file.writestr("news/x.warc.gz", archive(packed=True))
        file.writestr("news/empty.txt", "")
        file.writestr("__MACOSX/news/barge.txt", TEXT)
        file.writestr("news/.hidden", TEXT)
        file.writestr(
            "inner.zip", (lambda b: (zipfile.ZipFile(b, "w").close(), b.getvalue())[1])(io.BytesIO())
        )
    reading = read([tmp_path])
    assert [a.id for a in reading.articles] == ["barge", "https://example.org/0", "https://example.org/2"]
    assert {s.source.split(": ")[-1]: s.why for s in reading.skipped} == {
        "news/empty.txt": "an empty file",
        "inner.zip": "an archive in an archive",
    }


def test_json_made_by_trafilatura(tmp_path: Path) -> None:
    """It calls the address of the article its source, and the outlet the name of a host."""
    import trafilatura

    linked = f'<script type="application/ld+json">{json.dumps(LINKED)}</script>'
    made = trafilatura.extract(
        page(head=linked), output_format="json", with_metadata=True, url="https://example.org/barge"
    )
    (tmp_path / "a.json").write_text(str(made))
    (article,) = read([tmp_path]).articles
    assert article.title == "Barge closes harbour of Ostvik"
    assert article.published == "2025-08-15"
    assert (article.outlet, article.url) == ("The Herald", "https://example.org/barge")
    assert all(line in article.text for line in BODY)


@pytest.mark.parametrize("orient", ["records", "table"])
def test_json_made_by_pandas(tmp_path: Path, orient: str) -> None:
    pandas = pytest.importorskip("pandas")
    pandas.DataFrame(ROWS).to_json(tmp_path / "a.json", orient=orient)
    articles = read([tmp_path]).articles
    assert sorted(article.title or "" for article in articles) == ["Barge closes harbour", "Ferry late"]
    assert {article.outlet for article in articles} == {"Herald", None}


def test_a_page_made_by_markdown_it(tmp_path: Path) -> None:
    renderer = pytest.importorskip("markdown_it").MarkdownIt()
    source = "# Barge closes harbour\n\n" + "\n\n".join(f"*Ostvik.* {line}" for line in BODY)
    (tmp_path / "a.html").write_text(f"<html lang='en'><body>{renderer.render(source)}</body></html>")
    (article,) = read([tmp_path]).articles
    assert (article.title, article.lang) == ("Barge closes harbour", "en")
    assert all(line in article.text for line in BODY)
