"""How many pages a second are read from a web archive, and in how much memory.

    python benchmarks/reading_speed.py                    an archive of 20 MB, less than a minute
    python benchmarks/reading_speed.py --gigabytes 1      the full one

The archive is generated: pages of invented news in a frame of scripts, links and related titles, as
large as pages of papers are (60 kB on average), each with other words.  Three things are measured, each in a
process of its own: reading as a stream (`synoptic articles --format jsonl`), reading as a whole
(`synoptic.reading.read`), and bare trafilatura with its defaults over the same pages, which gives a text and
no title, time, outlet, language or id.  On a busy machine compare the pages a second of processor time, which
counts the loading of what is used.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PAGE_BYTES = 60_000
WORDS = (
    "harbour",
    "council",
    "ferry",
    "minister",
    "police",
    "bridge",
    "winter",
    "company",
    "fire",
    "vote",
    "school",
    "hospital",
    "storm",
    "river",
    "trade",
    "court",
    "budget",
    "train",
    "island",
    "strike",
    "border",
    "energy",
    "market",
    "league",
    "victim",
    "reporter",
    "witness",
    "mayor",
)
VERBS = (
    "said",
    "opened",
    "closed",
    "reached",
    "denied",
    "confirmed",
    "expected",
    "refused",
    "delayed",
    "signed",
    "promised",
)
MEASURED = """
import json, resource, sys, time
sys.path[:0] = {path!r}
from benchmarks import reading_speed
begun = time.perf_counter()
pages, characters = reading_speed.{function}(sys.argv[1])
taken, worked = time.perf_counter() - begun, time.process_time()
most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
print(json.dumps(dict(pages=pages, characters=characters, seconds=taken, worked=worked, peak=most)))
"""


def sentence(chance: random.Random) -> str:
    """An invented sentence."""
    one, two, three = chance.sample(WORDS, 3)
    number = chance.randint(2, 900)
    return (
        f"The {one} of Ostvik {chance.choice(VERBS)} on Tuesday that {number} people near the {two} had "
        f"{chance.choice(VERBS)} the {three} before the {chance.choice(WORDS)} came."
    )


def page(number: int) -> str:
    """One invented page, about ``PAGE_BYTES`` long."""
    chance = random.Random(number)
    body = "".join(
        "<p>" + " ".join(sentence(chance) for _ in range(3)) + "</p>" for _ in range(chance.randint(4, 20))
    )
    links = [
        f'<li class="teaser"><a href="/news/{chance.random()}"><h3>{sentence(chance)[:60]}</h3>'
        f'<img src="/i/{n}.jpg" alt=""><span>{chance.randint(2, 59)} minutes ago</span></a></li>'
        for n in range(60)
    ]
    about = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": f"{sentence(chance)[:70]} {number}",
        "datePublished": f"2025-08-{chance.randint(10, 28)}T08:12:00+02:00",
        "publisher": {"@type": "Organization", "name": "The Herald"},
    }
    head = (
        f'<title>{about["headline"]}</title><script type="application/ld+json">{json.dumps(about)}</script>'
    )
    frame = f"<nav><ul>{''.join(links[:15])}</ul></nav>"
    text = f"<main><article><h1>{about['headline']}</h1>{body}</article></main>"
    text += f"<aside><ul>{''.join(links)}</ul></aside>"
    filler = "<script>var data='" + "x1y2z3" * ((PAGE_BYTES - len(text) - len(frame)) // 6) + "'</script>"
    return f'<!DOCTYPE html><html lang="en"><head>{head}{filler}</head><body>{frame}{text}</body></html>'


def write_archive(path: Path, size: int) -> int:
    """Writes an archive of at least ``size`` bytes, not packed; returns how many pages it has."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    number = 0
    with path.open("wb") as out:
        writer = WARCWriter(out, gzip=False)
        while out.tell() < size:
            headers = StatusAndHeaders(
                "200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1"
            )
            address = f"https://herald.example/{number}"
            data = io.BytesIO(page(number).encode())
            writer.write_record(
                writer.create_warc_record(address, "response", payload=data, http_headers=headers)
            )
            number += 1
    return number


def streamed(path: str) -> tuple[int, int]:
    """Pages and characters read as a stream."""
    from synoptic.reading.streaming import stream

    pages = characters = 0
    for step in stream([path]):
        pages += len(step.articles)
        characters += sum(len(article.text) for article in step.articles)
    return pages, characters


def whole(path: str) -> tuple[int, int]:
    """Pages and characters read at once."""
    from synoptic.reading import read

    articles = read([path]).articles
    return len(articles), sum(len(article.text) for article in articles)


def bare(path: str) -> tuple[int, int]:
    """Pages and characters by trafilatura alone."""
    import trafilatura
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    pages = characters = 0
    for record in ArchiveIterator(path, record_types=WarcRecordType.response):
        text = trafilatura.extract(record.reader.read().decode("utf-8")) or ""
        pages += 1
        characters += len(text)
    return pages, characters


def measure(function: str, path: Path) -> dict[str, float]:
    """One function over one archive, in a process of its own."""
    code = MEASURED.format(path=[str(Path(__file__).parents[1])], function=function)
    done = subprocess.run([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main() -> None:
    """Writes the archive and prints a line a measurement."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gigabytes", type=float, default=0.02)
    parser.add_argument("--only", nargs="*", choices=("streamed", "whole", "bare"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "news.warc"
        begun = time.perf_counter()
        pages = write_archive(path, int(options.gigabytes * 1e9))
        size = path.stat().st_size
        print(f"archive: {size / 1e6:,.0f} MB, {pages:,} pages, made in {time.perf_counter() - begun:.0f} s")
        for name in options.only or ("bare", "streamed", "whole"):
            found = measure(name, path)
            print(
                f"{name:9} {found['pages']:>7,.0f} pages {found['seconds']:8.1f} s "
                f"{found['pages'] / found['seconds']:8.1f} pages/s {size / found['seconds'] / 1e6:7.2f} MB/s "
                f"{found['pages'] / found['worked']:8.1f} pages a second of processor "
                f"peak {found['peak'] / 1e6:7.0f} MB  {found['characters']:,.0f} characters",
                flush=True,
            )


if __name__ == "__main__":
    main()
