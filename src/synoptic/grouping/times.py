"""When an article was published, as a number."""

from __future__ import annotations

import math
from datetime import UTC, datetime

from synoptic.types import Article

# What clocks and forms give where they know nothing; no article was published then.
UNSET_DAY = "1970-01-01"
Order = tuple[bool, float, str]
_HOURS = 24.0
_NOON = 12.0


def day_number(article: Article) -> float:
    """Days from 1970 in UTC, with fractions; nan where the article has no usable time.

    A day without an hour counts as its noon.
    """
    published = article.published
    if not published or published.startswith(UNSET_DAY):
        return math.nan
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return math.nan
    if len(published) == len(UNSET_DAY):
        moment = moment.replace(hour=int(_NOON))
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.timestamp() / (60 * 60 * _HOURS)


def order_key(article: Article) -> Order:
    """The order of accounts: by time, those without one last, then by id."""
    day = day_number(article)
    return (math.isnan(day), 0.0 if math.isnan(day) else day, article.id)
