"""Documents that a source put out, in sentences that a verb of saying ends."""

from __future__ import annotations

from bisect import bisect_left

from synoptic.marking.attribution import Attributions, Cue


def closed_by_saying(cues: Attributions, cue: Cue, span: tuple[int, int]) -> bool:
    """Whether a verb of saying ends the sentence of a document whose issuer is named, where verbs do."""
    verbs = cues.say.inside(*span) if cues.verb_last else []
    low = bisect_left(cues.mentions, span[0], key=lambda mention: mention.start)
    high = bisect_left(cues.mentions, cue.start, key=lambda mention: mention.start)
    issued = any(one.kind == "organisation" for one in cues.mentions[low:high])
    return issued and bool(verbs) and not cues.text[verbs[-1].end : span[1]].strip(" .\n")
