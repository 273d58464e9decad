"""What is known of one language, read from ``languages/xx.toml`` and completed by CLDR."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files

from synoptic.languages.cldr import complete
from synoptic.languages.meaning import Changes, Contrasts, Fates
from synoptic.languages.sections import (
    Credits,
    Dates,
    Hedges,
    Names,
    Numbers,
    Quotes,
    Sentences,
    Units,
)
from synoptic.languages.tables import parse_table


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One language: its sections, and where its facts come from.

    ``code`` is the language subtag, ``name`` the English name, ``spaces`` whether words are
    separated by spaces, ``sources`` and ``licence`` say where the facts of the file come from.
    ``known`` is false where there is no file and only CLDR speaks.
    """

    code: str = "und"
    name: str = ""
    spaces: bool = True
    sources: str = ""
    licence: str = ""
    known: bool = True
    sentences: Sentences = field(default_factory=Sentences)
    quotes: Quotes = field(default_factory=Quotes)
    names: Names = field(default_factory=Names)
    numbers: Numbers = field(default_factory=Numbers)
    hedges: Hedges = field(default_factory=Hedges)
    units: Units = field(default_factory=Units)
    dates: Dates = field(default_factory=Dates)
    credits: Credits = field(default_factory=Credits)
    contrasts: Contrasts = field(default_factory=Contrasts)
    fates: Fates = field(default_factory=Fates)
    changes: Changes = field(default_factory=Changes)


def languages() -> tuple[str, ...]:
    """The codes of all languages that have a file, sorted."""
    names = (entry.name for entry in files(__package__).iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if is_language_file(name)))


def is_language_file(name: str) -> bool:
    """Whether a file of this folder describes a language (``sv.toml``, not ``agencies.toml``)."""
    stem, dot, ending = name.rpartition(".")
    return bool(dot) and ending == "toml" and 2 <= len(stem.split("-")[0]) <= 3


@cache
def profile(code: str) -> Profile:
    """The profile of a language; for a subtag without a file, what CLDR knows of it.

    Raises:
        LanguageDataError: the file of the language breaks the schema.
    """
    language = code.split("-")[0].lower()
    entry = files(__package__).joinpath(f"{language}.toml")
    if not is_language_file(entry.name) or not entry.is_file():
        return complete(Profile(code=language, known=False))
    return complete(replace(parse(entry.read_text("utf-8"), entry.name), code=language))


def parse(text: str, name: str) -> Profile:
    """A profile from the text of a language file.

    Raises:
        LanguageDataError: names the file and what is wrong in it.
    """
    return parse_table(text, name, Profile)
