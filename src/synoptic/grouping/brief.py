"""What grouping keeps of an article: a few vectors and its terms, whatever else is read beside it.

Vectors are kept as whole numbers of eight bits.  The product of two of them is then a whole number that
single precision holds exactly, so that a cosine has the same bytes in whatever batch, order or
block it is computed; rounding to eight bits moves it by less than a thousandth.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synoptic.encoding.space import space, unit
from synoptic.grouping.duplicates import Fingerprint, fingerprint
from synoptic.grouping.terms import Terms, names, numbers, words
from synoptic.grouping.times import Order, day_number, order_key
from synoptic.marking.writing import main_script
from synoptic.types import Account, Encoding

Bytes = NDArray[np.int8]

# A story is told in its first sentences; of a very long article only so many count.
LEAD = 3
MOST_SENTENCES = 60
LARGEST = 127


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Brief:
    """An article as grouping sees it.

    ``time`` is in days from 1970, nan where there is none; ``order`` sorts articles by time.  ``script``
    is that of most of its letters.  ``page`` is the id of the first article of its page, its own where it
    stands alone.  ``text`` tells equal texts, None for one too short to tell.  ``document`` and ``lead``
    of shape (k,) and ``sentences`` of shape (s, k) are vectors as whole numbers, of no length where there
    is no word.  ``terms`` holds by kind how often the article has each term, ``spread`` in how many of its
    ``told`` sentences each word stands.
    """

    id: str
    order: Order
    time: float
    language: str
    script: str
    page: str
    text: Fingerprint | None
    document: Bytes
    lead: Bytes
    sentences: Bytes
    terms: Mapping[str, Terms]
    spread: Terms
    told: int

    @property
    def writing(self) -> str:
        """Language and script: words are compared within one writing, those of two say nothing."""
        return writing(self.language, self.script)


def writing(language: str, script: str) -> str:
    """The name of a language as it is written in one script."""
    return f"{language} {script}"


def brief(account: Account) -> Brief:
    """What is kept of an account; it hangs on nothing but the account."""
    said = _vectors(_sayings(account))
    language, script = account.article.lang, main_script(account.article.text)
    by_sentence = words(account, writing(language, script))
    spread: Terms = Counter()
    for sentence in by_sentence:
        spread.update(sentence.keys())
    return Brief(
        id=account.id,
        order=order_key(account.article),
        time=day_number(account.article),
        language=language,
        script=script,
        page=account.article.page or account.id,
        text=fingerprint(account.article.text),
        document=whole(unit(said.mean(0, keepdims=True)))[0],
        lead=whole(unit(said[:LEAD].mean(0, keepdims=True)))[0],
        sentences=whole(said),
        terms={
            "words": sum(by_sentence, Counter()),
            "names": names(account),
            "numbers": numbers(account),
        },
        spread=spread,
        told=len(by_sentence),
    )


def whole(rows: NDArray[np.floating]) -> Bytes:
    """Rows of shape (n, k) as whole numbers, the largest of each row 127; a row of zeros stays."""
    largest = np.abs(rows).max(axis=1, keepdims=True, initial=1e-9)
    rounded: Bytes = np.rint(rows * (LARGEST / largest)).astype(np.int8)
    return rounded


def _vectors(told: list[Encoding]) -> NDArray[np.float32]:
    """The mapped vectors of sentences; one row of no length where there is none."""
    return space(len(told[0].vector)).vectors(told) if told else np.zeros((1, 0), np.float32)


def _sayings(account: Account) -> list[Encoding]:
    """The encodings of the sentences that say something, in order of position."""
    pairs = zip(account.marks.sentences, account.encodings, strict=True)
    told = [
        encoding
        for passage, encoding in pairs
        if len(encoding.pieces) and any(char.isalpha() for char in passage.text)
    ]
    return told[:MOST_SENTENCES]
