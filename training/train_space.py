"""Learns the space of :mod:`synoptic.encoding.space` from line-aligned news.

    python training/train_space.py --data ../shared/data/ntrex

The folder holds one file a language (NTREX-128), one sentence a line, the same sentence on the
same line.  Prints how often the nearest sentence of another language is the right one, on lines
kept out of training, with and without the map.
"""

from __future__ import annotations

import argparse
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from synoptic.encoding import open_encoder
from synoptic.ports import Encoder

LANGUAGES = """
    eng swe fin dan nob isl deu nld fra spa por ita ron pol ces slk slv hrv srp-Cyrl bul mkd rus ukr bel
    lit lav est hun ell tur arb heb fas hin zho-CN jpn kor vie ind tha
"""
LINES = 1007
KEPT = 256  # directions that tell sentences apart; more do not help
SHRINKAGE = 0.3  # of the covariance between translations towards a sphere


def main() -> None:
    """Reads, fits, measures, writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    target = Path(__file__).resolve().parents[1] / "src/synoptic/encoding/data/space.npz"
    parser.add_argument("--out", type=Path, default=target)
    arguments = parser.parse_args()
    encoder = open_encoder()
    vectors = np.stack([read(arguments.data, language, encoder) for language in LANGUAGES.split()])
    mean = vectors.mean((0, 1))
    odd = np.arange(LINES) % 2 == 1
    trial = fit(vectors[:, ~odd] - mean)
    print(f"held-out lines, nearest is right: vectors {hits(vectors[:, odd]):.4f}")
    print(f"  centred {hits(vectors[:, odd] - mean):.4f}")
    print(f"  mapped  {hits((vectors[:, odd] - mean) @ trial):.4f}")
    matrix = fit(vectors - mean)
    np.savez_compressed(arguments.out, mean=mean.astype(np.float16), map=matrix.astype(np.float16))


def read(folder: Path, language: str, encoder: Encoder) -> NDArray[np.float32]:
    """The vectors of one language's lines."""
    lines = (folder / f"{language}.txt").read_text("utf-8").split("\n")[:LINES]
    return np.stack([encoding.vector for encoding in encoder.encode(lines)])


def fit(vectors: NDArray[np.float32]) -> NDArray[np.float64]:
    """Linear discriminant analysis with each line a class; vectors of shape (languages, lines, d)."""
    centres = vectors.mean(0)
    dimensions = vectors.shape[-1]
    residuals = (vectors - centres[None]).reshape(-1, dimensions)
    within = residuals.T @ residuals / len(residuals)
    within += SHRINKAGE * np.trace(within) / dimensions * np.eye(dimensions)
    spread = centres - centres.mean(0)
    between = spread.T @ spread / len(spread)
    values, directions = np.linalg.eigh(within)
    whitening = directions / np.sqrt(values)
    strengths, axes = np.linalg.eigh(whitening.T @ between @ whitening)
    return whitening @ axes[:, np.argsort(-strengths)[:KEPT]]


def hits(vectors: NDArray[np.floating]) -> float:
    """Mean share of lines whose nearest neighbour in another language is their own, both ways."""
    rows = vectors / np.linalg.norm(vectors, axis=2, keepdims=True)
    right = np.arange(rows.shape[1])
    shares = []
    for first, second in combinations(range(0, len(rows), 3), 2):
        similarity = rows[first] @ rows[second].T
        shares += [(similarity.argmax(1) == right).mean(), (similarity.argmax(0) == right).mean()]
    return float(np.mean(shares))


if __name__ == "__main__":
    main()
