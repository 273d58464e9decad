"""Why two articles are, or are not, one story, in words."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from synoptic.errors import UsageError
from synoptic.grouping import affinity, terms
from synoptic.grouping.affinity import Pairs
from synoptic.grouping.columns import Columns
from synoptic.grouping.stories import grouping
from synoptic.grouping.stream import WINDOW_DAYS, Stream
from synoptic.grouping.times import day_number
from synoptic.marking.writing import same_writing
from synoptic.types import Account

MOST_SHOWN = 8
# A reason that moves the answer by less than this (in logits) is not worth naming first.
WEAK = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One feature: its ``value``, how far it moves the answer (``weight``, in logits), and in words."""

    feature: str
    value: float
    weight: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why two accounts are, or are not, one story.

    ``affinity`` is that of the two, 0..1; a story holds together from ``threshold`` on average.
    ``days`` is the time between them, None where one has no time.  ``reasons`` stand in order of
    weight, ``verdict`` is one line for a person.
    """

    first: str
    second: str
    same_story: bool
    same_storyline: bool
    affinity: float
    threshold: float
    days: float | None
    reasons: tuple[Reason, ...]
    verdict: str

    def text(self) -> str:
        """The whole explanation, a line a reason."""
        lines = [self.verdict]
        for reason in self.reasons:
            sign = "for" if reason.weight > WEAK else "against" if reason.weight < -WEAK else "neither way"
            lines.append(f"  {sign}: {reason.words}")
        return "\n".join(lines)


def why(
    a: Account, b: Account, accounts: Sequence[Account], *, window_days: float = WINDOW_DAYS
) -> Explanation:
    """Why ``a`` and ``b`` are, or are not, one story among ``accounts``.

    ``accounts`` is the whole run: what is rare, and which stories there are, hangs on it.

    Raises:
        UsageError: one of the two is not among ``accounts``, or they are the same.
    """
    stream = Stream(window_days=window_days)
    stream.add(accounts)
    rows = stream.rows()
    for account in (a, b):
        if account.id not in rows:
            raise UsageError(f"{account.id} is not among the articles read")
    if a.id == b.id:
        raise UsageError(f"{a.id} is compared with itself")
    low, high = sorted((a, b), key=lambda account: account.id)
    couple = _Couple(stream.columns, low, high, rows)
    values = affinity.features(stream.columns, couple.pair)
    found = grouping(stream)
    story = {account: one.id for one in found.stories for account in one.accounts}
    line = {one: whole.id for whole in found.storylines for one in whole.stories}
    days = abs(day_number(a.article) - day_number(b.article))
    distance = None if math.isnan(days) else days
    same = story[a.id] == story[b.id]
    lined = story[a.id] in line and line[story[a.id]] == line.get(story[b.id])
    chance = float(stream.affinities(couple.pair)[0])
    threshold = affinity.model().cut.threshold
    return Explanation(
        first=a.id,
        second=b.id,
        same_story=same,
        same_storyline=same or lined,
        affinity=round(chance, 4),
        threshold=threshold,
        days=distance,
        reasons=_reasons(couple, values[0].tolist()),
        verdict=_verdict(same, lined, chance, threshold, distance, window_days),
    )


def _verdict(
    same: bool, lined: bool, chance: float, threshold: float, days: float | None, window: float
) -> str:
    close = f"affinity {chance:.2f}, a story holds together from {threshold:.2f}"
    if same:
        return f"One story ({close})."
    also = ", of one storyline" if lined else ""
    if days is not None and days > window:
        return f"Two stories{also}: published {days:.1f} days apart, more than {window:g} ({close})."
    if chance >= threshold:
        return f"Two stories{also}: alike, but each is closer to the others of its own story ({close})."
    return f"Two stories{also} ({close})."


@dataclass(frozen=True, slots=True)
class _Couple:
    """The two articles and, by id, the rows that stand for articles: one row for all of one text."""

    columns: Columns
    first: Account
    second: Account
    rows: Mapping[str, int]

    @property
    def pair(self) -> Pairs:
        """The two as a pair of rows."""
        return Pairs(np.array([self.rows[self.first.id]]), np.array([self.rows[self.second.id]]))

    def shared(self, kind: str) -> list[str]:
        """The terms that both have, the heaviest first, as they are written."""
        kept, known = self.columns.terms[kind], self.columns.vocabulary.names
        weights = []
        for row in (self.pair.first, self.pair.second):
            places, _ = kept.rows.flat(row)
            weights.append(
                dict(zip(kept.numbers[places].tolist(), kept.weights[places].tolist(), strict=True))
            )
        one, other = weights
        both = [(-one[term] * other[term], known[term]) for term in one if one[term] * other.get(term, 0)]
        written = self._written if kind == "names" else _after_colon
        return list(dict.fromkeys(written(term) for _, term in sorted(both)))[:MOST_SHOWN]

    def _written(self, term: str) -> str:
        """A name as both write it."""
        forms = [terms.spellings(account).get(term) for account in (self.first, self.second)]
        return " / ".join(dict.fromkeys(form for form in forms if form)) or _after_colon(term)

    def apart(self) -> str | None:
        """Why words cannot be compared, where they cannot."""
        if self.first.article.lang != self.second.article.lang:
            return "two languages"
        return None if same_writing(self.first.article, self.second.article) else "two scripts"


def _after_colon(term: str) -> str:
    return term.partition(":")[2] or term


def _reasons(couple: _Couple, values: list[float]) -> tuple[Reason, ...]:
    learnt = affinity.model().affinity
    reasons = [
        Reason(
            feature=feature,
            value=round(value, 4),
            weight=round(weight * (value - _unmoved(feature, mean)) / scale, 4),
            words=_words(feature, value, couple),
        )
        for feature, value, mean, scale, weight in zip(
            learnt.features, values, learnt.mean, learnt.scale, learnt.weights, strict=True
        )
    ]
    return tuple(sorted(reasons, key=lambda reason: (-abs(reason.weight), reason.feature)))


def _unmoved(feature: str, mean: float) -> float:
    """The value that speaks neither for nor against."""
    return affinity.neutral(feature) if feature in affinity.NEUTRAL else mean


def _words(feature: str, value: float, couple: _Couple) -> str:
    if feature == "documents":
        return f"the texts as a whole are {value:.0%} alike (a shared subject alone makes them so)"
    if feature == "leads":
        return f"their openings are {value:.0%} alike"
    if feature == "coverage":
        return f"what the one says is found in the other to {value:.0%}, sentence by sentence"
    if feature == "words" and (apart := couple.apart()):
        return f"words are not compared: {apart}"
    shared = couple.shared(feature)
    alike = math.exp(value) - affinity.LEAST
    if not shared:
        return f"no {feature} shared" if alike < affinity.NEUTRAL[feature] else f"no {feature} to compare"
    return f"{feature} {alike:.0%} alike; shared, the rarest first: {', '.join(shared)}"
