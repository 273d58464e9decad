"""A story with its accounts compared: every comparison put together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from synoptic.comparing.copies import copies, origins, origins_behind
from synoptic.comparing.entities import Linked, link
from synoptic.comparing.figure_synopsis import compare_figures
from synoptic.comparing.omissions import silent
from synoptic.comparing.quote_synopsis import compare_quotes
from synoptic.comparing.sampling import beside, compared
from synoptic.comparing.spans import Parts
from synoptic.comparing.told import Told, tell
from synoptic.marking.lexicon import fold
from synoptic.types import (
    Account,
    ComparedQuote,
    Copy,
    Credit,
    Date,
    Moment,
    Passage,
    Statement,
    Story,
    Synopsis,
    Telling,
)


def compare_story(story: Story, accounts: Sequence[Account]) -> Synopsis:
    """The synopsis of a story; ``accounts`` in the order of ``story.accounts``.

    Of very many accounts some are compared in full (:mod:`synoptic.comparing.sampling`).
    """
    chosen = set(compared(accounts))
    told = tell([account for index, account in enumerate(accounts) if index in chosen])
    others = [account for index, account in enumerate(accounts) if index not in chosen]
    linked = link(told)
    found_copies = copies(told)
    credited = _credits(told, others, linked)
    quotes = compare_quotes(told, linked)
    statements, cluster_ids = _statements(told, found_copies, credited, quotes, others)
    times = [account.article.published for account in accounts if account.article.time]
    return Synopsis(
        id=story.id,
        title=_title(told),
        accounts=story.accounts,
        languages=tuple(sorted({account.article.lang for account in accounts})),
        first=times[0] if times else None,
        last=times[-1] if times else None,
        statements=statements,
        figures=compare_figures(told, found_copies, cluster_ids),
        quotes=quotes,
        dates=tuple(date for account in accounts for date in account.marks.dates),
        timeline=timeline(statements, accounts),
        entities=linked.entities,
        credits=credited,
        copies=found_copies,
        origins=origins(accounts, found_copies),
        name=story.name,
        corrected=story.corrected,
    )


def _title(told: Told) -> Passage:
    """The headline of the account that shares most with the others; its first sentence without one."""
    shared: Counter[int] = Counter()
    for cluster in told.clusters:
        for member in cluster.members:
            shared[int(told.units.account[member])] += len(cluster.members) - 1
    titled = [index for index, account in enumerate(told.accounts) if account.article.body]
    best = max(titled or range(len(told.accounts)), key=lambda index: (shared[index], -index))
    account = told.accounts[best]
    if account.article.title and account.article.body:
        return account.article.passage(0, len(account.article.title))
    sentences = account.marks.sentences
    return sentences[0] if sentences else account.article.passage(0, len(account.article.text))


def _credits(told: Told, others: Sequence[Account], linked: Linked) -> tuple[Credit, ...]:
    """The credits of all accounts, their mention keys replaced by linked entities."""
    return tuple(
        replace(credit, entity=linked.ids.get((index, credit.entity)) if credit.entity else None)
        for index, account in enumerate((*told.accounts, *others))
        for credit in account.marks.credits
    )


def _statements(
    told: Told,
    found_copies: Sequence[Copy],
    credited: Sequence[Credit],
    quotes: Sequence[ComparedQuote],
    others: Sequence[Account],
) -> tuple[tuple[Statement, ...], Mapping[int, str]]:
    """The statements, most independent origins first, and the id of each cluster's statement."""
    altered = [
        telling
        for quote in quotes
        if quote.verdict == "altered"
        for telling in quote.tellings
        if telling.article in quote.odd_one_out
    ]
    parts = Parts(told)
    passages = [
        [
            (parts.passage(cluster, member), near)
            for member, near in zip(cluster.members, cluster.similarity, strict=True)
        ]
        for cluster in told.clusters
    ]
    for index, passage, near in beside(told, others):
        passages[index].append((passage, near))
    drafts = []
    for index, found in enumerate(passages):
        tellings = tuple(
            Telling(
                article=passage.article,
                start=passage.start,
                end=passage.end,
                text=passage.text,
                similarity=near,
                standing="altered" if any(_inside(quote, passage) for quote in altered) else "tells",
            )
            for passage, near in found
        )
        drafts.append((index, _statement(told, others, tellings, found_copies, credited)))
    drafts.sort(key=lambda draft: (-draft[1].origins, -draft[1].outlets, draft[0]))
    statements = tuple(replace(draft, id=f"s{rank}") for rank, (_, draft) in enumerate(drafts, 1))
    ids = {index: statement.id for (index, _), statement in zip(drafts, statements, strict=True)}
    return statements, ids


def _statement(
    told: Told,
    others: Sequence[Account],
    tellings: tuple[Telling, ...],
    found_copies: Sequence[Copy],
    credited: Sequence[Credit],
) -> Statement:
    articles = {account.id: account.article for account in (*told.accounts, *others)}
    tellers = list(dict.fromkeys(telling.article for telling in tellings))
    gist = max(tellings, key=lambda t: (t.standing == "tells", t.similarity))
    return Statement(
        id="",
        gist=articles[gist.article].passage(gist.start, gist.end),
        told_by=tellings,
        silent=silent(told.accounts, tellers),
        outlets=len({articles[teller].outlet or teller for teller in tellers}),
        origins=_origins(tellings, found_copies, credited),
    )


def _origins(tellings: Sequence[Telling], found_copies: Sequence[Copy], credited: Sequence[Credit]) -> int:
    """Independent origins of a statement.

    Copies count with their originals, and tellings that credit one source for it count once.
    """
    source: dict[str, str] = {}
    for telling in tellings:
        for credit in credited:
            if _inside(credit, telling):
                source.setdefault(telling.article, credit.entity or fold(credit.source))
    leader: dict[str, str] = {}
    for telling in tellings:
        if telling.article in source:
            leader.setdefault(source[telling.article], telling.article)
    representatives = [leader[source[t.article]] if t.article in source else t.article for t in tellings]
    return origins_behind(representatives, found_copies)


def _inside(inner: Passage, outer: Passage) -> bool:
    """Whether one passage begins inside another of the same article."""
    return inner.article == outer.article and outer.start <= inner.start < outer.end


def timeline(statements: Sequence[Statement], accounts: Sequence[Account]) -> tuple[Moment, ...]:
    """Each dated statement at the date that most of its tellings give, in order of time.

    Where other accounts date it otherwise, as exactly, and do not give that date too, it stands at theirs
    as well: which of them is right is for the reader.
    """
    marked: dict[str, list[Date]] = {account.id: list(account.marks.dates) for account in accounts}
    moments: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for statement in statements:
        given: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for telling in statement.told_by:
            for date in marked[telling.article]:
                if _inside(date, telling):
                    given[date.iso, date.precision].add(telling.article)
        if given:
            first = min(given, key=lambda key: (-len(given[key]), -len(key[0]), key[0]))
            for iso, precision in sorted(given):
                apart = precision == first[1] and not given[iso, precision] & given[first]
                if (iso, precision) == first or apart:
                    moments[iso, precision].append(statement.id)
    return tuple(
        Moment(iso=iso, precision=precision, statements=tuple(ids))  # type: ignore[arg-type]
        for (iso, precision), ids in sorted(moments.items())
    )
