"""Furniture of pages: the words of buttons, boxes and notices, as data for many languages."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib import resources

import ahocorasick

from synoptic.reading.lines import SHORT, Line, fold

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
READING, FOLLOW, NOTICE = 50, 70, 60
# What stands between a label and what it labels, and between a notice and the rest of its line.
LABEL = re.compile(r"[:：]|>>|[»→►▶]")
PART = re.compile(r"\s*[·•|(]\s*|\s+[–—-]\s+|[:：]\s+")
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
    "appeal": "an appeal to readers, told by its meaning",
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


def appeals() -> tuple[str, ...]:
    """Sentences by which pages ask something of their readers."""
    return tuple(_data()["appeals"]["sentences"])


@cache
def finder(phrases: Iterable[str]) -> ahocorasick.Automaton:
    """Finds all of many phrases in one pass over a text (Aho and Corasick 1975)."""
    automaton = ahocorasick.Automaton()
    for phrase in phrases:
        automaton.add_word(phrase, phrase)
    automaton.make_automaton()
    return automaton


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
def _unaccented() -> dict[str, str]:
    """The vocabulary as capitals are written where they carry no accents: Greek, often French."""
    return {_plain(phrase): kind for phrase, kind in reversed(_vocabulary().items())}


def _plain(text: str) -> str:
    """Folded text without the accents of Latin and Greek letters."""
    apart = unicodedata.normalize("NFD", text)
    return "".join(c for c in apart if not "\u0300" <= c <= "\u036f")


def _known(text: str) -> str | None:
    """The kind of a phrase that is furniture as a whole."""
    folded = fold(text)
    return _vocabulary().get(folded) or (_unaccented().get(_plain(folded)) if text.isupper() else None)


@cache
def _cookies() -> frozenset[str]:
    return frozenset(phrase for phrase, kind in _vocabulary().items() if kind == "cookies")


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
    named = _known(line.text) if line.extent <= 80 else None
    return named or _notice(line) or ("share" if takes_minutes(line) or follow_us(line) else None)


def _notice(line: Line) -> str | None:
    """An advertisement that says more than that it is one: ``Advertisement · Scroll to continue``."""
    if line.ends or line.extent > NOTICE:
        return None
    head = PART.split(line.text, maxsplit=1)[0]
    return "advertisement" if head != line.text and _known(head) == "advertisement" else None


def takes_minutes(line: Line) -> bool:
    """Whether a line says how long the article takes to read: ``3 min read``."""
    if (line.ends and not line.text.endswith(".")) or line.extent > READING:
        return False
    words = line.folded.split()
    phrases = phrases_of("reading")
    sizes = range(1, min(4, len(words)) + 1)
    known = max((n for n in sizes if {" ".join(words[:n]), " ".join(words[-n:])} & phrases), default=0)
    rest = len(words) - known
    return bool(known) and rest <= 2 and (rest > 0 or any(c.isdecimal() for c in line.text))


def follow_us(line: Line) -> bool:
    """Whether a line asks to follow the site elsewhere: ``Follow us on Telegram!``."""
    if line.extent > FOLLOW or line.text.endswith((".", "。", "।", "?", "？")):
        return False
    folded = f" {line.folded} "
    if not any(f" {name} " in folded or (not name.isascii() and name in folded) for name in _platforms()):
        return False
    asked = phrases_of("follow")
    return any(f" {word} " in folded or (_unspaced(word) and word in folded) for word in asked)


@cache
def _platforms() -> frozenset[str]:
    return phrases_of("platforms")


def _unspaced(word: str) -> bool:
    return any(unicodedata.east_asian_width(c) == "W" or "\u0e00" <= c <= "\u0e7f" for c in word)


def labelled(line: Line) -> str | None:
    """The kind of a line that begins with a label and a colon: ``Read also: ...``."""
    if line.extent > SHORT + 40:
        return None
    found = LABEL.search(line.text)
    if found and found.start() <= 40 and line.text[found.end() :].strip():
        named = _known(line.text[: found.start()])
        if named in ("read_also", "related", "photo", "tags", "published", "updated"):
            return named
    return None


def offer(line: Line) -> bool:
    """Whether a line asks to subscribe for a price: ``Subscribe for £1``."""
    if line.ends or line.extent > OFFER or not any(c.isdecimal() for c in line.text):
        return False
    words = line.folded.split()
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


def tells_of_change(line: Line) -> bool:
    """Whether a line of a time gives that of the last change: ``Updated 3 September``."""
    words = line.folded.split()
    length = time_label(words)
    return bool(length) and _vocabulary().get(" ".join(words[:length])) == "updated"


def is_hashtags(text: str) -> bool:
    """Whether a line is nothing but hashtags."""
    if not text.startswith("#"):
        return False
    parts = text.split(",") if "," in text else text.split()
    return all(part.strip().startswith("#") and len(part) > 1 for part in parts if part.strip())


def cookie_notice(line: Line) -> bool:
    """Whether a line speaks of cookies (to be asked only of lines outside the article)."""
    if line.extent > 1200:
        return False
    return next(finder(_cookies()).iter(f" {line.folded} "), None) is not None
