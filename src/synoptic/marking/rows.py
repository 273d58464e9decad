"""Quantities side by side: those that are none because of their neighbours."""

from __future__ import annotations

from collections.abc import Sequence

from synoptic.marking.quantities import Quantity

_SPACES = (" ", "\u00a0", "\u202f")


def without_overlap(text: str, quantities: Sequence[Quantity]) -> list[Quantity]:
    """Drop a number that is the unit of the one before it ("hai năm": two years, no five).

    So is one that is the article of the number behind it ("entre un 70 % y un 90 %").
    """
    kept: list[Quantity] = []
    for item in quantities:
        if kept and item.number.start < kept[-1].end:
            continue
        last = kept[-1] if kept else None
        if last and last.number.article and last.unit is None and text[last.end : item.start] in _SPACES:
            kept.pop()
        kept.append(item)
    return kept


def apart(text: str, quantities: Sequence[Quantity]) -> list[Quantity]:
    """Drop runs of digits with one space between, which are telephone numbers or codes."""
    digits = [
        not item.number.words and item.end == item.number.end == item.number.stem for item in quantities
    ]
    near = [
        digits[i]
        and digits[i - 1]
        and quantities[i].number.start - quantities[i - 1].end == 1
        and text[quantities[i - 1].end].isspace()
        for i in range(1, len(quantities))
    ]
    return [
        item
        for i, item in enumerate(quantities)
        if not (i and near[i - 1]) and not (i < len(near) and near[i])
    ]
