"""How a run ends: its exit code, and one line where something went wrong."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperGroup

from synoptic.cli.screen import Screen
from synoptic.errors import SynopticError, UsageError

if TYPE_CHECKING:
    from synoptic.types import Reading

NOTHING_USABLE, WRONG_USAGE, SOME_SKIPPED = 1, 2, 3
# As the shell counts a program that the signal SIGINT or SIGPIPE ended.
STOPPED, NO_READER = 130, 141


class Ending(TyperGroup):
    """The commands, none of which ends in a traceback over what a user or the machine did."""

    def invoke(self, ctx: Any) -> Any:
        """Runs the command that was asked for."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as stop:
            Screen().error(str(stop) or "stopped")
            raise typer.Exit(STOPPED) from stop
        except BrokenPipeError as gone:
            _forget_output()
            raise typer.Exit(NO_READER) from gone
        except SynopticError as error:
            Screen().error(str(error))
            wrong = isinstance(error, UsageError)
            raise typer.Exit(WRONG_USAGE if wrong else NOTHING_USABLE) from error
        except OSError as error:
            place = f"{error.filename}: " if error.filename else ""
            Screen().error(f"{place}{error.strerror or error}")
            raise typer.Exit(NOTHING_USABLE) from error
        finally:
            _settle_output()


def finish(reading: Reading, screen: Screen) -> None:
    """Says what was skipped, and ends with the exit code that tells."""
    screen.remark(reading)
    end(len(reading.articles), len(reading.skipped), screen)


def end(articles: int, skipped: int, screen: Screen) -> None:
    """Ends with the exit code that tells how much was read."""
    if not articles:
        screen.error("no article in any input")
        raise typer.Exit(NOTHING_USABLE)
    if skipped:
        raise typer.Exit(SOME_SKIPPED)


def _settle_output() -> None:
    """What waits to be written goes out now, or is given up: at exit Python would say so in a traceback."""
    try:
        sys.stdout.flush()
    except OSError:
        _forget_output()


def _forget_output() -> None:
    """Nobody reads on: what is still to be written goes nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
