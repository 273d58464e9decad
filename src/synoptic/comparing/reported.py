"""Reported speech beside quotes: an account that tells in its own words what others quote.

A clause of reported speech joins the quote whose speaker is the same entity and whose sentence
tells the same as its own.  What no account quotes is told by the statements alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from synoptic.comparing.quotes import Quotes, speaker_entity
from synoptic.comparing.told import Told
from synoptic.types import Quote

LIKELY = 0.5  # mean chance that the sentences tell the same


def join_reported(
    told: Told, items: Quotes, groups: Sequence[Sequence[int]], entities: Mapping[tuple[int, str], str]
) -> list[list[tuple[Quote, str]]]:
    """For each group of quotes the reported speech that gives the same, each with its speaker's entity.

    At most one of an account, and none of an account that quotes the words itself.
    """
    joined: list[dict[int, tuple[float, Quote, str]]] = [{} for _ in groups]
    for account, marked in enumerate(told.accounts):
        for quote in marked.marks.quotes:
            speaker = None if quote.direct else speaker_entity(told, account, quote, entities)
            if speaker is None or quote.start < marked.article.body:
                continue
            chances = [_chance(told, items, group, account, quote, speaker) for group in groups]
            best = max(range(len(groups)), key=chances.__getitem__, default=-1)
            if best < 0 or chances[best] < LIKELY:
                continue
            known = joined[best].get(account)
            if known is None or known[0] < chances[best]:
                joined[best][account] = (chances[best], quote, speaker)
    return [[(quote, speaker) for _, (_, quote, speaker) in sorted(found.items())] for found in joined]


def _chance(
    told: Told, items: Quotes, group: Sequence[int], account: int, quote: Quote, speaker: str
) -> float:
    """How likely the sentence of reported speech tells what those of a group of quotes tell."""
    unit = told.unit_at(account, quote.start)
    quoting = {int(items.account[i]) for i in group}
    speakers = [items.speaker[i] for i in group if items.speaker[i] is not None]
    if unit < 0 or account in quoting or speakers.count(speaker) * 2 <= len(speakers):
        return 0.0
    units = [int(items.unit[i]) for i in group if items.unit[i] >= 0]
    return sum(float(told.chance[unit, other]) for other in units) / len(units) if units else 0.0
