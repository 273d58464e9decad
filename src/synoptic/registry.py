"""Parts found by name: exporters, engines, translators, encoders.

Each is an entry point of a group below; the package's own are declared in ``pyproject.toml`` like
anybody else's, and none is imported before it is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from synoptic.errors import MissingExtra, SynopticError, UsageError
from synoptic.ports import Encoder, Engine, Exporter, Translator, Vectors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from synoptic.pipeline import Parts
    from synoptic.settings import Settings

EXPORTERS = "synoptic.exporters"
ENGINES = "synoptic.engines"
TRANSLATORS = "synoptic.translators"
# The first layers know names best: the head was trained on this depth.
NAME_LAYERS = 6


def names(group: str) -> tuple[str, ...]:
    """The names that a group knows, sorted."""
    return tuple(sorted({entry.name for entry in entry_points(group=group)}))


def load(group: str, name: str) -> Any:
    """The object behind a name of a group.

    Raises:
        UsageError: nothing has that name; the text lists what has.
        MissingExtra: the part needs a package that is not installed; the text names the pip line.
    """
    for entry in entry_points(group=group, name=name):
        try:
            return entry.load()
        except ModuleNotFoundError as error:
            raise _missing(name, error.name) from error
    raise UsageError(
        f"no {group.removeprefix('synoptic.').removesuffix('s')} {name!r}: {', '.join(names(group))}"
    )


def exporter(name: str) -> Exporter:
    """The exporter of a format, ready to write.

    Raises:
        UsageError: there is no such format.
        MissingExtra: it writes with a package that is not installed.
    """
    found: Exporter = load(EXPORTERS, name)
    for module in found.needs:
        if find_spec(module) is None:
            raise _missing(name, module)
    return found


def exporters() -> dict[str, Exporter]:
    """Every format by its name, whether or not what it writes with is installed."""
    return {name: load(EXPORTERS, name) for name in names(EXPORTERS)}


def _missing(name: str, module: str | None) -> MissingExtra:
    return MissingExtra(f"{name} needs the package {module}: pip install 'synoptic-news[{name}]'")


def engine(name: str = "local") -> Engine:
    """The engine of a name."""
    found: Engine = load(ENGINES, name)()
    return found


def translator(settings: Settings) -> Translator | None:
    """The translator that the settings name, ready to translate; None where they name none.

    Raises:
        UsageError: nothing has that name.
        SettingsError: it has nothing to translate with at the place behind the name.
        MissingExtra: it needs a package that is not installed.
    """
    if settings.translator is None:
        return None
    name, _, place = settings.translator.partition(":")
    found: Translator = load(TRANSLATORS, name)(place or None, cache=Path(settings.cache))
    return found


def parts(settings: Settings, *, engine_name: str = "local", progress: Any = None) -> Parts:
    """What a run needs, as the settings say; ``progress`` is told while weights are converted."""
    from synoptic.pipeline import Parts

    return Parts(
        encoder=_encoder(settings, None, progress),
        name_encoder=_encoder(settings, NAME_LAYERS, progress),
        engine=engine(engine_name),
    )


def vectors(settings: Settings, *, progress: Any = None) -> Vectors:
    """Texts to vectors, by an encoder that is opened when it is first asked.

    The callable raises :class:`synoptic.errors.WeightsError` where the encoder cannot be opened, each
    time anew without trying again.
    """

    @cache
    def opened() -> Vectors | SynopticError:
        from synoptic.pipeline import vectors_of

        try:
            return vectors_of(_encoder(settings, None, progress))
        except SynopticError as error:
            return error

    def of(texts: Sequence[str]) -> NDArray[np.float32]:
        found = opened()
        if isinstance(found, SynopticError):
            raise found
        return found(texts)

    return of


def _encoder(settings: Settings, layers: int | None, progress: Any) -> Encoder:
    from synoptic.encoding import open_encoder

    return open_encoder(
        settings.weights,
        layers=layers,
        cache_dir=Path(settings.cache),
        cache_megabytes=settings.cache_megabytes,
        progress=progress,
    )
