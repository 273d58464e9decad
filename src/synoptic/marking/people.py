"""The people that one article names, for speakers to be found among."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from synoptic.languages.profile import Profile
from synoptic.marking.lexicon import fold
from synoptic.types import Article, Mention, Passage

_BESIDE = 40  # code points in which a role must stand beside its name
_TITLE = 4  # words of a role beside a name
_ENDING = 8  # code points in which an ending stands that an apostrophe ties to a name
_STEM = 5  # first letters by which forms of a role's word are the same
_ENDS = 2  # letters of a role's ending
_PREFIX = 3  # letters at least before a role's word that ends a longer one
_LONGEST = 40  # letters of a word that are looked at
_BRACKET = re.compile(r"[()（）]")
_WORD = re.compile(r"[^\W\d_][\w'’\-]*")


@dataclass(frozen=True, slots=True)
class Person:
    """A name at ``start`` to ``end``, and the key that the names of one person share.

    ``plain``: it stands without an ending or clitic.
    """

    start: int
    end: int
    key: str
    plain: bool = True


class People:
    """The names of people outside of quotations, in order.

    Where no mention of a person is given, words in capitals serve as names.
    """

    def __init__(
        self,
        article: Article,
        sentences: Sequence[Passage],
        mentions: Sequence[Mention],
        profile: Profile,
        quoted: Sequence[tuple[int, int]],
    ) -> None:
        self._text = article.text
        endings = (fold(ending) for ending in profile.names.suffixes if len(ending) > 1)
        self._bound = tuple(ending for ending in endings if ending.startswith("'"))  # "Ek's"
        every = [
            Person(mention.start, mention.end, mention.entity, mention.head == mention.text)
            for mention in sorted(mentions, key=lambda mention: (mention.start, mention.end))
            if mention.kind == "person"
        ]
        every = every or _capitalised(article, sentences, profile)
        self.named = bool(every)
        self._people = list(_outside(every, quoted))
        self._starts = [person.start for person in self._people]
        self._fullest: dict[str, Person] = {}
        for person in every:
            best = self._fullest.get(person.key)
            if best is None or self._fullness(person) > self._fullness(best):
                self._fullest[person.key] = person
        self._beside, self._within = self._words_beside()

    def inside(self, start: int, end: int) -> list[Person]:
        """The people named in a span."""
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [person for person in self._people[low:high] if person.end <= end]

    def subjects(self, start: int, end: int) -> list[Person]:
        """The people named in a span who can be a subject: not "Ek's" in "Ek's aide"."""
        people = [person for person in self.inside(start, end) if not self._is_bound(person)]
        return [person for person in people if not self._bracketed(person, end)]

    def _bracketed(self, person: Person, end: int) -> bool:
        """Whether a bracket that opens before a name closes behind it: （记者 周浩然）."""
        behind = _BRACKET.search(self._text, person.end, end)
        return behind is not None and behind[0] in ")）"

    def _is_bound(self, person: Person) -> bool:
        """Whether a name bears an ending that an apostrophe ties to it, which no subject does."""
        name = fold(self._text[person.start : person.end])
        rest = fold(self._text[person.end : person.end + _ENDING])
        ending = next((one for one in self._bound if rest.startswith(one)), "")
        return name.endswith(self._bound) or bool(ending and not rest[len(ending) :][:1].isalpha())

    def fullest(self, person: Person) -> Person:
        """The mention of the same person with the most words, the first of them without an ending."""
        return self._fullest[person.key]

    def with_role(self, role: str, before: int) -> Person | None:
        """The last person named before a place beside whose name the word of a role stands.

        The word may also end a longer one: "the minister" is the "Sozialminister".
        """
        form = fold(role)
        if len(form) < _STEM:
            return None
        people = [person for person in self._beside.get(form[:_STEM], ()) if person.end <= before]
        stem = form[:-_ENDS] if len(form) > _STEM + _ENDS else form
        people = people or [
            person
            for person, rest in self._within.get(form[:_STEM], ())
            if person.end <= before and rest.startswith(stem)
        ]
        return people[-1] if people else None

    def _fullness(self, person: Person) -> tuple[int, bool]:
        return len(self._text[person.start : person.end].split()), person.plain

    def _words_beside(self) -> tuple[dict[str, list[Person]], dict[str, list[tuple[Person, str]]]]:
        """People by the stems of the words just before and after their names, and by those inside them.

        With a stem inside a word stands the rest of that word from there on.
        """
        beside: dict[str, list[Person]] = {}
        within: dict[str, list[tuple[Person, str]]] = {}
        for person in self._people:
            before = self._text[max(0, person.start - _BESIDE) : person.start]
            before = re.split(r"[.!?\n]", before)[-1]
            after = re.split(r"[.!?\n]", self._text[person.end : person.end + _BESIDE])[0]
            after = after if after.lstrip().startswith((",", "،", "，")) else ""
            for word in {*_WORD.findall(before)[-_TITLE:], *_WORD.findall(after)[:_TITLE]}:
                form = fold(word)[:_LONGEST]
                beside.setdefault(form[:_STEM], []).append(person)
                for at in range(_PREFIX, len(form) - _STEM + 1):
                    within.setdefault(form[at : at + _STEM], []).append((person, form[at:]))
        return beside, within


def _outside(people: Iterable[Person], quoted: Sequence[tuple[int, int]]) -> Iterable[Person]:
    index = 0
    for person in people:
        while index < len(quoted) and quoted[index][1] <= person.start:
            index += 1
        if index == len(quoted) or quoted[index][0] >= person.end:
            yield person


def _capitalised(article: Article, sentences: Sequence[Passage], profile: Profile) -> list[Person]:
    """Names told by their capitals: two words or more, and the last of them alone."""
    text = article.text
    particles = frozenset(map(fold, profile.names.particles))
    before = (word.split()[0] for word in profile.credits.according_to.before if word)
    words = (*profile.names.not_names, *profile.quotes.pronouns, *profile.quotes.elsewhere, *before)
    ordinary = frozenset(map(fold, words))
    starts = {sentence.start for sentence in sentences}
    runs: list[list[tuple[int, int]]] = [[]]
    for match in _WORD.finditer(text):
        word = match.group()
        between = text[runs[-1][-1][1] : match.start()] if runs[-1] else ""
        initial = bool(runs[-1]) and runs[-1][-1][1] - runs[-1][-1][0] == 1
        joined = between in {" ", "\u00a0"} or (initial and between == ". ")
        if not joined and runs[-1]:
            runs.append([])
        first = match.start() in starts and fold(word) in ordinary
        if (word[0].isupper() and not first) or (runs[-1] and joined and fold(word) in particles):
            runs[-1].append(match.span())
        elif runs[-1]:
            runs.append([])
    names = []
    for run in runs:
        while run and not text[run[-1][0]].isupper():
            run.pop()
        if run:
            names.append((run[0][0], run[-1][1], text[slice(*run[-1])]))
    full = {last for start, end, last in names if " " in text[start:end].strip()}
    return [Person(start, end, last) for start, end, last in names if last in full]
