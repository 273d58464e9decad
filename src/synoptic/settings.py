"""What a user can set, in one frozen value: a TOML file, the environment over it, flags over both.

The file is ``synoptic.toml`` in the working folder, or the one that ``SYNOPTIC_SETTINGS`` names,
or the one in the user's configuration folder, whichever is found first.  Every field can be set by
an environment variable of its name (``SYNOPTIC_CACHE_MEGABYTES``).  An unknown key is an error.
"""

from __future__ import annotations

import dataclasses
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_path, user_config_path

from synoptic import codec
from synoptic.errors import SettingsError

PREFIX = "SYNOPTIC_"
# A language as BCP 47 writes it: two or three letters, then script, region and the like.
_TAG = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings; the defaults need nothing but the package.

    ``weights``: a folder or hub name of the encoder, None for those the package index carries.
    ``cache``: the folder for converted weights and vectors.
    ``cache_megabytes``: the most that kept vectors may take on disk; 0 keeps none.
    ``lang``: the language of all articles, None to tell it from each.
    ``split_by_meaning``: ask the encoder where another article begins on a page that has lost its HTML.
    ``window_days``: how many days apart two accounts of one event may be published.
    ``follow``: fetch the articles that saved feeds, OPML lists and sitemaps name; those of fetched ones
    always are.
    ``follow_most``: how many articles of one list are fetched, the newest first.
    ``allow_private``: fetch from private, loopback and link-local addresses too.
    ``respect_robots``: fetch nothing that a host's robots.txt forbids.
    ``fetch_delay``: seconds between two requests to one host; more where its robots.txt asks for it.
    ``fetch_timeout``: seconds that one request may take in all.
    ``fetch_patience``: the most seconds waited because a host asks for it; beyond, it is given up.
    ``fetch_megabytes``: the most that one answer may have, unpacked, in 10^6 bytes.
    ``fetch_hosts``: how many hosts are asked at a time; each gets one request at a time.
    ``fetch_contact``: a mail or web address for hosts that want to reach you, sent in the User-Agent.
    ``http_cache_megabytes``: the most that kept pages may take on disk; 0 keeps none.
    ``corrections``: a file of a person's corrections of stories, applied after every grouping.
    ``translator``: what translates passages that no account tells in the reader's language, None for nothing:
    a name such as ``argos``, with a place behind a colon where it needs one (``argos:packages/``).
    """

    weights: str | None = None
    cache: str = str(user_cache_path("synoptic"))
    cache_megabytes: int = 2048
    lang: str | None = None
    split_by_meaning: bool = True
    window_days: float = 5.0
    follow: bool = False
    follow_most: int = 50
    allow_private: bool = False
    respect_robots: bool = True
    fetch_delay: float = 1.0
    fetch_timeout: float = 30.0
    fetch_patience: float = 60.0
    fetch_megabytes: int = 20
    fetch_hosts: int = 8
    fetch_contact: str | None = None
    http_cache_megabytes: int = 256
    corrections: str | None = None
    translator: str | None = None


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
        settings = codec.from_table(table, Settings)
    except ValueError as error:
        raise SettingsError(f"settings: {error}") from error
    if settings.lang is not None and not _TAG.fullmatch(settings.lang):
        raise SettingsError(f"lang: {settings.lang!r} is no tag of a language, such as sv or pt-BR")
    return settings


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
    except OSError as error:
        raise SettingsError(f"{path}: {error.strerror or error}") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: {error}") from error


def _environment() -> dict[str, object]:
    """The values of ``SYNOPTIC_*`` variables, read as the type of their field."""
    values: dict[str, object] = {}
    for item in dataclasses.fields(Settings):
        text = os.environ.get(PREFIX + item.name.upper())
        if text is None:
            continue
        default = item.default
        try:
            if isinstance(default, bool):
                values[item.name] = _truth(item.name, text)
            elif isinstance(default, int | float):
                values[item.name] = type(default)(text)
            else:
                values[item.name] = text
        except ValueError as error:
            raise SettingsError(f"{PREFIX}{item.name.upper()}: {text!r} is no number") from error
    return values


def _truth(name: str, text: str) -> bool:
    word = text.strip().casefold()
    if word in ("1", "true", "yes", "on"):
        return True
    if word in ("0", "false", "no", "off", ""):
        return False
    raise SettingsError(f"{PREFIX}{name.upper()}: {text!r} is neither true nor false")
