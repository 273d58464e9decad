"""The verdict on the tellings of one count, with its reason."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from synoptic import reasons
from synoptic.comparing import fates
from synoptic.comparing.changes import NO_CHANGE, Change
from synoptic.comparing.quantities import Quantity, all_compatible, can_both_hold, is_money
from synoptic.types import Article, Figure, FigureVerdict, Relation

# Tellings nearer in time than this are of one time: none can be an update of the other.
LATER = timedelta(hours=4)
# Below these probabilities that a group counts one thing a difference is unclear: by how many accounts
# stand in the largest camp, the last for more.  A number that others give later is the ordinary case and
# needs less caution.  What they give on events left out is printed by training/train_pairs.py.
SURE, SURE_OF_UPDATE = (0.97, 0.8, 0.65, 0.6), (0.7, 0.55)
# What does not change while a story is told: the speed of a ship, the years of a sentence.  Whoever
# gives another number later gives another number.
LASTING = frozenset({"kilometer-per-hour", "second", "month"})
# How a relation puts its number.
MANNERS: Mapping[Relation, reasons.Template] = {
    "about": reasons.ROUGHLY, "more_than": reasons.AS_A_BOUND, "at_least": reasons.AS_A_BOUND,
    "at_most": reasons.AS_A_BOUND, "less_than": reasons.AS_A_BOUND, "range": reasons.AS_A_RANGE,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One account's figure on its way to a verdict.

    ``time`` is when the telling was first published: a copy's is its original's.  ``held`` is when the
    figure held, where its words say so.  ``origin`` is the article that stands behind it, ``fates`` are
    those of the people counted (:mod:`synoptic.comparing.fates`), ``change`` is what the words around it say
    of its changing.
    """

    article: Article
    figure: Figure
    quantity: Quantity
    time: datetime | None
    held: datetime | None = None
    origin: str = ""
    fates: frozenset[str] = fates.NONE
    change: Change = NO_CHANGE


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the comparison of figures found; ``why`` is one line for a person."""

    verdict: FigureVerdict
    odd_one_out: tuple[str, ...] = ()
    why: str = ""


def judge(tellings: Sequence[Telling], sure: float) -> Verdict:
    """The verdict on tellings of one count; ``sure`` is how probably they are of one count."""
    if len({telling.article.id for telling in tellings}) < 2:
        return Verdict(verdict="single")
    camps = agreeing(tellings)
    main = camps[0]
    others = [telling for camp in camps[1:] for telling in camp]
    odd = tuple(sorted({t.article.id for t in others} - {t.article.id for t in main}))
    if not odd:
        return Verdict(verdict="agree", why=_agreement(tellings))
    falls = _falls(camps)
    if _is_update(camps) and not falls and sure >= _needed(SURE_OF_UPDATE, main):
        return Verdict(verdict="update", odd_one_out=odd, why=_later(camps))
    if all(can_both_hold(one.quantity, other.quantity) for one in others for other in tellings):
        return Verdict(verdict="agree", why=_against(others, main, reasons.BOUND))
    alone = len(camps) == 2 and len(others) == len(main) == 1
    # Fewer dead than most told before are often others: the dead of one village.
    doubtful = falls and main is not max(camps, key=_first)
    if sure < (SURE[0] if doubtful else _needed(SURE, main)):
        return Verdict(verdict="unclear", why=_against(others, main, reasons.PERHAPS_ANOTHER))
    if alone:
        why = _against(others, main, reasons.TWO_ACCOUNTS)
        return Verdict(verdict="disagree", odd_one_out=odd, why=why)
    return Verdict(verdict="disagree", odd_one_out=odd, why=_against(others, main))


def _needed(levels: Sequence[float], main: Sequence[Telling]) -> float:
    return levels[min(len({telling.article.id for telling in main}), len(levels)) - 1]


def agreeing(tellings: Sequence[Telling]) -> list[list[Telling]]:
    """Camps of tellings that can all be true together, that of most origins first."""
    ordered = sorted(tellings, key=_width)
    quantities = [telling.quantity for telling in ordered]
    fits = all_compatible(quantities, quantities)
    camps: list[list[int]] = []
    for index in range(len(ordered)):
        fitting = [camp for camp in camps if fits[index, camp].all()]
        if fitting:
            max(fitting, key=len).append(index)
        else:
            camps.append([index])
    found = [[ordered[index] for index in camp] for camp in camps]
    return sorted(found, key=lambda camp: (-len({t.origin or t.article.id for t in camp}), _earliest(camp)))


def _earliest(camp: Sequence[Telling]) -> tuple[int, tuple[float, str, int]]:
    """Of camps with as many origins the one of most accounts comes first, then the earliest."""
    return -len({telling.article.id for telling in camp}), _first(camp)


def _width(telling: Telling) -> tuple[float, float, tuple[float, str, int]]:
    """Exact tellings found camps, wide ones join them."""
    quantity = telling.quantity
    return (quantity.high - quantity.low > 0, quantity.stated, _order(telling))


def _order(telling: Telling) -> tuple[float, str, int]:
    time = telling.time.timestamp() if telling.time else float("inf")
    return (time, telling.article.id, telling.figure.start)


def _first(camp: Sequence[Telling]) -> tuple[float, str, int]:
    """Where the earliest telling of a camp stands in the order of tellings."""
    return min(map(_order, camp))


def _is_update(camps: Sequence[Sequence[Telling]]) -> bool:
    """Whether the camps follow one another, by when they spoke or by when they say that it held."""
    if camps[0][0].quantity.dimension in LASTING:
        return False
    spoken = [[telling.time for telling in camp] for camp in camps]
    held = [[telling.held for telling in camp] for camp in camps]
    return _follow(held) or _grows(camps) or (_follow(spoken) and _may_change(camps))


def _may_change(camps: Sequence[Sequence[Telling]]) -> bool:
    """Whether something tells that a number which later accounts give is a newer one, and not another.

    Their words do ("rose to"), or those of whoever spoke before ("so far", "at least"); people are found,
    counted and treated as a story goes on; and of what is no money two accounts or more rarely err alike.
    """
    first, *later = sorted(camps, key=_first)
    told = any(telling.change.now for camp in camps for telling in camp)
    told |= any(telling.quantity.open_high for telling in first)
    told |= any(telling.change.moved for camp in later for telling in camp)
    people = any(telling.fates for camp in camps for telling in camp)
    several = len({telling.origin or telling.article.id for telling in later[-1]}) > 1
    return told or people or (several and not is_money(first[0].quantity))


def _falls(camps: Sequence[Sequence[Telling]]) -> bool:
    """Whether a count that only grows, as a death toll does, would be a smaller one later."""
    counted = Counter(fate for camp in camps for telling in camp for fate in telling.fates)
    if not counted or not {fate for fate, _ in counted.most_common(1)} <= fates.GROWING:
        return False
    first, last = min(camps, key=_first), max(camps, key=_first)
    return last[0].quantity.stated < first[0].quantity.stated


def _grows(camps: Sequence[Sequence[Telling]]) -> bool:
    """Whether a count passed three values or more in one direction, whoever still gave an old one then."""
    firsts = sorted((_first(camp), min(telling.quantity.stated for telling in camp)) for camp in camps)
    times = [order[0] for order, _ in firsts]
    values = [value for _, value in firsts]
    spread = times[-1] - times[0]
    return (
        len(values) > 2
        and camps[0][0].quantity.dimension is None
        and LATER.total_seconds() <= spread < float("inf")
        and values in (sorted(values), sorted(values, reverse=True))
    )


def _follow(camps: Sequence[Sequence[datetime | None]]) -> bool:
    """Whether no camp speaks again after the next has spoken; not if a time is not known."""
    times = []
    for camp in camps:
        known = [time for time in camp if time is not None]
        if len(known) < len(camp):
            return False
        times.append((min(known), max(known)))
    times.sort()
    return all(later[0] - earlier[1] >= LATER for earlier, later in itertools.pairwise(times))


def _later(camps: Sequence[Sequence[Telling]]) -> str:
    """The words and day of the last camp against those of the first."""
    timed = sorted(camps, key=_first)
    first, last = max(timed[0], key=_order), min(timed[-1], key=_order)
    assert first.time is not None
    assert last.time is not None
    return reasons.LATER.line(
        last=last.figure.text,
        last_time=last.time,
        first=first.figure.text,
        first_time=first.time,
        clock=(first.time.month, first.time.day) == (last.time.month, last.time.day),
    )


def _against(others: Sequence[Telling], main: Sequence[Telling], lead: reasons.Template | None = None) -> str:
    """The odd words against what the largest camp says, with how many say it."""
    words = tuple(dict.fromkeys(telling.figure.text for telling in others))
    count = len({telling.article.id for telling in main})
    said = min(main, key=_order).figure.text
    if count > 1:
        return reasons.AGAINST_MANY.line(lead=lead, words=words, other=said, n=count)
    return reasons.AGAINST.line(lead=lead, words=words, other=said)


def _agreement(tellings: Sequence[Telling]) -> str:
    """Why different words agree; nothing to say where all state one exact number."""
    stated = {(t.quantity.stated, t.figure.relation) for t in tellings}
    if len(stated) == 1:
        return ""
    manners = {MANNERS[t.figure.relation].message for t in tellings if t.figure.relation in MANNERS}
    if not manners:
        return reasons.ROUNDED.line()
    return reasons.HEDGED.line(manners=tuple(sorted(manners)))
