"""The part of a sentence that tells a statement, where the sentence tells two.

A second telling is the run of clauses that the other tellings of the statement match better than
those of the sentence's first statement do.  Clauses end at commas and their kin in all scripts; a
sentence without one inside stays whole.  What is cut out stands verbatim in the text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from synoptic.comparing.late import mapped_states
from synoptic.comparing.statements import Cluster
from synoptic.comparing.told import Told
from synoptic.encoding.space import space
from synoptic.types import Passage

# So many other tellings are enough to see which part is meant.
TELLINGS = 12
# A part of fewer letters and digits says too little alone.
SHORTEST = 8


class Parts:
    """Finds the passages of second tellings; maps the token states of those that it needs at once."""

    def __init__(self, told: Told) -> None:
        self._told = told
        self._homes: dict[int, Cluster] = {}
        for cluster in told.clusters:
            for member in cluster.members:
                if member not in cluster.second:
                    self._homes[member] = cluster
        self._states = dict(self._mapped())

    def passage(self, cluster: Cluster, member: int) -> Passage:
        """What a member tells of a statement: the whole sentence if that is its first, else a part."""
        whole = self._told.units.passages[member]
        home = self._homes.get(member)
        if member not in cluster.second or home is None:
            return whole
        gain = self._matched(member, cluster) - self._matched(member, home)
        pieces = self._told.units.encodings[member].pieces
        start, end = trim(whole.text, *best_run(clause_cuts(whole.text), pieces, gain))
        if sum(map(str.isalnum, whole.text[start:end])) < SHORTEST:
            return whole
        account = self._told.accounts[int(self._told.units.account[member])]
        return account.article.passage(whole.start + start, whole.start + end)

    def _matched(self, member: int, cluster: Cluster) -> NDArray[np.float64]:
        """For each piece of a passage, the mean of its greatest cosine with each other telling."""
        own = self._states[member]
        others = [other for other in cluster.members if other != member]
        if not others:
            return np.zeros(len(own))
        best = [(own @ self._states[other].T).max(axis=1) for other in others[:TELLINGS]]
        return np.asarray(np.mean(best, axis=0), np.float64)

    def _mapped(self) -> Iterator[tuple[int, NDArray[np.float32]]]:
        """The unit states of second tellings, and of the passages that these are held against."""
        needed: set[int] = set()
        for cluster in self._told.clusters:
            for member in sorted(cluster.second & self._homes.keys()):
                needed.add(member)
                for statement in (cluster, self._homes[member]):
                    needed.update(statement.members[: TELLINGS + 1])
        if needed:
            units = sorted(needed)
            encodings = [self._told.units.encodings[unit] for unit in units]
            learnt = space(encodings[0].states.shape[1])
            yield from zip(units, mapped_states(encodings, learnt, learnt.mean), strict=True)


def clause_cuts(text: str) -> list[int]:
    """Where clauses begin, 0 and the end included: behind commas, colons and dashes, not those in numbers."""
    inside = []
    for index in range(1, len(text) - 1):
        kind = unicodedata.category(text[index])
        free = not text[index - 1].isalnum() or not text[index + 1].isalnum() or not text[index].isascii()
        if free and (kind == "Pd" or (kind == "Po" and _is_stop(text[index]))):
            inside.append(index + 1)
    return sorted({0, *inside, len(text)})


def _is_stop(char: str) -> bool:
    """Whether a mark ends a clause: by its name, as every script has its own."""
    name = unicodedata.name(char, "")
    return "COMMA" in name or "COLON" in name


def best_run(cuts: Sequence[int], pieces: NDArray[np.int32], gain: NDArray[np.float64]) -> tuple[int, int]:
    """The run between cuts whose pieces gain most in sum (Kadane); all of it where none gains."""
    owner = np.searchsorted(np.asarray(cuts[1:]), pieces[:, 0], side="right").clip(0, len(cuts) - 2)
    best, chosen = 0.0, (cuts[0], cuts[-1])
    total, begin = 0.0, 0
    for number, value in enumerate(np.bincount(owner, weights=gain, minlength=len(cuts) - 1)):
        if total <= 0:
            total, begin = 0.0, number
        total += float(value)
        if total > best:
            best, chosen = total, (cuts[begin], cuts[number + 1])
    return chosen


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without white space and punctuation at its edges, unless it is the whole text."""
    if (start, end) == (0, len(text)):
        return start, end
    while start < end and not _says(text[start]):
        start += 1
    while end > start and not _says(text[end - 1]):
        end -= 1
    return start, end


def _says(char: str) -> bool:
    return char in "%‰" or unicodedata.category(char)[0] in "LNMS"
