"""What an account calls something, in all the ways that another account could call it too.

A name may carry an inflection that its own article does not show ("Castelfrantóban"), a word that says
what it is ("ウリンギンジャティ県", "Nawras news agency"), or be a part of a fuller one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import regex

from synoptic.languages.profile import Profile, profile
from synoptic.marking import gazetteer
from synoptic.marking.lexicon import Lexicon, fold
from synoptic.marking.names import script, similar
from synoptic.types import EntityKind

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}'’\u200c\u200d]+")
_EDGES = " \t\u00a0-–—·・,"
# A form that was made counts for a little less than one that stands in the text; one without the word
# for what it is counts less for organisations, as many share the rest ("University of Turku").
_WITHOUT_ENDING = 0.98
_WITHOUT_WORD = {"place": 0.96, "organisation": 0.9}
# Names less alike than this are not made one by an ending.
_FAR = 0.35
_SHORTEST = 2
_SHORTEST_PART = 3

Forms = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Called:
    """The kind of a name, its forms with the weight of each, and those without words for what it is.

    The first so many forms as ``written`` says stand in the text, the others were made.
    """

    kind: EntityKind
    forms: Forms
    bare: Forms
    written: int


def called(heads: Sequence[str], kind: EntityKind, language: Profile) -> Called:
    """The ways in which other accounts may call what an article calls by some heads."""
    forms = dict.fromkeys(heads, 1.0)
    for head in heads:
        for stem in _without_ending(head, language):
            forms.setdefault(stem, _WITHOUT_ENDING)
    bare: dict[str, float] = {}
    if kind in _WITHOUT_WORD:
        for form, weight in forms.items():
            name = _without_words(form, kind, language)
            if name != form and len(name) >= _SHORTEST:
                bare.setdefault(name, weight * _WITHOUT_WORD[kind])
    return Called(kind, tuple(forms.items()), tuple(bare.items()), len(heads))


def alike(first: Called, second: Called) -> float:
    """How alike two names sound, 0..1: the best of their forms."""
    written = _best(first.forms[: first.written], second.forms[: second.written])
    best = written
    if _FAR <= written < 1:
        best = max(best, _best(first.forms, second.forms))
    if first.kind == second.kind and best < 1:
        best = max(best, _best(first.bare, (*second.forms, *second.bare)), _best(first.forms, second.bare))
    return best


def _best(first: Forms, second: Forms) -> float:
    return max((similar(a, b) * weight * other for a, weight in first for b, other in second), default=0.0)


def alike_in_part(first: Called, second: Called) -> float:
    """How alike the one word of a person's name is to a word of the other's fuller name; else 0."""
    if first.kind != "person" or second.kind != "person":
        return 0.0
    one, other = _words(first), _words(second)
    if len(one) > len(other):
        one, other = other, one
    if len(one) != 1 or len(other) < 2 or len(one[0]) < _SHORTEST_PART:
        return 0.0
    return max(similar(one[0], word) for word in other)


def _words(name: Called) -> list[str]:
    """The words of the fullest form that stands in the text."""
    return max((_WORD.findall(form) for form, _ in name.forms[: name.written]), key=len)


def _without_ending(head: str, language: Profile) -> Iterator[str]:
    """A name without the inflections that its last word may carry."""
    words = list(_WORD.finditer(head))
    if not words:
        return
    last = words[-1]
    for stem in gazetteer.stems(fold(last.group()), language.code):
        if len(stem) < len(last.group()):
            yield head[: last.start() + len(stem)]
    for rest in gazetteer.without_prefix(fold(words[0].group()), language.code):
        if len(rest) < len(words[0].group()):
            yield head[words[0].end() - len(rest) :]


def _without_words(form: str, kind: EntityKind, language: Profile) -> str:
    """A name without words that say what it is; where words are written together, without the last."""
    joined = not language.spaces or script(form) == "HANGUL"
    if joined:
        ending = next((word for word in _longest_first(language.code, kind) if fold(form).endswith(word)), "")
        return form[: len(form) - len(ending)].strip(_EDGES)
    for hit in reversed(_kind_words(language.code, kind).find(form)):
        form = form[: hit.start] + form[hit.end :]
    return " ".join(form.split()).strip(_EDGES)


@cache
def _kind_words(lang: str, kind: EntityKind) -> Lexicon[bool]:
    return Lexicon(dict.fromkeys(_longest_first(lang, kind), True))


@cache
def _longest_first(lang: str, kind: EntityKind) -> tuple[str, ...]:
    """The words that say that a name is a place or an organisation."""
    names = profile(lang).names
    words = names.places if kind == "place" else names.organisations
    return tuple(sorted(set(map(fold, words)), key=lambda word: (-len(word), word)))
