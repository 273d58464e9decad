"""Stories told in two scripts, and words that are compared within one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from synoptic.grouping import affinity, stream
from synoptic.grouping.brief import brief
from synoptic.grouping.stories import group
from synoptic.grouping.stream import Stream
from synoptic.grouping.why import why
from synoptic.types import Article

# One invented event in seven accounts: those in Cyrillic dwell on the bell, those in Latin letters on the
# festival, as papers of one region do.
ACCOUNTS = {
    "ru": (
        "Молния подожгла колокольню в Горней Раковине\n\nТрое пожарных получили ожоги в воскресенье "
        "вечером, когда тушили колокольню церкви Святого Николая в Горней Раковине. Колокол, отлитый в "
        "1823 году, упал с высоты 28 метров и раскололся. «Мы услышали удар, потом звон, потом тишину», — "
        "сказал звонарь Тихомир Дренович."
    ),
    "bg": (
        "Камбаната от 1823 година падна след удар на мълния\n\nМълния подпали в неделя камбанарията на "
        "църквата „Свети Никола“ в Горна Раковина. Камбаната, тежка 640 килограма, падна и се счупи. Трима "
        "пожарникари са с изгаряния. Кметицата Ягода Вукелич обеща нова камбана до пролетта."
    ),
    "mk": (
        "Гром ја запали камбанаријата во Горна Раковина\n\nТројца пожарникари се повредени во пожарот што "
        "во неделата вечерта го предизвика гром на црквата Свети Никола во Горна Раковина. Старата камбана "
        "се скрши. Штетата се проценува на 2,4 милиони евра."
    ),
    "sr": (
        "Гром оборио звоно у Горњој Раковини\n\nГром је у недељу увече запалио звоник цркве Светог Николе "
        "у Горњој Раковини. Звоно од 640 килограма пало је са 28 метара и пукло. Звонар Тихомир Дреновић "
        "чуо је ударац из своје куће."
    ),
    "hr": (
        "Nakon požara zvonika u Gornjoj Rakovini otkazan sajam meda\n\nSajam meda u Gornjoj Rakovini "
        "otkazan je nakon što je grom u nedjelju navečer zapalio zvonik crkve svetog Nikole i ozlijedio "
        "tri vatrogasca. Načelnica Jagoda Vukelić štetu procjenjuje na 2,4 milijuna eura. Osiguranje "
        "zvonika isteklo je u ožujku."
    ),
    "sl": (
        "V Gornji Rakovini po udaru strele brez sejma medu\n\nStrela je v nedeljo zažgala zvonik cerkve "
        "svetega Nikolaja v Gornji Rakovini; trije gasilci so opečeni. Županja Jagoda Vukelić je "
        "odpovedala sejem medu, ki ga vsako leto obišče 12.000 ljudi. Zvonik ni bil zavarovan."
    ),
    "cs": (
        "Blesk zapálil zvonici v Gornji Rakovině\n\nBlesk v neděli večer zapálil zvonici kostela svatého "
        "Mikuláše v Gornji Rakovině, tři hasiči utrpěli popáleniny. Starostka Jagoda Vukelićová odhaduje "
        "škodu na 2,4 milionu eur a zrušila medový jarmark, na který jezdí 12 tisíc lidí."
    ),
}
# The fire once more, in Serbian, in both scripts.
SERBIAN = {
    "CYRILLIC": ACCOUNTS["sr"],
    "LATIN": (
        "Grom oborio zvono u Gornjoj Rakovini\n\nGrom je u nedelju uveče zapalio zvonik crkve Svetog "
        "Nikole u Gornjoj Rakovini. Zvono od 640 kilograma palo je sa 28 metara i puklo. Zvonar Tihomir "
        "Drenović čuo je udarac iz svoje kuće."
    ),
}


def article(name: str, text: str, lang: str) -> Article:
    return Article(id=name, text=text, title=text.partition("\n")[0], lang=lang, published="2025-06-16")


@pytest.fixture(scope="module")
def tower(make):
    return make(*(article(lang, text, lang) for lang, text in ACCOUNTS.items()))


@pytest.fixture(scope="module")
def both(make):
    return make(*(article(script, text, "sr") for script, text in SERBIAN.items()))


def test_a_story_told_in_two_scripts_is_one(tower):
    assert [set(story.accounts) for story in group(tower).stories] == [set(ACCOUNTS)]


def test_it_would_be_two_if_unlike_writings_were_not_given_back(tower, monkeypatch):
    learnt = affinity.model()
    blind = replace(learnt, cut=replace(learnt.cut, writing=0.0, script=0.0))
    monkeypatch.setattr(stream.affinity, "model", lambda: blind)
    assert len(group(tower).stories) == 2


def test_one_by_one_in_any_order_it_is_one(tower):
    for accounts in (tower, tower[::-1]):
        one_by_one = Stream()
        for account in accounts:
            one_by_one.add([account])
        assert len(list(one_by_one.stories())) == 1


def test_words_of_one_language_in_two_scripts_say_nothing(both):
    first, second = (brief(account) for account in both)
    assert first.language == second.language
    assert not first.terms["words"].keys() & second.terms["words"].keys()
    held = Stream()
    held.add(both)
    pair = affinity.Pairs(np.array([0]), np.array([1]))
    assert affinity.shared(held.columns, "words", pair)[0] == pytest.approx(affinity.NEUTRAL["words"])
    words = next(reason for reason in why(*both, both).reasons if reason.feature == "words")
    assert words.weight == 0
    assert "two scripts" in words.words


def test_words_of_one_language_in_one_script_are_compared(make):
    text = SERBIAN["LATIN"]
    told = make(article("a", text, "sr"), article("b", f"{text} Niko nije povređen.", "sr"))
    words = next(reason for reason in why(*told, told).reasons if reason.feature == "words")
    assert words.weight > 0


def test_languages_of_one_script_and_scripts_of_one_language_are_numbered(both, tower):
    held = Stream()
    held.add([*both, *tower])
    rows = held.rows()
    written = dict(zip(rows, held.columns.written([*rows.values()]).tolist(), strict=True))
    assert written["CYRILLIC"] == written["sr"]
    assert written["CYRILLIC"][0] != written["LATIN"][0] != written["hr"][0]
    assert written["CYRILLIC"][1] == written["bg"][1] != written["LATIN"][1] == written["hr"][1]
