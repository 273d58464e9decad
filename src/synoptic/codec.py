"""Values to and from their written forms: synoptic/1 JSON, TOML tables, JSON Schema.

msgspec lives here and nowhere else.
"""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import msgspec

from synoptic.types import Article, Marks, Reading, Story, Storyline, Synopses, Synopsis

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


# --- synoptic/1 -------------------------------------------------------------------------------

FORMAT: typing.Literal["synoptic/1"] = "synoptic/1"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Document:
    """The file: the format's name, then the fields of :class:`synoptic.types.Synopses`."""

    format: typing.Literal["synoptic/1"]
    articles: tuple[Article, ...]
    stories: tuple[Synopsis, ...]
    storylines: tuple[Storyline, ...]


def to_json(synopses: Synopses) -> str:
    """The synoptic/1 document of a run, indented, keys in the order of the format."""
    document = _Document(
        format=FORMAT,
        articles=synopses.articles,
        stories=synopses.stories,
        storylines=synopses.storylines,
    )
    return _text(document)


def from_json(text: str | bytes) -> Synopses:
    """Reads a synoptic/1 document.

    Raises:
        ValueError: the text is no JSON, or not in the format; the text says where.
    """
    try:
        document = msgspec.json.decode(text, type=_Document)
    except msgspec.MsgspecError as error:
        raise ValueError(str(error)) from error
    return Synopses(articles=document.articles, stories=document.stories, storylines=document.storylines)


def reading_to_json(reading: Reading) -> str:
    """What was read, taken off and skipped, as JSON with the fields of the types."""
    return _text(reading)


def article_to_line(article: Article) -> bytes:
    """One article as one line of JSON with the fields of the type."""
    return msgspec.json.encode(article) + b"\n"


def marks_to_json(marks: Sequence[Marks]) -> str:
    """The marks of articles as JSON with the fields of the types."""
    return _text({"marks": marks})


def grouping_to_json(
    stories: Sequence[Story], storylines: Sequence[Storyline], changes: Sequence[object] = ()
) -> str:
    """Stories and storylines, not yet compared, as JSON with the fields of the types.

    ``changes`` are what happened to stories since they were last published, where that is kept.
    """
    lineage = {"lineage": changes} if changes else {}
    return _text({"stories": stories, "storylines": storylines, **lineage})


#: What holds of a field wherever it stands, beyond its type.
_BOUNDS: Mapping[str, Mapping[str, Any]] = {
    "start": {"minimum": 0},
    "end": {"minimum": 0},
    "similarity": {"minimum": 0, "maximum": 1},
    "share": {"minimum": 0, "maximum": 1},
    "outlets": {"minimum": 0},
    "origins": {"minimum": 0},
}


def schema() -> dict[str, Any]:
    """The JSON Schema of what :func:`to_json` writes: every key is there, and no other."""
    made = msgspec.json.schema(_Document)
    definitions = {name.lstrip("_"): value for name, value in made["$defs"].items()}
    for definition in definitions.values():
        definition["title"] = definition["title"].lstrip("_")
        definition["required"] = list(definition["properties"])
        definition["additionalProperties"] = False
        for name, value in definition["properties"].items():
            value.pop("default", None)
            if value.get("type") in ("integer", "number"):
                value |= _BOUNDS.get(name, {})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:synoptic:schema:{FORMAT}",
        "title": FORMAT,
        "$ref": "#/$defs/Document",
        "$defs": definitions,
    }


def _text(value: object) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=1).decode("utf-8") + "\n"
