"""The time at which a figure held, where the words say: "23 as of Monday", "per den 3 september"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from synoptic.languages.profile import Profile
from synoptic.marking.lexicon import Lexicon
from synoptic.marking.quantities import DURATIONS
from synoptic.types import Date, Figure, Passage

_WIDEST_GAP = 10  # characters between the words and the date: "as of the", "szerda reggeli állapot szerint"
_BRACKETS = re.compile(r"[(（][^()（）]{0,200}[)）]")
_CLAUSE_MARKS = re.compile(r"[.;:!?()\n]")
Place = tuple[
    int, int
]  # a sentence, and the brackets in it or -1: figures and dates of one place go together


class AsOf:
    """The words of one language that tie figures to a date."""

    def __init__(self, profile: Profile) -> None:
        words = profile.hedges.as_of
        free = not profile.spaces or profile.numbers.run_on
        self._before = Lexicon(dict.fromkeys(words.before, True), whole=not free)
        self._after = Lexicon(dict.fromkeys(words.after, True), whole=not free)

    def told(
        self, text: str, figures: Sequence[Figure], sentences: Sequence[Passage], dates: Sequence[Date]
    ) -> list[Figure]:
        """The figures with ``as_of`` where a date of their sentence is given so; the nearest counts.

        A date in brackets is that of the figures in them ("40 (45 as of 3 October)"), and with none
        there that of the figure before them.  A span of time has none: "three days as of Monday"
        begins then.
        """
        anchors = self._anchors(text, dates) if figures and dates else []
        if not anchors:
            return list(figures)
        starts = sorted(sentence.start for sentence in sentences)
        brackets = [(match.start(), match.end()) for match in _BRACKETS.finditer(text)]
        places = [_place(figure.start, starts, brackets) for figure in figures]
        filled = frozenset(places)
        held: dict[Place, list[Date]] = {}
        told = list(figures)
        for date in anchors:
            place = _place(date.start, starts, brackets)
            held.setdefault(place, []).append(date)
            if place[1] >= 0 and place not in filled:
                index = bisect_right(figures, place[1], key=lambda figure: figure.start) - 1
                if index >= 0 and places[index][0] == place[0]:
                    told[index] = replace(figures[index], as_of=date.iso)
        for index, figure in enumerate(told):
            near = held.get(places[index])
            if near and figure.as_of is None and figure.unit not in DURATIONS:
                told[index] = replace(figure, as_of=_nearest(figure, near).iso)
        return told

    def _anchors(self, text: str, dates: Sequence[Date]) -> list[Date]:
        """The dates beside words that say "as of", in order; a date may hold them itself."""
        ordered = sorted(dates, key=lambda date: (date.start, date.end))
        starts = [date.start for date in ordered]
        found: dict[int, Date] = {}
        for item in self._before.all(text):
            at = bisect_right(starts, item.end + _WIDEST_GAP) - 1
            if at >= 0 and ordered[at].end > item.end and _near(text[item.end : ordered[at].start]):
                found[at] = ordered[at]
        for item in self._after.all(text):
            at = bisect_right(starts, item.start) - 1
            gap = item.start - ordered[at].end if at >= 0 else _WIDEST_GAP
            if gap <= 0 or (gap < _WIDEST_GAP and _near(text[ordered[at].end : item.start])):
                found[at] = ordered[at]
        return [found[at] for at in sorted(found)]


def _near(between: str) -> bool:
    """Whether no more than one word stands between, and no clause ends there."""
    return len(between.split()) <= 1 and not _CLAUSE_MARKS.search(between)


def _place(at: int, starts: Sequence[int], brackets: Sequence[tuple[int, int]]) -> Place:
    """The sentence in which a position stands, and where the brackets around it open, or -1."""
    index = bisect_right(brackets, (at, -1)) - 1
    inside = index >= 0 and at < brackets[index][1]
    return bisect_right(starts, at) - 1, brackets[index][0] if inside else -1


def _nearest(figure: Figure, dates: Sequence[Date]) -> Date:
    """The nearest of dates in order of position; of two as near, the first."""
    index = bisect_right(dates, figure.start, key=lambda date: date.start)
    sides = dates[max(0, index - 1) : index + 1]
    return min(sides, key=lambda date: max(date.start - figure.end, figure.start - date.end))


_COMPILED: dict[int, tuple[Profile, AsOf]] = {}


def as_of(profile: Profile) -> AsOf:
    """The compiled words of a profile, kept for the next call."""
    kept = _COMPILED.get(id(profile))
    if kept is None or kept[0] is not profile:
        if len(_COMPILED) > 100:
            _COMPILED.clear()
        kept = _COMPILED[id(profile)] = (profile, AsOf(profile))
    return kept[1]
