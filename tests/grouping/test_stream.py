"""Articles grouped as they come: always the stories that all at once would give."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.grouping.invented import invented, partition

from synoptic.errors import UsageError
from synoptic.grouping import arrays, candidates, graph, rarity
from synoptic.grouping.stories import group, grouping
from synoptic.grouping.stream import Stream

SEEDS = st.integers(0, 2**32 - 1)


def in_batches(briefs, random: np.random.Generator) -> Stream:
    """A stream that was given the briefs in a random order, in random batches."""
    mixed = [briefs[place] for place in random.permutation(len(briefs))]
    stream, start = Stream(), 0
    while start < len(mixed):
        end = start + int(random.integers(1, 8))
        stream.add_briefs(mixed[start:end])
        start = end
    return stream


@settings(max_examples=15, deadline=None)
@given(seed=SEEDS, size=st.integers(1, 45))
def test_any_order_and_any_batches_give_the_stories_of_all_at_once(seed, size):
    random = np.random.default_rng(seed)
    briefs = invented(seed, size, undated=float(random.choice([0, 0.2, 1])))
    whole = Stream()
    whole.add_briefs(briefs)
    assert grouping(in_batches(briefs, random)) == grouping(whole)


@settings(max_examples=6, deadline=None)
@given(seed=SEEDS)
def test_weights_are_those_of_all_at_once(seed):
    briefs = invented(seed, 50)
    whole, pieces = Stream(), in_batches(briefs, np.random.default_rng(seed))
    whole.add_briefs(briefs)
    rows, others = whole.rows(), pieces.rows()
    for kind in ("words", "names", "numbers"):
        assert weights(whole, kind, rows) == weights(pieces, kind, others)


def weights(stream: Stream, kind: str, rows: dict[str, int]) -> dict[str, dict[str, int]]:
    kept, names = stream.columns.terms[kind], stream.columns.vocabulary.names
    found = {}
    for article, row in rows.items():
        places, _ = kept.rows.flat(np.array([row]))
        numbers = kept.numbers[places].tolist()
        found[article] = dict(zip([names[n] for n in numbers], kept.weights[places].tolist(), strict=True))
    return found


def test_days_that_were_forgotten_are_counted_again(monkeypatch):
    monkeypatch.setattr(rarity, "KEPT", 2)
    briefs = invented(5, 60)
    whole = Stream()
    whole.add_briefs(briefs)
    assert grouping(in_batches(briefs, np.random.default_rng(1))) == grouping(whole)


def test_the_invented_events_are_no_trifle():
    stream = Stream()
    stream.add_briefs(invented(3, 200))
    sizes = [len(members) for members in partition(stream.stories())]
    assert max(sizes) > 3
    assert 10 < len(sizes) < 190


def test_the_samples_one_by_one_and_backwards(samples):
    by_time = sorted(samples, key=lambda account: account.article.published or "")
    for ordered in (by_time, by_time[::-1]):
        stream = Stream()
        for account in ordered:
            stream.add([account])
        assert grouping(stream, {account.id: account for account in samples}) == group(samples)


def test_an_article_comes_once():
    stream, briefs = Stream(), invented(1, 3)
    stream.add_briefs(briefs[:2])
    with pytest.raises(UsageError, match="a0001"):
        stream.add_briefs(briefs[1:])
    assert len(stream) == 2
    with pytest.raises(UsageError, match="a0002"):
        stream.add_briefs([briefs[2], briefs[2]])


def test_an_empty_stream_has_no_stories():
    stream = Stream()
    stream.add([])
    assert grouping(stream).stories == ()


def test_affinities_of_articles_at_rest_are_packed_and_found_again(monkeypatch):
    monkeypatch.setattr(graph, "MOST_OPEN", -10_000)
    briefs = invented(6, 60)
    whole = Stream()
    whole.add_briefs(briefs)
    assert grouping(in_batches(briefs, np.random.default_rng(2))) == grouping(whole)


def test_large_arrays_lie_in_files_with_the_same_in_them(monkeypatch):
    monkeypatch.setattr(arrays, "LARGE", 1000)
    briefs = invented(8, 60)
    in_files = in_batches(briefs, np.random.default_rng(3))
    monkeypatch.undo()
    whole = Stream()
    whole.add_briefs(briefs)
    assert grouping(in_files) == grouping(whole)


@settings(max_examples=8, deadline=None)
@given(seed=SEEDS, crowd=st.integers(3, 30))
def test_crowded_days_give_the_same_stories_in_any_order(seed, crowd):
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(candidates, "CROWD", crowd)
        briefs = invented(seed, 50, undated=0.1)
        whole = Stream()
        whole.add_briefs(briefs)
        assert grouping(in_batches(briefs, np.random.default_rng(seed))) == grouping(whole)
