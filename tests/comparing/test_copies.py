"""Copies and origins, on planted stories and invented texts."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synoptic.comparing.copies import chain, copies, longest_increasing, origins, origins_behind
from synoptic.comparing.told import tell
from synoptic.types import Article, Copy

TEXT = (
    "The council of Ombrosa will sell the old tram depot. Eleven members voted for the sale and four "
    "against. The buyer pays 3.2 million euros. Work begins in spring. Residents had asked for a park."
)


@given(st.lists(st.integers(0, 9), max_size=9))
def test_the_longest_increasing_chain_is_longest(values):
    pairs = list(enumerate(values))
    run = longest_increasing(pairs)
    assert run == sorted(run)
    assert all(a[1] < b[1] for a, b in pairwise(run))
    best = max(
        size
        for size in range(len(pairs) + 1)
        for some in combinations(pairs, size)
        if all(a[1] < b[1] for a, b in pairwise(some))
    )
    assert len(run) == best


@pytest.mark.parametrize("name", ["ferry-storgadden", "storm-nuwaira", "verdict-puerto-alcaravan"])
def test_planted_copies_are_found_with_kind_and_direction(planted, name):
    told, answers = planted(name)
    wanted = {(copy["of"], copy["by"], copy["kind"]) for copy in answers["copies"]}
    assert {(copy.of, copy.by, copy.kind) for copy in copies(told)} == wanted


def test_the_order_of_accounts_changes_nothing(planted):
    told, _ = planted("ferry-storgadden")
    assert copies(tell(told.accounts[::-1])) == copies(told)


def test_two_tellings_of_one_event_are_no_copies(planted):
    told, _ = planted("ferry-storgadden-arrest")
    assert copies(told) == ()


def test_the_same_text_is_copied_word_for_word_from_the_earliest(make):
    articles = [
        Article(id=name, lang="en", text=TEXT, published=f"2025-05-0{day}")
        for name, day in (("c", 4), ("a", 5), ("b", 3))
    ]
    told = tell(make(*articles))
    found = copies(told)
    assert [(copy.of, copy.by, copy.kind, copy.share) for copy in found] == [
        ("b", "a", "verbatim", 1.0),
        ("b", "c", "verbatim", 1.0),
    ]
    assert origins(told.accounts, found) == (("c", "a", "b"),)


def test_one_language_in_other_words_is_no_copy(make):
    other = (
        "Ombrosa is parting with its former tram depot. By eleven to four, councillors backed the deal on "
        "Tuesday. It brings in 3.2 million euros. Builders move in after winter. Neighbours wanted a lawn."
    )
    made = make(
        Article(id="a", lang="en", text=TEXT, published="2025-05-04"),
        Article(id="b", lang="en", text=other, published="2025-05-05"),
    )
    told = tell(made)
    assert len(chain(told, 0, 1).pairs) >= 4
    assert copies(told) == ()


def test_one_account_and_none_have_no_copies(planted):
    told, _ = planted("storm-nuwaira")
    assert copies(tell(told.accounts[:1])) == ()
    assert copies(tell([])) == ()


def test_origins_fold_whole_copies_and_partial_ones_where_they_took_over():
    whole = Copy(of="a", by="b", kind="translation", share=1.0, why="")
    part = Copy(of="b", by="c", kind="partial", share=0.5, why="")
    assert origins_behind(["a", "b", "c", "d"], [whole, part]) == 2
    assert origins_behind(["a", "c"], [whole, part]) == 2
    assert origins_behind(["b", "c"], [whole, replace(part, of="b")]) == 1


def test_the_near_translations_among_the_seeds_are_found(seeds_run):
    found = [
        copy for story in seeds_run.synopses.stories for copy in story.copies if copy.kind == "translation"
    ]
    languages = {article.id: article.lang for article in seeds_run.reading.articles}
    assert {frozenset((languages[copy.of], languages[copy.by])) for copy in found} == {
        frozenset({"sv", "fi"})
    }


def test_a_text_put_into_the_other_script_of_its_language_is_translated(make):
    cyrillic = (
        "Скупштина општине Горња Раковина продаће старо трамвајско депо. За продају је гласало једанаест "
        "одборника, против четири. Купац плаћа 3,2 милиона евра. Радови почињу на пролеће. Становници су "
        "тражили парк."
    )
    latin = (
        "Skupština opštine Gornja Rakovina prodaće staro tramvajsko depo. Za prodaju je glasalo jedanaest "
        "odbornika, protiv četiri. Kupac plaća 3,2 miliona evra. Radovi počinju na proleće. Stanovnici su "
        "tražili park."
    )
    made = make(
        Article(id="a", lang="sr", text=cyrillic, published="2025-05-04"),
        Article(id="b", lang="sr", text=latin, published="2025-05-05"),
    )
    assert [(copy.of, copy.by, copy.kind) for copy in copies(tell(made))] == [("a", "b", "translation")]
