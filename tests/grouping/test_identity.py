"""Ids that stay, and what became of each story."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.grouping.invented import invented

from synoptic.errors import SettingsError
from synoptic.grouping.identity import Change, Published, publish, read_published, write_published
from synoptic.grouping.stories import Grouping, grouping
from synoptic.grouping.stream import Stream
from synoptic.types import Story, Storyline


def of(*stories: str) -> Grouping:
    """A grouping whose stories have one letter an account."""
    return Grouping(stories=tuple(Story(id=f"story:{story[0]}", accounts=tuple(story)) for story in stories))


def after(*groupings: Grouping) -> tuple[list[Grouping], Published]:
    """What is published of each in turn, on the first, second, ... day."""
    published, shown = Published(), []
    for day, found in enumerate(groupings, 1):
        named, published = publish(found, published, f"2026-05-{day:02}")
        shown.append(named)
    return shown, published


def ids(found: Grouping) -> dict[str, str]:
    return {"".join(story.accounts): story.id for story in found.stories}


def test_a_story_is_born_and_grows_and_keeps_its_id_though_an_earlier_account_comes():
    shown, published = after(of("bc"), of("abcd"))
    assert ids(shown[1]) == {"abcd": "story:b"}
    assert published.lineage == (
        Change(story="story:b", kind="born", at="2026-05-01", accounts=("b", "c")),
        Change(story="story:b", kind="grown", at="2026-05-02", accounts=("a", "d")),
    )


def test_merged_stories_go_on_as_the_larger():
    shown, published = after(of("ab", "cde"), of("abcdef"))
    assert ids(shown[1]) == {"abcdef": "story:c"}
    assert published.lineage[2:] == (
        Change(story="story:c", kind="grown", at="2026-05-02", accounts=("f",)),
        Change(story="story:c", kind="merged", at="2026-05-02", accounts=("a", "b"), others=("story:a",)),
        Change(story="story:a", kind="ended", at="2026-05-02", others=("story:c",)),
    )
    assert [change.kind for change in published.of("story:a")] == ["born", "ended"]


def test_a_story_that_splits_goes_on_in_the_larger_part():
    shown, published = after(of("abcde"), of("ab", "cdefg"))
    assert ids(shown[1]) == {"ab": "story:b", "cdefg": "story:a"}
    assert published.of("story:b") == (
        Change(story="story:b", kind="split", at="2026-05-02", accounts=("a", "b"), others=("story:a",)),
    )


def test_accounts_that_move_are_told():
    shown, published = after(of("abc", "def"), of("ab", "cdef"))
    assert ids(shown[1]) == {"ab": "story:a", "cdef": "story:d"}
    assert published.of("story:d")[-1] == Change(
        story="story:d", kind="moved", at="2026-05-02", accounts=("c",), others=("story:a",)
    )


def test_an_id_that_ended_is_never_given_again():
    shown, _ = after(of("ab", "cde"), of("abcde"), of("ab", "cde"))
    assert ids(shown[2]) == {"cde": "story:c", "ab": "story:b"}


def test_a_storyline_keeps_its_id():
    first = Grouping(
        stories=of("bc", "de").stories,
        storylines=(Storyline(id="storyline:b", stories=("story:b", "story:d")),),
    )
    second = Grouping(
        stories=of("abc", "de", "fg").stories,
        storylines=(Storyline(id="storyline:a", stories=("story:a", "story:d", "story:f")),),
    )
    shown, _ = after(first, second)
    assert shown[1].storylines == (Storyline(id="storyline:b", stories=("story:b", "story:d", "story:f")),)


def test_a_file_keeps_what_was_published(tmp_path: Path):
    _, published = after(of("ab", "cde"), of("abcde", "f"))
    path = tmp_path / "history.json"
    assert read_published(path) == Published()
    write_published(path, published)
    assert read_published(path) == published
    path.write_text('{"stories": 1}')
    with pytest.raises(SettingsError, match=r"history\.json"):
        read_published(path)


@st.composite
def partitions(draw) -> Grouping:
    """Some letters in some stories."""
    letters = draw(st.lists(st.sampled_from("abcdefghij"), unique=True, min_size=1))
    owner = {letter: draw(st.integers(0, 3)) for letter in sorted(letters)}
    groups: dict[int, str] = {}
    for letter, place in owner.items():
        groups[place] = groups.get(place, "") + letter
    return of(*sorted(groups.values()))


@given(st.lists(partitions(), min_size=1, max_size=6))
def test_ids_are_kept_by_the_largest_share_and_the_lineage_leads_to_what_is(runs):
    shown, published = after(*runs)
    for before, now in pairwise(shown):
        old = {story.id: set(story.accounts) for story in before.stories}
        new = {story.id: set(story.accounts) for story in now.stories}
        assert len(new) == len(now.stories)
        for name in old.keys() & new.keys():
            assert old[name] & new[name]
        for name, accounts in new.items():
            for other, earlier in old.items():
                share = len(accounts & earlier)
                heir_share = len(new.get(other, set()) & earlier)
                own_share = len(accounts & old.get(name, set()))
                assert share <= max(heir_share, own_share)
    owner: dict[str, str] = {}
    for change in published.lineage:
        owner.update(dict.fromkeys(change.accounts, change.story))
    for name, accounts in published.stories.items():
        assert {owner[account] for account in accounts} == {name}


@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 2**32 - 1))
def test_any_order_between_two_publications_ends_in_the_same_ids(seed):
    random = np.random.default_rng(seed)
    briefs = invented(seed, 30)
    first, rest = briefs[:15], briefs[15:]
    ends = []
    for _ in range(2):
        stream, published = Stream(), Published()
        for day, part in enumerate((first, rest), 1):
            for place in random.permutation(len(part)):
                stream.add_briefs([part[place]])
            named, published = publish(grouping(stream), published, f"2026-05-{day:02}")
        ends.append((named, published))
    assert ends[0] == ends[1]
