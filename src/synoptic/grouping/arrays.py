"""Arrays that grow.  Large ones lie in a file, so that what is seldom looked at need not stay in memory."""

from __future__ import annotations

import math
import os
import tempfile
from collections.abc import Sequence

import numpy as np
from numpy.typing import DTypeLike, NDArray

Numbers = NDArray[np.int64]
FIRST_SIZE = 64
# Arrays of so many bytes and more lie in a file.
LARGE = 1 << 26


class Rows:
    """An array whose rows are added at the end; ``values`` are those that are there."""

    def __init__(self, dtype: DTypeLike, *shape: int) -> None:
        self._kept = np.zeros((FIRST_SIZE, *shape), dtype)
        self._size = 0

    def __len__(self) -> int:
        return self._size

    @property
    def values(self) -> NDArray[np.generic]:
        """The rows, without a copy."""
        return self._kept[: self._size]

    def extend(self, rows: NDArray[np.generic]) -> None:
        """Adds rows, growing by half where there is no room."""
        needed = self._size + len(rows)
        if needed > len(self._kept):
            shape = (max(needed, len(self._kept) * 3 // 2), *self._kept.shape[1:])
            larger = _room(shape, self._kept.dtype)
            larger[: self._size] = self._kept[: self._size]
            self._kept = larger
        self._kept[self._size : needed] = rows
        self._size = needed


class Ragged:
    """Rows of different lengths, with any number of values beside each element."""

    def __init__(self) -> None:
        self._starts = Rows(np.int64)
        self._starts.extend(np.zeros(1, np.int64))

    @property
    def starts(self) -> Numbers:
        """Where each row begins, and where the last ends."""
        return self._starts.values  # type: ignore[return-value]

    def extend(self, lengths: Sequence[int]) -> None:
        """Adds rows of these lengths."""
        self._starts.extend(self.starts[-1] + np.cumsum(lengths, dtype=np.int64))

    def flat(self, rows: Numbers) -> tuple[Numbers, Numbers]:
        """The places of all elements of some rows, one row after the other, and the lengths of the rows."""
        starts = self.starts
        lengths = starts[rows + 1] - starts[rows]
        ends = np.cumsum(lengths)
        places = np.arange(ends[-1] if len(ends) else 0)
        return places + np.repeat(starts[rows] - ends + lengths, lengths), lengths


def _room(shape: tuple[int, ...], dtype: np.dtype[np.generic]) -> NDArray[np.generic]:
    """Zeros: small ones in memory, large ones in a file without a name, which ends with the array.

    Where no file of the size can be had, they are in memory.
    """
    size = math.prod(shape) * dtype.itemsize
    if size < LARGE:
        return np.zeros(shape, dtype)
    try:
        with tempfile.TemporaryFile(prefix="synoptic-") as file:
            # Room that is only promised ends the process when it is written to and is not there.
            if hasattr(os, "posix_fallocate"):
                os.posix_fallocate(file.fileno(), 0, size)
            return np.memmap(file, dtype, "w+", shape=shape).view(np.ndarray)
    except OSError:
        return np.zeros(shape, dtype)
