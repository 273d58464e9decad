"""What an article brings to the question which story it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synoptic.encoding.space import space, unit
from synoptic.grouping.times import day_number
from synoptic.types import Account, Encoding

Matrix = NDArray[np.float64]

# A story is told in its first sentences; of a very long article only so many count.
LEAD = 3
MOST_SENTENCES = 60


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """What the articles of a run bring, in order of their ids.

    ``sentences`` of shape (s, k) holds unit vectors, those of article i in rows ``starts[i]`` to
    ``starts[i + 1]``; an article without words has one row of zeros.  ``documents`` and ``leads``
    of shape (n, k) are unit vectors, ``days`` of shape (n,) times in days or nan.
    """

    sentences: NDArray[np.float32]
    starts: NDArray[np.int64]
    documents: NDArray[np.float32]
    leads: NDArray[np.float32]
    days: Matrix

    def rows(self, article: int) -> NDArray[np.float32]:
        """The sentence vectors of one article."""
        return self.sentences[self.starts[article] : self.starts[article + 1]]


def gather(accounts: Sequence[Account]) -> Evidence:
    """The evidence of accounts, which must not be empty."""
    told = [_sayings(account) for account in accounts]
    width = next((len(found[0].vector) for found in told if found), 1)
    learnt = space(width)
    blank = np.zeros((1, learnt.map.shape[1]), np.float32)
    vectors = [learnt.vectors(found) if found else blank for found in told]
    return Evidence(
        sentences=np.concatenate(vectors),
        starts=np.cumsum([0, *(len(rows) for rows in vectors)]),
        documents=unit(np.stack([rows.mean(0) for rows in vectors])),
        leads=unit(np.stack([rows[:LEAD].mean(0) for rows in vectors])),
        days=np.array([day_number(account.article) for account in accounts]),
    )


def _sayings(account: Account) -> list[Encoding]:
    """The encodings of the sentences that say something, in order of position."""
    pairs = zip(account.marks.sentences, account.encodings, strict=True)
    told = [
        encoding
        for passage, encoding in pairs
        if len(encoding.pieces) and any(char.isalpha() for char in passage.text)
    ]
    return told[:MOST_SENTENCES]
