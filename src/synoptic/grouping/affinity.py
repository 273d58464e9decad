"""How likely two articles report one event.

A small learnt model over features of a pair.  Only pairs near enough in time and in what they are
about are looked at; for all others the answer is no.  A feature hangs on the two articles and on how rare
their terms are (:mod:`synoptic.grouping.rarity`), and all sums are of whole numbers: a pair has the
same affinity, to the last bit, whatever other pairs are computed with it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from synoptic import codec
from synoptic.blas import one_thread
from synoptic.grouping.arrays import Numbers
from synoptic.grouping.columns import Columns, Terms, Vectors
from synoptic.grouping.linkage import Cut, Matrix
from synoptic.grouping.rarity import SCALE
from synoptic.logistic import Logistic

FEATURES = (
    "documents",
    "leads",
    "coverage",
    "words",
    "names",
    "numbers",
)

# Documents less alike than this are taken not to be one story; 99.9 of 100 true pairs are above.
NEAREST = 0.2
BLOCK = 512
# What the likeness of shared terms is where nothing is known, how much must be known for it to move, and
# what keeps its logarithm finite.
NEUTRAL = {"words": 0.1, "names": 0.1, "numbers": 0.1}
INERTIA = {"words": 50.0, "names": 60.0, "numbers": 200.0}
LEAST = 0.02
# Cosines of sentences are rounded to this before they are added up, and affinities to so many digits.
GRAIN = 1e-4
DIGITS = 6


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Pairs of articles, as rows of the columns, each of shape (p,); pairs of one first stand together."""

    first: Numbers
    second: Numbers

    def __len__(self) -> int:
        return len(self.first)

    def only(self, kept: NDArray[np.bool_]) -> Pairs:
        """Those that are kept."""
        return Pairs(self.first[kept], self.second[kept])


def near(
    columns: Columns, ones: Numbers, others: Numbers, window_days: float, nearest: float = NEAREST
) -> Iterator[Pairs]:
    """Pairs of one of each whose documents are alike and whose times, if known, lie within the window."""
    documents, times = columns.documents, columns.times[others]
    vectors = documents.values[others].astype(np.float32).T
    for start in range(0, len(ones), BLOCK):
        rows = ones[start : start + BLOCK]
        with one_thread():
            cosines = documents.values[rows].astype(np.float32) @ vectors
        cosines *= documents.to_unit[others]
        cosines *= documents.to_unit[rows, None]
        alike = cosines >= nearest
        alike &= ~(np.abs(columns.times[rows, None] - times[None, :]) > window_days)
        row, column = np.nonzero(alike)
        yield Pairs(rows[row], others[column])


def features(columns: Columns, pairs: Pairs) -> Matrix:
    """The features of pairs, of shape (pairs, len(FEATURES))."""
    values = np.empty((len(pairs), len(FEATURES)))
    values[:, 0] = _cosines(columns.documents, pairs)
    values[:, 1] = _cosines(columns.leads, pairs)
    values[:, 2] = np.minimum(*coverage(columns, pairs))
    for place, kind in enumerate(NEUTRAL, 3):
        values[:, place] = np.log(shared(columns, kind, pairs) + LEAST)
    return values


def neutral(kind: str) -> float:
    """The feature of terms of one kind where nothing is known of them."""
    return math.log(NEUTRAL[kind] + LEAST)


def shared(columns: Columns, kind: str, pairs: Pairs) -> Matrix:
    """How alike the terms of one kind are: a cosine that stays near neutral where little is known."""
    kept = columns.terms[kind]
    rows, place = np.unique(np.concatenate([pairs.first, pairs.second]), return_inverse=True)
    lengths = np.sqrt(_term_squares(kept, rows))[place] / SCALE
    known = lengths[: len(pairs)] * lengths[len(pairs) :]
    compared = known > 0
    if kind == "words":
        compared &= columns.writings[pairs.first] == columns.writings[pairs.second]
    known[~compared] = 0
    dots = np.zeros(len(pairs))
    dots[compared] = _term_dots(columns, kept, pairs.only(compared)) / SCALE**2
    return (dots + INERTIA[kind] * NEUTRAL[kind]) / (known + INERTIA[kind])


