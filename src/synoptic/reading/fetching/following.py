"""From addresses to drafts: pages are read, and feeds and lists lead to what they name.

An OPML list leads to feeds, a feed to its articles, an index of sitemaps to sitemaps, these to pages.  Of
each list the newest are fetched, as many as the options say; how many were left out is told.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from synoptic.errors import FetchError
from synoptic.ports import Progress, silent
from synoptic.reading import kinds
from synoptic.reading.draft import Address, Draft
from synoptic.reading.fetching.fetcher import Fetched, Fetcher
from synoptic.reading.fetching.network import Resolve, resolve
from synoptic.reading.fetching.options import Fetching
from synoptic.reading.fetching.schedule import fetch_all
from synoptic.reading.fetching.urls import stem, without_secrets
from synoptic.types import Note, Skipped

DEEP = 4  # lists that lead to lists: an OPML that includes one, its feeds, their pages

Leading = Address | Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """An address to fetch, and what the list that names it says of it.

    ``entry`` is the draft that a feed holds itself: it is taken where the page cannot be had.
    """

    url: str
    about: Address | None = None
    entry: Draft | None = None


def choose(items: Sequence[Leading], source: str, most: int) -> tuple[list[Wanted], list[Draft], Note | None]:
    """The newest of what a list names; the entries that are left out, as drafts; a note that says so.

    Those without a time come after those with one, in the order of the list.
    """
    ranked = sorted(items, key=_newest_first)
    wanted = [
        Wanted(url=item.url, about=item)
        if isinstance(item, Address)
        else Wanted(url=str(item.url), entry=item)
        for item in ranked[:most]
    ]
    left = ranked[most:]
    if not left:
        return wanted, [], None
    drafts = [item for item in left if isinstance(item, Draft)]
    rest = f"{len(left):,} others were not fetched"
    as_given = f", {len(drafts):,} of them are read as the list gives them" if drafts else ""
    why = f"names {len(items):,} addresses: the newest {most:,} were fetched, {rest}{as_given}"
    return wanted, drafts, Note(source=source, why=f"{why} (setting: follow_most)")


def _newest_first(item: Leading) -> float:
    stated = item.published or (item.changed if isinstance(item, Address) else None)
    if stated is None:
        return float("inf")
    moment = datetime.fromisoformat(stated)
    return -(moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def follow(
    addresses: Iterable[str],
    lists: Iterable[tuple[str, Sequence[Leading]]],
    options: Fetching,
    how: kinds.How,
    progress: Progress = silent,
    *,
    resolver: Resolve = resolve,
) -> Iterator[tuple[str, Draft | Skipped | Note]]:
    """What stands at addresses and at those that they lead to: each draft with the address of its input.

    ``lists`` are saved feeds and lists, each with its name and what it names.  Every address is fetched
    once; the order is that in which the hosts answer.
    """
    wanted = [Wanted(url=address) for address in addresses]
    for source, items in lists:
        chosen, left, note = choose(items, source, options.most)
        wanted += chosen
        yield from ((source, draft) for draft in left)
        if note is not None:
            yield source, note
    seen: set[str] = set()
    round_ = _unseen(wanted, seen)
    done, total = 0, len(round_)
    progress("fetch", 0, total)
    with Fetcher(options, resolver=resolver) as fetcher:
        for deep in range(DEEP + 1):
            following: list[Wanted] = []
            by_url = {one.url: one for one in round_}
            for url, found in fetch_all(fetcher, by_url):
                for one in _read(by_url[url], found, how, options):
                    if isinstance(one, Wanted):
                        following.append(one)
                    else:
                        yield without_secrets(url), one
                done += 1
                progress("fetch", done, total)
            round_ = _unseen(following, seen)
            if deep == DEEP and round_:
                why = f"not fetched: named by lists that lead to lists more than {DEEP} times"
                yield from ((one.url, Skipped(source=without_secrets(one.url), why=why)) for one in round_)
            total += len(round_)


def _unseen(wanted: Iterable[Wanted], seen: set[str]) -> list[Wanted]:
    fresh = []
    for one in wanted:
        if one.url not in seen:
            seen.add(one.url)
            fresh.append(one)
    return fresh


def _read(
    wanted: Wanted, found: Fetched | FetchError, how: kinds.How, options: Fetching
) -> Iterator[Wanted | Draft | Skipped | Note]:
    """What one answer holds: drafts, what could not be read, and where it leads on."""
    if isinstance(found, FetchError):
        yield Skipped(source=found.source, why=found.why)
        if wanted.entry is not None:
            yield wanted.entry
        return
    source = without_secrets(wanted.url)
    leading: list[Leading] = []
    empty = True
    content = io.BytesIO(found.body)
    for item in kinds.opened(content, source, stem(found.url), how, url=found.url, charset=found.charset):
        if isinstance(item, Address) or (isinstance(item, Draft) and item.leads):
            leading.append(item)
        elif isinstance(item, Skipped | Note):
            yield item
            continue
        else:
            yield _completed(replace(item, fetched=item.fetched or found.fetched), wanted)
        empty = False
    if empty and wanted.entry is not None:
        yield wanted.entry
    chosen, left, note = choose(leading, source, options.most)
    yield from chosen
    yield from left
    if note is not None:
        yield note


def _completed(draft: Draft, wanted: Wanted) -> Draft:
    """A page's draft with what the list says of it, where the page itself says nothing."""
    about = wanted.entry or wanted.about
    if about is None:
        return draft
    return replace(
        draft,
        title=draft.title or about.title,
        lang=draft.lang or about.lang,
        published=draft.published or about.published,
        outlet=draft.outlet or about.outlet,
    )
