"""A person's corrections of stories, and what became of each story."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synoptic import codec
from synoptic.errors import SettingsError
from synoptic.grouping.corrections import (
    Correction,
    Corrections,
    apply,
    read_corrections,
    write_corrections,
)
from synoptic.grouping.stories import Grouping
from synoptic.rendering.html import to_html
from synoptic.rendering.markdown import to_markdown
from synoptic.rendering.terminal import to_text
from synoptic.types import Article, Story, Storyline, Synopses, Synopsis

NAMES = "abcdef"
ARTICLES = [Article(id=name, text="", published=f"2025-03-1{day}") for day, name in enumerate(NAMES)]
GROUPING = Grouping(
    stories=(
        Story(id="story:a", accounts=("a", "b")),
        Story(id="story:c", accounts=("c", "d")),
        Story(id="story:e", accounts=("e", "f")),
    ),
    storylines=(Storyline(id="storyline:a", stories=("story:a", "story:c")),),
)


def corrected(*corrections: Correction) -> list[tuple[str, ...]]:
    grouping = apply(GROUPING, Corrections(correction=corrections), ARTICLES)
    return [story.accounts for story in grouping.stories]


def test_no_correction_changes_nothing():
    assert apply(GROUPING, Corrections(), ARTICLES) == GROUPING


def test_merge_split_and_move():
    assert corrected(Correction(kind="merge", articles=("b", "e"))) == [("a", "b", "e", "f"), ("c", "d")]
    assert corrected(Correction(kind="split", articles=("b",))) == [("a",), ("b",), ("c", "d"), ("e", "f")]
    moved = corrected(Correction(kind="move", articles=("a",), to="f"))
    assert moved == [("a", "e", "f"), ("b",), ("c", "d")]


def test_articles_that_are_not_read_today_are_passed_over():
    plain = corrected()
    assert corrected(Correction(kind="merge", articles=("zz", "a"))) == plain
    assert corrected(Correction(kind="move", articles=("a",), to="zz")) == plain


def test_the_last_is_undone():
    once = Corrections().add(Correction(kind="merge", articles=("a", "c")))
    assert once.add(Correction(kind="split", articles=("a",))).undo() == once


def test_a_story_stays_in_its_line():
    merged = Corrections().add(Correction(kind="merge", articles=("c", "e")))
    found = apply(GROUPING, merged, ARTICLES)
    assert [line.stories for line in found.storylines] == [("story:a", "story:c")]
    whole = apply(GROUPING, Corrections().add(Correction(kind="merge", articles=("a", "c"))), ARTICLES)
    assert whole.storylines == ()


def test_pinned_articles_stay_in_the_story_that_has_most_of_them():
    assert corrected(Correction(kind="pin", articles=("a", "c", "d"))) == [
        ("a", "c", "d"),
        ("b",),
        ("e", "f"),
    ]
    assert corrected(Correction(kind="pin", articles=("a", "b"))) == corrected()


def test_a_name_is_that_of_the_story_and_both_say_so():
    named = Correction(kind="name", articles=("d",), name="The fire", at="2026-05-04T10:00:00Z")
    split = Correction(kind="split", articles=("c",), note="another fire")
    found = apply(GROUPING, Corrections(correction=(named, split)), ARTICLES)
    stories = {story.accounts: story for story in found.stories}
    assert stories[("d",)].name == "The fire"
    assert stories[("d",)].corrected == ("named by a person on 2026-05-04",)
    assert stories[("c",)].corrected == ("split off by a person: another fire",)
    assert stories[("a", "b")].corrected == ()


def test_articles_that_no_run_holds_are_told():
    taken = Corrections().add(Correction(kind="move", articles=("a", "x"), to="y"))
    assert taken.unknown(NAMES) == ("x", "y")


def test_a_file_is_read(tmp_path: Path):
    path = tmp_path / "corrections.toml"
    path.write_text('[[correction]]\nkind = "move"\narticles = ["e"]\nto = "a"\nnote = "the same fire"\n')
    found = read_corrections(path)
    assert found.correction == (Correction(kind="move", articles=("e",), to="a", note="the same fire"),)


@pytest.mark.parametrize(
    "text",
    [
        "[[correction",
        "merge = 1",
        "correction = [1]",
        '[[correction]]\nkind = "join"\narticles = ["a"]\n',
        '[[correction]]\nkind = "move"\narticles = ["a"]\n',
        '[[correction]]\nkind = "merge"\narticles = []\n',
        '[[correction]]\nkind = "merge"\narticles = ["a"]\nunknown = 1\n',
        '[[correction]]\nkind = "merge"\narticles = ["a"]\nto = "b"\n',
        '[[correction]]\nkind = "name"\narticles = ["a"]\n',
    ],
)
def test_a_file_that_makes_no_sense_is_an_error(tmp_path: Path, text: str):
    path = tmp_path / "corrections.toml"
    path.write_text(text)
    with pytest.raises(SettingsError, match=r"corrections\.toml"):
        read_corrections(path)
    with pytest.raises(SettingsError):
        read_corrections(tmp_path / "absent.toml")


names = st.lists(st.sampled_from([*NAMES, "zz"]), min_size=1, max_size=4).map(tuple)
texts = st.text(min_size=1, max_size=12).filter(lambda text: text.isprintable() or "\n" in text)
decisions = st.one_of(
    st.builds(Correction, kind=st.sampled_from(["merge", "split", "pin"]), articles=names, note=texts),
    st.builds(Correction, kind=st.just("move"), articles=names, to=st.sampled_from([*NAMES, "zz"])),
    st.builds(Correction, kind=st.just("name"), articles=names, name=texts),
)
taken_decisions = st.lists(decisions, max_size=6).map(lambda taken: Corrections(correction=tuple(taken)))


@given(taken_decisions)
def test_every_account_stays_in_exactly_one_story(taken):
    found = apply(GROUPING, taken, ARTICLES)
    assert sorted(account for story in found.stories for account in story.accounts) == sorted(NAMES)
    assert len({story.id for story in found.stories}) == len(found.stories)
    known = {story.id for story in found.stories}
    assert all(set(line.stories) <= known for line in found.storylines)


@given(taken_decisions)
def test_what_is_written_is_read(tmp_path_factory, taken):
    path = tmp_path_factory.mktemp("corrections") / "corrections.toml"
    write_corrections(path, taken)
    assert read_corrections(path) == taken


def test_every_rendering_shows_that_a_person_corrected_a_story():
    article = Article(id="a", text="A fire. It burned.", title="A fire", lang="en")
    synopsis = Synopsis(
        id="story:a",
        title=article.passage(0, 6),
        accounts=("a", "b"),
        languages=("en",),
        first=None,
        last=None,
        name="The <fire>",
        corrected=("pinned by a person: seen",),
    )
    synopses = Synopses(articles=(article, replace(article, id="b")), stories=(synopsis,))
    assert codec.from_json(codec.to_json(synopses)) == synopses
    for text in (to_text(synopses), to_markdown(synopses), to_html(synopses)):
        assert "pinned by a person: seen" in text
        assert "The <fire>" not in to_html(synopses)
