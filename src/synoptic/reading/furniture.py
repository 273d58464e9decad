"""Furniture of pages: the words of buttons, boxes and notices, as data for many languages."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from importlib import resources

from synoptic.reading.lines import SHORT, Line

ADDRESS = re.compile(r"(?:https?://|www\.|@)\S{2,200}|\S{1,60}@\S{2,60}\.\w{2,10}")
KINDS = (
    "comments",
    "related",
    "read_also",
    "share",
    "subscribe",
    "advertisement",
    "photo",
    "login",
    "tags",
    "published",
    "updated",
    "cookies",
)
OFFER, OFFER_WORDS = 50, 8
WHY = {
    "comments": "comments",
    "related": "links to other articles",
    "read_also": "a link to another article",
    "share": "buttons for sharing",
    "subscribe": "an invitation to subscribe",
    "advertisement": "advertisement",
    "login": "log-in or menu",
    "tags": "tags",
    "photo": "a photo credit",
    "published": "a line that gives the time",
    "updated": "a line that gives the time",
    "cookies": "a cookie notice",
}


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(
        resources.files("synoptic.reading").joinpath("furniture.toml").read_text(encoding="utf-8")
    )


@cache
def phrases_of(list_name: str) -> frozenset[str]:
    """The phrases of one list of ``furniture.toml`` in all languages, folded, the dash of endings kept."""
    return frozenset(
        ("-" if phrase.startswith("-") else "") + fold(phrase)
        for words in _data().values()
        for phrase in words.get(list_name, ())
    )


@cache
def _vocabulary() -> dict[str, str]:
    """Folded phrase -> kind, of all languages; where languages differ, the first kind of the list."""
    data = _data()
    phrases: dict[str, str] = {}
    for kind in KINDS:
        for language in sorted(data):
            for phrase in data[language].get(kind, ()):
                phrases.setdefault(fold(phrase), kind)
    return phrases


@cache
def _cookies() -> tuple[str, ...]:
    return tuple(sorted(phrase for phrase, kind in _vocabulary().items() if kind == "cookies"))


def fold(text: str) -> str:
    """A phrase for comparison: folded, its digits and the marks around its words taken away."""
    kept = "".join(c if c.isalpha() or c in "'’" or _joins(c) else " " for c in text.casefold())
    return " ".join(kept.replace("’", "'").split()).strip("' ")


def _joins(c: str) -> bool:
    return unicodedata.category(c) in ("Mn", "Mc", "Cf")


def kind(line: Line) -> str | None:
    """Which kind of furniture a line is, by its words alone; ``None`` for all other lines."""
    return whole(line) or labelled(line)


def whole(line: Line) -> str | None:
    """The kind of a line that is furniture in all its words."""
    if line.extent > SHORT + 40:
        return None
    if is_hashtags(line.text):
        return "tags"
    if line.text.startswith("©") or ADDRESS.fullmatch(line.text):
        return "login"
    return _vocabulary().get(fold(line.text)) if line.extent <= 80 else None


def labelled(line: Line) -> str | None:
    """The kind of a line that begins with a label and a colon: ``Read also: ...``."""
    if line.extent > SHORT + 40:
        return None
    for mark in (":", "："):
        head, colon, rest = line.text.partition(mark)
        if colon and rest.strip() and len(head) <= 40:
            named = _vocabulary().get(fold(head))
            if named in ("read_also", "related", "photo", "tags", "published", "updated"):
                return named
    return None


def offer(line: Line) -> bool:
    """Whether a line asks to subscribe for a price: ``Subscribe for £1``."""
    if line.ends or line.extent > OFFER or not any(c.isdecimal() for c in line.text):
        return False
    words = fold(line.text).split()
    if len(words) > OFFER_WORDS or not (_has_symbol(line.text) or phrases_of("marks").intersection(words)):
        return False
    edges = {" ".join(words[:n]) for n in range(1, 4)} | {" ".join(words[-n:]) for n in range(1, 4)}
    return bool(edges & phrases_of("offer"))


def _has_symbol(text: str) -> bool:
    return any(unicodedata.category(c) == "Sc" for c in text)


def time_label(words: list[str]) -> int:
    """How many of the folded words, from the first, are a label of times (``published on``); 0 for none."""
    for length in range(min(4, len(words)), 0, -1):
        if _vocabulary().get(" ".join(words[:length])) in ("published", "updated"):
            return length
    return 0


def is_hashtags(text: str) -> bool:
    """Whether a line is nothing but hashtags."""
    if not text.startswith("#"):
        return False
    parts = text.split(",") if "," in text else text.split()
    return all(part.strip().startswith("#") and len(part) > 1 for part in parts if part.strip())


def cookie_notice(line: Line) -> bool:
    """Whether a line speaks of cookies (to be asked only of lines outside the article)."""
    folded = f" {fold(line.text)} " if line.extent <= 1200 else ""
    return any(phrase in folded for phrase in _cookies())
