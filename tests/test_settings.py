"""Settings: a file, the environment over it, flags over both."""

from pathlib import Path

import pytest

from synoptic.errors import SettingsError
from synoptic.reading.fetching.options import Fetching
from synoptic.settings import Settings, load


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    for name in ("SETTINGS", "CACHE", "CACHE_MEGABYTES", "LANG", "WINDOW_DAYS", "WEIGHTS"):
        monkeypatch.delenv(f"SYNOPTIC_{name}", raising=False)


def test_without_anything_the_defaults_stand() -> None:
    assert load() == Settings()


def test_flags_go_over_the_environment_and_that_over_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("synoptic.toml").write_text('lang = "sv"\nwindow_days = 2\ncache_megabytes = 10\n')
    monkeypatch.setenv("SYNOPTIC_WINDOW_DAYS", "3.5")
    monkeypatch.setenv("SYNOPTIC_CACHE_MEGABYTES", "20")
    loaded = load({"cache_megabytes": 30, "lang": None})
    assert (loaded.lang, loaded.window_days, loaded.cache_megabytes) == ("sv", 3.5, 30)


def test_a_named_file_is_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('lang = "fi"')
    monkeypatch.setenv("SYNOPTIC_SETTINGS", str(tmp_path / "mine.toml"))
    assert load().lang == "fi"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("langs = 1", "unknown key 'langs'"),
        ("window_days = 'two'", "window_days"),
        ("lang =", "synoptic.toml"),
    ],
)
def test_a_wrong_file_is_an_error_that_says_where(text: str, said: str) -> None:
    Path("synoptic.toml").write_text(text)
    with pytest.raises(SettingsError, match=said):
        load()


def test_a_wrong_variable_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SYNOPTIC_WINDOW_DAYS", "soon")
    with pytest.raises(SettingsError, match="SYNOPTIC_WINDOW_DAYS"):
        load()


@pytest.mark.parametrize(
    ("text", "value"), [("1", True), ("Yes", True), ("on", True), ("0", False), ("false", False)]
)
def test_a_variable_says_yes_or_no(monkeypatch: pytest.MonkeyPatch, text: str, value: bool) -> None:
    monkeypatch.setenv("SYNOPTIC_ALLOW_PRIVATE", text)
    assert load().allow_private is value


def test_a_variable_that_says_neither_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SYNOPTIC_ALLOW_PRIVATE", "perhaps")
    with pytest.raises(SettingsError, match="SYNOPTIC_ALLOW_PRIVATE"):
        load()


@pytest.mark.parametrize(
    "wrong",
    [{"fetch_delay": -1.0}, {"fetch_timeout": 0.0}, {"follow_most": 0}, {"fetch_contact": "a\r\nX: b"}],
)
def test_settings_of_fetching_that_make_no_sense(wrong: dict[str, object]) -> None:
    with pytest.raises(SettingsError, match="fetch_"):
        Fetching.of(load(wrong))
