"""Values to and from their written forms: synoptic/1 JSON, TOML tables, JSON Schema.

msgspec lives here and nowhere else.
"""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")


def from_table(table: Mapping[str, object], kind: type[T]) -> T:
    """A dataclass from a plain table, checked against its field types.

    Raises:
        ValueError: a key is unknown or a value has the wrong type; the text says where.
    """
    _refuse_unknown(table, kind, "")
    try:
        return msgspec.convert(table, kind)
    except msgspec.ValidationError as error:
        raise ValueError(str(error)) from error


def _refuse_unknown(table: Mapping[str, object], kind: Any, path: str) -> None:
    """Misspelt keys are errors: msgspec passes over them in dataclasses."""
    types = typing.get_type_hints(kind)
    known = {item.name for item in dataclasses.fields(kind)}
    for key, value in table.items():
        if key not in known:
            raise ValueError(f"unknown key {path + key!r}; known here: {', '.join(sorted(known))}")
        if isinstance(value, dict) and dataclasses.is_dataclass(types[key]):
            _refuse_unknown(value, types[key], f"{path}{key}.")
