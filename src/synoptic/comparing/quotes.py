"""Quotes compared: versions of one utterance brought together across languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synoptic.clustering import average_linkage
from synoptic.comparing.alignment import Matrix, against_alternatives
from synoptic.comparing.context import coverages, span_states
from synoptic.comparing.told import Told
from synoptic.logistic import Logistic, load
from synoptic.types import Quote

FEATURES = (
    "pooled",
    "pooled_margin_low",
    "coverage_low",
    "coverage_high",
    "coverage_margin_low",
    "same_statement",
    "same_speaker",
    "other_speaker",
    "length",
)
FLOOR = 0.02


@dataclass(frozen=True, slots=True, eq=False)
class Quotes:
    """All quotes of a story's accounts, with what their comparison needs.

    ``speaker`` is the entity of each quote's speaker, ``None`` where it could not be told.
    ``states`` holds each quote's token states; ``unit`` the aligned unit in which it starts, or -1.
    """

    quotes: tuple[Quote, ...]
    account: NDArray[np.int64]
    unit: NDArray[np.int64]
    speaker: tuple[str | None, ...]
    states: tuple[NDArray[np.float32], ...]


def collect(told: Told, entities: Mapping[tuple[int, str], str]) -> Quotes:
    """The direct quotes of all accounts, in order of account and position; those of titles left out.

    ``entities`` gives the linked entity of an account's mention key.
    """
    quotes: list[Quote] = []
    owner: list[int] = []
    speakers: list[str | None] = []
    for index, account in enumerate(told.accounts):
        for quote in account.marks.quotes:
            if not quote.direct or quote.start < account.article.body:
                continue
            quotes.append(quote)
            owner.append(index)
            speakers.append(speaker_entity(told, index, quote, entities))
    return Quotes(
        quotes=tuple(quotes),
        account=np.array(owner, np.int64),
        unit=np.array([told.unit_at(i, q.start) for i, q in zip(owner, quotes, strict=True)], np.int64),
        speaker=tuple(speakers),
        states=tuple(span_states(told.accounts[i], q) for i, q in zip(owner, quotes, strict=True)),
    )


def speaker_entity(
    told: Told, account: int, quote: Quote, entities: Mapping[tuple[int, str], str]
) -> str | None:
    """The entity that a quote's speaker passage names: a person in it before anything else."""
    if quote.speaker is None:
        return None
    inside = [
        mention
        for mention in told.accounts[account].marks.mentions
        if mention.start < quote.speaker.end and quote.speaker.start < mention.end
    ]
    inside.sort(key=lambda mention: (mention.kind != "person", mention.start))
    return entities.get((account, inside[0].entity)) if inside else None


def features(items: Quotes, chance: Matrix) -> tuple[NDArray[np.int64], NDArray[np.int64], Matrix]:
    """Row and column of every pair of quotes of two accounts, and its features."""
    pooled = _pooled(items)
    cover = coverages(items.states)
    pooled_margin, _ = against_alternatives(pooled, items.account)
    cover_margin, _ = against_alternatives(cover, items.account)
    rows, columns = np.nonzero(items.account[:, None] < items.account[None, :])
    length = np.log([max(1, len(states)) for states in items.states])
    known = np.array([speaker is not None for speaker in items.speaker], bool)
    speaker = np.array([speaker or "" for speaker in items.speaker], str)
    placed = (items.unit[rows] >= 0) & (items.unit[columns] >= 0)
    both_known = known[rows] & known[columns]
    values = [
        pooled[rows, columns],
        np.minimum(pooled_margin[rows, columns], pooled_margin[columns, rows]),
        np.minimum(cover[rows, columns], cover[columns, rows]),
        np.maximum(cover[rows, columns], cover[columns, rows]),
        np.minimum(cover_margin[rows, columns], cover_margin[columns, rows]),
        np.where(placed, chance[items.unit[rows], items.unit[columns]], 0.0),
        (both_known & (speaker[rows] == speaker[columns])).astype(float),
        (both_known & (speaker[rows] != speaker[columns])).astype(float),
        np.abs(length[rows] - length[columns]),
    ]
    return rows, columns, np.stack(values, axis=1) if len(rows) else np.zeros((0, len(FEATURES)))


def _pooled(items: Quotes) -> Matrix:
    """Cosines of the quotes' mean states."""
    width = max((states.shape[1] for states in items.states), default=1)
    means = [states.mean(axis=0) if len(states) else np.zeros(width) for states in items.states]
    rows = np.stack(means) if means else np.zeros((0, width))
    rows = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    cosines: Matrix = (rows @ rows.T).astype(np.float64)
    return cosines


def probabilities(items: Quotes, chance: Matrix, model: Logistic) -> Matrix:
    """Symmetric matrix (n, n) of the probability that two quotes give one utterance."""
    matrix = np.zeros((len(items.quotes),) * 2)
    rows, columns, values = features(items, chance)
    matrix[rows, columns] = matrix[columns, rows] = model.probability(values)
    return matrix


def groups(items: Quotes, matrix: Matrix, threshold: float) -> list[list[int]]:
    """Quotes that give one utterance, as sorted indices, in order of first member."""
    if not items.quotes:
        return []
    apart = items.account[:, None] == items.account[None, :]
    labels = average_linkage(matrix, threshold, apart, FLOOR)
    return [np.flatnonzero(labels == label).tolist() for label in range(labels.max() + 1)]


def group_quotes(told: Told, entities: Mapping[tuple[int, str], str]) -> tuple[Quotes, Sequence[list[int]]]:
    """The quotes of a story and their groups."""
    items = collect(told, entities)
    model = load(__package__, "quotes")
    return items, groups(items, probabilities(items, told.chance, model), model.threshold)
