"""Whom a story names as its source.

A credit is found where the words of attribution stand: an agency or outlet of the table, or one
told by the word beside it ("the agency Transmar"), near a verb of saying or as the one spoken to,
in brackets, after a slash or in a dateline; whoever follows "according to"; officials and companies
beside a verb of saying; the document that a source put out. The passage is the whole attribution,
the source its name. What a name says is left to quotes; the credit of a picture is no credit of the
story.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from synoptic.languages.profile import Profile
from synoptic.marking.attribution import Attributions, Cue
from synoptic.marking.documents import closed_by_saying
from synoptic.marking.incises import broken
from synoptic.marking.lexicon import UNSPACED
from synoptic.marking.papers import papers, with_marks
from synoptic.marking.phrases import EDGE
from synoptic.marking.quotation_marks import quotations
from synoptic.marking.saying import verbs_of_saying
from synoptic.marking.sourcewords import is_source, named_in
from synoptic.types import Article, Credit, CreditKind, Mention, Passage

_KINDS: dict[str, CreditKind] = {
    "agency": "agency",
    "outlet": "outlet",
    "official": "official",
    "release": "official",
    "anonymous": "person",
}
_NEAR = 3  # words between a source and the verb that makes it one
_SUBJECT = 4  # words before a verb of saying that are taken into the passage
_LONGEST = 1000  # code points of a sentence that are read as one
_DASHES = ("–", "—", "-")  # at the start of a sentence one opens speech
_ENCLOSED = 16  # characters in which a source ends between words of attribution
_SHORTEST = 2  # characters of its name
_PHRASE = 8  # words that the phrase of a source has at most


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A credit before those that name the same source are sorted out."""

    start: int
    end: int
    source: tuple[int, int]
    kind: CreditKind


def credits(
    article: Article, sentences: Sequence[Passage], mentions: Sequence[Mention], profile: Profile
) -> tuple[Credit, ...]:
    """The credits of an article in order of position.

    ``sentences`` and ``mentions`` are those of the article; without mentions, names are told by
    capitals and by the words beside them.
    """
    verbs = verbs_of_saying(article.text, profile.quotes, profile.spaces)
    marked = broken(article.text, quotations(article.text, profile.quotes), verbs, profile)
    text = article.text  # a name between marks is no speech
    quoted = [(one.start, one.end) for one in marked if not is_source(text[one.first : one.last].strip())]
    quoted = [span for span in quoted if not is_source(text[slice(*span)])]
    cues = Attributions(article.text, sentences, mentions, profile, quoted)
    kept: list[_Candidate] = []
    for span in _spans(article.text, sentences):
        taken: list[tuple[int, int]] = []
        for candidate in _candidates(span, cues):
            if not any(start < candidate.source[1] and candidate.source[0] < end for start, end in taken):
                taken.append(candidate.source)
                kept.append(candidate)
    kept.sort(key=lambda one: (one.start, one.end, one.source))
    return tuple(_credit(article, one, mentions) for one in kept)


def _credit(article: Article, one: _Candidate, mentions: Sequence[Mention]) -> Credit:
    text = article.text[one.start : one.end]
    entity = named_in(mentions, *one.source)
    return Credit(
        article=article.id,
        start=one.start,
        end=one.end,
        text=text,
        source=article.text[slice(*one.source)],
        kind=one.kind,
        entity=entity.entity if entity else None,
    )


def _spans(text: str, sentences: Sequence[Passage]) -> Iterator[tuple[int, int]]:
    """The sentences; one that is longer than any writer's is cut at spaces."""
    for sentence in sentences:
        start = sentence.start
        while sentence.end - start > _LONGEST:
            cut = text.rfind(" ", start + 1, start + _LONGEST)
            cut = cut if cut > start else start + _LONGEST
            yield start, cut
            start = cut
        yield start, sentence.end


def _candidates(span: tuple[int, int], cues: Attributions) -> Iterator[_Candidate]:
    """What a sentence credits, the surest first."""
    yield from _known(span, cues)
    yield from _beside_kind(span, cues)
    yield from _told_to(span, cues)
    yield from _according(span, cues)
    yield from _released(span, cues)
    yield from _said(span, cues)


def _known(span: tuple[int, int], cues: Attributions) -> Iterator[_Candidate]:
    """Agencies and outlets of the table, where words of attribution stand by."""
    for found in cues.known.inside(*span):
        if cues.is_picture(found.start, span[0]):
            continue
        kind = found.value
        apart = cues.set_apart(found.start, found.end, span)
        if apart is not None:
            yield _Candidate(*apart, (found.start, found.end), kind)
            continue
        reach = cues.attribution_around(found.start, found.end, span)
        distinct = kind == "agency" and found.end - found.start > 4
        if reach is None and distinct and cues.say.inside(*span):
            reach = cues.attribution_around(found.start, found.end, span, anywhere=True)
        reach = reach or cues.hearers.told(found.start, found.end, span)
        if reach is not None:
            yield _Candidate(*reach, (found.start, found.end), kind)


def _told_to(span: tuple[int, int], cues: Attributions) -> Iterator[_Candidate]:
    """Outlets that no table knows, told by somebody's speaking to them."""
    for name in cues.hearers.unknown(span):
        reach = cues.hearers.told(*name, span)
        if reach is not None and not cues.is_picture(name[0], span[0]):
            yield _Candidate(*reach, name, "outlet")


