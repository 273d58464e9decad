"""Reading as a stream: a page at a time, in memory that does not grow with the inputs.

:func:`synoptic.reading.read` holds all it reads, to put it in order and to tell equal ids apart.  Here
articles come in the order of their inputs and are let go; all that is kept of one is two numbers, by which
a later one with its id is known.  Versions of one article are therefore not told here, and of the lines
that a site repeats around its articles those of the first three pages stay: what is taken off
hangs on the order, which is that of the inputs.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from synoptic.ports import Progress, Vectors, silent
from synoptic.reading.draft import LARGEST
from synoptic.reading.fetching.options import Fetching
from synoptic.reading.inputs import shown
from synoptic.reading.read import articles_of, text_digest
from synoptic.reading.repeated import WHY, Around, Sites, core, hash_of
from synoptic.reading.walking import NO_COLUMNS, Asked, Page, walk
from synoptic.types import Article, Note, Removed, Skipped


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one item of an input gave, and how far the input has been read with it.

    ``items`` counts the items of the input up to this one.  ``done`` is true for the last step of an
    input, which comes when nothing follows.
    """

    path: str
    items: int = 0
    done: bool = False
    articles: tuple[Article, ...] = ()
    removed: tuple[Removed, ...] = ()
    notes: tuple[Note, ...] = ()
    skipped: tuple[Skipped, ...] = ()


class Seen:
    """What a stream has seen: the ids given so far, and what sites repeat around their articles.

    Of an id and the text that it was given to two numbers of 64 bits are kept; a text is known
    without the short lines around it.
    """

    def __init__(self) -> None:
        self._ids: set[int] = set()
        self._pages: set[int] = set()
        self._sites = Sites()

    def name(self, base: str, text: str) -> str | None:
        """The id of a page: ``base``, or ``base`` and a digest; ``None`` for the same page once more."""
        text = core(text)
        page = _number(base, text)
        if page in self._pages:
            return None
        self._pages.add(page)
        name = base if _number(base) not in self._ids else f"{base}~{text_digest(text)}"
        self._ids.add(_number(name))
        return name

    def given(self, name: str, text: str) -> None:
        """Takes note of an id that an earlier run gave to a text."""
        text = core(text)
        self._ids.add(_number(name))
        self._pages.add(_number(name.removesuffix(f"~{text_digest(text)}"), text))

    def without_repeated(self, around: Around) -> tuple[str, tuple[str, ...]]:
        """A text without the lines that its site had around earlier ones, and those lines."""
        return self._sites.without(around)

    def written(self, around: Around) -> None:
        """Takes note of an article that goes out, or that an earlier run wrote."""
        self._sites.note(around)


def _number(*parts: str) -> int:
    return hash_of("\0".join(parts))


def stream(
    paths: Iterable[str | os.PathLike[str]],
    *,
    lang: str | None = None,
    largest: int = LARGEST,
    columns: Mapping[str, str] = NO_COLUMNS,
    fetching: Fetching | None = None,
    vectors: Vectors | None = None,
    progress: Progress = silent,
    seen: Seen | None = None,
    places: Mapping[str, int | None] | None = None,
) -> Iterator[Step]:
    """What is behind ``paths``, a step at a time; the arguments are those of :func:`read`.

    Ids are those of :func:`read` but where two articles have one: there the first keeps it and those
    that follow get a digest.  ``seen`` and ``places`` say what an earlier run has read: the ids it gave,
    and how many items of an input, ``None`` for all of them.  Addresses are read last, and always from
    the beginning.
    """
    asked = Asked(
        lang=lang,
        largest=largest,
        columns=columns,
        fetching=fetching or Fetching(),
        vectors=vectors,
        progress=progress,
    )
    seen = seen or Seen()
    for taken in walk(paths, asked, places):
        articles, removed = _gone_out(taken.page, seen) if taken.page else ((), ())
        yield Step(
            path=taken.path,
            items=taken.items,
            done=taken.done,
            articles=articles,
            removed=removed,
            notes=taken.notes,
            skipped=taken.skipped,
        )


def _gone_out(page: Page, seen: Seen) -> tuple[tuple[Article, ...], tuple[Removed, ...]]:
    """The articles of a page that has not been seen, without what its site repeats; what was taken off."""
    name = seen.name(page.draft.id or page.draft.stem, page.parts[0].text) if page.parts else None
    if name is None:
        return (), page.removed
    parts, removed = [], list(page.removed)
    for part in page.parts:
        around = Around(
            text=part.text, title=part.title, url=part.url, outlet=part.outlet, path=shown(page.path)
        )
        text, taken = seen.without_repeated(around)
        removed += [Removed(source=page.draft.source, text=line, why=WHY) for line in taken]
        parts.append(replace(part, text=text))
        seen.written(replace(around, text=text))
    return articles_of(replace(page, parts=tuple(parts)), name), tuple(removed)
