"""How well figures are read: parallel texts and planted stories, by language.

    python benchmarks/figures_quality.py ntrex|gold|speed DATA [--errors LANG] [--only LANG] [--half HALF]

``ntrex`` compares the figures (low, high, relation) of each language of NTREX-128 with those of
English, line by line (a measure without labels).  Its documents are taken in turn for development
(whose lines were read while the rules were made) and for measuring only (``--half held``);
``gold`` reads the figures of the planted stories of a folder (``samples/gold``).  DATA is the
folder of either.  ``--errors`` prints what differs.  Public test cases: ``figures_cases.py``.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from parallel import HALVES, NTREX, half_of, lines_of
from quotes_quality import planted
from synoptic.languages.profile import languages, profile
from synoptic.marking.dates import dates
from synoptic.marking.figures import figures
from synoptic.marking.sentences import sentences
from synoptic.marking.units import base
from synoptic.types import Article, Figure

PUBLISHED = "2018-10-01T12:00:00+00:00"
FLOOR = 0.9

Counts = tuple[int, int, int]


def read(language: str, text: str, published: str | None) -> tuple[Figure, ...]:
    """The figures of a text."""
    known = profile(language)
    article = Article(id="text", text=text, lang=language, published=published)
    parts = sentences(article, known)
    return figures(article, parts, dates(article, parts, known), known)


def key(figure: Figure) -> tuple[str, str, str]:
    """What two languages must agree on."""
    return (
        f"{figure.low:.6g}" if figure.low is not None else "",
        (f"{figure.high:.6g}" if figure.high is not None else ""),
        figure.relation,
    )


def overlap(found: list[object], wanted: list[object]) -> Counts:
    """Of two lists with repetition: in both, in the first, in the second."""
    both = sum((Counter(found) & Counter(wanted)).values())
    return both, len(found), len(wanted)


def converted(found: Sequence[Figure], wanted: Sequence[Figure]) -> int:
    """Figures that are equal, and measures that a translator converted (within six per cent)."""
    left = list(wanted)
    both = 0
    for exact in (True, False):
        rest = []
        for figure in found:
            match = next((other for other in left if _alike(figure, other, exact)), None)
            if match is None:
                rest.append(figure)
            else:
                left.remove(match)
                both += 1
        found = rest
    return both


def _alike(figure: Figure, other: Figure, exact: bool) -> bool:
    if exact:
        return key(figure) == key(other)
    pairs = ((figure.low, other.low), (figure.high, other.high))
    if not figure.unit or not other.unit or figure.relation != other.relation:
        return False
    for one, two in pairs:
        if (one is None) != (two is None):
            return False
        if one is not None and two is not None:
            (x, unit), (y, same) = base(one, figure.unit), base(two, other.unit)
            if unit != same or abs(x - y) > 0.06 * max(abs(x), abs(y)):
                return False
    return True


def add(first: Counts, second: Counts) -> Counts:
    """The sums of two counts."""
    return first[0] + second[0], first[1] + second[1], first[2] + second[2]


def f1(counts: Counts) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * counts[0] / (counts[1] + counts[2]) if counts[1] + counts[2] else 1.0


def ntrex(folder: Path, shown: str | None, only: str | None, half: str) -> None:
    """F1 of each language's figures against English, line by line; with units in a second column."""
    every = half_of(folder, half)
    english = lines_of(folder, "en")
    wanted = {number: read("en", english[number], PUBLISHED) for number in every}
    scores: dict[str, float] = {}
    loose: dict[str, float] = {}
    for language in languages():
        if language == "en" or language not in NTREX or (only and language != only):
            continue
        lines = lines_of(folder, language)
        total, values, units, measures = (0, 0, 0), (0, 0, 0), (0, 0, 0), (0, 0, 0)
        for number in every:
            line, right = lines[number], wanted[number]
            marks = read(language, line, PUBLISHED)
            counts = overlap([key(mark) for mark in marks], [key(mark) for mark in right])
            total = add(total, counts)
            values = add(values, overlap([key(m)[:2] for m in marks], [key(m)[:2] for m in right]))
            measures = add(measures, (converted(marks, right), len(marks), len(right)))
            units = add(
                units, overlap([(*key(m), m.unit) for m in marks], [(*key(m), m.unit) for m in right])
            )
            if language == shown and counts[0] * 2 != counts[1] + counts[2]:
                told = [[(m.text, *key(m), m.unit) for m in side] for side in (marks, right)]
                print(number, *told, english[number], line, sep="\n  ")
        scores[language], loose[language] = f1(total), f1(measures)
        print(
            f"{language:4} {f1(total):.3f}  converted {f1(measures):.3f}  with unit {f1(units):.3f}"
            f"  values {f1(values):.3f}"
            f"  P {total[0] / max(1, total[1]):.3f} R {total[0] / max(1, total[2]):.3f}"
        )
    if scores:
        mean, other = (sum(table.values()) / len(table) for table in (scores, loose))
        print(f"mean {mean:.3f}, with measures converted {other:.3f}, over {len(scores)} languages")
        for name, table in (("", scores), (" with measures converted", loose)):
            low = sorted(code for code, score in table.items() if score < FLOOR)
            print(f"below 0.9{name}:", " ".join(low) or "none")


