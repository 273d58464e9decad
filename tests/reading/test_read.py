from __future__ import annotations

import gzip
import json
import os
import socket
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from synoptic.errors import UsageError
from synoptic.reading import read

HARBOUR = (
    "The harbour of Ostvik was closed on Tuesday after a barge ran aground.\n\n"
    "Nobody was hurt, the coast guard said, and the pilot was relieved of duty."
)
HAMN = (
    "Hamnen i Ostvik stängdes på tisdagen efter att en pråm gått på grund.\n\n"
    "Ingen skadades, uppgav kustbevakningen, och lotsen togs ur tjänst."
)


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


def test_plain_text_with_the_small_header(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", f" date 2025-08-15 {HAMN}")
    (article,) = read([tmp_path]).articles
    assert (article.id, article.published, article.lang, article.title) == ("a", "2025-08-15", "sv", None)
    assert article.text == HAMN
    assert article.source == str(tmp_path / "a.txt")


def test_plain_text_with_header_lines(tmp_path: Path) -> None:
    header = (
        "outlet: The Ostvik Herald\nlang: en\nurl: https://example.org/1\nid: x-1\ntitle: Barge aground\n"
    )
    write(tmp_path, "a.txt", f" date 2025-08-15T10:00:00+02:00\n{header}\n{HARBOUR}")
    (article,) = read([tmp_path]).articles
    assert article.id == "x-1"
    assert article.outlet == "The Ostvik Herald"
    assert article.url == "https://example.org/1"
    assert article.published == "2025-08-15T10:00:00+02:00"
    assert article.title == "Barge aground"
    assert article.text == f"Barge aground\n\n{HARBOUR}"
    assert article.text[article.body :] == HARBOUR


def test_a_headline_opens_plain_text(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", f"Barge closes the harbour of Ostvik\n{HARBOUR}")
    (article,) = read([tmp_path]).articles
    assert article.title == "Barge closes the harbour of Ostvik"
    assert article.text.startswith(article.title)
    assert article.text[article.body :] == HARBOUR


def test_json_lines(tmp_path: Path) -> None:
    records = [
        {
            "id": "r2",
            "title": "Barge aground",
            "text": HARBOUR,
            "lang": "en-GB",
            "published": "2025-08-15T08:00:00Z",
        },
        {"id": "r1", "text": HAMN, "outlet": "Ostviks Tidning", "published": "2025-08-15"},
        {"text": "Barge aground\n" + HARBOUR, "title": "Barge aground"},
    ]
    write(tmp_path, "news.jsonl", "\n".join(json.dumps(record) for record in records))
    articles = read([tmp_path / "news.jsonl"]).articles
    assert [a.id for a in articles] == ["news", "r1", "r2"]
    assert articles[0].text == "Barge aground\n" + HARBOUR
    assert (articles[1].outlet, articles[1].lang, articles[1].title) == ("Ostviks Tidning", "sv", None)
    assert (articles[2].lang, articles[2].published) == ("en", "2025-08-15T08:00:00+00:00")
    assert articles[2].text == "Barge aground\n\n" + HARBOUR


def test_broken_lines_are_named_and_the_rest_is_read(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": "a", "text": HARBOUR}),
        '{"id": "b", "text": "cut',
        '{"id": "c"}',
        "[1]",
        "7",
        "",
    ]
    path = write(tmp_path, "news.jsonl", "\n".join(lines))
    reading = read([path])
    assert [a.id for a in reading.articles] == ["a"]
    assert [s.source for s in reading.skipped] == [f"{path}:2", f"{path}:3", f"{path}:4[1]", f"{path}:5"]
    assert all("\n" not in s.why and s.why for s in reading.skipped)


def test_json_that_holds_a_list_of_records_or_one(tmp_path: Path) -> None:
    write(
        tmp_path, "list.json", json.dumps([{"id": "a", "text": HARBOUR}, {"id": "b", "body": HAMN}], indent=2)
    )
    write(tmp_path, "one.json", json.dumps({"text": HARBOUR + " More of it."}, indent=1))
    write(
        tmp_path,
        "api.json",
        json.dumps({"status": "ok", "articles": [{"guid": "c", "content": HAMN + " Mer."}]}),
    )
    assert [a.id for a in read([tmp_path]).articles] == ["a", "b", "c", "one"]


def test_schema_org_and_ninjs_records(tmp_path: Path) -> None:
    news = {
        "@context": "https://schema.org", "@type": "NewsArticle", "@id": "https://example.org/a",
        "headline": "Barge aground", "articleBody": HARBOUR, "inLanguage": "en",
        "datePublished": "2025-08-15T08:00:00+02:00",
        "publisher": {"@type": "Organization", "name": "The Herald"},
    }  # fmt: skip
    ninjs = {
        "uri": "urn:x:1", "type": "text", "language": "sv", "headline": "Pråm på grund", "body_text": HAMN,
        "versioncreated": "2025-08-15T09:00:00Z", "provider": "Byrån",
    }  # fmt: skip
    xhtml = {
        "uri": "urn:x:2",
        "headline": "Barge",
        "body_xhtml": "<p>The barge was <b>freed</b>.</p><p>It left.</p>",
    }
    write(tmp_path, "a.json", json.dumps({"@graph": [news]}))
    write(tmp_path, "b.json", json.dumps([ninjs, xhtml]))
    one, two, three = read([tmp_path]).articles
    assert (one.title, one.outlet, one.published) == (
        "Barge aground",
        "The Herald",
        "2025-08-15T08:00:00+02:00",
    )
    assert (two.id, two.outlet, two.lang) == ("urn:x:1", "Byrån", "sv")
    assert three.text == "Barge\n\nThe barge was freed.\n\nIt left."


def test_invisible_spaces_and_quotation_marks_stay(tmp_path: Path) -> None:
    text = (
        "Om 10\u00a0000 soldater och 1\u202f200 hus skrev \u201ctidningen\u201d och 'andra' – \u2019n del"
        " var\xad delade.\r\nSlut på det.\r\n"
    )
    write(tmp_path, "a.txt", "\ufeff" + text)
    (article,) = read([tmp_path]).articles
    assert article.text == text.replace("\r\n", "\n").strip()


def test_the_order_of_paths_changes_nothing(tmp_path: Path) -> None:
    paths = [
        write(tmp_path, "x/a.txt", HARBOUR),
        write(tmp_path, "y/a.txt", HAMN),
        write(tmp_path, "z/a.txt", HAMN),
        write(
            tmp_path,
            "b.jsonl",
            json.dumps({"id": "q", "text": HAMN}) + "\n" + json.dumps({"id": "q", "text": HARBOUR}),
        ),
    ]
    forward, backward = read(paths), read([tmp_path, *reversed(paths)])
    assert forward == backward
    ids = [a.id for a in forward.articles]
    assert ids == sorted(set(ids))
    assert "x/a" in ids
    assert "y/a" in ids
    assert "z/a" not in ids  # the same text under the same stem is one article
    assert sum(i.startswith("q~") for i in ids) == 2
    assert len(forward.notes) == 4


def test_one_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", HARBOUR)
    (tmp_path / "b.txt").symlink_to(path)
    assert len(read([path, tmp_path, str(tmp_path / "*.txt")]).articles) == 1


def test_gzip_is_unpacked(tmp_path: Path) -> None:
    write(tmp_path, "a.txt.gz", gzip.compress(HARBOUR.encode()))
    write(tmp_path, "n.jsonl.gz", gzip.compress(json.dumps({"text": HAMN}).encode()) + b"trailing rubbish")
    write(tmp_path, "cut.txt.gz", gzip.compress(os.urandom(50_000).hex().encode())[:1000])
    write(tmp_path, "twice.gz", gzip.compress(gzip.compress(HARBOUR.encode())))
    reading = read([tmp_path])
    assert [a.id for a in reading.articles] == ["a", "n"]
    assert {Path(s.source).name for s in reading.skipped} >= {"cut.txt.gz", "twice.gz"}


def test_bad_files_are_named_and_skipped(tmp_path: Path) -> None:
    write(tmp_path, "good.txt", HARBOUR)
    write(tmp_path, "nul.txt", b"\0" * 5000)
    write(tmp_path, "random.bin", bytes(range(256)) * 40)
    write(tmp_path, "empty.txt", "")
    write(tmp_path, "blank.txt", " \n\n ")
    write(tmp_path, "signs.txt", "--- !!! ???")
    write(tmp_path, "a.pdf", b"%PDF-1.7 ...")
    write(tmp_path, "code.py", "print('no news here')")
    write(tmp_path, "broken.json", '{"text": "cut')
    write(tmp_path, "deep.json", "[" * 100_000)
    (tmp_path / "nothing").symlink_to(tmp_path / "missing")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "sock")) if len(str(tmp_path)) < 90 else None
    (tmp_path / "none").mkdir()
    reading = read([tmp_path, tmp_path / "none", tmp_path / "absent.txt", str(tmp_path / "*.xyz")])
    assert [a.id for a in reading.articles] == ["good"]
    named = {Path(s.source).name for s in reading.skipped}
    assert named >= {
        "nul.txt", "random.bin", "empty.txt", "blank.txt", "signs.txt", "a.pdf",
        "code.py", "broken.json:1", "deep.json",
        "nothing", "pipe", "self", "none", "absent.txt", "*.xyz",
    }  # fmt: skip
    assert all(s.why and "\n" not in s.why for s in reading.skipped)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", HARBOUR)
    path.chmod(0)
    (skipped,) = read([path]).skipped
    assert "permission" in skipped.why


