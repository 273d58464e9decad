"""Train the entity head on frozen token states, and write it with its card.

    python training/train_entities.py --data FOLDER --cache FOLDER

``FOLDER`` of the data holds ``uner``, ``ner-fi-turku``, ``ner-ro-ronec`` and, for languages that no
corpus covers, ``ntrex``.  PyTorch is needed here and nowhere else.  The same seed, data and version
of PyTorch on one processor give the same head.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from augment import enlarge
from card import write_card
from corpora import Sentence, read_all
from numpy.typing import NDArray
from projection import project
from scoring import f1_by_language
from split import split
from torch import nn

from synoptic.encoding.encoder import open_encoder
from synoptic.encoding.heads import read_head, word_states
from synoptic.marking.features import COLUMN, NAMES, features
from synoptic.marking.words import pieces_of, words
from synoptic.ports import Encoder

LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
LAYERS = 6
ROUNDS = (4, 5)  # over the corpora; over these and what was carried over
HIDDEN = 192
REACHES = (1,)
BATCH = 48
RATE = 2e-3
LONGEST = 150
# How often a group of features is hidden from the head, so that it does not lean on it.
HIDE = {"form": 0.15, "listed": 0.15, "place": 0.15}
HEAD = Path(__file__).parents[1] / "src" / "synoptic" / "encoding" / "data" / "entities.npz"


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """A sentence as the head sees it: states (words, 2d), features (words, k), labels (words,)."""

    states: NDArray[np.float16]
    features: NDArray[np.int8]
    labels: NDArray[np.int64]
    weight: float


def examples(
    sentences: Sequence[Sentence],
    encoder: Encoder,
    *,
    pieces: float = 0.0,
    seed: int = 0,
    weight: float = 1.0,
) -> list[Example]:
    """Sentences cut into words, a share ``pieces`` of them into pieces, as scripts without spaces are."""
    chance = random.Random(seed)
    found = []
    for start in range(0, len(sentences), 2048):
        some = sentences[start : start + 2048]
        for sentence, encoding in zip(some, encoder.encode([s.text for s in some]), strict=True):
            cut = chance.random() < pieces
            whole = [(a, b) for a, b in encoding.pieces.tolist() if b > a]
            spans = whole if cut else words(sentence.text, encoding.pieces)
            if not 0 < len(spans) <= LONGEST:
                continue
            states = word_states(encoding.states, encoding.scales, pieces_of(spans, encoding.pieces))
            table = features(sentence.text, spans, sentence.lang, pieces=cut)
            labels = _labels(spans, sentence.names)
            found.append(Example(states.astype(np.float16), table.astype(np.int8), labels, weight))
    return found


def _labels(spans: Sequence[tuple[int, int]], names: Sequence[tuple[int, int, int]]) -> NDArray[np.int64]:
    labels = np.zeros(len(spans), np.int64)
    for start, end, kind in names:
        inside = [row for row, (first, last) in enumerate(spans) if first < end and last > start]
        for number, row in enumerate(inside):
            labels[row] = 1 + 2 * kind + (number > 0)
    return labels


def allowed() -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which label may follow which, and which may start: inside a name only after its own kind."""
    count = len(LABELS)
    follows = np.ones((count, count), np.bool_)
    for before in range(count):
        for label in range(2, count, 2):
            follows[before, label] = before in (label, label - 1)
    return follows, np.array([label == 0 or label % 2 == 1 for label in range(count)])


