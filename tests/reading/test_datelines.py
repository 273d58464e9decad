from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synoptic.reading import read
from synoptic.reading.datelines import Span, dateline

DATELINES = [
    ("en", "KYIV, 15 Aug (Reuters) – Two were hurt.", "KYIV", "08-15", "Reuters"),
    ("en", "ALDMERE, England (AP) — A landslip has blocked the line.", "ALDMERE, England", None, "AP"),
    ("en", "ALDMERE — A landslip blocked the line between Aldmere and Foss.", "ALDMERE", None, None),
    ("fi", "KIVILAHTI (STT) Tavarajuna törmäsi autoon.", "KIVILAHTI", None, "STT"),
    ("fi", "Helsinki, 15.8.2025 – Tavarajuna törmäsi autoon.", "Helsinki", "2025-08-15", None),
    ("sv", "STOCKHOLM/TT. Ett sågverk förstördes.", "STOCKHOLM", None, "TT"),
    ("de", "Berlin (dpa) - Ein Sturm hat das Dach abgedeckt.", "Berlin", None, "dpa"),
    ("fr", "Paris, 15 août 2025 (AFP) - Deux pompiers blessés.", "Paris", "2025-08-15", "AFP"),
    ("es", "Madrid, 15 ago (EFE).- Un desprendimiento.", "Madrid", "08-15", "EFE"),
    ("pt", "Lisboa, 15 ago 2025 (Lusa) – Um deslizamento.", "Lisboa", "2025-08-15", "Lusa"),
    ("it", "(ANSA) - ROMA, 15 AGO - Un treno è deragliato.", "ROMA", "08-15", "ANSA"),
    ("nl", "AMSTERDAM (ANP) - Een vrachtschip ramt de sluis.", "AMSTERDAM", None, "ANP"),
    ("pl", "Warszawa (PAP) - Awaria wodociągu.", "Warszawa", None, "PAP"),
    ("cs", "Praha 15. srpna (ČTK) - Vichřice strhla střechy.", "Praha", "08-15", "ČTK"),
    ("hu", "Budapest, 2025. augusztus 15., péntek (MTI) - Kisiklott.", "Budapest", "2025-08-15", "MTI"),
    ("ro", "BUCUREŞTI, 15 aug. - Agerpres. Un camion.", "BUCUREŞTI", "08-15", "Agerpres"),
    ("bg", "София, 15 август /БТА/ - Пожар изпепели склад.", "София", "08-15", "БТА"),
    ("el", "Αθήνα (ΑΠΕ-ΜΠΕ) - Πυρκαγιά ξέσπασε.", "Αθήνα", None, "ΑΠΕ-ΜΠΕ"),
    ("ru", "МОСКВА, 15 авг — РИА Новости. Взрыв произошёл.", "МОСКВА", "08-15", "РИА Новости"),
    ("ru", "МОСКВА, 15 августа. /ТАСС/. Взрыв произошёл.", "МОСКВА", "08-15", "ТАСС"),
    ("uk", "КИЇВ. 15 серпня. УКРІНФОРМ. Рівень води.", "КИЇВ", "08-15", "УКРІНФОРМ"),
    ("tr", "ANKARA (AA) - Göçük oldu.", "ANKARA", None, "AA"),
    ("ar", "القاهرة (رويترز) - قال مسؤولون.", "القاهرة", None, "رويترز"),
    ("fa", "تهران - ایرنا - شش کارگر نجات یافتند.", "تهران", None, "ایرنا"),
    ("he", "ירושלים (רויטרס) - גשר קרס.", "ירושלים", None, "רויטרס"),
    ("hi", "नई दिल्ली, 15 अगस्त (भाषा) अधिकारियों ने कहा।", "नई दिल्ली", "08-15", "भाषा"),
    ("id", "Jakarta (ANTARA) - Gudang terbakar.", "Jakarta", None, "ANTARA"),
    ("vi", "Hà Nội (TTXVN) - Mưa lớn.", "Hà Nội", None, "TTXVN"),
    ("zh", "新华社北京8月15日电 记者获悉。", "北京", "08-15", "新华社"),
    ("ja", "【カイロ共同】15日未明、堤防が決壊した。", "カイロ", None, "共同"),
    ("ja", "[東京 15日 ロイター] - 政府は発表した。", "東京", None, "ロイター"),
    ("ko", "(서울=연합뉴스) 박서린 기자 = 산사태가 났다.", "서울", None, "연합뉴스"),
]
NONE = [
    ("en", "On Aug 15 (Friday) - the day of the vote - nothing happened."),
    ("en", "The summit, held on 15 August 2025, was the first - and the last."),
    ("en", "Anna Lind (SPD) - who leads the party - said so."),
    ("en", "World Health Organization (WHO) - the UN body - has said."),
    ("en", "Kim Jong Un (41) said on 15 August that he would go."),
    ("de", "Am 15. August 2025 - es war ein Freitag - brannte es."),
    ("sv", "USA – Ryssland 3–2 efter förlängning."),
    ("en", "NATO — The alliance will meet."),
    ("fi", "Suomi, 15.8.2025 voimaan tullut laki muuttaa."),
    ("vi", "Vào Thứ Tư, TT. Trump cho biết ông sẽ đi."),
    ("en", "Berlin, 15 August. It rained all day."),
]


@pytest.mark.parametrize(("lang", "text", "place", "day", "agency"), DATELINES)
@pytest.mark.parametrize("before", ["", "A title that stands before\n\n"])
def test_datelines(
    lang: str, text: str, place: str, day: str | None, agency: str | None, before: str
) -> None:
    whole = before + text
    found = dateline(whole, 0, lang)
    assert found is not None

    def words(span: Span | None) -> str | None:
        return whole[slice(*span)] if span else None

    assert (words(found.place), found.day, words(found.agency)) == (place, day, agency)
    assert found.start == len(before)
    assert found.end <= len(whole)


@pytest.mark.parametrize(("lang", "text"), NONE)
def test_what_only_looks_like_one(lang: str, text: str) -> None:
    assert dateline(text, 0, lang) is None


def test_a_dateline_with_a_year_dates_the_page(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Deux pompiers blessés\n\nParis, 15 août 2025 (AFP) - Deux pompiers.")
    (tmp_path / "b.txt").write_text("Deux pompiers blessés\n\nParis, 15 août (AFP) - Deux pompiers ont.")
    reading = read([tmp_path])
    assert [article.published for article in reading.articles] == ["2025-08-15", None]
    assert [note.why for note in reading.notes] == ["time of publication 2025-08-15 by the dateline alone"]


PARTS = st.sampled_from(
    [*"(),.-–—/=【】[]（） \n", "15", "Aug", "8月15日", "電", "AFP", "新华社", "Roma", "ROMA"]
)


@given(st.lists(PARTS, max_size=20).map("".join))
def test_spans_stand_inside_the_text(text: str) -> None:
    found = dateline(text, 0, "en")
    if found:
        assert 0 <= found.start <= found.end <= len(text)
        for span in (found.place, found.date, found.agency):
            assert span is None or (
                found.start <= span[0] < span[1] <= found.end and text[slice(*span)].strip()
            )
