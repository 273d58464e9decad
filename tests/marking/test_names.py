from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synoptic.marking.names import similar, skeleton

ONE_NAME = [
    ("Vyacheslav Volodin", "Вячеслав Володин"),
    ("Vyacheslav Volodin", "Viaceslav Volodin"),
    ("Vyacheslav Volodin", "Wjatscheslaw Wolodin"),
    ("Palikaris", "Паликарис"),
    ("Palikaris", "Παλικάρης"),
    ("Surya Prakoso", "スルヤ・プラコソ"),
    ("Surya Prakoso", "수르야 프라코소"),
    ("Surya Prakoso", "सूर्या प्राकोसो"),
    ("Surya Prakoso", "苏里亚·普拉科索"),
    ("Surya Prakoso", "سوريا براكوسو"),
    ("Volodymyr Zelensky", "Wolodymyr Selenskyj"),
    ("Zhou Ming'an", "周铭安"),
    ("Kim Jong Un", "金正恩"),
    ("Sanae Takaichi", "高市早苗"),
    ("윤석열", "尹錫悦"),
    ("Võ Văn Thưởng", "武文赏"),
    ("Kovács Eszter", "Eszter Kovács"),
    ("Tomáš Dvořák", "Tomas Dvorak"),
]
TWO_NAMES = [
    ("Surya Prakoso", "ヘンドラ・ウィラクスマ"),
    ("Vladimir Putin", "Володимир Зеленський"),
    ("Kim Jong Un", "周铭安"),
    ("Palikaris", "Паскевич"),
    ("Olga Lindqvist", "Ольга Смирнова"),
    ("Anna Berg", "Anders Holm"),
]


@pytest.mark.parametrize(("a", "b"), ONE_NAME)
def test_spellings_of_one_name_are_alike(a: str, b: str) -> None:
    assert similar(a, b) >= 0.75


@pytest.mark.parametrize(("a", "b"), TWO_NAMES)
def test_other_names_are_not_alike(a: str, b: str) -> None:
    assert similar(a, b) < 0.76
    assert similar(a, b) < min(similar(a, a), 1.0) - 0.2


def test_every_spelling_is_nearer_to_its_own_name_than_to_another() -> None:
    for a, b in ONE_NAME:
        for other, _ in ONE_NAME:
            if other != a and other.split()[0] not in a:
                assert similar(a, b) > similar(other, b), (a, b, other)


def test_han_characters_are_read_in_the_language_of_the_name() -> None:
    assert similar("金正恩", "Ким Чен Ын") >= 0.75
    assert similar("習近平", "Xi Jinping") >= 0.75
    assert similar("習近平", "Tập Cận Bình") >= 0.75
    assert similar("西脇佳代", "Kayo Nishiwaki") >= 0.75
    assert similar("西脇佳代", "Gülsüm Akyıldıran") < 0.6


def test_skeletons_meet_across_scripts_and_vowels() -> None:
    assert skeleton("Palikaris") == skeleton("Паликарис") == skeleton("Παλικάρης")
    assert skeleton("Volodin") == skeleton("Wolodin") == skeleton("Володин")
    assert skeleton("Berg") != skeleton("Holm")


def test_a_vowel_weighs_more_within_a_script() -> None:
    assert similar("Maria", "Mario") < similar("Maria", "Марио")


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_is_a_share_and_mutual(a: str, b: str) -> None:
    assert 0.0 <= similar(a, b) <= 1.0
    assert similar(a, b) == similar(b, a)
    assert similar(a, a) == 1.0
