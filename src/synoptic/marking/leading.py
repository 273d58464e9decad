"""Words of attribution that open a sentence, before the speech that they report.

"Jak poinformowała rzeczniczka Anna Lis, most zamknięto." and "По словам мэра Ивана Лиса, мост
закрыт.": what follows the comma, or the name where none stands there, is said by whoever is named.
"""

from __future__ import annotations

from functools import lru_cache

from synoptic.languages.sections import Quotes
from synoptic.marking.lexicon import Found, Lexicon
from synoptic.marking.places import Places
from synoptic.types import Passage

_COMMAS = frozenset(",،，")
_NAME = 90  # code points in which the comma must follow the words of attribution
_VERB = 40  # code points in which the verb follows the word for "as"


@lru_cache(maxsize=64)
def _tables(quotes: Quotes, spaces: bool) -> tuple[Lexicon[str], Lexicon[str], Lexicon[str]]:
    """The words for "as", for "in the words of", and for "in his words"."""
    lists = (quotes.as_said, quotes.words_of, quotes.own_words)
    first, second, third = (Lexicon({word: word for word in words}, whole=spaces) for words in lists)
    return first, second, third


def as_said(
    text: str, sentence: Passage, verbs: Places[str], quotes: Quotes, spaces: bool
) -> tuple[Found[str], int] | None:
    """The verb of "as ... said," at the head of a sentence, and where the speech behind it begins."""
    if not quotes.as_said:
        return None
    opening = _opening(_tables(quotes, spaces)[0], text, sentence)
    said = verbs.inside(opening, min(sentence.end, opening + _VERB)) if opening else []
    if not said:
        return None
    comma = _comma(text, said[0].end, min(sentence.end, said[0].end + _NAME))
    return (said[0], comma + 1) if comma is not None else None


def words_of(text: str, sentence: Passage, quotes: Quotes, spaces: bool) -> tuple[int, bool] | None:
    """Where the name begins behind "in the words of" at the head of a sentence; whether it is a pronoun's."""
    if not quotes.words_of and not quotes.own_words:
        return None
    _, named, own = _tables(quotes, spaces)
    if (at := _opening(own, text, sentence)) is not None:
        return at, True
    at = _opening(named, text, sentence)
    return None if at is None else (at, False)


def behind(text: str, name: int, end: int) -> int:
    """Where speech begins behind the end of a speaker's name: past the comma, where one is near."""
    comma = _comma(text, name, min(end, name + _NAME))
    between = text[name:comma] if comma is not None else ""
    return comma + 1 if comma is not None and len(between.split()) <= 1 else name


def _comma(text: str, start: int, end: int) -> int | None:
    return next((at for at in range(start, end) if text[at] in _COMMAS), None)


def _opening(table: Lexicon[str], text: str, sentence: Passage) -> int | None:
    """The end of the words of a table that a sentence opens with."""
    window = text[sentence.start : sentence.start + _VERB]
    lead = len(window) - len(window.lstrip("–—- \u00a0\n"))
    ends = [found.end for found in table.all(window) if found.start == lead]
    return sentence.start + max(ends) if ends else None
