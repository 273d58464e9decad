import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.linear import grows_linearly

from synoptic.languages.profile import profile
from synoptic.marking.number import Number
from synoptic.marking.numbers import numbers


def values(language: str, text: str) -> list[tuple[str, float]]:
    return [(text[item.start : item.end], item.value) for item in numbers(text, profile(language))]


def only(language: str, text: str) -> Number:
    (number,) = numbers(text, profile(language))
    return number


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "10,000", 10_000),
        ("en", "1.5", 1.5),
        ("en", "1.450.000", 1_450_000),
        ("sv", "10 000", 10_000),
        ("sv", "10\u00a0000", 10_000),
        ("fr", "1\u202f800", 1_800),
        ("da", "1.450", 1_450),
        ("de", "1.450.000,5", 1_450_000.5),
        ("hi", "१०,०००", 10_000),
        ("hi", "12,34,567", 1_234_567),
        ("ar", "١٠٬٠٠٠", 10_000),
        ("ar", "١٫٥", 1.5),
        ("zh", "１２３", 123),
        ("en", "3½", 3.5),
    ],
)
def test_digits_are_read_with_the_separators_of_their_language(
    language: str, text: str, value: float
) -> None:
    assert values(language, text) == [(text, value)]


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("sv", "1,2 miljoner", 1.2e6),
        ("pl", "2,1 mld", 2.1e9),
        ("ja", "1万4000", 14_000),
        ("ja", "1億5000万", 1.5e8),
        ("ko", "2억5000만", 2.5e8),
        ("ko", "1억 2500만", 1.25e8),
        ("hi", "15 करोड़", 1.5e8),
        ("en", "1.5bn", 1.5e9),
        ("tr", "1 milyon 200 bin", 1.2e6),
        ("ro", "45 de milioane", 4.5e7),
        ("zh", "550多万", 5.5e6),
    ],
)
def test_digits_and_words_are_one_number(language: str, text: str, value: float) -> None:
    assert values(language, text) == [(text, value)]


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "two hundred and five", 205),
        ("fi", "neljäkymmentäkolme", 43),
        ("fi", "neljänkymmenenkolmen", 43),
        ("fi", "puolentoista", 1.5),
        ("sv", "halvannan", 1.5),
        ("sv", "tvåhundrafemtio", 250),
        ("de", "einundzwanzig", 21),
        ("de", "dreihundertfünfundzwanzig", 325),
        ("da", "femoghalvfjerds", 75),
        ("nl", "vijfentwintig", 25),
        ("ru", "семи", 7),
        ("ru", "двенадцатью", 12),
        ("uk", "двадцять п’ять", 25),
        ("ro", "doisprezece", 12),
        ("ro", "treizeci și cinci", 35),
        ("cs", "pětadvacet", 25),
        ("sl", "petindvajset", 25),
        ("hu", "huszonöt", 25),
        ("hu", "kétszázan", 200),
        ("et", "kakskümmend viis", 25),
        ("hi", "दो हज़ार तीन सौ", 2_300),
        ("hi", "साढ़े तीन", 3.5),
        ("vi", "ba mươi lăm", 35),
        ("ar", "خمسة وعشرون", 25),
        ("he", "עשרים וחמישה", 25),
        ("fa", "بیست و پنج", 25),
        ("fr", "soixante-dix-sept", 77),
        ("fr", "quatre-vingt-trois", 83),
        ("id", "dua puluh lima", 25),
        ("zh", "二十五", 25),
        ("zh", "一万零二百", 10_200),
    ],
)
def test_number_words_simple_compound_and_inflected(language: str, text: str, value: float) -> None:
    assert values(language, text) == [(text, value)]


def test_shares_come_as_parts_of_one() -> None:
    assert values("en", "two thirds and one in eight") == [
        ("two thirds", 0.666666666667),
        ("one in eight", 0.125),
    ]
    assert only("vi", "ba phần năm").value == 0.6
    assert only("zh", "三分之二").fraction
    every = only("sv", "var åttonde")
    assert (every.value, every.fraction, every.ordinal) == (0.125, True, True)


def test_rough_numbers_have_two_ends_and_give_way_to_a_number_before_them() -> None:
    rough = only("en", "hundreds of thousands")
    assert (rough.value, rough.high) == (200_000, 999_999)
    assert values("ro", "două sute de mii") == [("două sute de mii", 200_000)]


def test_ordinals_articles_and_doubtful_words_are_told() -> None:
    assert only("en", "the twenty-first").ordinal
    assert only("sv", "den 15:e").ordinal
    assert only("sv", "en").article
    assert only("sv", "sex").doubtful


def test_an_inflection_on_digits_belongs_to_the_number() -> None:
    number = only("tr", "50'den")
    assert (number.value, number.stem, number.end) == (50, 2, 6)


def test_addresses_versions_and_letters_before_digits_are_no_numbers() -> None:
    assert values("en", "192.168.1.2 G7 B2B") == []


def test_letters_of_another_script_inside_a_word_do_no_harm() -> None:
    assert only("sr", "11 милиjaрди").value == 11e9


@pytest.mark.parametrize("unit", ["7", "1 ", "1.", "1,000", "hundred ", "one hundred and ", "二百", "einund"])
@pytest.mark.parametrize("language", ["en", "de", "zh"])
def test_hostile_text_takes_linear_time(language: str, unit: str) -> None:
    assert grows_linearly(lambda text: numbers(text, profile(language)), unit)


@given(
    st.text(alphabet="0123456789., -twohundred二百万千'½", max_size=60),
    st.sampled_from(["en", "sv", "zh", "tr"]),
)
def test_numbers_stand_in_order_inside_the_text(text: str, language: str) -> None:
    found = numbers(text, profile(language))
    assert all(0 <= item.start < item.end <= len(text) for item in found)
    assert all(first.end <= second.start for first, second in itertools.pairwise(found))
