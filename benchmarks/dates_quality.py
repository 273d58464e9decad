"""How well dates are read: parallel texts, public test cases and planted stories, by language.

    python benchmarks/dates_quality.py ntrex|cases|gold DATA [--peers] [--errors LANGUAGE] [--half HALF]

``ntrex`` gives every line of NTREX-128 one day of publication and compares the dates of each
language with those of English, line by line (a measure without labels: free translation counts as
error too); ``cases`` reads the points in time of the Duckling and Recognizers-Text corpora, where a
weekday or a date without a year counts also one week or year apart, since those corpora look ahead
and news looks back; ``gold`` reads the dates of the planted stories of a folder (``samples/gold``).
DATA is that folder, or the one that holds ``data``.  ``--peers`` reads the cases with dateparser
too, ``--errors`` prints what differs, ``--half dev|held`` takes half of the documents of NTREX-128,
those of which lines were read in development or the others.
"""

from __future__ import annotations

import argparse
import datetime
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from parallel import HALVES, NTREX, half_of, lines_of
from quotes_quality import planted
from synoptic.languages.profile import languages, profile
from synoptic.marking.dates import dates
from synoptic.types import Article, Date

PUBLISHED = "2018-10-01T12:00:00+00:00"
FLOOR = 0.9
# Duckling's day of reference where a corpus names no other.
DUCKLING = (2013, 2, 12)

RECOGNIZERS = {
    "English": "en", "German": "de", "French": "fr", "Spanish": "es", "Portuguese": "pt", "Italian": "it",
    "Dutch": "nl", "Swedish": "sv", "Turkish": "tr", "Hindi": "hi", "Arabic": "ar", "Chinese": "zh",
    "Japanese": "ja", "Korean": "ko",
}  # fmt: skip
_EXAMPLES = re.compile(
    r"examples \(datetime \((\d+), (\d+), (\d+), \d+, \d+, \d+\) (Day|Week|Month|Quarter|Year)\)\s*\[(.*?)\]",
    re.DOTALL,
)
_REFERENCE = re.compile(r"refTime \((\d+), (\d+), (\d+)")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')


@dataclass(frozen=True, slots=True)
class Case:
    """A text of a public corpus with its day of reference and the dates that count as right."""

    language: str
    text: str
    reference: str
    right: frozenset[str]


def read(language: str, text: str, published: str | None) -> tuple[Date, ...]:
    """The dates of a text."""
    return dates(Article(id="text", text=text, lang=language, published=published), (), profile(language))


def overlap(found: list[str], wanted: list[str]) -> tuple[int, int, int]:
    """Of two lists with repetition: in both, in the first, in the second."""
    return sum((Counter(found) & Counter(wanted)).values()), len(found), len(wanted)


def f1(both: int, found: int, wanted: int) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * both / (found + wanted) if found + wanted else 1.0


def ntrex(folder: Path, shown: str | None, half: str) -> None:
    """F1 of each language's dates against English, line by line."""
    every = half_of(folder, half)
    english = lines_of(folder, "en")
    wanted = [[date.iso for date in read("en", english[number], PUBLISHED)] for number in every]
    scores = {}
    for language in languages():
        if language == "en" or language not in NTREX:
            continue
        lines = lines_of(folder, language)
        both = given = asked = 0
        for number, isos in zip(every, wanted, strict=True):
            line = lines[number]
            marks = read(language, line, PUBLISHED)
            counts = overlap([mark.iso for mark in marks], isos)
            both, given, asked = both + counts[0], given + counts[1], asked + counts[2]
            if language == shown and counts[0] * 2 != counts[1] + counts[2]:
                print(
                    number, [(mark.text, mark.iso) for mark in marks], isos, english[number], line, sep="\n  "
                )
        scores[language] = f1(both, given, asked)
        precision, recall = both / max(1, given), both / max(1, asked)
        print(f"{language:4} {scores[language]:.3f}  P {precision:.3f} R {recall:.3f}")
    print(f"mean {sum(scores.values()) / max(1, len(scores)):.3f} over {len(scores)} languages")
    print("below 0.9:", " ".join(sorted(code for code in scores if scores[code] < FLOOR)) or "none")


def recognizers(folder: Path) -> Iterator[Case]:
    """The days of Recognizers-Text: past and future resolution both count as right."""
    for name, language in sorted(RECOGNIZERS.items()):
        path = folder / name / "DateParser.json"
        for spec in json.loads(path.read_text("utf-8-sig")) if path.exists() else ():
            reference = spec.get("Context", {}).get("ReferenceDateTime")
            values = [result.get("Value") or {} for result in spec["Results"]]
            ways = [
                value.get(way) or {} for value in values for way in ("FutureResolution", "PastResolution")
            ]
            found = {str(way["date"]) for way in ways if "date" in way}
            if reference and found:
                yield Case(language, spec["Input"], reference, frozenset(found))


