"""The dossier in Chromium: what a reader can do, and that no hostile text runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import invented
import pytest
from attacks import ATTACKS
from benchmarks.made_synopses import made_synopses
from chromium import opened

from synoptic.rendering.html import to_html


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("dossier") / "dossier.html"
    path.write_text(to_html(invented.synopses(), lang="en"), encoding="utf-8")
    return path.as_uri()


def test_the_page_keeps_its_own_policy_and_fetches_nothing(browser: Any, dossier: str) -> None:
    page, said = opened(browser, dossier)
    assert page.evaluate("document.documentElement.className") == "scripts"
    assert said == []
    page.close()


def test_no_hostile_text_runs(browser: Any, tmp_path: Path) -> None:
    for n, attack in enumerate(ATTACKS):
        path = tmp_path / f"{n}.html"
        path.write_text(to_html(invented.hostile(attack), lang="en"), encoding="utf-8")
        page, said = opened(browser, path.as_uri(), width=1000)
        assert page.evaluate("window.broken") is None, attack
        assert said == [], attack
        assert page.evaluate("document.documentElement.scrollWidth") <= 1000, attack
        page.close()


def test_bidirectional_controls_cannot_reorder_the_page(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "bidi.html"
    path.write_text(to_html(invented.hostile("\u202eabc\u2069\u2069"), lang="en"), encoding="utf-8")
    page, _ = opened(browser, path.as_uri())
    # The siglum still stands to the left of the outlet beside it.
    boxes = page.evaluate(
        "[...document.querySelector('.full header').children].slice(0, 2)"
        ".map(e => e.getBoundingClientRect()).map((r, n) => n ? r.left : r.right)"
    )
    assert boxes[0] <= boxes[1]
    page.close()


@pytest.mark.parametrize(
    "attack", ["\u202eabc\u2069\u2069", "\u2067abc \u05d0 1-2", "\u200f" * 20 + "\u05d0 (", "\u061c1 \u0627-"]
)
def test_no_words_move_what_stands_beside_them(browser: Any, tmp_path: Path, attack: str) -> None:
    path = tmp_path / "bidi.html"
    path.write_text(to_html(invented.hostile(attack), lang="en"), encoding="utf-8")
    page, _ = opened(browser, path.as_uri())
    # A siglum stands before the words that it names, in the table, at a glance, in plots and quotes.
    pairs = page.evaluate(
        "boxes => boxes.map(([box, sign, words]) => [...document.querySelectorAll(box)]"
        ".filter(e => e.checkVisibility()).map(e => [e.querySelector(sign)?.getBoundingClientRect().right,"
        "e.querySelector(words)?.getBoundingClientRect().left]))",
        [
            [".accounts tr", "th", "td"],
            [".facing", ".siglum", ".siglum + span"],
            [".plots .line", ".siglum", ".said"],
            [".version", ".siglum", ".spoken"],
            [".words", ".siglum", ".source"],
        ],
    )
    for part in pairs:
        assert part
        assert all(right <= left + 1 for right, left in part if right is not None and left is not None)
    page.close()


def test_a_click_holds_a_statement_everywhere_it_is_told(browser: Any, dossier: str) -> None:
    page, _ = opened(browser, dossier)
    page.locator("#t1-s2 td.telling .own").first.click()
    assert page.locator("#pin").is_visible()
    assert page.locator("#pin-number").inner_text() == "Statement 2"
    lit = page.evaluate(
        "[...document.querySelectorAll('.on')].every(e => e.dataset.s.split(' ').includes('t1-s2'))"
    )
    assert lit
    assert page.locator(".full .s.on").count() == 7
    page.keyboard.press("Escape")
    assert not page.locator("#pin").is_visible()
    assert page.locator(".on").count() == 0
    page.close()


def test_the_keyboard_walks_the_matrix(browser: Any, dossier: str) -> None:
    page, _ = opened(browser, dossier)
    assert page.locator(".matrix td[tabindex='0']").count() == 1
    page.locator(".matrix td[tabindex='0']").focus()
    for key in ("ArrowDown", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.dataset.account") == "B"
    assert page.locator("#pin-number").inner_text() == "Statement 2"
    assert page.locator("#t1-s2.open").count() == 1
    page.close()


def test_rows_can_be_put_in_order_of_time_and_filtered(browser: Any, dossier: str) -> None:
    page, _ = opened(browser, dossier)
    page.get_by_role("button", name="by time").click()
    order = page.evaluate("[...document.querySelectorAll('.matrix tr.row')].map(r => r.dataset.when)")
    assert order == sorted(order)
    page.get_by_role("button", name="by how many tell it").click()
    page.get_by_role("button", name="where they differ").click()
    visible = page.locator(".matrix tr.row:visible")
    assert 0 < visible.count() < 7
    page.close()


def test_the_words_of_another_language_can_lead(browser: Any, dossier: str) -> None:
    page, _ = opened(browser, dossier)
    page.locator("#lead").select_option("ar")
    assert page.locator("h1").get_attribute("dir") == "rtl"
    assert page.locator("#t1-s1 .gist").get_attribute("lang") == "ar"
    page.locator("#lead").select_option("en")
    assert page.locator("h1").inner_text() == "Twelve violins stolen from Swedish museum"
    page.close()


def test_accounts_stand_side_by_side_with_lines_between_parallels(browser: Any, dossier: str) -> None:
    page, _ = opened(browser, dossier)
    page.locator("[data-side='B D']").click()
    assert page.locator(".parallel > div").count() == 2
    assert page.locator(".parallel path").count() == 5
    page.locator(".pick input[value='C']").check()
    assert page.locator(".parallel > div").count() == 3
    assert page.locator(".pick input[value='A']").is_disabled()
    page.close()


def test_a_link_into_folded_words_unfolds_them(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "large.html"
    path.write_text(to_html(made_synopses(24, 60)), encoding="utf-8")
    page, said = opened(browser, path.as_uri() + "#t1-X")
    assert page.evaluate("document.getElementById('t1-X').open")
    assert said == []
    page.close()


def test_every_verdict_leads_to_its_words_in_one_click(browser: Any, dossier: str) -> None:
    page, _ = opened(browser, dossier, reduced_motion="reduce")
    links = page.locator("a.verdict")
    assert links.count() > 10
    for href in sorted({links.nth(n).get_attribute("href") for n in range(links.count())}):
        page.locator(f'a.verdict[href="{href}"]').first.click()
        inside = page.evaluate(
            "id => { const e = document.getElementById(id), r = e.getBoundingClientRect();"
            "return e.checkVisibility() && r.bottom > 0 && r.top < innerHeight"
            " && (e.matches('.s, .m') || !!e.querySelector('.source, .m')) }",
            href[1:],
        )
        assert inside, href
    page.close()


def test_a_mark_in_an_article_leads_to_its_comparison_and_back(browser: Any, dossier: str) -> None:
    page, _ = opened(browser, dossier)
    page.locator(".full a.m.f", has_text="5 millions").click()
    assert page.evaluate("location.hash") == "#t1-f2"
    page.locator("#t1-f2 a.source", has_text="5 millions").click()
    assert page.evaluate("location.hash").startswith("#t1-D-")
    page.locator(".mark-n").check()
    page.locator(".full a.m.n", has_text="Karsholm").first.click()
    assert page.evaluate("document.querySelector(location.hash).closest('.names') !== null")
    page.close()


def test_marks_that_are_not_shown_are_no_links(browser: Any, dossier: str) -> None:
    page, _ = opened(browser, dossier)
    name = page.locator(".full .m.n:not(.f, .q, .d, .c)").first
    assert name.get_attribute("href") is None
    page.locator(".mark-n").check()
    assert (name.get_attribute("href") or "").startswith("#t1-n")
    page.close()


def test_parallels_stand_beside_foreign_words_in_the_language_that_leads(browser: Any, dossier: str) -> None:
    page, _ = opened(browser, dossier)
    gloss = page.locator("#t1-A .gloss").first
    assert not gloss.is_visible()
    page.locator(".mark-p").check()
    assert gloss.is_visible()
    assert gloss.get_attribute("lang") == "en"
    page.locator("#lead").select_option("fi")
    assert page.locator("#t1-A .gloss").first.get_attribute("lang") == "fi"
    assert page.locator("#t1-G .gloss").count() == 0
    page.close()


def test_what_is_folded_is_on_paper(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "large.html"
    path.write_text(to_html(made_synopses(30, 60)), encoding="utf-8")
    page, _ = opened(browser, path.as_uri(), java_script_enabled=False)
    page.emulate_media(media="print")
    hidden = page.evaluate(
        "[...document.querySelectorAll('details a.source')].filter(e => !e.checkVisibility()).length"
    )
    assert hidden == 0
    page.close()


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1480])
def test_no_page_is_wider_than_its_window(browser: Any, dossier: str, width: int, scripts: bool) -> None:
    page, _ = opened(browser, dossier, width=width, java_script_enabled=scripts)
    # Evaluation works from outside even where the page's own scripts do not run.
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_without_scripts_all_words_are_there(browser: Any, dossier: str) -> None:
    page, _ = opened(browser, dossier, java_script_enabled=False)
    assert page.locator("#t1-s1 td.telling").count() == 8
    assert not page.locator(".side").is_visible()
    clamped = page.evaluate(
        "[...document.querySelectorAll('.clip')].filter(e => e.scrollHeight > e.clientHeight + 2).length"
    )
    assert clamped == 0
    page.close()


def test_it_prints(browser: Any, dossier: str) -> None:
    page, _ = opened(browser, dossier)
    pdf = page.pdf(prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF")
    assert 4 <= pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") + pdf.count(b"/Type /Page/") <= 30
    page.close()


def test_it_is_dark_where_the_reader_wants_it_dark(browser: Any, dossier: str) -> None:
    page, _ = opened(browser, dossier, color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(22, 21, 19)"
    page.close()
