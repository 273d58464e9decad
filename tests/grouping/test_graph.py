"""The graph of affinities: the same parts and stories as clustering all at once."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from synoptic.grouping import linkage
from synoptic.grouping.graph import Affinities, Graph

CUT = linkage.Cut(threshold=0.4, margin=0.1, writing=0.05, script=0.15)
# Three writings in two scripts.
WRITTEN = np.array([(row % 3, row % 3 // 2) for row in range(12)])
PAIRS = st.dictionaries(
    st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda pair: pair[0] < pair[1]),
    st.sampled_from([0.2, 0.3, 0.4, 0.6, 0.9]),
    max_size=40,
)


def fresh(rows: set[int], pairs: dict[tuple[int, int], float]) -> dict[int, Affinities]:
    """All affinities of some rows."""
    found: dict[int, Affinities] = {row: {} for row in rows}
    for (one, other), chance in pairs.items():
        for row, neighbour in ((one, other), (other, one)):
            if row in found:
                found[row][neighbour] = chance
    return found


def at_once(pairs: dict[tuple[int, int], float], rows: set[int]) -> set[frozenset[int]]:
    kept = {pair: chance for pair, chance in pairs.items() if set(pair) <= rows}
    ends = np.array(list(kept), np.int64).reshape(-1, 2)
    chances = np.array(list(kept.values()), np.float64)
    labels = linkage.cluster(WRITTEN, ends[:, 0], ends[:, 1], chances, CUT)
    return {frozenset(np.flatnonzero(labels == label).tolist()) & rows for label in labels} - {frozenset()}


@settings(max_examples=60, deadline=None)
@given(before=PAIRS, after=PAIRS, dropped=st.sets(st.integers(0, 11), max_size=4))
def test_changed_affinities_and_dropped_rows_end_in_the_stories_of_all_at_once(before, after, dropped):
    rows = set(range(12))
    graph = Graph(CUT, lambda row: f"{row:02}", lambda rows: WRITTEN[list(rows)])
    graph.change(rows, [], fresh(rows, before))
    assert {frozenset(story) for story in graph.stories()} == at_once(before, rows)
    left = rows - dropped
    kept = {pair: chance for pair, chance in after.items() if set(pair) <= left}
    graph.change([], sorted(dropped), fresh(left, kept))
    assert {frozenset(story) for story in graph.stories()} == at_once(kept, left)
