"""The verdict on the versions of one utterance, with its reason."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from synoptic import reasons
from synoptic.languages import profile
from synoptic.marking.lexicon import Lexicon, fold
from synoptic.types import Article, Figure, Quote, QuoteVerdict

# A version that carries less than this share of the longest one's pieces is shortened: it can
# lack a negation or a number without altering what it does give.
WHOLE = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One account's version of an utterance; ``figures`` are those inside it."""

    article: Article
    quote: Quote
    speaker: str | None
    pieces: int
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the comparison of versions found; ``why`` is one line for a person."""

    verdict: QuoteVerdict
    odd_one_out: tuple[str, ...] = ()
    why: str = ""


def judge(versions: Sequence[Version]) -> Verdict:
    """The verdict on versions of one utterance; meaning goes before who is said to have spoken."""
    if len({version.article.id for version in versions}) < 2:
        return Verdict(verdict="single")
    for find in (_turned_round, _other_figures, _other_speaker):
        verdict = find(versions)
        if verdict is not None:
            return verdict
    return Verdict(verdict="same", why=_shortened(versions))


def with_reported(verdict: Verdict, accounts: Sequence[str]) -> Verdict:
    """The verdict once ``accounts`` are known to report the words without quoting them."""
    if not accounts or verdict.verdict not in ("single", "same"):
        return verdict
    why = reasons.REPORTED.line(accounts=tuple(sorted(accounts)))
    return Verdict(verdict="same", why=verdict.why or why)


def _turned_round(versions: Sequence[Version]) -> Verdict | None:
    """Some whole versions deny what most affirm, or the other way."""
    whole = _whole(versions)
    denials = {version.article.id: negations(version) for version in whole}
    odd, most = _minority({article: bool(found) for article, found in denials.items()})
    if not odd:
        return None
    words = tuple(word for article in odd for word in denials[article])
    if words:
        return Verdict(verdict="altered", odd_one_out=odd, why=reasons.DENIES.line(words=words))
    example = next(found[0] for article, found in denials.items() if article in most)
    return Verdict(verdict="altered", odd_one_out=odd, why=reasons.DENIAL_LEFT_OUT.line(example=example))


def negations(version: Version) -> list[str]:
    """The words of denial in a version, as they stand; phrases that only look like one left out."""
    text = version.quote.text
    denials, endings, harmless = _denials(version.article.lang)
    taken = [(item.start, item.end) for item in harmless.find(text)]
    found = [(item.start, item.end) for item in denials.find(text)]
    found += [match.span() for match in endings.finditer(fold(text))] if endings else []
    return [
        text[start:end]
        for start, end in sorted(set(found))
        if not any(begin <= start and end <= stop for begin, stop in taken)
    ]


@cache
def _denials(lang: str) -> tuple[Lexicon[bool], re.Pattern[str] | None, Lexicon[bool]]:
    """Words of denial, words that end in one, and phrases in which they deny nothing."""
    language = profile(lang)
    known = language.contrasts
    endings = "|".join(map(re.escape, sorted(known.negation_endings, key=len, reverse=True)))
    return (
        Lexicon(dict.fromkeys(known.negation, True), whole=language.spaces),
        re.compile(rf"\b\w{{2,40}}(?:{endings})\b") if endings else None,
        Lexicon(dict.fromkeys(known.no_negation, True), whole=language.spaces),
    )


def _other_figures(versions: Sequence[Version]) -> Verdict | None:
    """Some whole versions give other numbers than most."""
    stated = {
        version.article.id: tuple(
            sorted((f.low or 0.0, f.high or 0.0, f.unit or "") for f in version.figures)
        )
        for version in _whole(versions)
        if version.figures
    }
    odd, _ = _minority(stated)
    if not odd:
        return None
    words = tuple(f.text for v in versions if v.article.id in odd for f in v.figures)
    return Verdict(verdict="altered", odd_one_out=odd, why=reasons.OTHER_FIGURE.line(words=words))


def _other_speaker(versions: Sequence[Version]) -> Verdict | None:
    """Some versions are put into another mouth."""
    odd, most = _minority({v.article.id: v.speaker for v in versions if v.speaker is not None})
    if not odd:
        return None
    said = {v.article.id: v.quote.speaker.text for v in versions if v.quote.speaker is not None}
    names = tuple(dict.fromkeys(said[a] for a in odd if a in said))
    usual = next((said[a] for a in most if a in said), "")
    why = reasons.OTHER_SPEAKER.line(names=names, usual=usual) if names and usual else ""
    return Verdict(verdict="other_speaker", odd_one_out=odd, why=why)


def _whole(versions: Sequence[Version]) -> list[Version]:
    longest = max(version.pieces for version in versions)
    return [version for version in versions if version.pieces >= WHOLE * longest]


def _minority(values: Mapping[str, object]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Articles whose value is not the commonest, and those whose is; no odd ones without a majority."""
    counts = Counter(values.values()).most_common()
    if len(counts) < 2:
        return (), tuple(sorted(values))
    most = sorted(article for article, value in values.items() if value == counts[0][0])
    odd = sorted(article for article, value in values.items() if value != counts[0][0])
    if counts[0][1] == counts[1][1]:  # two against two: both sides are named
        odd = sorted(values)
    return tuple(odd), tuple(most)


def _shortened(versions: Sequence[Version]) -> str:
    short = {v.article.id for v in versions} - {v.article.id for v in _whole(versions)}
    return reasons.SHORTENED.line(accounts=tuple(sorted(short))) if short else ""
