"""The seams: what a part must do to stand in another's place.

Each protocol is small on purpose.  An implementation is found by name through
:mod:`synoptic.registry`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Protocol, TypeVar, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from synoptic.types import Encoding, Synopses

T = TypeVar("T")
R = TypeVar("R")


@runtime_checkable
class Encoder(Protocol):
    """Turns texts into vectors and token states.

    The same text gives the same bytes, whatever else is encoded in the same call.
    """

    @property
    def name(self) -> str:
        """What made the vectors: weights, layers, arithmetic.  Part of every cache key."""

    @property
    def dimensions(self) -> int:
        """The length of a vector."""

    def encode(self, texts: Sequence[str]) -> list[Encoding]:
        """One encoding a text, in the order of the texts."""


#: Texts to their vectors: unit rows of shape (n, k), whose products say how near two texts are in meaning.
Vectors = Callable[[Sequence[str]], NDArray[np.float32]]

#: What an exporter gives: a text, the bytes of a file, or files by their names.
Document = str | bytes | Mapping[str, bytes]


class Exporter(Protocol):
    """Writes what a run found in one format.

    All that a caller must know before a run of minutes is said beforehand.
    """

    @property
    def about(self) -> str:
        """What the format holds and what it is for, in one line."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The endings of file names that ask for this format, such as ``.json``."""

    @property
    def binary(self) -> bool:
        """Whether what it writes is no text."""

    @property
    def several(self) -> bool:
        """Whether it writes several files."""

    @property
    def files(self) -> tuple[str, ...]:
        """The names of the files, where they are the same for every run."""

    @property
    def translates(self) -> bool:
        """Whether it shows machine translations where there are some."""

    @property
    def needs(self) -> tuple[str, ...]:
        """The modules that it imports when it writes, beyond what the package needs itself."""

    def __call__(
        self,
        synopses: Synopses,
        *,
        reader: str | None = None,
        made_by: Mapping[str, str] | None = None,
        translated: Translated | None = None,
    ) -> Document:
        """The whole document.

        ``reader`` is the language of the person who reads it, ``made_by`` what it was made with,
        ``translated`` the machine translations of words in other languages, if there are any.
        """


#: Language and words to their machine translation for the reader; empty where there is none.
Translated = Callable[[str, str], str]


class Translator(Protocol):
    """Translates texts for a reader: the one method is all that a part of one's own needs.

    What makes it is an entry point of ``synoptic.translators``, called with a place (what a person wrote
    behind its name, or None) and the cache folder as ``cache``.  :mod:`synoptic.translating.fake` has one
    for tests.
    """

    def translate(self, texts: Sequence[str], source: str, target: str) -> Iterator[str]:
        """The translations in the order of the texts, each as soon as it is there.

        Languages are BCP 47 subtags.  Raises :class:`synoptic.errors.TranslationError` where the pair of
        languages cannot be translated.
        """


class Progress(Protocol):
    """Told how far a stage is."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """``done`` of ``total`` steps of a stage are over; ``total`` is 0 where it is not known before.

        A stage whose number of steps is known begins with ``done`` 0.
        """


class Engine(Protocol):
    """Runs a function over many items, here or elsewhere."""

    def map(self, function: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
        """The results in the order of the items, each as soon as it and those before are there."""


def silent(stage: str, done: int, total: int) -> None:
    """A :class:`Progress` that tells nobody."""
