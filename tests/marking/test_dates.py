from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.linear import grows_linearly

from synoptic.languages.profile import languages, profile
from synoptic.marking.dates import dates
from synoptic.types import Article, Date

FRIDAY = "2025-08-15T10:00:00+02:00"
SHARED = Path(__file__).resolve().parents[3] / "shared"


def read(language: str, text: str, published: str | None = FRIDAY) -> tuple[Date, ...]:
    return dates(Article(id="a", text=text, lang=language, published=published), (), profile(language))


def isos(language: str, text: str, published: str | None = FRIDAY) -> list[str]:
    return [date.iso for date in read(language, text, published)]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "The bridge reopened on 3 May 2024.", ["2024-05-03"]),
        ("en", "The bridge reopened on May 3, 2024.", ["2024-05-03"]),
        ("en", "Filed on 2024-05-03 and on 23/05/2024.", ["2024-05-03", "2024-05-23"]),
        ("en", "The mill closed in 1987, then again in June 2003.", ["1987", "2003-06"]),
        ("en", "The fair runs 13–18 March 2026.", ["2026-03-13", "2026-03-18"]),
        ("en", "Sales fell in the second quarter of 2018.", ["2018-Q2"]),
        ("de", "Die Brücke wurde am 3. Mai 2024 eröffnet.", ["2024-05-03"]),
        ("de", "Stichtag war der 23.5.2024.", ["2024-05-23"]),
        ("fi", "Silta avattiin 3. toukokuuta 2024.", ["2024-05-03"]),
        ("sv", "Bron öppnades den 3 maj 2024.", ["2024-05-03"]),
        ("da", "Broen åbnede den 3. maj 2024.", ["2024-05-03"]),
        ("ro", "Podul a fost deschis pe 3 mai 2024.", ["2024-05-03"]),
        ("fr", "Le pont a rouvert le 1er mai 2024.", ["2024-05-01"]),
        ("es", "El puente reabrió el 3 de mayo de 2024.", ["2024-05-03"]),
        ("pl", "Most otwarto 3 maja 2024 r.", ["2024-05-03"]),
        ("cs", "Most otevřeli 3. května 2024.", ["2024-05-03"]),
        ("ru", "Мост открыли 3 мая 2024 года.", ["2024-05-03"]),
        ("lt", "Tiltas atidarytas 2024 m. gegužės 3 d.", ["2024-05-03"]),
        ("lv", "Tiltu atklāja 2024. gada 3. maijā.", ["2024-05-03"]),
        ("hu", "A hidat 2024. május 3-án nyitották meg.", ["2024-05-03"]),
        ("tr", "Köprü 3 Mayıs 2024'te açıldı.", ["2024-05-03"]),
        ("zh", "大桥于2024年5月3日通车。", ["2024-05-03"]),
        ("ja", "橋は2024年5月3日に開通した。", ["2024-05-03"]),
        ("ko", "다리는 2024년 5월 3일 개통됐다.", ["2024-05-03"]),
        ("vi", "Cây cầu khánh thành ngày 3/5/2024.", ["2024-05-03"]),
        ("hi", "पुल ३ मई २०२४ को खुला।", ["2024-05-03"]),
        ("ar", "افتتح الجسر في ٣ أيار/مايو ٢٠٢٤.", ["2024-05-03"]),
        ("he", "הגשר נפתח ב-3 במאי 2024.", ["2024-05-03"]),
    ],
)
def test_absolute_dates(language: str, text: str, wanted: list[str]) -> None:
    assert isos(language, text) == wanted
    assert isos(language, text, None) == wanted


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "The ferry sank on Wednesday.", "2025-08-13"),
        ("en", "The ferry sank on Friday.", "2025-08-15"),
        ("en", "The court will decide on Wednesday.", "2025-08-20"),
        ("en", "The minister said on Wednesday that it would reopen.", "2025-08-13"),
        ("en", "The ferry sank last Friday.", "2025-08-08"),
        ("sv", "Färjan sjönk på onsdagen.", "2025-08-13"),
        ("sv", "Färjan sjönk i fredags.", "2025-08-08"),
        ("sv", "Färjan avgick på onsdagsmorgonen.", "2025-08-13"),
        ("da", "På tirsdag skal de mødes.", "2025-08-19"),
        ("da", "Færgen sank i tirsdags.", "2025-08-12"),
        ("nl", "De veerboot zonk woensdagochtend.", "2025-08-13"),
        ("fi", "Lautta upposi torstaina.", "2025-08-14"),
        ("fi", "Lautta upposi torstai-iltana.", "2025-08-14"),
        ("ro", "Feribotul s-a scufundat miercuri.", "2025-08-13"),
        ("pl", "Prom zatonął w środę.", "2025-08-13"),
        ("de", "Die Fähre sank am Mittwoch.", "2025-08-13"),
        ("ru", "Паром затонул в среду.", "2025-08-13"),
        ("tr", "Feribot çarşamba günü battı.", "2025-08-13"),
        ("el", "Το πλοίο βυθίστηκε την Τετάρτη.", "2025-08-13"),
        ("hi", "नाव बुधवार को डूबी।", "2025-08-13"),
        ("ar", "غرقت العبارة يوم الأربعاء.", "2025-08-13"),
        ("vi", "Phà chìm hôm thứ Tư.", "2025-08-13"),
        ("id", "Feri itu tenggelam pada Rabu (13/8).", "2025-08-13"),
        ("zh", "渡轮上周三沉没。", "2025-08-06"),
        ("ja", "フェリーは13日(水)に沈没した。", "2025-08-13"),
    ],
)
def test_weekdays_follow_the_convention_of_news(language: str, text: str, wanted: str) -> None:
    assert isos(language, text) == [wanted]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "It rained yesterday.", "2025-08-14"),
        ("en", "It was built two years ago.", "2023"),
        ("en", "The report came earlier this year.", "2025"),
        ("en", "It was sold last month.", "2025-07"),
        ("en", "The line must be ready before the end of the year.", "2025-12"),
        ("en", "It was signed in January.", "2025-01"),
        ("en", "It will be signed in January.", "2026-01"),
        ("sv", "Avtalet löper ut om tre år.", "2028"),
        ("sv", "Den såldes för två dagar sedan.", "2025-08-13"),
        ("sv", "Den såldes i oktober i fjol.", "2024-10"),
        ("da", "Den blev solgt i oktober sidste år.", "2024-10"),
        ("fi", "Se myytiin viime vuonna.", "2024"),
        ("fi", "Se myytiin kaksi päivää sitten.", "2025-08-13"),
        ("ro", "A fost vândută anul trecut.", "2024"),
        ("de", "Sie wurde im vergangenen Monat verkauft.", "2025-07"),
        ("fr", "Elle a été vendue il y a deux ans.", "2023"),
        ("ru", "Её продали накануне.", "2025-08-14"),
        ("zh", "公司去年11月出售。", "2024-11"),
        ("ja", "昨年11月に売却した。", "2024-11"),
        ("ko", "지난해 11월 매각했다.", "2024-11"),
        ("vi", "Nó được bán vào tháng 11 năm ngoái.", "2024-11"),
        ("id", "Pabrik dijual dua tahun lalu.", "2023"),
        ("tr", "Geçen yıl satıldı.", "2024"),
    ],
)
def test_dates_counted_from_publication(language: str, text: str, wanted: str) -> None:
    assert isos(language, text) == [wanted]
    assert isos(language, text, None) == []


