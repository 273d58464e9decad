"""What comparing gives: the synopsis of a story."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from synoptic.types.grouping import Storyline
from synoptic.types.marking import Credit, Date, EntityKind, Precision, Relation
from synoptic.types.reading import Article, Passage

Standing = Literal["tells", "altered", "unclear"]
Silence = Literal["earlier", "truncated", "omits"]
FigureVerdict = Literal["agree", "disagree", "update", "not_comparable", "unclear", "single"]
QuoteVerdict = Literal["same", "altered", "other_speaker", "single"]
CopyKind = Literal["verbatim", "translation", "partial"]


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
