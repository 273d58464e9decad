"""A small head on the encoder's token states: one label a word, in numpy alone.

The words of all sentences of a text are run together; a window of neighbours, a hidden layer and
labels that may follow one another (a linear-chain conditional random field: Lafferty, McCallum and
Pereira 2001).  ``training/train_entities.py`` makes the file of a head.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from synoptic.blas import one_thread
from synoptic.errors import WeightsError

Floats = NDArray[np.float32]
FORBIDDEN = np.float32(-1e4)


@dataclass(frozen=True, slots=True, eq=False)
class Member:
    """One of the networks whose scores a head takes the mean of; weights are float32.

    With d the encoder's dimensions, k features, h hidden numbers and l labels: ``states`` (2d, h),
    ``features`` (k, h), ``bias`` (h,); ``windows`` are the layers over neighbours, each of a
    (3h, h) matrix, an (h,) bias and how far away the neighbours are; ``out`` (h, l),
    ``out_bias`` (l,).
    """

    states: Floats
    features: Floats
    bias: Floats
    windows: tuple[tuple[Floats, Floats, int], ...]
    out: Floats
    out_bias: Floats

    def scores(self, states: Floats, features: Floats, sentence: NDArray[np.int64]) -> Floats:
        """The score of each label for each word (words, labels); ``sentence`` is its number."""
        hidden = np.maximum(states @ self.states + features @ self.features + self.bias, 0)
        for weights, bias, reach in self.windows:
            window = np.hstack(
                [_shifted(hidden, sentence, -reach), hidden, _shifted(hidden, sentence, reach)]
            )
            hidden = hidden + np.maximum(window @ weights + bias, 0)
        return np.asarray(hidden @ self.out + self.out_bias, np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """A head: networks for the scores, and which of the labels l may follow one another.

    ``follows`` (l, l) scores label j behind label i, ``starts`` (l,) a label at the start of a
    sentence.  ``columns`` are the names of the features.
    """

    labels: tuple[str, ...]
    columns: tuple[str, ...]
    members: tuple[Member, ...]
    follows: Floats
    starts: Floats

    def scores(self, states: Floats, features: Floats, lengths: Sequence[int]) -> Floats:
        """The score of each label for each word: (words, labels).

        ``states`` (words, 2d) are those of the first and last piece of each word, ``features``
        (words, k) what else is known of it, ``lengths`` the number of words of each sentence.
        """
        sentence = np.repeat(np.arange(len(lengths)), lengths)
        with one_thread():
            scores = [member.scores(states, features, sentence) for member in self.members]
        return np.asarray(np.mean(scores, axis=0, dtype=np.float32), np.float32)

    def decode(self, scores: Floats, lengths: Sequence[int]) -> NDArray[np.int64]:
        """The best row of labels for each sentence (Viterbi), as one array over all words."""
        count, longest = len(lengths), max(lengths, default=0)
        labels = len(self.labels)
        padded = np.zeros((count, longest, labels), np.float32)
        mask = np.arange(longest) < np.asarray(lengths, np.int64)[:, None]
        padded[mask] = scores
        best = np.zeros((count, longest, labels), np.int64)
        total = padded[:, 0] + self.starts if longest else np.zeros((count, labels), np.float32)
        for step in range(1, longest):
            paths = total[:, :, None] + self.follows
            best[:, step] = paths.argmax(1)
            new = np.take_along_axis(paths, best[:, step][:, None], 1)[:, 0] + padded[:, step]
            total = np.where(mask[:, step, None], new, total)
        return self._walk_back(best, total, mask)

    def chances(self, scores: Floats, lengths: Sequence[int]) -> Floats:
        """The chance of each label for each word over all rows of labels (words, labels).

        Forward and backward sums over each sentence (Rabiner 1989).
        """
        count, longest = len(lengths), max(lengths, default=0)
        mask = np.arange(longest) < np.asarray(lengths, np.int64)[:, None]
        padded = np.zeros((count, longest, len(self.labels)), np.float32)
        padded[mask] = scores
        before = np.zeros_like(padded)
        behind = np.zeros_like(padded)
        for step in range(longest):
            if step:
                came = _log_sum(before[:, step - 1, :, None] + self.follows, 1)
                before[:, step] = came + padded[:, step]
            else:
                before[:, 0] = padded[:, 0] + self.starts
        for step in range(longest - 2, -1, -1):
            goes = _log_sum(self.follows + (behind[:, step + 1] + padded[:, step + 1])[:, None, :], 2)
            behind[:, step] = np.where(mask[:, step + 1, None], goes, 0)
        total = (before + behind)[mask]
        odds = np.exp(total - total.max(1, keepdims=True)) if len(total) else total
        return np.asarray(odds / odds.sum(1, keepdims=True), np.float32)

    def _walk_back(
        self, best: NDArray[np.int64], total: Floats, mask: NDArray[np.bool_]
    ) -> NDArray[np.int64]:
        found = np.zeros(mask.shape, np.int64)
        now = total.argmax(1) if len(total) else np.zeros(0, np.int64)
        rows = np.arange(len(mask))
        for step in range(mask.shape[1] - 1, -1, -1):
            found[:, step] = now
            if step:
                now = np.where(mask[:, step], best[rows, step, now], now)
        return found[mask]


def _log_sum(values: Floats, axis: int) -> Floats:
    top = values.max(axis, keepdims=True)
    return np.asarray(np.log(np.exp(values - top).sum(axis)) + top.squeeze(axis), np.float32)


def _shifted(hidden: Floats, sentence: NDArray[np.int64], by: int) -> Floats:
    """The hidden numbers of the word ``by`` places further on, zero beyond the sentence."""
    moved = np.zeros_like(hidden)
    if abs(by) >= len(hidden):
        return moved
    here, there = (slice(None, -by), slice(by, None)) if by > 0 else (slice(-by, None), slice(None, by))
    same = sentence[here] == sentence[there]
    moved[here] = np.where(same[:, None], hidden[there], 0)
    return moved


def read_head(path: Path) -> Head:
    """A head from its file.

    Raises:
        WeightsError: the file is missing or no head.
    """
    try:
        with np.load(path) as file:
            tensors = {name: file[name] for name in file.files}
        numbers = {
            name: array.astype(np.float32) for name, array in tensors.items() if array.dtype == np.float16
        }
        reaches = [int(reach) for reach in tensors["reaches"]]
        return Head(
            labels=tuple(map(str, tensors["labels"])),
            columns=tuple(map(str, tensors["columns"])),
            members=tuple(_member(numbers, f"{n}.", reaches) for n in range(int(tensors["members"]))),
            follows=np.where(tensors["allowed"], numbers["follows"], FORBIDDEN),
            starts=np.where(tensors["may_start"], numbers["starts"], FORBIDDEN),
        )
    except (OSError, EOFError, KeyError, ValueError, BadZipFile) as error:
        raise WeightsError(f"{path}: not a head of token states: {error}") from error


def _member(numbers: Mapping[str, Floats], prefix: str, reaches: Sequence[int]) -> Member:
    windows = tuple(
        (numbers[f"{prefix}window{n}"], numbers[f"{prefix}window{n}_bias"], reach)
        for n, reach in enumerate(reaches)
    )
    plain = {name: numbers[prefix + name] for name in ("states", "features", "bias", "out", "out_bias")}
    return Member(windows=windows, **plain)


@cache
def entity_head() -> Head:
    """The head for names that comes with the package (see ``data/entities.md``)."""
    return read_head(Path(str(files("synoptic.encoding").joinpath("data/entities.npz"))))


def word_states(states: NDArray[np.int8], scales: Floats, first_last: NDArray[np.int32]) -> Floats:
    """The states of the first and last piece of each word, (words, 2d); zero where it has none.

    ``first_last`` (words, 2) are numbers of pieces, -1 for none.
    """
    if not len(states):
        return np.zeros((len(first_last), 2 * states.shape[1]), np.float32)
    floats = states.astype(np.float32) * scales
    found = np.where(first_last[:, :, None] >= 0, floats[first_last], np.float32(0))
    return np.asarray(found.reshape(len(first_last), -1), np.float32)
