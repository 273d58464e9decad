from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.linear import grows_linearly

from synoptic.languages.profile import languages, profile
from synoptic.marking.quotes import quotes
from synoptic.marking.sentences import sentences
from synoptic.types import Article, EntityKind, Mention, Quote


def named(text: str, kind: EntityKind, *forms: str) -> list[Mention]:
    """Mentions of one entity, by its forms in order of the text."""
    found = []
    at = 0
    for form in forms:
        at = text.index(form, at)
        end = at + len(form)
        found.append(
            Mention(article="a", start=at, end=end, text=form, kind=kind, entity=forms[0], head=form)
        )
        at = end
    return found


def read(text: str, lang: str, mentions: list[Mention] | None = None) -> tuple[Quote, ...]:
    article = Article(id="a", text=text, lang=lang)
    known = profile(lang)
    return quotes(article, sentences(article, known), mentions or [], known)


def told(text: str, lang: str, mentions: list[Mention] | None = None) -> list[tuple[str, str | None]]:
    return [(q.text, q.speaker.text if q.speaker else None) for q in read(text, lang, mentions)]


SPOKEN = [
    ("en", "“The bridge held for years,” said Ada Lindqvist, the mayor.", "The bridge held for years"),
    ("en", "'It wasn't the soldiers' fault,' Ada Lindqvist said.", "It wasn't the soldiers' fault"),
    ("sv", "”Bron höll i hundra år”, säger borgmästaren Ada Lindqvist.", "Bron höll i hundra år"),
    ("sv", "– Bron höll i hundra år, säger Ada Lindqvist.", "Bron höll i hundra år"),
    ("fi", "’’Silta kesti sata vuotta’’, Ada Lindqvist sanoo.", "Silta kesti sata vuotta"),
    ("da", "»Broen holdt i hundrede år«, siger Ada Lindqvist.", "Broen holdt i hundrede år"),
    ("nb", "– Brua holdt i hundre år, sier Ada Lindqvist.", "Brua holdt i hundre år"),
    ("de", "„Die Brücke hielt hundert Jahre“, sagte Ada Lindqvist.", "Die Brücke hielt hundert Jahre"),
    ("de", "Ada Lindqvist: „Die Brücke hielt hundert Jahre.“", "Die Brücke hielt hundert Jahre"),
    ("nl", "‘De brug hield het honderd jaar’, zegt Ada Lindqvist.", "De brug hield het honderd jaar"),
    ("fr", "« Le pont a tenu cent ans », a déclaré Ada Lindqvist.", "Le pont a tenu cent ans"),
    ("es", "«El puente aguantó cien años», dijo Ada Lindqvist.", "El puente aguantó cien años"),
    ("pl", "„Most wytrzymał sto lat” – powiedziała Ada Lindqvist.", "Most wytrzymał sto lat"),
    ("hu", "– A híd száz évig kitartott – mondta Ada Lindqvist.", "A híd száz évig kitartott"),
    ("ru", "«Мост простоял сто лет», — сказала Ада Линд.", "Мост простоял сто лет"),
    ("uk", "«Міст простояв сто років», — сказала Ада Лінд.", "Міст простояв сто років"),
    ("el", "«Η γέφυρα άντεξε εκατό χρόνια», δήλωσε η Άντα Λιντ.", "Η γέφυρα άντεξε εκατό χρόνια"),
    ("tr", 'Belediye Başkanı Ada Lindqvist, "Köprü yüz yıl dayandı" dedi.', "Köprü yüz yıl dayandı"),
]


@pytest.mark.parametrize(("lang", "text", "words"), SPOKEN)
def test_speech_and_its_speaker_without_mentions(lang: str, text: str, words: str) -> None:
    ((found, speaker),) = told(text, lang)
    assert found == words
    assert speaker is not None
    assert speaker.split()[-1] in {"Lindqvist", "Линд", "Лінд", "Λιντ"}


@pytest.mark.parametrize(
    ("lang", "text", "words", "speaker"),
    [
        ("zh", "县长林达表示：“这座桥坚持了一百年。”", "这座桥坚持了一百年", "林达"),
        ("ja", "リンダ町長は「橋は百年もった」と述べた。", "橋は百年もった", "リンダ"),
        ("ko", "린다 군수는 “다리는 백 년을 버텼다”고 말했다.", "다리는 백 년을 버텼다", "린다"),
        ("hi", "महापौर लिंडा ने कहा, “पुल सौ साल तक टिका रहा।”", "पुल सौ साल तक टिका रहा", "लिंडा"),
        ("ar", "وقالت رئيسة البلدية ليندا: «صمد الجسر مئة عام».", "صمد الجسر مئة عام", "ليندا"),
        ("he", '"הגשר החזיק מאה שנה לפחות", אמרה לינדה.', "הגשר החזיק מאה שנה לפחות", "לינדה"),
    ],
)
def test_scripts_without_capitals(lang: str, text: str, words: str, speaker: str) -> None:
    ((found, by),) = told(text, lang, named(text, "person", speaker))
    assert (found, by) == (words, speaker)


