import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.linear import grows_linearly

from synoptic.languages.profile import languages, profile
from synoptic.marking.figures import figures
from synoptic.marking.units import base
from synoptic.types import Article, Date, Figure

GOLD = Path(__file__).parents[2].parent / "shared" / "gold" / "stories"


def read(language: str, text: str, dates: tuple[Date, ...] = ()) -> tuple[Figure, ...]:
    article = Article(id="a", text=text, lang=language)
    return figures(article, (article.passage(0, len(text)),), dates, profile(language))


def only(language: str, text: str) -> Figure:
    (figure,) = read(language, text)
    return figure


def told(figure: Figure) -> tuple[float | None, float | None, str, str | None]:
    return figure.low, figure.high, figure.relation, figure.unit


@pytest.mark.parametrize(
    ("language", "text", "surface", "low", "high", "relation", "unit"),
    [
        (
            "en",
            "Officers counted some 2,300 residents there",
            "some 2,300 residents",
            2300,
            2300,
            "about",
            None,
        ),
        ("en", "The damage is put at €60m by the county", "€60m", 6e7, 6e7, "exact", "EUR"),
        ("en", "They paid $1.2 billion for it", "$1.2 billion", 1.2e9, 1.2e9, "exact", "USD"),
        ("en", "Sales rose 2.8 per cent", "2.8 per cent", 2.8, 2.8, "exact", "percent"),
        ("en", "between 20 and 30 people came", "between 20 and 30 people", 20, 30, "range", None),
        ("en", "It cost 10 to 20 million", "10 to 20 million", 1e7, 2e7, "range", None),
        ("en", "They waited half an hour", "half an hour", 0.5, 0.5, "exact", "hour"),
        ("en", "in dozens of villages", "dozens of villages", 20, 99, "range", None),
        ("en", "up to 400 birds died", "up to 400 birds", None, 400, "at_most", None),
        ("sv", "drygt 600 anställda får gå", "drygt 600 anställda", 600, None, "more_than", None),
        ("sv", "2,1 miljarder danska kronor", "2,1 miljarder danska kronor", 2.1e9, 2.1e9, "exact", "DKK"),
        ("nb", "Omtrent hver åttende ansatt", "Omtrent hver åttende", 12.5, 12.5, "about", "percent"),
        (
            "ro",
            "Peste 1.800 de locuitori au plecat",
            "Peste 1.800 de locuitori",
            1800,
            None,
            "more_than",
            None,
        ),
        ("fi", "yli 1 800 ihmistä", "yli 1 800 ihmistä", 1800, None, "more_than", None),
        ("fi", "kymmenkunta ihmistä", "kymmenkunta ihmistä", 10, 10, "about", None),
        ("it", "una ventina di feriti", "una ventina di feriti", 20, 20, "about", None),
        ("de", "mindestens vier Menschen", "mindestens vier Menschen", 4, None, "at_least", None),
        ("ja", "約400人が", "約400人", 400, 400, "about", None),
        ("ja", "6割を", "6割", 60, 60, "exact", "percent"),
        ("ko", "2300여 명은", "2300여 명", 2300, 2300, "about", None),
        ("ko", "2억5000만 루피아를", "2억5000만 루피아", 2.5e8, 2.5e8, "exact", "IDR"),
        ("zh", "百分之六十的", "百分之六十", 60, 60, "exact", "percent"),
        ("tr", "50'den fazla kişi", "50'den fazla kişi", 50, None, "more_than", None),
        ("tr", "yüzde 12 arttı", "yüzde 12", 12, 12, "exact", "percent"),
        ("he", "כ-400 עובדים", "כ-400 עובדים", 400, 400, "about", None),
        ("ar", "بعد أسبوعين من", "أسبوعين", 2, 2, "exact", "week"),
        ("id", "Rp150 juta untuk", "Rp150 juta", 1.5e8, 1.5e8, "exact", "IDR"),
        ("ru", "примерно на 130 человек", "примерно на 130 человек", 130, 130, "about", None),
        ("de", "ein zweijähriges Programm", "zweijähriges", 2, 2, "exact", "year"),
        ("hi", "20 लाख से अधिक लोग", "20 लाख से अधिक लोग", 2e6, None, "more_than", None),
    ],
)
def test_quantities_with_hedge_and_unit(
    language: str,
    text: str,
    surface: str,
    low: float | None,
    high: float | None,
    relation: str,
    unit: str | None,
) -> None:
    figure = only(language, text)
    assert (figure.text, told(figure)) == (surface, (low, high, relation, unit))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "They won 2-1 at home."),
        ("en", "Meet at 10:20 or at 3 p.m. on Channel 4."),
        ("en", "Article 5 and the Boeing 737, Covid-19, the G7 and the Tu-95."),
        ("en", "Call 0800 555 111 now."),
        ("en", "the third time, on the 21st"),
        ("en", "In 1995, nobody knew."),
        ("en", "One of them left; a year passed."),
        ("en", "1. First point"),
        ("sv", "Klockan 15 i mitten av 1990-talet."),
        ("de", "Er wohnt im 25. Stock, um 7.55 Uhr."),
        ("sv", "De hade sex i bilen."),
        ("zh", "他十分满意，万一下雨。"),
        ("ko", "조사 사건 백인 만약"),
        ("cs", "Začíná v 15 hodin."),
    ],
)
def test_what_is_no_figure(language: str, text: str) -> None:
    assert read(language, text) == ()


