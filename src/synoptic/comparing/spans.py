"""The part of a sentence that tells a statement, where the sentence tells two.

A second telling is the run of clauses that the other tellings of the statement match better than
those of the sentence's first statement do.  Clauses end at punctuation; where a sentence has none
inside, the run is one of words.  What is cut out stands verbatim in the text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from synoptic.comparing.context import span_states
from synoptic.comparing.statements import Cluster
from synoptic.comparing.told import Told
from synoptic.types import Passage

# So many other tellings are enough to see which part is meant.
TELLINGS = 12
# A part of fewer letters and digits says too little alone.
SHORTEST = 8


class Parts:
    """Finds the passages of second tellings; reads each sentence's token states once."""

    def __init__(self, told: Told) -> None:
        self._told = told
        self._homes: dict[int, Cluster] = {}
        for cluster in told.clusters:
            for member in cluster.members:
                if member not in cluster.second:
                    self._homes[member] = cluster
        self._states: dict[int, NDArray[np.float32]] = {}

    def passage(self, cluster: Cluster, member: int) -> Passage:
        """What a member tells of a statement: the whole sentence if that is its first, else a part."""
        whole = self._told.units.passages[member]
        home = self._homes.get(member)
        if member not in cluster.second or home is None:
            return whole
        gain = self._matched(member, cluster) - self._matched(member, home)
        pieces = self._told.units.encodings[member].pieces
        for cuts in (clause_cuts(whole.text), word_cuts(whole.text)):
            start, end = best_run(cuts, pieces, gain)
            if end - start < len(whole.text):
                break
        start, end = trim(whole.text, start, end)
        if sum(map(str.isalnum, whole.text[start:end])) < SHORTEST:
            return whole
        account = self._told.accounts[int(self._told.units.account[member])]
        return account.article.passage(whole.start + start, whole.start + end)

    def _matched(self, member: int, cluster: Cluster) -> NDArray[np.float64]:
        """For each piece of a passage, the mean of its greatest cosine with each other telling."""
        own = self._states_of(member)
        others = [other for other in cluster.members if other != member]
        if not others:
            return np.zeros(len(own))
        best = [(own @ self._states_of(other).T).max(axis=1) for other in others[:TELLINGS]]
        return np.asarray(np.mean(best, axis=0), np.float64)

    def _states_of(self, unit: int) -> NDArray[np.float32]:
        if unit not in self._states:
            account = self._told.accounts[int(self._told.units.account[unit])]
            self._states[unit] = span_states(account, self._told.units.passages[unit])
        return self._states[unit]


def clause_cuts(text: str) -> list[int]:
    """Where clauses begin, 0 and the end included: behind punctuation that no word goes on after."""
    inside = [
        index + 1
        for index, char in enumerate(text[:-1])
        if unicodedata.category(char) in ("Po", "Pd", "Pe", "Pf", "Ps", "Pi")
        and not (text[index - 1 : index].isalnum() and text[index + 1].isalnum() and char.isascii())
        and char not in "%‰'’&/@#*"
    ]
    return sorted({0, *inside, len(text)})


def word_cuts(text: str) -> list[int]:
    """Where words begin, 0 and the end included; without spaces, the text stays whole."""
    inside = [index + 1 for index, char in enumerate(text[:-1]) if char.isspace()]
    return sorted({0, *inside, len(text)})


def best_run(cuts: Sequence[int], pieces: NDArray[np.int32], gain: NDArray[np.float64]) -> tuple[int, int]:
    """The run between cuts whose pieces gain most in sum (Kadane); all of it where none gains."""
    best, chosen = 0.0, (cuts[0], cuts[-1])
    total, begin = 0.0, cuts[0]
    for start, end, value in _between(cuts, pieces, gain):
        if total <= 0:
            total, begin = 0.0, start
        total += value
        if total > best:
            best, chosen = total, (begin, end)
    return chosen


def _between(
    cuts: Sequence[int], pieces: NDArray[np.int32], gain: NDArray[np.float64]
) -> Iterator[tuple[int, int, float]]:
    owner = np.searchsorted(np.asarray(cuts), pieces[:, 0], side="right") - 1
    sums = np.bincount(owner, weights=gain, minlength=len(cuts))
    for number, (start, end) in enumerate(pairwise(cuts)):
        yield start, end, float(sums[number])


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
