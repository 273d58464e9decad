"""The words of one article by which sources are named, and the phrases around them."""

from __future__ import annotations

import re
from bisect import bisect_left

from synoptic.marking import gazetteer
from synoptic.marking.lexicon import UNSPACED, Found, fold
from synoptic.marking.papers import past_marks
from synoptic.marking.phrases import EDGE, WORD, extent
from synoptic.marking.sourcecues import SourceCues
from synoptic.marking.sourcewords import named_in
from synoptic.marking.timewords import past_days, past_preposition
from synoptic.types import Mention

Cue = Found[str]
_BRACKETS = {"(": ")", "（": "）", "[": "]"}
_MARKED = re.compile(r"\s*[«„“\"「『‘]([^\W\d_][^«»„“”\"「」『』\n]{0,38}\w)(?=[»”“\"」』’])")
_LATIN = re.compile(r"\s*(?:[^\W\da-zA-Z]+\s+)?([A-Z][\w'’.&-]*\w(?:\s[A-Za-z](?:[\w'’.&-]*\w)?){0,5})")
_DATELINE = re.compile(r"\s*[)）]?[,.]?\s*[-–—]")
_DATED = 60  # code points that a dateline has at most
_REACH = 90  # code points in which words of attribution stand by a name
_NEAR = 4  # words between a name and the words of attribution that make it a source
_SUBJECT = 4  # words before a verb of saying that belong to the attribution
_ARTICLE = 4  # letters that a word before a name has at most to be its article
_MARKS = re.compile(r"[«„“\"][^«»„“”\"\n]{1,40}[»”“\"]")  # a name between marks
_NAME = 5  # words that a name beside a word like "agency" has at most


