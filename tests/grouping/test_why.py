"""Why two articles are one story, in words."""

from __future__ import annotations

import pytest

from synoptic.errors import UsageError
from synoptic.grouping.why import why


def by_id(samples):
    return {account.id: account for account in samples}


def test_one_story_names_what_is_shared(samples):
    found = by_id(samples)
    explanation = why(found["ferry-01-sv"], found["ferry-06-en"], samples)
    assert explanation.same_story
    assert explanation.verdict.startswith("One story")
    names = next(reason for reason in explanation.reasons if reason.feature == "names")
    assert "Storgadden" in names.words
    assert names.weight > 0


def test_two_accounts_give_the_same_answer_both_ways(samples):
    found = by_id(samples)
    forth = why(found["ferry-01-sv"], found["verdict-06-en"], samples)
    back = why(found["verdict-06-en"], found["ferry-01-sv"], samples)
    assert not forth.same_story
    assert forth.reasons == back.reasons
    assert forth.affinity == back.affinity


def test_a_follow_up_is_said_to_be_one(samples):
    found = by_id(samples)
    explanation = why(found["ferry-01-sv"], found["ferry-08-sv"], samples)
    assert not explanation.same_story
    assert explanation.same_storyline
    assert "days apart" in explanation.verdict
    assert explanation.text().startswith("Two stories, of one storyline")


def test_words_of_two_languages_speak_neither_way(samples):
    found = by_id(samples)
    reasons = why(found["ferry-01-sv"], found["ferry-02-fi"], samples).reasons
    words = next(reason for reason in reasons if reason.feature == "words")
    assert words.weight == 0
    assert "two languages" in words.words


def test_an_unknown_account_is_an_error(samples):
    with pytest.raises(UsageError):
        why(samples[0], samples[1], samples[2:])
    with pytest.raises(UsageError):
        why(samples[0], samples[0], samples)
