"""What the quotes and the reported speech of one article are both read from: one scan of its words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from synoptic.languages.profile import Profile
from synoptic.marking.dashes import dashed
from synoptic.marking.incises import broken
from synoptic.marking.lexicon import Found, fold
from synoptic.marking.places import Places
from synoptic.marking.quotation_marks import Quotation, quotations
from synoptic.marking.saying import verbs_of_saying
from synoptic.marking.speakers import Speakers
from synoptic.types import Article, Mention, Passage


class Speech:
    """The quotations of an article in order, its verbs of saying, and its speakers.

    ``sentences`` and ``mentions`` are those of the article.
    """

    def __init__(
        self, article: Article, sentences: Sequence[Passage], mentions: Sequence[Mention], profile: Profile
    ) -> None:
        self._article, self._sentences, self._mentions = article, sentences, mentions
        self._profile = profile
        text, section = article.text, profile.quotes
        self.verbs: list[Found[str]] = verbs_of_saying(text, section, profile.spaces)
        marked = quotations(text, section)
        opened = dashed(text, profile, [(one.start, one.end) for one in marked])
        found = (*_outside(broken(text, marked, self.verbs, profile), opened), *opened)
        self.quotations: tuple[Quotation, ...] = tuple(sorted(found, key=lambda one: (one.start, one.end)))
        self.quoted = [(one.start, one.end) for one in self.quotations]

    @cached_property
    def speakers(self) -> Speakers:
        """Who speaks; made when first asked for, as most sentences say nothing."""
        return Speakers(
            self._article, self._sentences, self._mentions, self._profile, self.quoted, self.verbs
        )

    @cached_property
    def reporting(self) -> Places[str]:
        """The verbs by which facts are reported, outside of quotations."""
        calling = frozenset(map(fold, self._profile.quotes.call)) - frozenset(
            map(fold, self._profile.quotes.say)
        )
        return Places([verb for verb in self.verbs if fold(verb.value) not in calling], self.quoted)

    @cached_property
    def saying(self) -> Places[str]:
        """All verbs of saying outside of quotations."""
        return Places(self.verbs, self.quoted)


def _outside(marked: Iterable[Quotation], opened: Sequence[Quotation]) -> Iterator[Quotation]:
    """The quotations between marks that stand in no speech that a dash opens ("– He said “no”, says Ek")."""
    starts = [one.start for one in opened]
    for one in marked:
        at = bisect_right(starts, one.start) - 1
        if at < 0 or opened[at].end < one.end:
            yield one
