"""News made up by a generator: events of subjects, told in bursts in many languages, as grouping sees them.

No text is written and none encoded: an article is the vectors, the terms and the fingerprint that reading
and encoding would give.  A subject (a war, a league, a company) has a direction and names of its own, an
event of it too; an account tells its event with noise, in words of its language, or copies another word for
word.  Numbers of accounts follow a long tail, their times a burst that dies away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from synoptic.grouping.brief import Brief, whole
from synoptic.grouping.duplicates import ROWS, Fingerprint
from synoptic.resemblance import MINIMA, Shingles

FIRST_DAY = 19_000
WIDTH = 256
SUBJECTS = 400
LANGUAGES = (
    *("ar", "bg", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi", "hu"),
    *("id", "it", "ja", "ko", "lt", "nl", "pl", "pt", "ro", "ru", "sv", "tr", "uk", "vi", "zh"),
)
SENTENCES = 4
WORDS = 5000
# A text has so many runs of three words; so many accounts of an event are copies of another.
SHINGLES = 200
COPIES = 0.1
# How much of a sentence is its subject, its event, and neither.
SUBJECT, EVENT, NOISE = 0.6, 1.0, 0.8


class News:
    """The news of one world; ``per_day`` articles a day on average.  The same seed gives the same."""

    def __init__(self, seed: int, per_day: int) -> None:
        self._seed, self._per_day = seed, per_day
        self._subjects = _directions(np.random.default_rng(seed), SUBJECTS)

    def of(self, first: int, last: int) -> list[Brief]:
        """The articles of the events that begin on the days ``first`` to ``last``, in order of time."""
        found = [brief for day in range(first, last) for brief in self._day(day)]
        return sorted(found, key=lambda brief: brief.order)

    def _day(self, day: int) -> Iterator[Brief]:
        random = np.random.default_rng((self._seed, day))
        made = 0
        while made < self._per_day:
            size = min(int(random.zipf(1.7)), 60)
            yield from self._event(random, f"{day}-{made}", day, size)
            made += size

    def _event(self, random: np.random.Generator, event: str, day: int, size: int) -> Iterator[Brief]:
        subject = int(random.integers(SUBJECTS))
        centre = SUBJECT * self._subjects[subject] + EVENT * _directions(random, 1)[0]
        noise = _directions(random, size * SENTENCES).reshape(size, SENTENCES, WIDTH)
        sentences = centre + NOISE * noise
        times = FIRST_DAY + day + random.random() + random.exponential(0.8, size)
        languages = random.choice(len(LANGUAGES), size)
        words = np.minimum(random.zipf(1.4, (size, 18)), WORDS)
        told = random.integers(9, size=(size, 8))
        # Some print another account word for word.
        own = np.where(random.random(size) < COPIES, random.integers(size, size=size), np.arange(size))
        texts = [_text(random) for _ in range(size)]
        for number, copied in enumerate(own.tolist()):
            language = LANGUAGES[languages[copied]]
            yield _brief(
                f"{event}-{number}",
                float(times[number].round(4)),
                language,
                sentences[copied],
                _terms(event, subject, language, words[copied], told[copied]),
                texts[copied],
            )


def documents(random: np.random.Generator, size: int) -> tuple[NDArray[np.int8], NDArray[np.int64]]:
    """Vectors (size, WIDTH) of so many accounts, and the event of each, (size,)."""
    sizes = np.minimum(random.zipf(1.7, size), 60)
    events = np.repeat(np.arange(size), sizes)[:size]
    subjects, kinds = _directions(random, SUBJECTS), random.integers(SUBJECTS, size=size)
    made = np.empty((size, WIDTH), np.int8)
    # In parts, by whole events: a million are three gigabytes before they are rounded.
    for start in range(0, size, 50_000):
        part = events[start : start + 50_000]
        known, place = np.unique(part, return_inverse=True)
        own = np.stack([_directions(np.random.default_rng(one), 1)[0] for one in known.tolist()])
        noise = _directions(random, len(part)) * (NOISE / SENTENCES**0.5)
        made[start : start + 50_000] = whole(SUBJECT * subjects[kinds[part]] + EVENT * own[place] + noise)
    return made, events


def _directions(random: np.random.Generator, number: int) -> NDArray[np.float64]:
    rows = random.normal(size=(number, WIDTH))
    unit: NDArray[np.float64] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit


def _terms(
    event: str, subject: int, language: str, words: NDArray[np.int64], told: NDArray[np.int64]
) -> dict[str, Counter[str]]:
    own = told.tolist()
    return {
        "words": Counter(
            [f"{language}:{word}" for word in words.tolist()]
            + [f"{language}:{event}-{one}" for one in own[:4]]
        ),
        "names": Counter(
            [f"written:{event}-{one}" for one in own[:4]]
            + [f"written:s{subject}-{one}" for one in own[4:6]]
            + [f"country:{subject % 60}"]
        ),
        "numbers": Counter(f"{event}-{one}" for one in own[6:]),
    }


def _text(random: np.random.Generator) -> Fingerprint:
    """The fingerprint of a text of its own, as long as a short report's."""
    hashes = np.sort(random.integers(2**63, size=SHINGLES, dtype=np.uint64))
    cut = Shingles(key=random.bytes(16), words=SHINGLES + 2, hashes=hashes)
    return Fingerprint(cut, tuple(random.bytes(8) for _ in range(MINIMA // ROWS)))


def _brief(
    name: str,
    time: float,
    language: str,
    sentences: NDArray[np.float64],
    terms: dict[str, Counter[str]],
    text: Fingerprint,
) -> Brief:
    document = sentences.mean(0, keepdims=True)
    return Brief(
        id=name,
        order=(False, time, name),
        time=time,
        language=language,
        script="LATIN",
        page=name,
        text=text,
        document=whole(document)[0],
        lead=whole(sentences[:3].mean(0, keepdims=True))[0],
        sentences=whole(sentences),
        terms=terms,
        spread=Counter(terms["words"].keys()),
        told=len(sentences),
    )
