"""A logistic regression small enough to read: named features, one weight each.

Every learnt judgement of Synoptic (do two sentences tell the same, are two figures the same count,
do two articles report one event) is one of these, kept as a JSON file beside its module and
written by a script in ``training/``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from synoptic import codec


@dataclass(frozen=True, slots=True, kw_only=True)
class Logistic:
    """Weights by feature name, for features scaled by ``mean`` and ``scale``.

    ``threshold`` is the probability from which the answer counts as yes; ``card`` says what it
    was trained on and how well it does.
    """

    features: tuple[str, ...]
    mean: tuple[float, ...]
    scale: tuple[float, ...]
    weights: tuple[float, ...]
    bias: float
    threshold: float
    card: str

    def probability(self, values: NDArray[np.floating]) -> NDArray[np.float64]:
        """Probabilities of shape (n,) for feature values of shape (n, len(features))."""
        scaled = (values - np.array(self.mean)) / np.array(self.scale)
        probability: NDArray[np.float64] = 1 / (1 + np.exp(-(scaled @ np.array(self.weights) + self.bias)))
        return probability


def load(package: str, name: str) -> Logistic:
    """The model ``data/name.json`` of a package."""
    text = files(package).joinpath("data", f"{name}.json").read_text("utf-8")
    return codec.from_table(json.loads(text), Logistic)
