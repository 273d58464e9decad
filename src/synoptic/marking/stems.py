"""Words of one language in running text, and stems that open longer ones: "died", "evacu-"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

import regex

from synoptic.languages.profile import Profile
from synoptic.marking.lexicon import fold

V = TypeVar("V")
_EDGE = r"[\p{L}\p{M}]"


@dataclass(frozen=True)
class Stem(Generic[V]):
    """A word found at ``start`` to ``end``; ``joined`` where a prefix is written on to it."""

    start: int
    end: int
    value: V
    joined: bool


class Stems(Generic[V]):
    """A table of words to look up; an entry that ends in a hyphen opens a longer word.

    Where the language does not separate its words, or writes others on to them, an entry is found anywhere.
    """

    def __init__(self, entries: Mapping[str, V], language: Profile) -> None:
        openings = {fold(entry.removesuffix("-")) for entry in entries if entry.endswith("-")}
        self._values = {fold(entry.removesuffix("-")): value for entry, value in entries.items()}
        written = sorted(self._values, key=lambda word: (-len(word), word))
        if not language.spaces or language.numbers.run_on:
            pattern = "(?P<form>" + "|".join(map(regex.escape, written)) + ")"
        else:
            before = "|".join(map(regex.escape, map(fold, language.names.prefixes)))
            forms = "|".join(
                regex.escape(word) + (f"(?P<rest>{_EDGE}*)" if word in openings else f"(?!{_EDGE})")
                for word in written
            )
            pattern = rf"(?<!{_EDGE})(?:{before})?(?P<form>{forms})"
        self._pattern = regex.compile(pattern) if written else None

    def find(self, text: str) -> Iterator[Stem[V]]:
        """The words of a folded text, in order: none overlap, the longest of those that begin together."""
        for match in self._pattern.finditer(text) if self._pattern else ():
            form = match.group("form").removesuffix(match.groupdict().get("rest") or "")
            joined = match.start("form") > match.start()
            yield Stem(match.start(), match.end(), self._values[form], joined)
