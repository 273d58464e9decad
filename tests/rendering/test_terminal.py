from __future__ import annotations

from io import StringIO

import invented
import pytest
from attacks import ATTACKS
from benchmarks.made_synopses import made_synopses
from rich.cells import cell_len
from rich.console import Console

from synoptic.rendering.terminal import print_synopses, to_text
from synoptic.types import Synopses


def printed(width: int, **more: object) -> str:
    stream = StringIO()
    console = Console(file=stream, width=width, **more)  # type: ignore[arg-type]
    print_synopses(invented.synopses(), console)
    return stream.getvalue()


@pytest.mark.parametrize("width", [20, 39, 59, 60, 79, 80, 99, 100, 160])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    for line in to_text(invented.synopses(), width=width).splitlines():
        assert cell_len(line) <= min(width, 100), line


def test_boxes_keep_their_right_edge_in_every_script() -> None:
    for line in to_text(invented.synopses(), width=100).splitlines():
        if line.startswith("│"):
            assert line.endswith("│")
            assert cell_len(line) == 100, line


def test_under_sixty_columns_boxes_become_rules() -> None:
    narrow = to_text(invented.synopses(), width=58)
    assert "│" not in narrow
    assert "── The synopsis" in narrow


def test_under_a_hundred_columns_there_are_no_plots() -> None:
    assert "●" in to_text(invented.synopses(), width=100)
    assert "●" not in to_text(invented.synopses(), width=90)


def test_what_is_piped_is_plain_and_what_is_not_is_coloured() -> None:
    assert "\x1b" not in printed(100, force_terminal=False)
    assert "\x1b[1;31m" in printed(100, force_terminal=True, color_system="standard", no_color=False)


def test_without_colour_every_sign_is_still_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    text = printed(100, force_terminal=True)
    assert "\x1b[31m" not in text
    assert "\x1b[1;31m" not in text
    for sign in ("≠", "↗", "≉", "⇄", "⇒", "⇢"):
        assert sign in text


def test_the_matrix_tells_who_tells() -> None:
    text = to_text(invented.synopses(), width=100)
    row = next(line for line in text.splitlines() if "The collection is worth" in line)
    assert "A B C D E F G …" in row
    assert "≠D" in row
    altered = next(
        line for line in text.splitlines() if "We warned about the alarm" in line and " 4  " in line
    )
    assert "A B C ≉ – – – …" in altered


def test_right_to_left_words_are_set_apart() -> None:
    for line in to_text(invented.synopses(), width=100).splitlines():
        if "م" in line:
            assert "\u2068" in line
            assert line.count("\u2068") == line.count("\u2069")


def test_one_statement_in_all_its_words() -> None:
    text = to_text(invented.synopses(), width=100, words=2)
    assert "Die Sammlung ist nach Angaben der Agentur Nordtext" in text
    assert "The Harbour Post" not in text
    telling = invented.synopses().stories[1].statements[2].told_by[2]
    assert f"harbour-en {telling.start}–{telling.end}" in text


def test_a_number_that_no_statement_has_prints_nothing() -> None:
    assert to_text(invented.synopses(), words=999).strip() == ""


def test_several_stories_begin_with_a_list() -> None:
    run = invented.synopses()
    large = made_synopses(3, 6)
    both = Synopses(articles=run.articles + large.articles, stories=run.stories + large.stories)
    text = to_text(both, width=100)
    assert text.index("2 stories") < text.index("Twelve violins") < text.index("Accounts")


@pytest.mark.parametrize("attack", ATTACKS, ids=range(len(ATTACKS)))
def test_hostile_text_cannot_drive_a_terminal(attack: str) -> None:
    text = to_text(invented.hostile(attack), width=80)
    assert not {c for c in text if ord(c) < 32 and c != "\n"}
    assert not set("\x9b\u202a\u202b\u202c\u202d\u202e\u2066\u2067") & set(text)
    for line in text.splitlines():
        assert cell_len(line) <= 80


def test_an_empty_run_says_so() -> None:
    assert "0 articles read" in to_text(Synopses())
