"""What grouping gives: stories and storylines."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The articles that report one event, as ids in order of time, then id.

    ``name`` is what a person called it; ``corrected`` says what a person decided of it, a line each.
    """

    id: str
    accounts: tuple[str, ...]
    name: str | None = None
    corrected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Storyline:
    """Stories that follow one another, as ids in order of time.

    ``why`` has a line for each story after the first: what ties it to one before.
    """

    id: str
    stories: tuple[str, ...]
    why: tuple[str, ...] = ()
