"""The compared figures of a story, ready to be shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from synoptic.comparing.differing import candidates, features, merge
from synoptic.comparing.fates import names
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
    original = {copy.by: copy.of for copy in copies if copy.kind != "partial"}
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
            original,
        )
        for number, (_, group, cluster, certainty) in enumerate(drafts, 1)
    )


def _grouped(told: Told) -> tuple[Figures, list[list[int]], dict[int, float]]:
    """The figures, their groups, and how sure it is that a group of differing values is one count."""
    items = collect(told)
    alike = load(__package__, "figures")
    found = groups(items, probabilities(items, told.chance, alike), alike.threshold)
    unlike = load(__package__, "differing")
    pairs = candidates(items, found)
    chances = unlike.probability(features(items, found, pairs, told.chance))
    merged, sure = merge(found, pairs, chances, unlike.threshold)
    return items, merged, sure


def _compared(
    identity: str,
    told: Told,
    items: Figures,
    group: Sequence[int],
    statement: str | None,
    sure: float,
    original: Mapping[str, str],
) -> ComparedFigure:
    """One comparison; the tellings in the order of the accounts."""
    figures = [items.figures[i] for i in group]
    tellings = [_telling(told, items, i, original) for i in group]
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


def _telling(told: Told, items: Figures, index: int, original: Mapping[str, str]) -> Telling:
    """A figure on its way to a verdict; a whole copy's is of its original's time.

    ``original`` gives the article that a copy reproduces.
    """
    article = told.accounts[int(items.account[index])].article
    origin = original.get(article.id, article.id)
    first = next((account.article for account in told.accounts if account.id == origin), article)
    figure = items.figures[index]
    return Telling(
        article=article,
        figure=figure,
        quantity=items.quantities[index],
        time=first.time,
        held=replace(article, published=figure.as_of).time if figure.as_of else None,
        origin=origin,
        fates=names(items.fates[index]),
        change=items.changes[index],
    )
