"""Tables of language data: TOML of this package, checked against a dataclass."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import TypeVar

from synoptic import codec
from synoptic.errors import LanguageDataError

T = TypeVar("T")


def read_table(name: str, shape: type[T]) -> T:
    """The table in a file of this package.

    Raises:
        LanguageDataError: names the file and what is wrong in it.
    """
    return parse_table(files(__package__).joinpath(name).read_text("utf-8"), name, shape)


def parse_table(text: str, name: str, shape: type[T]) -> T:
    """A table from the text of a file.

    Raises:
        LanguageDataError: names the file and what is wrong in it.
    """
    try:
        return codec.from_table(tomllib.loads(text), shape)
    except (tomllib.TOMLDecodeError, ValueError) as error:
        raise LanguageDataError(f"languages/{name}: {error}") from error
