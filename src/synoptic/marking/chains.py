"""Mentions of one article that name the same thing, and the form a reader would file them under."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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
_BRACKETS = regex.compile(r"\s*[(（]\s*$")

Stems = tuple[frozenset[str], ...]


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
    _link_inflected(links, distinct, stems)
    _link_places(links, distinct, kind_of, profile)
    _link_parts(links, distinct, stems, kind_of, profile)
    _link_acronyms(links, text, spans, forms)
    numbers: dict[str, int] = {}
    keys = tuple(numbers.setdefault(links.root(form), len(numbers)) for form in forms)
    by_root: dict[str, list[str]] = {}
    for form in distinct:
        by_root.setdefault(links.root(form), []).append(form)
    heads = {form: _head(form, by_root[links.root(form)], stems, profile) for form in distinct}
    return Chains(keys, tuple(heads[form] for form in forms))


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


def _same(a: Stems, b: Stems) -> bool:
    return len(a) == len(b) and all(x & y for x, y in zip(a, b, strict=True))


def _link_inflected(links: _Links, forms: Sequence[str], stems: dict[str, Stems]) -> None:
    """Join forms whose words meet in their stems, word by word."""
    by_stem: dict[tuple[int, str], list[str]] = {}
    for form in forms:
        words = stems[form]
        first = words[0] if words else frozenset[str]()
        near = {other for stem in first for other in by_stem.get((len(words), stem), ())}
        for other in sorted(near):
            if _same(words, stems[other]):
                links.join(other, form)
        for stem in first:
            by_stem.setdefault((len(words), stem), []).append(form)


def _link_places(links: _Links, forms: Sequence[str], kinds: dict[str, EntityKind], profile: Profile) -> None:
    """Join names of one known place ("USA" and "United States")."""
    known: dict[tuple[tuple[str, str], ...], str] = {}
    for form in forms:
        place = gazetteer.place(form, profile.code) if kinds[form] == "place" else None
        if place:
            links.join(known.setdefault(tuple(sorted(place.items())), form), form)


def _link_parts(
    links: _Links,
    forms: Sequence[str],
    stems: dict[str, Stems],
    kinds: dict[str, EntityKind],
    profile: Profile,
) -> None:
    """Join a part of a name with the one full name that it can be part of.

    Any word of a person's name can stand for it, and the beginning or end of an organisation's.
    """
    order = {form: number for number, form in enumerate(forms)}
    alone = {stem for form in forms if len(stems[form]) == 1 for stem in stems[form][0]}
    index: dict[str, list[str]] = {}
    for form in forms:
        for key in {stem for word in stems[form] for stem in word} | _openings(form):
            index.setdefault(key, []).append(form)
    for form in forms:
        near = {other for stem in stems[form][0] for other in index.get(stem, ())} if stems[form] else set()
        whole_forms = {
            other
            for other in near
            if kinds[other] != "place"
            and (kinds[form] == kinds[other] or not gazetteer.known(form, profile.code))
            and _is_part(form, other, stems, kinds[other])
        }
        if len(whole_forms) > 1:  # "Lindqvist-Holm" where both are people of their own
            whole_forms -= {
                o for o in whole_forms if len(stems[o]) > 1 and all(word & alone for word in stems[o])
            }
        if unspaced(form) and whole_forms:  # what all begin with is the first of them
            whole_forms = {min(whole_forms, key=order.__getitem__)}
        wholes = {links.root(other) for other in whole_forms}
        if len(wholes - {links.root(form)}) == 1 == len(wholes):
            links.join(form, *wholes)


def _openings(form: str) -> set[str]:
    """The beginnings of a name in a script without spaces, of which each can stand for it."""
    word = fold(form)
    return {word[:end] for end in range(2, min(len(word), _LONGEST_OPENING))} if unspaced(form) else set()


def _is_part(part: str, whole: str, stems: dict[str, Stems], kind: EntityKind) -> bool:
    own, all_words = stems[part], stems[whole]
    if len(own) == len(all_words) == 1 and unspaced(part):
        return kind == "organisation" and fold(part) in _openings(whole)
    if not 0 < len(own) < len(all_words):
        return False
    if kind == "organisation":
        return _same(own, all_words[: len(own)]) or _same(own, all_words[-len(own) :])
    if len(own) == 1:
        return any(own[0] & word for word in all_words)
    rest = iter(all_words)
    return all(any(word & other for other in rest) for word in own)


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
