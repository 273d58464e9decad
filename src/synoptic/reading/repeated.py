"""Lines that stand on several pages of one site: what a site puts around all of its articles.

:func:`without_repeated` has all pages before it; :class:`Sites` sees them one after the other, and takes
lines off from the fourth page on that has them.

Looked at are short lines before the first and after the last running text of an article, never sentences of
some length: background that an outlet repeats is told by its articles.  Pages that share running text
(copies, versions of one article) count once.
"""

from __future__ import annotations

import os
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from urllib.parse import urlsplit

from synoptic.reading.lines import Line, join_lines, split_lines
from synoptic.reading.names import is_agency

PAGES = 3
# How much is kept of what a stream has seen: sites, the last seen ones, and for each site lines that may
# become repeated ones, lines that are, and digests of running text by which copies are known.
SITES, CANDIDATES, COMMON, PROSE = 500, 64, 64, 64
WHY = "stands on several pages of the site"


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """The text of an article with its title, and by what the site of its page is known."""

    text: str
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    path: str = ""

    @property
    def site(self) -> str:
        """The host, else the outlet, else the folder of the file."""
        host = urlsplit(self.url).hostname if self.url else None
        return host or (self.outlet or "").casefold() or os.path.dirname(self.path)


def without_repeated(articles: Sequence[Around]) -> list[tuple[str, tuple[str, ...]]]:
    """The text of each article without the lines that its site repeats, and those lines."""
    sites: dict[str, list[int]] = defaultdict(list)
    for n, article in enumerate(articles):
        sites[article.site].append(n)
    result: list[tuple[str, tuple[str, ...]]] = [(article.text, ()) for article in articles]
    for site in sorted(sites):
        members = sites[site]
        if not site or len(members) < PAGES:
            continue
        lines = {n: split_lines(articles[n].text) for n in members}
        common = _common([lines[n] for n in members])
        for n in members if common else ():
            result[n] = _taken(articles[n], lines[n], common)
    return result


class _Seen:
    """What was seen of one site."""

    def __init__(self) -> None:
        self.candidates: OrderedDict[str, int] = OrderedDict()
        self.common: set[str] = set()
        self.prose: OrderedDict[int, None] = OrderedDict()


class Sites:
    """What a stream of pages has seen of each site, in bounded memory.

    What is kept hangs on nothing that is taken off: the texts that a run has written bring a later one to
    the same place.
    """

    def __init__(self) -> None:
        self._sites: OrderedDict[str, _Seen] = OrderedDict()

    def without(self, article: Around) -> tuple[str, tuple[str, ...]]:
        """The text without the lines that three pages of its site had before it, and those lines."""
        seen = self._sites.get(article.site)
        if seen is None or not seen.common:
            return article.text, ()
        return _taken(article, split_lines(article.text), seen.common)

    def note(self, article: Around) -> None:
        """Takes note of a page, as it was or as :meth:`without` has left it."""
        if not article.site:
            return
        seen = self._sites.setdefault(article.site, _Seen())
        self._sites.move_to_end(article.site)
        if len(self._sites) > SITES:
            self._sites.popitem(last=False)
        lines = split_lines(article.text)
        prose = [hash_of(line.bare) for line in lines if line.prose]
        copied = any(one in seen.prose for one in prose)
        seen.prose.update(dict.fromkeys(prose))
        while len(seen.prose) > PROSE:
            seen.prose.popitem(last=False)
        if not copied:
            for line in dict.fromkeys(lines[n].bare for n in _edges(lines)):
                _count(seen, line)


def _count(seen: _Seen, line: str) -> None:
    """Counts a line around an article once more; with the third page it is the site's."""
    if line in seen.common:
        return
    count = seen.candidates.pop(line, 0) + 1
    if count >= PAGES and len(seen.common) < COMMON:
        seen.common.add(line)
        return
    seen.candidates[line] = count
    if len(seen.candidates) > CANDIDATES:
        seen.candidates.popitem(last=False)


def hash_of(text: str) -> int:
    """A number of 64 bits by which a text is known again, in this run and in later ones."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest())


def core(text: str) -> str:
    """A text without the short lines around it, by which it is known whatever a site puts there."""
    lines = split_lines(text)
    edges = set(_edges(lines))
    return "\n".join(line.bare for n, line in enumerate(lines) if n not in edges)


def _common(pages: Sequence[list[Line]]) -> frozenset[str]:
    """The lines around the running text of several pages that share none of it."""
    seen: set[str] = set()
    counts: Counter[str] = Counter()
    for lines in sorted(pages, key=lambda page: [line.raw for line in page]):
        prose = {line.bare for line in lines if line.prose}
        if prose & seen:
            continue
        seen |= prose
        counts.update({lines[n].bare for n in _edges(lines)})
    return frozenset(line for line, count in counts.items() if count >= PAGES)


def _edges(lines: Sequence[Line]) -> list[int]:
    """The lines before the first and after the last running text, without those that credit an agency."""
    prose = [n for n, line in enumerate(lines) if line.prose]
    if not prose:
        return []
    outside = [*range(prose[0]), *range(prose[-1] + 1, len(lines))]
    return [n for n in outside if not is_agency(lines[n].text)]


def _taken(article: Around, lines: list[Line], common: Collection[str]) -> tuple[str, tuple[str, ...]]:
    title = (article.title or "").strip()
    off = {n for n in _edges(lines) if lines[n].bare in common and lines[n].text != title}
    if not off:
        return article.text, ()
    kept = [line for n, line in enumerate(lines) if n not in off]
    return join_lines(kept), tuple(lines[n].text for n in sorted(off))
