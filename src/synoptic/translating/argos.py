"""A translator that reads packages of Argos and runs them on this machine: nothing is sent anywhere."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from synoptic.blobs import BlobStore
from synoptic.encoding.encoder import processors
from synoptic.errors import TranslationError
from synoptic.languages.profile import profile
from synoptic.marking.sentences import sentences
from synoptic.translating.packages import MODEL, Package, digest, find, route, usual_folder
from synoptic.translating.tokens import Tokens, tokens_of
from synoptic.types import Article

FILE_NAME = "translations-1.sqlite3"  # another number for another way to translate
# Translations are texts: so many bytes hold some hundred thousand sentences.
MEGABYTES = 64
# Texts that are translated, then kept, so that an interrupted run loses little.
AT_ONCE = 16
# As Argos itself translates.
_BEAMS, _LENGTH_PENALTY = 4, 0.2


class ArgosTranslator:
    """A :class:`synoptic.ports.Translator` over the packages of a folder.

    Metadata are read when it is made, a model when the first text asks for it.  Where no package
    translates a pair of languages, texts go over a third one.  What was translated is kept by the content
    of text and packages.

    Args:
        place: a package or a folder of them; None for where Argos itself keeps them.
        cache: the folder for what was translated; None to keep nothing.

    Raises:
        SettingsError: there is no package, or one makes no sense.
    """

    def __init__(self, place: str | None = None, *, cache: Path | None = None) -> None:
        self._packages = find(Path(place).expanduser() if place else usual_folder())
        self._kept = BlobStore(cache / FILE_NAME, "translations", MEGABYTES) if cache else None
        self._models: dict[Path, _Model] = {}

    def translate(self, texts: Sequence[str], source: str, target: str) -> Iterator[str]:
        """The translations of texts in their order, each as soon as it is there.

        Raises:
            TranslationError: no packages lead from one language to the other, or one is damaged.
        """
        packages = route(self._packages, source, target)
        if not packages:
            raise TranslationError(f"no package translates {source} into {target}")
        # Models of another pair are let go: each may take some hundred megabytes.
        kept = {package.path: self._models.get(package.path) for package in packages}
        self._models = {package.path: kept[package.path] or _Model(package) for package in packages}
        models = [self._models[package.path] for package in packages]
        for start in range(0, len(texts), AT_ONCE):
            yield from self._through(texts[start : start + AT_ONCE], models)

    def _through(self, texts: Sequence[str], models: Sequence[_Model]) -> list[str]:
        """Texts through one model after another, but those that are kept."""
        made = b"".join(model.digest for model in models)
        keys = [_key(made, text) for text in texts]
        known = self._kept.get(keys) if self._kept else {}
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        said = list(new.values())
        for model in models if new else ():
            said = model.translate(said)
        found = {key: text.encode("utf-8", "replace") for key, text in zip(new, said, strict=True)}
        if self._kept:
            self._kept.put(found)
        return [{**known, **found}[key].decode("utf-8") for key in keys]


def _key(made: bytes, text: str) -> bytes:
    """What a translation is kept under: the packages that made it, and the text."""
    return hashlib.blake2b(
        made + text.encode("utf-8", "surrogatepass"), digest_size=20, person=b"translation"
    ).digest()


class _Model:
    """One loaded package."""

    def __init__(self, package: Package) -> None:
        import ctranslate2

        self._package = package
        files = package.files()
        self.digest = digest(files)
        self._tokens: Tokens = tokens_of(package, files)
        model = {
            name.removeprefix(f"{MODEL}/"): data
            for name, data in files.items()
            if name.startswith(f"{MODEL}/")
        }
        try:
            self._engine: Any = ctranslate2.Translator(
                str(package.path / MODEL), files=model, inter_threads=processors(), intra_threads=1
            )
        except (OSError, RuntimeError, ValueError) as error:
            raise TranslationError(f"{package.path}: its model is damaged: {error}") from error

    def translate(self, texts: Sequence[str]) -> list[str]:
        """Texts, sentence by sentence; each alone in its batch, so that none changes another's last bits."""
        split = [self._split(text) for text in texts]
        lines = [line for some in split for line in some]
        prefix = [[self._package.prefix]] * len(lines) if self._package.prefix else None
        try:
            found = self._engine.translate_batch(
                lines,
                target_prefix=prefix,
                max_batch_size=1,
                beam_size=_BEAMS,
                length_penalty=_LENGTH_PENALTY,
                replace_unknowns=True,
            )
        except (RuntimeError, ValueError) as error:
            raise TranslationError(f"{self._package.path}: cannot translate: {error}") from error
        said = iter([self._tokens.join(self._bare(result.hypotheses[0])).strip() for result in found])
        between = " " if profile(self._package.target).spaces else ""
        return [between.join(next(said) for _ in some) for some in split]

    def _split(self, text: str) -> list[list[str]]:
        """The tokens of each sentence of a text."""
        lang = self._package.source
        found = sentences(Article(id="", text=text, lang=lang), profile(lang))
        return [self._tokens.split(" ".join(passage.text.split())) for passage in found]

    def _bare(self, tokens: Sequence[str]) -> Sequence[str]:
        """The tokens without the one that asked for the language."""
        prefixed = bool(self._package.prefix) and list(tokens[:1]) == [self._package.prefix]
        return tokens[1:] if prefixed else tokens
