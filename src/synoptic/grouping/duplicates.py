"""Articles with the same words, or nearly, which need to be looked at only once.

Nearly the same are long texts of which 90% resemble each other and whose numbers are all the same: the
reports that an agency's machine writes of every earthquake differ in their numbers, if in little else.
Texts that a chain of such pairs ties are one, so that it does not matter in which order they come.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import regex

from synoptic.grouping.arrays import Ragged, Rows
from synoptic.grouping.times import Order, order_key
from synoptic.resemblance import MINIMA, Shingles, minima, resemblance, shingles
from synoptic.types import Account

# Texts of fewer words can be the same by chance ("Live updates").
FEWEST_WORDS = 12
# Texts of fewer words say too little for nearly the same words to mean the same.
LONG = 60
NEARLY = 0.9
# Texts that have so many minima in a row in common are looked at: of those that resemble each other by
# 0.9, one in ten thousand pairs is missed.
ROWS = 8
# So many digests wait in a dictionary until they are sorted in among the others.
FRESH = 65_536
_NUMBER = regex.compile(r"\p{Nd}+")


@dataclass(frozen=True, slots=True, eq=False)
class Fingerprint:
    """What tells whether two texts are the same: ``cut`` into shingles, and of a long text its ``bands``.

    Only texts that have a band in common can be nearly the same.
    """

    cut: Shingles
    bands: tuple[bytes, ...] = ()


@lru_cache(maxsize=256)  # Copies of one text come together, and are cut once.
def fingerprint(text: str) -> Fingerprint | None:
    """The fingerprint of a text; None for one too short.  Only letters and digits count."""
    cut = shingles(text)
    if cut.words < FEWEST_WORDS:
        return None
    if cut.words < LONG:
        return Fingerprint(cut)
    numbers = " ".join(sorted(_NUMBER.findall(text))).encode()
    row = minima([cut])[0]
    bands = (
        numbers + bytes([start]) + row[start : start + ROWS].tobytes() for start in range(0, MINIMA, ROWS)
    )
    return Fingerprint(cut, tuple(hashlib.blake2b(band, digest_size=8).digest() for band in bands))


class Numbered:
    """A number for each of many digests of eight bytes; a dictionary of them would take ten times as much."""

    def __init__(self) -> None:
        self._fresh: dict[bytes, int] = {}
        self._digests, self._numbers = np.zeros(0, np.uint64), np.zeros(0, np.int64)

    def put(self, digest: bytes, number: int) -> None:
        """Gives a new digest its number."""
        self._fresh[digest] = number
        if len(self._fresh) >= max(FRESH, len(self._digests) // 4):
            digests = np.frombuffer(b"".join(self._fresh), np.uint64)
            numbers = np.fromiter(self._fresh.values(), np.int64, len(self._fresh))
            order = np.argsort(digests)
            place = np.searchsorted(self._digests, digests[order])
            self._digests = np.insert(self._digests, place, digests[order])
            self._numbers = np.insert(self._numbers, place, numbers[order])
            self._fresh.clear()

    def numbers(self, digests: Sequence[bytes]) -> list[int | None]:
        """The number of each, None for one that is new."""
        if not len(self._digests):
            return [self._fresh.get(digest) for digest in digests]
        wanted = np.frombuffer(b"".join(digests), np.uint64)
        place = np.minimum(np.searchsorted(self._digests, wanted), len(self._digests) - 1)
        known = (self._digests[place] == wanted).tolist()
        numbers = self._numbers[place].tolist()
        return [
            number if here else self._fresh.get(digest)
            for here, number, digest in zip(known, numbers, digests, strict=True)
        ]


class Texts:
    """Texts that came so far, those that are the same or nearly in one group, known by the key of one."""

    def __init__(self) -> None:
        self._leader: dict[bytes, bytes] = {}
        # The long texts by number, and their shingles.
        self._keys: list[bytes] = []
        self._shingles, self._hashes = Ragged(), Rows(np.uint64)
        # By band the number of the one text that has it; where several have, their numbers by group.
        self._only = Numbered()
        self._band: dict[bytes, dict[bytes, list[int]]] = {}

    def group(self, text: Fingerprint) -> tuple[bytes, list[bytes]]:
        """The group of a text, and the groups that it ties to it and that are no more."""
        key = text.cut.key
        if key in self._leader:
            return self._of(key), []
        self._leader[key] = key
        return key, self._ended(text) if text.bands else []

    def _ended(self, text: Fingerprint) -> list[bytes]:
        """Takes in a long text; the groups that it ties to its own."""
        key, mine = text.cut.key, len(self._keys)
        self._keys.append(key)
        self._shingles.extend([len(text.cut.hashes)])
        self._hashes.extend(text.cut.hashes)
        ended: list[bytes] = []
        refused: set[int] = set()
        for band, only in zip(text.bands, self._only.numbers(text.bands), strict=True):
            if only is None and band not in self._band:
                self._only.put(band, mine)
                continue
            kept = self._band.setdefault(band, {} if only is None else {self._keys[only]: [only]})
            for leader, members in self._groups(kept):
                if leader != key and self._any(text.cut, members, refused):
                    self._leader[leader] = key
                    ended.append(leader)
            kept.setdefault(key, []).append(mine)
        return ended

    def _any(self, text: Shingles, members: list[int], refused: set[int]) -> bool:
        """Whether a text is nearly the same as any of these."""
        for member in members:
            if member in refused:
                continue
            start, end = self._shingles.starts[[member, member + 1]]
            hashes = self._hashes.values[start:end].astype(np.uint64, copy=False)
            if resemblance(text, replace(text, key=self._keys[member], hashes=hashes)) >= NEARLY:
                return True
            refused.add(member)
        return False

    def _groups(self, kept: dict[bytes, list[int]]) -> Iterator[tuple[bytes, list[int]]]:
        """The groups that have texts with a band, with these; those that became one are put together."""
        for leader in list(kept):
            if (now := self._of(leader)) != leader:
                kept.setdefault(now, []).extend(kept.pop(leader))
        yield from list(kept.items())

    def _of(self, key: bytes) -> bytes:
        while self._leader[key] != key:
            self._leader[key] = key = self._leader[self._leader[key]]
        return key


def together(orders: Sequence[Order], window_days: float) -> list[list[Order]]:
    """Articles of one text, given in order of time, cut where more than the window lies between two.

    The same words published again later than that are another matter; without a time they belong
    to the first who had them.
    """
    groups: list[list[Order]] = []
    last = 0.0
    for order in orders:
        undated, time, _ = order
        if groups and undated:
            groups[0].append(order)
            continue
        if not groups or time - last > window_days:
            groups.append([])
        groups[-1].append(order)
        last = time
    return groups


def duplicates(accounts: Sequence[Account], window_days: float) -> list[list[int]]:
    """Indices of accounts, those of one text together, each list in order of time."""
    texts, found = Texts(), defaultdict[bytes | int, list[int]](list)
    for index, account in enumerate(accounts):
        print_ = fingerprint(account.article.text)
        if print_ is None:
            found[index].append(index)
            continue
        key, ended = texts.group(print_)
        found[key] += [index, *(one for gone in ended for one in found.pop(gone))]
    groups = []
    for same in found.values():
        place = {order_key(accounts[index].article): index for index in same}
        groups += [[place[order] for order in group] for group in together(sorted(place), window_days)]
    return sorted(groups)