def test_chains_count_from_the_date_named_before() -> None:
    assert isos("en", "The strike began on 3 August. Two days earlier talks had failed.") == [
        "2025-08-03",
        "2025-08-01",
    ]
    assert isos("en", "Three years later the mill closed.") == []


def test_the_day_of_publication_is_that_of_its_own_zone() -> None:
    assert isos("en", "It burnt down today.", "2025-08-15T00:30:00+09:00") == ["2025-08-15"]
    assert isos("en", "It burnt down today.", "2025-08-15") == ["2025-08-15"]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("ja", "条約は令和7年8月15日に発効した。", ["2025-08-15"]),
        ("zh", "條約於民國114年8月15日生效。", ["2025-08-15"]),
        ("th", "สนธิสัญญามีผลเมื่อวันที่ 15 สิงหาคม 2568", ["2025-08-15"]),
        ("fa", "پیمان در ۲۴ مرداد ۱۴۰۴ امضا شد.", ["2025-08-15"]),
        ("ar", "وقعت المعاهدة في ٢١ صفر الهجري", ["2025-08-15"]),
    ],
)
def test_other_calendars_are_converted(language: str, text: str, wanted: list[str]) -> None:
    assert isos(language, text) == wanted


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A 24-year-old won the 80th anniversary race after three years of training."),
        ("en", "About 2,000 people and 3000 sheep crossed at 10.20; the score was 4-1."),
        ("en", "In the 1990s prices rose by 12.5 per cent; may the best win, they march on."),
        ("en", "It was due in the year 30000."),
        ("en", "The last year has been hard, as have the past two weeks."),
        ("sv", "På 90-talet sålde de 2 000 båtar på tre år."),
        ("fi", "1980-luvulla myytiin 24-vuotiaan veneitä."),
        ("de", "In den 1990er Jahren stieg der Preis um 12,5 Prozent."),
        ("ja", "3日間で24歳の選手が2000万人を集めた。"),
        ("ro", "Au mai fost cinci luni grele."),
    ],
)
def test_what_is_no_date(language: str, text: str) -> None:
    assert isos(language, text) == []


