"""Which statements an account tells, as a strip beside its headline: one stroke for each statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from synoptic.rendering.views.statements import Row, Section
from synoptic.rendering.views.story import StoryDesk

#: The space between two sections, in statements.
GAP = 1.5
HIGH = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """The strip of one account in a box of ``width`` by 10: paths of what it tells, calm and odd.

    The order is that of the synopsis; a statement that the account does not tell leaves its place empty.
    """

    width: float
    told: str
    differs: str
    later: str


def strips(desk: StoryDesk, made: Sequence[Section]) -> dict[str, Strip]:
    """The strip of every account by its siglum; empty where no statement is shared."""
    placed: list[tuple[float, Row]] = []
    at = 0.0
    for section in made:
        if section.kind == "once":
            continue
        placed += [(at + n, row) for n, row in enumerate(section.rows)]
        at += len(section.rows) + GAP
    if not placed:
        return {}
    paths: dict[str, dict[str, list[str]]] = {
        a.siglum: {"calm": [], "differs": [], "later": []} for a in desk.accounts
    }
    for x, row in placed:
        for cell in row.cells:
            if cell.tellings:
                tone = next((t.finding.tone for t in cell.tellings if t.finding), "calm")
                paths[cell.siglum][tone].append(f"M{x:g} 0h.72v{HIGH}h-.72z")
    return {
        siglum: Strip(
            width=at - GAP, told="".join(p["calm"]), differs="".join(p["differs"]), later="".join(p["later"])
        )
        for siglum, p in paths.items()
    }
