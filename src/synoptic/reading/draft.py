"""What passes between a source and the rest of reading, and what a source has to be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import BinaryIO, Literal, Protocol, runtime_checkable

from synoptic.types import About, Note, Skipped

Lead = Literal["page", "feed", "list"]

LARGEST = 20_000_000
LARGEST_UNPACKED = 200_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One page or record as a source gives it: text and whatever the source states about it.

    ``source`` names the input for a person and may say where in it (``news.jsonl:12``); ``stem``
    is what an id is made of where the source gave none.  ``clean`` is true where the text is
    known to be one article without furniture (main text that was taken from HTML), ``teaser``
    where the source gives only the beginning, ``entry`` where it is what a feed says of the page at
    ``url``.  ``fetched`` is when it was fetched (ISO 8601, UTC), where it was.  ``taken`` is what the
    source has taken off itself: words and why.  ``about`` is what else it states of the article, ``notes``
    what a person should know of that.
    """

    source: str
    stem: str
    text: str
    id: str | None = None
    title: str | None = None
    lang: str | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    clean: bool = False
    teaser: bool = False
    entry: bool = False
    fetched: str | None = None
    taken: tuple[tuple[str, str], ...] = ()
    about: About = field(default_factory=About)
    notes: tuple[str, ...] = ()

    @property
    def leads(self) -> bool:
        """Whether the page that it was taken from stands at an address that can be fetched."""
        return self.entry and (self.url or "").lower().startswith(("http://", "https://"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where something to read lies, and what the list that names it says of it.

    ``lead`` is what is expected there: a page, a feed, or a further list (a sitemap of an index, an
    OPML that another includes).  The times are ISO 8601; ``changed`` is when what lies there last
    changed.
    """

    url: str
    lead: Lead
    title: str | None = None
    outlet: str | None = None
    lang: str | None = None
    published: str | None = None
    changed: str | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read at most: bytes of one text or record, bytes of one file unpacked."""

    record: int = LARGEST
    unpacked: int = LARGEST_UNPACKED


@dataclass(frozen=True, slots=True)
class Named:
    """An open input: its name for a person, the stem of its file, its first bytes.

    Where it was fetched: the address at which it was found, and the encoding that its host states.
    ``columns`` are the columns or keys that the user named for fields of a record, before all usual
    names: ``{"text": "body"}``.
    """

    source: str
    stem: str
    head: bytes = b""
    url: str | None = None
    charset: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)

    def at(self, place: str) -> Named:
        """A place in the input: a line ``:12``, a row ``[12]``, a page ``: https://…``."""
        return replace(self, source=f"{self.source}{place}", head=b"")


Item = Draft | Address | Skipped | Note


class Source(Protocol):
    """One kind of input."""

    @property
    def name(self) -> str:
        """The kind, for a person."""

    def recognises(self, named: Named) -> bool:
        """Whether the input is of this kind, by its first bytes and, where those are open, its name."""

    def drafts(self, named: Named, content: BinaryIO, limits: Limits) -> Iterator[Item]:
        """What the input holds, in order, read as it comes.

        Raises :class:`synoptic.errors.InputError` where the whole input cannot be used.
        """


@runtime_checkable
class Resumable(Source, Protocol):
    """A source that passes over what an earlier run has read without taking it apart again."""

    def drafts_after(self, after: int, named: Named, content: BinaryIO, limits: Limits) -> Iterator[Item]:
        """What :meth:`drafts` gives, but for its first ``after`` items."""
