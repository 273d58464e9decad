from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from synoptic.encoding import LocalEncoder, open_encoder
from synoptic.encoding.encoder import batches, summarise
from synoptic.encoding.pieces import Pieces
from synoptic.errors import SettingsError
from synoptic.ports import Encoder
from synoptic.types import Encoding

from .sentences import PAIRS, SENTENCES


def as_bytes(encoding: Encoding) -> bytes:
    arrays = (encoding.vector, encoding.pieces, encoding.states, encoding.scales)
    return b"|".join(str(array.shape).encode() + array.tobytes() for array in arrays)


@pytest.fixture(scope="module")
def alone(encoder: LocalEncoder) -> dict[str, bytes]:
    """Each sentence, encoded all by itself."""
    return {text: as_bytes(encoder.encode([text])[0]) for text in SENTENCES}


def test_is_an_encoder(encoder: LocalEncoder) -> None:
    assert isinstance(encoder, Encoder)
    assert encoder.dimensions == 384
    assert "12 layers" in encoder.name
    assert encoder.encode([]) == []


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.sampled_from(SENTENCES), max_size=30))
def test_same_text_same_bytes_in_any_company(
    encoder: LocalEncoder, alone: dict[str, bytes], texts: list[str]
) -> None:
    assert [as_bytes(encoding) for encoding in encoder.encode(texts)] == [alone[text] for text in texts]


def test_same_bytes_with_any_number_of_threads(cache_dir, alone: dict[str, bytes]) -> None:  # type: ignore[no-untyped-def]
    for threads in (1, 3):
        other = open_encoder(cache_dir=cache_dir, cache_megabytes=0, threads=threads)
        assert [as_bytes(encoding) for encoding in other.encode(SENTENCES)] == [alone[t] for t in SENTENCES]


def test_same_bytes_in_a_large_batch_of_one_length(encoder: LocalEncoder) -> None:
    texts = [f"On day {a} the council of ward {b} met." for a in range(10, 40) for b in range(10, 20)]
    together = encoder.encode(texts)
    assert all(
        as_bytes(encoder.encode([text])[0]) == as_bytes(one)
        for text, one in zip(texts[::9], together[::9], strict=True)
    )


def test_shapes_and_types(encoder: LocalEncoder) -> None:
    for text, encoding in zip(SENTENCES, encoder.encode(SENTENCES), strict=True):
        n = len(encoding.pieces)
        assert encoding.vector.shape == (384,)
        assert encoding.vector.dtype == np.float32
        assert abs(float(np.linalg.norm(encoding.vector)) - 1) < 1e-5
        assert encoding.pieces.shape == (n, 2)
        assert encoding.pieces.dtype == np.int32
        assert encoding.states.shape == (n, 384)
        assert encoding.states.dtype == np.int8
        assert encoding.scales.shape == (n, 1)
        assert encoding.scales.dtype == np.float32
        assert (n == 0) == (not text.strip()), text


def test_empty_text_has_a_vector_and_no_pieces(encoder: LocalEncoder) -> None:
    (empty,) = encoder.encode([""])
    assert len(empty.pieces) == len(empty.states) == len(empty.scales) == 0
    assert np.isfinite(empty.vector).all()


def test_arrays_cannot_be_changed(encoder: LocalEncoder) -> None:
    (encoding,) = encoder.encode(["The river rose."])
    with pytest.raises(ValueError, match="read-only"):
        encoding.vector[0] = 1


def test_long_text_is_cut(encoder: LocalEncoder) -> None:
    text = "The river rose again in the night. " * 400
    cut, longer = encoder.encode([text, text + "Nobody slept."])
    assert len(cut.pieces) == 510
    assert int(cut.pieces[-1][1]) < len(text)
    assert as_bytes(cut) == as_bytes(longer)


@pytest.mark.parametrize(
    "hostile", ["1" * 200_000, " " * 200_000, '"' * 200_000, "\u0301" * 200_000, "a b" * 70_000]
)
def test_hostile_text_is_cheap(encoder: LocalEncoder, hostile: str) -> None:
    (encoding,) = encoder.encode([hostile])
    assert len(encoding.pieces) <= 510


def test_translations_are_nearest(encoder: LocalEncoder) -> None:
    left = np.stack([e.vector for e in encoder.encode([pair[0] for pair in PAIRS])])
    right = np.stack([e.vector for e in encoder.encode([pair[1] for pair in PAIRS])])
    alike = left @ right.T
    assert (alike.argmax(axis=1) == np.arange(len(PAIRS))).all()
    assert (alike.argmax(axis=0) == np.arange(len(PAIRS))).all()


def test_fewer_layers_are_another_encoder(cache_dir, encoder: LocalEncoder) -> None:  # type: ignore[no-untyped-def]
    six = open_encoder(cache_dir=cache_dir, layers=6, cache_megabytes=0)
    assert six.name != encoder.name
    assert "6 layers" in six.name
    (short,), (full,) = six.encode(["The river rose."]), encoder.encode(["The river rose."])
    assert short.states.shape == full.states.shape
    assert np.array_equal(short.pieces, full.pieces)
    assert not np.array_equal(short.states, full.states)


@pytest.mark.parametrize("wrong", [{"cache_megabytes": -1}, {"threads": 0}, {"layers": 0}, {"layers": 13}])
def test_numbers_out_of_range(cache_dir, wrong: dict[str, int]) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(SettingsError):
        open_encoder(cache_dir=cache_dir, **wrong)  # type: ignore[arg-type]


@given(lengths=st.lists(st.integers(2, 512), max_size=60))
def test_batches_hold_one_length_and_every_text_once(lengths: list[int]) -> None:
    pieces = [Pieces([0] * length, np.zeros((length - 2, 2), np.int32)) for length in lengths]
    made = list(batches(pieces))
    assert sorted(number for batch in made for number in batch) == list(range(len(lengths)))
    for batch in made:
        assert len({lengths[number] for number in batch}) == 1
        assert len(batch) == 1 or len(batch) * lengths[batch[0]] <= 512


@given(seed=st.integers(0, 2**32 - 1), count=st.integers(0, 20))
def test_states_come_back_within_half_a_step(seed: int, count: int) -> None:
    hidden = np.random.default_rng(seed).normal(0, 2, (count + 2, 16)).astype(np.float32)
    encoding = summarise(hidden, np.zeros((count, 2), np.int32))
    assert np.all(np.abs(encoding.states * encoding.scales - hidden[1:-1]) <= encoding.scales * 0.5001)
    mean = hidden.mean(axis=0)
    assert np.allclose(encoding.vector, mean / np.linalg.norm(mean), atol=1e-5)
