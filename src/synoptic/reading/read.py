"""Reading: inputs of any kind become clean, dated, attributed articles."""

from __future__ import annotations

import hashlib
import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from synoptic.errors import UsageError
from synoptic.ports import Progress, silent
from synoptic.reading import kinds, language
from synoptic.reading.draft import LARGEST, Address, Draft, Limits
from synoptic.reading.fetching.options import Fetching
from synoptic.reading.inputs import STANDARD_INPUT, expand, is_address, shown
from synoptic.reading.pages import Part, parts
from synoptic.reading.records import FIELDS
from synoptic.reading.repeated import WHY as REPEATED
from synoptic.reading.repeated import Around, without_repeated
from synoptic.reading.revisions import Version, histories, revisions
from synoptic.types import About, Article, Note, Reading, Removed, Revision, Skipped

NO_COLUMNS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class _Found:
    """A part with where it came from: ``base`` is the id of its page before ids are told apart."""

    base: str
    number: int
    of: int
    stated: bool
    path: str
    draft: Draft
    part: Part


def read(
    paths: Iterable[str | os.PathLike[str]],
    *,
    lang: str | None = None,
    largest: int = LARGEST,
    columns: Mapping[str, str] = NO_COLUMNS,
    fetching: Fetching | None = None,
    progress: Progress = silent,
) -> Reading:
    """Every article behind ``paths``: files, folders (with all in them), globs, ``-``, addresses.

    ``lang`` is taken for all texts whose source states no language of its own.  ``largest`` is how
    many bytes one text or record may have.  ``columns`` names the columns of tables and the keys of
    records that hold a field, where they have other names than usual: ``{"text": "body"}``.
    ``fetching`` says how addresses are fetched, and whether the articles that saved feeds and lists
    name are.  ``progress`` is told the bytes of files read (stage ``read``) and their pages (stage
    ``pages``, whose number is not known before), then the addresses fetched.

    The result does not depend on the order of ``paths``.  An input that cannot be read is in
    ``skipped``.  Raises :class:`synoptic.errors.UsageError` for no path at all and for a field that no
    record has.
    """
    inputs, skipped = expand(paths)
    how = how_to(largest, columns)
    found: list[_Found] = []
    removed: list[Removed] = []
    notes: list[Note] = []
    for path, item in items_of(inputs, how, fetching or Fetching(), progress):
        if isinstance(item, Draft):
            page = page_of(path, item, lang)
            found += _found(page)
            removed += page.removed
            notes += page.notes
            skipped += page.skipped
        elif isinstance(item, Note):
            notes.append(item)
        else:
            skipped.append(item)
    found = _without_repeated(found, removed)
    articles, versions, about = _articles(found, notes)
    return Reading(
        articles=tuple(sorted(articles, key=lambda article: article.id)),
        removed=tuple(sorted(removed, key=lambda one: (one.source, one.why, one.text))),
        skipped=tuple(sorted(set(skipped), key=lambda one: (one.source, one.why))),
        notes=tuple(sorted(set(notes), key=lambda one: (one.source, one.why))),
        revisions=tuple(sorted(versions, key=lambda one: (one.article, one.number))),
        about=tuple(sorted(about, key=lambda one: one.article)),
    )


def _without_repeated(found: list[_Found], removed: list[Removed]) -> list[_Found]:
    """The parts without the lines that several pages of their site have around their texts."""
    arounds = [
        Around(
            text=one.part.text,
            title=one.part.title,
            url=one.part.url,
            outlet=one.part.outlet,
            path=one.path,
        )
        for one in found
    ]
    kept = []
    for one, (text, taken) in zip(found, without_repeated(arounds), strict=True):
        removed += [Removed(source=one.draft.source, text=line, why=REPEATED) for line in taken]
        kept.append(replace(one, part=replace(one.part, text=text)) if taken else one)
    return kept


def how_to(largest: int, columns: Mapping[str, str]) -> kinds.How:
    """How inputs are read.  Raises :class:`UsageError` for a column of a field that no record has."""
    unknown = sorted(columns.keys() - FIELDS.keys())
    if unknown:
        raise UsageError(f"no field {unknown[0]!r} of an article: {', '.join(FIELDS)}")
    return kinds.How(limits=Limits(record=largest), columns=columns)


def items_of(
    inputs: Sequence[str], how: kinds.How, fetching: Fetching, progress: Progress
) -> Iterator[tuple[str, Draft | Skipped | Note]]:
    """All that files hold, then what stands at addresses, each with its input."""
    files = [path for path in inputs if not is_address(path)]
    wanted = [path for path in inputs if is_address(path)]
    leading: list[tuple[str, list[Address | Draft]]] = []
    meter = Meter(files, progress)
    for path in files:
        leads: list[Address | Draft] = []
        for one in kinds.items(path, how, watch=meter.bytes):
            if isinstance(one, Address) or (fetching.follow and isinstance(one, Draft) and one.leads):
                leads.append(one)
            else:
                meter.page()
                yield path, one
        if leads and fetching.follow:
            leading.append((shown(path), leads))
        elif leads:
            yield path, unfetched(path, len(leads))
        meter.file(path)
    if wanted or leading:
        from synoptic.reading.fetching.following import follow  # slow to load, and most inputs are files

        yield from follow(wanted, leading, fetching, how, progress)


def unfetched(path: str, addresses: int) -> Skipped:
    """Says of a list that what it names was not read."""
    why = f"a list of {addresses:,} addresses, not fetched (--follow fetches them)"
    return Skipped(source=shown(path), why=why)


