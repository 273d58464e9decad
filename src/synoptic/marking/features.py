"""What the entity head sees of a word beside its token states: form, neighbours, known words.

All features mean the same in every language, so that what is learnt in one holds in all; a
script without case simply has no form.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from synoptic.languages.profile import profile
from synoptic.marking import gazetteer
from synoptic.marking.lexicon import Lexicon, fold
from synoptic.marking.words import unspaced

FORMS = ("caseless", "lower", "capitalised", "capitals", "initial", "mixed", "digits", "digits+", "mark")
MARKS = (".", ",", "-–—", "'’", '"“”„«»', "(（[", ")）]", ":：", "/", "&", "·・‧", "?!…")
LISTS = ("titles", "particles", "organisations", "places", "not_names")
PLACES = ("country", "metropolis", "city", "town")
FLAGS = (
    "first", "opens", "tied left", "tied right", "in brackets", "mostly capitals", "no capitals", "pieces"
)  # fmt: skip
NAMES = (
    *(f"form {name}" for name in FORMS),
    *(f"mark {name[0]}" for name in MARKS),
    *(f"listed {name}" for name in LISTS),
    *(f"place {name} {part}" for name in PLACES for part in ("begin", "inside")),
    *(f"is {name}" for name in FLAGS),
)
COLUMN = {name: number for number, name in enumerate(NAMES)}
_METROPOLIS, _CITY = 1_000_000, 100_000
_MOST_WORDS = 4

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cased:
    """How a sentence uses capitals: most of its words have them, or none has."""

    mostly: bool
    none: bool


def features(text: str, spans: Sequence[Span], lang: str, *, pieces: bool = False) -> NDArray[np.float32]:
    """One row of zeros and ones a word, in the columns :data:`NAMES`.

    ``spans`` are the words of a sentence; ``pieces`` says that they are pieces of words even where
    the script has spaces.
    """
    table = np.zeros((len(spans), len(NAMES)), np.float32)
    tokens = [text[start:end] for start, end in spans]
    forms = [form(token) for token in tokens]
    cased = _cased(forms)
    _mark_forms(table, tokens, forms)
    _mark_flags(table, text, spans, tokens, cased, pieces)
    _mark_lists(table, text, spans, lang)
    _mark_places(table, text, spans, forms, cased, lang)
    return table


def form(token: str) -> str:
    """One of :data:`FORMS`."""
    if not any(char.isalnum() for char in token):
        return "mark"
    if not any(char.isalpha() for char in token):
        return "digits"
    if any(char.isdigit() for char in token):
        return "digits+"
    upper, lower = any(char.isupper() for char in token), any(char.islower() for char in token)
    if upper and not lower:
        return "initial" if sum(map(str.isalpha, token)) == 1 else "capitals"
    if upper:
        rest = token[1:]
        return "capitalised" if token[0].isupper() and rest == rest.lower() else "mixed"
    return "lower" if lower else "caseless"


def _cased(forms: Sequence[str]) -> Cased:
    capital = sum(name in ("capitalised", "capitals", "initial", "mixed") for name in forms)
    lower = forms.count("lower")
    return Cased(mostly=capital >= 3 and capital > 2 * lower, none=capital == 0)


def _mark_forms(table: NDArray[np.float32], tokens: Sequence[str], forms: Sequence[str]) -> None:
    for row, (token, name) in enumerate(zip(tokens, forms, strict=True)):
        table[row, COLUMN[f"form {name}"]] = 1
        if name == "mark":
            for marks in MARKS:
                if token[0] in marks:
                    table[row, COLUMN[f"mark {marks[0]}"]] = 1


def _mark_flags(
    table: NDArray[np.float32],
    text: str,
    spans: Sequence[Span],
    tokens: Sequence[str],
    cased: Cased,
    pieces: bool,
) -> None:
    begun, depth, opening = False, 0, True
    rows = []
    for row, (token, (start, end)) in enumerate(zip(tokens, spans, strict=True)):
        word = any(map(str.isalnum, token))
        depth = max(0, depth + (token in "([（") - (token in ")]）"))
        flags = (
            word and not begun,
            word and opening,
            row > 0 and spans[row - 1][1] == start,
            row + 1 < len(spans) and spans[row + 1][0] == end,
            depth > 0,
            cased.mostly,
            cased.none,
            pieces or unspaced(token),
        )
        rows.append(flags)
        begun, opening = begun or word, not word and token in '"“”„«»:：([（-–—'
    if rows:  # in the order of FLAGS
        table[:, COLUMN["is first"] :] = rows


def _mark_lists(table: NDArray[np.float32], text: str, spans: Sequence[Span], lang: str) -> None:
    starts = {start: row for row, (start, _) in enumerate(spans)}
    for found in _lists(lang).all(text):
        row = starts.get(found.start)
        while row is not None and row < len(spans) and spans[row][1] <= found.end:
            for name in found.value:
                table[row, COLUMN[f"listed {name}"]] = 1
            row += 1


@cache
def _lists(lang: str) -> Lexicon[tuple[str, ...]]:
    """The words of the language's lists, each with the names of the lists it stands in."""
    known = profile(lang)
    entries: dict[str, tuple[str, ...]] = {}
    for name in LISTS:
        for word in getattr(known.names, name):
            key = fold(word)
            entries[key] = (*entries.get(key, ()), name)
    return Lexicon(entries, whole=known.spaces)


def _mark_places(
    table: NDArray[np.float32],
    text: str,
    spans: Sequence[Span],
    forms: Sequence[str],
    cased: Cased,
    lang: str,
) -> None:
    possible = ("capitalised", "capitals", "mixed", "caseless", *(("lower",) if cased.none else ()))
    row = 0
    while row < len(spans):
        taken = 1
        if forms[row] in possible:
            for last in range(min(row + _MOST_WORDS, len(spans)) - 1, row - 1, -1):
                name = text[spans[row][0] : spans[last][1]]
                if forms[last] != "mark" and (place := gazetteer.find(name, lang)):
                    taken = last - row + 1
                    _mark_place(table, row, taken, place)
                    break
        row += taken


def _mark_place(table: NDArray[np.float32], row: int, count: int, place: gazetteer.Place) -> None:
    if place.country:
        size = "country"
    elif place.population >= _METROPOLIS:
        size = "metropolis"
    else:
        size = "city" if place.population >= _CITY else "town"
    table[row, COLUMN[f"place {size} begin"]] = 1
    table[row + 1 : row + count, COLUMN[f"place {size} inside"]] = 1
