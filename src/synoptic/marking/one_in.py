"""Shares with the noun between their numbers: "one voter in five", "un électeur sur cinq"."""

from __future__ import annotations

from dataclasses import replace

from synoptic.marking.lexicon import fold
from synoptic.marking.quantities import Quantity

_LARGEST = 1000  # denominators of shares in words
_WIDEST = 40  # characters between the numbers


def one_in(
    text: str, first: Quantity, second: Quantity, among: frozenset[str], followed: bool
) -> Quantity | None:
    """The share that "one", a word for whom it counts and a number of them make; none otherwise.

    ``among`` are the words before the second number; ``followed``: something is counted behind that
    number, by which it is one of its own ("one goal in five games") unless two words or more stand
    before it ("un votante de cada cinco ...").
    """
    one = first.low == first.high == 1 and first.unit is None and not (first.hedged or first.classified)
    bare = second.unit is None and not (second.hedged or second.classified or second.ranged)
    if not one or not bare or second.low != second.high or not 2 <= second.low <= _LARGEST:
        return None
    gap = text[first.end : second.start]
    words = fold(gap).split()
    if len(gap) > _WIDEST or not _is_noun(words, among) or (followed and len(words) == 2):
        return None
    share = float(f"{100 / second.low:.12g}")
    number = replace(second.number, value=share / 100, fraction=True, words=True, plain=False, article=False)
    return replace(
        second,
        start=first.start,
        low=share,
        high=share,
        unit="percent",
        number=replace(number, start=first.start),
    )


def _is_noun(words: list[str], among: frozenset[str]) -> bool:
    """Whether one word and one of the phrases ``among`` are all that stands there."""
    return len(words) > 1 and words[0].isalpha() and " ".join(words[1:]) in among
