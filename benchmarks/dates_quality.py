"""How well dates are read: parallel texts, public test cases and planted stories, by language.

    python benchmarks/dates_quality.py ntrex|cases|gold DATA [--peers] [--errors LANG]

``ntrex`` gives every line of NTREX-128 one day of publication and compares the dates of each language
with those of English, line by line (a measure without labels); ``cases`` reads the points in time of the
Duckling and Recognizers-Text corpora; ``gold`` the dates of the planted stories.  DATA is the folder that
holds them.  ``--peers`` reads the same cases with dateparser, ``--errors`` prints what differs.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from synoptic.languages.profile import languages, profile
from synoptic.marking.dates import dates
from synoptic.types import Article, Date

PUBLISHED = "2018-10-01T12:00:00+00:00"
FLOOR = 0.9

# NTREX-128 names its files by ISO 639-3.
NTREX = dict(
    pair.split(":")
    for pair in (
        "en:eng sv:swe fi:fin da:dan nb:nob nn:nno is:isl de:deu nl:nld fr:fra es:spa pt:por it:ita ro:ron"
        " pl:pol cs:ces sk:slk sl:slv hr:hrv sr:srp-Cyrl bg:bul mk:mkd ru:rus uk:ukr be:bel lt:lit lv:lav"
        " et:est hu:hun el:ell tr:tur ar:arb he:heb fa:fas hi:hin zh:zho-CN ja:jpn ko:kor vi:vie id:ind th:tha"
    ).split()
)


def read(language: str, text: str, published: str | None) -> tuple[Date, ...]:
    """The dates of a text."""
    return dates(Article(id="text", text=text, lang=language, published=published), (), profile(language))


def overlap(found: list[str], wanted: list[str]) -> tuple[int, int, int]:
    """Of two lists with repetition: in both, in the first, in the second."""
    both = sum((Counter(found) & Counter(wanted)).values())
    return both, len(found), len(wanted)


def f1(both: int, found: int, wanted: int) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * both / (found + wanted) if found + wanted else 1.0


def ntrex(folder: Path, shown: str | None) -> None:
    """F1 of each language's dates against English, line by line."""
    english = (folder / "eng.txt").read_text("utf-8").splitlines()
    wanted = [[date.iso for date in read("en", line, PUBLISHED)] for line in english]
    scores = {}
    for language in languages():
        if language == "en" or language not in NTREX:
            continue
        lines = (folder / f"{NTREX[language]}.txt").read_text("utf-8").splitlines()
        total = (0, 0, 0)
        for number, (line, isos) in enumerate(zip(lines, wanted, strict=True)):
            marks = read(language, line, PUBLISHED)
            counts = overlap([mark.iso for mark in marks], isos)
            total = (total[0] + counts[0], total[1] + counts[1], total[2] + counts[2])
            if language == shown and counts[0] * 2 != counts[1] + counts[2]:
                print(
                    number, [(mark.text, mark.iso) for mark in marks], isos, english[number], line, sep="\n  "
                )
        scores[language] = f1(*total)
        print(
            f"{language:4} {scores[language]:.3f}  P {total[0] / max(1, total[1]):.3f} R {total[0] / max(1, total[2]):.3f}"
        )
    if scores:
        print(f"mean {sum(scores.values()) / len(scores):.3f} over {len(scores)} languages")
        print(
            "below 0.9:", " ".join(sorted(code for code, score in scores.items() if score < FLOOR)) or "none"
        )


def main() -> None:
    """Runs one of the measures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("measure", choices=("ntrex", "cases", "gold"))
    parser.add_argument("data", type=Path)
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--errors")
    given = parser.parse_args()
    ntrex(given.data / "data" / "ntrex", given.errors)


if __name__ == "__main__":
    main()
