"""The interface in every language: nothing untranslated, nothing said in English by the way."""

from __future__ import annotations

import gettext
import importlib.util
import json
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import invented
import pytest
from babel.messages.catalog import Catalog
from jinja2 import Environment, nodes
from lxml import html as lxml_html

from synoptic import codec, reasons
from synoptic.rendering import markdown, wording
from synoptic.rendering.catalogues import language_of, languages
from synoptic.rendering.html import to_html
from synoptic.rendering.terminal import to_text
from synoptic.rendering.wording import Wording
from synoptic.types import Synopses

ROOT = Path(__file__).parents[2]
EIGHT = {"da", "de", "en", "es", "fi", "fr", "ro", "sv"}
OTHERS = sorted(EIGHT - {"en"})


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalogues_tool", ROOT / "docs" / "catalogues.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    return _tool()


@pytest.fixture(scope="module")
def said(tool: ModuleType) -> Catalog:
    """Every message in the code and the templates."""
    return tool.words()


def forms(message: Any) -> list[tuple[str, str]]:
    """Each translated form of a message with the words it translates."""
    if isinstance(message.id, str):
        return [(message.id, message.string)]
    one, many = message.id
    return [(one if n == 0 else many, form) for n, form in enumerate(message.string)]


def test_synoptic_speaks_eight_languages() -> None:
    assert set(languages()) == EIGHT


@pytest.mark.parametrize("lang", OTHERS)
def test_every_message_is_translated(lang: str, tool: ModuleType, said: Catalog) -> None:
    kept = {message.id: message for message in tool.kept(lang) if message.id}
    missing = [message.id for message in said if message.id and message.id not in kept]
    empty = [i for i, message in kept.items() if not all(form for _, form in forms(message))]
    fuzzy = [i for i, message in kept.items() if message.fuzzy]
    assert (missing, empty, fuzzy) == ([], [], [])
    plurals = tool.kept(lang).num_plurals
    assert all(len(m.string) == plurals for m in kept.values() if not isinstance(m.id, str))


@pytest.mark.parametrize("lang", OTHERS)
def test_catalogues_are_as_they_would_be_written(lang: str, tool: ModuleType, said: Catalog) -> None:
    path = tool.LOCALE / lang / "LC_MESSAGES" / "synoptic.po"
    assert path.read_bytes() == tool.written(lang, said), "make catalogues"


@pytest.mark.parametrize("lang", OTHERS)
def test_placeholders_are_those_of_the_message(lang: str, tool: ModuleType) -> None:
    for message in tool.kept(lang):
        for original, form in forms(message) if message.id else ():
            names = sorted(re.findall(r"\{\w*\}", original))
            assert sorted(re.findall(r"\{\w*\}", form)) == names, (message.id, form)
            assert form.strip() == form


@pytest.mark.parametrize("lang", OTHERS)
def test_plural_forms_follow_the_number(lang: str) -> None:
    words = Wording(lang)
    counted = [words.count("{n} account", "{n} accounts", n) for n in (1, 2, 5, 21, 100)]
    assert len(set(counted)) == 5
    assert counted[0].split(" ", 1)[1] != counted[1].split(" ", 1)[1]


def test_romanian_has_three_forms() -> None:
    words = Wording("ro")
    assert [words.count("{n} account", "{n} accounts", n) for n in (1, 2, 19, 20, 101)] == [
        "1 relatare", "2 relatări", "19 relatări", "20 de relatări", "101 relatări",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "published", "span", "number", "share"),
    [
        ("en", "14 Mar 09:15", "13–18 Mar 2025", "1,234.5", "45%"),
        ("sv", "14 mars 09:15", "13–18 mars 2025", "1 234,5", "45 %"),
        ("fi", "14.3. 9.15", "13.–18. maaliskuuta 2025", "1 234,5", "45 %"),
        ("da", "14. mar. 09.15", "13.–18. mar. 2025", "1.234,5", "45 %"),
        ("de", "14. März 09:15", "13.–18. März 2025", "1.234,5", "45 %"),
        ("fr", "14 mars 09:15", "13–18 mars 2025", "1 234,5", "45 %"),
        ("es", "14 mar 9:15", "13–18 mar 2025", "1.234,5", "45 %"),
        ("ro", "14 mar. 09:15", "13–18 mar. 2025", "1.234,5", "45 %"),
    ],
)
def test_dates_and_numbers_are_those_of_the_language(
    lang: str, published: str, span: str, number: str, share: str
) -> None:
    words = Wording(lang)
    made = [words.published("2025-03-14T09:15:00+01:00"), words.span("2025-03-13", "2025-03-18"),
            words.number(1234.5), words.share(0.45)]  # fmt: skip
    assert [re.sub(r"\s", " ", text) for text in made] == [published, span, number, share]


