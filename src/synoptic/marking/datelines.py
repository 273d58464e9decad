"""The marks of a dateline: its place is a mention, its day a date, its agency a credit.

:func:`synoptic.reading.datelines.dateline` finds the parts; here they are added to what the markers of
each kind have found already, and nothing is marked twice.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from synoptic.reading.datelines import Span, dateline
from synoptic.types import Article, Credit, Date, Mention, Passage

P = TypeVar("P", bound=Passage)
_LATER = 2  # days by which a dateline may be later than the day of publication, for zones and night editions


@dataclass(frozen=True, slots=True)
class Added:
    """The mentions, dates and credits of an article with those of its dateline, in order of position."""

    mentions: tuple[Mention, ...]
    dates: tuple[Date, ...]
    credits: tuple[Credit, ...]


def with_dateline(
    article: Article, mentions: Sequence[Mention], dates: Sequence[Date], credits: Sequence[Credit]
) -> Added:
    """The marks of an article together with those that its dateline gives beside them."""
    found = dateline(article.text, article.body, article.lang)
    if found is None:
        return Added(tuple(mentions), tuple(dates), tuple(credits))
    places = _places(article, found.place, mentions) if found.place else list(mentions)
    days = list(dates)
    if found.date and found.day and not _covered(found.date, dates):
        day = _iso(found.day, article)
        days += [_date(article, found.date, day)] if day else []
    sources = list(credits)
    if found.agency and not _covered(found.agency, credits):
        sources.append(_credit(article, found.agency, places))
    return Added(_ordered(places), _ordered(days), _ordered(sources))


def _ordered(marks: Iterable[P]) -> tuple[P, ...]:
    return tuple(sorted(marks, key=lambda mark: (mark.start, mark.end)))


def _covered(span: Span, marks: Iterable[Passage]) -> bool:
    return any(mark.start < span[1] and span[0] < mark.end for mark in marks)


def _places(article: Article, span: Span, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions with the places of the dateline: a name found there already becomes a place."""
    found = list(mentions)
    for part in re.finditer(r"[^\s,/](?:[^,/]*[^\s,/])?", article.text[slice(*span)]):
        found = _place(article, (span[0] + part.start(), span[0] + part.end()), found)
    return found


def _place(article: Article, span: Span, mentions: Sequence[Mention]) -> list[Mention]:
    there = [one for one in mentions if one.start < span[1] and span[0] < one.end]
    if there:
        same = {one.entity for one in there if one.start >= span[0] and one.end <= span[1]}
        alone = {key for key in same if all(one in there for one in mentions if one.entity == key)}
        return [replace(one, kind="place") if one.entity in alone else one for one in mentions]
    text = article.text[slice(*span)]
    named = next((one for one in mentions if one.text.casefold() == text.casefold()), None)
    return [
        *mentions,
        Mention(
            article=article.id,
            start=span[0],
            end=span[1],
            text=text,
            kind=named.kind if named else "place",
            entity=named.entity if named else _new_key(mentions),
            head=named.head if named else (text.title() if text.isupper() else text),
        ),
    ]


def _new_key(mentions: Sequence[Mention]) -> str:
    return str(1 + max((int(one.entity) for one in mentions if one.entity.isdecimal()), default=0))


def _iso(day: str, article: Article) -> str | None:
    """The day of a dateline; without a year it is the last one not after the day of publication."""
    if len(day) == len("2025-08-15"):
        return day
    if article.published is None:
        return None
    try:
        published = datetime.date.fromisoformat(article.published[:10])
    except ValueError:
        return None
    latest = published + datetime.timedelta(days=_LATER)
    for year in (latest.year, latest.year - 1):
        try:
            read = datetime.date.fromisoformat(f"{year}-{day}")
        except ValueError:
            continue
        if read <= latest:
            return read.isoformat()
    return None


def _date(article: Article, span: Span, iso: str) -> Date:
    end = span[0] + len(article.text[slice(*span)].rstrip(".,"))
    text = article.text[span[0] : end]
    return Date(article=article.id, start=span[0], end=end, text=text, iso=iso, precision="day")


def _credit(article: Article, span: Span, mentions: Sequence[Mention]) -> Credit:
    """The credit of a dateline with the brackets or slashes that set the agency apart."""
    text = article.text
    start, end = span
    if start and text[start - 1] + text[end : end + 1] in ("()", "[]", "（）", "//"):
        start, end = start - 1, end + 1
    named = next((one for one in mentions if one.start < span[1] and span[0] < one.end), None)
    return Credit(
        article=article.id,
        start=start,
        end=end,
        text=text[start:end],
        source=text[slice(*span)],
        kind="agency",
        entity=named.entity if named else None,
    )
