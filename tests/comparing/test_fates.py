"""What happened to the people whom a figure counts."""

from __future__ import annotations

import pytest
from tests.comparing.conftest import of_one_sentence
from tests.linear import grows_linearly

from synoptic.comparing.fates import NAMES, fates, words
from synoptic.languages.profile import languages, profile
from synoptic.pipeline import Parts, account_for
from synoptic.types import Article

TOLD = {
    "en": ("Six people died and nine are missing. Another 28 were hurt, and police arrested two men.",
           {"6": "dead", "9": "missing", "28": "injured", "2": "arrested"}),
    "de": ("Mindestens drei Menschen kamen ums Leben, fünf weitere galten noch als vermisst.",
           {"3": "dead", "5": "missing"}),
    "fi": ("Onnettomuudessa kuoli kolme ihmistä ja 27 loukkaantui. Kylästä evakuoitiin 140 asukasta.",
           {"3": "dead", "27": "injured", "140": "evacuated"}),
    "uk": ("Кількість загиблих унаслідок пожежі на складі зросла до 14, ще 31 людину врятовано.",
           {"14": "dead", "31": "rescued"}),
    "ar": ("أسفر الانهيار عن مقتل 19 شخصًا وإصابة 41 آخرين.", {"19": "dead", "41": "injured"}),
    "he": ("בקריסה נהרגו 19 בני אדם ונפצעו 41.", {"19": "dead", "41": "injured"}),
    "ja": ("死者は13人になった。4人が行方不明で、28人がけがをした。",
           {"13": "dead", "4": "missing", "28": "injured"}),
    "zh": ("事故已致11人遇难、9人失踪，约3.8万人撤离。",
           {"11": "dead", "9": "missing", "38000": "evacuated"}),
    "ko": ("지금까지 13명이 숨지고 4명이 실종됐다.", {"13": "dead", "4": "missing"}),
    "hi": ("हादसे में ग्यारह लोगों की मौत हो गई और नौ लोग लापता हैं।", {"11": "dead", "9": "missing"}),
    "vi": ("Ít nhất 6 người thiệt mạng và 9 người mất tích.", {"6": "dead", "9": "missing"}),
}  # fmt: skip


@pytest.mark.parametrize("lang", TOLD)
def test_each_count_has_the_fate_of_its_own_word(lang: str, parts: Parts) -> None:
    text, wanted = TOLD[lang]
    (account,) = account_for([Article(id="a", text=text, lang=lang, published="2025-03-13")], parts)
    counts = [figure for figure in account.marks.figures if figure.unit is None]
    found = {f"{f.low or f.high:g}": fate for f, fate in zip(counts, fates(account, counts), strict=True)}
    assert {value: fate for value, fate in wanted.items() if fate not in found.get(value, ())} == {}


def test_a_count_without_such_a_word_and_a_measure_have_none(parts: Parts) -> None:
    text = "The 14 ships left the port. Three people drowned 40 kilometres from the coast."
    (account,) = account_for([Article(id="a", text=text, lang="en", published="2025-03-13")], parts)
    found = dict(
        zip((f.low for f in account.marks.figures), fates(account, account.marks.figures), strict=True)
    )
    assert found == {14: frozenset(), 3: {"dead"}, 40: frozenset()}


@pytest.mark.parametrize("lang", languages())
def test_every_language_says_what_happens_to_people(lang: str) -> None:
    known = profile(lang).fates
    assert all(getattr(known, name) for name in NAMES)


def test_a_word_that_opens_others_is_found_in_them_and_a_whole_word_only_alone() -> None:
    def said(lang: str, text: str) -> list[set[str]]:
        return [set(word.value) for word in words(lang, text)]

    assert said("en", "evacuees") == [{"evacuated"}]
    assert said("en", "illness illegal") == []
    assert said("ru", "ранее пропаганда телефон задержка") == []
    assert said("ja", "死傷者") == [{"dead", "injured"}]


@pytest.mark.parametrize("unit", ["5 dead and 7 missing ", "dead ", "5 boats, ", "killed 5 5 5 5 5 "])
def test_time_is_linear_in_one_long_sentence(unit: str) -> None:
    def work(text: str) -> object:
        account = of_one_sentence(text)
        figures = account.marks.figures
        return fates(account, figures)

    assert grows_linearly(work, unit)
