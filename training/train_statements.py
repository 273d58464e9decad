"""Trains the model of :mod:`synoptic.comparing.alignment` on planted stories.

    python training/train_statements.py --gold samples/gold ../shared/gold/stories

Prints precision, recall and F1 of aligned sentence pairs for each event, scored by a model and a
threshold learnt from the other events only, then writes the model learnt from all.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
from itertools import combinations
from pathlib import Path

import numpy as np
from gold import GoldStory, Pair, stories
from sklearn.linear_model import LogisticRegression

from synoptic.comparing.alignment import FEATURES, Units, features, probabilities, units
from synoptic.comparing.statements import cluster_units
from synoptic.encoding import open_encoder
from synoptic.logistic import Logistic
from synoptic.types import Account, Marks

THRESHOLDS = np.arange(0.16, 0.6, 0.04)


class Example:
    """A story ready to learn from: units, features of pairs, and which of them are right."""

    def __init__(self, story: GoldStory, accounts: list[Account]) -> None:
        self.event = story.event
        self.units: Units = units(accounts)
        self.keys = [
            (passage.article, story.sentences[passage.article].index(passage))
            for passage in self.units.passages
        ]
        self.wanted = story.statement_pairs()
        rows, columns, self.values = features(self.units)
        self.right = np.array(
            [(self.keys[i], self.keys[j]) in self.wanted for i, j in zip(rows, columns, strict=True)]
        )

    def score(self, model: Logistic, threshold: float) -> tuple[float, float, float]:
        """Precision, recall and F1 of the pairs that the clusters give."""
        matrix = probabilities(self.units, model)
        given: set[Pair] = set()
        for cluster in cluster_units(matrix, self.units.account, threshold):
            for i, j in combinations(cluster.members, 2):
                first, second = sorted((self.keys[i], self.keys[j]))
                given.add((first, second))
        hits = len(given & self.wanted)
        precision, recall = hits / max(1, len(given)), hits / max(1, len(self.wanted))
        return precision, recall, 2 * hits / max(1, len(given) + len(self.wanted))


def main() -> None:
    """Reads, cross-validates, writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, nargs="+", required=True)
    target = Path(__file__).resolve().parents[1] / "src/synoptic/comparing/data/statements.json"
    parser.add_argument("--out", type=Path, default=target)
    arguments = parser.parse_args()
    examples = [Example(story, accounts_of(story)) for story in stories(arguments.gold)]
    lines = []
    for held_out in examples:
        others = [example for example in examples if example is not held_out]
        model = fit(others)
        precision, recall, f1 = held_out.score(model, model.threshold)
        lines.append(f1)
        print(f"{held_out.event:28} P {precision:.3f} R {recall:.3f} F1 {f1:.3f} at {model.threshold:.2f}")
    print(f"{'mean':28} F1 {np.mean(lines):.3f}")
    model = fit(examples)
    card = (
        f"aligned sentence pairs; logistic regression on {len(examples)} planted events "
        f"({', '.join(example.event for example in examples)}); F1 {np.mean(lines):.3f} on events left out in turn"
    )
    model = dataclasses.replace(model, card=card)
    arguments.out.write_text(json.dumps(dataclasses.asdict(model), indent=1) + "\n", "utf-8")


def accounts_of(story: GoldStory) -> list[Account]:
    """The accounts of a planted story, split as its answers say, without marks."""
    encoder = open_encoder()
    accounts = []
    for article in story.articles:
        passages = story.sentences[article.id]
        marks = Marks(article=article.id, sentences=tuple(passages))
        encodings = encoder.encode([passage.text for passage in passages])
        accounts.append(Account(article=article, marks=marks, encodings=tuple(encodings)))
    return accounts


def fit(examples: list[Example]) -> Logistic:
    """A model and its threshold from some examples; every event weighs the same."""
    values = np.concatenate([example.values for example in examples])
    right = np.concatenate([example.right for example in examples])
    weight = np.concatenate([np.full(len(e.right), 1 / len(e.right)) for e in examples])
    mean, scale = values.mean(0), np.where(values.std(0) > 1e-6, values.std(0), 1.0)
    regression = LogisticRegression(C=1.0, max_iter=5000)
    regression.fit((values - mean) / scale, right, sample_weight=weight / weight.mean())
    model = Logistic(
        features=FEATURES,
        mean=tuple(map(float, mean.round(6))),
        scale=tuple(map(float, scale.round(6))),
        weights=tuple(map(float, regression.coef_[0].round(6))),
        bias=round(float(regression.intercept_[0]), 6),
        threshold=0.0,
        card="",
    )
    scores = {t: np.mean([example.score(model, t)[2] for example in examples]) for t in THRESHOLDS}
    return dataclasses.replace(model, threshold=round(float(max(scores, key=lambda t: scores[t])), 4))


if __name__ == "__main__":
    main()
