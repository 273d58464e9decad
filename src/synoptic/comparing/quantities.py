"""Figures as intervals: what a hedge allows, and whether two tellings can both be true."""

from __future__ import annotations

import math
from dataclasses import dataclass

from synoptic.marking.units import base
from synoptic.types import Figure, FigureTelling

# "About 600" is said of what a desk would round to it: within a tenth, or within half a step of
# its last digit that is not 0, as 23 is called "about 20"; never more than a quarter off.
ABOUT = 0.10
ABOUT_AT_MOST = 0.25
# "More than 600" is said of 620 or 750, "at least three" of the three found so far: beyond this factor
# another number is another claim, though both can be true (:func:`can_both_hold`).
STRETCH = {"more_than": 1.5, "at_least": 1.3}
# Two exact numbers that differ by less than this share were rounded differently, more so where one
# was converted from another unit (18 metres a second are "40 mph").
ROUNDING = 0.005
CONVERSION = 0.02


_MIRROR = {"less_than": "more_than", "at_most": "at_least"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """The interval of values that a telling speaks of, in the base unit of its dimension.

    ``open_low`` and ``open_high`` are true where a bound leaves that end open.
    ``stated`` is the number that was said (the middle of a range), ``dimension`` the base unit or
    currency, ``None`` for a count of things; ``unit`` is the one in which it was said.
    """

    low: float
    high: float
    stated: float
    dimension: str | None
    unit: str | None
    open_low: bool = False
    open_high: bool = False


def quantity(figure: Figure | FigureTelling) -> Quantity:
    """The interval of a figure with its hedge counted."""
    known = [value for value in (figure.low, figure.high) if value is not None]
    converted = [base(value, figure.unit) for value in known]
    dimension = converted[0][1] if converted else figure.unit
    values = [value for value, _ in converted] or [0.0]
    low, high = min(values), max(values)
    stated = (low + high) / 2
    if figure.relation == "about":
        slack = _about(max(abs(low), abs(high)))
        low, high = low - slack, high + slack
    above, below = STRETCH.get(figure.relation), STRETCH.get(_MIRROR.get(figure.relation, ""))
    if above:
        high = max(low * above, high)
    elif below:
        low = min(high / below, low)
    return Quantity(low, high, stated, dimension, figure.unit, open_low=bool(below), open_high=bool(above))


def _about(value: float) -> float:
    """How far from a round value the true one may lie."""
    step = 1.0
    while step * 10 <= value and value % (step * 10) == 0:
        step *= 10
    return max(ABOUT * value, min(ABOUT_AT_MOST * value, step / 2))


def compatible(first: Quantity, second: Quantity) -> bool:
    """Whether both make the same claim, hedges and rounding counted."""
    slack = _slack(first, second)
    return (
        first.dimension == second.dimension
        and first.low <= second.high + slack
        and second.low <= first.high + slack
    )


def can_both_hold(first: Quantity, second: Quantity) -> bool:
    """Whether both can be true of the same thing at the same time: a bound excludes nothing beyond it."""
    slack = _slack(first, second)
    return first.dimension == second.dimension and (
        (first.low <= second.high + slack or second.open_high or first.open_low)
        and (second.low <= first.high + slack or first.open_high or second.open_low)
    )


def _slack(first: Quantity, second: Quantity) -> float:
    """By how much two numbers may differ through rounding and conversion alone."""
    converted = first.unit != second.unit
    slack = (CONVERSION if converted else ROUNDING) * max(abs(first.stated), abs(second.stated))
    whole = first.stated == int(first.stated) and second.stated == int(second.stated)
    return 0.0 if whole and slack < 1 and not converted else slack  # small counts are not rounded


def ratio(first: Quantity, second: Quantity) -> float:
    """How far apart the stated numbers are, as the absolute decimal logarithm of their ratio; at most 3."""
    if first.stated <= 0 or second.stated <= 0:
        return 0.0 if first.stated == second.stated else 3.0
    return min(3.0, abs(math.log10(first.stated) - math.log10(second.stated)))
