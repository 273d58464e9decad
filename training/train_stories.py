"""Trains the affinity of :mod:`synoptic.grouping.affinity` and where its tree is cut.

    python training/train_stories.py --data ../shared/data/stories --gold samples/gold ../shared/gold/stories

Prints B-cubed precision, recall and F1 (Bagga and Baldwin, 1998) on topics left out in turn, by a model
and a cut learnt from the other topics only, then writes the model learnt from all.  Pairs of one
language are learnt from ECB+ alone: the other sets tell each story once in a language, which would
teach that two articles of one language never report one event.  So what another language costs
is told from ECB+ too: as what its words add.  What another script costs is told from the planted stories.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from story_sets import StorySet, folds, read_sets

from synoptic.grouping import affinity, linkage
from synoptic.grouping.affinity import StoryModel
from synoptic.grouping.brief import brief
from synoptic.grouping.columns import Columns
from synoptic.grouping.linkage import Cut, Matrix
from synoptic.grouping.rarity import Rarity
from synoptic.grouping.storylines import links
from synoptic.logistic import Logistic

WINDOW_DAYS = 5.0
FOLDS = 5
THRESHOLDS = np.arange(0.24, 0.66, 0.02)
MARGINS = (0.1, 0.125, 0.15, 0.175, 0.2)
# Of the pairs that are not one story, those that look like one count most: each by its probability in
# the round before, and by this much in any case.
ROUNDS, EASY = 3, 0.02
# Probabilities are drawn towards one half, so that their mean does not hang on how sure the surest are.
SOFTENING = 3.0
# A mean F1 that is less by this is as good: the sets tell no finer differences.
AS_GOOD = 0.001


def columns_of(run: StorySet) -> Columns:
    """What is kept of the articles of a run, weighed, in the order of its accounts."""
    columns = Columns()
    Rarity(columns).update([columns.append(brief(account)) for account in run.accounts])
    return columns


def candidates(run: StorySet) -> tuple[Columns, affinity.Pairs]:
    """What is kept of a run, and the pairs that are looked at."""
    columns = columns_of(run)
    rows = np.arange(len(columns))
    found = [
        pairs.only(pairs.first < pairs.second) for pairs in affinity.near(columns, rows, rows, WINDOW_DAYS)
    ]
    return columns, affinity.Pairs(
        np.concatenate([pairs.first for pairs in found]), np.concatenate([pairs.second for pairs in found])
    )


class Example:
    """A set ready to learn from: features of pairs, and which of them are one story."""

    def __init__(self, *runs: StorySet) -> None:
        self.name = runs[0].name
        self.stories = runs[0]
        firsts, seconds, values, written = [], [], [], []
        truth: list[str] = []
        topic: list[str] = []
        for number, run in enumerate(runs):
            columns, pairs = candidates(run)
            values.append(affinity.features(columns, pairs))
            written.append(columns.written(range(len(columns))))
            firsts.append(pairs.first + len(truth))
            seconds.append(pairs.second + len(truth))
            truth += [f"{number} {run.story[account.id]}" for account in run.accounts]
            topic += [run.topic[account.id] for account in run.accounts]
        self.truth, self.topic = np.array(truth), np.array(topic)
        first, second = np.concatenate(firsts), np.concatenate(seconds)
        self.pairs = affinity.Pairs(first, second)
        self.values = np.concatenate(values)
        self.right = self.truth[first] == self.truth[second]
        self.written = np.concatenate(written)
        same = self.written[first, 0] == self.written[second, 0]
        self.teaches = np.ones(len(first), bool) if same.all() else ~same
        sizes = Counter(truth)
        self.weight = np.array([1 / max(1, sizes[label] - 1) for label in self.truth[first]])

    def inside(self, topics: set[str]) -> NDArray[np.bool_]:
        """Which pairs lie in some topics."""
        known = np.isin(self.topic, sorted(topics))
        return np.asarray(known[self.pairs.first] & known[self.pairs.second])

    def forest(self, chance: Matrix, threshold: float, topics: set[str]) -> list[linkage.Tree]:
        """The trees of the articles of some topics, to be cut."""
        known = np.isin(self.topic, sorted(topics))
        place = np.cumsum(known) - 1
        kept = self.inside(topics)
        ends = place[self.pairs.first[kept]], place[self.pairs.second[kept]]
        return linkage.forest(self.written[known], *ends, chance[kept], threshold)

    def score(self, chance: Matrix, cut: Cut, topics: set[str]) -> tuple[float, float, float, int, int]:
        """B-cubed precision, recall, F1, the number of stories found and the true one, for some topics."""
        return self.score_of(self.forest(chance, cut.threshold, topics), cut, topics)

    def score_of(
        self, trees: Sequence[linkage.Tree], cut: Cut, topics: set[str]
    ) -> tuple[float, float, float, int, int]:
        """The same of trees that are there already."""
        truth = self.truth[np.isin(self.topic, sorted(topics))]
        return b_cubed(truth.tolist(), linkage.labels(trees, cut).tolist())


def examples_of(ecb: StorySet, meantime: StorySet, planted: StorySet) -> list[Example]:
    """What is learnt from and measured on."""
    return [
        Example(ecb),
        Example(*ecb.small_runs()),
        Example(meantime),
        Example(meantime.undated()),
        Example(planted),
    ]


def b_cubed(truth: Sequence[str], labels: Sequence[int]) -> tuple[float, float, float, int, int]:
    """B-cubed precision, recall and F1, the number of stories found and the true one."""
    true_size, found_size = Counter(truth), Counter(labels)
    both = Counter(zip(truth, labels, strict=True))
    items = list(zip(truth, labels, strict=True))
    precision = float(np.mean([both[item] / found_size[item[1]] for item in items]))
    recall = float(np.mean([both[item] / true_size[item[0]] for item in items]))
    f1 = 2 * precision * recall / (precision + recall)
    return precision, recall, f1, len(found_size), len(true_size)


def fit(examples: Sequence[Example], topics: set[str]) -> Logistic:
    """The affinity learnt from the pairs in some topics; every set weighs the same."""
    taught = [example.inside(topics) & example.teaches for example in examples]
    values = np.concatenate([example.values[kept] for example, kept in zip(examples, taught, strict=True)])
    right = np.concatenate([example.right[kept] for example, kept in zip(examples, taught, strict=True)])
    weight = np.concatenate([example.weight[kept] for example, kept in zip(examples, taught, strict=True)])
    owner = np.concatenate([np.full(int(kept.sum()), number) for number, kept in enumerate(taught)])
    mean, scale = values.mean(0), values.std(0) + 1e-9
    scaled = (values - mean) / scale
    chance = np.ones(len(values))
    for _ in range(ROUNDS):
        shares = np.zeros(len(values))
        for number in range(len(examples)):
            yes, no = (owner == number) & right, (owner == number) & ~right
            shares[yes] = weight[yes] / max(weight[yes].sum(), 1e-9)
            shares[no] = (chance[no] + EASY) / max((chance[no] + EASY).sum(), 1e-9)
        shares *= 0.1 * len(shares) / shares.sum()
        regression = LogisticRegression(C=1.0, max_iter=5000).fit(scaled, right, sample_weight=shares)
        chance = regression.predict_proba(scaled)[:, 1]
    return Logistic(
        features=affinity.FEATURES,
        mean=tuple(map(float, mean.round(6))),
        scale=tuple(map(float, scale.round(6))),
        weights=tuple(map(float, (regression.coef_[0] / SOFTENING).round(6))),
        bias=round(float(regression.intercept_[0] / SOFTENING), 6),
        threshold=0.5,
        card="",
    )


def topics_of(examples: Sequence[Example]) -> set[str]:
    """All topics of the examples."""
    return {topic for example in examples for topic in example.topic.tolist()}


def left_out(examples: Sequence[Example], topics: set[str]) -> tuple[list[Matrix], list[Matrix]]:
    """The affinity of all pairs, each by a model that has not seen the topic of its first article.

    And the same as if no words had been compared.
    """
    chances = [np.zeros(len(example.right)) for example in examples]
    wordless = [np.zeros(len(example.right)) for example in examples]
    place = folds([example.stories for example in examples], FOLDS)
    for number in range(FOLDS):
        model = fit(examples, {topic for topic in topics if place[topic] != number})
        for example, chance, bare in zip(examples, chances, wordless, strict=True):
            mine = np.array([place[topic] == number for topic in example.topic[example.pairs.first]], bool)
            if mine.any():
                values = example.values[mine]
                chance[mine] = model.probability(values)
                values[:, affinity.FEATURES.index("words")] = affinity.neutral("words")
                bare[mine] = model.probability(values)
    return chances, wordless


def unlike(
    examples: Sequence[Example], chances: Sequence[Matrix], wordless: Sequence[Matrix], topics: set[str]
) -> tuple[float, float]:
    """How much less alike two accounts of one story are in two writings, and how much less again by script.

    The first is what words add where they are compared, the mean of the sets.  The second is how much
    nearer pairs of one script are than those of two, among the pairs of two writings of a story, the mean
    of the stories.
    """
    words, scripts = [], []
    for example, chance, bare in zip(examples, chances, wordless, strict=True):
        kept = example.inside(topics) & example.right
        first, second = example.written[example.pairs.first], example.written[example.pairs.second]
        other_writing, other_script = (first != second).T
        if (alike := kept & ~other_writing).any():
            words.append(float(np.mean(chance[alike] - bare[alike])))
        story = example.truth[example.pairs.first]
        for name in np.unique(story[kept & other_script]):
            mine = kept & other_writing & (story == name)
            if (here := mine & ~other_script).any():
                scripts.append(float(chance[here].mean() - chance[mine & other_script].mean()))
    return round(float(np.mean(words)), 3), round(float(np.mean(scripts)), 3)


def best_cut(
    examples: Sequence[Example], chances: Sequence[Matrix], costs: tuple[float, float], topics: set[str]
) -> Cut:
    """Of the cuts whose mean F1 over the sets is as good as the best, the most precise."""
    scored = []
    writing, script = costs
    for threshold in THRESHOLDS.round(4).tolist():
        forests = [e.forest(c, threshold, topics) for e, c in zip(examples, chances, strict=True)]
        for margin in MARGINS:
            cut = Cut(threshold=threshold, margin=margin, writing=writing, script=script)
            scores = [e.score_of(f, cut, topics)[:3] for e, f in zip(examples, forests, strict=True)]
            precision, _, f1 = np.mean(scores, axis=0).round(6).tolist()
            scored.append((f1, precision, -threshold, cut))
    top = max(f1 for f1, *_ in scored)
    good = [(precision, f1, rest, cut) for f1, precision, rest, cut in scored if f1 >= top - AS_GOOD]
    return max(good, key=lambda found: found[:3])[-1]


def learn(examples: Sequence[Example], topics: set[str]) -> StoryModel:
    """Affinity and cut learnt from some topics; the cut on pairs that the affinity did not see.

    No storylines: those are learnt once, from all follow-ups there are.
    """
    chances, wordless = left_out(examples, topics)
    cut = best_cut(examples, chances, unlike(examples, chances, wordless, topics), topics)
    return StoryModel(affinity=fit(examples, topics), cut=cut, storyline=1.0, storyline_names=0.0)


def storyline_thresholds(planted: StorySet, model: StoryModel) -> StoryModel:
    """The model with the least affinity and the least likeness of names of two stories of one line.

    Each is half-way between the follow-up least like its story and the most alike stories that do not
    follow, whatever the other says.
    """
    columns = columns_of(planted)
    labels = [planted.story[account.id] for account in planted.accounts]
    names = sorted(set(labels))
    stories = [[place for place, label in enumerate(labels) if label == name] for name in names]
    found = links(stories, columns, model)
    ours = np.array(
        [
            planted.follows.get(names[one]) == names[other] or planted.follows.get(names[other]) == names[one]
            for one, other in zip(found.first, found.second, strict=True)
        ]
    )
    values = {"storyline": found.closeness, "storyline_names": found.names}
    between = {what: half_way(value, ours) for what, value in values.items()}
    for what, value in values.items():
        print(f"{what}: {between[what]:.3f}, between {value[~ours].max():.3f} and {value[ours].min():.3f}")
    linked = 0
    for place in np.flatnonzero(ours):
        others = np.delete(np.arange(len(ours)), place)
        linked += all(value[place] >= half_way(value[others], ours[others]) for value in values.values())
    print(f"follow-ups, each left out in turn: {ours.sum()}, linked {linked}")
    return dataclasses.replace(model, **between)


def half_way(values: Matrix, ours: NDArray[np.bool_]) -> float:
    """Half-way between the least of ours and the most of the others."""
    return round(float(values[ours].min() + values[~ours].max()) / 2, 3)


def shown(cut: Cut) -> str:
    """A cut in words."""
    return (
        f"cut {cut.threshold:.2f}, margin {cut.margin:.3f}, another writing {cut.writing:.3f}, "
        f"another script {cut.script:.3f}"
    )


def main() -> None:
    """Reads, cross-validates, writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--gold", type=Path, nargs="+", required=True)
    parser.add_argument("--kept", type=Path, help="a file in which marked accounts are kept between runs")
    target = Path(__file__).parents[1] / "src/synoptic/grouping/data/stories.json"
    parser.add_argument("--out", type=Path, default=target)
    arguments = parser.parse_args()
    ecb, meantime, planted = read_sets(arguments.data, arguments.gold, arguments.kept)
    examples = examples_of(ecb, meantime, planted)
    topics = topics_of(examples)
    found: dict[str, list[float]] = {example.name: [] for example in examples}
    place = folds([example.stories for example in examples], FOLDS)
    for number in range(FOLDS):
        held = {topic for topic in topics if place[topic] == number}
        model = learn(examples, topics - held)
        for example in examples:
            chance = model.affinity.probability(example.values)
            found[example.name].append(example.score(chance, model.cut, held)[2])
        print(f"fold {number}: {shown(model.cut)}", flush=True)
    lines = []
    for name, scores in found.items():
        lines.append(f"{name} {np.mean(scores):.3f} ({min(scores):.3f} to {max(scores):.3f})")
        print(f"F1 {lines[-1]}")
    model = learn(examples, topics)
    print(f"all: {shown(model.cut)}")
    for name, weight in zip(model.affinity.features, model.affinity.weights, strict=True):
        print(f"  {name:10} {weight:+.3f}")
    model = storyline_thresholds(planted, model)
    card = (
        f"pairs of articles of one story; logistic regression on ECB+, MEANTIME and planted events; "
        f"B-cubed F1 on topics left out in turn, mean of {FOLDS} (least to most): {'; '.join(lines)}"
    )
    affine = dataclasses.replace(model.affinity, card=card)
    model = dataclasses.replace(model, affinity=affine)
    arguments.out.write_text(json.dumps(dataclasses.asdict(model), indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
