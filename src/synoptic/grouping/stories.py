"""Stories: the articles that report one event, and storylines over them.

Average linkage over the affinity of articles: a story is as near as its members are on average, so
no chain of single links ties two events together.  Neither the order in which accounts are given nor
the way they are batched changes anything (:mod:`synoptic.grouping.stream`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from synoptic.grouping import affinity, terms
from synoptic.grouping.storylines import follow, shared_names
from synoptic.grouping.stream import WINDOW_DAYS, Stream
from synoptic.grouping.times import Order
from synoptic.types import Account, Story, Storyline

STORY, STORYLINE = "story:", "storyline:"
# So many names are said to tie two stories.
MOST_NAMES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """Stories in order of their first account's time, and the storylines that tie some of them."""

    stories: tuple[Story, ...] = ()
    storylines: tuple[Storyline, ...] = ()


def group(accounts: Sequence[Account], *, window_days: float = WINDOW_DAYS) -> Grouping:
    """Every account in exactly one story; the order of ``accounts`` does not matter.

    Two accounts published more than ``window_days`` apart are not linked directly.
    """
    stream = Stream(window_days=window_days)
    stream.add(accounts)
    return grouping(stream, {account.id: account for account in accounts})


def grouping(stream: Stream, accounts: Mapping[str, Account] | None = None) -> Grouping:
    """The stories of all articles that are in a stream now, and their storylines.

    With ``accounts`` by id a storyline says why it is one in names as they are written.
    """
    found = sorted(stream.stories())
    stories = tuple(
        Story(id=STORY + orders[0][-1], accounts=tuple(name for *_, name in orders)) for orders, _ in found
    )
    lines = follow([rows for _, rows in found], stream.columns, affinity.model())
    return Grouping(
        stories=stories,
        storylines=tuple(
            Storyline(
                id=STORYLINE + stories[line.stories[0]].accounts[0],
                stories=tuple(stories[place].id for place in line.stories),
                why=tuple(
                    _reason(found[earlier], found[later], stream, accounts or {})
                    for earlier, later in zip(line.follows, line.stories[1:], strict=True)
                ),
            )
            for line in lines
        ),
    )


_Told = tuple[list[Order], list[int]]


def _reason(earlier: _Told, later: _Told, stream: Stream, accounts: Mapping[str, Account]) -> str:
    """Why a story follows another, in one line: how much later it is, and the names that tie them."""
    days = later[0][0][1] - earlier[0][0][1]
    when = f"{days:.0f} day{'' if round(days) == 1 else 's'} later" if days >= 1 else "the same day"
    written: dict[str, str] = {}
    for *_, article in (*later[0], *earlier[0]):
        if article in accounts:
            for term, name in terms.spellings(accounts[article]).items():
                written.setdefault(term, name)
    shared = shared_names(earlier[1], later[1], stream.columns)
    names = list(dict.fromkeys(written.get(term, term.partition(":")[2]) for term in shared))[:MOST_NAMES]
    return f"{when}, of the same: {', '.join(names)}"
