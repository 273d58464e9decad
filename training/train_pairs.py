"""Trains the models that bring figures and quotes of different accounts together.

    python training/train_pairs.py --gold samples/gold ../shared/gold/stories

A pair of marks is right where both stand in the same item of the answers (figures that must not be
compared apart), wrong where one of them does and the other stands elsewhere.  Prints precision, recall
and F1 of grouped pairs for each event, learnt from the others, then writes the models learnt from all.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from marked import MarkedStory, answer_tellings, marked, matches
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from synoptic.comparing import differing, entities, figures, knots, quotes
from synoptic.logistic import Logistic, load
from synoptic.types import Figure, Passage

DATA = Path(__file__).resolve().parents[1] / "src/synoptic/comparing/data"
THRESHOLDS = np.arange(0.12, 0.7, 0.04)


@dataclass
class Example:
    """The pairs of one event: features, which are known, which are right, and how to group them."""

    event: str
    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    values: NDArray[np.float64]
    items: list[set[int]]  # the gold items of each mark
    group: Callable[[Logistic, float], list[list[int]]]
    both: bool = False  # whether a pair is known only where both marks stand in the answers

    @property
    def right(self) -> NDArray[np.bool_]:
        """Pairs that share a gold item."""
        return np.array(
            [bool(self.items[i] & self.items[j]) for i, j in zip(self.rows, self.columns, strict=True)]
        )

    @property
    def known(self) -> NDArray[np.bool_]:
        """Pairs of which one mark stands in the answers, or both."""
        if self.both:
            return np.array(
                [bool(self.items[i] and self.items[j]) for i, j in zip(self.rows, self.columns, strict=True)]
            )
        return np.array(
            [bool(self.items[i] or self.items[j]) for i, j in zip(self.rows, self.columns, strict=True)]
        )

    def score(self, model: Logistic, threshold: float) -> tuple[float, float, float]:
        """Precision, recall and F1 of pairs brought together, among the known ones."""
        pairs = set(zip(self.rows.tolist(), self.columns.tolist(), strict=True))
        known = dict(
            zip(zip(self.rows.tolist(), self.columns.tolist(), strict=True), self.known, strict=True)
        )
        wanted = {p for p in pairs if self.items[p[0]] & self.items[p[1]]}
        given = {
            p
            for group in self.group(model, threshold)
            for p in combinations(sorted(group), 2)
            if p in pairs and known[p]
        }
        hits = len(wanted & given)
        return (
            hits / max(1, len(given)),
            hits / max(1, len(wanted)),
            2 * hits / max(1, len(given) + len(wanted)),
        )


def main() -> None:
    """Reads, cross-validates, writes both models."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, nargs="+", required=True)
    arguments = parser.parse_args()
    told = list(marked(arguments.gold))
    learn("figures", figures.FEATURES, [figure_example(story) for story in told])
    learn("differing", differing.FEATURES, [differing_example(story) for story in told])
    learn("entities", knots.FEATURES, [entity_example(story) for story in told])
    learn("quotes", quotes.FEATURES, [quote_example(story) for story in told])


def figure_example(story: MarkedStory) -> Example:
    """The pairs of figures of one event that can both be true."""
    found = figures.collect(story.told)
    rows, columns, values = figures.features(found, story.told.chance)
    return Example(
        story.gold.event,
        rows,
        columns,
        values,
        figure_items(story, found),
        lambda model, t: figures.groups(found, figures.probabilities(found, story.told.chance, model), t),
    )


def figure_items(story: MarkedStory, found: figures.Figures) -> list[set[int]]:
    """The gold items of each figure, leaving out those that must not be compared."""
    comparable = [item for item in story.gold.answers["figures"] if item["verdict"] != "not_comparable"]

    def fits(mark: Passage, telling: dict[str, Any]) -> bool:
        assert isinstance(mark, Figure)
        low, high = telling["value"] if isinstance(telling["value"], list) else (telling["value"],) * 2
        return any(
            v is not None and abs(abs(v) - abs(w)) <= 1e-6 * max(1, abs(w))
            for v, w in ((mark.low, low), (mark.high, high))
        )

    return items_of(story, found.figures, comparable, fits)


