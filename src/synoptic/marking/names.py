"""Names compared across scripts, spellings and inflections.

A name is romanised, then read as sounds: consonants carry a name through every script, vowels and
glides come and go.  The distance is a weighted edit distance over these sounds, after the phonetic
alignment of Kondrak (2000, "A new algorithm for the alignment of phonetic sequences").
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from math import inf

import regex
from anyascii import anyascii

from synoptic.marking.han import Readings, readings

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}'’ʼ\u200c\u200d]+")
_VOWELS = frozenset("aeiou")
# Spellings of one sound, the longer first; capitals are sounds of their own: C as in "church",
# "sh" and their kin.
_SPELLINGS = (
    ("tsch", "C"), ("shch", "C"), ("sch", "C"), ("tch", "C"), ("dzh", "C"), ("dsh", "C"), ("tsh", "C"),
    ("sh", "C"), ("ch", "C"), ("zh", "C"), ("cz", "C"), ("sz", "C"), ("dj", "C"), ("tj", "C"), ("dz", "C"),
    ("ts", "C"), ("tz", "C"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("kh", "h"), ("gh", "g"), ("ck", "k"),
    ("qu", "kw"), ("ng", "N"), ("x", "ks"), ("q", "k"),
)  # fmt: skip
_SPELLING = regex.compile("|".join(spelling for spelling, _ in _SPELLINGS))
_SOUND = dict(_SPELLINGS)
_REPEATED = regex.compile(r"(.)\1+")
# How far two sounds are from each other, where scripts and languages exchange them.
_NEAR = {
    "lr": 0.05, "pb": 0.2, "fv": 0.05, "vw": 0.05, "fw": 0.15, "bv": 0.15, "bw": 0.25, "pf": 0.15, "bf": 0.35,
    "td": 0.15, "kg": 0.15, "kh": 0.3, "gh": 0.2, "ck": 0.05, "cs": 0.1, "cC": 0.05, "cg": 0.3, "sz": 0.05,
    "sC": 0.2, "zC": 0.15, "jC": 0.05, "jz": 0.2, "js": 0.3, "jy": 0.05, "jh": 0.15, "jg": 0.15, "jd": 0.3,
    "dC": 0.25, "tC": 0.25, "dz": 0.25, "mn": 0.2, "nN": 0.05, "mN": 0.4, "gN": 0.4, "hw": 0.4, "hy": 0.4,
    "kC": 0.7, "yi": 0.05, "ji": 0.1, "wu": 0.05, "wo": 0.1, "vu": 0.2, "ts": 0.5, "dr": 0.5, "dl": 0.6,
    "Cy": 0.4, "hC": 0.3, "he": 0.4, "ye": 0.2, "wa": 0.2, "ya": 0.2, "gC": 0.5,
}  # fmt: skip
_FAR = 1.2
_ALL = "abcdefghijklmnopqrstuvwxyzCN"
_CLASSES = str.maketrans("rbfvwdgczCjNm", "lpppptkssssnn")
# In a short name, one wrong sound is more of it than its share: so many sounds are not counted.
_UNCOUNTED = 1.0
_DROPPED = {"h": 0.4, "w": 0.35, "y": 0.3, "j": 0.5, "n": 0.8, "N": 0.8, "r": 0.8}
# Within one script, vowels are spelt alike more often than not.
_VOWEL_HERE, _VOWEL_ACROSS = 0.3, 0.1
_SHARE_OF_VOWELS = 0.25
# Readings of Han characters that are further from a name than this share of it say nothing.
_UNLIKE = 0.4


def skeleton(name: str) -> str:
    """A key of the consonants of a name, the same for most of its spellings in any script.

    Words are kept apart; vowels, glides and doubled letters are gone, sounds that scripts exchange
    are one letter.
    """
    keys = []
    for word in _words(name):
        letters = (char for char in _sounds(word) if char not in _VOWELS and char not in "yh")
        keys.append(_REPEATED.sub(r"\1", "".join(letters).translate(_CLASSES)))
    return " ".join(key for key in keys if key)


def similar(a: str, b: str) -> float:
    """How alike two whole names sound, 0..1; 1 for spellings of the same sounds.

    The order of words may differ as family names do; parts of a name are not names here.  Above
    0.75 two names across scripts are most likely one, below 0.6 they are not.
    """
    if a == b:
        return 1.0
    return _similar(*sorted((a, b)))


@lru_cache(maxsize=65536)
def _similar(a: str, b: str) -> float:
    vowel = _VOWEL_HERE if script(a) == script(b) else _VOWEL_ACROSS
    first, second = _words(a), _words(b)
    if not first or not second:
        return 0.0
    orders = [second]
    if len(first) > 1 and len(second) > 1:
        orders += [second[-1:] + second[:-1], second[1:] + second[:1]]
    left = _sounds("".join(first))
    rights = [_sounds("".join(order)) for order in orders]
    best = max(_score(left, right, vowel) for right in rights)
    if script(a) != script(b):
        best = max(best, _read_as(a, b), _read_as(b, a))
    return best


def _read_as(name: str, other: str) -> float:
    """How alike another name is to one in Han characters, as one of their languages reads them."""
    found = _sounds_of_readings(name)
    if not found:
        return 0.0
    words = _words(other)
    orders = {("".join(words[at:] + words[:at])) for at in {0, 1, len(words) - 1}}
    return max(_score_of_readings(row, _sounds(order)) for row in found for order in sorted(orders))


@lru_cache(maxsize=4096)
def _sounds_of_readings(name: str) -> list[Readings]:
    return [tuple(tuple(dict.fromkeys(map(_sounds, each))) for each in row) for row in readings(name)]


def _score_of_readings(row: Readings, other: str) -> float:
    size = max(_size(other), sum(min(map(_size, each)) for each in row))
    size = max(size - _UNCOUNTED, min(size, _UNCOUNTED))
    distance = _distance(row, other, _VOWEL_ACROSS, _UNLIKE * size)
    return max(0.0, 1.0 - distance / size) if size and distance <= _UNLIKE * size else 0.0


def script(name: str) -> str:
    """The script of the first letter, by its Unicode name ("LATIN", "CJK"); "" without a letter."""
    letter = next((char for char in name if char.isalpha()), "")
    return unicodedata.name(letter, "").split(" ")[0] if letter else ""


def _words(name: str) -> list[str]:
    return _WORD.findall(name)


@lru_cache(maxsize=16384)
def _sounds(word: str) -> str:
    """The sounds of a word, one character each."""
    plain = "".join(char for char in anyascii(word).lower() if "a" <= char <= "z")
    plain = _SPELLING.sub(lambda match: _SOUND[match.group()], plain)
    return _REPEATED.sub(r"\1", plain)


def _score(a: str, b: str, vowel: float) -> float:
    size = max(_size(a), _size(b))
    size = max(size - _UNCOUNTED, min(size, _UNCOUNTED))
    return max(0.0, 1.0 - _distance(a, b, vowel) / size) if size else 0.0


def _size(sounds: str) -> float:
    return sum(_SHARE_OF_VOWELS if sound in _VOWELS else 1.0 for sound in sounds)


def _distance(a: str | Readings, b: str, vowel: float, limit: float = inf) -> float:
    """The least cost to turn one row of sounds into the other; ``a`` may have several at a place.

    It is not worked out to its end where a part of ``a`` costs more than its part of ``limit``.
    """
    costs = _costs(vowel)
    drops = [costs[sound] for sound in b]
    row = [0.0]
    for drop in drops:
        row.append(row[-1] + drop)
    if isinstance(a, str):
        return _further(row, a, b, drops, costs)[-1]
    for place, each in enumerate(a, 1):
        rows = [_further(row, reading, b, drops, costs) for reading in each]
        row = [min(column) for column in zip(*rows, strict=True)]
        if min(row) > limit * place / len(a):
            return inf
    return row[-1]


def _further(
    row: list[float], a: str, b: str, drops: Sequence[float], costs: Mapping[str, float]
) -> list[float]:
    """The least costs for all beginnings of ``b``, after some more sounds of the other name."""
    for left in a:
        gone = costs[left]
        above, row = row, [row[0] + gone]
        last = row[0]
        for column, right in enumerate(b):
            changed = above[column] + costs[left + right]
            dropped, added = above[column + 1] + gone, last + drops[column]
            last = min(changed, dropped, added)
            row.append(last)
    return row


@cache
def _costs(vowel: float) -> dict[str, float]:
    """What it costs to drop a sound (one letter) or to change one for another (two)."""
    costs = {sound: vowel if sound in _VOWELS else _DROPPED.get(sound, 1.0) for sound in _ALL}
    for left in _ALL:
        for right in _ALL:
            both = left + right
            costs[both] = _NEAR.get(both, _NEAR.get(right + left, _FAR))
            if left == right:
                costs[both] = 0.0
            elif left in _VOWELS and right in _VOWELS:
                costs[both] = vowel
    return costs
