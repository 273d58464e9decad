"""Reasons as lines, and read back from them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synoptic import reasons
from synoptic.pipeline import Run
from synoptic.reasons import Template, Value

words = st.text(st.characters(exclude_characters="“”\n", exclude_categories=["Cs"]), min_size=1, max_size=30)
by_kind: dict[str, st.SearchStrategy[Value]] = {
    "span": words,
    "spans": st.lists(words, min_size=1, max_size=4).map(tuple),
    "time": st.datetimes(
        datetime(reasons.LEAP_YEAR, 1, 1), datetime(reasons.LEAP_YEAR, 12, 31), timezones=st.just(UTC)
    ).map(lambda when: when.replace(second=0, microsecond=0)),
    "number": st.integers(1, 2000),
    "accounts": st.lists(st.from_regex(r"[a-z]{1,8}-\d#?", fullmatch=True), min_size=1, max_size=4).map(
        tuple
    ),
    "manners": st.lists(st.sampled_from([m.message for m in reasons.MANNERS]), min_size=1, unique=True).map(
        tuple
    ),
}


def names(template: Template) -> list[str]:
    return [name for name in reasons.KINDS if f"{{{name}}}" in template.message]


@pytest.mark.parametrize("template", reasons.TEMPLATES, ids=lambda t: t.message[:30])
@given(data=st.data())
def test_a_line_reads_back_as_what_it_was_made_of(template: Template, data: st.DataObject) -> None:
    values = {name: data.draw(by_kind[reasons.KINDS[name]]) for name in names(template)}
    lead = data.draw(st.sampled_from([None, *reasons.LEADS]))
    read = reasons.read(template.line(lead=lead, clock=True, **values))
    assert read is not None
    assert (read.template, read.lead, read.values) == (template, lead, values)
    assert read.clock == any(reasons.KINDS[name] == "time" for name in values)


def test_what_no_template_made_is_not_read() -> None:
    assert reasons.read("") is None
    assert reasons.read("krona against euro") is None
    assert reasons.read("later: “3” of 31 Juneuary against “2” of 1 May") is None


def test_words_with_quotation_marks_of_their_own_are_left_in_the_line() -> None:
    line = reasons.AGAINST.line(words=("“3” or so",), other="4")
    assert line == "““3” or so” against “4”"
    assert reasons.read(line) is None


def test_a_day_has_its_clock_only_where_asked() -> None:
    when = datetime(2025, 3, 14, 8, 5, tzinfo=UTC)
    values: dict[str, Value] = {"last": "3", "last_time": when, "first": "2", "first_time": when}
    assert reasons.LATER.line(**values) == "later: “3” of 14 March against “2” of 14 March"
    assert "14 March 08:05 UTC" in reasons.LATER.line(clock=True, **values)


def test_one_is_told_from_many() -> None:
    assert reasons.COPIED.line(n=1, total=1).startswith("1 of 1 sentence in")
    assert reasons.COPIED.line(n=1, total=2).startswith("1 of 2 sentences in")


def test_every_reason_of_a_run_is_made_from_a_template(sample_run: Run) -> None:
    compared = [c for s in sample_run.synopses.stories for c in (*s.figures, *s.quotes, *s.copies)]
    lines = [c.why for c in compared if c.why]
    assert len(lines) > 5
    assert [line for line in lines if reasons.read(line) is None] == []
