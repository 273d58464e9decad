from __future__ import annotations

import pytest

from synoptic.comparing.calls import Called, alike, alike_in_part, called
from synoptic.languages.profile import profile
from synoptic.types import EntityKind


def call(name: str, lang: str, kind: EntityKind = "place") -> Called:
    return called([name], kind, profile(lang))


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        (("Tarnówkában", "hu"), ("Tarnówka", "pl"), "place"),
        (("Norrviksta", "fi"), ("Norrvik", "sv"), "place"),
        (("ノルヴィク県", "ja"), ("Norvik", "en"), "place"),
        (("努韦拉港", "zh"), ("Nuwera", "en"), "place"),
        (("Kabupaten Sumberpati", "id"), ("Sumberpati", "en"), "place"),
        (("מנורוויק", "he"), ("Norvik", "en"), "place"),
        (("瑙拉斯通讯社", "zh"), ("Nawras news agency", "en"), "organisation"),
    ],
)
def test_endings_and_words_for_what_it_is_do_not_part_names(
    first: tuple[str, str], second: tuple[str, str], kind: EntityKind
) -> None:
    one, other = call(*first, kind), call(*second, kind)
    assert alike(one, other) == alike(other, one) > 0.65


def test_an_organisation_is_not_the_place_in_its_name() -> None:
    paper, town = call("Norrviks Tidning", "sv", "organisation"), call("Norrvik", "sv")
    assert alike(paper, town) < 0.75


def test_one_word_of_a_person_is_a_part_of_the_fuller_name() -> None:
    full, short = call("Ida Marie Holm", "da", "person"), call("Holm", "sv", "person")
    assert alike_in_part(full, short) == alike_in_part(short, full) == 1.0
    assert alike_in_part(full, call("Berg", "sv", "person")) < 0.6
    assert alike_in_part(full, full) == 0.0
    assert alike_in_part(full, call("Holm", "sv")) == 0.0
