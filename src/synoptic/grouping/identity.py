"""Ids that stay: what a story was called when it was last published, it is called again.

A grouping knows stories by their content.  When it is published, a story takes the id of the published
story that it has the largest share of; what became of every story is kept as data.  Until a story is
published nobody has seen its id, so it is called by its first account: any order of arrival between two
publications ends in the same ids.
"""

from __future__ import annotations

import dataclasses
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from synoptic import codec
from synoptic.errors import SettingsError
from synoptic.grouping.stories import STORY, STORYLINE, Grouping
from synoptic.types import Story

ChangeKind = Literal["born", "split", "grown", "moved", "merged", "ended"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What happened to a story between two publications; ``at`` is the time of the later.

    ``born``: ``accounts`` were not published before.  ``split``: it came out of the stories in
    ``others``, with ``accounts``.  ``grown``: ``accounts`` that were not published before came to it.
    ``moved``: ``accounts`` came from stories in ``others``, which go on.  ``merged``: ``accounts`` came
    with the stories in ``others``, which ended.  ``ended``: nothing is left of it; what it had went
    to the stories in ``others``.
    """

    story: str
    kind: ChangeKind
    at: str
    accounts: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What was last published, by id, and the lineage of all stories from the first publication on."""

    stories: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    storylines: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    lineage: tuple[Change, ...] = ()

    def of(self, story: str) -> tuple[Change, ...]:
        """The lineage of one story, from its birth on."""
        return tuple(change for change in self.lineage if change.story == story)


def publish(grouping: Grouping, before: Published, at: str) -> tuple[Grouping, Published]:
    """The grouping with the ids that stay, and what is published now.

    ``at`` is the time of publication in ISO 8601.  Of the stories that share accounts with a published
    one, that with most of them goes on as it; of equal shares the larger, then the earlier in time.
    """
    taken = {change.story for change in before.lineage}
    ids = _names([story.accounts for story in grouping.stories], before.stories, taken, STORY)
    named = {story.id: name for story, name in zip(grouping.stories, ids, strict=True)}
    stories = [dataclasses.replace(story, id=named[story.id]) for story in grouping.stories]
    inside = [tuple(named[story] for story in line.stories) for line in grouping.storylines]
    firsts = [tuple(map(_bare, line)) for line in inside]
    known = {
        line: tuple(story.removeprefix(STORY) for story in members)
        for line, members in before.storylines.items()
    }
    lines = _names(firsts, known, set(known), STORYLINE)
    now = Published(
        stories={story.id: story.accounts for story in stories},
        storylines=dict(zip(lines, inside, strict=True)),
        lineage=(*before.lineage, *_changes(before.stories, stories, at)),
    )
    storylines = tuple(
        dataclasses.replace(line, id=name, stories=members)
        for line, (name, members) in zip(grouping.storylines, now.storylines.items(), strict=True)
    )
    return dataclasses.replace(grouping, stories=tuple(stories), storylines=storylines), now


def read_published(path: Path) -> Published:
    """What was published, from a file; nothing where there is no file yet.

    Raises:
        SettingsError: the file cannot be read; the text says why.
    """
    if not path.exists():
        return Published()
    try:
        return codec.from_table(json.loads(path.read_text("utf-8")), Published)
    except (OSError, ValueError) as error:
        raise SettingsError(f"{path}: {error}") from error


def write_published(path: Path, published: Published) -> None:
    """Writes what was published; a reader finds the old file or the new one, never half."""
    beside = path.with_name(path.name + ".new")
    beside.write_text(json.dumps(dataclasses.asdict(published), ensure_ascii=False, indent=1) + "\n", "utf-8")
    beside.replace(path)


def _names(
    groups: Sequence[tuple[str, ...]], before: Mapping[str, tuple[str, ...]], taken: set[str], prefix: str
) -> list[str]:
    """An id for each group: that of the published one whose largest share it has, else one of its own."""
    owner = {member: name for name, members in before.items() for member in members}
    shares = Counter(
        (place, owner[one]) for place, group in enumerate(groups) for one in group if one in owner
    )
    age = {name: number for number, name in enumerate(before)}
    order = sorted(shares, key=lambda pair: (-shares[pair], -len(groups[pair[0]]), age[pair[1]], pair[0]))
    heirs: dict[int, str] = {}
    given: set[str] = set()
    for place, name in order:
        if place not in heirs and name not in given:
            heirs[place] = name
            given.add(name)
    used = taken | before.keys()
    named = []
    for place, group in enumerate(groups):
        name = heirs.get(place) or _fresh(group, used, prefix)
        used.add(name)
        named.append(name)
    return named


def _bare(story: str) -> str:
    return story.removeprefix(STORY)


def _fresh(group: tuple[str, ...], used: set[str], prefix: str) -> str:
    """The first member that no id was made of before; if there is none, the first with a number."""
    free = (prefix + member for member in group if prefix + member not in used)
    numbered = (f"{prefix}{group[0]}~{number}" for number in range(2, len(used) + 3))
    return next(free, None) or next(name for name in numbered if name not in used)


def _changes(before: Mapping[str, tuple[str, ...]], stories: Sequence[Story], at: str) -> Iterable[Change]:
    """What happened to each story that is, then to each that is no more."""
    owner = {account: name for name, accounts in before.items() for account in accounts}
    now = {story.id for story in stories}
    went: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for story in stories:
        came: defaultdict[str | None, list[str]] = defaultdict(list)
        for account in story.accounts:
            came[owner.get(account)].append(account)
            went[owner.get(account, "")][story.id] = None
        came.pop(story.id, None)
        yield from _one(story.id, story.id in before, came, now, at)
    for name in before:
        if name not in now:
            yield Change(story=name, kind="ended", at=at, others=tuple(went[name]))


def _one(
    story: str, known: bool, came: Mapping[str | None, list[str]], now: set[str], at: str
) -> Iterable[Change]:
    new = came.get(None, [])
    others = [other for other in came if other is not None]
    if not known and others:
        accounts = tuple(account for other in others for account in came[other])
        yield Change(story=story, kind="split", at=at, accounts=accounts, others=tuple(others))
        others = []
    if new:
        first: ChangeKind = "grown" if known or came.keys() - {None} else "born"
        yield Change(story=story, kind=first, at=at, accounts=tuple(new))
    for kind, these in (
        ("moved", [other for other in others if other in now]),
        ("merged", [other for other in others if other not in now]),
    ):
        if these:
            accounts = tuple(account for other in these for account in came[other])
            yield Change(story=story, kind=kind, at=at, accounts=accounts, others=tuple(these))  # type: ignore[arg-type]
