"""Reading: inputs of any kind become clean, dated, attributed articles."""

from __future__ import annotations

import hashlib
import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from synoptic.ports import Progress, Vectors, silent
from synoptic.reading import language
from synoptic.reading.draft import LARGEST, Draft
from synoptic.reading.fetching.options import Fetching
from synoptic.reading.inputs import shown
from synoptic.reading.pages import Part
from synoptic.reading.repeated import WHY as REPEATED
from synoptic.reading.repeated import Around, without_repeated
from synoptic.reading.revisions import Version, histories, revisions
from synoptic.reading.walking import NO_COLUMNS, Asked, Page, walk
from synoptic.types import About, Article, Note, Reading, Removed, Revision, Skipped


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
    vectors: Vectors | None = None,
    progress: Progress = silent,
) -> Reading:
    """Every article behind ``paths``: files, folders (with all in them), globs, ``-``, addresses.

    ``lang`` is taken for all texts whose source states no language of its own.  ``largest`` is how
    many bytes one text or record may have.  ``columns`` names the columns of tables and the keys of
    records that hold a field, where they have other names than usual: ``{"text": "body"}``.
    ``fetching`` says how addresses are fetched, and whether the articles that saved feeds and lists
    name are.  ``vectors`` tell
    by meaning where another article begins on a page that has lost its HTML; without them only
    headers do.  ``progress`` is told the bytes of files read (stage ``read``) and their pages (stage
    ``pages``, whose number is not known before), then the addresses fetched.

    The result does not depend on the order of ``paths``.  An input that cannot be read is in
    ``skipped``.  Raises :class:`synoptic.errors.UsageError` for no path at all and for a field that no
    record has.
    """
    asked = Asked(
        lang=lang,
        largest=largest,
        columns=columns,
        fetching=fetching or Fetching(),
        vectors=vectors,
        progress=progress,
    )
    found: list[_Found] = []
    removed: list[Removed] = []
    notes: list[Note] = []
    skipped: list[Skipped] = []
    for taken in walk(paths, asked):
        notes += taken.notes
        skipped += taken.skipped
        if taken.page is not None:
            found += _found(taken.page)
            removed += taken.page.removed
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


def articles_of(page: Page, base: str) -> tuple[Article, ...]:
    """The articles of a page whose id is ``base``."""
    return tuple(_with_id(_article(one), one, base) for one in _found(page))


def _found(page: Page) -> list[_Found]:
    draft, of = page.draft, len(page.parts)
    base, stated = draft.id or draft.stem, draft.id is not None
    return [_Found(base, n, of, stated, page.path, draft, part) for n, part in enumerate(page.parts, 1)]


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
