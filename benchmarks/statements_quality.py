"""How well statements are aligned and copies found; how long it takes.

    python benchmarks/statements_quality.py gold FOLDER...
    python benchmarks/statements_quality.py ntrex FOLDER [--documents N]
    python benchmarks/statements_quality.py scale FOLDER [--accounts N ...]

``gold`` compares the accounts of planted stories and counts pairs of sentences of two accounts that
stand in one statement, by event and by pair of languages, and copies found.  ``ntrex`` reads the
documents of NTREX-128 in twelve languages together, each language an account: every line is one
statement.  ``scale`` times the comparison of a planted story of which each account stands many times
with disturbed states and sentences left out.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np

from synoptic import codec, pipeline, registry
from synoptic.comparing.copies import copies
from synoptic.comparing.told import Told, tell
from synoptic.settings import load
from synoptic.types import Account, Article, Encoding, Marks, Passage

Key = tuple[str, int]
Pair = frozenset[Key]
# Languages of NTREX-128, of twelve families or branches.
LANGUAGES = {
    "en": "eng",
    "de": "deu",
    "fi": "fin",
    "pl": "pol",
    "ru": "rus",
    "es": "spa",
    "el": "ell",
    "tr": "tur",
    "ar": "arb",
    "hi": "hin",
    "ja": "jpn",
    "vi": "vie",
}


def main() -> None:
    """Runs one of the three."""
    parser = argparse.ArgumentParser(description=__doc__)
    kinds = parser.add_subparsers(dest="kind", required=True)
    planted = kinds.add_parser("gold")
    planted.add_argument("folders", type=Path, nargs="+")
    parallel = kinds.add_parser("ntrex")
    parallel.add_argument("folder", type=Path)
    parallel.add_argument("--documents", type=int, default=20)
    scale = kinds.add_parser("scale")
    scale.add_argument("folder", type=Path)
    scale.add_argument("--accounts", type=int, nargs="+", default=[10, 60, 200])
    arguments = parser.parse_args()
    if arguments.kind == "gold":
        gold(arguments.folders)
    elif arguments.kind == "ntrex":
        ntrex(arguments.folder, arguments.documents)
    else:
        for accounts in arguments.accounts:
            measure(arguments.folder, accounts)


def read(articles: Sequence[Article]) -> tuple[Account, ...]:
    """Accounts as the product reads them, in order of time."""
    ordered = sorted(articles, key=lambda a: (a.time.timestamp() if a.time else 0.0, a.id))
    return pipeline.account_for(ordered, registry.parts(load()))


def stories(folders: Sequence[Path]) -> Iterator[tuple[str, dict[str, object], list[Article]]]:
    """Name, answers and articles of every planted event."""
    for path in sorted(path for folder in folders for path in folder.glob("*/gold.json")):
        answers = json.loads(path.read_text("utf-8"))
        records = map(json.loads, (path.parent / "articles.jsonl").read_text("utf-8").splitlines())
        articles = [
            codec.from_table({k: v for k, v in record.items() if v}, Article)
            for record in records
            if record["id"] in answers["story"]
        ]
        yield path.parent.name, answers, articles


def gold(folders: Sequence[Path]) -> None:
    """Planted stories: sentence pairs by event and pair of languages, copies."""
    by_languages: defaultdict[str, Counter[str]] = defaultdict(Counter)
    by_event: list[tuple[Counter[str], Counter[str]]] = []
    found_copies: Counter[str] = Counter()
    for name, answers, articles in stories(folders):
        told = tell(read(articles))
        lines = {
            article.id: located(article, answers["sentences"][article.id])  # type: ignore[index]
            for article in articles
        }
        wanted = {
            frozenset(((a, i), (b, j)))
            for statement in answers["statements"]  # type: ignore[attr-defined]
            for a, b in combinations(sorted(set(statement["told_by"]) & set(lines)), 2)
            for i in statement["told_by"][a]
            for j in statement["told_by"][b]
        }
        given = pairs(told, lines)
        left_aside = given - (differing(answers, lines) - wanted)
        by_event.append((count(given, wanted), count(left_aside, wanted)))
        print(f"{name:28} {rates(by_event[-1][0])}, differing quotes left aside {rates(by_event[-1][1])}")
        lang = {article.id: article.lang for article in articles}
        for pair in given | wanted:
            languages = " ".join(sorted(lang[article] for article, _ in pair))
            by_languages[languages] += count(given & {pair}, wanted & {pair})
        copied = {frozenset((c["of"], c["by"])) for c in answers["copies"]}  # type: ignore[attr-defined]
        found_copies += count({frozenset((c.of, c.by)) for c in copies(told)}, copied)
    print(f"{'mean of the events':28} {mean([both[0] for both in by_event])}")
    print(f"{'differing quotes left aside':28} {mean([both[1] for both in by_event])}")
    for languages, counts in sorted(by_languages.items()):
        print(f"  {languages:26} {rates(counts)}")
    print(f"{'copies':28} {rates(found_copies)}")


def differing(answers: dict[str, object], lines: dict[str, list[Passage]]) -> set[Pair]:
    """Pairs of sentences with versions of one quote, one of them altered or by another speaker.

    The answers leave them out of the statements, and a synopsis keeps them in, marked as what they are.
    """
    found: set[Pair] = set()
    for quote in answers["quotes"]:  # type: ignore[attr-defined]
        places = [
            (article, number)
            for article, told in quote["told_by"].items()
            for number, line in enumerate(lines.get(article, ()))
            if told["surface"] in line.text or line.text in told["surface"]
        ]
        odd = set(quote.get("odd_one_out", ()))
        found |= {
            frozenset((first, second))
            for first, second in combinations(places, 2)
            if first[0] != second[0] and odd & {first[0], second[0]}
        }
    return found


def mean(events: Sequence[Counter[str]]) -> str:
    """Precision, recall and F1 averaged over events, for print."""
    each = [
        (
            c["right"] / max(1, c["given"]),
            c["right"] / max(1, c["wanted"]),
            2 * c["right"] / (c["given"] + c["wanted"]),
        )
        for c in events
    ]
    precision, recall, f1 = np.mean(each, axis=0)
    return f"P {precision:.3f} R {recall:.3f} F1 {f1:.3f}"


def ntrex(folder: Path, documents: int) -> None:
    """Parallel news: every line of a document is one statement of twelve accounts."""
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for number, name in enumerate((folder / "documents.tsv").read_text("utf-8").splitlines()):
        numbers[name.split("\t")[0]].append(number)
    texts = {
        lang: (folder / f"{name}.txt").read_text("utf-8").split("\n") for lang, name in LANGUAGES.items()
    }
    total: Counter[str] = Counter()
    for name, chosen in sorted(numbers.items())[:documents]:
        lines, articles = {}, []
        for lang in LANGUAGES:
            sentences = [texts[lang][number] for number in chosen]
            articles.append(Article(id=lang, lang=lang, published="2018-10-01", text="\n\n".join(sentences)))
            lines[lang] = located(articles[-1], sentences)
        wanted = {
            frozenset(((a, i), (b, i))) for a, b in combinations(LANGUAGES, 2) for i in range(len(chosen))
        }
        counts = count(pairs(tell(read(articles)), lines), wanted)
        total += counts
        print(f"{name:28} {rates(counts)}", flush=True)
    print(f"{'all':28} {rates(total)}")


def located(article: Article, sentences: Sequence[str]) -> list[Passage]:
    """Sentences of an article as passages of it."""
    at, found = 0, []
    for sentence in sentences:
        start = article.text.index(sentence, at)
        at = start + len(sentence)
        found.append(article.passage(start, at))
    return found


def pairs(told: Told, lines: dict[str, list[Passage]]) -> set[Pair]:
    """Pairs of lines of two accounts that stand in one statement."""
    keys = [
        {(line.article, number) for number, line in enumerate(lines[unit.article]) if _overlaps(unit, line)}
        for unit in told.units.passages
    ]
    found = set()
    for cluster in told.clusters:
        for i, j in combinations(cluster.members, 2):
            found |= {frozenset((a, b)) for a in keys[i] for b in keys[j] if a[0] != b[0]}
    return found


def _overlaps(unit: Passage, line: Passage) -> bool:
    shared = min(unit.end, line.end) - max(unit.start, line.start)
    return shared >= 0.5 * min(unit.end - unit.start, line.end - line.start)


def count(given: set[frozenset[Key]] | set[frozenset[str]], wanted: set[frozenset[Key]]) -> Counter[str]:
    """How many are right, given and wanted."""
    return Counter(right=len(given & wanted), given=len(given), wanted=len(wanted))


def rates(counts: Counter[str]) -> str:
    """Precision, recall and F1 for print."""
    precision = counts["right"] / counts["given"] if counts["given"] else 1.0
    recall = counts["right"] / counts["wanted"] if counts["wanted"] else 1.0
    f1 = 2 * counts["right"] / max(1, counts["given"] + counts["wanted"])
    return f"P {precision:.3f} R {recall:.3f} F1 {f1:.3f}  ({counts['wanted']} wanted)"


def measure(folder: Path, accounts: int) -> None:
    """Prints how long a story of so many accounts takes, without reading, and the memory at its peak."""
    _, _, articles = next(stories([folder]))
    originals = read(articles)
    story = [disturbed(originals[number % len(originals)], number) for number in range(accounts)]
    tell(story[:2])  # loads what is loaded once
    start = time.perf_counter()
    told = tell(story)
    found = copies(told)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(
        f"{accounts:4} accounts, {len(told.units.passages):5} sentences: {seconds:6.1f} s, "
        f"{peak:.2f} GB at the peak, {len(told.clusters)} statements, {len(found)} copies"
    )


def disturbed(account: Account, number: int) -> Account:
    """The account under another id, with noise in its states and two sentences left out."""
    chance = np.random.default_rng(number)
    name = f"{account.id}-{number}"
    marks = account.marks
    left_out = set(chance.choice(len(marks.sentences), 2, replace=False).tolist())
    kept = [index for index in range(len(marks.sentences)) if index not in left_out]

    def own(passages: Sequence[Passage]) -> tuple[Passage, ...]:
        return tuple(replace(passage, article=name) for passage in passages)

    def noisy(encoding: Encoding) -> Encoding:
        vector = encoding.vector + chance.normal(0, 0.01, encoding.vector.shape)
        states = np.clip(encoding.states + chance.integers(-12, 13, encoding.states.shape), -127, 127)
        unit = (vector / np.linalg.norm(vector)).astype(np.float32)
        return replace(encoding, vector=unit, states=states.astype(np.int8))

    return Account(
        article=replace(account.article, id=name),
        marks=Marks(
            article=name,
            sentences=own([marks.sentences[index] for index in kept]),
            mentions=own(marks.mentions),  # type: ignore[arg-type]
            quotes=own(marks.quotes),  # type: ignore[arg-type]
            figures=own(marks.figures),  # type: ignore[arg-type]
            dates=own(marks.dates),  # type: ignore[arg-type]
            credits=own(marks.credits),  # type: ignore[arg-type]
        ),
        encodings=tuple(noisy(account.encodings[index]) for index in kept),
    )


if __name__ == "__main__":
    main()