def duckling(folder: Path) -> Iterator[Case]:
    """The days, weeks, months, quarters and years of Duckling's corpora."""
    for path in sorted(folder.glob("*/Corpus.hs")):
        language = path.parent.name.lower()
        if language not in languages():
            continue
        corpus = path.read_text("utf-8")
        found = _REFERENCE.search(corpus)
        reference = datetime.date(*map(int, found.groups() if found else DUCKLING)).isoformat() + "T04:30:00"
        for year, month, day, grain, block in _EXAMPLES.findall(corpus):
            right = frozenset(_right(int(year), int(month), int(day), grain))
            for text in _STRING.findall(block):
                decoded = re.sub(r"\\(\d+)(?:\\&)?", lambda code: chr(int(code[1])), text).replace("\\&", "")
                yield Case(language, decoded, reference, right)


def _right(year: int, month: int, day: int, grain: str) -> Iterator[str]:
    """A date of Duckling in ISO 8601; days also one week or year apart, months one year apart."""
    if grain == "Year":
        yield f"{year:04d}"
    elif grain == "Quarter":
        yield from (f"{year + step:04d}-Q{(month + 2) // 3}" for step in (0, -1))
    elif grain == "Month":
        yield from (f"{year + step:04d}-{month:02d}" for step in (0, -1))
    else:
        first = datetime.date(year, month, max(1, day))
        if grain == "Week":
            yield f"{first.isocalendar()[0]:04d}-W{first.isocalendar()[1]:02d}"
        else:
            yield from (first.isoformat(), (first - datetime.timedelta(days=7)).isoformat())
            yield f"{year - 1:04d}-{month:02d}-{max(1, day):02d}"


def peer(case: Case) -> set[str]:
    """What dateparser finds in a case, at all lengths of ISO 8601."""
    from dateparser.search import search_dates  # type: ignore[import-untyped]

    base = datetime.datetime.fromisoformat(case.reference[:19])
    try:
        found = search_dates(case.text, languages=[case.language], settings={"RELATIVE_BASE": base}) or []
    except (ValueError, OverflowError, TypeError, IndexError):
        return set()
    isos = set()
    for _, moment in found:
        iso = moment.date().isoformat()
        year, week, _ = moment.isocalendar()
        quarter = f"{moment.year:04d}-Q{(moment.month + 2) // 3}"
        isos |= {iso, iso[:7], iso[:4], f"{year:04d}-W{week:02d}", quarter}
    return isos


def cases(folder: Path, shown: str | None, peers: bool) -> None:
    """The share of the corpora's cases that are read right, by corpus and language."""
    corpora = {
        "recognizers-text": list(recognizers(folder / "recognizers-text" / "DateTime")),
        "duckling": list(duckling(folder / "duckling" / "Duckling" / "Time")),
    }
    for name, held in corpora.items():
        total: Counter[str] = Counter(case.language for case in held)
        right: Counter[str] = Counter()
        other: Counter[str] = Counter()
        for case in held:
            found = {date.iso for date in read(case.language, case.text, case.reference)}
            right[case.language] += bool(found & case.right)
            other[case.language] += peers and bool(peer(case) & case.right)
            if case.language == shown and not found & case.right:
                print(case.text, sorted(found), sorted(case.right), sep=" | ")
        for language in sorted(total):
            line = f"{name:17} {language:3} {right[language] / total[language]:.3f} of {total[language]}"
            print(line + (f"  dateparser {other[language] / total[language]:.3f}" if peers else ""))
        whole = f"{name:17} all {right.total() / max(1, total.total()):.3f} of {total.total()}"
        print(whole + (f"  dateparser {other.total() / max(1, total.total()):.3f}" if peers else ""))


def gold(folder: Path) -> None:
    """The share of the planted dates that are read right where they stand."""
    right = total = 0
    for answers, articles in planted(folder):
        for date in answers["dates"]:
            for name, told in date["told_by"].items():
                article = articles[name]
                marks = read(article.lang, article.text, article.published)
                for telling in told if isinstance(told, list) else [told]:
                    places = [one.span() for one in re.finditer(re.escape(telling["surface"]), article.text)]
                    hit = any(mark.iso == telling["iso"] and mark.start < end and start < mark.end
                              for mark in marks for start, end in places)  # fmt: skip
                    right, total = right + hit, total + 1
                    if not hit:
                        near = [(mark.text, mark.iso) for mark in marks]
                        print(name, telling["surface"], telling["iso"], near, sep=" | ")
    print(f"gold dates read {right / max(1, total):.3f} ({right} of {total})")


def main() -> None:
    """Runs one of the measures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("measure", choices=("ntrex", "cases", "gold"))
    parser.add_argument("data", type=Path)
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--errors")
    parser.add_argument("--half", choices=HALVES, default="all")
    given = parser.parse_args()
    if given.measure == "ntrex":
        ntrex(given.data / "data" / "ntrex", given.errors, given.half)
    elif given.measure == "cases":
        cases(given.data / "data", given.errors, given.peers)
    else:
        gold(given.data)


if __name__ == "__main__":
    main()
