"""What an article brings to the question which story it belongs to."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from synoptic.encoding.space import space, unit
from synoptic.grouping import terms
from synoptic.grouping.times import day_number
from synoptic.types import Account, Encoding

Matrix = NDArray[np.float64]

# A story is told in its first sentences; of a very long article only so many count.
LEAD = 3
MOST_SENTENCES = 60
# A run is taken as a sample of so many more articles, so that a small run does not call the names
# common that all its articles share; and so many more sentences, to judge words by.
IMAGINED_ARTICLES = 200
IMAGINED_SENTENCES = 100
# In so many of the imagined articles a country is named: news names countries whatever it is about.
IMAGINED_OF_COUNTRY = 20
# Rarer than rare: terms that few have outweigh those that many have.
RARITY_POWER = 1.5


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """What the articles of a run bring, in the order given.

    ``sentences`` of shape (s, k) holds unit vectors, those of article i in rows ``starts[i]`` to
    ``starts[i + 1]``; an article without words has one row of zeros.  ``documents`` and ``leads``
    of shape (n, k) are unit vectors, ``times`` of shape (n,) days or nan, ``languages`` of
    shape (n,) their languages.  ``weights`` holds for each kind of term a sparse matrix (n, terms), the
    rarer a term the heavier; ``vocabulary`` the terms.
    """

    sentences: NDArray[np.float32]
    starts: NDArray[np.int64]
    documents: NDArray[np.float32]
    leads: NDArray[np.float32]
    times: Matrix
    languages: NDArray[np.str_]
    weights: Mapping[str, csr_matrix]
    vocabulary: Mapping[str, tuple[str, ...]]

    def rows(self, article: int) -> NDArray[np.float32]:
        """The sentence vectors of one article."""
        return self.sentences[self.starts[article] : self.starts[article + 1]]


def gather(accounts: Sequence[Account]) -> Evidence:
    """The evidence of accounts, which must not be empty."""
    told = [_sayings(account) for account in accounts]
    vectors = _vectors(told)
    weighed = {
        "words": _weighed_words(accounts),
        "names": _weighed([terms.names(account) for account in accounts]),
        "numbers": _weighed([terms.numbers(account) for account in accounts]),
    }
    return Evidence(
        sentences=np.concatenate(vectors),
        starts=np.cumsum([0, *(len(rows) for rows in vectors)]),
        documents=unit(np.stack([rows.mean(0) for rows in vectors])),
        leads=unit(np.stack([rows[:LEAD].mean(0) for rows in vectors])),
        times=np.array([day_number(account.article) for account in accounts]),
        languages=np.array([account.article.lang for account in accounts]),
        weights={kind: matrix for kind, (matrix, _) in weighed.items()},
        vocabulary={kind: known for kind, (_, known) in weighed.items()},
    )


def _vectors(told: Sequence[Sequence[Encoding]]) -> list[NDArray[np.float32]]:
    """The mapped vectors of each article's sentences; a row of zeros for one without any."""
    every = [encoding for sentences in told for encoding in sentences]
    if not every:
        return [np.zeros((1, 1), np.float32) for _ in told]
    mapped = space(len(every[0].vector)).vectors(every)
    ends = np.cumsum([len(sentences) for sentences in told])
    blank = np.zeros((1, mapped.shape[1]), np.float32)
    return [rows if len(rows) else blank for rows in np.split(mapped, ends[:-1])]


def _weighed(counts: Sequence[terms.Terms]) -> tuple[csr_matrix, tuple[str, ...]]:
    """Terms weighed by their rarity over the articles of the run."""
    spread = Counter(term for count in counts for term in count)
    whole = len(counts) + IMAGINED_ARTICLES
    rarity = {}
    for term, number in spread.items():
        imagined = IMAGINED_OF_COUNTRY if term.startswith(terms.COUNTRY) else 1
        rarity[term] = math.log(whole / (number + imagined))
    return weigh(counts, rarity)


def _weighed_words(accounts: Sequence[Account]) -> tuple[csr_matrix, tuple[str, ...]]:
    """Words weighed by their rarity over the sentences of their language.

    That tells the words of every sentence from those of the matter even in a run of two articles.
    """
    told = [terms.words(account) for account in accounts]
    whole: Counter[str] = Counter()
    spread: Counter[str] = Counter()
    for account, sentences in zip(accounts, told, strict=True):
        whole[account.article.lang] += len(sentences)
        for sentence in sentences:
            spread.update(sentence.keys())
    rarity = {
        word: math.log((whole[word.partition(":")[0]] + IMAGINED_SENTENCES) / (number + 1))
        for word, number in spread.items()
    }
    return weigh([sum(sentences, Counter()) for sentences in told], rarity)


def weigh(counts: Sequence[terms.Terms], rarity: Mapping[str, float]) -> tuple[csr_matrix, tuple[str, ...]]:
    """A sparse matrix (articles, terms) of weights, and the terms in order.

    The weight of a term grows with the logarithm of how often the article has it, and with its
    rarity (inverse document frequency; Spärck Jones, 1972).
    """
    known = sorted(rarity)
    column = {term: number for number, term in enumerate(known)}
    rows, columns, values = [], [], []
    for row, count in enumerate(counts):
        for term in sorted(count):
            rows.append(row)
            columns.append(column[term])
            values.append((1 + math.log(count[term])) * max(0.0, rarity[term]) ** RARITY_POWER)
    shape = (len(counts), max(1, len(known)))
    return csr_matrix((np.array(values, np.float64), (rows, columns)), shape=shape), tuple(known)


def _sayings(account: Account) -> list[Encoding]:
    """The encodings of the sentences that say something, in order of position."""
    pairs = zip(account.marks.sentences, account.encodings, strict=True)
    told = [
        encoding
        for passage, encoding in pairs
        if len(encoding.pieces) and any(char.isalpha() for char in passage.text)
    ]
    return told[:MOST_SENTENCES]
