"""The parallel lines of NTREX-128: its files by language, and the two halves of its documents."""

from __future__ import annotations

from pathlib import Path

# NTREX-128 names its files by ISO 639-3.
_FILES = """
en:eng sv:swe fi:fin da:dan nb:nob nn:nno is:isl de:deu nl:nld fr:fra es:spa pt:por it:ita ro:ron pl:pol
cs:ces sk:slk sl:slv hr:hrv sr:srp-Cyrl bg:bul mk:mkd ru:rus uk:ukr be:bel lt:lit lv:lav et:est hu:hun
el:ell tr:tur ar:arb he:heb fa:fas hi:hin zh:zho-CN ja:jpn ko:kor vi:vie id:ind th:tha
"""
NTREX = dict(pair.split(":") for pair in _FILES.split())
HALVES = ("dev", "held", "all")


def lines_of(folder: Path, language: str) -> list[str]:
    """The lines of a language, parallel to those of all others."""
    return (folder / f"{NTREX[language]}.txt").read_text("utf-8").splitlines()


def half_of(folder: Path, half: str) -> list[int]:
    """The lines whose documents were used in development, of the others, or all."""
    documents = (folder / "documents.tsv").read_text("utf-8").splitlines()
    turn = {document: number % 2 for number, document in enumerate(dict.fromkeys(documents))}
    wanted = {"dev": (0,), "held": (1,), "all": (0, 1)}[half]
    return [line for line, document in enumerate(documents) if turn[document] in wanted]
