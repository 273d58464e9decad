"""The script that a text is written in, and whether the words of two texts can be the same."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from synoptic.marking.names import script
from synoptic.types import Article

# So many characters tell; a text that changes its script later is not looked for.
SAMPLE = 3000
# Japanese writes in these at once.
_WITH_HAN = {"HIRAGANA", "KATAKANA"}


@lru_cache(maxsize=512)  # Asked of each pair of a story's accounts, and of each article as it comes.
def main_script(text: str) -> str:
    """The script of most letters of a text by its Unicode name ("LATIN", "CJK"), "" without a letter.

    Han characters and kana count as one script, traditional and simplified characters too.
    """
    letters: Counter[str] = Counter()
    for char, often in Counter(text[:SAMPLE]).items():
        if char.isalpha():
            letters[_of(char)] += often
    return min(letters, key=lambda name: (-letters[name], name), default="")


def same_writing(one: Article, other: Article) -> bool:
    """Whether two articles are of one language in one script: the words of others are never the same."""
    return one.lang == other.lang and main_script(one.text) == main_script(other.text)


@lru_cache(maxsize=65536)
def _of(char: str) -> str:
    name = script(char)
    return "CJK" if name in _WITH_HAN else name
