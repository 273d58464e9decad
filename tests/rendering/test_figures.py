from __future__ import annotations

import invented
from hypothesis import given
from hypothesis import strategies as st

from synoptic.rendering.view import run_view
from synoptic.rendering.views.figures import FigureView, mark_of, scale_of
from synoptic.types import FigureTelling

VALUES = st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15).map(
    lambda value: round(value, 3)
)
RELATIONS = st.sampled_from(["exact", "about", "at_least", "more_than", "at_most", "less_than", "range"])


def figures() -> dict[str, FigureView]:
    story = run_view(invented.synopses(), lang="en").stories[0]
    return {f"{f.finding.verdict}{f.number}": f for f in story.figures}


@given(st.lists(VALUES, min_size=1, max_size=8))
def test_an_axis_holds_zero_and_every_value(values: list[float]) -> None:
    scale = scale_of(values)
    assert scale.low <= min(0.0, *values)
    assert scale.high >= max(0.0, *values)
    assert 2 <= len(scale.stops) <= 12
    places = [scale.place(v) for v in sorted(values)]
    assert places == sorted(places)
    assert all(0 <= p <= 100 for p in places)


@given(
    st.one_of(st.none(), st.floats(), VALUES),
    st.one_of(st.none(), st.floats(), VALUES),
    RELATIONS,
)
def test_any_figure_is_drawn_within_the_axis_or_not_at_all(low: float, high: float, relation: str) -> None:
    telling = FigureTelling(article="a", start=0, end=1, text="x", low=low, high=high, relation=relation)  # type: ignore[arg-type]
    mark = mark_of(telling, scale_of([100.0]))
    if mark:
        assert 0 <= mark.at <= 100
        assert mark.band is None or 0 <= mark.band[0] <= mark.band[1] <= 100


def test_hedges_are_drawn_as_the_intervals_they_allow() -> None:
    worth = figures()["disagree2"]
    shapes = [(r.words.siglum, r.mark.shape, bool(r.mark.band), r.mark.open_to) for r in worth.rows if r.mark]
    assert shapes == [
        ("A", "dot", False, ""),
        ("B", "ring", True, ""),
        ("C", "dot", False, "up"),
        ("D", "dot", False, ""),
        ("E", "dot", False, ""),
        ("F", "dot", False, ""),
    ]
    assert [r.odd for r in worth.rows] == [False, False, False, True, False, False]
    assert worth.most == worth.rows[0].mark.at if worth.rows[0].mark else False
    assert worth.unit == "Euro"


def test_another_unit_is_not_plotted_and_says_why() -> None:
    money = figures()["not_comparable5"]
    assert money.rows[1].mark is None
    assert "Swedish" in money.rows[1].apart


def test_figures_that_differ_come_first() -> None:
    assert [k.rstrip("0123456789") for k in figures()] == [
        "disagree",
        "update",
        "unclear",
        "not_comparable",
        "agree",
        "agree",
        "single",
    ]
