"""Stories: the articles that report one event, and storylines over them.

Average linkage over the affinity of articles: a story is as near as its members are on average, so
no chain of single links ties two events together.  Neither the order in which accounts are given nor
the way they are batched changes anything: they are put in order of id first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synoptic.grouping import affinity, linkage
from synoptic.grouping.duplicates import duplicates
from synoptic.grouping.evidence import gather
from synoptic.grouping.times import order_key
from synoptic.types import Account, Story, Storyline

STORY = "story:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """Stories in order of their first account's time, and the storylines that tie some of them."""

    stories: tuple[Story, ...] = ()
    storylines: tuple[Storyline, ...] = ()


def group(accounts: Sequence[Account], *, window_days: float = 5.0) -> Grouping:
    """Every account in exactly one story; the order of ``accounts`` does not matter.

    Two accounts published more than ``window_days`` apart are not linked directly.
    """
    if not accounts:
        return Grouping()
    ordered = sorted(accounts, key=lambda account: account.id)
    labels = cluster(ordered, window_days)
    members: dict[int, list[Account]] = {}
    for account, label in zip(ordered, labels.tolist(), strict=True):
        members.setdefault(label, []).append(account)
    found = sorted((_story(accounts) for accounts in members.values()), key=lambda pair: pair[0])
    return Grouping(stories=tuple(story for _, story in found))


def cluster(accounts: Sequence[Account], window_days: float) -> NDArray[np.int64]:
    """A label for each account."""
    groups = duplicates(accounts, window_days)
    evidence = gather([accounts[group[0]] for group in groups])
    pairs = affinity.candidates(evidence, window_days)
    learnt = affinity.model()
    chance = learnt.affinity.probability(affinity.features(evidence, pairs))
    found = linkage.cluster(len(groups), pairs.first, pairs.second, chance, learnt.cut)
    labels = np.zeros(len(accounts), np.int64)
    for group, label in zip(groups, found.tolist(), strict=True):
        labels[group] = label
    return labels


def _story(members: list[Account]) -> tuple[tuple[bool, float, str], Story]:
    """A story with what it is ordered by."""
    articles = sorted((account.article for account in members), key=order_key)
    first = articles[0]
    return order_key(first), Story(id=STORY + first.id, accounts=tuple(a.id for a in articles))
