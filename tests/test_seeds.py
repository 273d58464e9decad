"""The five real articles that the project starts from; skipped where they are not at hand."""

from collections.abc import Callable

import pytest

from synoptic import pipeline
from synoptic.types import Statement, Synopsis


@pytest.fixture(scope="module")
def letter(seeds_run: pipeline.Run) -> Synopsis:
    """The story of the letter, with the Swedish account in it."""
    return next(s for s in seeds_run.synopses.stories if any(a.startswith("000_") for a in s.accounts))


def prefixes(story: Synopsis) -> set[str]:
    return {account[:3] for account in story.accounts if "#" not in account}


def test_the_letter_is_one_story_and_the_meeting_another_of_its_storyline(
    seeds_run: pipeline.Run, letter: Synopsis
) -> None:
    assert prefixes(letter) == {"000", "001", "002", "004"}
    meeting = next(s for s in seeds_run.synopses.stories if "003" in prefixes(s))
    assert prefixes(meeting) == {"003"}
    assert any({letter.id, meeting.id} <= set(line.stories) for line in seeds_run.synopses.storylines)


def test_related_articles_are_split_off_and_furniture_is_gone(seeds_run: pipeline.Run) -> None:
    split = [a for a in seeds_run.synopses.articles if a.id.startswith("004_") and "#" in a.id]
    assert {article.outlet for article in split} == {"The Independent", "Daily Mirror", "Daily Mail"}
    furniture = ("No comments yet", "Hashtags", "minutes ago", "Related Articles")
    kept = [word for article in seeds_run.synopses.articles for word in furniture if word in article.text]
    assert kept == []


def tellers(letter: Synopsis, fits: Callable[[str], bool]) -> set[str]:
    def holds(statement: Statement) -> bool:
        return any(fits(telling.text) for telling in statement.told_by)

    return {t.article[:3] for s in letter.statements if holds(s) for t in s.told_by}


@pytest.mark.parametrize(
    ("fits", "told_by"),
    [
        (lambda text: " 600 " in text, {"000", "001", "002"}),
        (lambda text: "10 000" in text or "10.000" in text, {"000", "001", "002"}),
        (lambda text: text.startswith(("I april", "Huhtikuussa")), {"000", "001", "002"}),
        (lambda text: "försvarspakt" in text, {"000", "001", "002"}),
        (lambda text: "bonds of militant friendship, goodwill" in text, {"000", "001", "002", "004"}),
        (lambda text: "utmärkta soldater till Kursk" in text, {"000", "001", "002", "004"}),
    ],
    ids=["killed", "sent", "April", "pact", "bonds", "thanks"],
)
def test_the_accounts_are_aligned(letter: Synopsis, fits: Callable[[str], bool], told_by: set[str]) -> None:
    assert told_by <= tellers(letter, fits)


def test_the_swedish_and_the_finnish_account_are_copies_of_one_text(letter: Synopsis) -> None:
    assert any({copy.of[:3], copy.by[:3]} == {"000", "001"} for copy in letter.copies)


def test_weekdays_are_dates(letter: Synopsis) -> None:
    read = {(date.article[:3], date.text.split()[-1].lower()): date.iso for date in letter.dates}
    assert read["000", "fredagen"] == "2025-08-15"
    assert read["001", "perjantaina"] == "2025-08-15"
    assert read["002", "vineri"] == "2025-08-15"
    assert read["000", "torsdagen"] == "2025-08-14"
