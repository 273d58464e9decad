"""Speech that a dash opens, as in much of Europe's press.

"– Det räcker nu, säger Ek." and "— Хватит, — сказал Орлов. — Мы уходим.": a paragraph that begins
with a dash is speech up to the words that attribute it, and again after the next dash.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from synoptic.languages.profile import Profile
from synoptic.marking.quotation_marks import Quotation
from synoptic.marking.saying import verbs_of_saying
from synoptic.types import Passage

_DASHES = "–—―‒-"
_OPENING = re.compile(rf"[{_DASHES}]\s?(?=[^\W\d_]|[¿¡…\"«“„”])")
_CUT = re.compile(rf"[,!?…]\s+|\s+[{_DASHES}]\s?|\s?[—–](?=[^\W\d_])")
_AGAIN = re.compile(rf"\s?[{_DASHES}]\s?(?=[^\W\d_]|…)")
_CLAUSE = 6  # words in which the verb of saying must follow
_LONGEST = 2000  # code points of a paragraph that are read as speech


def dashed(
    text: str, sentences: Sequence[Passage], profile: Profile, quoted: Sequence[tuple[int, int]]
) -> tuple[Quotation, ...]:
    """The speech of paragraphs that a dash opens and words of saying attribute, in order.

    ``quoted`` are spans already known to be quotations; a paragraph with one is left alone.
    """
    if not profile.quotes.dash:
        return ()
    quoted_starts = [start for start, _ in quoted]
    found: list[Quotation] = []
    for line in re.finditer(r"[^\n\r]+", text):
        start = line.start() + len(line.group()) - len(line.group().lstrip())
        opening = _OPENING.match(text, start, line.end())
        end = line.start() + len(line.group().rstrip())
        inside = bisect_left(quoted_starts, end) > bisect_left(quoted_starts, start)
        if opening and not inside and end - start <= _LONGEST:
            found += _speech(text, opening.end(), end, profile)
    return tuple(found)


def _speech(text: str, start: int, end: int, profile: Profile) -> list[Quotation]:
    """The parts of a paragraph that are speech: up to a clause with a verb of saying, and so on."""
    verbs = verbs_of_saying(text[start:end], profile.quotes.say, profile.spaces)
    said = [start + verb.start for verb in verbs]
    parts: list[Quotation] = []
    for cut in _CUT.finditer(text, start, end):
        verb = next((at for at in said if at >= cut.end()), None)
        if verb is None:
            break
        clause = text[cut.end() : verb]
        if len(clause.split()) > _CLAUSE or re.search(r"[.!?:;…]\s", clause):
            continue
        last = cut.start() + (1 if text[cut.start()] in "!?…" else 0)
        parts.append(Quotation(start, last, start, last))
        again = _AGAIN.search(text, verb, end)
        if again:
            parts.append(Quotation(again.end(), end, again.end(), end))
        break
    return parts
