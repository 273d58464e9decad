"""How long the comparison of one story takes, whole, and where the time goes.

    python benchmarks/comparing_speed.py [--accounts N ...] [--profile]

The planted story with the longest articles, of which each account stands many times, with disturbed states
and sentences left out (``statements_quality.py``).  Reading, encoding and grouping are not counted; each
size runs in a process of its own, so that the memory at the peak is its own.  ``--profile`` prints the
functions that take most instead.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import resource
import subprocess
import sys
import time
from pathlib import Path

from statements_quality import disturbed, read, stories
from synoptic.comparing.synopsis import compare_story
from synoptic.types import Account, Story

SAMPLE = Path(__file__).resolve().parents[1] / "samples" / "gold"
#: How many functions a profile names.
NAMED = 45


def main() -> None:
    """Measures each size in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accounts", type=int, nargs="+", default=[10, 60, 200, 500, 5000])
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    for accounts in arguments.accounts:
        if arguments.here or arguments.profile:
            measure(accounts, profile=arguments.profile)
        else:
            subprocess.run([sys.executable, __file__, "--here", "--accounts", str(accounts)], check=True)


def story(accounts: int) -> list[Account]:
    """A story of so many accounts."""
    _, _, articles = max(
        stories([SAMPLE]), key=lambda found: sum(len(a.text) for a in found[2]) / len(found[2])
    )
    originals = read(articles)
    return [disturbed(originals[number % len(originals)], number) for number in range(accounts)]


def compare(accounts: list[Account]) -> int:
    """The number of statements of a story."""
    ids = tuple(account.id for account in accounts)
    return len(compare_story(Story(id="s", accounts=ids), accounts).statements)


def measure(accounts: int, *, profile: bool) -> None:
    """Prints time by the clock and of the processor, and the memory at its peak."""
    made = story(accounts)
    compare(made[:3])  # loads what is loaded once
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    profiler = cProfile.Profile()
    start, processor = time.perf_counter(), time.process_time()
    found = profiler.runcall(compare, made) if profile else compare(made)
    seconds, processor = time.perf_counter() - start, time.process_time() - processor
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    sentences = sum(len(account.encodings) for account in made)
    print(
        f"{accounts:5} accounts, {sentences:6} sentences: {seconds:6.1f} s by the clock, {processor:6.1f} s "
        f"of processor, {peak:.2f} GB at the peak ({before:.2f} before), {found} statements",
        flush=True,
    )
    if profile:
        pstats.Stats(profiler).sort_stats("tottime").print_stats(NAMED)


if __name__ == "__main__":
    main()
