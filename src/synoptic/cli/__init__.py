"""The command line: parse, call, print."""

from synoptic.cli.app import main

__all__ = ["main"]
