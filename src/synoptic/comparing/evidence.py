"""What the marks of two passages say on whether they tell the same.

An equal figure or date is strong evidence, the more so the fewer passages of the story have it;
an unequal one is weak, as accounts that tell the same do differ in figures.  Names are compared
by their consonants and by the places that they mean, so that script and inflection do not matter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence, Set
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from synoptic.comparing.quantities import Quantity, all_compatible, all_equal, quantity
from synoptic.marking.gazetteer import place
from synoptic.marking.names import skeleton
from synoptic.types import Account, Mention, Passage

FEATURES = (
    "figure_equal",
    "figure_compatible",
    "figure_in_one",
    "date_equal",
    "names_shared",
    "places_shared",
    "other_person",
)
T = TypeVar("T")
Pairs = NDArray[np.int64]
Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The marks of one passage: each set holds what can be compared with another passage's.

    ``names`` are the consonants of the words of every name, ``persons`` those of persons alone,
    ``places`` what the gazetteer knows of the places.
    """

    quantities: frozenset[Quantity]
    dates: frozenset[str]
    names: frozenset[str]
    places: frozenset[str]
    persons: frozenset[str]


def gather(passages: Sequence[Passage], accounts: Sequence[Account]) -> list[Evidence]:
    """The marks that stand in each passage."""
    by_id = {account.id: account for account in accounts}
    return [_evidence(passage, by_id[passage.article]) for passage in passages]


def _evidence(passage: Passage, account: Account) -> Evidence:
    marks = account.marks
    mentions = [m for m in marks.mentions if passage.start <= m.start < passage.end]
    return Evidence(
        quantities=frozenset(quantity(f) for f in marks.figures if passage.start <= f.start < passage.end),
        dates=frozenset(d.iso for d in marks.dates if passage.start <= d.start < passage.end),
        names=frozenset(chain.from_iterable(map(_sounds, mentions))),
        places=frozenset(
            chain.from_iterable(_links(m, account.article.lang) for m in mentions if m.kind == "place")
        ),
        persons=frozenset(chain.from_iterable(_sounds(m) for m in mentions if m.kind == "person")),
    )


def _links(mention: Mention, lang: str) -> Iterable[str]:
    """What a place and its country are numbered; the consonants of a place that is not known."""
    links = place(mention.head, lang)
    return links.values() if links else _sounds(mention)


def _sounds(mention: Mention) -> Iterable[str]:
    return (word for word in skeleton(mention.head).split() if len(word) > 1)


def pair_features(found: Sequence[Evidence], rows: Pairs, columns: Pairs) -> Values:
    """The features of :data:`FEATURES` for pairs of passages, (pairs, 7)."""
    has_figure = np.array([bool(evidence.quantities) for evidence in found])
    equal, alike = _figures(found, rows, columns)
    persons = [evidence.persons for evidence in found]
    has_person = np.array([bool(names) for names in persons])
    shared = _shared(persons, rows, columns, rarity=False)
    values = [
        equal,
        alike & (equal == 0),
        has_figure[rows] != has_figure[columns],
        _dates(found, rows, columns),
        _shared([evidence.names for evidence in found], rows, columns, rarity=True),
        _shared([evidence.places for evidence in found], rows, columns, rarity=True),
        has_person[rows] & has_person[columns] & (shared == 0),
    ]
    return np.stack([np.asarray(value, np.float64) for value in values], axis=1)


def _figures(found: Sequence[Evidence], rows: Pairs, columns: Pairs) -> tuple[Values, NDArray[np.bool_]]:
    """How telling the rarest equal figure of each pair is, 0..1, and whether it has compatible ones."""
    sets = [evidence.quantities for evidence in found]
    known = sorted(set().union(*sets), key=lambda q: (str(q.dimension), q.stated, q.low, q.high))
    if not known:
        return np.zeros(len(rows)), np.zeros(len(rows), bool)
    spread = Counter(chain.from_iterable({(q.dimension, q.stated) for q in some} for some in sets))
    # Two passages that share a value are the best case; one of many that have it says less.
    weight = np.array([min(1.0, (2 / spread[q.dimension, q.stated]) ** 0.5) for q in known])
    weight[[q.stated == 1 for q in known]] = 0
    equal = csr_matrix(all_equal(known), dtype=float)
    fits = csr_matrix(all_compatible(known, known), dtype=float)
    holds = _table(sets, {value: number for number, value in enumerate(known)})
    near = _both(holds @ equal, holds, rows, columns)
    near.data = np.minimum(near.data, 1.0)
    telling = near.multiply(weight[None, :]).tocsr().max(axis=1).toarray()[:, 0]
    alike = _both(holds @ fits, holds, rows, columns)
    return telling, np.asarray(alike.sum(axis=1))[:, 0] > 0


def _dates(found: Sequence[Evidence], rows: Pairs, columns: Pairs) -> NDArray[np.bool_]:
    """Whether a pair has a date in common, as exact as the less exact of the two says it."""
    sets = [evidence.dates for evidence in found]
    known = sorted(set().union(*sets))
    if not known:
        return np.zeros(len(rows), bool)
    same = _table_of(known, lambda a, b: a.startswith(b) or b.startswith(a))
    holds = _table(sets, {value: number for number, value in enumerate(known)})
    both = _both(holds @ same, holds, rows, columns)
    return np.asarray(both.sum(axis=1))[:, 0] > 0


def _shared(sets: Sequence[Set[Hashable]], rows: Pairs, columns: Pairs, *, rarity: bool) -> Values:
    """What pairs have in common: how many, or the sum of how rare each is in the story."""
    spread = Counter(chain.from_iterable(sets))
    if not spread:
        return np.zeros(len(rows))
    known = sorted(spread, key=str)
    holds = _table(sets, {value: number for number, value in enumerate(known)})
    weight = (
        np.log(len(sets) / np.array([spread[value] for value in known])) if rarity else np.ones(len(known))
    )
    both = _both(holds, holds, rows, columns).multiply(weight[None, :])
    return np.asarray(both.sum(axis=1), np.float64)[:, 0]


def _table_of(known: Sequence[T], holds: Callable[[T, T], bool]) -> csr_matrix:
    """Which values agree with which: ones in a sparse symmetric matrix."""
    places = [(i, j) for i, a in enumerate(known) for j, b in enumerate(known) if holds(a, b)]
    rows, columns = zip(*places, strict=True)
    return csr_matrix((np.ones(len(places)), (rows, columns)), shape=(len(known), len(known)))


def _table(sets: Sequence[Set[Hashable]], number: dict[Hashable, int]) -> csr_matrix:
    """Which passage has which value: ones in a sparse matrix (passages, values)."""
    places = [(row, number[value]) for row, some in enumerate(sets) for value in some]
    rows, columns = zip(*sorted(places), strict=True) if places else ((), ())
    return csr_matrix((np.ones(len(places)), (rows, columns)), shape=(len(sets), len(number)))


def _both(first: csr_matrix, second: csr_matrix, rows: Pairs, columns: Pairs) -> csr_matrix:
    """Where the row of one table and the column's row of another both have a value."""
    return csr_matrix(first[rows].multiply(second[columns]))
