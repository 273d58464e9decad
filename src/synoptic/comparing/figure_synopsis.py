"""The compared figures of a story, ready to be shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from synoptic.comparing.differing import merge
from synoptic.comparing.figure_verdicts import Telling, judge
from synoptic.comparing.figures import Figures, collect, groups, probabilities
from synoptic.comparing.told import Told
from synoptic.logistic import load
from synoptic.types import ComparedFigure, Copy, FigureTelling


def compare_figures(
    told: Told, copies: Sequence[Copy], statement_ids: Mapping[int, str]
) -> tuple[ComparedFigure, ...]:
    """Every figure of the accounts in one comparison, those of the first statements first.

    ``statement_ids`` gives the statement of each cluster.
    """
    items, found, sure = _grouped(told)
    times = _first_told(told, copies)
    home = {
        unit: index for index, cluster in reversed(list(enumerate(told.clusters))) for unit in cluster.members
    }
    rank = {index: int(identity.removeprefix("s")) for index, identity in statement_ids.items()}
    drafts = []
    for group in found:
        homes = Counter(home[int(items.unit[i])] for i in group if int(items.unit[i]) in home)
        cluster = min(homes, key=lambda c: (-homes[c], rank[c])) if homes else None
        drafts.append((rank[cluster] if cluster is not None else 0, group, cluster, sure.get(group[0], 1.0)))
    drafts.sort(key=lambda draft: (draft[0], draft[1]))
    return tuple(
        _compared(
            f"f{number}",
            told,
            items,
            group,
            statement_ids[cluster] if cluster is not None else None,
            certainty,
            times,
        )
        for number, (_, group, cluster, certainty) in enumerate(drafts, 1)
    )


def _grouped(told: Told) -> tuple[Figures, list[list[int]], dict[int, float]]:
    """The figures, their groups, and how sure it is that a group of differing values is one count."""
    items = collect(told)
    alike = load(__package__, "figures")
    found = groups(items, probabilities(items, told.chance, alike), alike.threshold)
    unlike = load(__package__, "differing")
    merged, sure = merge(items, found, told.chance, unlike, unlike.threshold)
    return items, merged, sure


def _first_told(told: Told, copies: Sequence[Copy]) -> dict[str, datetime | None]:
    """When the text of each account was first published: a whole copy's figures are its original's."""
    times = {account.id: account.article.time for account in told.accounts}
    original = {copy.by: copy.of for copy in copies if copy.kind != "partial"}
    return {article: times[original.get(article, article)] for article in times}


def _compared(
    identity: str,
    told: Told,
    items: Figures,
    group: Sequence[int],
    statement: str | None,
    sure: float,
    times: Mapping[str, datetime | None],
) -> ComparedFigure:
    """One comparison; the tellings in the order of the accounts."""
    figures = [items.figures[i] for i in group]
    tellings = [
        Telling(
            article=told.accounts[int(items.account[i])].article,
            figure=items.figures[i],
            quantity=items.quantities[i],
            time=times[told.accounts[int(items.account[i])].id],
        )
        for i in group
    ]
    verdict = judge(tellings, sure)
    units = Counter(figure.unit for figure in figures)
    return ComparedFigure(
        id=identity,
        statement=statement,
        counted=next((figure.counted for figure in figures if figure.counted), None),
        unit=units.most_common(1)[0][0],
        tellings=tuple(
            FigureTelling(
                article=f.article,
                start=f.start,
                end=f.end,
                text=f.text,
                low=f.low,
                high=f.high,
                relation=f.relation,
                unit=f.unit,
                as_of=f.as_of,
            )
            for f in figures
        ),
        verdict=verdict.verdict,
        odd_one_out=verdict.odd_one_out,
        why=verdict.why,
    )
