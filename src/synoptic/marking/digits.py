"""Numbers written in digits, in every script, with the separators of a language.

Where a separator can mean only one thing ("1.450.000", "3.5") it is read so in every language;
where it could mean two ("1.450") the language decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

# Digits, and separators that stand between digits: full stop, comma, apostrophes, the Arabic
# decimal and thousands separators, and spaces from the plain to the narrow no-break one.
_TOKEN = re.compile(r"(?:(?<![\w.,])[.,])?\d+(?:[.,．，'’٫٬،\u00a0\u202f\u2009\u2007 ]\d+)*")
_PIECE = re.compile(r"(\D?)(\d+)")
_VULGAR = re.compile(r"[¼-¾⅐-⅞]")
_WIDE = {"．": ".", "，": ","}  # as written among full-width digits
_SPACES = "\u00a0\u202f\u2009\u2007"
_DECIMAL_SIGN, _GROUP_SIGN = "٫", "٬"
_GROUP_SIGNS = "٬،"


@dataclass(frozen=True, slots=True)
class Digits:
    """A number in digits at code points ``start`` to ``end``; ``plain``: digits and nothing else."""

    start: int
    end: int
    value: float
    plain: bool


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of digits and the separator before it."""

    start: int
    end: int
    mark: str
    digits: str


def digits(text: str, decimal: str, group: tuple[str, ...]) -> Iterator[Digits]:
    """All numbers in digits, in order; dotted chains such as versions and addresses are none."""
    for token in _TOKEN.finditer(text):
        pieces = [
            _Piece(token.start() + m.start(2), token.start() + m.end(2), _WIDE.get(m[1], m[1]), m[2])
            for m in _PIECE.finditer(token[0])
        ]
        if token[0][0] in ".," and (len(pieces) > 1 or token[0][0] != decimal):
            pieces[0] = replace(pieces[0], mark="")
        elif token[0][0] in ".,":  # ".300"
            value = float("0." + _ascii(pieces[0].digits)[:20])
            yield Digits(token.start(), token.end(), value, False)
            continue
        at = 0
        while at < len(pieces):
            after = _integer(pieces, at, decimal, group)
            found, at = _number(text, pieces, at, after, decimal)
            if found:
                yield found
    if _VULGAR.search(text):
        for match in _VULGAR.finditer(text):
            if not (match.start() and text[match.start() - 1].isdigit()):
                yield Digits(match.start(), match.end(), unicodedata.numeric(match[0]), False)


def _integer(pieces: list[_Piece], at: int, decimal: str, group: tuple[str, ...]) -> int:
    """The index behind the groups of one integer that begins at piece ``at``."""
    after = at + 1
    first = pieces[at].digits
    if len(first) > 3 or first.startswith("0") or after == len(pieces):
        return after
    mark = pieces[after].mark
    end = after
    while end < len(pieces) and pieces[end].mark == mark and len(pieces[end].digits) == 3:
        end += 1
    if mark == "," and end == after:  # Indian groups: 12,34,567
        while end < len(pieces) and pieces[end].mark == mark and len(pieces[end].digits) == 2:
            end += 1
        closed = end < len(pieces) and pieces[end].mark == mark and len(pieces[end].digits) == 3
        return end + 1 if closed and end > after else after
    if end == after or not _groups(mark, end - after, pieces[after].digits, decimal, group):
        return after
    return end


def _groups(mark: str, times: int, digits: str, decimal: str, group: tuple[str, ...]) -> bool:
    """Whether a mark that stands before three digits, ``times`` times, makes thousands."""
    if mark == " ":
        return any(item.isspace() for item in group)
    if mark in _SPACES or mark in "'’" or mark in _GROUP_SIGNS:
        return True
    if mark == _DECIMAL_SIGN:
        return False
    return mark in group or times > 1 or (mark != decimal) or digits == "000"


def _number(text: str, pieces: list[_Piece], at: int, after: int, decimal: str) -> tuple[Digits | None, int]:
    """The number of pieces ``at`` to ``after`` with its decimals, and the index behind it."""
    whole = "".join(_ascii(piece.digits) for piece in pieces[at:after])
    start, end = pieces[at].start, pieces[after - 1].end
    mark = pieces[after].mark if after < len(pieces) else ""
    grouped = after - at > 1
    if (
        mark in (".", ",", _DECIMAL_SIGN, _GROUP_SIGN)
        and mark
        and mark != (pieces[at + 1].mark if grouped else "")
    ):
        chained = after + 1 < len(pieces) and pieces[after + 1].mark == mark
        if not chained:
            fraction = _ascii(pieces[after].digits)
            value = float(f"{whole[:300]}.{fraction[:20]}")
            return Digits(start, pieces[after].end, value, False), after + 1
        if mark == ".":  # a version, an address or a date
            while after < len(pieces) and pieces[after].mark == mark:
                after += 1
            return None, after
    value, plain = float(whole[:300]), not grouped
    if end < len(text) and _VULGAR.match(text[end]):
        return Digits(start, end + 1, value + unicodedata.numeric(text[end]), False), after
    return Digits(start, end, value, plain), after


def _ascii(digits: str) -> str:
    """Digits of any script as ASCII."""
    if digits.isascii():
        return digits
    return "".join(str(unicodedata.digit(char)) for char in digits)
