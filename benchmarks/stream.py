r"""Articles that come one by one: how fast, in how much memory, and whether the stories are the same.

    python benchmarks/stream.py replay --articles 100000
    python benchmarks/stream.py scale
    python benchmarks/stream.py crowd
    python benchmarks/stream.py sets --data ../shared/data/stories --gold samples/gold ../shared/gold/stories

``replay`` and ``scale`` run on generated news (``generated_news.py``): vectors and terms as encoding and
marking would give them, no text.  ``replay`` adds them in order of time in small batches, then all
together, then some one by one in any order, and compares the stories.  ``scale`` times what one
article more costs with 10,000 articles there and with 1,000,000, the same number a day.  ``crowd``
times how the neighbours of one article are found among 100,000 and 1,000,000 of one window, all looked at and
by sketches, and counts what the sketches miss.  ``sets``
replays the real sets, really encoded: in order of time, backwards and shuffled.  Times are of the processor.
"""

from __future__ import annotations

import argparse
import re
import resource
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from generated_news import News, documents
from synoptic.grouping import affinity
from synoptic.grouping.brief import Brief, brief
from synoptic.grouping.columns import Columns
from synoptic.grouping.sketches import Sketched, sketches
from synoptic.grouping.stories import grouping
from synoptic.grouping.stream import Stream

sys.path.insert(0, str(Path(__file__).parents[1] / "training"))

SEED = 7
# So many days of events are made and added together when a stream is filled.
PORTION = 100


def memory() -> str:
    """The most memory that the process had so far, and what it has now that lies in no file."""
    most = f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.1f} GiB at most"
    status = Path("/proc/self/status")
    if not status.exists():
        return most
    held = re.search(r"RssAnon:\s*(\d+)", status.read_text("ascii"))
    return most if held is None else f"{most}, {int(held[1]) / 2**20:.1f} GiB now in no file"


def stories_of(stream: Stream) -> set[tuple[str, ...]]:
    """The stories, each as the ids of its accounts in order."""
    return {tuple(name for *_, name in orders) for orders, _ in stream.stories()}


def fed(briefs: Sequence[Brief], batch: int) -> tuple[Stream, float]:
    """A stream given these in batches, and the seconds of processor that it took."""
    stream, began = Stream(), time.process_time()
    for start in range(0, len(briefs), batch):
        stream.add_briefs(briefs[start : start + batch])
    return stream, time.process_time() - began