def test_an_ambiguous_order_is_not_guessed() -> None:
    assert isos("en", "It was signed on 03/08/2024.") == []
    assert isos("sv", "Det undertecknades 03/08/2024.") == ["2024-08-03"]


def test_precisions_and_spans() -> None:
    found = read("en", "On 3 May 2024 and last week, in June 2003 and in 1987.")
    assert [(date.text, date.precision) for date in found] == [
        ("On 3 May 2024", "day"),
        ("last week", "week"),
        ("in June 2003", "month"),
        ("in 1987", "year"),
    ]


def test_letters_of_the_other_script_do_not_hide_a_date() -> None:
    assert isos("ru", "Паром затонул в срeду.") == ["2025-08-13"]


def test_an_unknown_language_has_the_months_of_cldr() -> None:
    assert isos("cy", "Agorwyd y bont ar 3 Mai 2024.") == ["2024-05-03"]


@given(
    st.sampled_from(languages()), st.text(max_size=200), st.sampled_from([FRIDAY, None, "2025-02-29", "soon"])
)
@settings(max_examples=150, deadline=None)
def test_any_text_gives_verbatim_spans_in_order(language: str, text: str, published: str | None) -> None:
    found = read(language, text, published)
    for date in found:
        assert text[date.start : date.end] == date.text
        assert date.text
        assert re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?|-Q[1-4]|-W\d{2})?", date.iso)
    assert [date.start for date in found] == sorted(date.start for date in found)
    assert found == read(language, text, published)


@given(
    st.sampled_from(languages()),
    st.lists(
        st.sampled_from(["2024", "3", "15.", "8/3", "-", "(", ",", "last", "år", "月", "日"]), max_size=30
    ),
)
@settings(max_examples=100, deadline=None)
def test_any_heap_of_date_words_is_read_without_error(language: str, heap: list[str]) -> None:
    words = profile(language).dates
    pool = [
        *(form for forms in words.months.values() for form in forms[:1]),
        *words.last[:2],
        *words.this[:2],
    ]
    text = " ".join([*heap, *pool, *heap])
    for date in read(language, text):
        assert text[date.start : date.end] == date.text


@pytest.mark.parametrize(
    "unit", ["1", "1 ", "1-", "1/1/", "Friday ", "of the ", "last ", "2012 ", "on May 3, ", '"']
)
def test_time_grows_with_the_text(unit: str) -> None:
    assert grows_linearly(lambda text: read("en", text), unit)


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the planted stories are not here")
def test_planted_dates_are_read() -> None:
    right = total = 0
    for path in sorted((SHARED / "gold" / "stories").glob("*/gold.json")):
        lines = (path.parent / "articles.jsonl").read_text("utf-8").splitlines()
        records = {record["id"]: record for record in map(json.loads, lines)}
        for date in json.loads(path.read_text("utf-8"))["dates"]:
            for article, told in date["told_by"].items():
                record = records[article]
                text = f"{record.get('title', '')}\n\n{record['text']}"
                found = read(record["lang"], text, record["published"])
                for telling in told if isinstance(told, list) else [told]:
                    spans = [place.span() for place in re.finditer(re.escape(telling["surface"]), text)]
                    total += 1
                    right += any(
                        mark.iso == telling["iso"] and mark.start < end and start < mark.end
                        for mark in found
                        for start, end in spans
                    )
    assert right >= 0.95 * total
