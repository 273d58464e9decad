from __future__ import annotations

import pytest

from synoptic.marking import gazetteer


@pytest.mark.parametrize(
    ("name", "lang"),
    [
        ("Pyongyang", "en"),
        ("Pjongjang", "sv"),
        ("Phenian", "ro"),
        ("Пхеньян", "ru"),
        ("평양", "ko"),
        ("平壤", "zh"),
        ("Pjongjangissa", "fi"),
    ],
)
def test_a_city_is_one_place_in_every_language(name: str, lang: str) -> None:
    assert gazetteer.place(name, lang) == {"geonames": "1871859", "country": "KP"}


@pytest.mark.parametrize(
    ("name", "lang", "code"),
    [
        ("Ukraina", "sv", "UA"),
        ("Norge", "nb", "NO"),
        ("Venäjällä", "fi", "RU"),
        ("России", "ru", "RU"),
        ("Polsce", "pl", "PL"),
        ("USA", "sv", "US"),
        ("Storbritanniens", "sv", "GB"),
        ("米国", "ja", "US"),
        ("إندونيسيا", "ar", "ID"),
        ("Almanya'nın", "tr", "DE"),
        ("Fas'ın", "tr", "MA"),
        ("לישראל", "he", "IL"),
        ("בסין", "he", "CN"),
        ("وإندونيسيا", "ar", "ID"),
    ],
)
def test_countries_are_known_by_every_form(name: str, lang: str, code: str) -> None:
    links = gazetteer.place(name, lang)
    assert links is not None
    assert links["iso3166"] == code


@pytest.mark.parametrize(
    ("form", "name", "lang"),
    [("Москве", "Москва", "ru"), ("Warszawie", "Warszawa", "pl"), ("Варшавою", "Варшава", "uk")],
)
def test_large_cities_are_known_where_endings_are_exchanged(form: str, name: str, lang: str) -> None:
    assert gazetteer.place(form, lang) == gazetteer.place(name, lang) is not None


def test_regions_of_the_world_have_their_own_code() -> None:
    assert gazetteer.place("Europa", "de") == {"unm49": "150"}


@pytest.mark.parametrize("name", ["Springfield", "Xyzzyville", "", "der", "Nordhimmel"])
def test_what_is_not_certain_has_no_place(name: str) -> None:
    assert gazetteer.place(name, "en") is None


def test_a_language_without_a_file_knows_countries_by_cldr() -> None:
    links = gazetteer.place("Suomija", "lt")
    assert links is not None
    assert links["iso3166"] == "FI"
    assert gazetteer.place("Ranska", "xx") is None


@pytest.mark.parametrize("form", ["Βουκουρεστίου", "ΒΟΥΚΟΥΡΕΣΤΙ", "Βουκουρέστι"])
def test_stress_that_moves_hides_no_place(form: str) -> None:
    assert gazetteer.place(form, "el") == {"geonames": "683506", "country": "RO"}
