"""Reported speech behind words of attribution that open a sentence, in the words of one language each."""

from __future__ import annotations

import pytest

from synoptic.languages import profile
from synoptic.marking.reported import reported
from synoptic.marking.sentences import sentences
from synoptic.types import Article


@pytest.mark.parametrize(
    ("lang", "text", "said", "speaker"),
    [
        (
            "pl",
            "Jak dodała rzeczniczka Ewa Lis, most zostanie zamknięty na rok.",
            "most zostanie zamknięty na rok",
            "Ewa Lis",
        ),
        (
            "ru",
            "По словам мэра Ивана Лунина, мост закроют на целый год.",
            "мост закроют на целый год",
            "Ивана Лунина",
        ),
        (
            "ru",
            "Мэр Иван Лунин приехал. По его словам, мост закроют на год.",
            "мост закроют на год",
            "Иван Лунин",
        ),
        ("uk", "За словами мера Івана Кухти, міст закриють на рік.", "міст закриють на рік", "Івана Кухти"),
        (
            "bg",
            "Мария Колева дойде. По думите ѝ мостът ще бъде затворен.",
            "мостът ще бъде затворен",
            "Мария Колева",
        ),
    ],
)
def test_speech_behind_words_of_attribution(lang: str, text: str, said: str, speaker: str) -> None:
    language = profile(lang)
    article = Article(id="case", text=text, lang=lang)
    found = reported(article, sentences(article, language), (), language)
    assert [(quote.text, quote.direct) for quote in found] == [(said, False)]
    assert found[0].speaker is not None
    assert speaker in found[0].speaker.text


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("hr", "Ivana Kelava vodi klub. Procjenjuje se da bi klub mogao zaraditi pet milijuna eura."),
        ("hr", "Novi sastanak dogovoren je za utorak, a sindikat najavljuje štrajk."),
        ("sr", "Kako prenosi Beta, pregovori su prekinuti prošlog petka."),
    ],
)
def test_nobody_says_it(lang: str, text: str) -> None:
    language = profile(lang)
    article = Article(id="case", text=text, lang=lang)
    assert reported(article, sentences(article, language), (), language) == ()
