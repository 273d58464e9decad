"""What is kept of all articles, column by column, in arrays that grow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from synoptic.grouping import terms
from synoptic.grouping.arrays import FIRST_SIZE, Numbers, Ragged, Rows
from synoptic.grouping.brief import Brief

KINDS = ("words", "names", "numbers")
# More of one term, or of sentences with it, tells no more.
MOST = 255


class Vocabulary:
    """Terms as numbers.  The stock of a term is what it is counted among: its kind, words by writing."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._number: dict[str, dict[str, int]] = {kind: {} for kind in KINDS}
        self._stocks: dict[str, int] = {}
        self._of_sentences = Rows(np.bool_)
        self._stock = Rows(np.int32)
        self._country = Rows(np.bool_)

    def stock_of(self, kind: str, writing: str) -> int:
        """The number of the stock that terms of a kind are counted among in an article of a writing."""
        name = f"{kind} {writing}" if kind == "words" else kind
        if name not in self._stocks:
            self._stocks[name] = len(self._stocks)
            self._of_sentences.extend(np.array([kind == "words"]))
        return self._stocks[name]

    @property
    def stock(self) -> NDArray[np.int32]:
        """The stock of each term."""
        return self._stock.values  # type: ignore[return-value]

    @property
    def of_sentences(self) -> NDArray[np.bool_]:
        """Which stocks are counted in sentences, not in articles."""
        return self._of_sentences.values  # type: ignore[return-value]

    @property
    def country(self) -> NDArray[np.bool_]:
        """Which terms are countries."""
        return self._country.values  # type: ignore[return-value]

    def numbers(self, kind: str, writing: str, found: Iterable[str]) -> NDArray[np.int32]:
        """The number of each term; a new term gets the next."""
        known, names, fresh = self._number[kind], self.names, len(self.names)
        numbers = []
        for term in found:
            number = known.setdefault(term, len(names))
            if number == len(names):
                names.append(term)
            numbers.append(number)
        if added := names[fresh:]:
            self._stock.extend(np.full(len(added), self.stock_of(kind, writing), np.int32))
            self._country.extend(np.array([term.startswith(terms.COUNTRY) for term in added]))
        return np.array(numbers, np.int32)


class Terms:
    """The terms of one kind: for each article the numbers, how often it has each, and how heavy each is.

    ``spread`` counts for each term the texts it stands in: sentences for words, else the article.
    """

    def __init__(self) -> None:
        self.rows = Ragged()
        self._numbers, self._often = Rows(np.int32), Rows(np.uint8)
        self._spread, self._weights = Rows(np.uint8), Rows(np.int32)

    @property
    def numbers(self) -> NDArray[np.int32]:
        """The number of each term."""
        return self._numbers.values  # type: ignore[return-value]

    @property
    def often(self) -> NDArray[np.uint8]:
        """How often the article has it."""
        return self._often.values  # type: ignore[return-value]

    @property
    def spread(self) -> NDArray[np.uint8]:
        """In how many texts it stands there."""
        return self._spread.values  # type: ignore[return-value]

    @property
    def weights(self) -> NDArray[np.int32]:
        """How heavy it is; written by :mod:`synoptic.grouping.rarity`."""
        return self._weights.values  # type: ignore[return-value]

    def extend(self, numbers: NDArray[np.int32], often: NDArray[np.int64], spread: NDArray[np.int64]) -> None:
        """Adds an article."""
        order = np.argsort(numbers)
        self.rows.extend([len(numbers)])
        self._numbers.extend(numbers[order])
        self._often.extend(np.minimum(often[order], MOST))
        self._spread.extend(np.minimum(spread[order], MOST))
        self._weights.extend(np.zeros(len(numbers), np.int32))


