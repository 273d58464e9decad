"""Packages of Argos that translate word by word: real models of CTranslate2, small enough to be set by hand.

A transformer of one layer without attention of its own.  Token and position are ones in separate parts
of a state; the decoder looks at the source token of its own position, and what it finds there is mapped
to the other word.  So the answer is known, and everything else is as in a package that was trained.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import sentencepiece
from ctranslate2.specs import TransformerSpec

# More than the longest answer that CTranslate2 looks for: what it tries after the end must have a place too.
PLACES = 300
SHARP = 40.0


def write_package(
    folder: Path,
    source: str,
    target: str,
    words: Mapping[str, str],
    *,
    zipped: bool = False,
    mark: str = "▁",
    **metadata: object,
) -> Path:
    """A package that translates the words of a table, as a folder or an archive.

    ``mark`` begins every token of the model, as sentencepiece has it.
    """
    described = {"from_code": source, "to_code": target, "package_version": "1.0", **metadata}
    pieces = _pieces(words)
    files = {"metadata.json": json.dumps(described).encode(), "sentencepiece.model": pieces}
    name = f"translate-{source}_{target}-1_0"
    path = folder / name
    (path / "model").mkdir(parents=True)
    _model(pieces, words, mark, prefix=str(metadata.get("target_prefix", ""))).save(str(path / "model"))
    for file, data in files.items():
        (path / file).write_bytes(data)
    return _zipped(path) if zipped else path


def _zipped(path: Path) -> Path:
    made = path.with_suffix(".argosmodel")
    with zipfile.ZipFile(made, "w") as archive:
        for file in sorted(path.rglob("*")):
            archive.write(file, f"{path.name}/{file.relative_to(path)}")
    for file in sorted(path.rglob("*"), reverse=True):
        file.unlink() if file.is_file() else file.rmdir()
    path.rmdir()
    return made


def _pieces(words: Mapping[str, str]) -> bytes:
    lines = [*words.keys(), *words.values()]
    stream = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(lines * 2),
        model_writer=stream,
        model_type="word",
        vocab_size=len(set(lines)) + 3,
        hard_vocab_limit=False,
        minloglevel=2,
    )
    return stream.getvalue()


def _model(pieces: bytes, words: Mapping[str, str], mark: str, *, prefix: str) -> Any:
    processor = sentencepiece.SentencePieceProcessor(model_proto=pieces)
    vocabulary = [processor.id_to_piece(n).replace("▁", mark) for n in range(processor.get_piece_size())]
    vocabulary += [prefix] if prefix else []
    size = len(vocabulary)
    width = 2 * size + PLACES
    token, place, found = slice(0, size), slice(size, size + PLACES), slice(size + PLACES, width)
    number = {piece: n for n, piece in enumerate(vocabulary)}
    other = np.eye(size, dtype=np.float32)
    for word, translation in words.items():
        other[:, number[f"{mark}{word}"]] = np.eye(size, dtype=np.float32)[number[f"{mark}{translation}"]]

    spec = TransformerSpec.from_config(num_layers=1, num_heads=1, pre_norm=True)
    spec.encoder.scale_embeddings = spec.decoder.scale_embeddings = False
    places = np.zeros((PLACES, width), np.float32)
    places[:, place] = np.eye(PLACES)
    # What the decoder is told first takes a place that the source does not have.
    spec.encoder.position_encodings.encodings = np.roll(places, -1, axis=0) if prefix else places
    spec.decoder.position_encodings.encodings = places
    embeddings = np.zeros((size, width), np.float32)
    embeddings[:, token] = np.eye(size)
    spec.encoder.embeddings[0].weight = embeddings
    spec.decoder.embeddings.weight = embeddings
    _quiet(spec, width)
    _crossing(spec.decoder.layer[0].attention, other, token, place, found)
    spec.decoder.projection.weight = embeddings[:, np.r_[found, place, token]].copy()
    spec.register_source_vocabulary(vocabulary)
    spec.register_target_vocabulary(vocabulary)
    spec.config.add_source_eos = True
    spec.validate()
    return spec


def _quiet(spec: Any, width: int) -> None:
    """Norms that only scale, and parts that add nothing to a state."""
    nothing = np.zeros((width, width), np.float32)
    for layer in (spec.encoder.layer[0], spec.decoder.layer[0]):
        _flat(layer.self_attention.layer_norm, width)
        layer.self_attention.linear[0].weight = np.zeros((3 * width, width), np.float32)
        layer.self_attention.linear[1].weight = nothing
        _flat(layer.ffn.layer_norm, width)
        layer.ffn.linear_0.weight = layer.ffn.linear_1.weight = nothing
    for norm in (
        spec.encoder.layer_norm,
        spec.decoder.layer_norm,
        spec.decoder.layer[0].attention.layer_norm,
    ):
        _flat(norm, width)


def _crossing(crossing: Any, other: Any, token: slice, place: slice, found: slice) -> None:
    """The decoder looks where the source has its own place, and takes the other word from there."""
    nothing = np.zeros((found.stop, found.stop), np.float32)
    look = nothing.copy()
    look[place, place] = SHARP * np.eye(PLACES)
    find, tell = nothing.copy(), nothing.copy()
    find[found, token] = other
    tell[found, found] = SHARP * np.eye(len(other))
    crossing.linear[0].weight = look
    crossing.linear[1].weight = np.concatenate([np.where(look > 0, 1, 0).astype(np.float32), find])
    crossing.linear[2].weight = tell


def _flat(norm: Any, width: int) -> None:
    norm.gamma, norm.beta = np.ones(width, np.float32), np.zeros(width, np.float32)
