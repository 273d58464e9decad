"""Every error that Synoptic raises on purpose, in one tree.

::

    SynopticError
    ├── UsageError            the call itself is wrong                      exit code 2
    │   ├── SettingsError     a setting is unknown or has a wrong value
    │   └── MissingExtra      a part needs a package that is not installed
    ├── InputError            an input cannot be read                       skipped, exit code 3
    │   ├── NotText           bytes that are no text in any encoding
    │   ├── NoArticle         a page or record that holds no article
    │   ├── BadRecord         a record without the fields that it needs
    │   ├── TooLarge          an input over a stated limit
    │   ├── Damaged           an archive that is cut or broken
    │   └── FetchError        an address that could not be fetched; ``reason`` names why
    ├── OutputError           what was found cannot be written              exit code 1
    ├── WeightsError          the encoder's weights are missing or damaged
    ├── TranslationError      texts of a language cannot be translated: no package, or a broken one
    └── LanguageDataError     a file in ``languages/`` breaks its schema

Errors of other packages are translated where they arise; the original is the ``__cause__``.
"""

from __future__ import annotations

from typing import Literal

FetchReason = Literal[
    "address",  # no address of http or https
    "refused",  # it leads to an address of the network that may not be asked
    "robots",  # robots.txt forbids it, or could not be read
    "unreachable",  # no such name, or nobody answers there
    "timeout",  # not all came in the time allowed
    "redirects",  # led on too often or in a circle
    "status",  # the host answers with an error; ``status`` is its number
    "too_large",  # more bytes than are read of one answer
    "broken",  # an answer that is cut, or breaks the protocol
    "stopped",  # the run ended before
]


class SynopticError(Exception):
    """Root of the tree; its text is one line for a person."""


class UsageError(SynopticError):
    """The call itself is wrong: nothing was read."""


class SettingsError(UsageError):
    """A setting is unknown or has a value that it cannot have."""


class MissingExtra(UsageError):
    """A part needs a package that is not installed; the text names the pip line that brings it."""


class InputError(SynopticError):
    """An input cannot be read; the others go on.

    ``source`` names the input, ``why`` is one line for a person.
    """

    def __init__(self, source: str, why: str) -> None:
        super().__init__(f"{source}: {why}")
        self.source = source
        self.why = why


class NotText(InputError):
    """Bytes that are no text in any encoding."""


class NoArticle(InputError):
    """A page or record that holds no article."""


class BadRecord(InputError):
    """A record without the fields that it needs."""


class Damaged(InputError):
    """An archive that is cut or broken."""


class TooLarge(InputError):
    """An input over a stated limit."""


class FetchError(InputError):
    """An address that could not be fetched.

    ``reason`` is one of :data:`FetchReason`, ``status`` the number of an answer that is an error.
    """

    def __init__(self, source: str, why: str, *, reason: FetchReason, status: int | None = None) -> None:
        super().__init__(source, why)
        self.reason: FetchReason = reason
        self.status = status


class OutputError(SynopticError):
    """What was found cannot be written: a full disk, a file of somebody else's."""


class WeightsError(SynopticError):
    """The encoder's weights are missing or damaged."""


class TranslationError(SynopticError):
    """Texts of one language cannot be translated into another: no package does, or one is broken."""


class LanguageDataError(SynopticError):
    """A file in ``languages/`` breaks its schema; the text names the file and the key."""
