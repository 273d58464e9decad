"""Sets of articles with the stories they belong to, as the training script and the benchmark read them."""

from __future__ import annotations

import json
import pickle
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from synoptic.codec import from_table
from synoptic.pipeline import account_for
from synoptic.registry import parts
from synoptic.settings import Settings
from synoptic.types import Account, Article

FIELDS = ("id", "title", "text", "lang", "published", "outlet", "url")


@dataclass(frozen=True)
class StorySet:
    """Accounts in order of id; ``story`` and ``topic`` of each, by id.

    A topic is kept together when a set is split: ECB+ has two stories a topic, so that a model is
    measured on kinds of events that it did not learn from.  ``follows`` ties a story to the one
    that it follows.
    """

    name: str
    accounts: tuple[Account, ...]
    story: dict[str, str]
    topic: dict[str, str]
    follows: dict[str, str]

    def undated(self) -> StorySet:
        """The same set, its articles without times."""
        accounts = tuple(
            replace(account, article=replace(account.article, published=None)) for account in self.accounts
        )
        return replace(self, name=f"{self.name} undated", accounts=accounts)

    def small_runs(self, guests: int = 12) -> list[StorySet]:
        """Each topic as a run of its own, with a few articles of the others: what is rare differs there."""
        step = max(1, len(self.accounts) // guests)
        invited = {account.id for account in self.accounts[::step]}
        return [
            replace(
                self,
                name=f"{self.name} in small runs",
                accounts=tuple(a for a in self.accounts if self.topic[a.id] == topic or a.id in invited),
            )
            for topic in sorted(set(self.topic.values()))
        ]

    def only(self, topics: set[str]) -> StorySet:
        """The accounts of some topics."""
        return replace(self, accounts=tuple(a for a in self.accounts if self.topic[a.id] in topics))


def read_sets(data: Path, gold: list[Path], kept: Path | None = None) -> list[StorySet]:
    """ECB+, MEANTIME and the planted stories; marked accounts are kept in a file where one is named."""
    if kept is not None and kept.exists():
        found: list[StorySet] = pickle.loads(kept.read_bytes())
        return found
    sets = [
        _labelled("ECB+", data / "ecbplus.jsonl", lambda story: story.rstrip("ecbplus")),
        _labelled("MEANTIME", data / "meantime.jsonl", str),
        _planted(gold),
    ]
    if kept is not None:
        kept.write_bytes(pickle.dumps(sets))
    return sets


def _labelled(name: str, path: Path, topic: Any) -> StorySet:
    records = list(_records(path))
    story = {record["id"]: record["story"] for record in records}
    return StorySet(
        name=name,
        accounts=_accounts(records),
        story=story,
        topic={article: topic(label) for article, label in story.items()},
        follows={},
    )


def _planted(folders: list[Path]) -> StorySet:
    """Planted events, their follow-ups as stories of their own, and articles of no event."""
    records: list[dict[str, Any]] = []
    story: dict[str, str] = {}
    follows: dict[str, str] = {}
    for path in sorted(path for folder in folders for path in folder.rglob("*.jsonl")):
        found = list(_records(path))
        records += found
        event = path.parent.name if path.stem == "articles" else None
        story |= {record["id"]: event or f"alone {record['id']}" for record in found}
    for path in sorted(path for folder in folders for path in folder.rglob("gold.json")):
        for article in json.loads(path.read_text("utf-8")).get("follow_up", []):
            if story[article] == path.parent.name:
                story[article] = f"after {path.parent.name}"
            follows[story[article]] = path.parent.name
    topic = {article: follows.get(label, label) for article, label in story.items()}
    return StorySet("planted", _accounts(records), story, topic, follows)


def _records(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text("utf-8").splitlines():
        yield json.loads(line)


def _accounts(records: list[dict[str, Any]]) -> tuple[Account, ...]:
    articles = []
    for record in sorted(records, key=lambda record: record["id"]):
        known = {key: record[key] for key in FIELDS if record.get(key)}
        title, text = known.get("title"), known["text"]
        if title and not text.startswith(title):
            known["text"] = f"{title}\n\n{text}"
        articles.append(from_table(known, Article))
    return account_for(articles, parts(Settings()))


def folds(sets: Iterable[StorySet], number: int) -> dict[str, int]:
    """Which of some folds each topic is in: topics with a story dealt out in turn, then the others."""
    found: dict[str, int] = {}
    for stories in sets:
        sizes = Counter(stories.topic.values())
        found |= {
            topic: place % number
            for place, topic in enumerate(sorted(sizes, key=lambda topic: (sizes[topic] == 1, topic)))
        }
    return found
