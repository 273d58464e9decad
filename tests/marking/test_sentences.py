from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.linear import grows_linearly

from synoptic.languages.profile import languages, profile
from synoptic.marking.sentences import sentences
from synoptic.types import Article


def split(text: str, lang: str, title: str | None = None) -> list[str]:
    return [p.text for p in sentences(Article(id="a", title=title, text=text), profile(lang))]


@pytest.mark.parametrize(
    ("lang", "parts"),
    [
        ("en", ["Mr. Hale met J. K. Porter at 10.30 a.m. on Monday.", "They talked for 2.5 hours."]),
        ("en", ["The U.S. Treasury agreed.", "It paid $4.20 per share."]),
        ("en", ["“Stay calm.", "Help is coming,” said the mayor.", "Nobody left."]),
        ("en", ["“Why now?” she asked.", "(Nobody answered.)", "The hall was empty…", "Then it rang."]),
        ("en", ["It was No. 16 on the list.", "What came next?!", "Silence."]),
        ("da", ["Den 15. august kl. 9 kom bl.a. ministeren.", "Han gik igen."]),
        ("de", ["Am 8. März sprach Dr. Ebner z. B. über Geld.", "Er ging."]),
        ("pl", ["W 2012 r., wg danych, to 12 proc. załogi.", "Firma dostała 85 mln zł.", "Zamknęli ją."]),
        ("sv", ["”Det räcker nu.", "Vi går”, sade hon.", "Det var allt, dvs. inget."]),
        ("fr", ["« Non ! » dit-il.", "M. Arnaud est parti."]),
        ("ru", ["«Мы ждём», — сказал И. П. Орлов.", "— Мы готовы."]),
        ("hi", ["पानी बढ़ गया।", "लोग चले गए।"]),
        ("zh", ["局长表示：“水位很高。”", "“我们撤离，”他说。", "村庄空了！"]),
        ("ja", ["局長は「水位が高い。", "避難を。」と述べた。", "村は空だ。"]),
        ("ar", ["هل غادروا؟", "نعم غادروا."]),
        ("el", ["Ποιος έφυγε;", "Κανείς δεν ξέρει."]),
        ("hy", ["Ջուրը բարձրացավ։", "Մարդիկ հեռացան։"]),
        ("tr", ["St. Anton 125. Cadde'de.", "Kimse gelmedi."]),
    ],
)
def test_splits(lang: str, parts: list[str]) -> None:
    joined = ("" if lang in {"zh", "ja"} else " ").join(parts)
    assert split(joined, lang) == parts


def test_a_word_also_written_in_lower_case_begins_a_sentence() -> None:
    assert split("Shops shut at 5 p.m. The street lay dark, and the rain fell.", "en") == [
        "Shops shut at 5 p.m.",
        "The street lay dark, and the rain fell.",
    ]
    assert split("The Eastern line shut at 5 p.m. Eastern time on Sunday.", "en") == [
        "The Eastern line shut at 5 p.m. Eastern time on Sunday."
    ]


def test_a_title_is_one_sentence_and_lines_end_sentences() -> None:
    text = "Bridge falls. Two hurt\n\nFirst paragraph\nSecond paragraph. And more"
    assert split(text, "en", "Bridge falls. Two hurt") == [
        "Bridge falls. Two hurt",
        "First paragraph",
        "Second paragraph.",
        "And more",
    ]


def test_wrapped_lines_are_one_sentence() -> None:
    text = "The council said on Tuesday that the old bridge\nwould be closed to traffic for a year."
    assert len(split(text, "en")) == 1


def test_thai_is_cut_at_spaces() -> None:
    clause = "เจ้าหน้าที่กล่าวว่าระดับน้ำในแม่น้ำยังคงเพิ่มสูงขึ้นอย่างต่อเนื่อง"
    assert len(split(" ".join([clause] * 8), "th")) in range(3, 6)


PIECES = st.lists(
    st.sampled_from([".", "!", "…", "。", " ", "\n", "“", "”", "»", "'", '"', "Mr", "a", "B", "5", "ก"])
)
HOSTILE = [".", ". ", '."', ' "', "a. ", "?” ", "\n", " ", "A.", "1. ", "。」", "x\n", "ก "]


@given(st.one_of(st.text(), PIECES.map("".join)), st.sampled_from([*languages(), "und"]))
def test_sentences_rejoin_to_the_text(text: str, lang: str) -> None:
    article = Article(id="a", title=text[:5] or None, text=text)
    at = 0
    for passage in sentences(article, profile(lang)):
        assert not text[at : passage.start].strip()
        assert passage.text == text[passage.start : passage.end] == passage.text.strip()
        assert passage.start < passage.end
        at = passage.end
    assert not text[at:].strip()


@pytest.mark.parametrize("unit", HOSTILE)
def test_time_is_linear_on_hostile_text(unit: str) -> None:
    assert grows_linearly(lambda text: split(text, "sv"), unit)
