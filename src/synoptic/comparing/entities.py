"""Entities linked across accounts, languages and scripts.

Each account's marker has tied its own mentions into knots; here those are tied to each other, by how
alike the names sound once inflection and script are off, by what the gazetteer knows, by what the
sentences around them say, and by the statements that they stand in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from synoptic.clustering import average_linkage
from synoptic.comparing.alignment import Matrix
from synoptic.comparing.knots import Knot, Knots, collect, left_over, probabilities, same_place
from synoptic.comparing.told import Told
from synoptic.logistic import load
from synoptic.types import Account, Entity

FLOOR = 0.02
# In so many pairs of accounts a name and its translation must stand in one slot.
SLOTS = 2


@dataclass(frozen=True, kw_only=True)  # without slots, so that what is derived is kept
class Linked:
    """The entities of a story, and which of them a mention's own key means: (account, key) to id."""

    entities: tuple[Entity, ...]
    ids: Mapping[tuple[int, str], str]

    @cached_property
    def shared(self) -> frozenset[str]:
        """The ids of the entities that two accounts or more name."""
        return frozenset(e.id for e in self.entities if len({m.article for m in e.mentions}) > 1)

    @cached_property
    def people(self) -> frozenset[str]:
        """The ids of the people."""
        return frozenset(e.id for e in self.entities if e.kind == "person")


def link(told: Told) -> Linked:
    """Ties the mentions of all accounts together; entities in order of first mention."""
    items = collect(told)
    model = load(__package__, "entities")
    entities, ids = [], {}
    found = groups(items, probabilities(items, told.chance, model), model.threshold)
    for number, group in enumerate(united(items, found, told.chance), 1):
        members = [items.knots[index] for index in group]
        entity = _entity(f"e{number}", members, told.accounts)
        entities.append(entity)
        ids.update({(knot.account, knot.key): entity.id for knot in members})
    return Linked(entities=tuple(entities), ids=ids)


def groups(items: Knots, matrix: Matrix, threshold: float) -> list[list[int]]:
    """Knots that name the same, as sorted indices, in order of first member."""
    if not items.knots:
        return []
    apart = items.account[:, None] == items.account[None, :]
    labels = average_linkage(matrix, threshold, apart, FLOOR)
    return [np.flatnonzero(labels == label).tolist() for label in range(labels.max() + 1)]


def united(items: Knots, found: Sequence[Sequence[int]], chance: Matrix) -> list[list[int]]:
    """The groups, those of a name and its translation brought together.

    They are of one kind and share no account; in passages of at least two pairs of accounts that
    tell the same, both are what is left when all other names have found each other.  Names of people
    are not translated.  The surest go first; ``chance`` is that of the aligned units.
    """
    merged = [list(group) for group in found]
    while pair := _translated(items, merged, chance):
        a, b = pair
        together = sorted(merged[a] + merged[b])
        merged = sorted([group for i, group in enumerate(merged) if i not in pair] + [together])
    return merged


def _translated(items: Knots, found: Sequence[Sequence[int]], chance: Matrix) -> tuple[int, int] | None:
    """The two groups that stand in one slot most often, if any do often enough."""
    home = np.empty(len(items.knots), np.int64)
    for number, group in enumerate(found):
        home[list(group)] = number
    left = left_over(items, home[:, None] == home[None, :], chance)
    slots: Counter[tuple[int, int]] = Counter()
    for i, j in np.argwhere(np.triu(left)).tolist():
        slots[min(home[i], home[j]), max(home[i], home[j])] += 1
    for (a, b), often in sorted(slots.items(), key=lambda item: (-item[1], item[0])):
        if often >= SLOTS and _may_unite(items, found[a], found[b]):
            return int(a), int(b)
    return None


def _may_unite(items: Knots, first: Sequence[int], second: Sequence[int]) -> bool:
    """Whether two groups share no account, are of one kind, not people, and no two places known apart."""
    knots = items.knots
    kinds = [Counter(knots[i].kind for i in group).most_common(1)[0][0] for group in (first, second)]
    accounts = {knots[i].account for i in first} & {knots[j].account for j in second}
    known_apart = any(same_place(knots[i], knots[j]) is False for i in first for j in second)
    return not accounts and kinds[0] == kinds[1] != "person" and not known_apart


def _entity(identity: str, members: Sequence[Knot], accounts: Sequence[Account]) -> Entity:
    """One entity of some knots: kind by majority, name the fullest form of the earliest account."""
    kinds = Counter(mention.kind for knot in members for mention in knot.mentions)
    links: dict[str, str] = {}
    for knot in members:
        links = {**knot.links, **links}
    passages = [accounts[k.account].article.passage(m.start, m.end) for k in members for m in k.mentions]
    return Entity(
        id=identity,
        name=max(members[0].heads, key=lambda head: (len(head.split()), len(head))),
        kind=min(kinds, key=lambda kind: (-kinds[kind], kind)),
        mentions=tuple(sorted(passages, key=lambda p: (p.article, p.start))),
        links=dict(sorted(links.items())),
    )
