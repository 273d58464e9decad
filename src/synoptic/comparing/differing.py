"""Groups of figures that state different values of the same count.

Figures of equal value find each other easily; whether 340 hectares here and 500 there are meant to be
the same area is another question, and the one that a false "these disagree" comes from.  So it is
asked apart, of whole groups: do they stand in one statement; is what stands around them alike, near
and wide, the numbers left out; is nothing in the story a better partner for either of them; does
no account give both (then they are two things); are their people not said to be dead here and
missing there; and is one of them said to have grown, or to be so for now.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synoptic.clustering import average_linkage
from synoptic.comparing.alignment import Matrix
from synoptic.comparing.fates import have_other_fates, share_a_fate
from synoptic.comparing.figures import FLOOR, Figures
from synoptic.comparing.quantities import all_compatible, ratios

# Without a rival a margin says only that there is none; with one, more than this says no more.
UNRIVALLED = 0.2

FEATURES = (
    "same_statement",
    "ratio",
    "measured",
    "covered",
    "near",
    "near_margin_low",
    "wide_margin_low",
    "wide_margin_high",
    "counted_margin_high",
    "same_fate",
    "changing",
)


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Pairs of groups of one dimension, of different accounts, whose values cannot both be true.

    ``may`` of shape (groups, groups) is symmetric; ``rows`` and ``columns`` are its pairs, each once.
    """

    may: NDArray[np.bool_]
    rows: NDArray[np.int64]
    columns: NDArray[np.int64]


def candidates(items: Figures, groups: Sequence[Sequence[int]]) -> Candidates:
    """The pairs of groups that could state one count differently."""
    holds = _membership(items, groups)
    dimension = np.array([str(items.quantities[group[0]].dimension) for group in groups])
    owners = np.zeros((len(groups), int(items.account.max(initial=-1)) + 1), np.float32)
    for row, group in enumerate(groups):
        owners[row, items.account[list(group)]] = 1
    fits = all_compatible(items.quantities, items.quantities).astype(np.float32)
    may: NDArray[np.bool_] = dimension[:, None] == dimension[None, :]
    sizes = holds.sum(axis=1)
    # Of intervals that all overlap pairwise some value is in all: two groups cannot both be true where
    # any two of their figures cannot.
    may &= (owners @ owners.T == 0) & (holds @ fits @ holds.T < sizes[:, None] * sizes[None, :])
    may &= ~have_other_fates(_usual(holds @ items.fates))
    whole = ~_mostly(items, holds, "part") & ~_mostly(items, holds, "former")
    may &= whole[:, None] & whole[None, :]
    may &= ~_of_other_kinds(items, holds)
    np.fill_diagonal(may, val=False)
    return Candidates(may, *np.nonzero(np.triu(may)))


def features(
    items: Figures, groups: Sequence[Sequence[int]], pairs: Candidates, chance: Matrix
) -> NDArray[np.float64]:
    """Features of shape (pairs, 11) of pairs of groups; ``chance`` is that of the aligned units."""
    rows, columns = pairs.rows, pairs.columns
    holds = _membership(items, groups)
    mean = holds / np.maximum(1, holds.sum(axis=1, keepdims=True))
    statement = mean @ chance[np.ix_(items.unit, items.unit)] @ mean.T
    near, wide, counted = (
        (centre := mean @ vectors) @ centre.T for vectors in (items.near, items.wide, items.counted)
    )
    stated = np.array([items.quantities[group[0]].stated for group in groups])
    measured = np.array([items.quantities[group[0]].dimension is not None for group in groups])
    owners = np.array([len(set(items.account[list(group)].tolist())) for group in groups])
    shared = share_a_fate(_usual(holds @ items.fates))
    changing = mean @ np.array([change.moved or change.now for change in items.changes], np.float32)
    values = [
        statement[rows, columns],
        ratios(stated)[rows, columns],
        measured[rows],
        (owners[rows] + owners[columns]) / len(set(items.account.tolist())),
        near[rows, columns],
        _margins(near, pairs)[0],
        *_margins(wide, pairs),
        _margins(counted, pairs)[1],
        shared[rows, columns],
        np.maximum(changing[rows], changing[columns]),
    ]
    return np.stack([np.asarray(value, np.float64) for value in values], axis=1)


