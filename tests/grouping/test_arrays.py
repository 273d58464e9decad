"""Arrays that grow, in memory and in files."""

from __future__ import annotations

import tempfile

import numpy as np
import pytest

from synoptic.grouping import arrays
from synoptic.grouping.arrays import Ragged, Rows


@pytest.mark.parametrize("room", [True, False])
def test_rows_keep_their_values_where_they_lie(monkeypatch, room):
    def full(**_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(arrays, "LARGE", 500)
    if not room:
        monkeypatch.setattr(tempfile, "TemporaryFile", full)
    rows, added = Rows(np.int32, 3), np.arange(600, dtype=np.int32).reshape(200, 3)
    for start in range(0, 200, 7):
        rows.extend(added[start : start + 7])
    assert len(rows) == 200
    assert (rows.values == added).all()


def test_rows_of_different_lengths_lie_one_after_the_other():
    ragged = Ragged()
    ragged.extend([2, 0])
    ragged.extend([3])
    places, lengths = ragged.flat(np.array([2, 1, 0]))
    assert places.tolist() == [2, 3, 4, 0, 1]
    assert lengths.tolist() == [3, 0, 2]