class Meter:
    """Tells a :class:`Progress` how many bytes of files and how many of their pages have been read."""

    def __init__(self, files: Iterable[str], progress: Progress) -> None:
        self._sizes = {path: size_of(path) for path in files}
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


def size_of(path: str) -> int:
    """The bytes of a file; 0 for standard input and for what cannot be looked at."""
    try:
        return 0 if path == STANDARD_INPUT else os.stat(path).st_size
    except OSError:
        return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page or record taken apart: its parts, and what else came of it."""

    path: str
    draft: Draft
    parts: tuple[Part, ...]
    removed: tuple[Removed, ...] = ()
    notes: tuple[Note, ...] = ()
    skipped: tuple[Skipped, ...] = ()


def page_of(path: str, draft: Draft, lang: str | None) -> Page:
    """A draft taken apart; ``lang`` is its language where its source states none."""
    notes: list[Note] = []
    draft = replace(draft, lang=_stated_language(draft, lang, notes))
    notes += [Note(source=draft.source, why=why) for why in draft.notes]
    pieces, taken = parts(draft)
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


def articles_of(page: Page, base: str) -> tuple[Article, ...]:
    """The articles of a page whose id is ``base``."""
    return tuple(_with_id(_article(one), one, base) for one in _found(page))


def _found(page: Page) -> list[_Found]:
    draft, of = page.draft, len(page.parts)
    base, stated = draft.id or draft.stem, draft.id is not None
    return [_Found(base, n, of, stated, page.path, draft, part) for n, part in enumerate(page.parts, 1)]


def _stated_language(draft: Draft, lang: str | None, notes: list[Note]) -> str | None:
    """The language that the source or the caller states, unless the text is in another script."""
    stated = draft.lang or (language.normal(lang) if lang else None)
    if stated and language.contradicts(stated, draft.text):
        notes.append(Note(source=draft.source, why=f"is said to be in {stated}, but is in another script"))
        return None
    return stated


def _articles(found: list[_Found], notes: list[Note]) -> tuple[list[Article], list[Revision], list[About]]:
    """Articles with ids told apart, the versions of those that have several, and what pages say beside.

    Of several versions the newest is the article.
    The same text under the same id is one article.
    """
    pages = _distinct(found)
    versions = [Version(article=_article(one), fetched=one.draft.fetched) for page in pages for one in page]
    several = histories(versions)
    older = {place for history in several for place in history.places[:-1]}
    places = iter(range(len(versions)))
    whole = [list(zip(page, places, strict=False)) for page in pages]
    kept = [left for page in whole if (left := [(one, place) for one, place in page if place not in older])]
    articles: dict[int, Article] = {}
    for page, base in zip(kept, _told_apart([page[0][0] for page in kept]), strict=True):
        first = page[0][0]
        if base != first.base:
            why = f"the id {first.base} is another article's too; this one is {base}"
            notes.append(Note(source=first.draft.source, why=why))
        articles |= {place: _with_id(versions[place].article, one, base) for one, place in page}
    told = [
        one
        for history in several
        for one in revisions(
            articles[history.places[-1]].id, [versions[place] for place in history.places], history.whys
        )
    ]
    said = [one.part.about for page in pages for one in page]
    about = [replace(said[n], article=article.id) for n, article in articles.items() if not said[n].empty]
    return list(articles.values()), told, about


def _distinct(found: list[_Found]) -> list[list[_Found]]:
    """The parts of each page, pages of one id and one text once."""
    pages: dict[tuple[str, str, str], list[_Found]] = defaultdict(list)
    for one in found:
        pages[one.base, one.path, one.draft.source].append(one)
    distinct: dict[tuple[str, tuple[str, ...]], list[_Found]] = {}
    for key in sorted(pages):
        distinct.setdefault((key[0], tuple(one.part.text for one in pages[key])), pages[key])
    return list(distinct.values())


def _told_apart(pages: list[_Found]) -> list[str]:
    """An id for each page: its own where no other has it, else with its folder, else with its content."""
    names = [page.base for page in pages]
    for length in (2, 3, 4):
        files: dict[str, set[str]] = defaultdict(set)
        for name, page in zip(names, pages, strict=True):
            files[name].add(page.path)
        names = [
            name if len(files[name]) == 1 or page.stated else _with_folder(page, length)
            for name, page in zip(names, pages, strict=True)
        ]
    counts = Counter(names)
    return [
        name if counts[name] == 1 else f"{name}~{text_digest(page.part.text)}"
        for name, page in zip(names, pages, strict=True)
    ]


def _with_folder(page: _Found, length: int) -> str:
    folders = os.path.dirname(os.path.abspath(page.path)).split(os.sep)[-(length - 1) :]
    return "/".join([shown(folder) for folder in folders if folder] + [page.base])


def text_digest(text: str) -> str:
    """Eight digits by which a text is told from others with its id."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8]


def _with_id(article: Article, one: _Found, base: str) -> Article:
    return replace(
        article,
        id=base if one.number == 1 else f"{base}#{one.number}",
        page=base if one.of > 1 else None,
    )


def _article(one: _Found) -> Article:
    """The article that a part makes, under the id of its page."""
    part = one.part
    stated = one.draft.lang if one.number == 1 else None
    return Article(
        id=one.base,
        title=part.title,
        text=part.text,
        lang=stated or language.identify(part.text, fallback=one.draft.lang or "und"),
        published=part.published,
        outlet=part.outlet,
        url=part.url,
        source=shown(one.path),
        role=part.role,
    )
