from __future__ import annotations

import numpy as np
import pytest
from tests.linear import grows_with

from synoptic.languages.profile import profile
from synoptic.marking.found_names import Found, agreed, refined
from synoptic.marking.kinds import KINDS, said_before, said_by_form
from synoptic.types import EntityKind


def refine(text: str, lang: str, *names: str, first: bool = False) -> list[str]:
    found = [
        Found(text.index(name), text.index(name) + len(name), np.array([1, 1, 1.5], np.float32), first)
        for name in names
    ]
    return [text[name.start : name.end] for name in refined(text, found, profile(lang))]


def test_titles_and_marks_come_off() -> None:
    assert refine("a “President Ida Holm,” b", "en", "“President Ida Holm,”") == ["Ida Holm"]


def test_a_place_keeps_what_would_be_a_title_of_a_person() -> None:
    found = [Found(3, 12, np.array([0.1, 0.1, 0.8], np.float32))]
    (name,) = refined("em São Paulo, ontem", found, profile("pt"))
    assert (name.start, name.end) == (3, 12)


def test_initials_keep_their_full_stop() -> None:
    assert refine("in the U.S. today", "en", "U.S.") == ["U.S."]
    assert refine("seen in Oslo. Then", "en", "Oslo.") == ["Oslo"]


def test_a_title_alone_is_kept() -> None:
    assert refine("the President spoke", "en", "President") == ["President"]


def test_nothing_is_left_of_marks_and_words_for_nationality() -> None:
    assert refine("— and the Swedish side", "en", "—", "Swedish") == []


def test_an_owner_and_what_it_owns_are_two() -> None:
    assert refine("in Sweden's Riksdag now", "en", "Sweden's Riksdag") == ["Sweden's", "Riksdag"]
    assert refine("siellä Ruotsin Uppsala on", "fi", "Ruotsin Uppsala") == ["Ruotsin", "Uppsala"]


def test_a_name_that_begins_with_a_place_is_one() -> None:
    assert refine("the New York Philharmonic", "en", "New York Philharmonic") == ["New York Philharmonic"]
    assert refine("johtaa Suomen Teollisuusliitto", "fi", "Suomen Teollisuusliitto") == [
        "Suomen Teollisuusliitto"
    ]


def test_a_country_and_a_place_in_it_are_two_where_words_are_written_together() -> None:
    assert refine("在德国慕尼黑发生", "zh", "德国慕尼黑") == ["德国", "慕尼黑"]
    assert refine("朝鲜半岛局势", "zh", "朝鲜半岛") == ["朝鲜半岛"]
    assert refine("日本列島で", "ja", "日本列島") == ["日本列島"]


def test_a_place_tied_to_a_name_by_a_word_written_on_to_it_is_apart() -> None:
    assert refine("קסר טנות שבמרוקו", "he", "קסר טנות שבמרוקו") == ["קסר טנות", "שבמרוקו"]
    assert refine("Fas'ın Ksar Tanut kenti", "tr", "Fas'ın Ksar Tanut") == ["Fas'ın", "Ksar Tanut"]


def test_a_word_that_only_opens_a_sentence_is_none() -> None:
    text = "Prices rose. The prices fell in Prague."
    assert refine(text, "en", "Prices", first=True) == []
    assert refine(text, "en", "Prague") == ["Prague"]


def said(form: str, lang: str) -> str | None:
    weights = said_by_form(form, profile(lang))
    return KINDS[int(weights.argmax())] if weights.any() else None


def test_names_say_their_kind() -> None:
    assert said("Northgate University", "en") == "organisation"
    assert said("Ministerstwo Zdrowia", "pl") == "organisation"
    assert said("海东集团", "zh") == "organisation"
    assert said("Ruotsissa", "fi") == "place"
    assert said("Lake Tarnow", "en") == "place"
    assert said("Ida Holm", "en") is None


