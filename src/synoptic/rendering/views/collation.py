"""Versions of one quote in one language set into each other: what all have once, variants stacked.

The form is that of a critical apparatus with parallel segmentation: the words run on, and where the
versions part, each reading stands under the other with the sigla of those that have it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from synoptic.rendering.views.differences import LONGEST, folded, tokens

#: Below this share of common words, versions stand under one another and are not set into each other.
COMMON = 0.35


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What some of the versions have at one place; ``text`` is empty where they have nothing."""

    sigla: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A stretch that all versions share, as one reading, or one where they part."""

    readings: tuple[Reading, ...]

    @property
    def parts(self) -> bool:
        """Whether the versions part here."""
        return len(self.readings) > 1


class _Version:
    """One version against the base: where its words differ, and which of its words face the base's."""

    def __init__(self, base: Sequence[str], text: str) -> None:
        self.text = text
        self.spans = tokens(text)
        words = [folded(text[start:end]) for start, end in self.spans]
        self._blocks = SequenceMatcher(None, list(base), words, autojunk=False).get_opcodes()
        self.regions = [(i1, i2) for tag, i1, i2, _, _ in self._blocks if tag != "equal"]
        self.common = sum(i2 - i1 for tag, i1, i2, _, _ in self._blocks if tag == "equal")

    def facing(self, start: int, end: int) -> str:
        """The words that face the base's words from ``start`` to ``end``, both bounds of regions."""
        left, right = self._at(start, last=False), self._at(end, last=True)
        return self.text[self.spans[left][0] : self.spans[right - 1][1]] if left < right else ""

    def _at(self, index: int, *, last: bool) -> int:
        """The place here that faces one of the base's, after what is inserted there if ``last``."""
        found = []
        for tag, i1, i2, j1, j2 in self._blocks:
            if tag == "equal" and i1 <= index <= i2:
                found.append(j1 + index - i1)
            elif index in (i1, i2):
                found += [j for i, j in ((i1, j1), (i2, j2)) if i == index]
        return max(found) if last else min(found)


def _merged(regions: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Regions of the base that touch, made one."""
    made: list[tuple[int, int]] = []
    for start, end in sorted(regions):
        if made and start <= made[-1][1]:
            made[-1] = (made[-1][0], max(end, made[-1][1]))
        else:
            made.append((start, end))
    return made


def collated(versions: Mapping[str, str]) -> tuple[Place, ...]:
    """The versions, by siglum and the base first, set into each other.

    Empty where there is nothing to set: one version, the same words in all, too few words in common, or
    more than :data:`~synoptic.rendering.views.differences.LONGEST` words.
    """
    sigla, texts = list(versions), list(versions.values())
    if len(texts) < 2 or any(len(tokens(text)) > LONGEST for text in texts):
        return ()
    spans = tokens(texts[0])
    base = [folded(texts[0][start:end]) for start, end in spans]
    made = [_Version(base, text) for text in texts]
    regions = _merged([region for version in made for region in version.regions])
    if not base or not regions or min(version.common for version in made) < COMMON * len(base):
        return ()
    places: list[Place] = []
    at = 0
    for start, end in regions:
        places += _shared(texts[0], spans[at:start], sigla)
        readings: dict[str, tuple[list[str], str]] = {}
        for siglum, version in zip(sigla, made, strict=True):
            words = version.facing(start, end)
            readings.setdefault(" ".join(folded(words).split()), ([], words))[0].append(siglum)
        places.append(Place(readings=tuple(Reading(sigla=tuple(s), text=t) for s, t in readings.values())))
        at = end
    return (*places, *_shared(texts[0], spans[at:], sigla))


def _shared(text: str, spans: Sequence[tuple[int, int]], sigla: Sequence[str]) -> list[Place]:
    if not spans:
        return []
    return [Place(readings=(Reading(sigla=tuple(sigla), text=text[spans[0][0] : spans[-1][1]]),))]
