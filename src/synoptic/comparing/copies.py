"""Copies and origins: who reproduces or translates whom, and who stands behind an account.

A copy runs parallel to its original: its sentences tell what the original's tell, one to one and in
the same order (the longest increasing chain of aligned sentences).  Accounts of one event share
much of that without copying.  What they do not share is that nearly every sentence of both stands
in the chain; and, where only a part was taken over, that its sentences lie nearer to each other than
to any third account's: a translation says all that its original says, another report of the same
fact says it otherwise.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synoptic import reasons
from synoptic.comparing.told import Told
from synoptic.marking.writing import same_writing
from synoptic.types import Account, Copy, CopyKind

# Two sentences run parallel from this probability on.
PARALLEL = 0.4
FEWEST = 4  # sentences; fewer in a row can be chance
# A whole copy has this share of the sentences of both accounts in the chain, each sentence found in
# its counterpart so far on average.
WHOLE, FOUND = 0.85, 0.5
# Of a partial copy so many sentences, and so much of the shorter account, were taken over, and the
# sentences of the chain lie so much nearer to each other, on average, than to the second nearest third
# account.
TAKEN, PART, NEARER = 3, 0.3, 0.1
# A sentence was taken over if it lies so much nearer and has the same figures and dates; from
# twice as much on whatever marks were read.
SAME_MARKS = 0.5
# In one language and script the words themselves tell: so many of the shorter sentence's stand in the other.
VERBATIM = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """The longest monotone alignment of two accounts: pairs of unit numbers."""

    pairs: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Nearness:
    """How much the units find each other, both ways, and by whom else each is found.

    ``mutual`` of shape (n, n) is the lower coverage of the two directions; ``nearest`` of shape (n, 4)
    the greatest of it in the accounts where it is greatest, ``owners`` which accounts these are.
    """

    mutual: NDArray[np.floating]
    nearest: NDArray[np.floating]
    owners: NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parallel:
    """Two accounts that may be copies: the original's and the copy's index, and what speaks for it."""

    original: int
    by: int
    length: int
    found: float
    taken: int
    nearer: float
    words: float | None


def copies(told: Told) -> tuple[Copy, ...]:
    """Every copy among the accounts, in order of the copy's id; each names one original.

    Of several whole copies the earliest is the original, of partial ones that from which most was taken.
    """
    nearness = measure(told)
    chains = {pair: chain(told, *pair) for pair in candidates(told)}
    pairs = {pair: run for pair, run in chains.items() if len(run.pairs) >= FEWEST}
    whole = {pair for pair, run in pairs.items() if _is_whole(told, nearness, pair, run)}
    found: dict[str, Copy] = {}
    ranks: dict[str, tuple[float | str, ...]] = {}
    for pair, run in pairs.items():
        parallel = _parallel(told, nearness, pair, run)
        copy = _copy(told, parallel, pair in whole)
        if copy is None:
            continue
        earliest = _order(told, parallel.original)
        rank = (0, *earliest) if pair in whole else (1, -parallel.taken, *earliest)
        if copy.by not in ranks or rank < ranks[copy.by]:
            found[copy.by], ranks[copy.by] = copy, rank
    return tuple(found[by] for by in sorted(found))


def measure(told: Told) -> Nearness:
    """The nearness of all units."""
    mutual = np.minimum(told.coverage, told.coverage.T)
    firsts = np.array([numbers[0] for numbers in told.numbers if numbers], int)
    best = np.zeros((len(mutual), len(told.accounts)), mutual.dtype)
    if len(firsts):
        filled = [index for index, numbers in enumerate(told.numbers) if numbers]
        best[:, filled] = np.maximum.reduceat(mutual, firsts, axis=1)
    owners = np.argsort(-best, axis=1, kind="stable")[:, :4]
    return Nearness(mutual, np.take_along_axis(best, owners, axis=1), owners)


def candidates(told: Told) -> list[tuple[int, int]]:
    """Pairs of accounts of which so many sentences are each other's best that they could be copies."""
    filled = [index for index, numbers in enumerate(told.numbers) if numbers]
    best = np.full((len(told.chance), len(told.accounts)), -1)
    for index in filled:
        columns = np.array(told.numbers[index])
        block = told.chance[:, columns]
        place = block.argmax(axis=1)
        good = block[np.arange(len(block)), place] >= PARALLEL
        best[good, index] = columns[place[good]]
    units, accounts = np.nonzero(best >= 0)
    back = best[best[units, accounts], told.units.account[units]]
    mutual = back == units
    counted = np.zeros((len(told.accounts),) * 2, int)
    np.add.at(counted, (told.units.account[units[mutual]], accounts[mutual]), 1)
    return [(int(a), int(b)) for a, b in zip(*np.nonzero(counted >= FEWEST), strict=True) if a < b]


