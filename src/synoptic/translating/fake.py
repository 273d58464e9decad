"""A translator for tests, of Synoptic and of what stands on it: no model, every answer known before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from synoptic.errors import TranslationError


class FakeTranslator:
    """A :class:`synoptic.ports.Translator` that asks a function, and remembers what it was asked.

        >>> translator = FakeTranslator(lambda text, source, target: f"{text} in {target}")
        >>> list(translator.translate(["hej"], "sv", "en"))
        ['hej in en']

    Args:
        answer: text, source and target to the translation; None where there is none for the pair.
    """

    def __init__(self, answer: Callable[[str, str, str], str | None]) -> None:
        self._answer = answer
        self.asked: list[tuple[str, str, str]] = []

    def translate(self, texts: Sequence[str], source: str, target: str) -> Iterator[str]:
        """What the function answers, text by text.

        Raises:
            TranslationError: it answers None.
        """
        for text in texts:
            self.asked.append((text, source, target))
            answer = self._answer(text, source, target)
            if answer is None:
                raise TranslationError(f"nothing translates {source} into {target}")
            yield answer
