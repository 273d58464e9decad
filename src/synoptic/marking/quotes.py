"""What people are quoted with, and who says it.

A quotation (words between marks, or after a dash that opens a paragraph) is speech unless it is
short and nobody is said to say it: scare quotes, nicknames, names and titles of works are not.
The span leaves out the marks and a comma or full stop at its end.  The parts of a broken
quotation ("A", he said, "B") are quotes of their own with the same speaker, because a span has to
stand verbatim in the text; so are the paragraphs of one that goes on over several.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from synoptic.languages.profile import Profile
from synoptic.marking.frames import Attribution, Frame
from synoptic.marking.kinds import kind_words
from synoptic.marking.lexicon import fold
from synoptic.marking.papers import is_paper
from synoptic.marking.quotation_marks import Quotation, count_words
from synoptic.marking.sourcewords import capitals_tell, is_source
from synoptic.marking.speech import Speech
from synoptic.marking.words import unspaced
from synoptic.types import Article, Mention, Passage, Quote

_STOPS = frozenset(".!?…,。！？，،।؟۔、")
_TRAILING = frozenset(",.،。，।、۔")
_CLOSING = frozenset('”“»"')
_MARKS = frozenset("«„“”\"「『‘'")
_BESIDE = frozenset(",،，–—-")  # what may stand between speech and the words that attribute it
_FRAGMENT = 3  # words up to which a fragment is speech only if somebody is said to say it
_PHRASE = 6  # the same where letters have no case by which a name could be told
_SHORT = 2  # words between marks that are more often a name than a part of speech
_REACH = 12  # code points in which the word for "that" follows a verb
_TOGETHER = 6  # quotations that one attribution may follow: 「A」「B」と述べた
_NAME = 5  # words that a name or title between marks has at most


def quotes(
    article: Article,
    sentences: Sequence[Passage],
    mentions: Sequence[Mention],
    profile: Profile,
    speech: Speech | None = None,
) -> tuple[Quote, ...]:
    """The quotes of an article in order, each with its speaker where that can be told.

    ``sentences`` and ``mentions`` are those of the article; without mentions of people, names are
    taken from capitals and from what stands beside the verb of saying.  ``speech`` is what was
    scanned already.
    """
    text = article.text
    heard = speech or Speech(article, sentences, mentions, profile)
    found = heard.quotations
    if not found:
        return ()
    frames = _frames(text, sentences, found)
    capitals = capitals_tell(text)
    kept: list[Quote] = []
    last: tuple[Frame, Attribution] | None = None
    for index, (quotation, frame) in enumerate(zip(found, frames, strict=True)):
        attribution = heard.speakers.of(frame, last)
        for behind in range(index + 1, min(index + 1 + _TOGETHER, len(found))):
            if attribution.verb is not None or not _go_on(text, found, behind, profile):
                break
            whole = replace(frames[behind], before=frame.before, broken=False)
            attribution = heard.speakers.of(whole, last)
        named = _named_alone(text, quotation, profile)
        named = named or _named_as_paper(text, quotation, attribution, profile, heard)
        if named or not _is_speech(text, quotation, frame, attribution, mentions, capitals):
            continue
        first, end = _inside(text, quotation)
        if first >= end:
            continue
        last = (frame, attribution)
        kept.append(
            Quote(
                article=article.id,
                start=first,
                end=end,
                text=text[first:end],
                speaker=attribution.speaker,
                verb=attribution.verb,
            )
        )
    return tuple(kept)


def _go_on(text: str, found: Sequence[Quotation], index: int, profile: Profile) -> bool:
    """Whether a quotation goes on with the words of the one before it: 「A」「B」と述べた."""
    between = text[found[index - 1].end : found[index].start].strip()
    apart = profile.spaces and not profile.numbers.run_on
    return between in profile.sentences.particles or (not apart and not between.strip("、，,"))


def _inside(text: str, quotation: Quotation) -> tuple[int, int]:
    """The span without white space at its ends, and without a last comma or full stop."""
    words = text[quotation.first : quotation.last]
    first = quotation.first + len(words) - len(words.lstrip())
    end = quotation.first + len(words.rstrip())
    if quotation.first == quotation.start and text[end - 1 : end] in _CLOSING:
        end -= 1  # opened by a dash
    if end - first > 1 and text[end - 1] in _TRAILING and text[end - 2] not in ".…":
        end -= 1
    end = first + len(text[first:end].rstrip())
    return first, end


def _frames(text: str, sentences: Sequence[Passage], found: Sequence[Quotation]) -> list[Frame]:
    """What stands before and after each quotation in its sentences, outside all quotations."""
    starts = [sentence.start for sentence in sentences]
    frames = []
    for index, one in enumerate(found):
        opening = max(0, bisect_right(starts, one.start) - 1)
        closing = max(opening, bisect_right(starts, max(one.start, one.end - 1)) - 1)
        begin = sentences[opening].start if sentences else 0
        end = sentences[closing].end if sentences else len(text)
        follows = index > 0 and not _looks_like_name(text, found[index - 1])
        broken = follows and found[index - 1].end > begin
        if follows:
            begin = max(begin, found[index - 1].end)
        if index + 1 < len(found) and not _looks_like_name(text, found[index + 1]):
            end = min(end, found[index + 1].start)
        frames.append(
            Frame(
                start=one.start,
                end=one.end,
                before=min(begin, one.start),
                after=max(end, one.end),
                sentence=opening,
                broken=broken,
                reopened=one.reopened,
            )
        )
    return frames


def _looks_like_name(text: str, one: Quotation) -> bool:
    """Whether marks hold one or two words that end no sentence: «Pusula», beside which words go on."""
    words = text[one.first : one.last]
    return count_words(words) <= _SHORT and words[-1:] not in _STOPS


def _is_speech(
    text: str,
    quotation: Quotation,
    frame: Frame,
    attribution: Attribution,
    mentions: Sequence[Mention],
    capitals: bool,
) -> bool:
    words = text[quotation.first : quotation.last].strip()
    count = count_words(words)
    if not any(char.isalpha() for char in words):
        return False
    if quotation.doubtful:
        return attribution.touching and attribution.verb is not None and attribution.verb.end <= frame.start
    stopped = words[-1:] in _STOPS
    attributed = attribution.verb is not None or attribution.according or attribution.colon
    alone = not (text[frame.before : frame.start] + text[frame.end : frame.after]).strip(" \u00a0.")
    if quotation.reopened or (stopped and (count > _FRAGMENT or (alone and count > 1))):
        return True
    if alone and attribution.speaker is not None and count > _FRAGMENT:
        return True  # a sentence of its own behind what somebody said
    beside = text[frame.end : frame.end + 3].strip()[:1]
    after = text[frame.end : frame.end + 6].strip()
    opens = after[:1] == ":" and after[1:].strip()[:1] not in _MARKS  # not the agency «Pusula»: «...»
    introduced = attribution.colon or opens or (attribution.near and beside in _BESIDE)
    if not stopped and not introduced and count <= _NAME and _is_named(quotation, words, mentions, capitals):
        whole = attribution.near and not _is_title(words, count)
        return whole and (attribution.touching or not text[frame.before : frame.start].strip())
    if count <= _FRAGMENT:
        return attributed
    cased = words[:1].isupper() or words[:1].islower()
    return attributed or count > (_FRAGMENT if cased else _PHRASE)


def _named_alone(text: str, quotation: Quotation, profile: Profile) -> bool:
    """Whether words are a known outlet, or in a script without spaces an organisation: “国家气象局”."""
    words = text[quotation.first : quotation.last].strip()
    if is_source(words):
        return True
    if not unspaced(words) or count_words(words) > _NAME:
        return False
    return any(hit.end == len(words) for hit in kind_words(profile.code)[0].all(words))


def _named_as_paper(
    text: str, quotation: Quotation, attribution: Attribution, profile: Profile, heard: Speech
) -> bool:
    """Whether a verb by which newspapers report stands right beside a name: "пишет «Край»"."""
    verb = attribution.verb
    if verb is None or not attribution.touching or attribution.colon or quotation.reopened:
        return False
    before = verb.end <= quotation.start
    near = heard.speakers.near
    comma = text[quotation.end : quotation.end + 1] == ","
    if (
        before and comma and near.reports(quotation.end, quotation.end + _REACH)
    ):  # "уточнила «Интерфаксу», что"
        return is_paper(text[quotation.first : quotation.last])
    if fold(verb.text) not in set(map(fold, profile.credits.press)):
        return False
    reports = before or near.reports(verb.end, verb.end + _REACH)
    return reports and is_paper(text[quotation.first : quotation.last])


def _is_title(words: str, count: float) -> bool:
    """Whether words are written like a name: one, or all with capitals."""
    return count <= 1 or all(word[0].isupper() or not word[0].isalpha() for word in words.split())


def _is_named(quotation: Quotation, words: str, mentions: Sequence[Mention], capitals: bool) -> bool:
    """Whether the words between the marks are a name or title and nothing else.

    ``capitals``: capitals tell names in this text.
    """
    if words[:1].isupper() and (capitals or _is_title(words, count_words(words))):
        return True
    at = bisect_right([mention.start for mention in mentions], quotation.last) - 1
    while at >= 0 and mentions[at].end > quotation.first:
        shared = min(mentions[at].end, quotation.last) - max(mentions[at].start, quotation.first)
        if shared >= 0.8 * (quotation.last - quotation.first):
            return True
        at -= 1
    return False
