"""Lines that stand on several pages of one site: what a site puts around all of its articles.

Looked at are short lines before the first and after the last running text of an article, never sentences of
some length: background that an outlet repeats is told by its articles.  Pages that share running text
(copies, versions of one article) count once.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from synoptic.reading.lines import Line, join_lines, split_lines
from synoptic.reading.names import is_agency

PAGES = 3
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


def _taken(article: Around, lines: list[Line], common: frozenset[str]) -> tuple[str, tuple[str, ...]]:
    title = (article.title or "").strip()
    off = {n for n in _edges(lines) if lines[n].bare in common and lines[n].text != title}
    if not off:
        return article.text, ()
    kept = [line for n, line in enumerate(lines) if n not in off]
    return join_lines(kept), tuple(lines[n].text for n in sorted(off))
