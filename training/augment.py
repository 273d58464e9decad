"""More sentences from those that the corpora give: other case, other names, another script.

The head meets scripts without case, headlines in capitals and names of any origin, of which the
corpora hold few.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from corpora import PERSON, PLACE, Sentence

# Serbian is written in both scripts, letter by letter; digraphs first.
_CYRILLIC = {
    "lj": "љ", "nj": "њ", "dž": "џ", "a": "а", "b": "б", "c": "ц", "č": "ч", "ć": "ћ", "d": "д",
    "đ": "ђ", "e": "е", "f": "ф", "g": "г", "h": "х", "i": "и", "j": "ј", "k": "к", "l": "л",
    "m": "м", "n": "н", "o": "о", "p": "п", "r": "р", "s": "с", "š": "ш", "t": "т", "u": "у",
    "v": "в", "z": "з", "ž": "ж",
}  # fmt: skip


def lowered(sentence: Sentence) -> Iterator[Sentence]:
    """The sentence in lower case, where that moves no position."""
    text = sentence.text.lower()
    if len(text) == len(sentence.text) and text != sentence.text:
        yield replace(sentence, text=text)


def raised(sentence: Sentence) -> Iterator[Sentence]:
    """The sentence in capitals, where that moves no position."""
    text = sentence.text.upper()
    if len(text) == len(sentence.text) and text != sentence.text:
        yield replace(sentence, text=text)


def headline(sentence: Sentence) -> Iterator[Sentence]:
    """The sentence with every word capitalised and no full stop."""
    text = " ".join(word[:1].upper() + word[1:] for word in sentence.text.split(" "))
    if len(text) == len(sentence.text) and text != sentence.text:
        cut = len(text.rstrip(". "))
        yield replace(sentence, text=text[:cut], names=tuple(n for n in sentence.names if n[1] <= cut))


def renamed(
    sentence: Sentence, pools: Mapping[int, Sequence[str]], chance: random.Random
) -> Iterator[Sentence]:
    """The sentence with each name changed for another of its kind, from any language."""
    text, names, at = "", [], 0
    for start, end, kind in sentence.names:
        if start < at:
            return
        other = chance.choice(pools[kind])
        text += sentence.text[at:start]
        names.append((len(text), len(text) + len(other), kind))
        text += other
        at = end
    yield replace(sentence, text=text + sentence.text[at:], names=tuple(names))


def pools(sentences: Iterable[Sentence]) -> dict[int, list[str]]:
    """The names that can be given to other sentences, by kind, sorted."""
    found: dict[int, set[str]] = {}
    for sentence in sentences:
        for start, end, kind in sentence.names:
            name = sentence.text[start:end]
            short = kind == PERSON and " " not in name and len(name) < 5 and name.isascii()
            if not name[:1].islower() and not short:
                found.setdefault(kind, set()).add(name)
    return {kind: sorted(names) for kind, names in sorted(found.items()) if kind <= PLACE}


def cyrillic(sentence: Sentence) -> Sentence:
    """A Serbian sentence in Cyrillic."""
    text, moved = "", []
    at = 0
    while at < len(sentence.text):
        pair = sentence.text[at : at + 2]
        taken = pair if pair.lower() in _CYRILLIC and len(pair) == 2 else sentence.text[at]
        letter = _CYRILLIC.get(taken.lower(), taken)
        moved.extend([len(text)] * len(taken))
        text += letter.upper() if taken[0].isupper() and letter != taken else letter
        at += len(taken)
    moved.append(len(text))
    names = tuple((moved[start], moved[end], kind) for start, end, kind in sentence.names)
    return replace(sentence, text=text, names=names)


def enlarge(sentences: Sequence[Sentence], seed: int) -> list[Sentence]:
    """New sentences made from a training set, in a fixed order for a seed.

    Names go from corpus to corpus whatever their language, but those of the parallel corpus, with
    its many scripts, only among the lines of one language.
    """
    chance = random.Random(seed)
    groups: dict[str, list[Sentence]] = {}
    for sentence in sentences:
        groups.setdefault(_group(sentence), []).append(sentence)
    names = {group: pools(some) for group, some in groups.items()}
    made: list[Sentence] = []
    for sentence in sentences:
        draw = chance.random()
        if sentence.lang == "sr" and sentence.corpus != "ntrex":
            made.append(cyrillic(sentence))
        if not sentence.names:
            made.extend(lowered(sentence) if draw < 0.03 else ())
        elif draw < 0.18:
            made.extend(lowered(sentence))
        elif draw < 0.23:
            made.extend(raised(sentence))
        elif draw < 0.28:
            made.extend(headline(sentence))
        elif draw < 0.68:
            made.extend(renamed(sentence, names[_group(sentence)], chance))
    return [sentence for sentence in made if sentence.text]


def _group(sentence: Sentence) -> str:
    return sentence.lang if sentence.corpus == "ntrex" else ""
