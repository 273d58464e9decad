"""The words around the speech of one article that tell who speaks: verbs, roles, pronouns, days."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from synoptic.languages.profile import Profile
from synoptic.marking.clauses import Clauses
from synoptic.marking.day_words import DayWords
from synoptic.marking.lexicon import Found, Lexicon, fold, leftmost_longest
from synoptic.marking.people import People
from synoptic.marking.phrases import EDGES
from synoptic.marking.places import Places
from synoptic.marking.sourcewords import whole_word
from synoptic.marking.speechwords import speech_words
from synoptic.types import Article, Mention, Passage

_EDGES = EDGES + ".‘’"
_NEAR = 3  # words between a verb of saying and the role beside it, or to whom something is told
_REACH = 120  # code points before a verb in which its marked subject stands


class NearSpeech:
    """The words that tell who speaks, found once in an article, outside of ``quoted`` spans.

    ``say`` are the verbs of saying, ``roles``, ``pronouns`` and ``bodies`` (the organisations that are
    named) what can be their subject, ``according`` the words like "according to" before a name and
    after it.
    """

    def __init__(
        self,
        article: Article,
        profile: Profile,
        people: People,
        clauses: Clauses,
        quoted: Sequence[tuple[int, int]],
        verbs: Sequence[Found[str]],
        mentions: Sequence[Mention],
    ) -> None:
        self._article, self._text = article, article.text
        words = speech_words(
            profile.quotes, profile.credits, profile.names.titles, profile.spaces, profile.numbers.run_on
        )
        text = article.text
        self.say = Places(verbs, quoted)
        self._that = Places(words.that.find(text), quoted)
        self.pronouns = Places(words.pronouns.find(text), quoted)
        roles = _roles(text, words.roles, profile)
        if profile.spaces and profile.numbers.compound:  # "die Rathauschefin"
            ends = (whole_word(text, one, True) for one in words.role_ends.all(text))
            roles = leftmost_longest([*roles, *(word for word in ends if word is not None)])
        self.roles = Places(roles, quoted)
        self.days = DayWords(text, profile)
        bodies = [Found(one.start, one.end, None) for one in mentions if one.kind == "organisation"]
        self.bodies = Places(sorted(bodies, key=lambda one: (one.start, one.end)), quoted)
        self.according = (
            Places(words.according_before.find(text), quoted),
            Places(words.according_after.find(text), quoted),
        )
        self._quoted = quoted
        self._subject = profile.quotes.subject
        self._spaces = profile.spaces
        self._people, self.clauses = people, clauses

    def names(self, start: int, end: int) -> bool:
        """Whether a person, a role or a pronoun stands in a span."""
        roles = self.roles.inside(start, end) or self.pronouns.inside(start, end)
        return bool(roles or self._people.inside(start, end))

    def adjoins(self, start: int, end: int) -> bool:
        """Whether somebody is named in a span's clause, at most a word before its end.

        A clause that a comma ends is what a name is more: "Lee, 47, said".
        """
        if self._text[start:end].rstrip().endswith(","):
            return bool(self._people.subjects(start, end))
        start, end = self.clauses.clause(start, end)
        ends = [
            one.end
            for places in (self.roles, self.pronouns, self.bodies)
            for one in places.inside(start, end)
        ]
        ends += [one.end for one in self._people.subjects(start, end)]
        return bool(ends) and self.clauses.count(max(ends), end) <= 1

    def dated(self, start: int, end: int) -> bool:
        """Whether a span tells a day and names nobody."""
        return self._dated(self._article.passage(start, end)) and not self.names(start, end)

    def is_role(self, start: int, end: int) -> bool:
        """Whether a role, and no name, is the subject in a clause up to its verb."""
        found = [one for one in self.roles.inside(start, end) if not self.clauses.is_told(one.start)]
        if not found:
            return False
        people = [
            one
            for one in self._people.inside(start, end)
            if one.start >= found[0].end and not self.clauses.follows_elsewhere(one.start)
        ]
        before = any(one.end <= found[0].start for one in self._people.inside(start, end))
        return not people and (not before or not self.clauses.count(found[-1].end, end))

    def is_name(self, start: int, end: int) -> bool:
        """Whether a clause up to its verb is a name in capitals that no mention covers."""
        words = self._text[start:end].split()
        cased = bool(words) and all(word[0].isupper() for word in words)
        named = cased and len(words) <= _NEAR and not self.clauses.begins_elsewhere(start)
        return named and not self.days.inside(start, end)

    def is_phrase(self, start: int, end: int) -> bool:
        """Whether a few words, that are no date, follow a verb to the end of their clause."""
        phrase = self.clauses.phrase(start, end)
        if phrase is None or not self.clauses.known or self.clauses.count(phrase.start, phrase.end) <= 1:
            return False
        return not self._dated(phrase)

    def _dated(self, phrase: Passage) -> bool:
        return self.days.inside(phrase.start, phrase.end) or any(map(str.isdigit, phrase.text))

    def has_role(self, start: int, end: int) -> bool:
        """Whether a role stands near the start of a span."""
        found = self.roles.inside(start, end)
        return bool(found) and self.clauses.count(start, found[0].start) <= _NEAR

    def marked(self, start: int, end: int) -> Passage | None:
        """The words before the last particle that marks a subject."""
        if not self._subject:
            return None
        text = self._untold(max(start, end - _REACH), end)
        start = end - len(text)
        at = max(text.rfind(particle) for particle in self._subject)
        if self._spaces:  # the particle ends a word
            at = -1
            for particle in self._subject:
                for edge in (" ", "\u00a0", *_EDGES):
                    at = max(at, (text + " ").rfind(particle + edge))
        pronouns = self.pronouns.inside(start, end)
        if at <= 0 or any(found.start <= start + at < found.end for found in pronouns):
            return None
        return self.clauses.phrase(start, start + at, last=True)

    def _untold(self, start: int, end: int) -> str:
        """The words of a span, with spaces for what is quoted in it."""
        text = self._text[start:end]
        at = bisect_right(self._quoted, start, key=lambda one: one[1])
        for first, last in self._quoted[at:]:
            if first >= end:
                break
            low, high = max(first, start) - start, min(last, end) - start
            text = text[:low] + " " * (high - low) + text[high:]
        return text

    def before_that(self, start: int, end: int) -> int:
        """The end of a span, before the word that opens reported speech there."""
        found = self._that.inside(start, end)
        return found[-1].start if found and not self._text[found[-1].end : end].strip() else end

    def reports(self, start: int, end: int) -> bool:
        """Whether reported speech begins within two words ("said that")."""
        found = self._that.inside(start, end)
        return bool(found) and self.clauses.count(start, found[0].start) <= 1

    def pronoun_at(self, start: int, end: int) -> Found[None] | None:
        """The pronoun that a span begins with."""
        found = self.pronouns.inside(start, end)
        return found[0] if found and not self._text[start : found[0].start].strip("- \u00a0") else None


def credits(near: NearSpeech, start: int, end: int) -> bool:
    """Whether words like "according to" come next: who follows is a source, and no speaker."""
    found = near.according[0].inside(start, end)
    return bool(found) and not near.clauses.count(start, found[0].start)


def ends_in_pronoun(near: NearSpeech, start: int, end: int) -> Found[None] | None:
    """The pronoun that a span ends in, but for one word."""
    found = near.pronouns.inside(start, end)
    return found[-1] if found and near.clauses.count(found[-1].end, end) <= 1 else None


def again(near: NearSpeech, text: str, pronoun: Found[None], span: tuple[int, int]) -> bool:
    """Whether the same pronoun stands in a span: "She got more than Lee" says that Lee is not she."""
    same = fold(text[pronoun.start : pronoun.end])
    return any(fold(text[one.start : one.end]) == same for one in near.pronouns.inside(*span))


def _roles(text: str, roles: Lexicon[None], profile: Profile) -> list[Found[None]]:
    """The roles of a text; where particles are written on, at the end of a word before one of them."""
    if not profile.numbers.run_on:
        return roles.find(text)
    particles = profile.quotes.subject
    return [
        found
        for found in roles.find(text)
        if not text[found.end : found.end + 1].isalpha() or text.startswith(particles, found.end)
    ]
