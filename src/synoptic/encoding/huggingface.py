"""Reads a Hugging Face folder of a BERT or XLM-R encoder, without torch or transformers.

The multilingual-e5 models are of these two kinds.  Needed are ``config.json``,
``model.safetensors`` and ``tokenizer.json``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from synoptic.encoding.checkpoint import ROWS, BoundedReader, Floats, Shape, Vocabulary
from synoptic.errors import WeightsError

FILES = ("config.json", "model.safetensors", "tokenizer.json")
_FIRST_POSITION = {"bert": 0, "xlm-roberta": 2}
_STORED = {"F32": "<f4", "F16": "<f2", "BF16": "<u2"}
# Some files put the name of the model's class before the names of the tensors.
_TENSOR_NAME = re.compile(r"(?:\w+\.)?((?:embeddings|encoder\.layer)\..+)")

_TABLES = {
    "word": "embeddings.word_embeddings.weight",
    "position": "embeddings.position_embeddings.weight",
    "type": "embeddings.token_type_embeddings.weight",
    "norm.weight": "embeddings.LayerNorm.weight",
    "norm.bias": "embeddings.LayerNorm.bias",
}
_PARTS = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "output": "attention.output.dense",
    "attention_norm": "attention.output.LayerNorm",
    "wide": "intermediate.dense",
    "narrow": "output.dense",
    "output_norm": "output.LayerNorm",
}


def load_json(path: Path) -> dict[str, Any]:
    """A JSON object of a model folder.

    Raises:
        WeightsError: the file is missing, unreadable or holds something else.
    """
    try:
        loaded = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise WeightsError(f"{path}: cannot be read: {error}") from error
    if not isinstance(loaded, dict):
        raise WeightsError(f"{path}: not a JSON object")
    return loaded


def _stored_name(name: str) -> str:
    if name in _TABLES:
        return _TABLES[name]
    layer, part, kind = name.split(".")
    return f"encoder.layer.{layer}.{_PARTS[part]}.{kind}"


class HuggingFaceFolder:
    """A checkpoint in a Hugging Face folder.

    Raises:
        WeightsError: a file is missing, cut short or damaged, or holds another kind of model.
    """

    def __init__(self, folder: Path) -> None:
        config = load_json(folder / "config.json")
        family = config.get("model_type")
        if family not in _FIRST_POSITION or config.get("hidden_act") != "gelu":
            raise WeightsError(f"{folder}: a model of type {family}; needed is bert or xlm-roberta with gelu")
        self._first_position = _FIRST_POSITION[family]
        self._shape = _read_shape(config, self._first_position, folder)
        self._vocabulary = _read_vocabulary(folder / "tokenizer.json")
        if not (folder / "model.safetensors").is_file():
            raise WeightsError(
                f"{folder}: no model.safetensors; other forms must be converted first "
                "(ct2-transformers-converter of CTranslate2 does it)"
            )
        self._reader = BoundedReader(folder / "model.safetensors")
        self._header = self._read_header()

    def _read_header(self) -> dict[str, Any]:
        try:
            (size,) = self._reader.unpack("Q")
            header = json.loads(self._reader.take(size))
        except ValueError as error:
            raise WeightsError(f"{self._reader.path}: the header is damaged") from error
        names = {name: _TENSOR_NAME.fullmatch(name) for name in header}
        return {match[1]: header[name] for name, match in names.items() if match}

    @property
    def shape(self) -> Shape:
        """The measures."""
        return self._shape

    @property
    def vocabulary(self) -> Vocabulary:
        """The pieces."""
        return self._vocabulary

    def tensor(self, name: str) -> Floats:
        """The tensor ``name``, whole."""
        if name.endswith("bias") or name.endswith("norm.weight"):
            (values,) = self._read(name, ROWS)
            return values
        values = np.concatenate(list(self.rows(name)))
        return values[self._first_position :] if name == "position" else values

    def rows(self, name: str) -> Iterator[Floats]:
        """The matrix ``name``, at most :data:`~synoptic.encoding.checkpoint.ROWS` rows at a time."""
        return self._read(name, ROWS)

    def _read(self, name: str, rows: int) -> Iterator[Floats]:
        stored = _stored_name(name)
        try:
            dtype: np.dtype[Any] = np.dtype(_STORED[self._header[stored]["dtype"]])
            shape = [int(n) for n in self._header[stored]["shape"]]
            start, end = self._header[stored]["data_offsets"]
        except (KeyError, TypeError, ValueError) as error:
            raise WeightsError(f"{self._reader.path}: the tensor {stored} is missing or damaged") from error
        if end - start != int(np.prod(shape)) * dtype.itemsize:
            raise WeightsError(f"{self._reader.path}: the tensor {stored} has a wrong size")
        step = rows * int(np.prod(shape[1:])) * dtype.itemsize
        for offset in range(start, end, step):
            raw = self._reader.slice(self._reader.at + offset, min(step, end - offset)).tobytes()
            values = np.frombuffer(raw, dtype)
            if dtype.kind == "u":  # bfloat16 is the upper half of a float32
                values = (values.astype("<u4") << 16).view("<f4")
            yield values.astype(np.float32).reshape(-1, *shape[1:])


def _read_shape(config: dict[str, Any], first_position: int, folder: Path) -> Shape:
    try:
        return Shape(
            layers=int(config["num_hidden_layers"]),
            hidden=int(config["hidden_size"]),
            heads=int(config["num_attention_heads"]),
            wide=int(config["intermediate_size"]),
            vocabulary=int(config["vocab_size"]),
            positions=int(config["max_position_embeddings"]) - first_position,
            epsilon=float(config["layer_norm_eps"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise WeightsError(
            f"{folder / 'config.json'}: a measure of the model is missing or wrong: {error}"
        ) from error


def _read_vocabulary(path: Path) -> Vocabulary:
    model = load_json(path).get("model")
    if not isinstance(model, dict) or model.get("type") != "Unigram":
        raise WeightsError(f"{path}: the tokenizer is not of SentencePiece's unigram kind")
    try:
        pieces = [piece for piece, _ in model["vocab"]]
        ids = {piece: i for i, piece in enumerate(pieces)}
        return Vocabulary(
            pieces=pieces,
            scores=[score for _, score in model["vocab"]],
            bos=ids["<s>"],
            eos=ids["</s>"],
            pad=ids["<pad>"],
            unknown=model["unk_id"],
        )
    except (KeyError, TypeError, ValueError) as error:
        raise WeightsError(f"{path}: the vocabulary is damaged: {error}") from error
