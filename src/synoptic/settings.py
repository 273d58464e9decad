"""What a user can set, in one frozen value: a TOML file, the environment over it, flags over both.

The file is ``synoptic.toml`` in the working folder, or the one that ``SYNOPTIC_SETTINGS`` names,
or the one in the user's configuration folder, whichever is found first.  Every field can be set by
an environment variable of its name (``SYNOPTIC_CACHE_MEGABYTES``).  An unknown key is an error.
"""

from __future__ import annotations

import dataclasses
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_path, user_config_path

from synoptic import codec
from synoptic.errors import SettingsError

PREFIX = "SYNOPTIC_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings; the defaults need nothing but the package.

    ``weights``: a folder or hub name of the encoder, None for those the package index carries.
    ``cache``: the folder for converted weights and vectors.
    ``cache_megabytes``: the most that kept vectors may take on disk; 0 keeps none.
    ``lang``: the language of all articles, None to tell it from each.
    ``window_days``: how many days apart two accounts of one event may be published.
    """

    weights: str | None = None
    cache: str = str(user_cache_path("synoptic"))
    cache_megabytes: int = 2048
    lang: str | None = None
    window_days: float = 5.0


def load(flags: Mapping[str, object] | None = None, *, path: Path | None = None) -> Settings:
    """Settings from the file, the environment and the flags; a flag that is None says nothing.

    Raises:
        SettingsError: a key is unknown or a value is of the wrong type; the text says where.
    """
    table: dict[str, object] = {}
    origin = path or _find_file()
    if origin is not None:
        table |= _read(origin)
    table |= _environment()
    table |= {key: value for key, value in (flags or {}).items() if value is not None}
    try:
        return codec.from_table(table, Settings)
    except ValueError as error:
        raise SettingsError(f"settings: {error}") from error


def _find_file() -> Path | None:
    named = os.environ.get(f"{PREFIX}SETTINGS")
    if named:
        return Path(named)
    for path in (Path("synoptic.toml"), user_config_path("synoptic") / "synoptic.toml"):
        if path.is_file():
            return path
    return None


def _read(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: {error}") from error


def _environment() -> dict[str, object]:
    """The values of ``SYNOPTIC_*`` variables, read as the type of their field."""
    values: dict[str, object] = {}
    for item in dataclasses.fields(Settings):
        text = os.environ.get(PREFIX + item.name.upper())
        if text is None:
            continue
        kind = type(item.default)
        try:
            values[item.name] = kind(text) if kind in (int, float) else text
        except ValueError as error:
            raise SettingsError(f"{PREFIX}{item.name.upper()}: {text!r} is no number") from error
    return values
