"""The time at which figures held: which words tell it, and which figures it goes with."""

import pytest
from tests.linear import grows_linearly

from synoptic.languages.profile import profile
from synoptic.marking.dates import dates
from synoptic.marking.figures import figures
from synoptic.marking.sentences import sentences
from synoptic.types import Article

PUBLISHED = "2018-10-05T12:00:00+00:00"


def read(language: str, text: str) -> list[tuple[float | None, str | None]]:
    known = profile(language)
    article = Article(id="a", text=text, lang=language, published=PUBLISHED)
    parts = sentences(article, known)
    found = figures(article, parts, dates(article, parts, known), known)
    return [(figure.low, figure.as_of) for figure in found]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "As of 3 October, 23 people had died."),
        ("sv", "Per den 3 oktober hade 23 personer dött."),
        ("de", "Stand 3. Oktober: 23 Tote."),
        ("ru", "По состоянию на 3 октября погибли 23 человека."),
        ("uk", "Станом на 3 жовтня загинули 23 людини."),
        ("pl", "Według stanu na 3 października zginęły 23 osoby."),
        ("fi", "Keskiviikon tilanteen mukaan 23 ihmistä on kadonnut."),
        ("et", "3. oktoobri seisuga on kadunud 23 inimest."),
        ("hu", "Szerda reggeli állapot szerint 23 ember tűnt el."),
        ("tr", "3 Ekim itibarıyla 23 kişi öldü."),
        ("zh", "截至3日，23人死亡。"),
        ("ja", "3日時点で23人が死亡した。"),
        ("ko", "3일 현재 23명이 숨졌다."),
    ],
)
def test_words_beside_a_date_tell_when_the_figures_held(language: str, text: str) -> None:
    ((low, held),) = read(language, text)
    assert low == 23
    assert held is not None
    assert held.startswith("2018-10-03")


def test_every_figure_of_the_sentence_holds_then_and_none_of_the_next() -> None:
    text = "As of 3 October, 23 people had died and 40 were missing. Some 500 slept outside."
    assert read("en", text) == [(23, "2018-10-03"), (40, "2018-10-03"), (500, None)]


def test_a_date_in_brackets_goes_with_the_figure_there_or_before() -> None:
    assert read("en", "The toll was 40 (45 as of 3 October).") == [(40, None), (45, "2018-10-03")]
    assert read("en", "It had 23 ships and 40 planes (as of 3 October).") == [(23, None), (40, "2018-10-03")]


def test_a_span_of_time_has_no_such_time_and_a_plain_date_gives_none() -> None:
    assert read("en", "As of 3 October they had waited three days.") == [(3, None)]
    assert read("en", "On 3 October 23 people died.") == [(23, None)]


@pytest.mark.parametrize("unit", ["as of 3 October 5 ", "(as of 3 October) 5 ", "5 (", "as of "])
def test_hostile_text_takes_linear_time(unit: str) -> None:
    assert grows_linearly(lambda text: read("en", text), unit, 3_000)
