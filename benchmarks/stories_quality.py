r"""How well stories are found, beside the usual ways to find them.

    python benchmarks/stories_quality.py --data ../shared/data/stories \
        --gold samples/gold ../shared/gold/stories

Topics are split in two halves.  Each half in turn is what everything is learnt and tuned on, with one
setting for all sets; the other half is what is measured.  Printed is the mean of both directions: B-cubed
precision, recall and F1 (Bagga and Baldwin, 1998), and the number of stories found beside the true one.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import HDBSCAN
from sklearn.feature_extraction.text import TfidfVectorizer

sys.path.insert(0, str(Path(__file__).parents[1] / "training"))
from story_sets import StorySet, folds, read_sets
from train_stories import WINDOW_DAYS, Example, b_cubed, examples_of, learn

from synoptic.clustering import average_linkage
from synoptic.grouping import linkage
from synoptic.grouping.stories import group
from synoptic.grouping.times import day_number

Matrix = NDArray[np.float64]
Score = tuple[float, float, float, int, int]
MEASURED = ("ECB+", "MEANTIME", "MEANTIME undated", "planted")


class Half:
    """The accounts of a set in one half, with the likenesses that the baselines cluster by."""

    def __init__(self, stories: StorySet, topics: set[str]) -> None:
        part = stories.only(topics)
        self.name = stories.name
        self.truth = [part.story[account.id] for account in part.accounts]
        vectors = np.stack([np.mean([e.vector for e in a.encodings], axis=0) for a in part.accounts])
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        self.texts = [account.article.text for account in part.accounts]
        self.vectors = vectors
        words = TfidfVectorizer(sublinear_tf=True).fit_transform(a.article.text for a in part.accounts)
        times = np.array([day_number(account.article) for account in part.accounts])
        near = ~(np.abs(times[:, None] - times[None, :]) > WINDOW_DAYS)
        self.likeness: dict[str, Matrix] = {
            "TF-IDF": np.clip((words @ words.T).toarray(), 0, 1) * near,
            "e5": np.clip(vectors @ vectors.T, 0, 1).astype(np.float64) * near,
        }


def linked(half: Half, kind: str, setting: float) -> NDArray[np.int64]:
    """Average linkage."""
    return average_linkage(half.likeness[kind], setting)


def dense(half: Half, kind: str, setting: float) -> NDArray[np.int64]:
    """HDBSCAN (Campello et al., 2013); ``setting`` is how many neighbours make a place dense."""
    likeness = half.likeness[kind]
    if len(likeness) <= setting:
        return np.arange(len(likeness))
    model = HDBSCAN(metric="precomputed", min_cluster_size=2, min_samples=int(setting), copy=True)
    return each_alone(model.fit_predict(1 - likeness))


def each_alone(labels: NDArray[np.integer]) -> NDArray[np.int64]:
    """The labels, those without one each in a story of its own."""
    alone = np.flatnonzero(labels < 0)
    labels[alone] = labels.max() + 1 + np.arange(len(alone))
    return np.asarray(labels, np.int64)


def topics(half: Half, kind: str, setting: float) -> NDArray[np.int64]:
    """BERTopic (Grootendorst, 2022) on the vectors of e5; ``setting`` is its least size of a topic.

    It knows no times.  Installed apart, without its deep-learning stack:
    ``pip install --no-deps bertopic`` and ``pip install umap-learn hdbscan plotly pandas``.
    """
    from bertopic import BERTopic
    from umap import UMAP

    near = max(2, min(15, len(half.texts) - 2))
    reduced = UMAP(n_neighbors=near, n_components=5, min_dist=0.0, metric="cosine", random_state=1)
    model = BERTopic(embedding_model=None, umap_model=reduced, min_topic_size=int(setting))
    labels, _ = model.fit_transform(half.texts, half.vectors)
    return each_alone(np.array(labels))


def communities(half: Half, kind: str, setting: float) -> NDArray[np.int64]:
    """Louvain (Blondel et al., 2008) on the graph of likenesses above ``setting``."""
    likeness = half.likeness[kind]
    graph: Any = nx.Graph()
    graph.add_nodes_from(range(len(likeness)))
    rows, columns = np.nonzero(np.triu(likeness > setting, 1))
    weights = likeness[rows, columns]
    graph.add_weighted_edges_from(zip(rows.tolist(), columns.tolist(), weights.tolist(), strict=True))
    labels = np.zeros(len(likeness), np.int64)
    for number, members in enumerate(nx.community.louvain_communities(graph, seed=1)):
        labels[list(members)] = number
    return labels


Method = Callable[[Half, str, float], NDArray[np.int64]]
BASELINES: dict[str, tuple[Method, str, NDArray[np.float64]]] = {
    "TF-IDF, average linkage": (linked, "TF-IDF", np.arange(0.02, 0.5, 0.02)),
    "e5, average linkage": (linked, "e5", np.arange(0.8, 0.99, 0.005)),
    "e5, HDBSCAN": (dense, "e5", np.arange(1.0, 9.0)),
    "e5, Louvain": (communities, "e5", np.arange(0.8, 0.99, 0.01)),
}
if importlib.util.find_spec("bertopic"):
    BASELINES["e5, BERTopic"] = (topics, "e5", np.arange(2.0, 6.0))


def best_setting(method: Method, kind: str, settings: NDArray[np.float64], halves: Sequence[Half]) -> float:
    """The setting with the best mean F1 over the sets."""
    scores = [
        np.mean([b_cubed(half.truth, method(half, kind, s).tolist())[2] for half in halves])
        for s in settings.tolist()
    ]
    return float(settings[int(np.argmax(scores))])


def measured(
    stories: Sequence[StorySet],
    examples: Sequence[Example],
    ours: set[str],
    theirs: set[str],
    wanted: Sequence[str],
) -> dict[str, dict[str, Score]]:
    """Scores by method and set on ``theirs``, learnt and tuned on ``ours``; methods named like ``wanted``."""
    found: dict[str, dict[str, Score]] = defaultdict(dict)
    tuned = [Half(one, ours) for one in stories]
    judged = [Half(one, theirs) for one in stories]
    for name, (method, kind, settings) in BASELINES.items():
        if not any(one in name for one in wanted):
            continue
        setting = best_setting(method, kind, settings, tuned)
        for half in judged:
            found[name][half.name] = b_cubed(half.truth, method(half, kind, setting).tolist())
    if not any(one in "Synoptic, without the guard" for one in wanted):
        return found
    model = learn(examples, ours)
    plain = linkage.Cut(threshold=model.cut.threshold, margin=1.0)
    for example in examples:
        if example.name in MEASURED:
            chance = model.affinity.probability(example.values)
            found["Synoptic, without the guard"][example.name] = example.score(chance, plain, theirs)
            found["Synoptic"][example.name] = example.score(chance, model.cut, theirs)
    return found


def compare(sets: Sequence[StorySet], wanted: Sequence[str]) -> None:
    """Prints every method that is wanted on every set."""
    ecb, meantime, planted = sets
    stories = [ecb, meantime, meantime.undated(), planted]
    examples = examples_of(ecb, meantime, planted)
    half = folds(sets, 2)
    parts = [{topic for topic, number in half.items() if number == wanted} for wanted in (0, 1)]
    both = [
        measured(stories, examples, parts[0], parts[1], wanted),
        measured(stories, examples, parts[1], parts[0], wanted),
    ]
    print("| set | method | precision | recall | F1 | F1 of the halves | stories found / true |")
    print("|---|---|---|---|---|---|---|")
    for name in MEASURED:
        for method in both[0]:
            scores = [found[method][name] for found in both]
            precision, recall, f1, *_ = np.mean(scores, axis=0).tolist()
            halves = ", ".join(f"{score[2]:.3f}" for score in scores)
            given, true = sum(score[3] for score in scores), sum(score[4] for score in scores)
            row = f"{precision:.3f} | {recall:.3f} | {f1:.3f} | {halves} | {given} / {true}"
            print(f"| {name} | {method} | {row} |")


def shipped(sets: Sequence[StorySet]) -> None:
    """Prints what the model in the package does on the sets that it learnt from."""
    print("\nThe model in the package on whole sets (it has learnt from them):\n")
    print("| set | precision | recall | F1 | stories found / true | storylines, longest | seconds |")
    print("|---|---|---|---|---|---|---|")
    for stories in sets:
        began = time.process_time()
        grouping = group(stories.accounts)
        seconds = time.process_time() - began
        story = {account: found.id for found in grouping.stories for account in found.accounts}
        place = {name: number for number, name in enumerate(sorted(set(story.values())))}
        ids = sorted(story)
        precision, recall, f1, given, true = b_cubed(
            [stories.story[article] for article in ids], [place[story[article]] for article in ids]
        )
        longest = max((len(line.stories) for line in grouping.storylines), default=0)
        lines = f"{len(grouping.storylines)}, {longest}"
        print(
            f"| {stories.name} | {precision:.3f} | {recall:.3f} | {f1:.3f} | {given} / {true} "
            f"| {lines} | {seconds:.1f} |"
        )
        follow_ups(stories, story, {one: line.id for line in grouping.storylines for one in line.stories})
        if stories.name != "ECB+":
            by_language_pair(stories, story)


def follow_ups(stories: StorySet, story: dict[str, str], line: dict[str, str]) -> None:
    """Prints how many follow-ups are linked to their story and not merged with it."""
    members: dict[str, set[str]] = defaultdict(set)
    for article, label in stories.story.items():
        members[label].add(story[article])
    linked_, merged = 0, 0
    for later, earlier in stories.follows.items():
        merged += bool(members[later] & members[earlier])
        lines = [{line[one] for one in members[label] if one in line} for label in (later, earlier)]
        linked_ += bool(lines[0] & lines[1])
    if stories.follows:
        print(f"\nFollow-ups: {len(stories.follows)}, linked {linked_}, merged {merged}.")


def by_language_pair(stories: StorySet, story: dict[str, str]) -> None:
    """Prints the share of true pairs found in each pair of languages that loses any."""
    language = {account.id: account.article.lang for account in stories.accounts}
    found: Counter[str] = Counter()
    true: Counter[str] = Counter()
    for one, other in combinations(sorted(story), 2):
        if stories.story[one] == stories.story[other]:
            pair = "-".join(sorted((language[one], language[other])))
            true[pair] += 1
            found[pair] += story[one] == story[other]
    lost = [f"{pair} {found[pair]}/{true[pair]}" for pair in sorted(true) if found[pair] < true[pair]]
    shown = ", ".join(lost) or "none"
    print(f"\n{stories.name}, {len(true)} pairs of languages; those that lose pairs of articles: {shown}.\n")


def main() -> None:
    """Reads the sets, prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--gold", type=Path, nargs="+", required=True)
    parser.add_argument("--kept", type=Path, help="a file in which marked accounts are kept between runs")
    parser.add_argument("--methods", nargs="*", help="only methods with these words in their name")
    arguments = parser.parse_args()
    sets = read_sets(arguments.data, arguments.gold, arguments.kept)
    compare(sets, arguments.methods or ("",))
    shipped(sets)


if __name__ == "__main__":
    main()
