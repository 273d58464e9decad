"""Short phrases that name somebody: their words, and how far a name goes on."""

from __future__ import annotations

import re

from synoptic.languages.profile import Profile
from synoptic.marking.lexicon import UNSPACED, fold

# What bounds a clause.
EDGES = ',;:!?()[]…–—。，、：；！？।؟؛،"“”„«»「」『』\n'
# A straight mark between letters is one of a word ("דו\"ח").
_WITHIN = r"(?<=[^\W\d_])[\"”](?=[^\W\d_])"
EDGE = re.compile(rf"(?!{_WITHIN})[{re.escape(EDGES)}]|\.(?=\s|$)|\s[-/]\s")
WORD = re.compile(r"[^\W\d_][\w'’.\-]*\w|[^\W\d_]")
_SPACES = frozenset(" \u00a0\u202f")
_LINKERS = 2  # small words that may stand between the parts of a name ("of the")
_SMALL = 3  # letters of a word that may be such a linker in any language
_REACH = 180  # code points up to which words are counted
_TAIL = 3  # words after a source up to the end of the clause that belong to the attribution
_MOST = 12  # words that a name has at most


def extent(
    text: str, end: int, limit: int, linkers: frozenset[str], apart: frozenset[str] = frozenset()
) -> int:
    """Where a name goes on to that has begun before ``end``: capitals, and linkers before them.

    "Inspectorate | for Emergency Situations said" goes on up to "Situations"; words that stand
    ``apart`` from names link none.
    """
    stop = last = end
    waiting = 0
    for _, word in zip(range(_MOST), WORD.finditer(text, end, limit), strict=False):
        if set(text[last : word.start()]) - _SPACES:
            break
        last = word.end()
        if word.group()[0].isupper():
            stop, waiting = word.end(), 0
            continue
        form = fold(word.group())
        small = (form in linkers or len(form) <= _SMALL) and form not in apart
        if waiting == _LINKERS or not small:
            break
        waiting += 1
    return stop


class Phrases:
    """The phrases and clauses around places in one text."""

    def __init__(self, text: str, profile: Profile) -> None:
        self._text = text
        self._spaces = profile.spaces
        self._subject = profile.quotes.subject
        self._elsewhere = frozenset(map(fold, profile.quotes.elsewhere))

    def count(self, start: int, end: int) -> int:
        """How many words stand in a span; two characters make one where words are not apart."""
        words = self._text[start : min(end, start + _REACH)]
        joined = len(UNSPACED.findall(words)) if not self._spaces else 0
        return joined // 4 + sum(any(map(str.isalnum, word)) for word in words.split()) - bool(joined)

    def one_clause(self, start: int, end: int) -> bool:
        """Whether no sentence or clause of its own ends in a span."""
        return not re.search(r"[.;!?。；]\s", self._text[start:end])

    def clause_start(self, start: int, end: int) -> int:
        """Where the clause begins in which a span ends."""
        text = self._text[start:end].rstrip()
        cuts = [match.end() for match in EDGE.finditer(text)]
        return start + (cuts[-1] if cuts else 0)

    def after(self, start: int, end: int, most: int) -> tuple[int, int] | None:
        """The phrase after a place up to its clause's end, with the name that a comma adds to it."""
        text = self._text
        while start < end and not text[start].isalnum():
            start += 1
        stop = self._limited(start, end, most)
        if text[stop : stop + 1] in {",", "،"}:
            name = self.capitalised(stop + 1, end)
            if name and self.count(*name) > 1:
                stop = name[1]
        return (start, stop) if start < stop else None

    def _limited(self, start: int, end: int, most: int) -> int:
        edge = EDGE.search(self._text, start, end)
        stop = edge.start() if edge else end
        words = list(re.finditer(r"\S+", self._text[start : min(stop, start + 200)]))
        if len(words) > most:
            return start + words[most - 1].end()
        return start + len(self._text[start:stop].rstrip())

    def before(self, end: int, start: int, most: int) -> tuple[int, int] | None:
        """The phrase before a place, back to where its clause begins."""
        text = self._text
        begin = self.clause_start(max(start, end - 200), end)
        words = list(re.finditer(r"\S+", text[begin:end]))
        if not words:
            return None
        if len(words) > most:
            words = words[-most:]
        return begin + words[0].start(), begin + words[-1].end()

    def bounded(self, start: int, end: int) -> bool:
        """Whether a comma or the like stands inside a phrase."""
        return bool(EDGE.search(self._text, start, end))

    def lengthened(self, end: int, limit: int) -> int:
        """The end of a clause, if it is near; else the place itself."""
        edge = EDGE.search(self._text, end, limit)
        stop = edge.start() if edge else limit
        return stop if self.count(end, stop) <= _TAIL else end

    def capitalised(self, start: int, end: int) -> tuple[int, int] | None:
        """The words in capitals right after a place."""
        text = self._text
        first = last = None
        for word in WORD.finditer(text, start, min(end, start + 80)):
            gap = text[last if last is not None else start : word.start()]
            if gap.strip("\u00a0\u202f \"'“”„«»‘’") or not (word.group()[0].isupper() or first is not None):
                break
            if not word.group()[0].isupper():
                break
            first = word.start() if first is None else first
            last = word.end()
        return (first, last) if first is not None and last is not None else None

    def opens_elsewhere(self, at: int) -> bool:
        """Whether the next word opens something else than a subject ("in", "to")."""
        words = self._text[at : at + 24].split()
        return bool(words) and fold(words[0]) in self._elsewhere

    def marked(self, end: int) -> bool:
        """Whether a particle that marks a subject follows."""
        return bool(self._subject) and self._text[end : end + 3].lstrip().startswith(self._subject)
