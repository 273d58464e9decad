from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.linear import grows_linearly

from synoptic.languages.profile import languages, profile
from synoptic.marking.reported import reported
from synoptic.marking.sentences import sentences
from synoptic.types import Article, Quote


def read(text: str, lang: str) -> tuple[Quote, ...]:
    article = Article(id="a", text=text, lang=lang)
    known = profile(lang)
    return reported(article, sentences(article, known), (), known)


REPORTED = [
    ("en", "Maud Verhulst said on Monday that nobody had told them anything.",
     "Maud Verhulst", "nobody had told them anything"),
    ("sv", "Borgmästaren Ada Lind sade att bron hade stängts i tid.",
     "Borgmästaren Ada Lind", "bron hade stängts i tid"),
    ("de", "Die Polizei teilte mit, dass niemand verletzt worden sei.",
     "Die Polizei", "niemand verletzt worden sei"),
    ("fi", "Stefan Broman vakuuttaa, että laiva oli täydessä kunnossa.",
     "Stefan Broman", "laiva oli täydessä kunnossa"),
    ("pl", "Burmistrz Ada Lind powiedziała, że most zamknięto na czas.",
     "Burmistrz Ada Lind", "most zamknięto na czas"),
    ("ru", "Следователи считают, что паром шёл слишком быстро.", "Следователи", "паром шёл слишком быстро"),
    ("hi", "पुलिस ने कहा कि वह निदेशकों से पूछताछ करेगी।", "पुलिस", "वह निदेशकों से पूछताछ करेगी"),
    ("de", "Jens Brandt kritisierte am Mittwoch, die Kürzungen träfen vor allem Familien.",
     "Jens Brandt", "die Kürzungen träfen vor allem Familien"),
    ("tr", "Vali Murat Yenice, 350 ekibin sahada çalıştığını söyledi.",
     "Murat Yenice", "350 ekibin sahada çalıştığını"),
    ("hu", "Kovács Béla hozzátette: januártól új munkahelyek jönnek létre.",
     "Kovács Béla", "januártól új munkahelyek jönnek létre"),
    ("ja", "平田社長は、遺族に補償金を支払うと表明した。", "平田社長", "遺族に補償金を支払う"),
    ("ja", "平田社長は遺族に補償金を支払うことを明らかにした。", "平田社長", "遺族に補償金を支払う"),
    ("ar", "وقال محافظ الإقليم سالم باوزير إن مئات المنازل تضررت كليا.",
     "محافظ الإقليم سالم باوزير", "مئات المنازل تضررت كليا"),
    ("fa", "حسین رضوانی گفت: جاده‌های روستا هنوز بسته مانده است.",
     "حسین رضوانی", "جاده‌های روستا هنوز بسته مانده است"),
    ("zh", "局长李明指出：下半年经济将保持稳定增长。", "局长李明", "下半年经济将保持稳定增长"),
    ("zh", "超市经营者赵桂兰告诉记者，上周客流少了两成。", "超市经营者赵桂兰", "上周客流少了两成"),
    ("ko", "박정우 위원장은 임금 협상이 밤늦게 다시 결렬됐다고 말했다.",
     "박정우 위원장", "임금 협상이 밤늦게 다시 결렬됐다"),
    ("vi", "Bà Lê Thị Hoa khẳng định, công ty không sa thải công nhân nào.",
     "Lê Thị Hoa", "công ty không sa thải công nhân nào"),
    ("id", "Ratna Wulandari mengatakan pihaknya akan menjatuhkan denda.",
     "Ratna Wulandari", "pihaknya akan menjatuhkan denda"),
    ("en", "Maud Verhulst, 47, said demand for care had risen since Monday.",
     "Maud Verhulst", "demand for care had risen since Monday"),
    ("en", "The bridge was shut. Police said on Monday it would stay shut until May.",
     "Police", "it would stay shut until May"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "speaker", "words"), REPORTED)
def test_what_is_reported_and_who_said_it(lang: str, text: str, speaker: str, words: str) -> None:
    (quote,) = read(text, lang)
    assert not quote.direct
    assert quote.text == words
    assert quote.speaker is not None
    assert quote.speaker.text.endswith(speaker.split()[-1])
    assert quote.verb is not None


