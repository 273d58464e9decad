"""Checks that the answers of planted stories are exact.

    python benchmarks/check_gold.py [FOLDER...]

Every article is there and every surface stands verbatim in it; sentences follow one another and cover
the text; a value has the digits of its words, where they have any.  Surfaces of figures, quotes and
dates that stand more than once in an article are counted, for they say less exactly which is meant.
Prints what is wrong; ends with 1 if anything is.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
Answers = dict[str, Any]

RELATIONS = {"exact", "about", "at_least", "more_than", "at_most", "less_than", "range"}
VERDICTS = {
    "figures": {"agree", "disagree", "update", "not_comparable"},
    "quotes": {"same", "altered", "other_speaker"},
}
KINDS = {"person", "place", "organisation"}
COPIES = {"verbatim", "translation", "partial"}
NUMBER = re.compile(r"\d+(?:[.,٫٬’' \u00a0\u202f]\d+)*")


def main() -> int:
    """Checks every event of the folders."""
    parser = argparse.ArgumentParser(description=__doc__)
    samples = HERE.parent / "samples"
    parser.add_argument(
        "folders", type=Path, nargs="*", default=[samples / "gold", samples / "gold_held_out"]
    )
    wrong = 0
    for folder in parser.parse_args().folders:
        texts = read(folder)
        for path in sorted(folder.glob("*/gold.json")):
            gold = json.loads(path.read_text("utf-8"))
            found = list(faults(gold, texts))
            wrong += len(found)
            for fault in found:
                print(f"{path.parent.name}: {fault}")
            twice = sum(1 for _ in repeated(gold, texts))
            print(f"{path.parent.name}: {len(found)} faults, {twice} surfaces that stand more than once")
    return 1 if wrong else 0


def read(folder: Path) -> dict[str, str]:
    """The text of each article below a folder; a follow-up may stand in a folder of its own."""
    lines = [
        line
        for path in sorted(folder.glob("*/articles.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    ]
    return {record["id"]: record["text"] for record in map(json.loads, lines)}


def faults(gold: Answers, texts: dict[str, str]) -> Iterator[str]:
    """Everything that is wrong in one event, in words."""
    accounts = {*gold["story"], *gold["follow_up"]}
    if accounts != set(gold["sentences"]) or not accounts <= set(texts):
        yield "the articles are not those of the story and its follow-ups"
    yield from sentence_faults(gold, texts)
    for kind, verdicts in VERDICTS.items():
        for item in gold[kind]:
            told = {article for article, _ in tellings(item)}
            if item["verdict"] not in verdicts:
                yield f"{kind}: verdict {item['verdict']} of “{item['gist']}”"
            if not set(item["odd_one_out"]) <= told or (
                item["verdict"] in ("disagree", "altered", "other_speaker") and not item["odd_one_out"]
            ):
                yield f"{kind}: odd ones out of “{item['gist']}”"
    for kind, article, surface in surfaces(gold):
        if surface not in texts.get(article, ""):
            yield f"{kind}: “{surface}” does not stand in {article}"
    for item in gold["figures"]:
        for _, telling in tellings(item):
            if telling["relation"] not in RELATIONS or not digits_fit(telling["surface"], telling["value"]):
                yield f"figures: “{telling['surface']}” is not {telling['relation']} {telling['value']}"
    for entity in gold["entities"]:
        if entity["type"] not in KINDS:
            yield f"entities: kind {entity['type']}"
    for copy in gold["copies"]:
        if copy["kind"] not in COPIES or not {copy["of"], copy["by"]} <= set(texts):
            yield f"copies: {copy}"


def sentence_faults(gold: Answers, texts: dict[str, str]) -> Iterator[str]:
    """Sentences that do not follow one another or leave words out; statements that name none."""
    for article, sentences in gold["sentences"].items():
        rest = texts.get(article, "")
        for sentence in sentences:
            before, found, rest = rest.partition(sentence)
            if not found or before.strip():
                yield f"sentences: “{sentence[:40]}” does not follow in {article}"
        if rest.strip():
            yield f"sentences: the end of {article} is in none"
    for statement in gold["statements"]:
        for article, places in statement["told_by"].items():
            if not all(0 <= place < len(gold["sentences"].get(article, ())) for place in places):
                yield f"statements: “{statement['gist']}” in {article}"
    for kind in ("only_in", "missing_from"):
        for item in gold[kind]:
            told = next((s["told_by"] for s in gold["statements"] if s["gist"] == item["gist"]), {})
            if item["id"] not in texts or (kind == "missing_from" and (not told or item["id"] in told)):
                yield f"{kind}: “{item['gist']}” in {item['id']}"


def tellings(item: Answers) -> Iterator[tuple[str, Answers]]:
    """The tellings of an item, indirect ones too, as (article, telling)."""
    for told in (item["told_by"], item.get("indirect", {})):
        for article, found in told.items():
            for telling in found if isinstance(found, list) else [found]:
                yield article, telling


def surfaces(gold: Answers) -> Iterator[tuple[str, str, str]]:
    """Every surface as (kind, article, words)."""
    for kind in ("figures", "dates", "quotes"):
        for item in gold[kind]:
            for article, telling in tellings(item):
                yield kind, article, telling["surface"]
    for entity in gold["entities"]:
        for article, forms in entity["forms"].items():
            for form in forms if isinstance(forms, list) else [forms]:
                yield "entities", article, form
    for credit in gold["credits"]:
        yield "credits", credit["id"], credit["surface"]


def repeated(gold: Answers, texts: dict[str, str]) -> Iterator[str]:
    """Surfaces of figures, quotes and dates that stand more than once in their article."""
    for kind, article, surface in surfaces(gold):
        if kind in ("figures", "quotes", "dates") and texts.get(article, "").count(surface) > 1:
            yield surface


def digits_fit(surface: str, value: float | list[float]) -> bool:
    """Whether the words have no digits, or one of the numbers in them has those of the value.

    Words that multiply ("1.2 million", "४ लाख") only move the point, so that the significant
    digits are enough; words of several numbers ("4 crore 50 lakh") or of halves ("9 and a half years")
    must begin with the value's first.
    """
    if isinstance(value, list):
        return digits_fit(surface, value[0]) or digits_fit(surface, value[1])
    plain = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in surface)
    runs = [re.sub(r"\D", "", number).strip("0") for number in NUMBER.findall(plain)]
    significant = f"{value:.9f}".replace(".", "").strip("0")
    return (
        not runs
        or significant in runs
        or (significant.startswith(runs[0]) and (len(runs) > 1 or value % 1 != 0))
    )


if __name__ == "__main__":
    sys.exit(main())
