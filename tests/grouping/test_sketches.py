"""Sketches: how many sides two vectors differ in, and which are alike."""

from __future__ import annotations

import numpy as np
from tests.grouping.invented import invented

from synoptic.grouping import candidates, sketches
from synoptic.grouping.stream import Stream


def test_sides_are_counted_as_they_are_one_by_one():
    made = np.random.default_rng(2).integers(2**64, size=(40, sketches.WORDS), dtype=np.uint64)
    made[1], made[2] = made[0], ~made[0]
    bits = np.unpackbits(made.view(np.uint8), axis=1)
    expected = (bits != bits[0]).sum(axis=1)
    assert sketches.differing(made, made[0]).tolist() == expected.tolist()
    assert expected[:3].tolist() == [0, 0, sketches.SIDES]


def test_the_share_of_sides_is_that_of_the_angle():
    random = np.random.default_rng(3)
    one = random.normal(size=256)
    for share in (0.0, 0.5, 0.9):
        other = share * one / np.linalg.norm(one) + np.sqrt(1 - share**2) * random.normal(size=256) / 16
        vectors = np.rint(np.stack([one / np.abs(one).max(), other / np.abs(other).max()]) * 127)
        found = sketches.sketches(vectors.astype(np.int8))
        angle = np.arccos(np.dot(*vectors) / np.prod(np.linalg.norm(vectors, axis=1)))
        assert abs(sketches.differing(found, found[1])[0] - sketches.SIDES * angle / np.pi) < 40


def likely(stream: Stream, found: candidates.Candidates, rows: np.ndarray) -> dict[tuple[int, int], float]:
    """How likely each pair that is looked at is one story."""
    return {
        (one, other): chance
        for pairs in found.pairs(rows)
        for one, other, chance in zip(pairs.first, pairs.second, stream.affinities(pairs), strict=True)
    }


def test_in_a_crowd_nearly_all_near_pairs_are_found(monkeypatch):
    briefs = invented(9, 300, undated=0.0, copies=0.0)
    stream = Stream()
    stream.add_briefs(briefs)
    rows = np.arange(len(stream.columns))
    exact = likely(stream, candidates.Candidates(stream.columns, stream.rarity, 5.0), rows)
    monkeypatch.setattr(candidates, "CROWD", 1)
    crowded = candidates.Candidates(stream.columns, stream.rarity, 5.0)
    assert len(crowded.update(rows.tolist())) == len(rows)
    found = likely(stream, crowded, rows)
    assert found.keys() < exact.keys()
    sure = {pair for pair, chance in exact.items() if chance >= 0.34}
    assert len(sure & found.keys()) > 0.99 * len(sure)
