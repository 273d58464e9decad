"""The mentions of each account that name the same thing, and how alike those of two accounts are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

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
# From here on two names sound the same.
SAME_NAME = 0.999
# Knots whose pairs are judged at once, to bound memory.
PORTION = 256
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


@dataclass(frozen=True, slots=True, eq=False)
class _Views:
    """What is known of every two knots, matrices (n, n); in large stories they are most of what is held.

    ``places`` is 1 where the gazetteer knows both names as one place, 0 as two, -1 where it does not know.
    """

    sound: Matrix
    sound_margin: Matrix
    context: Matrix
    context_margin: Matrix
    together: Matrix
    parts: Matrix
    left: Matrix
    places: NDArray[np.int8]


def _views(items: Knots, chance: Matrix) -> _Views:
    sound, parts = sounds(items.knots), _parts(items.knots)
    context = items.context @ items.context.T
    places = _known_places(items.knots)
    matched = (np.maximum(sound, parts) >= MATCHED) | (places == 1)
    return _Views(
        sound=sound,
        sound_margin=against_alternatives(sound, items.account)[0],
        context=context,
        context_margin=against_alternatives(context, items.account)[0],
        together=together(items, chance),
        parts=parts,
        left=left_over(items, matched, chance),
        places=places,
    )


def features(items: Knots, chance: Matrix) -> tuple[NDArray[np.int64], NDArray[np.int64], Matrix]:
    """Row and column of every pair of knots of two accounts, and its features (pairs, 11).

    ``chance`` is the probability matrix of the aligned units.
    """
    rows, columns = np.nonzero(items.account[:, None] < items.account[None, :])
    return rows, columns, _values(items, _views(items, chance), rows, columns)


def _values(items: Knots, views: _Views, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> Matrix:
    """The features of some pairs."""

    def both(matrix: Matrix) -> tuple[Matrix, Matrix]:
        forth, back = matrix[rows, columns], matrix[columns, rows]
        return np.minimum(forth, back), np.maximum(forth, back)

    kinds = np.array([knot.kind for knot in items.knots])
    sound = views.sound[rows, columns]
    values = [
        sound,
        *both(views.sound_margin),
        sound >= SAME_NAME,
        views.context[rows, columns],
        *both(views.context_margin),
        kinds[rows] == kinds[columns],
        views.together[rows, columns],
        views.parts[rows, columns],
        views.left[rows, columns],
    ]
    return np.stack([np.asarray(value, np.float64) for value in values], axis=1)


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
    matrix = np.zeros((len(numbers),) * 2, np.float32)
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


def _known_places(found: Sequence[Knot]) -> NDArray[np.int8]:
    """What :func:`same_place` says of every two knots, (n, n), worked out once for each two places."""
    numbers: dict[tuple[tuple[str, str], ...], int] = {}
    firsts: list[Knot] = []
    own = []
    for knot in found:
        number = numbers.setdefault(tuple(sorted(knot.links.items())), len(numbers))
        firsts += [knot] if number == len(firsts) else []
        own.append(number)
    table = np.full((len(firsts),) * 2, -1, np.int8)
    for i, first in enumerate(firsts):
        for j, second in enumerate(firsts):
            known = same_place(first, second)
            table[i, j] = -1 if known is None else known
    return table[np.ix_(own, own)]


def left_over(items: Knots, matched: NDArray[np.bool_], chance: Matrix) -> Matrix:
    """How surely two knots stand in one slot, (n, n).

    That is in passages that tell the same, where all other names of their kind are ``matched`` (n, n)
    on both sides, and they are what is left.  It ties names that are translated ("Siebenbürgen",
    "Transylvania").
    """
    named = sorted({unit for units in items.units for unit in units})
    left = np.zeros(matched.shape, np.float32)
    if not named:
        return left
    place = {unit: number for number, unit in enumerate(named)}
    at = [(place[unit], index) for index, units in enumerate(items.units) for unit in units]
    inside = csr_matrix(
        (np.ones(len(at), bool), tuple(np.array(at).T)), shape=(len(named), len(items.knots)), dtype=bool
    )
    # Which knots find none of their name in which units.
    alone = ~np.asarray((inside @ matched.T).T, bool)
    likely = chance[np.ix_(named, named)]
    kinds = np.array([knot.kind for knot in items.knots])
    numbers = np.arange(len(kinds), dtype=np.int32)
    for kind in sorted(set(kinds.tolist())):
        of_kind = inside.astype(np.int32).multiply(kinds == kind).tocsr()
        one = (of_kind @ alone.astype(np.int32)) == 1
        first, second = np.nonzero(np.triu(likely >= ALIGNED, 1) & one & one.T)
        which = of_kind @ (alone * numbers[:, None])
        i, j = which[first, second], which[second, first]
        np.maximum.at(left, (i, j), likely[first, second])
    return np.maximum(left, left.T)


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
    size = len(items.knots)
    matrix = np.zeros((size, size))
    views = _views(items, chance)
    person = np.array([knot.kind == "person" for knot in items.knots], bool)
    written = np.array([script(knot.heads[0]) for knot in items.knots])
    for start in range(0, size, PORTION):
        some = items.account[start : start + PORTION, None] < items.account[None, :]
        rows, columns = np.nonzero(some)
        rows += start
        chances = model.probability(_values(items, views, rows, columns))
        unlike = np.maximum(views.sound[rows, columns], views.parts[rows, columns]) < UNLIKE
        people = person[rows] & person[columns] & (written[rows] == written[columns])
        known = views.places[rows, columns]
        chances[people & unlike] = 0.0
        chances[known == 1] = SAME_PLACE
        chances[known == 0] = OTHER_PLACE
        matrix[rows, columns] = matrix[columns, rows] = chances
    return matrix
