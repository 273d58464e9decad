"""The formats that a run can be written in, each a function of one signature (:class:`Exporter`)."""

from __future__ import annotations

from collections.abc import Mapping

from synoptic import codec
from synoptic.types import Synopses


def to_json(
    synopses: Synopses, *, reader: str | None = None, made_by: Mapping[str, str] | None = None
) -> str:
    """The synoptic/1 document; the same for every reader, and the format has no place for the maker."""
    return codec.to_json(synopses)


def to_html(
    synopses: Synopses, *, reader: str | None = None, made_by: Mapping[str, str] | None = None
) -> str:
    """The dossier: one self-contained page, which says under its method what it was made with."""
    from synoptic.rendering import html

    return html.to_html(synopses, lang=reader, settings=made_by)


def to_markdown(
    synopses: Synopses, *, reader: str | None = None, made_by: Mapping[str, str] | None = None
) -> str:
    """The dossier for editors: tables, and footnotes to the spans."""
    from synoptic.rendering import markdown

    return markdown.to_markdown(synopses, lang=reader)
