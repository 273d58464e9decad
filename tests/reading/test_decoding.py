from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synoptic.errors import NotText
from synoptic.reading.decoding import decode, mend_mojibake

TEXTS = {
    "windows-1252": "Fünf Männer wurden am Samstag in Köln verletzt. „Wir prüfen das“, sagte er.",
    "iso8859-2": "Při požáru skladiště v Přerově se v sobotu zranilo pět lidí, řekl Jiří Vaněk.",
    "windows-1250": "Podczas pożaru magazynu w Łodzi rannych zostało pięć osób, powiedział rzecznik straży.",
    "windows-1254": "Cumartesi günü İzmir'de çıkan yangında beş kişi yaralandı, dedi sözcü Ağaoğlu.",
    "windows-1257": "Šeštadienį Šiauliuose kilus gaisrui sužeisti penki žmonės, pranešė ugniagesių atstovė.",
    "windows-1251": "В субботу при пожаре на складе пострадали пять человек, сообщили в министерстве.",
    "koi8-r": "В субботу при пожаре на складе пострадали пять человек, сообщили в министерстве.",
    "windows-1253": "Πέντε άνθρωποι τραυματίστηκαν το Σάββατο σε πυρκαγιά, ανακοίνωσε η πυροσβεστική. " * 3,
    "windows-1256": "أصيب خمسة أشخاص يوم السبت في حريق اندلع في مستودع، بحسب ما أعلنت السلطات المحلية.",
    "gb18030": "周六一处仓库发生火灾，造成五人受伤，消防部门表示起火原因正在调查。",
    "big5": "週六一處倉庫發生火災，造成五人受傷，消防局表示起火原因仍在調查中。",
    "shift_jis": "土曜日に倉庫で火災があり、5人がけがをした。消防が原因を調べている。",
    "euc_jp": "土曜日に倉庫で火災があり、5人がけがをした。消防が原因を調べている。",
    "iso2022_jp": "土曜日に倉庫で火災があり、5人がけがをした。消防が原因を調べている。",
    "euc_kr": "토요일 창고에서 불이 나 다섯 명이 다쳤다고 소방 당국이 밝혔다.",
    "utf-8": "Brandmännen sa: ”Vi är här.” — 10\u00a0000 kronor",
    "utf-8-sig": "Brandmännen sa: ”Vi är här.”",
    "utf-16": "Brandmännen sa: ”Vi är här.” Пять",
    "utf-16-le": "В субботу при пожаре на складе пострадали пять человек.",
    "utf-16-be": "В субботу при пожаре на складе пострадали пять человек.",
}


@pytest.mark.parametrize("encoding", TEXTS)
def test_encodings_that_nobody_named(encoding: str) -> None:
    assert decode(TEXTS[encoding].encode(encoding), "x") == TEXTS[encoding]


SHORT = {
    "windows-1251": "Пожар потушен, сообщили спасатели",
    "koi8-r": "Пожар потушен, сообщили спасатели",
    "koi8-u": "Пожежу загасили, повідомили рятувальники в Івано-Франківську",
    "cp866": "Пожар потушен, сообщили спасатели",
    "mac-cyrillic": "Пожар потушен, сообщили спасатели",
    "iso8859-5": "Пожар потушен, сообщили спасатели",
    "windows-1253": "Η φωτιά σβήστηκε, είπε ο Άρης Βαρελάς",
    "iso8859-7": "Η φωτιά σβήστηκε, είπε ο Άρης Βαρελάς",
    "windows-1255": "השריפה כובתה, מסרה המשטרה",
    "iso8859-8": "השריפה כובתה, מסרה המשטרה",
    "windows-1256": "تم إخماد الحريق في المستودع",
    "iso8859-6": "تم إخماد الحريق في المستودع",
    "cp874": "ไฟไหม้โกดังสินค้าเมื่อวันเสาร์",
}


@pytest.mark.parametrize("encoding", SHORT)
def test_short_texts_in_alphabets_of_one_byte_a_letter(encoding: str) -> None:
    assert decode(SHORT[encoding].encode(encoding), "x") == SHORT[encoding]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [TEXTS["shift_jis"], TEXTS["gb18030"], TEXTS["windows-1256"]])