class Trainee(nn.Module):
    """The head while it learns; :class:`synoptic.encoding.heads.Head` says what it computes."""

    def __init__(self, dimensions: int) -> None:
        super().__init__()
        self.states = nn.Linear(dimensions, HIDDEN)
        self.features = nn.Linear(len(NAMES), HIDDEN, bias=False)
        self.windows = nn.ModuleList(
            nn.Conv1d(HIDDEN, HIDDEN, 3, padding=reach, dilation=reach) for reach in REACHES
        )
        self.out = nn.Linear(HIDDEN, len(LABELS))
        self.dropout = nn.Dropout(0.35)
        self.follows = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))
        self.starts = nn.Parameter(torch.zeros(len(LABELS)))
        follows, starts = allowed()
        self.register_buffer("forbidden", torch.from_numpy(np.where(follows, 0, -1e4).astype(np.float32)))
        self.register_buffer("no_start", torch.from_numpy(np.where(starts, 0, -1e4).astype(np.float32)))

    def forward(self, states: torch.Tensor, table: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Scores (sentences, words, labels)."""
        hidden = torch.relu(self.states(self.dropout(states)) + self.features(table)) * mask[..., None]
        for window in self.windows:
            near = window(self.dropout(hidden).transpose(1, 2)).transpose(1, 2)
            hidden = (hidden + torch.relu(near)) * mask[..., None]
        return self.out(self.dropout(hidden))

    def loss(self, scores: torch.Tensor, labels: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """The negative log-likelihood of each sentence's labels."""
        follows = self.follows + self.forbidden
        rows = torch.arange(len(scores))
        total = scores[:, 0] + self.starts + self.no_start
        gold = total[rows, labels[:, 0]]
        for step in range(1, scores.shape[1]):
            paths = torch.logsumexp(total[:, :, None] + follows, 1) + scores[:, step]
            here = mask[:, step].bool()
            total = torch.where(here[:, None], paths, total)
            added = scores[rows, step, labels[:, step]] + follows[labels[:, step - 1], labels[:, step]]
            gold = gold + torch.where(here, added, torch.zeros(()))
        return torch.logsumexp(total, 1) - gold


def batch(some: Sequence[Example]) -> tuple[torch.Tensor, ...]:
    """Examples filled up to one length: states, features, labels, mask, weights."""
    longest = max(len(example.labels) for example in some)
    shape = (len(some), longest)
    states = np.zeros((*shape, some[0].states.shape[1]), np.float32)
    table = np.zeros((*shape, len(NAMES)), np.float32)
    labels, mask = np.zeros(shape, np.int64), np.zeros(shape, np.float32)
    for row, example in enumerate(some):
        count = len(example.labels)
        states[row, :count], table[row, :count] = example.states, example.features
        labels[row, :count], mask[row, :count] = example.labels, 1
    weights = np.array([example.weight for example in some], np.float32)
    return tuple(map(torch.from_numpy, (states, table, labels, mask, weights)))


def _hide(table: torch.Tensor) -> torch.Tensor:
    """Some sentences lose a group of their features."""
    for group, share in HIDE.items():
        columns = [number for name, number in COLUMN.items() if name.startswith(group)]
        keep = (torch.rand(len(table), 1, 1) >= share).float()
        table[:, :, columns] *= keep
    return table


def train(material: Sequence[Example], epochs: int, seed: int) -> Trainee:
    """A head after some rounds over the material, in batches of like length."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    trainee = Trainee(material[0].states.shape[1])
    optimizer = torch.optim.AdamW(trainee.parameters(), RATE, weight_decay=0.01)
    steps, total = 0, epochs * len(material) / BATCH
    for epoch in range(epochs):
        losses = 0.0
        order = _batches(material, chance)
        for some in order:
            for group in optimizer.param_groups:
                group["lr"] = RATE * max(0.02, 1 - steps / total) * min(1, (steps + 1) / 100)
            states, table, labels, mask, weights = batch(some)
            scores = trainee(states, _hide(table), mask)
            loss = (trainee.loss(scores, labels, mask) * weights).sum() / mask.sum()
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(trainee.parameters(), 1.0)
            optimizer.step()
            steps, losses = steps + 1, losses + loss.item()
        print(f"round {epoch + 1} of {epochs}: loss {losses / len(order):.4f}", flush=True)
    return trainee.eval()


def _batches(material: Sequence[Example], chance: random.Random) -> list[list[Example]]:
    """All examples in batches of like length, in random order."""
    order = list(material)
    chance.shuffle(order)
    batches = []
    for start in range(0, len(order), BATCH * 20):
        near = sorted(order[start : start + BATCH * 20], key=lambda example: len(example.labels))
        batches += [near[at : at + BATCH] for at in range(0, len(near), BATCH)]
    chance.shuffle(batches)
    return batches


def save(trainees: Sequence[Trainee], path: Path) -> None:
    """Write a head of some networks as :func:`synoptic.encoding.heads.read_head` reads it."""
    follows, starts = allowed()
    tensors: dict[str, NDArray[np.generic]] = {
        "follows": np.mean([trainee.follows.detach().numpy() for trainee in trainees], axis=0),
        "starts": np.mean([trainee.starts.detach().numpy() for trainee in trainees], axis=0),
    }
    for number, trainee in enumerate(trainees):
        tensors |= {f"{number}.{name}": tensor for name, tensor in _tensors(trainee).items()}
    halves = {name: np.ascontiguousarray(tensor, np.float16) for name, tensor in tensors.items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        path,
        members=np.array(len(trainees)),
        labels=np.array(LABELS),
        columns=np.array(NAMES),
        reaches=np.array(REACHES),
        allowed=follows,
        may_start=starts,
        **halves,
    )


def _tensors(trainee: Trainee) -> dict[str, NDArray[np.generic]]:
    """The weights of one network, in the names and shapes of the file."""
    tensors: dict[str, NDArray[np.generic]] = {
        "states": trainee.states.weight.detach().numpy().T,
        "features": trainee.features.weight.detach().numpy().T,
        "bias": trainee.states.bias.detach().numpy(),
        "out": trainee.out.weight.detach().numpy().T,
        "out_bias": trainee.out.bias.detach().numpy(),
    }
    for number, window in enumerate(trainee.windows):
        weights = window.weight.detach().numpy()  # (out, in, place)
        tensors[f"window{number}"] = np.vstack([weights[:, :, place].T for place in range(3)])
        tensors[f"window{number}_bias"] = window.bias.detach().numpy()
    return tensors


def main() -> None:
    """Train on the corpora; with what that carries over, train again; save both, measure, write the card."""
    given = _arguments()
    encoder = open_encoder(layers=LAYERS, cache_dir=given.cache, cache_megabytes=20000)
    learnt, held_out = split(read_all(given.data))
    learnt = [sentence for sentence in learnt if sentence.lang not in given.without]
    material = examples(learnt, encoder)
    material += examples(enlarge(learnt, given.seed), encoder, pieces=0.2, seed=given.seed)
    trainees = [train(_fewer_empty(material, given.seed), ROUNDS[0], given.seed)]
    save(trainees, given.out)
    if not given.corpora_only and (given.data / "ntrex").is_dir():
        carried = project(given.data / "ntrex", read_head(given.out), encoder)
        carried = [sentence for sentence in carried if sentence.lang not in given.without]
        material += examples(carried, encoder)
        material += examples(enlarge(carried, given.seed), encoder, pieces=0.1, seed=given.seed)
        trainees.append(train(_fewer_empty(material, given.seed), ROUNDS[1], given.seed + 1))
        save(trainees, given.out)
    scores = f1_by_language(read_head(given.out), held_out, encoder)
    print({lang: round(score, 1) for lang, (score, _) in scores.items()})
    write_card(given.out.with_suffix(".md"), encoder.name, len(material), given, scores)


def _arguments() -> argparse.Namespace:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--data", type=Path, required=True)
    arguments.add_argument("--cache", type=Path, required=True, help="where encodings are kept")
    arguments.add_argument("--out", type=Path, default=HEAD)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--corpora-only", action="store_true", help="leave out the second network")
    arguments.add_argument("--without", nargs="*", default=[], help="languages to leave out of training")
    return arguments.parse_args()


def _fewer_empty(material: Sequence[Example], seed: int) -> list[Example]:
    """The material with half of the sentences that hold no name."""
    chance = random.Random(seed)
    return [example for example in material if example.labels.any() or chance.random() < 0.5]


if __name__ == "__main__":
    main()
