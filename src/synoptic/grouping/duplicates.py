"""Articles with the same words, which need to be looked at only once."""

from __future__ import annotations

import hashlib
import math
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

import regex

from synoptic.grouping.times import day_number, order_key
from synoptic.types import Account

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
# Texts of fewer words can be the same by chance ("Live updates").
_FEWEST_WORDS = 12


def duplicates(accounts: Sequence[Account], window_days: float) -> list[list[int]]:
    """Indices of accounts, those of one text together, each list in order of time.

    Only letters and digits count.  The same words published again later than the window are
    another matter; without a time they belong to the first who had them.
    """
    texts: dict[bytes, list[int]] = defaultdict(list)
    groups: list[list[int]] = []
    for index, account in enumerate(accounts):
        words = [word.casefold() for word in _WORD.findall(account.article.text)]
        if len(words) < _FEWEST_WORDS:
            groups.append([index])
            continue
        texts[hashlib.blake2b(" ".join(words).encode("utf-8", "replace")).digest()].append(index)
    for same in texts.values():
        groups += _by_time(accounts, same, window_days)
    return sorted(groups)


def _by_time(accounts: Sequence[Account], same: list[int], window_days: float) -> list[list[int]]:
    """The indices cut where more than the window lies between one and the next."""
    ordered = sorted(same, key=lambda index: order_key(accounts[index].article))
    times = {index: day_number(accounts[index].article) for index in ordered}
    groups = [[ordered[0]]]
    for before, index in pairwise(ordered):
        if math.isnan(times[index]):
            groups[0].append(index)
        elif times[index] - times[before] > window_days:
            groups.append([index])
        else:
            groups[-1].append(index)
    return groups
