"""Verdicts on figures, each with its reason."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from synoptic.comparing.changes import Change
from synoptic.comparing.figure_verdicts import Telling, judge
from synoptic.comparing.quantities import quantity
from synoptic.types import Article, Figure


def telling(
    article: str, value: float, day: str, relation: str = "exact", unit: str | None = None
) -> Telling:
    source = Article(id=article, text=f"{value:g}", published=f"2025-03-{day}")
    figure = Figure(
        article=article,
        start=0,
        end=len(source.text),
        text=source.text,
        low=value,
        high=value,
        relation=relation,  # type: ignore[arg-type]
        unit=unit,
    )
    return Telling(article=source, figure=figure, quantity=quantity(figure), time=source.time)


def test_compatible_hedges_agree_and_the_reason_says_so() -> None:
    verdict = judge([telling("a", 23, "13"), telling("b", 20, "14", "more_than")], 0.9)
    assert verdict.verdict == "agree"
    assert "bound" in verdict.why


def test_later_accounts_that_differ_are_an_update() -> None:
    verdict = judge(
        [telling("a", 12, "08"), telling("b", 16, "09"), telling("c", 16, "10"), telling("d", 19, "11")], 0.9
    )
    assert verdict.verdict == "update"
    assert verdict.odd_one_out == ("a", "d")
    assert verdict.why == "later: “19” of 11 March against “12” of 8 March"


def test_a_bound_that_is_overtaken_is_an_update_and_one_of_the_same_hour_agrees() -> None:
    later = judge([telling("a", 3, "13", "at_least"), telling("b", 5, "14")], 0.9)
    assert (later.verdict, later.odd_one_out) == ("update", ("b",))
    same = judge([telling("a", 3, "13", "at_least"), telling("b", 5, "13")], 0.9)
    assert (same.verdict, same.odd_one_out) == ("agree", ())
    assert same.why.startswith("a bound, not the same claim")


def test_fewer_dead_than_before_are_no_update() -> None:
    dead = [
        replace(telling("abc"[n], value, f"1{n}"), fates=frozenset({"dead"}))
        for n, value in enumerate((4, 4, 2))
    ]
    assert judge(dead, 0.9).verdict == "unclear"
    assert judge(dead, 0.99).verdict == "disagree"
    missing = [replace(told, fates=frozenset({"missing"})) for told in dead]
    assert judge(missing, 0.9).verdict == "update"


def test_what_the_last_account_alone_gives_is_an_update_only_where_something_tells_that_it_can_change() -> (
    None
):
    told = [telling("a", 118, "13"), telling("b", 118, "13"), telling("c", 181, "14")]
    assert judge(told, 0.9).verdict == "disagree"
    risen = [*told[:2], replace(told[2], change=Change(moved=True))]
    assert judge(risen, 0.9).verdict == "update"
    so_far = [replace(told[0], change=Change(now=True)), *told[1:]]
    assert judge(so_far, 0.9).verdict == "update"
    arrested = [replace(one, fates=frozenset({"arrested"})) for one in told]
    assert judge(arrested, 0.9).verdict == "update"
    assert judge([*told, telling("d", 181, "14")], 0.9).verdict == "update"


def test_a_sum_of_money_changes_only_by_words() -> None:
    fine = [telling("a", 520, "13", unit="EUR"), *(telling(name, 250, "14", unit="EUR") for name in "bc")]
    assert judge(fine, 0.9).verdict == "disagree"
    assert (
        judge([fine[0], *(replace(t, change=Change(moved=True)) for t in fine[1:])], 0.9).verdict == "update"
    )


def test_most_accounts_later_overrule_a_larger_early_number_of_injured() -> None:
    told = [telling("a", 210, "13"), *(telling(name, 128, "14") for name in "bcd")]
    assert judge([replace(t, fates=frozenset({"injured"})) for t in told], 0.9).verdict == "disagree"


def test_a_number_that_others_go_back_on_is_a_disagreement() -> None:
    verdict = judge([telling("a", 340, "13"), telling("b", 500, "14"), telling("c", 340, "15")], 0.9)
    assert verdict.verdict == "disagree"
    assert verdict.odd_one_out == ("b",)
    assert verdict.why == "“500” against “340” in 2 accounts"


def test_a_difference_that_may_be_of_two_things_is_unclear() -> None:
    assert judge([telling("a", 340, "13"), telling("b", 500, "13")], 0.3).verdict == "unclear"


def test_without_times_nothing_is_called_later() -> None:
    first, second = telling("a", 4, "13"), telling("b", 6, "14")
    timeless = [
        Telling(article=t.article, figure=t.figure, quantity=t.quantity, time=None) for t in (first, second)
    ]
    assert judge(timeless, 0.97).verdict == "disagree"


def test_one_account_is_single() -> None:
    assert judge([telling("a", 4, "13")], 1.0).verdict == "single"
    assert judge([telling("a", 4, "13"), telling("a", 5, "13")], 1.0).verdict == "single"


tellings = st.lists(
    st.builds(
        telling,
        st.sampled_from("abcdef"),
        st.integers(1, 50).map(float),
        st.integers(10, 20).map(str),
        st.sampled_from(["exact", "about", "more_than"]),
    ),
    min_size=2,
    max_size=6,
    unique_by=lambda t: t.article.id,
)


@given(tellings, st.randoms())
def test_the_order_of_tellings_does_not_matter(found: list[Telling], random) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)
    assert judge(found, 0.9) == judge(shuffled, 0.9)


@given(tellings)
def test_disagreement_names_whom_and_agreement_nobody(found: list[Telling]) -> None:
    verdict = judge(found, 0.9)
    assert bool(verdict.odd_one_out) == (verdict.verdict in ("disagree", "update"))
    assert set(verdict.odd_one_out) < {t.article.id for t in found}


def test_a_doubtful_difference_is_called_unclear_even_if_later() -> None:
    at_once = judge([telling("a", 340, "13"), telling("b", 500, "13")], 0.8)
    later = judge([telling("a", 340, "13"), telling("b", 500, "15")], 0.6)
    assert (at_once.verdict, later.verdict) == ("unclear", "unclear")
    assert at_once.odd_one_out == later.odd_one_out == ()
    several = [telling(article, 340, "13") for article in "abc"]
    assert judge([*several, telling("d", 500, "13")], 0.85).verdict == "disagree"
    assert judge([*several, telling("d", 500, "13")], 0.6).verdict == "unclear"


def test_times_at_which_figures_held_make_an_update_even_in_accounts_of_one_hour() -> None:
    old, new = telling("a", 340, "13"), telling("b", 500, "13")
    held = [
        replace(old, held=datetime(2025, 3, 10, tzinfo=UTC)),
        replace(new, held=datetime(2025, 3, 13, tzinfo=UTC)),
    ]
    assert judge(held, 0.95).verdict == "update"
    assert judge([held[0], new], 0.97).verdict == "disagree"


def test_another_speed_told_later_is_no_update() -> None:
    unit = "kilometer-per-hour"
    verdict = judge([telling("a", 17, "13", unit=unit), telling("b", 22, "15", unit=unit)], 0.97)
    assert verdict.verdict == "disagree"


def test_copies_do_not_make_a_majority() -> None:
    said = {"a": 340, "b": 340, "c": 500, "d": 500, "e": 500}
    tellings = [telling(article, value, "13") for article, value in said.items()]
    copied = [replace(t, origin="c") if t.article.id in "de" else t for t in tellings]
    assert judge(tellings, 0.9).odd_one_out == ("a", "b")
    assert judge(copied, 0.9).odd_one_out == ("c", "d", "e")


def test_who_repeats_an_old_count_late_does_not_make_a_growing_one_disputed() -> None:
    grows = [telling("a", 7, "12"), telling("b", 14, "13"), telling("c", 7, "14"), telling("d", 22, "15")]
    assert judge(grows, 0.9).verdict == "update"
    assert (
        judge([grows[0], telling("b", 22, "13"), grows[2], telling("d", 14, "15")], 0.9).verdict == "disagree"
    )
