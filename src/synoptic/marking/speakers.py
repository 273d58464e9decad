"""Who says what stands between quotation marks.

The speaker is looked for in this order: the name beside the verb of saying in the sentence of the
quotation, on either side of it; a role or an organisation beside the verb; the name before a
colon; for a pronoun, a bare role or no subject at all, the last fitting person named before; for
a quotation that stands alone, the speaker of the one just before it.  Where the article names the
same person more fully, the fuller mention is given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from synoptic.languages.given_names import Gender
from synoptic.languages.profile import Profile
from synoptic.marking.addressees import later_role
from synoptic.marking.clauses import Clauses
from synoptic.marking.frames import Attribution, Frame
from synoptic.marking.gender import Genders
from synoptic.marking.lexicon import Found
from synoptic.marking.near_speech import NearSpeech, again, credits, ends_in_pronoun
from synoptic.marking.people import People, Person
from synoptic.marking.phrases import EDGES
from synoptic.types import Article, Mention, Passage

_COMMAS = ",،，、;؛；"
_EDGES = EDGES + ".‘’"
_SET_OFF = frozenset(",،，!?！？؟–—-")  # what sets speech off from the words behind it
_QUOTES = "\"“”„«»‘’‚'「」『』"
_LED = " \u00a0–—―-"  # what may stand between a colon and speech
_GAP = 4  # code points in which that stands
_AWAY = 6  # words between speech and the person behind it where no verb of saying is known
_NEAR = 3  # words between a verb of saying and the quotation that it introduces
_REACH = 120  # code points in which a verb of saying must follow a quotation
_SENTENCE = 600  # code points of an earlier sentence in which its subject is looked for
_BACK = 4  # sentences back in which a pronoun's person is looked for
_ROLE = 7  # words that a role has at most
_HEADED = 2  # the same in a headline, where more words tell the news


class Speakers:
    """Finds the speakers of one article's quotations.

    ``quoted`` are the spans of all quotations in order, outside of which speakers stand, ``verbs``
    all verbs of saying.
    """

    def __init__(
        self,
        article: Article,
        sentences: Sequence[Passage],
        mentions: Sequence[Mention],
        profile: Profile,
        quoted: Sequence[tuple[int, int]],
        verbs: Sequence[Found[str]],
    ) -> None:
        self._article, self._text, self._sentences = article, article.text, sentences
        self._subject = profile.quotes.subject
        self._clauses = Clauses(article, profile)
        self._people = People(article, sentences, mentions, profile, quoted)
        self._genders = Genders(article.text, profile)
        self.near = NearSpeech(article, profile, self._people, self._clauses, quoted, verbs, mentions)
        self._last: tuple[Frame, Attribution] | None = None

    def of(self, frame: Frame, last: tuple[Frame, Attribution] | None) -> Attribution:
        """The attribution of a quotation; ``last`` is the quote before it, with its own."""
        self._last = last
        verb_after = self._verb_after(frame)
        verb_before = next(reversed(self.near.say.inside(frame.before, frame.start)), None)
        colon = self._text[frame.before : frame.start].rstrip(_LED).endswith((":", "："))
        shared = self._shared(frame, last, verb_after)
        if shared is not None:
            return shared
        if verb_before is not None and (colon or self._introduces(verb_before, frame, verb_after)):
            return self._told(frame, verb_before, self._subject_before(frame, verb_before), colon)
        if verb_after is not None:
            return self._told(frame, verb_after, self._subject_after(frame, verb_after), colon)
        if verb_before is not None:
            return self._told(frame, verb_before, self._subject_before(frame, verb_before), colon)
        named = self._according_to(frame)
        if named is not None:
            return Attribution(speaker=named, according=True)
        if colon:
            return Attribution(speaker=self._before_colon(frame), colon=True)
        beside = self._behind(frame) or self._right_before(frame)
        if beside is not None:  # by a verb that no table knows: “…,” fumed the mayor, Ada Lind
            return Attribution(speaker=beside, near=True)
        return self._inherited(frame, last)

    def named_at(self, start: int, end: int) -> tuple[int, Passage] | None:
        """The end of the first person's name in a span, else of a role's, and who it is, in full."""
        people = self._people.inside(start, end)
        if people:
            return people[0].end, self._full(people[0])
        role = self._clauses.phrase(start, end) if self.near.has_role(start, end) else None
        return None if role is None else (role.end, role)

    def before(self, frame: Frame) -> Passage | None:
        """Whom a pronoun at the head of a sentence stands for."""
        self._last = None
        return self._antecedent(frame, frame.before)

    def subject_at(self, at: int, end: int) -> int:
        """Where the subject behind a verb of saying begins."""
        return self._clauses.subject_at(at, end)[0]

    # --- the verb of saying ---

    def _verb_after(self, frame: Frame) -> Found[str] | None:
        return next(iter(self.near.say.inside(frame.end, min(frame.after, frame.end + _REACH))), None)

    def _introduces(self, verb: Found[str], frame: Frame, after: Found[str] | None) -> bool:
        """Whether the verb before a quotation attributes it, rather than the one after it."""
        if after is None:
            return True
        gap = self._clauses.count(frame.end, after.start)
        beside = self._text[frame.end : frame.end + 3].strip(" \u00a0")[:1]
        # a fragment inside a clause that goes on belongs to the verb of that clause
        inside = bool(beside) and beside not in _EDGES
        before = self._clauses.count(verb.end, frame.start)
        if not gap:  # "thanked him for '...', adding that"
            return before <= _NEAR and self.near.reports(after.end, frame.after)
        return inside or before <= gap

    def _shared(
        self, frame: Frame, last: tuple[Frame, Attribution] | None, after: Found[str] | None
    ) -> Attribution | None:
        """The attribution of the part before it, if this one goes on with a broken quotation."""
        if last is None:
            return None
        before, attribution = last
        if frame.reopened and after is None:
            return replace(attribution, near=True)
        between = attribution.verb is not None and before.end <= attribution.verb.start < frame.start
        if frame.broken and between and after is None:
            return replace(attribution, near=True)
        return None

    def _told(self, frame: Frame, verb: Found[str], speaker: Passage | None, colon: bool) -> Attribution:
        before = verb.end <= frame.start
        between = (verb.end, frame.start) if before else (frame.end, verb.start)
        gap = self._clauses.count(*between)
        passage = self._article.passage(verb.start, verb.start + len(verb.value))  # no auxiliary
        near, touching = gap < _NEAR, not gap
        return Attribution(speaker=speaker, verb=passage, near=near, touching=touching, colon=colon)

    # --- its subject ---

    def _behind(self, frame: Frame) -> Passage | None:
        """The person named soon behind a quotation that a comma, a dash or its own last mark sets off."""
        text = self._text
        last = text[frame.start : frame.end].rstrip(_QUOTES)[-1:]
        gap = text[frame.end : frame.end + _GAP].strip()[:1]
        if not gap or (last not in _SET_OFF and gap not in _SET_OFF):
            return None
        end = min(frame.after, frame.end + _REACH)
        people = [
            person
            for person in self._people.subjects(frame.end, end)
            if not self._clauses.follows_elsewhere(person.start)
        ]
        if not people or self._clauses.count(frame.end, people[0].start) > _AWAY:
            return None
        return self._full(people[0])

    def _right_before(self, frame: Frame) -> Passage | None:
        """The person named right before a quotation, with a comma or a subject's particle between."""
        people = self._people.subjects(frame.before, frame.start)
        if not people:
            return None
        between = self._text[people[-1].end : frame.start].strip(_QUOTES + " \u00a0")
        marked = bool(self._subject) and between.endswith(self._subject)
        if (between in _COMMAS and between) or (
            marked and self._clauses.count(people[-1].end, frame.start) <= 1
        ):
            return self._full(people[-1])
        return None

    def _subject_after(self, frame: Frame, verb: Found[str]) -> Passage | None:
        left, right = self._clauses.left_of(frame.end, verb.start), verb.end
        if pronoun := self.near.pronoun_at(right, frame.after):
            return self._antecedent(frame, verb.start, pronoun)
        people = self._people.subjects(*left)
        if people:
            apart = set(self._text[people[-1].end : verb.start].strip()) & set(_COMMAS)
            return self._full(people[0] if apart else people[-1])
        if pronoun := ends_in_pronoun(self.near, *left):
            return self._antecedent(frame, left[0], pronoun)
        marked = self.near.marked(*left)
        if marked is not None:
            return marked
        if not self.near.reports(right, frame.after):
            people = self._people.subjects(right, min(frame.after, right + _REACH))
            people = [person for person in people if not self._clauses.follows_elsewhere(person.start)]
            if people:
                return self._full(people[0])
        role = self._role(*left, frame) if not self._subject and self._clauses.count(*left) else None
        return role or self._unnamed(frame, verb)  # "a déclaré le maire": an auxiliary is no role

    def _unnamed(self, frame: Frame, verb: Found[str]) -> Passage | None:
        """The subject of a verb after the quotation where no name stands beside the verb."""
        if before := self._right_before(frame):
            return before
        at, body = self._clauses.subject_at(verb.end, frame.after)
        told = self.near.reports(at, frame.after) or credits(self.near, at, frame.after)
        later = None if told else later_role(self.near, self._text, verb.end, frame.after)
        if later is not None:
            return self._role(later, frame.after, frame)
        elsewhere = self._clauses.begins_elsewhere(at) and not body
        near = self.near.has_role(at, frame.after) or (self.near.is_phrase(at, frame.after) and not body)
        if near and not (elsewhere or told):
            return self._role(at, frame.after, frame)
        people = self._people.inside(frame.before, frame.start)
        if people:
            return self._full(self._subject_among(people, frame.start))
        marked = self.near.marked(frame.before, frame.start)
        if marked is not None:
            return marked
        if self.near.has_role(frame.before, frame.start):
            return self._role(frame.before, frame.start, frame)
        led = self._according_to(frame) if self._subject else None  # 青葉署によると、…とみられる
        return led or self._antecedent(frame, frame.start)

    def _subject_before(self, frame: Frame, verb: Found[str]) -> Passage | None:
        start = frame.before
        pronoun = ends_in_pronoun(self.near, start, verb.start) or self.near.pronoun_at(verb.end, frame.start)
        if pronoun:
            return self._antecedent(frame, verb.start, pronoun)
        clause = self._clauses.clause(start, verb.start)
        people = self._people.subjects(start, verb.start)
        beside = self._in_apposition(people, clause, verb.start)
        if beside is not None:
            return self._full(beside)
        if self.near.is_role(*clause) and not self._clauses.begins_elsewhere(clause[0]):
            return self._role(*clause, frame)
        if people:
            return self._full(self._subject_among(people, verb.start))
        people = self._people.subjects(verb.end, frame.start)
        marked = self.near.marked(start, verb.start)
        apart = set(self._text[clause[1] : verb.start]) & set(_COMMAS)  # „Ja”, sagte der Chef, „...“
        if marked is not None or (not apart and self.near.is_name(*clause)):
            return marked or self._role(*clause, frame)
        if people:
            return self._full(people[0])
        if self.near.pronouns.inside(start, verb.start):
            return self._antecedent(frame, verb.start)
        if self._clauses.goes_on(*clause):  # "the mayor promised 3 million euros and said"
            before = self.near.say.inside(start, verb.start)
            return self._subject_before(frame, before[0]) if before else self._antecedent(frame, verb.start)
        if self._clauses.count(*clause) and not apart:
            return self._role(*clause, frame)
        told = self.near.reports(verb.end, frame.start) or self._clauses.begins_elsewhere(verb.end)
        if not told and self._clauses.count(verb.end, frame.start):
            return self._role(verb.end, self.near.before_that(verb.end, frame.start), frame)
        return self._antecedent(frame, verb.start)

    def _in_apposition(self, people: Sequence[Person], clause: tuple[int, int], verb: int) -> Person | None:
        """The person whom a clause between commas says more of: "Lee, the mayor, said"."""
        before = [person for person in people if person.end <= clause[0]]
        if not before or not set(self._text[clause[1] : verb].strip()[:1]) & set(_COMMAS):
            return None
        between = self._text[before[-1].end : clause[0]].strip()
        return before[-1] if between in _COMMAS and between else None

    def _subject_among(self, people: Sequence[Person], verb: int) -> Person:
        """Which of the people before a verb is its subject."""
        for person in people:
            rest = self._text[person.end : person.end + 8].lstrip()
            if self._subject and rest.startswith(self._subject):
                return person
        words = self._text[people[-1].end : verb].rstrip()
        if words.endswith(tuple(_COMMAS)):  # "Lee, who met Park, said"
            opened = max(words[:-1].rfind(comma) for comma in _COMMAS)
            outside = [person for person in people if person.end <= people[-1].end + opened]
            return outside[-1] if opened >= 0 and outside else people[0 if len(people) > 1 else -1]
        return people[-1] if self._clauses.count(people[-1].end, verb) <= 1 else people[0]

    def _before_colon(self, frame: Frame) -> Passage | None:
        people = self._people.inside(frame.before, frame.start)
        if people:
            return self._full(people[-1])
        clause = self._clauses.clause(frame.before, frame.start)
        most = _ROLE if frame.sentence or self.near.has_role(*clause) else _HEADED
        return self._role(*clause, frame) if 0 < self._clauses.count(*clause) <= most else None

    def _according_to(self, frame: Frame) -> Passage | None:
        for start, end in ((frame.end, frame.after), (frame.before, frame.start)):
            for places, side in zip(self.near.according, (1, -1), strict=True):
                for found in places.inside(start, end):
                    span = (found.end, end) if side > 0 else (start, found.start)
                    people = self._people.inside(*span)
                    if people:
                        return self._full(people[0 if side > 0 else -1])
                    if self._clauses.count(*span):
                        return self._clauses.phrase(*span, last=side < 0)
        return None

    def _inherited(self, frame: Frame, last: tuple[Frame, Attribution] | None) -> Attribution:
        """For a quotation beside which nobody is named: what the sentence before says of it."""
        beside = (frame.before, frame.start), (frame.end, frame.after)
        if frame.sentence == 0 or any(self._clauses.count(*span) for span in beside):
            return Attribution()
        before = self._sentences[frame.sentence - 1]
        if last is not None and last[0].end > before.start:
            return Attribution(speaker=last[1].speaker)
        colon = before.text.rstrip().endswith((":", "："))
        start = max(before.start, before.end - _SENTENCE)
        verbs = self.near.say.inside(start, before.end)
        span = replace(frame, before=start, start=before.end, end=before.end, after=before.end)
        if verbs:
            speaker = self._subject_before(span, verbs[-1])
            verb = self._article.passage(verbs[-1].start, verbs[-1].end) if colon else None
            return Attribution(speaker=speaker, verb=verb, colon=colon)
        people = self._people.inside(start, before.end)
        speaker = self._full(people[0]) if people else None
        return Attribution(speaker=self._before_colon(span) if colon else speaker, colon=colon)

    # --- those named before ---

    def _antecedent(self, frame: Frame, position: int, pronoun: Found[None] | None = None) -> Passage | None:
        """Whom a pronoun, or a verb without a subject, at ``position`` stands for."""
        wanted = self._genders.of_pronoun(pronoun.start, pronoun.end) if pronoun else None
        people = self._fitting(frame.before, min(position, frame.start), wanted)
        if people:
            return self._full(people[0])
        last = self._last[1].speaker if self._last and self._fits(self._last[1].speaker, wanted) else None
        if self._last and self._last[0].sentence == frame.sentence and last:
            return last
        for index in range(frame.sentence - 1, max(-1, frame.sentence - 1 - _BACK), -1):
            sentence = self._sentences[index]
            end = min(sentence.end, sentence.start + _SENTENCE)
            if self._last and last and self._last[0].end > sentence.start:
                since = self._fitting(self._last[0].end, end, wanted)  # who speaks behind the quotation
                return self._full(since[0]) if since and self.near.say.inside(since[0].end, end) else last
            people = self._fitting(sentence.start, end, wanted)
            if (
                people
                and pronoun
                and again(self.near, self._text, pronoun, (sentence.start, people[0].start))
            ):
                continue
            if people:
                return self._full(people[0])
            verbs = self.near.say.inside(sentence.start, end)
            marked = self.near.marked(sentence.start, verbs[0].start) if verbs else None
            if verbs and (marked or not self._people.named):
                return marked or self._clauses.phrase(*self._clauses.clause(sentence.start, verbs[0].start))
        return None

    def _fitting(self, start: int, end: int, wanted: Gender | None) -> list[Person]:
        """The people named in a span for whom a pronoun can stand, by their fullest names."""
        people = self._people.inside(start, end)
        return [one for one in people if self._genders.fitting([self._people.fullest(one)], wanted)]

    def _fits(self, speaker: Passage | None, wanted: Gender | None) -> bool:
        """Whether a pronoun can stand for the speaker before; one that is no person fits."""
        if speaker is None:
            return False
        people = self._people.inside(speaker.start, speaker.end)
        return not people or bool(self._genders.fitting(people, wanted))

    def _full(self, person: Person) -> Passage:
        full = self._people.fullest(person)
        return self._article.passage(full.start, full.end)

    # --- phrases ---

    def _role(self, start: int, end: int, frame: Frame) -> Passage | None:
        """A phrase that names the speaker by a role, or the person named before with that role."""
        found = [role for role in self.near.roles.inside(start, end) if not self._clauses.is_told(role.start)]
        if found:
            earlier = self._sentences[frame.sentence].start if self._sentences else frame.before
            person = self._people.with_role(self._text[found[0].start : found[0].end], earlier)
            if person is not None:
                return self._full(person)
        phrase = self._clauses.phrase(start, end)
        if found and phrase is not None and phrase.start <= found[0].start < found[0].end <= phrase.end:
            phrase = self._clauses.trimmed(phrase, found)
        phrase = self._clauses.cut(phrase) if phrase is not None and not found else phrase
        if phrase is not None and not found and len(phrase.text) <= 3 and phrase.text.islower():
            return None
        return phrase
