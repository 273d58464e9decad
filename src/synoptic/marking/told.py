"""Numbers and units that are written as one word: "zweijährig", "двухлетний", "kaksivuotinen"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from synoptic.languages.profile import Profile
from synoptic.marking.figurewords import FigureWords
from synoptic.marking.lexicon import fold
from synoptic.marking.numberwords import NumberWords, number_words

_SMALLEST = 1.5
_WORD = re.compile(r"[^\W\d_]{5,60}")


def compounds(text: str, profile: Profile, words: FigureWords) -> Iterator[tuple[int, int, float, str]]:
    """Words that begin with a number word and end with a unit: start, end, value, unit."""
    if not words.compounded:
        return
    table = number_words(profile)
    sizes = sorted({len(ending) for ending in words.compounded}, reverse=True)
    for match in _WORD.finditer(fold(text)):
        word = match[0]
        if word[-2:] not in words.compound_tails:
            continue
        for size in sizes:
            unit = words.compounded.get(word[-size:]) if size < len(word) else None
            if unit is None:
                continue
            value = _value(word[:-size], table)
            if value >= _SMALLEST:
                yield match.start(), match.end(), value, unit
            break


def _value(stem: str, table: NumberWords) -> float:
    """The value of a number word, or of tens and units written together; 0 if it is none."""
    whole = _known(stem, table)
    if whole:
        return whole
    for cut in range(2, len(stem) - 1):
        tens, units = _known(stem[:cut], table), _known(stem[cut:], table)
        if tens % 10 == 0 and 20 <= tens < 100 and 0 < units < 10:
            return tens + units
    return 0


def _known(stem: str, table: NumberWords) -> float:
    if stem in table.stems:
        return table.stems[stem]
    known = table.words.get(stem) or table.word(stem)
    if known is None or known.nothing:
        return 0
    return known.cardinal or (0 if known.article else known.multiplier) or 0
