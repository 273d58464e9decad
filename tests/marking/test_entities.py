"""Names in invented articles, read with the real encoder and the real head."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synoptic.encoding import LocalEncoder, open_encoder
from synoptic.languages.profile import profile
from synoptic.marking.entities import entities
from synoptic.marking.sentences import sentences
from synoptic.types import Article, Mention

Read = Callable[..., tuple[Mention, ...]]


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> LocalEncoder:
    """The encoder of six layers, keeping nothing."""
    folder: Path = tmp_path_factory.mktemp("cache")
    return open_encoder(layers=6, cache_dir=folder, cache_megabytes=0)


@pytest.fixture(scope="module")
def read(encoder: LocalEncoder) -> Read:
    """Mentions of a text in a language."""

    def mentions(text: str, lang: str, title: str | None = None) -> tuple[Mention, ...]:
        article = Article(id="a", title=title, text=text, lang=lang)
        language = profile(lang)
        cut = sentences(article, language)
        return entities(article, cut, encoder.encode([one.text for one in cut]), language)

    return mentions


PLAIN = [
    (
        "en",
        "Ella Marlowe, the mayor of Bristol, met the board of Northgate Bank in London on Monday.",
        {"Ella Marlowe": "person", "Bristol": "place", "Northgate Bank": "organisation", "London": "place"},
    ),
    (
        "sv",
        "Landshövdingen Karin Ahlgren besökte Umeå. Bolaget Vindkraft Norr AB bygger i Norge.",
        {"Karin Ahlgren": "person", "Umeå": "place", "Vindkraft Norr AB": "organisation", "Norge": "place"},
    ),
    (
        "fi",
        "Pääministeri Aino Kallasvuo tapasi Viron presidentin Tallinnassa tiistaina.",
        {"Aino Kallasvuo": "person", "Tallinnassa": "place"},
    ),
    (
        "de",
        "Der Sprecher der Deutschen Bahn, Jonas Ehrlich, sagte in Hamburg, die Strecke sei gesperrt.",
        {"Jonas Ehrlich": "person", "Hamburg": "place"},
    ),
    (
        "ru",
        "Губернатор Сергей Лавренёв заявил журналистам в Иркутске, что дорога закрыта.",
        {"Сергей Лавренёв": "person", "Иркутске": "place"},
    ),
    (
        "el",
        "Ο δήμαρχος Νίκος Βαλσαμής μίλησε στη Θεσσαλονίκη.",
        {"Νίκος Βαλσαμής": "person", "Θεσσαλονίκη": "place"},
    ),
    ("zh", "市长陈国栋星期三在上海对记者表示,道路已经关闭。", {"陈国栋": "person", "上海": "place"}),
    ("ja", "山田太郎市長は水曜日、大阪で記者会見を開いた。", {"山田太郎": "person", "大阪": "place"}),
    ("ko", "김민수 시장은 수요일 부산에서 기자들에게 말했다.", {"김민수": "person", "부산": "place"}),
    (
        "ar",
        "قال رئيس البلدية سامي الحداد للصحفيين في بيروت يوم الأربعاء.",
        {"سامي الحداد": "person", "بيروت": "place"},
    ),
    ("hi", "महापौर राजेश वर्मा ने बुधवार को मुंबई में पत्रकारों से कहा।", {"राजेश वर्मा": "person", "मुंबई": "place"}),
]


@pytest.mark.parametrize(("lang", "text", "wanted"), PLAIN, ids=[lang for lang, _, _ in PLAIN])
def test_names_are_found_with_their_kinds(read: Read, lang: str, text: str, wanted: dict[str, str]) -> None:
    found = read(text, lang)
    for name, kind in wanted.items():
        at = text.index(name)
        here = [m for m in found if m.start < at + len(name) and at < m.end]
        assert here, (name, found)
        assert here[0].kind == kind, (name, here)


def test_words_for_nationality_are_no_names(read: Read) -> None:
    found = read("Russian troops and German officials met. The American side was silent.", "en")
    assert found == ()


def test_titles_and_marks_stay_outside(read: Read) -> None:
    found = read("“We will stay,” said President Maria Castellane.", "en")
    assert [mention.text for mention in found] == ["Maria Castellane"]


def test_a_name_found_once_is_found_everywhere(read: Read) -> None:
    text = (
        "Oskar Tvedten leder Havbruk Vest AS i Bergen.\n\nHAVBRUK VEST AS STENGER\n\n"
        "Tvedten sier at Havbruk Vest AS må stenge."
    )
    found = read(text, "nb")
    company = {m.entity for m in found if "havbruk" in m.text.lower()}
    assert len(company) == 1
    assert sum("havbruk vest" in m.text.lower() for m in found) == 3
    people = {m.entity for m in found if "Tvedten" in m.text}
    assert len(people) == 1


def test_spans_stand_verbatim_in_order_without_overlap(read: Read) -> None:
    text = "\n\n".join(text for _, text, _ in PLAIN)
    found = read(text, "en")
    assert found
    for mention in found:
        assert text[mention.start : mention.end] == mention.text
    for before, after in pairwise(found):
        assert before.end <= after.start


@given(st.text(max_size=80))
@settings(max_examples=25, deadline=None)
def test_any_text_can_be_read(encoder: LocalEncoder, text: str) -> None:
    article = Article(id="a", text=text, lang="sv")
    language = profile("sv")
    cut = sentences(article, language)
    found = entities(article, cut, encoder.encode([one.text for one in cut]), language)
    assert all(text[m.start : m.end] == m.text != "" for m in found)


def test_a_language_without_a_file_is_read_too(read: Read) -> None:
    found = read("Presidenti Ilir Dervishi foli në Tiranë.", "sq")
    assert {"Ilir Dervishi", "Tiranë"} <= {mention.text for mention in found}


def test_no_sentences_give_no_names() -> None:
    assert entities(Article(id="a", text="", lang="en"), (), (), profile("en")) == ()


def test_hostile_rows_of_capitals_are_read_in_good_time(encoder: LocalEncoder) -> None:
    text = "Aa Bb, " * 3000
    article = Article(id="a", text=text, lang="en")
    cut = (article.passage(0, len(text)),)
    encodings = encoder.encode([text])
    assert len(encodings[0].pieces) < len(text)
    found = entities(article, cut, encodings, profile("en"))
    assert np.all([mention.end <= len(text) for mention in found])


@pytest.mark.parametrize(
    ("lang", "text", "apart"),
    [
        ("ru", "По словам учительницы из Любека Ульрике Хансман, было темно.", ["Любека", "Ульрике Хансман"]),
        ("he", "ראש הממשלה ביקר בברלין שבגרמניה.", ["בברלין", "שבגרמניה"]),
        (
            "zh",
            "韩国首尔市长金哲秀周一表示，德国慕尼黑的展览取消。",
            ["韩国", "首尔", "金哲秀", "德国", "慕尼黑"],
        ),
    ],
)
def test_a_place_and_the_name_beside_it_are_two(read: Read, lang: str, text: str, apart: list[str]) -> None:
    assert [mention.text for mention in read(text, lang)] == apart


def test_a_large_place_in_a_script_without_capitals_is_taken_where_the_head_doubts(read: Read) -> None:
    found = read("मस्कट के लिए उड़ानें रद्द रहीं और दिल्ली में बारिश हुई।", "hi")
    assert [(mention.text, mention.kind) for mention in found] == [("मस्कट", "place"), ("दिल्ली", "place")]


def test_a_name_with_a_word_written_on_to_it_has_its_bare_head(read: Read) -> None:
    heads = {mention.text: mention.head for mention in read("יאיר לוינגר נסע לחיפה ביום שני.", "he")}
    assert heads["לחיפה"] == "חיפה"


def test_stress_that_moves_parts_no_name(read: Read) -> None:
    found = read("Ο υπουργός μίλησε στη Μαδρίτη. Η κυβέρνηση της Μαδρίτης διαφώνησε.", "el")
    assert {mention.entity for mention in found if mention.text.startswith("Μαδρίτη")} == {"1"}
