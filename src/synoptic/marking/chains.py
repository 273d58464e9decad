"""Mentions of one article that name the same thing, and the form a reader would file them under."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import regex

from synoptic.languages.profile import Profile
from synoptic.marking import gazetteer
from synoptic.marking.lexicon import fold
from synoptic.marking.words import letters, unspaced
from synoptic.types import EntityKind

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}'’\u200c\u200d]+")
_SHORTEST_STEM = 3
_LONGEST_ACRONYM = 8
_LONGEST_OPENING = 9
# A name of more words than this is a list or no name, and nothing is a part of it.
_MOST_WORDS = 8
_BRACKETS = regex.compile(r"\s*[(（]\s*$")

Stems = tuple[frozenset[str], ...]
Key = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chains:
    """For each mention, the number of its chain, counted in order of first mention, and its head."""

    keys: tuple[int, ...]
    heads: tuple[str, ...]


def chains(
    text: str, spans: Sequence[tuple[int, int]], kinds: Sequence[EntityKind], profile: Profile
) -> Chains:
    """Link mentions: same name inflected or not, part of a full name, acronym in brackets."""
    forms = [text[start:end] for start, end in spans]
    distinct = list(dict.fromkeys(forms))
    kind_of = dict(zip(reversed(forms), reversed(kinds), strict=True))
    links = _Links(distinct)
    stems = {form: stems_of(form, profile) for form in distinct}
    keys = _keys(stems)
    _link_inflected(links, keys)
    _link_places(links, distinct, kind_of, profile)
    _link_parts(links, keys, kind_of, profile)
    _link_acronyms(links, text, spans, forms)
    numbers: dict[str, int] = {}
    own = tuple(numbers.setdefault(links.root(form), len(numbers)) for form in forms)
    by_root: dict[str, list[str]] = {}
    for form in distinct:
        by_root.setdefault(links.root(form), []).append(form)
    heads = {form: _head(form, by_root[links.root(form)], stems, profile) for form in distinct}
    return Chains(own, tuple(heads[form] for form in forms))


class _Links:
    """Forms joined into sets; the root of a set is its first form in order of mention."""

    def __init__(self, forms: Iterable[str]) -> None:
        self._parent = {form: form for form in forms}
        self._order = {form: number for number, form in enumerate(self._parent)}

    def root(self, form: str) -> str:
        while self._parent[form] != form:
            form = self._parent[form]
        return form

    def join(self, a: str, b: str) -> None:
        first, second = sorted((self.root(a), self.root(b)), key=self._order.__getitem__)
        self._parent[second] = first


def stems_of(form: str, profile: Profile) -> Stems:
    """For each word of a form, the folded word and what is left of it without an inflection."""
    return tuple(
        frozenset({word, *(stem for stem in _cut(word, profile) if letters(stem) >= _SHORTEST_STEM)})
        for word in map(fold, _WORD.findall(form))
    )


def _cut(word: str, profile: Profile) -> Iterable[str]:
    suffixes = profile.names.suffixes
    if word.endswith(suffixes):
        for suffix in suffixes:
            if word.endswith(suffix):
                yield word[: -len(suffix)].rstrip("'’-:")
    yield from gazetteer.without_prefix(word, profile.code)


def _link_inflected(links: _Links, keys: Mapping[str, Key]) -> None:
    """Join forms whose words are the same, word by word."""
    first: dict[Key, str] = {}
    for form, key in keys.items():
        if key:
            links.join(first.setdefault(key, form), form)


def _keys(stems: Mapping[str, Stems]) -> dict[str, Key]:
    """For each form its words as numbers; words that meet in a stem have one number."""
    same = _Links(dict.fromkeys(stem for words in stems.values() for word in words for stem in sorted(word)))
    for words in stems.values():
        for word in words:
            first, *others = sorted(word)
            for other in others:
                same.join(first, other)
    numbers: dict[str, int] = {}
    return {
        form: tuple(numbers.setdefault(same.root(min(word)), len(numbers)) for word in words)
        for form, words in stems.items()
    }


def _link_places(links: _Links, forms: Sequence[str], kinds: dict[str, EntityKind], profile: Profile) -> None:
    """Join names of one known place ("USA" and "United States")."""
    known: dict[tuple[tuple[str, str], ...], str] = {}
    for form in forms:
        place = gazetteer.place(form, profile.code) if kinds[form] == "place" else None
        if place:
            links.join(known.setdefault(tuple(sorted(place.items())), form), form)


def _link_parts(
    links: _Links, keys: Mapping[str, Key], kinds: Mapping[str, EntityKind], profile: Profile
) -> None:
    """Join a part of a name with the one full name that it can be part of.

    Any words of a person's name can stand for it, and the beginning or end of an organisation's.  Forms
    of the same words are one name by now, so that one of each kind is looked at.
    """
    alone = {key[0] for key in keys.values() if len(key) == 1}
    wholes: dict[Key | str, list[str]] = {}
    for form, key in keys.items():
        for part in _parts(form, key, kinds[form]):
            wholes.setdefault(part, []).append(form)
    looked: set[tuple[Key | str, EntityKind]] = set()
    for form, key in keys.items():
        part = fold(form) if unspaced(form) else key
        if (part, kinds[form]) in looked or part not in wholes:
            continue
        looked.add((part, kinds[form]))
        is_place = gazetteer.known(form, profile.code)
        found = [other for other in wholes[part] if kinds[form] == kinds[other] or not is_place]
        if len(found) > 1:  # "Lindqvist-Holm" where both are people of their own
            found = [other for other in found if len(keys[other]) < 2 or not alone.issuperset(keys[other])]
        if isinstance(part, str):  # what all begin with is the first of them
            found = found[:1]
        roots = {links.root(other) for other in found}
        if len(roots) == 1 and links.root(form) not in roots:
            links.join(form, *roots)


def _parts(form: str, key: Key, kind: EntityKind) -> Iterable[Key | str]:
    """What can stand for a name in short."""
    if len(key) == 1 and unspaced(form):
        return sorted(_openings(form)) if kind == "organisation" else ()
    if kind == "place" or len(key) < 2 or len(key) > _MOST_WORDS:
        return ()
    if kind == "organisation":
        ends = range(1, len(key))
        return {key[:end] for end in ends} | {key[end:] for end in ends}
    return {part for count in range(1, len(key)) for part in combinations(key, count)}


def _openings(form: str) -> set[str]:
    """The beginnings of a name in a script without spaces, of which each can stand for it."""
    word = fold(form)
    return {word[:end] for end in range(2, min(len(word), _LONGEST_OPENING))}


def _link_acronyms(links: _Links, text: str, spans: Sequence[tuple[int, int]], forms: Sequence[str]) -> None:
    """Join "Name of a Thing (NT)" and "NT (Name of a Thing)"."""
    for number in range(1, len(forms)):
        between = text[spans[number - 1][1] : spans[number][0]]
        closed = text[spans[number][1] : spans[number][1] + 1]
        if _BRACKETS.fullmatch(between) and closed in (")", "）"):
            long, short = forms[number - 1], forms[number]
            if _is_acronym(short, long) or _is_acronym(long, short):
                links.join(long, short)


def _is_acronym(short: str, long: str) -> bool:
    """Whether the letters of an acronym open words of a name, in order, the first the first."""
    letters = [char for char in fold(short) if char.isalpha()]
    words = [fold(word) for word in _WORD.findall(long)]
    if not 2 <= len(letters) <= _LONGEST_ACRONYM or len(words) < 2 or " " in short.strip():
        return False
    if not words[0].startswith(letters[0]):
        return False
    rest = iter("".join(words))
    return all(letter in rest for letter in letters)


def _head(form: str, chain: Sequence[str], stems: dict[str, Stems], profile: Profile) -> str:
    """The form without its inflection, where the article or the gazetteer shows what that is."""
    words = tuple(map(fold, _WORD.findall(form)))
    bare = [
        other
        for other in chain
        if len(other) < len(form)
        and len(stems[other]) == len(words)
        and all(word in have for word, have in zip(map(fold, _WORD.findall(other)), stems[form], strict=True))
    ]
    if form.isupper():
        bare += [other for other in chain if fold(other) == fold(form) and not other.isupper()]
    if bare:
        return min(bare, key=lambda other: (len(other), other))
    if len(words) == 1 and not gazetteer.known(form, profile.code):
        for stem in gazetteer.stems(fold(form), profile.code):
            if gazetteer.known(stem, profile.code):
                return form[: len(stem)]
        for bare_form in gazetteer.without_prefix(fold(form), profile.code):
            if gazetteer.known(bare_form, profile.code):
                return form[-len(bare_form) :]
    return form
