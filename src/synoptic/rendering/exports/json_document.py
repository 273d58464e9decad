"""synoptic/1, the format of a run itself."""

from __future__ import annotations

from collections.abc import Mapping

from synoptic import codec
from synoptic.rendering.exports.format import Format
from synoptic.types import Synopses


def write(synopses: Synopses, *, reader: str | None, made_by: Mapping[str, str] | None) -> str:
    """The synoptic/1 document; the same for every reader, and the format has no place for the maker."""
    return codec.to_json(synopses)


FORMAT = Format(
    about="everything, as synoptic/1 JSON, with a published schema: for programs",
    suffixes=(".json",),
    write=write,
)
