"""Planted stories read and marked by the product itself, with their answers, for training on its marks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from gold import GoldStory, stories

from synoptic import pipeline, registry
from synoptic.comparing.figures import Figures
from synoptic.comparing.told import Told, tell
from synoptic.settings import load
from synoptic.types import Figure, Passage


@dataclass(frozen=True)
class MarkedStory:
    """A planted story whose accounts have been marked and aligned."""

    gold: GoldStory
    told: Told


@cache
def parts() -> pipeline.Parts:
    """The encoders and the engine, loaded once."""
    return registry.parts(load())


def marked(folders: list[Path]) -> Iterator[MarkedStory]:
    """Every planted story below the folders, its accounts in order of time."""
    for story in stories(folders):
        ordered = sorted(story.articles, key=lambda a: (a.time.timestamp() if a.time else 0.0, a.id))
        yield MarkedStory(story, tell(pipeline.account_for(ordered, parts())))


def answer_tellings(item: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """A gold item's tellings as (article, telling); an account may tell an item once or often."""
    for article, tellings in item["told_by"].items():
        for telling in tellings if isinstance(tellings, list) else [tellings]:
            yield article, telling


def matches(passage: Passage, text: str, surface: str, *, union: bool = False) -> bool:
    """Whether a mark stands where a gold surface stands.

    They share half of the shorter of them, so that one may hold the other; with ``union`` half of
    what they cover together.
    """
    at = text.find(surface)
    while at >= 0:
        end = at + len(surface)
        shared = min(passage.end, end) - max(passage.start, at)
        shorter = min(passage.end - passage.start, len(surface))
        whole = max(passage.end, end) - min(passage.start, at) if union else shorter
        if shared > 0 and shared >= 0.5 * whole:
            return True
        at = text.find(surface, at + 1)
    return False


def figure_items(story: MarkedStory, found: Figures) -> list[set[int]]:
    """The gold items of each figure, leaving out those that must not be compared."""
    comparable = [item for item in story.gold.answers["figures"] if item["verdict"] != "not_comparable"]

    def fits(mark: Passage, telling: dict[str, Any]) -> bool:
        assert isinstance(mark, Figure)
        low, high = telling["value"] if isinstance(telling["value"], list) else (telling["value"],) * 2
        return any(
            v is not None and abs(abs(v) - abs(w)) <= 1e-6 * max(1, abs(w))
            for v, w in ((mark.low, low), (mark.high, high))
        )

    return items_of(story, found.figures, comparable, fits)


def items_of(
    story: MarkedStory,
    marks: Sequence[Passage],
    answers: Sequence[dict[str, Any]],
    fits: Callable[[Passage, dict[str, Any]], bool],
) -> list[set[int]]:
    """For each mark, the numbers of the gold items that have it."""
    texts = {account.id: account.article.text for account in story.told.accounts}
    found: list[set[int]] = [set() for _ in marks]
    for number, item in enumerate(answers):
        for article, telling in answer_tellings(item):
            for index, mark in enumerate(marks):
                if (
                    mark.article == article
                    and matches(mark, texts[article], telling["surface"])
                    and fits(mark, telling)
                ):
                    found[index].add(number)
    return found
