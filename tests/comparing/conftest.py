"""Accounts of invented and sample articles, by the real reader, encoder and markers."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from synoptic import pipeline
from synoptic.codec import from_table
from synoptic.comparing.told import Told, tell
from synoptic.types import Account, Article, Figure, Marks

GOLD = Path(__file__).parents[2] / "samples" / "gold"
Make = Callable[..., list[Account]]
Event = tuple[Told, dict[str, Any]]


def of_one_sentence(text: str) -> Account:
    """An account whose text is one sentence, each of its digits a count of five."""
    article = Article(id="a", text=text, lang="en")
    figures = tuple(
        Figure(
            article="a",
            start=found.start(),
            end=found.end(),
            text=found.group(),
            low=5.0,
            high=5.0,
            relation="exact",
        )
        for found in re.finditer(r"\d", text)
    )
    marks = Marks(article="a", sentences=(article.passage(0, len(text)),), figures=figures)
    return Account(article=article, marks=marks, encodings=())


@pytest.fixture(scope="session")
def make(parts: pipeline.Parts) -> Make:
    """Accounts of articles."""

    def made(*articles: Article) -> list[Account]:
        return list(pipeline.account_for(articles, parts))

    return made


@pytest.fixture(scope="session")
def planted(make: Make) -> Callable[[str], Event]:
    """A planted event of the samples, aligned, with its answers."""
    known: dict[str, Event] = {}

    def event(name: str) -> Event:
        if name not in known:
            answers = json.loads((GOLD / name / "gold.json").read_text("utf-8"))
            records = map(json.loads, (GOLD / name / "articles.jsonl").read_text("utf-8").splitlines())
            articles = [
                from_table({key: value for key, value in record.items() if value}, Article)
                for record in records
                if record["id"] in answers["story"]
            ]
            known[name] = tell(make(*articles)), answers
        return known[name]

    return event
