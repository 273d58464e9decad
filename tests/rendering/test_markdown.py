from __future__ import annotations

import re

import invented
import pytest
from attacks import ATTACKS
from benchmarks.made_synopses import made_synopses
from lxml import html
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from synoptic.rendering.markdown import to_markdown


def parser() -> MarkdownIt:
    """CommonMark with the tables, strikethrough and footnotes of GitHub's dialect."""
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin)


def tokens(text: str) -> list[str]:
    """The kinds of every block and inline token."""
    kinds = []
    for token in parser().parse(text):
        kinds.append(token.type)
        kinds += [child.type for child in token.children or []]
    return kinds


def test_tables_and_notes() -> None:
    text = to_markdown(invented.synopses(), lang="en")
    assert tokens(text).count("table_open") >= 6
    notes = set(re.findall(r"^\[\^(t1-\d+)\]:", text, flags=re.M))
    used = set(re.findall(r"\[\^(t1-\d+)\](?!:)", text))
    assert notes == used
    assert len(notes) > 30


def test_every_note_gives_the_exact_words_their_article_and_place() -> None:
    run = invented.synopses()
    page = html.fromstring(parser().render(to_markdown(run, lang="en")))
    text = {article.id: article.text for article in run.articles}
    notes = page.xpath("//li[@class='footnote-item']")
    assert len(notes) == len(page.xpath("//sup[@class='footnote-ref']//a[not(contains(@id, ':'))]")) > 50
    for note in notes:
        words = re.search(r"\(([\w-]+) (\d+)–(\d+)\)", note.text_content())
        assert words
        article, start, end = words.groups()
        assert f"“{text[article][int(start) : int(end)].strip()}”" in note.text_content()


def test_a_note_gives_what_stands_around_the_words() -> None:
    text = to_markdown(invented.synopses(), lang="en")
    assert re.search(
        r"^\[\^t1-\d+\]: \*\*D\*\* La Rive, 3 Mar 18:00: La collection vaut “5 millions d’euros”", text, re.M
    )
    assert "“etwa 40.000 Besucher”" in text


def test_the_differences_come_first() -> None:
    text = to_markdown(invented.synopses(), lang="en")
    assert text.index("### They differ on") < text.index("### The synopsis")
    assert re.search(
        r"^- \*\*≠ disagree\*\*: \*\*D\*\* 5 millions d’euros\[\^t1-\d+\] · \*\*C\*\* at least", text, re.M
    )


def test_what_made_it_stands_at_the_end() -> None:
    text = to_markdown(invented.synopses(), lang="de", settings={"Encoder": "x|y"})
    assert text.endswith("- Encoder: x&#124;y\n")


@pytest.mark.parametrize("attack", ATTACKS, ids=range(len(ATTACKS)))
def test_hostile_text_stays_text(attack: str) -> None:
    # As long, so that the same passages overlap.
    calm = to_markdown(invented.hostile("w" * len(attack)))
    text = to_markdown(invented.hostile(attack))
    kinds = tokens(text)
    assert "link_open" not in kinds
    assert "image" not in kinds
    assert "fence" not in kinds
    assert "code_inline" not in kinds
    assert kinds.count("html_inline") == text.count("<br>")
    assert "html_block" not in kinds
    assert kinds.count("heading_open") == tokens(calm).count("heading_open")
    for kind in ("table_open", "td_open", "tr_open", "footnote_ref", "footnote_open", "strong_open", "s_open",
                 "bullet_list_open", "ordered_list_open", "list_item_open", "em_open"):  # fmt: skip
        assert kinds.count(kind) == tokens(calm).count(kind), kind


def test_no_table_for_many_accounts() -> None:
    text = to_markdown(made_synopses(20, 30))
    assert "| A en |" not in text
    assert "    - **A** " in text
