"""The verdict on the versions of one utterance, with its reason."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from statistics import median

import numpy as np

from synoptic import reasons
from synoptic.comparing.quantities import all_compatible, quantity
from synoptic.languages import profile
from synoptic.marking.lexicon import Lexicon, fold
from synoptic.marking.names import similar, skeleton
from synoptic.types import Article, Figure, Quote, QuoteVerdict

# A version that carries less than this share of the usual pieces is shortened: it can
# lack a negation or a number without altering what it does give.
WHOLE = 0.6
# So many versions must agree before another is said to have a name against theirs.
AGREEING = 2
# In so many versions one other speaker is no slip of reading.
MANY = 4
# From this likeness of their names on two speakers are one.
ALIKE = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One account's version of an utterance.

    ``person``: its speaker is one.  ``figures`` are those inside it, ``names`` what is named inside it:
    the entity of the story and the words.
    """

    article: Article
    quote: Quote
    speaker: str | None
    person: bool = False
    pieces: int
    figures: tuple[Figure, ...]
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the comparison of versions found; ``why`` is one line for a person."""

    verdict: QuoteVerdict
    odd_one_out: tuple[str, ...] = ()
    why: str = ""


def judge(versions: Sequence[Version]) -> Verdict:
    """The verdict on versions of one utterance.

    Meaning goes before who is said to have spoken, but for one person against many accounts.
    """
    if len({version.article.id for version in versions}) < 2:
        return Verdict(verdict="single")
    spoken = _other_speaker(versions)
    odd = [version for version in versions if spoken and version.article.id in spoken.odd_one_out]
    if spoken and len(odd) == 1 and odd[0].person and len(versions) >= MANY:
        return spoken
    for find in (_turned_round, _other_figures, _opposite, _other_name):
        verdict = find(versions)
        if verdict is not None:
            return verdict
    return spoken or Verdict(verdict="same", why=_shortened(versions))


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
    """Some whole versions give a number where most give another."""
    whole = [version for version in _whole(versions) if version.figures]
    against = {
        version.article.id: [lone for other in whole if (lone := _against(version, other))]
        for version in whole
    }
    odd = tuple(sorted(article for article, found in against.items() if 2 * len(found) >= len(whole)))
    if not odd:
        return None
    words = tuple(dict.fromkeys(word for article in odd for found in against[article] for word in found))
    return Verdict(verdict="altered", odd_one_out=odd, why=reasons.OTHER_FIGURE.line(words=words))


def _against(version: Version, other: Version) -> list[str]:
    """The figures of a version that the other has not, while it has one of their kind that this has not."""
    mine, others = (tuple(map(quantity, v.figures)) for v in (version, other))
    fits = all_compatible(mine, others)
    lacking = {others[at].dimension for at in np.flatnonzero(~fits.any(axis=0))}
    lone = np.flatnonzero(~fits.any(axis=1)).tolist()
    return [version.figures[at].text for at in lone if mine[at].dimension in lacking]


def _opposite(versions: Sequence[Version]) -> Verdict | None:
    """Two whole versions in one language have a word and its opposite: "opened" and "closed".

    Across languages the words alone do not tell: what one language says with "alive" another says
    with "not lost".
    """
    for one, other in combinations(_whole(versions), 2):
        if one.article.lang == other.article.lang:
            for first, second in opposites(one, other):
                why = reasons.OPPOSITE.line(words=(second,), other=first)
                odd = tuple(sorted((one.article.id, other.article.id)))
                return Verdict(verdict="altered", odd_one_out=odd, why=why)
    return None


def opposites(one: Version, other: Version) -> list[tuple[str, str]]:
    """The words of one version whose opposites the other has, where neither has both."""
    known = _pairs(one.article.lang)
    mine, others = (
        {
            place: v.quote.text[item.start : item.end]
            for item in known.find(v.quote.text)
            for place in item.value
        }
        for v in (one, other)
    )
    return [
        (mine[pair, pole], others[pair, 1 - pole])
        for pair, pole in sorted(mine)
        if (pair, 1 - pole) in others and (pair, 1 - pole) not in mine and (pair, pole) not in others
    ]


@cache
def _pairs(lang: str) -> Lexicon[tuple[tuple[int, int], ...]]:
    """Words that have an opposite: the numbers of their pairs, and which of the two they are."""
    language = profile(lang)
    known: dict[str, tuple[tuple[int, int], ...]] = {}
    for number, pair in enumerate(language.contrasts.opposites):
        for pole, word in enumerate(pair.split(" ... ")):
            known[word] = (*known.get(word, ()), (number, pole))
    return Lexicon(known, whole=language.spaces)


def _other_name(versions: Sequence[Version]) -> Verdict | None:
    """One version names somebody else than the others do."""
    whole = _whole(versions)
    counts = Counter(entity for version in whole for entity in version.names)
    shared = [entity for entity, count in counts.items() if count >= max(AGREEING, len(whole) - 1)]
    for entity in sorted(shared):
        for version in whole:
            others = [name for name in version.names if counts[name] == 1]
            if entity not in version.names and others:
                words = tuple(version.names[name] for name in others)
                usual = next(v.names[entity] for v in whole if entity in v.names)
                why = reasons.OTHER_NAME.line(names=words, usual=usual)
                return Verdict(verdict="altered", odd_one_out=(version.article.id,), why=why)
    return None


def _other_speaker(versions: Sequence[Version]) -> Verdict | None:
    """Some versions are put into another mouth; a name that was not linked but sounds the same is none."""
    known: dict[str, str] = {}
    for version in versions:
        if version.speaker is not None and version.quote.speaker is not None:
            name = version.quote.speaker.text
            known[version.article.id] = next((n for n in known.values() if _one_name(n, name)), name)
    linked = {v.article.id: v.speaker for v in versions if v.article.id in known}
    odd, most = _minority({article: linked[article] for article in known})
    if any(known[a] == known[b] for a in odd for b in most):
        odd, most = _minority(known)
    tied = not set(most) - set(odd)
    if not odd or (tied and not all(v.person for v in versions if v.article.id in odd)):
        return None
    said = {v.article.id: v.quote.speaker.text for v in versions if v.quote.speaker is not None}
    names = tuple(dict.fromkeys(said[a] for a in odd if a in said))
    usual = next((said[a] for a in most if a in said), "")
    why = reasons.OTHER_SPEAKER.line(names=names, usual=usual) if names and usual else ""
    return Verdict(verdict="other_speaker", odd_one_out=odd, why=why)


def _one_name(first: str, second: str) -> bool:
    """Whether two names sound alike, or one of them is the other with a title or a first name."""
    words, others = set(skeleton(first).split()), set(skeleton(second).split())
    return similar(first, second) >= ALIKE or bool(words and others and (words <= others or others <= words))


def _whole(versions: Sequence[Version]) -> list[Version]:
    """The versions that are not shortened; languages differ in length, so that the longest is no measure."""
    lengths = [version.pieces for version in versions]
    usual = median(lengths) if len(lengths) > 2 else max(lengths)
    return [version for version in versions if version.pieces >= WHOLE * usual]


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
