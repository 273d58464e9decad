"""Copies and origins: who reproduces or translates whom, and who stands behind an account.

A copy runs parallel to its original: most of its sentences tell what the original tells, one to
one and in the same order (the longest increasing chain of aligned sentences).  Accounts of one
event share much without copying; what they do not share is order and coverage at once.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from synoptic.comparing.told import Told
from synoptic.types import Account, Copy

# Two sentences run parallel from this probability on.
PARALLEL = 0.5
# A whole copy has this share of its sentences in the chain, a partial one this; and so much of
# the two accounts' shared matter must stand in the same order.
WHOLE, PART = 0.8, 0.5
ORDERED = 0.85
FEWEST = 4  # sentences; fewer in a row can be chance
# Words of the same language count as verbatim where the pieces of the chain are the same words.
VERBATIM = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """The longest monotone alignment of two accounts: pairs of unit numbers, and what it leaves out.

    ``shared`` counts the pairs that are each other's best match, in any order.
    """

    pairs: tuple[tuple[int, int], ...]
    shared: int


def chain(told: Told, first: int, second: int) -> Chain:
    """The sentences of two accounts that run parallel."""
    rows, columns = np.array(told.numbers[first], int), np.array(told.numbers[second], int)
    if not len(rows) or not len(columns):
        return Chain(pairs=(), shared=0)
    block = told.chance[np.ix_(rows, columns)]
    mutual = [
        (i, int(block[i].argmax()))
        for i in range(len(rows))
        if block[i].max() >= PARALLEL and block[:, int(block[i].argmax())].argmax() == i
    ]
    ordered = longest_increasing(mutual)
    return Chain(pairs=tuple((int(rows[i]), int(columns[j])) for i, j in ordered), shared=len(mutual))


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


def copies(told: Told) -> tuple[Copy, ...]:
    """Every copy among the accounts; of several possible originals, the closest is named."""
    found: dict[str, Copy] = {}
    for first, second in combinations(range(len(told.accounts)), 2):
        copy = _copy(told, first, second)
        if copy is not None and (copy.by not in found or copy.share > found[copy.by].share):
            found[copy.by] = copy
    return tuple(found[by] for by in sorted(found))


def _copy(told: Told, first: int, second: int) -> Copy | None:
    run = chain(told, first, second)
    length = len(run.pairs)
    if length < FEWEST or length < ORDERED * run.shared:
        return None
    original, by = direction(told, first, second)
    share = length / max(1, len(told.numbers[by]))
    if share < PART:
        return None
    same = told.accounts[first].article.lang == told.accounts[second].article.lang
    if same and _same_words(told, run) < VERBATIM:
        return None  # one language, other words: told anew, not taken over
    kind = "partial" if share < WHOLE else "verbatim" if same else "translation"
    manner = "word for word" if same else "translated"
    return Copy(
        of=told.accounts[original].id,
        by=told.accounts[by].id,
        kind=kind,  # type: ignore[arg-type]
        share=round(share, 3),
        why=f"{length} of {len(told.numbers[by])} sentences, {manner}, in its order",
    )


def direction(told: Told, first: int, second: int) -> tuple[int, int]:
    """Original and copy: the earlier, the fuller where both are of one time, else by id."""
    accounts = told.accounts

    def key(index: int) -> tuple[float, int, str]:
        time = accounts[index].article.time
        return (time.timestamp() if time else float("inf"), -len(told.numbers[index]), accounts[index].id)

    original, by = sorted((first, second), key=key)
    return original, by


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
