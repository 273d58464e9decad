"""The words of a day that stand between a verb of saying and its subject: "a anunțat miercuri seara"."""

from __future__ import annotations

import re
from functools import cache

from synoptic.languages.profile import Profile, profile
from synoptic.marking.lexicon import Lexicon, fold
from synoptic.marking.places import Places

_LEAD = 2  # words like "on the" before a day
_REACH = 48  # code points in which a day's words stand
_WORD = re.compile(r"\s([^\W\d_]+)")
_NUMBER = re.compile(r",?\s\(?\d{1,2}\.?\)?")
_COMMA = ","


@cache
def _tables(lang: str) -> tuple[Lexicon[None], frozenset[str], frozenset[str]]:
    """The names of days, the words that may stand before them, and those that may stand behind."""
    dates = profile(lang).dates
    forms = [word for words in dates.weekdays.values() for word in words]
    parts = [part for part in dates.parts_of_day if " " not in part]
    joined = [f"{word}{join}{part}" for word in forms for join in dates.joined_parts for part in parts]
    near = [word for words in dates.relative_days.values() for word in words]
    behind = (*parts, *(word for words in dates.months.values() for word in words))
    table: Lexicon[None] = Lexicon(dict.fromkeys([*forms, *joined, *near]), whole=profile(lang).spaces)
    return table, frozenset(map(fold, dates.around)), frozenset(map(fold, behind))


class DayWords:
    """Finds the words of days in one text."""

    def __init__(self, text: str, language: Profile) -> None:
        table, self._around, self._behind = _tables(language.code)
        self._text = text
        self._days = Places(table.find(text), ())

    def inside(self, start: int, end: int) -> bool:
        """Whether a day is named in a span."""
        return bool(self._days.inside(start, end))

    def past(self, at: int) -> int:
        """The place behind a day that is named right after ``at``, and behind commas by it; else ``at``."""
        text = self._text
        found = self._days.inside(at, at + _REACH)
        if not found:
            return at
        lead = text[at : found[0].start]
        set_off = lead.lstrip().startswith(_COMMA)
        words = fold(lead).strip(" \u00a0,").split()
        if len(words) > _LEAD or any(word not in self._around for word in words):
            return at
        end = found[0].end
        number = _NUMBER.match(text, end)
        end = number.end() if number else end
        word = _WORD.match(text, end)
        if word and fold(word.group(1)) in self._behind:
            end = word.end()
        return end + 1 if set_off and text.startswith(_COMMA, end) else end

    def behind(self, verb: int) -> int:
        """Where the words after a verb go on, behind the day that they name ("a declarat joi, | pentru")."""
        at = self.past(verb)
        return at + 1 if at > verb and self._text[at : at + 1] == "," else at
