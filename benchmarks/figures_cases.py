"""How well figures are read in public test cases, beside other readers of numbers, by language and kind.

    python benchmarks/figures_cases.py DATA [--peers] [--errors LANG] [--markdown]

The cases are those of Recognizers-Text (numbers, percentages, money, measures, ages) and Duckling
(numerals).  A case is right where its value is among those read in its text.  ``--peers`` reads the
same cases with text2num, number-parser and quantulum3 (``pip install 'synoptic-news[bench]'``) in
the languages that each knows.  The other readers are asked for any number that stands in the text,
so that none is at a loss for a unit that it does not know.  DATA is the folder that holds ``data``.
"""

from __future__ import annotations

import argparse
import ast
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from synoptic.languages.profile import languages, profile
from synoptic.marking.dates import dates
from synoptic.marking.figures import figures
from synoptic.marking.numbers import numbers
from synoptic.marking.sentences import sentences
from synoptic.types import Article

_NAMES = """
English:en Swedish:sv German:de Dutch:nl French:fr Spanish:es Portuguese:pt Italian:it Turkish:tr Arabic:ar
Hindi:hi Chinese:zh Japanese:ja Korean:ko
"""
RECOGNIZERS = dict(pair.split(":") for pair in _NAMES.split())
KINDS = {
    "Number/*/NumberModel.json": "number",
    "Number/*/PercentModel.json": "percent",
    "NumberWithUnit/*/CurrencyModel.json": "currency",
    "NumberWithUnit/*/DimensionModel.json": "dimension",
    "NumberWithUnit/*/AgeModel.json": "age",
}
_DIGITS = re.compile(r"-?\d+(?:\.\d+)?")
Reader = Callable[[str, str], Sequence[float]]


@dataclass(frozen=True, slots=True)
class Case:
    """A text of a public corpus and the value that is to be read in it."""

    language: str
    kind: str
    text: str
    value: float


def synoptic(language: str, text: str, kind: str = "number") -> list[float]:
    """The values that Synoptic reads: of numbers for numbers, of figures for everything else."""
    known = profile(language)
    found = [number.value for number in numbers(text, known)]
    if kind in ("number", "numeral"):
        return found
    article = Article(id="text", text=text, lang=language, published=None)
    parts = sentences(article, known)
    marks = figures(article, parts, dates(article, parts, known), known)
    return [value for mark in marks for value in (mark.low, mark.high) if value is not None]


def peers() -> dict[str, tuple[frozenset[str], Reader]]:
    """The other readers with the languages that they know.

    Raises:
        ModuleNotFoundError: the extra ``bench`` is not installed.
    """
    from number_parser import parse
    from quantulum3 import classifier, parser
    from text_to_num import alpha2digit

    classifier.USE_CLF = False  # its classifier does not load in current scikit-learn

    def text2num(language: str, text: str) -> list[float]:
        return [float(digits) for digits in _DIGITS.findall(alpha2digit(text, language))]

    def number_parser(language: str, text: str) -> list[float]:
        return [float(digits) for digits in _DIGITS.findall(parse(text, language=language))]

    def quantulum3(language: str, text: str) -> list[float]:
        return [quantity.value for quantity in parser.parse(text, lang="en_US")]

    return {
        "text2num": (frozenset(("en", "fr", "es", "pt", "de", "it", "nl", "da")), text2num),
        "number-parser": (frozenset(("en", "es", "ru", "uk", "hi")), number_parser),
        "quantulum3": (frozenset(("en",)), quantulum3),
    }


def right(values: Sequence[float], value: float) -> bool:
    """Whether a value is among those read."""
    return any(abs(found - value) <= 1e-6 * max(1.0, abs(value)) for found in values)


def measure(folder: Path, beside: bool, shown: str | None) -> dict[tuple[str, str], Counter[str]]:
    """Of each language and kind: how many cases, and how many each reader reads right."""
    others = peers() if beside else {}
    known = frozenset(languages())
    table: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for case in (*recognizers(folder), *duckling(folder)):
        if case.language not in known:
            continue
        row = table[case.language, case.kind]
        row["cases"] += 1
        values = synoptic(case.language, case.text, case.kind)
        row["synoptic"] += right(values, case.value)
        if shown == case.language and not right(values, case.value):
            print(case.kind, case.text, case.value, values)
        for name, (spoken, reader) in others.items():
            if case.language in spoken:
                row[f"{name} cases"] += 1
                values = _tried(reader, case)
                row[name] += values is not None and right(values, case.value)
                row[f"{name} broke"] += values is None
    return table


