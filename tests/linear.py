"""Whether work grows with the text and not faster: no time is asserted, only how it grows."""

from __future__ import annotations

import time
from collections.abc import Callable

# Four times the text takes four times the work; quadratic work would take sixteen.
GROWTH, BOUND = 4, 11
# Processor seconds under which a measure says nothing.
NOISE = 0.05


def grows_linearly(work: Callable[[str], object], unit: str, length: int = 12_000) -> bool:
    """Whether ``work`` on ``unit`` repeated grows with the length; three tries on a noisy machine."""

    def spent(characters: int) -> float:
        text = unit * (characters // len(unit))
        began = time.process_time()
        work(text)
        return time.process_time() - began

    work(unit)
    return any(spent(GROWTH * length) < BOUND * max(spent(length), NOISE) for _ in range(3))
