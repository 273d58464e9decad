"""Names as the head found them, made into names as a reader would mark them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import regex
from numpy.typing import NDArray

from synoptic.languages.profile import Profile
from synoptic.marking import gazetteer
from synoptic.marking.lexicon import fold

_ENDS = " \t\n\r\u00a0\u202f.,;:!?…'’\"“”„«»()[]（）【】《》<>-–—·・|/"
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}\u200c\u200d]+(?:['’][\p{L}\p{M}]+)?")


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A name at ``start`` to ``end``; ``kinds`` (3,) is how much speaks for each of KINDS.

    ``first`` says that it begins a sentence, where capitals say nothing.
    """

    start: int
    end: int
    kinds: NDArray[np.float32]
    first: bool = False


def refined(text: str, names: Iterable[Found], profile: Profile) -> list[Found]:
    """Names without titles and marks at their ends, places told apart, words that are none left out."""
    parts = [part for name in names for part in _divided(text, name, profile)]
    trimmed = [name for part in parts for name in _trimmed(text, part, profile)]
    return list(_credible(text, trimmed, profile))


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space and punctuation at its ends."""
    while start < end and text[start] in _ENDS:
        start += 1
    while end > start and text[end - 1] in _ENDS:
        end -= 1
    return start, end


def _trimmed(text: str, name: Found, profile: Profile) -> Iterator[Found]:
    start, end = trim(text, name.start, name.end)
    titles = frozenset(map(fold, profile.names.titles))
    while (space := text.find(" ", start, end)) > 0 and fold(text[start:space]) in titles:
        start, end = trim(text, space, end)
    while (space := text.rfind(" ", start, end)) > 0 and _is_title(text[space + 1 : end], titles, profile):
        start, end = trim(text, start, space)
    if any(char.isalnum() for char in text[start:end]):
        yield replace(name, start=start, end=end, first=name.first and start == name.start)


def _is_title(word: str, titles: frozenset[str], profile: Profile) -> bool:
    """Whether a word that follows a name is a title, inflected or not; one in capitals is of the name."""
    key = fold(word)
    if word != word.lower():
        return False
    return key in titles or any(stem in titles for stem in gazetteer.stems(key, profile.code))


def _divided(text: str, name: Found, profile: Profile) -> Iterator[Found]:
    """A place and what belongs to it as two names ("Russia's Duma", "Venäjän Kurskin").

    The first must be a known place with an ending that shows it owns the rest; the rest must be a
    known place too, or be tied to it by an apostrophe.
    """
    form = text[name.start : name.end]
    found = list(_WORD.finditer(form))
    for before, after in pairwise(found):
        owner, rest = form[: before.end()], form[after.start() :]
        if gazetteer.known(owner, profile.code) or gazetteer.find(owner, profile.code) is None:
            continue
        tied = any(mark in before.group() for mark in "'’")
        if tied or gazetteer.find(rest, profile.code) is not None:
            yield replace(name, end=name.start + before.end())
            yield replace(name, start=name.start + after.start(), first=False)
            return
    yield name


def _credible(text: str, names: Sequence[Found], profile: Profile) -> Iterator[Found]:
    """Names without words for nationality and the like, and words that only open a sentence."""
    listed = frozenset(map(fold, (*profile.names.not_names, *profile.quotes.pronouns)))
    inside = {text[name.start : name.end] for name in names if not name.first}
    words = set(_WORD.findall(text))
    for name in names:
        form = text[name.start : name.end]
        lower = form.lower()
        opens = name.first and lower != form and lower in words and form not in inside
        nothing = fold(form) in listed and gazetteer.find(form, profile.code) is None
        if not nothing and not opens:
            yield name