# --- the environment ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("environment", "lang"),
    [
        ({}, "en"),
        ({"LANG": "sv_SE.UTF-8"}, "sv"),
        ({"LANG": "sv_SE.UTF-8", "LC_ALL": "fi_FI"}, "fi"),
        ({"LANG": "sv_SE.UTF-8", "LC_ALL": "", "LC_MESSAGES": "de_AT@euro"}, "de"),
        ({"LC_ALL": "C.UTF-8", "LANG": "sv_SE"}, "en"),
        ({"LANG": "POSIX"}, "en"),
        ({"LANG": "pt_BR.UTF-8"}, "en"),
        ({"LANG": "fr"}, "fr"),
        ({"LANG": "../../etc/passwd"}, "en"),
    ],
)
def test_the_environment_says_which_language(environment: dict[str, str], lang: str) -> None:
    assert language_of(environment) == lang


def test_a_reader_of_another_region_gets_the_language() -> None:
    assert Wording("de-AT").say("Figures") == "Zahlen"
    assert Wording("sv_FI").spoken == "sv"
    assert Wording("pt").say("Figures") == "Figures"
    assert Wording("pt").spoken == "en"


# --- reasons --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "two accounts: “7” and “8” against “12”"),
        ("sv", "två skildringar: ”7” och ”8” mot ”12”"),
        ("fi", "kaksi juttua: ”7” ja ”8”, toisaalla ”12”"),
        ("da", "to beretninger: »7« og »8« mod »12«"),
        ("de", "zwei Berichte: „7“ und „8“ gegen „12“"),
        ("fr", "deux récits\xa0: «\xa07\xa0» et «\xa08\xa0» contre «\xa012\xa0»"),
        ("es", "dos relatos: «7» y «8» frente a «12»"),
        ("ro", "două relatări: „7” și „8” față de „12”"),
    ],
)
def test_a_reason_is_said_in_the_readers_language(lang: str, said: str) -> None:
    why = reasons.AGAINST.line(lead=reasons.TWO_ACCOUNTS, words=("7", "8"), other="12")
    assert said.replace("\xa0", " ") in markdown.to_markdown(_with_reason(why), lang=lang).replace(
        "\xa0", " "
    )


def test_a_reason_names_accounts_by_their_sigla_and_days_as_the_language_does() -> None:
    short = reasons.SHORTENED.line(accounts=("karsholm-sv", "fjordkanal-de"))
    assert "gekürzt in A, B" in markdown.to_markdown(_with_reason(short), lang="de")
    late = "later: “3” of 7 March 14:05 UTC against “2” of 7 March 08:00 UTC"
    shown = markdown.to_markdown(_with_reason(late), lang="sv")
    assert "senare: ”3” den 7 mars 14:05 UTC mot ”2” den 7 mars 08:00 UTC" in shown


def test_a_line_of_no_template_is_shown_as_it_is() -> None:
    assert "krona against euro" in markdown.to_markdown(_with_reason("krona against euro"), lang="sv")


def _with_reason(why: str) -> Synopses:
    document = json.loads(codec.to_json(invented.synopses()))
    document["stories"][1]["figures"][1]["why"] = why
    return codec.from_json(json.dumps(document))


# --- nothing in English by the way ----------------------------------------------------------------

TEMPLATES = sorted((ROOT / "src" / "synoptic" / "rendering" / "templates").glob("*.j2"))
#: What is no word of any language: names, and a key of the keyboard.
NAMES = {"Synoptic", "synoptic", "Esc", "UTC", "uk"}
WORD = re.compile(r"[A-Za-z]{2,}")
#: A string in an expression that is no class, key or kind: with a capital, or of three words.
SPEECH = re.compile(r"^[A-Z][a-z]+|[a-z] [a-z]{2,} [a-z]")
SPOKEN = r'\b(?:aria-label|title|placeholder|alt|data-more|data-less)="([^"]*)"'


