from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synoptic.rendering.safe import (
    clean,
    direction,
    ending,
    isolated,
    language_tag,
    one_line,
    shortened,
    web_address,
)

ANY = st.text(alphabet=st.characters(codec=None), max_size=60)


@given(ANY)
def test_clean_text_holds_nothing_that_drives_a_page_or_a_terminal(text: str) -> None:
    made = clean(text)
    assert not set(made) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x00\x1b\x07\x9b\r")
    assert all(unicodedata.category(c) not in ("Cc", "Cs") or c in "\n\t" for c in made)
    made.encode("utf-8")


@given(ANY)
def test_clean_is_done_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(ANY)
def test_one_line_is_one_line(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1


@given(st.text(max_size=60))
def test_isolation_is_closed(text: str) -> None:
    made = isolated(one_line(text))
    assert made.count("\u2068") == made.count("\u2069") <= 1


@given(st.text(max_size=200), st.integers(2, 50))
def test_shortened_is_no_longer_than_it_may_be(text: str, length: int) -> None:
    assert len(shortened(text, length)) <= length


def test_plain_words_stay_as_they_are() -> None:
    text = "Poliisi: “kolme” — 3,5 milj. €\nالشرطة ١٢ 警察"
    assert clean(text) == text


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//news.example/x",
        "http:///x",
        "https://",
        "ftp://news.example/x",
        "http://[::1",
        "https://news.example/\u202ex",
        "https://news.example/a b",
        " https://news.example/",
        "",
        None,
    ],
)
def test_only_the_web_is_linked(url: str | None) -> None:
    assert web_address(url) is None


def test_a_web_address_is_linked() -> None:
    assert web_address("https://news.example/a?b=1&c=2#d") == "https://news.example/a?b=1&c=2#d"


def test_directions_come_from_cldr() -> None:
    assert (direction("ar"), direction("he"), direction("sv"), direction("und"), direction(None)) == (
        "rtl",
        "rtl",
        "ltr",
        "auto",
        "auto",
    )


def test_a_language_that_is_no_tag_is_undetermined() -> None:
    assert language_tag('en" onclick="x') == "und"
    assert language_tag("zh-Hant") == "zh-Hant"


def test_an_ending_begins_between_words() -> None:
    assert ending("one two three four", 12) == "… three four"
    assert ending("short", 12) == "short"
    assert ending("漢" * 20, 5) == "… " + "漢" * 5
