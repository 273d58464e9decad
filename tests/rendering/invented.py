"""A run built by hand: an invented theft told by eight accounts, with every verdict in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from invented_texts import FOLLOW_UP, TEXTS

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
    Storyline,
    Synopses,
    Synopsis,
    Telling,
)


def article(
    key: str,
    lang: str,
    published: str | None,
    outlet: str | None,
    title: str | None,
    sentences: Sequence[tuple[str, str]],
) -> Article:
    """An article of two paragraphs, its title at the head of its text."""
    texts = [text for _, text in sentences]
    body = " ".join(texts[:3]) + ("\n\n" + " ".join(texts[3:]) if texts[3:] else "")
    return Article(
        id=key,
        title=title,
        text=f"{title}\n\n{body}" if title else body,
        lang=lang,
        published=published,
        outlet=outlet,
        url=f"https://news.example/{key}" if outlet else None,
        source="fixture",
    )


class Builder:
    """Finds passages by their words."""

    def __init__(self) -> None:
        self.articles: dict[str, Article] = {}
        self.tells: dict[str, list[Passage]] = {}
        for key, lang, published, outlet, title, sentences in TEXTS:
            made = article(key, lang, published, outlet, title, sentences)
            self.articles[key] = made
            for told, text in sentences:
                self.tells.setdefault(told, []).append(self.passage(key, text))

    def passage(self, key: str, words: str) -> Passage:
        """The words where they stand in the body of an article."""
        made = self.articles[key]
        start = made.text.index(words, made.body)
        return made.passage(start, start + len(words))

    def figure(self, key: str, words: str, low: float | None, high: float | None, relation: str = "exact",
               unit: str | None = None, as_of: str | None = None) -> FigureTelling:  # fmt: skip
        """A figure by its words."""
        p = self.passage(key, words)
        return FigureTelling(
            article=key, start=p.start, end=p.end, text=p.text, low=low, high=high,
            relation=relation, unit=unit, as_of=as_of,  # type: ignore[arg-type]
        )  # fmt: skip

    def quote(self, key: str, words: str, who: str, entity: str | None, direct: bool = True) -> QuoteTelling:
        """A quote by its words."""
        p = self.passage(key, words)
        return QuoteTelling(
            article=key,
            start=p.start,
            end=p.end,
            text=p.text,
            speaker_text=who,
            speaker=entity,
            direct=direct,
        )

    def statement(self, told: str, order: Sequence[str], standing: Mapping[str, str]) -> Statement:
        """A statement from the sentences that bear its name."""
        passages = sorted(self.tells[told], key=lambda p: order.index(p.article))
        first = order.index(passages[0].article)
        silent = [i for i in order if i not in {p.article for p in passages}]
        tellings = tuple(
            Telling(
                article=p.article, start=p.start, end=p.end, text=p.text, similarity=0.9,
                standing=standing.get(p.article, "tells"),  # type: ignore[arg-type]
            )
            for p in passages
        )  # fmt: skip
        return Statement(
            id=f"s-{told}",
            gist=passages[0],
            told_by=tellings,
            silent=tuple(
                Silent(
                    article=i,
                    why="truncated" if i == "anonymous" else "earlier" if order.index(i) < first else "omits",
                )
                for i in silent
            )
            if len(passages) > 1
            else (),
            outlets=len(passages),
            origins=max(len(passages) - 1, 1),
        )


def synopses() -> Synopses:
    """The run: one story of eight accounts, and a follow-up of one."""
    b = Builder()
    order = [row[0] for row in TEXTS]
    standing = {"quote": {"rive-fr": "altered"}, "arrests": {}, "visitors": {"rive-fr": "unclear"}}
    statements = tuple(b.statement(told, order, standing.get(told, {})) for told in b.tells)
    follow = article(*FOLLOW_UP[:5], [("trial", FOLLOW_UP[5])])
    story = Synopsis(
        id="violins",
        title=_title(b.articles["karsholm-sv"]),
        accounts=tuple(order),
        languages=("ar", "de", "en", "fi", "fr", "sv", "zh"),
        first="2025-03-03T09:10:00+01:00",
        last="2025-03-07T06:00:00+02:00",
        statements=statements,
        figures=_figures(b),
        quotes=_quotes(b),
        dates=_dates(b),
        timeline=(
            Moment(iso="2024", precision="year", statements=("s-quote",)),
            Moment(iso="2025-03-03", precision="day", statements=("s-theft", "s-guards")),
            Moment(iso="2025-03-06", precision="day", statements=("s-alone4", "s-arrests")),
        ),
        entities=_entities(b),
        credits=_credits(b),
        copies=(
            Copy(of="fjordkanal-de", by="rive-fr", kind="partial", share=0.6, why="3 of 5 follow it"),
            Copy(of="karsholm-sv", by="manara-ar", kind="translation", share=1.0, why="all 3 sentences"),
        ),
        origins=(("karsholm-sv", "manara-ar"), ("fjordkanal-de", "rive-fr"), ("harbour-en",), ("hedao-zh",),
                 ("jarvi-fi",), ("anonymous",)),
    )  # fmt: skip
    single = Synopsis(
        id="trial",
        title=_title(follow),
        accounts=(follow.id,),
        languages=("en",),
        first=follow.published,
        last=follow.published,
        origins=((follow.id,),),
    )
    return Synopses(
        articles=(*b.articles.values(), follow),
        stories=(single, story),
        storylines=(Storyline(id="line", stories=("violins", "trial")),),
    )


def _title(made: Article) -> Passage:
    return made.passage(0, len(made.title or ""))


def _figures(b: Builder) -> tuple[ComparedFigure, ...]:
    twelve = [
        ("karsholm-sv", "Tolv fioler"),
        ("fjordkanal-de", "zwölf Geigen"),
        ("harbour-en", "Twelve violins"),
        ("rive-fr", "Douze violons"),
        ("manara-ar", "اثنتا عشرة"),
        ("hedao-zh", "十二把"),
    ]
    worth = (
        b.figure("karsholm-sv", "3,5 miljoner euro", 3.5e6, 3.5e6, unit="EUR"),
        b.figure("fjordkanal-de", "rund 3,5 Millionen Euro", 3.5e6, 3.5e6, "about", unit="EUR"),
        b.figure("harbour-en", "at least €3m", 3e6, None, "at_least", unit="EUR"),
        b.figure("rive-fr", "5 millions d’euros", 5e6, 5e6, unit="EUR"),
        b.figure("manara-ar", "3.5 مليون يورو", 3.5e6, 3.5e6, unit="EUR"),
        b.figure("hedao-zh", "350万欧元", 3.5e6, 3.5e6, unit="EUR"),
    )
    arrests = (
        b.figure("hedao-zh", "两人", 2, 2, as_of="2025-03-04"),
        b.figure("jarvi-fi", "kolme ihmistä", 3, 3, as_of="2025-03-07"),
    )
    visitors = (
        b.figure("fjordkanal-de", "etwa 40.000 Besucher", 40000, 40000, "about"),
        b.figure("harbour-en", "more than 35,000 visitors", 35000, None, "more_than"),
        b.figure("rive-fr", "de 30 000 à 45 000 visiteurs", 30000, 45000, "range"),
    )
    money = (worth[0], b.figure("jarvi-fi", "39 miljoonaa Ruotsin kruunua", 39e6, 39e6, unit="SEK"))
    guards = (b.figure("karsholm-sv", "Två vakter", 2, 2), b.figure("manara-ar", "حارسان", None, None))
    return (
        ComparedFigure(id="f1", statement="s-theft", counted=b.passage("karsholm-sv", "fioler"), unit=None,
                       tellings=tuple(b.figure(k, w, 12, 12) for k, w in twelve), verdict="agree"),
        ComparedFigure(id="f2", statement="s-worth", counted=None, unit="EUR", tellings=worth,
                       verdict="disagree", odd_one_out=("rive-fr",),
                       why="same thing, same day: 5 m against 3.5 m"),
        ComparedFigure(id="f3", statement="s-arrests", counted=None, unit=None, tellings=arrests,
                       verdict="update", odd_one_out=("jarvi-fi",), why="later: 7 March against 4 March"),
        ComparedFigure(id="f4", statement="s-visitors", counted=None, unit=None, tellings=visitors,
                       verdict="agree"),
        ComparedFigure(id="f5", statement="s-worth", counted=None, unit="EUR", tellings=money,
                       verdict="not_comparable", odd_one_out=("jarvi-fi",), why="krona against euro"),
        ComparedFigure(id="f6", statement="s-guards", counted=None, unit=None, tellings=guards,
                       verdict="unclear", why="one cannot be read"),
        ComparedFigure(id="f7", statement=None, counted=None, unit=None, verdict="single",
                       tellings=(b.figure("jarvi-fi", "Yksi", 1, 1),)),
    )  # fmt: skip


def _quotes(b: Builder) -> tuple[ComparedQuote, ...]:
    warned = (
        b.quote("karsholm-sv", "Vi varnade för larmet redan i höstas", "museichefen Maja Ekdal", "e1"),
        b.quote("fjordkanal-de", "Wir haben schon im Herbst vor der Alarmanlage gewarnt", "Maja Ekdal", "e1"),
        b.quote("harbour-en", "We warned about the alarm last autumn", "Maja Ekdal, the director", "e1"),
        b.quote("rive-fr", "Nous n’avons jamais été avertis pour l’alarme", "la directrice", "e1"),
    )
    doors = (
        b.quote("karsholm-sv", "Dörrarna var låsta", "Per Storm", "e2"),
        b.quote("harbour-en", "The doors were locked", "Maja Ekdal", "e1"),
        b.quote("jarvi-fi", "ovet olivat lukossa", "Vartiointiyhtiön", None, direct=False),
    )
    return (
        ComparedQuote(id="q1", tellings=warned, verdict="altered", odd_one_out=("rive-fr",),
                      why="negated in one"),
        ComparedQuote(id="q2", tellings=doors, verdict="other_speaker", odd_one_out=("harbour-en",),
                      why="Per Storm in one, Maja Ekdal in another"),
        ComparedQuote(id="q3", tellings=warned[:2], verdict="same"),
        ComparedQuote(id="q4", tellings=warned[2:3], verdict="single"),
    )  # fmt: skip


def _dates(b: Builder) -> tuple[Date, ...]:
    made = []
    for key, words, iso in (
        ("karsholm-sv", "i natt", "2025-03-03"),
        ("fjordkanal-de", "In der Nacht auf Montag", "2025-03-03"),
        ("jarvi-fi", "torstaina", "2025-03-06"),
    ):
        p = b.passage(key, words)
        made.append(Date(article=key, start=p.start, end=p.end, text=p.text, iso=iso, precision="day"))
    return tuple(made)


def _entities(b: Builder) -> tuple[Entity, ...]:
    people = ("karsholm-sv", "fjordkanal-de", "harbour-en")
    return (
        Entity(id="e1", name="Maja Ekdal", kind="person",
               mentions=tuple(b.passage(k, "Maja Ekdal") for k in people)),
        Entity(id="e2", name="Per Storm", kind="person", mentions=(b.passage("karsholm-sv", "Per Storm"),)),
        Entity(id="e3", name="Karsholm", kind="place", links={"geonames": "1234567", "iso3166": "SE"},
               mentions=(b.passage("karsholm-sv", "Karsholm"), b.passage("jarvi-fi", "Karsholmin"),
                         b.passage("manara-ar", "كارسهولم"), b.passage("hedao-zh", "卡斯霍尔姆"))),
        Entity(id="e4", name="Nordtext", kind="organisation", mentions=(b.passage("rive-fr", "Nordtext"),)),
    )  # fmt: skip


def _credits(b: Builder) -> tuple[Credit, ...]:
    made = []
    for key, words, source, kind in (
        ("fjordkanal-de", "nach Angaben der Agentur Nordtext", "Nordtext", "agency"),
        ("harbour-en", "police told Nordtext", "Nordtext", "agency"),
        ("rive-fr", "selon Nordtext", "Nordtext", "agency"),
        ("karsholm-sv", "uppger polisen", "polisen", "official"),
        ("manara-ar", "بحسب الشرطة", "الشرطة", "official"),
    ):
        p = b.passage(key, words)
        made.append(
            Credit(article=key, start=p.start, end=p.end, text=p.text, source=source, kind=kind)  # type: ignore[arg-type]
        )
    return tuple(made)


def hostile(text: str) -> Synopses:
    """The same run with an attack in every field that comes from outside."""
    clean = synopses()
    articles = tuple(
        replace(a, title=text, outlet=text, url=text, lang=text, published=text, text=f"{text}\n\n{a.text}")
        for a in clean.articles
    )
    return _hostile_stories(clean, articles, text)


def _hostile_stories(clean: Synopses, articles: tuple[Article, ...], text: str) -> Synopses:
    stories = []
    for story in clean.stories:
        stories.append(
            replace(
                story,
                title=replace(story.title, text=text, end=len(text)),
                figures=tuple(
                    replace(f, why=text, unit=text, tellings=tuple(replace(t, text=text) for t in f.tellings))
                    for f in story.figures
                ),
                quotes=tuple(
                    replace(
                        q,
                        why=text,
                        tellings=tuple(replace(t, text=text, speaker_text=text) for t in q.tellings),
                    )
                    for q in story.quotes
                ),
                statements=tuple(
                    replace(
                        s,
                        gist=replace(s.gist, text=text),
                        told_by=tuple(replace(t, text=text, start=0, end=len(text)) for t in s.told_by),
                    )
                    for s in story.statements
                ),
                entities=tuple(
                    replace(e, name=text, links={text: text, "geonames": text}) for e in story.entities
                ),
                credits=tuple(replace(c, source=text, text=text) for c in story.credits),
                copies=tuple(replace(c, why=text) for c in story.copies),
                timeline=tuple(replace(m, iso=text) for m in story.timeline),
            )
        )
    return replace(clean, articles=articles, stories=tuple(stories))
