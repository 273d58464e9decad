"""A number in running text, before it is known what it counts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number at code points ``start`` to ``end`` of a text.

    ``words``: number words stand in it; else it is all digits, and ``plain`` if nothing but one
    run of digits (as a year is).  ``ordinal``: it says which, not how many.  ``fraction``: it is
    a share of one ("two thirds"); with ``ordinal`` too it came with "every" ("every eighth").
    ``article``: the word is as often an article or pronoun ("ett"); ``doubtful``: it is another
    word too.  ``high``: for a rough number ("hundreds") its upper end, ``value`` being the lower.
    ``scale`` is the multiplier that it ends with: 1,000,000 for "1.2 million".  ``stem`` is the
    end without an inflection ("50" in "50'den").
    """

    start: int
    end: int
    value: float
    words: bool = False
    plain: bool = False
    ordinal: bool = False
    fraction: bool = False
    article: bool = False
    doubtful: bool = False
    high: float | None = None
    scale: float = 1
    stem: int = 0


def clean(value: float) -> float:
    """Without the noise of binary fractions: 1.1 * 10**6 is 1100000."""
    return float(f"{value:.12g}")


def round_step(value: float) -> int:
    """10 for a few tens, 100 for a few hundreds, 1 for all other numbers."""
    return next((step for step in (100, 10) if value % step == 0 and 1 < value / step < 10), 1)
