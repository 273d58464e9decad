"""From paths to pages taken apart: the way that reading at once and reading as a stream have in common."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from synoptic.errors import MissingExtra, UsageError, WeightsError
from synoptic.ports import Progress, Vectors, silent
from synoptic.reading import kinds, language
from synoptic.reading.draft import LARGEST, Address, Draft, Limits
from synoptic.reading.fetching.options import Fetching
from synoptic.reading.inputs import STANDARD_INPUT, expand, is_address, shown
from synoptic.reading.pages import Part, parts
from synoptic.reading.records import FIELDS
from synoptic.types import Note, Removed, Skipped

NO_COLUMNS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What reading is told beside its paths, as :func:`synoptic.reading.read` explains it."""

    lang: str | None = None
    largest: int = LARGEST
    columns: Mapping[str, str] = field(default_factory=lambda: NO_COLUMNS)
    fetching: Fetching = field(default_factory=Fetching)
    progress: Progress = silent
    vectors: Vectors | None = None

    def how(self) -> kinds.How:
        """How inputs are opened.  Raises :class:`UsageError` for a column of a field that no record has."""
        unknown = sorted(self.columns.keys() - FIELDS.keys())
        if unknown:
            raise UsageError(f"no field {unknown[0]!r} of an article: {', '.join(FIELDS)}")
        return kinds.How(limits=Limits(record=self.largest), columns=self.columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page or record taken apart: its parts, and what else came of it."""

    path: str
    draft: Draft
    parts: tuple[Part, ...]
    removed: tuple[Removed, ...] = ()
    notes: tuple[Note, ...] = ()
    skipped: tuple[Skipped, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What one item of an input gave: a page, or remarks.

    ``items`` counts the items of the input up to this one, 0 where they are not counted.  ``done`` is
    true for the last of an input, which comes when nothing follows.
    """

    path: str
    items: int = 0
    done: bool = False
    page: Page | None = None
    notes: tuple[Note, ...] = ()
    skipped: tuple[Skipped, ...] = ()


def walk(
    paths: Iterable[str | os.PathLike[str]], asked: Asked, places: Mapping[str, int | None] | None = None
) -> Iterator[Taken]:
    """All that files hold, then what stands at addresses, an item at a time.

    ``places`` says how many items of an input have been read before, ``None`` for all of them.
    Addresses are read last, and always from the beginning.
    """
    inputs, skipped = expand(paths)
    how = asked.how()
    for one in skipped:
        yield Taken(path=one.source, skipped=(one,))
    files = [path for path in inputs if not is_address(path)]
    wanted = [path for path in inputs if is_address(path)]
    meter = Meter(files, asked.progress)
    # Lists that are followed lead to addresses, which cannot be gone on with in their middle.
    if asked.fetching.follow or wanted:
        yield from _all(files, wanted, how, asked, meter)
        return
    for path in files:
        after = (places or {}).get(path, 0)
        if after is not None:
            yield from _file(path, how, after, asked, meter)
        meter.file(path)


def _file(path: str, how: kinds.How, after: int, asked: Asked, meter: Meter) -> Iterator[Taken]:
    """A file whose lists are not followed, its items counted."""
    number, addresses = after, 0
    for number, item in enumerate(kinds.items(path, how, after=after, watch=meter.bytes), after + 1):
        if isinstance(item, Address):
            addresses += 1
        else:
            meter.page()
            yield _taken(path, number, item, asked)
    lists = (_unfetched(path, addresses),) if addresses else ()
    yield Taken(path=path, items=number, done=True, skipped=lists)


def _all(
    files: Sequence[str], wanted: Sequence[str], how: kinds.How, asked: Asked, meter: Meter
) -> Iterator[Taken]:
    """Files, then the addresses that were given and those to which lists lead."""
    fetching = asked.fetching
    leading: list[tuple[str, list[Address | Draft]]] = []
    for path in files:
        leads: list[Address | Draft] = []
        for one in kinds.items(path, how, watch=meter.bytes):
            if isinstance(one, Address) or (fetching.follow and isinstance(one, Draft) and one.leads):
                leads.append(one)
            else:
                meter.page()
                yield _taken(path, 0, one, asked)
        if leads and fetching.follow:
            leading.append((shown(path), leads))
        elif leads:
            yield Taken(path=path, skipped=(_unfetched(path, len(leads)),))
        meter.file(path)
    if wanted or leading:
        from synoptic.reading.fetching.following import follow  # slow to load, and most inputs are files

        for address, item in follow(wanted, leading, fetching, how, asked.progress):
            yield _taken(address, 0, item, asked)


def _taken(path: str, number: int, item: Draft | Skipped | Note, asked: Asked) -> Taken:
    if isinstance(item, Skipped):
        return Taken(path=path, items=number, skipped=(item,))
    if isinstance(item, Note):
        return Taken(path=path, items=number, notes=(item,))
    page = page_of(path, item, asked)
    return Taken(path=path, items=number, page=page, notes=page.notes, skipped=page.skipped)


def page_of(path: str, draft: Draft, asked: Asked) -> Page:
    """A draft taken apart."""
    notes: list[Note] = []
    draft = replace(draft, lang=_stated_language(draft, asked.lang, notes))
    notes += [Note(source=draft.source, why=why) for why in draft.notes]
    try:
        pieces, taken = parts(draft, asked.vectors)
    except (WeightsError, MissingExtra) as error:
        pieces, taken = parts(draft)
        why = f"other articles on the page are told by their headers alone, as there is no encoder: {error}"
        notes.append(Note(source=draft.source, why=why))
    notes += [Note(source=draft.source, why=why) for piece in pieces for why in piece.notes]
    skipped = () if pieces else (Skipped(source=draft.source, why="nothing but furniture of a page"),)
    return Page(
        path=path,
        draft=draft,
        parts=tuple(pieces),
        removed=(*(Removed(source=draft.source, text=text, why=why) for text, why in draft.taken), *taken),
        notes=tuple(notes),
        skipped=skipped,
    )


def _stated_language(draft: Draft, lang: str | None, notes: list[Note]) -> str | None:
    """The language that the source or the caller states, unless the text is in another script."""
    stated = draft.lang or (language.normal(lang) if lang else None)
    if stated and language.contradicts(stated, draft.text):
        notes.append(Note(source=draft.source, why=f"is said to be in {stated}, but is in another script"))
        return None
    return stated


def _unfetched(path: str, addresses: int) -> Skipped:
    """Says of a list that what it names was not read."""
    why = f"a list of {addresses:,} addresses, not fetched (--follow fetches them)"
    return Skipped(source=shown(path), why=why)


class Meter:
    """Tells a :class:`Progress` how many bytes of files and how many of their pages have been read."""

    def __init__(self, files: Iterable[str], progress: Progress) -> None:
        self._sizes = {path: _size(path) for path in files}
        self._total = sum(self._sizes.values())
        self._before = self._pages = 0
        self._progress = progress
        progress("read", 0, self._total)

    def bytes(self, taken: int) -> None:
        """So many bytes of the file have been read."""
        self._progress("read", min(self._before + taken, self._total), self._total)

    def page(self) -> None:
        """One more page or record has been read."""
        self._pages += 1
        self._progress("pages", self._pages, 0)

    def file(self, path: str) -> None:
        """A file has been read to its end."""
        self._before += self._sizes[path]
        self.bytes(0)


def _size(path: str) -> int:
    """The bytes of a file; 0 for standard input and for what cannot be looked at."""
    try:
        return 0 if path == STANDARD_INPUT else os.stat(path).st_size
    except OSError:
        return 0
