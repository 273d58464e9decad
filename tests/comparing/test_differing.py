"""Which groups of figures could state one count differently."""

from __future__ import annotations

import numpy as np
from tests.comparing.conftest import Make

from synoptic.comparing.alignment import Matrix
from synoptic.comparing.differing import candidates
from synoptic.comparing.figures import Figures, collect
from synoptic.comparing.told import tell
from synoptic.types import Article


def _collected(make: Make, *texts: str) -> Figures:
    articles = [
        Article(id=f"a{n}", text=text, lang="en", published=f"2025-03-1{n}") for n, text in enumerate(texts)
    ]
    return collect(tell(make(*articles)))


def _may(items: Figures, *groups: tuple[float, ...]) -> Matrix:
    """Which groups, each given by the numbers in it, may be one count."""
    stated = [quantity.stated for quantity in items.quantities]
    return candidates(items, [[stated.index(value) for value in group] for group in groups]).may


def test_a_rough_number_among_exact_ones_hides_no_difference(make: Make) -> None:
    items = _collected(
        make,
        "In all 1,240 dockers walked out on Monday.",
        "More than 1,200 dockers walked out on Monday.",
        "Some 1,420 dockers walked out.",
        "There 1,430 dockers walked out.",
    )
    assert _may(items, (1240, 1200), (1430,))[0, 1]
    assert not _may(items, (1200,), (1430,))[0, 1]


def test_a_part_what_was_before_and_what_was_long_ago_are_no_other_number_of_a_count(make: Make) -> None:
    items = _collected(
        make,
        "The death toll rose from 12 to 19. Two more bodies were found, and so 19 people died.",
        "The fire killed 23 people. In 2011 a fire in the same town killed 17 people.",
    )
    may = _may(items, (12,), (19,), (2,), (23,), (17,))
    assert np.flatnonzero(may[3]).tolist() == [1]
    assert not may[4].any()


def test_families_are_never_as_many_as_people(make: Make) -> None:
    items = _collected(make, "They moved 620 families to safety.", "They moved 1,800 people to safety.")
    assert not _may(items, (620,), (1800,))[0, 1]


def test_a_rough_measure_beside_an_exact_one_says_no_more(make: Make) -> None:
    items = _collected(
        make, "The ship made 17 knots, or more than 31 km/h.", "The ship made 22 knots when it struck."
    )
    assert _may(items, (items.quantities[1].stated,), (items.quantities[2].stated,))[0, 1]
