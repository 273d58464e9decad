"""Verdicts on the versions of an utterance."""

from dataclasses import replace

from synoptic.comparing.quote_verdicts import Version, judge
from synoptic.types import Article, Figure, Passage, Quote

NAMES = {"e1": "Ana Dima", "e2": "Bo Carlsen", "e3": "Cy Tamm", "e9": "Stefan Broman"}


def version(
    article: str, lang: str, text: str, speaker: str = "e1", pieces: int = 10, value: float | None = None
) -> Version:
    source = Article(id=article, text=text, lang=lang)
    figure = Figure(article=article, start=0, end=1, text=text[:1], low=value, high=value, relation="exact")
    name = Passage(article=article, start=0, end=1, text=NAMES[speaker])
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
    assert verdict.why == "said by “Bo Carlsen”, by “Ana Dima” in the others"


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


def test_a_number_that_is_only_left_out_alters_nothing() -> None:
    verdict = judge(
        [version("a", "sv", "4", value=4), version("b", "en", "4", value=4), version("c", "da", "fire")]
    )
    assert verdict.verdict == "same"


def test_opposites_are_told_within_one_language_alone() -> None:
    said = [version("a", "en", "The gate was open"), version("c", "sv", "Grinden var öppen")]
    verdict = judge([*said, version("b", "en", "The gate was closed")])
    assert (verdict.verdict, verdict.odd_one_out) == ("altered", ("a", "b"))
    assert verdict.why == "the opposite: “closed” against “open”"
    assert judge([*said, version("b", "sv", "Grinden var öppen, inte bara stängd")]).verdict == "same"


def test_another_name_alters_the_quote() -> None:
    said = [replace(version(a, "en", "We trust Ana"), names={"e7": "Ana"}) for a in "abc"]
    other = replace(version("d", "en", "We trust Boris"), names={"e8": "Boris"})
    verdict = judge([*said, other])
    assert (verdict.verdict, verdict.odd_one_out) == ("altered", ("d",))
    assert verdict.why == "names “Boris”, “Ana” in the others"
    assert judge([*said, replace(other, names={})]).verdict == "same"


def test_a_speaker_whose_name_was_not_linked_is_no_other_speaker() -> None:
    def named(article: str, speaker: str, name: str) -> Version:
        made = version(article, "en", "Yes", speaker=speaker)
        return replace(
            made, quote=replace(made.quote, speaker=Passage(article=article, start=0, end=1, text=name))
        )

    versions = [
        named("a", "e1", "Stefan Broman"),
        named("b", "e1", "Stefan Broman"),
        named("c", "e9", "Стефан Броман"),
    ]
    assert judge(versions).verdict == "same"
    titled = [*versions[:2], named("c", "e9", "Hamnkapten Stefan Broman")]
    assert judge(titled).verdict == "same"


def test_one_person_against_many_accounts_goes_before_a_denial_that_another_word_may_carry() -> None:
    versions = [
        version("a", "sv", "Vi stänger", "e2"),
        version("b", "en", "We are not open any longer"),
        version("c", "fi", "Suljemme"),
        version("d", "de", "Wir schließen"),
    ]
    assert judge(versions).verdict == "altered"
    people = [replace(one, person=True) for one in versions]
    assert (judge(people).verdict, judge(people).odd_one_out) == ("other_speaker", ("a",))
    assert judge(people[:3]).verdict == "altered"
