"""Planted stories read and marked by the product itself, with their answers, for training on its marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gold import GoldStory, stories

from synoptic import pipeline, registry
from synoptic.comparing.told import Told, tell
from synoptic.settings import load
from synoptic.types import Passage


@dataclass(frozen=True)
class MarkedStory:
    """A planted story whose accounts have been marked and aligned."""

    gold: GoldStory
    told: Told


def marked(folders: list[Path]) -> Iterator[MarkedStory]:
    """Every planted story below the folders, its accounts in order of time."""
    settings = load()
    parts = registry.parts(settings)
    for story in stories(folders):
        ordered = sorted(story.articles, key=lambda a: (a.time.timestamp() if a.time else 0.0, a.id))
        yield MarkedStory(story, tell(pipeline.account_for(ordered, parts)))


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
