"""Packages of Argos Translate: a zip archive (``.argosmodel``) or a folder, for one pair of languages.

A package holds ``metadata.json``, a model of CTranslate2 in ``model/`` and the pieces of words in
``sentencepiece.model`` or ``bpe.model`` (https://github.com/argosopentech/argos-translate).  It is read
here without ``argostranslate`` itself, which brings PyTorch and spaCy to split sentences.  An archive is
read where it lies: nothing is unpacked to disk.
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from synoptic.errors import SettingsError, TranslationError

ENDING = ".argosmodel"
METADATA = "metadata.json"
PIECES, MERGES = "sentencepiece.model", "bpe.model"
MODEL = "model"


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """One package as its metadata describe it: translates from ``source`` to ``target``.

    ``prefix`` is a token that asks a model of many languages for the target, empty for models of one.
    """

    path: Path
    source: str
    target: str
    version: str
    prefix: str = ""

    def files(self) -> dict[str, bytes]:
        """What is needed to translate, by name: ``model/...`` and the pieces.

        Raises:
            TranslationError: a file cannot be read.
        """
        try:
            found = {
                name: data
                for name, data in _files(self.path)
                if name.startswith(f"{MODEL}/") or "/" not in name
            }
        except (OSError, zipfile.BadZipFile) as error:
            raise TranslationError(f"{self.path}: cannot be read: {error}") from error
        return {name: found[name] for name in sorted(found)}


def digest(files: Mapping[str, bytes]) -> bytes:
    """What tells the content of a package from all others."""
    whole = hashlib.blake2b(digest_size=20)
    for name, data in files.items():
        whole.update(f"{name}\0{len(data)}\0".encode())
        whole.update(data)
    return whole.digest()


def usual_folder() -> Path:
    """Where ``argospm install`` puts packages, as its own settings say."""
    named = os.environ.get("ARGOS_PACKAGES_DIR")
    if named:
        return Path(named)
    data = os.environ.get("XDG_DATA_HOME")
    return (Path(data) if data else Path.home() / ".local" / "share") / "argos-translate" / "packages"


def find(place: Path) -> tuple[Package, ...]:
    """The packages at a place: one package, or a folder of them; of two for one pair the newer.

    Raises:
        SettingsError: there is none, or the metadata of one make no sense.
    """
    if not place.exists():
        raise SettingsError(f"{place}: no such file or folder of packages for translation")
    by_pair: dict[tuple[str, str], Package] = {}
    for path in [place] if _is_package(place) else _candidates(place):
        package = _described(path)
        if package is None:
            continue
        pair = package.source, package.target
        if pair not in by_pair or _age(by_pair[pair]) < _age(package):
            by_pair[pair] = package
    if not by_pair:
        raise SettingsError(
            f"{place}: no package for translation there (a folder or {ENDING} with {METADATA})"
        )
    return tuple(package for _, package in sorted(by_pair.items()))


def route(packages: Sequence[Package], source: str, target: str) -> tuple[Package, ...]:
    """The packages that lead from one language to another: the direct one, or the fewest one after another.

    Of several ways as short, that over the language that most packages know is taken, which is English in
    every collection of Argos's so far.  Empty where there is no way.
    """
    known = {
        lang: sum(lang in (package.source, package.target) for package in packages)
        for lang in {lang for package in packages for lang in (package.source, package.target)}
    }
    ways: dict[str, tuple[Package, ...]] = {source: ()}
    reached = [source]
    while reached and target not in ways:
        further: list[str] = []
        for lang in sorted(reached, key=lambda lang: (-known.get(lang, 0), lang)):
            for package in packages:
                if package.source == lang and package.target not in ways:
                    ways[package.target] = (*ways[lang], package)
                    further.append(package.target)
        reached = further
    return ways.get(target, ())


def _is_package(path: Path) -> bool:
    return path.suffix == ENDING if path.is_file() else (path / METADATA).is_file()


def _candidates(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise SettingsError(f"{folder}: neither a folder nor a package {ENDING}")
    return sorted(path for path in folder.iterdir() if _is_package(path))


def _age(package: Package) -> tuple[list[int], str]:
    """Rises with the version; of one version the path decides."""
    return [int(part) for part in package.version.split(".") if part.isdecimal()], str(package.path)


def _described(path: Path) -> Package | None:
    """The package at a path; None where it is one for another purpose, such as splitting sentences."""
    try:
        described = next((json.loads(data) for name, data in _files(path) if name == METADATA), None)
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        raise SettingsError(f"{path}: no package of Argos: {error}") from error
    if not isinstance(described, dict):
        raise SettingsError(f"{path}: no package of Argos: it has no {METADATA}")
    if described.get("type", "translate") != "translate":
        return None
    source, target = described.get("from_code"), described.get("to_code")
    if not isinstance(source, str) or not isinstance(target, str):
        raise SettingsError(f"{path}: {METADATA} names no from_code and to_code")
    return Package(
        path=path,
        source=source,
        target=target,
        version=str(described.get("package_version", "")),
        prefix=str(described.get("target_prefix") or ""),
    )


def _files(path: Path) -> Iterator[tuple[str, bytes]]:
    """The files of the package that may be needed, with their names in it; read as they are asked for."""
    wanted = {METADATA, PIECES, MERGES}
    if path.is_dir():
        for name in sorted(wanted):
            if (path / name).is_file():
                yield name, (path / name).read_bytes()
        for file in sorted((path / MODEL).glob("*")):
            if file.is_file():
                yield f"{MODEL}/{file.name}", file.read_bytes()
        return
    with zipfile.ZipFile(path) as archive:
        for entry in sorted(archive.namelist()):
            # All stands in one folder of the archive, which carries the name of the package.
            parts = PurePosixPath(entry).parts[1:]
            if len(parts) == 1 and parts[0] in wanted:
                yield parts[0], archive.read(entry)
            elif len(parts) == 2 and parts[0] == MODEL:
                yield f"{MODEL}/{parts[1]}", archive.read(entry)
