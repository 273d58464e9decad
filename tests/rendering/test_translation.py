"""Machine translations beside the words of a source: where, for whom, and that they are called so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import invented
import pytest
from attacks import ATTACKS
from lxml import html
from test_markdown import tokens

from synoptic import registry
from synoptic.ports import Translated
from synoptic.rendering.html import to_html
from synoptic.rendering.markdown import to_markdown
from synoptic.rendering.terminal import to_text
from synoptic.rendering.translation import translating
from synoptic.rendering.view import run_view
from synoptic.translating.fake import FakeTranslator

RENDERINGS: dict[str, Callable[..., str]] = {"html": to_html, "markdown": to_markdown, "terminal": to_text}


def made(form: str, lang: str, translator: FakeTranslator, **more: Any) -> str:
    def render(translated: Translated) -> str:
        return RENDERINGS[form](invented.synopses(), lang=lang, translated=translated)

    return translating(render, translator, lang, **more)


def whole(text: str, source: str, target: str) -> str:
    return f"<{source}–{target}>"


@pytest.mark.parametrize("form", RENDERINGS)
def test_only_words_that_the_reader_cannot_read_are_translated(form: str) -> None:
    for reader in ("en", "sv", "tr"):
        translator = FakeTranslator(whole)
        made(form, reader, translator)
        assert translator.asked
        assert {target for _, _, target in translator.asked} == {reader}
        assert reader not in {source for _, source, _ in translator.asked}


@pytest.mark.parametrize("form", RENDERINGS)
def test_a_statement_told_in_the_readers_language_has_its_parallel_and_no_translation(form: str) -> None:
    for reader in ("en", "sv", "fi"):
        translator = FakeTranslator(whole)
        page = made(form, reader, translator)
        asked = {text for text, _, _ in translator.asked}
        rows = run_view(invented.synopses(), lang=reader).stories[0].rows.values()
        read = [row for row in rows if any(cell.lang == reader and cell.tellings for cell in row.cells)]
        assert read
        for row in read:
            # Leading words are those of the account that the reader can read.
            assert row.gist.lang == reader or all(
                t.standing != "tells" for t in row.tellings if t.words.lang == reader
            )
            assert row.gist.lang != reader or row.gist.text not in asked
        leading = [row.gist.text for row in read if row.gist.lang == reader and len(row.cells) > 1]
        shown = html.fromstring(page).text_content() if form == "html" else page
        if form != "terminal":
            assert all(text in shown for text in leading)


@pytest.mark.parametrize("form", RENDERINGS)
def test_every_translation_is_called_one_in_the_words_of_the_reader(form: str) -> None:
    for reader, mark in (("en", "machine translation"), ("sv", "maskinöversättning"), ("fi", "konekäännös")):
        page = made(form, reader, FakeTranslator(lambda text, source, target: "ZZZ"))
        assert page.count("ZZZ") == page.count(mark) > 5


def test_in_a_dossier_a_translation_stands_beside_its_words_and_is_no_word_of_a_source() -> None:
    page = html.fromstring(made("html", "en", FakeTranslator(whole)))
    found = page.xpath("//*[contains(@class, 'machine')]")
    assert found
    for element in found:
        assert not element.xpath("ancestor-or-self::*[contains(concat(' ', @class, ' '), ' source ')]")
        assert element.xpath("string(b)") == "machine translation"
        assert element.xpath("string(span)") == f"<{element.get('data-of')}–en>"
        assert element.xpath("span/@lang") == ["en"]


def test_the_headline_and_a_quote_that_no_account_has_in_the_readers_language_are_translated() -> None:
    translator = FakeTranslator(whole)
    made("html", "tr", translator)
    asked = {text for text, _, _ in translator.asked}
    view = run_view(invented.synopses(), lang="tr").stories[0]
    assert view.headline.text in asked
    assert {quote.gist.text for quote in view.quotes} <= asked


def test_without_a_translator_nothing_is_said_of_translations() -> None:
    for form, render in RENDERINGS.items():
        page = render(invented.synopses(), lang="en")
        assert "machine translation" not in page, form


def test_nothing_is_asked_twice_and_progress_is_told() -> None:
    translator = FakeTranslator(whole)
    told: list[tuple[str, int, int]] = []
    made("html", "en", translator, progress=lambda *step: told.append(step))
    assert len(translator.asked) == len(set(translator.asked))
    assert told[0] == ("translate", 0, len(translator.asked))
    assert told[-1] == ("translate", len(translator.asked), len(translator.asked))


def test_a_terminal_asks_only_for_what_it_shows() -> None:
    one, all_parts = FakeTranslator(whole), FakeTranslator(whole)
    translating(lambda found: to_text(invented.synopses(), words=1, lang="tr", translated=found), one, "tr")
    made("terminal", "tr", all_parts)
    tellings = run_view(invented.synopses(), lang="tr").stories[0].sections[0].rows[0].tellings
    known = {telling.words.text for telling in tellings if telling.words.lang != "und"}
    assert {text for text, _, _ in one.asked} == known
    assert len(one.asked) < len(all_parts.asked)


def test_a_language_that_cannot_be_translated_is_noted_and_the_others_are() -> None:
    notes: list[str] = []
    translator = FakeTranslator(lambda text, source, target: None if source == "fi" else "ZZZ")
    page = made("markdown", "tr", translator, note=notes.append)
    assert "ZZZ" in page
    (note,) = notes
    assert note.startswith("nothing translates fi into tr; ")
    assert note.endswith("passages in fi stand without a translation")


@pytest.mark.parametrize("form", RENDERINGS)
def test_a_hostile_translation_is_escaped_as_any_text(form: str) -> None:
    harmless = made(form, "tr", FakeTranslator(lambda text, source, target: "ZZZ"))
    for attack in ATTACKS:
        page = made(form, "tr", FakeTranslator(lambda text, source, target, attack=attack: f"Z{attack}Z"))
        if form == "html":
            assert len(list(html.fromstring(page).iter())) == len(list(html.fromstring(harmless).iter())), (
                attack
            )
        elif form == "markdown":
            assert tokens(page) == tokens(harmless), attack
        else:
            assert "\x1b" not in page, attack
            assert len(page.splitlines()) == len(harmless.splitlines()), attack


def test_formats_say_whether_they_show_translations() -> None:
    shown = {name for name, exporter in registry.exporters().items() if exporter.translates}
    assert shown == {"html", "markdown"}
    plain = registry.exporter("json")(invented.synopses(), translated=lambda lang, words: "ZZZ")
    assert "ZZZ" not in str(plain)
