"""The command line: parse, call, print."""

from __future__ import annotations

import io
import os
import sys

__all__ = ["main"]


def main() -> None:
    """Runs the command line; what a user or the machine did wrong is one line, not a traceback."""
    try:
        # Imported here so that Ctrl-C is no traceback in the first moments either.
        _open_output()
        from synoptic.cli import correcting  # noqa: F401, its commands join those of the app
        from synoptic.cli.app import app

        app()
    except KeyboardInterrupt:
        print("synoptic: stopped", file=sys.stderr)
        sys.exit(130)


def _open_output() -> None:
    """Makes the output one that takes all words.

    A program started with its output closed (``>&-``) has none; what it would say goes nowhere.
    """
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, open as long as the program
    if sys.stderr is None:
        sys.stderr = sys.stdout
    for stream in (sys.stdout, sys.stderr):
        # On a screen that cannot write a letter a question mark stands for it; documents are UTF-8 always.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
