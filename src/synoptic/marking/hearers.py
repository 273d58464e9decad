"""The outlets and agencies to which somebody speaks: "säger Ek till Norrbladet", "sanoo Ek Norrlehdelle"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Protocol

from synoptic.languages.profile import Profile
from synoptic.marking.lexicon import fold
from synoptic.marking.phrases import EDGE, Phrases
from synoptic.marking.places import Places
from synoptic.marking.sourcewords import named_in
from synoptic.types import Mention

_TOLD = 12  # words between a verb of saying and the name that is told
_REACH = 180  # code points between them
_NEAR = 60  # code points in which the name stands behind the word before it
_MARKS = " \u00a0\"„“”«»’'"
_CLOSING = "»”“\"’'"


class Cues(Protocol):
    """What of an article's words of attribution is asked here: words of a kind, phrases."""

    roles: Places[str]
    phrases: Phrases


class Hearers:
    """Finds those spoken to in one article.

    ``before`` are the words that stand before them, ``verbs`` all verbs of saying, calls among them.
    """

    def __init__(
        self,
        text: str,
        mentions: Sequence[Mention],
        profile: Profile,
        cues: Cues,
        before: Places[str],
        verbs: Places[str],
    ) -> None:
        self._text, self._mentions, self._cues = text, mentions, cues
        self._before, self._verbs = before, verbs
        self._endings = tuple(map(fold, profile.credits.hearer_endings))

    def told(self, start: int, end: int, span: tuple[int, int]) -> tuple[int, int] | None:
        """The passage from a verb of saying to a name that somebody speaks to; none if nobody does."""
        low = max(span[0], start - _REACH)
        found = self._before.inside(low, start)
        beside = bool(found) and not self._text[found[-1].end : start].strip(_MARKS)
        if not beside and not fold(self._text[start:end]).endswith(self._endings or ("\n",)):
            return None
        verbs = self._verbs.inside(low, start)
        if not verbs or self._cues.phrases.count(verbs[-1].end, start) > _TOLD:
            return None
        return (verbs[-1].start, end) if self._cues.phrases.one_clause(verbs[-1].end, start) else None

    def unknown(self, span: tuple[int, int]) -> list[tuple[int, int]]:
        """The names in a sentence that may be spoken to: of no person, place or body of state."""
        return [name for name in self._names(span) if not self._is_other(name, span)]

    def _names(self, span: tuple[int, int]) -> Iterator[tuple[int, int]]:
        low, high = (bisect_left(self._mentions, at, key=lambda one: one.start) for at in span)
        for one in self._mentions[low:high] if self._endings else ():
            if one.end <= span[1] and one.kind == "organisation" and fold(one.text).endswith(self._endings):
                yield one.start, one.end
        for found in self._before.inside(*span):
            named = named_in(self._mentions, found.end, min(span[1], found.end + _NEAR))
            if named is not None and not self._text[found.end : named.start].strip(_MARKS):
                if named.kind == "organisation":
                    yield named.start, named.end
            elif not self._mentions and (name := self._cues.phrases.capitalised(found.end, span[1])):
                yield name

    def _is_other(self, name: tuple[int, int], span: tuple[int, int]) -> bool:
        """Whether a name is that of a body of state, or does not end its clause."""
        edge = name[1] >= span[1] or EDGE.match(self._text, name[1]) or self._text[name[1]] in _CLOSING
        return not edge or any(role.value == "official" for role in self._cues.roles.inside(*name))
