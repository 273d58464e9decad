"""Planted stories with numbers replaced: what accounts look like that state one count differently.

The planted stories hold a handful of disagreements, too few to learn from.  But each count on which their
accounts agree becomes one where an account's number is replaced by another of as many digits, its
sentence is encoded anew and the account marked anew: the passages stay as different from each
other as accounts of one event are, and the answer is known.  New numbers are mostly near the old
ones, as those of real disagreements are: digits swapped, one digit wrong, another leading digit.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from marked import MarkedStory, figure_items, parts

from synoptic import pipeline
from synoptic.comparing.figure_verdicts import LATER
from synoptic.comparing.figures import Figures
from synoptic.comparing.quantities import quantity
from synoptic.comparing.told import tell
from synoptic.types import Account, Figure

# The share of a story's counts that are renumbered at once, and how often two accounts are.
COUNTS, TWO_ACCOUNTS = 0.35, 0.25
# The share of these in which everyone gives the new number from some hour on.
UPDATES = 0.4
# How far a leading digit moves: the decimal logarithms of old and new differ by about so much.
SPREAD = 0.2
Edits = dict[str, list[tuple[int, int, str]]]


class Renumbered:
    """A planted story and variants of it in which some numbers are others.

    The positions of all marks stay, so that a figure is known by its account and where it starts.
    """

    def __init__(self, story: MarkedStory, found: Figures) -> None:
        self.story = story
        self.items = figure_items(story, found)
        self._told: defaultdict[int, defaultdict[str, list[Figure]]] = defaultdict(lambda: defaultdict(list))
        self._known: dict[tuple[str, int], set[int]] = {}
        for figure, items in zip(found.figures, self.items, strict=True):
            self._known[figure.article, figure.start] = items
            for item in items:
                self._told[item][figure.article].append(figure)

    def items_of(self, found: Figures) -> list[set[int]]:
        """The gold items of the figures of a variant."""
        return [self._known.get((figure.article, figure.start), set()) for figure in found.figures]

    def variants(self, number: int) -> Iterator[MarkedStory]:
        """So many variants, the same ones each time."""
        for seed in range(number):
            chance = np.random.default_rng([seed, *self.story.gold.event.encode()])
            accounts = _marked_anew(self.story.told.accounts, self._edits(chance))
            yield replace(self.story, told=tell(accounts))

    def _later(
        self, told: dict[str, list[Figure]], accounts: dict[str, Account], chance: np.random.Generator
    ) -> Edits:
        """A new number for all accounts from some hour on, as when a count has grown; none where none can be.

        ``told`` are the figures of one count by account.
        """
        timed = sorted(
            (time, article) for article in told if (time := accounts[article].article.time) is not None
        )
        cuts = [at for at in range(1, len(timed)) if timed[at][0] - timed[at - 1][0] >= LATER]
        numbers = {digits_of(figure.text) for figures in told.values() for figure in figures}
        if not cuts or len(numbers) != 1 or numbers == {""}:
            return {}
        (old,) = numbers
        new = renumbered(old, chance)
        late = [article for _, article in timed[int(chance.choice(cuts)) :]]
        return {
            article: [
                (f.start, f.end, with_digits(f.text, new)) for f in _twins(accounts[article], told[article])
            ]
            for article in late
        }

    def _edits(self, chance: np.random.Generator) -> Edits:
        """Which spans of which articles get other digits."""
        answers = [a for a in self.story.gold.answers["figures"] if a["verdict"] != "not_comparable"]
        accounts = {account.id: account for account in self.story.told.accounts}
        edits: Edits = defaultdict(list)
        for item, told in sorted(self._told.items()):
            if answers[item]["verdict"] != "agree" or len(told) < 2 or chance.random() > COUNTS:
                continue
            if chance.random() < UPDATES:
                for article, span in self._later(told, accounts, chance).items():
                    edits[article] += span
                continue
            wanted = 2 if len(told) > 3 and chance.random() < TWO_ACCOUNTS else 1
            for article in chance.permutation(sorted(told)).tolist()[:wanted]:
                twins = _twins(accounts[article], told[article])
                fresh = {text: renumbered(text, chance) for text in sorted({twin.text for twin in twins})}
                edits[article] += [(f.start, f.end, fresh[f.text]) for f in twins]
        return edits


def _twins(account: Account, told: Sequence[Figure]) -> list[Figure]:
    """All figures of an account that state in the same digits what it tells of a count."""
    return [
        figure
        for figure in account.marks.figures
        if quantity(figure) == quantity(told[0]) and digits_of(figure.text) == digits_of(told[0].text)
    ]


def _marked_anew(accounts: Sequence[Account], edits: Edits) -> list[Account]:
    """The accounts with spans of their texts replaced by others of the same length."""
    changed = []
    for account in accounts:
        text = account.article.text
        for start, end, words in edits.get(account.id, ()):
            text = text[:start] + words + text[end:]
        if text != account.article.text:
            title = (
                text[: len(account.article.title or "")] if account.article.body else account.article.title
            )
            changed.append(replace(account.article, text=text, title=title))
    anew = dict(zip((a.id for a in changed), pipeline.account_for(changed, parts()), strict=True))
    return [anew.get(account.id, account) for account in accounts]


def digits_of(text: str) -> str:
    """The decimal digits of a text, in ASCII."""
    return "".join(str(unicodedata.digit(char)) for char in text if unicodedata.digit(char, None) is not None)


def with_digits(text: str, digits: str) -> str:
    """The text with its digits replaced by as many others, in their own script."""
    fresh = iter(digits)
    return "".join(
        chr(ord(char) - unicodedata.digit(char) + int(next(fresh)))
        if unicodedata.digit(char, None) is not None
        else char
        for char in text
    )


def renumbered(text: str, chance: np.random.Generator) -> str:
    """The text with other digits, in their own script; unchanged where it has none."""
    old = list(map(int, digits_of(text)))
    if not old:
        return text
    new = list(old)
    while new == old:
        way = chance.random()
        if len(new) > 1 and way < 0.25 and new[1]:
            new[:2] = new[1], new[0]
        elif len(new) > 1 and way < 0.5:
            new[1] = int(chance.integers(10))
        if new == old:
            nearness = np.exp(-np.abs(np.log10(np.arange(1, 10) / max(1, old[0]))) / SPREAD)
            new[0] = 1 + int(chance.choice(9, p=nearness / nearness.sum()))
    return with_digits(text, "".join(map(str, new)))