def differing_example(story: MarkedStory) -> Example:
    """The pairs of groups of one event whose values cannot both be true; rows and columns are groups."""
    found = figures.collect(story.told)
    alike = load("synoptic.comparing", "figures")
    chance = figures.probabilities(found, story.told.chance, alike)
    groups = figures.groups(found, chance, alike.threshold)
    pairs = differing.candidates(found, groups)
    single = figure_items(story, found)
    items = [set.union(*(single[i] for i in group)) for group in groups]

    def group(model: Logistic, threshold: float) -> list[list[int]]:
        merged, _ = differing.merge(found, groups, story.told.chance, model, threshold)
        home = {member: index for index, members in enumerate(merged) for member in members}
        joined: dict[int, list[int]] = {}
        for number, members in enumerate(groups):
            joined.setdefault(home[members[0]], []).append(number)
        return list(joined.values())

    return Example(
        story.gold.event,
        np.array([a for a, _ in pairs], int),
        np.array([b for _, b in pairs], int),
        differing.features(found, groups, pairs, story.told.chance),
        items,
        group,
    )


def entity_example(story: MarkedStory) -> Example:
    """The pairs of knots of mentions of one event."""
    found = knots.collect(story.told)
    rows, columns, values = knots.features(found, story.told.chance)
    texts = {account.id: account.article.text for account in story.told.accounts}
    items: list[set[int]] = [set() for _ in found.knots]
    for number, entity in enumerate(story.gold.answers["entities"]):
        for article, forms in entity["forms"].items():
            for form in forms if isinstance(forms, list) else [forms]:
                for index, knot in enumerate(found.knots):
                    own = [mention for mention in knot.mentions if mention.article == article]
                    if any(matches(mention, texts[article], form, union=True) for mention in own):
                        items[index].add(number)
    return Example(
        story.gold.event,
        rows,
        columns,
        values,
        items,
        lambda model, t: entities.groups(found, knots.probabilities(found, story.told.chance, model), t),
        both=True,
    )


def quote_example(story: MarkedStory) -> Example:
    """The pairs of quotes of one event."""
    found = quotes.collect(story.told, entities.link(story.told).ids)
    rows, columns, values = quotes.features(found, story.told.chance)
    return Example(
        story.gold.event,
        rows,
        columns,
        values,
        items_of(story, found.quotes, story.gold.answers["quotes"], lambda mark, telling: True),
        lambda model, t: quotes.groups(found, quotes.probabilities(found, story.told.chance, model), t),
    )


def items_of(
    story: MarkedStory,
    marks: Sequence[Passage],
    answers: Sequence[dict[str, Any]],
    fits: Callable[[Passage, dict[str, Any]], bool],
) -> list[set[int]]:
    """For each mark, the numbers of the gold items that have it."""
    texts = {account.id: account.article.text for account in story.told.accounts}
    found: list[set[int]] = [set() for _ in marks]
    for number, item in enumerate(answers):
        for article, telling in answer_tellings(item):
            for index, mark in enumerate(marks):
                if (
                    mark.article == article
                    and matches(mark, texts[article], telling["surface"])
                    and fits(mark, telling)
                ):
                    found[index].add(number)
    return found


def learn(name: str, features: tuple[str, ...], examples: list[Example]) -> None:
    """Cross-validates over events, then writes ``data/name.json``."""
    scores = []
    for held_out in examples:
        model = fit(features, [example for example in examples if example is not held_out])
        precision, recall, f1 = held_out.score(model, model.threshold)
        scores.append(f1)
        shown = f"P {precision:.3f} R {recall:.3f} F1 {f1:.3f} at {model.threshold:.2f}"
        print(f"{name} {held_out.event:28} {shown}")
    print(f"{name} {'mean':28} F1 {np.mean(scores):.3f}")
    model = fit(features, examples)
    events = ", ".join(example.event for example in examples)
    mean = f"F1 {np.mean(scores):.3f} on events left out in turn"
    card = f"pairs of {name} of two accounts; planted events {events}; {mean}"
    document = dataclasses.asdict(dataclasses.replace(model, card=card))
    (DATA / f"{name}.json").write_text(json.dumps(document, indent=1) + "\n", "utf-8")


def fit(features: tuple[str, ...], examples: list[Example]) -> Logistic:
    """A model and its threshold from some examples."""
    values = np.concatenate([example.values[example.known] for example in examples])
    right = np.concatenate([example.right[example.known] for example in examples])
    mean, scale = values.mean(0), np.where(values.std(0) > 1e-6, values.std(0), 1.0)
    regression = LogisticRegression(C=0.5, max_iter=5000).fit((values - mean) / scale, right)
    model = Logistic(
        features=features,
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
