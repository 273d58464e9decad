"""Storylines: stories that follow one another without being one event.

Two stories follow one another if their accounts are as alike as those of follow-ups are, time apart, and
share as much of their names.  Both measures are learnt from planted follow-ups.  Stories without a time
are left alone: nobody can say what followed what.
"""

from __future__ import annotations

from collections import Counter
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
# Two stories of one storyline have so many words of names in common; one company's name ties nothing, and
# a country's does not count.
FEWEST_NAMES = 2


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
    found = links(stories, columns, learnt)
    first, second, closeness = found.first, found.second, found.closeness
    cut = Cut(threshold=learnt.storyline, margin=1.0)
    alike = np.zeros((len(stories), 2), np.int64)
    labels = linkage.cluster(alike, first, second, closeness, cut)
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


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """Pairs of stories, ``first`` before ``second``: mean affinity and likeness of names, each (p,)."""

    first: NDArray[np.int64]
    second: NDArray[np.int64]
    closeness: Matrix
    names: Matrix


def links(stories: Sequence[Sequence[int]], columns: Columns, learnt: StoryModel) -> Links:
    """The pairs of stories that share names enough."""
    owner = np.full(len(columns), -1, np.int64)
    for story, members in enumerate(stories):
        owner[list(members[:SPOKESMEN])] = story
    found = [_linked(pairs, owner, columns) for pairs in _across(columns, owner)]
    pairs = Pairs(
        np.concatenate([np.zeros(0, np.int64), *(pairs.first for pairs in found)]),
        np.concatenate([np.zeros(0, np.int64), *(pairs.second for pairs in found)]),
    )
    known, place, count = _story_pairs(pairs, owner, len(stories))
    shared = affinity.shared(columns, "names", pairs)
    names = np.bincount(place, shared, len(known)) / np.maximum(count, 1)
    named = names >= learnt.storyline_names
    for pair in np.flatnonzero(named).tolist():
        one, other = divmod(int(known[pair]), len(stories))
        named[pair] = _words_shared(stories[one], stories[other], columns) >= FEWEST_NAMES
    names = names[named]
    pairs = pairs.only(named[place])
    known, place, _ = _story_pairs(pairs, owner, len(stories))
    chance = learnt.affinity.probability(affinity.features(columns, pairs))
    first, second = known // max(1, len(stories)), known % max(1, len(stories))
    dated = np.flatnonzero((owner >= 0) & ~np.isnan(columns.times))
    sizes = np.bincount(owner[dated], minlength=len(stories))
    closeness = np.bincount(place, chance, len(known)) / (sizes[first] * sizes[second])
    return Links(first, second, np.round(closeness, affinity.DIGITS).astype(np.float64), names)


def _words_shared(one: Sequence[int], other: Sequence[int], columns: Columns) -> int:
    """How many words of names two stories share, as they are written or as they sound, and places."""
    kinds = Counter(term.partition(":")[0] for term in shared_names(one, other, columns))
    return kinds["place"] + max(kinds["written"], kinds["sounds"])


def shared_names(one: Sequence[int], other: Sequence[int], columns: Columns) -> list[str]:
    """The names that the spokesmen of two stories share, as terms, those that say most first."""
    weights = [_names(members[:SPOKESMEN], columns) for members in (one, other)]
    both = {term: weight * weights[1].get(term, 0) for term, weight in weights[0].items()}
    names = columns.vocabulary.names
    shared = [term for term, weight in both.items() if weight]
    return [names[term] for term in sorted(shared, key=lambda term: (-both[term], names[term]))]


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
