"""Synopses made up by rule, of any size and as awkward as real input can be.

For the tests of the renderings and for ``rendering_speed.py``.  Every span is verbatim, every verdict, hedge,
silence, copy and script occurs, and the same arguments give the same synopsis.  The words mean nothing.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from synoptic.types import (
    Article,
    ComparedFigure,
    ComparedQuote,
    Copy,
    Credit,
    Date,
    Entity,
    FigureTelling,
    Moment,
    Passage,
    QuoteTelling,
    Silent,
    Statement,
    Synopses,
    Synopsis,
    Telling,
)

#: By language: words, what stands between them, end of a sentence, quotation marks, a name, a verb of saying.
SPEECH: dict[str, tuple[str, str, str, str, str, str]] = {
    "en": ("harbour council bridge water night people workers closed reported after the of in", " ", ".",
           "“”", "Ada Thornbury", "said"),
    "de": ("Donaudampfschifffahrtsgesellschaft Rindfleischetikettierungsüberwachung der Hafen wurde in Nacht "
           "geschlossen", " ", ".", "„“", "Klara Wiesenthal", "sagte"),
    "fi": ("satamaviranomaisen kaupunginvaltuustossa epäjärjestelmällisyydellään yöllä suljettiin ja silta",
           " ", ".", "””", "Aino Koskela", "sanoi"),
    "ar": ("المدينة الميناء أغلقت ليلا الجسر بعد الفيضان في مجلس", " ", ".", "«»", "سلمى الحداد", "قالت"),
    "he": ("העירייה הנמל נסגר בלילה הגשר אחרי השיטפון של", " ", ".", "”“", "נועה לביא", "אמרה"),
    "zh": ("市政府 港口 昨夜 关闭 桥梁 之后 洪水 居民", "", "。", "“”", "林海燕", "说"),
    "ja": ("市議会 港は 昨夜 閉鎖された 橋の 洪水の 住民が", "", "。", "「」", "佐倉真帆", "述べた"),
    "hi": ("नगर परिषद बंदरगाह रात बंद पुल बाढ़ लोगों के बाद", " ", "।", "“”", "मीरा जोशी", "ने कहा"),
    "th": ("สภาเมือง ท่าเรือ ปิด เมื่อคืน สะพาน น้ำท่วม ชาวบ้าน", "", " ", "“”", "มาลี ศรีทอง", "กล่าว"),
    "ru": ("городской совет порт ночью закрыли мост после наводнения жителей", " ", ".", "«»", "Вера Лугова",
           "сказала"),
}  # fmt: skip
RELATIONS = ("exact", "exact", "about", "at_least", "more_than", "at_most", "less_than", "range")
FIGURE_VERDICTS = ("agree", "disagree", "agree", "update", "not_comparable", "unclear", "agree")
QUOTE_VERDICTS = ("same", "altered", "other_speaker", "same")
UNITS = (None, "EUR", "kilometer", None, "hectare")
KINDS = ("person", "place", "organisation")
LONG = "W" * 300


@dataclass
class Writer:
    """One account as it is written: its text so far, and where things stand in it."""

    id: str
    lang: str
    rng: random.Random
    text: str = ""
    marks: dict[str, list[tuple[int, int]]] = field(default_factory=dict)

    def put(self, words: str, mark: str = "") -> tuple[int, int]:
        """Adds words, under the name of a mark if one is given."""
        span = (len(self.text), len(self.text) + len(words))
        self.text += words
        if mark:
            self.marks.setdefault(mark, []).append(span)
        return span

    def words(self, count: int) -> str:
        """So many words of the language."""
        vocabulary, between, *_ = SPEECH[self.lang]
        return between.join(self.rng.choices(vocabulary.split(), k=count))

    def sentence(self, number: str = "", spoken: bool = False) -> tuple[int, int]:
        """A sentence with a number in it, or a quote with its speaker, and always a name."""
        _, between, end, marks, name, says = SPEECH[self.lang]
        start = len(self.text)
        if spoken:
            self.put(marks[0])
            self.put(self.words(9), "quote")
            self.put(f"{marks[1]} {says} ")
            self.put(name, "name")
        else:
            self.put(self.words(self.rng.randint(3, 9)) + (between or " "))
            self.put(name, "name")
            if number:
                self.put(" ")
                self.put(number, "figure")
            self.put((between or " ") + self.words(self.rng.randint(2, 9)))
        self.put(end)
        span = (start, len(self.text))
        self.put("\n\n" if self.rng.random() < 0.3 else " ")
        return span

    def passage(self, span: tuple[int, int]) -> dict[str, Any]:
        """The fields of a passage."""
        return {"article": self.id, "start": span[0], "end": span[1], "text": self.text[slice(*span)]}


@dataclass
class _Told:
    """One statement as it was written: who tells it where, with which figure or quote."""

    number: int
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    figures: dict[str, tuple[int, int]] = field(default_factory=dict)
    quotes: dict[str, tuple[int, int]] = field(default_factory=dict)


def made_synopses(
    accounts: int, statements: int, *, languages: Sequence[str] = tuple(SPEECH), seed: int = 1
) -> Synopses:
    """A run of one story.

    Args:
        accounts: how many articles tell it; every seventh has no headline, every fifth no outlet, every
            sixth no time, one an outlet of 300 letters, one a headline of 400.
        statements: how many; the first is told by all, four in ten by one alone.
        languages: those of the accounts, in turn; keys of :data:`SPEECH`.
        seed: another story of the same size.
    """
    rng = random.Random(seed)
    writers = [
        Writer(id=f"report-{n:03d}", lang=languages[n % len(languages)], rng=random.Random(f"{seed}-{n}"))
        for n in range(accounts)
    ]
    titles = [_title(writer, n) for n, writer in enumerate(writers)]
    told = [_tell(writers, number, rng) for number in range(statements)]
    articles = tuple(_article(writer, n, titles[n]) for n, writer in enumerate(writers))
    return Synopses(articles=articles, stories=(_story(writers, articles, told),))


def _title(writer: Writer, n: int) -> str | None:
    if n % 7 == 4:
        return None
    title = writer.words(60 if n == 9 else 6).strip()
    writer.put(f"{title}\n\n")
    return title


def _tell(writers: Sequence[Writer], number: int, rng: random.Random) -> _Told:
    told = _Told(number)
    most = len(writers)
    count = most if number == 0 else 1 if number % 5 in (2, 4) else min(2 + rng.randrange(7), most)
    for writer in sorted(rng.sample(list(writers), count), key=lambda w: w.id):
        figure = str(number * 7 + 12) if number % 3 == 0 else ""
        told.spans[writer.id] = writer.sentence(figure, spoken=number % 4 == 1)
        if number % 3 == 0 and number % 4 != 1:
            told.figures[writer.id] = writer.marks["figure"][-1]
        if number % 4 == 1:
            told.quotes[writer.id] = writer.marks["quote"][-1]
    return told


def _article(writer: Writer, n: int, title: str | None) -> Article:
    outlet = LONG if n == 3 else f"{writer.words(4)} {n}"
    return Article(
        id=writer.id,
        title=title,
        text=writer.text,
        lang=writer.lang,
        published=None if n % 6 == 5 else f"2025-03-{1 + n * 9 // 200 + n % 4:02d}T{n % 24:02d}:30:00+00:00",
        outlet=None if n % 5 == 2 else outlet,
        url=f"https://news.example/{n}" if n % 3 else None,
        role="teaser" if n % 11 == 10 else "article",
    )


def _story(writers: Sequence[Writer], articles: Sequence[Article], told: Sequence[_Told]) -> Synopsis:
    by_id = {writer.id: writer for writer in writers}
    order = [a.id for a in sorted(articles, key=lambda a: (a.published or "9", a.id))]
    title = next(a for a in articles if a.title)
    moments = _moments(told)
    return Synopsis(
        id="made",
        title=title.passage(0, len(title.title or "")),
        accounts=tuple(order),
        languages=tuple(sorted({a.lang for a in articles})),
        first=min((a.published for a in articles if a.published), default=None),
        last=max((a.published for a in articles if a.published), default=None),
        statements=tuple(_statement(t, by_id, order) for t in told),
        figures=tuple(_figure(t, by_id, order) for t in told if t.figures),
        quotes=tuple(_quote(t, by_id, order) for t in told if t.quotes),
        dates=_dates(moments, told, by_id),
        timeline=moments,
        entities=_entities(writers),
        credits=_credits(writers),
        copies=_copies(order),
        origins=_origins(order),
    )


def _statement(told: _Told, by_id: dict[str, Writer], order: Sequence[str]) -> Statement:
    standings = ("tells", "tells", "altered", "unclear")
    tellings = [
        Telling(**by_id[i].passage(told.spans[i]), similarity=0.9,
                standing=standings[(told.number + n) % 4] if n > 1 else "tells")
        for n, i in enumerate(i for i in order if i in told.spans)
    ]  # fmt: skip
    first = order.index(tellings[0].article)
    silent = [i for i in order if i not in told.spans] if len(tellings) > 1 else []
    return Statement(
        id=f"s{told.number}",
        gist=Passage(**by_id[tellings[0].article].passage(told.spans[tellings[0].article])),
        told_by=tuple(tellings),
        silent=tuple(
            Silent(article=i, why=_silence(order.index(i) < first, n)) for n, i in enumerate(silent)
        ),
        outlets=len(tellings),
        origins=max(len(tellings) - 1, 1),
    )


def _silence(earlier: bool, n: int) -> Any:
    return "earlier" if earlier else "truncated" if n % 9 == 8 else "omits"


def _figure(told: _Told, by_id: dict[str, Writer], order: Sequence[str]) -> ComparedFigure:
    ids = [i for i in order if i in told.figures]
    verdict = FIGURE_VERDICTS[told.number // 3 % len(FIGURE_VERDICTS)] if len(ids) > 1 else "single"
    value = float(told.number * 7 + 12)
    unit = UNITS[told.number % len(UNITS)]
    tellings = []
    for n, i in enumerate(ids):
        relation = RELATIONS[(told.number + n) % len(RELATIONS)] if verdict != "agree" or n % 3 else "exact"
        own = value * 1.8 if verdict in ("disagree", "update") and n == len(ids) - 1 else value
        low = None if relation in ("at_most", "less_than") else own * (0.8 if relation == "range" else 1)
        high = None if relation in ("at_least", "more_than") else own * (1.2 if relation == "range" else 1)
        words, as_of = by_id[i].passage(told.figures[i]), "2025-03-03" if n % 4 == 3 else None
        tellings.append(FigureTelling(**words, low=low, high=high, relation=relation, unit=unit, as_of=as_of))
    odd = (ids[-1],) if verdict in ("disagree", "update", "not_comparable") else ()
    why = "" if verdict in ("agree", "single") else f"a reason in a few words: {value:g} against others"
    return ComparedFigure(id=f"f{told.number}", statement=f"s{told.number}", counted=None, unit=unit,
                          tellings=tuple(tellings), verdict=verdict, odd_one_out=odd, why=why)  # fmt: skip


def _quote(told: _Told, by_id: dict[str, Writer], order: Sequence[str]) -> ComparedQuote:
    ids = [i for i in order if i in told.quotes]
    verdict = QUOTE_VERDICTS[told.number // 4 % len(QUOTE_VERDICTS)] if len(ids) > 1 else "single"
    tellings = tuple(
        QuoteTelling(**by_id[i].passage(told.quotes[i]), speaker_text=SPEECH[by_id[i].lang][4],
                     speaker="e0", direct=n % 6 != 5)
        for n, i in enumerate(ids)
    )  # fmt: skip
    odd = (ids[-1],) if verdict in ("altered", "other_speaker") else ()
    return ComparedQuote(id=f"q{told.number}", tellings=tellings, verdict=verdict, odd_one_out=odd)


def _moments(told: Sequence[_Told]) -> tuple[Moment, ...]:
    found: dict[str, list[str]] = {}
    for t in told[::3]:
        day = t.number // 3 % 60
        iso = "2019" if day == 59 else f"2025-0{2 + day // 28}-{1 + day % 28:02d}"
        found.setdefault(iso, []).append(f"s{t.number}")
    return tuple(
        Moment(iso=iso, precision="day" if len(iso) > 4 else "year", statements=tuple(ids))
        for iso, ids in sorted(found.items())
    )


def _dates(moments: Sequence[Moment], told: Sequence[_Told], by_id: dict[str, Writer]) -> tuple[Date, ...]:
    spans = {f"s{t.number}": t.spans for t in told}
    made = []
    for moment in moments:
        for article, (start, _) in spans[moment.statements[0]].items():
            words = by_id[article].passage((start, start + 5))
            made.append(Date(**words, iso=moment.iso, precision=moment.precision))
    return tuple(made)


def _entities(writers: Sequence[Writer]) -> tuple[Entity, ...]:
    found: dict[str, list[Passage]] = {}
    for writer in writers:
        name = SPEECH[writer.lang][4]
        found.setdefault(name, []).extend(Passage(**writer.passage(s)) for s in writer.marks.get("name", []))
    groups = [mentions for mentions in found.values() if mentions]
    merged = [[*itertools.chain(*groups[:3])], *groups[3:]]
    return tuple(
        Entity(id=f"e{n}", name=mentions[0].text, kind=KINDS[n % 3], mentions=tuple(mentions),
               links={"geonames": str(1000 + n)} if n % 3 == 1 else {})
        for n, mentions in enumerate(merged) if mentions
    )  # fmt: skip


def _credits(writers: Sequence[Writer]) -> tuple[Credit, ...]:
    kinds = itertools.cycle(("agency", "outlet", "official", "person"))
    return tuple(
        Credit(**writer.passage(writer.marks["name"][0]), source=f"Source {n % 9}", kind=kind, entity=None)
        for n, (writer, kind) in enumerate(zip(writers, kinds, strict=False))
        if n % 2 == 0 and "name" in writer.marks
    )


def _copies(order: Sequence[str]) -> tuple[Copy, ...]:
    kinds = itertools.cycle(("translation", "verbatim", "partial"))
    return tuple(
        Copy(of=order[n - 1], by=order[n], kind=kind, share=0.9, why="nine of ten sentences in its order")
        for n, kind in zip(range(4, len(order), 5), kinds, strict=False)
    )


def _origins(order: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    whole = {c.by: c.of for c in _copies(order) if c.kind != "partial"}
    after: dict[str, list[str]] = {}
    for by, of in whole.items():
        after.setdefault(of, []).append(by)
    return tuple((i, *after.get(i, ())) for i in order if i not in whole)
