from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.linear import grows_linearly

from synoptic.reading import read
from synoptic.reading.draft import Draft
from synoptic.reading.lines import split_lines
from synoptic.reading.notices import notices
from synoptic.reading.pages import parts
from synoptic.reading.times import ago

BODY = (
    "A cargo ship lost power off Hallow Point on Monday and drifted for six hours before a tug reached it.\n"
    "Nobody among the crew of 19 was hurt, the harbour master said, and the cause is being looked into."
)
TITLE = "Cargo ship drifts for six hours off Hallow Point"


def page(text: str, **fields: str) -> tuple[str, str | None, dict[str, str]]:
    articles, removed = parts(Draft(source="page", stem="page", text=text, **fields))  # type: ignore[arg-type]
    return articles[0].text.replace("\n\n", "\n"), articles[0].outlet, {one.text: one.why for one in removed}


def test_the_outlet_over_the_title(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"The Hallow Courier\n{TITLE}\n3 March 2025\n{BODY}", encoding="utf-8")
    (article,) = read([tmp_path]).articles
    assert (article.outlet, article.title, article.published) == ("The Hallow Courier", TITLE, "2025-03-03")
    assert article.text == f"{TITLE}\n\n{BODY}"


@pytest.mark.parametrize("top", ["Quayline", "Quay24"])
def test_a_name_that_the_copyright_or_the_address_confirms(top: str) -> None:
    text, outlet, removed = page(f"{top}\n{TITLE}\n{BODY}\n© 2025 {top}. All rights reserved.")
    assert (text, outlet, removed[top]) == (f"{TITLE}\n{BODY}", top, "the name of the site")
    text, outlet, _ = page(f"{top}\n{TITLE}\n{BODY}", url=f"https://www.{top.lower()}.co.uk/a")
    assert (text, outlet) == (f"{TITLE}\n{BODY}", top)


def test_a_section_is_no_outlet() -> None:
    text, outlet, _ = page(f"Business\n{TITLE}\n{BODY}\n© 2025 Quayline Media")
    assert (text, outlet) == (f"{TITLE}\n{BODY}", None)


def test_the_name_under_the_title_goes_before_that_of_the_site() -> None:
    _, outlet, _ = page(f"Quay24\n{TITLE}\nThe Hallow Courier\n{BODY}\n© Quay24")
    assert outlet == "The Hallow Courier"


def test_a_stated_outlet_stays() -> None:
    text, outlet, _ = page(f"{TITLE}\nThe Hallow Courier\n{BODY}", outlet="Quay24")
    assert (text, outlet) == (f"{TITLE}\n{BODY}", "Quay24")


@pytest.mark.parametrize(
    "byline",
    [
        "By Jane Doe, Maritime Correspondent",
        "By Jane Doe and John Roe",
        "Por Marta Quiroga",
        "Von Heike van der Ritt",
    ],
)
def test_bylines(byline: str) -> None:
    text, outlet, removed = page(f"{TITLE}\n{byline}\n{BODY}")
    assert (text, outlet, removed[byline]) == (f"{TITLE}\n{BODY}", None, "a line that names the author")


@pytest.mark.parametrize(
    "line",
    [
        "By the sea",
        "What we know",
        "Power lost",
        "Associated Press",
        "By Reuters Staff",
        "Hallow Point: 19 aboard",
    ],
)
def test_other_short_lines_under_a_title_stay(line: str) -> None:
    assert line in page(f"{TITLE}\n{line}\n{BODY}")[0].split("\n")


def test_a_name_that_the_text_uses_as_words_is_no_name() -> None:
    text, _, _ = page(f"{TITLE}\nHarbour Master\n{BODY}")
    assert "Harbour Master" in text


def test_names_within_the_article_stay() -> None:
    text = f"{TITLE}\n{BODY}\nThe Hallow Courier\n{BODY.replace('Monday', 'Friday')}"
    assert page(text)[0].count("The Hallow Courier") == 1


NOTICE = (
    "We value your privacy.\nWe and our 9 partners store information on a device.\n"
    "Some of it is needed.\nAccept all"
)


def test_a_notice_in_sentences_goes_with_its_buttons() -> None:
    text, _, removed = page(f"{NOTICE}\nManage options\n{TITLE}\n{BODY}")
    assert text == f"{TITLE}\n{BODY}"
    assert removed["Some of it is needed."] == "a cookie notice"


def test_a_notice_within_the_article_takes_no_sentence_of_it() -> None:
    first, second = BODY.split("\n")
    text, _, _ = page(f"{TITLE}\n{first}\n{NOTICE}\n{second}")
    assert text.startswith(f"{TITLE}\n{first}\n")
    assert text.endswith(second)


def test_an_article_on_consent_is_left_alone() -> None:
    body = (
        "The regulator fined the firm for sharing personal data such as addresses with others.\n"
        '"We value your privacy," its banner said, "and our partners may use information on your device."\n'
        "The firm withdrew the banner on Friday and said that it would ask for your consent in plainer words."
    )
    text = f"Firm fined over banner that hid its choices\n{body}"
    assert page(text)[0] == text


def test_a_price_alone_is_no_offer() -> None:
    text = f"{TITLE}\n{BODY}\nRepairs for £1 million\n{BODY.replace('Monday', 'Friday')}"
    assert "Repairs for £1 million" in page(text)[0]


def test_an_offer_goes() -> None:
    text, _, removed = page(f"Sign in\nSubscribe for £1\n{TITLE}\n{BODY}")
    assert text == f"{TITLE}\n{BODY}"
    assert removed["Subscribe for £1"] == "an invitation to subscribe"


@pytest.mark.parametrize(
    ("line", "lang", "seconds"),
    [
        ("an hour ago", "en", 3600),
        ("two days ago", "en", 172_800),
        ("vor einer Stunde", "de", 3600),
        ("un'ora fa", "it", 3600),
        ("il y a une heure", "fr", 3600),
        ("tunti sitten", "fi", 3600),
        ("drie uur geleden", "nl", 10_800),
        ("قبل ساعتين", "ar", 7200),
        ("long ago", "en", None),
        ("an hour", "en", None),
        ("Chicago", "en", None),
    ],
)
def test_how_long_ago_in_words(line: str, lang: str, seconds: int | None) -> None:
    assert ago(line, lang) == seconds


WORDS = st.lists(
    st.sampled_from(BODY.lower().replace(".", "").replace(",", "").split()), min_size=12, max_size=20
)
SENTENCE = WORDS.map(lambda words: " ".join(words).capitalize() + ".")


@given(st.lists(SENTENCE, min_size=2, max_size=8, unique=True))
def test_no_sentence_is_lost_among_names_and_notices(sentences: list[str]) -> None:
    text = f"Quay24\n{NOTICE}\nThe Hallow Courier\n{TITLE}\nBy Jane Doe\n" + "\n".join(sentences)
    kept, _, _ = page(text)
    assert all(sentence in kept for sentence in sentences)


def test_hostile_pages_take_linear_time() -> None:
    unit = "We value your privacy.\nAccept all\nfoo.\n"
    assert grows_linearly(lambda text: notices(split_lines(text)), unit)