def gold(folder: Path, shown: bool) -> None:
    """Values and relations read of the planted figures, as the scorer of the stories counts them."""
    right: Counter[str] = Counter()
    for answers, articles in planted(folder):
        for figure in answers["figures"]:
            for name, tellings in figure["told_by"].items():
                article = articles[name]
                marks = read(article.lang, article.text, article.published)
                for telling in tellings if isinstance(tellings, list) else [tellings]:
                    near = list(_at(article.text, marks, telling["surface"]))
                    same = [item for item in near if _same(item, telling["value"])]
                    right["told"] += 1
                    right["value"] += bool(same)
                    right["relation"] += any(item.relation == telling["relation"] for item in same)
                    if shown and not any(item.relation == telling["relation"] for item in same):
                        print(name, telling, [(item.text, *key(item)) for item in near], sep="\n  ")
    print(f"value    {right['value'] / max(1, right['told']):.3f}  of {right['told']}")
    print(f"relation {right['relation'] / max(1, right['value']):.3f}  of values read")


def _at(text: str, found: tuple[Figure, ...], surface: str) -> Iterator[Figure]:
    """Figures that stand where a surface stands."""
    at = text.find(surface)
    while at >= 0:
        end = at + len(surface)
        for item in found:
            common = min(end, item.end) - max(at, item.start)
            union = max(end, item.end) - min(at, item.start)
            if common > 0 and (
                common / union >= 0.3 or common >= 0.99 * min(end - at, item.end - item.start)
            ):
                yield item
        at = text.find(surface, at + 1)


def _same(figure: Figure, value: float | list[float]) -> bool:
    low, high = value if isinstance(value, list) else (value, value)
    mine = [
        figure.low if figure.low is not None else figure.high,
        figure.high if figure.high is not None else figure.low,
    ]
    pairs = zip(mine, (low, high), strict=True)
    return all(x is not None and abs(x - y) <= 1e-6 * max(1.0, abs(y)) for x, y in pairs)


def speed(folder: Path) -> None:
    """Milliseconds of processor time a sentence that dates and figures take, by the median of five runs."""
    split = []
    for path in sorted(folder.glob("**/articles.jsonl")):
        for item in map(json.loads, filter(None, path.read_text("utf-8").splitlines())):
            article = Article(
                id=item["id"], text=item["text"], lang=item["lang"], published=item["published"]
            )
            split.append((article, sentences(article, profile(article.lang))))
    spent: list[tuple[float, float]] = []
    for _ in range(6):  # the first run compiles the words
        began = time.process_time()
        dated = [dates(article, parts, profile(article.lang)) for article, parts in split]
        between = time.process_time()
        for (article, parts), found in zip(split, dated, strict=True):
            figures(article, parts, found, profile(article.lang))
        spent.append((between - began, time.process_time() - between))
    total = sum(len(parts) for _, parts in split)
    for name, taken in zip(("dates", "figures"), zip(*spent[1:], strict=True), strict=True):
        print(f"{name:8} {1000 * median(taken) / total:.3f} ms a sentence, of {total}")


def main() -> None:
    """Runs one of the measures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("measure", choices=("ntrex", "gold", "speed"))
    parser.add_argument("data", type=Path, help="the folder of the data")
    parser.add_argument("--errors")
    parser.add_argument("--only")
    parser.add_argument("--half", choices=HALVES, default="all")
    given = parser.parse_args()
    if given.measure == "ntrex":
        ntrex(given.data / "data" / "ntrex", given.errors, given.only, given.half)
    elif given.measure == "speed":
        speed(given.data)
    else:
        gold(given.data, given.errors is not None)


if __name__ == "__main__":
    main()
