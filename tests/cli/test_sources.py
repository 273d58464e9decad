"""Every kind of source through the commands that read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.test_app import synoptic
from tests.reading.test_fuzz import WHOLE

LISTS = ("opml", "sitemap")
# The packed archive has the pages of the other, and the same page twice is one article.
KINDS = [kind for kind in WHOLE if kind != "packed warc"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of each kind, under names that tell nothing."""
    place = tmp_path_factory.mktemp("kinds")
    for kind in KINDS:
        (place / kind.replace(" ", "-")).write_bytes(WHOLE[kind]())
    return place


def test_articles_says_what_was_read_from_where(folder: Path) -> None:
    done = synoptic("articles", folder, "--format", "json")
    assert done.returncode == 3, done.stderr  # the lists are named as skipped
    found = json.loads(done.stdout)
    read = {Path(one["source"]).name for one in (*found["articles"], *found["revisions"])}
    assert read == {kind.replace(" ", "-") for kind in KINDS} - set(LISTS)
    assert {Path(one["source"]).name for one in found["skipped"]} == set(LISTS)
    assert all("--follow" in one["why"] for one in found["skipped"])
    assert {Path(one["source"]).name.partition(":")[0] for one in found["removed"]} >= {"text", "html"}


def test_compare_takes_them_all(folder: Path) -> None:
    listed = json.loads(synoptic("articles", folder, "--format", "json").stdout)
    done = synoptic("compare", folder, "--format", "json", "-q")
    assert done.returncode == 3, done.stderr
    compared = json.loads(done.stdout)
    ids = {article["id"] for article in listed["articles"]}
    assert {article["id"] for article in compared["articles"]} == ids
    assert sorted(account for story in compared["stories"] for account in story["accounts"]) == sorted(ids)
