"""Names as the head found them, made into names as a reader would mark them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice, pairwise

import numpy as np
import regex
from numpy.typing import NDArray

from synoptic.languages.agencies import named_sources
from synoptic.languages.profile import Profile
from synoptic.languages.profile import profile as profile_of
from synoptic.marking import gazetteer
from synoptic.marking.kinds import KINDS, kind_words
from synoptic.marking.lexicon import fold
from synoptic.marking.words import unspaced

_ENDS = " \t\n\r\u00a0\u202f.,;:!?…'’\"“”„«»()[]（）【】《》<>-–—·・|/"
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}\u200c\u200d]+(?:['’][\p{L}\p{M}]+)?")
_INITIALS = regex.compile(r"\p{Lu}\.\p{Lu}$")
_LISTED = regex.compile(r"[^・·/–—]+")


# In a script without spaces a name has two signs or more, a country with a place in it no more than these.
_SHORTEST_HERE, _LONGEST_TOGETHER = 2, 40
SURE_PLACE = np.array([kind == "place" for kind in KINDS], np.float32)
_PERSON, _PLACE = KINDS.index("person"), KINDS.index("place")
# What the head gives a place of which no title is cut off.
_SURELY = 0.6
# So many words of a name are looked at for where it could be cut.
_MOST_WORDS = 12

# End of the first name and start of the second, and whether the first is the place.
Cut = tuple[tuple[int, int], bool]


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A name at ``start`` to ``end``; ``kinds`` (3,) is how much speaks for each of KINDS.

    ``first`` says that it begins a sentence, where capitals say nothing.
    """

    start: int
    end: int
    kinds: NDArray[np.float32]
    first: bool = False


def refined(text: str, names: Iterable[Found], profile: Profile) -> list[Found]:
    """Names without titles and marks at their ends, places told apart, words that are none left out."""
    parts = [part for name in names for part in _divided(text, name, profile)]
    trimmed = [name for part in parts for name in _trimmed(text, part, profile)]
    return list(_credible(text, trimmed, profile))


@dataclass(frozen=True, slots=True)
class Listed:
    """The lists of one language that names are held against, folded."""

    titles: frozenset[str]
    particles: frozenset[str]
    places: frozenset[str]
    not_names: frozenset[str]
    pronouns: frozenset[str]


@cache
def _words_of(lang: str) -> Listed:
    known = profile_of(lang)
    names = known.names
    lists = (names.titles, names.particles, names.places, names.not_names, known.quotes.pronouns)
    return Listed(*(frozenset(map(fold, words)) for words in lists))


def agreed(text: str, names: Sequence[Found], profile: Profile) -> list[Found]:
    """Names cut as the article writes them elsewhere.

    A word for nationality before what is a name of its own elsewhere is none of it ("Noors Lumivik"),
    and a person and a place that both stand alone elsewhere are two names ("Ana Reis van Vila Seca").
    """
    kinds: dict[str, set[int]] = {}
    for name in names:
        kinds.setdefault(text[name.start : name.end], set()).add(int(name.kinds.argmax()))
    listed = _words_of(profile.code)
    return [part for name in names for part in _as_elsewhere(text, name, kinds, listed)]


