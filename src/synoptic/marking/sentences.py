"""Where sentences begin and end.

The spans are exact and in order, do not overlap, and leave out nothing but white space.  A title
is one sentence, a line break ends one, and so does a terminator (Unicode's ``Sentence_Terminal``)
unless what stands around it says otherwise: an abbreviation, an initial, an ordinal, a decimal, a
clause that goes on in lower case.  Marks that close a quotation or bracket after the terminator
belong to the sentence.  Where an abbreviation may as well end a sentence, the text itself decides,
as in Kiss and Strunk (2006), Unsupervised Multilingual Sentence Boundary Detection: a capitalised
word that the text also writes in lower case begins a sentence.

Every look around a terminator is bounded, so the time is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from synoptic.languages import sections
from synoptic.languages.profile import Profile
from synoptic.marking.lexicon import fold, is_word
from synoptic.marking.saying import verbs_of_saying
from synoptic.types import Article, Passage

# Unicode Sentence_Terminal of the scripts in use today, and the ellipsis.
TERMINATORS = ".!?…։؝؞؟۔।॥။።፧፨។៕᠃᠉‼‽⁇⁈⁉。﹒﹖﹗！．？｡"
# Those that need no space after them.
_FULL = frozenset("؟۔।॥။።៕។。﹒﹖﹗！？｡")
_OPENERS = "([{¿¡“„‟‘‚‛«‹»›”’\"'「『《〈（【〔［｛–—‒―‐−•·*-"
_DASHES = frozenset("–—‒―‐−-")
_CLOSERS = "”“’‘\"'»«›‹」』》〉）】〕］｝)]}"
_QUOTE_CLOSERS = frozenset("”“’‘\"'»«›‹」』》〉")
_INSIDE = frozenset(",;:،؛，、；：")
_LOOK = 24  # code points looked at before and after a terminator
_CLAUSE = 80  # code points in which a verb of saying must follow a closed quotation
_UNPUNCTUATED = re.compile(r"[\u0e00-\u0eff]")  # Thai and Lao write no terminators
_LONG, _REST = 110, 40  # there, a space after so many code points ends a sentence
_WORD = re.compile(r"\w+")
_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class _Rules:
    """What one language says of its sentences, made ready to look things up."""

    terminator: re.Pattern[str]
    closers: re.Pattern[str]
    abbreviations: frozenset[str]
    before_number: frozenset[str]
    may_end: frozenset[str]
    particles: tuple[str, ...]
    ordinal_dot: bool
    spaces: bool
    quotes: sections.Quotes
    pronouns: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Seen:
    """Words of one text by how it writes them: in lower case; capitalised inside a sentence."""

    lower: frozenset[str]
    capitalised: frozenset[str]


def sentences(article: Article, profile: Profile) -> tuple[Passage, ...]:
    """The sentences of an article in order; together they cover all but its white space."""
    text = article.text
    rules = _rules(profile.sentences, profile.quotes, profile.spaces)
    seen = _seen(text)
    passages = []
    if article.body:
        title = article.title or ""
        passages += _trimmed(article, 0, len(title))
    for start, end in _paragraphs(text, article.body):
        begin = start
        for stop in _ends(text, start, end, rules, seen):
            passages += _unpunctuated(article, begin, stop)
            begin = stop
        passages += _unpunctuated(article, begin, end)
    return tuple(passages)


@lru_cache(maxsize=128)
def _rules(own: sections.Sentences, quotes: sections.Quotes, spaces: bool) -> _Rules:
    more = "".join(own.terminators)
    pairs = [pair.split(" ") for pair in quotes.marks if pair.count(" ") == 1]
    opening = {pair[0] for pair in pairs}
    # "« Non ! »": a mark that only ever closes may stand off by a space.
    lone = "".join(sorted({pair[1] for pair in pairs if len(pair[1]) == 1} - opening))
    apart = rf"|[ \u00a0\u202f][{re.escape(lone)}]" if lone else ""
    closers = "".join(char for char in _CLOSERS if char not in opening - {pair[1] for pair in pairs})
    return _Rules(
        terminator=re.compile(f"[{re.escape(TERMINATORS + more)}]+"),
        closers=re.compile(f"(?:[{re.escape(closers)}]{apart})*"),
        abbreviations=frozenset(map(fold, own.abbreviations)),
        before_number=frozenset(map(fold, own.before_number)),
        may_end=frozenset(map(fold, own.may_end)),
        particles=own.particles,
        ordinal_dot=own.ordinal_dot,
        spaces=spaces,
        quotes=quotes,
        pronouns=frozenset(map(fold, quotes.pronouns)),
    )


def _seen(text: str) -> _Seen:
    lower, capitalised = set(), set()
    for match in _WORD.finditer(text):
        word = match.group()
        if word[0].islower():
            lower.add(fold(word))
        elif text[max(0, match.start() - 2) : match.start()].strip(" \u00a0,").islower():
            capitalised.add(fold(word))
    return _Seen(frozenset(lower), frozenset(capitalised))


def _trimmed(article: Article, start: int, end: int) -> list[Passage]:
    """The passage without white space at its ends; none if there is nothing else."""
    words = article.text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    return [article.passage(start, end)] if start < end else []


def _paragraphs(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Lines; those that were only wrapped (the next goes on in lower case) taken together."""
    begin = end = None
    for line in _LINE.finditer(text, start):
        words = line.group().strip()
        if not words:
            continue
        if begin is not None and end is not None:
            last = text[end - 1]
            wrapped = words[0].islower() and (last.isalnum() or last in ",-") and end - begin >= 40
            apart = text.count("\n", end, line.start() + 1) > 1
            if not wrapped or apart:
                yield begin, end
                begin = None
        begin = line.start() if begin is None else begin
        end = line.start() + len(line.group().rstrip())
    if begin is not None and end is not None:
        yield begin, end


