from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser

import invented
import pytest
from attacks import ATTACKS
from benchmarks.made_synopses import made_synopses

from synoptic.rendering.html import to_html
from synoptic.types import Synopses


class Page(HTMLParser):
    """What a browser would find: tags, attributes, text, scripts, styles."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str, str]] = []
        self.texts: list[str] = []
        self.raw: dict[str, list[str]] = {"script": [], "style": []}
        self._inside = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        self._inside = tag if tag in self.raw else ""

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.raw[self._inside].append(data)
        else:
            self.texts.append(data)

    def values(self, name: str) -> list[str]:
        return [value for _, attribute, value in self.attributes if attribute == name]


@pytest.fixture(scope="module")
def html() -> str:
    return to_html(invented.synopses(), lang="en", settings={"version": "1.2.3", "encoder": "none"})


def test_the_policy_names_exactly_the_script_and_the_style_in_the_page(html: str) -> None:
    page = Page(html)
    policy = next(v for _, n, v in page.attributes if n == "content" and "default-src" in v)
    assert policy.startswith("default-src 'none'")
    assert "trusted-types 'none'" in policy
    for kind in ("script", "style"):
        assert len(page.raw[kind]) == page.tags[kind] == 1
        digest = base64.b64encode(hashlib.sha256(page.raw[kind][0].encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy


def test_nothing_is_fetched_and_no_attribute_holds_code_or_style(html: str) -> None:
    page = Page(html)
    names = {name for _, name, _ in page.attributes}
    assert not names & {"src", "srcset", "style", "background", "poster", "action", "formaction", "ping"}
    assert not [name for name in names if name.startswith("on")]
    assert not page.tags.keys() & {
        "img",
        "iframe",
        "object",
        "embed",
        "form",
        "base",
        "link",
        "audio",
        "video",
    }


def test_every_link_leads_to_something_and_ids_are_unique(html: str) -> None:
    page = Page(html)
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    for href in page.values("href"):
        assert href.startswith(("#", "https://news.example/", "https://www.geonames.org/"))
        if href.startswith("#"):
            assert href[1:] in ids, href


def test_every_telling_leads_to_its_words(html: str) -> None:
    targets = set(Page(html).values("id"))
    run = invented.synopses()
    shown = re.sub(r"\s+", " ", "".join(Page(html).texts))
    for story in run.stories:
        for statement in story.statements:
            for telling in statement.told_by:
                assert telling.text in shown
    assert any(target.startswith("t1-E-") for target in targets)


def test_source_words_carry_their_language_and_direction(html: str) -> None:
    assert re.search(r'class="source[^"]*" lang="ar" dir="rtl"', html)
    assert 'lang="zh" dir="ltr"' in html


def test_verdicts_have_a_word_beside_their_sign(html: str) -> None:
    text = "".join(Page(html).texts)
    words = (
        "disagree",
        "updated",
        "altered",
        "other speaker",
        "unclear",
        "not comparable",
        "agree",
        "the same",
    )
    for word in words:
        assert word in text
    assert "same thing, same day: 5 m against 3.5 m" in text
    assert "1.2.3" in text


def test_the_same_run_gives_the_same_page(html: str) -> None:
    run = invented.synopses()
    turned = replace(run, articles=run.articles[::-1], stories=run.stories[::-1])
    again = to_html(turned, lang="en", settings={"version": "1.2.3", "encoder": "none"})
    assert again == html


@pytest.mark.parametrize("attack", ATTACKS, ids=range(len(ATTACKS)))
def test_hostile_text_stays_text(attack: str, html: str) -> None:
    made = to_html(invented.hostile(attack), lang="en")
    page, calm = Page(made), Page(html)
    assert not page.tags.keys() - calm.tags.keys()
    assert page.tags["script"] == page.tags["style"] == page.tags["meta"] - 4 == 1
    assert {name for _, name, _ in page.attributes} <= {name for _, name, _ in calm.attributes}
    for href in page.values("href"):
        assert href.startswith(("#", "https://"))
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\x00\x1b") & set(made)
    made.encode("utf-8")


@pytest.mark.parametrize(
    "lang", [None, "sv", "fi", "da", "ro", "de", "fr", "es", "ar", "zh", "xx", "nonsense!"]
)
def test_any_reader_gets_a_page(lang: str | None) -> None:
    page = Page(to_html(invented.synopses(), lang=lang))
    assert page.tags["article"] >= 8


def test_an_empty_run_is_a_page() -> None:
    assert "No story is told by more than one account" in to_html(Synopses())


def test_a_dossier_of_twelve_accounts_is_small() -> None:
    assert len(to_html(made_synopses(12, 120)).encode()) < 1_500_000


def test_two_hundred_accounts_and_two_thousand_statements_are_folded_with_counts_said() -> None:
    made = to_html(made_synopses(200, 2000))
    page = Page(made)
    assert page.tags["table"] == 2
    assert page.values("id").count("t1-s2000") == 1
    text = "".join(page.texts)
    assert "176 more accounts" in text
    assert re.search(r"\d+ more statements", text)
    assert len(made.encode()) < 12_000_000
