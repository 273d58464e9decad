"""Reading: inputs of any kind become clean, dated, attributed articles."""

from __future__ import annotations

import hashlib
import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from synoptic.ports import Progress, silent
from synoptic.reading import kinds, language
from synoptic.reading.draft import LARGEST, Address, Draft, Limits
from synoptic.reading.fetching.options import Fetching
from synoptic.reading.inputs import expand, is_address, shown
from synoptic.reading.pages import Part, parts
from synoptic.types import Article, Note, Reading, Removed, Skipped


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
    fetching: Fetching | None = None,
    progress: Progress = silent,
) -> Reading:
    """Every article behind ``paths``: files, folders (with all in them), globs, ``-``, addresses.

    ``lang`` is taken for all texts whose source states no language of its own.  ``largest`` is how
    many bytes one text or record may have.  ``fetching`` says how addresses are fetched, and whether
    the articles that saved feeds and lists name are.  ``progress`` is told after each input.

    The result does not depend on the order of ``paths``.  An input that cannot be read is in
    ``skipped``.  Raises :class:`synoptic.errors.UsageError` for no path at all.
    """
    inputs, skipped = expand(paths)
    taken = _Taken(lang=lang, skipped=skipped)
    for path, one in _items(inputs, Limits(record=largest), fetching or Fetching(), progress):
        taken.take(path, one)
    articles = _articles(taken.found, taken.notes)
    return Reading(
        articles=tuple(sorted(articles, key=lambda article: article.id)),
        removed=tuple(sorted(taken.removed, key=lambda one: (one.source, one.why, one.text))),
        skipped=tuple(sorted(set(skipped), key=lambda one: (one.source, one.why))),
        notes=tuple(sorted(set(taken.notes), key=lambda one: (one.source, one.why))),
    )


@dataclass
class _Taken:
    """What reading has found so far."""

    lang: str | None
    skipped: list[Skipped]
    found: list[_Found] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def take(self, path: str, one: Draft | Skipped | Note) -> None:
        """Takes one item of an input, a draft apart into articles and what is furniture."""
        if isinstance(one, Skipped):
            self.skipped.append(one)
        elif isinstance(one, Note):
            self.notes.append(one)
        else:
            one = replace(one, lang=_stated_language(one, self.lang, self.notes))
            pieces, furniture = parts(one)
            self.removed += furniture
            self.found += _found(path, one, pieces)
            if not pieces:
                self.skipped.append(Skipped(source=one.source, why="nothing but furniture of a page"))


def _items(
    inputs: list[str], limits: Limits, fetching: Fetching, progress: Progress
) -> Iterator[tuple[str, Draft | Skipped | Note]]:
    """All that files hold, then what stands at addresses, each with its input."""
    files = [path for path in inputs if not is_address(path)]
    wanted = [path for path in inputs if is_address(path)]
    leading: list[tuple[str, list[Address | Draft]]] = []
    progress("read", 0, len(files))
    for done, path in enumerate(files, 1):
        leads: list[Address | Draft] = []
        for one in kinds.drafts(path, limits):
            if isinstance(one, Address) or (fetching.follow and isinstance(one, Draft) and one.leads):
                leads.append(one)
            else:
                yield path, one
        if leads and fetching.follow:
            leading.append((shown(path), leads))
        elif leads:
            why = f"a list of {len(leads):,} addresses, not fetched (--follow fetches them)"
            yield path, Skipped(source=shown(path), why=why)
        progress("read", done, len(files))
    if wanted or leading:
        from synoptic.reading.fetching.following import follow  # slow to load, and most inputs are files

        yield from follow(wanted, leading, fetching, limits, progress)


def _found(path: str, draft: Draft, pieces: list[Part]) -> list[_Found]:
    base, stated = draft.id or draft.stem, draft.id is not None
    return [_Found(base, n, len(pieces), stated, path, draft, part) for n, part in enumerate(pieces, 1)]


def _stated_language(draft: Draft, lang: str | None, notes: list[Note]) -> str | None:
    """The language that the source or the caller states, unless the text is in another script."""
    stated = draft.lang or (language.normal(lang) if lang else None)
    if stated and language.contradicts(stated, draft.text):
        notes.append(Note(source=draft.source, why=f"is said to be in {stated}, but is in another script"))
        return None
    return stated


def _articles(found: list[_Found], notes: list[Note]) -> list[Article]:
    """Articles with ids told apart; the same text under the same id is one article."""
    pages: dict[tuple[str, str, str], list[_Found]] = defaultdict(list)
    for one in found:
        pages[one.base, one.path, one.draft.source].append(one)
    distinct: dict[tuple[str, tuple[str, ...]], list[_Found]] = {}
    for key in sorted(pages):
        page = pages[key]
        distinct.setdefault((key[0], tuple(one.part.text for one in page)), page)
    bases = _told_apart([page[0] for page in distinct.values()])
    articles = []
    for page, base in zip(distinct.values(), bases, strict=True):
        if base != page[0].base:
            why = f"the id {page[0].base} is another article's too; this one is {base}"
            notes.append(Note(source=page[0].draft.source, why=why))
        articles += [_article(one, base) for one in page]
    return articles


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
        name if counts[name] == 1 else f"{name}~{_digest(page)}"
        for name, page in zip(names, pages, strict=True)
    ]


def _with_folder(page: _Found, length: int) -> str:
    folders = os.path.dirname(os.path.abspath(page.path)).split(os.sep)[-(length - 1) :]
    return "/".join([shown(folder) for folder in folders if folder] + [page.base])


def _digest(page: _Found) -> str:
    return hashlib.sha256(page.part.text.encode("utf-8", "replace")).hexdigest()[:8]


def _article(one: _Found, base: str) -> Article:
    part = one.part
    stated = one.draft.lang if one.number == 1 else None
    return Article(
        id=base if one.number == 1 else f"{base}#{one.number}",
        title=part.title,
        text=part.text,
        lang=stated or language.identify(part.text, fallback=one.draft.lang or "und"),
        published=part.published,
        outlet=part.outlet,
        url=part.url,
        source=shown(one.path),
        page=base if one.of > 1 else None,
        role=part.role,
    )
