"""What the words around a figure say of its changing: that it grew, is so for now, was so, adds to another.

"The toll rose to 31", "17 so far", "36 by Monday": such a number is another one tomorrow, and an account
that gives another number later contradicts nothing.  "Rose *from 12* to 19": such a number is none that
the account gives.  "The bodies of two more were found": such a number is a part, and never the whole count
of another account.  The words stand in the language files.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import regex

from synoptic.comparing.context import sentence_of
from synoptic.marking.changewords import ChangeWords, change_words
from synoptic.marking.lexicon import fold
from synoptic.types import Account, Figure, Passage

# A day so long before an article is none of the event that it tells.
LONG_AGO = timedelta(days=180)
_NEXT_WORD = regex.compile(r"\s?[\p{L}\p{M}]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is said of one figure.

    ``moved``: it rose or fell to this; ``now``: it is so for the moment, or until a day that is named;
    ``former``: it was so before; ``part``: it comes on top of others that the account counts too;
    ``bygone``: its sentence names a day or year long before the event.
    """

    moved: bool = False
    now: bool = False
    former: bool = False
    part: bool = False
    bygone: bool = False


NO_CHANGE = Change()


def changes(account: Account, figures: Sequence[Figure], fates: Sequence[frozenset[str]]) -> list[Change]:
    """What the words around each figure of an account say; ``fates`` are those that they count."""
    words = change_words(account.article.lang)
    text = fold(account.article.text)
    left = {
        first.start
        for first, second in itertools.pairwise(figures)
        if first.unit == second.unit
        and words.leaves(text, (first.start, first.end), (second.start, second.end))
    }
    return [
        Change(
            moved=words.moved(text, figure.start, figure.end),
            now=words.now(text, figure.start, figure.end) or _dated(account, figure, text, words),
            former=figure.start in left,
            part=figure.unit is None
            and _adds(text, figure, words)
            and _has_whole(account, figures, fates, index),
            bygone=_bygone(account, figure),
        )
        for index, figure in enumerate(figures)
    ]


def _dated(account: Account, figure: Figure, text: str, words: ChangeWords) -> bool:
    """Whether the sentence counts up to a day that is past: "by Monday"."""
    sentence = _sentence(account, figure)
    published = account.article.published
    return sentence is not None and any(
        words.until(text, date.start, date.end)
        for date in account.marks.dates
        if sentence.start <= date.start < sentence.end and not (published and date.iso[:10] > published[:10])
    )


def _bygone(account: Account, figure: Figure) -> bool:
    """Whether the sentence names a time long before the article: "in 2011 a bridge fell, and 17 died"."""
    sentence, time = _sentence(account, figure), account.article.time
    if sentence is None or time is None:
        return False
    long_ago = (time - LONG_AGO).date().isoformat()
    return any(
        date.iso[:10] < long_ago[: len(date.iso)]
        for date in account.marks.dates
        if sentence.start <= date.start < sentence.end
    )


def _sentence(account: Account, figure: Figure) -> Passage | None:
    index = sentence_of(account, figure.start)
    return None if index is None else account.marks.sentences[index]


def _adds(text: str, figure: Figure, words: ChangeWords) -> bool:
    behind = _NEXT_WORD.match(text, figure.end)
    return words.adds(text, figure.start, behind.end() if behind else figure.end)


def _has_whole(
    account: Account, figures: Sequence[Figure], fates: Sequence[frozenset[str]], index: int
) -> bool:
    """Whether a number that adds is a part, and no count of its own: "six dead and 20 others hurt".

    It is where the account counts more people of the same fate; and where no fate is told and no other count
    stands before it in its sentence ("banned together with 16 others").
    """
    figure, fate = figures[index], fates[index]
    if fate:
        return any(
            fate & other and _value(one) > _value(figure)
            for one, other in zip(figures, fates, strict=True)
            if one.unit is None
        )
    sentence = _sentence(account, figure)
    before = figures[index - 1] if index else None
    return sentence is not None and (before is None or before.start < sentence.start)


def _value(figure: Figure) -> float:
    return next((value for value in (figure.low, figure.high) if value is not None), 0.0)
