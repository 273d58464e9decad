"""Old encodings of one byte a letter, told by the letters that follow one another.

Bytes over 127 are letters in all of these encodings, only others in each.  The right one gives pairs of
letters that a language has.  The pairs are learnt from the names of languages, places and months that CLDR
has in it, with the edges of words; a capital after a small letter counts as a pair that no language has.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from babel import Locale

from synoptic.reading.language import old_encodings

SAMPLE, FEWEST = 3000, 8
UNSEEN, STRANGE = -9.0, -14.0
LIKELY = -6.0
NAMES = ("languages", "territories", "currencies", "scripts")
# What is typed beside letters: marks of print, which most of these encodings have.
TYPED = frozenset("“”„‘’‚–—…«»‹›€£°·§©®™№•¡¿\xa0،؛؟\u200c\u200d\u200e\u200f׳״־")


def by_letters(data: bytes) -> str | None:
    """The encoding whose letters are most like a language's; ``None`` where none is like one."""
    sample = data[:SAMPLE]
    if sum(byte > 127 for byte in sample) < FEWEST:
        return None
    known = old_encodings()
    scores = {name: _best(sample, name, languages) for name, languages in known.items()}
    name = max(scores, key=lambda one: scores[one])
    return name if scores[name] > LIKELY else None


def _best(sample: bytes, encoding: str, languages: Sequence[str]) -> float:
    text = sample.decode(encoding, "replace")
    return max(_score(text, lang) for lang in languages)


def _score(text: str, lang: str) -> float:
    """The mean logarithm of how likely the pairs of letters of a text are, strange ones among them."""
    pairs = _pairs(lang)
    total, count = 0.0, 0
    for word in re.findall(r"[^\x00-\x7f]+", text):
        for pair in _of(word):
            total += pairs.get(pair, UNSEEN) if pair != STRANGE_PAIR else STRANGE
            count += 1
    return total / count if count else STRANGE


STRANGE_PAIR = "??"


def _of(word: str) -> Iterator[str]:
    """The pairs of letters of a run of letters that are no ASCII, in lower case, its edges as spaces."""
    letters = [c for c in word if c not in TYPED]
    if word[0] == "’" and len(letters) > 1:
        yield STRANGE_PAIR  # quotations do not open so: it is a letter of another encoding
    before = " "
    for n, c in enumerate(letters):
        turned = n > 0 and letters[n - 1].islower() and c.isupper()
        lower = c.lower()
        if turned or not (c.isalpha() or "\u0300" <= c <= "\u0e7f"):
            yield STRANGE_PAIR
        else:
            yield before + lower
        before = lower
    if letters:
        yield before + " "


@cache
def _pairs(lang: str) -> dict[str, float]:
    """The logarithm of the chance of each letter after another, in the names that CLDR has in a language."""
    locale = Locale.parse(lang)
    words: set[str] = set()
    for kind in NAMES:
        words.update(map(str, getattr(locale, kind).values()))
    words.update(name for width in locale.months["format"].values() for name in width.values())
    words.update(name for width in locale.days["format"].values() for name in width.values())
    counts = Counter(
        pair
        for name in sorted(words)
        for word in re.findall(r"[^\x00-\x7f]+", name)
        for pair in _of(word)
        if pair != STRANGE_PAIR
    )
    firsts: Counter[str] = Counter()
    for pair, number in counts.items():
        firsts[pair[0]] += number
    return {pair: math.log(number / firsts[pair[0]]) for pair, number in counts.items()}
