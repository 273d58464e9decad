"""The time at which a figure held, where the words say: "23 as of Monday", "per den 3 september"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from synoptic.languages.profile import Profile
from synoptic.marking.lexicon import Lexicon
from synoptic.marking.quantities import DURATIONS
from synoptic.types import Date, Figure, Passage

_WIDEST_GAP = 8  # characters between the words and the date: "as of the", "по состоянию на "


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

        A span of time has none: "three days as of Monday" begins then.
        """
        anchors = self._anchors(text, dates) if figures and dates else []
        if not anchors:
            return list(figures)
        bounds = sorted((sentence.start, sentence.end) for sentence in sentences)
        by_sentence: dict[int, list[Date]] = {}
        for date in anchors:
            by_sentence.setdefault(_index(bounds, date.start), []).append(date)
        return [self._with(figure, by_sentence.get(_index(bounds, figure.start), ())) for figure in figures]

    def _anchors(self, text: str, dates: Sequence[Date]) -> list[Date]:
        """The dates beside words that say "as of"; a date may hold them itself."""
        ordered = sorted(dates, key=lambda date: (date.start, date.end))
        starts, ends = [date.start for date in ordered], sorted(ordered, key=lambda date: date.end)
        found: dict[tuple[int, int], Date] = {}
        for item in self._before.all(text):
            at = bisect_right(starts, item.end + _WIDEST_GAP) - 1
            if at >= 0 and ordered[at].end > item.end:
                found[ordered[at].start, ordered[at].end] = ordered[at]
        last = [date.end for date in ends]
        for item in self._after.all(text):
            at = bisect_right(last, item.end) - 1
            if at >= 0 and (last[at] > item.start or not text[last[at] : item.start].strip(" ,")):
                found[ends[at].start, last[at]] = ends[at]
        return list(found.values())

    @staticmethod
    def _with(figure: Figure, anchors: Sequence[Date]) -> Figure:
        if not anchors or figure.unit in DURATIONS:
            return figure
        nearest = min(anchors, key=lambda date: (_distance(figure, date), date.start))
        return replace(figure, as_of=nearest.iso)


def _distance(figure: Figure, date: Date) -> int:
    return max(date.start - figure.end, figure.start - date.end)


def _index(bounds: Sequence[tuple[int, int]], at: int) -> int:
    """The index of the sentence in which a position stands."""
    return bisect_right(bounds, (at, 1 << 60)) - 1


_COMPILED: dict[int, tuple[Profile, AsOf]] = {}


def as_of(profile: Profile) -> AsOf:
    """The compiled words of a profile, kept for the next call."""
    kept = _COMPILED.get(id(profile))
    if kept is None or kept[0] is not profile:
        if len(_COMPILED) > 100:
            _COMPILED.clear()
        kept = _COMPILED[id(profile)] = (profile, AsOf(profile))
    return kept[1]
