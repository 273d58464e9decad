"""Parts found by name."""

from importlib.metadata import EntryPoint

import pytest

from synoptic import registry
from synoptic.errors import MissingExtra, UsageError
from synoptic.types import Synopses


def test_the_formats_of_the_command_line_have_exporters() -> None:
    assert {"html", "json", "markdown"} <= set(registry.names(registry.EXPORTERS))
    assert registry.exporter("json")(Synopses()).startswith('{\n "format": "synoptic/1"')


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(UsageError, match=r"no exporter 'pdf': html, json, markdown"):
        registry.exporter("pdf")


def test_a_missing_package_is_named_with_the_line_that_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = EntryPoint(name="cloud", value="no_such_package.engine:Engine", group=registry.ENGINES)
    monkeypatch.setattr(registry, "entry_points", lambda **_: [broken])
    with pytest.raises(MissingExtra, match=r"no_such_package: pip install 'synoptic-news\[cloud\]'"):
        registry.engine("cloud")
