"""What marking costs beside reading and encoding.

    python benchmarks/marking_speed.py [FILE ...] [--runs 3]

Reads the articles of some files (those of ``samples/gold`` if none are given), encodes their
sentences by the whole model and by the six layers that the entity head reads, nothing taken from
the cache, and marks them in one process.  Each step is timed by the clock and in processor seconds,
which other work on the machine does not make longer; the median of the runs is taken.  The tables of
a language are loaded once a process: the first marking, which loads them, stands apart.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from synoptic.encoding.encoder import open_encoder, processors
from synoptic.languages.profile import profile
from synoptic.marking.marks import mark
from synoptic.marking.sentences import sentences
from synoptic.reading import read

GOLD = Path(__file__).resolve().parents[1] / "samples" / "gold"
LAYERS = 6
STEPS = ("reading", "encoding", "marking")


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds by the clock and of the processors."""

    clock: float
    processor: float


def timed(step: Callable[[], object]) -> Took:
    """How long a step takes."""
    clock, processor = time.perf_counter(), time.process_time()
    step()
    return Took(time.perf_counter() - clock, time.process_time() - processor)


def main() -> None:
    """Time the steps and print their shares."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("files", nargs="*", type=Path)
    arguments.add_argument("--runs", type=int, default=3)
    given = arguments.parse_args()
    files = given.files or sorted(GOLD.glob("*/articles.jsonl"))
    encoders = [open_encoder(cache_megabytes=0), open_encoder(layers=LAYERS, cache_megabytes=0)]
    articles = read(files).articles
    split = [sentences(article, profile(article.lang)) for article in articles]
    texts = [sentence.text for cut in split for sentence in cut]
    rows = iter(encoders[1].encode(texts))
    encodings = [[next(rows) for _ in cut] for cut in split]

    def encode() -> None:
        for encoder in encoders:
            encoder.encode(texts)

    def marks() -> None:
        for article, encoded in zip(articles, encodings, strict=True):
            mark(article, sentences(article, profile(article.lang)), encoded)

    first = timed(marks)
    steps = dict(zip(STEPS, (lambda: read(files), encode, marks), strict=True))
    took = {name: [timed(step) for _ in range(given.runs)] for name, step in steps.items()}
    report(took, len(texts))
    languages = len({article.lang for article in articles})
    print(f"the first marking, tables of {languages} languages loaded: {first.processor:.1f} processor s")


def report(took: dict[str, list[Took]], count: int) -> None:
    """Print medians and shares."""
    clock = {name: statistics.median(run.clock for run in runs) for name, runs in took.items()}
    processor = {name: statistics.median(run.processor for run in runs) for name, runs in took.items()}
    print(f"{count} sentences, {processors()} processors, median of {len(took['marking'])} runs")
    print(f"{'':10}{'clock s':>9}{'share':>8}{'processor s':>13}{'share':>8}{'ms a sentence':>15}")
    for name in STEPS:
        share, own = clock[name] / sum(clock.values()), processor[name] / sum(processor.values())
        each = 1000 * processor[name] / count
        print(f"{name:10}{clock[name]:9.2f}{share:8.1%}{processor[name]:13.2f}{own:8.1%}{each:15.2f}")


if __name__ == "__main__":
    main()
