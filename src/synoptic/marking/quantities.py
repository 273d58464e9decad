"""A number with what stands right at it: unit, currency, hedge; and ranges of two of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from synoptic.marking.counted import skip_linkers, skip_space
from synoptic.marking.figurewords import TENS, FigureWord, FigureWords, Nearby
from synoptic.marking.lexicon import Found, fold
from synoptic.marking.number import Number, round_step
from synoptic.marking.units import base
from synoptic.types import Relation

_LETTERS = re.compile(r"[^\W\d_]+")
_SPACES = " \u00a0\u202f\u2009"
_DASHES = "-‐‑–—−~〜～∼"
_HYPHENS = "-‐‑\u00ad"
DURATIONS = frozenset(("second", "minute", "hour", "day", "week", "month", "year", "decade"))
_SPEEDS = {"kilometer": "kilometer-per-hour", "mile": "mile-per-hour"}
_WIDEST_JOINT = 6  # characters between feet and inches, or hours and minutes
_CLAUSE = 60  # characters before a preposition in which a verb of change is looked for
_CLAUSE_ENDS = re.compile(r"[;:!?()\n]|[,.](?!\d)")
_NEXT_NUMBER = 8  # characters in which a hedge belongs to the number behind it: "20 and more than 30"
_ADDED = re.compile(r"\s?[^\w\s]?\d")  # another number behind a hedge: "£22m plus £3m"
_MOST_HEDGES = 3
_FEWEST_OVER = 20  # a count that "over" is said of; "within" is as well of fewer: "per šešias rungtynes"
_LONGEST_CLITIC = 4
_WIDEST_RANGE_GAP = 16
_WIDEST_FRAME = 24  # characters in which the words around a range are looked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number, its unit and its hedges at code points ``start`` to ``end``.

    ``low`` and ``high`` are the number's ends before hedges count; ``number`` is the (last) one read.
    """

    start: int
    end: int
    number: Number
    low: float
    high: float
    unit: str | None = None
    money: bool = False
    relation: Relation = "exact"
    hedged: bool = False
    classified: bool = False
    ranged: bool = False


