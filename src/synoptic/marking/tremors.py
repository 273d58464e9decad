"""Degrees that measure no warmth: "un terremoto de 6,1 grados" is of magnitude 6.1."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from synoptic.languages.profile import Profile, profile
from synoptic.marking.lexicon import fold
from synoptic.marking.stems import Stems
from synoptic.types import Figure

_STRONGEST = 10  # on any scale of magnitude
_NEAR = 60  # characters on either side in which a word for a tremor stands


def without_tremors(text: str, figures: Sequence[Figure], language: Profile) -> tuple[Figure, ...]:
    """The figures, degrees beside a word for an earthquake or its scale without a unit, as a magnitude is."""
    return tuple(
        replace(figure, unit=None)
        if figure.unit == "celsius" and _of_a_tremor(text, figure, language)
        else figure
        for figure in figures
    )


def _of_a_tremor(text: str, figure: Figure, language: Profile) -> bool:
    if not all(value is None or 0 < value <= _STRONGEST for value in (figure.low, figure.high)):
        return False
    around = fold(text[max(0, figure.start - _NEAR) : figure.end + _NEAR])
    return next(_words(language.code).find(around), None) is not None


@cache
def _words(code: str) -> Stems[bool]:
    language = profile(code)
    return Stems(dict.fromkeys(language.units.tremors, True), language)
