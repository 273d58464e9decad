from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synoptic.reading.headline import time_line
from synoptic.reading.lines import Line
from synoptic.reading.times import ago, date_in, earlier, iso


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2025-08-15", "2025-08-15"),
        ("2025-08-15T08:12:00Z", "2025-08-15T08:12:00+00:00"),
        ("2025-08-15T08:12:31.123+02:00", "2025-08-15T08:12:31+02:00"),
        ("2025-08-15T08:12+0530", "2025-08-15T08:12:00+05:30"),
        ("2025-08-15 08:12:00", "2025-08-15"),
        ("20250815", "2025-08-15"),
        ("20250815T081200Z", "2025-08-15T08:12:00+00:00"),
        ("Fri, 15 Aug 2025 08:12:00 +0200", "2025-08-15T08:12:00+02:00"),
        (1755245520, "2025-08-15T08:12:00+00:00"),
        (1755245520000, "2025-08-15T08:12:00+00:00"),
        ("٢٠٢٥-٠٨-١٥", "2025-08-15"),
        ("2568-08-15", "2025-08-15"),
        ("30000-08-15", None),
        ("0001-01-01", None),
        ("1970-01-01T00:00:00Z", None),
        ("2025-02-30", None),
        ("2025-08-15T99:99:99Z", "2025-08-15"),
        (0, None),
        (True, None),
        ("yesterday", None),
        (float("nan"), None),
        (1e300, None),
    ],
)
def test_times_of_records(value: object, expected: str | None) -> None:
    assert iso(value) == expected


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("da", "3. september 2025"),
        ("sv", "Publicerad 2025-09-03 08:12"),
        ("nb", "Oppdatert 3. sep. 2025 kl. 08.12"),
        ("fi", "Julkaistu 3.9.2025 klo 8.12"),
        ("de", "Mittwoch, 3. September 2025"),
        ("es", "3 de septiembre de 2025"),
        ("pt", "Publicado em 3 de setembro de 2025 às 08h12"),
        ("fr", "Publié le 3 septembre 2025 à 8h12 | Mis à jour le 4 septembre 2025"),
        ("en", "Published September 3, 2025"),
        ("en", "Wednesday 3rd September 2025"),
        ("pl", "3 września 2025"),
        ("cs", "3. září 2025"),
        ("hu", "2025. szeptember 3. 8:12"),
        ("lt", "2025 m. rugsėjo 3 d."),
        ("ru", "Опубликовано: 3 сентября 2025, 08:12"),
        ("uk", "3 вересня 2025"),
        ("el", "3 Σεπτεμβρίου 2025"),
        ("tr", "Giriş Tarihi: 03.09.2025 08:12"),
        ("ar", "٣ سبتمبر ٢٠٢٥"),
        ("he", "3 בספטמבר 2025"),
        ("hi", "3 सितंबर 2025"),
        ("th", "3 กันยายน 2568"),
        ("ja", "2025年9月3日 18時20分"),
        ("ko", "입력 2025년 9월 3일"),
        ("zh", "2025年9月3日 09:40"),
        ("vi", "3 tháng 9, 2025"),
        ("id", "Rabu, 3 September 2025 09:15 WIB"),
    ],
)
def test_lines_that_give_the_time(lang: str, line: str) -> None:
    assert time_line(Line(line, 0), lang) == "2025-09-03"


@pytest.mark.parametrize(
    "line",
    [
        "The court ruled on 3 September 2025 that the law stands",
        "Election 2025",
        "25 000 marched",
        "9/8/2025",
        "3 September",
    ],
)
def test_lines_that_do_not(line: str) -> None:
    assert time_line(Line(line, 0), "en") is None


def test_numeric_dates_that_could_be_read_two_ways() -> None:
    assert date_in("9/8/2025", "en") is None
    assert date_in("9/8/2025", "fr") == ("2025-08-09", 0, 8)
    assert date_in("19/8/2025", "en") == ("2025-08-19", 0, 9)
    assert date_in("8/19/2025", "en") == ("2025-08-19", 0, 9)
    assert date_in("9.8.2025", "en") == ("2025-08-09", 0, 8)


@pytest.mark.parametrize(
    ("lang", "line", "seconds"),
    [
        ("en", "25 minutes ago", 1500),
        ("en", "- 1 hour ago", 3600),
        ("sv", "för 25 minuter sedan", 1500),
        ("fi", "2 tuntia sitten", 7200),
        ("ru", "25 минут назад", 1500),
        ("de", "vor 3 Tagen", 259200),
        ("es", "hace 25 minutos", 1500),
        ("ja", "25 分前", 1500),
        ("ja", "25分前", 1500),
        ("ar", "قبل 25 دقيقة", 1500),
        ("hi", "25 मिनट पहले", 1500),
        ("fi", "25 minutes ago", 1500),
        ("en", "two years ago the law changed", None),
        ("en", "It was 25 minutes ago that it began", None),
        ("xx", "25 minutos", None),
    ],
)
def test_how_long_ago(lang: str, line: str, seconds: int | None) -> None:
    assert ago(line, lang) == seconds


def test_earlier_keeps_the_precision() -> None:
    assert earlier("2025-08-15", 1500) == "2025-08-15"
    assert earlier("2025-08-15", 3 * 86400) == "2025-08-12"
    assert earlier("2025-08-15T00:10:00+02:00", 1500) == "2025-08-14T23:45:00+02:00"
    assert earlier(None, 5) is None


@given(st.one_of(st.text(max_size=120), st.integers(), st.floats(), st.none()))
def test_any_value_gives_a_time_or_nothing(value: object) -> None:
    found = iso(value)
    if found is not None:
        assert 1600 <= datetime.datetime.fromisoformat(found).year <= 2200


@given(
    st.text(alphabet="0123456789./- :,abcdeJulySeptember年月日 ", max_size=200),
    st.sampled_from(["en", "sv", "ja", "xx", "th"]),
)
def test_any_line_gives_a_day_within_it_or_nothing(text: str, lang: str) -> None:
    found = date_in(text, lang)
    if found is not None:
        day, start, end = found
        datetime.date.fromisoformat(day)
        assert 0 <= start < end <= len(text)
