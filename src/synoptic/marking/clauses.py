"""The words around a place in one article: how many they are, their clause, their phrase."""

from __future__ import annotations

import re

from synoptic.languages.profile import Profile
from synoptic.marking.lexicon import fold
from synoptic.marking.phrases import EDGES, extent
from synoptic.marking.timewords import past_days, past_preposition
from synoptic.types import Article, Passage

_BOUNDS = EDGES + ".‘’"
# A mark that bounds a clause: not the apostrophe of "the company’s" and "the drivers’ union".
_BOUND = re.compile(rf"(?!(?<=[^\W\d_])’(?=[^\W\d_])|(?<=s)’(?=\s[^\W\d_]))[{re.escape(_BOUNDS)}]")
_REACH = 120  # code points up to which words are counted
_WORD = 24  # code points in which the next word is looked for
_ROLE = 7  # words that the phrase of a role has at most


class Clauses:
    """Reads clauses and phrases off one article's text.

    ``known``: the words are known that open something else than a verb's subject.
    """

    def __init__(self, article: Article, profile: Profile) -> None:
        self._article, self._text = article, article.text
        self._spaces, self._code = profile.spaces, profile.code
        self._elsewhere = frozenset(map(fold, profile.quotes.elsewhere))
        self._apart = frozenset(map(fold, profile.quotes.auxiliaries))
        self.known = bool(self._elsewhere)
        self._particles = tuple(sorted(profile.sentences.particles, key=len, reverse=True))

    def count(self, start: int, end: int) -> int:
        """How many words stand in a span; a long one is counted only so far."""
        words = self._text[start : min(end, start + 2 * _REACH)]
        return sum(any(map(str.isalnum, word)) for word in words.split())

    def clause(self, start: int, end: int) -> tuple[int, int]:
        """The part of a span after its last comma that words follow."""
        words = self._text[start:end].rstrip(_BOUNDS + " \u00a0\u202f-")
        end = start + len(words)
        cut = max((found.end() for found in _BOUND.finditer(words)), default=0)
        return start + cut, end

    def phrase(self, start: int, end: int, *, last: bool = False) -> Passage | None:
        """The first (or ``last``) clause of a span, at most a role's length; none if it is empty."""
        text = self._text
        while start < end and not text[start].isalnum():
            start += 1
        bound = _BOUND.search(text, start, end)
        stop = bound.start() if bound else max(start, end)
        if last:
            start, stop = self.clause(start, end)
        words = text[start:stop].split()
        if len(words) > _ROLE and self._spaces:
            kept = words[-_ROLE:] if last else words[:_ROLE]
            at = text.find(kept[0], start) if not last else text.rfind(kept[0], start, stop)
            start, stop = (at, stop) if last else (start, text.find(kept[-1], start) + len(kept[-1]))
        stop = start + len(text[start:stop].rstrip())
        return self._article.passage(start, stop) if start < stop else None

    def left_of(self, start: int, verb: int) -> tuple[int, int]:
        """The words between a quotation and its verb, without what joins them to the quotation."""
        for particle in self._particles:
            if self._text.startswith(particle, start):
                return min(start + len(particle), verb), verb
        return start, verb

    def subject_at(self, at: int, end: int) -> tuple[int, bool]:
        """Where the subject behind a verb begins, and whether a preposition says that it is a body.

        Words that tell a day or who was told are passed over: "сообщили *во вторник в* полиции".
        """
        begin = past_days(self._text, at, end, self._code)
        inside = past_preposition(self._text, begin, self._code)
        return (begin, False) if inside is None else (inside, True)

    def begins_elsewhere(self, at: int) -> bool:
        """Whether words after a verb open something else than its subject ("in", "to")."""
        words = self._text[at : at + _WORD].split()
        return bool(words) and fold(words[0].strip(_BOUNDS)) in self._elsewhere

    def follows_elsewhere(self, at: int) -> bool:
        """Whether a name is what a word like "to" belongs to."""
        words = self._text[max(0, at - _WORD) : at].split()
        return bool(words) and fold(words[-1]) in self._elsewhere

    def trimmed(self, phrase: Passage, end: int) -> Passage:
        """A phrase up to where the name goes on that the word ending at ``end`` stands in."""
        if not any(char.isupper() or char.islower() for char in phrase.text):
            return phrase
        return self._article.passage(
            phrase.start, extent(self._text, end, phrase.end, self._elsewhere, self._apart)
        )
