from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from synoptic.reading import read
from synoptic.types import Article, Reading

PAGES = Path(__file__).parent / "pages"


@dataclass(frozen=True)
class Page:
    lines: list[tuple[str, str]]

    @property
    def text(self) -> str:
        return "\n".join(line for _, line in self.lines)

    def of(self, number: int) -> list[str]:
        return [line for mark, line in self.lines if mark.rstrip("T") == str(number)]

    def title(self, number: int) -> str | None:
        return next((line for mark, line in self.lines if mark == f"{number}T"), None)

    @property
    def count(self) -> int:
        return max(int(mark.rstrip("T")) for mark, _ in self.lines if mark.rstrip("T").isdigit())

    @property
    def furniture(self) -> list[str]:
        return [line for mark, line in self.lines if mark in ("-", "-O")]

    @property
    def outlet(self) -> str | None:
        return next((line for mark, line in self.lines if mark == "-O"), None)


def load(path: Path) -> Page:
    lines = path.read_text(encoding="utf-8").splitlines()
    return Page([(line.partition("|")[0], line.partition("|")[2]) for line in lines])


def read_page(page: Page, folder: Path) -> Reading:
    (folder / "page.txt").write_text(page.text, encoding="utf-8")
    return read([folder / "page.txt"])


# Pages whose glued articles have a header; the others are for the encoder (test_turning.py).
ALL = sorted(path for folder in ("developed", "kept_out", "seen") for path in (PAGES / folder).glob("*.page"))
ALL.remove(PAGES / "seen" / "en_broadcaster.page")  # a card at its end is an article to the rules


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_nothing_of_an_article_is_lost_and_articles_are_split(path: Path, tmp_path: Path) -> None:
    page = load(path)
    reading = read_page(page, tmp_path)
    assert len(reading.articles) == page.count
    for number, article in enumerate(reading.articles, 1):
        for line in page.of(number):
            assert line in article.text
        for other in range(1, page.count + 1):
            assert other == number or not any(line in article.text for line in page.of(other))


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_titles(path: Path, tmp_path: Path) -> None:
    page = load(path)
    articles = read_page(page, tmp_path).articles
    assert [a.title for a in articles] == [page.title(n) for n in range(1, page.count + 1)]
    assert all(a.text.startswith(a.title or "") for a in articles)


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_the_time_of_the_page(path: Path, tmp_path: Path) -> None:
    page = load(path)
    dated = any(re.search(r"20\d\d|2568", line) for line in page.furniture if "©" not in line)
    article = read_page(page, tmp_path).articles[0]
    assert bool(article.published) == dated


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_the_outlet_of_the_page(path: Path, tmp_path: Path) -> None:
    page = load(path)
    assert read_page(page, tmp_path).articles[0].outlet == page.outlet


def left(page: Page, articles: tuple[Article, ...]) -> list[str]:
    lines = {line.strip() for article in articles for line in article.text.split("\n")}
    return [line for line in page.furniture if line.strip() in lines]


def test_most_furniture_goes(tmp_path: Path) -> None:
    total = kept = 0
    for path in ALL:
        page = load(path)
        total += len(page.furniture)
        kept += len(left(page, read_page(page, tmp_path).articles))
    assert total > 600
    assert kept / total < 0.025


def test_what_was_taken_off_says_why(tmp_path: Path) -> None:
    page = load(PAGES / "developed" / "es_agregador.page")
    reading = read_page(page, tmp_path)
    taken = {one.text: one.why for one in reading.removed}
    assert taken["Publicidad"] == "advertisement"
    assert taken["Aún no hay comentarios"] == "comments"
    assert all(one.why and one.source.endswith("page.txt") for one in reading.removed)


def test_split_off_articles_have_outlet_time_and_role(tmp_path: Path) -> None:
    page = load(PAGES / "developed" / "es_agregador.page")
    own, second, third = read_page(page, tmp_path).articles
    assert [a.id for a in (own, second, third)] == ["page", "page#2", "page#3"]
    assert {a.page for a in (own, second, third)} == {"page"}
    assert (own.outlet, second.outlet, third.outlet) == (None, "Diario del Sur", "La Gaceta")
    assert {a.published for a in (own, second, third)} == {"2025-08-15"}
    assert (own.role, second.role, third.role) == ("article", "article", "teaser")


def test_minutes_ago_are_taken_from_a_known_time(tmp_path: Path) -> None:
    page = load(PAGES / "developed" / "es_agregador.page")
    path = tmp_path / "page.txt"
    path.write_text(f" date 2025-08-16T01:00:00+02:00 {page.text}", encoding="utf-8")
    times = [article.published for article in read([path]).articles]
    assert times == ["2025-08-16T01:00:00+02:00", "2025-08-16T00:35:00+02:00", "2025-08-15T23:00:00+02:00"]
    path.write_text("\n".join(line for line in page.text.split("\n") if "2025" not in line), encoding="utf-8")
    assert [article.published for article in read([path]).articles] == [None, None, None]


