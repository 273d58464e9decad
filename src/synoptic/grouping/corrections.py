"""A person's corrections of stories: kept in a file, applied after every grouping, undoable.

A correction names articles, never positions or the ids of stories: an article keeps its id, whatever the
next run finds.  The file is TOML, one table ``[[correction]]`` each::

    [[correction]]
    kind = "merge"               # the stories of these articles are one
    articles = ["a", "b"]

    [[correction]]
    kind = "split"               # these articles are a story of their own
    articles = ["c", "d"]
    note = "another fire"

    [[correction]]
    kind = "move"                # these articles go to the story of another
    articles = ["e"]
    to = "a"
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from synoptic import codec
from synoptic.errors import SettingsError
from synoptic.grouping.stories import STORY, STORYLINE, Grouping
from synoptic.grouping.times import order_key
from synoptic.types import Article, Story, Storyline

CorrectionKind = Literal["merge", "split", "move"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One decision of a person about ``articles``; ``to`` is an article of the story they move to."""

    kind: CorrectionKind
    articles: tuple[str, ...]
    to: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """Decisions in the order in which they were taken."""

    correction: tuple[Correction, ...] = ()

    def add(self, correction: Correction) -> Corrections:
        """These and one more."""
        return Corrections(correction=(*self.correction, correction))

    def undo(self) -> Corrections:
        """These without the last."""
        return Corrections(correction=self.correction[:-1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """What became of a story: ``after`` holds the ids of the stories that its accounts are in now.

    ``kept`` is the one that has the largest share of it, and so goes on as the same story.
    """

    before: str
    after: tuple[str, ...]
    kept: str | None


def read_corrections(path: Path) -> Corrections:
    """The corrections in a file.

    Raises:
        SettingsError: the file cannot be read, or a correction in it makes no sense; the text says which.
    """
    try:
        table = tomllib.loads(path.read_text("utf-8"))
        if table.keys() - {"correction"} or not isinstance(table.get("correction", []), list):
            raise ValueError("only tables [[correction]] are known here")
        found = tuple(_correction(number, one) for number, one in enumerate(table.get("correction", []), 1))
    except (OSError, ValueError) as error:
        raise SettingsError(f"{path}: {error}") from error
    return Corrections(correction=found)


def _correction(number: int, table: object) -> Correction:
    if not isinstance(table, dict):
        raise ValueError(f"correction {number} is no table")
    try:
        found = codec.from_table(table, Correction)
    except ValueError as error:
        raise ValueError(f"correction {number}: {error}") from error
    if not found.articles or (found.kind == "move") != (found.to is not None):
        raise ValueError(f"correction {number}: {found.kind} needs articles, and only a move needs 'to'")
    return found


def apply(grouping: Grouping, corrections: Corrections, articles: Sequence[Article]) -> Grouping:
    """The grouping with every correction applied in turn.

    ``articles`` are those of the grouping.  Articles that a correction names and the run does not
    hold are passed over: the file may speak of more than is read today.
    """
    by_id = {article.id: article for article in articles}
    owner = {account: story.id for story in grouping.stories for account in story.accounts}
    line = {story: found.id for found in grouping.storylines for story in found.stories}
    for number, correction in enumerate(corrections.correction):
        _decide(owner, correction, f"correction:{number}")
    members: dict[str, list[str]] = {}
    for account, story in owner.items():
        members.setdefault(story, []).append(account)
    stories = []
    for story, accounts in members.items():
        ordered = sorted(accounts, key=lambda account: order_key(by_id[account]))
        stories.append((ordered, line.get(story)))
    stories.sort(key=lambda found: order_key(by_id[found[0][0]]))
    return Grouping(
        stories=tuple(Story(id=STORY + found[0], accounts=tuple(found)) for found, _ in stories),
        storylines=_lines(stories),
    )


def lineage(before: Grouping, after: Grouping) -> tuple[Lineage, ...]:
    """What became of every story, in the order of ``before``; equal shares go to the earlier story."""
    owner = {account: story.id for story in after.stories for account in story.accounts}
    place = {story.id: number for number, story in enumerate(after.stories)}
    found = []
    for story in before.stories:
        now = [owner[account] for account in story.accounts if account in owner]
        heirs = sorted(set(now), key=lambda one: (-now.count(one), place[one]))
        found.append(Lineage(before=story.id, after=tuple(heirs), kept=heirs[0] if heirs else None))
    return tuple(found)


def _decide(owner: dict[str, str], correction: Correction, fresh: str) -> None:
    """Writes one decision into the story that each account is in."""
    named = [article for article in correction.articles if article in owner]
    if correction.kind == "merge" and named:
        merged = {owner[article] for article in named}
        for article in [article for article, story in owner.items() if story in merged]:
            owner[article] = owner[named[0]]
    elif correction.kind == "split":
        owner.update(dict.fromkeys(named, fresh))
    elif correction.kind == "move" and correction.to in owner:
        owner.update(dict.fromkeys(named, owner[correction.to]))


def _lines(stories: Sequence[tuple[list[str], str | None]]) -> tuple[Storyline, ...]:
    """Storylines of the corrected stories: a story stays in the line of the story it comes from."""
    lines: dict[str, list[str]] = {}
    for accounts, line in stories:
        if line is not None:
            lines.setdefault(line, []).append(accounts[0])
    return tuple(
        Storyline(id=STORYLINE + firsts[0], stories=tuple(STORY + first for first in firsts))
        for firsts in lines.values()
        if len(firsts) > 1
    )