FOLLOWED = [
    ("en", "The bridge will stay closed until spring, the mayor said.", "the mayor"),
    ("en", "The bridge will stay closed until spring, police said on Monday.", "police"),
    ("en", "The bridge will stay closed until spring, said Ada Lind, the mayor.", "Ada Lind"),
    ("sv", "Bron förblir stängd till våren, sade borgmästaren.", "borgmästaren"),
    ("ru", "Мост останется закрытым до весны, — сообщил мэр.", "мэр"),
    ("fr", "Le pont restera fermé jusqu’au printemps, a déclaré le maire.", "le maire"),
    ("es", "El puente seguirá cerrado hasta la primavera, dijo el alcalde.", "el alcalde"),
    ("fi", "Silta pysyy suljettuna kevääseen asti, sanoi pormestari.", "pormestari"),
    ("ar", "سيبقى الجسر مغلقا حتى الربيع، قال العمدة.", "العمدة"),
]


@pytest.mark.parametrize(("lang", "text", "speaker"), FOLLOWED)
def test_words_of_attribution_may_follow_what_is_reported(lang: str, text: str, speaker: str) -> None:
    (quote,) = read(text, lang)
    assert quote.text == text[: text.index("," if "," in text else "،")]
    assert quote.speaker is not None
    assert quote.speaker.text == speaker
    assert not quote.direct


def test_a_second_verb_of_saying_begins_other_reported_speech() -> None:
    first, second = read(
        "Ada Lind said that the old bridge was safe, adding that it had been repaired.", "en"
    )
    assert first.text == "the old bridge was safe"
    assert second.text == "it had been repaired"
    assert second.speaker is not None
    assert second.speaker.text == "Ada Lind"


def test_a_pronoun_behind_reported_speech_is_the_person_named_before() -> None:
    (quote,) = read("Ada Lind spoke first. The bridge will stay closed until spring, she said.", "en")
    assert quote.speaker is not None
    assert quote.speaker.text == "Ada Lind"


def test_where_no_word_opens_reported_speech_a_comma_does() -> None:
    (quote,) = read("市长表示，大桥将关闭到春天。", "zh")
    assert quote.text == "大桥将关闭到春天"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "After the storm had passed over the town, the mayor said nothing more."),
        ("en", "The report, which the mayor said nothing about, runs to forty pages."),
        ("en", "The bridge, the mayor said, would stay shut until May."),
        ("en", "“We are done with all this,” Ada Lind said in a short statement."),
        ("en", "He met the woman from the town, who said nothing."),
        ("ru", "Он встретил человека на мосту, который сказал."),
        ("sv", "– Bron förblir stängd till våren, säger Ada Lind."),
        ("en", "“Nobody had told us that the bridge was closed,” Ada Lind said."),
        ("en", "The report that was published on Monday runs to forty pages."),
        ("sv", "Det sades att bron hade stängts i tid."),
    ],
)
def test_quotations_and_what_nobody_is_named_for_are_none(lang: str, text: str) -> None:
    assert read(text, lang) == ()


def test_a_clause_ends_before_words_between_marks() -> None:
    (quote,) = read("Ada Lind said that the old bridge had been closed because “it was rotten”.", "en")
    assert quote.text == "the old bridge had been closed because"


@given(st.text(max_size=300), st.sampled_from(languages()))
def test_spans_stand_verbatim_and_in_order(text: str, lang: str) -> None:
    found = read(text, lang)
    assert all(text[quote.start : quote.end] == quote.text for quote in found)
    assert list(found) == sorted(found, key=lambda quote: quote.start)


def test_long_texts_take_linear_time() -> None:
    assert grows_linearly(lambda text: read(text, "en"), "Ada Lind said that “no” they had gone home. ")


def test_a_dateline_is_no_part_of_what_was_said() -> None:
    (quote,) = read("TALLINN, 11. veebruar, BNS – Haigeid on varasemast rohkem, teatas terviseamet.", "et")
    assert quote.text == "Haigeid on varasemast rohkem"
