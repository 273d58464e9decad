"""The dossier for editors, as Markdown."""

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
    """The dossier for editors: tables, and footnotes to the spans."""
    from synoptic.rendering import markdown

    return markdown.to_markdown(synopses, lang=reader, settings=made_by, translated=translated)


FORMAT = Format(
    about="tables and footnotes to the exact words, as Markdown: to paste into a draft or an issue",
    suffixes=(".md", ".markdown"),
    write=write,
    write_translated=write,
)
