"""Planted stories with their answers, as the training scripts and benchmarks read them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from synoptic.codec import from_table
from synoptic.types import Article, Passage

Pair = tuple[tuple[str, int], tuple[str, int]]


@dataclass(frozen=True)
class GoldStory:
    """One planted event: its articles, their sentences as passages, and the answers."""

    event: str
    articles: tuple[Article, ...]
    sentences: dict[str, list[Passage]]
    answers: dict[str, Any]

    def statement_pairs(self) -> set[Pair]:
        """Pairs of (article, sentence index) that tell the same."""
        accounts = set(self.answers["story"])
        pairs = set()
        for statement in self.answers["statements"]:
            told = {
                article: places for article, places in statement["told_by"].items() if article in accounts
            }
            for first, second in combinations(sorted(told), 2):
                pairs |= {((first, i), (second, j)) for i in told[first] for j in told[second]}
        return pairs

    def altered_pairs(self) -> set[Pair]:
        """Pairs of sentences that give one utterance, in one of them altered or by another speaker.

        The answers leave them out of the statements, and a synopsis keeps them in, marked as what they are.
        """
        pairs = set()
        for quote in self.answers["quotes"]:
            places = [
                (article, number)
                for article, told in sorted(quote["told_by"].items())
                for number, sentence in enumerate(self.sentences.get(article, ()))
                if told["surface"] in sentence.text or sentence.text in told["surface"]
            ]
            odd = set(quote.get("odd_one_out", ()))
            pairs |= {
                (first, second)
                for first, second in combinations(places, 2)
                if first[0] != second[0] and odd & {first[0], second[0]}
            }
        return pairs - self.statement_pairs()


def stories(folders: Iterable[Path]) -> Iterator[GoldStory]:
    """Every event below the folders, in order of path."""
    for folder in folders:
        for path in sorted(folder.glob("*/gold.json")):
            yield _story(path)


def _story(path: Path) -> GoldStory:
    answers = json.loads(path.read_text("utf-8"))
    lines = (path.parent / "articles.jsonl").read_text("utf-8").splitlines()
    records = {record["id"]: record for record in map(json.loads, lines)}
    articles, sentences = [], {}
    for article_id in sorted(answers["story"]):
        article = from_table({k: v for k, v in records[article_id].items() if v}, Article)
        articles.append(article)
        at, found = 0, []
        for sentence in answers["sentences"][article_id]:
            start = article.text.index(sentence, at)
            at = start + len(sentence)
            found.append(article.passage(start, at))
        sentences[article_id] = found
    return GoldStory(path.parent.name, tuple(articles), sentences, answers)
