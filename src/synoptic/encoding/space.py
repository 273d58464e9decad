"""The space in which passages of different languages are compared.

The encoder's vectors carry, beside what a sentence says, the language in which it is said: two
Swedish sentences lie nearer than they should.  A linear map learnt from parallel news (linear
discriminant analysis: large between sentences, small between translations of one) takes that
out.  Pooling is linear too, so the same map serves token states.  ``training/train_space.py``
writes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray

from synoptic.types import Encoding


@dataclass(frozen=True, slots=True, eq=False)
class Space:
    """``mean`` of shape (d,) is taken off, then ``map`` of shape (d, k) applied."""

    mean: NDArray[np.float32]
    map: NDArray[np.float32]

    def vectors(self, encodings: list[Encoding]) -> NDArray[np.float32]:
        """Unit vectors of shape (n, k)."""
        stacked = np.stack([encoding.vector for encoding in encodings])
        return unit((stacked - self.mean) @ self.map)

    def states(self, encoding: Encoding, mean: NDArray[np.float32]) -> NDArray[np.float32]:
        """Unit token states of shape (pieces, k), with the mean state of the story taken off."""
        return unit((encoding.states * encoding.scales - mean) @ self.map)


def unit(rows: NDArray[np.floating]) -> NDArray[np.float32]:
    """Rows scaled to length one; a row of zeros stays."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled: NDArray[np.float32] = (rows / np.maximum(lengths, 1e-9)).astype(np.float32)
    return scaled


@cache
def space(dimensions: int) -> Space:
    """The learnt space for vectors of a length; for another encoder's, only what needs no learning."""
    with as_file(files(__package__).joinpath("data", "space.npz")) as path:
        kept = np.load(path)
        mean, matrix = kept["mean"].astype(np.float32), kept["map"].astype(np.float32)
    if len(mean) != dimensions:
        return Space(np.zeros(dimensions, np.float32), np.eye(dimensions, dtype=np.float32))
    return Space(mean, matrix)
