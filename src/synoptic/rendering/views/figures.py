"""Figures on a common axis: exact ones as dots, hedges as the intervals that they allow."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from synoptic.rendering.safe import clean
from synoptic.rendering.views.findings import Finding, verdict_word, weight
from synoptic.rendering.views.reasons import said
from synoptic.rendering.views.story import StoryDesk, Words
from synoptic.rendering.wording import Wording
from synoptic.types import ComparedFigure, FigureTelling

#: ``about`` is drawn as a band of this share on both sides.
ABOUT = 0.1
#: Where the axis begins and ends, in per cent of the width.
LEFT, RIGHT = 3.0, 95.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One figure on the axis, all positions in per cent of its width.

    ``shape`` is ``dot`` (exactly), ``ring`` (about, more or less than) or ``bar`` (a range);
    ``band`` the extent of a hedge; ``open_to`` is ``up``, ``down`` or empty.
    """

    at: float
    shape: str
    band: tuple[float, float] | None = None
    open_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """One account's figure: its words, its mark, and why it has none."""

    words: Words
    odd: bool
    mark: Mark | None
    said: str
    value: str
    apart: str = ""
    as_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A number under the axis."""

    at: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureView:
    """A compared figure: its verdict and reason, the words that lead, its rows and axis."""

    anchor: str
    number: int
    finding: Finding
    why: str
    gist: Words
    counted: Words | None
    unit: str
    rows: tuple[FigureRow, ...]
    ticks: tuple[Tick, ...]
    zero: float
    most: float | None
    statement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A linear axis from ``low`` to ``high`` in the unit of the figures."""

    low: float
    high: float
    step: float

    def place(self, value: float) -> float:
        """Where a value stands, in per cent; beyond the ends it stands at the end."""
        share = (value - self.low) / (self.high - self.low)
        return round(LEFT + (RIGHT - LEFT) * min(max(share, 0.0), 1.0), 2)

    @property
    def stops(self) -> list[float]:
        """The values under the axis."""
        count = round((self.high - self.low) / self.step)
        return [self.low + n * self.step for n in range(count + 1)]


def scale_of(values: Sequence[float], stops: int = 4) -> Scale:
    """An axis from 0 that holds all values, with round steps and some room at its end."""
    low, high = min(0.0, *values), max(0.0, *values)
    if high - low < 1e-9:
        high = low + 1.0
    rough = (high - low) * 1.06 / stops
    size = 10.0 ** math.floor(math.log10(rough)) if rough > 0 else 1.0
    step = next((m * size for m in (1, 2, 2.5, 4, 5) if m * size >= rough), 10 * size)
    return Scale(low=math.floor(low / step) * step, high=math.ceil(high * 1.04 / step) * step, step=step)


def ends(telling: FigureTelling) -> tuple[float, float] | None:
    """The lower and upper end of a figure; one that is open stands at the end it has."""
    finite = [v for v in (telling.low, telling.high) if v is not None and math.isfinite(v) and abs(v) < 1e18]
    return (min(finite), max(finite)) if finite else None


def mark_of(telling: FigureTelling, scale: Scale) -> Mark | None:
    """How a figure is drawn."""
    span = ends(telling)
    if span is None:
        return None
    low, high = span
    place = scale.place
    relation = telling.relation
    if relation in ("at_least", "more_than"):
        return Mark(at=place(low), shape="dot" if relation == "at_least" else "ring", open_to="up")
    if relation in ("at_most", "less_than"):
        return Mark(at=place(high), shape="dot" if relation == "at_most" else "ring", open_to="down")
    middle = (low + high) / 2
    if relation == "about":
        room = abs(low) * ABOUT if high == low else 0.0
        wide = (low - room, high + room)
        return Mark(at=place(middle), shape="ring", band=(place(wide[0]), place(wide[1])))
    if high > low:
        return Mark(at=place(middle), shape="bar", band=(place(low), place(high)))
    return Mark(at=place(low), shape="dot")


