"""Storylines: stories that follow one another without being one event.

Two stories follow one another if their accounts are as alike as those of follow-ups are, time
apart, and share names.  Stories without a time are left alone: nobody can say what followed what.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from synoptic.grouping import affinity, linkage
from synoptic.grouping.affinity import Pairs, StoryModel
from synoptic.grouping.evidence import Evidence, Matrix
from synoptic.grouping.linkage import Cut

# What lies further apart is not told as one line.
LONGEST_DAYS = 183.0
# Documents less alike than this do not follow one another; those of follow-ups are well above.
NEAREST = 0.35
# So many accounts of a story, the first, stand for it.
SPOKESMEN = 6
# Shared names must be more than what is taken where nothing is known.
NAMES = affinity.NEUTRAL["names"] * 1.25


def follow(stories: Sequence[Sequence[int]], evidence: Evidence, learnt: StoryModel) -> list[list[int]]:
    """The storylines of two stories and more, as places in ``stories``, each in rising order.

    ``stories`` holds articles of ``evidence``, each story in order of time, and is in order of time
    itself.
    """
    first, second, closeness = links(stories, evidence, learnt)
    cut = Cut(threshold=learnt.storyline, margin=1.0)
    labels = linkage.cluster(len(stories), first, second, closeness, cut)
    lines: dict[int, list[int]] = {}
    for story, label in enumerate(labels.tolist()):
        lines.setdefault(label, []).append(story)
    return sorted(line for line in lines.values() if len(line) > 1)


def links(
    stories: Sequence[Sequence[int]], evidence: Evidence, learnt: StoryModel
) -> tuple[NDArray[np.int64], NDArray[np.int64], Matrix]:
    """Pairs of stories ``first`` < ``second`` that share names, and their mean affinity, each (p,)."""
    owner = np.full(len(evidence.documents), -1, np.int64)
    for story, members in enumerate(stories):
        owner[list(members[:SPOKESMEN])] = story
    pairs = _across(affinity.candidates(evidence, LONGEST_DAYS, NEAREST), owner, evidence)
    values = affinity.features(evidence, pairs)
    chance = learnt.affinity.probability(values)
    names = np.exp(values[:, affinity.FEATURES.index("names")]) - affinity.LEAST
    low = np.minimum(owner[pairs.first], owner[pairs.second])
    high = np.maximum(owner[pairs.first], owner[pairs.second])
    known, place, count = np.unique(low * len(stories) + high, return_inverse=True, return_counts=True)
    first, second = known // max(1, len(stories)), known % max(1, len(stories))
    sizes = np.array([min(len(members), SPOKESMEN) for members in stories])
    closeness = np.bincount(place, chance, len(known)) / (sizes[first] * sizes[second])
    shared = np.bincount(place, names, len(known)) / np.maximum(count, 1) >= NAMES
    return first[shared], second[shared], closeness[shared]


def _across(pairs: Pairs, owner: NDArray[np.int64], evidence: Evidence) -> Pairs:
    """Pairs of spokesmen of two stories with a time."""
    first, second = owner[pairs.first], owner[pairs.second]
    dated = ~np.isnan(evidence.times[pairs.first] - evidence.times[pairs.second])
    kept = (first >= 0) & (second >= 0) & (first != second) & dated
    return Pairs(pairs.first[kept], pairs.second[kept])
