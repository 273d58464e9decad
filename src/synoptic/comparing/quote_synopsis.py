"""The compared quotes of a story, ready to be shown."""

from __future__ import annotations

from synoptic.comparing.entities import Linked
from synoptic.comparing.quote_verdicts import Version, judge
from synoptic.comparing.quotes import Quotes, group_quotes
from synoptic.comparing.told import Told
from synoptic.types import ComparedQuote, QuoteTelling


def compare_quotes(told: Told, linked: Linked) -> tuple[ComparedQuote, ...]:
    """Every quote of the accounts in one comparison, in order of the first account that gives it."""
    items, groups = group_quotes(told, linked.ids)
    compared = []
    for number, group in enumerate(groups, 1):
        verdict = judge([_version(told, items, i) for i in group])
        compared.append(
            ComparedQuote(
                id=f"q{number}",
                tellings=tuple(_telling(items, i) for i in group),
                verdict=verdict.verdict,
                odd_one_out=verdict.odd_one_out,
                why=verdict.why,
            )
        )
    return tuple(compared)


def _version(told: Told, items: Quotes, index: int) -> Version:
    account = told.accounts[int(items.account[index])]
    quote = items.quotes[index]
    inside = tuple(f for f in account.marks.figures if quote.start <= f.start < quote.end)
    return Version(
        article=account.article,
        quote=quote,
        speaker=items.speaker[index],
        pieces=len(items.states[index]),
        figures=inside,
    )


def _telling(items: Quotes, index: int) -> QuoteTelling:
    quote = items.quotes[index]
    return QuoteTelling(
        article=quote.article,
        start=quote.start,
        end=quote.end,
        text=quote.text,
        speaker_text=quote.speaker.text if quote.speaker else None,
        speaker=items.speaker[index],
        direct=quote.direct,
    )
