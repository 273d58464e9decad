"""Brings the catalogues of the interface up to date with the words in the code and the templates.

python docs/catalogues.py          extracts the words, adds new ones to every catalogue, drops old ones
python docs/catalogues.py --check  ends with 1 where a catalogue is not as it would be written
python docs/catalogues.py xx       begins a catalogue for another language

A new word is written without a translation; whoever speaks the language gives it one.  The glossary of
each language stands at the head of its catalogue.
"""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).resolve().parents[1] / "src" / "synoptic"
LOCALE = SOURCE / "rendering" / "locale"
#: What a message is passed to: singular alone, or singular and plural.
KEYWORDS = {"_": None, "say": None, "count": (1, 2), "plural": (1, 2), "Template": {None: (1, 2), 1: (1,)}}
#: Lines of a header that say nothing here, or nothing that the history does not say better.
UNSAID = tuple(
    f'"{name}'.encode()
    for name in (
        "Project-Id-Version",
        "Report-Msgid-Bugs-To",
        "POT-Creation-Date",
        "PO-Revision-Date",
        "Last-Translator",
        "Language-Team",
        "Generated-By",
    )
)


def calls(
    file: BinaryIO, keywords: Iterable[str], comments: Iterable[str], options: object
) -> Iterator[tuple[int, str, object, list[str]]]:
    """What Babel's own extractor of Python gives, and the calls inside of f-strings too."""
    found = [node for node in ast.walk(ast.parse(file.read())) if isinstance(node, ast.Call)]
    for node in sorted(found, key=lambda call: (call.lineno, call.col_offset)):
        name = getattr(node.func, "id", "") or getattr(node.func, "attr", "")
        if name in keywords:
            values = [a.value if isinstance(a, ast.Constant) else None for a in node.args]
            texts = [value if isinstance(value, str) else None for value in values]
            yield node.lineno, name, tuple(texts) if len(texts) > 1 else (texts or [None])[0], []


#: How messages are found in which files.
METHODS = [("reasons.py", calls), ("rendering/**.py", calls), ("rendering/templates/**.j2", "jinja2")]


def words() -> Catalog:
    """Every message in the code and the templates, with the files that say it."""
    found = Catalog(project="Synoptic", charset="utf-8")
    for name, _, message, comments, context in extract_from_dir(
        SOURCE, METHODS, {"rendering/templates/**.j2": {"trimmed": "true"}}, keywords=KEYWORDS
    ):
        found.add(message, locations=[(name, 0)], auto_comments=comments, context=context)
    return found


def kept(lang: str) -> Catalog:
    """The catalogue of a language as it stands, an empty one if there is none."""
    path = LOCALE / lang / "LC_MESSAGES" / "synoptic.po"
    if not path.exists():
        return Catalog(locale=lang, project="Synoptic", charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=lang)


def written(lang: str, found: Catalog) -> bytes:
    """The catalogue of a language with all words that are said now, and no others."""
    catalogue = kept(lang)
    catalogue.update(found, no_fuzzy_matching=True, update_header_comment=False, update_creation_date=False)
    catalogue.obsolete.clear()
    stream = io.BytesIO()
    write_po(stream, catalogue, width=100, sort_output=True, no_location=True, ignore_obsolete=True)
    lines = stream.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(UNSAID))


def main() -> int:
    """Writes the catalogues, or holds them against what they should be."""
    arguments = sys.argv[1:]
    check = "--check" in arguments
    new = [argument for argument in arguments if not argument.startswith("-")]
    found = words()
    stale = 0
    for lang in sorted({*(path.parents[1].name for path in LOCALE.glob("*/LC_MESSAGES/*.po")), *new}):
        path = LOCALE / lang / "LC_MESSAGES" / "synoptic.po"
        text = written(lang, found)
        if check:
            if not path.exists() or path.read_bytes() != text:
                print(f"{path.relative_to(SOURCE.parents[1])} is out of date: make catalogues")
                stale += 1
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
