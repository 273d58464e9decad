"""Why two articles are, or are not, one story, in words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from synoptic.errors import UsageError
from synoptic.grouping import affinity, terms
from synoptic.grouping.affinity import Pairs
from synoptic.grouping.evidence import Evidence, gather
from synoptic.grouping.stories import group
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


def why(a: Account, b: Account, accounts: Sequence[Account], *, window_days: float = 5.0) -> Explanation:
    """Why ``a`` and ``b`` are, or are not, one story among ``accounts``.

    ``accounts`` is the whole run: what is rare, and which stories there are, hangs on it.

    Raises:
        UsageError: one of the two is not among ``accounts``, or they are the same.
    """
    ordered = sorted(accounts, key=lambda account: account.id)
    place = {account.id: index for index, account in enumerate(ordered)}
    for account in (a, b):
        if account.id not in place:
            raise UsageError(f"{account.id} is not among the articles read")
    if a.id == b.id:
        raise UsageError(f"{a.id} is compared with itself")
    evidence = gather(ordered)
    low, high = sorted((place[a.id], place[b.id]))
    pair = Pairs(np.array([low]), np.array([high]))
    values = affinity.features(evidence, pair)
    learnt = affinity.model()
    grouping = group(accounts, window_days=window_days)
    story = {account: found.id for found in grouping.stories for account in found.accounts}
    line = {found: one.id for one in grouping.storylines for found in one.stories}
    days = abs(float(evidence.times[low] - evidence.times[high]))
    distance = None if math.isnan(days) else days
    same = story[a.id] == story[b.id]
    lined = story[a.id] in line and line[story[a.id]] == line.get(story[b.id])
    chance = float(learnt.affinity.probability(values)[0])
    return Explanation(
        first=a.id,
        second=b.id,
        same_story=same,
        same_storyline=same or lined,
        affinity=round(chance, 4),
        threshold=learnt.cut.threshold,
        days=distance,
        reasons=_reasons(_Couple(evidence, ordered, low, high), values[0].tolist()),
        verdict=_verdict(same, lined, chance, learnt.cut.threshold, distance, window_days),
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
    """The two articles, by their places in the evidence."""

    evidence: Evidence
    accounts: Sequence[Account]
    low: int
    high: int

    def shared(self, kind: str) -> list[str]:
        """The terms that both have, the heaviest first, as they are written."""
        weights: csr_matrix = self.evidence.weights[kind]
        both = weights[[self.low]].multiply(weights[[self.high]]).tocoo()
        heaviest = sorted(
            zip(both.data.tolist(), both.col.tolist(), strict=True), key=lambda term: (-term[0], term[1])
        )
        known = self.evidence.vocabulary[kind]
        written = self._written if kind == "names" else _after_colon
        return list(dict.fromkeys(written(known[column]) for _, column in heaviest))[:MOST_SHOWN]

    def _written(self, term: str) -> str:
        """A name as both write it."""
        forms = [terms.spellings(self.accounts[place]).get(term) for place in (self.low, self.high)]
        return " / ".join(dict.fromkeys(form for form in forms if form)) or _after_colon(term)

    def in_one_language(self) -> bool:
        """Whether words can be compared."""
        return bool(self.evidence.languages[self.low] == self.evidence.languages[self.high])


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
    return math.log(affinity.NEUTRAL[feature] + affinity.LEAST) if feature in affinity.NEUTRAL else mean


def _words(feature: str, value: float, couple: _Couple) -> str:
    if feature == "documents":
        return f"the texts as a whole are {value:.0%} alike (a shared subject alone makes them so)"
    if feature == "leads":
        return f"their openings are {value:.0%} alike"
    if feature == "coverage":
        return f"what the one says is found in the other to {value:.0%}, sentence by sentence"
    if feature == "words" and not couple.in_one_language():
        return "words are not compared: two languages"
    shared = couple.shared(feature)
    alike = math.exp(value) - affinity.LEAST
    if not shared:
        return f"no {feature} shared" if alike < affinity.NEUTRAL[feature] else f"no {feature} to compare"
    return f"{feature} {alike:.0%} alike; shared, the rarest first: {', '.join(shared)}"
