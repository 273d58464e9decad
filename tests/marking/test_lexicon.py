from hypothesis import given
from hypothesis import strategies as st

from synoptic.marking.lexicon import Lexicon, fold


def spans(lexicon: Lexicon[int], text: str) -> list[tuple[str, int]]:
    return [(text[item.start : item.end], item.value) for item in lexicon.find(text)]


def test_the_longest_entry_wins_and_words_stand_alone() -> None:
    lexicon = Lexicon({"more": 1, "more than": 2, "than": 3})
    assert spans(lexicon, "More than anymore, thanks") == [("More than", 2)]


def test_kinds_of_space_and_apostrophe_do_not_matter() -> None:
    lexicon = Lexicon({"l'an dernier": 1})
    assert spans(lexicon, "depuis l’an\u00a0dernier") == [("l’an\u00a0dernier", 1)]


def test_without_word_edges_entries_are_found_inside() -> None:
    assert spans(Lexicon({"上午": 1}, whole=False), "8日上午10时") == [("上午", 1)]


def test_a_digit_against_a_letter_is_an_edge_of_no_word() -> None:
    assert spans(Lexicon({"m": 1}), "60m") == []


def test_an_empty_lexicon_finds_nothing() -> None:
    assert Lexicon[int]({}).find("anything") == []


@given(st.text())
def test_folding_keeps_positions(text: str) -> None:
    assert len(fold(text)) == len(text)
