"""Every language's cases: sentences as newspapers print them, and what must be read in them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from synoptic.languages import languages, profile
from synoptic.marking.credits import credits
from synoptic.marking.dates import dates
from synoptic.marking.figures import figures
from synoptic.marking.quotes import quotes
from synoptic.marking.sentences import sentences
from synoptic.types import Article

HERE = Path(__file__).parent
CASES = [
    pytest.param(path.stem, case, id=f"{path.stem}-{number}")
    for path in sorted(HERE.glob("*.toml"))
    for number, case in enumerate(tomllib.loads(path.read_text("utf-8"))["cases"], 1)
]


def test_every_language_has_a_file_that_the_schema_takes() -> None:
    assert len(languages()) >= 6
    for code in languages():
        assert profile(code).known
        assert profile(code).name


def test_every_language_with_a_file_has_cases() -> None:
    assert {path.stem for path in HERE.glob("*.toml")} == set(languages())


@pytest.mark.parametrize(("lang", "case"), CASES)
def test_case(lang: str, case: dict[str, Any]) -> None:
    language = profile(lang)
    article = Article(id="case", text=case["text"], lang=lang, published=case.get("published"))
    split = sentences(article, language)
    found_dates = dates(article, split, language)
    found = {
        "sentences": [passage.text for passage in split],
        "figures": figures(article, split, found_dates, language),
        "dates": found_dates,
        "quotes": quotes(article, split, (), language),
        "credits": credits(article, split, (), language),
    }
    for kind, wanted in case.items():
        if kind in ("text", "published"):
            continue
        assert [_like(mark, want) for mark, want in zip(found[kind], wanted, strict=False)] == wanted
        assert len(found[kind]) == len(wanted), found[kind]


def _like(mark: Any, want: Any) -> Any:
    """The mark reduced to the fields that the case names; the text where a case gives only that."""
    if isinstance(want, str):
        return mark if isinstance(mark, str) else mark.text
    reduced = {}
    for key in want:
        value = getattr(mark, key)
        reduced[key] = getattr(value, "text", value)
    return reduced
