"""The seams: what a part must do to stand in another's place.

Each protocol is small on purpose.  An implementation is found by name through
:mod:`synoptic.registry`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from synoptic.types import Encoding, Synopses


@runtime_checkable
class Encoder(Protocol):
    """Turns texts into vectors and token states.

    The same text gives the same bytes, whatever else is encoded in the same call.
    """

    @property
    def name(self) -> str:
        """What made the vectors: weights, layers, arithmetic.  Part of every cache key."""

    @property
    def dimensions(self) -> int:
        """The length of a vector."""

    def encode(self, texts: Sequence[str]) -> list[Encoding]:
        """One encoding a text, in the order of the texts."""


@runtime_checkable
class Exporter(Protocol):
    """Writes what a run found in one format."""

    def export(self, synopses: Synopses) -> str:
        """The whole document as text."""
