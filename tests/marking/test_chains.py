from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate

import pytest
from tests.linear import grows_with

from synoptic.languages.profile import profile
from synoptic.marking.chains import Chains, chains
from synoptic.types import EntityKind


def link(text: str, lang: str, *names: tuple[str, EntityKind]) -> Chains:
    """Chains over names that stand in a text in this order."""
    spans, at = [], 0
    for name, _ in names:
        start = text.index(name, at)
        at = start + len(name)
        spans.append((start, at))
    return chains(text, spans, [kind for _, kind in names], profile(lang))


def test_a_surname_stands_for_the_one_person_who_has_it() -> None:
    text = "Marta Ekeby talade. Ekeby var nöjd, sade Jon Holm."
    found = link(text, "sv", ("Marta Ekeby", "person"), ("Ekeby", "person"), ("Jon Holm", "person"))
    assert found.keys == (0, 0, 1)


def test_a_surname_of_two_people_stands_alone() -> None:
    text = "Marta Ekeby and Karl Ekeby met. Ekeby left."
    found = link(text, "en", ("Marta Ekeby", "person"), ("Karl Ekeby", "person"), ("Ekeby", "person"))
    assert len(set(found.keys)) == 3


def test_inflected_forms_are_one_name_and_filed_under_the_plain_one() -> None:
    text = "Владимир Бережков прилетел. Встреча с Владимиром Бережковым прошла у Бережкова."
    found = link(
        text,
        "ru",
        ("Владимир Бережков", "person"),
        ("Владимиром Бережковым", "person"),
        ("Бережкова", "person"),
    )
    assert found.keys == (0, 0, 0)
    assert found.heads[1] == "Владимир Бережков"


def test_a_woman_s_name_is_one_in_all_cases() -> None:
    text = "Анна Лугова сказала. По словам Анны Луговой, это так."
    found = link(text, "ru", ("Анна Лугова", "person"), ("Анны Луговой", "person"))
    assert found.keys == (0, 0)


def test_a_known_place_loses_its_ending() -> None:
    text = "Kokous pidettiin Pjongjangissa."
    assert link(text, "fi", ("Pjongjangissa", "place")).heads == ("Pjongjang",)


def test_an_s_that_belongs_to_a_name_stays() -> None:
    assert link("Mötet i Paris.", "sv", ("Paris", "place")).heads == ("Paris",)


def test_an_acronym_in_brackets_is_the_name_before_it() -> None:
    text = "The Northern Rivers Board (NRB) met. NRB said no. The Coast Fund (ABC) did not."
    found = link(
        text,
        "en",
        ("Northern Rivers Board", "organisation"),
        ("NRB", "organisation"),
        ("NRB", "organisation"),
        ("Coast Fund", "organisation"),
        ("ABC", "organisation"),
    )
    assert found.keys == (0, 0, 0, 1, 2)


def test_a_company_is_called_by_the_beginning_of_its_name() -> None:
    text = "Brandell Minerals owns it. Brandell rose."
    found = link(text, "en", ("Brandell Minerals", "organisation"), ("Brandell", "place"))
    assert found.keys == (0, 0)


def test_a_city_is_not_the_company_named_after_it() -> None:
    text = "Toronto Steel fell. Trade in Toronto was slow."
    found = link(text, "en", ("Toronto Steel", "organisation"), ("Toronto", "place"))
    assert found.keys == (0, 1)


def test_a_beginning_is_enough_without_spaces() -> None:
    text = "岚川新能源公司表示。岚川没有回应。"
    found = link(text, "zh", ("岚川新能源公司", "organisation"), ("岚川", "person"))
    assert found.keys == (0, 0)


def test_many_names_are_linked_in_good_time() -> None:
    names = [f"Aa{number} Bb{number}" for number in range(4000)]
    text = ". ".join(names)
    found = link(text, "en", *((name, "person") for name in names))
    assert len(set(found.keys)) == 4000


def letters(number: int) -> str:
    """A word of its own for each number."""
    word = ""
    while number >= 0:
        word, number = chr(97 + number % 26) + word, number // 26 - 1
    return word


HOSTILE: dict[str, Callable[[int], str]] = {
    "one first name": lambda n: f"Kim {letters(n).title()}",
    "one surname": lambda n: f"{letters(n).title()} Kim",
    "parts of parts": lambda n: " ".join(f"{letter.upper()}a" for letter in f"{n:b}"),
    "many words": lambda n: "Aa " * (n % 50) + letters(n).title(),
    "spellings of one": lambda n: "".join(
        char.upper() if n >> at & 1 else char for at, char in enumerate("kimberleysons")
    ),
}


@pytest.mark.parametrize("kind", ["person", "organisation", "place"])
@pytest.mark.parametrize("name", HOSTILE)
def test_time_is_linear_in_the_number_of_names(name: str, kind: EntityKind) -> None:
    def work(count: int) -> None:
        names = [HOSTILE[name](number) for number in range(count)]
        starts = list(accumulate((len(form) + 2 for form in names), initial=0))
        spans = [(start, start + len(form)) for start, form in zip(starts, names, strict=False)]
        chains(". ".join(names), spans, [kind] * count, profile("en"))

    assert grows_with(work, 500)
