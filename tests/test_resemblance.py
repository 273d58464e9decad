"""How alike texts are, and the alike ones among many."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synoptic.resemblance import alike, containment, resemblance, shingles

WORDS = [f"{a}{b}{c}" for a in "bdfgkl" for b in "aeiou" for c in ("n", "rst", "lm", "")]
JAPANESE = "土曜日に倉庫で火災があり、5人がけがをした。消防が原因を調べている。けがはいずれも軽い。"
THAI = "ท่าเรือถูกปิดเมื่อวันอังคารหลังเรือบรรทุกเกยตื้น หน่วยยามฝั่งกล่าว"


def text(seed: int, count: int = 200) -> list[str]:
    return random.Random(seed).choices(WORDS, k=count)


def test_case_punctuation_and_spaces_do_not_count() -> None:
    one, other = shingles("Three men, they said, were hurt."), shingles("THREE MEN  they said\nwere hurt")
    assert (one.key, resemblance(one, other)) == (other.key, 1.0)


@pytest.mark.parametrize("whole", [JAPANESE, THAI])
def test_scripts_without_spaces_are_taken_by_characters(whole: str) -> None:
    a, b = shingles(whole), shingles(whole + whole[:3])
    assert 0.6 < resemblance(a, b) < 1.0
    assert containment(a, b) == 1.0
    assert resemblance(a, shingles(whole[::-1])) < 0.2
    assert 10 < a.words < 40


@given(st.text(max_size=60), st.text(max_size=60))
def test_resemblance_is_a_share_and_goes_both_ways(one: str, other: str) -> None:
    a, b = shingles(one), shingles(other)
    assert resemblance(a, a) == 1.0
    assert 0.0 <= resemblance(a, b) == resemblance(b, a) <= 1.0
    assert resemblance(a, b) <= max(containment(a, b), containment(b, a)) <= 1.0


def test_alike_texts_are_found_among_many() -> None:
    words = [text(seed) for seed in range(60)]
    edited = [[*one[:90], "edited", *one[91:]] for one in words[:30]]
    found = [shingles(" ".join(one)) for one in words + edited]
    groups = alike(found, lambda i, j: resemblance(found[i], found[j]) > 0.8)
    assert sorted(group for group in groups if len(group) > 1) == [[n, n + 60] for n in range(30)]


def test_many_copies_cost_as_many_comparisons_as_texts() -> None:
    base, asked = text(1), 0
    found = [shingles(" ".join([*base[: n % 200], f"x{n}", *base[n % 200 :]])) for n in range(3000)]

    def same(one: int, other: int) -> bool:
        nonlocal asked
        asked += 1
        return resemblance(found[one], found[other]) > 0.8

    assert alike(found, same) == [list(range(3000))]
    assert asked < 3100
