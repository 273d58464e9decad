from __future__ import annotations

import unicodedata

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from synoptic.encoding import LocalEncoder

from .sentences import SENTENCES


def spans(encoder: LocalEncoder, text: str) -> list[tuple[int, int]]:
    return [(int(start), int(end)) for start, end in encoder.encode([text])[0].pieces]


def words_found(encoder: LocalEncoder, text: str) -> str:
    return "".join(text[start:end] for start, end in spans(encoder, text))


@pytest.mark.parametrize(
    "text",
    [
        "Plain words, and a comma.",
        "e\u0301tude co\u0302te\u0301 — a\u030angstro\u0308m",
        "ﬁne ﬂour, Ｆｕｌｌ ｗｉｄｔｈ, ㍿ and ½",
        "👩‍👩‍👧 a family, 🇫🇮 a flag, 👍🏽 a thumb",
        "صلى الله ﷺ والسلام عليكم",
        "สวัสดีครับ ผมชื่อสมชาย",
        "10\u00a0000 kr och 5\u202f000\u2009m",
        "co\u00adop\u00ader\u00ada\u00adtion",
        "日本語のテスト、東京。",
        "नमस्ते दुनिया",
        "Việt Nam " + unicodedata.normalize("NFD", "Nguyễn Phú Trọng"),
        "안녕하세요 " + unicodedata.normalize("NFD", "한국어"),
        "<s> <mask> </s> <pad>",
    ],
)
def test_pieces_cover_the_text_but_its_white_space(encoder: LocalEncoder, text: str) -> None:
    assert words_found(encoder, text) == "".join(text.split())


def test_each_word_is_where_it_stands(encoder: LocalEncoder) -> None:
    text = "  The\u00a0ﬁne  e\u0301tude of  Ｔｏｋｙｏ 😀 rose "
    found = spans(encoder, text)
    for word in ("The", "ﬁne", "e\u0301tude", "of", "Ｔｏｋｙｏ", "😀", "rose"):
        start = text.index(word)
        inside = [
            span for span in found if span[0] >= start and span[1] <= start + len(word) and span[0] < span[1]
        ]
        assert "".join(text[a:b] for a, b in inside) == word


def test_lone_surrogate_keeps_the_places(encoder: LocalEncoder) -> None:
    text = "before \ud800 after"
    found = [text[start:end] for start, end in spans(encoder, text)]
    assert found[0] == "before"
    assert found[-1] == "after"


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60) | st.lists(st.sampled_from(SENTENCES), max_size=4).map("\u00a0".join))
def test_pieces_stand_in_order_within_the_text(encoder: LocalEncoder, text: str) -> None:
    pieces = encoder.encode([text])[0].pieces
    flat = pieces.reshape(-1)
    assert np.all(np.diff(flat) >= 0)
    assert flat.size == 0 or (flat[0] >= 0 and flat[-1] <= len(text))
    for start, end in pieces:
        assert start == end or not text[start].isspace()
