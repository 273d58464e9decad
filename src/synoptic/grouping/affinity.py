"""How likely two articles report one event.

A small learnt model over features of a pair.  Only pairs near enough in time and in what they are
about are looked at; for all others the answer is no.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from synoptic import codec
from synoptic.grouping.evidence import Evidence, Matrix
from synoptic.grouping.linkage import Cut
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


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Pairs of articles worth looking at: ``first`` < ``second``, each of shape (p,)."""

    first: NDArray[np.int64]
    second: NDArray[np.int64]


def candidates(evidence: Evidence, window_days: float, nearest: float = NEAREST) -> Pairs:
    """Pairs whose documents are alike and whose times, if both are known, lie within the window."""
    first, second = [], []
    for start in range(0, len(evidence.documents), BLOCK):
        rows = slice(start, start + BLOCK)
        alike = evidence.documents[rows] @ evidence.documents.T >= nearest
        distance = np.abs(evidence.times[rows, None] - evidence.times[None, :])
        alike &= ~(distance > window_days)
        row, column = np.nonzero(alike)
        later = column > row + start
        first.append(row[later] + start)
        second.append(column[later])
    return Pairs(np.concatenate(first), np.concatenate(second))


def features(evidence: Evidence, pairs: Pairs) -> Matrix:
    """The features of pairs, of shape (pairs, len(FEATURES))."""
    forth, back = coverage(evidence, pairs)
    values = [
        _dots(evidence.documents, pairs),
        _dots(evidence.leads, pairs),
        np.minimum(forth, back),
        *(np.log(shared(evidence, kind, pairs) + LEAST) for kind in NEUTRAL),
    ]
    return np.stack(values, axis=1)


def shared(evidence: Evidence, kind: str, pairs: Pairs) -> Matrix:
    """How alike the terms of one kind are: a cosine that stays near neutral where little is known."""
    weights = evidence.weights[kind]
    lengths = np.sqrt(np.asarray(weights.multiply(weights).sum(axis=1)).ravel())
    known = lengths[pairs.first] * lengths[pairs.second]
    if kind == "words":
        known *= evidence.languages[pairs.first] == evidence.languages[pairs.second]
    dots = np.asarray(weights[pairs.first].multiply(weights[pairs.second]).sum(axis=1)).ravel()
    likeness: Matrix = (dots + INERTIA[kind] * NEUTRAL[kind]) / (known + INERTIA[kind])
    return likeness


def coverage(evidence: Evidence, pairs: Pairs) -> tuple[Matrix, Matrix]:
    """How much of the first article is found in the second, and the other way, for each pair.

    The mean, over the sentences of one, of the greatest cosine with a sentence of the other.
    """
    forth, back = np.zeros(len(pairs.first)), np.zeros(len(pairs.first))
    lengths = np.diff(evidence.starts)
    for article, places in _by_first(pairs):
        others = pairs.second[places]
        columns = np.concatenate([np.arange(*evidence.starts[[o, o + 1]]) for o in others])
        similarity = evidence.rows(article) @ evidence.sentences[columns].T
        starts = np.cumsum([0, *lengths[others[:-1]]])
        forth[places] = np.maximum.reduceat(similarity, starts, axis=1).mean(axis=0)
        back[places] = np.add.reduceat(similarity.max(axis=0), starts) / lengths[others]
    return forth, back


def _by_first(pairs: Pairs) -> Iterator[tuple[int, NDArray[np.int64]]]:
    """Each first article with the places of its pairs; pairs are in order of their first."""
    articles, starts, counts = np.unique(pairs.first, return_index=True, return_counts=True)
    for article, start, count in zip(articles.tolist(), starts.tolist(), counts.tolist(), strict=True):
        yield article, np.arange(start, start + count)


def _dots(rows: NDArray[np.float32], pairs: Pairs) -> Matrix:
    dots: Matrix = np.einsum("ij,ij->i", rows[pairs.first], rows[pairs.second]).astype(np.float64)
    return dots


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryModel:
    """What is learnt of stories.

    ``affinity`` is that of a pair of articles, ``cut`` where the tree of a run is cut, ``storyline``
    the least mean affinity of two stories that follow one another.
    """

    affinity: Logistic
    cut: Cut
    storyline: float


@cache
def model() -> StoryModel:
    """The learnt model that comes with the package."""
    text = files(__package__).joinpath("data", "stories.json").read_text("utf-8")
    return codec.from_table(json.loads(text), StoryModel)