class Vectors:
    """Vectors as whole numbers, (n, k), and for each what makes it of length one, (n,).

    Their width is told by the first that has any; those before it are zeros.
    """

    def __init__(self) -> None:
        self._values, self._to_unit = Rows(np.int8, 0), Rows(np.float32)

    @property
    def values(self) -> NDArray[np.int8]:
        """The vectors."""
        return self._values.values  # type: ignore[return-value]

    @property
    def to_unit(self) -> NDArray[np.float32]:
        """The reciprocal of the length of each, 0 for a row of zeros."""
        return self._to_unit.values  # type: ignore[return-value]

    def extend(self, rows: NDArray[np.int8]) -> None:
        """Adds vectors; rows of no width are rows of zeros."""
        known, width = self.values.shape
        if rows.shape[1] and not width:
            width = rows.shape[1]
            self._values = Rows(np.int8, width)
            self._values.extend(np.zeros((known, width), np.int8))
        self._values.extend(rows if rows.shape[1] else np.zeros((len(rows), width), np.int8))
        squares = np.einsum("ij,ij->i", rows, rows, dtype=np.int32)
        reciprocal = 1 / np.sqrt(np.maximum(squares, 1))
        self._to_unit.extend(np.where(squares > 0, reciprocal, 0).astype(np.float32))


class Columns:
    """All that is kept of articles; an article is the number of its row.

    ``documents`` and ``leads`` have a vector an article, ``sentences`` those of all sentences, and
    ``sentence_rows`` tells whose they are.
    """

    def __init__(self) -> None:
        self.vocabulary = Vocabulary()
        self.terms = {kind: Terms() for kind in KINDS}
        self.documents, self.leads, self.sentences = Vectors(), Vectors(), Vectors()
        self.sentence_rows = Ragged()
        self._times, self._told = Rows(np.float64), Rows(np.int64)
        self._writings, self._scripts = Rows(np.int32), Rows(np.int32)
        self._script = dict[str, int]()
        self._pages, self._page = Rows(np.int64), dict[str, int]()
        self._laid_out = np.zeros(FIRST_SIZE)

    def __len__(self) -> int:
        return len(self._times)

    @property
    def times(self) -> NDArray[np.float64]:
        """Days from 1970, or nan."""
        return self._times.values  # type: ignore[return-value]

    @property
    def writings(self) -> NDArray[np.int32]:
        """Language and script of each, as the number of its stock of words."""
        return self._writings.values  # type: ignore[return-value]

    @property
    def scripts(self) -> NDArray[np.int32]:
        """The script of each, as a number."""
        return self._scripts.values  # type: ignore[return-value]

    @property
    def pages(self) -> Numbers:
        """The page that each came from."""
        return self._pages.values  # type: ignore[return-value]

    @property
    def told(self) -> Numbers:
        """How many sentences words are counted in."""
        return self._told.values  # type: ignore[return-value]

    def written(self, rows: Sequence[int]) -> NDArray[np.int32]:
        """The numbers of the writing and of the script of some rows, of shape (rows, 2)."""
        places = np.array(rows, np.int64)
        return np.stack([self.writings[places], self.scripts[places]], axis=1)

    def laid_out(self) -> NDArray[np.float64]:
        """A zero for each term, to lay an article out on; whoever writes to it puts the zeros back."""
        if len(self._laid_out) < len(self.vocabulary.names):
            self._laid_out = np.zeros(len(self.vocabulary.names) * 3 // 2)
        return self._laid_out

    def append(self, brief: Brief) -> int:
        """Adds an article; the number of its row."""
        self.documents.extend(brief.document[None])
        self.leads.extend(brief.lead[None])
        self.sentences.extend(brief.sentences)
        self.sentence_rows.extend([len(brief.sentences)])
        self._times.extend(np.array([brief.time]))
        self._writings.extend(np.array([self.vocabulary.stock_of("words", brief.writing)]))
        self._scripts.extend(np.array([self._script.setdefault(brief.script, len(self._script))]))
        self._told.extend(np.array([brief.told]))
        self._pages.extend(np.array([self._page.setdefault(brief.page, len(self._page))]))
        for kind, kept in self.terms.items():
            counts = brief.terms[kind]
            spread = brief.spread if kind == "words" else dict.fromkeys(counts, 1)
            kept.extend(
                self.vocabulary.numbers(kind, brief.writing, counts),
                np.fromiter(counts.values(), np.int64, len(counts)),
                np.fromiter((spread[term] for term in counts), np.int64, len(counts)),
            )
        return len(self) - 1
