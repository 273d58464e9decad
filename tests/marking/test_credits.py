from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.linear import grows_linearly

from synoptic.languages.agencies import named_sources
from synoptic.languages.profile import languages, profile
from synoptic.marking.credits import credits
from synoptic.marking.sentences import sentences
from synoptic.types import Article, Credit, EntityKind, Mention


def read(text: str, lang: str, *named: tuple[str, EntityKind]) -> tuple[Credit, ...]:
    article = Article(id="a", text=text, lang=lang)
    known = profile(lang)
    mentions = []
    for form, kind in named:
        start = text.index(form)
        end = start + len(form)
        mentions.append(
            Mention(article="a", start=start, end=end, text=form, kind=kind, entity=form, head=form)
        )
    return credits(article, sentences(article, known), mentions, known)


CREDITED = [
    ("en", "The bridge fell at dawn, according to the agency Transmar.", "agency", "Transmar"),
    ("en", "Divers told the Transmar news agency that the bridge fell.", "agency", "Transmar"),
    ("en", "Two people died, officials told Reuters.", "agency", "Reuters"),
    ("en", "OSLO (Reuters) – A bridge fell.", "agency", "Reuters"),
    ("en", "Her office complained, the newspaper Harbour Post reported.", "outlet", "Harbour Post"),
    ("en", "Two people died, police said on Sunday.", "official", "police"),
    ("sv", "Bron föll i gryningen, rapporterar nyhetsbyrån Transmar.", "agency", "Transmar"),
    ("sv", "Två personer dog, uppger polisen.", "official", "polisen"),
    ("sv", "”Bron föll”, säger kommunalrådet Ada Lind (S) till Västerposten.", "outlet", "Västerposten"),
    ("da", "Broen faldt, oplyser bureauet Transmar.", "agency", "Transmar"),
    ("da", "- Broen faldt, siger formand Ada Lind i en mail til Fyens Stiftstidende.", "outlet",
     "Fyens Stiftstidende"),
    ("da", "Billedet viser broen. / AA", "agency", "AA"),
    ("fi", "Silta sortui, kertoo uutistoimisto Transmar.", "agency", "Transmar"),
    ("fi", "Kaksi kuoli, poliisi kertoi.", "official", "poliisi"),
    ("fi", "”Silta sortui”, liiton puheenjohtaja Ismo Lind sanoo Aamulehdelle.", "outlet", "Aamulehdelle"),
    ("de", "Die Brücke stürzte nach Angaben der Nachrichtenagentur Transmar ein.", "agency", "Transmar"),
    ("nl", "Twee mensen kwamen om, meldt persbureau Transmar.", "agency", "Transmar"),
    ("nl", "De brug gaat dicht, maakte het bedrijf bekend.", "official", "het bedrijf"),
    ("fr", "Deux personnes sont mortes, selon l’agence Transmar.", "agency", "Transmar"),
    ("es", "Dos personas murieron, según la agencia Transmar.", "agency", "Transmar"),
    ("it", "Due persone sono morte, secondo l’agenzia Transmar.", "agency", "Transmar"),
    ("pt", "A ponte caiu, disse o autarca, citado pela agência Transmar.", "agency", "Transmar"),
    ("ro", "Podul a cedat, potrivit agenției Transmar.", "agency", "Transmar"),
    ("ro", "Doi oameni au murit, a anunțat Inspectoratul.", "official", "Inspectoratul"),
    ("cs", "Most spadl, podle agentury Transmar však nikdo nezemřel.", "agency", "Transmar"),
    ("ru", "Мост рухнул, сообщает агентство Трансмар.", "agency", "Трансмар"),
    ("ru", "Мост рухнул, передает РИА Новости.", "agency", "РИА Новости"),
    ("vi", "Theo cảnh sát, hai người đã chết.", "official", "cảnh sát"),
    ("id", "Menurut polisi, dua orang tewas.", "official", "polisi"),
    ("tr", "Reuters haber ajansının haberine göre köprü çöktü.", "agency", "Reuters"),
    ("hi", "पुलिस ने रविवार को बताया कि दो लोग मारे गए।", "official", "पुलिस"),
    ("zh", "特兰马通讯社报道称，大桥倒塌。", "agency", "特兰马通讯社"),
    ("zh", "据新华社报道，大桥倒塌。", "agency", "新华社"),
    ("ja", "地元当局によると、2人が死亡した。", "official", "地元当局"),
    ("ko", "트란스마르통신은 다리가 무너졌다고 전했다.", "agency", "트란스마르통신"),
    ("ar", "انهار الجسر، وفق ما نقلته وكالة رويترز.", "agency", "رويترز"),
    ("he", 'הגשר קרס, כך לפי הדו"ח.', "official", 'הדו"ח'),
    ("el", "Το ινστιτούτο υπολογίζει το μέγεθος σε 5,8 βαθμούς.", "official", "Το ινστιτούτο"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "kind", "source"), CREDITED)
def test_sources_and_their_kinds(lang: str, text: str, kind: str, source: str) -> None:
    assert (kind, source) in [(credit.kind, credit.source) for credit in read(text, lang)]


