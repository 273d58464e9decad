"""Names of people, places and organisations in one article.

The head on the encoder's token states finds most; what it found once is found again wherever the
same form stands, and capitals that it was in doubt about are taken where they can be nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from synoptic.encoding.heads import Head, entity_head, word_states
from synoptic.languages.profile import Profile
from synoptic.marking import gazetteer
from synoptic.marking.chains import chains, stems_of
from synoptic.marking.features import COLUMN, features
from synoptic.marking.found_names import SURE_PLACE, Found, agreed, refined
from synoptic.marking.kinds import KINDS, said_before, said_by_form
from synoptic.marking.lexicon import Lexicon
from synoptic.marking.words import pieces_of, unspaced, words
from synoptic.types import Article, Encoding, EntityKind, Mention, Passage

Key = TypeVar("Key", str, int)
# A word in capitals is a name if the head gives it so much, where the language marks names so.
_DOUBTFUL = 0.45
# So much is enough for a form of a name that is known, with this many letters in common.
_PERHAPS, _SHORTEST_STEM = 0.15, 4
# With so much chance of a beginning, what follows a known place is a name of its own.
_MAY_BEGIN = 0.35
# In a text where more words than this are capitalised inside sentences, capitals say little.
_CAPITALS_TELL = 0.2
_SHORTEST_AGAIN = 3
_WORDS_AT_ONCE = 1 << 14


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """The words of all sentences of an article with what the head says of them.

    ``spans`` (words) are code points of the article, ``labels`` (words,) those of the head,
    ``chances`` (words, labels) sum to 1, ``table`` is (words, features).
    """

    spans: list[tuple[int, int]]
    labels: NDArray[np.int64]
    chances: NDArray[np.float32]
    table: NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Cut:
    """A sentence with its encoding, and where its words stand in it."""

    sentence: Passage
    encoding: Encoding
    spans: list[tuple[int, int]]


def entities(
    article: Article, sentences: Sequence[Passage], encodings: Sequence[Encoding], profile: Profile
) -> tuple[Mention, ...]:
    """The mentions of an article in order, those of one entity with one key.

    ``encodings`` are those of ``sentences``, by the encoder of as many layers as the head was
    trained on.
    """
    read = _read(article, sentences, encodings, entity_head())
    names = refined(article.text, _runs(article.text, read, profile), profile)
    names += _doubted(article.text, read, names, profile)
    found = agreed(article.text, _again(article.text, names, profile), profile)
    return tuple(_mentions(article, found, profile))


def _read(article: Article, sentences: Sequence[Passage], encodings: Sequence[Encoding], head: Head) -> Read:
    spans: list[tuple[int, int]] = []
    labels, chances, tables = [], [], []
    cuts = [
        Cut(sentence, encoding, words(sentence.text, encoding.pieces))
        for sentence, encoding in zip(sentences, encodings, strict=True)
    ]
    for some in _together([cut for cut in cuts if cut.spans]):
        lengths = [len(cut.spans) for cut in some]
        table = np.vstack([features(cut.sentence.text, cut.spans, article.lang) for cut in some])
        scores = head.scores(np.vstack([_states(cut) for cut in some]), table, lengths)
        labels.append(head.decode(scores, lengths))
        chances.append(head.chances(scores, lengths))
        tables.append(table)
        spans.extend(
            (start + cut.sentence.start, end + cut.sentence.start) for cut in some for start, end in cut.spans
        )
    if not spans:
        none = np.zeros((0, len(COLUMN)), np.float32)
        return Read([], np.zeros(0, np.int64), np.zeros((0, len(head.labels)), np.float32), none)
    return Read(spans, np.concatenate(labels), np.vstack(chances), np.vstack(tables))


def _together(cuts: Sequence[Cut]) -> Iterator[list[Cut]]:
    """Sentences in rows that take no more memory than so many words, filled up to one length."""
    some: list[Cut] = []
    longest = 0
    for cut in cuts:
        longest = max(longest, len(cut.spans))
        if some and longest * (len(some) + 1) > _WORDS_AT_ONCE:
            yield some
            some, longest = [], len(cut.spans)
        some.append(cut)
    if some:
        yield some


def _states(cut: Cut) -> NDArray[np.float32]:
    encoding = cut.encoding
    return word_states(encoding.states, encoding.scales, pieces_of(cut.spans, encoding.pieces))


def _kinds(chances: NDArray[np.float32]) -> NDArray[np.float32]:
    """What speaks for each kind, (..., 3), from the chances of O, B-PER, I-PER, B-ORG ..."""
    return chances[..., 1::2] + chances[..., 2::2]


def _runs(text: str, read: Read, profile: Profile) -> list[Found]:
    """The names that the labels spell out; one that may begin behind an inflected place is apart from it."""
    found: list[Found] = []
    kinds = _kinds(read.chances)
    begins = read.chances[:, 1::2].sum(1)
    comma, lower, first = COLUMN["mark ,"], COLUMN["form lower"], COLUMN["is first"]
    closed = True  # no name goes on here: none has begun, or a comma ended it
    for row, label in enumerate(read.labels.tolist()):
        start, end = read.spans[row]
        closed = closed or bool(read.table[row, comma])
        if label and not closed and begins[row] >= _MAY_BEGIN:
            place = text[found[-1].start : found[-1].end]
            if gazetteer.find(place, profile.code) and not gazetteer.known(place, profile.code):
                found[-1] = replace(found[-1], kinds=SURE_PLACE)
                closed = True
        if label % 2 or (label and closed and not read.table[row, [comma, lower]].any()):
            found.append(Found(start, end, kinds[row], bool(read.table[row, first])))
            closed = False
        elif label and not closed:
            found[-1] = replace(found[-1], end=end, kinds=found[-1].kinds + kinds[row])
    return found


def _doubted(text: str, read: Read, names: Sequence[Found], profile: Profile) -> list[Found]:
    """Words that the head half took for names, run by run."""
    doubtful = _capitals(read) | _without_case(text, read) | _inflected(text, read, names, profile)
    doubtful &= (read.labels == 0) & (read.table[:, COLUMN["listed not_names"]] == 0)
    taken = np.zeros(len(text) + 1, np.bool_)
    for name in names:
        taken[name.start : name.end] = True
    kinds, found = _kinds(read.chances), list[Found]()
    for row in np.flatnonzero(doubtful).tolist():
        start, end = read.spans[row]
        if taken[start:end].any():
            continue
        if found and doubtful[row - 1] and text[found[-1].end : start].isspace():
            found[-1] = Found(found[-1].start, end, found[-1].kinds + kinds[row])
        else:
            found.append(Found(start, end, kinds[row]))
    return found


def _capitals(read: Read) -> NDArray[np.bool_]:
    """Words (words,) that are capitalised inside sentences, where the language marks names so."""
    capital = _has(read, "form capitalised", "form capitals", "form mixed")
    inside = ~_has(read, "is first", "form mark")
    if not inside.any() or capital[inside].mean() > _CAPITALS_TELL:
        return np.zeros(len(capital), np.bool_)
    return capital & inside & ~_has(read, "is mostly capitals") & (read.chances[:, 0] < 1 - _DOUBTFUL)


def _without_case(text: str, read: Read) -> NDArray[np.bool_]:
    """Words (words,) without case that are called as a large place is, and perhaps names."""
    whole = np.array([not unspaced(text[start:end]) for start, end in read.spans], np.bool_)
    large = _has(read, "place country begin", "place metropolis begin", "place city begin")
    return whole & large & _has(read, "form caseless") & (read.chances[:, 0] < 1 - _DOUBTFUL)


def _inflected(text: str, read: Read, names: Sequence[Found], profile: Profile) -> NDArray[np.bool_]:
    """Capitalised words (words,) that are a name of one word found elsewhere, inflected otherwise."""
    alone = [stems_of(form, profile) for form in {text[name.start : name.end] for name in names}]
    known = {stem for words in alone if len(words) == 1 for stem in words[0] if len(stem) >= _SHORTEST_STEM}
    rows = _has(read, "form capitalised") & ~_has(read, "is mostly capitals")
    rows &= read.chances[:, 0] < 1 - _PERHAPS
    for row in np.flatnonzero(rows).tolist():
        start, end = read.spans[row]
        words = stems_of(text[start:end], profile)
        rows[row] = len(words) == 1 and not known.isdisjoint(words[0])
    return rows


def _has(read: Read, *columns: str) -> NDArray[np.bool_]:
    """The words (words,) that have one of some features."""
    found: NDArray[np.bool_] = np.any(read.table[:, [COLUMN[column] for column in columns]], axis=1)
    return found


def _again(text: str, names: Sequence[Found], profile: Profile) -> list[Found]:
    """The names, and the same forms wherever else they stand in the article.

    A form takes in the shorter names inside it.  In capitals throughout (a headline) it counts
    where the article writes it otherwise too.
    """
    forms: dict[str, list[Found]] = {}
    for name in names:
        forms.setdefault(text[name.start : name.end], []).append(name)
    usual = {form: found for form, found in forms.items() if _recurs(form)}
    lexicon = Lexicon({form: form for form in usual}, whole=profile.spaces)
    found = {name.start: name for name in names}
    holder = np.full(len(text) + 1, -1, np.int64)  # where the name begins that a code point is in
    for name in found.values():
        holder[name.start : name.end] = name.start
    for hit in lexicon.find(text):
        here = text[hit.start : hit.end]
        inner = [found[start] for start in np.unique(holder[hit.start : hit.end]).tolist() if start >= 0]
        within = all(hit.start <= name.start and name.end <= hit.end for name in inner)
        same = any((name.start, name.end) == (hit.start, hit.end) for name in inner)
        if within and not same and (here in usual or here.isupper()):
            for name in inner:
                del found[name.start]
            kinds = np.mean([name.kinds for name in usual[hit.value]], axis=0)
            found[hit.start] = Found(hit.start, hit.end, kinds / 2)
            holder[hit.start : hit.end] = hit.start
    return sorted(found.values(), key=lambda name: name.start)


def _recurs(form: str) -> bool:
    """Whether a form is surely the same name elsewhere: not short, nor a word in lower case."""
    if form == form.lower() != form.upper():
        return False
    return len(form) >= _SHORTEST_AGAIN or (len(form) > 1 and unspaced(form))


def _mentions(article: Article, names: Sequence[Found], profile: Profile) -> Iterable[Mention]:
    forms = [article.text[name.start : name.end] for name in names]
    said = [
        np.maximum(said_by_form(form, profile), said_before(article.text, name.start, profile))
        for name, form in zip(names, forms, strict=True)
    ]
    by_form = _chosen(names, forms, said)
    kinds = [by_form[form] for form in forms]
    linked = chains(article.text, [(name.start, name.end) for name in names], kinds, profile)
    by_key = _chosen(names, linked.keys, said)
    for key, head, name, form in zip(linked.keys, linked.heads, names, forms, strict=True):
        yield Mention(
            article=article.id,
            start=name.start,
            end=name.end,
            text=form,
            kind=by_key[key],
            entity=str(key + 1),
            head=head,
        )


def _chosen(
    names: Sequence[Found], keys: Sequence[Key], said: Sequence[NDArray[np.float64]]
) -> dict[Key, EntityKind]:
    """The kind of the names with one key: what speaks for it on the mean, and what is said of one of them.

    ``said`` (3,) is for each name what its form and the words before it say.
    """
    weight: dict[Key, list[NDArray[np.floating]]] = {}
    most: dict[Key, NDArray[np.float64]] = {}
    for key, name, own in zip(keys, names, said, strict=True):
        weight.setdefault(key, []).append(name.kinds / max(1e-6, float(name.kinds.sum())))
        most[key] = np.maximum(most.get(key, 0), own)
    return {key: KINDS[int((np.mean(weight[key], axis=0) + most[key]).argmax())] for key in weight}
