"""Whether work grows with the text and not faster: no time is asserted, only how it grows."""

from __future__ import annotations

import time
from collections.abc import Callable

# Four times the text takes four times the work; quadratic work would take sixteen.
GROWTH, BOUND = 4, 11
# Processor seconds under which a measure says nothing.
NOISE = 0.05


def grows_linearly(work: Callable[[str], object], unit: str, length: int = 12_000) -> bool:
    """Whether ``work`` on ``unit`` repeated grows with the length."""
    return grows_with(lambda characters: work(unit * max(1, characters // len(unit))), length)


def grows_with(work: Callable[[int], object], size: int) -> bool:
    """Whether ``work`` of so many things grows with their number; three tries on a noisy machine."""

    def spent(things: int) -> float:
        began = time.process_time()
        work(things)
        return time.process_time() - began

    work(1)
    return any(spent(GROWTH * size) < BOUND * max(spent(size), NOISE) for _ in range(3))
