"""The compared quotes of a story, ready to be shown."""

from __future__ import annotations

from synoptic.comparing.entities import Linked
from synoptic.comparing.quote_verdicts import Version, judge, with_reported
from synoptic.comparing.quotes import Quotes, group_quotes
from synoptic.comparing.reported import join_reported
from synoptic.comparing.told import Told
from synoptic.types import ComparedQuote, Quote, QuoteTelling


def compare_quotes(told: Told, linked: Linked) -> tuple[ComparedQuote, ...]:
    """Every quote of the accounts in one comparison, in order of the first account that gives it.

    Accounts that report the words without quoting them stand behind those that do.
    """
    items, groups = group_quotes(told, linked.ids)
    reported = join_reported(told, items, groups, linked.ids)
    compared = []
    for number, (group, others) in enumerate(zip(groups, reported, strict=True), 1):
        verdict = with_reported(
            judge([_version(told, linked, items, i) for i in group]), [quote.article for quote, _ in others]
        )
        tellings = [_telling(items.quotes[i], items.speaker[i]) for i in group]
        compared.append(
            ComparedQuote(
                id=f"q{number}",
                tellings=(*tellings, *(_telling(quote, speaker) for quote, speaker in others)),
                verdict=verdict.verdict,
                odd_one_out=verdict.odd_one_out,
                why=verdict.why,
            )
        )
    return tuple(compared)


def _version(told: Told, linked: Linked, items: Quotes, index: int) -> Version:
    owner = int(items.account[index])
    account = told.accounts[owner]
    quote = items.quotes[index]
    inside = tuple(f for f in account.marks.figures if quote.start <= f.start < quote.end)
    names = {
        linked.ids[owner, mention.entity]: mention.text
        for mention in account.marks.mentions
        if quote.start <= mention.start < quote.end and linked.ids[owner, mention.entity] in linked.shared
    }
    return Version(
        article=account.article,
        quote=quote,
        speaker=items.speaker[index],
        person=items.speaker[index] in linked.people,
        pieces=len(items.states[index]),
        figures=inside,
        names=names,
    )


def _telling(quote: Quote, speaker: str | None) -> QuoteTelling:
    return QuoteTelling(
        article=quote.article,
        start=quote.start,
        end=quote.end,
        text=quote.text,
        speaker_text=quote.speaker.text if quote.speaker else None,
        speaker=speaker,
        direct=quote.direct,
    )