def test_words_for_nationality_beside_a_common_word_are_no_name() -> None:
    assert refine("the Swedish troops left", "en", "Swedish troops") == []
    assert refine("the North Korean troops left", "en", "North Korean troops") == []
    assert refine("the Swedish Museum left", "en", "Swedish Museum") == ["Swedish Museum"]
    assert refine("the Finnish ministry said", "en", "Finnish ministry") == ["Finnish ministry"]


def test_a_title_behind_a_name_comes_off_with_its_particle() -> None:
    assert refine("박지훈 씨는 말했다", "ko", "박지훈 씨는") == ["박지훈"]


def cut(text: str, lang: str, *names: tuple[str, EntityKind]) -> list[str]:
    """Names that stand in a text in this order, cut as it writes them elsewhere."""
    found, at = [], 0
    for name, kind in names:
        start = text.index(name, at)
        at = start + len(name)
        found.append(Found(start, at, np.array([one == kind for one in KINDS], np.float32)))
    return [text[name.start : name.end] for name in agreed(text, found, profile(lang))]


def test_a_word_for_nationality_is_no_part_of_a_name_that_stands_alone_elsewhere() -> None:
    text = "Nederlandse Van Loon groeit. Van Loon bouwt schepen."
    assert cut(text, "nl", ("Nederlandse Van Loon", "organisation"), ("Van Loon", "organisation")) == [
        "Van Loon",
        "Van Loon",
    ]
    assert cut("Nederlandse Spoorwegen rijdt.", "nl", ("Nederlandse Spoorwegen", "organisation")) == [
        "Nederlandse Spoorwegen"
    ]


def test_a_person_and_a_place_that_stand_alone_elsewhere_are_two() -> None:
    text = "Ana Reis van Vila Seca zei het. In Vila Seca woont Ana Reis."
    names: list[tuple[str, EntityKind]] = [
        ("Ana Reis van Vila Seca", "person"),
        ("Vila Seca", "place"),
        ("Ana Reis", "person"),
    ]
    assert cut(text, "nl", *names)[:2] == ["Ana Reis", "Vila Seca"]
    assert cut(text, "nl", *names[:2])[:1] == ["Ana Reis van Vila Seca"]


def test_a_place_and_the_agency_that_reports_from_it_are_two() -> None:
    assert refine("【マドリードロイター】火事", "ja", "マドリードロイター") == ["マドリード", "ロイター"]
    assert refine("【東京共同】火事", "ja", "東京共同") == ["東京", "共同"]
    assert refine("東京ロイヤル", "ja", "東京ロイヤル") == ["東京ロイヤル"]


def test_places_that_a_mark_lists_are_apart() -> None:
    assert refine("火事はポルトガル・スペインで", "ja", "ポルトガル・スペイン") == ["ポルトガル", "スペイン"]


@pytest.mark.parametrize(
    ("lang", "text", "kind"),
    [
        ("sv", "Bolaget *Lumivik växer.", "organisation"),
        ("nb", "Fiskefôrprodusenten *Lumivik vokser.", "organisation"),
        ("fr", "d’après l’observatoire *Ixel.", "organisation"),
        ("es", "la empresa francesa *Ixel pagó.", "organisation"),
        ("ko", "사료업체 *루미비크는", "organisation"),
        ("sv", "bolaget. *Lumivik växer.", None),
    ],
)
def test_what_the_words_before_a_name_say(lang: str, text: str, kind: str | None) -> None:
    weights = said_before(text.replace("*", ""), text.index("*"), profile(lang))
    assert (KINDS[int(weights.argmax())] if weights.any() else None) == kind


@pytest.mark.parametrize("form", ["Kim Aaa", "Aa " * 30, "the ", "・", "德国慕尼黑", "Noors Kim"])
def test_time_is_linear_in_the_number_of_names(form: str) -> None:
    def work(count: int) -> None:
        kinds = np.array([0.4, 0.3, 0.3], np.float32)
        spans = [(number * len(form), (number + 1) * len(form)) for number in range(count)]
        found = [Found(start, end, kinds) for start, end in spans]
        agreed(form * count, refined(form * count, found, profile("nl")), profile("nl"))

    assert grows_with(work, 500)
