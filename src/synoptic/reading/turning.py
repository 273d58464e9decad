"""Where a flattened page turns to another article that no header tells: a headline, and a break of meaning.

A headline between running text may be a sub-heading of the same article as well.  What follows it is held
against what stands before it, by vectors of an encoder that is handed in: how near each of its lines comes to
any line of the page's own article, how near the two are as wholes (a block against the centroid, as
TextTiling does with words: Hearst 1997), and how well its headline and text hold together.
``training/train_turns.py`` learns how much each says, and of how many lines.

Precision first.  The page's own article must come first, be of some length and hold together itself, as a
list of brief items does not; and once another article has begun, nothing after it may come back to the
first, as a live blog or a box within an article does.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from synoptic.ports import Vectors
from synoptic.reading import furniture, names, notices
from synoptic.reading.headline import like_headline, time_line
from synoptic.reading.lines import Line

Rows = NDArray[np.float32]

# The logit that a block is of another article than the lines before it: see training/train_turns.py.
WEIGHTS = (-17.69, -9.36, 10.94, -5.43, -7.93)
INTERCEPT = 9.19
# From these logits on a headline opens another article: after the furniture that ends one; or else, where
# the blocks from there on are as sure on average, and none of them is less sure than the least.
AFTER_FURNITURE, ALONE, ON_AVERAGE, LEAST = 0.5, 2.5, 3.5, 0.5
ENDS = frozenset(("comments", "related", "tags", "share", "subscribe", "login"))
BEFORE = 6  # lines in which such furniture stands before a headline
LEAST_LINES, LEAST_EXTENT = 3, 240  # of running text, in an article that others are glued to
MOST_OWN, MOST_BLOCK = 24, 8  # lines of an article and of a block that are looked at
QUOTES = (("「", "」"), ("『", "』"), ("«", "»"), ("《", "》"))
NEAR = 3  # lines after a headline in which its text begins
LONGEST = 600  # code points of a line that are looked at


@dataclass(frozen=True, slots=True)
class Block:
    """A headline and the lines up to the next: ``start`` to ``stop``; ``ended`` is furniture before it."""

    start: int
    stop: int
    ended: bool


def turns(lines: list[Line], lang: str, vectors: Vectors) -> list[int]:
    """The lines at which other articles begin, in order; none where meaning does not tell for sure."""
    early, late = _blocks(lines, lang)
    if not late:
        return []
    said = [_said(lines[block.start : block.stop], lang) for block in (*early, *late)]
    said = [_ends(text) if n < len(early) else text[:MOST_BLOCK] for n, text in enumerate(said)]
    encoded = iter(vectors([line.text[:LONGEST] for text in said for line in text]))
    rows = [np.stack([next(encoded) for _ in text]) if text else None for text in said]
    own = [block for block in rows[: len(early)] if block is not None]
    others = [block for block in rows[len(early) :] if block is not None]
    if len(others) < len(late) or not _holds_together(own):
        return []
    first = begun(np.concatenate(own), late, others)
    return [block.start for block in late[first:]]


def _holds_together(own: list[Rows]) -> bool:
    """Whether the blocks of the page's own article are of one subject, as items of a list are not."""
    return all(logit(np.concatenate(own[:n]), own[n]) <= 0 for n in range(1, len(own)))


def begun(own: Rows, late: list[Block], others: list[Rows]) -> int:
    """The first block of another article, after which none comes back to the first; their number if none.

    Blocks that belong to the page's own article join it, so that a later one is held against all of it.
    """
    for n, block in enumerate(others):
        logits = [logit(own, later) for later in (block, *others[n + 1 :])]
        if late[n].ended:
            turned = logits[0] > AFTER_FURNITURE and min(logits) > 0
        else:
            turned = logits[0] > ALONE and sum(logits) > ON_AVERAGE * len(logits) and min(logits) > LEAST
        if turned:
            return n
        own = np.concatenate((own, block))[:MOST_OWN]
    return len(others)


def measures(own: Rows, block: Rows) -> tuple[float, ...]:
    """What the logit weighs: lines, wholes, the block within itself, and of how many lines each is."""
    alike = own @ block.T
    centroids = own.mean(axis=0), block.mean(axis=0)
    lengths = float(np.linalg.norm(centroids[0]) * np.linalg.norm(centroids[1]))
    whole = float(centroids[0] @ centroids[1]) / max(lengths, 1e-9)
    inner = block @ block.T
    pairs = len(block) * (len(block) - 1)
    within = float(inner.sum() - np.trace(inner)) / pairs if pairs else 0.0
    return float(alike.max(axis=0).mean()), whole, within, len(block) ** -0.5, len(own) ** -0.5


def logit(own: Rows, block: Rows) -> float:
    """How sure it is that ``block`` is no part of ``own``: rows of unit vectors, the headline first."""
    return float(INTERCEPT + np.dot(WEIGHTS, measures(own, block)))


def _blocks(lines: list[Line], lang: str) -> tuple[list[Block], list[Block]]:
    """The blocks of the page's own article, the first without a headline of its own, and those after it.

    Those after it begin where enough running text has stood for an article.
    """
    starts = [n for n in range(1, len(lines)) if _opens(lines, n, lang)]
    body = [n for n, line in enumerate(lines) if line.sentence and _plain(line, lang)]
    late = [n for n in starts if _enough([lines[m] for m in body if m < n])]
    if not late:
        return [], []
    early = [n for n in starts if body[0] < n < late[0]]
    blocks = [
        Block(start, stop, _after_furniture(lines, start, body[0]))
        for start, stop in pairwise([0, *early, *late, len(lines)])
    ]
    return blocks[: len(early) + 1], blocks[len(early) + 1 :]


def _enough(body: list[Line]) -> bool:
    return len(body) >= LEAST_LINES and sum(line.extent for line in body) >= LEAST_EXTENT


def _opens(lines: list[Line], n: int, lang: str) -> bool:
    """Whether a line can be the headline of another article: set apart, running text soon after it."""
    line = lines[n]
    if line.prose or line.ends or not like_headline(line) or not _plain(line, lang) or _open(line.text):
        return False
    apart = line.blanks or furniture.kind(lines[n - 1]) or not any(other.blanks for other in lines)
    following = [other for other in lines[n + 1 : n + 1 + NEAR] if _plain(other, lang)]
    return bool(apart) and bool(following) and any(other.prose for other in following[:2])


def _open(text: str) -> bool:
    """Whether a quotation is opened and not closed, or closed and not opened: a piece of running text."""
    return any(text.count(first) != text.count(last) for first, last in QUOTES)


def _plain(line: Line, lang: str) -> bool:
    """Whether a line is no furniture that words tell."""
    return not (notices.is_furniture(line) or names.is_byline(line) or time_line(line, lang))


def _after_furniture(lines: list[Line], n: int, begun: int) -> bool:
    """Whether furniture that ends an article stands before a headline, after running text has ``begun``."""
    return any(furniture.whole(line) in ENDS for line in lines[max(begun, n - BEFORE) : n])


def _ends(text: list[Line]) -> list[Line]:
    """The first and the last lines of a block: an article may have moved on before it ends."""
    return text if len(text) <= 2 * MOST_BLOCK else text[:MOST_BLOCK] + text[-MOST_BLOCK:]


def _said(lines: list[Line], lang: str) -> list[Line]:
    """The headline and the running text of a block."""
    return [line for line in lines if (line.sentence or like_headline(line)) and _plain(line, lang)]
