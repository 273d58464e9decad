"""Sentences to the tokens of a translation model and back, as Argos's packages have them."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Protocol

from synoptic.errors import MissingExtra, TranslationError
from synoptic.translating.packages import MERGES, PIECES, Package

# What begins a piece that white space stands before.
_SPACE = "\u2581"
# What ends a part of a word that goes on, in pairs merged by subword-nmt.
_GOES_ON = "@@ "


class Tokens(Protocol):
    """The way there and back."""

    def split(self, sentence: str) -> list[str]:
        """The tokens of a sentence."""

    def join(self, tokens: Sequence[str]) -> str:
        """The sentence of some tokens."""


def tokens_of(package: Package, files: Mapping[str, bytes]) -> Tokens:
    """The tokens of a package.

    Raises:
        TranslationError: it has none, or they are damaged.
        MissingExtra: they need packages that are not installed.
    """
    try:
        if PIECES in files:
            return _SentencePieces(files[PIECES])
        if MERGES in files:
            return _Merges(files[MERGES], package)
    except (OSError, RuntimeError, ValueError) as error:
        raise TranslationError(f"{package.path}: its pieces of words are damaged: {error}") from error
    raise TranslationError(f"{package.path}: no {PIECES} and no {MERGES} in it")


class _SentencePieces:
    def __init__(self, model: bytes) -> None:
        import sentencepiece

        self._pieces = sentencepiece.SentencePieceProcessor(model_proto=model)

    def split(self, sentence: str) -> list[str]:
        return list(self._pieces.encode(sentence, out_type=str))

    def join(self, tokens: Sequence[str]) -> str:
        return str(self._pieces.decode_pieces(list(tokens))).replace(_SPACE, " ")


class _Merges:
    """Byte pairs over the words of Moses: needs the packages of the extra ``argos``."""

    def __init__(self, merges: bytes, package: Package) -> None:
        try:
            from sacremoses import MosesDetokenizer, MosesPunctNormalizer, MosesTokenizer
            from subword_nmt.apply_bpe import BPE
        except ModuleNotFoundError as error:
            raise MissingExtra(
                f"{package.path} needs the package {error.name}: pip install 'synoptic-news[argos]'"
            ) from error
        self._normalizer = MosesPunctNormalizer(package.source)
        self._words = MosesTokenizer(package.source)
        self._back = MosesDetokenizer(package.target)
        self._merges = BPE(io.StringIO(_checked(merges.decode("utf-8"))))

    def split(self, sentence: str) -> list[str]:
        words = self._words.tokenize(self._normalizer.normalize(sentence))
        return list(self._merges.segment_tokens(words))

    def join(self, tokens: Sequence[str]) -> str:
        return str(self._back.detokenize(" ".join(tokens).replace(_GOES_ON, "").split(" ")))


def _checked(merges: str) -> str:
    """The table of merges, if it is one: the package that reads it ends the whole program otherwise."""
    lines = merges.rstrip("\n").split("\n")
    if any(len(line.strip().split(" ")) != 2 for line in lines if not line.startswith("#version")):
        raise ValueError("a line of its merges is no pair")
    return merges