class Reader:
    """Reads quantities from one text."""

    def __init__(
        self,
        text: str,
        words: FigureWords,
        near: Nearby,
        millions: dict[str, float],
        starts: frozenset[int] = frozenset(),
        dated: frozenset[int] = frozenset(),
    ) -> None:
        self.text = text
        self.words = words
        self.near = near
        self.millions = millions
        self.starts = starts  # where numbers start
        self.dated = dated  # where dates start

    def quantity(self, number: Number) -> Quantity:
        """The number with its unit, from the words right behind and before it."""
        high = number.value if number.high is None else number.high
        quantity = Quantity(start=number.start, end=number.end, number=number, low=number.value, high=high)
        quantity = self._hedges_inside(self._hedges_after(quantity))
        quantity = self._money_before(quantity)
        quantity = self._unit_after(quantity)
        if quantity.classified and quantity.unit is None:
            more = self._hedges_after(quantity)
            halved = quantity.low != quantity.number.value  # 一个半小时
            quantity = self._unit_after(more) if halved or more.end > quantity.end else quantity
        if quantity.unit is None:
            quantity = self._unit_before(quantity)
        return self._shared(self._hedges_after(quantity))

    def _money_before(self, quantity: Quantity) -> Quantity:
        """A sign, name or code of money right before the number: "$5", "Rp150", "EUR 20"."""
        at = quantity.start
        letters = at
        while letters and at - letters < 4 and self.text[letters - 1].isalpha():
            letters -= 1
        edge = letters == 0 or not self.text[letters - 1].isalpha()
        glued = self.words.table.get(fold(self.text[letters:at])) if letters < at and edge else None
        start = letters if glued and glued.currency else None
        currency = glued.currency if glued else None
        for end in (at, at - 1):
            if start is not None or (end != at and self.text[end : end + 1] not in _SPACES):
                continue
            found = self._ending(end, "currency")
            if found and not self._inside_word(found.start):
                start, currency = found.start, found.value.currency
        if start is None:
            return self._code_before(quantity)
        return self._multiplied(replace(quantity, start=start, unit=currency, money=True))

    def _inside_word(self, at: int) -> bool:
        """Whether a word of a language with spaces begins before a place: 직원 ends in no won."""
        return self.words.run_on and self.text[at].isalpha() and self.text[at - 1 : at].isalpha()

    def _code_before(self, quantity: Quantity) -> Quantity:
        """An ISO code before the number: "EUR 20"."""
        at = quantity.start - (self.text[quantity.start - 1 : quantity.start] in tuple(_SPACES))
        code = self.text[max(0, at - 3) : at]
        if code in self.words.codes and not self.text[max(0, at - 4) : at - 3].isalpha():
            return self._multiplied(replace(quantity, start=at - 3, unit=code, money=True))
        return quantity

    def _multiplied(self, quantity: Quantity) -> Quantity:
        """Money with a letter for millions behind it: "€60m"."""
        match = _LETTERS.match(self.text, quantity.end)
        factor = self.millions.get(fold(match[0])) if match else None
        if match is None or factor is None or quantity.number.words:
            return quantity
        number = replace(quantity.number, end=match.end(), words=True, plain=False, scale=factor)
        low = float(f"{quantity.low * factor:.12g}")
        return replace(quantity, end=match.end(), number=number, low=low, high=low)

    def _ending(self, end: int, what: str) -> Found[FigureWord] | None:
        for found in self.near.ends.get(end, ()):
            if getattr(found.value, what) is not None:
                return found
        return None

    def _after(self, at: int, digits: bool) -> tuple[int, FigureWord] | None:
        """The unit or currency that starts at a position: its end and what it says."""
        match = _LETTERS.match(self.text, at) if at and self.text[at - 1].isdigit() else None
        if match and not self.words.free:
            word = self.words.table.get(fold(match[0]))
            return (match.end(), word) if word and (word.unit or word.currency or word.classifier) else None
        for found in self.near.starts.get(at, ()):
            word = found.value
            spaced = at > 0 and self.text[at - 1] in _SPACES
            if spaced and (word.bound or (word.symbol and word.stop)):
                continue
            if word.currency or (word.unit and (digits or not word.symbol)):
                return found.end, word
        if self.words.endings and (match := _LETTERS.match(self.text, at)):
            inflected = self.words.inflected(fold(match[0]))
            if inflected:
                return match.end(), inflected
        code = self.text[at : at + 3]
        if code in self.words.codes and not self.text[at + 3 : at + 4].isalnum():
            return at + 3, FigureWord(currency=code)
        return None

    def _unit_after(self, quantity: Quantity) -> Quantity:
        """A unit, currency or classifier behind the number."""
        digits = not quantity.number.words or self.text[quantity.number.start].isdigit()
        places = [quantity.end, skip_space(self.text, quantity.end)]
        if self.text[quantity.end : quantity.end + 1] in tuple(_HYPHENS):
            places.append(quantity.end + 1)
        places.append(skip_linkers(self.text, quantity.end, self.near))
        for at in dict.fromkeys(places):
            found = self._after(at, digits)
            if found is None or (at in self.dated and found[1].unit == "day"):  # الدقيقة 89 يوم السبت
                continue
            if quantity.money and found[1].currency != quantity.unit:
                continue
            end, word = found
            if word.currency and not word.unit:
                return replace(quantity, end=end, unit=word.currency, money=True)
            if word.unit:
                end, part = self.words.tenth(self.text, end) if word.factor == TENS else self.half_behind(end)
                low, high = (float(f"{(v + part) * word.factor:.12g}") for v in (quantity.low, quantity.high))
                return self._hourly(replace(quantity, end=end, unit=word.unit, low=low, high=high))
        return self._classifier(quantity)

    def half_behind(self, end: int) -> tuple[int, float]:
        """Where half a unit behind a unit ends, and what it adds: 两年半 are two and a half years."""
        for at in dict.fromkeys((end, skip_space(self.text, end))):
            for found in self.near.starts.get(at, ()):
                if found.value.half_behind:
                    return found.end, 0.5
        return end, 0.0

    def _hourly(self, quantity: Quantity) -> Quantity:
        """A distance with "per hour" behind it, or a word for speed before its number, is a speed."""
        speed = _SPEEDS.get(quantity.unit or "")
        if speed is None:
            return quantity
        for at in dict.fromkeys((quantity.end, skip_space(self.text, quantity.end))):
            for found in self.near.starts.get(at, ()):
                if found.value.hourly:
                    return replace(quantity, end=found.end, unit=speed)
        before = (self._ending(at, "unit_before") for at in (quantity.start, quantity.start - 1))
        if any(found and found.value.unit_before in _SPEEDS.values() for found in before):
            return replace(quantity, unit=speed)
        return quantity

    def compounded(self, first: Quantity, second: Quantity) -> Quantity | None:
        """Two measures of one thing as one: "6 feet 6 inches", "2 ore e 30 minuti", "6-foot-6"."""
        gap = fold(self.text[first.end : second.start]).strip(" " + _HYPHENS)
        if second.start - first.end > _WIDEST_JOINT or gap not in self.words.joiners | {""}:
            return None
        unit = second.unit or ("inch" if first.unit == "foot" and not second.number.words else None)
        if unit is None or first.unit is None or first.ranged or first.low != first.high or second.hedged:
            return None
        (one, whole), (part, same) = base(1, first.unit), base(second.low, unit)
        if whole != same or unit == first.unit or not 0 < part < one or second.low != second.high:
            return None
        total = float(f"{first.low + part / one:.6g}")
        return replace(first, end=second.end, low=total, high=total, unit=first.unit)

    def _classifier(self, quantity: Quantity) -> Quantity:
        """A counting word behind the number."""
        for at in dict.fromkeys((quantity.end, skip_space(self.text, quantity.end))):
            for found in self.near.starts.get(at, ()):
                if found.value.classifier:
                    end, half = self.half_behind(found.end)
                    low, high = quantity.low + half, quantity.high + half
                    return replace(quantity, end=end, low=low, high=high, classified=True)
        return quantity

    def _unit_before(self, quantity: Quantity) -> Quantity:
        """A unit before the number: "yüzde 12", "aged 27"."""
        begin = self._without_clitic(quantity.start)
        at = begin - (self.text[begin - 1 : begin] in tuple(_SPACES))
        for end in dict.fromkeys((quantity.start, at)):
            if found := self._ending(end, "unit_before"):
                return replace(quantity, start=found.start, unit=found.value.unit_before)
        return quantity

    def _without_clitic(self, start: int) -> int:
        """Where the word begins that a number stands in behind a clitic: السنوات الثلاث."""
        begin = start
        while begin and start - begin < _LONGEST_CLITIC and self.text[begin - 1].isalpha():
            begin -= 1
        return begin if fold(self.text[begin:start]) in self.words.clitics else start

    def _shared(self, quantity: Quantity) -> Quantity:
        """A share is a percentage, but a part of a unit is so much of it: "half an hour"."""
        number = quantity.number
        if number.fraction and number.ordinal and quantity.unit in DURATIONS:  # "every 37th minute"
            parts = round(1 / number.value)
            return replace(quantity, low=parts, high=parts)
        if not number.fraction or quantity.unit not in (None, "percent"):
            return quantity
        low = float(f"{number.value * 100:.12g}")
        return replace(quantity, low=low, high=low, unit="percent")

    def _hedges_after(self, quantity: Quantity) -> Quantity:
        """Hedges right behind: "or more", 여, 以上."""
        places = [quantity.end, skip_space(self.text, quantity.end)]
        if quantity.end == quantity.number.end:
            places.insert(0, quantity.number.stem)
        for at in dict.fromkeys(places):
            for found in self.near.starts.get(at, ()):
                if found.value.hedge_after and (self.words.free or not _ADDED.match(self.text, found.end)):
                    return _hedge(replace(quantity, end=found.end), found.value.hedge_after)
        return quantity

    def _hedges_inside(self, quantity: Quantity) -> Quantity:
        """Hedges between the parts of a number: 550多万."""
        if not self.words.infixes or not quantity.number.words:
            return quantity
        for at in range(quantity.start + 1, quantity.number.end):
            if self.text[at] in self.words.infixes:
                for found in self.near.starts.get(at, ()):
                    if found.value.hedge_after and found.end == at + 1:
                        return _hedge(quantity, found.value.hedge_after)
        return quantity

    def hedges_before(self, quantity: Quantity) -> Quantity:
        """Hedges right before, up to three of them: "at least about"."""
        for _ in range(_MOST_HEDGES):
            found = self._hedge_ending(quantity.start) or self._hedge_through(quantity.start)
            if found is None:
                return self._tied(quantity)
            if found.value.hedge_before in (None, "exact") or (
                found.value.within and (quantity.unit in DURATIONS or quantity.low < _FEWEST_OVER)
            ):
                break
            quantity = _hedge(replace(quantity, start=found.start), found.value.hedge_before or "about")
        return quantity

    def _hedge_ending(self, start: int) -> Found[FigureWord] | None:
        """The hedge that ends at a position or one space before it."""
        before = start - 1 if start and self.text[start - 1] in _SPACES else start
        for end in dict.fromkeys((start, before)):
            for found in self.near.ends.get(end, ()):
                if found.value.hedge_before:
                    return None if found.value.up_to and self._changed(found.start) else found
        return None

    def _changed(self, at: int) -> bool:
        """Whether a preposition that starts here leads to where something rose or fell."""
        head = fold(self.text[max(0, at - _CLAUSE) : at])
        if head.rstrip()[-1:].isdigit() or head.rstrip(" \u00a0,–—-").endswith(("%", "％")):
            return True  # "с 20 до 10"
        clause = _CLAUSE_ENDS.split(head.rstrip(" \u00a0,–—-"))[-1]  # "выросла в 1,7 раза — до 9 млн"
        return any(word.startswith(self.words.change) for word in _LETTERS.findall(clause))

    def _hedge_through(self, start: int) -> Found[FigureWord] | None:
        """The hedge before a preposition that stands between: "примерно на 5"."""
        for end in (start, start - 1):
            for found in self.near.ends.get(end, ()):
                if found.value.through and not found.value.hedge_before:
                    return self._hedge_ending(found.start)
        return None

    def _tied(self, quantity: Quantity) -> Quantity:
        """A hedge whose last letter is written on to the number word: "יותר משלושה"."""
        head = fold(self.text[max(0, quantity.start - _WIDEST_FRAME) : quantity.start])
        for phrase, relation in self.words.tied.items():
            begin = quantity.start - len(phrase)
            if head.endswith(phrase) and not self.text[max(0, begin - 1) : begin].isalpha():
                return _hedge(replace(quantity, start=begin), relation)
        return quantity

    def hedges_behind(self, quantity: Quantity, at: int) -> Quantity:
        """Hedges behind what is counted: "20 people or more"."""
        for found in self.near.starts.get(skip_space(self.text, at), ()):
            if found.value.hedge_after and self.starts.isdisjoint(range(found.end, found.end + _NEXT_NUMBER)):
                return _hedge(replace(quantity, end=found.end), found.value.hedge_after)
        return quantity

    def joined(self, first: Quantity, second: Quantity) -> Quantity | None:
        """The range that two quantities make, if they do."""
        gap = self.text[first.end : second.start]
        if not gap or len(gap) > _WIDEST_RANGE_GAP or "\n" in gap or first.ranged:
            return None
        if first.unit and second.unit and (first.unit != second.unit or _factor(first) != _factor(second)):
            return None
        between = fold(gap).strip()
        between = between.lstrip(_HYPHENS + " ") or between
        start = first.start if between and between in _DASHES else self._worded(first, second, between)
        if start is None or first.number.ordinal or second.number.ordinal:
            return None
        low, high = self._scaled(first, second)
        if not low < high:
            return None
        return replace(
            second,
            start=start,
            low=low,
            high=high,
            unit=second.unit or first.unit,
            money=first.money or second.money,
            relation="range",
            ranged=True,
        )

    def between(self, first: Quantity, second: Quantity) -> bool:
        """Whether the words between two quantities are those between the ends of a range."""
        gap = self.text[first.end : second.start]
        return len(gap) <= _WIDEST_RANGE_GAP and self._worded(first, second, fold(gap).strip()) is not None

    def _worded(self, first: Quantity, second: Quantity, between: str) -> int | None:
        """Where a range in words begins ("between 20 and 30"), if these words make one."""
        ahead = max(0, first.start - _WIDEST_FRAME)
        head = fold(self.text[ahead : first.start]).rstrip()
        tail = fold(self.text[second.end : second.end + _WIDEST_FRAME])
        for left, right, behind in self.words.ranges:
            begin = len(head) - len(left)
            if right != between or not head.endswith(left) or behind not in tail:
                continue
            if left and begin and head[begin - 1].isalpha() and not self.words.free:
                continue
            return ahead + begin if left else first.start
        return None

    @staticmethod
    def _scaled(first: Quantity, second: Quantity) -> tuple[float, float]:
        """The ends of a range: in "10 to 20 million" the first number is of millions too."""
        scale = second.number.scale
        if scale > 1 and first.number.scale == 1 and first.high <= second.low / scale:
            times = second.low / second.number.value if first.unit is None else 1.0
            return float(f"{first.low * scale * times:.12g}"), second.high
        if first.number.words and second.number.words and first.unit is None and first.high < 10:
            step = round_step(second.low)  # "kolm-nelikümmend": three to four tens
            if step > 1 and first.high < second.low / step:
                return first.low * step, second.high
        factor = second.low / second.number.value if second.number.value else 1.0
        if first.unit is None and second.unit and factor not in (1.0, scale):
            return float(f"{first.low * factor:.12g}"), second.high
        return first.low, second.high


def _factor(quantity: Quantity) -> float:
    """How much of its unit the word behind a number is: öre are 0.01 of a krona."""
    return round(quantity.low / quantity.number.value, 6) if quantity.number.value else 1.0


def _hedge(quantity: Quantity, relation: Relation) -> Quantity:
    """Count one more hedge; "about" gives way to a bound, an earlier bound stays."""
    if quantity.relation in ("exact", "about"):
        return replace(quantity, relation=relation, hedged=True)
    return replace(quantity, hedged=True)
