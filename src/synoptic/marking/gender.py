"""Whether a pronoun can stand for a person: by the person's given name, or the words beside the name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from synoptic.languages.given_names import Gender, given_names
from synoptic.languages.profile import Profile
from synoptic.marking.lexicon import fold
from synoptic.marking.people import Person

_BESIDE = 30  # code points before a name in which a word like "Mrs" stands
_WORDS = 2  # words before a name of which one may tell
_WORD = re.compile(r"[^\W\d_]+")


class Genders:
    """What the words of one article tell of its people; where they tell nothing, all pronouns fit."""

    def __init__(self, text: str, profile: Profile) -> None:
        self._text = text
        quotes, names = profile.quotes, profile.names
        self._pronouns: dict[str, Gender] = {fold(word): "she" for word in quotes.she}
        self._pronouns |= {fold(word): "he" for word in quotes.he if fold(word) not in self._pronouns}
        self._titles: dict[str, Gender] = {fold(word): "she" for word in names.women}
        self._titles |= {fold(word): "he" for word in names.men}

    def of_pronoun(self, start: int, end: int) -> Gender | None:
        """Whom a pronoun is for."""
        return self._pronouns.get(fold(self._text[start:end]))

    def fitting(self, people: Sequence[Person], wanted: Gender | None) -> list[Person]:
        """The people for whom a pronoun can stand, in the same order."""
        return [person for person in people if wanted is None or self.of(person) in (None, wanted)]

    def of(self, person: Person) -> Gender | None:
        """What the given name of a person, or a title before it, tells."""
        before = self._text[max(0, person.start - _BESIDE) : person.start]
        for word in reversed(_WORD.findall(re.split(r"[.,;:!?\n]\s", before)[-1])[-_WORDS:]):
            if told := self._titles.get(fold(word)):
                return told
        words = _WORD.findall(self._text[person.start : person.end])
        if words and (told := self._titles.get(fold(words[0]))):
            return told
        return given_names().get(words[0].lower()) if len(words) > 1 else None
