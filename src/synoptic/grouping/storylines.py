"""Storylines: stories that follow one another without being one event.

Two stories follow one another if their accounts are as alike as those of follow-ups are, time
apart, and share names.  Stories without a time are left alone: nobody can say what followed what.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from synoptic.grouping import affinity, linkage
from synoptic.grouping.affinity import Pairs, StoryModel
from synoptic.grouping.columns import Columns
from synoptic.grouping.linkage import Cut, Matrix

# What lies further apart is not told as one line.
LONGEST_DAYS = 183.0
# Documents less alike than this do not follow one another; those of follow-ups are well above.
NEAREST = 0.35
# So many accounts of a story, the first, stand for it.
SPOKESMEN = 6
# Shared names must be more than what is taken where nothing is known.
NAMES = affinity.NEUTRAL["names"] * 1.25


@dataclass(frozen=True, slots=True)
class Line:
    """A storyline as places of stories in rising order, and for each after the first the one it follows."""

    stories: tuple[int, ...]
    follows: tuple[int, ...]


def follow(stories: Sequence[Sequence[int]], columns: Columns, learnt: StoryModel) -> list[Line]:
    """The storylines of two stories and more.

    ``stories`` holds articles as rows of ``columns``, each story in order of time, and is in order of
    time itself.
    """
    first, second, closeness = links(stories, columns, learnt)
    cut = Cut(threshold=learnt.storyline, margin=1.0)
    labels = linkage.cluster(len(stories), first, second, closeness, cut)
    lines: dict[int, list[int]] = {}
    for story, label in enumerate(labels.tolist()):
        lines.setdefault(label, []).append(story)
    nearest: dict[int, tuple[float, int]] = {}
    ends = zip(first.tolist(), second.tolist(), closeness.tolist(), strict=True)
    for earlier, later, near in ends:
        if labels[earlier] == labels[later]:
            nearest[later] = max(nearest.get(later, (0.0, earlier)), (near, earlier))
    return [
        Line(tuple(line), tuple(nearest.get(story, (0.0, before))[1] for before, story in pairwise(line)))
        for line in sorted(lines.values())
        if len(line) > 1
    ]


def links(
    stories: Sequence[Sequence[int]], columns: Columns, learnt: StoryModel
) -> tuple[NDArray[np.int64], NDArray[np.int64], Matrix]:
    """Pairs of stories ``first`` < ``second`` that share names, and their mean affinity, each (p,)."""
    owner = np.full(len(columns), -1, np.int64)
    for story, members in enumerate(stories):
        owner[list(members[:SPOKESMEN])] = story
    found = [_linked(pairs, owner, columns) for pairs in _across(columns, owner)]
    pairs = Pairs(
        np.concatenate([np.zeros(0, np.int64), *(pairs.first for pairs in found)]),
        np.concatenate([np.zeros(0, np.int64), *(pairs.second for pairs in found)]),
    )
    names = affinity.shared(columns, "names", pairs)
    known, place, count = _story_pairs(pairs, owner, len(stories))
    named = np.bincount(place, names, len(known)) / np.maximum(count, 1) >= NAMES
    pairs = pairs.only(named[place])
    known, place, _ = _story_pairs(pairs, owner, len(stories))
    chance = learnt.affinity.probability(affinity.features(columns, pairs))
    first, second = known // max(1, len(stories)), known % max(1, len(stories))
    dated = np.flatnonzero((owner >= 0) & ~np.isnan(columns.times))
    sizes = np.bincount(owner[dated], minlength=len(stories))
    closeness = np.bincount(place, chance, len(known)) / (sizes[first] * sizes[second])
    return first, second, np.round(closeness, affinity.DIGITS).astype(np.float64)


def shared_names(one: Sequence[int], other: Sequence[int], columns: Columns) -> list[str]:
    """The names that the spokesmen of two stories share, as terms, those that say most first."""
    weights = [_names(members[:SPOKESMEN], columns) for members in (one, other)]
    both = {term: weight * weights[1][term] for term, weight in weights[0].items() if term in weights[1]}
    names = columns.vocabulary.names
    return [names[term] for term in sorted(both, key=lambda term: (-both[term], names[term]))]


def _names(members: Sequence[int], columns: Columns) -> dict[int, int]:
    """How heavy each name is in all members together."""
    kept = columns.terms["names"]
    places, _ = kept.rows.flat(np.array(members, np.int64))
    found: dict[int, int] = {}
    for term, weight in zip(kept.numbers[places].tolist(), kept.weights[places].tolist(), strict=True):
        found[term] = found.get(term, 0) + weight
    return found


def _story_pairs(
    pairs: Pairs, owner: NDArray[np.int64], size: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """The pairs of stories that pairs of articles lie between, which each is of, and how many are of each."""
    low = np.minimum(owner[pairs.first], owner[pairs.second])
    high = np.maximum(owner[pairs.first], owner[pairs.second])
    return np.unique(low * size + high, return_inverse=True, return_counts=True)


def _linked(pairs: Pairs, owner: NDArray[np.int64], columns: Columns) -> Pairs:
    """Of pairs of articles those of two stories, each once."""
    times = columns.times
    earlier = times[pairs.first] < times[pairs.second]
    once = earlier | ((times[pairs.first] == times[pairs.second]) & (pairs.first < pairs.second))
    return pairs.only(once & (owner[pairs.first] != owner[pairs.second]))


def _across(columns: Columns, owner: NDArray[np.int64]) -> Iterator[Pairs]:
    """Pairs of spokesmen with a time, alike enough and near enough in time."""
    speaking = np.flatnonzero((owner >= 0) & ~np.isnan(columns.times))
    speaking = speaking[np.argsort(columns.times[speaking], kind="stable")]
    times = columns.times[speaking]
    for start in range(0, len(speaking), affinity.BLOCK):
        rows = speaking[start : start + affinity.BLOCK]
        end = np.searchsorted(times, columns.times[rows[-1]] + LONGEST_DAYS, side="right")
        yield from affinity.near(columns, rows, speaking[start:end], LONGEST_DAYS, NEAREST)
