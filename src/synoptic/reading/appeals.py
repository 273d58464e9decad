"""What a page asks of its readers around an article - letters of news, support, consent - told by meaning.

The words of such lines are endless; their meaning is one of few.  A line at the edge of an article that no
word tells is held against a dozen sentences of that kind (``[appeals]`` in ``furniture.toml``), in whatever
language it is, and against the article itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from synoptic.ports import Vectors
from synoptic.reading import furniture, notices
from synoptic.reading.headline import like_headline
from synoptic.reading.lines import Line

# How near a line comes to an appeal, and how much nearer than to the article.  Of 16,354 lines of NTREX-128
# in 17 languages, which has no appeals, eleven do, wherever they stand (training/train_turns.py).
NEAR, NEARER = 0.4, 0.25
HEAD, TAIL, MIDDLE = 4, 8, 8  # lines at the edges that are asked about, and lines of the article
LONGEST = 600  # code points of a line that are looked at
Row = NDArray[np.float32]
Rows = NDArray[np.float32]


def appeals(lines: list[Line], vectors: Vectors) -> set[int]:
    """The lines before and after the running text of an article that are appeals to readers.

    Only pages that have other furniture are looked at: a plain text is not one that was flattened.
    """
    known = [notices.is_furniture(line) for line in lines]
    unknown = [n for n, furnished in enumerate(known) if not furnished]
    head = [n for n in unknown[:HEAD] if not like_headline(lines[n])]
    tail = unknown[-TAIL:]
    middle = [n for n in unknown if lines[n].prose][:MIDDLE]
    if len(unknown) == len(lines) or len(middle) < 2:
        return set()
    asked = sorted({*head, *tail, *middle})
    rows = dict(zip(asked, vectors([lines[n].text[:LONGEST] for n in asked]), strict=True))
    models = _models(vectors)
    said = {n for n in {*head, *tail} if asks(rows[n], [rows[m] for m in middle if m != n], models)}
    return _at_edges(lines, known, said)


@lru_cache(maxsize=1)
def _models(vectors: Vectors) -> Rows:
    """The vectors of the model appeals."""
    return vectors(furniture.appeals())


def asks(row: Row, article: Sequence[Row], models: Rows) -> bool:
    """Whether a line is near to one of the model appeals, and nearer than to the lines of its article."""
    centroid = np.mean(np.stack(article), axis=0)
    own = float(row @ centroid) / max(float(np.linalg.norm(centroid)), 1e-9)
    near = float((models @ row).max())
    return near >= NEAR and near - own >= NEARER


def _at_edges(lines: list[Line], known: list[bool], said: set[int]) -> set[int]:
    """Those of the lines said to be appeals before or after which nothing of the article stands."""
    found = set()
    for places in (range(len(lines)), range(len(lines) - 1, -1, -1)):
        for n in places:
            if n in said:
                found.add(n)
            elif not known[n] and lines[n].sentence:
                break
    return found
