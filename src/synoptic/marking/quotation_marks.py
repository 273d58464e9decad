"""Which words stand between quotation marks.

Marks are paired inside a paragraph, by what stands on either side of them: straight marks and
those that a language uses both ways open at the start of a word and close at its end.  An
apostrophe is no mark.  What a paragraph leaves open is taken to its end if it began a sentence;
the next paragraph opens anew, or goes on up to the closing mark.

One pass with a bounded stack and bounded looks ahead: linear time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from synoptic.languages.sections import Quotes
from synoptic.marking.lexicon import fold

_USUAL = ("“ ”", "« »", "„ “", '" "', "‘ ’", "' '", "「 」", "『 』")
_SINGLE = frozenset("'’‘‚‹›`´")
_APOSTROPHES = frozenset("'’‘`´")
_HIGH = frozenset('“”"״')
_LOW = frozenset("„‟")
_DOUBLED = {"''": '"', "’’": '"', "‘‘": "“", "``": "“", "´´": '"', ",,": "„", "<<": "«", ">>": "»"}
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
_BEFORE_OPEN = frozenset("([{-–—―:;,/=：，（、ـ¿¡")
_AFTER_CLOSE = frozenset(".,;:!?)]}-–—―/…。，、；：！？）،؛؟۔।")
_DEPTH = 4  # quotations inside quotations that are followed
_AHEAD = 8  # marks looked at to tell an apostrophe from a closing mark
_LINES = 8  # paragraphs that an open quotation may go on through
_FEWEST = 3  # words that a quotation without its closing mark must have


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between marks: ``start`` to ``end`` with the marks, ``first`` to ``last`` without.

    ``reopened``: it takes up the quotation before it, which the last paragraph or words of attribution
    inside the marks left open.
    ``doubtful``: nothing closes it, and it begins inside a sentence.
    """

    start: int
    end: int
    first: int
    last: int
    reopened: bool = False
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    """A quotation mark in the text, and the mark that it counts as."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class _Pairs:
    """The marks of a language."""

    found: re.Pattern[str]
    closings: dict[str, frozenset[str]]
    closing: frozenset[str]
    apostrophes: re.Pattern[str] | None
    prefixes: frozenset[str]
    own: frozenset[tuple[str, str]]

    def usual(self, opening: str, closing: str) -> bool:
        """Whether the language pairs the two marks."""
        return (opening, closing) in self.own


def count_words(text: str) -> float:
    """How many words a text has; two characters count as one where words are not separated."""
    return sum(max(1.0, len(_UNSPACED.findall(word)) / 2) for word in text.split())


def quotations(text: str, section: Quotes) -> tuple[Quotation, ...]:
    """The outermost quotations of a text, in order."""
    pairs = _pairs(section)
    found: list[Quotation] = []
    left: _Mark | None = None  # what an earlier paragraph left open
    lines = 0
    for line in re.finditer(r"[^\n\r\u2028\u2029]+", text):
        if not line.group().strip():
            continue
        marks = _marks(text, line.start(), line.end(), pairs)
        lines = lines + 1 if left else 0
        taken_up = left if lines < _LINES else None
        inner, left = _paired(text, line.span(), marks, pairs, taken_up)
        found += inner
    return tuple(found)


@lru_cache(maxsize=128)
def _pairs(section: Quotes) -> _Pairs:
    closings: dict[str, set[str]] = {}
    for pair in section.marks or _USUAL:
        opening, _, closing = pair.partition(" ")
        straight = "'" if opening in _SINGLE else '"'
        closings.setdefault(opening, set()).update((closing, straight))
        if opening in _HIGH | _LOW:
            closings[opening] |= _HIGH  # marks mixed by hand or machine; what surrounds them decides
        elif opening == "'":
            closings[opening].add("’")
    every = {mark for opening, ends in closings.items() for mark in (opening, *ends)}
    doubled = [mark for mark, kind in _DOUBLED.items() if kind in every]
    alternatives = "|".join(map(re.escape, [*doubled, *sorted(every)]))
    words = "|".join(sorted(map(re.escape, map(fold, section.apostrophes)), key=len, reverse=True))
    return _Pairs(
        found=re.compile(alternatives),
        closings={opening: frozenset(ends) for opening, ends in closings.items()},
        closing=frozenset(mark for ends in closings.values() for mark in ends),
        apostrophes=re.compile(rf"(?:{words})\b", re.IGNORECASE) if words else None,
        prefixes=frozenset(section.prefixes),
        own=frozenset((pair[0], pair[-1]) for pair in section.marks or _USUAL),
    )


def _marks(text: str, start: int, end: int, pairs: _Pairs) -> list[_Mark]:
    marks = []
    for match in pairs.found.finditer(text, start, end):
        kind = _DOUBLED.get(match.group(), match.group())
        mark = _Mark(match.start(), match.end(), kind)
        if not _is_letter_mark(text, mark, pairs):
            marks.append(mark)
    return marks


def _is_letter_mark(text: str, mark: _Mark, pairs: _Pairs) -> bool:
    """Whether the mark is an apostrophe, or the double mark inside a Hebrew abbreviation."""
    before = text[mark.start - 1 : mark.start]
    after = text[mark.end : mark.end + 1]
    if mark.end - mark.start > 1:
        return mark.kind == "„" and not after.isalpha()
    if mark.kind in _HIGH and _is_hebrew(before) and _is_hebrew(after):
        start = mark.start - 1
        while start > 0 and mark.start - start < 4 and text[start - 1].isalpha():
            start -= 1
        prefixed = set(text[start : mark.start]) <= pairs.prefixes
        return not (prefixed and _is_hebrew(text[mark.end + 1 : mark.end + 2]))
    if mark.kind not in _APOSTROPHES:
        return False
    if _has_case(before) and (after.isalpha() or after.isdigit()):
        return True
    if before.isdigit() and after.isdigit():
        return True
    return bool(pairs.apostrophes and not before.isalnum() and pairs.apostrophes.match(text, mark.end))


def _has_case(char: str) -> bool:
    """Whether a letter is of a script in which apostrophes stand inside words."""
    return char.isupper() or char.islower() or _is_hebrew(char)


def _is_hebrew(char: str) -> bool:
    return "\u0590" <= char <= "\u05ff"


def _paired(
    text: str, line: tuple[int, int], marks: Sequence[_Mark], pairs: _Pairs, left: _Mark | None
) -> tuple[list[Quotation], _Mark | None]:
    """The quotations of one paragraph, and the mark that it leaves open."""
    found: list[Quotation] = []
    stack, left = _taken_up(text, line, marks, pairs, left)
    reopened = left is not None
    nested: list[Quotation] = []
    inner: _Mark | None = None  # one closing mark for two quotations, as in Russian
    for index, mark in enumerate(marks):
        depth = _depth_closed(text, marks, index, stack, pairs)
        if depth is not None:
            opened = stack[depth]
            del stack[depth:]
            if len(stack) == 1:
                nested.append(_quotation(opened, mark.start, mark.end, False))
            inner = mark if stack and _before_attribution(text, mark.end) else inner
            if not stack:
                nested, inner = [], None
                found.append(_quotation(opened, mark.start, mark.end, reopened and not found))
        elif _opens(text, mark, stack, pairs) or (not stack and _misplaced(text, marks, index, pairs)):
            anew = mark.kind in pairs.closing or _after_stop(text, mark.start)
            if stack and stack[-1].kind == mark.kind and anew:
                found += _given_up(text, stack, mark.start)
                stack, nested, inner = [], [], None
            if len(stack) < _DEPTH:
                stack.append(mark)
    if stack and inner and inner.start > stack[0].end:
        found.append(_quotation(stack[0], inner.end, inner.end, reopened and not found))
        return found, None
    if stack:
        rest = _unclosed(text, stack[0], line, reopened and not found)
        found += nested if rest is None or (rest.doubtful and nested) else [rest]
        return found, stack[0] if rest and not rest.doubtful else None
    return found, None


def _taken_up(
    text: str, line: tuple[int, int], marks: Sequence[_Mark], pairs: _Pairs, left: _Mark | None
) -> tuple[list[_Mark], _Mark | None]:
    """What is open at the start of a paragraph, and the mark that it goes on from, if it does."""
    words = text[line[0] : line[1]]
    beginning = line[0] + len(words) - len(words.lstrip())
    if left is None or (marks and _opens_first(marks[0], beginning, left)):
        return [], left
    # the paragraph goes on without a mark of its own: up to the first that closes
    if marks and _closes(text, marks, 0, left, pairs):
        return [_Mark(beginning, beginning, left.kind)], left
    return [], None


def _misplaced(text: str, marks: Sequence[_Mark], index: int, pairs: _Pairs) -> bool:
    """Whether a mark that touches the word before it opens all the same: وقال" إننا نؤدي".

    Where letters have no case it is no apostrophe; another mark must follow to close it.
    """
    mark = marks[index]
    before, after = text[mark.start - 1 : mark.start], text[mark.end : mark.end + 2]
    uncased = before.isalpha() and not _has_case(before) and not _UNSPACED.match(before)
    follows = index + 1 < len(marks) and marks[index + 1].kind in pairs.closings.get(mark.kind, ())
    return uncased and mark.kind in _HIGH and follows and after[:1].isspace() and after[1:].isalpha()


def _unclosed(text: str, opened: _Mark, line: tuple[int, int], reopened: bool) -> Quotation | None:
    """What a mark without its pair opens, up to the end of the paragraph."""
    words = text[opened.end : line[1]].rstrip()
    end = opened.end + len(words)
    fewest = _FEWEST if words[-1:] not in {"!", "?", "؟", "।"} else _FEWEST - 1
    if count_words(words) < fewest:
        return None
    if _begins_speech(text, opened, line):
        return Quotation(opened.start, end, opened.end, end, reopened)
    single = opened.kind in _APOSTROPHES or opened.kind in _SINGLE
    return None if single else Quotation(opened.start, end, opened.end, end, doubtful=True)


def _after_stop(text: str, at: int) -> bool:
    """Whether a sentence ended just before a place."""
    return text[max(0, at - 3) : at].rstrip()[-1:] in {".", "!", "?", "…"}


def _before_attribution(text: str, at: int) -> bool:
    """Whether a comma or dash follows, as between speech and the words that attribute it."""
    after = text[at : at + 4].lstrip(" \u00a0")
    return after[:1] == "," or after[:1] in {"–", "—"}


def _quotation(opened: _Mark, last: int, end: int, reopened: bool) -> Quotation:
    return Quotation(opened.start, end, opened.end, last, reopened)


def _opens_first(mark: _Mark, beginning: int, left: _Mark) -> bool:
    """Whether a paragraph begins with the mark of the quotation that was left open."""
    return mark.start == beginning and (mark.kind == left.kind or mark.kind in "»«“„")


def _given_up(text: str, stack: Sequence[_Mark], end: int) -> list[Quotation]:
    """A quotation without its closing mark, where the next begins after a full stop."""
    opened = stack[0]
    words = text[opened.end : end].rstrip()
    if words[-1:] in {".", "!", "?", "…"} and count_words(words[:400]) >= _FEWEST:
        last = opened.end + len(words)
        return [Quotation(opened.start, last, opened.end, last)]
    return []


def _depth_closed(
    text: str, marks: Sequence[_Mark], index: int, stack: Sequence[_Mark], pairs: _Pairs
) -> int | None:
    """Which of the open quotations the mark closes, innermost first."""
    for depth in range(len(stack) - 1, -1, -1):
        if _closes(text, marks, index, stack[depth], pairs):
            return depth
    return None


def _closes(text: str, marks: Sequence[_Mark], index: int, opened: _Mark, pairs: _Pairs) -> bool:
    mark = marks[index]
    if mark.kind not in pairs.closings.get(opened.kind, ()) or mark.start < opened.end:
        return False
    before, after = text[mark.start - 1 : mark.start], text[mark.end : mark.end + 1]
    if mark.kind not in pairs.closings:  # a mark that only ever closes
        return mark.kind not in _APOSTROPHES or _ends_single(text, marks, index)
    edge = not after or after.isspace() or after in _AFTER_CLOSE
    if not edge and (before.isspace() or not pairs.usual(opened.kind, mark.kind)):
        return False
    if mark.kind in _APOSTROPHES:
        return _ends_single(text, marks, index)
    return True


def _ends_single(text: str, marks: Sequence[_Mark], index: int) -> bool:
    """Whether a single mark closes, and is not the apostrophe of "the soldiers' camp"."""
    mark = marks[index]
    before, after = text[mark.start - 1 : mark.start], text[mark.end : mark.end + 2]
    if before.isspace():
        return not after[:1].isalnum()
    if before.lower() not in {"s", "x", "z"} or not (after[:1].isspace() and after[1:].isalnum()):
        return True
    for later in marks[index + 1 : index + 1 + _AHEAD]:
        if later.kind not in _APOSTROPHES:
            continue
        opens = text[later.start - 1].isspace() and text[later.end : later.end + 1].isalnum()
        return opens
    return True


def _opens(text: str, mark: _Mark, stack: Sequence[_Mark], pairs: _Pairs) -> bool:
    if mark.kind not in pairs.closings:
        return False
    before, after = text[mark.start - 1 : mark.start], text[mark.end : mark.end + 1]
    apart = not before or before.isspace() or before in _BEFORE_OPEN or before in pairs.closings
    if mark.kind in _APOSTROPHES:
        if after in _APOSTROPHES and text[mark.end + 1 : mark.end + 2].isalpha():  # "‘’s Morgens"
            return apart
        return apart and bool(after) and (after.isalnum() or after in "…¿¡[(" or after in pairs.closings)
    if mark.kind not in pairs.closing:  # a mark that only ever opens
        return True
    if apart:
        return bool(after) and (not after.isspace() or mark.kind in "«»" or before.isspace())
    if before in pairs.prefixes and not stack:
        return True
    cased = _has_case(before) or before.isdigit() or before in ".,!?…"
    return not cased and not stack and bool(after) and after not in _AFTER_CLOSE and not after.isspace()


def _begins_speech(text: str, mark: _Mark, line: tuple[int, int]) -> bool:
    """Whether a mark without its pair stands where speech begins: first, or after a stop."""
    before = text[max(line[0], mark.start - 3) : mark.start].strip()
    if mark.kind in _APOSTROPHES and mark.kind != "‘":
        return before[-1:] in {"", ":"} and text[mark.end].isupper()
    return not before or before[-1] in ".!?…:;。！？：，,،؛।–—"
