from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synoptic.reading import identify
from synoptic.reading.language import contradicts, normal

SENTENCES = {
    "en": "The harbour was closed on Tuesday after a barge ran aground, the coast guard said.",
    "sv": "Hamnen stängdes på tisdagen efter att en pråm gått på grund, uppgav kustbevakningen.",
    "nb": "Havnen ble stengt tirsdag etter at en lekter gikk på grunn, opplyser kystvakten.",
    "nn": "Hamna vart stengd tysdag etter at ein lekter gjekk på grunn. Ingen vart skadde.",
    "da": "Havnen blev lukket tirsdag, efter at en pram var gået på grund, oplyser kystvagten.",
    "fi": "Satama suljettiin tiistaina, kun proomu ajoi karille, kertoo rannikkovartiosto.",
    "de": "Der Hafen wurde am Dienstag geschlossen, nachdem ein Lastkahn auf Grund gelaufen war.",
    "ro": "Portul a fost închis marți, după ce o barjă a eșuat, a anunțat garda de coastă.",
    "cs": "Přístav byl v úterý uzavřen poté, co na mělčinu najel nákladní člun, uvedla pobřežní stráž.",
    "sk": "Prístav v utorok uzavreli po tom, čo na plytčinu narazil nákladný čln, uviedla pobrežná stráž.",
    "hr": "Luka je u utorak zatvorena nakon što se nasukala teglenica. Tko je kriv, ne zna se.",
    "sr": "Luka je u utorak zatvorena posle nasukavanja barže. Gde je bio pilot, ne zna se.",
    "bg": "Пристанището беше затворено във вторник, след като баржа заседна, съобщи бреговата охрана.",
    "mk": "Пристаништето беше затворено во вторникот откако се насука баржа, соопшти крајбрежната стража.",
    "uk": "Порт закрили у вівторок після того, як баржа сіла на мілину, повідомила берегова охорона.",
    "ru": "Порт закрыли во вторник после того, как баржа села на мель, сообщила береговая охрана.",
    "el": "Το λιμάνι έκλεισε την Τρίτη αφού μια φορτηγίδα προσάραξε, ανακοίνωσε η ακτοφυλακή.",
    "tr": "Liman, bir mavnanın karaya oturmasının ardından salı günü kapatıldı.",
    "ar": "أُغلق الميناء يوم الثلاثاء بعد جنوح بارجة، بحسب خفر السواحل.",
    "fa": "بندر روز سه‌شنبه پس از به گل نشستن یک دوبه بسته شد، گارد ساحلی گفت.",
    "he": "הנמל נסגר ביום שלישי לאחר שדוברה עלתה על שרטון, מסר משמר החופים.",
    "hi": "तटरक्षक बल ने बताया कि बजरा फँसने के बाद मंगलवार को बंदरगाह बंद कर दिया गया।",
    "th": "ท่าเรือถูกปิดเมื่อวันอังคารหลังเรือบรรทุกเกยตื้น หน่วยยามฝั่งกล่าว",
    "ja": "海上保安庁によると、はしけが座礁したため港は火曜日に閉鎖された。",
    "ko": "해안경비대는 바지선이 좌초한 뒤 화요일 항구를 폐쇄했다고 밝혔다.",
    "zh": "海岸警卫队表示，一艘驳船搁浅后，港口于周二关闭。",
    "id": "Pelabuhan ditutup pada Selasa. Menurut polisi, tidak ada korban karena cuaca cerah.",
    "vi": "Cảng đã bị đóng cửa hôm thứ Ba sau khi một sà lan mắc cạn, lực lượng tuần duyên cho biết.",
    "ka": "ნავსადგური სამშაბათს დაიხურა მას შემდეგ, რაც ბარჟა მეჩეჩზე დაჯდა.",
}


@pytest.mark.parametrize("lang", SENTENCES)
def test_a_sentence_of_news(lang: str) -> None:
    assert identify(SENTENCES[lang]) == lang


def test_too_little_to_tell() -> None:
    assert identify("") == "und"
    assert identify("12 345 !", fallback="sv") == "sv"


@given(st.text(max_size=300))
def test_any_text_gives_a_code(text: str) -> None:
    code = identify(text)
    assert code.isascii()
    assert 2 <= len(code) <= 3
    assert identify(text) == code


def test_codes_as_sources_state_them() -> None:
    stated = {"en-GB": "en", "en_US": "en", "deu": "de", "no": "nb", "iw": "he", "zh-Hans": "zh", "SV": "sv"}
    assert {code: normal(code) for code in stated} == stated
    assert [normal(code) for code in ("", "english", None, 7, "und", "x")] == [None] * 6


def test_a_stated_language_in_another_script() -> None:
    assert contradicts("ja", SENTENCES["sv"])
    assert contradicts("ru", SENTENCES["en"])
    assert not contradicts("da", SENTENCES["sv"])
    assert not contradicts("sr", SENTENCES["sr"])
    assert not contradicts("sr", SENTENCES["mk"])
    assert not contradicts("zh", SENTENCES["zh"])
    assert not contradicts("xx", SENTENCES["sv"])


NTREX = Path(__file__).parents[3] / "shared" / "data" / "ntrex"


@pytest.mark.skipif(not NTREX.exists(), reason="NTREX-128 is not here")
@pytest.mark.parametrize(
    ("name", "lang"), [("nob", "nb"), ("nno", "nn"), ("dan", "da"), ("hrv", "hr"), ("msa", "ms")]
)
def test_articles_in_close_languages(name: str, lang: str) -> None:
    lines = (NTREX / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    texts = ["\n".join(lines[n : n + 15]) for n in range(0, 900, 30)]
    assert sum(identify(text) == lang for text in texts) >= 0.95 * len(texts)
