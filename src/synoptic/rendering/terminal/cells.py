"""Text measured in terminal cells, and boxes to put it in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich import box
from rich.cells import cell_len
from rich.console import Console, Group
from rich.panel import Panel
from rich.text import Text

from synoptic.rendering.safe import isolated, one_line
from synoptic.rendering.translation import Machine

#: Wider than this the lines of a synopsis are hard to follow.
WIDEST = 100
#: Below this the plots go, below that the outlets, below that the boxes.
PLOTS, OUTLETS, BOXES = 96, 80, 60


def cut(text: str, cells: int) -> str:
    """The text in at most so many cells, ``…`` where it is cut."""
    text = one_line(text)
    if cell_len(text) <= cells:
        return text
    kept: list[str] = []
    used = 0
    for character in text:
        width = cell_len(character)
        if used + width > cells - 1:
            break
        kept.append(character)
        used += width
    return "".join(kept).rstrip() + "…" if cells > 0 else ""


def field(text: str, cells: int, style: str = "") -> Text:
    """The text cut and padded to exactly so many cells."""
    shown = cut(text, cells)
    return Text(isolated(shown) + " " * max(cells - cell_len(shown), 0), style=style)


def line(*parts: Text | str | tuple[str, str]) -> Text:
    """One line that never wraps."""
    return Text.assemble(*parts, no_wrap=True, overflow="ellipsis")


def wrap(text: str, cells: int) -> list[str]:
    """The text in lines of at most so many cells; scripts without spaces break anywhere."""
    made: list[str] = []
    current = ""
    for word in one_line(text).split(" "):
        while cell_len(word) > cells:
            head = cut(word, cells + 1)[:-1] or word[:1]
            if current:
                made.append(current)
                current = ""
            made.append(head)
            word = word[len(head) :]
        longer = f"{current} {word}" if current else word
        if cell_len(longer) <= cells:
            current = longer
        else:
            made.append(current)
            current = word
    return [*made, current] if current else made


class Page:
    """Where the parts of a synopsis are printed: boxes, or rules where there is no room for boxes.

    Args:
        console: the terminal or file.
        machine: looks up machine translations.
    """

    def __init__(self, console: Console, machine: Machine) -> None:
        self.machine = machine
        self._console = console
        self.width = max(min(console.width, WIDEST), 20)
        self.boxed = self.width >= BOXES
        self.plots = self.width >= PLOTS
        self.outlets = self.width >= OUTLETS
        self.inner = self.width - 4 if self.boxed else self.width

    def put(self, *lines: Text | str) -> None:
        """Lines outside of any box."""
        for one in lines:
            text = one if isinstance(one, Text) else Text(one)
            self._console.print(text, no_wrap=True, overflow="ellipsis", crop=True, highlight=False)

    def part(self, title: str, lines: Sequence[Text], note: str = "") -> None:
        """A part with its title above and a note below."""
        if not lines:
            return
        title, note = isolated(cut(title, self.width - 8)), isolated(cut(note, self.width - 8))
        if self.boxed:
            panel = Panel(
                Group(*lines),
                title=Text(title, style="bold"),
                title_align="left",
                subtitle=Text(note, style="dim") if note else None,
                subtitle_align="right",
                box=box.ROUNDED,
                border_style="dim",
                width=self.width,
                padding=(0, 1),
            )
            self._console.print(panel, highlight=False)
            return
        self.put(line((f"── {title} ", "bold"), ("─" * max(self.width - cell_len(title) - 4, 0), "dim")))
        self.put(*lines)
        if note:
            self.put(line((note, "dim")))


def gapped(blocks: Iterable[Sequence[Text]]) -> list[Text]:
    """Blocks of lines with an empty line between two."""
    made: list[Text] = []
    for block in blocks:
        if made and block:
            made.append(Text(""))
        made.extend(block)
    return made
