"""The formats that a run can be written in, each a function of one signature (:class:`Exporter`)."""

from __future__ import annotations

from synoptic import codec
from synoptic.types import Synopses


def to_json(synopses: Synopses, *, reader: str | None = None) -> str:
    """The synoptic/1 document; the same for every reader."""
    return codec.to_json(synopses)


def to_html(synopses: Synopses, *, reader: str | None = None) -> str:
    """The dossier: one self-contained page."""
    from synoptic.rendering import html

    return html.to_html(synopses, lang=reader)


def to_markdown(synopses: Synopses, *, reader: str | None = None) -> str:
    """The dossier for editors: tables, and footnotes to the spans."""
    from synoptic.rendering import markdown

    return markdown.to_markdown(synopses, lang=reader)
