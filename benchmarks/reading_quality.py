"""How well reading tells articles from what stands around them.

``python benchmarks/reading_quality.py html`` takes the main text out of invented pages in 14 layouts and
~20 languages, beside trafilatura as it comes, resiliparse and readability-lxml (``pip install -e
'.[bench]'``).  ``fixtures NEWSPAPER4K.tar.gz`` does the same on the pages in the source distribution
of newspaper4k (MIT; ``pip download --no-deps --no-binary :all: newspaper4k``), against the texts that stand
beside them.  F1 is that of words (characters where words have no spaces), the mean of pages.

``flattened`` gives the share of lines of furniture taken off and of lines of articles lost on the
flattened pages in ``tests/reading``, and ``clean FOLDER`` what is taken off texts that have no furniture (a
folder of NTREX-128).  ``encodings FOLDER`` writes every fiftieth line of it in 26 encodings, cut to 40, 120
and 400 characters, and counts those that are decoded exactly as they were, with no word on their encoding.
"""

from __future__ import annotations

import argparse
import importlib
import re
import sys
import tarfile
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import lxml.html

from invented_html import pages
from synoptic import registry, settings
from synoptic.errors import NoArticle, NotText
from synoptic.ports import Vectors
from synoptic.reading import read
from synoptic.reading.decoding import decode
from synoptic.reading.draft import Draft
from synoptic.reading.html import main_text, words_of
from synoptic.reading.pages import parts
from synoptic.types import Article

ENCODINGS: dict[str, list[str]] = {
    "windows-1250": ["pol", "ces", "hun", "slk", "slv", "hrv", "ron"], "iso8859-2": ["pol", "ces", "hun"],
    "windows-1251": ["rus", "ukr", "bul", "srp-Cyrl", "mkd", "bel"], "koi8-r": ["rus"], "koi8-u": ["ukr"],
    "iso8859-5": ["rus", "bul"], "cp866": ["rus"], "mac-cyrillic": ["rus"],
    "windows-1252": ["deu", "fra", "spa", "swe", "fin", "por", "ita", "nld", "dan", "nob", "isl"],
    "windows-1253": ["ell"], "iso8859-7": ["ell"], "windows-1254": ["tur"], "windows-1255": ["heb"],
    "iso8859-8": ["heb"], "windows-1256": ["arb", "fas", "urd"], "iso8859-6": ["arb"],
    "windows-1257": ["lit", "lav", "est"], "windows-1258": ["vie"], "cp874": ["tha"], "gb18030": ["zho-CN"],
    "big5": ["zho-TW"], "shift_jis": ["jpn"], "euc_jp": ["jpn"], "euc_kr": ["kor"],
    "utf-16-le": ["rus", "zho-CN", "swe"], "utf-16-be": ["jpn", "arb"],
}  # fmt: skip
LENGTHS = (40, 120, 400)
TESTS = Path(__file__).parents[1] / "tests" / "reading"
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]|[^\W_]+")
Extract = Callable[[str], str]


def ours(markup: str) -> str:
    """The main text as Synoptic takes it."""
    try:
        return main_text(markup, "page")
    except NoArticle:
        return ""


def _trafilatura(markup: str) -> str:
    import trafilatura

    return trafilatura.extract(markup) or ""


def _resiliparse(markup: str) -> str:
    extract = importlib.import_module("resiliparse.extract.html2text").extract_plain_text
    return str(extract(markup, main_content=True, alt_texts=False, links=False, list_bullets=False))


def _readability(markup: str) -> str:
    document = importlib.import_module("readability").Document(markup)
    return words_of(document.summary(html_partial=True))


def extractors() -> dict[str, Extract]:
    """Synoptic and the peers that are installed, by name."""
    peers = {"trafilatura": _trafilatura, "resiliparse": _resiliparse, "readability": _readability}
    found = {name: one for name, one in peers.items() if importlib.util.find_spec(name)}
    return {"synoptic": ours, **found}


def f1(text: str, wanted: str) -> float:
    """F1 of the words of a text, each counted as often as it stands."""
    got, gold = Counter(WORD.findall(text.casefold())), Counter(WORD.findall(wanted.casefold()))
    hits = sum((got & gold).values())
    return 2 * hits / (got.total() + gold.total()) if hits else 0.0


