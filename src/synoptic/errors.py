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
    │   └── TooLarge          an input over a stated limit
    ├── WeightsError          the encoder's weights are missing or damaged
    └── LanguageDataError     a file in ``languages/`` breaks its schema

Errors of other packages are translated where they arise; the original is the ``__cause__``.
"""

from __future__ import annotations


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


class TooLarge(InputError):
    """An input over a stated limit."""


class WeightsError(SynopticError):
    """The encoder's weights are missing or damaged."""


class LanguageDataError(SynopticError):
    """A file in ``languages/`` breaks its schema; the text names the file and the key."""
