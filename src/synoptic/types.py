"""The values that travel between stages.

Every value is a frozen dataclass with slots and keyword-only fields.  A value knows nothing of
engines, stores or screens.  Positions are Unicode code points into the text of an article, and
the ``text`` of a :class:`Passage` is exactly what stands there: ``article.text[start:end]``.

The order follows the way of the data: read, mark, group, compare.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Role = Literal["article", "teaser"]
EntityKind = Literal["person", "place", "organisation"]
CreditKind = Literal["agency", "outlet", "official", "person"]
Relation = Literal["exact", "about", "at_least", "more_than", "at_most", "less_than", "range"]
Precision = Literal["year", "quarter", "month", "week", "day", "minute"]
Standing = Literal["tells", "altered", "unclear"]
Silence = Literal["earlier", "truncated", "omits"]
FigureVerdict = Literal["agree", "disagree", "update", "not_comparable", "unclear", "single"]
QuoteVerdict = Literal["same", "altered", "other_speaker", "single"]
CopyKind = Literal["verbatim", "translation", "partial"]


# read


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


# mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Passage):
    """A name of a person, place or organisation.

    ``entity`` ties the mentions of one article that name the same thing (``Kim``, ``Kim Jong
    Un``): a key that means nothing outside the article.  ``head`` is the name as a reader would
    file it: without the suffix or title that the sentence put on it, where the language data
    allows to tell.
    """

    kind: EntityKind
    entity: str
    head: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Passage):
    """Words given as somebody's own, without their marks.

    ``speaker`` is the passage that names who speaks: the name itself where a pronoun or title
    stands beside the quote and the name could be told.  ``verb`` is the verb of saying.
    ``direct`` is false for reported speech.
    """

    speaker: Passage | None = None
    verb: Passage | None = None
    direct: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Passage):
    """A quantity: ``low`` to ``high`` in the stated ``unit``, ``None`` for an open end.

    ``unit`` is a CLDR unit (``percent``, ``hectare``, ``square-kilometer``), an ISO 4217 code for
    money (``EUR``), or ``None`` for a count of things.  ``counted`` is what is counted in the
    source's own words.  ``as_of`` is the ISO date at which the figure held, where the words say.
    """

    low: float | None
    high: float | None
    relation: Relation
    unit: str | None = None
    counted: Passage | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Date(Passage):
    """A point in time: ISO 8601, as exact as the words are."""

    iso: str
    precision: Precision


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit(Passage):
    """Words that name a source: the passage is the whole attribution, ``source`` the name in it.

    ``entity`` is the key of the mention in it, if there is one.
    """

    source: str
    kind: CreditKind
    entity: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """All marks of one article, each kind in order; ``sentences`` cover all text but white space."""

    article: str
    sentences: tuple[Passage, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quotes: tuple[Quote, ...] = ()
    figures: tuple[Figure, ...] = ()
    dates: tuple[Date, ...] = ()
    credits: tuple[Credit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Encoding:
    """What the encoder makes of one text of ``n`` pieces, in ``d`` dimensions.

    ``vector`` is float32 of shape (d,) and unit length.  ``pieces`` is int32 of shape (n, 2): the
    code points ``start, end`` of each piece in the encoded text.  ``states`` is int8 of shape
    (n, d) with ``scales`` float32 of shape (n, 1): the token states are ``states * scales``.
    """

    vector: NDArray[np.float32]
    pieces: NDArray[np.int32]
    states: NDArray[np.int8]
    scales: NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Account:
    """An article with its marks and, parallel to ``marks.sentences``, its encodings."""

    article: Article
    marks: Marks
    encodings: tuple[Encoding, ...]

    @property
    def id(self) -> str:
        """The id of the article."""
        return self.article.id


# group


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The articles that report one event, as ids in order of time, then id.

    ``name`` is what a person called it; ``corrected`` says what a person decided of it, a line each.
    """

    id: str
    accounts: tuple[str, ...]
    name: str | None = None
    corrected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Storyline:
    """Stories that follow one another, as ids in order of time.

    ``why`` has a line for each story after the first: what ties it to one before.
    """

    id: str
    stories: tuple[str, ...]
    why: tuple[str, ...] = ()


# compare


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling(Passage):
    """One account's passage in a statement; ``similarity`` to the others is in 0..1."""

    similarity: float
    standing: Standing = "tells"


@dataclass(frozen=True, slots=True, kw_only=True)
class Silent:
    """An account that does not tell a statement, and why that may be so."""

    article: str
    why: Silence


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Passages of different accounts that tell the same thing.

    ``gist`` is the telling that stands for it; ``outlets`` and ``origins`` count who stands
    behind it.
    """

    id: str
    gist: Passage
    told_by: tuple[Telling, ...]
    silent: tuple[Silent, ...] = ()
    outlets: int = 1
    origins: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureTelling(Passage):
    """One account's figure in a comparison; the fields are those of :class:`Figure`."""

    low: float | None
    high: float | None
    relation: Relation
    unit: str | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedFigure:
    """The tellings of one count, and the verdict on them."""

    id: str
    statement: str | None
    counted: Passage | None
    unit: str | None
    tellings: tuple[FigureTelling, ...]
    verdict: FigureVerdict
    odd_one_out: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteTelling(Passage):
    """One account's version of an utterance; ``speaker`` is an entity of the synopsis."""

    speaker_text: str | None = None
    speaker: str | None = None
    direct: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedQuote:
    """The versions of one utterance, and the verdict on them."""

    id: str
    tellings: tuple[QuoteTelling, ...]
    verdict: QuoteVerdict
    odd_one_out: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A time of the timeline and the statements that stand at it."""

    iso: str
    precision: Precision
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A person, place or organisation with all its mentions in a story.

    ``links`` holds identifiers elsewhere: ``geonames``, ``iso3166``, where they are certain.
    """

    id: str
    name: str
    kind: EntityKind
    mentions: tuple[Passage, ...]
    links: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Account ``by`` reproduces account ``of``: ``share`` of its sentences, 0..1."""

    of: str
    by: str
    kind: CopyKind
    share: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Synopsis:
    """A story with its accounts compared; ``name`` and ``corrected`` are those of the :class:`Story`."""

    id: str
    title: Passage
    accounts: tuple[str, ...]
    languages: tuple[str, ...]
    first: str | None
    last: str | None
    statements: tuple[Statement, ...] = ()
    figures: tuple[ComparedFigure, ...] = ()
    quotes: tuple[ComparedQuote, ...] = ()
    dates: tuple[Date, ...] = ()
    timeline: tuple[Moment, ...] = ()
    entities: tuple[Entity, ...] = ()
    credits: tuple[Credit, ...] = ()
    copies: tuple[Copy, ...] = ()
    origins: tuple[tuple[str, ...], ...] = ()
    name: str | None = None
    corrected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Synopses:
    """All that a run found: every article read, its stories compared, their storylines."""

    articles: tuple[Article, ...] = ()
    stories: tuple[Synopsis, ...] = ()
    storylines: tuple[Storyline, ...] = ()
