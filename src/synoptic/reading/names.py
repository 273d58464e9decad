"""Lines that name the page's outlet or the article's author, and nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from synoptic.languages.agencies import named_sources
from synoptic.reading import furniture
from synoptic.reading.lines import Line, fold

NAME, NAME_WORDS, BYLINE = 45, 5, 110
NOUNS = 0.2
WORD = re.compile(r"[^\W_][\w'’.-]*")
SEGMENT = re.compile(r"[,|·•–—/()]|\s-\s")


@dataclass(frozen=True, slots=True)
class Site:
    """What a page says of the site it comes from: names in one piece, and notices of copyright."""

    names: frozenset[str]
    notices: tuple[tuple[str, ...], ...]

    def names_itself(self, line: Line) -> bool:
        """Whether a line is the name of the site."""
        if line.extent > NAME or line.ends:
            return False
        key = _key(line.text)
        if len(key) < 3 or furniture.kind(line):
            return False
        words = tuple(word.casefold() for word in WORD.findall(line.text))
        return key in self.names or any(notice[: len(words)] == words for notice in self.notices)


def site(lines: list[Line], url: str | None, outlet: str | None) -> Site:
    """What the lines of a page, its address and the outlet that it states say of the site."""
    names = {_key(outlet)} if outlet else set()
    host = urlsplit(url).hostname if url else None
    labels = (host or "").split(".")
    if len(labels) > 1:
        names.add(_key(max(labels[:-1][-2:], key=len)))
    notices = {_holder(line.text) for line in lines if line.text.startswith("©") and line.extent <= 160}
    return Site(frozenset(names - {""}), tuple(sorted(notices - {()})))


def _holder(notice: str) -> tuple[str, ...]:
    """Who holds a copyright, and what follows: the words after the sign and the years."""
    words = [word.casefold().rstrip(".") for word in WORD.findall(notice)]
    while words and not any(map(str.isalpha, words[0])):
        words.pop(0)
    return tuple(words)


def _key(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


@cache
def _press_words() -> tuple[frozenset[str], tuple[str, ...]]:
    words = furniture.phrases_of("press")
    return (
        frozenset(word for word in words if not word.startswith("-")),
        tuple(sorted(word[1:] for word in words if word.startswith("-"))),
    )


def is_newspaper(line: Line) -> bool:
    """Whether a line is the name of a newspaper or broadcaster, by its words and capitals."""
    if not _is_name(line):
        return False
    whole, endings = _press_words()
    words = [word.casefold() for word in WORD.findall(line.text)]
    ended = any(word.endswith(endings) and len(word) > 2 and word not in endings for word in words)
    return ended or (len(words) > 1 and any(word in whole for word in words))


def _is_name(line: Line) -> bool:
    """A few words, the long ones with capitals where the script has them, and no sentence."""
    words = WORD.findall(line.text)
    if line.ends or line.extent > NAME or not 0 < len(words) <= NAME_WORDS or furniture.kind(line):
        return False
    if any(mark in line.text for mark in ':?!"“”„«»;,') or is_agency(line.text):
        return False
    first = next((c for c in words[0] if c.isalpha()), "")
    last = next((c for c in words[-1] if c.isalpha()), "")
    return not first.islower() and (not last.islower() or len(words) == 2)


def is_agency(text: str) -> bool:
    """Whether a text has the name of a known news agency in it; such lines are credits."""
    known = named_sources()
    words = text.split()
    runs = (" ".join(words[n:m]).strip(",.()/|–—-") for n in range(len(words)) for m in range(n + 1, n + 5))
    return any(run in known and known[run][0] == "agency" for run in runs)


def bare_name(line: Line, page: str) -> bool:
    """Whether a line is a name by its capitals alone: two to four words, none in lower case on the page.

    Tells nothing in scripts without capitals, or where nouns have them too.
    """
    words = WORD.findall(line.text)
    if not _is_name(line) or not 2 <= len(words) <= 4 or any(c.isdecimal() for c in line.text):
        return False
    long = [word for word in words if len(word) > 3]
    if not long or words[-1][0].islower():
        return False
    if not all(word[0].isupper() and not word.isupper() for word in long):
        return False
    running = WORD.findall(page[:6000])
    small = {word for word in running if word[0].islower()}
    large = sum(1 for word in running if word[0].isupper())
    return large <= NOUNS * len(running) and not any(word.casefold() in small for word in long)


def is_byline(line: Line) -> bool:
    """Whether a line names who wrote the article: ``By Jane Doe, Maritime Correspondent``."""
    if line.ends or line.extent > BYLINE or line.prose or is_agency(line.text):
        return False
    if line.folded in furniture.phrases_of("newsroom"):
        return True
    head = SEGMENT.split(line.text, maxsplit=1)[0].replace(":", " ").replace("：", " ").split()
    cased = [word for word in head if word[0].isupper() or word[0].islower()]
    for length in (3, 2, 1):
        if fold(" ".join(head[:length])) in furniture.phrases_of("byline") and len(head) > length:
            if fold(" ".join(head[length:])) in furniture.phrases_of("newsroom"):
                return True
            return _people(head[length:], bool(cased))
    ended = bool(head) and fold(head[-1]) in furniture.phrases_of("byline_end")
    return ended and 2 <= len(head) <= 4 and line.extent <= NAME


def author(line: Line) -> str:
    """Who a byline names: the line without the words that make it one."""
    words = line.text.split()
    for length in (3, 2, 1):
        if fold(" ".join(words[:length])) in furniture.phrases_of("byline") and len(words) > length:
            return " ".join(words[length:])
    head, _, rest = line.text.replace("：", ":").partition(":")
    return rest.strip() if rest and fold(head) in furniture.phrases_of("byline") else line.text


def _people(words: list[str], cased: bool) -> bool:
    """Whether words are the names of people: all with capitals but the short ones between them."""
    names = [word for word in words if len(word) > 3 or word[0].isupper()]
    if not cased:
        return 1 <= len(words) <= 6
    return len(words) <= 9 and len(names) >= 2 and all(word[0].isupper() for word in names)