def value_text(telling: FigureTelling, wording: Wording) -> str:
    """The value or its ends as a number."""
    span = ends(telling)
    if span is None:
        return ""
    low, high = span
    if high > low:
        return f"{wording.brief_number(low)}–{wording.brief_number(high)}"
    return wording.brief_number(low)


def said_text(telling: FigureTelling, unit: str, wording: Wording) -> str:
    """What the drawing says, in words: ``at least 4``."""
    frames = {
        "about": wording.say("about {value}"),
        "at_least": wording.say("at least {value}"),
        "more_than": wording.say("more than {value}"),
        "at_most": wording.say("at most {value}"),
        "less_than": wording.say("less than {value}"),
        "range": wording.say("between {value}"),
    }
    frame = frames.get(telling.relation) or wording.say("exactly {value}")
    value = value_text(telling, wording) or "?"
    return f"{frame.format(value=value)} {unit}".strip()


def most_told(figure: ComparedFigure) -> float | None:
    """The value that more than half of the accounts tell, if there is one."""
    seen: dict[str, float] = {}
    for telling in figure.tellings:
        span = ends(telling)
        plain = telling.relation in ("exact", "about") and telling.unit == figure.unit
        if plain and span and span[0] == span[1]:
            seen.setdefault(telling.article, span[0])
    if not seen:
        return None
    value, count = min(Counter(seen.values()).items(), key=lambda item: (-item[1], item[0]))
    return value if count > 1 and count * 2 > len({t.article for t in figure.tellings}) else None


def _row(desk: StoryDesk, figure: ComparedFigure, telling: FigureTelling, scale: Scale | None) -> FigureRow:
    wording = desk.wording
    plotted = telling.unit == figure.unit
    unit = wording.unit(telling.unit)
    apart = ""
    if not plotted:
        apart = wording.say("another unit: {unit}", unit=unit or wording.say("a count"))
    return FigureRow(
        words=desk.words(telling, context=True),
        odd=telling.article in figure.odd_one_out,
        mark=mark_of(telling, scale) if plotted and scale else None,
        said=said_text(telling, unit, wording),
        value=value_text(telling, wording),
        apart=apart,
        as_of=wording.date(telling.as_of),
    )


def _figure(desk: StoryDesk, figure: ComparedFigure, number: int, anchors: Mapping[str, str]) -> FigureView:
    wording = desk.wording
    tellings = sorted(figure.tellings, key=lambda t: (desk.order(t.article), t.start))
    spans = [ends(t) for t in tellings if t.unit == figure.unit]
    values = [end for span in spans if span for end in span]
    scale = scale_of(values) if values else None
    most = most_told(figure)
    first = tellings[0] if tellings else None
    lead = desk.leading(tellings, first) if first else figure.counted
    return FigureView(
        anchor=f"{desk.key}-f{number}",
        number=number,
        finding=Finding(
            verdict=figure.verdict,
            word=verdict_word(figure.verdict, wording),
            href=f"{desk.key}-f{number}",
            odd=desk.signs(figure.odd_one_out),
        ),
        why=said(figure.why, desk),
        gist=desk.words(lead, context=True) if lead else Words(siglum="", lang="und", dir="auto", text=""),
        counted=desk.words(figure.counted) if figure.counted and clean(figure.counted.text).strip() else None,
        unit=wording.unit(figure.unit),
        rows=tuple(_row(desk, figure, t, scale) for t in tellings),
        ticks=tuple(Tick(at=scale.place(v), text=wording.brief_number(v)) for v in scale.stops)
        if scale
        else (),
        zero=scale.place(0.0) if scale else LEFT,
        most=scale.place(most) if scale and most is not None else None,
        statement=anchors.get(figure.statement or "", ""),
    )


def figures(desk: StoryDesk, anchors: Mapping[str, str]) -> tuple[FigureView, ...]:
    """Every compared figure of a story; those that differ first, then those that most accounts tell.

    ``anchors`` are those of the statements by their ids.
    """
    views = [_figure(desk, figure, n + 1, anchors) for n, figure in enumerate(desk.synopsis.figures)]
    return tuple(sorted(views, key=lambda v: (weight(v.finding.verdict), -len(v.rows), v.number)))
