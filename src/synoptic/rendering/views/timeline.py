"""What is told to have happened when, and when each account appeared."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from synoptic.rendering.safe import one_line, shortened
from synoptic.rendering.views.measuring import fitted, width
from synoptic.rendering.views.statements import Row
from synoptic.rendering.views.story import AccountView, StoryDesk, Words
from synoptic.rendering.wording import has_clock, parse_time
from synoptic.types import Moment

#: How many slots and labels the drawing has at most; the list under it has all.
SLOTS, LABELS = 11, 2
WIDTH, GAP = 1280.0, 26.0
#: Type sizes as :func:`width` takes them: a serif of 14 runs as narrow as a sans of 12.4.
EVENT, NAME = 12.4, 12.0
#: The room for the name of an outlet under the axis.
OUTLET = 200.0
#: Days between the first and the last account up to which every day has a slot.
CONTINUOUS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentView:
    """A time with the statements that stand at it and the words that date them."""

    anchor: str
    label: str
    iso: str
    rows: tuple[Row, ...]
    dated: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A statement's words over its slot, wrapped, with the height at which they stand."""

    x: float
    top: float
    lines: tuple[str, ...]
    words: Words
    told_by: str
    below: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """How many statements of a slot have no label."""

    x: float
    top: float
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A stretch of the axis: a day, or an earlier or later time that is not to scale."""

    x: float
    width: float
    weekday: str
    name: str
    filled: bool
    broken: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """When an account appeared, as a point under the axis; ``y`` is the line of its name."""

    x: float
    y: float
    account: AccountView
    outlet: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The drawing in a box of 1280 by ``height``; the axis stands at ``axis``."""

    height: float
    axis: float
    slots: tuple[Slot, ...]
    labels: tuple[Label, ...]
    rests: tuple[Rest, ...]
    appearances: tuple[Appearance, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineView:
    """The drawing, where there is something to draw, and the list with everything."""

    chart: Chart | None
    moments: tuple[MomentView, ...]


def wrapped(text: str, room: float, lines: int = 3) -> tuple[str, ...]:
    """The text in at most so many lines of about this width; wide scripts break anywhere."""
    made: list[str] = []
    line = ""
    pieces = text.split(" ")
    while pieces:
        piece = pieces.pop(0)
        longer = f"{line} {piece}" if line else piece
        if width(longer, EVENT) <= room:
            line = longer
        elif line:
            made.append(line)
            line = ""
            pieces.insert(0, piece)
        else:
            fits = max(int(len(piece) * room / width(piece, EVENT)), 1)
            made.append(piece[:fits])
            if piece[fits:]:
                pieces.insert(0, piece[fits:])
    if line:
        made.append(line)
    if len(made) > lines:
        made = [
            *made[: lines - 1],
            shortened(made[lines - 1], max(len(made[lines - 1]) - 1, 2)).rstrip("…") + "…",
        ]
    return tuple(made)


def _day(iso: str) -> datetime.date | None:
    when = parse_time(iso)
    return when.date() if when else None


def _window(desk: StoryDesk, moments: Sequence[Moment]) -> list[datetime.date]:
    """The days that get a slot each: those of the coverage, and of what is told close to it."""
    published = {d for a in desk.accounts if (d := _day(a.article.published or ""))}
    told = {d for m in moments if (d := _day(m.iso))}
    if not published:
        return sorted(told)
    near = datetime.timedelta(days=CONTINUOUS)
    first, last = min(published), max(published)
    days = sorted(published | {d for d in told if abs(d - first) <= near or abs(d - last) <= near})
    span = (days[-1] - days[0]).days
    if span <= CONTINUOUS:
        return [days[0] + datetime.timedelta(days=n) for n in range(span + 1)]
    return days


def _slots(desk: StoryDesk, moments: Sequence[Moment]) -> list[str]:
    """The times that get a slot, as ISO text, which sorts as time does."""
    days = [d.isoformat() for d in _window(desk, moments)]
    weight = {m.iso: len(m.statements) for m in moments}
    published = {(a.article.published or "")[:10] for a in desk.accounts}
    if len(days) > SLOTS:
        days = sorted(days, key=lambda d: (d not in published, -weight.get(d, 0), d))[:SLOTS]
    others = [iso for iso in weight if iso[:10] not in days and len(iso) <= 10]
    others = sorted(others, key=lambda iso: (-weight[iso], iso))[: SLOTS - len(days)]
    return sorted({*days, *others})


def _axis(desk: StoryDesk, names: Sequence[str], filled: set[str]) -> list[Slot]:
    """The slots side by side, with a gap where the axis leaves out time."""
    days = [_day(name) for name in names]
    breaks = [False]
    for left, right in pairwise(days):
        breaks.append(not (left and right and (right - left).days == 1))
    width = (WIDTH - GAP * sum(breaks)) / max(len(names), 1)
    slots: list[Slot] = []
    x = 0.0
    for name, day, broken in zip(names, days, breaks, strict=True):
        x += GAP if broken else 0.0
        wording = desk.wording
        label = str(day.day) if day and not broken and slots else wording.date(name)
        weekday = wording.weekday(day) if day else ""
        slots.append(
            Slot(
                x=round(x, 1),
                width=round(width, 1),
                weekday=weekday if width > 60 and label.isdecimal() else "",
                name=label,
                filled=name in filled,
                broken=broken,
            )
        )
        x += width
    return slots


def _label(slot: Slot, row: Row, placed: Sequence[tuple[float, float, float]]) -> tuple[Label, float]:
    """A label where it stands lowest: narrow over its own slot, or wide over what is beside it."""
    x = slot.x + 8.0
    text = shortened(one_line(row.gist.text), 84)
    best: tuple[Label, float] | None = None
    for room, lines in ((min(slot.width * 1.8, WIDTH - x), 3), (slot.width - 12.0, 4)):
        made = wrapped(text, max(room, 96.0), lines)
        end = x + max((width(line, EVENT) for line in made), default=0.0) + 14.0
        signs = 4.0 + 7.5 * len(row.told_by)
        below = row.gist.dir == "rtl" or width(made[-1], EVENT) + signs > room
        if not below:
            end = max(end, x + width(made[-1], EVENT) + signs + 8.0)
        level = max((top for left, right, top in placed if left < end and x < right), default=6.0)
        top = level + 17.0 * (len(made) + below) + 8.0
        if best is None or top < best[0].top:
            best = Label(x=x, top=top, lines=made, words=row.gist, told_by=row.told_by, below=below), end
    assert best is not None
    return best


def _labels(slots: Sequence[Slot], told: Sequence[Sequence[Row]]) -> tuple[list[Label], list[Rest], float]:
    """Labels placed from the right, each above whatever it would lie on; heights count up from 0."""
    placed: list[tuple[float, float, float]] = []
    labels: list[Label] = []
    rests: list[Rest] = []
    for slot, rows in zip(reversed(slots), reversed(told), strict=True):
        for row in rows[:LABELS]:
            label, end = _label(slot, row, placed)
            placed.append((slot.x, end, label.top))
            labels.append(label)
        if len(rows) > LABELS:
            top = labels[-1].top + 21.0
            rests.append(Rest(x=slot.x + 8.0, top=top, count=len(rows) - LABELS))
            placed.append((slot.x, slot.x + 80.0, top))
    return labels, rests, max((top for *_, top in placed), default=0.0)


def _appearances(desk: StoryDesk, slots: Mapping[str, Slot], axis: float) -> tuple[list[Appearance], float]:
    """Accounts at their hour within their day; names on lines of their own, the last highest."""
    points: list[tuple[float, AccountView]] = []
    for account in desk.accounts:
        when = parse_time(account.article.published)
        slot = slots.get((account.article.published or "")[:10])
        if when is None or slot is None:
            continue
        share = (when.hour + when.minute / 60) / 24 if has_clock(account.article.published) else 0.5
        points.append((round(slot.x + slot.width * share, 1), account))
    points.sort(key=lambda point: -point[0])
    made: list[Appearance] = []
    level = axis + 50.0
    edge = float("inf")
    for x, account in points:
        outlet = fitted(account.named, OUTLET, NAME)
        wide = 20.0 + width(f"{account.siglum} {outlet} {account.published}", NAME)
        level = level + 16.5 if x + wide > edge else axis + 50.0
        edge = min(edge, x - 8) if level > axis + 50.0 else x - 8
        made.append(Appearance(x=x, y=level, account=account, outlet=outlet))
    return made, max((a.y for a in made), default=axis + 30.0)


def _chart(desk: StoryDesk, moments: Sequence[Moment], rows: Mapping[str, Row]) -> Chart | None:
    names = _slots(desk, moments)
    if not names:
        return None
    told: dict[str, list[Row]] = {name: [] for name in names}
    drawn: set[str] = set()
    for moment in moments:
        name = moment.iso if moment.iso in told else moment.iso[:10]
        if name in told:
            told[name] += [rows[s] for s in moment.statements if s in rows and s not in drawn]
            drawn.update(moment.statements)
    for name, these in told.items():
        told[name] = list(_told_apart(these))
    slots = _axis(desk, names, {name for name, these in told.items() if these})
    labels, rests, highest = _labels(slots, [told[name] for name in names])
    axis = highest + 34.0
    few = len(desk.accounts) <= 2 * SLOTS
    by_name = dict(zip(names, slots, strict=True))
    appearances, lowest = _appearances(desk, by_name if few else {}, axis)
    return Chart(
        height=lowest + 14.0,
        axis=axis,
        slots=tuple(slots),
        labels=tuple(labels),
        rests=tuple(rests),
        appearances=tuple(appearances),
    )


def _told_apart(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows by number, one of those that would be shown by the same words and the same accounts."""
    kept: dict[tuple[str, str, str], Row] = {}
    for row in sorted({r.number: r for r in rows}.values(), key=lambda r: r.number):
        kept.setdefault((row.gist.href, row.gist.text, row.told_by), row)
    return tuple(kept.values())


def moment_anchors(desk: StoryDesk) -> dict[str, str]:
    """Where each time stands in the page, by its ISO text: those of statements, and those of dates alone."""
    story = desk.synopsis
    times = sorted({m.iso for m in story.timeline} | {d.iso for d in story.dates})
    return {iso: f"{desk.key}-m{n + 1}" for n, iso in enumerate(times)}


def timeline(desk: StoryDesk, rows: Mapping[str, Row]) -> TimelineView:
    """The timeline of a story; ``rows`` are its statements by id."""
    story = desk.synopsis
    moments = sorted(story.timeline, key=lambda m: (m.iso, m.precision))
    dated: dict[str, dict[tuple[int, str], Words]] = {}
    for date in sorted(story.dates, key=lambda d: (desk.order(d.article), d.start)):
        key = (desk.order(date.article), one_line(date.text).casefold())
        dated.setdefault(date.iso, {}).setdefault(key, desk.words(date))
    told: dict[str, list[Row]] = {}
    for moment in moments:
        told.setdefault(moment.iso, []).extend(rows[s] for s in moment.statements if s in rows)
    views = tuple(
        MomentView(
            anchor=anchor,
            label=desk.wording.date(iso, weekday=True),
            iso=one_line(iso),
            rows=_told_apart(told.get(iso, ())),
            dated=tuple(dated.get(iso, {}).values()),
        )
        for iso, anchor in moment_anchors(desk).items()
    )
    return TimelineView(chart=_chart(desk, moments, rows), moments=views)
