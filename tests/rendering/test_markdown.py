from __future__ import annotations

import re

import invented
import pytest
from attacks import ATTACKS
from markdown_it import MarkdownIt

from synoptic.rendering.markdown import to_markdown


def tokens(text: str) -> list[str]:
    """The kinds of every block and inline token."""
    kinds = []
    for token in MarkdownIt("commonmark").enable("table").parse(text):
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


def test_a_note_gives_the_span() -> None:
    run = invented.synopses()
    text = to_markdown(run, lang="en")
    telling = run.stories[1].statements[0].told_by[1]
    assert re.search(
        rf"^\[\^t1-\d+\]: B, Alpenwarte, fjordkanal-de {telling.start}–{telling.end}$", text, re.M
    )


@pytest.mark.parametrize("attack", ATTACKS, ids=range(len(ATTACKS)))
def test_hostile_text_stays_text(attack: str) -> None:
    calm = to_markdown(invented.hostile("words"))
    text = to_markdown(invented.hostile(attack))
    kinds = tokens(text)
    assert "link_open" not in kinds
    assert "image" not in kinds
    assert "fence" not in kinds
    assert "code_inline" not in kinds
    assert kinds.count("html_inline") == text.count("<br>")
    assert "html_block" not in kinds
    assert kinds.count("heading_open") == tokens(calm).count("heading_open")
    assert kinds.count("table_open") == tokens(calm).count("table_open")


def test_no_table_for_many_accounts() -> None:
    text = to_markdown(invented.large(20, 30))
    assert "| A en |" not in text
    assert "    - **A** " in text
