"""Figures on a common axis in character cells."""

from __future__ import annotations

from rich.text import Text

from synoptic.rendering.safe import one_line
from synoptic.rendering.terminal.cells import Page, cut, field, line, wrap
from synoptic.rendering.views.figures import FigureRow, FigureView, Mark

#: How many tellings of one figure are drawn.
ROWS = 12
STYLES = {"differs": "bold red", "later": "bold blue", "calm": ""}


def _column(place: float, width: int) -> int:
    return min(max(round(place / 100 * (width - 1)), 0), width - 1)


def _draw(mark: Mark, width: int, most: float | None) -> list[str]:
    """One row of the plot, a character a cell."""
    cells = [" "] * width
    if most is not None:
        cells[_column(most, width)] = "┊"
    at = _column(mark.at, width)
    if mark.shape == "bar" and mark.band:
        low, high = _column(mark.band[0], width), _column(mark.band[1], width)
        cells[low : high + 1] = ["─"] * (high - low + 1)
        cells[low], cells[high] = "├", "┤"
        return cells
    if mark.open_to == "up":
        cells[at + 1 : width - 1] = ["─"] * max(width - 2 - at, 0)
        cells[width - 1] = "▸"
    if mark.open_to == "down":
        cells[1:at] = ["─"] * max(at - 1, 0)
        cells[0] = "◂"
    if mark.band and mark.shape == "ring":
        if at > 0:
            cells[at - 1] = "("
        if at + 1 < width:
            cells[at + 1] = ")"
    cells[at] = "●" if mark.shape == "dot" else "○"
    return cells


def _hedged(row: FigureRow) -> str:
    """The value with the sign of its hedge, where no axis shows it."""
    mark = row.mark
    if mark is None:
        return row.value
    dot = mark.shape == "dot"
    sign = {"up": "≥" if dot else ">", "down": "≤" if dot else "<"}.get(mark.open_to, "")
    return f"{sign or ('~' if mark.shape == 'ring' else '')}{row.value}"


def _row(figure: FigureView, row: FigureRow, label: int, width: int) -> Text:
    style = STYLES[figure.finding.tone] if row.odd else ""
    head = line(
        ("▌" if row.odd and style else " ", style),
        (f" {row.words.siglum:<3}", "bold"),
        field(row.words.text, label, "bold" if row.odd else ""),
        (" │", "dim"),
    )
    if row.mark is None:
        return line(head, (" " + cut(row.apart, width - 1), "dim"))
    cells = _draw(row.mark, width, figure.most)
    if row.odd and style:
        note = f" {figure.finding.sign} {row.value}"
        last = max(n for n, cell in enumerate(cells) if cell not in " ┊")
        room = last + 1 + len(note) <= width
        start = last + 1 if room else max(_column(row.mark.at, width) - 2 - len(note), 0)
        cells[start : start + len(note)] = list(note)
    return line(head, ("".join(cells[:width]), style))


def _axis(figure: FigureView, label: int, width: int) -> Text:
    unit = figure.unit or (figure.counted.text if figure.counted else "")
    cells = [" "] * width
    for tick in figure.ticks:
        text = one_line(tick.text)
        start = min(max(_column(tick.at, width) - len(text) // 2, 0), max(width - len(text), 0))
        if all(cell == " " for cell in cells[max(start - 1, 0) : start + len(text) + 1]):
            cells[start : start + len(text)] = list(text)
    return line("     ", field(unit, label, "dim"), "  ", ("".join(cells[:width]).rstrip(), "dim"))


def figure_lines(figure: FigureView, page: Page) -> list[Text]:
    """A compared figure: its verdict and reason, then a line for each telling."""
    finding = figure.finding
    style = STYLES[finding.tone]
    head = f"{finding.sign} {finding.word}"
    lead = max(len(head) + 1, 13)
    why = wrap(figure.why, page.inner - lead) or [""]
    lines = [line(field(head, lead, style), (why[0], "dim"))]
    lines += [line(" " * lead, (text, "dim")) for text in why[1:]]
    if not page.plots:
        for row in figure.rows[:ROWS]:
            mine = STYLES[finding.tone] if row.odd else ""
            sign = f"{finding.sign} " if row.odd and mine else "  "
            room = page.inner - 8 - 12
            lines.append(
                line((sign, mine), (f"{row.words.siglum:<3}", "bold"), field(row.words.text, room, mine),
                     " ", (cut(_hedged(row), 12), mine))
            )  # fmt: skip
    else:
        label = 30
        width = page.inner - label - 7
        lines += [_row(figure, row, label, width) for row in figure.rows[:ROWS]]
        if figure.ticks:
            lines.append(_axis(figure, label, width))
    more = len(figure.rows) - ROWS
    return [*lines, line((f"     + {more}", "dim"))] if more > 0 else lines