def test_names_that_are_no_utf8(tmp_path: Path) -> None:
    name = os.path.join(os.fsencode(tmp_path), b"r\xe9port.txt")
    with open(name, "wb") as file:
        file.write(HARBOUR.encode())
    (article,) = read([tmp_path]).articles
    assert article.id == "r\ufffdport"
    article.id.encode("utf-8")


def test_too_large_is_skipped_and_streaming_goes_on(tmp_path: Path) -> None:
    write(tmp_path, "long.txt", "word " * 30_000)
    huge = json.dumps({"id": "big", "text": "word " * 30_000})
    path = write(
        tmp_path,
        "n.jsonl",
        json.dumps({"id": "a", "text": HARBOUR}) + "\n" + huge + "\n" + json.dumps({"id": "b", "text": HAMN}),
    )
    reading = read([tmp_path], largest=100_000)
    assert [a.id for a in reading.articles] == ["a", "b"]
    assert [s.source for s in reading.skipped] == [str(tmp_path / "long.txt"), f"{path}:2"]


def test_no_input_is_wrong_usage() -> None:
    with pytest.raises(UsageError):
        read([])


def test_stated_language_wins_unless_absurd(tmp_path: Path) -> None:
    write(tmp_path, "a.json", json.dumps({"text": HAMN, "lang": "da"}))
    write(tmp_path, "b.json", json.dumps({"text": HAMN + " Mer.", "lang": "ja"}))
    write(tmp_path, "c.json", json.dumps({"text": HAMN + " Mer av det.", "lang": "no such"}))
    assert [a.lang for a in read([tmp_path]).articles] == ["da", "sv", "sv"]
    assert read([tmp_path], lang="nb").articles[2].lang == "nb"