def without_title(text: str, title: str) -> str:
    """A text without the lines that are the title, which some extractors keep."""
    return "\n".join(line for line in text.split("\n") if line.strip() != title)


def table(rows: Iterable[tuple[str, dict[str, list[float]]]], names: Iterable[str]) -> None:
    """Writes the mean of each row and extractor as a Markdown table."""
    names = list(names)
    print(f"| | {' | '.join(names)} |\n|---|{'---|' * len(names)}")
    every: dict[str, list[float]] = defaultdict(list)
    for row, scores in rows:
        print(f"| {row} | {' | '.join(f'{sum(scores[n]) / len(scores[n]):.3f}' for n in names)} |")
        for name in names:
            every[name] += scores[name]
    print(f"| **all** | {' | '.join(f'{sum(every[n]) / len(every[n]):.3f}' for n in names)} |")


def html() -> None:
    """F1 on invented pages."""
    known = extractors()
    rows: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for layout, text, markup in pages(TESTS / "pages" / "developed"):
        wanted = "\n".join(text.paragraphs)
        for name, extract in known.items():
            rows[layout][name].append(f1(without_title(extract(markup), text.title), wanted))
    table(rows.items(), known)


def fixtures(archive: Path) -> None:
    """F1 on the pages of newspaper4k that have a text beside them."""
    known = extractors()
    scores: dict[str, list[float]] = defaultdict(list)
    with tarfile.open(archive) as content:
        files = {Path(one.name).parts[1:]: one for one in content.getmembers() if one.isfile()}
        for place, member in sorted(files.items(), key=lambda one: one[0]):
            wanted = files.get(("tests", "data", "txt", f"{Path(place[-1]).stem}.txt"))
            if place[:3] != ("tests", "data", "html") or wanted is None:
                continue
            data, text = (content.extractfile(one) for one in (member, wanted))
            assert data is not None
            assert text is not None
            markup, gold = data.read().decode("utf-8", "replace"), text.read().decode("utf-8", "replace")
            tree = lxml.html.document_fromstring(
                markup.encode(), parser=lxml.html.HTMLParser(encoding="utf-8")
            )
            titles = {" ".join(one.text_content().split()) for one in tree.iter("h1", "title")}
            for name, extract in known.items():
                got = extract(markup)
                for title in titles:
                    got = without_title(got, title)
                scores[name].append(f1(got, gold))
    table([(f"{len(scores['synoptic'])} pages", scores)], known)


FLATTENED = ("pages/developed", "pages/kept_out", "pages/seen", "pages/turning", "pages_held_out")


def flattened() -> None:
    """What becomes of the flattened pages, by structure alone and with the encoder."""
    meaning = registry.vectors(settings.load())
    print("| pages | told by | furniture taken off | own lines lost | glued articles split | all right |")
    print("|---|---|---|---|---|---|")
    for folder in FLATTENED:
        paths = sorted((TESTS / folder).glob("*.page"))
        for how, vectors in (("structure", None), ("and meaning", meaning)):
            counts: Counter[str] = Counter()
            for path in paths:
                counts += fate(path, vectors)
            cells = (f"{counts[one]} of {counts[f'all {one}']}" for one in FATES)
            print(f"| {folder} ({len(paths)}) | {how} | {' | '.join(cells)} |", flush=True)


FATES = ("furniture", "lost", "split", "right")


