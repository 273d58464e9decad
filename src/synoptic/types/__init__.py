"""The values that travel between stages.

Every value is a frozen dataclass with slots and keyword-only fields.  A value knows nothing of
engines, stores or screens.  Positions are Unicode code points into the text of an article, and
the ``text`` of a :class:`Passage` is exactly what stands there: ``article.text[start:end]``.

The order follows the way of the data: read, mark, group, compare.
"""

from __future__ import annotations

from synoptic.types.comparing import (
    ComparedFigure,
    ComparedQuote,
    Copy,
    CopyKind,
    Entity,
    FigureTelling,
    FigureVerdict,
    Moment,
    QuoteTelling,
    QuoteVerdict,
    Silence,
    Silent,
    Standing,
    Statement,
    Synopses,
    Synopsis,
    Telling,
)
from synoptic.types.grouping import Story, Storyline
from synoptic.types.marking import (
    Account,
    Credit,
    CreditKind,
    Date,
    Encoding,
    EntityKind,
    Figure,
    Marks,
    Mention,
    Precision,
    Quote,
    Relation,
)
from synoptic.types.reading import (
    About,
    Article,
    Change,
    Note,
    Passage,
    Reading,
    Removed,
    Revision,
    Role,
    Skipped,
)

__all__ = [
    "About",
    "Account",
    "Article",
    "Change",
    "ComparedFigure",
    "ComparedQuote",
    "Copy",
    "CopyKind",
    "Credit",
    "CreditKind",
    "Date",
    "Encoding",
    "Entity",
    "EntityKind",
    "Figure",
    "FigureTelling",
    "FigureVerdict",
    "Marks",
    "Mention",
    "Moment",
    "Note",
    "Passage",
    "Precision",
    "Quote",
    "QuoteTelling",
    "QuoteVerdict",
    "Reading",
    "Relation",
    "Removed",
    "Revision",
    "Role",
    "Silence",
    "Silent",
    "Skipped",
    "Standing",
    "Statement",
    "Story",
    "Storyline",
    "Synopses",
    "Synopsis",
    "Telling",
]
