"""Published weights to what runs: an 8-bit CTranslate2 model and a SentencePiece model.

Matrices are rounded to 8 bits row by row while they are read, so a conversion needs memory for
the small model that it writes, not for the large one that it reads.
"""

from __future__ import annotations

import json
import shutil
import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from synoptic.encoding.checkpoint import BoundedReader, Checkpoint, Floats, Vocabulary
from synoptic.errors import SettingsError, WeightsError

MODEL, CONFIG, VOCABULARY, PIECES, ID_MAP = (
    "model.bin",
    "config.json",
    "vocabulary.json",
    "sentencepiece.model",
    "ids.npy",
)
LONGEST = 512  # e5 was trained on no longer inputs, whatever room the table of positions has
Told = Callable[[float], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """What must be known of a converted model to run it."""

    layers: int
    dimensions: int
    longest: int
    bos: int
    eos: int


# --- the CTranslate2 model ----------------------------------------------------------------------


def write_model(checkpoint: Checkpoint, layers: int, folder: Path, told: Told) -> Measures:
    """Write the first ``layers`` layers of a checkpoint as a model folder.

    Raises:
        WeightsError: the tensors do not fit together.
    """
    from ctranslate2.specs import common_spec, transformer_spec

    shape, vocabulary = checkpoint.shape, checkpoint.vocabulary
    if min(shape.hidden, shape.heads, shape.wide, layers) < 1 or shape.hidden % shape.heads:
        raise WeightsError(f"the weights do not fit together: {shape.hidden} in {shape.heads} heads")
    encoder = transformer_spec.TransformerEncoderSpec(
        layers, shape.heads, pre_norm=False, activation=common_spec.Activation.GELU, layernorm_embedding=True
    )
    model = transformer_spec.TransformerEncoderModelSpec(encoder, pooling_layer=False)
    encoder.scale_embeddings = False
    _set_matrix(encoder.embeddings[0], checkpoint, ("word",), (shape.vocabulary, shape.hidden))
    encoder.position_encodings.encodings = checkpoint.tensor("position") + checkpoint.tensor("type")[0]
    _set_norm(encoder.layernorm_embedding, checkpoint, "norm")
    told(0.5)
    for number, layer in enumerate(encoder.layer):
        _set_layer(layer, checkpoint, number)
        told(0.5 + 0.3 * (number + 1) / layers)
    # The table of embeddings may have more rows than there are pieces.
    surplus = [f"<surplus {n}>" for n in range(shape.vocabulary - len(vocabulary.pieces))]
    model.register_vocabulary([*vocabulary.pieces, *surplus])
    model.config.unk_token = vocabulary.pieces[vocabulary.unknown]
    model.config.bos_token = vocabulary.pieces[vocabulary.bos]
    model.config.eos_token = vocabulary.pieces[vocabulary.eos]
    model.config.layer_norm_epsilon = shape.epsilon
    try:
        model.validate()
    except ValueError as error:
        raise WeightsError(f"the weights do not fit together: {error}") from error
    model.save(str(folder))
    (folder / PIECES).write_bytes(sentencepiece_model(vocabulary))
    told(1.0)
    return Measures(
        layers=layers,
        dimensions=shape.hidden,
        longest=min(LONGEST, shape.positions),
        bos=vocabulary.bos,
        eos=vocabulary.eos,
    )


def _set_layer(layer: Any, checkpoint: Checkpoint, number: int) -> None:
    attention, feed, shape = layer.self_attention, layer.ffn, checkpoint.shape
    three = [f"{number}.{part}" for part in ("query", "key", "value")]
    _set_linear(attention.linear[0], checkpoint, three, (3 * shape.hidden, shape.hidden))
    _set_linear(attention.linear[1], checkpoint, [f"{number}.output"], (shape.hidden, shape.hidden))
    _set_norm(attention.layer_norm, checkpoint, f"{number}.attention_norm")
    _set_linear(feed.linear_0, checkpoint, [f"{number}.wide"], (shape.wide, shape.hidden))
    _set_linear(feed.linear_1, checkpoint, [f"{number}.narrow"], (shape.hidden, shape.wide))
    _set_norm(feed.layer_norm, checkpoint, f"{number}.output_norm")


def _set_norm(spec: Any, checkpoint: Checkpoint, name: str) -> None:
    spec.gamma = checkpoint.tensor(f"{name}.weight")
    spec.beta = checkpoint.tensor(f"{name}.bias")


def _set_linear(spec: Any, checkpoint: Checkpoint, names: Sequence[str], shape: tuple[int, int]) -> None:
    _set_matrix(spec, checkpoint, [f"{name}.weight" for name in names], shape)
    spec.bias = np.concatenate([checkpoint.tensor(f"{name}.bias") for name in names])


def _set_matrix(spec: Any, checkpoint: Checkpoint, names: Sequence[str], shape: tuple[int, int]) -> None:
    """Set the rows of one or several matrices, below each other, as 8-bit values with their scales."""
    rounded = [_round(rows) for name in names for rows in checkpoint.rows(name)]
    spec.weight = np.concatenate([values for values, _ in rounded])
    spec.weight_scale = np.concatenate([scales for _, scales in rounded])
    if spec.weight.shape != shape:
        raise WeightsError(f"the weights do not fit together: {names[0]} is {spec.weight.shape}, not {shape}")


def _round(rows: Floats) -> tuple[NDArray[np.int8], Floats]:
    """Rows as 8-bit values and, for each row, what they were multiplied with."""
    largest = np.abs(rows).max(axis=1)
    scales = (np.float32(127) / np.where(largest == 0, np.float32(127), largest)).astype(np.float32)
    return np.rint(rows * scales[:, None]).astype(np.int8), scales


# --- a model that is CTranslate2's already ------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Variable:
    """A variable of a CTranslate2 file: its header, and where its bytes stand."""

    name: str
    header: bytes
    shape: tuple[int, ...]
    start: int
    size: int


def _string(reader: BoundedReader) -> tuple[str, bytes]:
    prefix = reader.take(2)
    raw = reader.take(*struct.unpack("<H", prefix))
    return raw.rstrip(b"\0").decode("utf-8", "replace"), prefix + raw


def _variables(reader: BoundedReader) -> Iterator[_Variable]:
    (count,) = reader.unpack("I")
    for _ in range(count):
        name, header = _string(reader)
        rank = reader.take(1)
        dimensions = reader.take(4 * rank[0])
        tail = reader.take(5)
        (size,) = struct.unpack("<I", tail[1:])
        reader.slice(reader.at, size)
        yield _Variable(
            name,
            header + rank + dimensions + tail,
            struct.unpack(f"<{rank[0]}I", dimensions),
            reader.at,
            size,
        )
        reader.at += size


def _layer_of(name: str) -> int:
    """The layer that a variable belongs to, -1 for those of none."""
    parts = name.split("/")
    number = parts[1].removeprefix("layer_") if len(parts) > 1 and parts[0] == "encoder" else ""
    return int(number) if number.isdecimal() else -1


def copy_model(source: Path, layers: int | None, folder: Path, told: Told) -> Measures:
    """Copy a CTranslate2 encoder, or its first ``layers`` layers, as a model folder.

    Raises:
        WeightsError: the model is no encoder, is cut short, or its pieces are missing.
        SettingsError: the model has not so many layers.
    """
    reader = BoundedReader(source / MODEL)
    prefix = reader.take(4)
    prefix += _string(reader)[1] + reader.take(4)
    variables = list(_variables(reader))
    aliases = [(_string(reader), _string(reader)) for _ in range(reader.unpack("I")[0])]
    shapes = {variable.name: variable.shape for variable in variables}
    try:
        dimensions = shapes["encoder/embeddings_0/weight"][1]
        positions = shapes["encoder/position_encodings/encodings"][0]
    except (KeyError, IndexError) as error:
        raise WeightsError(f"{source}: not a CTranslate2 model of an encoder") from error
    total = max(map(_layer_of, shapes)) + 1
    kept = total if layers is None else layers
    if not 1 <= kept <= total:
        raise SettingsError(f"{source}: has {total} layers, not {kept}")
    left = [variable for variable in variables if _layer_of(variable.name) < kept]
    linked = [pair for pair in aliases if _layer_of(pair[0][0]) < kept]
    if any(_layer_of(target[0]) >= kept for _, target in linked):
        raise WeightsError(f"{source}: its layers share weights and cannot be parted")
    with (folder / MODEL).open("wb") as file:
        file.write(prefix)
        _write_variables(file, reader, left, told)
        file.write(struct.pack("<I", len(linked)))
        for alias, target in linked:
            file.write(alias[1] + target[1])
    shutil.copyfile(source / CONFIG, folder / CONFIG)
    bos, eos = _copy_pieces(source, folder)
    return Measures(layers=kept, dimensions=dimensions, longest=min(LONGEST, positions), bos=bos, eos=eos)


def _write_variables(file: BinaryIO, reader: BoundedReader, variables: list[_Variable], told: Told) -> None:
    file.write(struct.pack("<I", len(variables)))
    for number, variable in enumerate(variables):
        file.write(variable.header)
        file.write(reader.slice(variable.start, variable.size).data)
        told((number + 1) / len(variables))


SENTENCEPIECE_NAMES = ("sentencepiece.bpe.model", PIECES, "spiece.model", "tokenizer.model")


def find_pieces(folder: Path) -> Path | None:
    """The SentencePiece model of a folder, under one of its usual names."""
    return next((folder / name for name in SENTENCEPIECE_NAMES if (folder / name).is_file()), None)


def _copy_pieces(source: Path, folder: Path) -> tuple[int, int]:
    """Copy vocabulary and pieces; where their ids differ, write the map from one to the other."""
    import sentencepiece

    pieces = find_pieces(source)
    if pieces is None:
        raise WeightsError(f"{source}: no SentencePiece model (one of {', '.join(SENTENCEPIECE_NAMES)})")
    try:
        tokens = json.loads((source / VOCABULARY).read_text("utf-8"))
        processor = sentencepiece.SentencePieceProcessor(model_file=str(pieces))
        ids = {token: number for number, token in reversed(list(enumerate(tokens)))}
        bos, eos, unknown = ids["<s>"], ids["</s>"], ids["<unk>"]
        count = processor.get_piece_size()
        id_map = np.array([ids.get(processor.id_to_piece(i), unknown) for i in range(count)], np.int32)
    except (OSError, ValueError, RuntimeError, TypeError, KeyError) as error:
        raise WeightsError(f"{source}: the vocabulary or the pieces are damaged: {error}") from error
    shutil.copyfile(source / VOCABULARY, folder / VOCABULARY)
    shutil.copyfile(pieces, folder / PIECES)
    if not np.array_equal(id_map, np.arange(count)):
        np.save(folder / ID_MAP, id_map)
    return bos, eos


# --- the SentencePiece model --------------------------------------------------------------------

_NORMAL, _UNKNOWN, _CONTROL = 1, 2, 3  # ModelProto.SentencePiece.Type
_UNIGRAM = 1  # TrainerSpec.ModelType


def _varint(number: int) -> bytes:
    written = bytearray()
    while number > 127:
        written.append(number & 127 | 128)
        number >>= 7
    written.append(number)
    return bytes(written)


def _whole(field: int, number: int) -> bytes:
    return _varint(field << 3) + _varint(number)


def _bytes(field: int, value: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(value)) + value


def sentencepiece_model(vocabulary: Vocabulary) -> bytes:
    """A SentencePiece unigram model whose ids are the order of the pieces.

    The model is a protocol buffer (``sentencepiece_model.proto``) of three parts: pieces, what the
    trainer was told, and the normaliser.  The last is SentencePiece's own ``nmt_nfkc``, which XLM-R
    and all that came of it were trained with; the library hands it out as a model without pieces.
    """
    import sentencepiece

    control = {"<s>", "</s>", "<pad>", "<mask>"}
    written = bytearray()
    for number, (piece, score) in enumerate(zip(vocabulary.pieces, vocabulary.scores, strict=True)):
        kind = _UNKNOWN if number == vocabulary.unknown else _CONTROL if piece in control else _NORMAL
        entry = _bytes(1, piece.encode()) + b"\x15" + struct.pack("<f", score) + _whole(3, kind)
        written += _bytes(1, entry)
    special = (vocabulary.unknown, vocabulary.bos, vocabulary.eos, vocabulary.pad)
    trainer = _whole(3, _UNIGRAM) + _whole(4, len(vocabulary.pieces))
    trainer += b"".join(_whole(40 + place, number) for place, number in enumerate(special))
    for place, number in enumerate(special):
        trainer += _bytes(45 + place, vocabulary.pieces[number].encode())
    normalizer = sentencepiece.SentencePieceNormalizer(
        rule_name="nmt_nfkc", add_dummy_prefix=True, escape_whitespaces=True, remove_extra_whitespaces=True
    )
    return bytes(written) + _bytes(2, trainer) + normalizer.serialized_model_proto()
