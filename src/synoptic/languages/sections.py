"""The sections of a language file: what Synoptic needs to know of one language.

One frozen dataclass a section; the field names are the keys of ``languages/xx.toml``.  Every
field has a default, so that a file may say only what it knows; :mod:`synoptic.languages.cldr`
adds what Unicode CLDR knows.  Words are written in lower case as they stand in running text, in
every inflected form that newspapers use, unless a field says otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """Words that stand before or after what they belong to."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentences:
    """Where sentences end.

    ``abbreviations`` keep their full stop and end no sentence ("bl.a", "dr"; without the last
    full stop); ``before_number`` are abbreviations only before a digit ("nr", "s");
    ``ordinal_dot``: a number with a full stop is an ordinal ("15. august").
    """

    abbreviations: tuple[str, ...] = ()
    before_number: tuple[str, ...] = ()
    ordinal_dot: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotes:
    """How speech is given.

    ``marks`` are pairs of an opening and a closing mark, each written as one string with a space
    between ("« »"), the usual ones first.  ``dash``: a dash at the start of a paragraph opens
    speech.  ``say`` are the verbs of saying in their finite forms; ``that`` the words that open
    reported speech ("att", "että"); ``pronouns`` those that can stand for a speaker.
    """

    marks: tuple[str, ...] = ()
    dash: bool = False
    say: tuple[str, ...] = ()
    that: tuple[str, ...] = ()
    pronouns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Names of people, places and organisations.

    ``titles`` stand beside a person's name ("president", "talman"); ``particles`` inside it
    ("von", "bin"); ``suffixes`` are the inflections and clitics that a name carries ("s", "ssa",
    "ului"), longest first, to find its head; ``organisations`` and ``places`` are words that make
    the name they stand in one of that kind ("universitet", "AB"; "län"); ``not_names`` are words
    that are capitalised without being names (weekdays where they are, sentence starters).
    """

    titles: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    not_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """Numbers in digits and in words.

    ``decimal`` and ``group`` are the separators in digits.  ``cardinals`` are number words below
    the first multiplier, with their values, inflected forms too ("två" = 2, "halvannan" = 1.5);
    ``multipliers`` multiply what stands before them and add what follows ("hundra" = 100,
    "miljoner", "mn", "万"); ``ordinals`` are ordinal words ("åttonde" = 8).  ``joiners`` stand
    between parts ("och", "and", "și"); ``compound``: number words are written together
    ("tjugofem", "einundzwanzig"); ``fractions`` are parts of one ("hälften" = 0.5,
    "tredjedelar" = 0.333...); ``every`` makes a share with an ordinal or number ("var åttonde",
    "one in eight" as "one in"); ``indefinite`` are words for a rough number as low and high
    ("hundratals" = [200, 999], "dussintals" = [20, 99]).  ``not_counts`` are number words so
    often articles or pronouns that alone they count nothing ("en", "ett", "one").
    """

    decimal: str = "."
    group: tuple[str, ...] = (",",)
    cardinals: Mapping[str, float] = field(default_factory=dict)
    multipliers: Mapping[str, float] = field(default_factory=dict)
    ordinals: Mapping[str, float] = field(default_factory=dict)
    joiners: tuple[str, ...] = ()
    compound: bool = False
    fractions: Mapping[str, float] = field(default_factory=dict)
    every: tuple[str, ...] = ()
    indefinite: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    not_counts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hedges:
    """Words before or after a number that say how it is meant.

    ``between`` holds pairs with a space-separated ``...`` between them ("mellan ... och").
    """

    about: Around = field(default_factory=Around)
    at_least: Around = field(default_factory=Around)
    more_than: Around = field(default_factory=Around)
    at_most: Around = field(default_factory=Around)
    less_than: Around = field(default_factory=Around)
    between: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """Words for units, by CLDR unit id or ISO 4217 code, beside those that CLDR gives.

    ``measures`` maps "percent", "hectare", "kilometer" ... to words, symbols and inflected forms;
    ``currencies`` maps "EUR", "SEK" ... likewise.  ``classifiers`` are counting words between a
    number and what it counts ("名", "명", "orang"); ``linkers`` stand between a number and the
    noun ("de" in Romanian, "av").
    ``counted_first``: what is counted stands before its number as a rule.
    """

    measures: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    currencies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    classifiers: tuple[str, ...] = ()
    linkers: tuple[str, ...] = ()
    counted_first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """Points in time.

    ``order`` is that of a date in digits ("dmy", "mdy", "ymd").  ``months`` "1".."12" and
    ``weekdays`` "1" (Monday).."7" map to every written form.  ``relative_days`` maps an offset in
    days ("-1") to words ("i går"); ``phrases`` maps a fixed phrase to an offset in a unit, as
    "year-1" ("i fjol", "last year"), "month-1", "week+1", "quarter-1", or to a part of the
    article's own year as "year-12" style ``@MM`` ("före årsskiftet" = "@12").
    ``time_units`` maps "day week month quarter year hour minute decade" to words.  ``ago``, ``later_on``
    go with a number and a unit, counted from publication ("two days *ago*", "*om* två dagar");
    ``earlier`` and ``later`` count from a date named before ("två dagar *tidigare*").
    ``last``, ``this``, ``next`` stand by a weekday, month, season or unit ("förra", "nästa");
    ``forward`` are words by which a date looks ahead ("kommande", "ska").  ``seasons`` "spring summer
    autumn winter" map to words; ``parts_of_day`` are words that may follow or precede a day
    ("morgon", "på natten"); ``around`` are prepositions and endings that belong to a date's words
    ("på", "am", "on"); ``year_words`` stand at a year ("år", "г.", "年"); ``day_words`` at the number of
    a day ("de", "日", "ngày"); ``anniversary`` are words after a number that make it no date.
    """

    order: str = "dmy"
    months: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    weekdays: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    relative_days: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    phrases: Mapping[str, str] = field(default_factory=dict)
    time_units: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ago: Around = field(default_factory=Around)
    later_on: Around = field(default_factory=Around)
    earlier: Around = field(default_factory=Around)
    later: Around = field(default_factory=Around)
    last: tuple[str, ...] = ()
    this: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    forward: tuple[str, ...] = ()
    seasons: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    parts_of_day: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    year_words: tuple[str, ...] = ()
    day_words: tuple[str, ...] = ()
    anniversary: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Credits:
    """How a source is named.

    ``according_to`` are the words of attribution ("enligt" before, "mukaan" after); ``agency``,
    ``outlet``, ``official`` are the words that tell the kind of the source they stand beside
    ("nyhetsbyrån"; "tidningen"; "polisen", "myndigheten"); ``release`` are words for a document
    that a source put out ("pressmeddelande"); ``anonymous`` are words for sources without a name
    ("källor", "ögonvittnen").
    """

    according_to: Around = field(default_factory=Around)
    agency: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    official: tuple[str, ...] = ()
    release: tuple[str, ...] = ()
    anonymous: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrasts:
    """Words by which two tellings can differ in meaning.

    ``negation`` turns a statement round ("inte", "aldrig", "ei"); ``opposites`` are pairs with a
    space-separated ``...`` ("öka ... minska").
    """

    negation: tuple[str, ...] = ()
    opposites: tuple[str, ...] = ()
