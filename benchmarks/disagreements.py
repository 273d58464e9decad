"""Lines of NTREX-128 on which a language's marks differ from the English ones, drawn to be judged by hand.

    python benchmarks/disagreements.py DATA [--kind figures|dates|quotes] [--half HALF]

Draws, seeded, eight languages and from each up to ten lines of a half (by default the one that was not
read in development) whose marks differ, and prints them with both readings.  ``judged.toml`` holds what a
reader found: ``ours`` where a mark was misread, in that language or in English; the others differ
because the texts do.  Without ``--kind`` the shares of that file are printed: of the lines that
differ, how many are ours, and what F1 would be if all those were read right.
"""

from __future__ import annotations

import argparse
import random
import tomllib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import dates_quality
import figures_quality
import quotes_quality
from parallel import HALVES, NTREX, half_of, lines_of

HERE = Path(__file__).resolve().parent
SEED = 2026
LANGUAGES, LINES = 8, 10
Reading = tuple[str, str]  # what must be alike, and the words it stands in
Reader = Callable[[str, str], Sequence[Reading]]


def _figures(language: str, line: str) -> list[Reading]:
    found = figures_quality.read(language, line, figures_quality.PUBLISHED)
    return [("/".join(figures_quality.key(one)), one.text) for one in found]


def _dates(language: str, line: str) -> list[Reading]:
    return [(one.iso, one.text) for one in dates_quality.read(language, line, dates_quality.PUBLISHED)]


def _quotes(language: str, line: str) -> list[Reading]:
    return [("quote", one.text) for one in quotes_quality.line_quotes(line, language)]


READERS: dict[str, Reader] = {"figures": _figures, "dates": _dates, "quotes": _quotes}


def drawn(folder: Path, kind: str, half: str) -> Iterator[tuple[str, int]]:
    """The languages and lines that are judged, in order."""
    chance = random.Random(SEED)
    numbers = half_of(folder, half)
    english = lines_of(folder, "en")
    wanted = {number: sorted(key for key, _ in READERS[kind]("en", english[number])) for number in numbers}
    for language in sorted(chance.sample(sorted(set(NTREX) - {"en"}), LANGUAGES)):
        lines = lines_of(folder, language)
        differ = [
            number
            for number in numbers
            if sorted(key for key, _ in READERS[kind](language, lines[number])) != wanted[number]
        ]
        for number in sorted(chance.sample(differ, min(LINES, len(differ)))):
            yield language, number


def show(folder: Path, kind: str, half: str) -> None:
    """Prints the lines to be judged."""
    english = lines_of(folder, "en")
    for language, number in drawn(folder, kind, half):
        line = lines_of(folder, language)[number]
        print(f"{language} {number}", english[number], line, sep="\n  ")
        print("  en", READERS[kind]("en", english[number]), language, READERS[kind](language, line))


def judged() -> Iterator[tuple[str, int, int]]:
    """Each kind with the lines judged and those of them that are ours."""
    table = tomllib.loads((HERE / "judged.toml").read_text("utf-8"))
    for kind in READERS:
        languages = table[kind].values()
        yield kind, sum(one["lines"] for one in languages), sum(len(one["ours"]) for one in languages)


def agreement(folder: Path, kind: str, half: str) -> float:
    """The mean over languages of F1 of a kind of marks against English, line by line."""
    numbers, english = half_of(folder, half), lines_of(folder, "en")
    wanted = {number: [key for key, _ in READERS[kind]("en", english[number])] for number in numbers}
    scores = []
    for language in sorted(set(NTREX) - {"en"}):
        lines, total = lines_of(folder, language), (0, 0, 0)
        for number in numbers:
            found = [key for key, _ in READERS[kind](language, lines[number])]
            total = figures_quality.add(total, figures_quality.overlap(found, wanted[number]))
        scores.append(figures_quality.f1(total))
    return sum(scores) / len(scores)


def rows(folder: Path) -> Iterator[tuple[str, int, int, float, float]]:
    """Each kind with the lines judged, those misread, F1 on the half, and F1 with none misread.

    The last holds if a line that was misread costs as much as one whose texts differ.
    """
    for kind, lines, ours in judged():
        score = agreement(folder, kind, "held")
        yield kind, lines, ours, score, 1 - (1 - score) * (1 - ours / lines)


def main() -> None:
    """Prints the lines to be judged, or what was found."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, help="the folder that holds ``data``")
    parser.add_argument("--kind", choices=tuple(READERS))
    parser.add_argument("--half", choices=HALVES, default="held")
    given = parser.parse_args()
    folder = given.data / "data" / "ntrex"
    if given.kind:
        show(folder, given.kind, given.half)
        return
    for kind, lines, ours, score, reachable in rows(folder):
        share = f"{ours} of {lines} lines misread ({ours / lines:.2f})"
        print(f"{kind:8} {share}  F1 {score:.3f}, with none misread {reachable:.3f}")


if __name__ == "__main__":
    main()
