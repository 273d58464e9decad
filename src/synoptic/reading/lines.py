"""A flattened page as lines, and what each line looks like, in any language."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cached_property

import regex

PROSE, LONG, SHORT, SENTENCE = 50, 160, 130, 20
SENTENCE_BRIEF = 14  # in scripts that write few vowels three words are no longer
LONG_UNMARKED = 90
# Letters of scripts that write words without spaces and mostly sentences without marks (Thai, Lao ...).
UNMARKED = regex.compile(r"\p{Line_Break=Complex_Context}")
# The Ethiopic mark between words stands here too: two of them are often typed for a full stop.
TERMINAL = regex.compile(r"[\p{Sentence_Terminal}…\u1361]")
# What is no letter, no mark that joins one, and no apostrophe.
NO_WORD = regex.compile(r"[^\p{L}\p{Mn}\p{Mc}\p{Cf}'’]+")
CLOSERS = frozenset("\"'”’“‘»«›‹」』）)]}】〉》*_†")
BULLETS = "-–—•·|>*▪►"


@dataclass(frozen=True)
class Line:
    """One line of a page: its words as they stand, and how many blank lines stand before it."""

    raw: str
    blanks: int

    @cached_property
    def text(self) -> str:
        """The line without white space around it."""
        return self.raw.strip()

    @cached_property
    def extent(self) -> int:
        """How long the line looks: code points, wide ones counted twice."""
        return extent(self.text)

    @cached_property
    def ends(self) -> bool:
        """Whether the line ends as a sentence does."""
        return ends_sentence(self.text)

    @property
    def prose(self) -> bool:
        """Running text: a sentence of some length, or longer than headlines are."""
        if (self.ends and self.extent >= PROSE) or self.extent >= LONG:
            return True
        return self.extent >= LONG_UNMARKED and len(UNMARKED.findall(self.text)) * 2 > len(self.text)

    @property
    def sentence(self) -> bool:
        """Running text, or at least one sentence that ends as such, not with dots of omission."""
        long = self.extent >= SENTENCE or (self.extent >= SENTENCE_BRIEF and words(self.text) > 2)
        return self.prose or (self.ends and long and not self.text.endswith(("...", "…")))

    @property
    def short(self) -> bool:
        """A label, headline or sub-heading: not long, and no end of a sentence."""
        return not self.ends and self.extent <= SHORT

    @cached_property
    def folded(self) -> str:
        """The words of the line, folded for comparison."""
        return fold(self.text)

    @cached_property
    def bare(self) -> str:
        """The line without the dash or bullet that it begins with, folded for comparison."""
        return self.text.lstrip(BULLETS + " ").casefold().strip()


def fold(text: str) -> str:
    """A phrase for comparison: folded, its digits and the marks around its words taken away."""
    lower = text.casefold().replace("i\u0307", "i")  # what the dotted capital of Turkish becomes
    return " ".join(NO_WORD.sub(" ", lower).replace("’", "'").split()).strip("' ")


def extent(text: str) -> int:
    """Code points of a text, those of East Asian width counted twice."""
    if text.isascii():
        return len(text)
    return len(text) + sum(1 for c in text if unicodedata.east_asian_width(c) in "WF")


def ends_sentence(text: str) -> bool:
    """Whether a text ends with the end of a sentence, closing marks left aside."""
    end = len(text)
    while end and text[end - 1] in CLOSERS:
        end -= 1
    return bool(end and TERMINAL.match(text[end - 1]))


def words(text: str) -> int:
    """How many words a text has, roughly: runs of letters, or half its ideographs."""
    wide = sum(1 for c in text if unicodedata.east_asian_width(c) == "W")
    return max(len(text.split()), wide // 2)


def split_lines(text: str) -> list[Line]:
    """The lines of a text that have words in them."""
    lines: list[Line] = []
    blanks = 0
    for raw in text.split("\n"):
        if raw.strip():
            lines.append(Line(raw, blanks))
            blanks = 0
        else:
            blanks += 1
    return lines


def join_lines(lines: list[Line]) -> str:
    """The lines with their blank lines between them, none at the ends."""
    parts: list[str] = []
    for line in lines:
        if parts:
            parts.append("\n" * (line.blanks + 1))
        parts.append(line.raw)
    return "".join(parts).strip()
