"""Trains the model of :mod:`synoptic.comparing.alignment` on planted stories.

    python training/train_statements.py --gold samples/gold ../shared/gold/stories [--ablate]

Accounts are split and marked by the product itself.  Prints precision, recall and F1 of aligned
sentence pairs for each event, scored by a model and a threshold learnt from the other events
only, then writes the model learnt from all.  With ``--ablate`` prints what each kind of evidence is
worth instead, and writes nothing.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
from itertools import combinations, product
from pathlib import Path

import numpy as np
from gold import GoldStory, Pair, stories
from sklearn.linear_model import LogisticRegression

from synoptic import pipeline, registry
from synoptic.comparing import alignment, statements
from synoptic.comparing.alignment import FEATURES, features, supported, units
from synoptic.logistic import Logistic
from synoptic.settings import load
from synoptic.types import Account, Passage

THRESHOLDS = np.arange(0.26, 0.5, 0.04)
KINDS = {
    "pooled vectors": ("cosine",),
    "token states": ("late", "coverage", "won"),
    "neighbours": ("neighbours",),
    "figures": ("figure",),
    "dates": ("date",),
    "names": ("names", "places", "other_person"),
}


class Example:
    """A story ready to learn from: units, features of pairs, and which of them are right.

    ``counts`` is false for pairs of sentences that no statement of the answers holds: the answers
    do not list all that two copies share.  It is false too for versions of one quote that differ: they
    belong side by side, and the answers leave them out.
    """

    def __init__(self, story: GoldStory, accounts: list[Account]) -> None:
        self.event = story.event
        self.units = units(accounts)
        self.keys = [gold_sentences(story, passage) for passage in self.units.passages]
        self.wanted = story.statement_pairs()
        self.rows, self.columns, self.values, _ = features(self.units)
        self.right = np.array(
            [bool(self.pairs(i, j) & self.wanted) for i, j in zip(self.rows, self.columns, strict=True)]
        )
        listed = np.zeros(len(self.keys), bool)
        listed[self.rows[self.right]] = listed[self.columns[self.right]] = True
        self.altered = story.altered_pairs()
        altered = np.array(
            [bool(self.pairs(i, j) & self.altered) for i, j in zip(self.rows, self.columns, strict=True)]
        )
        self.counts = (listed[self.rows] | listed[self.columns]) & ~altered

    def pairs(self, first: int, second: int) -> set[Pair]:
        """The pairs of gold sentences that two units stand for."""
        return {tuple(sorted(pair)) for pair in product(self.keys[first], self.keys[second])}  # type: ignore[misc]

    def score(self, model: Logistic, threshold: float, kept: list[int]) -> tuple[float, float, float]:
        """Precision, recall and F1 of the pairs that the clusters give."""
        chance = model.probability(self.values[:, kept])
        matrix = supported(len(self.keys), self.rows, self.columns, chance, self.units.account)
        given: set[Pair] = set()
        for cluster in statements.cluster_units(matrix, self.units.account, threshold):
            for i, j in combinations(cluster.members, 2):
                given |= self.pairs(i, j)
        hits = len(given & self.wanted)
        precision, recall = hits / max(1, len(given)), hits / max(1, len(self.wanted))
        return precision, recall, 2 * hits / max(1, len(given) + len(self.wanted))


def main() -> None:
    """Reads, cross-validates, writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, nargs="+", required=True)
    parser.add_argument("--ablate", action="store_true")
    target = Path(__file__).resolve().parents[1] / "src/synoptic/comparing/data/statements.json"
    parser.add_argument("--out", type=Path, default=target)
    arguments = parser.parse_args()
    parts = registry.parts(load())
    examples = [
        Example(story, list(pipeline.account_for(story.articles, parts))) for story in stories(arguments.gold)
    ]
    if arguments.ablate:
        ablate(examples)
        return
    f1 = validate(examples, list(range(len(FEATURES))), "all")
    model = fit(examples, list(range(len(FEATURES))))
    card = (
        f"aligned sentence pairs; logistic regression on {len(examples)} planted events "
        f"({', '.join(example.event for example in examples)}); F1 {f1:.3f} on events left out in turn"
    )
    model = dataclasses.replace(model, card=card)
    arguments.out.write_text(json.dumps(dataclasses.asdict(model), indent=1) + "\n", "utf-8")


