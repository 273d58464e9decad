"""Quotes, version under version, with whom each account lets speak."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from synoptic.rendering.safe import clean, one_line
from synoptic.rendering.views.collation import Place, collated
from synoptic.rendering.views.differences import differing
from synoptic.rendering.views.findings import Finding, verdict_word, weight
from synoptic.rendering.views.reasons import said
from synoptic.rendering.views.story import StoryDesk, Words
from synoptic.types import ComparedQuote, QuoteTelling


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One account's version: its words, those that differ from the first in its language, the speaker."""

    words: Words
    parts: tuple[tuple[str, bool], ...]
    speaker: str
    direct: bool
    odd: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Collation:
    """The versions of one language set into each other, the odd ones' sigla among them."""

    lang: str
    dir: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteView:
    """A compared quote: its verdict and reason, who speaks in most versions, the versions."""

    anchor: str
    number: int
    finding: Finding
    why: str
    speaker: str
    speaker_lang: str
    gist: Words
    versions: tuple[Version, ...]
    collations: tuple[Collation, ...]
    odd: frozenset[str]


def _collations(versions: tuple[Version, ...]) -> tuple[Collation, ...]:
    """One for every language in which two versions or more part."""
    spoken: dict[str, dict[str, Version]] = {}
    for version in sorted(versions, key=lambda v: v.odd):
        if version.direct:
            spoken.setdefault(version.words.lang, {}).setdefault(version.words.siglum, version)
    made = []
    for lang, by_siglum in spoken.items():
        places = collated({sign: version.words.text for sign, version in by_siglum.items()})
        if places:
            first = next(iter(by_siglum.values()))
            made.append(Collation(lang=lang, dir=first.words.dir, places=places))
    return tuple(made)


def _versions(desk: StoryDesk, quote: ComparedQuote) -> tuple[Version, ...]:
    first: dict[str, QuoteTelling] = {}
    ordered = sorted(quote.tellings, key=lambda t: (desk.order(t.article), t.start))
    # The odd version is measured on the others, never the others on it.
    for telling in sorted(ordered, key=lambda t: (t.article in quote.odd_one_out, not t.direct)):
        first.setdefault(desk.article(telling.article).lang, telling)
    versions: list[Version] = []
    for telling in ordered:
        base = first[desk.article(telling.article).lang]
        text = clean(telling.text).strip()
        parts: tuple[tuple[str, bool], ...] = ((text, False),)
        if base is not telling and telling.direct and base.direct:
            parts = differing(text, clean(base.text).strip())
        versions.append(
            Version(
                words=desk.words(telling),
                parts=parts,
                speaker=one_line(telling.speaker_text),
                direct=telling.direct,
                odd=telling.article in quote.odd_one_out,
            )
        )
    return tuple(versions)


def _speaker(desk: StoryDesk, quote: ComparedQuote) -> tuple[str, str]:
    """Who speaks in most versions, by the name of the story's entity, and the language of that name."""
    named = Counter(t.speaker for t in quote.tellings if t.speaker and t.article not in quote.odd_one_out)
    if named:
        best = min(named.items(), key=lambda item: (-item[1], item[0]))[0]
        entity = next((e for e in desk.synopsis.entities if e.id == best), None)
        if entity:
            mention = next((m for m in entity.mentions if m.text == entity.name), None)
            return one_line(entity.name), desk.article(mention.article).lang if mention else "und"
    said = [t for t in quote.tellings if t.speaker_text]
    if not said:
        return "", "und"
    lead = next((t for t in said if desk.article(t.article).lang == desk.lead), said[0])
    return one_line(lead.speaker_text), desk.article(lead.article).lang


def _quote(desk: StoryDesk, quote: ComparedQuote, number: int) -> QuoteView:
    versions = _versions(desk, quote)
    speaker, lang = _speaker(desk, quote)
    lead = next((v.words for v in versions if v.words.lang == desk.lead and not v.odd), None)
    empty = Words(siglum="", lang="und", dir="auto", text="")
    return QuoteView(
        anchor=f"{desk.key}-q{number}",
        number=number,
        finding=Finding(
            verdict=quote.verdict,
            word=verdict_word(quote.verdict, desk.wording),
            href=f"{desk.key}-q{number}",
            odd=desk.signs(quote.odd_one_out),
        ),
        why=said(quote.why, desk),
        speaker=speaker,
        speaker_lang=lang,
        gist=lead or (versions[0].words if versions else empty),
        versions=versions,
        collations=_collations(versions),
        odd=frozenset(v.words.siglum for v in versions if v.odd),
    )


def quotes(desk: StoryDesk) -> tuple[QuoteView, ...]:
    """Every compared quote of a story; those that differ first, then those that most accounts give."""
    views = [_quote(desk, quote, n + 1) for n, quote in enumerate(desk.synopsis.quotes)]
    return tuple(sorted(views, key=lambda v: (weight(v.finding.verdict), -len(v.versions), v.number)))
