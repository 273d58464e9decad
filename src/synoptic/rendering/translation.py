"""Machine translations beside the words of a source, where no account tells them in the reader's language.

A rendering is made twice: once to learn which words it shows, once with their translations.  So nothing is
translated that nobody sees.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from synoptic.errors import TranslationError
from synoptic.ports import Progress, Translated, Translator, silent
from synoptic.rendering.safe import one_line
from synoptic.rendering.views.story import Words

Made = TypeVar("Made")
# The tag of a language that could not be told, and of words in none.
UNKNOWN = "und"


def none(lang: str, words: str) -> str:
    """A :data:`synoptic.ports.Translated` that knows no translation."""
    return ""


class Machine:
    """Looks up translations for one reader.

    Args:
        reader: the reader's language.
        translated: language and words to their translation; None where there are none.
    """

    def __init__(self, reader: str, translated: Translated | None = None) -> None:
        self._reader = reader
        self._translated = translated or none

    def __call__(self, words: Words) -> str:
        """The translation of words on one line, empty for those that the reader can read."""
        if words.lang in (self._reader, UNKNOWN) or not words.text.strip():
            return ""
        return one_line(self._translated(words.lang, words.text))


def translating(
    render: Callable[[Translated], Made],
    translator: Translator,
    reader: str,
    *,
    progress: Progress = silent,
    note: Callable[[str], None] = lambda text: None,
) -> Made:
    """What ``render`` makes with the translations of all words that it asks for.

    ``note`` is told which languages could not be translated, and why; their words stand alone.
    """
    asked: dict[str, dict[str, None]] = {}

    def ask(lang: str, words: str) -> str:
        asked.setdefault(lang, {})[words] = None
        return ""

    render(ask)
    found: dict[tuple[str, str], str] = {}
    total = sum(map(len, asked.values()))
    progress("translate", 0, total)
    done = 0
    for lang, words in sorted(asked.items()):
        try:
            said = translator.translate(list(words), lang, reader)
            for number, (one, text) in enumerate(zip(words, said, strict=True), 1):
                found[lang, one] = text
                progress("translate", done + number, total)
        except TranslationError as error:
            note(f"{error}; {len(words)} passages in {lang} stand without a translation")
        done += len(words)
        progress("translate", done, total)
    return render(lambda lang, words: found.get((lang, words), ""))
