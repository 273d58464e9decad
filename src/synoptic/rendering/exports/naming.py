"""Names for the things of a run that documents of other formats can refer to."""

from __future__ import annotations

from urllib.parse import quote


def urn(kind: str, *ids: str) -> str:
    """A name for a thing by its kind and ids: ``urn:synoptic:article:ferry-01-sv``.

    It is the same in every export of a run; the ids are percent-encoded, so that a colon only
    stands between them.
    """
    return ":".join(["urn", "synoptic", kind, *(quote(i, safe="", errors="replace") for i in ids)])
