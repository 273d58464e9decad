"""Synoptic: every account of an event, side by side, in any language.

    >>> import synoptic
    >>> synopses = synoptic.compare(["articles/"])        # doctest: +SKIP
    >>> [story.title.text for story in synopses.stories]  # doctest: +SKIP

Every stage is a plain function on the values of :mod:`synoptic.types`; :mod:`synoptic.pipeline` shows
them in order.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

from synoptic.errors import SynopticError
from synoptic.settings import Settings
from synoptic.types import Article, Synopses, Synopsis

__version__ = "0.1.0"
__all__ = ["Article", "Settings", "Synopses", "Synopsis", "SynopticError", "compare"]


def compare(paths: Iterable[str | os.PathLike[str]], settings: Settings | None = None) -> Synopses:
    """Reads the articles behind ``paths`` and compares the accounts of every story in them.

    Inputs that cannot be read are passed over; :func:`synoptic.pipeline.run` returns them too.

    Raises:
        UsageError: there is nothing to read at all, or a setting is wrong.
        WeightsError: the encoder's weights are missing or damaged.
    """
    from synoptic import pipeline, registry
    from synoptic import settings as loading

    chosen = settings or loading.load()
    return pipeline.run(paths, registry.parts(chosen), chosen).synopses
