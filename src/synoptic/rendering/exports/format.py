"""What a format says of itself, and the function that writes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from synoptic.ports import Document
from synoptic.types import Synopses


class Write(Protocol):
    """Writes a run; the arguments are those of :class:`synoptic.ports.Exporter`."""

    def __call__(
        self, synopses: Synopses, *, reader: str | None, made_by: Mapping[str, str] | None
    ) -> Document:
        """The document: several files if the format says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """An exporter, see :class:`synoptic.ports.Exporter`."""

    about: str
    suffixes: tuple[str, ...]
    write: Write
    binary: bool = False
    several: bool = False
    files: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()

    def __call__(
        self, synopses: Synopses, *, reader: str | None = None, made_by: Mapping[str, str] | None = None
    ) -> Document:
        """The whole document."""
        return self.write(synopses, reader=reader, made_by=made_by)