class Attributions(SourceCues):
    """Words of attribution in one article, outside of its quotations."""

    # --- where a name stands ---

    def is_picture(self, at: int, sentence: int) -> bool:
        """Whether a name is the credit of a picture."""
        found = self._photo.inside(max(sentence, at - _REACH // 2), at)
        return bool(found) and self.phrases.count(found[-1].end, at) <= 2

    def set_apart(self, start: int, end: int, span: tuple[int, int]) -> tuple[int, int] | None:
        """A name in brackets, after a slash or at the end of a dateline, with what sets it apart."""
        text = self.text
        before = text[max(0, start - 40) : start]
        opened = max(before.rfind(mark) for mark in _BRACKETS)
        if opened >= 0 and not set(before[opened:]) & set(".)）]"):
            closing = text.find(_BRACKETS[before[opened]], end, end + 40)
            if closing >= 0 and self.phrases.count(end, closing) <= 2:
                return self._with_brackets(start, end)
        if before.rstrip().endswith("/") or text[end : end + 2].strip().startswith("/"):
            return self._with_brackets(start, end)
        line = text.rfind("\n", max(0, start - _DATED), start) + 1
        first = line if line else (0 if start <= _DATED else start)
        dated = bool(_DATELINE.match(text, end, end + 6)) and span[0] <= first < start <= first + _DATED
        return (start, end) if dated and text[first:start].strip()[:1].isupper() else None

    def _with_brackets(self, start: int, end: int) -> tuple[int, int]:
        text = self.text
        left = start - 2 + len(text[start - 2 : start].rstrip()) if start > 1 else start
        if left > 0 and text[left - 1] in "(（[/":
            closing = text[end : end + 1] in {")", "）", "]", "/"}
            return left - 1, end + closing
        return start, end

    def attribution_around(
        self, start: int, end: int, span: tuple[int, int], *, anywhere: bool = False
    ) -> tuple[int, int] | None:
        """The passage from a name to the words of attribution by it; none if there are none."""
        low, high = max(span[0], start - _REACH), min(span[1], end + _REACH)
        near, phrases = 4 * _NEAR if anywhere else _NEAR, self.phrases
        found = self.according_before.inside(low, start)
        if found and phrases.count(found[-1].end, start) <= near and phrases.one_clause(found[-1].end, start):
            return found[-1].start, end
        found = self.according_after.inside(end, high)
        if found and self.phrases.count(end, found[0].start) <= near:
            return start, self.through_verb(found[0].end)
        if self.phrases.marked(end) and (verbs := self.say.inside(end, span[1])):
            return start, verbs[-1 if self._spaces else 0].end
        verbs = self.say.inside(low, start)
        comma = verbs and re.search("[,،，、]", self.text[verbs[-1].end : start])
        if verbs and not comma and self.phrases.count(verbs[-1].end, start) <= near:
            far = self.phrases.count(verbs[-1].end, start) > _NEAR
            return self._word_before(start) if far else self._from_subject(verbs[-1].start, span[0]), end
        verbs = self.say.inside(end, high)
        if verbs and self.phrases.count(end, verbs[0].start) <= near:
            return start, self.through_verb(verbs[0].end)
        return None

    def through_verb(self, end: int) -> int:
        """A place, or the end of the verb of saying that begins right there."""
        following = self.say.inside(end, end + 12)
        return following[0].end if following and following[0].start == end else end

    def _word_before(self, start: int) -> int:
        """Where the word before a place begins, such as the preposition of a name."""
        words = list(re.finditer(r"\S+", self.text[max(0, start - 20) : start]))
        return start - min(20, start) + words[-1].start() if words else start

    def _from_subject(self, verb: int, sentence: int) -> int:
        """Where the words of a verb's subject begin, if they are few."""
        start = self.phrases.clause_start(sentence, verb)
        start += len(self.text[start:verb]) - len(self.text[start:verb].lstrip())
        return start if 0 < self.phrases.count(start, verb) <= _SUBJECT else verb

    def name_beside(self, cue: Cue, span: tuple[int, int]) -> tuple[int, int] | None:
        """The name that a word like "agency" belongs to, on either side of it."""
        text = self.text
        if UNSPACED.match(text[cue.start]):
            start = cue.start
            while start > span[0] and UNSPACED.match(text[start - 1]) and cue.start - start < 16:
                start -= 1
            return (start, cue.end) if cue.start - start >= 2 else None
        if (marked := _MARKED.match(text, cue.end, span[1])) is not None:  # the agency «Pusula»
            return marked.span(1)
        if not text[cue.start].isascii() and (latin := _LATIN.match(text, cue.end, span[1])) is not None:
            return latin.span(1)  # "the British paper The Severn Telegraph", in Hebrew
        after = named_in(self.mentions, cue.end, min(span[1], cue.end + 60))
        if after is not None and not text[cue.end : after.start].strip():
            behind = self.phrases.capitalised(after.end, span[1]) if self._is_country(after) else None
            return behind or (after.start, after.end)  # "báo Anh The Severn Telegraph": a British paper
        right = self.phrases.capitalised(cue.end, span[1])
        if right is not None:
            return right
        before = self.text[max(span[0], cue.start - 60) : cue.start]
        words = list(WORD.finditer(before))
        first: int | None = None
        for word in reversed(words):
            if not word.group()[0].isupper():
                break
            first = cue.start - len(before) + word.start()
        if first is not None and self._capitals and first > span[0]:
            # "Norland's state media" are named by the whole, "the Transmar agency" by its name
            whole = cue.value == "outlet"
            return first, cue.end if whole else cue.start - len(before) + len(before.rstrip())
        return self._next_word(cue, span)

    def _next_word(self, cue: Cue, span: tuple[int, int]) -> tuple[int, int] | None:
        """The word after, in scripts without capitals; a name in Latin letters before it, if one is near."""
        latin = _LATIN.match(self.text, cue.end, span[1])
        if latin is not None:  # "the British paper The Severn Telegraph", in Hebrew
            return latin.span(1)
        word = WORD.match(self.text, cue.end + 1, span[1])
        cased = word and (word.group()[0].isupper() or word.group()[0].islower())
        return None if word is None or cased else word.span()

    def _is_country(self, mention: Mention) -> bool:
        place = gazetteer.find(mention.text, self._lang) if mention.kind == "place" else None
        return place is not None and place.country

    # --- who is named ---

    def _name_from(self, cue: Cue, start: int, limit: int) -> tuple[int, int]:
        """The name that a word of a kind stands in, from ``start`` to where the name goes on to."""
        named = next((one for one in self._bodies(start, limit) if one.start <= cue.start < one.end), None)
        stop = extent(self.text, max(cue.end, named.end if named else 0), limit, self._elsewhere, self._apart)
        for _ in range(2):  # "the geologists of the university"
            others = self.roles.inside(stop, limit)
            if not others or self.phrases.count(stop, others[0].start) > 1 or self.phrases.marked(stop):
                break
            if EDGE.search(self.text, stop, others[0].start):
                break
            stop = extent(self.text, others[0].end, limit, self._elsewhere, self._apart)
        return start, stop

    def source_in(self, start: int, end: int) -> tuple[tuple[int, int], str] | None:
        """The name in a phrase and the word that tells its kind; none where nothing names a source."""
        roles = self.roles.inside(start, end)
        kind = roles[0].value if roles else ""
        if kind in {"agency", "outlet"}:
            name = self.name_beside(roles[0], (start, past_marks(self.text, end)))
            return (name or (start, end)), kind
        named = named_in(self.mentions, start, end)
        person = self._person_in(start, end)
        if person is not None and not self.phrases.bounded(start, person.start):
            return (person.start, person.end), "person"  # "pasak klinikų gydytojo Rimo Žilio"
        if named is not None and named.kind == "organisation" and kind == "release":
            return (named.start, named.end), "official"  # "a statement of the Met Office"
        place = named is not None and named.kind == "place" and not roles
        if named is not None and place and not self._at_once(start, named.start):
            return None
        if named is not None and (named.kind == "person" or not roles):
            return (named.start, named.end), "person" if named.kind == "person" else "official"
        if roles:
            verbs = self.say.inside(start, roles[0].start)
            if verbs and kind == "release":
                return None
            begin = verbs[-1].end if verbs else start
            begin += len(self.text[begin:end]) - len(self.text[begin:end].lstrip())
            return self._name_from(roles[0], begin, end), kind
        name = self.phrases.capitalised(start, end)
        ordinary = name is not None and fold(self.text[slice(*name)]) in self._ordinary
        return (name, "person") if name and self._capitals and not ordinary else None

    def _at_once(self, start: int, name: int) -> bool:
        """Whether a name follows a place, with no word like "in" before it."""
        before = self.text[start:name].split()
        return len(before) <= 1 and not (before and fold(before[-1]) in self._elsewhere)

    def person_of(self, start: int, end: int, limit: int) -> Mention | None:
        """The person that a phrase names, or whose office it goes on to name."""
        return self._person_in(start, end) or self._person_behind(end, limit)

    def _person_in(self, start: int, end: int) -> Mention | None:
        """The first person that a phrase names, who then speaks for himself."""
        at = bisect_left(self.mentions, start, key=lambda mention: mention.start)
        inside = self.mentions[at : at + _NAME]
        return next((one for one in inside if one.kind == "person" and one.end <= end), None)

    def _person_behind(self, end: int, limit: int) -> Mention | None:
        """The person whose office a phrase goes on to name: "said the ministry's spokesman Ada Lind"."""
        person = self._person_in(end, min(limit, end + _REACH))
        if person is None or self.phrases.count(end, person.start) > _NEAR:
            return None
        between = _MARKS.sub("", self.text[end : person.start])  # "директор завода «Луч» Анна Лис"
        words = between.split()
        office = all(word.islower() and fold(word) not in self._elsewhere for word in words)
        return person if words and office and not EDGE.search(between) else None

    def _bodies(self, start: int, end: int) -> list[Mention]:
        """The organisations and places named in a span."""
        low = bisect_left(self.mentions, start, key=lambda mention: mention.start)
        high = bisect_left(self.mentions, end, key=lambda mention: mention.start)
        return [one for one in self.mentions[low:high] if one.kind != "person" and one.end <= end]

    # --- verbs of saying ---

    def verb_near(self, start: int, end: int, span: tuple[int, int], most: int) -> Found[str] | None:
        """The verb of saying nearest to a place, before it or after."""
        before = self.say.inside(max(span[0], start - 2 * _REACH), start)
        if before and self.phrases.count(before[-1].end, start) <= most:
            return before[-1]
        after = self.say.inside(end, min(span[1], end + _REACH))
        return after[0] if after and self.phrases.count(end, after[0].start) <= _NEAR else None

    def issuer(self, start: int, end: int, span: tuple[int, int]) -> tuple[int, int] | None:
        """Who put out a document: the body named in the sentence, else the words before the verb."""
        bodies = [one for one in self._bodies(*span) if one.kind == "organisation"]
        if bodies:
            return bodies[0].start, bodies[0].end
        before = self.phrases.before(start, span[0], _NAME)
        if before is not None and self.phrases.count(*before) and self._names(before, span[0]):
            return before
        for role in self.roles.inside(start, end):
            if role.value == "official":  # "that, say the police in a statement"
                return role.start, role.end
        for word in WORD.finditer(self.text, start, end):
            if word.group()[0].isupper():
                return self.phrases.capitalised(word.start(), end)
        return None

    def _names(self, phrase: tuple[int, int], sentence: int) -> bool:
        """Whether a phrase can name somebody: no pronoun, nor "About this" at the head of a sentence."""
        if fold(self.text[slice(*phrase)]) in self._ordinary:
            return False
        words = self.text[phrase[0] : phrase[1]].split()
        begins = not self.text[sentence : phrase[0]].strip()
        if not self._capitals or not begins or self.roles.inside(*phrase):
            return True
        uncased = words[0][0].isupper() == words[0][0].islower()
        return uncased or any(word[0].isupper() for word in words[1:])

    def subject_of_saying(
        self, cue: Cue, span: tuple[int, int], most: int
    ) -> tuple[Found[str], tuple[int, int]] | None:
        """The verb of saying whose subject a word is, with the name that the word stands in."""
        begin = self._subject_start(cue.start, span[0])
        source = self._name_from(cue, begin, span[1])
        verbs = self.say.inside(source[1], span[1])
        if self._subject:
            marked = verbs and self.phrases.marked(source[1])
            return (verbs[-1 if self._spaces else 0], source) if marked else None
        apart = self.phrases.count(source[1], verbs[0].start) if verbs else 0
        inside = past_preposition(self.text, begin, self._lang)
        if verbs and apart <= most and (not self.phrases.opens_elsewhere(begin) or self._next(inside, cue)):
            source = self._name_from(cue, self._word_at(inside), span[1]) if inside else source
            between = self.text[source[1] : verbs[0].start]
            if not EDGE.search(between) and not self.that.inside(source[1], verbs[0].start):
                return verbs[0], source
        verbs = self.say.inside(max(span[0], cue.start - _REACH), cue.start)
        return self._behind_verb(cue, verbs[-1], span, most) if verbs else None

    def _behind_verb(
        self, cue: Cue, verb: Found[str], span: tuple[int, int], most: int
    ) -> tuple[Found[str], tuple[int, int]] | None:
        """A verb with the name behind it that is its subject, behind words that tell a day too."""
        begin = past_days(self.text, verb.end, cue.start, self._lang)
        inside = past_preposition(self.text, begin, self._lang)
        if inside is not None and self._next(inside, cue):  # "съобщиха от полицията"
            return verb, self._name_from(cue, self._word_at(inside), span[1])
        between = self.text[begin : cue.start]
        if self.phrases.count(begin, cue.start) > most or EDGE.search(between):
            return None
        if self.that.inside(begin, cue.start) or self.phrases.opens_elsewhere(begin):
            return None
        if self._has_subject(verb.start, span[0]):
            return None
        return verb, self._name_from(cue, self._word_at(begin), span[1])

    def _next(self, at: int | None, cue: Cue) -> bool:
        """Whether a word follows a place with no more than one word between."""
        if at is None or at > cue.start or cue.value not in {"official", "agency", "outlet"}:
            return False
        return self.phrases.count(at, cue.start) <= 1 and not EDGE.search(self.text, at, cue.start)

    def _word_at(self, at: int) -> int:
        """Where the next word begins."""
        while at < len(self.text) and self.text[at].isspace():
            at += 1
        return at

    def _subject_start(self, at: int, sentence: int) -> int:
        """Where the phrase that a word stands in begins, in its clause."""
        begin = self.phrases.clause_start(max(sentence, at - 2 * _REACH), at)
        for places in (self.that, self.say, self._links):
            found = places.inside(begin, at)
            begin = found[-1].end if found else begin
        begin += len(self.text[begin:at]) - len(self.text[begin:at].lstrip())
        return begin if self.phrases.count(begin, at) <= _NAME and not self._person_in(begin, at) else at

    def _has_subject(self, verb: int, sentence: int) -> bool:
        """Whether a verb has its subject before it in its clause."""
        begin = self.phrases.clause_start(max(sentence, verb - _REACH), verb)
        named = named_in(self.mentions, begin, verb)
        return bool(named or self.roles.inside(begin, verb) or self._pronouns.inside(begin, verb))

    def bodies_speaking(self, span: tuple[int, int]) -> list[tuple[Mention, Found[str]]]:
        """The bodies and places named in a sentence right beside a verb of saying, with the verb."""
        pairs = ((mention, self._speaks(mention, span)) for mention in self._bodies(*span))
        return [(mention, verb) for mention, verb in pairs if verb is not None]

    def _determines(self, at: int) -> bool:
        """Whether the word at a place is short and no acronym, as an article is."""
        word = WORD.search(self.text, at)
        if (
            word is None
            or len(word.group()) > _ARTICLE
            or not (word.group().islower() or word.group().istitle())
        ):
            return False
        return not self.phrases.opens_elsewhere(at)

    def _speaks(self, mention: Mention, span: tuple[int, int]) -> Found[str] | None:
        """The verb of saying right beside the name of a body or place that is its subject."""
        text = self.text
        begin = self.phrases.clause_start(max(span[0], mention.start - _REACH), mention.start)
        verbs = self.say.inside(mention.end, min(span[1], mention.end + 40))
        if self._subject:
            late = self.say.inside(mention.end, span[1])
            marked = mention.kind == "organisation" and late and self.phrases.marked(mention.end)
            return late[-1 if self._spaces else 0] if marked else None
        words = self.phrases.count(begin, mention.start)
        # "the Red Crescent said"
        first = not words or (words == 1 and self._determines(begin))
        if verbs and first and self.phrases.count(mention.end, verbs[0].start) <= 1:
            return verbs[0] if text[mention.end].isspace() else None
        verbs = self.say.inside(max(span[0], mention.start - 40), mention.start)
        if not verbs or mention.kind == "place":
            return None
        after = past_days(
            self.text, verbs[-1].end, mention.start, self._lang
        )  # "revelou na quarta-feira a DGS"
        between = text[after : mention.start].strip('«„“"‘ \u00a0')
        own = after > verbs[-1].end or not self.phrases.opens_elsewhere(after)
        if between and not (len(between) <= _ARTICLE and between.islower() and own):
            return None
        edge = mention.end == span[1] or bool(EDGE.match(text, mention.end))
        return verbs[-1] if edge and not self._has_subject(verbs[-1].start, span[0]) else None