def test_a_number_in_a_date_is_no_figure() -> None:
    text = "On 27 March 40 people met."
    date = Date(article="a", start=3, end=11, text="27 March", iso="2025-03-27", precision="day")
    assert [figure.text for figure in read("en", text, (date,))] == ["40 people"]


def test_ages_beside_names_have_the_unit_year() -> None:
    found = read("en", "The mayor, Ada Holt, 56, met Bo (27) and a 9-year-old.")
    assert [told(figure) for figure in found] == [(n, n, "exact", "year") for n in (56, 27, 9)]


def test_what_is_counted_stands_in_the_words_of_the_source() -> None:
    counted = [
        only("ro", "23 de persoane rănite și au plecat").counted,
        only("en", "16 workers were killed").counted,
        only("ja", "約410棟の建物が壊れた").counted,
    ]
    assert [passage.text if passage else None for passage in counted] == [
        "persoane rănite",
        "workers",
        "建物",
    ]


def test_a_minus_sign_is_kept_and_words_of_falling_are_not_signs() -> None:
    assert only("en", "It was -6 degrees").low == -6
    assert only("en", "fell by 6 per cent").low == 6


def test_measures_compare_in_one_base() -> None:
    assert base(3.4, "square-kilometer") == base(340, "hectare") == (3_400_000, "square-meter")
    assert base(14, "day") == base(2, "week")
    assert base(212, "fahrenheit") == (100, "celsius")
    assert base(5, "EUR") == (5, "EUR")


@given(st.text(max_size=80), st.sampled_from(sorted(languages())))
def test_figures_are_verbatim_in_order_and_never_fail(text: str, language: str) -> None:
    found = read(language, text)
    assert all(figure.text == text[figure.start : figure.end] != "" for figure in found)
    assert list(found) == sorted(found, key=lambda figure: (figure.start, figure.end))


def test_order_of_sentences_and_dates_does_not_matter() -> None:
    text = "In May 40 people met. Then 30 left. On 2 June 12 came back."
    article = Article(id="a", text=text, lang="en")
    sentences = [article.passage(0, 21), article.passage(22, 35), article.passage(36, len(text))]
    dates = [Date(article="a", start=39, end=45, text="2 June", iso="2025-06-02", precision="day")]
    first = figures(article, sentences, dates, profile("en"))
    random.Random(1).shuffle(sentences)
    assert figures(article, sentences, dates, profile("en")) == first


@pytest.mark.skipif(not GOLD.exists(), reason="the planted stories are not there")
def test_planted_figures_are_read() -> None:
    total = right = 0
    for path in sorted(GOLD.glob("*/gold.json")):
        articles = {}
        for line in (path.parent / "articles.jsonl").read_text("utf-8").splitlines():
            item = json.loads(line)
            articles[item["id"]] = (item["text"], read(item["lang"], item["text"]))
        for figure in json.loads(path.read_text("utf-8"))["figures"]:
            for name, telling in figure["told_by"].items():
                for one in telling if isinstance(telling, list) else [telling]:
                    at = articles[name][0].find(one["surface"])
                    value = one["value"] if isinstance(one["value"], list) else [one["value"]] * 2
                    total += 1
                    right += any(
                        item.start < at + len(one["surface"])
                        and at < item.end
                        and [item.low if item.low is not None else item.high] == value[:1]
                        for item in articles[name][1]
                    )
    assert right / total > 0.96


@pytest.mark.parametrize(
    ("language", "unit"),
    [
        ("en", "up to 5 "),
        ("en", "6 feet 6 inches "),
        ("en", "5 km per hour "),
        ("en", "twice "),
        ("en", "three years later "),
        ("en", "1-"),
        ("en", "5 people or more "),
        ("ru", "до 5 "),
        ("ru", "вырос до "),
        ("cs", "sedmiletou "),
        ("ko", "오 주 "),
        ("zh", "两年半"),
        ("zh", "十多万"),
        ("fi", "22-kohtainen "),
    ],
)
def test_hostile_text_takes_linear_time(language: str, unit: str) -> None:
    assert grows_linearly(lambda text: read(language, text), unit, 6_000)
