"""The mentions of each account that name the same thing, and how alike those of two accounts are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synoptic.comparing.alignment import Matrix, against_alternatives
from synoptic.comparing.calls import Called, alike, alike_in_part, called
from synoptic.comparing.context import context
from synoptic.comparing.told import Told
from synoptic.languages.profile import profile
from synoptic.logistic import Logistic
from synoptic.marking.gazetteer import place
from synoptic.marking.names import script
from synoptic.types import Account, EntityKind, Mention

FEATURES = (
    "sound",
    "sound_margin_low",
    "sound_margin_high",
    "same_name",
    "context",
    "context_margin_low",
    "context_margin_high",
    "same_kind",
    "same_statement",
    "part",
    "left_over",
)
# What the gazetteer knows is surer than any likeness.
SAME_PLACE, OTHER_PLACE = 0.98, 0.0
# People whose names, in one script, sound less alike are two: names of people are not translated.
UNLIKE = 0.4
# Names so alike are matched; passages that so likely tell the same have the same slots.
MATCHED, ALIGNED = 0.7, 0.5
# So many mentions of a name are enough to know its surroundings.
MENTIONS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Knot:
    """The mentions of one account that name the same thing.

    ``links`` are the identifiers of the place that the gazetteer knows under the name.
    """

    account: int
    key: str
    kind: EntityKind
    heads: tuple[str, ...]
    mentions: tuple[Mention, ...]
    links: Mapping[str, str]
    called: Called


@dataclass(frozen=True, slots=True, eq=False)
class Knots:
    """All knots of a story: ``account`` of shape (n,), ``context`` of shape (n, k), unit rows.

    ``units`` are the aligned units in which each knot's mentions stand.
    """

    knots: tuple[Knot, ...]
    account: NDArray[np.int64]
    context: NDArray[np.float32]
    units: tuple[tuple[int, ...], ...]


def collect(told: Told) -> Knots:
    """The knots of all accounts, in order of account and first mention."""
    found: list[Knot] = []
    surroundings: list[NDArray[np.float32]] = []
    for index, account in enumerate(told.accounts):
        tied = knots(index, account)
        spans = [mention for knot in tied for mention in knot.mentions[:MENTIONS]]
        rows = iter(context(account, spans, window=0))
        for knot in tied:
            found.append(knot)
            surroundings.append(np.sum([next(rows) for _ in knot.mentions[:MENTIONS]], axis=0))
    width = max((len(row) for row in surroundings), default=1)
    stacked = np.stack(surroundings) if surroundings else np.zeros((0, width), np.float32)
    lengths = np.maximum(np.linalg.norm(stacked, axis=1, keepdims=True), 1e-9)
    return Knots(
        knots=tuple(found),
        account=np.array([knot.account for knot in found], np.int64),
        context=(stacked / lengths).astype(np.float32),
        units=tuple(
            tuple(sorted({told.unit_at(k.account, m.start) for m in k.mentions} - {-1})) for k in found
        ),
    )


def knots(index: int, account: Account) -> list[Knot]:
    """The entities of one account, in order of first mention."""
    tied: dict[str, list[Mention]] = {}
    for mention in account.marks.mentions:
        tied.setdefault(mention.entity, []).append(mention)
    found = []
    for key, mentions in tied.items():
        kinds = Counter(mention.kind for mention in mentions)
        kind = min(kinds, key=lambda one: (-kinds[one], one))
        heads = tuple(dict.fromkeys(mention.head for mention in mentions))
        links = place(max(heads, key=len), account.article.lang) if kind == "place" else None
        found.append(
            Knot(
                account=index,
                key=key,
                kind=kind,
                heads=heads,
                mentions=tuple(mentions),
                links=links or {},
                called=called(heads, kind, profile(account.article.lang)),
            )
        )
    return found


def features(items: Knots, chance: Matrix) -> tuple[NDArray[np.int64], NDArray[np.int64], Matrix]:
    """Row and column of every pair of knots of two accounts, and its features (pairs, 11).

    ``chance`` is the probability matrix of the aligned units.
    """
    sound = sounds(items.knots)
    surroundings = (items.context @ items.context.T).astype(np.float64)
    sound_margin, _ = against_alternatives(sound, items.account)
    context_margin, _ = against_alternatives(surroundings, items.account)
    parts = _parts(items.knots)
    rows, columns = np.nonzero(items.account[:, None] < items.account[None, :])
    left = left_over(items, _matched(items.knots, np.maximum(sound, parts)), chance)
    kinds = np.array([knot.kind for knot in items.knots])

    def both(matrix: Matrix) -> tuple[Matrix, Matrix]:
        forth, back = matrix[rows, columns], matrix[columns, rows]
        return np.minimum(forth, back), np.maximum(forth, back)

    values = [
        sound[rows, columns],
        *both(sound_margin),
        (sound[rows, columns] >= 0.999).astype(float),
        surroundings[rows, columns],
        *both(context_margin),
        (kinds[rows] == kinds[columns]).astype(float),
        together(items, chance)[rows, columns],
        parts[rows, columns],
        left[rows, columns],
    ]
    return rows, columns, np.stack(values, axis=1) if len(rows) else np.zeros((0, len(FEATURES)))


def _parts(found: Sequence[Knot]) -> Matrix:
    """How alike the one word of a person's name is to a word of another's fuller name, (n, n)."""
    return _of_calls(found, alike_in_part)


def sounds(found: Sequence[Knot]) -> Matrix:
    """How alike the names of two knots sound, (n, n), 0..1: the best of their forms."""
    return _of_calls(found, alike)


def _of_calls(found: Sequence[Knot], measure: Callable[[Called, Called], float]) -> Matrix:
    """A measure of what two knots of different accounts are called, worked out once for each two calls."""
    numbers: dict[Called, int] = {}
    own = np.array([numbers.setdefault(knot.called, len(numbers)) for knot in found], np.int64)
    matrix = np.zeros((len(numbers),) * 2)
    calls = list(numbers)
    for i, first in enumerate(calls):
        for j, second in enumerate(calls[: i + 1]):
            matrix[i, j] = matrix[j, i] = measure(first, second)
    spread = matrix[np.ix_(own, own)]
    account = np.array([knot.account for knot in found], np.int64)
    spread[account[:, None] == account[None, :]] = 0.0
    np.fill_diagonal(spread, 1.0)
    return spread


def same_place(first: Knot, second: Knot) -> bool | None:
    """Whether the gazetteer knows both names as one place; None where it does not know one of them."""
    if not first.links or not second.links:
        return None
    return any(key != "country" and second.links.get(key) == first.links[key] for key in first.links)


def _matched(found: Sequence[Knot], alike: Matrix) -> NDArray[np.bool_]:
    """Which knots are alike enough to be of one name, or are one known place, (n, n)."""
    matched: NDArray[np.bool_] = alike >= MATCHED
    linked = [index for index, knot in enumerate(found) if knot.links]
    for i in linked:
        for j in linked:
            matched[i, j] |= bool(same_place(found[i], found[j]))
    return matched


def left_over(items: Knots, matched: NDArray[np.bool_], chance: Matrix) -> Matrix:
    """How surely two knots stand in one slot, (n, n).

    That is in passages that tell the same, where all other names of their kind are ``matched`` (n, n)
    on both sides, and they are what is left.  It ties names that are translated ("Siebenbürgen",
    "Transylvania").
    """
    by_unit: dict[int, list[int]] = {}
    for index, units in enumerate(items.units):
        for unit in units:
            by_unit.setdefault(unit, []).append(index)
    left = np.zeros(matched.shape)
    named = sorted(by_unit)
    aligned = np.triu(chance[np.ix_(named, named)] >= ALIGNED, 1)
    for a, b in np.argwhere(aligned).tolist():
        first, second = by_unit[named[a]], by_unit[named[b]]
        ours = [index for index in first if not matched[index, second].any()]
        theirs = [index for index in second if not matched[first, index].any()]
        for kind in sorted({items.knots[index].kind for index in ours}):
            one = [index for index in ours if items.knots[index].kind == kind]
            other = [index for index in theirs if items.knots[index].kind == kind]
            if len(one) == len(other) == 1:
                i, j = one[0], other[0]
                left[i, j] = left[j, i] = max(left[i, j], chance[named[a], named[b]])
    return left


def together(items: Knots, chance: Matrix) -> NDArray[np.float32]:
    """How surely two knots are named in passages that tell the same, (n, n)."""
    beside = np.zeros((len(items.knots),) * 2, np.float32)
    placed = np.array([index for index, units in enumerate(items.units) if units], np.int64)
    if len(placed):
        starts = np.cumsum([0, *(len(items.units[index]) for index in placed)])[:-1]
        flat = np.concatenate([np.array(items.units[index], np.int64) for index in placed])
        best = np.maximum.reduceat(chance[:, flat], starts, axis=1)
        beside[np.ix_(placed, placed)] = np.maximum.reduceat(best[flat], starts, axis=0)
    return beside


def probabilities(items: Knots, chance: Matrix, model: Logistic) -> Matrix:
    """Symmetric matrix (n, n) of the probability that two knots name the same."""
    matrix = np.zeros((len(items.knots),) * 2)
    rows, columns, values = features(items, chance)
    chances = model.probability(values)
    likeness = np.maximum(values[:, FEATURES.index("sound")], values[:, FEATURES.index("part")])
    for at, (i, j) in enumerate(zip(rows, columns, strict=True)):
        known = same_place(items.knots[i], items.knots[j])
        if known is not None:
            chances[at] = SAME_PLACE if known else OTHER_PLACE
        elif likeness[at] < UNLIKE and _people_of_one_script(items.knots[i], items.knots[j]):
            chances[at] = 0.0
    matrix[rows, columns] = matrix[columns, rows] = chances
    return matrix


def _people_of_one_script(first: Knot, second: Knot) -> bool:
    """Whether both are people whose names are written in letters of one script."""
    people = first.kind == second.kind == "person"
    return people and script(first.heads[0]) == script(second.heads[0])
