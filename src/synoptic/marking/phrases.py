"""Short phrases that name somebody: their words, and how far a name goes on."""

from __future__ import annotations

import re

from synoptic.marking.lexicon import fold

# What bounds a clause.
EDGES = ",;:!?()[]…–—。，、：；！？।؟؛،\"“”„«»「」『』\n"
EDGE = re.compile(rf"[{re.escape(EDGES)}]|\.(?=\s|$)|\s[-/]\s")
WORD = re.compile(r"[^\W\d_][\w'’.\-]*\w|[^\W\d_]")
UNSPACED = re.compile(r"[\u0e00-\u0eff\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SPACES = frozenset(" \u00a0\u202f")
_LINKERS = 2  # small words that may stand between the parts of a name ("of the")
_SMALL = 3  # letters of a word that may be such a linker in any language
_MOST = 12  # words that a name has at most


def extent(text: str, end: int, limit: int, linkers: frozenset[str]) -> int:
    """Where a name goes on to that has begun before ``end``: capitals, and linkers before them.

    "Inspectorate | for Emergency Situations said" goes on up to "Situations".
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
        small = fold(word.group()) in linkers or len(word.group()) <= _SMALL
        if waiting == _LINKERS or not small:
            break
        waiting += 1
    return stop