def _of_other_kinds(items: Figures, holds: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Which two groups, (groups, groups), are told of now and of long ago, or of people and of households."""
    sizes = np.maximum(1, holds.sum(axis=1))
    bygone = holds @ np.array([change.bygone for change in items.changes], np.float32) / sizes
    homes = holds @ items.households.astype(np.float32) / sizes
    known = holds @ np.array([figure.counted is not None for figure in items.figures], np.float32) > 0
    apart: NDArray[np.bool_] = (bygone[:, None] == 1) & (bygone[None, :] == 0)
    apart |= (homes[:, None] == 1) & ((homes == 0) & known)[None, :]
    return apart | apart.T


def _mostly(items: Figures, holds: NDArray[np.float32], what: str) -> NDArray[np.bool_]:
    """Of which groups half of the figures or more are said to be so (:class:`Change`)."""
    said = np.array([getattr(change, what) for change in items.changes], np.float32)
    most: NDArray[np.bool_] = 2 * (holds @ said) >= np.maximum(1, holds.sum(axis=1))
    return most


def _usual(shares: NDArray[np.float32]) -> NDArray[np.float32]:
    """The fate that most figures of a group count; ``shares`` of shape (groups, fates) says how many do."""
    most = shares.max(axis=1, keepdims=True, initial=0)
    usual: NDArray[np.float32] = ((shares == most) & (most > 0)).astype(np.float32)
    return usual


def _membership(items: Figures, groups: Sequence[Sequence[int]]) -> NDArray[np.float32]:
    """Ones where a group has a figure, (groups, figures)."""
    holds = np.zeros((len(groups), len(items.figures)), np.float32)
    for row, group in enumerate(groups):
        holds[row, list(group)] = 1
    return holds


def _margins(matrix: Matrix, pairs: Candidates) -> tuple[Matrix, Matrix]:
    """How much better each of a pair is with the other than with its best rival: the lower, the higher.

    Rivals are all that it could go with; :data:`UNRIVALLED` where there is none.
    """
    ordered = np.sort(np.where(pairs.may, matrix, -np.inf), axis=1)
    best = ordered[:, -1:]
    second = ordered[:, -2:-1] if matrix.shape[1] > 1 else np.full_like(best, -np.inf)
    margin = np.clip(matrix - np.where(matrix == best, second, best), -UNRIVALLED, UNRIVALLED)
    forth, back = margin[pairs.rows, pairs.columns], margin[pairs.columns, pairs.rows]
    return np.minimum(forth, back), np.maximum(forth, back)


def together(pairs: Candidates, chances: NDArray[np.float64], threshold: float) -> list[list[int]]:
    """Which groups state one count: average linkage, what cannot be one kept apart.

    ``chances`` of shape (pairs,) are the probabilities that two groups state one count.
    """
    labels = average_linkage(_matrix(pairs, chances), threshold, ~pairs.may, FLOOR)
    return [np.flatnonzero(labels == label).tolist() for label in range(labels.max(initial=-1) + 1)]


def merge(
    groups: Sequence[Sequence[int]], pairs: Candidates, chances: NDArray[np.float64], threshold: float
) -> tuple[list[list[int]], dict[int, float]]:
    """Brings groups of different value together; see :func:`together`.

    Returns the groups, sorted, and for those that were merged how sure that was, by first member: each
    part's surest tie, the least of these.
    """
    matrix = _matrix(pairs, chances)
    merged, sure = [], {}
    for parts in together(pairs, chances, threshold):
        members = sorted(member for part in parts for member in groups[part])
        merged.append(members)
        if len(parts) > 1:
            sure[members[0]] = float(matrix[np.ix_(parts, parts)].max(axis=1).min())
    return sorted(merged), sure


def _matrix(pairs: Candidates, chances: NDArray[np.float64]) -> Matrix:
    matrix = np.zeros(pairs.may.shape)
    matrix[pairs.rows, pairs.columns] = matrix[pairs.columns, pairs.rows] = chances
    return matrix
