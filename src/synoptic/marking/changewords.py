"""Words of one language by which a number is told to be another than before.

"The toll rose from 12 to 19", "17 so far", "two more bodies", "36 by Monday": see
:class:`~synoptic.languages.meaning.Changes`.
"""

from __future__ import annotations

from functools import cache

import regex

from synoptic.languages.profile import Profile, profile
from synoptic.languages.sections import Around
from synoptic.marking.lexicon import Lexicon, fold
from synoptic.marking.stems import Stems

_LETTER = r"[\p{L}\p{M}]"
# Characters before a span in which the word that belongs to it stands, and on either side in which the
# verb of its clause does.
_BEFORE, _CLAUSE_REACH = 40, 100
_JOINT = 40  # characters between the number before and the number now
# What ends a clause; a comma or point within a number does not.
_CLAUSE = regex.compile(r"[,;:()–—،؛、，；：（）](?!\d)|[.!?。！？।؟](?!\d)")


class Beside:
    """Words that stand right before or after a span; an entry after it with a hyphen ends the span itself."""

    def __init__(self, words: Around, language: Profile) -> None:
        free = not language.spaces or language.numbers.run_on
        edge = "" if free else f"(?<!{_LETTER})(?:{_either(language.names.prefixes)})?"
        before = [word for word in words.before if word]
        after = [word for word in words.after if not word.startswith("-")]
        close = "" if free else f"(?!{_LETTER})"
        self._before = regex.compile(rf"{edge}(?:{_either(before)})[\s\-־]*$") if before else None
        self._opening = regex.compile(rf"(?:{_either(before)})\b") if before and not free else None
        self._after = regex.compile(rf"\s?(?:{_either(after)}){close}") if after else None
        self._endings = tuple(fold(word[1:]) for word in words.after if word.startswith("-"))

    def has(self, text: str, start: int, end: int) -> bool:
        """Whether one of the words stands beside the span of a folded text, or begins or ends it."""
        if self._before and self._before.search(text[max(0, start - _BEFORE) : start]):
            return True
        if self._opening and self._opening.match(text, start, end):
            return True
        return bool(self._after and self._after.match(text, end)) or text[start:end].endswith(
            self._endings or ("\0",)
        )


class ChangeWords:
    """The words of change of one language, ready to be looked up; all texts are folded."""

    def __init__(self, language: Profile) -> None:
        words = language.changes
        self._moved = Stems(dict.fromkeys(words.moved, True), language)
        self._now = Stems(dict.fromkeys(words.now, True), language)
        self._until = Beside(words.until, language)
        self._former = Beside(words.former, language)
        self._more = Beside(Around(before=words.more.before), language)
        hedges = language.hedges
        held = (hedges.about, hedges.at_least, hedges.more_than, hedges.at_most, hedges.less_than)
        more = {word: False for around in held for word in (*around.before, *around.after)}
        more |= dict.fromkeys(words.more.after, True)
        self._more_behind = Lexicon(more, whole=language.spaces and not language.numbers.run_on)

    def moved(self, text: str, start: int, end: int) -> bool:
        """Whether the clause around a span says that something rose, fell or was revised."""
        return _in_clause(self._moved, text, start, end)

    def now(self, text: str, start: int, end: int) -> bool:
        """Whether the clause around a span says that it is so for the moment."""
        return _in_clause(self._now, text, start, end)

    def until(self, text: str, start: int, end: int) -> bool:
        """Whether a date is one up to which something was counted."""
        return self._until.has(text, start, end)

    def leaves(self, text: str, first: tuple[int, int], second: tuple[int, int]) -> bool:
        """Whether a count went from the first of two numbers to the second: "rose from 12 to 19"."""
        gap = text[first[1] : second[0]]
        if len(gap) > _JOINT or _CLAUSE.search(gap) or not self._former.has(text, *first):
            return False
        return self.moved(text, first[0], second[1])

    def adds(self, text: str, start: int, end: int) -> bool:
        """Whether the number at ``start`` is told on top of others; what it counts goes on to ``end``."""
        if self._more.has(text, start, start):
            return True
        return any(found.value and found.start for found in self._more_behind.find(text[start:end]))


def _either(words: tuple[str, ...] | list[str]) -> str:
    """A pattern for any of some words, the longest first."""
    return "|".join(regex.escape(fold(word)) for word in sorted(words, key=lambda word: (-len(word), word)))


def _in_clause(words: Stems[bool], text: str, start: int, end: int) -> bool:
    """Whether one of the words stands in the clause that holds a span."""
    low = max(0, start - _CLAUSE_REACH)
    cuts = [found.end() for found in _CLAUSE.finditer(text, low, start)]
    begin = cuts[-1] if cuts else low
    cut = _CLAUSE.search(text, end, end + _CLAUSE_REACH)
    stop = cut.start() if cut else min(len(text), end + _CLAUSE_REACH)
    return next(words.find(text[begin:stop]), None) is not None


@cache
def change_words(code: str) -> ChangeWords:
    """The words of change of a language, by its code."""
    return ChangeWords(profile(code))
