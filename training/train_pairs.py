"""Trains the models that bring figures and quotes of different accounts together.

    python training/train_pairs.py --gold samples/gold ../shared/gold/stories

A pair of marks is right where both stand in the same item of the answers (figures that must not be
compared apart), wrong where one of them does and the other stands elsewhere.  Figures of one count that
differ are learnt from the same stories with numbers replaced (:mod:`renumbered`).  Prints precision,
recall and F1 of grouped pairs for each event, learnt from the others, then writes the models learnt from
all.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from marked import MarkedStory, figure_items, items_of, marked, matches
from numpy.typing import NDArray
from renumbered import Renumbered
from sklearn.linear_model import LogisticRegression

from synoptic.comparing import differing, entities, figures, knots, quotes
from synoptic.logistic import Logistic, load

DATA = Path(__file__).resolve().parents[1] / "src/synoptic/comparing/data"
THRESHOLDS = np.arange(0.12, 0.7, 0.06)
LEVELS = np.arange(0.3, 0.95, 0.1)
# A difference that is less sure than this is not even shown as unclear.
UNCLEAR = 0.4
# Variants of each story with other numbers, beside the story as it is.
VARIANTS = 6


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

    @cached_property
    def right(self) -> NDArray[np.bool_]:
        """Pairs that share a gold item."""
        return np.array(
            [bool(self.items[i] & self.items[j]) for i, j in zip(self.rows, self.columns, strict=True)], bool
        )

    @cached_property
    def known(self) -> NDArray[np.bool_]:
        """Pairs of which one mark stands in the answers, or both."""
        has = np.array([bool(items) for items in self.items], bool)
        first, second = has[self.rows], has[self.columns]
        known: NDArray[np.bool_] = first & second if self.both else first | second
        return known

    def score(self, model: Logistic, threshold: float) -> tuple[float, float, float]:
        """Precision, recall and F1 of pairs brought together, among the known ones."""
        home = np.zeros(len(self.items), int)
        for number, group in enumerate(self.group(model, threshold)):
            home[group] = number
        given = (home[self.rows] == home[self.columns]) & self.known
        hits, found, wanted = (given & self.right).sum(), given.sum(), self.right.sum()
        return hits / max(1, found), hits / max(1, wanted), 2 * hits / max(1, found + wanted)


def main() -> None:
    """Reads, cross-validates, writes both models."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, nargs="+", required=True)
    parser.add_argument("--only", choices=["figures", "differing", "entities", "quotes"])
    arguments = parser.parse_args()
    told = list(marked(arguments.gold))
    if arguments.only in (None, "figures"):
        learn("figures", figures.FEATURES, [figure_example(story) for story in told])
    if arguments.only in (None, "differing"):
        examples = [example for story in told for example in differing_examples(story)]
        learn("differing", differing.FEATURES, examples, UNCLEAR)
    if arguments.only in (None, "entities"):
        learn("entities", knots.FEATURES, [entity_example(story) for story in told])
    if arguments.only in (None, "quotes"):
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


def differing_examples(story: MarkedStory) -> list[Example]:
    """A story as it is, and its variants with other numbers."""
    found = figures.collect(story.told)
    renumbered = Renumbered(story, found)
    examples = [differing_example(story, found, renumbered.items)]
    for variant in renumbered.variants(VARIANTS):
        found = figures.collect(variant.told)
        examples.append(differing_example(variant, found, renumbered.items_of(found)))
    return [example for example in examples if len(example.rows)]


def differing_example(story: MarkedStory, found: figures.Figures, single: list[set[int]]) -> Example:
    """The pairs of groups of one event whose values cannot both be true; rows and columns are groups.

    ``single`` holds the gold items of each figure.
    """
    alike = load("synoptic.comparing", "figures")
    chance = figures.probabilities(found, story.told.chance, alike)
    groups = figures.groups(found, chance, alike.threshold)
    pairs = differing.candidates(found, groups)
    values = differing.features(found, groups, pairs, story.told.chance)
    items = [set.union(*(single[i] for i in group)) for group in groups]

    def group(model: Logistic, threshold: float) -> list[list[int]]:
        return differing.together(pairs, model.probability(values), threshold)

    return Example(
        story.gold.event,
        pairs.rows,
        pairs.columns,
        values,
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


def learn(name: str, features: tuple[str, ...], examples: list[Example], least: float = 0.0) -> None:
    """Cross-validates over events, then writes ``data/name.json``.

    The threshold is the one from ``least`` on that does best, on average, on the events left out.
    """
    thresholds = THRESHOLDS[least <= THRESHOLDS]
    events = list(dict.fromkeys(example.event for example in examples))
    rates = np.zeros((len(events), len(thresholds), 3))
    chances, right = [], []
    for number, event in enumerate(events):
        held_out = [example for example in examples if example.event == event]
        model = fit(features, [example for example in examples if example.event != event])
        for at, threshold in enumerate(thresholds):
            rates[number, at] = np.mean([example.score(model, threshold) for example in held_out], axis=0)
        chances += [model.probability(example.values[example.known]) for example in held_out]
        right += [example.right[example.known] for example in held_out]
    best = int(rates[:, :, 2].mean(axis=0).argmax())
    for event, (precision, recall, f1) in zip(events, rates[:, best], strict=True):
        print(f"{name} {event:28} P {precision:.3f} R {recall:.3f} F1 {f1:.3f}")
    f1 = rates[:, best, 2].mean()
    print(f"{name} {'mean':28} F1 {f1:.3f} at {thresholds[best]:.2f}")
    print_levels(np.concatenate(chances), np.concatenate(right))
    card = (
        f"pairs of {name} of two accounts; planted events {', '.join(events)}; "
        f"F1 {f1:.3f} on events left out in turn"
    )
    model = dataclasses.replace(
        fit(features, examples), threshold=round(float(thresholds[best]), 4), card=card
    )
    (DATA / f"{name}.json").write_text(json.dumps(dataclasses.asdict(model), indent=1) + "\n", "utf-8")


def print_levels(chances: NDArray[np.float64], right: NDArray[np.bool_]) -> None:
    """Precision and recall of the pairs of events left out, from each probability on."""
    for level in LEVELS:
        given = chances >= level
        precision = right[given].mean() if given.any() else 1.0
        recall = right[given].sum() / max(1, right.sum())
        print(f"    from {level:.1f}: P {precision:.3f} R {recall:.3f} ({given.sum()} pairs)")


def fit(features: tuple[str, ...], examples: list[Example]) -> Logistic:
    """A model of some examples, without a threshold."""
    values = np.concatenate([example.values[example.known] for example in examples])
    right = np.concatenate([example.right[example.known] for example in examples])
    mean, scale = values.mean(0), np.where(values.std(0) > 1e-6, values.std(0), 1.0)
    regression = LogisticRegression(C=0.5, max_iter=5000).fit((values - mean) / scale, right)
    return Logistic(
        features=features,
        mean=tuple(map(float, mean.round(6))),
        scale=tuple(map(float, scale.round(6))),
        weights=tuple(map(float, regression.coef_[0].round(6))),
        bias=round(float(regression.intercept_[0]), 6),
        threshold=0.0,
        card="",
    )


if __name__ == "__main__":
    main()
