"""The dossier, one page that opens in any browser."""

from __future__ import annotations

from collections.abc import Mapping

from synoptic.ports import Translated
from synoptic.rendering.exports.format import Format
from synoptic.types import Synopses


def write(
    synopses: Synopses,
    *,
    reader: str | None,
    made_by: Mapping[str, str] | None,
    translated: Translated | None = None,
) -> str:
    """The dossier: one self-contained page, which says under its method what it was made with."""
    from synoptic.rendering import html

    return html.to_html(synopses, lang=reader, settings=made_by, translated=translated)


FORMAT = Format(
    about="the dossier, one self-contained page: to read, print and pass on",
    suffixes=(".html", ".htm"),
    write=write,
    write_translated=write,
)
