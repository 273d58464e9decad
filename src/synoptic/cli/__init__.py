"""The command line: parse, call, print."""

from synoptic.cli import correcting as _correcting  # noqa: F401, its commands join those of the app
from synoptic.cli.app import main

__all__ = ["main"]
