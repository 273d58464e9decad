"""Packages of Argos: real models of CTranslate2 with real pieces, small enough to know the answer."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.translating.word_packages import write_package

from synoptic.errors import SettingsError, TranslationError
from synoptic.translating.argos import FILE_NAME, ArgosTranslator
from synoptic.translating.packages import Package, find, route, usual_folder

SV_EN = {"bron": "bridge", "rasade": "collapsed", "natten": "night"}
EN_FI = {"bridge": "silta", "collapsed": "romahti", "night": "yönä"}


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packages")
    write_package(folder, "sv", "en", SV_EN, zipped=True)
    write_package(folder, "en", "fi", EN_FI)
    (folder / "notes.txt").write_text("no package")
    return folder


def test_an_archive_and_a_folder_translate_word_by_word(packages: Path) -> None:
    translator = ArgosTranslator(str(packages))
    assert list(translator.translate(["bron rasade", "natten"], "sv", "en")) == ["bridge collapsed", "night"]
    assert list(translator.translate(["bridge collapsed"], "en", "fi")) == ["silta romahti"]
    alone = ArgosTranslator(str(next(packages.glob("*.argosmodel"))))
    assert list(alone.translate(["bron"], "sv", "en")) == ["bridge"]


def test_where_no_package_leads_straight_there_texts_go_over_a_third_language(packages: Path) -> None:
    translator = ArgosTranslator(str(packages))
    assert list(translator.translate(["natten bron rasade"], "sv", "fi")) == ["yönä silta romahti"]


def test_a_pair_that_no_package_leads_to_is_an_error_that_names_it(packages: Path) -> None:
    with pytest.raises(TranslationError, match="no package translates fi into sv"):
        list(ArgosTranslator(str(packages)).translate(["silta"], "fi", "sv"))


def test_sentences_of_one_text_are_translated_one_by_one(tmp_path: Path) -> None:
    write_package(tmp_path, "sv", "en", {**SV_EN, "rasade.": "collapsed.", "Natten.": "Night."})
    translator = ArgosTranslator(str(tmp_path))
    assert list(translator.translate(["bron rasade. Natten."], "sv", "en")) == ["bridge collapsed. Night."]


def test_a_model_of_many_languages_is_told_which_one(tmp_path: Path) -> None:
    write_package(tmp_path, "sv", "en", SV_EN, target_prefix="<2en>")
    assert list(ArgosTranslator(str(tmp_path)).translate(["bron rasade"], "sv", "en")) == ["bridge collapsed"]


@given(order=st.permutations(["bron", "rasade", "bron rasade natten", "natten bron", "", "bron"]))
def test_a_text_is_translated_alike_in_whatever_company(packages: Path, order: list[str]) -> None:
    translator = ArgosTranslator(str(packages))
    together = list(translator.translate(order, "sv", "fi"))
    assert together == [next(iter(translator.translate([text], "sv", "fi"))) for text in order]


def test_what_was_translated_is_kept_by_content(tmp_path: Path) -> None:
    folder = tmp_path / "packages"
    path = write_package(folder, "sv", "en", SV_EN)
    first = ArgosTranslator(str(folder), cache=tmp_path)
    assert list(first.translate(["bron"], "sv", "en")) == ["bridge"]
    assert (tmp_path / FILE_NAME).exists()
    # A package with other words is another one: nothing of the first is given for it.
    shutil.rmtree(path)
    write_package(folder, "sv", "en", {**SV_EN, "bron": "span"})
    assert list(ArgosTranslator(str(folder), cache=tmp_path).translate(["bron"], "sv", "en")) == ["span"]


def test_what_is_kept_is_not_translated_again(packages: Path, tmp_path: Path) -> None:
    translator = ArgosTranslator(str(packages), cache=tmp_path)
    assert list(translator.translate(["bron", "natten"], "sv", "en")) == ["bridge", "night"]
    for model in translator._models.values():
        model._engine = None  # would fail if it were asked
    assert list(translator.translate(["natten", "bron"], "sv", "en")) == ["night", "bridge"]


def test_of_two_packages_for_one_pair_the_newer_is_taken(tmp_path: Path) -> None:
    write_package(tmp_path / "a", "sv", "en", SV_EN, package_version="1.9")
    write_package(tmp_path / "b", "sv", "en", {**SV_EN, "bron": "span"}, package_version="1.10")
    for name in "ab":
        next((tmp_path / name).iterdir()).rename(tmp_path / f"package-{name}")
        (tmp_path / name).rmdir()
    assert [package.version for package in find(tmp_path)] == ["1.10"]
    assert list(ArgosTranslator(str(tmp_path)).translate(["bron"], "sv", "en")) == ["span"]


def test_a_package_for_another_purpose_is_passed_over(packages: Path, tmp_path: Path) -> None:
    (tmp_path / "sbd").mkdir()
    (tmp_path / "sbd" / "metadata.json").write_text(json.dumps({"type": "sbd"}))
    with pytest.raises(SettingsError, match="no package for translation there"):
        find(tmp_path)


@pytest.mark.parametrize("metadata", ["{", "[]", '{"from_code": "sv"}'])
def test_metadata_that_make_no_sense_are_told_at_once(tmp_path: Path, metadata: str) -> None:
    path = write_package(tmp_path, "sv", "en", SV_EN)
    (path / "metadata.json").write_text(metadata)
    with pytest.raises(SettingsError, match=path.name):
        ArgosTranslator(str(tmp_path))


def test_an_archive_that_is_none_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "broken.argosmodel").write_bytes(b"PK no archive")
    with pytest.raises(SettingsError, match=r"broken\.argosmodel: no package of Argos"):
        ArgosTranslator(str(tmp_path))
    with pytest.raises(SettingsError, match="no such file or folder"):
        ArgosTranslator(str(tmp_path / "elsewhere"))


@pytest.mark.parametrize(
    ("file", "said"),
    [("model/model.bin", "its model is damaged"), ("sentencepiece.model", "its pieces of words are damaged")],
)
def test_a_damaged_package_is_told_when_it_is_asked(tmp_path: Path, file: str, said: str) -> None:
    path = write_package(tmp_path, "sv", "en", SV_EN)
    (path / file).write_bytes(b"damaged")
    translator = ArgosTranslator(str(tmp_path))
    with pytest.raises(TranslationError, match=said):
        list(translator.translate(["bron"], "sv", "en"))


def test_a_package_without_pieces_says_so(tmp_path: Path) -> None:
    path = write_package(tmp_path, "sv", "en", SV_EN)
    (path / "sentencepiece.model").unlink()
    with pytest.raises(TranslationError, match=r"no sentencepiece\.model and no bpe\.model"):
        list(ArgosTranslator(str(tmp_path)).translate(["bron"], "sv", "en"))


def test_words_of_moses_and_merged_pairs_of_bytes_are_read_too(tmp_path: Path) -> None:
    words = {"bron": "bridge", "na@@": "ni@@", "tten": "ght"}
    path = write_package(tmp_path, "sv", "en", words, mark="")
    (path / "sentencepiece.model").unlink()
    merges = ["b r", "br o", "bro n</w>", "n a", "t t", "tt e", "tte n</w>"]
    (path / "bpe.model").write_text("\n".join(["#version: 0.2", *merges, ""]))
    assert list(ArgosTranslator(str(tmp_path)).translate(["natten bron"], "sv", "en")) == ["night bridge"]
    (path / "bpe.model").write_text("#version: 0.2\nbro\n")
    with pytest.raises(TranslationError, match="a line of its merges is no pair"):
        list(ArgosTranslator(str(tmp_path)).translate(["bron"], "sv", "en"))


def test_the_way_with_fewest_packages_is_taken_over_the_best_known_language() -> None:
    def package(source: str, target: str) -> Package:
        return Package(path=Path(f"{source}-{target}"), source=source, target=target, version="1")

    known = [package(*pair.split("-")) for pair in ("sv-aa", "aa-fi", "sv-en", "en-fi", "en-de", "fi-de")]
    assert [p.path.name for p in route(known, "sv", "fi")] == ["sv-en", "en-fi"]
    assert [p.path.name for p in route(known, "sv", "de")] == ["sv-en", "en-de"]
    assert route(known, "de", "sv") == ()


def test_the_usual_folder_is_that_of_argos(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("ARGOS_PACKAGES_DIR", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert usual_folder() == tmp_path / "argos-translate" / "packages"
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "own"))
    assert usual_folder() == tmp_path / "own"
