"""Articles with the same words, or nearly, which need to be looked at only once.

Nearly the same are long texts of which 90% resemble each other and whose numbers are all the same: the
reports that an agency's machine writes of every earthquake differ in their numbers, if in little else.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

import regex

from synoptic.grouping.times import day_number, order_key
from synoptic.resemblance import Shingles, alike, all_shingles, resemblance
from synoptic.types import Account

# Texts of fewer words can be the same by chance ("Live updates").
FEWEST_WORDS = 12
# Texts of fewer words say too little for nearly the same words to mean the same.
LONG = 60
NEARLY = 0.9
_NUMBER = regex.compile(r"\p{Nd}+")


def duplicates(accounts: Sequence[Account], window_days: float) -> list[list[int]]:
    """Indices of accounts, those of one text together, each list in order of time.

    Only letters and digits count.  The same words published again later than the window are
    another matter; without a time they belong to the first who had them.
    """
    texts: dict[bytes, list[int]] = defaultdict(list)
    groups: list[list[int]] = []
    of: dict[bytes, Shingles] = {}
    for index, text in enumerate(all_shingles(account.article.text for account in accounts)):
        if text.words < FEWEST_WORDS:
            groups.append([index])
            continue
        texts[text.key].append(index)
        of.setdefault(text.key, text)
    for keys in _nearly(of, {key: accounts[same[0]].article.text for key, same in texts.items()}):
        groups += _by_time(accounts, [index for key in keys for index in texts[key]], window_days)
    return sorted(groups)


def _nearly(texts: dict[bytes, Shingles], words: dict[bytes, str]) -> list[list[bytes]]:
    """Keys of texts that differ, those that differ in next to nothing together."""
    keys = list(texts)
    numbers = {key: sorted(_NUMBER.findall(text)) for key, text in words.items()}

    def same(one: int, other: int) -> bool:
        a, b = texts[keys[one]], texts[keys[other]]
        return (
            min(a.words, b.words) >= LONG
            and numbers[keys[one]] == numbers[keys[other]]
            and resemblance(a, b) >= NEARLY
        )

    groups = alike([texts[key] for key in keys], same) if len(keys) > 1 else [[n] for n in range(len(keys))]
    return [[keys[index] for index in group] for group in groups]


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
