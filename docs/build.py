"""Builds the parts of the docs that come from code.

python docs/build.py          writes them
python docs/build.py --check  ends with 1 where one is out of date
"""

from __future__ import annotations

import dataclasses
import inspect
import json
import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
NOTE = "<!-- written by docs/build.py from the code; do not edit -->\n\n"


def main() -> int:
    """Builds every part, and writes it or holds it against what stands."""
    check = "--check" in sys.argv[1:]
    stale = []
    for name, text in parts().items():
        path = HERE / name
        if check:
            if not path.exists() or path.read_text("utf-8") != text:
                stale.append(name)
        else:
            path.write_text(text, "utf-8")
    for name in stale:
        print(f"docs/{name} is out of date: python docs/build.py")
    return 1 if stale else 0


def parts() -> dict[str, str]:
    """The text of every part, by file name."""
    from synoptic import codec

    return {
        "synoptic-1.schema.json": json.dumps(codec.schema(), indent=1) + "\n",
        "command-line.md": NOTE + command_line(),
        "settings.md": NOTE + settings(),
        "languages.md": NOTE + languages(),
    }


def command_line() -> str:
    """The help of every command, as a terminal of 100 columns shows it."""
    os.environ |= {"NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "100"}
    os.environ.pop("FORCE_COLOR", None)
    from typer.testing import CliRunner

    from synoptic.cli import correcting  # noqa: F401, its commands join those of the app
    from synoptic.cli.app import app

    runner = CliRunner()
    commands = sorted(command.callback.__name__ for command in app.registered_commands if command.callback)
    sections = ["# The command line\n"]
    for arguments in ([], *([command] for command in commands)):
        result = runner.invoke(app, [*arguments, "--help"], terminal_width=100)
        name = " ".join(["synoptic", *arguments])
        if result.exit_code:
            # Most often entry points of an older installation, which make brings up to date.
            raise SystemExit(f"{name} --help failed: {result.exception!r}; make .venv/.developing")
        shown = "\n".join(line.rstrip() for line in result.output.strip("\n").splitlines())
        sections.append(f"## {name}\n\n```text\n{shown}\n```\n")
    return "\n".join(sections)


def settings() -> str:
    """What can be set, with defaults and variables."""
    from synoptic.settings import PREFIX, Settings

    text = [f"# Settings\n\n{inspect.cleandoc(inspect.getdoc(Settings) or '')}\n"]
    text.append("| setting | default | variable |\n| --- | --- | --- |")
    for item in dataclasses.fields(Settings):
        default = "the user's cache folder" if item.name == "cache" else f"`{item.default}`"
        text.append(f"| `{item.name}` | {default} | `{PREFIX}{item.name.upper()}` |")
    return "\n".join(text) + "\n"


def languages() -> str:
    """The languages with a data file, and how much each says."""
    from synoptic.languages import languages as codes
    from synoptic.languages import profile

    rows = ["# Languages\n\nLanguages with a data file; every other gets what the encoder and CLDR give.\n"]
    rows.append(
        "| code | language | number words | verbs of saying | titles | date phrases |\n" + "|---" * 6 + "|"
    )
    for code in codes():
        known = profile(code)
        counts = (
            len(known.numbers.cardinals),
            len(known.quotes.say),
            len(known.names.titles),
            len(known.dates.phrases),
        )
        rows.append(f"| {code} | {known.name} | " + " | ".join(map(str, counts)) + " |")
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    sys.exit(main())
