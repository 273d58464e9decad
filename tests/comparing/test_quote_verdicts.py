"""Verdicts on the versions of an utterance."""

from synoptic.comparing.quote_verdicts import Version, judge
from synoptic.types import Article, Figure, Passage, Quote


def version(
    article: str, lang: str, text: str, speaker: str = "e1", pieces: int = 10, value: float | None = None
) -> Version:
    source = Article(id=article, text=text, lang=lang)
    figure = Figure(article=article, start=0, end=1, text=text[:1], low=value, high=value, relation="exact")
    name = Passage(article=article, start=0, end=1, text=speaker.upper())
    return Version(
        article=source,
        quote=Quote(article=article, start=0, end=len(text), text=text, speaker=name),
        speaker=speaker,
        pieces=pieces,
        figures=(figure,) if value is not None else (),
    )


def test_the_same_words_in_three_languages_are_the_same() -> None:
    verdict = judge(
        [
            version("a", "sv", "Vi stänger"),
            version("b", "en", "We are closing"),
            version("c", "fi", "Suljemme"),
        ]
    )
    assert (verdict.verdict, verdict.odd_one_out) == ("same", ())


def test_a_denial_that_the_others_lack_alters_the_quote() -> None:
    verdict = judge(
        [
            version("a", "sv", "Vi stänger fabriken"),
            version("b", "en", "We are not closing the factory"),
            version("c", "de", "Wir schließen das Werk"),
        ]
    )
    assert (verdict.verdict, verdict.odd_one_out) == ("altered", ("b",))
    assert "“not”" in verdict.why


def test_another_number_alters_the_quote() -> None:
    verdict = judge(
        [version("a", "sv", "4", value=4), version("b", "en", "4", value=4), version("c", "da", "5", value=5)]
    )
    assert (verdict.verdict, verdict.odd_one_out) == ("altered", ("c",))


def test_another_mouth_is_named() -> None:
    verdict = judge(
        [version("a", "sv", "Ja"), version("b", "en", "Yes"), version("c", "da", "Ja", speaker="e2")]
    )
    assert (verdict.verdict, verdict.odd_one_out) == ("other_speaker", ("c",))
    assert verdict.why == "said by “E2”, by “E1” in the others"


def test_a_shortened_version_is_the_same_and_may_lack_the_denial() -> None:
    verdict = judge(
        [
            version("a", "sv", "Vi stänger inte fabriken i år"),
            version("b", "en", "We are not closing the factory this year"),
            version("c", "de", "das Werk", pieces=3),
        ]
    )
    assert (verdict.verdict, verdict.why) == ("same", "shortened in c")


def test_one_account_is_single() -> None:
    assert judge([version("a", "sv", "Ja")]).verdict == "single"
