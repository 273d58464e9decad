"""Articles and appeals that only their meaning tells, with the real encoder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.reading.test_pages import ALL, PAGES, PROSE, load

from synoptic import pipeline, registry
from synoptic.errors import WeightsError
from synoptic.ports import Vectors
from synoptic.reading import read
from synoptic.reading.lines import split_lines
from synoptic.reading.streaming import stream
from synoptic.reading.turning import turns
from synoptic.settings import Settings
from synoptic.types import Reading

TURNING = sorted((PAGES / "turning").glob("*.page"))
# Pages whose own article turns to another matter, or that are a list of items: they stay whole.
WHOLE = ("de_kompakt", "fr_direct", "pl_wypadek")
# Two glued articles whose breaks are not sure enough.
MISSED = ("ja_dansui",)


@pytest.fixture(scope="session")
def vectors(parts: pipeline.Parts) -> Vectors:
    return pipeline.vectors_of(parts.encoder)


def read_page(path: Path, folder: Path, vectors: Vectors | None) -> Reading:
    (folder / "page.txt").write_text(load(path).text, encoding="utf-8")
    return read([folder / "page.txt"], vectors=vectors)


def unasked(texts: Sequence[str]) -> NDArray[np.float32]:
    raise AssertionError(f"the encoder was asked about {texts}")


@pytest.mark.parametrize("path", TURNING, ids=lambda path: path.stem)
def test_glued_articles_are_split_and_nothing_of_the_page_s_own_is_lost(
    path: Path, tmp_path: Path, vectors: Vectors
) -> None:
    page = load(path)
    reading = read_page(path, tmp_path, vectors)
    own, *others = reading.articles
    assert all(line in own.text for line in page.of(1))
    if path.stem in MISSED:
        return
    assert [article.title for article in others] == [page.title(n) for n in range(2, page.count + 1)]
    for number, article in enumerate(others, 2):
        assert all(line in article.text for line in page.of(number))
        assert not any(line in own.text for line in page.of(number))
        assert any(f"told by its meaning: page#{number}" in note.why for note in reading.notes)


@pytest.mark.parametrize("name", WHOLE)
def test_lists_live_blogs_and_other_sections_stay_whole(name: str, tmp_path: Path, vectors: Vectors) -> None:
    (article,) = read_page(PAGES / "turning" / f"{name}.page", tmp_path, vectors).articles
    assert all(line in article.text for line in load(PAGES / "turning" / f"{name}.page").of(1))


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_pages_that_structure_tells_stay_as_they_are(path: Path, tmp_path: Path, vectors: Vectors) -> None:
    alone = read_page(path, tmp_path, None).articles
    assert read_page(path, tmp_path, vectors).articles == alone


def test_appeals_are_taken_off_and_kept(tmp_path: Path, vectors: Vectors) -> None:
    for name in ("ar_mina", "es_tormenta", "ru_most", "sv_skidbacke", "fr_direct", "en_shoals"):
        page = load(PAGES / "turning" / f"{name}.page")
        reading = read_page(PAGES / "turning" / f"{name}.page", tmp_path, vectors)
        taken = {one.text for one in reading.removed if "appeal" in one.why}
        assert taken
        assert taken <= set(page.furniture)
        assert not any(line in article.text for line in taken for article in reading.articles)


def test_the_encoder_is_not_asked_where_a_text_has_one_block_and_no_furniture(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"Barge closes harbour of Ostvik\n{PROSE}", encoding="utf-8")
    (tmp_path / "b.html").write_text(
        "<html><body><article><h1>Barge closes harbour</h1>"
        + "".join(f"<p>{line}</p>" for line in PROSE.split("\n"))
        + "</article></body></html>"
    )
    assert len(read([tmp_path], vectors=unasked).articles) == 2
    with pytest.raises(AssertionError):
        read_page(PAGES / "turning" / "sv_skidbacke.page", tmp_path, unasked)


def test_reading_goes_on_without_weights(tmp_path: Path) -> None:
    vectors = registry.vectors(Settings(weights=str(tmp_path / "nowhere"), cache=str(tmp_path / "cache")))
    with pytest.raises(WeightsError):
        vectors(["a"])
    page = PAGES / "turning" / "sv_skidbacke.page"
    reading = read_page(page, tmp_path, vectors)
    assert reading.articles == read_page(page, tmp_path, None).articles
    assert any("there is no encoder" in note.why for note in reading.notes)


def test_a_stream_splits_as_reading_at_once_does(tmp_path: Path, vectors: Vectors) -> None:
    for path in TURNING:
        (tmp_path / f"{path.stem}.txt").write_text(load(path).text, encoding="utf-8")
    whole = read([tmp_path], vectors=vectors)
    steps = list(stream([tmp_path], vectors=vectors))
    assert sorted((one for step in steps for one in step.articles), key=lambda one: one.id) == list(
        whole.articles
    )
    assert {note for step in steps for note in step.notes} == set(whole.notes)


def test_what_follows_an_article_with_a_header_is_looked_at_too(tmp_path: Path, vectors: Vectors) -> None:
    page = load(PAGES / "turning" / "en_shoals.page")
    other, library, schools = (page.title(number) or "" for number in (1, 2, 3))
    lines = ["Barge closes harbour of Ostvik", PROSE, "", "The Herald", "25 minutes ago", "- The Herald"]
    lines += [other, *page.of(1), "", library, *page.of(2), "", schools, *page.of(3)]
    (tmp_path / "a.txt").write_text("\n".join(lines), encoding="utf-8")
    articles = read([tmp_path], vectors=vectors).articles
    assert [article.title for article in articles] == [lines[0], other, library, schools]
    assert [article.outlet for article in articles] == [None, "The Herald", None, None]


def test_the_setting_turns_it_off(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(load(PAGES / "turning" / "en_shoals.page").text, encoding="utf-8")
    reading = pipeline.read_inputs([tmp_path / "a.txt"], Settings(split_by_meaning=False), vectors=unasked)
    assert len(reading.articles) == 1


def test_one_that_comes_back_to_its_subject_is_not_split(vectors: Vectors) -> None:
    """A box with another article between two sections of the page's own."""
    page = load(PAGES / "turning" / "sv_skidbacke.page")
    box = [page.title(3) or "", *page.of(3)]
    own = page.of(1)
    again = ["", "Liften i Gråfjället hade frusna mätare", *own[1:4]]
    lines = split_lines("\n".join([page.title(1) or "", *own, "", *box, *again]))
    assert turns(lines, "sv", vectors) == []
    assert turns(split_lines("\n".join([page.title(1) or "", *own, "", *box])), "sv", vectors) == [
        len(own) + 1
    ]
