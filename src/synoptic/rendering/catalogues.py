"""Catalogues of what Synoptic says in languages other than English.

A catalogue is ``locale/xx/LC_MESSAGES/synoptic.po``, in the form that translators' tools edit.  It
is read as it stands, in some hundredths of a second and once a run, so that an installed package and a
working copy are the same and nothing has to be compiled before a word can be seen.
"""

from __future__ import annotations

import gettext
import io
from collections.abc import Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

#: The language in which the words stand in the code and the templates.
SOURCE_LANGUAGE = "en"
DOMAIN = "synoptic"


def _folder() -> Traversable:
    return resources.files("synoptic.rendering").joinpath("locale")


@cache
def languages() -> tuple[str, ...]:
    """The languages in which Synoptic speaks, sorted, as BCP 47 tags."""
    folders = [entry.name for entry in _folder().iterdir() if entry.is_dir()] if _folder().is_dir() else []
    return tuple(sorted({SOURCE_LANGUAGE, *(f for f in folders if _file(f).is_file())}))


def _file(lang: str) -> Traversable:
    return _folder().joinpath(lang, "LC_MESSAGES", f"{DOMAIN}.po")


@cache
def catalogue(lang: str) -> gettext.NullTranslations:
    """The catalogue of a language; one that gives every word back where there is none."""
    if lang == SOURCE_LANGUAGE or lang not in languages():
        return gettext.NullTranslations()
    with _file(lang).open("rb") as stream:
        found = read_po(stream, locale=lang)
    compiled = io.BytesIO()
    write_mo(compiled, found)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def language_of(environment: Mapping[str, str]) -> str:
    """The language that a locale of the environment asks for, English where Synoptic does not speak it.

    ``LC_ALL`` goes before ``LC_MESSAGES``, and that before ``LANG``; an empty one says nothing.
    """
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        wanted = environment.get(name)
        if wanted:
            lang = wanted.replace("-", "_").split(".")[0].split("@")[0].split("_")[0].lower()
            return lang if lang in languages() else SOURCE_LANGUAGE
    return SOURCE_LANGUAGE
