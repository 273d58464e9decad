"""Speech that a dash opens, as in much of Europe's press.

"– Det räcker nu, säger Ek." and "— Хватит, — сказал Орлов. — Мы уходим.": a paragraph that begins
with a dash is speech up to the words that attribute it, and again after the next dash.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from synoptic.languages.profile import Profile
from synoptic.marking.quotation_marks import Quotation
from synoptic.marking.saying import verbs_of_saying

_DASHES = "–—―‒-"
_LONG = "–—―"  # those that open speech even where nobody is said to say it
_OPENING = re.compile(rf"[{_DASHES}]\s?(?=[^\W\d_]|[¿¡…\"«“„”])|[{_LONG}]\s(?=\d)")
_AFTER_COLON = re.compile(rf":\s(?:[{_LONG}]\s?|-\s)(?=[^\W\d_]|[¿¡…])")
_CUT = re.compile(rf"[,!?…]\s+(?![{_DASHES}])|[,!?…]?\s+[{_DASHES}]\s?|\s?[—–](?=[^\W\d_])")
_AGAIN = re.compile(rf"(?:\s?[{_LONG}‒]\s?|\s-\s?)(?=[^\W\d_]|…)")
_AFTER_STOP = re.compile(rf"(?<=[.!?…”\"»])\s[{_LONG}]\s(?=[^\W\d_])")
_STOP = re.compile(r"[.!?:;…]\s")
_CLAUSE = 8  # words of the clause in which the verb of saying must stand
_FEWEST = 4  # words that speech must have if nobody is said to say it
_LONGEST = 2000  # code points of a paragraph that are read as speech


def dashed(text: str, profile: Profile, quoted: Sequence[tuple[int, int]]) -> tuple[Quotation, ...]:
    """The speech that a dash opens, at the start of a paragraph or after a colon, in order.

    ``quoted`` are spans already known to be quotations: what they say attributes nothing, and a paragraph
    that nothing attributes is read up to the sentence with one.
    """
    if not profile.quotes.dash:
        return ()
    quoted_starts = [start for start, _ in quoted]
    found: list[Quotation] = []
    for line in re.finditer(r"[^\n\r]+", text):
        start = line.start() + len(line.group()) - len(line.group().lstrip())
        end = line.start() + len(line.group().rstrip())
        first = bisect_left(quoted_starts, start)
        inside = quoted[first : bisect_left(quoted_starts, end)]
        if inside and (parts := _around(text, start, end, inside, profile)):
            found += parts
            continue
        if inside:
            end = _sentence_end(text, start, inside[0][0])
        opening = _OPENING.match(text, start, end) or _AFTER_COLON.search(text, start, end)
        if opening and end - start <= _LONGEST:
            headline = not text[: line.start()].strip()
            found += _speech(text, opening.end(), end, profile, text[opening.start()], headline=headline)
        elif not opening and line.end() - start <= _LONGEST:
            inside = [span for span in quoted[first:] if span[0] < line.end()]
            found += _behind_stops(text, start, line.end(), inside, profile)
    return tuple(found)


def _around(
    text: str, start: int, end: int, inside: Sequence[tuple[int, int]], profile: Profile
) -> list[Quotation]:
    """The speech of a paragraph with quotations in it, if words outside of them attribute it."""
    opening = _OPENING.match(text, start, end)
    if opening is None or end - start > _LONGEST:
        return []
    begin = opening.end()
    shown = list(text[begin:end])
    for first, last in inside:
        if begin <= first and last <= end:
            shown[first - begin : last - begin] = "x" * (last - first)
    hidden = "".join(shown)
    return [
        replace(
            one, start=begin + one.start, end=begin + one.end, first=begin + one.first, last=begin + one.last
        )
        for one in _speech(hidden, 0, len(hidden), profile, "")
    ]


def _sentence_end(text: str, start: int, quotation: int) -> int:
    """Where the sentences before a quotation end; ``start`` where it stands in the first of them."""
    ends = [stop.end() for stop in re.finditer(r"[.!?…](?=\s)", text[start:quotation])]
    return start + ends[-1] if ends else start


def _speech(
    text: str, start: int, end: int, profile: Profile, mark: str, *, headline: bool = False
) -> list[Quotation]:
    """The parts of a paragraph that are speech: up to the clause that says who speaks, and so on.

    A ``headline`` ends without a full stop.
    """
    verbs = [
        (start + verb.start, start + verb.end)
        for verb in verbs_of_saying(text[start:end], profile.quotes, profile.spaces)
    ]
    said = [verb[0] for verb in verbs]
    cut = _attributing(text, start, end, said)
    if cut is None:
        opens = bool(mark) and mark in _LONG + ":" and (headline or text[end - 1] in ".!?…”“»")
        whole = opens and len(text[start:end].split()) >= _FEWEST
        return [Quotation(start, end, start, end)] if whole else []
    parts: list[Quotation] = []
    while cut is not None:
        last = cut.start() + (text[cut.start()] in "!?…")
        parts.append(Quotation(start, last, start, last, reopened=bool(parts)))
        verb = verbs[bisect_left(said, cut.end())][1]
        again = _AGAIN.search(text, verb, end)
        if again is None:
            return parts
        start = again.end()
        closed = _attributing(text, start, end, said)
        cut = closed if closed and (_has_dash(closed) or not _has_dash(cut)) else None
    parts.append(Quotation(start, end, start, end, reopened=True))
    return parts


def _has_dash(cut: re.Match[str]) -> bool:
    """Whether a dash, and no comma alone, sets off the words of attribution."""
    return any(dash in cut.group() for dash in _DASHES)


def _behind_stops(
    text: str, start: int, end: int, quoted: Sequence[tuple[int, int]], profile: Profile
) -> Iterator[Quotation]:
    """Speech that a dash opens behind a full stop inside a paragraph, and a dash closes.

    "Opinie są podzielone. – To zły plan – mówi Nowak.": what ``quoted`` spans of the paragraph hold
    is passed over.
    """
    if not _AFTER_STOP.search(text, start, end):
        return
    edges = [start, *(edge for span in quoted for edge in span), end]
    for low, high in zip(edges[::2], edges[1::2], strict=True):
        said = [low + verb.start for verb in verbs_of_saying(text[low:high], profile.quotes, profile.spaces)]
        for opening in _AFTER_STOP.finditer(text, low, high):
            cut = _attributing(text, opening.end(), high, said[bisect_left(said, opening.end()) :])
            upper = text[opening.end()].isupper()
            if upper and cut and _has_dash(cut) and not _AFTER_STOP.search(text, opening.end(), cut.start()):
                yield from _speech(text, opening.end(), high, profile, opening.group().strip())
                break


def _attributing(text: str, start: int, end: int, said: Sequence[int]) -> re.Match[str] | None:
    """The first cut after which a verb of saying stands at once, else in a short clause."""
    near = None
    for cut in _CUT.finditer(text, start, end):
        at = bisect_left(said, cut.end())
        if at == len(said):
            break
        clause = text[cut.end() : said[at]]
        if not clause.strip():
            return cut
        stop = _STOP.search(text, said[at], end)
        rest = text[said[at] : stop.start() if stop else end]
        short = len(clause.split()) + len(rest.split()) <= _CLAUSE and not _STOP.search(clause)
        near = near or (cut if short and not _CUT.search(clause) else None)
    return near
