"""Which language a text is written in.

The identifier is py3langid, chosen by ``benchmarks/language_id.py``; the figures stand in
``docs/language-identification.md``.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from functools import cache
from importlib import resources
from typing import Any

from babel.core import get_global
from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]

SAMPLE = 3000
LETTERS = 3
WORDS = re.compile(r"\w{2,20}")


@cache
def _data() -> dict[str, Any]:
    text = resources.files("synoptic.reading").joinpath("identification.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    never = _data()["never"]["labels"]
    identifier.set_languages({label for label in identifier.labels if label not in never})
    return identifier


def identify(text: str, *, fallback: str = "und") -> str:
    """The BCP 47 language subtag of a text, ``fallback`` where it has too few letters to tell.

    Reads at most the first 3,000 code points.
    """
    sample = text[:SAMPLE]
    if sum(map(str.isalpha, sample)) < LETTERS:
        return fallback
    label = str(_identifier().classify(sample)[0])
    return _closest(str(_data()["same"].get(label, label)), sample)


@cache
def _close(label: str) -> dict[str, frozenset[str]]:
    group: dict[str, list[str]] = next((one for one in _data()["close"] if label in one), {})
    return {lang: frozenset(words) for lang, words in sorted(group.items())}


def _closest(label: str, sample: str) -> str:
    """Of languages too close for n-grams, the one whose own words the text has most; else ``label``."""
    group = _close(label)
    if not group:
        return label
    found = WORDS.findall(sample.casefold())
    counts = {lang: sum(1 for word in found if word in words) for lang, words in group.items()}
    most = max(counts.values())
    return label if counts[label] == most else next(lang for lang, count in counts.items() if count == most)


def normal(code: object) -> str | None:
    """A language code as a source states it (``en-GB``, ``deu``, ``no``), as a BCP 47 subtag or ``None``."""
    if not isinstance(code, str):
        return None
    subtag = code.strip().replace("_", "-").split("-")[0].lower()
    if not (2 <= len(subtag) <= 3 and subtag.isascii() and subtag.isalpha()):
        return None
    alias = get_global("language_aliases").get(subtag, subtag).split("_")[0]
    subtag = alias if len(alias) <= 3 else subtag
    same = _data()["same"].get(subtag, subtag)
    return None if same in ("und", "mul", "zxx") else str(same)


def interface_languages() -> tuple[str, ...]:
    """Languages in which the labels of a page may be, whatever its text is in."""
    return tuple(_data()["interface"]["languages"])


def letters(lang: str) -> frozenset[str]:
    """The letters beside a-z, in lower case, of a language written in Latin letters; else none."""
    return frozenset(str(_data()["letters"].get(lang, "")))


def old_encodings() -> dict[str, list[str]]:
    """Encodings of one byte a letter for other letters than Latin, each with languages written in it."""
    return dict(_data()["encodings"])


def contradicts(stated: str, text: str) -> bool:
    """Whether a stated language cannot be the text's: it is written in another script."""
    counts: Counter[str] = Counter()
    for c, times in Counter(text[:SAMPLE]).items():
        if c.isalpha():
            counts[unicodedata.name(c, "?").split(" ")[0]] += times
    if sum(counts.values()) < 40:
        return False
    script, count = counts.most_common(1)[0]
    expected = _scripts(stated)
    return (
        bool(expected) and script in _NAMED and count > 0.8 * sum(counts.values()) and script not in expected
    )


_NAMED = frozenset(
    [
        "LATIN",
        "CYRILLIC",
        "GREEK",
        "ARABIC",
        "HEBREW",
        "DEVANAGARI",
        "BENGALI",
        "TAMIL",
        "TELUGU",
        "THAI",
        "GEORGIAN",
        "ARMENIAN",
        "HANGUL",
        "CJK",
        "HIRAGANA",
        "KATAKANA",
        "ETHIOPIC",
        "KHMER",
        "LAO",
        "MYANMAR",
        "SINHALA",
        "GUJARATI",
        "GURMUKHI",
        "KANNADA",
        "MALAYALAM",
    ]
)


@cache
def _scripts(lang: str) -> frozenset[str]:
    """The Unicode names of the scripts in which CLDR writes the names of the months of a language."""
    from babel import Locale, UnknownLocaleError
    from babel.localedata import locale_identifiers

    found: set[str] = set()
    for identifier in [lang, *(i for i in locale_identifiers() if i.startswith(lang + "_"))]:
        try:
            locale = Locale.parse(identifier)
        except (UnknownLocaleError, ValueError, TypeError):
            continue
        names = "".join(locale.months["format"]["wide"].values()) + (locale.display_name or "")
        found |= {unicodedata.name(c, "?").split(" ")[0] for c in names if c.isalpha()}
    if found & {"CJK", "HIRAGANA", "KATAKANA", "HANGUL"}:
        found |= {"CJK", "HIRAGANA", "KATAKANA"} | (found & {"HANGUL"})
    return frozenset(found)
