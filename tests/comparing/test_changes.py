"""What the words around a figure say of its changing."""

from __future__ import annotations

import pytest
from tests.comparing.conftest import of_one_sentence
from tests.linear import grows_linearly

from synoptic.comparing.changes import Change, changes
from synoptic.comparing.fates import fates
from synoptic.languages.profile import languages, profile
from synoptic.pipeline import Parts, account_for
from synoptic.types import Article

# A sentence, and what is said of each number in it.
TOLD = {
    "en": ("The death toll rose from 12 to 19. Two more bodies were found. Some 40 houses burned.",
           {12: "moved former", 19: "moved", 2: "part", 40: ""}),
    "sv": ("Antalet döda har stigit till 31. Ytterligare två kroppar har hittats. 40 hus brann.",
           {31: "moved", 2: "part", 40: ""}),
    "de": ("Die Zahl der Toten ist von 12 auf 19 gestiegen. Zwei weitere Tote wurden geborgen.",
           {12: "moved former", 19: "moved", 2: "part"}),
    "es": ("Los muertos ya son 31. Otros dos cadáveres fueron hallados.", {31: "now", 2: "part"}),
    "fr": ("Le bilan est passé de 12 à 19 morts. Les secours ont trouvé deux autres morts.",
           {12: "moved former", 19: "moved", 2: "part"}),
    "ru": ("Число погибших возросло с 12 до 19. Спасатели нашли ещё двух погибших.",
           {12: "moved former", 19: "moved", 2: "part"}),
    "zh": ("死亡人数上升至19人。救援人员又有2人确认遇难。", {19: "moved", 2: "part"}),
    "ja": ("死者は12人から19人に増えた。さらに2人の遺体が見つかった。",
           {12: "moved former", 19: "moved", 2: "part"}),
    "ko": ("사망자는 12명에서 19명으로 늘었다. 추가로 2명이 숨졌다.",
           {12: "moved former", 19: "moved", 2: "part"}),
    "tr": ("Ölü sayısı 12'den 19'a yükseldi. Enkazdan iki ölü daha çıkarılmıştı.",
           {12: "moved former", 19: "moved", 2: "part"}),
    "fi": ("Kuolleiden määrä on noussut 19:ään. Tähän mennessä 40 taloa on palanut.",
           {19: "moved", 40: "now"}),
    "ar": ("ارتفع عدد القتلى من 12 إلى 19.", {12: "moved former", 19: "moved"}),
    "hi": ("मृतकों की संख्या बढ़कर 31 हो गई।", {31: "moved"}),
}  # fmt: skip


def _told(text: str, lang: str, parts: Parts) -> dict[float | None, Change]:
    (account,) = account_for([Article(id="a", text=text, lang=lang, published="2025-03-13")], parts)
    figures = account.marks.figures
    told = changes(account, figures, fates(account, figures))
    return {figure.low: change for figure, change in zip(figures, told, strict=True)}


@pytest.mark.parametrize("lang", TOLD)
def test_each_number_is_told_to_change_by_the_words_of_its_clause(lang: str, parts: Parts) -> None:
    text, wanted = TOLD[lang]
    assert _told(text, lang, parts) == {
        float(number): Change(**dict.fromkeys(said.split(), True)) for number, said in wanted.items()
    }


def test_others_of_another_fate_are_a_count_of_their_own(parts: Parts) -> None:
    said = _told("Two people died and 37 others were injured, nine of them badly.", "en", parts)
    assert not said[37].part
    said = _told("In all 20 people died. Two others died in the next village.", "en", parts)
    assert said[2].part
    said = _told("The death toll rose to six. The bodies of two people were found in the mud.", "en", parts)
    assert said[2].part
    assert not said[6].part


def test_who_is_named_with_others_makes_these_a_part(parts: Parts) -> None:
    assert _told("The lifter was banned together with 16 other athletes.", "en", parts)[16].part
    assert not _told("Of 14 accused nine were convicted and the other five walked free.", "en", parts)[5].part


def test_a_count_up_to_a_day_that_is_past_is_of_the_moment(parts: Parts) -> None:
    assert _told("By Tuesday 140 departures were cancelled.", "en", parts)[140].now
    assert not _told("On Tuesday 140 departures were cancelled.", "en", parts)[140].now


@pytest.mark.parametrize("lang", languages())
def test_every_language_says_how_counts_change(lang: str) -> None:
    known = profile(lang).changes
    assert known.moved
    assert known.now
    assert all(around.before or around.after for around in (known.until, known.more, known.former))


@pytest.mark.parametrize("unit", ["rose from 5 to 5 ", "5 more ", "from 5 boats, ", "another 5 5 5 5 "])
def test_time_is_linear_in_one_long_sentence(unit: str) -> None:
    def work(text: str) -> object:
        account = of_one_sentence(text)
        figures = account.marks.figures
        return changes(account, figures, fates(account, figures))

    assert grows_linearly(work, unit)
