from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from synoptic.marking.features import COLUMN, NAMES, features, form
from synoptic.marking.words import letters, pieces_of, unspaced, words

NONE = np.zeros((0, 2), np.int32)


def cut(text: str, pieces: np.ndarray = NONE) -> list[str]:
    return [text[start:end] for start, end in words(text, pieces)]


def test_words_are_cut_at_everything_that_is_no_letter() -> None:
    assert cut("L’État, Kursk-regionen i 2025!") == [
        "L",
        "’",
        "État",
        ",",
        "Kursk",
        "-",
        "regionen",
        "i",
        "2025",
        "!",
    ]


def test_combining_marks_and_joiners_stay_in_their_word() -> None:
    assert cut("रीना ने") == ["रीना", "ने"]
    assert cut("خبرنگار می‌گوید") == ["خبرنگار", "می‌گوید"]


def test_scripts_without_spaces_are_cut_where_pieces_begin() -> None:
    text = "市长在上海说"
    pieces = np.array([[0, 2], [2, 3], [3, 5], [5, 6]], np.int32)
    assert cut(text, pieces) == ["市长", "在", "上海", "说"]
    assert cut(text) == [text]
    assert cut("大阪のタナカ・イチロー氏", NONE) == ["大阪の", "タナカ", "・", "イチロー", "氏"]


def test_each_word_knows_its_first_and_last_piece() -> None:
    pieces = np.array([[0, 0], [0, 3], [3, 6], [7, 9]], np.int32)
    spans = [(0, 6), (7, 9), (9, 10)]
    np.testing.assert_array_equal(pieces_of(spans, pieces), [[1, 2], [3, 3], [-1, -1]])


@given(st.text(max_size=60), st.lists(st.integers(0, 60), max_size=12))
def test_words_cover_all_but_white_space_in_order(text: str, edges: list[int]) -> None:
    bounds = sorted({min(edge, len(text)) for edge in edges} | {0, len(text)})
    pieces = np.array(list(pairwise(bounds)), np.int32).reshape(-1, 2)
    spans = words(text, pieces)
    assert all(start < end for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    covered = {at for start, end in spans for at in range(start, end)}
    assert all(char.isspace() for at, char in enumerate(text) if at not in covered)
    assert pieces_of(spans, pieces).shape == (len(spans), 2)


def test_forms() -> None:
    wanted = {
        "Oslo": "capitalised",
        "NATO": "capitals",
        "A": "initial",
        "iPhone": "mixed",
        "och": "lower",
        "東京": "caseless",
        "42": "digits",
        "F16": "digits+",
        "–": "mark",
    }
    assert {word: form(word) for word in wanted} == wanted


def test_scripts_without_spaces() -> None:
    assert unspaced("上海")
    assert unspaced("กรุงเทพ")
    assert not unspaced("서울")
    assert not unspaced("Oslo")


def test_a_syllable_counts_for_two_letters() -> None:
    assert letters("서울") == letters("Oslo") == 4


def marked(text: str, lang: str) -> dict[str, set[str]]:
    spans = words(text, NONE)
    table = features(text, spans, lang)
    assert table.shape == (len(spans), len(NAMES))
    return {
        text[start:end]: {name for name, column in COLUMN.items() if table[row, column]}
        for row, (start, end) in enumerate(spans)
    }


def test_features_tell_places_titles_and_first_words() -> None:
    found = marked("President Olsen besøker Oslo (Norge).", "nb")
    assert {"is first", "listed titles", "form capitalised"} <= found["President"]
    assert "place city begin" in found["Oslo"] or "place metropolis begin" in found["Oslo"]
    assert {"place country begin", "is in brackets"} <= found["Norge"]
    assert "is first" not in found["Olsen"]


def test_features_see_places_in_inflected_forms_and_other_scripts() -> None:
    assert "place country begin" in marked("Hän asuu Ruotsissa.", "fi")["Ruotsissa"]
    assert "place metropolis begin" in marked("Он живёт в Москве.", "ru")["Москве"]
    assert "place metropolis begin" in marked("그는 서울에 산다.", "ko")["서울에"]


def test_words_in_lower_case_are_no_places_where_others_have_capitals() -> None:
    assert not any(name.startswith("place") for name in marked("He is nice to Anna.", "en")["nice"])
