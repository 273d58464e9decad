"""Reading as a stream: a page at a time, in memory that does not grow with the inputs.

:func:`synoptic.reading.read` holds all it reads, to put it in order and to tell equal ids apart.  Here
articles come in the order of their inputs and are let go; all that is kept of one is two numbers, by which
a later one with its id is known.  Versions of one article are therefore not told here.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b

from synoptic.ports import Progress, silent
from synoptic.reading import kinds
from synoptic.reading.draft import LARGEST, Draft
from synoptic.reading.fetching.options import Fetching
from synoptic.reading.inputs import expand, is_address
from synoptic.reading.read import (
    NO_COLUMNS,
    Meter,
    Page,
    articles_of,
    how_to,
    items_of,
    page_of,
    text_digest,
    unfetched,
)
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
    """The ids given so far, each with the text that it was given to: two numbers of 64 bits an article."""

    def __init__(self) -> None:
        self._ids: set[int] = set()
        self._pages: set[int] = set()

    def name(self, base: str, text: str) -> str | None:
        """The id of a page: ``base``, or ``base`` and a digest; ``None`` for the same page once more."""
        page = _number(base, text)
        if page in self._pages:
            return None
        self._pages.add(page)
        name = base if _number(base) not in self._ids else f"{base}~{text_digest(text)}"
        self._ids.add(_number(name))
        return name

    def given(self, name: str, text: str) -> None:
        """Takes note of an id that an earlier run gave to a text."""
        self._ids.add(_number(name))
        self._pages.add(_number(name.removesuffix(f"~{text_digest(text)}"), text))


def _number(*parts: str) -> int:
    data = "\0".join(parts).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(data, digest_size=8).digest())


def stream(
    paths: Iterable[str | os.PathLike[str]],
    *,
    lang: str | None = None,
    largest: int = LARGEST,
    columns: Mapping[str, str] = NO_COLUMNS,
    fetching: Fetching | None = None,
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
    inputs, skipped = expand(paths)
    how, seen = how_to(largest, columns), seen or Seen()
    options = fetching or Fetching()
    for one in skipped:
        yield Step(path=one.source, skipped=(one,))
    files = [path for path in inputs if not is_address(path)]
    # Lists that are followed lead to addresses, which cannot be gone on with in their middle.
    if options.follow or len(files) < len(inputs):
        for path, item in items_of(inputs, how, options, progress):
            yield _step(path, 0, item, lang, seen)
        return
    meter = Meter(files, progress)
    for path in files:
        after = (places or {}).get(path, 0)
        if after is not None:
            yield from _file(path, how, after, lang, seen, meter)
        meter.file(path)


def _file(
    path: str, how: kinds.How, after: int, lang: str | None, seen: Seen, meter: Meter
) -> Iterator[Step]:
    number, addresses = after, 0
    for number, item in enumerate(kinds.items(path, how, after=after, watch=meter.bytes), after + 1):
        if isinstance(item, Draft | Skipped | Note):
            meter.page()
            yield _step(path, number, item, lang, seen)
        else:
            addresses += 1
    lists = (unfetched(path, addresses),) if addresses else ()
    yield Step(path=path, items=number, done=True, skipped=lists)


def _step(path: str, number: int, item: Draft | Skipped | Note, lang: str | None, seen: Seen) -> Step:
    if isinstance(item, Skipped):
        return Step(path=path, items=number, skipped=(item,))
    if isinstance(item, Note):
        return Step(path=path, items=number, notes=(item,))
    page = page_of(path, item, lang)
    return Step(
        path=path,
        items=number,
        articles=_named(page, seen),
        removed=page.removed,
        notes=page.notes,
        skipped=page.skipped,
    )


def _named(page: Page, seen: Seen) -> tuple[Article, ...]:
    if not page.parts:
        return ()
    name = seen.name(page.draft.id or page.draft.stem, page.parts[0].text)
    return articles_of(page, name) if name is not None else ()