def _ends(text: str, start: int, end: int, rules: _Rules, seen: _Seen) -> Iterator[int]:
    """Where sentences end inside a paragraph, its own end left out."""
    closed = start
    for match in rules.terminator.finditer(text, start, end):
        if match.start() < closed:
            continue
        closers = rules.closers.match(text, match.end(), end)
        closed = closers.end() if closers else match.end()
        if closed < end and _is_end(text, (start, match.start(), match.end(), closed, end), rules, seen):
            yield closed


def _is_end(text: str, at: tuple[int, int, int, int, int], rules: _Rules, seen: _Seen) -> bool:
    """Whether a sentence ends at the terminator ``at`` = paragraph, stop, after, closed, end."""
    paragraph, stop, after, closed, end = at
    mark = text[stop:after]
    unspaced = mark[-1] in _FULL or (not rules.spaces and mark[-1] in "!?")
    if not text[closed].isspace() and not unspaced:
        return False
    first, dash = _next_word(text, closed, end)
    following = text[first : min(first + 1, end)]
    quoted = any(char in _QUOTE_CLOSERS for char in text[after:closed])
    if not following or following.islower() or following in _INSIDE or (dash and quoted):
        return False
    if mark[-1] in ".．" and following.isdigit() and not text[closed].isspace():
        return False
    if quoted and _goes_on(text, closed, first, mark, end, rules):
        return False
    if len(mark) > 1 and not set(mark) - set(".…"):
        return following.isupper()
    if mark == "…":
        return following.isupper()
    if mark == ".":
        return not _abbreviated(text, paragraph, stop, first, rules, seen)
    return True


def _next_word(text: str, at: int, end: int) -> tuple[int, bool]:
    """Where the next word begins, looking past spaces and opening marks; if a dash comes first."""
    limit = min(end, at + _LOOK)
    dash = False
    while at < limit and (text[at].isspace() or text[at] in _OPENERS):
        dash = dash or text[at] in _DASHES
        at += 1
    return at, dash


def _goes_on(text: str, closed: int, first: int, mark: str, end: int, rules: _Rules) -> bool:
    """Whether the sentence goes on after a closed quotation that ended in a terminator."""
    if text.startswith(rules.particles, closed):
        return True
    following = text[first : first + 1]
    if following.isupper() and mark[-1] == ".":
        return False
    clause = text[closed : min(end, closed + _CLAUSE)]
    stop = rules.terminator.search(clause)
    comma = re.search("[,،，、:：]", clause)
    cut = min(found.start() for found in (stop, comma) if found) if stop or comma else len(clause)
    if cut == len(clause) and closed + cut < end:
        return False
    clause = clause[:cut]
    first_word = _WORD.search(clause)
    if following.isupper() and first_word and fold(first_word.group()) in rules.pronouns:
        return False
    if set(clause.strip()) & _QUOTE_CLOSERS:
        return False
    verbs = verbs_of_saying(clause, rules.quotes, rules.spaces)
    return any(len(clause[verb.end :].split()) <= 2 for verb in verbs)


def _abbreviated(text: str, paragraph: int, stop: int, first: int, rules: _Rules, seen: _Seen) -> bool:
    """Whether the full stop at ``stop`` belongs to its word and ends no sentence."""
    start = stop
    while start > max(paragraph, stop - _LOOK) and not text[start - 1].isspace():
        start -= 1
    token = text[start:stop].lstrip(_OPENERS)
    following = _WORD.match(text, first, first + _LOOK)
    word = fold(following.group()) if following else ""
    if not token:
        return not text[first : first + 1].isupper()
    pieces = {fold(token), *re.split(r"[.'’\-–/(]", fold(token))[-1:]}
    starts = word in seen.lower
    if token.isdecimal():
        listed = start <= paragraph + 2 and len(token) <= 3
        return listed or (rules.ordinal_dot and len(token) <= 3 and not starts)
    if token[-1].isupper() and (len(token) == 1 or token[-2] in ".-"):
        return bool(word) and _is_initial(text, start, token, starts)
    if pieces & rules.abbreviations or (word[:1].isdigit() and pieces & rules.before_number):
        return True
    if pieces & rules.may_end:
        return not text[first].isalpha() or (word in seen.capitalised and not starts)
    return False


def _is_initial(text: str, start: int, token: str, starts: bool) -> bool:
    """Whether the name of an initial ("J"), or of letters for words ("U.S"), is still to follow."""
    if "." in token:
        return not starts
    before = text[max(0, start - _LOOK) : start].split()
    after_name = not before or not before[-1][:1].islower()
    return after_name or not starts


def _unpunctuated(article: Article, start: int, end: int) -> list[Passage]:
    """The passage, cut at spaces where its script has no terminators and it is long."""
    text = article.text
    if end - start <= _LONG + _REST or not _UNPUNCTUATED.search(text, start, end):
        return _trimmed(article, start, end)
    passages, begin = [], start
    for at in range(start + 1, end - _REST):
        if at - begin >= _LONG and text[at].isspace() and _is_gap(text, at):
            passages += _trimmed(article, begin, at)
            begin = at
    return passages + _trimmed(article, begin, end)


def _is_gap(text: str, at: int) -> bool:
    """Whether a space stands between two words of a script without terminators."""
    before, after = text[at - 1], text[at + 1]
    both = _UNPUNCTUATED.match(before) and _UNPUNCTUATED.match(after)
    return bool(both) and before != "ๆ" and is_word(before) and is_word(after)
