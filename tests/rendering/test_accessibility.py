"""WCAG 2.2 AA in Chromium by axe-core, and what axe cannot see: keys, targets, signs beside colours."""

from __future__ import annotations

from importlib import resources
from typing import Any

import invented
import pytest
from benchmarks.made_synopses import made_synopses
from chromium import opened, unfolded

from synoptic.rendering.html import to_html

axe = pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def script() -> str:
    return resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("axe")
    runs = {
        "violins": invented.synopses(),
        "seven": made_synopses(7, 40),
        "forty": made_synopses(40, 80),
    }
    for name, run in runs.items():
        (folder / f"{name}.html").write_text(to_html(run, lang="en"), encoding="utf-8")
    return {name: (folder / f"{name}.html").as_uri() for name in runs}


def violations(page: Any, script: str) -> list[str]:
    """What axe finds, each with the first element that it found it on."""
    page.evaluate(script)
    found = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", RULES)
    assert len(found["passes"]) > 20
    return [f"{v['id']} ({v['impact']}): {v['nodes'][0]['html'][:160]}" for v in found["violations"]]


@pytest.mark.parametrize(
    ("name", "width", "scheme"),
    [
        ("violins", 1480, "light"),
        ("violins", 1480, "dark"),
        ("violins", 390, "light"),
        ("violins", 390, "dark"),
        ("seven", 1480, "light"),
        ("forty", 390, "light"),
        ("forty", 1480, "dark"),
    ],
)
def test_axe_finds_nothing(
    browser: Any, pages: dict[str, str], script: str, name: str, width: int, scheme: str
) -> None:
    page, _ = opened(browser, pages[name], width=width, color_scheme=scheme, bypass_csp=True)
    assert violations(page, script) == []
    page.close()


def test_axe_finds_nothing_where_all_is_unfolded_and_a_statement_is_held(
    browser: Any, pages: dict[str, str], script: str
) -> None:
    page, _ = opened(browser, pages["violins"], bypass_csp=True)
    unfolded(page)
    page.locator("#t1-s2 td.telling .own").first.click()
    page.get_by_role("button", name="All words").click()
    assert violations(page, script) == []
    page.close()


def test_every_target_of_its_own_is_at_least_24_pixels(browser: Any, pages: dict[str, str]) -> None:
    """Links within words are exempt (WCAG 2.5.8), and those of the articles stand in words."""
    page, _ = opened(browser, pages["violins"], width=390)
    small = page.evaluate(
        "[...document.querySelectorAll('button, select, summary, .contents a, .marks label, .pick label')]"
        ".filter(e => e.checkVisibility()).map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])"
        ".filter(([, r]) => r.height < 24 || r.width < 24).map(([html]) => html)"
    )
    assert small == []
    page.close()
