"""Readers of the corpora with marked names that the entity head learns from.

Each gives sentences as running text with the code points of its names, whatever tokens the corpus
uses: the head learns on the words that Synoptic itself cuts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

PERSON, ORGANISATION, PLACE = 0, 1, 2
_KINDS = {
    "PER": PERSON,
    "PERSON": PERSON,
    "ORG": ORGANISATION,
    "LOC": PLACE,
    "GPE": PLACE,
}
# No space stands before these, nor behind those, where a corpus does not tell.
_CLOSING = frozenset(".,:;!?%)]}»”’…")
_OPENING = frozenset("([{«„“‘")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence: ``names`` are (start, end, kind) in code points of ``text``."""

    corpus: str
    lang: str
    text: str
    names: tuple[tuple[int, int, int], ...]


def read_all(data: Path) -> dict[str, list[Sentence]]:
    """All corpora under a folder by name, as "da train" or "en dev", in order of name."""
    corpora: dict[str, list[Sentence]] = {}
    for path in sorted((data / "uner").glob("*/*.iob2")):
        lang = {"nno": "nn", "nob": "nb"}.get(path.name.split("_")[0], path.name.split("_")[0])
        part = path.stem.rsplit("-", 1)[1]
        corpora[f"{lang} {part}"] = list(_read_iob2(path, lang))
    for part in ("train", "dev"):
        path = data / "ner-fi-turku" / f"{part}.tsv"
        corpora[f"fi {part}"] = list(_read_columns(path, "fi"))
    corpora["ro dev"] = list(_read_ronec(data / "ner-ro-ronec" / "valid.json"))
    return corpora


def _read_iob2(path: Path, lang: str) -> Iterator[Sentence]:
    """Universal NER (Mayhew et al. 2024): the running text stands in a comment."""
    for block in path.read_text("utf-8").split("\n\n"):
        lines = block.splitlines()
        text = next((line[9:] for line in lines if line.startswith("# text = ")), "")
        rows = [line.split("\t") for line in lines if line[:1].isdigit()]
        tokens = [row[1] for row in rows]
        spans = _locate(text, tokens)
        if text and spans:
            names = _names(spans, [row[2] for row in rows])
            yield Sentence(corpus="uner", lang=lang, text=text, names=names)


def _read_columns(path: Path, lang: str) -> Iterator[Sentence]:
    """The Turku NER corpus (Luoma et al. 2020): a token and a tag a line."""
    for block in path.read_text("utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if "\t" in line]
        if rows and rows[0][0] != "-DOCSTART-":
            tokens = [row[0] for row in rows]
            text, spans = _join(tokens, [_space_behind(a, b) for a, b in _pairs(tokens)])
            names = _names(spans, [row[1] for row in rows])
            yield Sentence(corpus="turku", lang=lang, text=text, names=names)


def _read_ronec(path: Path) -> Iterator[Sentence]:
    """RONEC 2 (Dumitrescu and Avram 2020)."""
    for item in json.loads(path.read_text("utf-8")):
        text, spans = _join(item["tokens"], item["space_after"])
        names = _names(spans, item["ner_tags"])
        # It marks common nouns for people too ("mama"); names are capitalised.
        names = tuple(name for name in names if name[2] != PERSON or text[name[0]].isupper())
        yield Sentence(corpus="ronec", lang="ro", text=text, names=names)


def _locate(text: str, tokens: Iterable[str]) -> list[tuple[int, int]]:
    """Where tokens stand in their text; nothing if one is not there."""
    spans, at = [], 0
    for token in tokens:
        start = text.find(token, at)
        if start < 0 or start - at > 3:
            return []
        at = start + len(token)
        spans.append((start, at))
    return spans


def _pairs(tokens: list[str]) -> Iterator[tuple[str, str]]:
    return zip(tokens, [*tokens[1:], ""], strict=True)


def _space_behind(token: str, following: str) -> bool:
    return following[:1] not in _CLOSING and token not in _OPENING


def _join(tokens: list[str], spaces: list[bool]) -> tuple[str, list[tuple[int, int]]]:
    text, spans = "", []
    for token, space in zip(tokens, spaces, strict=True):
        spans.append((len(text), len(text) + len(token)))
        text += token + (" " if space else "")
    return text.rstrip(), spans


def _names(spans: list[tuple[int, int]], tags: list[str]) -> tuple[tuple[int, int, int], ...]:
    """Names from IOB2 tags; kinds that are no person, organisation or place are left out."""
    names: list[tuple[int, int, int]] = []
    open_kind: int | None = None
    for (start, end), tag in zip(spans, tags, strict=True):
        prefix, _, label = tag.partition("-")
        kind = _KINDS.get(label)
        if kind is not None and prefix == "I" and kind == open_kind and names:
            names[-1] = (names[-1][0], end, kind)
        elif kind is not None:
            names.append((start, end, kind))
        open_kind = kind
    return tuple(names)
