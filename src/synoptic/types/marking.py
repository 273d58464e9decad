"""What marking gives: the marks of an article, and the encodings of its sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from synoptic.types.reading import Article, Passage

EntityKind = Literal["person", "place", "organisation"]
CreditKind = Literal["agency", "outlet", "official", "person"]
Relation = Literal["exact", "about", "at_least", "more_than", "at_most", "less_than", "range"]
Precision = Literal["year", "quarter", "month", "week", "day", "minute"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Passage):
    """A name of a person, place or organisation.

    ``entity`` ties the mentions of one article that name the same thing (``Kim``, ``Kim Jong
    Un``): a key that means nothing outside the article.  ``head`` is the name as a reader would
    file it: without the suffix or title that the sentence put on it, where the language data
    allows to tell.
    """

    kind: EntityKind
    entity: str
    head: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Passage):
    """Words given as somebody's own, without their marks.

    ``speaker`` is the passage that names who speaks: the name itself where a pronoun or title
    stands beside the quote and the name could be told.  ``verb`` is the verb of saying.
    ``direct`` is false for reported speech.
    """

    speaker: Passage | None = None
    verb: Passage | None = None
    direct: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Passage):
    """A quantity: ``low`` to ``high`` in the stated ``unit``, ``None`` for an open end.

    ``unit`` is a CLDR unit (``percent``, ``hectare``, ``square-kilometer``), an ISO 4217 code for
    money (``EUR``), or ``None`` for a count of things.  ``counted`` is what is counted in the
    source's own words.  ``as_of`` is the ISO date at which the figure held, where the words say.
    """

    low: float | None
    high: float | None
    relation: Relation
    unit: str | None = None
    counted: Passage | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Date(Passage):
    """A point in time: ISO 8601, as exact as the words are."""

    iso: str
    precision: Precision


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit(Passage):
    """Words that name a source: the passage is the whole attribution, ``source`` the name in it.

    ``entity`` is the key of the mention in it, if there is one.
    """

    source: str
    kind: CreditKind
    entity: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """All marks of one article, each kind in order; ``sentences`` cover all text but white space."""

    article: str
    sentences: tuple[Passage, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quotes: tuple[Quote, ...] = ()
    figures: tuple[Figure, ...] = ()
    dates: tuple[Date, ...] = ()
    credits: tuple[Credit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Encoding:
    """What the encoder makes of one text of ``n`` pieces, in ``d`` dimensions.

    ``vector`` is float32 of shape (d,) and unit length.  ``pieces`` is int32 of shape (n, 2): the
    code points ``start, end`` of each piece in the encoded text.  ``states`` is int8 of shape
    (n, d) with ``scales`` float32 of shape (n, 1): the token states are ``states * scales``.
    """

    vector: NDArray[np.float32]
    pieces: NDArray[np.int32]
    states: NDArray[np.int8]
    scales: NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Account:
    """An article with its marks and, parallel to ``marks.sentences``, its encodings."""

    article: Article
    marks: Marks
    encodings: tuple[Encoding, ...]

    @property
    def id(self) -> str:
        """The id of the article."""
        return self.article.id
