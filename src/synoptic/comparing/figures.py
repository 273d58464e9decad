"""Figures compared: tellings of one count brought together, and the verdict on them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synoptic.clustering import average_linkage
from synoptic.comparing.alignment import Matrix, against_alternatives
from synoptic.comparing.changes import Change, changes
from synoptic.comparing.context import context
from synoptic.comparing.fates import by_household, fates, have_other_fates, membership, share_a_fate
from synoptic.comparing.quantities import Quantity, all_compatible, quantities, ratios
from synoptic.comparing.told import Told
from synoptic.logistic import Logistic
from synoptic.types import Figure

FEATURES = (
    "same_statement",
    "same_statement_rank",
    "context",
    "context_margin_low",
    "context_margin_high",
    "counted",
    "equal",
    "ratio",
    "measured",
    "crowd",
    "same_fate",
)
FLOOR = 0.02
# Pieces on either side of a figure that are near it, and all that may say what it counts.
NEAR, WIDE = 3, 14


@dataclass(frozen=True, slots=True, eq=False)
class Figures:
    """All figures of a story's accounts, with what their comparison needs.

    ``account`` of shape (n,) is the index of each figure's account, ``unit`` the index of the
    sentence that holds it among the aligned units.  What stands around it are unit vectors (n, k):
    ``context`` with the figure itself, ``near`` and ``wide`` without any figure, of fewer and of more
    pieces, ``counted`` of what is counted.  ``fates`` (n, fates) are of :func:`fates.membership`,
    ``changes`` what the words around each say of its changing; ``households`` (n,) is true of homes and
    families.
    """

    figures: tuple[Figure, ...]
    quantities: tuple[Quantity, ...]
    account: NDArray[np.int64]
    unit: NDArray[np.int64]
    context: NDArray[np.float32]
    counted: NDArray[np.float32]
    near: NDArray[np.float32]
    wide: NDArray[np.float32]
    fates: NDArray[np.float32]
    changes: tuple[Change, ...]
    households: NDArray[np.bool_]


def collect(told: Told) -> Figures:
    """The figures of all accounts, in order of account and position; those of titles left out."""
    figures: list[Figure] = []
    owner: list[int] = []
    counting: list[frozenset[str]] = []
    changing: list[Change] = []
    told_quantities: list[Quantity] = []
    homes: list[bool] = []
    around: dict[str, list[NDArray[np.float32]]] = {"context": [], "counted": [], "near": [], "wide": []}
    for index, account in enumerate(told.accounts):
        found = [figure for figure in account.marks.figures if told.unit_at(index, figure.start) >= 0]
        if not found:
            continue
        figures += found
        told_quantities += quantities(found)
        owner += [index] * len(found)
        counted = fates(account, found)
        counting += counted
        homes += by_household(account, found)
        changing += changes(account, found, counted)
        around["context"].append(context(account, found))
        around["counted"].append(context(account, [f.counted or f for f in found], window=0))
        around["near"].append(context(account, found, NEAR, without=account.marks.figures))
        around["wide"].append(context(account, found, WIDE, without=account.marks.figures))
    vectors = {
        name: np.concatenate(rows) if rows else np.zeros((0, 1), np.float32) for name, rows in around.items()
    }
    return Figures(
        figures=tuple(figures),
        quantities=tuple(told_quantities),
        account=np.array(owner, np.int64),
        unit=np.array(
            [told.unit_at(index, f.start) for index, f in zip(owner, figures, strict=True)], np.int64
        ),
        fates=membership(counting),
        changes=tuple(changing),
        households=np.array(homes, bool),
        **vectors,
    )


def features(items: Figures, chance: Matrix) -> tuple[NDArray[np.int64], NDArray[np.int64], Matrix]:
    """Row and column of every pair of figures of two accounts that can both be true, and its features.

    ``chance`` is the probability matrix of the aligned units.
    """
    surroundings = (items.context @ items.context.T).astype(np.float64)
    counted = (items.counted @ items.counted.T).astype(np.float64)
    same = chance[np.ix_(items.unit, items.unit)]
    margin, _ = against_alternatives(surroundings, items.account)
    _, rank = against_alternatives(same, items.account)
    dimension = np.array([str(q.dimension) for q in items.quantities])
    rows, columns = np.nonzero(may_be_one(items))
    shared = share_a_fate(items.fates)
    place = list(zip(items.unit.tolist(), dimension, strict=True))
    beside = Counter(place)
    crowd = np.array([beside[one] for one in place])
    stated = np.array([q.stated for q in items.quantities])
    measured = np.array([float(q.dimension is not None) for q in items.quantities])
    values = [
        same[rows, columns],
        rank[rows, columns] * rank[columns, rows],
        surroundings[rows, columns],
        np.minimum(margin[rows, columns], margin[columns, rows]),
        np.maximum(margin[rows, columns], margin[columns, rows]),
        counted[rows, columns],
        (stated[rows] == stated[columns]).astype(float),
        ratios(stated)[rows, columns],
        measured[rows],
        np.log(crowd[rows] * crowd[columns]),
        shared[rows, columns],
    ]
    return rows, columns, np.stack(values, axis=1) if len(rows) else np.zeros((0, len(FEATURES)))


def may_be_one(items: Figures) -> NDArray[np.bool_]:
    """Pairs (n, n), each once, of different accounts whose figures can both be true of one thing.

    People of whom one account says that they died and another that they are missing are not the same, and a
    number that a count was at before is none that its account gives.
    """
    before: NDArray[np.bool_] = items.account[:, None] < items.account[None, :]
    before &= all_compatible(items.quantities, items.quantities)
    before &= ~have_other_fates(items.fates)
    former = np.array([change.former for change in items.changes], bool)
    before &= ~former[:, None] & ~former[None, :]
    return before


def probabilities(items: Figures, chance: Matrix, model: Logistic) -> Matrix:
    """Symmetric matrix (n, n) of the probability that two figures count the same thing."""
    matrix = np.zeros((len(items.figures),) * 2)
    rows, columns, values = features(items, chance)
    matrix[rows, columns] = matrix[columns, rows] = model.probability(values)
    return matrix


def groups(items: Figures, matrix: Matrix, threshold: float) -> list[list[int]]:
    """Figures that count the same thing and agree, as sorted indices, in order of first member.

    An account stands in a group once; where it repeats the very figure, the repetition joins.
    """
    if not items.figures:
        return []
    fits = may_be_one(items)
    labels = average_linkage(matrix, threshold, ~(fits | fits.T), FLOOR)
    found = [np.flatnonzero(labels == label).tolist() for label in range(labels.max() + 1)]
    return join_repetitions(items, matrix, found, threshold)


def join_repetitions(
    items: Figures, matrix: Matrix, found: list[list[int]], threshold: float
) -> list[list[int]]:
    """Lets a figure alone join the group where its account says the same figure already."""
    joined: list[list[int]] = [list(group) for group in found if len(group) > 1]
    alone = [group[0] for group in found if len(group) == 1]
    rest = []
    for index in alone:
        home = None
        for group in joined:
            twins = [m for m in group if items.account[m] == items.account[index]]
            same = any(items.quantities[m] == items.quantities[index] for m in twins)
            if same and matrix[index, group].mean() >= threshold / 2:
                home = group
                break
        if home is None:
            rest.append([index])
        else:
            home.append(index)
    return sorted([*map(sorted, joined), *rest])
