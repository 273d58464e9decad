"""Figures as intervals: what a hedge allows, and whether two tellings can both be true."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

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
# Characters between a measure and the same one in another unit ("17 knots, or some 31 kilometres an hour").
BESIDE = 20

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


def quantities(figures: Sequence[Figure]) -> list[Quantity]:
    """The quantities of an account's figures, in order.

    A rough measure right beside an exact one of another unit states that one again: "17 knots, or some
    31 kilometres an hour" bounds nothing.
    """
    plain = [quantity(figure) for figure in figures]
    told = list(plain)
    for i, j in itertools.pairwise(range(len(figures))):
        near = 0 <= figures[j].start - figures[i].end <= BESIDE
        again = plain[i].dimension is not None and plain[i].unit != plain[j].unit
        if near and again and compatible(plain[i], plain[j]):
            for rough, exact in ((i, j), (j, i)):
                if figures[exact].relation == "exact" != figures[rough].relation:
                    told[rough] = _as_exact(plain[rough], plain[exact])
    return told


def _as_exact(rough: Quantity, exact: Quantity) -> Quantity:
    return replace(rough, low=exact.low, high=exact.high, open_low=False, open_high=False)


def _about(value: float) -> float:
    """How far from a round value the true one may lie."""
    step = 1.0
    while step * 10 <= value and value % (step * 10) == 0:
        step *= 10
    return max(ABOUT * value, min(ABOUT_AT_MOST * value, step / 2))


def is_money(quantity: Quantity) -> bool:
    """Whether a quantity is of a currency: its dimension is an ISO 4217 code."""
    return quantity.dimension is not None and quantity.dimension.isupper()


def compatible(first: Quantity, second: Quantity) -> bool:
    """Whether both make the same claim, hedges and rounding counted."""
    return bool(all_compatible([first], [second])[0, 0])


def can_both_hold(first: Quantity, second: Quantity) -> bool:
    """Whether both can be true of the same thing at the same time: a bound excludes nothing beyond it.

    "More than ten" is said while a number grows and is no news to "more than twenty"; two upper bounds
    far from each other are two claims.
    """
    if first.open_low and second.open_low:
        return compatible(first, second)
    slack = float(_slack(_Columns([first]), _Columns([second]))[0, 0])
    return first.dimension == second.dimension and (
        (first.low <= second.high + slack or second.open_high or first.open_low)
        and (second.low <= first.high + slack or first.open_high or second.open_low)
    )


class _Columns:
    """Quantities as arrays, one value each."""

    def __init__(self, quantities: Sequence[Quantity]) -> None:
        self.low = np.array([q.low for q in quantities])
        self.high = np.array([q.high for q in quantities])
        self.stated = np.array([q.stated for q in quantities])
        self.whole = self.stated == np.trunc(self.stated)
        self.dimension = np.array([str(q.dimension) for q in quantities])
        self.unit = np.array([str(q.unit) for q in quantities])


def all_compatible(first: Sequence[Quantity], second: Sequence[Quantity]) -> NDArray[np.bool_]:
    """:func:`compatible` for every one of the first with every one of the second, (first, second)."""
    a, b = _Columns(first), _Columns(second)
    slack = _slack(a, b)
    fits: NDArray[np.bool_] = a.dimension[:, None] == b.dimension[None, :]
    fits &= a.low[:, None] <= b.high[None, :] + slack
    fits &= b.low[None, :] <= a.high[:, None] + slack
    return fits


def all_equal(quantities: Sequence[Quantity]) -> NDArray[np.bool_]:
    """Whether two quantities state the same number, (n, n); a measured one may have been converted."""
    columns = _Columns(quantities)
    measured = np.array([q.dimension is not None for q in quantities])
    greater = np.maximum(np.abs(columns.stated)[:, None], np.abs(columns.stated)[None, :])
    near = np.abs(columns.stated[:, None] - columns.stated[None, :]) <= ROUNDING * greater * measured[:, None]
    same: NDArray[np.bool_] = near & (columns.dimension[:, None] == columns.dimension[None, :])
    return same


def _slack(first: _Columns, second: _Columns) -> NDArray[np.float64]:
    """By how much two numbers may differ through rounding and conversion alone; small counts not at all."""
    converted = first.unit[:, None] != second.unit[None, :]
    greater = np.maximum(np.abs(first.stated)[:, None], np.abs(second.stated)[None, :])
    slack = np.where(converted, CONVERSION, ROUNDING) * greater
    exact = first.whole[:, None] & second.whole[None, :] & (slack < 1) & ~converted
    return np.where(exact, 0.0, slack)


def ratios(stated: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far apart numbers are, (n, n): the absolute decimal logarithm of their ratio, at most 3.

    A number that is not above 0 has none: 0 from itself, 3 from every other.
    """
    positive = stated > 0
    logs = np.log10(np.where(positive, stated, 1.0))
    apart = np.minimum(3.0, np.abs(logs[:, None] - logs[None, :]))
    same = stated[:, None] == stated[None, :]
    return np.where(positive[:, None] & positive[None, :], apart, np.where(same, 0.0, 3.0))
