"""The names, numbers and words of an article, as terms that two articles can share.

Names are kept twice: as they are written, so that those of one script meet exactly, and as the
consonants that every script keeps, so that Ким meets Kim.  Known places are kept by their identifier.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

import regex
from anyascii import anyascii

from synoptic.marking.gazetteer import place
from synoptic.marking.names import skeleton
from synoptic.types import Account, EntityKind

Terms = Counter[str]

COUNTRY = "country:"
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
# Scripts that put no spaces between words: pairs of characters stand for words there.
_UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")
# Digits with what groups and divides them; the length is bounded, hostile runs are cut.
_NUMBER = regex.compile(
    r"\p{Nd}{1,20}(?:[.,\u066b\u066c \u00a0\u202f]\p{Nd}{3}(?!\p{Nd})){0,6}(?:[.,\u066b]\p{Nd}{1,9})?"
)
_SEPARATORS = regex.compile(r"[.,\u066b\u066c \u00a0\u202f]")
_SHORTEST_SKELETON = 3
_SHORTEST_NAME = 2
# A line most of whose words are capitalised is a headline: capitals do not tell names there.
_TITLE_CASE = 0.6
# Numbers below this stand in every article, unless a unit goes with them.
_SMALL = 10


def words(account: Account, writing: str) -> list[Terms]:
    """Words of each sentence in lower case, with the writing that alone they can be the same in."""
    return [_words(passage.text, writing) for passage in account.marks.sentences]


def names(account: Account) -> Terms:
    """Names by marks; by capitals where an article has no marked name."""
    mentions = account.marks.mentions
    found: Terms = Counter()
    for mention in mentions:
        found.update(_name_terms(mention.head, mention.kind, account.article.lang))
    if not mentions:
        for word in _capitalised(account):
            found.update(_spellings(word))
    return found


def spellings(account: Account) -> dict[str, str]:
    """Each term of :func:`names` with a name as it stands in the article."""
    found: dict[str, str] = {}
    for mention in account.marks.mentions:
        for term in _name_terms(mention.head, mention.kind, account.article.lang):
            found.setdefault(term, mention.head)
    return found


def numbers(account: Account) -> Terms:
    """Numbers of two digits and more as written, and the values of marked figures."""
    found: Terms = Counter()
    for match in _NUMBER.finditer(account.article.text):
        if plain := _plain(match.group()):
            found[plain] += 1
    for figure in account.marks.figures:
        for value in {figure.low, figure.high}:
            if value is not None and (figure.unit is not None or value >= _SMALL):
                found[f"{value:g}"] += 1
    return found


def _words(text: str, writing: str) -> Terms:
    found: Terms = Counter()
    for match in _WORD.finditer(text):
        word = match.group().casefold()
        if _UNSPACED.search(word):
            found.update(f"{writing}:{word[at : at + 2]}" for at in range(max(1, len(word) - 1)))
        elif not word.isnumeric():
            found[f"{writing}:{word}"] += 1
    return found


@lru_cache(maxsize=65536)
def _name_terms(name: str, kind: EntityKind, language: str) -> tuple[str, ...]:
    if kind == "place" and (known := place(name, language)):
        return ((COUNTRY if "iso3166" in known else "place:") + ",".join(sorted(known.values())),)
    return tuple(term for match in _WORD.finditer(name) for term in _spellings(match.group()))


@lru_cache(maxsize=65536)
def _spellings(word: str) -> tuple[str, ...]:
    """A word of a name as it is written and as it sounds, where that says enough."""
    found = []
    plain = anyascii(word).lower()
    if len(plain) > _SHORTEST_NAME:
        found.append(f"written:{word.casefold() if _UNSPACED.search(word) else plain}")
    sounds = skeleton(word)
    if len(sounds) >= _SHORTEST_SKELETON:
        found.append(f"sounds:{sounds}")
    return tuple(found)


def _capitalised(account: Account) -> Iterator[str]:
    """Capitalised words, but those that begin a sentence and stand in lower case elsewhere."""
    sentences = [_WORD.findall(passage.text) for passage in account.marks.sentences]
    lower = {word for sentence in sentences for word in sentence if word.islower()}
    for sentence in sentences:
        capitals = [word[0].isupper() for word in sentence]
        if len(sentence) > 3 and sum(capitals) > _TITLE_CASE * len(sentence):
            continue
        for position, word in enumerate(sentence):
            if capitals[position] and (position or word.casefold() not in lower):
                yield word


def _plain(written: str) -> str | None:
    """A number in ASCII digits, without what groups them; None for one digit."""
    parts = _SEPARATORS.split(written)
    digits = ["".join(str(unicodedata.digit(char)) for char in part) for part in parts]
    decimals = digits.pop() if len(digits) > 1 and len(digits[-1]) != 3 else ""
    whole = "".join(digits)
    if len(whole) + len(decimals) < 2:
        return None
    return f"{whole}.{decimals}" if decimals else whole
