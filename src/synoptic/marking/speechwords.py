"""The words by which speakers are told in a text, made ready once a language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from synoptic.languages.sections import Credits, Quotes
from synoptic.marking.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class SpeechWords:
    """The words of a language that tell who speaks; ``role_ends`` finds roles inside longer words too."""

    that: Lexicon[None]
    pronouns: Lexicon[None]
    roles: Lexicon[None]
    role_ends: Lexicon[None]
    according_before: Lexicon[None]
    according_after: Lexicon[None]


@lru_cache(maxsize=128)
def word_table(words: tuple[str, ...], spaces: bool) -> Lexicon[None]:
    """Words to look up; ``spaces`` tells whether they stand apart."""
    return Lexicon(dict.fromkeys(words), whole=spaces)


@lru_cache(maxsize=128)
def speech_words(
    quotes: Quotes, credits: Credits, titles: tuple[str, ...], spaces: bool, run_on: bool
) -> SpeechWords:
    """The words of a language that tell who speaks; ``titles`` are those beside names of people.

    ``run_on``: roles are found inside longer words too.
    """

    def table(*words: tuple[str, ...]) -> Lexicon[None]:
        return word_table(tuple(word for group in words for word in group), spaces)

    roles = (*titles, *credits.official, *credits.agency, *credits.outlet, *credits.anonymous)
    return SpeechWords(
        that=table(quotes.that),
        pronouns=table(quotes.pronouns),
        roles=word_table(roles, spaces and not run_on),
        role_ends=word_table(roles, False),
        according_before=table(credits.according_to.before),
        according_after=table(credits.according_to.after),
    )