def coverage(columns: Columns, pairs: Pairs) -> tuple[Matrix, Matrix]:
    """How much of the first article is found in the second, and the other way, for each pair.

    The mean, over the sentences of one, of the greatest cosine with a sentence of the other.
    """
    forth, back = np.zeros(len(pairs)), np.zeros(len(pairs))
    values, to_unit = columns.sentences.values, columns.sentences.to_unit
    if not values.shape[1]:
        return forth, back
    with one_thread():
        for article, places in _by_first(pairs):
            theirs, lengths = columns.sentence_rows.flat(pairs.second[places])
            ours = slice(*columns.sentence_rows.starts[[article, article + 1]])
            cosines = values[ours].astype(np.float32) @ values[theirs].astype(np.float32).T
            cosines *= to_unit[theirs]
            cosines *= to_unit[ours, None]
            starts = np.cumsum([0, *lengths[:-1]])
            nearest = np.rint(np.maximum.reduceat(cosines, starts, axis=1) / GRAIN)
            forth[places] = nearest.sum(axis=0, dtype=np.int64) * GRAIN / len(cosines)
            back[places] = np.add.reduceat(np.rint(cosines.max(axis=0) / GRAIN), starts) * GRAIN / lengths
    return forth, back


def _term_squares(kept: Terms, rows: Numbers) -> Matrix:
    places, lengths = kept.rows.flat(rows)
    weights = kept.weights[places].astype(np.float64)
    squares = np.bincount(np.repeat(np.arange(len(rows)), lengths), weights**2, len(rows))
    return squares.astype(np.float64)


def _term_dots(columns: Columns, kept: Terms, pairs: Pairs) -> Matrix:
    """The product of the terms of each pair; each first is laid out in full for all its seconds."""
    dots = np.zeros(len(pairs))
    spread = columns.laid_out()
    for article, places in _by_first(pairs):
        mine = slice(*kept.rows.starts[[article, article + 1]])
        spread[kept.numbers[mine]] = kept.weights[mine]
        elements, lengths = kept.rows.flat(pairs.second[places])
        products = spread[kept.numbers[elements]] * kept.weights[elements]
        dots[places] = np.add.reduceat(products, np.cumsum([0, *lengths[:-1]]))
        spread[kept.numbers[mine]] = 0
    return dots


def _by_first(pairs: Pairs) -> Iterator[tuple[int, slice]]:
    """Each first article with the places of its pairs, which stand together."""
    if not len(pairs):
        return
    starts = [0, *(np.flatnonzero(np.diff(pairs.first)) + 1).tolist(), len(pairs)]
    for start, end in pairwise(starts):
        yield int(pairs.first[start]), slice(start, end)


def _cosines(vectors: Vectors, pairs: Pairs) -> Matrix:
    dots = np.zeros(len(pairs))
    for start in range(0, len(pairs), BLOCK * 16):
        part = slice(start, start + BLOCK * 16)
        first, second = pairs.first[part], pairs.second[part]
        whole = np.einsum("ij,ij->i", vectors.values[first], vectors.values[second], dtype=np.int32)
        dots[part] = whole * vectors.to_unit[first] * vectors.to_unit[second]
    return dots


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryModel:
    """What is learnt of stories.

    ``affinity`` is that of a pair of articles, ``cut`` where the tree of a run is cut, ``storyline``
    the least mean affinity of two stories that follow one another, ``storyline_names`` the least mean
    likeness of their names.
    """

    affinity: Logistic
    cut: Cut
    storyline: float
    storyline_names: float


@cache
def model() -> StoryModel:
    """The learnt model that comes with the package."""
    text = files(__package__).joinpath("data", "stories.json").read_text("utf-8")
    return codec.from_table(json.loads(text), StoryModel)
