"""Names carried over from languages that the head knows to the same lines in other languages.

The head reads every line of a parallel corpus in every language.  What it finds in many languages
is a name; where it sounds alike, is the same place, or is all that is left, is its form in a
language that no corpus covers (projection of annotations: Yarowsky, Ngai and Wicentowski 2001).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from corpora import Sentence
from ntrex import CODES, learnt_lines, read_lines
from rapidfuzz.fuzz import ratio
from scoring import Name, predict

from synoptic.encoding.heads import Head
from synoptic.marking.features import form
from synoptic.marking.gazetteer import place
from synoptic.marking.names import similar, skeleton
from synoptic.marking.words import unspaced, words
from synoptic.ports import Encoder
from synoptic.types import Encoding

# Languages whose corpora, or whose close kin's, the head was trained on: these vote.
_VOTERS = "en ru fi sv da nb nn et de nl fr es it pt ro hr sl sk cs pl lt lv bg mk uk"
VOTERS = _VOTERS.split()
_NAME, _DOUBT = 0.36, 0.14
_KIND = 0.6
_ALIKE = 0.8
_FOUND = 0.7
_ROUGHLY = 60
_SURE = 0.82
_MORE_WORDS, _MORE_PIECES = 1, 5
_SPELLINGS = 4


@dataclass(slots=True)
class Cluster:
    """One name of one line in the languages that found it."""

    forms: dict[str, str] = field(default_factory=dict)
    kinds: Counter[int] = field(default_factory=Counter)
    places: set[str] = field(default_factory=set)

    def holds(self, text: str, places: frozenset[str]) -> bool:
        """Whether a form names the same."""
        if places & self.places:
            return True
        return any(similar(text, other) >= _ALIKE for other in self.spellings())

    @property
    def kind(self) -> int:
        """The kind that most languages give it."""
        return self.kinds.most_common(1)[0][0]

    def spellings(self) -> list[str]:
        """A few of the forms that differ, enough to tell another by."""
        return list(dict.fromkeys(self.forms.values()))[:_SPELLINGS]

    def add(self, lang: str, text: str, kind: int, places: frozenset[str]) -> None:
        """Take a form into the cluster."""
        self.forms.setdefault(lang, text)
        self.kinds[kind] += 1
        self.places |= places


def project(folder: Path, head: Head, encoder: Encoder) -> list[Sentence]:
    """Sentences with names for every language, from the lines that are not held out."""
    lines = {
        (lang, number): read_lines(folder, lang, number)
        for lang, files in CODES.items()
        for number in range(len(files))
    }
    numbers = learnt_lines(folder)
    found: dict[tuple[str, int], dict[int, set[Name]]] = {}
    encodings: dict[tuple[str, int], dict[int, Encoding]] = {}
    for key, texts in lines.items():
        chosen = [texts[number] for number in numbers] if texts else []
        encoded = encoder.encode(chosen)
        encodings[key] = dict(zip(numbers, encoded, strict=False))
        found[key] = dict(zip(numbers, predict(head, chosen, key[0], encoded), strict=False))
    clusters = {number: list(_clusters(number, lines, found)) for number in numbers}
    made = []
    for key, texts in lines.items():
        before = len(made)
        for number, encoding in encodings[key].items():
            made.extend(_carry(texts[number], key[0], encoding, found[key][number], clusters[number]))
        print(f"{key[0]}: {len(made) - before} of {len(encodings[key])} lines carried over", flush=True)
    return made


@lru_cache(maxsize=1 << 18)
def _places(text: str, lang: str) -> frozenset[str]:
    known = place(text, lang) or {}
    return frozenset(f"{name} {value}" for name, value in known.items() if name != "country")


@lru_cache(maxsize=1 << 18)
def _key(text: str) -> str:
    return skeleton(text).replace(" ", "")


def _clusters(
    number: int,
    lines: dict[tuple[str, int], list[str]],
    found: dict[tuple[str, int], dict[int, set[Name]]],
) -> Iterator[tuple[Cluster, bool]]:
    """The names of a line, each with whether it is certain; what few languages found is left out."""
    clusters: list[Cluster] = []
    for lang in VOTERS:
        text = lines[lang, 0][number]
        for start, end, kind in sorted(found[lang, 0][number]):
            name, places = text[start:end], _places(text[start:end], lang)
            home = next((cluster for cluster in clusters if cluster.holds(name, places)), None)
            if home is None:
                home = Cluster()
                clusters.append(home)
            home.add(lang, name, kind, places)
    for cluster in clusters:
        share = len(cluster.forms) / len(VOTERS)
        agreed = cluster.kinds.most_common(1)[0][1] / cluster.kinds.total()
        if share >= _DOUBT:
            yield cluster, share >= _NAME and agreed >= _KIND


def _carry(
    text: str,
    lang: str,
    encoding: Encoding,
    own: set[Name],
    clusters: Sequence[tuple[Cluster, bool]],
) -> Iterator[Sentence]:
    """The line with its names, if all that it must hold were found."""
    spans = words(text, encoding.pieces)
    names: list[Name] = []
    missing: list[Cluster] = []
    for cluster, certain in clusters:
        places = list(_find(text, lang, spans, own, cluster, names))
        if places and not certain:
            return
        if certain:
            names.extend(places)
            if not places:
                missing.append(cluster)
    if missing and not _pair(missing, own, names):
        return
    yield Sentence(corpus="ntrex", lang=lang, text=text, names=tuple(sorted(names)))


def _pair(missing: Sequence[Cluster], own: set[Name], names: list[Name]) -> bool:
    """Give names that are translated the one thing of their kind that the head found besides."""
    for cluster in missing:
        alike = [other for other in missing if other.kind == cluster.kind]
        left = [name for name in own if name[2] == cluster.kind and not _touches(name, names)]
        if len(alike) != 1 or len(left) != 1:
            return False
        names.append(left[0])
    return True


def _touches(name: Name, names: Sequence[Name]) -> bool:
    return any(name[0] < end and start < name[1] for start, end, _ in names)


def _find(
    text: str,
    lang: str,
    spans: Sequence[tuple[int, int]],
    own: set[Name],
    cluster: Cluster,
    taken: Sequence[Name],
) -> Iterator[Name]:
    """Where the name of a cluster stands in a line: the best-sounding run of words, each time."""
    kind = cluster.kind
    scored = list(_scored(text, lang, sorted(name[:2] for name in own), cluster, _SURE))
    if not scored:
        more = _MORE_PIECES if any(unspaced(text[slice(*span)]) for span in spans) else _MORE_WORDS
        longest = max(len(name.split()) for name in cluster.forms.values()) + more
        scored = list(_scored(text, lang, _runs(text, spans, longest), cluster, _FOUND))
    chosen: list[Name] = []
    for _, _, start, end in sorted(scored):
        if not _touches((start, end, kind), [*taken, *chosen]):
            chosen.append((start, end, kind))
    return iter(chosen)


def _scored(
    text: str, lang: str, runs: Iterable[tuple[int, int]], cluster: Cluster, least: float
) -> Iterator[tuple[float, int, int, int]]:
    """Runs that sound like a cluster or are the same place, to be sorted: the best, the longest first."""
    keys = {_key(name) for name in cluster.forms.values()}
    for start, end in runs:
        part = text[start:end]
        score = 1.0 if _places(part, lang) & cluster.places else _sound(part, keys, cluster)
        if score >= least:
            yield -score, start - end, start, end


def _runs(text: str, spans: Sequence[tuple[int, int]], longest: int) -> Iterator[tuple[int, int]]:
    """Runs of words that can be names: they start with no word in lower case."""
    for first, (start, _) in enumerate(spans):
        if form(text[slice(*spans[first])]) in ("lower", "mark"):
            continue
        for last in range(first, min(first + longest, len(spans))):
            if form(text[slice(*spans[last])]) != "mark":
                yield start, spans[last][1]


def _sound(part: str, keys: set[str], cluster: Cluster) -> float:
    own = _key(part)
    if len(own) < 2 or not any(0.6 < len(own) / len(key) < 1.7 for key in keys if key):
        return 0.0
    if max((ratio(own, key) for key in keys), default=0) < _ROUGHLY:
        return 0.0
    return max(similar(part, name) for name in cluster.spellings())
