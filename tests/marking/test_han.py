from __future__ import annotations

import pytest

from synoptic.marking.han import readings


def test_a_name_is_read_in_korean_japanese_and_vietnamese() -> None:
    korean, japanese, vietnamese = readings("金正恩")
    assert "gim" in korean[0]
    assert "jeong" in korean[1]
    assert "kin" in japanese[0]
    assert "sei" in japanese[1]
    assert vietnamese[0] == ("kim",)


def test_simplified_characters_have_the_readings_of_their_variants() -> None:
    assert "yun" in readings("尹锡悦")[0][0]
    assert readings("习近")[2][0] == ("tap",)


@pytest.mark.parametrize("name", ["", "金", "Kim", "キム", "金正恩さん", "一二三四五六七"])
def test_what_is_no_name_in_han_characters_has_no_readings(name: str) -> None:
    assert readings(name) == []
