"""Numbers and units that are written as one word: "zweijährig", "двухлетний", "kaksivuotinen"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from synoptic.languages.profile import Profile
from synoptic.marking.figurewords import FigureWords
from synoptic.marking.lexicon import fold
from synoptic.marking.numberwords import number_words

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
            stem = word[:-size]
            known = table.words.get(stem) or table.word(stem)
            value = None if known is None or known.article else known.cardinal or known.multiplier
            if value and value >= _SMALLEST:
                yield match.start(), match.end(), value, unit
            break