def test_the_fullest_name_is_given_for_pronouns_and_surnames() -> None:
    text = (
        "Mayor Ada Lindqvist opened the bridge. “It will hold for a century,” she said. "
        "Lindqvist added: “We built it well.” “Nobody else did.”"
    )
    mentions = named(text, "person", "Ada Lindqvist", "Lindqvist")
    assert told(text, "en", mentions) == [
        ("It will hold for a century", "Ada Lindqvist"),
        ("We built it well", "Ada Lindqvist"),
        ("Nobody else did", "Ada Lindqvist"),
    ]


def test_the_parts_of_a_broken_quotation_have_one_speaker() -> None:
    text = "“The bridge held,” said Ada Lindqvist, “but only just.” Bo Ek agreed."
    mentions = sorted(
        named(text, "person", "Ada Lindqvist") + named(text, "person", "Bo Ek"), key=lambda one: one.start
    )
    assert told(text, "en", mentions) == [
        ("The bridge held", "Ada Lindqvist"),
        ("but only just", "Ada Lindqvist"),
    ]


def test_a_role_stands_for_the_person_named_with_it() -> None:
    text = "Burmistrz Jan Wilk przyjechał rano. „Most jest zamknięty” – zapowiedział burmistrz."
    assert told(text, "pl", named(text, "person", "Jan Wilk")) == [("Most jest zamknięty", "Jan Wilk")]


def test_a_fragment_is_speech_only_if_somebody_says_it() -> None:
    said = "Analyst Bo Ek calls the plan ‘necessary, but late’."
    assert told(said, "en", named(said, "person", "Bo Ek")) == [("necessary, but late", "Bo Ek")]
    assert told("The so-far ‘free’ bridge opens, and ships pass below.", "en") == []


BROKEN = [
    ("lt", "„Darome viską, – sakė Rimas Žilys. – Rytoj bus geriau“.", ["Darome viską", "Rytoj bus geriau"]),
    ("lv", '"Strādājam, – sacīja Jānis Ozols. – Rīt būs labāk."', ["Strādājam", "Rīt būs labāk"]),
    ("ru", "«Мы готовы, — сказал Иван Орлов, — но не завтра».", ["Мы готовы", "но не завтра"]),
    ("pl", "„Jesteśmy gotowi – mówi Jan Nowak. – Zaczniemy jutro”.", ["Jesteśmy gotowi", "Zaczniemy jutro"]),
    ("uk", "«Чому? — сказав Іван Орлов. — Бо так треба».", ["Чому?", "Бо так треба"]),
]


@pytest.mark.parametrize(("lang", "text", "parts"), BROKEN)
def test_one_pair_of_marks_may_hold_the_words_that_attribute_it(
    lang: str, text: str, parts: list[str]
) -> None:
    quotes = read(text, lang)
    assert [quote.text for quote in quotes] == parts
    assert len({quote.speaker.text for quote in quotes if quote.speaker}) == 1
    assert all(quote.speaker for quote in quotes)


def test_a_dash_in_a_quotation_without_a_verb_of_saying_breaks_nothing() -> None:
    assert told("„Miestas – gražus, žmonės – geri“, – sakė Rimas Žilys.", "lt") == [
        ("Miestas – gražus, žmonės – geri", "Rimas Žilys")
    ]


def test_marks_inside_speech_that_a_dash_opens_make_no_quote_of_their_own() -> None:
    assert told("– Han kallade mig ”idiot” och gick, säger Eva Berg.", "sv") == [
        ("Han kallade mig ”idiot” och gick", "Eva Berg")
    ]
    assert told('- Det er dyrt, siger Bo Ek, som frygter, at "alt går i stå".', "da") == [
        ("Det er dyrt", "Bo Ek"),
        ("alt går i stå", "Bo Ek"),
    ]


def test_a_role_stands_for_the_person_whose_title_it_ends() -> None:
    text = 'Sotsiaalminister Riina Kaldoja käis Narvas. "See on viimane abinõu," lisas minister.'
    assert told(text, "et", named(text, "person", "Riina Kaldoja")) == [
        ("See on viimane abinõu", "Riina Kaldoja")
    ]


def test_names_and_titles_are_no_speech() -> None:
    assert told("The ferry “Northern Star” sank, the owner said.", "en") == []
    assert told("«Спартак» проиграл, сообщил клуб.", "ru") == []


