"""Reading: anything that carries news becomes clean, dated, attributed articles."""

from __future__ import annotations

from synoptic.reading.language import identify
from synoptic.reading.read import read
from synoptic.reading.walking import NO_COLUMNS

__all__ = ["NO_COLUMNS", "identify", "read"]
