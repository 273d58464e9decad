"""The card of the entity head: what it was trained on, and how well it does."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from ntrex import CODES

_TEXT = """# The entity head

Labels words of a sentence as parts of names of people, organisations and places.  It reads the
token states of a frozen encoder (`{encoder}`) and a few features that mean the same in every
language.  Two small networks give its scores, of which it takes the mean: one trained on the corpora
below, one on these and on the carried-over names.

- Made by `python training/train_entities.py --seed {seed}` from {count:,} sentences.
- Data: Universal NER v1 (Croatian SET, Danish DDT, English EWT dev, Norwegian NDT dev, Portuguese
  Bosque, Serbian SET, Slovak SNK, Swedish Talbanken; CC BY-SA 4.0), Turku NER (Finnish; CC BY-SA 4.0),
  RONEC (Romanian, validation part; MIT).  Names that the head finds in many languages of NTREX-128
  (CC BY-SA 4.0) were carried over to the same lines in {languages} languages (three documents of four).
- Licence of the head: CC BY-SA 4.0, as of its data.
- Not for: names of works, products and events; nicknames; words for nationality.  Place names that
  stand for a government or a team are labelled as the data labels them: mostly as places.

F1 over exact spans and kinds, on sentences held out of training:

| language | F1 | names |
|---|---|---|
{rows}
"""


def write_card(
    path: Path,
    encoder: str,
    count: int,
    given: argparse.Namespace,
    scores: Mapping[str, tuple[float, int]],
) -> None:
    """Write the card beside the head."""
    rows = "\n".join(f"| {lang} | {score:.1f} | {names} |" for lang, (score, names) in sorted(scores.items()))
    text = _TEXT.format(encoder=encoder, seed=given.seed, count=count, rows=rows, languages=len(CODES))
    path.write_text(text, "utf-8")
