"""Texts to pieces, each with the code points of the text that it stands for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from synoptic.encoding.conversion import ID_MAP, PIECES
from synoptic.errors import WeightsError

# Cutting so long a text first keeps a hostile one cheap: 510 pieces are some 2,000 code points.
MOST_CODE_POINTS = 32768
_SPACE = "\u2581"  # begins each piece that white space stands before
_UNREADABLE = "\ufffd"
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of one text: ids with the special ones around them, and spans without these.

    ``spans`` is int32 of shape (len(ids) - 2, 2), see :class:`synoptic.types.Encoding`.
    """

    ids: list[int]
    spans: NDArray[np.int32]


class PieceReader:
    """A SentencePiece model with the ids of its encoder.

    Raises:
        WeightsError: the model is damaged.
    """

    def __init__(self, folder: Path, *, bos: int, eos: int, longest: int) -> None:
        import sentencepiece

        try:
            self._processor = sentencepiece.SentencePieceProcessor(model_file=str(folder / PIECES))
            self._id_map = np.load(folder / ID_MAP).tolist() if (folder / ID_MAP).is_file() else None
        except (OSError, RuntimeError, ValueError) as error:
            raise WeightsError(f"{folder}: the pieces cannot be read: {error}") from error
        self._bos, self._eos = bos, eos
        self._most = longest - 2

    def read(self, texts: Iterable[str]) -> list[Pieces]:
        """The pieces of each text, as many as the encoder takes.

        A span begins behind the white space before its piece.  It is empty where a piece stands for
        white space alone, or for a part of a character that the normaliser spells out (the last part
        has the whole character).
        """
        return [self._read(text) for text in texts]

    def _read(self, text: str) -> Pieces:
        # A lone surrogate has no UTF-8; the character for "unreadable" is as long.
        text = _SURROGATE.sub(_UNREADABLE, text[:MOST_CODE_POINTS])
        found = self._processor.encode(text, out_type="offset_mapping")
        ids = found["ids"][: self._most]
        if self._id_map is not None:
            ids = [self._id_map[number] for number in ids]
        spans = [
            _trim(text, start, end, piece.startswith(_SPACE))
            for piece, (start, end) in zip(found["pieces"][: self._most], found["offsets"], strict=False)
        ]
        return Pieces([self._bos, *ids, self._eos], np.array(spans, np.int32).reshape(-1, 2))


def _trim(text: str, start: int, end: int, spaced: bool) -> tuple[int, int]:
    """Leave out the white space at the start of a span and, if spaced, what was normalised to it."""
    while start < end and (text[start].isspace() or (spaced and _becomes_space(text[start]))):
        start += 1
    return start, end


def _becomes_space(character: str) -> bool:
    return character == _UNREADABLE or unicodedata.category(character) == "Cf"
