"""Speech that an article reports without quoting it: "said that the bridge had been closed".

Read where a verb of saying and a word that opens reported speech stand by each other ("said that",
"hat gesagt, dass", "と述べた"), where a clause shows by its verb that it is reported ("sagte, er habe",
"olduğunu söyledi") or follows a colon ("Hozzátette: ..."), where verbs need no such word
("the mayor said he would leave"), and where the words of attribution end the
sentence ("..., the mayor said", "..., сообщил мэр"); only with a speaker who is named.  The span is the
clause that was said, up to the end of its sentence, to words between quotation marks or to the words of
attribution.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from synoptic.languages.profile import Profile
from synoptic.marking.frames import Frame
from synoptic.marking.leading import as_said, behind, words_of
from synoptic.marking.lexicon import Found, fold
from synoptic.marking.phrases import EDGE
from synoptic.marking.places import Places
from synoptic.marking.quotation_marks import count_words
from synoptic.marking.speech import Speech
from synoptic.marking.speechwords import word_table
from synoptic.reading.datelines import dateline
from synoptic.types import Article, Mention, Passage, Quote

_BETWEEN = 4  # words between a verb of saying and the word that opens reported speech
_REACH = 60  # code points in which that word must follow the verb
_SUBJECT = 12  # words between the two where the verb's subject stands there with what it is
_FAR = 140  # code points in which that word must then follow
_MARKS = re.compile('[«»„“”"״]')  # around a name between the two: אמר ל"כלכליסט" כי
_OPENING = frozenset("«„“\"「『‘'”‹")
_FEWEST = 4  # words that reported speech has at least
_LONGEST = 12  # words of an attribution behind its verb, with what the speaker is
_NEXT = 12  # code points in which the next word is looked for
_COMMAS = frozenset(",，")
_AUXILIARY = 3  # letters of a word that belongs to a verb of saying
_MOOD = 14  # words of a clause in which its verb in the subjunctive must stand
_COMMA = re.compile(r",\s")
_CUT = re.compile(r"[,،]\s*[–—-]?\s|\s[–—]\s")  # between speech and the words that attribute it
_NAME = re.compile(r"[«„“\"][^«»„“”\"]{1,40}[»”“\"]")  # that of a newspaper or agency who is told
_ENDS = " \u00a0.!?…,;:。！？，、；।؟۔\"”“»«'’"


@dataclass(frozen=True, slots=True)
class _Clause:
    """Reported words at ``start`` to ``end`` and their verb; ``trailing``: the verb follows them."""

    verb: Found[str]
    start: int
    end: int
    trailing: bool = False


def reported(
    article: Article,
    sentences: Sequence[Passage],
    mentions: Sequence[Mention],
    profile: Profile,
    speech: Speech | None = None,
) -> tuple[Quote, ...]:
    """The reported speech of an article in order, each with its speaker.

    ``sentences`` and ``mentions`` are those of the article; ``speech`` is what was scanned already.
    """
    text = article.text
    heard = speech or Speech(article, sentences, mentions, profile)
    apart = profile.spaces and not profile.numbers.run_on
    that = Places(word_table(profile.quotes.that, apart).find(text), heard.quoted)
    moods = Places(word_table(profile.quotes.subjunctive, profile.spaces).find(text), heard.quoted)
    line = dateline(text, article.body, article.lang)
    opening = (line.start, line.end) if line else (0, 0)
    found: list[Quote] = []
    for number, sentence in enumerate(sentences):
        inside = sentence.start <= opening[0] < opening[1] < sentence.end
        told = article.passage(opening[1] if inside else sentence.start, sentence.end)
        clauses = chain(
            _clauses(text, told, heard, that, profile),
            _by_mood(text, told, heard, that, moods),
            _by_ending(text, told, heard, mentions, profile),
        )
        for clause in clauses:
            quote = _quote(article, sentence, number, clause, heard, profile)
            if quote is not None and (not found or found[-1].end <= quote.start):
                found.append(quote)
        spoken = bool(found) and found[-1].start >= sentence.start
        if not spoken and (quote := _led(article, sentence, number, heard, profile)):
            found.append(quote)
    return tuple(found)


def _led(article: Article, sentence: Passage, number: int, heard: Speech, profile: Profile) -> Quote | None:
    """The speech that "as ... said" or "in the words of ..." opens at the head of a sentence."""
    text, quotes, who = article.text, profile.quotes, heard.speakers
    named: tuple[int, Passage] | None
    if led := as_said(text, sentence, heard.reporting, quotes, profile.spaces):
        verb, begin = led
        named = who.named_at(who.subject_at(verb.end, begin), begin)
    elif opening := words_of(text, sentence, quotes, profile.spaces):
        at, own = opening
        person = who.before(Frame(at, at, before=sentence.start, after=sentence.end, sentence=number))
        if own:
            named = (at, person) if person is not None else None
        else:
            named = who.named_at(at, min(sentence.end, at + _REACH))
        begin = behind(text, named[0], sentence.end) if named else sentence.end
    else:
        return None
    span = _inside(text, begin, sentence.end)
    if named is None or span is None or _before_quotation(span[1], span[0], heard.quoted) < span[1]:
        return None
    words = text[slice(*span)]
    return Quote(article=article.id, start=span[0], end=span[1], text=words, speaker=named[1], direct=False)


def _quote(
    article: Article, sentence: Passage, number: int, clause: _Clause, heard: Speech, profile: Profile
) -> Quote | None:
    """The quote that a clause is; none where it has few words, or where nobody is named for it."""
    text = article.text
    end = _before_quotation(_to_next_verb(text, clause, heard), clause.start, heard.quoted)
    span = _inside(text, clause.start, end)
    if span is None:
        return None
    frame = Frame(*span, before=sentence.start, after=sentence.end, sentence=number)
    speaker = heard.speakers.of(frame, None).speaker
    if speaker is not None and _impersonal(text, sentence, clause, speaker, profile):
        return None
    if speaker is None or (clause.trailing and not _attributes(text, sentence, clause, speaker, heard)):
        return None
    return Quote(
        article=article.id,
        start=span[0],
        end=span[1],
        text=text[slice(*span)],
        speaker=_without_particle(article, speaker, profile),
        verb=article.passage(clause.verb.start, clause.verb.start + len(clause.verb.value)),
        direct=False,
    )


def _impersonal(text: str, sentence: Passage, clause: _Clause, speaker: Passage, profile: Profile) -> bool:
    """Whether a verb says that nobody in particular says it: "procjenjuje se da", with nobody named."""
    words = text[clause.verb.start : clause.verb.end + _NEXT].split()[1:3]
    nobody = bool({fold(word) for word in words} & set(map(fold, profile.quotes.impersonal)))
    return nobody and not sentence.start <= speaker.start < sentence.end


def _to_next_verb(text: str, clause: _Clause, heard: Speech) -> int:
    """The end of a clause, before a comma behind which another verb of saying goes on: ", adding that"."""
    for verb in heard.reporting.inside(clause.start, clause.end):
        lead = text[clause.start : verb.start].rstrip()
        if lead[-1:] in (",", "،", "，") and verb.start > clause.verb.start:
            return clause.start + len(lead) - 1
    return clause.end


def _clauses(
    text: str, sentence: Passage, heard: Speech, that: Places[None], profile: Profile
) -> Iterator[_Clause]:
    """Each clause of a sentence that a verb of saying reports; one that it follows, last."""
    last = profile.dates.verb_last or bool(profile.quotes.subject)
    verbs = heard.reporting.inside(sentence.start, sentence.end)
    if profile.numbers.run_on:  # "했다" is any verb's end, and says something behind "고"
        verbs = heard.speakers.near.say.inside(sentence.start, sentence.end)
    for verb in verbs:
        begin = _opened(text, sentence, verb, that, heard, profile)
        if begin is not None:
            yield _Clause(verb, begin, sentence.end)
            continue
        end = _closed(text, sentence, verb, that, profile) if last else None
        if end is not None:
            yield _Clause(verb, _after_subject(text, sentence.start, end, heard, profile), end)
    if verbs and profile.spaces and not last and not that.inside(verbs[-1].end, sentence.end):
        cut = next(reversed(list(_CUT.finditer(text, sentence.start, verbs[-1].start))), None)
        if (
            cut
            and not _links(text, cut.end(), profile)
            and count_words(text[cut.end() : verbs[-1].start]) <= _BETWEEN
        ):
            yield _Clause(verbs[-1], sentence.start, cut.start(), trailing=True)


def _links(text: str, at: int, profile: Profile) -> bool:
    """Whether the next word joins a clause of its own: "..., and the union announces a strike"."""
    words = text[at : at + _NEXT].split()
    return bool(words) and fold(words[0]) in set(map(fold, profile.fates.links))


def _by_mood(
    text: str, sentence: Passage, heard: Speech, that: Places[None], moods: Places[None]
) -> Iterator[_Clause]:
    """The clause behind a comma that a verb in the subjunctive shows to be reported: "sagte, er habe"."""
    if not moods.inside(sentence.start, sentence.end):
        return
    for verb in heard.saying.inside(sentence.start, sentence.end):
        comma = text.find(", ", verb.end, sentence.end)
        between = text[verb.end : comma]
        if comma < 0 or count_words(between) > _LONGEST or EDGE.search(between):
            continue
        opened = that.inside(comma, sentence.end)
        begin = opened[0].end if opened and not text[comma + 1 : opened[0].start].strip() else comma + 1
        if heard.speakers.near.clauses.begins_elsewhere(begin):
            continue
        if any(count_words(text[begin : mood.start]) <= _MOOD for mood in moods.inside(begin, sentence.end)):
            yield _Clause(verb, begin, sentence.end)


def _by_ending(
    text: str, sentence: Passage, heard: Speech, mentions: Sequence[Mention], profile: Profile
) -> Iterator[_Clause]:
    """The clause that ends in a verb whose ending ties it to the verb of saying: "olduğunu söyledi"."""
    endings = profile.quotes.that_endings
    if not endings:
        return
    for verb in heard.saying.inside(sentence.start, sentence.end):
        if not fold(text[sentence.start : verb.start]).rstrip().endswith(endings):
            continue
        cut = _COMMA.search(text, sentence.start, verb.start)
        named = next((one for one in mentions if sentence.start <= one.start < verb.start), None)
        begin = cut.end() if cut else named.end if named else verb.start
        if cut is None and count_words(text[sentence.start : begin]) > _LONGEST:
            continue
        yield _Clause(verb, begin, verb.start)


def _opened(
    text: str, sentence: Passage, verb: Found[str], that: Places[None], heard: Speech, profile: Profile
) -> int | None:
    """Where the words begin that a verb of saying before them reports; None where none do."""
    following = that.inside(verb.end, min(sentence.end, verb.end + _FAR))
    if profile.numbers.run_on:  # what opens reported speech is written on to its last word
        following = []
    if following and following[0].end <= verb.end + _REACH and _joined(text, verb.end, following[0].start):
        return following[0].end
    if following and _holds_subject(text, sentence, verb, following[0].start, heard):
        return following[0].end
    if not profile.quotes.that and text[verb.end : verb.end + 1] in _COMMAS:  # 市长表示，
        led = heard.speakers.near.according[0].inside(max(sentence.start, verb.start - _REACH), verb.start)
        return None if led else verb.end + 1  # 据新华社报道，: a credit
    return _after_colon(text, sentence, verb) or _bare(text, sentence, verb, heard, profile)


def _holds_subject(text: str, sentence: Passage, verb: Found[str], that: int, heard: Speech) -> bool:
    """Whether the subject of a verb stands behind it, before the word that opens its clause.

    "قال المحافظ سالم باوزير في مؤتمر صحفي إن".
    """
    between = text[verb.end : that]
    if EDGE.search(between) or count_words(between) > _SUBJECT:
        return False
    edges = [edge.end() for edge in EDGE.finditer(text, sentence.start, verb.start)]
    near = heard.speakers.near
    led = near.names(edges[-1] if edges else sentence.start, verb.start)
    return not led and near.names(verb.end, that)


def _after_colon(text: str, sentence: Passage, verb: Found[str]) -> int | None:
    """Where words without marks begin behind a verb of saying, perhaps its subject, and a colon."""
    edge = EDGE.search(text, verb.end, sentence.end)
    if edge is None or edge[0] not in (":", "："):
        return None
    rest = text[edge.end() : sentence.end]
    spaced = edge[0] == "：" or rest[:1].isspace()
    few = count_words(text[verb.end : edge.start()]) <= _LONGEST
    return edge.end() if spaced and few and rest.strip()[:1] not in _OPENING else None


def _bare(text: str, sentence: Passage, verb: Found[str], heard: Speech, profile: Profile) -> int | None:
    """Where reported speech goes on behind a verb that needs no word to open it, and its subject."""
    quotes = profile.quotes
    if fold(verb.value) not in map(fold, quotes.bare):
        return None
    near = heard.speakers.near
    if not near.adjoins(sentence.start, verb.start):
        return None
    comma = text[verb.end : verb.end + 1] in _COMMAS
    said_of = text[sentence.start : verb.start].rstrip().endswith(",")  # "Lee, 47, said"
    inside = not said_of and _CUT.search(text, sentence.start, verb.start)
    if inside and (comma or _CUT.search(text, verb.end, sentence.end)):
        return None  # "the bridge, she said, had been closed"
    begin = near.days.past(verb.end + comma)
    following = text[begin : begin + 2]
    if not following[:1].isspace() or not following[1:].isalnum():
        return None
    return None if near.clauses.begins_elsewhere(begin) else begin


def _closed(
    text: str, sentence: Passage, verb: Found[str], that: Places[None], profile: Profile
) -> int | None:
    """Where the words end that a verb of saying behind them reports; None where none do."""
    if any(len(word) < len(verb.value) and verb.value.startswith(word) for word in profile.quotes.that):
        return verb.start  # the word that closes them is the first of "と述べた"
    before = that.inside(max(sentence.start, verb.start - _REACH), verb.start)
    return before[-1].start if before and not text[before[-1].end : verb.start].strip() else None


def _attributes(text: str, sentence: Passage, clause: _Clause, speaker: Passage, heard: Speech) -> bool:
    """Whether words behind a clause do no more than say who said it: "..., the mayor said on Monday"."""
    if any(start < sentence.end and sentence.start < end for start, end in heard.quoted):
        return False
    verb, end = clause.verb, sentence.end
    tail = text[verb.end : end].strip(_ENDS)
    inside = clause.end <= speaker.start and speaker.end <= end
    if heard.speakers.near.names(clause.end, verb.start):
        told = heard.speakers.near.dated(verb.end, end) and count_words(tail) <= _BETWEEN
        before = speaker.end <= (verb.start if inside else clause.end)
        return before and (not tail or told)
    led = len(text[clause.end : verb.start].strip(_ENDS + "–—-")) <= _AUXILIARY  # "a déclaré le maire"
    return led and inside and speaker.start >= verb.end and count_words(tail) <= _LONGEST


def _joined(text: str, verb: int, that: int) -> bool:
    """Whether a few words of one clause stand between a verb and the word that opens its clause."""
    between = _MARKS.sub("", _NAME.sub("", text[verb:that])).strip(
        " \u00a0,，،"
    )  # "уточнила «Интерфаксу», что"
    return count_words(between) <= _BETWEEN and not EDGE.search(between)


def _after_subject(text: str, start: int, end: int, heard: Speech, profile: Profile) -> int:
    """Where a clause that ends before its verb begins: behind the verb's subject, or its comma."""
    led = heard.speakers.near.according[1].inside(start, min(end, start + _REACH))
    if led:  # 青葉署によると、
        return led[0].end + (text[led[0].end : led[0].end + 1] in (*_COMMAS, "、"))
    for mark in ("、", "，", ","):
        ends = [text.find(particle + mark, start, end) for particle in profile.quotes.subject or ("",)]
        found = [at for at in ends if at >= start]
        if found:
            return text.index(mark, min(found)) + 1
    return _after_name(text, start, end, heard, profile)


def _after_name(text: str, start: int, end: int, heard: Speech, profile: Profile) -> int:
    """Behind the particle that marks the first subject of a clause, if somebody is named before it."""
    for at in range(start + 1, min(end, start + _REACH)):
        particle = next((one for one in profile.quotes.subject if text.startswith(one, at)), None)
        if particle is None or (profile.spaces and not text[at + len(particle)].isspace()):
            continue
        if heard.speakers.near.names(start, at + profile.numbers.run_on * len(particle)):
            return at + len(particle)
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
