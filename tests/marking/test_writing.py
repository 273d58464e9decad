"""The script that a text is written in."""

from __future__ import annotations

import pytest

from synoptic.marking.writing import main_script, same_writing
from synoptic.types import Article


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Three men were hurt.", "LATIN"),
        ("Три човека су повређена, јавља AFP.", "CYRILLIC"),
        ("台風がイベリア半島に上陸し、3人がけがをした。", "CJK"),
        ("颱風登陸，三人受傷。", "CJK"),
        ("セブンイレブン", "CJK"),
        ("세 명이 다쳤다고 KBS가 전했다.", "HANGUL"),
        ("أصيب ثلاثة رجال", "ARABIC"),
        ("2025 – 3/4 !?", ""),
        ("", ""),
    ],
)
def test_the_script_of_most_letters_counts(text, script):
    assert main_script(text) == script


def test_a_writing_is_a_language_in_a_script():
    latin = Article(id="a", text="Tri čoveka su povređena.", lang="sr")
    cyrillic = Article(id="b", text="Три човека су повређена.", lang="sr")
    croatian = Article(id="c", text="Tri su čovjeka ozlijeđena.", lang="hr")
    assert same_writing(latin, Article(id="d", text="Zvono je palo.", lang="sr"))
    assert not same_writing(latin, cyrillic)
    assert not same_writing(latin, croatian)
