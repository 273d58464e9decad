"""Figures as intervals."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from synoptic.comparing.quantities import (
    all_compatible,
    all_equal,
    can_both_hold,
    compatible,
    quantity,
    ratios,
)
from synoptic.types import Figure

RELATIONS = ["exact", "about", "at_least", "more_than", "at_most", "less_than"]


def figure(
    value: float, relation: str = "exact", unit: str | None = None, high: float | None = None
) -> Figure:
    return Figure(
        article="a",
        start=0,
        end=1,
        text="1",
        low=value,
        high=value if high is None else high,
        relation=relation,  # type: ignore[arg-type]
        unit=unit,
    )


@pytest.mark.parametrize(
    ("first", "second", "agree"),
    [
        (figure(600), figure(600), True),
        (figure(600), figure(620), False),
        (figure(600, "about"), figure(620), True),
        (figure(600, "about"), figure(720), False),
        (figure(20, "about"), figure(23), True),
        (figure(500, "about"), figure(340), False),
        (figure(600, "more_than"), figure(620), True),
        (figure(600, "more_than"), figure(580), False),
        (figure(10_000, "more_than"), figure(15_000, "about"), True),
        (figure(10_000, "more_than"), figure(100_000), False),
        (figure(3, "at_least"), figure(5), False),
        (figure(800, "less_than"), figure(700), True),
        (figure(4, "at_least"), figure(4), True),
        (figure(4), figure(6), False),
        (figure(20, "range", high=99), figure(58), True),
        (figure(20, "range", high=99), figure(120), False),
        (figure(3.4, unit="square-kilometer"), figure(340, unit="hectare"), True),
        (figure(280_000_000, "about", "EUR"), figure(281_000_000, unit="EUR"), True),
        (figure(45, unit="EUR"), figure(45, unit="RON"), False),
        (figure(12, unit="percent"), figure(12), False),
        (figure(2), figure(3), False),
    ],
)
def test_hedges_and_units_count(first: Figure, second: Figure, agree: bool) -> None:
    assert compatible(quantity(first), quantity(second)) is agree


@given(st.floats(0, 1e9), st.sampled_from(RELATIONS), st.floats(0, 1e9), st.sampled_from(RELATIONS))
def test_both_sides_judge_alike(a: float, first: str, b: float, second: str) -> None:
    left, right = quantity(figure(a, first)), quantity(figure(b, second))
    assert compatible(left, right) == compatible(right, left)
    assert can_both_hold(left, right) == can_both_hold(right, left)
    assert can_both_hold(left, right) or not compatible(left, right)
    apart = ratios(np.array([left.stated, right.stated]))
    assert apart[0, 1] == pytest.approx(apart[1, 0])


@given(st.floats(0, 1e12), st.sampled_from(RELATIONS))
def test_a_figure_agrees_with_itself(value: float, relation: str) -> None:
    item = quantity(figure(value, relation))
    assert compatible(item, item)
    assert not ratios(np.array([item.stated])).any()
    assert all_equal([item]).all()


def test_a_bound_excludes_nothing_beyond_it() -> None:
    assert can_both_hold(quantity(figure(3, "at_least")), quantity(figure(5)))
    assert not can_both_hold(quantity(figure(3, "at_least")), quantity(figure(2)))
    assert not can_both_hold(quantity(figure(3, "at_least")), quantity(figure(2, "at_most")))
    assert can_both_hold(quantity(figure(3, "at_least")), quantity(figure(4, "at_most")))
    assert not can_both_hold(quantity(figure(5, "less_than")), quantity(figure(15, "less_than")))


def test_all_pairs_are_judged_as_each_pair_alone() -> None:
    some = [
        quantity(f)
        for f in (
            figure(600),
            figure(600, "about"),
            figure(720),
            figure(12, unit="percent"),
            figure(3.4, unit="square-kilometer"),
            figure(340, unit="hectare"),
        )
    ]
    fits = all_compatible(some, some)
    assert all(fits[i, j] == compatible(a, b) for i, a in enumerate(some) for j, b in enumerate(some))
    assert all_equal(some)[4, 5]
    assert not all_equal(some)[0, 2]
