"""What must not tie two events together, and input that is not as it should be."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from tests.grouping.invented import copy_of, invented, partition

from synoptic.grouping.brief import Brief, brief, whole
from synoptic.grouping.stories import group, grouping
from synoptic.grouping.stream import Stream
from synoptic.types import Article

WIDTH = 64
TERMS = 20


def event(
    random: np.random.Generator, name: str, size: int, *, like: np.ndarray | None = None
) -> list[Brief]:
    """Accounts of one event of a day, near to the direction ``like``, each in four sentences."""
    own = random.normal(size=WIDTH) + (0 if like is None else like)
    return [told(random, f"{name}{number}", np.tile(own, (4, 1)), [f"{name}-{term}" for term in range(TERMS)])
            for number in range(size)]  # fmt: skip


def told(random: np.random.Generator, name: str, sentences: np.ndarray, own: list[str]) -> Brief:
    mixed = sentences + random.normal(scale=0.5, size=sentences.shape)
    words = Counter(f"en:{term}" for term in [*own, *map(str, random.integers(2000, size=40))])
    return Brief(
        id=name,
        order=(False, 20_000.5, name),
        time=20_000.5,
        language="en",
        script="LATIN",
        page=name,
        text=None,
        document=whole(mixed.mean(0, keepdims=True))[0],
        lead=whole(mixed[:3].mean(0, keepdims=True))[0],
        sentences=whole(mixed),
        terms={
            "words": words,
            "names": Counter(f"written:{term}" for term in own[: TERMS // 2]),
            "numbers": Counter(own[TERMS // 2 :]),
        },
        spread=Counter(words.keys()),
        told=len(mixed),
    )


def stories(briefs: list[Brief]) -> set[frozenset[str]]:
    stream = Stream()
    stream.add_briefs(briefs)
    return partition(stream.stories())


def together(found: set[frozenset[str]], *names: str) -> bool:
    return any(set(names) <= story for story in found)


@pytest.mark.parametrize("size", [1, 2, 4])
def test_two_events_of_one_kind_and_place_on_one_day_stay_apart(size):
    random = np.random.default_rng(size)
    kind = random.normal(size=WIDTH)
    found = stories([*event(random, "a", size, like=kind), *event(random, "b", size, like=kind)])
    assert not together(found, "a0", "b0")
    assert size == 1 or together(found, "a0", "a1")


def test_a_live_blog_or_a_digest_that_mentions_everything_ties_nothing():
    random = np.random.default_rng(5)
    events = {name: event(random, name, 4) for name in "abcdef"}
    everything = np.concatenate([news[0].sentences[:2] for news in events.values()]).astype(float)
    everything /= np.linalg.norm(everything, axis=1, keepdims=True) / 8
    mentioned = [f"{name}-{term}" for term in range(TERMS) for name in events]
    blogs = [told(random, f"blog{number}", everything, mentioned) for number in range(3)]
    found = stories([*(one for news in events.values() for one in news), *blogs])
    for name in events:
        assert together(found, *(f"{name}{number}" for number in range(4)))
    assert all(
        not together(found, f"{one}0", f"{other}0") for one in events for other in events if one < other
    )


def test_ten_thousand_copies_of_one_text_are_one_story_and_cost_little():
    one = invented(3, 1, undated=0)[0]
    copies = [copy_of(one, f"copy{number:05}", one.time + number / 10_000) for number in range(10_000)]
    stream = Stream()
    stream.add_briefs(copies)
    assert len(stream.columns) == 1
    assert [len(members) for members in partition(stream.stories())] == [10_000]


def test_all_different_are_all_alone():
    random = np.random.default_rng(1)
    briefs = [one for number in range(60) for one in event(random, f"{number:02}-", 1)]
    assert len(stories(briefs)) == 60


@pytest.mark.parametrize("time", [math.nan, 0.5, 200_000.0, -700_000.0])
def test_odd_times_do_not_move_the_others(time):
    briefs = invented(4, 40, undated=0, copies=0)
    odd = copy_of(briefs[0], "odd", time)
    odd = Brief(**{**{field: getattr(odd, field) for field in Brief.__slots__}, "text": None})
    others = {story - {"odd"} for story in stories([*briefs, odd])} - {frozenset()}
    if not math.isnan(time):
        assert others == stories(briefs)
    assert {name for story in others for name in story} == {one.id for one in briefs}


LONG = (
    "Fire destroyed the town library of Lower Hatherby late on Monday. Edwina Crossthwaite saved 34 books. "
)


def test_a_very_long_article_is_held_to_its_beginning(make):
    text = LONG + "The council met and spoke of many other things that day, as it does. " * 3_600
    account = make(Article(id="long", text=LONG, lang="en"))[0]
    stretched = replace(
        account,
        article=replace(account.article, text=text),
        marks=replace(account.marks, sentences=account.marks.sentences * 2_000),
        encodings=account.encodings * 2_000,
    )
    assert len(brief(stretched).sentences) == 60
    found = group([replace(stretched, article=replace(stretched.article, id="longer")), account])
    assert len(found.stories) == 1


@pytest.mark.parametrize("lang", ["und", "fi", "zz"])
def test_a_misjudged_language_does_not_lose_a_story(make, lang):
    first = Article(id="a", text=LONG, lang="en", published="2025-03-11")
    other = replace(first, id="b", text=LONG + "The cause is unknown.", lang=lang, published="2025-03-12")
    assert len(group(make(first, other)).stories) == 1


def test_storylines_of_nothing_but_undated_articles_are_none():
    stream = Stream()
    stream.add_briefs(invented(2, 30, undated=1.0))
    assert grouping(stream).storylines == ()
