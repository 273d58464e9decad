"""Speech that an article reports without quoting it: "said that the bridge had been closed".

Read where a verb of saying and a word that opens reported speech stand by each other ("said that",
"hat gesagt, dass", "と述べた"), and only with a speaker who is named.  The span is the clause that
was said, up to the end of its sentence or to words between quotation marks.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from synoptic.languages.profile import Profile
from synoptic.marking.lexicon import Found
from synoptic.marking.phrases import EDGE
from synoptic.marking.places import Places
from synoptic.marking.quotation_marks import count_words, quotations
from synoptic.marking.saying import verbs_of_saying
from synoptic.marking.speakers import Frame, Speakers
from synoptic.marking.speechwords import word_table
from synoptic.types import Article, Mention, Passage, Quote

_BETWEEN = 4  # words between a verb of saying and the word that opens reported speech
_REACH = 60  # code points in which that word must follow the verb
_FEWEST = 4  # words that reported speech has at least
_ENDS = " \u00a0.!?…,;:。！？，、；।؟۔\"”“»«'’"


def reported(
    article: Article, sentences: Sequence[Passage], mentions: Sequence[Mention], profile: Profile
) -> tuple[Quote, ...]:
    """The reported speech of an article in order, one a sentence at most, each with its speaker.

    ``sentences`` and ``mentions`` are those of the article.
    """
    text = article.text
    quoted = [(one.start, one.end) for one in quotations(text, profile.quotes)]
    say = Places(verbs_of_saying(text, profile.quotes, profile.spaces, calling=False), quoted)
    that = Places(word_table(profile.quotes.that, profile.spaces).find(text), quoted)
    clauses = [list(_clauses(text, sentence, say, that, profile)) for sentence in sentences]
    if not any(clauses):  # most articles: no speakers are looked for
        return ()
    speakers = Speakers(article, sentences, mentions, profile, quoted)
    found = []
    for number, (sentence, told) in enumerate(zip(sentences, clauses, strict=True)):
        for verb, start, end in told:
            span = _inside(text, start, _before_quotation(end, start, quoted))
            if span is None:
                continue
            frame = Frame(*span, before=sentence.start, after=sentence.end, sentence=number)
            attribution = speakers.of(frame, None)
            if attribution.speaker is None:
                continue
            passage = article.passage(*span)
            found.append(
                Quote(
                    article=article.id,
                    start=passage.start,
                    end=passage.end,
                    text=passage.text,
                    speaker=_without_particle(article, attribution.speaker, profile),
                    verb=article.passage(verb.start, verb.end),
                    direct=False,
                )
            )
            break
    return tuple(found)


def _clauses(
    text: str, sentence: Passage, say: Places[str], that: Places[None], profile: Profile
) -> Iterator[tuple[Found[str], int, int]]:
    """Each verb of a sentence that reports, and where the words that it reports begin and end."""
    last = profile.dates.verb_last or bool(profile.quotes.subject)
    for verb in say.inside(sentence.start, sentence.end):
        following = that.inside(verb.end, min(sentence.end, verb.end + _REACH))
        if following and _joined(text, verb.end, following[0].start):
            yield verb, following[0].end, sentence.end
            continue
        before = that.inside(max(sentence.start, verb.start - _REACH), verb.start)
        if last and before and not text[before[-1].end : verb.start].strip():
            yield verb, _after_subject(text, sentence.start, before[-1].start, profile), before[-1].start


def _joined(text: str, verb: int, that: int) -> bool:
    """Whether a few words of one clause stand between a verb and the word that opens its clause."""
    between = text[verb:that].strip(" \u00a0,，،")
    return count_words(between) <= _BETWEEN and not EDGE.search(between)


def _after_subject(text: str, start: int, end: int, profile: Profile) -> int:
    """Where a clause that ends before its verb begins: behind the comma after the verb's subject."""
    for mark in ("、", "，", ","):
        ends = [text.find(particle + mark, start, end) for particle in profile.quotes.subject or ("",)]
        found = [at for at in ends if at >= start]
        if found:
            return text.index(mark, min(found)) + 1
    return start


def _without_particle(article: Article, speaker: Passage, profile: Profile) -> Passage:
    """A speaker without the particle that marks the subject, and what follows it."""
    ends = [speaker.text.find(f" {particle} ") for particle in profile.quotes.subject if profile.spaces]
    ends += [
        len(speaker.text) - len(particle) - 1
        for particle in profile.quotes.subject
        if profile.spaces and speaker.text.endswith(f" {particle}")
    ]
    cut = min((end for end in ends if end > 0), default=len(speaker.text))
    return article.passage(speaker.start, speaker.start + cut)


def _before_quotation(end: int, start: int, quoted: Sequence[tuple[int, int]]) -> int:
    """The end of a clause, before the first quotation that reaches into it."""
    at = bisect_right(quoted, start, key=lambda span: span[1])
    return max(start, min(end, quoted[at][0])) if at < len(quoted) else end


def _inside(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The words of a clause without the marks around them; none where they are few."""
    words = text[start:end]
    first = start + len(words) - len(words.lstrip(_ENDS))
    last = start + len(words.rstrip(_ENDS))
    return (first, last) if first < last and count_words(text[first:last]) >= _FEWEST else None
