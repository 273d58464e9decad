"""What a converter needs of published weights, whatever file they come in.

Tensors go by canonical names:

``word``, ``position``, ``type``
    the embedding tables, (rows, hidden);
``norm.weight``, ``norm.bias``
    the layer norm behind the embeddings, (hidden,);
``{layer}.{query|key|value|output|wide|narrow}.{weight|bias}``
    the linear maps of a layer, weights (out, in): attention, then the two of the feed-forward part;
``{layer}.{attention_norm|output_norm}.{weight|bias}``
    its two layer norms, (hidden,).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from synoptic.errors import WeightsError

Floats = NDArray[np.float32]
ROWS = 16384  # rows handed out at once: the whole word table as float32 would be 384 MB


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The measures of a BERT-like encoder; ``positions`` is the length of the longest input."""

    layers: int
    hidden: int
    heads: int
    wide: int
    vocabulary: int
    positions: int
    epsilon: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Pieces and unigram scores in order of their id, and the ids of the special ones."""

    pieces: Sequence[str]
    scores: Sequence[float]
    bos: int
    eos: int
    pad: int
    unknown: int


class Checkpoint(Protocol):
    """Published weights, read tensor by tensor."""

    @property
    def shape(self) -> Shape:
        """The measures."""

    @property
    def vocabulary(self) -> Vocabulary:
        """The pieces."""

    def tensor(self, name: str) -> Floats:
        """The tensor ``name``, whole."""

    def rows(self, name: str) -> Iterator[Floats]:
        """The matrix ``name``, at most :data:`ROWS` rows at a time."""


class BoundedReader:
    """A cursor over a file's bytes: reading past the end is a :class:`WeightsError`, never garbage."""

    def __init__(self, path: Path) -> None:
        try:
            self.data: NDArray[np.uint8] = np.memmap(path, dtype=np.uint8, mode="r")
        except (OSError, ValueError) as error:
            raise WeightsError(f"{path}: cannot be read: {error}") from error
        self.path = path
        self.at = 0

    def slice(self, start: int, size: int) -> NDArray[np.uint8]:
        """``size`` bytes from ``start``, without moving the cursor."""
        if start < 0 or size < 0 or start + size > len(self.data):
            raise WeightsError(f"{self.path}: the file is cut short or damaged")
        return self.data[start : start + size]

    def take(self, size: int) -> bytes:
        """The next ``size`` bytes."""
        taken = self.slice(self.at, size).tobytes()
        self.at += size
        return taken

    def unpack(self, form: str) -> tuple[Any, ...]:
        """The next values, little-endian, by a form of :mod:`struct`."""
        return struct.unpack("<" + form, self.take(struct.calcsize("<" + form)))