def gold_sentences(story: GoldStory, passage: Passage) -> list[tuple[str, int]]:
    """The sentences of the answers that a passage shares at least half of the shorter of both with."""
    found = []
    for index, sentence in enumerate(story.sentences[passage.article]):
        shared = min(passage.end, sentence.end) - max(passage.start, sentence.start)
        if shared >= 0.5 * min(passage.end - passage.start, sentence.end - sentence.start):
            found.append((passage.article, index))
    return found


def validate(examples: list[Example], kept: list[int], label: str, *, quiet: bool = False) -> float:
    """Mean F1 over events left out in turn; prints each event's.

    An event is scored by a model learnt from the others, at the threshold that is best for the others, each
    scored by the model that had not seen it.
    """
    table = []
    for held_out in examples:
        model = learnt([example for example in examples if example is not held_out], kept)
        table.append([held_out.score(model, threshold, kept) for threshold in THRESHOLDS])
    scored = np.array(table)
    scores = []
    for number, event in enumerate(examples):
        best = int(np.delete(scored, number, axis=0)[:, :, 2].mean(axis=0).argmax())
        precision, recall, f1 = scored[number, best]
        scores.append((precision, recall, f1))
        if not quiet:
            print(f"{event.event:28} P {precision:.3f} R {recall:.3f} F1 {f1:.3f} at {THRESHOLDS[best]:.2f}")
    precision, recall, f1 = np.mean(scores, axis=0)
    print(f"{label:28} P {precision:.3f} R {recall:.3f} F1 {f1:.3f}", flush=True)
    return float(f1)


def ablate(examples: list[Example]) -> None:
    """Prints the mean F1 without each kind of evidence, without support, and without second tellings."""
    everything = list(range(len(FEATURES)))
    validate(examples, everything, "all", quiet=True)
    for kind, prefixes in KINDS.items():
        kept = [i for i in everything if not FEATURES[i].startswith(prefixes)]
        validate(examples, kept, f"without {kind}", quiet=True)
    marks = KINDS["figures"] + KINDS["dates"] + KINDS["names"]
    kept = [i for i in everything if not FEATURES[i].startswith(marks)]
    validate(examples, kept, "without marks", quiet=True)
    support, alignment.SUPPORT = alignment.SUPPORT, 0.0
    validate(examples, everything, "without support", quiet=True)
    alignment.SUPPORT = support
    second, found = statements.SECOND, statements.FOUND
    statements.FOUND = 2.0
    validate(examples, everything, "no founded statements", quiet=True)
    statements.SECOND = 2.0
    validate(examples, everything, "one statement a sentence", quiet=True)
    statements.SECOND, statements.FOUND = second, found


def fit(examples: list[Example], kept: list[int]) -> Logistic:
    """A model of some features from some examples, with the threshold that is best for them."""
    model = learnt(examples, kept)
    scores = {t: np.mean([example.score(model, t, kept)[2] for example in examples]) for t in THRESHOLDS}
    return dataclasses.replace(model, threshold=round(float(max(scores, key=lambda t: scores[t])), 4))


def learnt(examples: list[Example], kept: list[int]) -> Logistic:
    """A model of some features from some examples, without a threshold; every event weighs the same."""
    values = np.concatenate([example.values[:, kept] for example in examples])
    right = np.concatenate([example.right for example in examples])
    weight = np.concatenate([e.counts / e.counts.sum() for e in examples])
    mean, scale = values.mean(0), np.where(values.std(0) > 1e-6, values.std(0), 1.0)
    regression = LogisticRegression(C=1.0, max_iter=5000, solver="newton-cholesky")
    regression.fit((values - mean) / scale, right, sample_weight=weight / weight.mean())
    return Logistic(
        features=tuple(FEATURES[i] for i in kept),
        mean=tuple(map(float, mean.round(6))),
        scale=tuple(map(float, scale.round(6))),
        weights=tuple(map(float, regression.coef_[0].round(6))),
        bias=round(float(regression.intercept_[0]), 6),
        threshold=0.0,
        card="",
    )


if __name__ == "__main__":
    main()
