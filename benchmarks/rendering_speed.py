"""How fast dossiers are rendered and opened, and how large they are.

    python benchmarks/rendering_speed.py
    python benchmarks/rendering_speed.py --runs 9 --sizes 12x120,200x2000

Synopses are made up by rule (``made_synopses.py``): so many accounts in ten scripts by so many statements.
Rendering is timed with the templates compiled, as in the second story of a run, and in processor seconds
beside the clock's, which other work on the machine makes longer.  The first paint is that of Chromium,
opening the file from disk, where Chromium and Playwright are installed.
"""

from __future__ import annotations

import argparse
import importlib.util
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from made_synopses import made_synopses
from synoptic.rendering.html import to_html
from synoptic.rendering.markdown import to_markdown
from synoptic.rendering.terminal import to_text
from synoptic.types import Synopses

CHROMIUM = Path("/usr/bin/chromium")
RENDERINGS: dict[str, Callable[[Synopses], str]] = {
    "html": to_html,
    "markdown": to_markdown,
    "terminal": to_text,
}
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"


def timed(render: Callable[[Synopses], str], run: Synopses, runs: int) -> tuple[float, float, int]:
    """Median seconds by the clock and of the processor, and the size in bytes; one run warms up."""
    size = len(render(run).encode())
    clock, processor = [], []
    for _ in range(runs):
        wall, cpu = time.perf_counter(), time.process_time()
        render(run)
        clock.append(time.perf_counter() - wall)
        processor.append(time.process_time() - cpu)
    return statistics.median(clock), statistics.median(processor), size


def first_paint(files: dict[str, Path], runs: int) -> dict[str, float]:
    """Median milliseconds from the start of the navigation to the first contentful paint, by name."""
    from playwright.sync_api import sync_playwright

    found = {}
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        for name, path in files.items():
            times = []
            for _ in range(runs):
                page = browser.new_page(viewport={"width": 1480, "height": 1000})
                page.goto(path.as_uri())
                page.wait_for_function(f"({PAINTED}) > 0", timeout=60_000)
                times.append(page.evaluate(PAINTED))
                page.close()
            found[name] = statistics.median(times)
        browser.close()
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", default="12x120,200x2000", help="accounts x statements, by commas")
    parser.add_argument("--runs", type=int, default=5, help="how many runs of each (5)")
    given = parser.parse_args()
    files: dict[str, Path] = {}
    with tempfile.TemporaryDirectory() as folder:
        print(f"{'accounts x statements':24}{'rendering':12}{'clock s':>9}{'cpu s':>9}{'kB':>9}")
        for size in given.sizes.split(","):
            accounts, statements = (int(n) for n in size.split("x"))
            run = made_synopses(accounts, statements)
            for name, render in RENDERINGS.items():
                clock, processor, bytes_ = timed(render, run, given.runs)
                print(f"{size:24}{name:12}{clock:9.2f}{processor:9.2f}{bytes_ / 1000:9.0f}")
            files[size] = Path(folder, f"{size}.html")
            files[size].write_text(to_html(run), encoding="utf-8")
        if importlib.util.find_spec("playwright") is None or not CHROMIUM.exists():
            print("first paint: not measured, there is no Chromium or no Playwright")
            return
        for size, milliseconds in first_paint(files, given.runs).items():
            print(f"{size:24}first paint {milliseconds:9.0f} ms")


if __name__ == "__main__":
    main()