def test_paragraphs_that_open_anew_go_on_with_the_speaker() -> None:
    text = "“We built the bridge,” said Bo Ek. “It held for years.\n\n“Then the flood came and took it.”"
    assert [speaker for _, speaker in told(text, "en", named(text, "person", "Bo Ek"))] == ["Bo Ek"] * 3


def test_the_verb_of_saying_is_given() -> None:
    (quote,) = read("„Podul a rezistat”, a declarat Ada Lind.", "ro")
    assert quote.verb is not None
    assert quote.verb.text == "declarat"


PIECES = ["“", "”", "„", "»", "«", '"', "'", "’", " ", "\n", "– ", ". ", ", ", "sade ", "Bo Ek", "a"]
MIXED = st.lists(st.sampled_from(PIECES))
HOSTILE = [
    "„a, – sakė b. – ",
    '"',
    '" ',
    "“",
    "’",
    "s' ",
    "“a” ",
    "”a”, sade B. ",
    " ",
    "– a, sade b\n",
    "«",
    "''",
    "a: “b",
]


@given(MIXED.map("".join), st.sampled_from(["en", "sv", "da", "de", "fr", "pl", "ru", "ja", "he"]))
def test_spans_stand_verbatim_in_order(text: str, lang: str) -> None:
    end = 0
    for quote in read(text, lang):
        assert quote.text == text[quote.start : quote.end] == quote.text.strip()
        assert end <= quote.start < quote.end
        end = quote.end
        for passage in (quote.speaker, quote.verb):
            assert passage is None or passage.text == text[passage.start : passage.end]


@pytest.mark.parametrize("unit", HOSTILE)
def test_time_is_linear_on_hostile_text(unit: str) -> None:
    assert grows_linearly(lambda text: read(text, "sv"), unit)


def test_every_language_file_tells_speech() -> None:
    for code in languages():
        known = profile(code).quotes
        assert known.marks, code
        assert len(known.say) > 20, code
        assert all(mark.count(" ") == 1 for mark in known.marks), code


def test_a_role_between_commas_says_more_of_the_name_before_it() -> None:
    text = "Ada Lindqvist, the company’s chief executive, said: “The market has failed us.”"
    assert told(text, "en") == [("The market has failed us", "Ada Lindqvist")]


def test_a_name_between_marks_does_not_cut_the_words_that_attribute_a_quotation() -> None:
    text = "Глава компании «Берег» Стефан Линд заявил агентству «Маяк»: «Судно было исправно, когда вышло»."
    assert told(text, "ru") == [("Судно было исправно, когда вышло", "Стефан Линд")]


def test_a_name_between_marks_is_no_part_of_the_quote_of_an_earlier_sentence() -> None:
    text = (
        "«Вода прибывала очень быстро», — отметила Катри Линд. "
        "Глава компании «Берег» Стефан Орлов заявил: «Судно было исправно»."
    )
    assert told(text, "ru") == [
        ("Вода прибывала очень быстро", "Катри Линд"),
        ("Судно было исправно", "Стефан Орлов"),
    ]


@pytest.mark.parametrize(
    ("lang", "text", "speaker"),
    [
        ("en", "Anna Berg met John Lind on Monday. “It held for years,” he said.", "John Lind"),
        ("en", "John Lind met Anna Berg on Monday. “It held for years,” she said.", "Anna Berg"),
        ("en", "Mrs Lind met Mr Holm on Monday. “It held for years,” he said.", "Mr Holm"),
        ("en", "Lindqvist met Sorrell on Monday. “It held for years,” she said.", "Lindqvist"),
        ("sv", "Johan Ek mötte Karin Holm i måndags. ”Bron höll i hundra år”, sade hon.", "Karin Holm"),
        ("de", "Peter Berg traf Julia Holm am Montag. „Die Brücke hielt lange“, sagte sie.", "Julia Holm"),
    ],
)
def test_a_pronoun_goes_to_whom_it_fits(lang: str, text: str, speaker: str) -> None:
    people = ("Anna Berg", "John Lind", "Mrs Lind", "Mr Holm", "Lindqvist", "Sorrell", "Johan Ek")
    forms = [form for form in (*people, "Karin Holm", "Peter Berg", "Julia Holm") if form in text]
    mentions = [one for form in forms for one in named(text, "person", form)]
    ((_, found),) = told(text, lang, sorted(mentions, key=lambda one: one.start))
    assert found == speaker


def test_a_pronoun_is_not_whom_a_sentence_with_the_same_pronoun_names() -> None:
    text = "Lindqvist won. She got more votes than Sorrell. “It is done,” she said."
    mentions = [*named(text, "person", "Lindqvist"), *named(text, "person", "Sorrell")]
    assert told(text, "en", mentions) == [("It is done", "Lindqvist")]


