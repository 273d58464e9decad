"""The shapes that dates have, as templates over the tags of words, for all languages alike.

A template is written in names of tags with the signs of regular expressions: ``?``, ``|`` and
brackets.  ``_`` stands for up to three prepositions, articles or commas, ``~`` for two without
commas, ``YEAR`` for a year in digits or words.  ``a&b`` is a word with both tags.  Templates
that come first win where several match at one place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

PUNCTUATION = {",": "comma", ".": "dot", "-": "dash", "(": "open", ")": "close", "\n": "break"}

_MARKS = frozenset(PUNCTUATION.values())

# The tags that a number in digits can have: see date_tokens.
NUMBER_TAGS = tuple(
    frozenset(tags.split())
    for tags in ("number", "number day", "number day ordinal", "number ordinal", "number year",
                 "numeric", "slashed", "dotted", "other", "ordinal year number")
)  # fmt: skip

_YEAR = "( year_word? year dot? year_word? | year_phrase | era number year_word?" \
        " | REL year_unit | year_unit REL )"  # fmt: skip
_RELATION = "( last | this | next | coming )"
_MONTH = "( month | other_month )"
_COUNTED = "( number around? ( unit | units ) | unit )"

TEMPLATES: tuple[tuple[str, str], ...] = (
    ("nothing", "during around? number units"),
    ("nothing", "number around? anchored"),
    ("nothing", "vague _ ( anchored | unit | units )"),
    ("counted_phrase", "number around? countable"),
    ("nothing", "( number | vague ) _ spanned"),
    ("nothing", "vague _ countable"),
    ("ago", "number around? ago_after&unit"),
    ("nothing", "( number | vague ) around? units&weekday"),
    ("numeric", "( weekday _ open? )? numeric"),
    ("slashed", "( weekday _ | day_before | relative_day _ | part _ ) open? ( slashed | dotted )"),
    ("slashed", "dotted"),
    ("days", "( weekday _ )? day_before? day dot? ( dash | range ) _ day dot? ~ MONTH dot? _ YEAR"),
    ("days", "( weekday _ )? day_before? day dot? ( dash | range ) _ day dot? ~ MONTH"),
    ("month_days", "month dot? _ day dot? day_after? ( dash | range ) _ day dot? day_after? comma? YEAR"),
    ("month_days", "month dot? _ day dot? day_after? ( dash | range ) _ day day_after?"),
    ("two_days", "day_before? day dot? ~ month ( dash | range ) _ day dot? ~ month comma? _ YEAR"),
    ("day_month", "( weekday _ )? open? day_before? day dot? ~ ( month | other_month ) dot? _ YEAR"),
    ("year_first", "YEAR _ month _ day dot? day_after? _ ( open weekday )?"),
    ("year_first", "YEAR _ day dot? ~ month"),
    ("month_day", "( weekday _ )? month dot? _ day dot? day_after? comma? _ YEAR"),
    ("day_month", "( weekday _ )? open? day_before? day dot? ~ ( month | other_month )"),
    ("month_day", "( weekday _ )? month dot? _ day dot? day_after? ( open weekday )?"),
    ("two_months", "month ( dash | range ) _ month _ YEAR"),
    ("month_end", "ends _ month _ YEAR"),
    ("month_end", "year month_of_year"),
    ("month_end", "ends _ ( month | month_unit | month_phrase | YEAR | year_unit )"),
    ("month_year", "( month | other_month ) dot? _ YEAR"),
    ("month_year", "YEAR _ month"),
    ("nth_weekday", "( last | ordinal&day ) weekday _ month _ YEAR"),
    ("nth_weekday", "( last | ordinal&day ) weekday _ ( month | month_phrase | REL month_unit )"),
    ("related_month", "REL _ month"),
    ("related_month", "month _ REL"),
    ("month_and_day", "( month_phrase | REL month_unit ) _ day dot? day_after"),
    ("month_and_day", "( day_before day | ordinal&day ) dot? _ ( month_phrase | REL month_unit )"),
    ("month_and_day", "day_before day dot? _ month_unit REL"),
    ("weekday_of_week", "weekday _ ( week_phrase | REL week_unit | week_unit REL )"),
    ("weekday_of_week", "( week_phrase | REL week_unit | week_unit REL ) _ weekday"),
    ("weekday_of_week", "weekday_phrase _ ( week_phrase | REL week_unit )"),
    ("weekday_phrase", "weekday_phrase"),
    ("weekday_day", "REL _ weekday open day"),
    ("related_weekday", "REL _ weekday"),
    ("weekday_day", "weekday comma? open? day_before? day"),
    ("related_weekday", "weekday REL"),
    ("weekday_day", "day_before? day day_after? open weekday"),
    ("weekday", "weekday"),
    ("relative_day", "relative_day"),
    ("ago", "ago_before _ COUNTED"),
    ("ago", "COUNTED _ ago_after relative_day?"),
    ("later_on", "later_on_before _ COUNTED"),
    ("later_on", "COUNTED _ later_on_after"),
    ("earlier", "earlier_before _ COUNTED"),
    ("earlier", "COUNTED _ earlier_after"),
    ("later", "later_before _ COUNTED"),
    ("later", "COUNTED _ later_after"),
    ("month", "anchored ~ month"),
    ("anchored", "anchored"),
    ("quarter", "( day | number ) dot? quarter_unit _ YEAR"),
    ("quarter", "YEAR _ ( day | number ) dot? quarter_unit"),
    ("quarter", "ordinal&day dot? quarter_unit"),
    ("quarter", "quarter_unit ~ ( day | number ) _ YEAR"),
    ("bare_quarter", "day quarter_unit"),
    ("quarter", "quarter_unit day"),
    ("quarter", "roman quarter_unit _ YEAR"),
    ("quarter", "roman quarter_unit"),
    ("quarter", "quarter_unit roman _ YEAR"),
    ("quarter", "quarter_unit roman"),
    ("quarter", "quarter_name _ YEAR"),
    ("quarter", "YEAR _ quarter_name"),
    ("quarter", "quarter_name"),
    ("phrase", "( year_phrase | month_phrase | week_phrase | quarter_phrase | day_phrase )"),
    ("month_of_year", "month_of_year"),
    ("related_unit", "REL unit"),
    ("related_unit", "unit REL"),
    ("era_year", "era number year_word?"),
    ("years", "year ( dash | range ) year year_word"),
    ("years", "year ( dash | range ) number year_word"),
    ("years", "( year_word _ )? year ( dash | range ) year"),
    ("years", "( year_word _ )? year dash number"),
    ("year", "year_word? year dot? year_word"),
    ("year", "( year_word | season _ ) year"),
    ("year", "year"),
    ("month", "month"),
    ("day", "day_before day dot? day_after?"),
    ("day", "day dot? day_after"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Matched:
    """A template found in a string of tags: its name and, by tag, the tokens that fill it."""

    name: str
    tokens: Mapping[str, tuple[int, ...]]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Template:
    """A compiled template: its name, pattern, and the tag of each group."""

    name: str
    pattern: re.Pattern[str]
    tags: tuple[tuple[int, str], ...]


class Templates:
    """All templates compiled for one language's sets of tags.

    A template is tried only where a word stands that it can begin with.
    """

    def __init__(self, characters: Mapping[frozenset[str], str]) -> None:
        self._classes = _classes(characters)
        self._by_first: dict[str, list[_Template]] = {}
        for name, written in TEMPLATES:
            words = _expanded(written).split()
            pattern, tags = self._compile(words)
            template = _Template(name, re.compile(pattern), tuple(enumerate(tags, 1)))
            for char in sorted(self._first(words)):
                self._by_first.setdefault(char, []).append(template)

    def search(self, characters: str, start: int) -> Iterator[Matched]:
        """The shapes at the first place at or after ``start`` that has one, the best first."""
        for at in range(start, len(characters)):
            found = False
            for template in self._by_first.get(characters[at], ()):
                if match := template.pattern.match(characters, at):
                    found = True
                    yield _matched(template, match)
            if found:
                return

    def _first(self, words: list[str]) -> set[str]:
        """The characters that a template can begin with."""
        first: set[str] = set()
        at = 0
        while at < len(words):
            if words[at] != "(":
                first |= set(self._holding(words[at].removesuffix("?")))
                if not words[at].endswith("?"):
                    return first
                at += 1
                continue
            end = _closing(words, at)
            for alternative in _alternatives(words[at + 1 : end]):
                first |= self._first(alternative)
            if not words[end].endswith("?"):
                return first
            at = end + 1
        return first

    def _compile(self, words: list[str]) -> tuple[str, list[str]]:
        """A template as a regular expression, and the tags of its groups in order."""
        glue = self._class("around", "day_before", "day_after", "comma", "part")
        close = self._class("around", "day_before", "day_after")
        parts, tags = [], []
        for word in words:
            optional = "?" if word.endswith("?") else ""
            name = word.removesuffix("?")
            if name == "(":
                parts.append("(?:")
            elif name in (")", "|"):
                parts.append(name + optional)
            elif name == "_":
                parts.append(f"{glue}{{0,3}}")
            elif name == "~":
                parts.append(f"{close}{{0,2}}")
            elif name in _MARKS:
                parts.append(self._class(name) + optional)
            else:
                parts.append(f"({self._class(name)}){optional}")
                tags.append(name.rpartition("&")[2])
        return "".join(parts), tags

    def _class(self, *names: str) -> str:
        """A character class for words with one of the tags ("a&b": with both)."""
        characters = sorted({char for name in names for char in self._holding(name)})
        return f"[{re.escape(''.join(characters))}]" if characters else "(?!)"

    def _holding(self, name: str) -> set[str]:
        """The characters of all sets of tags that hold a tag, or several."""
        return set.intersection(*(set(self._classes.get(tag, "")) for tag in name.split("&")))


def _expanded(template: str) -> str:
    """A template with the short names for years, months and counts written out."""
    for name, meaning in (("YEAR", _YEAR), ("COUNTED", _COUNTED), ("MONTH", _MONTH), ("REL", _RELATION)):
        template = template.replace(name, meaning)
    return template


def _closing(words: list[str], opening: int) -> int:
    """The place of the bracket that closes the one at ``opening``."""
    depth = 0
    for at in range(opening, len(words)):
        depth += (words[at] == "(") - (words[at] in (")", ")?"))
        if not depth:
            return at
    raise ValueError(f"unclosed bracket in a template: {' '.join(words)}")


def _alternatives(words: list[str]) -> list[list[str]]:
    """The parts of a bracket between its bars, bars of inner brackets apart."""
    parts: list[list[str]] = [[]]
    depth = 0
    for word in words:
        depth += (word == "(") - (word in (")", ")?"))
        if word == "|" and not depth:
            parts.append([])
        else:
            parts[-1].append(word)
    return parts


def _matched(template: _Template, match: re.Match[str]) -> Matched:
    """A match with the places of its tokens by tag."""
    tokens: dict[str, tuple[int, ...]] = {}
    for group, tag in template.tags:
        at = match.start(group)
        if at >= 0:
            tokens[tag] = (*tokens.get(tag, ()), at)
    places = [at for held in tokens.values() for at in held]
    return Matched(template.name, tokens, min(places), max(places) + 1)


def _classes(characters: Mapping[frozenset[str], str]) -> dict[str, str]:
    """By tag, the characters of all sets that hold it."""
    classes: dict[str, str] = {}
    for tags, char in characters.items():
        if "not_date" not in tags:
            for tag in tags:
                classes[tag] = classes.get(tag, "") + char
    return classes