def _beside_kind(span: tuple[int, int], cues: Attributions) -> Iterator[_Candidate]:
    """Names that no table knows, told by a word like "agency" or "newspaper" beside them.

    Those between marks are told by a verb by which newspapers report, too: "пишет «Край»".
    """
    for cue in cues.roles.inside(*span):
        if cue.value not in {"agency", "outlet"}:
            continue
        name = cues.name_beside(cue, span)
        if name is None or cues.is_picture(min(name[0], cue.start), span[0]):
            continue
        marked = with_marks(cues.text, *name)
        start, end = min(marked[0], cue.start), max(marked[1], cue.end)
        end = _with_tail(cues, end, span[1])
        reach = cues.attribution_around(start, end, span, anywhere=cue.value == "agency")
        if reach is not None:
            yield _Candidate(*reach, name, _KINDS[cue.value])
    for name in papers(cues.text, cues.quoted, cues.press, cues.that, span):
        start, end = with_marks(cues.text, *name)
        reach = cues.attribution_around(start, end, span) or (start, end)
        yield _Candidate(*reach, name, "outlet")


def _according(span: tuple[int, int], cues: Attributions) -> Iterator[_Candidate]:
    """Whoever is named with words like "according to"."""
    for found in cues.according_before.inside(*span):
        phrase = cues.phrases.after(found.end, span[1], _PHRASE)
        source = cues.source_in(*phrase) if phrase else None
        if phrase and source:
            added = cues.phrases.bounded(*phrase)  # "the mayor, Ada Lind"
            named = _with_tail(cues, with_marks(cues.text, *source[0])[1], span[1])
            end = phrase[1] if added else cues.phrases.lengthened(named, span[1])
            yield _Candidate(found.start, max(found.end, end), source[0], _KINDS.get(source[1], "person"))
        elif (behind := _enclosing(found.end, span[1], cues)) is not None:
            yield _Candidate(found.start, behind.end, (found.end, behind.start), "outlet")
    for found in cues.according_after.inside(*span):
        phrase = cues.phrases.before(found.start, span[0], _PHRASE)
        source = cues.source_in(*phrase) if phrase else None
        if phrase and source:
            roles = cues.roles.inside(*phrase)
            start = min(source[0][0], roles[0].start if roles else source[0][0])
            yield _Candidate(start, found.end, source[0], _KINDS.get(source[1], "person"))


def _enclosing(start: int, limit: int, cues: Attributions) -> Cue | None:
    """The words of attribution behind a name that others open, where words are not apart: 据第一财经报道."""
    behind = cues.according_after.inside(start, min(limit, start + _ENCLOSED))
    if not behind or not UNSPACED.match(cues.text, start) or behind[0].start - start < _SHORTEST:
        return None
    return None if EDGE.search(cues.text, start, behind[0].start) else behind[0]


def _released(span: tuple[int, int], cues: Attributions) -> Iterator[_Candidate]:
    """The issuer of a document with which a verb of saying stands."""
    for cue in cues.roles.inside(*span):
        if cue.value != "release":
            continue
        verb = cues.verb_near(cue.start, cue.end, span, _PHRASE)
        if verb is None and not closed_by_saying(cues, cue, span):
            continue
        if verb is not None and cues.that.inside(verb.end, cue.start):
            continue
        start, end = min(verb.start if verb else cue.start, cue.start), max(verb.end if verb else 0, cue.end)
        end = cues.through_verb(end)
        issuer = cues.issuer(start, end, span)
        if issuer is None:  # named in an earlier sentence: the document stands for him
            yield _Candidate(start, end, (cue.start, cue.end), "official")
            continue
        if cues.phrases.count(issuer[1], start) <= _SUBJECT and issuer[1] <= start:
            start = issuer[0]
        yield _Candidate(start, end, issuer, "official")


def _said(span: tuple[int, int], cues: Attributions) -> Iterator[_Candidate]:
    """Officials, companies and unnamed sources beside a verb of saying, on either side of it."""
    for cue in cues.roles.inside(*span):
        if cue.value not in {"official", "anonymous"}:
            continue
        found = cues.subject_of_saying(cue, span, _NEAR)
        if found is None:
            continue
        verb, source = found
        person = cues.person_of(*source, span[1])
        if person is not None:  # what a person says is left to quotes, but for words at the end
            last = max(source[1], person.end)
            if verb.start < source[0] and _closes(cues, verb.start, last, span):
                yield _Candidate(verb.start, last, (person.start, person.end), "person")
            continue
        end = source[1] if verb.start > source[0] else cues.phrases.lengthened(source[1], span[1])
        yield _Candidate(min(verb.start, source[0]), max(verb.end, end), source, _KINDS[cue.value])
    for mention, verb in cues.bodies_speaking(span):
        start, end = min(verb.start, mention.start), max(verb.end, mention.end)
        yield _Candidate(start, end, (mention.start, mention.end), "official")


def _closes(cues: Attributions, verb: int, end: int, span: tuple[int, int]) -> bool:
    """Whether the words from a verb of saying to ``end`` close a sentence without a quotation.

    ", says the head of rescue Ada Lind." attributes what stands before.
    """
    before = cues.text[span[0] : verb].strip()
    if before.startswith(_DASHES) or not before.endswith((",", "،", *_DASHES)):
        return False
    if cues.text[end : span[1]].strip(" .\n"):
        return False
    at = bisect_right(cues.quoted, span[0], key=lambda quoted: quoted[1])
    return at == len(cues.quoted) or cues.quoted[at][0] >= span[1]


def _with_tail(cues: Attributions, end: int, limit: int) -> int:
    """The end of a name, behind the word that ends an agency's ("وكالة النورس للأنباء")."""
    found = cues.tail.inside(end, limit)
    return found[0].end if found and not cues.text[end : found[0].start].strip() else end