def replay(articles: int, per_day: int, batch: int) -> None:
    """Prints the speed of generated news in order of time, and whether all at once gives the same."""
    news = News(SEED, per_day).of(0, max(1, articles // per_day))[:articles]
    languages = len({one.language for one in news})
    print(f"{len(news)} generated articles, {languages} languages, {per_day} a day; they alone: {memory()}")
    stream, seconds = fed(news, batch)
    found = stories_of(stream)
    print(f"in order of time, {batch} together: {len(news) / seconds:.0f} a second, {memory()}")
    print(f"{len(found)} stories, the largest of {max(map(len, found))}", flush=True)
    stream, seconds = fed(news, len(news))
    same = stories_of(stream) == found
    print(f"all together: {len(news) / seconds:.0f} a second; the same stories: {same}", flush=True)
    few = news[:500]
    order = np.random.default_rng(SEED).permutation(len(few))
    stream, seconds = fed([few[place] for place in order], 1)
    same = stories_of(stream) == stories_of(fed(few, len(few))[0])
    print(f"{len(few)} one by one, shuffled: {len(few) / seconds:.0f} a second; the same stories: {same}")


def scale(small: int, large: int, per_day: int, probes: int) -> None:
    """Prints what one article more costs in a small and in a large stream."""
    medians = []
    for size in (small, large):
        news, stream, day = News(SEED, per_day), Stream(), 0
        while len(stream) < size:
            portion = min(PORTION, -(-(size - len(stream)) // per_day))
            stream.add_briefs(news.of(day, day + portion))
            day += portion
            if len(stream) * 10 // size > (len(stream) - portion * per_day) * 10 // size:
                print(f"  {len(stream)} articles after {time.process_time():.0f} s, {memory()}", flush=True)
        held = len(stream)
        # More of the last days' news, from another world, so that no article is there already.
        more = News(SEED + 1, per_day).of(day - 3, day - 1)[:probes]
        seconds = [_time_of(stream, _renamed(one)) for one in more]
        medians.append(float(np.median(seconds)))
        print(
            f"{held} articles, {per_day} a day: one more takes {medians[-1] * 1000:.1f} ms (median of "
            f"{len(more)}; nine of ten below {np.quantile(seconds, 0.9) * 1000:.1f}), {memory()}",
            flush=True,
        )
    print(f"ratio {medians[1] / medians[0]:.2f}")


def _time_of(stream: Stream, one: Brief) -> float:
    began = time.process_time()
    stream.add_briefs([one])
    return time.process_time() - began


def _renamed(one: Brief) -> Brief:
    kept = {field: getattr(one, field) for field in Brief.__slots__}
    name = f"more {one.id}"
    return Brief(**{**kept, "id": name, "order": (*one.order[:2], name)})


def crowd(sizes: Sequence[int], probes: int) -> None:
    """Prints what finding the neighbours of one article costs in a crowded window, and how many are found."""
    for size in sizes:
        random = np.random.default_rng(SEED)
        vectors, events = documents(random, size)
        columns, sketched = Columns(), Sketched()
        columns.documents.extend(vectors)
        sketched.extend(np.arange(size), vectors)
        held = columns.documents
        exact_seconds, seconds, near, near_found, told, told_found = [], [], 0, 0, 0, 0
        for row in random.choice(size, probes, replace=False).tolist():
            began = time.process_time()
            cosines = held.values[[row]].astype(np.float32) @ held.values.astype(np.float32).T
            alike = np.flatnonzero(cosines[0] * held.to_unit * held.to_unit[row] >= affinity.NEAREST)
            exact_seconds.append(time.process_time() - began)
            began = time.process_time()
            like = sketched.like(sketches(held.values[[row]])[0])
            cosines = held.values[[row]].astype(np.float32) @ held.values[like].astype(np.float32).T
            found = like[cosines[0] * held.to_unit[like] * held.to_unit[row] >= affinity.NEAREST]
            seconds.append(time.process_time() - began)
            near, near_found = near + len(alike), near_found + len(found)
            told += int((events[alike] == events[row]).sum())
            told_found += int((events[found] == events[row]).sum())
        print(
            f"{size} articles in one window: all looked at {np.median(exact_seconds) * 1000:.1f} ms, by "
            f"sketches {np.median(seconds) * 1000:.1f} ms (medians of {probes}); found are "
            f"{near_found / near:.4f} of the pairs with a cosine of {affinity.NEAREST}, "
            f"{told_found / told:.5f} of those of one event",
            flush=True,
        )


def sets(data: Path, gold: list[Path], kept: Path | None) -> None:
    """Prints the same for the real sets, one article at a time."""
    from story_sets import read_sets

    for stories in read_sets(data, gold, kept):
        briefs = sorted(map(brief, stories.accounts), key=lambda one: one.order)
        whole, seconds = fed(briefs, len(briefs))
        expected = grouping(whole)
        print(f"{stories.name}: {len(briefs)} articles, all together {seconds:.1f} seconds")
        mixed = [briefs[place] for place in np.random.default_rng(SEED).permutation(len(briefs))]
        for how, ordered in (("in order of time", briefs), ("backwards", briefs[::-1]), ("shuffled", mixed)):
            stream, seconds = fed(ordered, 1)
            same = grouping(stream) == expected
            print(f"  {how}: {len(briefs) / seconds:.0f} a second; the same stories and storylines: {same}")


def main() -> None:
    """Reads what is asked for, runs it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", choices=("replay", "scale", "crowd", "sets"))
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--small", type=int, default=10_000)
    parser.add_argument("--large", type=int, default=1_000_000)
    parser.add_argument("--per-day", type=int, default=200)
    parser.add_argument("--batch", type=int, default=50)
    parser.add_argument("--probes", type=int, default=200)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--gold", type=Path, nargs="+")
    parser.add_argument("--kept", type=Path, help="a file in which marked accounts are kept between runs")
    arguments = parser.parse_args()
    if arguments.part == "replay":
        replay(arguments.articles, arguments.per_day, arguments.batch)
    elif arguments.part == "scale":
        scale(arguments.small, arguments.large, arguments.per_day, arguments.probes)
    elif arguments.part == "crowd":
        crowd((100_000, 1_000_000), arguments.probes)
    else:
        sets(arguments.data, arguments.gold, arguments.kept)


if __name__ == "__main__":
    main()
