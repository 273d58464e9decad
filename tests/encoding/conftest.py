from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from synoptic.encoding import LocalEncoder, open_encoder
from synoptic.encoding.weights import _packaged

TINY = {
    "num_hidden_layers": 3,
    "hidden_size": 32,
    "num_attention_heads": 4,
    "intermediate_size": 64,
    "layer_norm_eps": 1e-5,
    "hidden_act": "gelu",
}


@pytest.fixture(scope="session")
def packaged_file() -> Path:
    """The weights that the package carries."""
    return _packaged()


@pytest.fixture(scope="session")
def cache_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder that all tests share, for the converted weights."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def encoder(cache_dir: Path) -> LocalEncoder:
    """The real encoder, keeping nothing."""
    return open_encoder(cache_dir=cache_dir, cache_megabytes=0)


def tiny_pieces() -> list[tuple[str, float]]:
    """A vocabulary of special pieces, letters and a few words."""
    letters = [chr(code) for code in range(ord("a"), ord("z") + 1)]
    words = ["▁the", "▁river", "▁rose", "▁again", "▁", "ing", "er", "▁town"]
    special = ["<s>", "<pad>", "</s>", "<unk>"]
    scored = [(piece, 0.0) for piece in special] + [(word, -2.0 - n / 8) for n, word in enumerate(words)]
    return [*scored, *((letter, -6.0 - n / 8) for n, letter in enumerate(letters)), ("<mask>", 0.0)]


def write_safetensors(path: Path, tensors: dict[str, np.ndarray], kind: str) -> None:
    header, body = {}, b""
    for name, values in tensors.items():
        if kind == "BF16":
            raw = (values.astype("<f4").view("<u4") >> 16).astype("<u2").tobytes()
        else:
            raw = values.astype({"F32": "<f4", "F16": "<f2"}[kind]).tobytes()
        header[name] = {
            "dtype": kind,
            "shape": list(values.shape),
            "data_offsets": [len(body), len(body) + len(raw)],
        }
        body += raw
    encoded = json.dumps(header | {"__metadata__": {"format": "np"}}).encode()
    path.write_bytes(len(encoded).to_bytes(8, "little") + encoded + body)


def tiny_tensors(family: str, prefix: str = "") -> dict[str, np.ndarray]:
    """Random weights of a tiny model, by the names that Hugging Face gives them."""
    random = np.random.default_rng(7)
    hidden, wide = TINY["hidden_size"], TINY["intermediate_size"]
    positions = 40 + (2 if family == "xlm-roberta" else 0)

    def some(*shape: int) -> np.ndarray:
        return random.normal(0, 0.3, shape).astype(np.float32)

    tensors = {
        "embeddings.word_embeddings.weight": some(len(tiny_pieces()) + 3, hidden),
        "embeddings.position_embeddings.weight": some(positions, hidden),
        "embeddings.token_type_embeddings.weight": some(2, hidden),
        "embeddings.LayerNorm.weight": 1 + some(hidden),
        "embeddings.LayerNorm.bias": some(hidden),
    }
    for n in range(TINY["num_hidden_layers"]):
        layer = f"encoder.layer.{n}"
        for part in ("query", "key", "value"):
            tensors[f"{layer}.attention.self.{part}.weight"] = some(hidden, hidden)
            tensors[f"{layer}.attention.self.{part}.bias"] = some(hidden)
        shapes = {
            "attention.output": (hidden, hidden),
            "intermediate": (wide, hidden),
            "output": (hidden, wide),
        }
        for part, shape in shapes.items():
            tensors[f"{layer}.{part}.dense.weight"] = some(*shape)
            tensors[f"{layer}.{part}.dense.bias"] = some(shape[0])
        for part in ("attention.output", "output"):
            tensors[f"{layer}.{part}.LayerNorm.weight"] = 1 + some(hidden)
            tensors[f"{layer}.{part}.LayerNorm.bias"] = some(hidden)
    return {prefix + name: values for name, values in tensors.items()}


def write_tiny_folder(folder: Path, *, family: str = "bert", kind: str = "F32", prefix: str = "") -> Path:
    """A Hugging Face folder of a tiny random model."""
    folder.mkdir(parents=True, exist_ok=True)
    tensors = tiny_tensors(family, prefix)
    config = TINY | {
        "model_type": family,
        "vocab_size": len(tensors[f"{prefix}embeddings.word_embeddings.weight"]),
        "max_position_embeddings": len(tensors[f"{prefix}embeddings.position_embeddings.weight"]),
    }
    tokenizer = {"model": {"type": "Unigram", "unk_id": 3, "vocab": tiny_pieces()}}
    (folder / "config.json").write_text(json.dumps(config))
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer))
    write_safetensors(folder / "model.safetensors", tensors, kind)
    return folder
