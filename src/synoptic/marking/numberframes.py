"""What stands around a number and makes it another: decimals in words, shares of two numbers, a sign."""

from __future__ import annotations

import math
import re
from dataclasses import replace

from synoptic.marking.lexicon import Found, fold
from synoptic.marking.number import Number, clean
from synoptic.marking.numberwords import Lead, NumberWords

Leads = dict[int, Found[Lead]]  # words before numbers, by where they end
WIDEST_GAP = 12  # characters between two parts of one number
_MOST_DECIMALS = 12
_WORD = re.compile(r"\s+([^\W\d_]+)")
_LARGEST_PART = 1000  # denominators of shares in words
_OF_FEW = frozenset((3, 4, 5, 10))  # denominators of shares that could also count some among others


def decimals(text: str, found: list[Number], table: NumberWords) -> list[Number]:
    """Decimals in words joined to their number: "three point one four"."""
    if not table.point:
        return found
    kept: list[Number] = []
    at = 0
    while at < len(found):
        number, at = found[at], at + 1
        digits = ""
        while at < len(found) and len(digits) < _MOST_DECIMALS and _is_decimal(number, found[at]):
            gap = fold(text[number.end : found[at].start]).strip()
            if gap not in table.point if not digits else gap:
                break
            digits += str(int(found[at].value))
            number = replace(number, end=found[at].end, stem=found[at].end)
            at += 1
        value = float(f"{int(number.value)}.{digits}") if digits else number.value
        kept.append(
            replace(
                number, value=value, plain=number.plain and not digits, article=number.article and not digits
            )
        )
    return kept


def _is_decimal(number: Number, behind: Number) -> bool:
    """Whether two numbers in words are near enough to be one with its decimals."""
    cardinal = not (number.ordinal or number.fraction or behind.ordinal or behind.fraction)
    whole = number.words and behind.words and number.value.is_integer() and behind.value.is_integer()
    return cardinal and whole and 0 <= behind.value < 100 and behind.start - number.end < WIDEST_GAP


def shares(text: str, found: list[Number], leads: Leads, table: NumberWords) -> list[Number]:
    """Shares that stand in two numbers ("one in eight"), or in one behind "every"."""
    kept: list[Number] = []
    for number in found:
        before = kept[-1] if kept else None
        if before and (share := _over(text, before, number, table)):
            kept[-1] = replace(
                number, start=before.start, value=share, fraction=True, words=True, plain=False
            )
            continue
        lead = leads.get(number.start - 1) or leads.get(number.start)
        told = lead is not None and lead.value == ("every" if number.ordinal else "one in")
        if lead and told and 2 <= number.value <= _LARGEST_PART:
            while kept and kept[-1].end > lead.start:
                kept.pop()
            share = clean(1 / number.value)
            number = replace(number, start=lead.start, value=share, fraction=True, plain=False)
        kept.append(number)
    return kept


def _over(text: str, first: Number, second: Number, table: NumberWords) -> float | None:
    """The share that numerator and denominator make, if they do."""
    if first.fraction or second.fraction or first.ordinal or second.start - first.end > 24:
        return None
    gap = fold(text[first.end : second.start]).strip(" -")
    if gap in table.over and 0 < first.value < second.value <= _LARGEST_PART:
        return clean(first.value / second.value)
    if gap in table.few_of and _of_few(first.value, second.value) and not _of_known(text, second.end, table):
        return clean(first.value / second.value)
    if gap in table.under and 0 < second.value <= first.value <= _LARGEST_PART:
        return clean(second.value / first.value)
    return None


def _of_few(first: float, second: float) -> bool:
    """Whether two numbers say a share as people do: "nine of ten"; "one of three" and "two of four" count."""
    whole = first.is_integer() and 1 < first < second and second in _OF_FEW
    return whole and (second == max(_OF_FEW) or math.gcd(int(first), int(second)) == 1)


def _of_known(text: str, end: int, table: NumberWords) -> bool:
    """Whether those that a share would be of are told by name: "eight of ten of Scotland's bats" counts."""
    word = _WORD.match(text, end)
    return word is not None and (word[1][0].isupper() or fold(word[1]) in table.few_of)


def signed(text: str, number: Number, leads: Leads, table: NumberWords) -> Number:
    """The number with its minus sign, or the word for it, where one stands right before it."""
    lead = leads.get(number.start) or leads.get(number.start - 1)
    start = lead.start if lead and lead.value == "minus" else None
    if start is None:
        sign, ahead = text[number.start - 1 : number.start], text[max(0, number.start - 2) :][:1]
        free = number.start < 2 or ahead in " (\u00a0\u202f\n" or (sign in "−－" and not ahead.isalnum())
        runs_on = sign in "−－" or (table.free and sign == "-" and ahead >= "\u3040")
        free = free or (runs_on and not ahead.isdecimal() and ahead > "\u3000")
        worded = number.words and not text[number.start].isdecimal()
        if not sign or sign not in "-−﹣－" or worded or not free:
            return number
        start = number.start - 1
    if number.ordinal or number.fraction:
        return number
    return replace(number, start=start, value=-number.value, plain=False)