def chain(told: Told, first: int, second: int) -> Chain:
    """The sentences of two accounts that run parallel."""
    rows, columns = np.array(told.numbers[first], int), np.array(told.numbers[second], int)
    if not len(rows) or not len(columns):
        return Chain(pairs=())
    block = told.chance[np.ix_(rows, columns)]
    forth, back = block.argmax(axis=1), block.argmax(axis=0)
    mutual = [
        (i, int(forth[i])) for i in range(len(rows)) if block[i, forth[i]] >= PARALLEL and back[forth[i]] == i
    ]
    ordered = longest_increasing(mutual)
    return Chain(pairs=tuple((int(rows[i]), int(columns[j])) for i, j in ordered))


def longest_increasing(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of pairs, sorted by the first, in which the second rises too.

    Patience sorting: ``tails[k]`` is the pair that ends the best run of ``k + 1`` so far.
    """
    tails: list[int] = []
    before: list[int] = []
    for index, (_, value) in enumerate(pairs):
        length = bisect_left(tails, value, key=lambda tail: pairs[tail][1])
        before.append(tails[length - 1] if length else -1)
        tails[length : length + 1] = [index]
    run = []
    at = tails[-1] if tails else -1
    while at >= 0:
        run.append(pairs[at])
        at = before[at]
    return run[::-1]


def _is_whole(told: Told, nearness: Nearness, pair: tuple[int, int], run: Chain) -> bool:
    """Whether nearly every sentence of both accounts stands in the chain and is found in its counterpart."""
    longer = max(len(told.numbers[index]) for index in pair)
    return len(run.pairs) >= WHOLE * longer and _found(nearness, run) >= FOUND


def _found(nearness: Nearness, run: Chain) -> float:
    return float(np.mean([nearness.mutual[i, j] for i, j in run.pairs]))


def _parallel(told: Told, nearness: Nearness, pair: tuple[int, int], run: Chain) -> _Parallel:
    """What speaks for a copy."""
    margins = _margins(told, nearness, pair, run)
    same = [_same_marks(told, i, j) for i, j in run.pairs]
    taken = sum(
        margin >= 2 * NEARER or (margin >= NEARER and marks >= SAME_MARKS)
        for margin, marks in zip(margins, same, strict=True)
    )
    first, second = pair
    one_writing = same_writing(*(told.accounts[index].article for index in pair))
    original, by = direction(told, first, second)
    return _Parallel(
        original=original,
        by=by,
        length=len(run.pairs),
        found=_found(nearness, run),
        taken=taken,
        nearer=float(np.mean(margins)),
        words=_same_words(told, run) if one_writing else None,
    )


def _margins(told: Told, nearness: Nearness, pair: tuple[int, int], run: Chain) -> NDArray[np.float64]:
    """How much nearer the sentences of a chain lie to each other than to the second nearest third account.

    The second nearest, as the nearest may be a copy too; 0 where no third account can tell.
    """
    third = len(told.accounts) - 2
    if third < 1:
        return np.zeros(len(run.pairs))
    units = np.array(run.pairs, int)
    others = ~np.isin(nearness.owners[units], pair)
    rank = np.cumsum(others, axis=2) == min(2, third)
    at = (others & rank).argmax(axis=2)
    beside = np.take_along_axis(nearness.nearest[units], at[:, :, None], axis=2)[:, :, 0]
    margins: NDArray[np.float64] = nearness.mutual[units[:, 0], units[:, 1]] - beside.mean(axis=1)
    return margins


def _same_marks(told: Told, first: int, second: int) -> float:
    """Share of the figures and dates of two sentences that both have; a half where there is none."""
    a, b = (
        {(q.dimension, q.stated) for q in evidence.quantities} | set(evidence.dates)
        for evidence in (told.units.evidence[first], told.units.evidence[second])
    )
    return len(a & b) / len(a | b) if a | b else SAME_MARKS


def _copy(told: Told, parallel: _Parallel, whole: bool) -> Copy | None:
    total = len(told.numbers[parallel.by])
    kind: CopyKind
    if parallel.words is not None:
        if parallel.words < VERBATIM or parallel.length < PART * total:
            return None  # one writing, other words: told anew, not taken over
        kind = "verbatim" if whole else "partial"
        why = reasons.COPIED.line(n=parallel.length, total=total)
    else:
        shorter = min(total, len(told.numbers[parallel.original]))
        taken = parallel.taken >= max(TAKEN, PART * shorter) and parallel.nearer >= NEARER
        if not whole and not taken:
            return None
        kind = "translation" if whole else "partial"
        if parallel.taken:
            why = reasons.NEARER.line(n=parallel.length, total=total, taken=parallel.taken)
        else:
            why = reasons.TRANSLATED.line(n=parallel.length, total=total)
    return Copy(
        of=told.accounts[parallel.original].id,
        by=told.accounts[parallel.by].id,
        kind=kind,
        share=round(parallel.length / total, 3),
        why=why,
    )


def direction(told: Told, first: int, second: int) -> tuple[int, int]:
    """Original and copy: the earlier, the fuller where both are of one time, else by id."""
    original, by = sorted((first, second), key=lambda index: _order(told, index))
    return original, by


def _order(told: Told, index: int) -> tuple[float, int, str]:
    account = told.accounts[index]
    time = account.article.time
    return (time.timestamp() if time else float("inf"), -len(told.numbers[index]), account.id)


def _same_words(told: Told, run: Chain) -> float:
    """Share of the words in the chain's passages that both sides have, over the shorter side."""
    shared = total = 0
    for i, j in run.pairs:
        a = set(told.units.passages[i].text.lower().split())
        b = set(told.units.passages[j].text.lower().split())
        shared += len(a & b)
        total += min(len(a), len(b))
    return shared / max(1, total)


def origins(accounts: Sequence[Account], found: Sequence[Copy]) -> tuple[tuple[str, ...], ...]:
    """Accounts that go back to one text, each group in order of account, groups in order of first.

    A partial copy with reporting of its own keeps an origin of its own; it is folded only for
    the statements that it took over (:func:`origins_behind`).
    """
    parent = {copy.by: copy.of for copy in found if copy.kind != "partial"}
    groups: dict[str, list[str]] = {}
    for account in accounts:
        groups.setdefault(_root(account.id, parent), []).append(account.id)
    return tuple(tuple(group) for group in groups.values())


def origins_behind(tellers: Sequence[str], found: Sequence[Copy]) -> int:
    """How many independent origins stand behind the accounts that tell a statement.

    A copy counts with its original where the original tells the statement too.
    """
    telling = set(tellers)
    parent = {copy.by: copy.of for copy in found if copy.of in telling and copy.by in telling}
    return len({_root(account, parent) for account in telling})


def _root(article: str, parent: dict[str, str]) -> str:
    seen = {article}
    while article in parent and parent[article] not in seen:
        article = parent[article]
        seen.add(article)
    return article
