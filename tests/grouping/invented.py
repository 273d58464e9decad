"""Briefs of invented articles: events with vectors and terms of their own, told with noise."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np

from synoptic.grouping.brief import Brief, whole, writing
from synoptic.grouping.duplicates import fingerprint

WIDTH = 32
# Serbian twice: one language in two scripts is two writings.
LANGUAGES = (("en", "LATIN"), ("ar", "ARABIC"), ("sr", "LATIN"), ("sr", "CYRILLIC"))
COMMON = 40


def invented(
    seed: int, size: int, *, days: int = 12, undated: float = 0.1, copies: float = 0.1
) -> list[Brief]:
    """``size`` articles of some events on some days; some without a time, some with the words of another."""
    random = np.random.default_rng(seed)
    events = random.normal(size=(max(1, size // 4), WIDTH))
    made: list[Brief] = []
    for number in range(size):
        event = int(random.integers(len(events)))
        day = 20_000 + event % days + float(random.exponential(1.0))
        time = math.nan if random.random() < undated else round(day, 3)
        if made and random.random() < copies:
            made.append(copy_of(made[int(random.integers(len(made)))], f"a{number:04}", time))
            continue
        made.append(_told(random, events[event], event, f"a{number:04}", time))
    return made


def copy_of(one: Brief, name: str, time: float) -> Brief:
    """The same words published at another time."""
    kept = {field: getattr(one, field) for field in Brief.__slots__}
    return Brief(**{**kept, "id": name, "page": name, "time": time, "order": _order(time, name)})


def _order(time: float, name: str) -> tuple[bool, float, str]:
    return (math.isnan(time), 0.0 if math.isnan(time) else time, name)


def _told(random: np.random.Generator, event: np.ndarray, number: int, name: str, time: float) -> Brief:
    language, script = LANGUAGES[int(random.integers(len(LANGUAGES)))]
    sentences = event + random.normal(scale=0.8, size=(int(random.integers(1, 6)), WIDTH))
    own = [f"{number}-{term}" for term in random.integers(8, size=4)]
    words = Counter(
        f"{writing(language, script)}:{term}" for term in [*own, *map(str, random.integers(COMMON, size=12))]
    )
    return Brief(
        id=name,
        order=_order(time, name),
        time=time,
        language=language,
        script=script,
        page=name,
        text=fingerprint(f"{name} " * 12),
        document=whole(sentences.mean(0, keepdims=True))[0],
        lead=whole(sentences[:3].mean(0, keepdims=True))[0],
        sentences=whole(sentences),
        terms={
            "words": words,
            "names": Counter([*(f"written:{term}" for term in own[:2]), f"country:{number % 3}"]),
            "numbers": Counter(own[2:]),
        },
        spread=Counter(words.keys()),
        told=len(sentences),
    )


def partition(stories: Sequence[tuple[list, list]]) -> set[frozenset[str]]:
    """Which articles are together."""
    return {frozenset(name for *_, name in orders) for orders, _ in stories}