def test_an_apostrophe_behind_a_plural_bounds_no_clause() -> None:
    text = "Ada Lindqvist, the head of the drivers’ union, insisted: “The brakes worked that day.”"
    assert told(text, "en", named(text, "person", "Ada Lindqvist")) == [
        ("The brakes worked that day", "Ada Lindqvist")
    ]


@pytest.mark.parametrize(
    ("lang", "text", "speaker"),
    [
        ("sk", "„Siréna zaznela až po hodine,“ hnevá sa primátorka Zuzana Hronská.", "Zuzana Hronská"),
        ("hu", "„A sziréna túl későn szólalt meg” – dühöngött Zsófia Kormos polgármester.", "Zsófia Kormos"),
        ("tr", "Norveçli Ingrid Solvang, “Kardeşimi duydum” sözleriyle olanı aktardı.", "Ingrid Solvang"),
    ],
)  # fmt: skip
def test_a_person_beside_speech_says_it_where_no_table_knows_the_verb(
    lang: str, text: str, speaker: str
) -> None:
    ((_, found),) = told(text, lang, named(text, "person", speaker))
    assert found == speaker


def test_a_name_in_a_clause_that_goes_on_says_nothing() -> None:
    text = "The “old and rather steep wooden bridge” that Peter Strand built is closed."
    assert told(text, "en", named(text, "person", "Peter Strand")) == [
        ("old and rather steep wooden bridge", None)
    ]


@pytest.mark.parametrize(
    ("lang", "text", "speaker", "parts"),
    [
        ("ru", "«Мы останемся, — заявил депутат Иван Орлов. — Мы пойдём до конца».", "Иван Орлов",
         ["Мы останемся", "Мы пойдём до конца"]),
        ("hu", "„Ha nem ülnek le – mondta Kormos Zsófia, a vasasok titkára –, akkor sztrájkolunk.”",
         "Kormos Zsófia", ["Ha nem ülnek le", "akkor sztrájkolunk"]),
        ("it", "«Tutto è sotto controllo - ha detto il sindaco Ugo Ferri - ma serviranno mesi».", "Ugo Ferri",
         ["Tutto è sotto controllo", "ma serviranno mesi"]),
        ("es", "“No hay pruebas —sostuvo la abogada Rosa Lledó—, y lo demostraremos”.", "Rosa Lledó",
         ["No hay pruebas", "y lo demostraremos"]),
        ("fr", "« C’est intenable ! s’exclame Léa Morin, infirmière à Lorval. On ne peut plus travailler. »",
         "Léa Morin", ["C’est intenable !", "On ne peut plus travailler"]),
        ("ro", "„Nu s-a investit un leu în acest drum, a spus Sorin Pădurean. Este o rușine.”",
         "Sorin Pădurean", ["Nu s-a investit un leu în acest drum", "Este o rușine"]),
    ],
)  # fmt: skip
def test_words_of_attribution_inside_the_marks_part_the_speech(
    lang: str, text: str, speaker: str, parts: list[str]
) -> None:
    assert told(text, lang, named(text, "person", speaker)) == [(part, speaker) for part in parts]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "« Le maire avait promis, a dit mon père, que rien ne changerait », raconte Léa Morin."),
        ("pt", "“É uma vergonha, não acha?”"),
        ("de", "„Das war gut – so gut wie nie – und wir sind froh.“"),
    ],
)
def test_speech_that_only_tells_what_others_said_stays_whole(lang: str, text: str) -> None:
    assert len(read(text, lang)) == 1


@pytest.mark.parametrize(
    ("lang", "text", "speaker"),
    [
        ("es", "“Pagó por una rotonda”, explicó ante el juez la fiscal del caso.", "la fiscal"),
        ("pt", "“Não há risco nenhum”, disse à Lusa o presidente da câmara.", "o presidente da câmara"),
        ("ro", "„Mergem până la capăt”, a declarat joi, pentru Digi24, purtătorul de cuvânt.",
         "purtătorul de cuvânt"),
        ("el", "«Η κατάσταση παραμένει κρίσιμη», δήλωσε την Πέμπτη ο εκπρόσωπος.", "ο εκπρόσωπος"),
        ("de", "„Aber wer jetzt nicht spart“, so die Rathauschefin weiter.", "die Rathauschefin"),
    ],
)  # fmt: skip
def test_a_role_speaks_behind_a_day_or_those_to_whom_it_speaks(lang: str, text: str, speaker: str) -> None:
    ((_, found),) = told(text, lang, named(text, "organisation", "Digi24") if "Digi24" in text else None)
    assert found == speaker
