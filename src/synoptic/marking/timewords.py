"""What stands between a verb of saying and its subject: days, who was told, the preposition of a body.

"сообщила *во вторник* полиция", "сообщили *журналистам в* полиции", "potvrdili su *danas iz* policije".
"""

from __future__ import annotations

import re
from functools import cache

from synoptic.languages.profile import profile
from synoptic.marking.lexicon import fold
from synoptic.marking.sourcewords import known_sources, stands_alone

_WORD = re.compile(r"[ \u00a0]+([^\W\d_][\w’'-]*)")
_MOST = 6  # words that tell a day or who was told, with their prepositions: "v úterý pozdě večer"
_AGENCY = 40  # code points of an agency's name at most


@cache
def _table(code: str) -> tuple[frozenset[str], ...]:
    """The words of the week, of today and for who was told; the parts of a day; prepositions; bodies'."""
    language = profile(code)
    dates = language.dates
    days = {word for words in (*dates.weekdays.values(), *dates.relative_days.values()) for word in words}
    groups = (days | {*language.quotes.addressed}, dates.parts_of_day, dates.around, language.credits.out_of)
    return tuple(frozenset(fold(part) for word in words for part in word.split()) for words in groups)


def past_days(text: str, at: int, end: int, code: str) -> int:
    """The place behind words that tell a day or who was told, right behind ``at`` and before ``end``.

    ``at`` itself where there are none.
    """
    if text[at : at + 1] == ",":  # "a anunțat, miercuri, ministerul"
        last = past_days(text, at + 1, end, code)
        return last + 1 if last > at + 1 and text[last : last + 1] == "," else at
    days, parts, beside, bodies = _table(code)
    last = place = at
    for _ in range(_MOST):
        word = _WORD.match(text, place, end)
        if word is None:
            break
        form = fold(word[1])
        if (agency := _agency(text, word.start(1))) and _next_in(text, agency, end, bodies):
            last = place = agency
        elif form in days or (form in parts and form not in beside and last > at):
            last = place = word.end()
        elif form in beside or form in parts:
            place = word.end()
        else:
            break
    return last


def past_preposition(text: str, at: int, code: str) -> int | None:
    """The place behind the next word, if it is a preposition by which a body speaks."""
    word = _WORD.match(text, at) or _WORD.match(" " + text[at : at + _AGENCY])
    if word is None or fold(word[1]) not in _table(code)[3]:
        return None
    return word.end() if word.string is text else at + word.end() - 1


def _next_in(text: str, at: int, end: int, words: frozenset[str]) -> bool:
    word = _WORD.match(text, at, end)
    return word is not None and fold(word[1]) in words


def _agency(text: str, at: int) -> int | None:
    """The end of the name of a known agency or outlet that starts at a place."""
    window = text[at : at + _AGENCY]
    ends = [
        at + found.end
        for found in known_sources().all(window)
        if found.start == 0 and window[: found.end] == found.value[0] and stands_alone(window, 0, found.end)
    ]
    return max(ends, default=None)
