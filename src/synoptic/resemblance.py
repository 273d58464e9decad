"""How alike texts are word for word, and which of many are: shingles, MinHash, bands.

Resemblance (Jaccard) and containment of the sets of shingles of two texts are those of Broder, "On the
resemblance and containment of documents" (1997).  Among many texts, candidates are found by the MinHash
of rensa in bands (Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", chapter 3): 128 minima
are cut into 32 bands of 4, and texts that have all of one band in common are looked at.  Two texts of
resemblance s are met with probability 1 - (1 - s^4)^32: 0.88 at 0.5, 0.99 at 0.6, 0.9999 at 0.7, and
0.05 at 0.2.  What counts in the end is always the resemblance itself, never that of the minima.
"""

from __future__ import annotations

import hashlib
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import regex
from numpy.typing import NDArray
from rensa import RMinHash

# Scripts that set no spaces between words: each character is a unit, and two count as a word.
_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_UNIT = regex.compile(rf"[{_UNSPACED}]\p{{M}}*|[\p{{L}}\p{{M}}\p{{N}}--[{_UNSPACED}]]+", flags=regex.V1)
_CHARACTER = regex.compile(rf"[{_UNSPACED}]")
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")  # the same where there is no such script, and faster
_WORDS, _CHARACTERS = 3, 6
MINIMA, BANDS, ROWS = 128, 32, 4
SEED = 1
_SPREAD = np.uint64(0x9E3779B97F4A7C15)  # odd: spreads 32 bits over 64, one to one
# In a bucket so many texts that are unlike each other are held against each newcomer.
_LOOKED_AT = 16


@dataclass(frozen=True, slots=True, eq=False)
class Shingles:
    """A text as the set of its shingles: runs of three words, or six characters where none are set apart.

    ``key`` is a digest of its words in order, ``words`` how many they are (two characters for one where
    none are set apart), ``hashes`` the set, sorted, uint64 of
    shape (n,).
    """

    key: bytes
    words: int
    hashes: NDArray[np.uint64]


def shingles(text: str) -> Shingles:
    """The shingles of a text; case, punctuation and spaces do not count."""
    folded = text.casefold()
    characters = len(_CHARACTER.findall(folded))
    found = (_UNIT if characters else _WORD).findall(folded)
    units = [unit.encode("utf-8", "replace") for unit in found]
    run = _CHARACTERS if characters * 2 > len(units) else _WORDS
    return Shingles(
        key=hashlib.blake2b(b" ".join(units), digest_size=16).digest(),
        words=len(units) - characters + characters // 2,
        hashes=_hashes(units, run),
    )


def all_shingles(texts: Iterable[str]) -> list[Shingles]:
    """The shingles of each text; equal texts are cut once."""
    known: dict[str, Shingles] = {}
    return [known[text] if text in known else known.setdefault(text, shingles(text)) for text in texts]


def _hashes(units: list[bytes], run: int) -> NDArray[np.uint64]:
    """A number for each distinct run of so many units; a text of fewer is one run."""
    numbers = np.fromiter(map(zlib.crc32, units), np.uint64, len(units)) * _SPREAD
    count = max(1, len(numbers) - run + 1)
    runs = np.zeros(count, np.uint64)
    for place in range(min(run, len(numbers))):
        runs = (runs ^ numbers[place : place + count]) * _SPREAD
    return np.unique(runs)


def common(a: Shingles, b: Shingles) -> int:
    """How many shingles two texts have in common."""
    return len(np.intersect1d(a.hashes, b.hashes, assume_unique=True))


def resemblance(a: Shingles, b: Shingles) -> float:
    """The share of all shingles of two texts that both have, 0..1."""
    if a.key == b.key:
        return 1.0
    both = common(a, b)
    return both / (len(a.hashes) + len(b.hashes) - both)


def containment(inner: Shingles, outer: Shingles) -> float:
    """The share of the shingles of ``inner`` that ``outer`` has too, 0..1."""
    return common(inner, outer) / len(inner.hashes)


def alike(texts: Sequence[Shingles], same: Callable[[int, int], bool]) -> list[list[int]]:
    """Indices of texts in groups, each sorted, in order of their first.

    Two are in one group where ``same`` holds of them, or a chain of such pairs ties them.  ``same`` is
    asked of texts that share a band, of each with one of a group only: many copies of one text cost no
    more than as many texts.
    """
    groups = Groups(len(texts))
    refused: set[tuple[int, int]] = set()
    rows = minima(texts)
    for band in range(BANDS):
        buckets: defaultdict[bytes, list[int]] = defaultdict(list)
        for index, row in enumerate(rows):
            bucket = buckets[row[band * ROWS : (band + 1) * ROWS].tobytes()]
            for other in bucket:
                if groups.of(other) == groups.of(index):
                    break
                if (other, index) not in refused:
                    if same(other, index):
                        groups.join(other, index)
                        break
                    refused.add((other, index))
            else:
                if len(bucket) < _LOOKED_AT:
                    bucket.append(index)
    return groups.all()


def minima(texts: Sequence[Shingles]) -> NDArray[np.uint32]:
    """The MinHash of each text, uint32 of shape (n, ``MINIMA``); equal texts are hashed once."""
    sets = {text.key: text.hashes for text in texts}
    matrix = RMinHash.digest_matrix_from_token_hash_sets(
        [hashes.tolist() for hashes in sets.values()], num_perm=MINIMA, seed=SEED
    )
    rows = np.array(matrix.to_rows(), np.uint32).reshape(len(sets), MINIMA)
    place = {key: n for n, key in enumerate(sets)}
    return rows[[place[text.key] for text in texts]]


class Groups:
    """Indices that are joined step by step (union-find)."""

    def __init__(self, count: int) -> None:
        self._leader = list(range(count))

    def of(self, index: int) -> int:
        """The least index of a group."""
        while self._leader[index] != index:
            self._leader[index] = index = self._leader[self._leader[index]]
        return index

    def join(self, one: int, other: int) -> None:
        """Makes two groups one."""
        first, second = sorted((self.of(one), self.of(other)))
        self._leader[second] = first

    def all(self) -> list[list[int]]:
        """Every group, sorted, in order of its first index."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        for index in range(len(self._leader)):
            found[self.of(index)].append(index)
        return list(found.values())
