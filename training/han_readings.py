"""Make the table of how Han characters are read in Korean, Japanese and Vietnamese.

    python training/han_readings.py FOLDER

``FOLDER`` holds ``Unihan_Readings.txt`` and ``Unihan_Variants.txt`` of the Unicode Han Database (plain
or .bz2; they come with Debian's package ``unicode-data`` and from unicode.org).  Readings in Mandarin
need no table: anyascii has them.
"""

from __future__ import annotations

import argparse
import bz2
import re
from collections.abc import Iterator
from pathlib import Path

from anyascii import anyascii

TABLE = Path(__file__).parents[1] / "src" / "synoptic" / "marking" / "data" / "han_readings.tsv"
HEADER = """\
# Readings of Han characters in Korean, Japanese and Vietnamese, romanised.
# Made by training/han_readings.py from the Unicode Han Database (Unicode License v3,
# https://www.unicode.org/license.txt; Copyright 1991-2022 Unicode, Inc.).
"""
FIELDS = {"kHangul": 0, "kJapaneseOn": 1, "kJapaneseKun": 1, "kVietnamese": 2}
VARIANTS = ("kTraditionalVariant", "kZVariant", "kSemanticVariant")
# Longer readings are those of verbs and adjectives with their endings, which names do not have.
_LONGEST, _MOST = 8, 6

Readings = tuple[list[str], list[str], list[str]]


def lines(folder: Path, name: str) -> Iterator[tuple[str, str, str]]:
    """Character, field and value of each line of a file."""
    plain = folder / name
    raw = plain.read_bytes() if plain.exists() else bz2.decompress((folder / f"{name}.bz2").read_bytes())
    for line in raw.decode("utf-8").splitlines():
        if line.startswith("U+"):
            code, field, value = line.split("\t")
            yield chr(int(code[2:], 16)), field, value


def readings(folder: Path) -> dict[str, Readings]:
    """Readings by character, those of a variant where a character has none of its own."""
    table: dict[str, Readings] = {}
    for char, field, value in lines(folder, "Unihan_Readings.txt"):
        if field in FIELDS:
            own = table.setdefault(char, ([], [], []))[FIELDS[field]]
            own += [romanised for one in value.split() if (romanised := _plain(one)) not in own]
    known = dict(table)
    for char, field, value in lines(folder, "Unihan_Variants.txt"):
        if field not in VARIANTS:
            continue
        for code in re.findall(r"U\+([0-9A-F]+)", value):
            for own, other in zip(
                table.setdefault(char, ([], [], [])), known.get(chr(int(code, 16)), ()), strict=False
            ):
                if not own:
                    own += other
    return table


def _plain(reading: str) -> str:
    return re.sub("[^a-z]", "", anyascii(reading.split(":")[0]).lower())


def main() -> None:
    """Write the table: a character a line, with the readings of each language behind it."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("folder", type=Path)
    found = readings(arguments.parse_args().folder)
    rows = []
    for char, languages in sorted(found.items()):
        cells = [" ".join([one for one in own if 0 < len(one) <= _LONGEST][:_MOST]) for own in languages]
        if "\u4e00" <= char <= "\u9fff" and any(cells):
            rows.append("\t".join((char, *cells)).rstrip("\t"))
    TABLE.parent.mkdir(exist_ok=True)
    TABLE.write_text(HEADER + "\n".join(rows) + "\n", "utf-8")


if __name__ == "__main__":
    main()
