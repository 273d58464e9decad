"""Where the words by which sources are named stand in one article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from synoptic.languages.profile import Profile
from synoptic.marking.hearers import Hearers
from synoptic.marking.lexicon import UNSPACED, Found, fold, is_word, leftmost_longest
from synoptic.marking.phrases import Phrases
from synoptic.marking.places import Places
from synoptic.marking.saying import verbs_of_saying
from synoptic.marking.sourcewords import (
    capitals_tell,
    known_sources,
    named_in,
    source_tables,
    stands_alone,
    whole_word,
)
from synoptic.marking.speechwords import word_table
from synoptic.types import Mention, Passage

_REACH = 90  # code points in which a longer name goes on


class SourceCues:
    """Where the words by which sources are named stand in one article, outside of its quotations."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Passage],
        mentions: Sequence[Mention],
        profile: Profile,
        quoted: Sequence[tuple[int, int]],
    ) -> None:
        tables = source_tables(profile.quotes, profile.credits, profile.spaces)
        self.text = text
        self.mentions = sorted(mentions, key=lambda mention: (mention.start, mention.end))
        self._lang = profile.code
        self._subject = profile.quotes.subject
        self._spaces = profile.spaces
        self.verb_last = profile.dates.verb_last
        self._ordinary = frozenset(map(fold, (*profile.names.not_names, *profile.quotes.pronouns)))
        self._elsewhere = frozenset(map(fold, profile.quotes.elsewhere))
        self._apart = frozenset(map(fold, profile.quotes.auxiliaries))
        self.phrases = Phrases(text, profile)
        self._capitals = capitals_tell(text)
        verbs = verbs_of_saying(text, profile.quotes, profile.spaces, calling=False)
        estimates = tables["estimate"].find(text)
        self.say = Places(sorted((*verbs, *estimates), key=lambda one: (one.start, one.end)), quoted)
        self.tail = Places(tables["tail"].find(text), quoted)
        self.quoted = quoted
        self.that = Places(tables["that"].find(text), quoted)
        self.according_before = Places(tables["before"].find(text), quoted)
        after = [found for found in tables["joined"].all(text) if self._joins(found)]
        self.according_after = Places(leftmost_longest(after), quoted)
        self._links = Places(word_table(profile.fates.links, profile.spaces).find(text), quoted)
        self._pronouns = Places(tables["pronouns"].find(text), quoted)
        self.press = Places(tables["press"].find(text), quoted)
        self._photo = Places(tables["photo"].find(text), ())
        compounds = profile.numbers.compound
        roles = [
            word
            for one in tables["roles"].all(text)
            if (word := whole_word(text, one, compounds)) is not None
        ]
        self.roles = Places(leftmost_longest(roles), quoted)
        spoken = Places(verbs_of_saying(text, profile.quotes, profile.spaces), quoted)
        before = Places(tables["hearers"].find(text), quoted)
        self.hearers = Hearers(text, self.mentions, profile, self, before, spoken)
        self.known: Places[Literal["agency", "outlet"]] = Places(self._known_names(), quoted)

    def _joins(self, found: Found[str]) -> bool:
        after = self.text[found.end : found.end + 1]
        joined = bool(UNSPACED.match(self.text[found.end - 1]) or UNSPACED.match(after))
        closed = joined or not after or not is_word(after)
        return closed and stands_alone(self.text, found.start, found.end)

    def _known_names(self) -> list[Found[Literal["agency", "outlet"]]]:
        text = self.text
        exact = [
            Found(found.start, found.end, found.value[1])
            for found in known_sources().all(text)
            if text[found.start : found.end] == found.value[0]
            and stands_alone(text, found.start, found.end)
            and not self._in_place(found.start, found.end)
        ]
        return leftmost_longest(exact)

    def _in_place(self, start: int, end: int) -> bool:
        """Whether a name is only the beginning of a place's: "DR Congo"."""
        named = named_in(self.mentions, start, end + _REACH)
        longer = named is not None and named.start == start and named.end > end
        return longer and named is not None and named.kind == "place"
