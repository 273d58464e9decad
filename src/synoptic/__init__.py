"""Synoptic: every account of an event, side by side, in any language.

    >>> import synoptic
    >>> synopses = synoptic.compare(["articles/"])        # doctest: +SKIP
    >>> for story in synopses.stories:                    # doctest: +SKIP
    ...     print(story.title.text, story.languages)
    ...     for figure in story.figures:
    ...         if figure.verdict == "disagree":
    ...             print("  ", figure.why)

:func:`compare` and :func:`read` are the whole way and its first step.  Every stage between is a plain
function on the values of :mod:`synoptic.types`; :mod:`synoptic.pipeline` shows them in order,
:mod:`synoptic.codec` writes them, :mod:`synoptic.errors` draws the tree of what they raise.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from synoptic.errors import InputError, SettingsError, SynopticError, UsageError, WeightsError
    from synoptic.settings import Settings
    from synoptic.types import Article, Passage, Reading, Synopses, Synopsis

__version__ = "0.1.0"
__all__ = [
    "Article",
    "InputError",
    "Passage",
    "Reading",
    "Settings",
    "SettingsError",
    "Synopses",
    "Synopsis",
    "SynopticError",
    "UsageError",
    "WeightsError",
    "compare",
    "read",
]

# Where the names above stand.  They are imported when they are asked for, so that `import synoptic` and
# `synoptic --help` wait for no numbers.
_HOMES = {"Settings": "synoptic.settings"}
_HOMES |= dict.fromkeys(("Article", "Passage", "Reading", "Synopses", "Synopsis"), "synoptic.types")
_HOMES |= {name: "synoptic.errors" for name in __all__ if name.endswith("Error")}


def compare(paths: Iterable[str | os.PathLike[str]], settings: Settings | None = None) -> Synopses:
    """Reads the articles behind ``paths`` and compares the accounts of every story in them.

    ``paths`` are files, folders, globs and addresses; ``settings`` are those of the file and the environment
    where none are given.  Inputs that cannot be read are passed over: :func:`read` tells which and why, and
    :func:`synoptic.pipeline.run` returns both.

    Raises:
        SettingsError: a setting is unknown or has a value that it cannot have.
        WeightsError: the encoder's weights are missing or damaged.
    """
    from synoptic import pipeline, registry
    from synoptic import settings as loading

    _not_one(paths)
    chosen = settings or loading.load()
    return pipeline.run(paths, registry.parts(chosen), chosen).synopses


def read(paths: Iterable[str | os.PathLike[str]], settings: Settings | None = None) -> Reading:
    """Reads the articles behind ``paths``, with what was skipped, taken off and noted, and where.

    The encoder is opened only where a page that lost its HTML may hold other articles.  ``paths`` and
    ``settings`` are those of :func:`compare`.

    Raises:
        SettingsError: a setting is unknown or has a value that it cannot have.
    """
    from synoptic import pipeline, registry
    from synoptic import settings as loading

    _not_one(paths)
    chosen = settings or loading.load()
    return pipeline.read_inputs(paths, chosen, vectors=registry.vectors(chosen))


def _not_one(paths: object) -> None:
    """A path alone would be read letter by letter."""
    if isinstance(paths, str | bytes | os.PathLike):
        from synoptic.errors import UsageError

        raise UsageError(f"paths are asked for, in a list: [{str(paths)!r}]")


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
