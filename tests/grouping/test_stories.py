"""Stories and storylines over real accounts."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.grouping.conftest import GOLD

from synoptic.grouping.stories import Grouping, group
from synoptic.types import Account, Article, Marks

FIRE = (
    "Fire destroys the town library of Lower Hatherby\n\nA fire destroyed the town library of Lower "
    "Hatherby late on Monday. Librarian Edwina Crossthwaite carried out 34 medieval manuscripts before the "
    "roof fell in. Fire chief Barnaby Tolliver put the damage at 2.7 million pounds. The cause is unknown."
)
FUEGO = (
    "Un incendio destruye la biblioteca de Lower Hatherby\n\nUn incendio destruyó la noche del lunes la "
    "biblioteca municipal de Lower Hatherby. La bibliotecaria Edwina Crossthwaite sacó 34 manuscritos "
    "medievales antes de que se hundiera el techo. El jefe de bomberos Barnaby Tolliver calcula los daños "
    "en 2,7 millones de libras."
)
ELECTION = (
    "Voters in Marrowdale elect a beekeeper as mayor\n\nVoters in Marrowdale elected the beekeeper "
    "Ottoline Featherstone as mayor on Sunday with 58 per cent of the vote. Her rival, the banker Crispin "
    "Hale, conceded before midnight. Turnout was 71 per cent, the highest since 1994."
)


def article(name: str, text: str, published: str | None = "2025-03-11", lang: str = "en") -> Article:
    title = text.partition("\n")[0] if "\n" in text else None
    return Article(id=name, text=text, title=title, published=published, lang=lang)


def story_of(grouping: Grouping) -> dict[str, str]:
    return {account: story.id for story in grouping.stories for account in story.accounts}


def test_no_accounts_give_no_stories():
    assert group([]) == Grouping()


def test_one_account_is_one_story(make):
    grouping = group(make(article("a", FIRE)))
    assert [story.accounts for story in grouping.stories] == [("a",)]
    assert grouping.stories[0].id == "story:a"
    assert grouping.storylines == ()


def test_two_languages_meet_and_another_event_stays_apart(make):
    fuego = article("b", FUEGO, "2025-03-12", "es")
    grouping = group(make(article("a", FIRE), fuego, article("c", ELECTION)))
    assert {story.accounts for story in grouping.stories} == {("a", "b"), ("c",)}


def test_accounts_beyond_the_window_are_not_one_story_but_one_line(make):
    grouping = group(make(article("a", FIRE), article("b", FUEGO, "2025-03-25", "es")))
    assert len(grouping.stories) == 2
    assert [line.stories for line in grouping.storylines] == [("story:a", "story:b")]
    assert grouping.storylines[0].id == "storyline:a"


def test_a_wider_window_brings_them_together(make):
    accounts = make(article("a", FIRE), article("b", FUEGO, "2025-03-25", "es"))
    assert len(group(accounts, window_days=30).stories) == 1


@pytest.mark.parametrize("published", [None, "1970-01-01", "1970-01-01T00:00:00Z", "soon"])
def test_an_account_without_a_time_finds_its_story(make, published):
    grouping = group(make(article("a", FIRE), article("b", FUEGO, published, "es"), article("c", ELECTION)))
    assert {story.accounts for story in grouping.stories} == {("a", "b"), ("c",)}


def test_a_time_in_the_far_future_is_taken_as_it_stands(make):
    grouping = group(make(article("a", FIRE), article("b", FUEGO, "2199-01-01", "es")))
    assert [story.accounts for story in grouping.stories] == [("a",), ("b",)]


def test_odd_texts_are_each_in_one_story(make):
    ten = "Ten words stand here and they tell next to nothing."
    texts = ["", " ", "!!! ??? ...", "One.", ten, "1234 5678 90", FIRE]
    accounts = make(*(article(f"t{number}", text, None) for number, text in enumerate(texts)))
    grouping = group(accounts)
    placed = [account for story in grouping.stories for account in story.accounts]
    assert sorted(placed) == sorted(account.id for account in accounts)


def test_an_account_without_sentences_and_marks_is_a_story(make):
    bare = Account(article=article("bare", FIRE), marks=Marks(article="bare"), encodings=())
    grouping = group([bare, *make(article("c", ELECTION))])
    assert len(grouping.stories) == 2


def test_three_hundred_copies_are_one_story(make):
    one = make(article("a", FIRE))[0]
    names = [f"copy{number:03}" for number in range(300)]
    accounts = [
        replace(one, article=replace(one.article, id=name), marks=replace(one.marks, article=name))
        for name in names
    ]
    grouping = group([*accounts, *make(article("c", ELECTION))])
    assert sorted(len(story.accounts) for story in grouping.stories) == [1, 300]


def test_the_samples_fall_into_their_events(samples):
    grouping = group(samples)
    found = story_of(grouping)
    events = {"ferry": range(1, 8), "verdict": range(1, 7), "storm": range(1, 7)}
    for event, numbers in events.items():
        mine = [name for name in found if name.startswith(event) and int(name.split("-")[1]) in numbers]
        assert len({found[name] for name in mine}) == 1, event
    alone = [story for story in grouping.stories if story.accounts[0].startswith("other")]
    assert all(len(story.accounts) == 1 for story in alone)


def test_follow_ups_are_other_stories_of_the_same_line(samples):
    grouping = group(samples)
    found = story_of(grouping)
    lines = {line.stories for line in grouping.storylines}
    planted = 0
    for path in sorted(GOLD.glob("*/gold.json")):
        gold = json.loads(path.read_text("utf-8"))
        if follow_up := gold["follow_up"]:
            assert len({found[name] for name in follow_up}) == 1, path
            assert (found[gold["story"][0]], found[follow_up[0]]) in lines, path
            planted += 1
    assert planted == len(lines) > 4


@pytest.mark.parametrize("title", [None, "Fire destroys the town library of Lower Hatherby"])
def test_an_account_without_a_title_finds_its_story(make, title):
    bare = replace(article("a", FIRE.partition("\n\n")[2]), title=title)
    grouping = group(make(bare, article("b", FUEGO, "2025-03-12", "es"), article("c", ELECTION)))
    assert {story.accounts for story in grouping.stories} == {("a", "b"), ("c",)}


def test_ten_words_find_their_story(make):
    few = article("b", "Library of Lower Hatherby destroyed: Edwina Crossthwaite saves 34 manuscripts.")
    grouping = group(make(article("a", FIRE), few, article("c", ELECTION)))
    assert {story.accounts for story in grouping.stories} == {("a", "b"), ("c",)}


def test_stories_and_accounts_stand_in_order_of_time(samples):
    grouping = group(samples)
    times = {account.id: account.article.published for account in samples}
    firsts = [times[story.accounts[0]][:10] for story in grouping.stories]
    assert firsts == sorted(firsts)
    for story in grouping.stories:
        assert story.id == f"story:{story.accounts[0]}"


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32 - 1))
def test_the_order_of_accounts_does_not_matter(samples, seed):
    shuffled = [samples[place] for place in np.random.default_rng(seed).permutation(len(samples))]
    assert group(shuffled) == group(samples)