def test_the_passage_is_the_whole_attribution() -> None:
    (credit,) = read("Two people died, according to the agency Transmar.", "en")
    assert credit.text == "according to the agency Transmar"


def test_the_passage_holds_the_word_that_ends_an_agency_s_name_and_closing_marks() -> None:
    (credit,) = read("وانهار الجسر، بحسب وكالة ترانسمار للأنباء.", "ar")
    assert (credit.source, credit.text) == ("ترانسمار", "بحسب وكالة ترانسمار للأنباء")
    (credit,) = read("Мост рухнул, по данным «Трансмар».", "ru", ("Трансмар", "organisation"))
    assert credit.text == "по данным «Трансмар»"


def test_the_issuer_of_a_document_is_the_source() -> None:
    text = "Lindqvist Bridges, the owner, said in a statement that it would pay."
    (credit,) = read(text, "en", ("Lindqvist Bridges", "organisation"))
    assert (credit.source, credit.kind, credit.entity) == (
        "Lindqvist Bridges",
        "official",
        "Lindqvist Bridges",
    )
    assert credit.text.endswith("said in a statement")


def test_a_person_is_credited_by_words_of_attribution_alone() -> None:
    text = "Enligt Ada Lindqvist håller bron. Bo Ek sade att den föll."
    (credit,) = read(text, "sv", ("Ada Lindqvist", "person"), ("Bo Ek", "person"))
    assert (credit.source, credit.kind, credit.entity) == ("Ada Lindqvist", "person", "Ada Lindqvist")


def test_a_person_with_an_office_is_credited_by_words_that_close_a_sentence() -> None:
    named: tuple[str, EntityKind] = ("Aino Salo", "person")
    text = "Kaksi kuoli, kertoo pelastuksen johtaja Aino Salo."
    assert [(one.text, one.source, one.kind) for one in read(text, "fi", named)] == [
        ("kertoo pelastuksen johtaja Aino Salo", "Aino Salo", "person")
    ]
    assert read(f"– {text}", "fi", named) == ()
    assert read("”Kaksi kuoli”, kertoo pelastuksen johtaja Aino Salo.", "fi", named) == ()


def test_a_body_speaks_with_an_article_before_it_or_a_particle_behind_it() -> None:
    english = "Nine people died in the slide, the Red Crescent said on Saturday."
    (credit,) = read(english, "en", ("Red Crescent", "organisation"))
    assert (credit.source, credit.text) == ("Red Crescent", "Red Crescent said")
    japanese = "登山者9人が死亡した。赤新月社が15日、明らかにした。"
    (credit,) = read(japanese, "ja", ("赤新月社", "organisation"))
    assert credit.source == "赤新月社"
    assert read("She met the Red Crescent on Saturday.", "en", ("Red Crescent", "organisation")) == ()


def test_a_word_for_a_body_is_told_at_the_end_of_a_longer_one() -> None:
    (credit,) = read("Nach Angaben der Umweltbehörde traten 18 Tonnen Ammoniak aus.", "de")
    assert credit.source == "Umweltbehörde"
    (credit,) = read("Två personer saknas, uppger miljömyndigheten.", "sv")
    assert credit.source == "miljömyndigheten"


def test_a_country_before_an_outlet_is_not_its_name() -> None:
    (credit,) = read("Theo báo Anh The Severn Telegraph, cầu đã sập.", "vi", ("Anh", "place"))
    assert credit.source == "The Severn Telegraph"


def test_a_capital_city_speaks_for_its_officials() -> None:
    (credit,) = read("Omkring 600 soldater har dödats, enligt Seoul.", "sv", ("Seoul", "place"))
    assert (credit.source, credit.kind) == ("Seoul", "official")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Photo: Reuters"),
        ("en", "Things went according to plan."),
        ("sv", "Foto: TT"),
        ("en", "“Reuters said so,” he joked."),
        ("sv", "Hon säger att de far till Västerås i dag."),
        ("en", "Prosecutors opened an inquiry into the police."),
    ],
)
def test_what_is_no_credit(lang: str, text: str) -> None:
    assert read(text, lang) == ()


def test_the_table_of_sources() -> None:
    forms = named_sources()
    agencies = {source.name for kind, source in forms.values() if kind == "agency"}
    assert len(agencies) >= 80
    assert all(len(source.country) == 2 for _, source in forms.values())
    assert {"Reuters", "新华社", "تاس", "聯合ニュース"} <= forms.keys()


PIECES = ["Reuters ", "police ", "said ", "according to ", "(", ") ", "/ ", "– ", ", ", ". ", "Bo Ek ", "\n"]
HOSTILE = ["Reuters said ", "according to ", "/ AP ", "(Reuters) ", " ", "police ", '"', "("]


@given(st.lists(st.sampled_from(PIECES)).map("".join), st.sampled_from([*languages(), "und"]))
def test_spans_stand_verbatim(text: str, lang: str) -> None:
    for credit in read(text, lang):
        assert credit.text == text[credit.start : credit.end]
        assert credit.source in credit.text


@pytest.mark.parametrize("unit", HOSTILE)
def test_time_is_linear_on_hostile_text(unit: str) -> None:
    assert grows_linearly(lambda text: read(text, "en"), unit)
