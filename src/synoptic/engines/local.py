"""The engine of a laptop: this process, or a few beside it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

# Starting processes and loading language data in each costs about as much as marking this many
# articles in one.
WORTH_PROCESSES = 400


class LocalEngine:
    """Runs in this process; long work is shared among ``workers`` processes.

    ``workers`` None takes one for each core.
    """

    def __init__(self, workers: int | None = None) -> None:
        self._workers = workers if workers is not None else os.cpu_count() or 1

    def map(self, function: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
        """The results in the order of the items."""
        if self._workers < 2 or len(items) < WORTH_PROCESSES:
            yield from map(function, items)
            return
        with ProcessPoolExecutor(self._workers, mp_context=get_context("spawn")) as pool:
            yield from pool.map(function, items, chunksize=16)