def _bare(source: str) -> Iterator[str]:
    """Words that a template shows without asking a catalogue, in text or in an attribute that is read out."""
    environment = Environment()
    parts = [v if kind == "data" else "\0" for _, kind, v in environment.lex(source) if kind != "comment"]
    text = re.sub(r"<(style|script)\b.*?</\1>", "", "".join(parts), flags=re.S)
    for shown in [re.sub(r"<[^>]*>", " ", text), *re.findall(SPOKEN, text)]:
        yield from (word for word in WORD.findall(shown) if word not in NAMES)
    tree = environment.parse(source)
    asked = {
        id(constant)
        for call in tree.find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name in ("_", "plural")
        for constant in call.find_all(nodes.Const)
    }
    for constant in tree.find_all(nodes.Const):
        value = constant.value
        if (
            id(constant) not in asked
            and isinstance(value, str)
            and re.search(r"^[A-Z][a-z]+|[a-z] [a-z]{2,} [a-z]", value)
        ):
            yield value


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: p.name)
def test_no_template_says_anything_of_its_own(path: Path) -> None:
    assert list(_bare(path.read_text("utf-8"))) == []


def test_words_of_its_own_are_found() -> None:
    assert list(_bare('<p class="note">{{ _("Figures") }} told</p>')) == ["told"]
    assert list(_bare('<p title="Two words">{{ x }}</p>')) == ["Two", "words"]
    assert list(_bare('{{ "Figures" if x else _("Quotes") }}')) == ["Figures"]


class Masked(gettext.NullTranslations):
    """A catalogue that has no Latin letter left in any message."""

    def gettext(self, message: str) -> str:
        parts = re.split(r"(\{\w*\})", message)
        return "".join(part if n % 2 else part.translate(CYRILLIC) for n, part in enumerate(parts))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


#: Keys of synoptic/1 whose values are words of the format, not of a source.
OWN = {"format", "role", "kind", "relation", "verdict", "standing", "unit", "iso", "precision", "published",
       "first", "last", "as_of", "why"}  # fmt: skip


LOWER = "абвгдежзийклмнопрстуфхцчшщ"
CYRILLIC = str.maketrans("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", LOWER + LOWER.upper())


def _masked(value: Any, key: str = "") -> Any:
    """A document whose sources use no Latin letter, in the language of the masked interface."""
    if isinstance(value, dict):
        return {k: {} if k == "links" else _masked(v, k) for k, v in value.items()}
    if isinstance(value, list):
        return [_masked(v, key) for v in value]
    if key in ("lang", "languages"):
        return "uk"
    if key == "url":
        return None
    if not isinstance(value, str) or key in OWN:
        return value
    return value.translate(CYRILLIC)


@pytest.fixture
def masked(monkeypatch: pytest.MonkeyPatch) -> Synopses:
    monkeypatch.setattr(wording, "catalogue", lambda lang: Masked())
    monkeypatch.setattr(wording, "languages", lambda: ("uk",))
    document = _masked(json.loads(codec.to_json(invented.synopses())))
    story = document["stories"][1]
    lines = [
        reasons.HEDGED.line(manners=("as a bound", "roughly")),
        reasons.AGAINST_MANY.line(lead=reasons.PERHAPS_ANOTHER, words=("ж",), other="жж", n=3),
        "later: “ж” of 7 March 14:05 UTC against “жж” of 7 March 08:00 UTC",
        reasons.DENIES.line(words=("ж",)),
        reasons.NEARER.line(n=3, total=5, taken=2),
    ]
    for n, compared in enumerate([*story["figures"], *story["quotes"], *story["copies"]]):
        compared["why"] = lines[n % len(lines)]
    return codec.from_json(json.dumps(document))


def _seen(page: str) -> Iterator[str]:
    """What a page shows or has read out."""
    tree = lxml_html.fromstring(page)
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in ("script", "style"):
            continue
        yield element.text or ""
        yield from (child.tail or "" for child in element)
        for name in ("aria-label", "title", "placeholder", "alt", "data-more", "data-less", "data-statement"):
            yield element.get(name) or ""


def _english(texts: Iterator[str] | list[str]) -> list[str]:
    return [word for text in texts for word in WORD.findall(text) if word not in NAMES]


def test_the_dossier_says_nothing_but_messages(masked: Synopses) -> None:
    settings = {"Synoptic": "1", "Encoder": "1", "Encoder for names": "1",
                "Days between accounts of one event, at most": "5"}  # fmt: skip
    assert _english(_seen(to_html(masked, lang="uk", settings=settings))) == []


def test_markdown_says_nothing_but_messages(masked: Synopses) -> None:
    assert _english([re.sub("<br>", " ", markdown.to_markdown(masked, lang="uk"))]) == []


@pytest.mark.parametrize("width", [100, 60, 40])
def test_the_terminal_says_nothing_but_messages(masked: Synopses, width: int) -> None:
    assert _english([to_text(masked, width=width, lang="uk")]) == []
    assert _english([to_text(masked, width=width, lang="uk", words=1)]) == []
