"""A person's corrections of stories: kept in a file, applied after every grouping, undoable.

A correction names articles, never positions or the ids of stories: an article keeps its id, whatever the
next run finds.  The file is TOML, one table ``[[correction]]`` each, in the order they were made::

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

    [[correction]]
    kind = "pin"                 # these articles stay together, whatever is found later
    articles = ["a", "e"]

    [[correction]]
    kind = "name"                # the story of these articles is called so
    articles = ["a"]
    name = "The ferry fire"
"""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Literal

from synoptic import codec
from synoptic.errors import SettingsError
from synoptic.grouping.stories import STORY, STORYLINE, Grouping
from synoptic.grouping.times import order_key
from synoptic.types import Article, Story, Storyline

CorrectionKind = Literal["merge", "split", "move", "pin", "name"]

# What a story that a person corrected says of itself.
SAID = {
    "merge": "merged by a person",
    "split": "split off by a person",
    "move": "moved by a person",
    "pin": "pinned by a person",
    "name": "named by a person",
}
# The field that only one kind has, and must have.
OWN_FIELD = {"move": "to", "name": "name"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One decision of a person about ``articles``.

    ``to`` is an article of the story that they move to, ``name`` what their story is called, ``at`` when
    it was decided (ISO 8601).
    """

    kind: CorrectionKind
    articles: tuple[str, ...]
    to: str | None = None
    name: str | None = None
    note: str = ""
    at: str | None = None

    def __post_init__(self) -> None:
        if not self.articles:
            raise ValueError(f"{self.kind} needs articles")
        for kind, own in OWN_FIELD.items():
            if (getattr(self, own) is not None) != (self.kind == kind):
                raise ValueError(f"{own!r} goes with {kind}, and {kind} needs it")

    @property
    def said(self) -> str:
        """What is shown of it."""
        day = f" on {self.at[:10]}" if self.at else ""
        return f"{SAID[self.kind]}{day}" + (f": {self.note}" if self.note else "")


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

    def unknown(self, articles: Iterable[str]) -> tuple[str, ...]:
        """Articles that a correction names and that are not among these, in the order of the file."""
        known = set(articles)
        named = (name for one in self.correction for name in (*one.articles, one.to) if name is not None)
        return tuple(dict.fromkeys(name for name in named if name not in known))


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
    except OSError as error:
        raise SettingsError(f"{path}: {error.strerror or error}") from error
    except ValueError as error:
        raise SettingsError(f"{path}: {error}") from error
    return Corrections(correction=found)


def write_corrections(path: Path, corrections: Corrections) -> None:
    """Writes a file of corrections; a reader finds the old file or the new one, never half."""
    beside = path.with_name(path.name + ".new")
    beside.write_text("\n".join(map(_table, corrections.correction)), "utf-8")
    beside.replace(path)


def _table(correction: Correction) -> str:
    lines = ["[[correction]]"]
    for field in fields(correction):
        value = getattr(correction, field.name)
        if value is None or value == "":
            continue
        written = json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        lines.append(f"{field.name} = {written}")
    return "\n".join(lines) + "\n"


def _correction(number: int, table: object) -> Correction:
    if not isinstance(table, dict):
        raise ValueError(f"correction {number} is no table")
    try:
        return codec.from_table(table, Correction)
    except ValueError as error:
        raise ValueError(f"correction {number}: {error}") from error


def apply(grouping: Grouping, corrections: Corrections, articles: Sequence[Article]) -> Grouping:
    """The grouping with every correction applied in turn.

    ``articles`` are those of the grouping.  Articles that a correction names and the run does not
    hold are passed over: the file may speak of more than is read today.
    """
    if not corrections.correction:
        return grouping
    state = _State(grouping)
    for number, correction in enumerate(corrections.correction):
        state.decide(correction, f"correction:{number}")
    return state.grouping({article.id: article for article in articles})


class _State:
    """The story that each account is in, and what a person said of each, while corrections are applied."""

    def __init__(self, grouping: Grouping) -> None:
        self.owner = {account: story.id for story in grouping.stories for account in story.accounts}
        self.line = {story: found.id for found in grouping.storylines for story in found.stories}
        self.said: dict[str, tuple[str, ...]] = {}
        self.name: dict[str, str] = {}

    def decide(self, correction: Correction, fresh: str) -> None:
        """Writes one decision down."""
        named = [article for article in correction.articles if article in self.owner]
        if not named or (correction.to is not None and correction.to not in self.owner):
            return
        target = self._target(correction, named, fresh)
        if correction.kind == "merge":
            merged = {self.owner[article] for article in named}
            named = [article for article, story in self.owner.items() if story in merged]
        if correction.kind == "name" and correction.name:
            self.name[target] = correction.name
        else:
            self.owner.update(dict.fromkeys(named, target))
        self.said[target] = (*self.said.get(target, ()), correction.said)

    def _target(self, correction: Correction, named: Sequence[str], fresh: str) -> str:
        """The story that a correction is about: where the named articles are, most of them, or will be."""
        if correction.kind == "split":
            return fresh
        if correction.to is not None:
            return self.owner[correction.to]
        if correction.kind == "merge":
            return self.owner[named[0]]
        return Counter(self.owner[article] for article in named).most_common(1)[0][0]

    def grouping(self, articles: dict[str, Article]) -> Grouping:
        """The stories as they are now, in order of time."""
        members: dict[str, list[str]] = {}
        for account, story in self.owner.items():
            members.setdefault(story, []).append(account)
        for accounts in members.values():
            accounts.sort(key=lambda account: order_key(articles[account]))
        found = sorted(members, key=lambda story: order_key(articles[members[story][0]]))
        return Grouping(
            stories=tuple(
                Story(
                    id=STORY + members[story][0],
                    accounts=tuple(members[story]),
                    name=self.name.get(story),
                    corrected=self.said.get(story, ()),
                )
                for story in found
            ),
            storylines=_lines([(members[story][0], self.line.get(story)) for story in found]),
        )


def _lines(stories: Sequence[tuple[str, str | None]]) -> tuple[Storyline, ...]:
    """Storylines of the corrected stories: a story stays in the line of the story it comes from."""
    lines: dict[str, list[str]] = {}
    for first, line in stories:
        if line is not None:
            lines.setdefault(line, []).append(first)
    return tuple(
        Storyline(id=STORYLINE + firsts[0], stories=tuple(STORY + first for first in firsts))
        for firsts in lines.values()
        if len(firsts) > 1
    )
