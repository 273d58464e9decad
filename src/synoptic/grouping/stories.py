"""Stories: the articles that report one event, and storylines over them.

Average linkage over the affinity of articles: a story is as near as its members are on average, so
no chain of single links ties two events together.  Neither the order in which accounts are given nor
the way they are batched changes anything: they are put in order of id first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from synoptic.grouping import affinity, linkage
from synoptic.grouping.duplicates import duplicates
from synoptic.grouping.evidence import gather
from synoptic.grouping.storylines import follow
from synoptic.grouping.times import order_key
from synoptic.types import Account, Article, Story, Storyline

STORY, STORYLINE = "story:", "storyline:"

# A pair of which one has a time and the other none is less sure: what keeps stories apart in time is missing.
HALF_DATED = 0.85


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
    groups = duplicates(ordered, window_days)
    evidence = gather([ordered[group[0]] for group in groups])
    learnt = affinity.model()
    pairs = affinity.candidates(evidence, window_days)
    chance = learnt.affinity.probability(affinity.features(evidence, pairs))
    undated = np.isnan(evidence.times)
    chance[undated[pairs.first] != undated[pairs.second]] *= HALF_DATED
    labels = linkage.cluster(len(groups), pairs.first, pairs.second, chance, learnt.cut)
    members: dict[int, list[int]] = {}
    for place, label in enumerate(labels.tolist()):
        members.setdefault(label, []).append(place)
    found = [
        (*_story([ordered[index].article for place in places for index in groups[place]]), places)
        for places in members.values()
    ]
    found.sort(key=lambda story: story[0])
    stories = tuple(story for _, story, _ in found)
    by_time = [_by_time(places, groups, ordered) for *_, places in found]
    lines = [_storyline([stories[place] for place in line]) for line in follow(by_time, evidence, learnt)]
    return Grouping(stories=stories, storylines=tuple(lines))


def _by_time(places: Sequence[int], groups: Sequence[Sequence[int]], ordered: Sequence[Account]) -> list[int]:
    return sorted(places, key=lambda place: order_key(ordered[groups[place][0]].article))


def _story(articles: Sequence[Article]) -> tuple[tuple[bool, float, str], Story]:
    """A story with what it is ordered by."""
    in_time = sorted(articles, key=order_key)
    story = Story(id=STORY + in_time[0].id, accounts=tuple(article.id for article in in_time))
    return order_key(in_time[0]), story


def _storyline(stories: Sequence[Story]) -> Storyline:
    return Storyline(id=STORYLINE + stories[0].accounts[0], stories=tuple(story.id for story in stories))
