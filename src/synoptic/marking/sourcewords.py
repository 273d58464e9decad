"""The tables by which sources are told in a text, made ready once a language."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, TypeVar

from synoptic.languages.agencies import named_sources
from synoptic.languages.sections import Credits, Quotes
from synoptic.marking.lexicon import UNSPACED, Found, Lexicon, is_word
from synoptic.types import Mention

V = TypeVar("V")

# Letters that a word of a kind has at least to be told at the end of a longer one, and those before it.
_PART, _SHORTEST = 5, 3
_COMMON = 0.25  # share of capitals inside sentences from which capitals tell no names


@lru_cache(maxsize=128)
def source_tables(quotes: Quotes, credits: Credits, spaces: bool) -> dict[str, Lexicon[str]]:
    """The words of attribution of a language, by what they are for; roles have their kind as value."""

    def table(*words: str) -> Lexicon[str]:
        return Lexicon({word: word for word in words}, whole=spaces)

    roles = {
        word: kind
        for kind in ("anonymous", "official", "release", "outlet", "agency")
        for word in getattr(credits, kind)
        if len(word) > 1
    }
    return {
        "that": table(*quotes.that),
        "pronouns": table(*quotes.pronouns),
        "before": table(*credits.according_to.before),
        "after": table(*credits.according_to.after),
        "photo": table(*credits.photo),
        "tail": table(*credits.tail),
        "estimate": table(*credits.estimate),
        "hearers": table(*credits.hearers),
        "press": table(*credits.press),
        "roles": Lexicon(roles, whole=False),
        "joined": Lexicon({word: word for word in credits.according_to.after}, whole=False),
    }


@lru_cache(maxsize=1)
def known_sources() -> Lexicon[tuple[str, Literal["agency", "outlet"]]]:
    """Every form of every known agency and outlet, with the form and its kind as value."""
    return Lexicon({form: (form, kind) for form, (kind, _) in named_sources().items()}, whole=False)


def is_source(words: str) -> bool:
    """Whether words are a known name of an agency or outlet and nothing else."""
    return words in named_sources()


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a finding is a word of its own, or of a script that joins words to others."""
    if UNSPACED.match(text[start]):
        return True
    before = start > 0 and is_word(text[start - 1]) and not UNSPACED.match(text[start - 1])
    after = end < len(text) and is_word(text[end]) and not UNSPACED.match(text[end])
    return not before and not after


def whole_word(text: str, found: Found[V], compounds: bool) -> Found[V] | None:
    """A finding that is a word, or with ``compounds`` the longer word that it ends ("Umweltbehörde")."""
    if stands_alone(text, found.start, found.end):
        return found
    if not compounds or found.end - found.start < _PART or " " in text[found.start : found.end]:
        return None
    start = found.start
    while start > 0 and is_word(text[start - 1]):
        start -= 1
    if found.start - start < _SHORTEST or not stands_alone(text, start, found.end):
        return None
    return Found(start, found.end, found.value)


def named_in(mentions: Sequence[Mention], start: int, end: int) -> Mention | None:
    """The first mention that lies in a span."""
    at = bisect_left(mentions, start, key=lambda mention: mention.start)
    inside = at < len(mentions) and mentions[at].end <= end
    return mentions[at] if inside else None


def capitals_tell(text: str) -> bool:
    """Whether capitals inside sentences are rare enough to tell names."""
    inside = [match.group(1) for match in re.finditer(r"(?<=\w )([^\W\d_])", text[:20_000])]
    capitals = sum(char.isupper() for char in inside)
    return bool(inside) and capitals <= _COMMON * len(inside)
