"""Entities linked across accounts, languages and scripts.

Each account's marker has tied its own mentions together; here those knots are tied to each other:
by the place that a gazetteer knows under both names, else by how alike the names sound once
inflection and script are off.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from synoptic.clustering import average_linkage
from synoptic.marking.gazetteer import place
from synoptic.marking.names import similar
from synoptic.types import Account, Entity, EntityKind, Mention

# Two names are one from this likeness on: transliterations of one name lie above, other names of
# the same length and script below, as ``tests/marking`` shows.
ALIKE = 0.72
# A knot of another kind must be this alike: markers mistake kinds, rarely so much the names.
ALIKE_ACROSS_KINDS = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Knot:
    """The mentions of one account that name the same thing."""

    account: int
    key: str
    kind: EntityKind
    heads: tuple[str, ...]
    mentions: tuple[Mention, ...]
    links: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """The entities of a story, and which of them a mention's own key means: (account, key) to id."""

    entities: tuple[Entity, ...]
    ids: Mapping[tuple[int, str], str]


def link(accounts: Sequence[Account]) -> Linked:
    """Ties the mentions of all accounts together; entities in order of id."""
    tied = [knot for index, account in enumerate(accounts) for knot in knots(index, account)]
    if not tied:
        return Linked(entities=(), ids={})
    likeness = np.array([[_likeness(a, b) for b in tied] for a in tied])
    likeness = np.maximum(likeness, likeness.T)
    owner = np.array([knot.account for knot in tied])
    apart = (owner[:, None] == owner[None, :]) & (likeness < 1.0)
    labels = average_linkage(likeness, ALIKE, apart)
    entities, ids = [], {}
    for label in range(labels.max() + 1):
        members = [tied[i] for i in np.flatnonzero(labels == label)]
        entity = _entity(f"e{label + 1}", members, accounts)
        entities.append(entity)
        ids.update({(knot.account, knot.key): entity.id for knot in members})
    return Linked(entities=tuple(entities), ids=ids)


def knots(index: int, account: Account) -> list[Knot]:
    """The entities of one account, in order of first mention."""
    tied: dict[str, list[Mention]] = {}
    for mention in account.marks.mentions:
        tied.setdefault(mention.entity, []).append(mention)
    found = []
    for key, mentions in tied.items():
        kind = Counter(mention.kind for mention in mentions).most_common(1)[0][0]
        heads = tuple(dict.fromkeys(mention.head for mention in mentions))
        links = place(max(heads, key=len), account.article.lang) if kind == "place" else None
        found.append(
            Knot(
                account=index,
                key=key,
                kind=kind,
                heads=heads,
                mentions=tuple(mentions),
                links=links or {},
            )
        )
    return found


def _likeness(first: Knot, second: Knot) -> float:
    """How surely two knots are one entity, 0..1."""
    if first is second:
        return 1.0
    shared = set(first.links.items()) & set(second.links.items()) - {
        item for item in first.links.items() if item[0] == "country"
    }
    if shared:
        return 1.0
    if first.links and second.links:
        return 0.0
    best = max(similar(a, b) for a in first.heads for b in second.heads)
    if first.kind != second.kind and best < ALIKE_ACROSS_KINDS:
        return best / 2
    return best


def _entity(identity: str, members: Sequence[Knot], accounts: Sequence[Account]) -> Entity:
    """One entity of some knots: kind by majority, name the fullest form of the earliest account."""
    mentions = [mention for knot in members for mention in knot.mentions]
    kinds = Counter(mention.kind for mention in mentions)
    kind = sorted(kinds, key=lambda k: (-kinds[k], k))[0]
    heads = members[0].heads
    links: dict[str, str] = {}
    for knot in members:
        links = {**knot.links, **links}
    passages = [accounts[k.account].article.passage(m.start, m.end) for k in members for m in k.mentions]
    return Entity(
        id=identity,
        name=max(heads, key=lambda head: (len(head.split()), len(head))),
        kind=kind,
        mentions=tuple(sorted(passages, key=lambda p: (p.article, p.start))),
        links=dict(sorted(links.items())),
    )
