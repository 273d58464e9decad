"""Whether the words around a date look ahead: "would close on Friday" against "said on Friday".

The nearest word before the date in its clause decides: a verb of saying or of the past holds it
back, a word of the future turns it ahead.  Behind the date only what follows a date at the head of
its clause is read ("På tirsdag skal ..."), or the clause to its end where the language puts its
verbs there.
"""

from __future__ import annotations

import re

from synoptic.marking.date_tokens import Row
from synoptic.marking.date_vocabulary import Outlook, Vocabulary

_STOP = re.compile(r"[!?;。！？；।۔\n]|(?<!\d)[.:]|[.:](?!\d)")  # not the mark in "17.30"
_CLAUSE = re.compile(r"[,،、，—–]")
_REACH = 140
_HEAD = 25
# What may stand between "by" or "until" and its date: an article, or "late".
_BETWEEN = re.compile(r"\s*(?:[^\W\d]{1,10}\s+)?")


def outlook(row: Row, first: int, last: int, words: Vocabulary) -> Outlook | None:
    """Where the date in tokens ``first`` to ``last`` lies by the words of its sentence.

    None where nothing tells.
    """
    opening, closing = row.tokens[first], row.tokens[last]
    if opening is None or closing is None:
        return None
    before = _before(row.text, opening.start, closing.end, words)
    return before if before else _after(row.text, opening.start, closing.end, words)


def _before(text: str, start: int, end: int, words: Vocabulary) -> Outlook | None:
    """What the nearest word before the date that decides says; "by" gives way to a past behind it."""
    edge = _sentence_start(text, start)
    # A comma right before the date belongs to it ("will meet, on Friday, the ...").
    cuts = [found.end() for found in _CLAUSE.finditer(text, edge, start) if text[found.end() : start].strip()]
    lead = text[max(cuts, default=edge) : start]
    ending = _last_ending(lead, words)
    for found in reversed(words.context.find(lead)):
        if found.end <= ending:
            return "ahead"
        if found.value == "that":
            return _expected(text[edge : start - len(lead) + found.start], words)
        if found.value != "by":
            return "ahead" if found.value == "ahead" else "behind"
        if _BETWEEN.fullmatch(lead, found.end):
            return None if _past_behind(text, end, words) else "ahead"
    return "ahead" if ending else None


def _expected(text: str, words: Vocabulary) -> Outlook | None:
    """Whether what opens reported speech follows a word of the future: "it is expected that"."""
    found = words.context.find(text)
    near = bool(found) and not text[found[-1].end :].strip(" \u00a0,،")
    return "ahead" if near and found[-1].value == "ahead" else None


def _past_behind(text: str, end: int, words: Vocabulary) -> bool:
    """Whether the clause goes on with a verb of the past: "by Sunday evening twelve had died"."""
    stop = _STOP.search(text, end, end + _REACH)
    rest = text[end : stop.start() if stop else end + _REACH]
    rest = _CLAUSE.split(rest)[0]
    past = words.backward_word.search(rest) if words.backward_word else None
    for found in words.context.find(rest):
        if past and past.start() <= found.start:
            break
        if found.value in ("ahead", "behind"):
            return found.value == "behind"
    return past is not None


def _after(text: str, start: int, end: int, words: Vocabulary) -> Outlook | None:
    """What the clause that the date opens, or the verb at its end, says."""
    verb_last = words.dates.verb_last
    if not verb_last and not _opens_clause(text, start, words):
        return None
    edge = _sentence_end(text, end, abbreviated=not verb_last)
    if not verb_last and (comma := _CLAUSE.search(text, end, edge)):
        edge = comma.start()
    rest = text[end:edge]
    ending = words.forward_word.search(rest) if words.forward_word else None
    for found in words.context.find(rest):
        if ending and ending.start() < found.start:
            break
        if found.value in ("behind", "that"):
            return "behind"
        if found.value == "ahead" or (found.value == "by" and verb_last and found.start <= 2):
            return "ahead"
    return "ahead" if ending else None


def _opens_clause(text: str, start: int, words: Vocabulary) -> bool:
    """Whether at most two short words stand before the date in its clause."""
    begin = max(0, start - _HEAD)
    lead = text[begin:start]
    cuts = [found.end() for pattern in (_STOP, _CLAUSE) for found in pattern.finditer(lead)
            if found[0] != "." or not lead[found.end() : found.end() + 1].isdigit()]  # fmt: skip
    cuts += [found.end for found in words.context.find(lead) if found.value == "that"]
    if not cuts and begin > 0:
        return False
    return len(lead[max(cuts, default=0) :].split()) <= 2


def _sentence_start(text: str, end: int) -> int:
    """Where the sentence of a position begins, looking back no further than the reach."""
    start = max(0, end - _REACH)
    cut = start
    for found in _STOP.finditer(text, start, end):
        # A full stop before a small letter ends an abbreviation ("3 p.m. on Friday").
        after = text[found.end() : found.end() + 2]
        if found[0] != "." or (after[:1].isspace() and not after[1:].islower()):
            cut = found.end()
    return cut


def _sentence_end(text: str, start: int, *, abbreviated: bool) -> int:
    """Where the sentence of a position ends, looking ahead no further than the reach.

    ``abbreviated``: a full stop may end an abbreviation.
    """
    limit = min(len(text), start + _REACH)
    for found in _STOP.finditer(text, start, limit):
        # A full stop before digits or a small letter ends an abbreviation ("on Friday at approx. 9").
        after = text[found.end() : found.end() + 2]
        if (
            found[0] != "."
            or not abbreviated
            or not (after[:1].isspace() and (after[1:].islower() or after[1:].isdigit()))
        ):
            return found.start()
    return limit


def _last_ending(lead: str, words: Vocabulary) -> int:
    """The end of the last word with an ending of the future; 0 for none."""
    if words.forward_word is None:
        return 0
    return max((found.end() for found in words.forward_word.finditer(lead)), default=0)
