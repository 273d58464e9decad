"""What a number takes from the words of another, and shares that look like numbers."""

from __future__ import annotations

from dataclasses import replace

from synoptic.marking.quantities import Quantity


def told_with(first: Quantity, second: Quantity) -> Quantity:
    """The first of two numbers with the scale and unit told once: "rose from 20 to 25 million euros"."""
    if first.unit is not None or first.classified or first.ranged or second.ranged:
        return first
    scale, number = second.number.scale, first.number
    scaled = scale > 1 and number.scale == 1 and first.high <= second.low / scale
    if scaled:
        first = replace(
            first,
            low=float(f"{first.low * scale:.12g}"),
            high=float(f"{first.high * scale:.12g}"),
            number=replace(number, scale=scale, plain=False),
        )
    measured = second.unit is not None and (scaled or number.scale > 1 or scale == 1)
    return replace(first, unit=second.unit, money=second.money) if measured else first


def half_share(quantity: Quantity) -> Quantity:
    """A hedged part of one with no unit is a share: "üle poole" is more than 50 per cent."""
    part = quantity.hedged and quantity.unit is None and not (quantity.classified or quantity.ranged)
    if not part or quantity.number.fraction or not quantity.number.words:
        return quantity
    if not 0 < quantity.low == quantity.high < 1:
        return quantity
    share = float(f"{quantity.low * 100:.12g}")
    number = replace(quantity.number, fraction=True)
    return replace(quantity, low=share, high=share, unit="percent", number=number)
