"""How well a head finds names: F1 over exact spans and kinds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from corpora import Sentence

from synoptic.encoding.heads import Head, word_states
from synoptic.marking.features import features
from synoptic.marking.words import pieces_of, words
from synoptic.ports import Encoder
from synoptic.types import Encoding

Name = tuple[int, int, int]


def f1_by_language(
    head: Head, sentences: Mapping[str, Sequence[Sentence]], encoder: Encoder
) -> dict[str, tuple[float, int]]:
    """F1 in per cent and the number of names, by language."""
    scores = {}
    for lang, some in sentences.items():
        right = given = wanted = 0
        for sentence, encoding in zip(some, encoder.encode([s.text for s in some]), strict=True):
            found, gold = predict(head, sentence.text, lang, encoding), set(sentence.names)
            right, given, wanted = right + len(found & gold), given + len(found), wanted + len(gold)
        scores[lang] = (200 * right / (given + wanted) if given + wanted else 100.0, wanted)
    return scores


def predict(head: Head, text: str, lang: str, encoding: Encoding) -> set[Name]:
    """The names that the head alone finds in one sentence: (start, end, kind)."""
    spans = words(text, encoding.pieces)
    if not spans:
        return set()
    states = word_states(encoding.states, encoding.scales, pieces_of(spans, encoding.pieces))
    scores = head.scores(states, features(text, spans, lang), [len(spans)])
    return set(names(head.decode(scores, [len(spans)]).tolist(), spans))


def names(labels: Sequence[int], spans: Sequence[tuple[int, int]]) -> list[Name]:
    """The names that a row of labels spells out."""
    found: list[Name] = []
    for label, (start, end) in zip(labels, spans, strict=True):
        if label % 2:
            found.append((start, end, (label - 1) // 2))
        elif label and found:
            found[-1] = (found[-1][0], end, found[-1][2])
    return found


def mean(scores: Mapping[str, tuple[float, int]]) -> float:
    """The plain mean of F1 over languages."""
    return float(np.mean([score for score, _ in scores.values()]))
