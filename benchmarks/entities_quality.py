"""How well people, places and organisations are found.

    python benchmarks/entities_quality.py [--data FOLDER] [--gold FOLDER] [--misses]

Three measures.  F1 over exact spans and kinds on the sentences that ``training/split.py`` holds
out, of the head alone and of the marks that are made of what it finds, each sentence an article.
Planted stories with answers, read article by article: gold forms found (half of the shorter span)
and their kind right.  NTREX-128: how far the number of names of each kind in a line agrees with
that in English, in the documents that training leaves out.
Folders default to those beside the checkout; what is absent is skipped, and said so.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "training"))

from corpora import Sentence, read_all  # noqa: E402
from ntrex import CODES, held_out_lines, read_lines  # noqa: E402
from scoring import f1_by_language, mean  # noqa: E402
from split import split  # noqa: E402

from synoptic.encoding.encoder import open_encoder  # noqa: E402
from synoptic.encoding.heads import entity_head  # noqa: E402
from synoptic.languages.profile import profile  # noqa: E402
from synoptic.marking.entities import entities  # noqa: E402
from synoptic.marking.kinds import KINDS  # noqa: E402
from synoptic.marking.sentences import sentences  # noqa: E402
from synoptic.ports import Encoder  # noqa: E402
from synoptic.types import Article, Mention  # noqa: E402

BESIDE = ROOT.parent / "shared"
LAYERS = 6


def mentions(article: Article, encoder: Encoder) -> tuple[Mention, ...]:
    """The mentions of one article, read as the product reads it."""
    language = profile(article.lang)
    cut = sentences(article, language)
    return entities(article, cut, encoder.encode([sentence.text for sentence in cut]), language)


def corpora(folder: Path, encoder: Encoder) -> None:
    """Print F1 on the held-out sentences of each language."""
    _, held_out = split(read_all(folder))
    scores = f1_by_language(entity_head(), held_out, encoder)
    marked = {lang: marks_f1(some, encoder) for lang, some in held_out.items()}
    for lang, (score, names) in sorted(scores.items()):
        print(f"F1 {lang:5} head {score:5.1f}  marks {marked[lang]:5.1f}  ({names} names)")
    print(f"F1 mean  head {mean(scores):5.1f}  marks {sum(marked.values()) / len(marked):5.1f}")


def marks_f1(some: Sequence[Sentence], encoder: Encoder) -> float:
    """F1 in per cent of the mentions of sentences of one language, each read as an article."""
    right = given = wanted = 0
    for sentence, encoding in zip(some, encoder.encode([one.text for one in some]), strict=True):
        article = Article(id="sentence", text=sentence.text, lang=sentence.lang)
        whole = article.passage(0, len(sentence.text))
        marks = entities(article, [whole], [encoding], profile(sentence.lang))
        found = {(mention.start, mention.end, KINDS.index(mention.kind)) for mention in marks}
        gold = set(sentence.names)
        right, given, wanted = right + len(found & gold), given + len(found), wanted + len(gold)
    return 200 * right / max(1, given + wanted)


def planted(folder: Path) -> Iterator[tuple[Article, list[tuple[str, str]]]]:
    """Articles of planted stories with the names they hold: (form, kind)."""
    for path in sorted(folder.glob("*/gold.json")):
        gold = json.loads(path.read_text("utf-8"))
        wanted: dict[str, list[tuple[str, str]]] = {}
        for entity in gold["entities"]:
            for article, forms in entity["forms"].items():
                for form in forms if isinstance(forms, list) else [forms]:
                    wanted.setdefault(article, []).append((form, entity["type"]))
        for line in (path.parent / "articles.jsonl").read_text("utf-8").splitlines():
            record = json.loads(line)
            title, text = record.get("title"), record["text"]
            text = f"{title}\n\n{text}" if title and not text.startswith(title) else text
            article = Article(id=record["id"], title=title, text=text, lang=record["lang"])
            yield article, wanted.get(record["id"], [])


def stories(folder: Path, encoder: Encoder, *, misses: bool) -> None:
    """Print how many gold names are found in planted stories, and how many kinds are right."""
    totals: Counter[str] = Counter()
    for article, wanted in planted(folder):
        found = mentions(article, encoder)
        lost = []
        for form, kind in wanted:
            kinds = kinds_at(article.text, form, found)
            totals["wanted"] += 1
            totals["found"] += bool(kinds)
            totals["kind"] += kinds[:1] == [kind]
            if kinds[:1] != [kind]:
                lost.append(f"{form}={kinds[0] if kinds else 'lost'}")
        if misses and lost:
            print(f"{article.id}: {', '.join(lost)}")
            print("    ", ", ".join(dict.fromkeys(f"{m.text}/{m.kind[:3]}{m.entity}" for m in found)))
    found, wanted_count = totals["found"], totals["wanted"]
    print(f"planted: found {found / max(1, wanted_count):.3f} of {wanted_count}")
    print(f"planted: kind right {totals['kind'] / max(1, found):.3f} of {found}")


def kinds_at(text: str, form: str, found: Sequence[Mention]) -> list[str]:
    """The kinds of the mentions where a form stands, in order."""
    places = []
    at = text.find(form)
    while at >= 0:
        places.append((at, at + len(form)))
        at = text.find(form, at + 1)
    return [
        mention.kind
        for start, end in places
        for mention in found
        if min(end, mention.end) - max(start, mention.start)
        >= 0.5 * min(end - start, mention.end - mention.start)
    ]


def agreement(folder: Path, encoder: Encoder) -> None:
    """Print F1 of the number of names of each kind in a line against English, by language."""
    numbers = held_out_lines(folder)
    english = [_counts(read_lines(folder, "en")[number], "en", encoder) for number in numbers]
    scores = {}
    for lang in CODES:
        lines = read_lines(folder, lang)
        if lang == "en" or not lines:
            continue
        right = given = wanted = 0
        for number, counts in zip(numbers, english, strict=True):
            own = _counts(lines[number], lang, encoder)
            right += (own & counts).total()
            given, wanted = given + own.total(), wanted + counts.total()
        scores[lang] = 200 * right / (given + wanted)
        print(f"as in English {lang:3} {scores[lang]:5.1f}")
    print(f"as in English mean {sum(scores.values()) / len(scores):5.1f}")


def _counts(text: str, lang: str, encoder: Encoder) -> Counter[str]:
    return Counter(mention.kind for mention in mentions(Article(id="line", text=text, lang=lang), encoder))


def main() -> None:
    """Measure what there are folders for."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--data", type=Path, default=BESIDE / "data")
    arguments.add_argument("--gold", type=Path, default=BESIDE / "gold" / "stories")
    arguments.add_argument("--cache", type=Path, help="where encodings are kept")
    arguments.add_argument("--misses", action="store_true", help="print what was lost in planted stories")
    arguments.add_argument("--only", choices=("corpora", "stories", "agreement"))
    given = arguments.parse_args()
    encoder = open_encoder(layers=LAYERS, cache_dir=given.cache)
    steps = {
        "corpora": (given.data / "uner", lambda: corpora(given.data, encoder)),
        "stories": (given.gold, lambda: stories(given.gold, encoder, misses=given.misses)),
        "agreement": (given.data / "ntrex", lambda: agreement(given.data / "ntrex", encoder)),
    }
    for name, (folder, measure) in steps.items():
        if given.only in (None, name):
            if folder.is_dir():
                measure()
            else:
                print(f"{name}: skipped, {folder} is not there")


if __name__ == "__main__":
    main()
