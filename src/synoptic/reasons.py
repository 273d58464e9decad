"""Why a verdict was found: one line a reason, made from a small set of templates.

The comparison writes the line (:meth:`Template.line`), English, with the sources' words as they
stand; synoptic/1 carries it as ``why``.  A rendering reads it back (:func:`read`) and says the
same in the reader's language.  A line that no template made is a line like any other: it is shown
as it is.

Each name in braces has one kind wherever it stands, see :data:`KINDS`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Literal

Kind = Literal["span", "spans", "time", "number", "accounts", "manners"]
Value = str | int | datetime | tuple[str, ...]

#: What a name in braces stands for: words of a source, several of them, a time in UTC (its clock
#: is given only where the day does not tell enough), a whole number, ids of articles, or ways of
#: putting a number (:data:`MANNERS`).
KINDS: Mapping[str, Kind] = {
    "words": "spans", "other": "span", "example": "span", "names": "spans", "usual": "span",
    "last": "span", "first": "span", "last_time": "time", "first_time": "time",
    "n": "number", "total": "number", "taken": "number", "accounts": "accounts", "manners": "manners",
}  # fmt: skip
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip
#: Stands for the year that a line does not give; it has a 29 February.
LEAP_YEAR = 1904
_SPAN = "“[^“”\n]*”"
_MONTH = "|".join(MONTHS)
_PATTERNS: Mapping[Kind, str] = {
    "span": _SPAN,
    "spans": rf"{_SPAN}(?: and {_SPAN})*",
    "time": rf"\d{{1,2}} (?:{_MONTH})(?: \d\d:\d\d UTC)?",
    "number": r"\d+",
    "accounts": r"[^\n]+",
    "manners": r"[a-z ]+",
}
_NAME = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Template:
    """One way in which a reason is said.

    ``message`` holds names in braces; where it depends on the number ``counting``, ``many`` is
    what is said of more than one.
    """

    message: str
    many: str = ""
    counting: str = ""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Matches a line of either form."""
        return re.compile("|".join(_pattern(m, n) for n, m in enumerate((self.message, self.many)) if m))

    def line(self, *, lead: Template | None = None, clock: bool = False, **values: Value) -> str:
        """The reason as one line.

        Args:
            lead: what stands before it.
            clock: whether times are given with their clock.
            values: a value of its kind for every name of the message.
        """
        message = self.many if self.counting and values[self.counting] != 1 else self.message
        said = message.format(**{name: _written(KINDS[name], value, clock) for name, value in values.items()})
        return f"{lead.message}: {said}" if lead else said


def _pattern(message: str, form: int) -> str:
    """A message as a regular expression, its names as groups that bear the number of the form."""
    parts = _NAME.split(message)
    made = [
        f"(?P<{part}_{form}>{_PATTERNS[KINDS[part]]})" if n % 2 else re.escape(part)
        for n, part in enumerate(parts)
    ]
    return "".join(made)


def _written(kind: Kind, value: Value, clock: bool) -> str:
    if isinstance(value, datetime):
        when = value.astimezone(UTC)
        return f"{when.day} {MONTHS[when.month - 1]}" + (f" {when:%H:%M} UTC" if clock else "")
    if isinstance(value, tuple):
        if kind == "spans":
            return " and ".join(f"“{words}”" for words in value)
        return (" or " if kind == "manners" else ", ").join(value)
    return f"“{value}”" if kind == "span" else str(value)


def _read(kind: Kind, text: str) -> Value:
    if kind == "span":
        return text[1:-1]
    if kind == "spans":
        return tuple(words[1:-1] for words in re.findall(_SPAN, text))
    if kind == "number":
        return int(text)
    if kind == "time":
        day, month, *clock = text.removesuffix(" UTC").split(" ")
        hour, minute = map(int, clock[0].split(":")) if clock else (0, 0)
        return datetime(LEAP_YEAR, MONTHS.index(month) + 1, int(day), hour, minute, tzinfo=UTC)
    return tuple(text.split(" or " if kind == "manners" else ", "))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A line read back: what it begins with, if it does, and what it says.

    A time is in the year 1904, which is not given, and at midnight unless ``clock`` is true.
    """

    lead: Template | None = None
    template: Template
    values: Mapping[str, Value]
    clock: bool = False


PERHAPS_ANOTHER = Template("perhaps not the same thing")
BOUND = Template("a bound, not the same claim")
TWO_ACCOUNTS = Template("two accounts")
LEADS: Sequence[Template] = (PERHAPS_ANOTHER, BOUND, TWO_ACCOUNTS)

LATER = Template("later: {last} of {last_time} against {first} of {first_time}")
AGAINST = Template("{words} against {other}")
AGAINST_MANY = Template(
    "{words} against {other} in {n} account", "{words} against {other} in {n} accounts", "n"
)
HEDGED = Template("some say it {manners}")
ROUNDED = Template("rounded differently")
DENIES = Template("denies with {words} what the others affirm")
DENIAL_LEFT_OUT = Template("leaves out the denial, as in {example}")
OTHER_FIGURE = Template("another figure: {words}")
OPPOSITE = Template("the opposite: {words} against {other}")
OTHER_NAME = Template("names {names}, {usual} in the others")
OTHER_SPEAKER = Template("said by {names}, by {usual} in the others")
SHORTENED = Template("shortened in {accounts}")
REPORTED = Template("reported, not quoted, in {accounts}")
COPIED = Template(
    "{n} of {total} sentence in its order, word for word",
    "{n} of {total} sentences in its order, word for word",
    "total",
)
TRANSLATED = Template(
    "{n} of {total} sentence in its order, translated",
    "{n} of {total} sentences in its order, translated",
    "total",
)
NEARER = Template(
    "{n} of {total} sentence in its order, {taken} nearer than third accounts tell them",
    "{n} of {total} sentences in its order, {taken} nearer than third accounts tell them",
    "total",
)
TEMPLATES: Sequence[Template] = (
    LATER, AGAINST, AGAINST_MANY, HEDGED, ROUNDED, DENIES, DENIAL_LEFT_OUT, OTHER_FIGURE, OPPOSITE,
    OTHER_NAME, OTHER_SPEAKER, SHORTENED, REPORTED, COPIED, TRANSLATED, NEARER,
)  # fmt: skip
#: Ways in which a number is put.
ROUGHLY, AS_A_BOUND, AS_A_RANGE = Template("roughly"), Template("as a bound"), Template("as a range")
MANNERS: Sequence[Template] = (ROUGHLY, AS_A_BOUND, AS_A_RANGE)


def read(line: str) -> Reason | None:
    """The reason behind a line, or ``None`` if no template made it."""
    for lead in (None, *LEADS):
        if lead and not line.startswith(f"{lead.message}: "):
            continue
        said = line[len(lead.message) + 2 :] if lead else line
        for template in TEMPLATES:
            match = template.pattern.fullmatch(said)
            if match:
                found = {k.rpartition("_")[0]: v for k, v in match.groupdict().items() if v is not None}
                return Reason(
                    lead=lead,
                    template=template,
                    values={name: _read(KINDS[name], text) for name, text in found.items()},
                    clock=any(KINDS[n] == "time" and t.endswith(" UTC") for n, t in found.items()),
                )
    return None
