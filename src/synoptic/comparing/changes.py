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
from synoptic.types import Account, Figure

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
    return _Teller(account, figures, fates).changes()


class _Teller:
    """Tells what is said of the figures of one account."""

    def __init__(self, account: Account, figures: Sequence[Figure], fates: Sequence[frozenset[str]]) -> None:
        self.figures, self.fates = figures, fates
        self.words = change_words(account.article.lang)
        self.text = fold(account.article.text)
        self.moved = [self.words.moved(self.text, figure.start, figure.end) for figure in figures]
        self.homes = [sentence_of(account, figure.start) for figure in figures]
        self.counted_to, self.bygone = _dated(account, self.text, self.words)
        # The largest number of each fate, and of those that are told to have moved.
        self.largest: dict[str, float] = {}
        self.risen: dict[str, float] = {}
        for figure, fate, moved in zip(figures, fates, self.moved, strict=True):
            for name in fate if figure.unit is None else ():
                self.largest[name] = max(self.largest.get(name, 0.0), _value(figure))
                if moved:
                    self.risen[name] = max(self.risen.get(name, 0.0), _value(figure))

    def changes(self) -> list[Change]:
        left = {
            first.start
            for first, second in itertools.pairwise(self.figures)
            if first.unit == second.unit
            and self.words.leaves(self.text, (first.start, first.end), (second.start, second.end))
        }
        return [
            Change(
                moved=self.moved[index],
                now=self.words.now(self.text, figure.start, figure.end)
                or self.homes[index] in self.counted_to,
                former=figure.start in left,
                part=figure.unit is None and self._is_part(index),
                bygone=self.homes[index] in self.bygone,
            )
            for index, figure in enumerate(self.figures)
        ]

    def _is_part(self, index: int) -> bool:
        """Whether a number is a part of a count, and no count of its own: "six dead and 20 others hurt".

        It is where its account says that more people of the same fate have become so many ("rose to six. The
        bodies of two were found"); where it adds to more of the same fate; and where it adds, no fate is told
        and no other count stands before it in its sentence ("banned together with 16 others").
        """
        figure, fate = self.figures[index], self.fates[index]
        value = _value(figure)
        if not self.moved[index] and any(self.risen.get(name, 0.0) > value for name in fate):
            return True
        behind = _NEXT_WORD.match(self.text, figure.end)
        if not self.words.adds(self.text, figure.start, behind.end() if behind else figure.end):
            return False
        if fate:
            return any(self.largest[name] > value for name in fate)
        home = self.homes[index]
        return home is not None and (index == 0 or self.homes[index - 1] != home)


def _dated(account: Account, text: str, words: ChangeWords) -> tuple[frozenset[int], frozenset[int]]:
    """The sentences that count up to a day that is past ("by Monday"), and those of a time long before."""
    time, published = account.article.time, account.article.published
    long_ago = (time - LONG_AGO).date().isoformat() if time is not None else ""
    counted_to, bygone = set(), set()
    for date in account.marks.dates:
        home = sentence_of(account, date.start)
        if home is None:
            continue
        if date.iso[:10] < long_ago[: len(date.iso)]:
            bygone.add(home)
        past = not published or date.iso[:10] <= published[:10]
        if past and words.until(text, date.start, date.end):
            counted_to.add(home)
    return frozenset(counted_to), frozenset(bygone)


def _value(figure: Figure) -> float:
    return next((value for value in (figure.low, figure.high) if value is not None), 0.0)