PROSE = (
    "The harbour of Ostvik was closed on Tuesday after a barge carrying gravel ran aground near the pier.\n"
    "Nobody was hurt, the coast guard said, and the pilot was relieved of duty while an inquiry goes on."
)


TIMES = ["25 minutes ago", "a day ago", "15-08-2025", "Yesterday", "2h ago", "an hour ago"]


@pytest.mark.parametrize("time", TIMES)
def test_the_outlet_twice_around_a_time_is_a_header(tmp_path: Path, time: str) -> None:
    other = PROSE.replace("Ostvik", "Norrvik").replace("\n", " ") * 3
    card = f"The Herald\n{time}\n- The Herald\nFerry late again today\n{other}"
    text = f"Barge closes harbour of Ostvik\n{PROSE}\n\n\n{card}"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    own, second = read([tmp_path]).articles
    assert own.text == f"Barge closes harbour of Ostvik\n{PROSE}"
    assert (second.title, second.outlet, second.role) == ("Ferry late again today", "The Herald", "article")
    assert second.published == ("2025-08-15" if "2025" in time else None)


def test_a_header_at_the_top_is_the_page_s_own(tmp_path: Path) -> None:
    text = f"Home\nThe Herald\n25 minutes ago\n- The Herald\nBarge closes harbour of Ostvik\n{PROSE}"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (article,) = read([tmp_path]).articles
    assert (article.outlet, article.title) == ("The Herald", "Barge closes harbour of Ostvik")
    assert article.text == f"Barge closes harbour of Ostvik\n{PROSE}"


def test_lists_tickers_and_sub_headings_stay(tmp_path: Path) -> None:
    ticker = "\n\n".join(f"{n} minutes ago\n\n{PROSE.splitlines()[0]} ({n})" for n in (5, 15, 25))
    winners = "Winners\nAnna Lund 34\nOla Berg 31"
    text = f"Harbour closed: the latest\n\n{PROSE}\n\nWhat we know\n\n{ticker}\n\n{winners}"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (article,) = read([tmp_path]).articles
    assert article.text == text


SEEDS = Path(__file__).parents[3] / "shared" / "seeds"


@pytest.mark.skipif(not SEEDS.exists(), reason="the seeds are not here")
def test_the_first_five_articles() -> None:
    reading = read([SEEDS])
    assert not reading.skipped
    assert [a.lang for a in reading.articles] == ["sv", "fi", "ro", "da", "en", "en", "en", "en"]
    english = [a for a in reading.articles if a.lang == "en"]
    assert [a.outlet for a in english] == [None, "The Independent", "Daily Mirror", "Daily Mail"]
    assert len({a.page for a in english}) == 1
    for phrase in ("No comments yet", "minutes ago", "Hashtags", "Related Articles", "Try Our AI"):
        assert not any(phrase in a.text for a in reading.articles)
    danish = next(a for a in reading.articles if a.lang == "da")
    assert danish.title is not None
    assert danish.title.startswith("Putin: ‘Modige’")
    assert danish.published == "2025-09-03"
    assert "KRIG\n" not in danish.text
    assert "Et strategisk partnerskab" in danish.text
    swedish = reading.articles[0]
    assert swedish.title is None
    assert "'Utmärkta soldater'" in swedish.text


def test_a_label_a_path_and_a_short_last_sentence(tmp_path: Path) -> None:
    """A page whose first line is an unknown label of three words, and whose last sentence has three."""
    top = "Zu den Inhalten\nRegionales\nHome > Region"
    text = f"{top}\nBarge closes harbour of Ostvik\n{PROSE}\nRead more: Other\nThe pilot left."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (article,) = read([tmp_path]).articles
    assert article.title == "Barge closes harbour of Ostvik"
    assert article.text == f"Barge closes harbour of Ostvik\n{PROSE}\nThe pilot left."


def test_a_head_that_gives_another_time_than_the_source_is_told(tmp_path: Path) -> None:
    text = f"Barge closes harbour of Ostvik\nPublished 3 August 2025\n{PROSE}"
    (tmp_path / "a.txt").write_text(f" date 2025-08-15 {text}", encoding="utf-8")
    (tmp_path / "b.txt").write_text(f" date 2025-08-04 {text} It is so.", encoding="utf-8")
    reading = read([tmp_path])
    assert [article.published for article in reading.articles] == ["2025-08-15", "2025-08-04"]
    assert [note.why for note in reading.notes] == [
        "time of publication 2025-08-15 (stated by the source), not 2025-08-03 (the head of the page)"
    ]
