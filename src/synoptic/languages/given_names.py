"""Given names that tell whether somebody is a woman or a man, read from ``given_names.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from synoptic import codec
from synoptic.errors import LanguageDataError

Gender = Literal["she", "he"]
_FILE = "given_names.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    sources: str
    licence: str
    women: tuple[str, ...]
    men: tuple[str, ...]


@cache
def given_names() -> Mapping[str, Gender]:
    """Given names in small letters, with the pronoun that stands for who bears them.

    Raises:
        LanguageDataError: the table breaks its schema.
    """
    try:
        text = files(__package__).joinpath(_FILE).read_text("utf-8")
        table = codec.from_table(tomllib.loads(text), _Table)
    except (tomllib.TOMLDecodeError, ValueError) as error:
        raise LanguageDataError(f"languages/{_FILE}: {error}") from error
    names: dict[str, Gender] = {name.lower(): "she" for name in table.women}
    return names | {name.lower(): "he" for name in table.men}
