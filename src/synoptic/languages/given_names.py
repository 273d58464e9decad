"""Given names that tell whether somebody is a woman or a man, read from ``given_names.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from synoptic.languages.tables import read_table

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
    table = read_table(_FILE, _Table)
    names: dict[str, Gender] = {name.lower(): "she" for name in table.women}
    return names | {name.lower(): "he" for name in table.men}
