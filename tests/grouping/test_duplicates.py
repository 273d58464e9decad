"""Articles with the same words."""

from __future__ import annotations

from itertools import permutations

import numpy as np

from synoptic.grouping import duplicates as duplicates_module
from synoptic.grouping.duplicates import Numbered, duplicates
from synoptic.types import Account, Article, Marks

TEXT = "The mayor of Marrowdale opened a new bridge over the river Wend on Tuesday, after nine years of work."


def account(name: str, text: str = TEXT, published: str | None = "2025-03-11") -> Account:
    article = Article(id=name, text=text, published=published)
    return Account(article=article, marks=Marks(article=name), encodings=())


def test_case_spaces_and_marks_do_not_count():
    shouted = TEXT.upper().replace(" ", "\u00a0") + "!!"
    accounts = [account("a"), account("b", shouted), account("c", TEXT + " Twice.")]
    assert duplicates(accounts, 5) == [[0, 1], [2]]


def test_the_same_words_a_month_later_are_another_matter():
    accounts = [account("a"), account("b", published="2025-04-20"), account("c", published="2025-03-14")]
    assert duplicates(accounts, 5) == [[0, 2], [1]]


def test_without_a_time_they_belong_to_the_first():
    accounts = [account("a", published=None), account("b", published="2025-04-20"), account("c")]
    assert duplicates(accounts, 5) == [[1], [2, 0]]


def test_short_texts_are_the_same_by_chance():
    assert duplicates([account("a", "Live updates"), account("b", "Live updates")], 5) == [[0], [1]]


LONG = [
    f"On day {n} the council of Marrowdale {verb} the plan for the bridge, and {who} asked what it costs."
    for n, (verb, who) in enumerate(
        [("read", "Ann Holm"), ("praised", "the harbour"), ("put off", "a teacher"), ("changed", "the bank"),
         ("sold", "Bo Lind"), ("burned", "two fishermen")]
    )
]  # fmt: skip


def test_long_texts_that_differ_in_next_to_nothing_are_one():
    copied = [*LONG[:5], LONG[5].replace("fishermen", "anglers")]
    accounts = [
        account("a", " ".join(LONG)),
        account("b", " ".join(copied)),
        account("c", " ".join(LONG[:4])),
    ]
    assert duplicates(accounts, 5) == [[0, 1], [2]]
    assert duplicates(accounts[::-1], 5) == [[0], [2, 1]]


def test_another_number_is_another_text():
    other = [*LONG[:5], LONG[5].replace("day 5", "day 6")]
    assert duplicates([account("a", " ".join(LONG)), account("b", " ".join(other))], 5) == [[0], [1]]


def test_nearly_the_same_words_in_a_short_text_are_two():
    accounts = [account("a"), account("b", TEXT.replace("Tuesday", "Monday"))]
    assert duplicates(accounts, 5) == [[0], [1]]


def test_a_chain_of_nearly_the_same_is_one_in_any_order():
    words = [f"word{number}" for number in range(120)]
    chain = [" ".join([f"changed{step}" if place < step else word for place, word in enumerate(words)])
             for step in range(0, 24, 3)]  # fmt: skip
    accounts = [account(f"t{number}", text) for number, text in enumerate(chain)]
    for order in permutations(range(len(chain)), 3):
        rest = [place for place in range(len(chain)) if place not in order]
        found = duplicates([accounts[place] for place in (*order, *rest)], 5)
        assert len(found) == len(duplicates(accounts, 5))


def test_digests_keep_their_numbers_when_they_are_sorted_in(monkeypatch):
    monkeypatch.setattr(duplicates_module, "FRESH", 7)
    numbered = Numbered()
    digests = [number.to_bytes(8, "big") for number in np.random.default_rng(1).permutation(100).tolist()]
    for number, digest in enumerate(digests[:90]):
        numbered.put(digest, number)
    assert numbered.numbers(digests) == [*range(90), *[None] * 10]
    assert numbered.numbers([]) == []
