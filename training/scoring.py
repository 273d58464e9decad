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
TOGETHER = 64


def f1_by_language(
    head: Head, sentences: Mapping[str, Sequence[Sentence]], encoder: Encoder
) -> dict[str, tuple[float, int]]:
    """F1 in per cent and the number of names, by language."""
    scores = {}
    for lang, some in sentences.items():
        right = given = wanted = 0
        texts = [sentence.text for sentence in some]
        predicted = predict(head, texts, lang, encoder.encode(texts))
        for sentence, found in zip(some, predicted, strict=True):
            gold = set(sentence.names)
            right, given, wanted = right + len(found & gold), given + len(found), wanted + len(gold)
        scores[lang] = (200 * right / (given + wanted) if given + wanted else 100.0, wanted)
    return scores


def predict(head: Head, texts: Sequence[str], lang: str, encodings: Sequence[Encoding]) -> list[set[Name]]:
    """The names that the head alone finds in each sentence: (start, end, kind)."""
    found: list[set[Name]] = []
    for first in range(0, len(texts), TOGETHER):
        some = list(zip(texts, encodings, strict=True))[first : first + TOGETHER]
        cuts = [words(text, encoding.pieces) for text, encoding in some]
        states = [
            word_states(encoding.states, encoding.scales, pieces_of(spans, encoding.pieces))
            for spans, (_, encoding) in zip(cuts, some, strict=True)
        ]
        tables = [features(text, spans, lang) for spans, (text, _) in zip(cuts, some, strict=True)]
        lengths = [len(spans) for spans in cuts]
        labels = head.decode(head.scores(np.vstack(states), np.vstack(tables), lengths), lengths).tolist()
        at = 0
        for spans in cuts:
            found.append(set(names(labels[at : at + len(spans)], spans)))
            at += len(spans)
    return found


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
