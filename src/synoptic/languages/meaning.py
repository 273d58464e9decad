"""The sections of a language file on what words tell: contrasts, fates of people, counts that change."""

from __future__ import annotations

from dataclasses import dataclass, field

from synoptic.languages.sections import Around


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrasts:
    """Words by which two tellings can differ in meaning.

    ``negation`` turns a statement round ("inte", "aldrig", "ei"), ``negation_endings`` do so at
    the end of a longer word ("-medi" in Turkish), and ``no_negation`` are phrases in which a word of
    denial denies nothing ("not only", "nothing but", "不到").  ``opposites`` are pairs with a
    space-separated ``...`` ("öka ... minska").
    """

    negation: tuple[str, ...] = ()
    negation_endings: tuple[str, ...] = ()
    no_negation: tuple[str, ...] = ()
    opposites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fates:
    """What news says that happened to the people whom it counts.

    The words that say it, of a tally or of one of them: "killed", "the death toll", "mourned"; an
    entry that ends in a hyphen opens a longer word ("evacu-").  A word may stand under two ("casualties").
    ``links`` are words that stand between two counts of a sentence ("and", "while"), ``households`` are
    those for people counted by home and family, who are never as many as the people in them.
    """

    links: tuple[str, ...] = ()
    households: tuple[str, ...] = ()

    dead: tuple[str, ...] = ()
    injured: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    arrested: tuple[str, ...] = ()
    rescued: tuple[str, ...] = ()
    evacuated: tuple[str, ...] = ()
    infected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """How news tells that a count has changed since it was last told, or that a number adds to another.

    ``moved`` are words by which a count went from one number to the next ("rose", "up from", "revised"),
    ``now`` those by which a number is that of the moment ("so far", "already"); an entry that ends in
    a hyphen opens a longer word.  ``until`` are words beside a date up to which was counted ("by"; an entry
    after it that begins with a hyphen ends its last word: "-ig" in "keddig").  ``more`` are words beside a
    number that is counted on top of others ("another", "two *more*"), ``former`` those beside the number that
    a count was at before ("from", "12人*から*"; an entry after it that begins with a hyphen ends the number).
    """

    moved: tuple[str, ...] = ()
    now: tuple[str, ...] = ()
    until: Around = field(default_factory=Around)
    more: Around = field(default_factory=Around)
    former: Around = field(default_factory=Around)
