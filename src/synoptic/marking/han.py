"""How names in Han characters sound outside of Mandarin.

金正恩 is Kim Jong Un, 高市早苗 Takaichi Sanae and 武文赏 Võ Văn Thưởng, in a Chinese text too: the readings
of a name's own language carry it into other scripts.  They come from the Unicode Han Database
(``data/han_readings.tsv``, made by ``training/han_readings.py``).
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import regex

_NAME = regex.compile(r"\p{Han}{2,6}")
# A language's readings of one name: for each character, those that it can have.
Readings = tuple[tuple[str, ...], ...]


def readings(name: str) -> list[Readings]:
    """The readings of a name in Han characters alone, one item a language that can read all of it."""
    if not _NAME.fullmatch(name):
        return []
    table = _table()
    found = [tuple(language.get(char, ()) for char in name) for language in table]
    return [each for each in found if all(each)]


@cache
def _table() -> tuple[dict[str, tuple[str, ...]], ...]:
    """Readings by character in Korean, Japanese and Vietnamese."""
    languages: tuple[dict[str, tuple[str, ...]], ...] = ({}, {}, {})
    text = files("synoptic.marking").joinpath("data/han_readings.tsv").read_text("utf-8")
    for line in text.splitlines():
        char, *cells = line.split("\t")
        if not char.startswith("#"):
            for language, cell in zip(languages, cells, strict=False):
                if cell:
                    language[char] = tuple(cell.split(" "))
    return languages
