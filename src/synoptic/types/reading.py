"""What reading gives: articles, the passages of their texts, and what was taken off, skipped and noted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

Role = Literal["article", "teaser"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One text with its title, language, time and outlet.

    ``text`` begins with the title where the source gave one, so that the words of a title can
    carry marks like all others; :attr:`body` is where the running text starts.  ``published`` is
    ISO 8601, a day (``2025-08-15``) or a time with its offset, exactly as exact as the source.
    ``lang`` is a BCP 47 language subtag, ``und`` where it could not be told.  ``source`` names the
    input (a path, ``-``, a URL), ``page`` the id of the first article of the page it came from.
    """

    id: str
    title: str | None = None
    text: str
    lang: str = "und"
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    source: str | None = None
    page: str | None = None
    role: Role = "article"

    @property
    def body(self) -> int:
        """Where the text goes on after its title, in code points."""
        if not self.title or not self.text.startswith(self.title):
            return 0
        rest = self.text[len(self.title) :]
        return len(self.title) + len(rest) - len(rest.lstrip())

    @property
    def time(self) -> datetime | None:
        """When it was published, aware, in UTC; a day alone counts as its noon, no offset as UTC."""
        if self.published is None:
            return None
        try:
            parsed = datetime.fromisoformat(self.published)
        except ValueError:
            return None
        if len(self.published) <= len("2025-08-15"):
            parsed = parsed.replace(hour=12)
        return parsed.replace(tzinfo=UTC) if parsed.tzinfo is None else parsed.astimezone(UTC)

    def passage(self, start: int, end: int) -> Passage:
        """The passage ``text[start:end]`` of this article."""
        return Passage(article=self.id, start=start, end=end, text=self.text[start:end])


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A span of an article: code points ``start`` to ``end`` of its text, and the words there."""

    article: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """Words of a page that belong to none of its articles, and why they were taken off."""

    source: str
    text: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """An input that could not be used, and why: one line for a person."""

    source: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What a person should know of an input that was read all the same: one line."""

    source: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What changed from one version of an article to the next: the words before and after, verbatim.

    ``before`` is empty where words came in, ``after`` where they went.
    """

    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One version of an article that its outlet published in several; the newest is the article.

    ``article`` is the id of the article, ``number`` counts its versions from 1.  ``published`` and
    ``fetched`` are ISO 8601 where known, ``digest`` is the SHA-256 of the text in hexadecimal.  ``changes``
    are those since the version before, ``why`` says why both are versions of one article; the first
    version has neither.
    """

    article: str
    number: int
    title: str | None = None
    published: str | None = None
    fetched: str | None = None
    source: str | None = None
    url: str | None = None
    digest: str
    changes: tuple[Change, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a page says of an article that nothing is compared by.

    ``article`` is its id (empty before it has one), ``byline`` names who wrote it, ``section`` and ``tags``
    are where the outlet files it, ``modified`` is when it was last changed (ISO 8601).
    """

    article: str = ""
    byline: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    modified: str | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing is said."""
        return not (self.byline or self.section or self.tags or self.modified)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What reading gave: articles in order of id, what was taken off, what was skipped, what to know.

    ``revisions`` are all versions of the articles that have more than one, in order of id and number;
    ``about`` is what pages say of articles beside their fields, in order of id.
    """

    articles: tuple[Article, ...] = ()
    removed: tuple[Removed, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[Note, ...] = ()
    revisions: tuple[Revision, ...] = ()
    about: tuple[About, ...] = ()
