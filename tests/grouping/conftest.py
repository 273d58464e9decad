"""Accounts made of invented texts and of the samples, by the real reader, encoder and markers."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from synoptic import pipeline
from synoptic.types import Account, Article

GOLD = Path(__file__).parents[2] / "samples" / "gold"
Make = Callable[..., list[Account]]


@pytest.fixture(scope="session")
def make(parts: pipeline.Parts) -> Make:
    """Accounts of articles."""

    def made(*articles: Article) -> list[Account]:
        return list(pipeline.account_for(articles, parts))

    return made


@pytest.fixture(scope="session")
def samples(make: Make) -> list[Account]:
    """All articles of the samples."""
    articles = []
    for path in sorted(GOLD.rglob("*.jsonl")):
        for record in map(json.loads, path.read_text("utf-8").splitlines()):
            text = f"{record['title']}\n\n{record['text']}"
            fields = ("id", "title", "lang", "published", "outlet")
            articles.append(Article(text=text, **{field: record[field] for field in fields}))
    return make(*articles)
