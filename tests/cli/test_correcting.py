"""A person corrects stories from the command line."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.test_app import synoptic

NEWS = [
    {
        "id": "fire-en",
        "lang": "en",
        "published": "2025-03-11",
        "text": "Fire destroys the town library of Lower Hatherby. Librarian Edwina Crossthwaite carried out "
        "34 medieval manuscripts before the roof fell in. Barnaby Tolliver put the damage at 2.7 million.",
    },
    {
        "id": "fire-es",
        "lang": "es",
        "published": "2025-03-12",
        "text": "Un incendio destruye la biblioteca de Lower Hatherby. La bibliotecaria Edwina Crossthwaite "
        "sacó 34 manuscritos medievales. Barnaby Tolliver calcula los daños en 2,7 millones de libras.",
    },
    {
        "id": "vote-en",
        "lang": "en",
        "published": "2025-03-11",
        "text": "Voters in Marrowdale elect the beekeeper Ottoline Featherstone as mayor with 58 per cent.",
    },
]


def stories(folder: Path, *options: str) -> dict:
    news = "".join(json.dumps(record) + "\n" for record in NEWS)
    done = synoptic("stories", "-", "-q", "--format", "json", *options, stdin=news, cwd=folder)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def accounts(found: dict) -> list[list[str]]:
    return [story["accounts"] for story in found["stories"]]


def test_corrections_are_written_applied_and_taken_back(tmp_path: Path) -> None:
    assert accounts(stories(tmp_path)) == [["fire-en", "fire-es"], ["vote-en"]]
    done = synoptic("split", "fire-es", "--note", "another library", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "1 correction" in done.stdout
    assert synoptic("name", "The vote", "story:vote-en", cwd=tmp_path).returncode == 0
    found = stories(tmp_path, "--corrections", "corrections.toml")
    assert accounts(found) == [["fire-en"], ["vote-en"], ["fire-es"]]
    assert found["stories"][1]["name"] == "The vote"
    assert "another library" in found["stories"][2]["corrected"][0]
    assert synoptic("undo", cwd=tmp_path).stdout.startswith("taken back: name vote-en")
    assert synoptic("merge", "fire-en", "vote-en", cwd=tmp_path).returncode == 0
    found = stories(tmp_path, "--corrections", "corrections.toml")
    assert accounts(found) == [["fire-en", "vote-en"], ["fire-es"]]


def test_the_list_says_what_a_person_decided(tmp_path: Path) -> None:
    assert synoptic("pin", "fire-en", "fire-es", cwd=tmp_path).returncode == 0
    news = "".join(json.dumps(record) + "\n" for record in NEWS)
    done = synoptic("stories", "-", "-q", "-c", "corrections.toml", stdin=news, cwd=tmp_path)
    assert "pinned by a person" in done.stdout


def test_ids_stay_and_what_happened_is_told(tmp_path: Path) -> None:
    first = stories(tmp_path, "--history", "history.json")
    assert [change["kind"] for change in first["lineage"]] == ["born", "born"]
    assert synoptic("move", "vote-en", "--to", "fire-es", cwd=tmp_path).returncode == 0
    second = stories(tmp_path, "--history", "history.json", "-c", "corrections.toml")
    assert [story["id"] for story in second["stories"]] == ["story:fire-en"]
    assert [(change["story"], change["kind"]) for change in second["lineage"]] == [
        ("story:fire-en", "merged"),
        ("story:vote-en", "ended"),
    ]


def test_wrong_use_is_said_in_one_line(tmp_path: Path) -> None:
    for arguments in (["merge", "one"], ["name", " ", "a"]):
        done = synoptic(*arguments, cwd=tmp_path)
        assert done.returncode == 2
        assert len(done.stderr.strip().splitlines()) == 1
    assert synoptic("undo", cwd=tmp_path).returncode == 2
    (tmp_path / "corrections.toml").write_text("[[correction]]\nkind = 1\n")
    done = synoptic("stories", "-", "-c", "corrections.toml", stdin=json.dumps(NEWS[0]), cwd=tmp_path)
    assert done.returncode == 2
    assert "corrections.toml: correction 1" in done.stderr
