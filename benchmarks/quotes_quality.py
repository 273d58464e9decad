"""How well quotes, speakers and credits are read.

    python benchmarks/quotes_quality.py [--ntrex FOLDER] [--gold FOLDER] [--misses LANGUAGE ...] [--half HALF]

Two measures.  On the parallel lines of NTREX-128 a line should hold as many quotes in every
language as in English: F1 over the counts.  On planted stories with answers, read article by
article: sentences split as there, quotes found (overlap of 0.6, or one span inside the other),
the speaker right of those found (a part of the name), credits found (by name or surface).
Folders default to those beside the checkout; what is absent is skipped, and said so.
"""

from __future__ import annotations

import argparse
import json
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from parallel import HALVES, NTREX, half_of, lines_of
from synoptic.languages.profile import profile
from synoptic.marking.credits import credits
from synoptic.marking.quotes import quotes
from synoptic.marking.sentences import sentences
from synoptic.types import Article, Credit, Mention, Passage, Quote

BESIDE = Path(__file__).resolve().parents[2] / "shared"


def read(article: Article) -> tuple[tuple[Passage, ...], tuple[Quote, ...], tuple[Credit, ...]]:
    """The sentences, quotes and credits of an article, without any mentions given."""
    known = profile(article.lang)
    mentions: Sequence[Mention] = ()
    split = sentences(article, known)
    return split, quotes(article, split, mentions, known), credits(article, split, mentions, known)


def fold(text: str) -> str:
    """Case-folded text without accents, for lenient comparison of names."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def ntrex(folder: Path, shown: Sequence[str], half: str) -> None:
    """Prints the F1 of the number of quotes a line against English, by language."""
    every = half_of(folder, half)
    lines = {
        code: [read_lines[number] for number in every]
        for code in NTREX
        for read_lines in [lines_of(folder, code)]
    }
    english = [len(line_quotes(line, "en")) for line in lines["en"]]
    scores = {}
    for code, texts in lines.items():
        found = [line_quotes(line, code) for line in texts]
        counts = [len(line) for line in found]
        both = sum(map(min, zip(english, counts, strict=True)))
        scores[code] = 2 * both / (sum(english) + sum(counts))
        print(f"quotes a line as in English  {code:3} {scores[code]:.3f}  ({sum(counts)} of {sum(english)})")
        if code in shown:
            for at, (mine, theirs) in enumerate(zip(found, english, strict=True)):
                if len(mine) != theirs:
                    print(f"   {at}: {theirs} in English: {lines['en'][at]}\n      {len(mine)}: {texts[at]}")
                    print("     ", [quote.text[:60] for quote in mine])
    others = [score for code, score in scores.items() if code != "en"]
    print(f"quotes a line as in English  mean of {len(others)}: {sum(others) / len(others):.3f}")


def line_quotes(line: str, lang: str) -> tuple[Quote, ...]:
    """The quotes of one line."""
    article = Article(id="line", text=line.strip(), lang=lang)
    known = profile(lang)
    return quotes(article, sentences(article, known), (), known)


def planted(folder: Path) -> Iterator[tuple[dict[str, Any], dict[str, Article]]]:
    """The answers of each planted story, with the articles of all stories by id."""
    articles: dict[str, Article] = {}
    for file in sorted(folder.glob("*/articles.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            record = json.loads(line)
            title = record.get("title")
            articles[record["id"]] = Article(
                id=record["id"],
                title=title,
                text=f"{title}\n\n{record['text']}" if title else record["text"],
                lang=record["lang"],
                published=record.get("published"),
            )
    for answers in sorted(folder.glob("*/gold.json")):
        yield json.loads(answers.read_text("utf-8")), articles


def gold(folder: Path) -> None:
    """Prints the shares of planted sentences, quotes, speakers and credits that were read."""
    shares: dict[str, list[bool]] = {}
    for answers, articles in planted(folder):
        marks = {key: read(article) for key, article in articles.items()}
        for key, wanted in answers["sentences"].items():
            got = {sentence.text for sentence in marks[key][0]}
            shares.setdefault("sentences", []).extend(sentence in got for sentence in wanted)
        for quote in answers["quotes"]:
            for key, told in quote["told_by"].items():
                for telling in told if isinstance(told, list) else [told]:
                    if not telling.get("indirect"):
                        score_quote(telling, articles[key], marks[key][1], shares)
        for credit in answers["credits"]:
            names = [fold(credit["source"]), fold(credit["surface"])]
            mine = [fold(f"{one.source} {one.text}") for one in marks[credit["id"]][2]]
            hit = any(name in text or (len(text) > 3 and text in name) for name in names for text in mine)
            shares.setdefault("credits found", []).append(hit)
            if not hit:
                print(f"   credit missed in {credit['id']}: {credit['surface']} [{credit['source']}]; {mine}")
    for name, hits in shares.items():
        print(f"{name:28} {sum(hits) / len(hits):.3f}  ({sum(hits)} of {len(hits)})")


def score_quote(
    telling: dict[str, str], article: Article, found: Sequence[Quote], shares: dict[str, list[bool]]
) -> None:
    """Counts one planted quote as found or not, and its speaker as right or not."""
    start = article.text.find(telling["surface"])
    end = start + len(telling["surface"])
    hits = []
    for quote in found:
        shared = max(0, min(end, quote.end) - max(start, quote.start))
        union = max(end, quote.end) - min(start, quote.start)
        if shared / union >= 0.6 or shared >= 0.99 * min(end - start, quote.end - quote.start):
            hits.append(quote)
    shares.setdefault("quotes found", []).append(bool(hits))
    name = fold(telling["speaker"])
    parts = [name, *(part for part in name.split() if len(part) > 3)]
    told = [fold(quote.speaker.text) if quote.speaker else "" for quote in hits]
    right = any(text and (text in name or any(part in text for part in parts)) for text in told)
    if hits:
        shares.setdefault("speaker right of those found", []).append(right)
    if not right:
        print(f"   {article.id}: {telling['surface'][:50]} [{telling['speaker']}]: {told or 'not found'}")


def main(arguments: Sequence[str]) -> int:
    """Runs both measures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ntrex", type=Path, default=BESIDE / "data" / "ntrex")
    parser.add_argument("--gold", type=Path, default=BESIDE / "gold" / "stories")
    parser.add_argument("--misses", nargs="*", default=(), help="languages whose misses are shown")
    parser.add_argument("--half", choices=HALVES, default="all", help="of the documents of NTREX-128")
    options = parser.parse_args(arguments)
    for folder, measure in (
        (options.gold, gold),
        (options.ntrex, lambda at: ntrex(at, options.misses, options.half)),
    ):
        if folder.is_dir():
            measure(folder)
        else:
            print(f"skipped: no folder {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