def test_utf16_without_a_mark_and_without_nuls(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "x") == text


def test_a_wrong_declaration_does_not_spoil_a_text_in_utf8() -> None:
    text = TEXTS["koi8-r"]
    assert decode(text.encode("utf-8"), "x", "windows-1251") == text
    assert decode(text.encode("utf-8"), "x", "shift_jis") == text


UNCHANGED = {
    "soft hyphens": "Brand\u00admännen kom på natten till fredagen, sade räddningsledaren i Malmö.",
    "zero width": "Die\u200b Feuer\u200cwehr\u2060 löschte den Brand am Sams\u200dtag.",
    "marks of direction": "\u200fقال المتحدث \u202bABC\u202c إن الحريق أخمد\u200e.",
    "decomposed": "Au cafe\u0301, un pompier a e\u0301te\u0301 blesse\u0301.",
    "spaces in numbers": "Omkring 10\u202f000 kronor och 12\u00a0500\u2009meter.",
    "wide forms": "売上高は１２，３４５円（税込）だった。",
    "outside the basic plane": "👩‍🚒 Brandmännen 𠮷野家 släckte elden.",
}


@pytest.mark.parametrize("name", UNCHANGED)
def test_what_cannot_be_seen_stays_and_offsets_with_it(name: str) -> None:
    assert decode(UNCHANGED[name].encode("utf-8"), "x") == UNCHANGED[name]


@pytest.mark.parametrize("text", ["A", "Å", "火", "Ja", "؟", "1"])
def test_texts_of_one_letter(text: str) -> None:
    assert decode(text.encode("utf-8"), "x") == text


def test_a_very_long_line_in_an_old_encoding() -> None:
    text = TEXTS["koi8-r"].replace("\n", " ") * 30_000
    assert decode(text.encode("koi8-r"), "x") == text


def test_a_declared_encoding_is_taken_unless_it_cannot_be() -> None:
    text = "Ett kärl"
    assert decode(text.encode("windows-1252"), "x", "iso-8859-1") == text
    assert decode(text.encode("utf-8"), "x", "windows-1252") == text
    assert decode(text.encode("utf-8"), "x", "no-such-code") == text


def test_a_few_bytes_of_another_encoding_in_utf8() -> None:
    text = "Vägen är avstängd på grund av ett träd – åtta bilar står kvar på vägen. Polisen är på väg. "
    data = text.encode() * 3 + "Fünf".encode("windows-1252") + text.encode()
    assert decode(data, "x") == text * 3 + "Fünf" + text


@pytest.mark.parametrize(
    "data", [b"\0" * 900, bytes(range(256)) * 20, b"\x89PNG\r\n\x1a\n" + bytes(range(200)) * 9]
)
def test_bytes_that_are_no_text(data: bytes) -> None:
    with pytest.raises(NotText):
        decode(data, "x")


def test_mojibake_is_mended_and_nothing_else_changes() -> None:
    right = "Regnvädret drog in över Malmö på lördagen, sade räddningsledaren."
    wrong = right.encode("utf-8").decode("windows-1252")
    assert mend_mojibake(wrong) == right
    assert mend_mojibake(f"{right}\n{wrong}") == f"{right}\n{right}"
    for fine in (
        "“Så är det”, sa hon… ½ ﬁn",
        "Ärade Ü-båt",
        "10\u202f000 \u00ad x\u200b",
        "Naïve café – ‘quoted’",
        "＂全角＂",
    ):
        assert mend_mojibake(fine) == fine


@given(
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn"]), max_size=400)
)
def test_utf8_comes_back_as_it_was_but_for_mojibake(text: str) -> None:
    expected = mend_mojibake(text.replace("\ufeff", ""))
    assert decode(text.encode("utf-8"), "x") == expected


@given(st.binary(max_size=2000))
def test_any_bytes_give_text_or_not_text(data: bytes) -> None:
    try:
        text = decode(data, "x")
    except NotText:
        return
    assert "\0" not in text
    assert "\r" not in text
    text.encode("utf-8")