def fate(path: Path, vectors: Vectors | None) -> Counter[str]:
    """What became of the lines and articles of one page, and of how many (``all ...``).

    An article that is glued to the page counts as split where all its lines stand in one article that has
    no line of another; a page is right where each article has its title and its lines and no others.
    """
    marked = [line.partition("|")[::2] for line in path.read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as place:
        page = Path(place) / "page.txt"
        page.write_text("\n".join(line for _, line in marked), encoding="utf-8")
        articles = read([page], vectors=vectors).articles
    texts = [{line.strip() for line in one.text.split("\n")} for one in articles]
    wanted: dict[str, list[str]] = defaultdict(list)
    for mark, line in marked:
        if mark:
            wanted[mark[0]].append(line.strip())
    off, first = wanted.pop("-", []), wanted["1"]
    whole = {one: _whole(one, wanted, articles, texts) for one in wanted if one.isdigit()}
    titles = [line for mark, line in marked if mark.endswith("T")]
    counts = Counter(
        {
            "furniture": sum(not any(line in text for text in texts) for line in off),
            "all furniture": len(off),
            "lost": sum(line not in articles[0].text for line in first),
            "all lost": len(first),
            "split": sum(whole[number] for number in whole if number != "1"),
            "all split": len(whole) - 1,
            "right": int([one.title for one in articles] == titles and all(whole.values())),
            "all right": 1,
        }
    )
    return Counter({name: count for name, count in counts.items() if count})


def _whole(
    number: str, wanted: dict[str, list[str]], articles: Sequence[Article], texts: Sequence[set[str]]
) -> bool:
    """Whether all lines of an article stand in one that has no line of another."""
    others = {line for other, lines in wanted.items() if other not in (number, "?") for line in lines}
    return any(
        all(line in one.text for line in wanted[number]) and not text & others
        for one, text in zip(articles, texts, strict=True)
    )


def clean(folder: Path) -> None:
    """What is taken off parallel news without furniture and split from it, document by document."""
    meaning = registry.vectors(settings.load())
    ids = (folder / "documents.tsv").read_text(encoding="utf-8").splitlines()
    taken: Counter[str] = Counter()
    texts = 0
    for path in sorted(folder.glob("*.txt")):
        lines = path.read_text(encoding="utf-8").splitlines()
        documents: dict[str, list[str]] = defaultdict(list)
        for name, line in zip(ids, lines, strict=False):
            documents[name].append(line)
        for document in documents.values():
            found, removed = parts(Draft(source="x", stem="x", text="\n".join(document)), meaning)
            texts += 1
            taken.update(one.why for one in removed)
            taken["split"] += len(found) - 1
    print(f"{texts} texts: {dict(taken)}")


def encodings(folder: Path) -> None:
    """Texts in old encodings that are read exactly as they were."""
    total: Counter[int] = Counter()
    right: Counter[int] = Counter()
    print(f"| encoding | {' | '.join(f'{n} characters' for n in LENGTHS)} |\n|---|{'---|' * len(LENGTHS)}")
    for encoding, languages in ENCODINGS.items():
        cells = []
        for length in LENGTHS:
            tried = [data for one in languages for data in _encoded(folder / f"{one}.txt", encoding, length)]
            fine = sum(_decoded(data) == data.decode(encoding).replace("\ufeff", "") for data in tried)
            cells.append(f"{fine} of {len(tried)}")
            total[length] += len(tried)
            right[length] += fine
        print(f"| {encoding} | {' | '.join(cells)} |")
    print(f"| **all** | {' | '.join(f'{right[n] / total[n]:.3f}' for n in LENGTHS)} |")


def _encoded(path: Path, encoding: str, length: int, step: int = 50) -> list[bytes]:
    """Every so many lines (with those after, to fill the length) in an encoding, where it shows in them."""
    lines = path.read_text(encoding="utf-8").splitlines()
    texts = (" ".join(lines[n : n + 4])[:length] for n in range(0, len(lines), step))
    written = (text.encode(encoding, "ignore") for text in texts)
    return [data for data in written if any(byte > 127 for byte in data)]


def _decoded(data: bytes) -> str | None:
    try:
        return decode(data, "text")
    except NotText:
        return None


def main() -> None:
    """Reads the arguments and runs one measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="measure", required=True)
    commands.add_parser("html")
    commands.add_parser("flattened")
    commands.add_parser("fixtures").add_argument("path", type=Path)
    commands.add_parser("encodings").add_argument("path", type=Path)
    commands.add_parser("clean").add_argument("path", type=Path)
    chosen = parser.parse_args()
    measure = getattr(sys.modules[__name__], chosen.measure)
    measure(*([chosen.path] if "path" in chosen else []))


if __name__ == "__main__":
    main()
