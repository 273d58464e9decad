"""Learns how a break of meaning tells another article, and measures it on parallel news.

    python training/train_turns.py ../shared/data/ntrex

The folder holds one file a language (NTREX-128), one sentence a line; ``documents.tsv`` says which article
each line is of.  Of each article some lines are held against those that follow (no break), and against the
first lines of another one (a break).  Printed are the weights for ``synoptic/reading/turning.py``; how many
breaks are found where so many of the others are taken for one, on articles left out in turn, and the same by
shared words alone; and how often whole articles are split wrongly and rightly, cut as ``turning.turns`` does:
here every third line counts as a headline.  Last, how many lines would be taken for an appeal to readers by
``synoptic/reading/appeals.py``; there is none in these articles.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import regex
from sklearn.linear_model import LogisticRegression

from synoptic import registry, settings
from synoptic.reading import furniture
from synoptic.reading.appeals import asks
from synoptic.reading.turning import Block, Rows, begun, measures

LANGUAGES = tuple(
    "eng swe fin rus jpn zho-CN arb tur hin pol spa tha kor ell heb vie ind".split()  # noqa: SIM905
)
WORD = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]{2}|[\p{L}\p{M}\p{N}]{4,}")
DRAWS, FOLDS, STEM, STRENGTH = 6, 5, 5, 10.0
FALSE_ALARMS = (0.01, 0.003, 0.001)
Case = tuple[Rows, list[Rows], int]


def shared_words(own: Sequence[str], block: Sequence[str]) -> float:
    """The share of a block's words, by their first letters, that stand in other lines."""
    first, second = (
        {word[:STEM] for line in lines for word in WORD.findall(line.casefold())} for lines in (own, block)
    )
    return len(first & second) / max(1, len(second))


@dataclass
class Drawn:
    """Measures of pairs, whether each is a break, and its article; articles as :func:`begun` sees them.

    ``asking`` of ``lines`` are like appeals.
    """

    rows: list[tuple[float, ...]] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    groups: list[int] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    asking: int = 0
    lines: int = 0


def drawn(folder: Path) -> Drawn:
    """Pairs and articles of all languages, drawn by a fixed seed."""
    articles: dict[str, list[int]] = defaultdict(list)
    for number, name in enumerate((folder / "documents.tsv").read_text(encoding="utf-8").splitlines()):
        articles[name].append(number)
    known = [places for places in articles.values() if len(places) >= 9]
    chance = np.random.default_rng(1)
    vectors = registry.vectors(settings.load())
    models = vectors(furniture.appeals())
    got = Drawn()
    for language in LANGUAGES:
        lines = (folder / f"{language}.txt").read_text(encoding="utf-8").splitlines()
        found = vectors(lines)
        for group, places in enumerate(known):
            got.lines += len(places)
            got.asking += sum(asks(found[n], [found[m] for m in places if m != n], models) for n in places)
            for _ in range(DRAWS):
                a, b = int(chance.integers(3, 10)), int(chance.integers(2, 6))
                other = known[int(chance.integers(len(known)))]
                if other is places or len(places) < a + b:
                    continue
                own = places[:a]
                for is_break, block in ((0, places[a : a + b]), (1, other[:b])):
                    words = shared_words([lines[n] for n in own], [lines[n] for n in block])
                    got.rows.append((*measures(found[own], found[block]), words))
                    got.breaks.append(is_break)
                    got.groups.append(group)
            got.cases += _cases(found, places, known, chance)
    return got


def _cases(found: Rows, places: list[int], known: list[list[int]], chance: np.random.Generator) -> list[Case]:
    """An article in blocks of three lines, alone and with one to three others glued to it."""
    a, k = int(chance.integers(4, 7)), int(chance.integers(0, 2))
    rest = [found[places[n : n + 3]] for n in range(a, len(places) - 2, 3)][:4]
    others = [known[n] for n in chance.choice(len(known), int(chance.integers(1, 4)), replace=False)]
    if not rest or any(other is places for other in others):
        return []
    glued = [found[other[: int(chance.integers(2, 5))]] for other in others]
    own = found[places[:a]]
    return [(own, rest, len(rest)), (own, rest[:k] + glued, len(rest[:k]))]


def main() -> None:
    """Learns, and prints."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    got = drawn(parser.parse_args().folder)
    rows, breaks, groups, cases = np.array(got.rows), np.array(got.breaks), np.array(got.groups), got.cases
    for name, columns in (("the encoder", slice(0, -1)), ("shared words alone", slice(-1, None))):
        said = np.zeros(len(breaks))
        for fold in range(FOLDS):
            out = groups % FOLDS == fold
            model = LogisticRegression(C=STRENGTH, max_iter=2000).fit(rows[~out][:, columns], breaks[~out])
            said[out] = model.decision_function(rows[out][:, columns])
        others = np.sort(said[breaks == 0])
        shares = (
            f"{np.mean(said[breaks == 1] > others[int(len(others) * (1 - rate)) - 1]):.3f} at {rate:.1%}"
            for rate in FALSE_ALARMS
        )
        print(f"breaks found by {name}, by the share of other places taken for one: {', '.join(shares)}")
    model = LogisticRegression(C=STRENGTH, max_iter=2000).fit(rows[:, :-1], breaks)
    print("weights", model.coef_[0].round(2), "intercept", model.intercept_.round(2))
    whole, glued = cases[0::2], cases[1::2]
    ends = [begun(own, [Block(0, 0, False)] * len(rest), rest) for own, rest, _ in whole]
    split = sum(end < len(rest) for end, (_, rest, _) in zip(ends, whole, strict=True))
    right = sum(
        begun(own, [Block(0, 0, False)] * len(rest), rest) == place and place < len(rest)
        for own, rest, place in glued
    )
    print(f"articles of one subject that are split: {split} of {len(whole)}")
    print(f"glued articles split where they begin: {right} of {len(glued)}")
    print(f"lines taken for an appeal: {got.asking} of {got.lines}")


if __name__ == "__main__":
    main()