def test_absurd_times_are_none(tmp_path: Path) -> None:
    for n, value in enumerate(
        ["30000-01-01", "1970-01-01T00:00:00Z", 0, "soon", None, {"a": 1}, "2025-13-45", "9999-12-31"]
    ):
        write(tmp_path, f"{n}.json", json.dumps({"text": f"{HARBOUR} {n}", "published": value}))
    assert {a.published for a in read([tmp_path]).articles} == {None}


def test_halves_of_surrogate_pairs_are_replaced(tmp_path: Path) -> None:
    record = '{"id": "a\\ud800", "title": "T\\udfff", "outlet": "\\ud83d", "text": "Words \\ud800 here."}'
    (article,) = read([write(tmp_path, "a.json", record)]).articles
    for value in (article.id, article.title, article.outlet, article.text):
        assert value is not None
        value.encode("utf-8")


def test_progress_is_told(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", HARBOUR)
    write(tmp_path, "b.txt", HAMN)
    told: list[tuple[str, int, int]] = []
    read([tmp_path], progress=lambda stage, done, total: told.append((stage, done, total)))
    total = len(HARBOUR.encode()) + len(HAMN.encode())
    by_stage = {name: [(done, of) for stage, done, of in told if stage == name] for name in ("read", "pages")}
    assert by_stage["read"][0] == (0, total)
    assert by_stage["read"][-1] == (total, total)
    assert by_stage["read"] == sorted(by_stage["read"])
    assert by_stage["pages"] == [(1, 0), (2, 0)]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.binary(max_size=3000),
        st.text(max_size=1500).map(lambda t: t.encode("utf-8", "surrogatepass")),
        st.text(max_size=600).map(lambda t: json.dumps({"text": t, "title": t[:20], "id": t[:3]}).encode()),
        st.text(max_size=600).map(
            lambda t: ("<html><body><p>" + t + "</p></body></html>").encode("utf-8", "replace")
        ),
        st.text(max_size=600).map(lambda t: t.encode("utf-16", "surrogatepass")),
    ),
    st.sampled_from(
        ["a.txt", "a.json", "a.jsonl", "a.html", "a.gz", "a", "a.eml", "a.csv", "a.warc", "a.xml"]
    ),
)
def test_any_bytes_give_articles_or_a_reason(tmp_path: Path, content: bytes, name: str) -> None:
    path = write(tmp_path, name, content)
    reading = read([path])
    assert reading.articles or reading.skipped
    for article in reading.articles:
        article.text.encode("utf-8")
        article.id.encode("utf-8")
        assert article.text.strip()
        assert (
            not article.title
            or article.text[: article.body].strip()
            or article.text.startswith(article.title[:1])
        )
    path.unlink()