def _as_elsewhere(
    text: str,
    name: Found,
    kinds: Mapping[str, set[int]],
    listed: Listed,
) -> Iterator[Found]:
    form = text[name.start : name.end]
    words = list(islice(_WORD.finditer(form), _MOST_WORDS))
    for number, (before, after) in enumerate(pairwise(words), 1):
        front, rest = form[: before.end()], form[after.start() :]
        if fold(front) in listed.not_names and rest in kinds:
            yield replace(name, start=name.start + after.start(), first=False)
            return
        if fold(before.group()) in listed.particles and _PLACE in kinds.get(rest, ()) and number > 1:
            front = form[: words[number - 2].end()]
            if _PERSON in kinds.get(front, ()):
                yield replace(name, end=name.start + len(front))
                yield replace(name, start=name.start + after.start(), kinds=SURE_PLACE, first=False)
                return
    yield name


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space and punctuation at its ends; "U.S." keeps its full stop."""
    while start < end and text[start] in _ENDS:
        start += 1
    last = end
    while end > start and text[end - 1] in _ENDS:
        end -= 1
    stopped = end < last and text[end] == "." and _INITIALS.search(text, start, end) is not None
    return start, end + stopped


def _trimmed(text: str, name: Found, profile: Profile) -> Iterator[Found]:
    start, end = trim(text, name.start, name.end)
    place = name.kinds[_PLACE] >= _SURELY * name.kinds.sum()  # "São Paulo" and "Santa Catarina"
    titles = frozenset[str]() if place else _words_of(profile.code).titles
    while (space := text.find(" ", start, end)) > 0 and fold(text[start:space]) in titles:
        start, end = trim(text, space, end)
    while (space := text.rfind(" ", start, end)) > 0 and _is_title(text[space + 1 : end], titles, profile):
        start, end = trim(text, start, space)
    if any(char.isalnum() for char in text[start:end]):
        yield replace(name, start=start, end=end, first=name.first and start == name.start)


def _is_title(word: str, titles: frozenset[str], profile: Profile) -> bool:
    """Whether a word that follows a name is a title, inflected or not; one in capitals is of the name."""
    key = fold(word)
    if word != word.lower():
        return False
    suffixes = (suffix for suffix in profile.names.suffixes if key.endswith(suffix))
    return key in titles or any(key[: -len(suffix)] in titles for suffix in suffixes)


def _divided(text: str, name: Found, profile: Profile) -> Iterator[Found]:
    """Two names that the head took for one, a known place and what stands beside it."""
    form = text[name.start : name.end]
    between = _joined(form, profile)
    if between:
        yield from (
            replace(name, start=name.start + start, end=name.start + end, kinds=SURE_PLACE)
            for start, end in between
        )
        return
    cut = _owned(form, profile) or _preceded(form, name.kinds, profile) or _followed(form, profile)
    cut = cut or _datelined(form, profile)
    if cut is None:
        yield name
        return
    (end, start), owner_first = cut
    parts = (
        replace(name, end=name.start + end),
        replace(name, start=name.start + start, first=name.first and start == 0),
    )
    for part, is_owner in zip(parts, (owner_first, not owner_first), strict=True):
        yield replace(part, kinds=SURE_PLACE) if is_owner else part


def _joined(form: str, profile: Profile) -> list[tuple[int, int]]:
    """The known places that a mark of listing joins ("ポルトガル・スペイン"), if the whole is none."""
    parts = [match.span() for match in _LISTED.finditer(form)]
    known = len(parts) > 1 and not gazetteer.known(form, profile.code)
    return parts if known and all(gazetteer.known(form[a:b], profile.code) for a, b in parts) else []


def _owned(form: str, profile: Profile) -> Cut | None:
    """Where a place and what belongs to it part ("Russia's Duma", "Venäjän Kurskin").

    The first must be a known place with an ending that shows it owns the rest; the rest must be a
    known place too, or be tied to it by an apostrophe.
    """
    for before, after in pairwise(islice(_WORD.finditer(form), _MOST_WORDS)):
        owner, rest = form[: before.end()], form[after.start() :]
        if gazetteer.known(owner, profile.code) or gazetteer.find(owner, profile.code) is None:
            continue
        tied = any(mark in before.group() for mark in "'’")
        if tied or gazetteer.find(rest, profile.code) is not None:
            return (before.end(), after.start()), True
    return None


def _preceded(form: str, kinds: NDArray[np.float32], profile: Profile) -> Cut | None:
    """Where a country and a place in it part that are written together ("德国慕尼黑")."""
    place = int(kinds.argmax()) == _PLACE and len(form) <= _LONGEST_TOGETHER
    if not place or gazetteer.known(form, profile.code):
        return None
    table = gazetteer.countries(profile.code)
    words = _words_of(profile.code).places
    for end in range(len(form) - _SHORTEST_HERE, _SHORTEST_HERE - 1, -1):
        country, rest = form[:end], fold(form[end:])
        if unspaced(form[end - 1 :]) and fold(country) in table and rest not in words:
            return (end, end), True
    return None


def _followed(form: str, profile: Profile) -> Cut | None:
    """Where a name and a place part that a word written on to it ties to the name ("בחיפה")."""
    for before, after in pairwise(islice(_WORD.finditer(form), _MOST_WORDS)):
        rest = fold(form[after.start() :])
        if not gazetteer.known(rest, profile.code) and any(
            gazetteer.known(bare, profile.code) for bare in gazetteer.without_prefix(rest, profile.code)
        ):
            return (before.end(), after.start()), False
    return None


def _datelined(form: str, profile: Profile) -> Cut | None:
    """Where a place and the agency that reports from it part ("ワシントン共同")."""
    if profile.spaces or len(form) > _LONGEST_TOGETHER:
        return None
    for end in range(_SHORTEST_HERE, len(form) - _SHORTEST_HERE + 1):
        if form[end:] in _agencies_in_short() and gazetteer.known(form[:end], profile.code):
            return (end, end), True
    return None


@cache
def _agencies_in_short() -> frozenset[str]:
    """The names of agencies, and what those in scripts without spaces begin with ("共同" of "共同通信")."""
    forms = [form for form, (kind, _) in named_sources().items() if kind == "agency"]
    short = (form[:end] for form in forms if unspaced(form) for end in range(_SHORTEST_HERE, len(form)))
    return frozenset((*forms, *short))


def _is_common(form: str, listed: frozenset[str]) -> bool:
    """Whether all that is capitalised in some words is a word for nationality ("Swedish troops")."""
    words = _WORD.findall(form)
    capital = [word for word in words if word != word.lower()]
    nationality = fold(" ".join(capital)) in listed or all(fold(word) in listed for word in capital)
    return 0 < len(capital) < len(words) and nationality


def _credible(text: str, names: Sequence[Found], profile: Profile) -> Iterator[Found]:
    """Names without words for nationality and the like, and words that only open a sentence."""
    words_of = _words_of(profile.code)
    listed = words_of.not_names | words_of.pronouns
    organisations, _ = kind_words(profile.code)
    inside = {text[name.start : name.end] for name in names if not name.first}
    words = set(_WORD.findall(text))
    for name in names:
        form = text[name.start : name.end]
        lower = form.lower()
        opens = name.first and lower != form and lower in words and form not in inside
        nothing = gazetteer.find(form, profile.code) is None and (
            fold(form) in listed or (_is_common(form, listed) and not organisations.find(form))
        )
        if not nothing and not opens:
            yield name