def _tried(reader: Reader, case: Case) -> Sequence[float] | None:
    """What a reader reads; None where it breaks on the text: that is counted, and is no value."""
    try:
        return reader(case.language, case.text)
    except Exception:
        return None


def recognizers(folder: Path) -> Iterator[Case]:
    """The cases of Recognizers-Text that have a value."""
    for pattern, kind in KINDS.items():
        for path in sorted((folder / "recognizers-text").glob(pattern)):
            language = RECOGNIZERS.get(path.parent.name)
            for case in json.loads(path.read_text("utf-8-sig")) if language else ():
                for result in case.get("Results", ()):
                    value = str((result.get("Resolution") or {}).get("value", "")).rstrip("%")
                    if language and re.fullmatch(r"-?\d+(\.\d+)?(E[+-]?\d+)?", value):
                        yield Case(language, kind, case["Input"], float(value))


def duckling(folder: Path) -> Iterator[Case]:
    """The examples of Duckling's numeral corpora, from their Haskell source."""
    block = re.compile(r"examples\s*\(NumeralValue\s*\(?(-?[\d.e]+)\)?\)\s*\[(.*?)\n?\s*\]", re.DOTALL)
    for path in sorted((folder / "duckling/Duckling/Numeral").glob("*/Corpus.hs")):
        for match in block.finditer(path.read_text("utf-8")):
            for text in re.findall(r'"((?:[^"\\]|\\.)*)"', match[2]):
                yield Case(path.parent.name.lower(), "numeral", _haskell(text), float(match[1]))


def _haskell(text: str) -> str:
    """A string of Haskell source: decimal escapes for other scripts."""
    text = re.sub(r"\\(\d+)(?:\\&)?", lambda m: chr(int(m[1])), text)
    return str(ast.literal_eval(f'"{text}"')) if "\\" in text and "\\&" not in text else text


def rows(table: dict[tuple[str, str], Counter[str]]) -> Iterator[tuple[str, ...]]:
    """The lines of the table: language, kind, cases, and the share that each reader reads right."""
    names = ("text2num", "number-parser", "quantulum3")
    yield ("language", "kind", "cases", "Synoptic", *names)
    total: Counter[str] = Counter()
    for (language, kind), row in sorted(table.items()):
        total.update(row)
        total.update({f"synoptic beside {name}": row["synoptic"] for name in names if row[f"{name} cases"]})
        yield (
            language,
            kind,
            str(row["cases"]),
            _share(row["synoptic"], row["cases"]),
            *(_share(row[name], row[f"{name} cases"]) for name in names),
        )
    yield (
        "all",
        "",
        str(total["cases"]),
        _share(total["synoptic"], total["cases"]),
        *(_share(total[name], total[f"{name} cases"]) for name in names),
    )
    yield ("texts that broke it", "", "", "", *(str(total[f"{name} broke"]) for name in names))
    beside = (_share(total[f"synoptic beside {name}"], total[f"{name} cases"]) for name in names)
    yield ("Synoptic on the same", "", "", "", *beside)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "–"


def main() -> None:
    """Measures and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("data", type=Path, help="the folder of the data")
    parser.add_argument("--peers", action="store_true", help="read with the other readers too")
    parser.add_argument("--errors", help="print the cases of a language that are read wrong")
    parser.add_argument("--markdown", action="store_true", help="print the table for a page")
    given = parser.parse_args()
    table = measure(given.data / "data", given.peers, given.errors)
    for number, row in enumerate(rows(table)):
        if given.markdown:
            print("|", " | ".join(row), "|")
            if not number:
                print("|" + "---|" * len(row))
        else:
            print(f"{row[0]:22} {row[1]:10} {row[2]:>6} " + " ".join(f"{cell:>13}" for cell in row[3:]))


if __name__ == "__main__":
    main()
