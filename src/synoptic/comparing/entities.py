"""Entities linked across accounts, languages and scripts.

Each account's marker has tied its own mentions into knots; here those are tied to each other, by how
alike the names sound once inflection and script are off, by what the gazetteer knows, by what the
sentences around them say, and by the statements that they stand in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from synoptic.clustering import average_linkage
from synoptic.comparing.alignment import Matrix
from synoptic.comparing.knots import Knot, Knots, collect, probabilities
from synoptic.comparing.told import Told
from synoptic.logistic import load
from synoptic.types import Account, Entity

FLOOR = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """The entities of a story, and which of them a mention's own key means: (account, key) to id."""

    entities: tuple[Entity, ...]
    ids: Mapping[tuple[int, str], str]


def link(told: Told) -> Linked:
    """Ties the mentions of all accounts together; entities in order of first mention."""
    items = collect(told)
    model = load(__package__, "entities")
    entities, ids = [], {}
    for number, group in enumerate(
        groups(items, probabilities(items, told.chance, model), model.threshold), 1
    ):
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
