"""The words around a place in one article: how many they are, their clause, their phrase."""

from __future__ import annotations

import re
from collections.abc import Sequence

from synoptic.languages.profile import Profile
from synoptic.marking.lexicon import Found, fold
from synoptic.marking.phrases import EDGES, extent
from synoptic.marking.timewords import past_days, past_preposition
from synoptic.types import Article, Passage

_BOUNDS = EDGES + ".‘’"
# A mark that bounds a clause: not the apostrophe of "the company’s" and "the drivers’ union".
_BOUND = re.compile(rf"(?!(?<=[^\W\d_])’(?=[^\W\d_])|(?<=s)’(?=\s[^\W\d_]))[{re.escape(_BOUNDS)}]")
_REACH = 120  # code points up to which words are counted
_WORD = 24  # code points in which the next word is looked for
ARTICLE = 3  # letters of a word before a role that may be its article
_OWN = 2  # words that a phrase keeps: an article and its noun
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
        self._linkers = frozenset(map(fold, (*profile.names.particles, *profile.units.linkers)))
        self._links = frozenset(map(fold, profile.fates.links))
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

    def is_told(self, role: int) -> bool:
        """Whether a role is what a word like "to" belongs to, with or without article: "a los vecinos"."""
        words = list(re.finditer(r"\S+", self._text[max(0, role - _REACH) : role]))
        article = bool(words) and len(words[-1].group()) <= ARTICLE
        before = role - min(role, _REACH) + words[-1].start() if article else role
        return self.follows_elsewhere(role) or (article and self.follows_elsewhere(before))

    def goes_on(self, start: int, end: int) -> bool:
        """Whether a clause ends in a word like "and": the subject of its verb stands before."""
        words = fold(self._text[start:end]).split()
        return bool(words) and words[-1] in self._links

    def cut(self, phrase: Passage) -> Passage:
        """A phrase without what a word like "after" adds to it: "de aanvaller | na afloop"."""
        words = list(re.finditer(r"\S+", phrase.text))
        elided = bool(words) and not words[0].group().isalpha()  # "l'uomo"
        for word in words[_OWN - elided :]:
            if fold(word.group()) in self._elsewhere - self._linkers:
                kept = phrase.text[: word.start()].rstrip()
                return self._article.passage(phrase.start, phrase.start + len(kept))
        return phrase

    def trimmed(self, phrase: Passage, roles: Sequence[Found[None]]) -> Passage:
        """A phrase up to where the name goes on in which the first of ``roles`` stands."""
        if not any(char.isupper() or char.islower() for char in phrase.text):
            return phrase
        end = roles[0].end
        for role in roles[1:]:  # "Policijos departamentas": the roles of one name
            if role.end <= phrase.end and not self.count(end, role.start):
                end = role.end
        return self._article.passage(
            phrase.start, extent(self._text, end, phrase.end, self._elsewhere, self._apart)
        )
