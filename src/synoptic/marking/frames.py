"""A quotation with the words around it, and by what words it is attributed."""

from __future__ import annotations

from dataclasses import dataclass

from synoptic.types import Passage


@dataclass(frozen=True, slots=True)
class Frame:
    """A quotation at ``start`` to ``end`` and what surrounds it in its sentences.

    ``before`` is where the words before it begin, ``after`` where those after it end.
    ``sentence`` counts the sentences; ``broken``: another quotation stands before it in the same
    sentence; ``reopened``: it takes up the one of the paragraph before.
    """

    start: int
    end: int
    before: int
    after: int
    sentence: int
    broken: bool = False
    reopened: bool = False


@dataclass(frozen=True, slots=True)
class Attribution:
    """The speaker and verb of a quotation, and by what words it is attributed.

    ``near``: the verb stands beside the quotation, ``touching``: right beside it; ``colon``: a
    colon introduces it; ``according``: words like "according to" attribute it.
    """

    speaker: Passage | None = None
    verb: Passage | None = None
    near: bool = False
    touching: bool = False
    colon: bool = False
    according: bool = False
