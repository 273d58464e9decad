from __future__ import annotations

from dataclasses import replace

import invented
from hypothesis import given
from hypothesis import strategies as st

from synoptic.rendering.html import to_html
from synoptic.rendering.view import run_view
from synoptic.rendering.views.collation import Place, collated
from synoptic.rendering.views.differences import folded, tokens
from synoptic.types import Synopses


def told(places: tuple[Place, ...]) -> list[list[tuple[str, str]]]:
    return [[(" ".join(r.sigla), r.text) for r in place.readings] for place in places]


def test_what_versions_share_runs_on_and_where_they_part_readings_stand_stacked() -> None:
    found = collated(
        {
            "A": "We warned the company for two years",
            "B": "We told the company, for three years",
            "C": "We warned the company for two years, in vain",
        }
    )
    assert told(found) == [
        [("A B C", "We")],
        [("A C", "warned"), ("B", "told")],
        [("A B C", "the company for")],
        [("A C", "two"), ("B", "three")],
        [("A B C", "years")],
        [("A B", ""), ("C", "in vain")],
    ]


def test_there_is_nothing_to_set_where_all_say_the_same_or_nothing_alike() -> None:
    assert collated({"A": "The same words."}) == ()
    assert collated({"A": "The same words.", "B": "the same – words"}) == ()
    assert collated({"A": "one two three", "B": "four five six"}) == ()
    assert collated({"A": "", "B": ""}) == ()


def test_scripts_without_spaces_are_set_by_character() -> None:
    assert told(collated({"A": "警告公司两年", "B": "从未警告公司两年"}))[0] == [("A", ""), ("B", "从未")]


VERSION = st.lists(st.sampled_from(["a", "b", "c", "d", "e"]), min_size=1, max_size=9).map(" ".join)


@given(st.lists(VERSION, min_size=2, max_size=4))
def test_every_version_can_be_read_off_whole(versions: list[str]) -> None:
    named = dict(zip("ABCD", versions, strict=False))
    places = collated(named)
    for siglum, text in named.items() if places else ():
        read = " ".join(r.text for place in places for r in place.readings if siglum in r.sigla and r.text)
        assert [folded(read[s:e]) for s, e in tokens(read)] == [folded(text[s:e]) for s, e in tokens(text)]
    for place in places:
        assert sorted(s for r in place.readings for s in r.sigla) == sorted(named)


def test_versions_of_one_language_are_set_into_each_other_in_the_dossier() -> None:
    run = invented.synopses()
    story = next(s for s in run.stories if s.id == "violins")
    english = next(t for t in story.quotes[0].tellings if t.article == "harbour-en")
    other = replace(english, article="anonymous", text="We never warned about the alarm last autumn")
    articles = tuple(replace(a, lang="en") if a.id == "anonymous" else a for a in run.articles)
    quote = replace(story.quotes[0], tellings=(english, other), odd_one_out=("anonymous",))
    made = Synopses(articles=articles, stories=(replace(story, quotes=(quote,)),))
    collation = run_view(made, lang="en").stories[0].quotes[0].collations[0]
    assert told(collation.places)[1] == [("C", ""), ("H", "never")]
    assert "Word by word" in to_html(made, lang="en")
