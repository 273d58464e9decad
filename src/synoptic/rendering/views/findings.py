"""Verdicts as they are shown: a sign, a word, and how loud they are."""

from __future__ import annotations

from dataclasses import dataclass

from synoptic.rendering.safe import one_line
from synoptic.rendering.wording import Wording

#: Verdicts on which accounts differ, and one of them is later; nothing else is coloured.
DIFFERS = frozenset({"disagree", "altered", "other_speaker"})
LATER = frozenset({"update"})
#: The order in which figures and quotes are shown, the most telling first.
WEIGHT = (
    "disagree",
    "update",
    "altered",
    "other_speaker",
    "unclear",
    "not_comparable",
    "agree",
    "same",
    "single",
)
#: Signs of a terminal; the same are drawn in a dossier.
SIGNS = {
    "agree": "=",
    "same": "=",
    "disagree": "≠",
    "update": "↗",
    "not_comparable": "∦",
    "unclear": "?",
    "altered": "≉",
    "other_speaker": "⇄",
    "single": "·",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A verdict with its sign and word, and where the comparison stands in the page."""

    verdict: str
    word: str
    href: str = ""
    odd: str = ""

    @property
    def sign(self) -> str:
        """The sign in one cell."""
        return SIGNS.get(self.verdict, "?")

    @property
    def known(self) -> str:
        """The verdict, ``unclear`` for one that has no sign."""
        return self.verdict if self.verdict in SIGNS else "unclear"

    @property
    def tone(self) -> str:
        """``differs``, ``later`` or ``calm``."""
        return "differs" if self.verdict in DIFFERS else "later" if self.verdict in LATER else "calm"


def weight(verdict: str) -> int:
    """Where a verdict stands in :data:`WEIGHT`; one that is not there stands with ``unclear``."""
    return WEIGHT.index(verdict if verdict in WEIGHT else "unclear")


def verdict_word(verdict: str, wording: Wording) -> str:
    """The word that stands beside the sign."""
    words = {
        "agree": wording.say("agree"),
        "disagree": wording.say("disagree"),
        "update": wording.say("updated"),
        "not_comparable": wording.say("not comparable"),
        "unclear": wording.say("unclear"),
        "single": wording.say("told once"),
        "same": wording.say("the same"),
        "altered": wording.say("altered"),
        "other_speaker": wording.say("other speaker"),
    }
    return words.get(verdict) or one_line(verdict) or wording.say("unclear")


def row_word(verdict: str, kind: str, wording: Wording) -> str:
    """The words for a verdict on a figure or quote of a statement: ``figures disagree``."""
    words = {
        ("disagree", "figure"): wording.say("figures disagree"),
        ("update", "figure"): wording.say("figure updated"),
        ("not_comparable", "figure"): wording.say("figures not comparable"),
        ("unclear", "figure"): wording.say("figures unclear"),
        ("altered", "quote"): wording.say("quote altered"),
        ("other_speaker", "quote"): wording.say("other speaker"),
        ("altered", "telling"): wording.say("altered"),
        ("unclear", "telling"): wording.say("unclear"),
    }
    return words.get((verdict, kind)) or verdict_word(verdict, wording)


def cell_word(verdict: str, wording: Wording) -> str:
    """The words over one account's telling that is the odd one."""
    words = {"disagree": wording.say("disagrees"), "not_comparable": wording.say("another count")}
    return words.get(verdict) or verdict_word(verdict, wording)
