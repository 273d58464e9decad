"""Parts found by name."""

from importlib.metadata import EntryPoint

import pytest

from synoptic import registry
from synoptic.errors import MissingExtra, UsageError
from synoptic.types import Synopses


def test_the_formats_of_the_command_line_have_exporters() -> None:
    known = registry.exporters()
    assert {"annotations", "csv", "graphml", "html", "json", "markdown", "ninjs", "parquet"} <= set(known)
    for name, exporter in known.items():
        written = registry.exporter(name)(Synopses())
        assert isinstance(written, dict) == exporter.several
        assert ": " in exporter.about
    assert str(known["json"](Synopses())).startswith('{\n "format": "synoptic/1"')


def test_no_two_formats_share_an_ending() -> None:
    endings = [ending for exporter in registry.exporters().values() for ending in exporter.suffixes]
    assert len(endings) == len(set(endings))


def test_a_format_whose_package_is_missing_says_so_before_it_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "find_spec", lambda name: None)
    with pytest.raises(MissingExtra, match=r"package pyarrow: pip install 'synoptic-news\[parquet\]'"):
        registry.exporter("parquet")
    assert registry.exporter("csv").several


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(UsageError, match=r"no exporter 'pdf': annotations, csv, .*parquet"):
        registry.exporter("pdf")


def test_a_missing_package_is_named_with_the_line_that_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = EntryPoint(name="cloud", value="no_such_package.engine:Engine", group=registry.ENGINES)
    monkeypatch.setattr(registry, "entry_points", lambda **_: [broken])
    with pytest.raises(MissingExtra, match=r"no_such_package: pip install 'synoptic-news\[cloud\]'"):
        registry.engine("cloud")
