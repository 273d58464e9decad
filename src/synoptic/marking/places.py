"""Words found outside of quotations, to be asked for by where they stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Generic, TypeVar

from synoptic.marking.lexicon import Found

V = TypeVar("V")


class Places(Generic[V]):
    """Findings in order of position; those inside of ``quoted`` spans are left out.

    ``quoted`` are spans in order that do not overlap.
    """

    def __init__(self, found: Sequence[Found[V]], quoted: Sequence[tuple[int, int]]) -> None:
        self._found: list[Found[V]] = []
        index = 0
        for item in found:
            while index < len(quoted) and quoted[index][1] <= item.start:
                index += 1
            if index == len(quoted) or quoted[index][0] >= item.end:
                self._found.append(item)
        self._starts = [item.start for item in self._found]

    def inside(self, start: int, end: int) -> list[Found[V]]:
        """The findings that lie inside a span."""
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [item for item in self._found[low:high] if item.end <= end]
