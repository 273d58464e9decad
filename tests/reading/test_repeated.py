from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

from synoptic.reading import read
from synoptic.reading.repeated import CANDIDATES, SITES, Around, Sites, core, without_repeated
from synoptic.reading.streaming import Seen, stream

PLACES = ["Ostvik", "Norrvik", "Tarn", "Holm", "Foss"]


def story(place: str) -> str:
    return (
        f"The harbour of {place} was closed on Tuesday after a barge with gravel ran aground near the pier.\n"
        f"Nobody was hurt, the coast guard of {place} said, and the pilot was relieved of duty.\n"
        f"A new pier for {place} was promised eleven years ago, and the money for it was spent on a road."
    )


def pages(before: str = "Coast Desk Live", after: str = "Our hotline\nTip the desk") -> list[Around]:
    return [
        Around(
            text=f"Barge closes harbour of {place}\n{before}\n{story(place)}\n{after}",
            title=f"Barge closes harbour of {place}",
            outlet="The Coast",
        )
        for place in PLACES
    ]


def test_what_a_site_repeats_around_its_articles_goes() -> None:
    for place, (text, taken) in zip(PLACES, without_repeated(pages()), strict=True):
        assert text == f"Barge closes harbour of {place}\n{story(place)}"
        assert taken == ("Coast Desk Live", "Our hotline", "Tip the desk")


def test_the_order_of_pages_changes_nothing() -> None:
    given = pages()
    expected = dict(zip([page.text for page in given], without_repeated(given), strict=True))
    random.Random(7).shuffle(given)
    assert dict(zip([page.text for page in given], without_repeated(given), strict=True)) == expected


def test_two_pages_are_too_few_and_other_outlets_are_not_asked() -> None:
    assert all(not taken for _, taken in without_repeated(pages()[:2]))
    apart = [Around(text=page.text, outlet=f"Outlet {n}") for n, page in enumerate(pages())]
    assert all(not taken for _, taken in without_repeated(apart))


def test_sentences_sub_headings_credits_and_titles_stay() -> None:
    background = "The harbours of the coast have been short of money since a law took their dues away."
    middle = [
        Around(
            text=f"Harbour closed again\n{story(place)}\nWhat we know\n{story(place + 'o')}\n{background}\n"
            "Reuters",
            title="Harbour closed again",
            url=f"https://coast.example/{place}",
        )
        for place in PLACES
    ]
    assert all(not taken for _, taken in without_repeated(middle))


def test_copies_of_one_article_repeat_nothing_of_a_site() -> None:
    same = [
        Around(text=f"Barge closes harbour\n{story('Tarn')}\nA last short line\n{n}", outlet="The Coast")
        for n in range(5)
    ]
    assert all(not taken for _, taken in without_repeated(same))


def test_what_a_folder_of_pages_repeats_is_shown_as_removed(tmp_path: Path) -> None:
    for place in PLACES:
        text = f"Barge closes harbour of {place}\n{story(place)}\nRing the night desk\n"
        (tmp_path / f"{place}.txt").write_text(text, encoding="utf-8")
    reading = read([tmp_path])
    assert [article.text for article in reading.articles] == [
        f"Barge closes harbour of {place}\n{story(place)}" for place in sorted(PLACES)
    ]
    assert {(one.text, one.why) for one in reading.removed} == {
        ("Ring the night desk", "stands on several pages of the site")
    }


def test_a_stream_takes_off_what_three_pages_of_the_site_had_before(tmp_path: Path) -> None:
    for n, place in enumerate(PLACES):
        text = f"Barge closes harbour of {place}\n{story(place)}\nRing the night desk\n"
        (tmp_path / f"{n}.txt").write_text(text, encoding="utf-8")
    steps = list(stream([tmp_path]))
    texts = [article.text for step in steps for article in step.articles]
    assert ["Ring the night desk" in text for text in texts] == [True, True, True, False, False]
    assert [one.why for step in steps for one in step.removed] == ["stands on several pages of the site"] * 2


def test_what_a_stream_has_written_brings_a_later_one_to_the_same_place() -> None:
    given = [replace(page, path="a.warc") for page in pages()] * 2
    whole, first, later = Sites(), Sites(), Sites()
    expected = []
    for sites, some in ((whole, given), (first, given[:6])):
        for page in some:
            text, taken = sites.without(page)
            sites.note(replace(page, text=text))
            if sites is whole:
                expected.append((text, taken))
            else:
                later.note(replace(page, text=text))
    assert [later.without(page) for page in given[6:]] == expected[6:]
    assert any(taken for _, taken in expected[6:])


def test_what_a_stream_keeps_of_sites_is_bounded() -> None:
    sites = Sites()
    for n in range(SITES + 20):
        sites.note(Around(text=f"{story('Tarn')}\nLine {n}", outlet=f"Outlet {n}"))
    for n in range(CANDIDATES * 3):
        sites.note(Around(text=f"{story(f'Tarn{n}')}\nOther line {n}", outlet="The Coast"))
    assert len(sites._sites) == SITES
    assert max(len(seen.candidates) for seen in sites._sites.values()) == CANDIDATES


def test_a_page_is_known_again_without_what_its_site_repeats() -> None:
    seen = Seen()
    assert seen.name("x", f"Title\n{story('Tarn')}\nRing the night desk") == "x"
    assert seen.name("x", f"Title\n{story('Tarn')}") is None
    assert core("Ring the night desk") == "ring the night desk"
