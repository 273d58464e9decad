"""Groups of figures that state different values of the same count.

Figures of equal value find each other easily; whether 340 hectares here and 500 there are meant to be
the same area is another question, and the one that a false "these disagree" comes from.  So it is
asked apart, of whole groups: their surroundings, what they count, the statements they stand in,
and whether an account gives both (then they are two things).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from synoptic.comparing.alignment import Matrix
from synoptic.comparing.figures import Figures
from synoptic.comparing.quantities import compatible, ratio
from synoptic.logistic import Logistic

# Without a rival a margin says only that there is none; with one, more than this says no more.
UNRIVALLED = 0.2

FEATURES = (
    "same_statement",
    "same_statement_best",
    "context",
    "context_margin_low",
    "context_margin_high",
    "counted",
    "counted_margin_low",
    "ratio",
    "measured",
    "covered",
)


def candidates(items: Figures, groups: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """Pairs of groups in one dimension, of different accounts, whose values cannot both be true."""
    owners = [{int(items.account[i]) for i in group} for group in groups]
    dimensions = [items.quantities[group[0]].dimension for group in groups]
    return [
        (a, b)
        for a, b in combinations(range(len(groups)), 2)
        if dimensions[a] == dimensions[b]
        and not owners[a] & owners[b]
        and not any(
            compatible(items.quantities[i], items.quantities[j]) for i in groups[a] for j in groups[b]
        )
    ]


def features(
    items: Figures, groups: Sequence[Sequence[int]], pairs: Sequence[tuple[int, int]], chance: Matrix
) -> Matrix:
    """Features of shape (pairs, 10) of pairs of groups; ``chance`` is that of the aligned units.

    ``pairs`` are all candidates: a group is read against the others that it could go with.
    """
    mean = np.zeros((len(groups), len(items.figures)))
    for row, group in enumerate(groups):
        mean[row, list(group)] = 1 / len(group)
    same = chance[np.ix_(items.unit, items.unit)]
    statement = mean @ same @ mean.T
    context = mean @ (items.context @ items.context.T).astype(np.float64) @ mean.T
    counted = mean @ (items.counted @ items.counted.T).astype(np.float64) @ mean.T
    rivals = np.zeros((len(groups),) * 2, bool)
    for a, b in pairs:
        rivals[a, b] = rivals[b, a] = True
    accounts = len(set(items.account.tolist()))
    rows = []
    for a, b in pairs:
        in_context = _margins(context, rivals, a, b)
        in_counted = _margins(counted, rivals, a, b)
        owners = {int(items.account[i]) for i in (*groups[a], *groups[b])}
        rows.append(
            [
                statement[a, b],
                same[np.ix_(groups[a], groups[b])].max(),
                context[a, b],
                min(in_context),
                max(in_context),
                counted[a, b],
                min(in_counted),
                ratio(items.quantities[groups[a][0]], items.quantities[groups[b][0]]),
                float(items.quantities[groups[a][0]].dimension is not None),
                len(owners) / accounts,
            ]
        )
    return np.array(rows) if rows else np.zeros((0, len(FEATURES)))


def _margins(matrix: Matrix, rivals: NDArray[np.bool_], a: int, b: int) -> tuple[float, float]:
    """How much better each is with the other than with its best rival; UNRIVALLED without one."""

    def against(one: int, other: int) -> float:
        alternatives = rivals[one].copy()
        alternatives[other] = False
        if not alternatives.any():
            return UNRIVALLED
        return max(-UNRIVALLED, min(UNRIVALLED, float(matrix[one, other] - matrix[one, alternatives].max())))

    return against(a, b), against(b, a)


def merge(
    items: Figures, groups: Sequence[Sequence[int]], chance: Matrix, model: Logistic, threshold: float
) -> tuple[list[list[int]], dict[int, float]]:
    """Brings groups of different value together, the surest first.

    Returns the groups, sorted, and for those that were merged how sure that was, by first member.
    """
    merged = [list(group) for group in groups]
    sure: dict[int, float] = {}
    while pairs := candidates(items, merged):
        chances = model.probability(features(items, merged, pairs, chance))
        best = int(chances.argmax())
        if chances[best] < threshold:
            break
        a, b = pairs[best]
        together = sorted(merged[a] + merged[b])
        certainty = min(float(chances[best]), sure.get(merged[a][0], 1.0), sure.get(merged[b][0], 1.0))
        merged = sorted([group for i, group in enumerate(merged) if i not in (a, b)] + [together])
        sure[together[0]] = certainty
    return merged, sure
