"""Nothing overlaps and nothing is lost, whatever the size, script and gaps of the input."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import invented
import pytest
from benchmarks.made_synopses import made_synopses
from chromium import crossing, opened, unfolded, wider

from synoptic.rendering.html import to_html
from synoptic.rendering.views.story import siglum
from synoptic.types import Synopses


def written(path: Path, synopses: Synopses, lang: str | None = "en") -> str:
    path.write_text(to_html(synopses, lang=lang), encoding="utf-8")
    return path.as_uri()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("layout")
    runs = {
        "violins": invented.synopses(),
        "two": made_synopses(2, 10),
        "seven": made_synopses(7, 40),
        "twelve": made_synopses(12, 60),
        "german": made_synopses(5, 20, languages=("de", "fi")),
        "leftward": made_synopses(5, 20, languages=("ar", "he")),
        "wide": made_synopses(8, 20, languages=("ja", "zh", "th", "hi")),
        "forty": made_synopses(40, 120),
        "long": invented.hostile("W" * 300),
        "stacked": invented.hostile("漢" * 300),
    }
    return {name: written(folder / f"{name}.html", run) for name, run in runs.items()}


NAMES = ("violins", "two", "seven", "twelve", "german", "leftward", "wide", "forty", "long", "stacked")


CASES = [(name, width) for name in NAMES for width in (390, 1480)] + [
    ("violins", 320),
    ("long", 320),
    ("twelve", 768),
    ("seven", 1100),
]


@pytest.mark.parametrize(("name", "width"), CASES)
def test_no_words_stand_over_others(browser: Any, pages: dict[str, str], name: str, width: int) -> None:
    page, said = opened(browser, pages[name], width=width)
    unfolded(page)
    assert crossing(page) == []
    assert wider(page) <= 0
    assert said == []
    page.close()


@pytest.mark.parametrize("name", ["violins", "twelve", "leftward"])
def test_no_words_stand_over_others_without_scripts(browser: Any, pages: dict[str, str], name: str) -> None:
    for width in (390, 1480):
        page, _ = opened(browser, pages[name], width=width, java_script_enabled=False)
        assert crossing(page) == []
        assert wider(page) <= 0
        page.close()


@pytest.mark.parametrize("lang", ["ar", "zh", "de"])
def test_no_words_stand_over_others_in_another_interface(browser: Any, tmp_path: Path, lang: str) -> None:
    page, _ = opened(browser, written(tmp_path / "x.html", made_synopses(9, 30), lang))
    assert crossing(page) == []
    assert wider(page) <= 0
    page.close()


def test_every_word_of_every_account_can_be_read(browser: Any, tmp_path: Path) -> None:
    run = made_synopses(200, 600)
    page, said = opened(browser, written(tmp_path / "large.html", run))
    shown = "".join(page.evaluate("document.querySelector('main').textContent").split())
    texts = page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('.articles [data-account]')].map(a => {"
        "const text = a.querySelector('.text').cloneNode(true);"
        "text.querySelectorAll('.ref, .gloss').forEach(r => r.remove());"
        "return [a.dataset.account, text.textContent] }))"
    )
    sigla = {i: siglum(n) for n, i in enumerate(run.stories[0].accounts)}
    for article in run.articles:
        assert "".join(texts[sigla[article.id]].split()) == "".join(article.text[article.body :].split())
        if article.outlet:
            assert "".join(article.outlet.split()) in shown
    assert said == []
    page.close()


def test_what_is_folded_says_how_much(browser: Any, tmp_path: Path) -> None:
    page, _ = opened(browser, written(tmp_path / "large.html", made_synopses(60, 400)))
    folds = page.evaluate("[...document.querySelectorAll('details.more > summary')].map(s => s.textContent)")
    assert len(folds) > 5
    assert all(any(c.isdigit() for c in text) for text in folds)
    page.close()
