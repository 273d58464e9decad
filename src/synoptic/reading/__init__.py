"""Reading: anything that carries news becomes clean, dated, attributed articles."""

from __future__ import annotations

from synoptic.reading.language import identify
from synoptic.reading.read import read

__all__ = ["identify", "read"]
