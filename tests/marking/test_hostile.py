"""All marks of texts that are made to be slow: the work grows with the text, whoever wrote it."""

from __future__ import annotations

import re

import numpy as np
import pytest
from tests.linear import grows_linearly

from synoptic.encoding.heads import entity_head
from synoptic.languages.profile import profile
from synoptic.marking.marks import mark
from synoptic.marking.sentences import sentences
from synoptic.types import Article, Encoding, Marks

# As the encoder does: pieces of a text beyond this are not read.
LONGEST = 510
DIMENSIONS = len(entity_head().members[0].states) // 2
UNITS = {
    "digits": "7",
    "digits apart": "7 ",
    "thousands": "1,000.",
    "digits of other scripts": "٧۷७",
    "opening quotes": "“",
    "straight quotes": '"',
    "quotes and speech": "“No,” said Kim. ",
    "spaces": " ",
    "lines": "\n",
    "one name": "Kim ",
    "names": "Kim Aa, Bo Ek and ",
    "names of sentences": "Kim Jong Aa came. ",
    "capitals": "KIM AA ",
    "organisations": "Bank of the ",
    "brackets": "(",
    "dashes": "– ",
    "dates": "Monday 5 May 2025 ",
    "numbers in words": "twenty-one hundred ",
    "agencies": "(Reuters) said AP / ",
    "no spaces": "北京",
    "no spaces with digits": "三万5千人",
    "one long word": "aB",
    "marks of joining": "a\u0301",
}


def encoded(text: str) -> Encoding:
    """An encoding whose states are noise, always the same: the head finds names here and there."""
    spans = [match.span() for match in re.finditer(r"\S{1,8}", text)][:LONGEST]
    noise = np.random.default_rng(len(spans)).integers(-60, 60, (len(spans), DIMENSIONS), np.int8)
    return Encoding(
        vector=np.zeros(DIMENSIONS, np.float32),
        pieces=np.array(spans, np.int32).reshape(-1, 2),
        states=noise,
        scales=np.full((len(spans), 1), 0.01, np.float32),
    )


def marked(text: str, lang: str) -> Marks:
    article = Article(id="a", text=text, lang=lang)
    cut = sentences(article, profile(lang))
    return mark(article, cut, [encoded(sentence.text) for sentence in cut])


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("lang", ["en", "fi", "zh"])
def test_time_is_linear_on_hostile_text(lang: str, unit: str) -> None:
    assert grows_linearly(lambda text: marked(text, lang), UNITS[unit], 4_000)
