"""Subjects that stand behind those to whom something is told: "explicó ante el juez | la fiscal"."""

from __future__ import annotations

import re

from synoptic.marking.clauses import ARTICLE
from synoptic.marking.near_speech import NearSpeech

_NEAR = 3  # words of those to whom something is told


def later_role(near: NearSpeech, text: str, at: int, end: int) -> int | None:
    """Where a role begins behind words for whom something is told to: "ante el juez | la fiscal"."""
    at = near.days.behind(at)
    phrase = near.clauses.phrase(at, end) if near.clauses.begins_elsewhere(at) else None
    if phrase is not None and text[phrase.end : phrase.end + 1] == ",":  # "pentru Digi24, ministrul"
        rest = near.clauses.phrase(phrase.end + 1, end)
        phrase = rest if rest and near.clauses.count(phrase.start, phrase.end) <= _NEAR else phrase
    for role in near.roles.inside(at, phrase.end) if phrase else ():
        before = list(re.finditer(r"\S+", text[at : role.start]))
        article = bool(before) and len(before[-1].group()) <= ARTICLE and before[-1].group().islower()
        begin = at + before[-1].start() if article else role.start
        if 1 < len(before) - article <= _NEAR and not near.clauses.follows_elsewhere(begin):
            own = not near.clauses.begins_elsewhere(begin)
            return begin if own else None
    return None
