"""Words of attribution that stand inside the marks: «We stay, — said Orlov. — To the end».

Much of Europe's press leaves the marks open around them: between dashes everywhere, and where the
language data say so after a comma too ("« On tient, a dit Léa. C'est fini. »").  Only a quotation
that stands as sentences of its own is read so: one that is attributed outside its marks may well
tell what others said.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from synoptic.languages.profile import Profile
from synoptic.marking.lexicon import Found
from synoptic.marking.quotation_marks import Quotation, count_words
from synoptic.marking.speechwords import SpeechWords, speech_words

_DASH = "–—―-"
# An auxiliary before the verb of saying, with its pronoun where that is joined to it ("a-t-elle").
_AUXILIARY = r"(?:[^\W\d_]{1,3}(?:['’][^\W\d_]{1,4})?\s|[^\W\d_]+(?:-[^\W\d_]+)+\s)?$"
_AFTER_DASH = re.compile(rf"(?:[,!?…]?\s+[{_DASH}]\s+|[,!?…]?\s?[–—―](?!\s)){_AUXILIARY}")
_AFTER_COMMA = re.compile(rf"[,!?…]\s+{_AUXILIARY}")
_DASH_AGAIN = re.compile(
    rf"[.,]?\s*[{_DASH}](?:[,.]?\s+|[,.]?$)|(?<=[^\W\d_])[–—―][,.]?\s*|[.!?…](?:\s+|$)|$"
)
_COMMA_AGAIN = re.compile(r"[,.!?…](?:\s+|$)|$")
_STOP_AGAIN = re.compile(r"[.!?…](?:\s+|$)|$")
_SECOND_DASH = re.compile(rf"[{_DASH}][,.]?\s+|[–—―]")
_INITIAL = re.compile(r"(?:^|[\s.-])[^\W\d_]$")  # before the full stop of "J. Ek"
_REACH = 160  # code points that words of attribution have at most
_MOST = 16  # words that they have at most
_LEAD = 40  # code points before a verb in which they must have begun
_NEAR = 3  # words in which an apposition names its role
_STOPS = frozenset('.!?…:;»”“"')


def broken(
    text: str, quotations: Sequence[Quotation], verbs: Sequence[Found[str]], profile: Profile
) -> Iterator[Quotation]:
    """The quotations, those with words of attribution inside their marks as the parts around these.

    ``verbs`` are all verbs of saying of the text in order.
    """
    starts = [verb.start for verb in verbs]
    for one in quotations:
        inside = verbs[bisect_left(starts, one.first) : bisect_left(starts, one.last)]
        if one.doubtful or not inside or not _alone(text, one):
            yield one
        else:
            yield from _parts(text, one, inside, profile)


def _alone(text: str, one: Quotation) -> bool:
    """Whether a quotation stands as sentences of its own."""
    line = text.rfind("\n", 0, one.start) + 1
    before = text[max(line, one.start - 3) : one.start].rstrip()
    after = text[one.end : one.end + 4].lstrip(".!?…").lstrip(" \u00a0")
    opened = not before or (before[-1] in _STOPS and before[-1] != ":")
    return opened and (not after or after[0] == "\n" or not (after[0].islower() or after[0] in ",;" + _DASH))


def _parts(text: str, one: Quotation, verbs: Sequence[Found[str]], profile: Profile) -> Iterator[Quotation]:
    first = one.first
    begin, reopened = one.start, one.reopened
    for verb in verbs:
        if verb.start < first:
            continue
        found = _attribution(text, first, one.last, verb, profile)
        if found is None:
            continue
        cut, resumed = found
        yield replace(one, start=begin, end=cut, first=first, last=cut, reopened=reopened)
        begin = first = resumed
        reopened = True
    if text[first : one.last].strip():
        yield replace(one, start=begin, first=first, reopened=reopened)


def _attribution(
    text: str, first: int, last: int, verb: Found[str], profile: Profile
) -> tuple[int, int] | None:
    """Where the words of attribution around a verb begin and end; none if it only tells what was said."""
    low = max(first, verb.start - _LEAD)
    lead = text[low : verb.start]
    cut, again = _AFTER_DASH.search(lead), _DASH_AGAIN
    if cut is None and profile.quotes.incise:
        cut, again = _AFTER_COMMA.search(lead), _COMMA_AGAIN
    if cut is None or not text[first : low + cut.start()].strip():
        return None
    begin = low + cut.start()
    ended = text[begin] in "!?…"  # then a sentence of its own says who speaks
    stop = _ends(text, verb.end, last, _STOP_AGAIN if ended and again is _COMMA_AGAIN else again, profile)
    if stop is None:
        return None
    alone = again is _DASH_AGAIN and not text[verb.end : stop.start()].strip()
    if not alone and not _names(text[begin : stop.start()], text[verb.end : stop.start()], profile):
        return None
    return begin + ended, _resumed(text, stop.end(), last)


def _ends(text: str, start: int, last: int, again: re.Pattern[str], profile: Profile) -> re.Match[str] | None:
    """The mark that ends words of attribution after their verb: not a comma before "mayor of Ems"."""
    for stop in again.finditer(text, start, last):
        asked = text[stop.start() : stop.start() + 1] == "?"  # "não acha?" is the speaker's own question
        if asked or stop.start() - start > _REACH or count_words(text[start : stop.start()]) > _MOST:
            return None
        if text[stop.start() : stop.start() + 1] == "." and _INITIAL.search(text[start : stop.start()]):
            continue
        if stop.group()[:1] == "," and again is _COMMA_AGAIN and _is_role(text[stop.end() : last], profile):
            continue
        return stop
    return None


def _is_role(words: str, profile: Profile) -> bool:
    """Whether a clause begins with a word for a person's role, as an apposition does."""
    near = " ".join(re.split(r"[,.]", words, maxsplit=1)[0].split()[:_NEAR])
    return bool(_speech(profile).roles.find(near))


def _names(words: str, after: str, profile: Profile) -> bool:
    """Whether words of attribution, ``after`` those behind their verb, name a speaker."""
    table = _speech(profile)
    if table.pronouns.find(words) or table.roles.find(words):
        return True
    return not profile.numbers.capital_nouns and any(word[0].isupper() for word in after.split())


def _speech(profile: Profile) -> SpeechWords:
    return speech_words(profile.quotes, profile.credits, profile.names.titles, profile.spaces, False)


def _resumed(text: str, at: int, last: int) -> int:
    """Where speech goes on: behind the dash that follows a full stop."""
    dash = _SECOND_DASH.match(text, at, last)
    return dash.end() if dash else at
