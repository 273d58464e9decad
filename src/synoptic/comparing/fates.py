"""What happened to the people whom a figure counts: died, hurt, missing, held, saved, moved, infected.

Most figures in the news of an accident, a storm or a raid count people, and "31 dead and 27 missing" are
two counts that stand in one sentence, in the same words, with the same noun.  What parts them is the
word of their fate, which stands in the language files.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import fields
from functools import cache

import numpy as np
import regex
from numpy.typing import NDArray

from synoptic.comparing.context import sentence_of
from synoptic.languages.meaning import Fates
from synoptic.languages.profile import profile
from synoptic.marking.lexicon import Lexicon, fold
from synoptic.marking.stems import Stem, Stems
from synoptic.types import Account, Figure, Passage

NAMES = tuple(field.name for field in fields(Fates) if field.name not in ("links", "households"))
# Those that are told of ever more people as a story goes on, hardly ever of fewer.
GROWING = frozenset({"dead", "injured", "rescued", "infected"})
NONE: frozenset[str] = frozenset()
# How many letters lie at most between a figure and the word of its fate.  A clause mark or an "and"
# between them counts for so many more, a word before the figure for some too; where words are not
# separated, each letter says more.
FARTHEST, APART, BEFORE = 100, 15, 4
WITHOUT_SPACES = 3
_CLAUSE = regex.compile(r"[,;:()–—،؛、，；：（）]")


def fates(account: Account, figures: Sequence[Figure]) -> list[frozenset[str]]:
    """The fates that each figure of an account counts, by the words that are nearest; empty where none is."""
    sentences = {
        index
        for figure in figures
        if figure.unit is None and (index := sentence_of(account, figure.start)) is not None
    }
    counted: dict[int, frozenset[str]] = {}
    for index in sentences:
        counted |= _in_sentence(account, account.marks.sentences[index])
    return [counted.get(figure.start, NONE) for figure in figures]


def by_household(account: Account, figures: Sequence[Figure]) -> list[bool]:
    """Which figures of an account count homes or families."""
    words = _households(account.article.lang)
    spans = [figure.counted or figure for figure in figures]
    return [next(words.find(fold(span.text)), None) is not None for span in spans]


def names(row: NDArray[np.float32]) -> frozenset[str]:
    """The fates of a row of :func:`membership`."""
    return frozenset(name for name, has in zip(NAMES, row, strict=True) if has)


def membership(found: Sequence[frozenset[str]]) -> NDArray[np.float32]:
    """Ones of shape (figures, fates) where a figure counts a fate."""
    return np.array([[float(name in one) for name in NAMES] for one in found], np.float32).reshape(
        -1, len(NAMES)
    )


def share_a_fate(counted: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Which two rows of :func:`membership` share a fate, (n, n)."""
    shared: NDArray[np.bool_] = counted @ counted.T > 0
    return shared


def have_other_fates(counted: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Which two rows of :func:`membership` both have a fate and share none, (n, n)."""
    known = counted.sum(axis=1) > 0
    other: NDArray[np.bool_] = ~share_a_fate(counted) & known[:, None] & known[None, :]
    return other


def _in_sentence(account: Account, sentence: Passage) -> dict[int, frozenset[str]]:
    """The fates of the counts of a sentence, by where these start.

    A word goes to the count nearest to it, a count takes the nearest of its words.
    """
    lang = account.article.lang
    text = fold(account.article.text[sentence.start : sentence.end])
    counts = [
        (figure.start - sentence.start, figure.end - sentence.start)
        for figure in account.marks.figures
        if sentence.start <= figure.start < sentence.end and figure.unit is None
    ]
    starts = [start for start, _ in counts]
    nearest: dict[int, tuple[float, frozenset[str]]] = {}
    for word in words(lang, text):
        at = bisect_right(starts, word.start)
        beside = counts[max(0, at - 1) : at + 1]  # no other lies nearer than these two
        far, count = min(
            ((_distance(text, word, *count, lang), count[0]) for count in beside), default=(FARTHEST, 0)
        )
        if far < nearest.get(count, (FARTHEST, NONE))[0]:
            nearest[count] = far, word.value
    return {sentence.start + count: fate for count, (_, fate) in nearest.items()}


def _distance(text: str, word: Stem[frozenset[str]], low: int, high: int, lang: str) -> float:
    """How far a word lies from the figure at ``low`` to ``high``, in letters; too far is not measured."""
    behind = word.start >= high
    if (word.start - high if behind else low - word.end) > FARTHEST:
        return FARTHEST
    gap = text[high : word.start] if behind else text[word.end : low]
    apart = len(_CLAUSE.findall(gap)) + len(_links(lang).find(gap)) + (behind and word.joined)
    letters = len(gap) + (0 if behind else BEFORE)
    return (1 if profile(lang).spaces else WITHOUT_SPACES) * letters + APART * apart


def words(lang: str, text: str) -> Iterator[Stem[frozenset[str]]]:
    """The words of a folded text that say a fate."""
    return _stems(lang).find(text)


@cache
def _links(lang: str) -> Lexicon[bool]:
    language = profile(lang)
    return Lexicon(dict.fromkeys(language.fates.links, True), whole=language.spaces)


@cache
def _households(lang: str) -> Stems[bool]:
    language = profile(lang)
    return Stems(dict.fromkeys(language.fates.households, True), language)


@cache
def _stems(lang: str) -> Stems[frozenset[str]]:
    """All words of fate of a language, and what each says."""
    language = profile(lang)
    known = [(entry, name) for name in NAMES for entry in getattr(language.fates, name)]
    meaning: dict[str, frozenset[str]] = {}
    for entry, name in known:
        bare = fold(entry.removesuffix("-"))
        meaning[bare] = meaning.get(bare, NONE) | {name}
    return Stems({entry: meaning[fold(entry.removesuffix("-"))] for entry, _ in known}, language)
