"""What a format says of itself, and the function that writes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from synoptic.ports import Document, Translated
from synoptic.types import Synopses


class WriteTranslated(Protocol):
    """Writes a run for a reader, with machine translations; see :class:`synoptic.ports.Exporter`."""

    def __call__(
        self,
        synopses: Synopses,
        *,
        reader: str | None,
        made_by: Mapping[str, str] | None,
        translated: Translated | None = None,
    ) -> Document:
        """The document: several files if the format says so."""


class Write(Protocol):
    """Writes a run; the arguments are those of :class:`synoptic.ports.Exporter`."""

    def __call__(
        self, synopses: Synopses, *, reader: str | None, made_by: Mapping[str, str] | None
    ) -> Document:
        """The document: several files if the format says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """An exporter, see :class:`synoptic.ports.Exporter`.

    ``write_translated`` is given where the format shows machine translations.
    """

    about: str
    suffixes: tuple[str, ...]
    write: Write
    write_translated: WriteTranslated | None = None
    binary: bool = False
    several: bool = False
    files: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()

    @property
    def translates(self) -> bool:
        """Whether it shows machine translations where there are some."""
        return self.write_translated is not None

    def __call__(
        self,
        synopses: Synopses,
        *,
        reader: str | None = None,
        made_by: Mapping[str, str] | None = None,
        translated: Translated | None = None,
    ) -> Document:
        """The whole document."""
        if self.write_translated is not None and translated is not None:
            return self.write_translated(synopses, reader=reader, made_by=made_by, translated=translated)
        return self.write(synopses, reader=reader, made_by=made_by)
