"""Values and their written forms."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synoptic import codec
from synoptic.types import (
    Article,
    ComparedFigure,
    Entity,
    FigureTelling,
    Passage,
    Statement,
    Storyline,
    Synopses,
    Synopsis,
    Telling,
)

words = st.text(min_size=1, max_size=20)
spans = st.builds(
    Passage, article=words, start=st.integers(0, 99), end=st.integers(0, 99), text=st.text(max_size=20)
)
numbers = st.none() | st.floats(allow_nan=False, allow_infinity=False)
tellings = st.builds(
    FigureTelling,
    article=words,
    start=st.integers(0, 99),
    end=st.integers(0, 99),
    text=words,
    low=numbers,
    high=numbers,
    relation=st.sampled_from(["exact", "about", "range"]),
    unit=st.none() | words,
)
figures = st.builds(
    ComparedFigure,
    id=words,
    statement=st.none() | words,
    counted=st.none() | spans,
    unit=st.none() | words,
    tellings=st.lists(tellings, max_size=3).map(tuple),
    verdict=st.sampled_from(["agree", "disagree", "update", "unclear"]),
)
synopses = st.builds(
    Synopses,
    articles=st.lists(st.builds(Article, id=words, text=st.text()), max_size=2).map(tuple),
    stories=st.lists(
        st.builds(
            Synopsis,
            id=words,
            title=spans,
            accounts=st.tuples(words),
            languages=st.tuples(words),
            first=st.none() | words,
            last=st.none() | words,
            figures=st.lists(figures, max_size=2).map(tuple),
            entities=st.lists(
                st.builds(
                    Entity,
                    id=words,
                    name=words,
                    kind=st.just("place"),
                    mentions=st.tuples(spans),
                    links=st.dictionaries(words, words, max_size=2),
                ),
                max_size=2,
            ).map(tuple),
        ),
        max_size=2,
    ).map(tuple),
    storylines=st.lists(st.builds(Storyline, id=words, stories=st.tuples(words)), max_size=2).map(tuple),
)


@given(synopses)
def test_a_document_reads_back_as_it_was_written(value: Synopses) -> None:
    assert codec.from_json(codec.to_json(value)) == value


def test_spans_are_written_flat_and_in_the_order_of_the_format() -> None:
    passage = Passage(article="a", start=0, end=3, text="Ett")
    telling = Telling(article="a", start=0, end=3, text="Ett", similarity=0.5)
    story = Synopsis(
        id="story:a",
        title=passage,
        accounts=("a",),
        languages=("sv",),
        first=None,
        last=None,
        statements=(Statement(id="s1", gist=passage, told_by=(telling,)),),
    )
    document = json.loads(codec.to_json(Synopses(stories=(story,))))
    assert list(document) == ["format", "articles", "stories", "storylines"]
    assert document["format"] == "synoptic/1"
    told = document["stories"][0]["statements"][0]["told_by"][0]
    assert told == {
        "article": "a",
        "start": 0,
        "end": 3,
        "text": "Ett",
        "similarity": 0.5,
        "standing": "tells",
    }


@pytest.mark.parametrize("text", ["", "{}", '{"format": "synoptic/2"}', "[1]", "\x00"])
def test_what_is_not_the_format_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        codec.from_json(text)


def test_a_misspelt_key_is_named_with_its_place() -> None:
    from synoptic.languages.profile import Profile

    with pytest.raises(ValueError, match=r"dates\.month'.*known here"):
        codec.from_table({"dates": {"month": {}}}, Profile)


def test_the_schema_in_the_docs_is_that_of_the_code() -> None:
    kept = Path(__file__).parents[1] / "docs" / "synoptic-1.schema.json"
    assert json.loads(kept.read_text("utf-8")) == json.loads(json.dumps(codec.schema()))
