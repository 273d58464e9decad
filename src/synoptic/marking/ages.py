"""Ages told by where a number stands: "Rina Puspitasari, 27,", "(27)"."""

from __future__ import annotations

import re
from dataclasses import replace

from synoptic.marking.lexicon import UNSPACED
from synoptic.marking.quantities import Quantity

_OLDEST = 115  # years a person lives
_BESIDE = re.compile(r"[(,（][\u00a0 ]?$")


def aged(text: str, quantity: Quantity) -> Quantity:
    """A number alone beside a name, which is an age; any other as it is."""
    number = quantity.number
    if quantity.unit or quantity.hedged or not number.plain or not 1 <= number.value <= _OLDEST:
        return quantity
    before, after = text[max(0, number.start - 3) : number.start], text[number.end :][:1]
    if not _BESIDE.search(before) or after not in (",", ")", "）", ".", ""):
        return quantity
    name = text[: number.start].rstrip(" \u00a0,(（")[-40:]
    last = re.split(r"\W" if UNSPACED.match(name[-1:]) else r"[\s\u00a0]", name)[-1]
    closed = (before.strip()[-1] in "(（") == (after in (")", "）"))
    named = before.strip()[-1] in ",，" or last[:1].isupper() or last[:1].lower() == last[:1].upper()
    return replace(quantity, unit="year") if closed and named and last.isalpha() else quantity
