"""Which sentences the head learns from, and which it is measured on."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from corpora import Sentence

# Corpora that have no file for training of their own, or too small a one for measuring: a slice
# of them is held out, chosen by the text itself.
SLICED = {"en dev": 0.2, "nb dev": 0.2, "nn dev": 0.2, "ro dev": 0.2, "sv dev": 1.0, "sv train": 0.15}


def held_out(name: str, sentence: Sentence) -> bool:
    """Whether a sentence is kept for measuring, never learnt from."""
    if name not in SLICED:
        return name.endswith(" dev")
    digest = hashlib.blake2b(sentence.text.encode(), digest_size=4).digest()
    return int.from_bytes(digest, "big") / 2**32 < SLICED[name]


def split(
    corpora: Mapping[str, list[Sentence]],
) -> tuple[list[Sentence], dict[str, list[Sentence]]]:
    """Sentences to learn from, and those held out by language; no text stands in both."""
    test: dict[str, list[Sentence]] = {}
    for name, sentences in corpora.items():
        kept = [sentence for sentence in sentences if held_out(name, sentence)]
        if kept:
            test.setdefault(name.split()[0], []).extend(kept)
    texts = {sentence.text for sentences in test.values() for sentence in sentences}
    train = [s for sentences in corpora.values() for s in sentences if s.text not in texts]
    return train, test
