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
    full stop); ``before_number`` are abbreviations only before a digit ("nr", "s"); ``may_end``
    are abbreviations that stand at the end of a sentence as well as inside it ("etc", "a.m");
    ``ordinal_dot``: a number with a full stop is an ordinal ("15. august"); ``terminators`` are
    marks that end a sentence beside those of Unicode (";" in Greek); ``particles`` go on with the
    sentence right after a closed quotation ("と").
    """

    abbreviations: tuple[str, ...] = ()
    before_number: tuple[str, ...] = ()
    may_end: tuple[str, ...] = ()
    ordinal_dot: bool = False
    terminators: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotes:
    """How speech is given.

    ``marks`` are pairs of an opening and a closing mark, each written as one string with a space
    between ("« »"), the usual ones first.  ``dash``: a dash at the start of a paragraph opens
    speech.  ``say`` are the verbs of saying in their finite forms, those in two parts with a
    space-separated ``...`` ("teilte ... mit"); ``call`` those that give words to somebody without
    reporting a fact: to call, praise, thank, ask, answer; ``that`` the words that open reported speech
    ("att", "että"), ``that_endings`` the endings of a verb that do so right before a verb of saying
    ("-duğunu söyledi"), ``subjunctive`` the verbs by which a clause behind a comma shows that it is
    reported ("sei", "habe"); ``pronouns`` those that can stand for a speaker,
    ``she`` and ``he`` those of them that are for a woman or a man alone; ``subject`` are the particles
    that mark a speaker ("は", "ने"; joined to the word where the language does so); ``bare`` are the
    verbs of saying behind which reported speech goes on with no word to open it ("said the bridge
    had been closed");
    ``apostrophes`` are words that begin with an apostrophe, written without it ("t" in Dutch);
    ``incise``: the words of attribution may stand inside the marks between commas ("« On tient, a dit
    Léa. »"); ``prefixes`` are letters that may be joined to an opening mark ("ה"); ``elsewhere`` are words
    after a verb of saying by which something else than its subject begins ("in", "to", "when");
    ``auxiliaries`` are short words that belong to a verb and to no name ("je" in "rekao je", "se", "si");
    ``addressed`` are words for those who are told, between a verb of saying and its subject ("журналистам");
    ``impersonal`` are words right behind a verb by which nobody says it ("se" in "procjenjuje se da").
    At the head of a sentence ``as_said`` are words before a verb of saying by which speech follows its
    subject and a comma ("jak" in "jak podała policja, ..."), ``words_of`` those before a speaker's name
    ("по словам"), ``own_words`` those that stand for the person named before ("по его словам").
    """

    marks: tuple[str, ...] = ()
    dash: bool = False
    say: tuple[str, ...] = ()
    call: tuple[str, ...] = ()
    that: tuple[str, ...] = ()
    that_endings: tuple[str, ...] = ()
    subjunctive: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    pronouns: tuple[str, ...] = ()
    she: tuple[str, ...] = ()
    he: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    apostrophes: tuple[str, ...] = ()
    incise: bool = False
    prefixes: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    auxiliaries: tuple[str, ...] = ()
    addressed: tuple[str, ...] = ()
    impersonal: tuple[str, ...] = ()
    as_said: tuple[str, ...] = ()
    words_of: tuple[str, ...] = ()
    own_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Names of people, places and organisations.

    ``titles`` stand beside a person's name ("president", "talman"), ``women`` and ``men`` before it
    where it is that of a woman or a man ("Mrs", "spokesman"); ``particles`` inside it
    ("von", "bin"); ``suffixes`` are the inflections and clitics that a name carries ("s", "ssa",
    "ului"), longest first, to find its head; ``prefixes`` are the words written on to its front
    ("ב", "و"); ``organisations`` and ``places`` are words that make
    the name they stand in one of that kind ("universitet", "AB"; "län"); ``not_names`` are words
    that are capitalised without being names (weekdays where they are, sentence starters).
    ``countries`` maps ISO 3166 codes to short and inflected names beside those of CLDR ("GB" =
    "England", "Britanniassa"), where cutting a suffix does not lead to the name.
    """

    titles: tuple[str, ...] = ()
    women: tuple[str, ...] = ()
    men: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    not_names: tuple[str, ...] = ()
    countries: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """Numbers in digits and in words.

    ``decimal`` and ``group`` are the separators in digits.  ``cardinals`` are number words below
    the first multiplier, with their values, inflected forms too ("två" = 2, "halvannan" = 1.5);
    ``multipliers`` multiply what stands before them and add what follows ("hundra" = 100,
    "miljoner", "mn", "万"); ``money_multipliers`` do so only with money ("m" in "€60m");
    ``ordinals`` are ordinal words ("åttonde" = 8).  ``joiners`` stand between hundreds and what
    follows ("och", "and"), with ``tens_joined`` between tens and units too ("treizeci și cinci"),
    with ``units_first`` between units and tens ("einundzwanzig"); ``point`` before decimals in words
    ("three point five").  ``compound``: number words are
    written together ("tjugofem").  ``plus`` adds a part to the number before it ("and a half" =
    0.5), ``plus_before`` to the number after it ("साढ़े" = 0.5).  ``clitics`` are written together
    with the number word that follows ("و", "ב"); those that are joiners too join.  ``stems`` are
    forms that open a longer word ("dwudziesto" in "dwudziestoletni").

    ``endings`` are inflections on a number in digits, with their mark ("'den", ":n", "-an");
    ``ordinal_endings`` make it an ordinal (":e", "nd"); ``word_endings`` are inflections that any
    number word takes ("si", "ban").  ``run_on``: words go on behind a number or unit with no
    edge, as particles do in Korean.  ``needs_counter``: number words count only with a classifier
    or unit behind them, because they stand in so many other words.

    ``fractions`` are shares of one ("hälften" = 0.5), ``parts`` those that need a numerator
    before them ("tredjedelar" = 0.333...); ``over`` stands between numerator and denominator
    ("phần"), ``under`` between denominator and numerator ("分之"), ``among`` before the
    denominator where a noun stands between ("one voter *in* five"), ``few_of`` between the
    numbers of a share of three, four, five or ten ("av" in "nio av tio"; it counts in "45 av
    410"); ``every`` makes a share with the ordinal behind it ("var" in "var åttonde"),
    ``one_in`` with the number behind it ("one in" in "one in eight").
    ``indefinite`` are words for a rough number as low and high ("hundratals" = [200, 999],
    "dussintals" = [20, 99]).  ``not_counts`` are number words so often articles or pronouns that
    alone they count nothing ("en", "ett", "one").  ``minus`` are words for the sign.  ``labels``
    are words that make the number behind them a name ("article", "channel", "no."),
    ``labels_behind`` the number before them ("-talet", "th anniversary").  ``doubtful`` are number
    words that are other words too and count only with a noun or unit behind them ("sex");
    ``not_numbers`` are phrases that hold number words and count nothing ("one another").
    ``capital_nouns``: every noun has a capital, as in German.
    """

    decimal: str = "."
    group: tuple[str, ...] = (",",)
    cardinals: Mapping[str, float] = field(default_factory=dict)
    multipliers: Mapping[str, float] = field(default_factory=dict)
    money_multipliers: Mapping[str, float] = field(default_factory=dict)
    ordinals: Mapping[str, float] = field(default_factory=dict)
    joiners: tuple[str, ...] = ()
    point: tuple[str, ...] = ()
    tens_joined: bool = False
    units_first: bool = False
    compound: bool = False
    plus: Mapping[str, float] = field(default_factory=dict)
    plus_before: Mapping[str, float] = field(default_factory=dict)
    clitics: tuple[str, ...] = ()
    stems: Mapping[str, float] = field(default_factory=dict)
    endings: tuple[str, ...] = ()
    ordinal_endings: tuple[str, ...] = ()
    word_endings: tuple[str, ...] = ()
    run_on: bool = False
    needs_counter: bool = False
    fractions: Mapping[str, float] = field(default_factory=dict)
    parts: Mapping[str, float] = field(default_factory=dict)
    over: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    among: tuple[str, ...] = ()
    few_of: tuple[str, ...] = ()
    every: tuple[str, ...] = ()
    one_in: tuple[str, ...] = ()
    indefinite: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    not_counts: tuple[str, ...] = ()
    minus: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    labels_behind: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    not_numbers: tuple[str, ...] = ()
    capital_nouns: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hedges:
    """Words before or after a number that say how it is meant.

    ``between`` holds the words around the ends of a range with a ``...`` for each end that they
    stand at ("mellan ... och", "... till", "... és ... között"). ``within`` are prepositions
    that say "more than" of a count and "within" of a span of time ("per 30 žmonių", "per 20
    dienų"). ``none`` are phrases before a number that hold a hedge's word and are no hedge
    ("spread over"). ``through`` are words that may stand between a hedge and its number ("на"
    in "примерно на 5"). ``up_to`` are prepositions that make an upper bound ("до 400") but for
    a verb of change before them ("вырос до 400"), whose stems are ``change``. ``as_of`` are
    words beside a date that say at which time the figures of the sentence held ("as of", "по
    состоянию на").
    """

    about: Around = field(default_factory=Around)
    at_least: Around = field(default_factory=Around)
    more_than: Around = field(default_factory=Around)
    at_most: Around = field(default_factory=Around)
    less_than: Around = field(default_factory=Around)
    between: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    through: tuple[str, ...] = ()
    up_to: tuple[str, ...] = ()
    change: tuple[str, ...] = ()
    as_of: Around = field(default_factory=Around)


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """Words for units, by CLDR unit id or ISO 4217 code, beside those that CLDR gives.

    ``measures`` maps "percent", "hectare", "kilometer" ... to words, symbols and inflected forms;
    ``currencies`` maps "EUR", "SEK" ... likewise, ``shared`` codes with a space between ("NOK DKK")
    to a name that they share ("kroner"): the country named in the article decides.  ``before`` maps
    a measure to words that stand before the number ("yüzde", "aged").  ``scaled`` are units that are
    a multiple of another ("割" = [10, "percent"]); ``told`` are words that hold number and unit in
    one ("أسبوعين" = [2, "week"]; with an empty unit a count of things).  ``ages`` are units that make
    a person's age ("vuotias", "year-old").  ``compounded`` maps a unit to endings by which number and
    unit are one word ("jähriger" in "zweijähriger").  ``clock`` stands at a time of day ("Uhr",
    "kl."), ``at_hour`` before a number of hours that is one ("v" in "v 15 hodin").  ``lags`` are
    words of ``dates.earlier`` and ``dates.later``, or phrases that begin with one, that tie a span of
    time to what follows ("before" in "two days before Easter", "después de"); ``hourly`` make a
    distance a speed, beside what CLDR gives ("í timen"); ``half_behind`` adds half a unit behind it
    (半 in 两年半).  ``classifiers`` are counting words between a number and what it
    counts ("名", "명", "orang"); ``linkers`` stand between a number and the noun ("de" in
    Romanian, "av").  ``stops`` are function words and common verbs that end what is counted
    ("and", "in", "were").  ``counted_first``: what is counted stands before its number as a rule.
    ``tremors`` are words beside which degrees measure no warmth ("earthquake-", "Richter"); an entry that
    ends in a hyphen opens a longer word.
    """

    measures: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    currencies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    shared: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    before: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    scaled: Mapping[str, tuple[float, str]] = field(default_factory=dict)
    told: Mapping[str, tuple[float, str]] = field(default_factory=dict)
    ages: tuple[str, ...] = ()
    compounded: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    clock: Around = field(default_factory=Around)
    at_hour: tuple[str, ...] = ()
    lags: tuple[str, ...] = ()
    hourly: tuple[str, ...] = ()
    half_behind: tuple[str, ...] = ()
    classifiers: tuple[str, ...] = ()
    linkers: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    counted_first: bool = False
    tremors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """Points in time.

    ``order`` is that of a date in digits ("dmy", "mdy", "ymd"; empty where newspapers of the
    language differ, so that 3/8 is not read).  ``months`` "1".."12" and ``weekdays`` "1"
    (Monday).."7" map to every written form; ``ambiguous`` are those forms that also are other
    words ("may", "mai") and need a day, a year or a preposition beside them; ``short`` are
    abbreviations, read only beside a day or year; ``capitals``: months and weekdays are written
    with a capital, other words of that form are not dates.
    ``weekday_phrases`` map fixed words to a weekday and where it lies: "5<" the last Friday
    before publication ("i fredags"), "5>" the first after it ("på fredag"), "5>=" the same or the
    day itself ("péntekre"), "5-1", "5+0", "5+1" that of the week before, this week, the next ("上周五").

    ``relative_days`` maps an offset in days from publication ("-1") to words ("i går").
    ``phrases`` maps fixed words to an offset in a unit from publication, "year-1" ("i fjol"),
    "month-1", "week+1", "quarter-1", or to a month of the year of publication, "@12" ("före
    årsskiftet"); ``anchored`` maps likewise ("dagen innan" = "day-1"), counted from the date named
    before.  ``time_units`` maps "hour day week month quarter year" to their singular forms and
    "hours days weeks months quarters years" to plural ones.  ``ago`` and ``later_on`` go with a
    number and a unit, counted from publication ("two days *ago*", "*om* två dagar"; a word that is
    also in ``around`` needs one of ``forward`` near it); ``earlier`` and ``later`` count from a
    date named before ("två dagar *tidigare*").  ``last``, ``this``, ``next``, ``coming`` stand by
    a weekday, month or unit ("förra", "i denna", "nästa"); "next" of a weekday is that of the next
    week, "coming" the first after publication.

    ``forward`` are words by which a date looks ahead ("ska", "kommer att"), ``forward_endings``
    endings of verbs that do so, ``backward`` words that hold a date to the past ("hade", "was"),
    ``backward_endings`` endings of verbs of the past, read only behind "by" and its date;
    ``verb_last``: verbs stand at the end of the sentence.
    ``seasons`` are words that make a number beside them a year; ``parts_of_day`` may follow or
    precede a day ("morgon", "på natten"), with ``joined_parts`` also written on to it
    ("onsdagsmorgonen"; the letters between, "s").  ``around`` are prepositions and articles that
    belong to a date's words ("på", "am", "on"); ``range_words`` stand between the ends of a range
    ("till"); ``year_words`` stand at a year ("år", "г.", "年"), ``day_words`` at the number of a
    day ("dia", "日", "ngày"); ``number_endings`` are written on to digits ("th", ":e", "-го",
    "'de"); ``decades`` stand by, or are written on to, a year that means ten ("1990s",
    "90-talet"); ``ends`` are words for the end of a year or month ("slutet av");
    ``vague`` are words for an untold number ("few", "several"), by which no date is told;
    ``during`` are words before a number and unit that make a span of time of it ("for");
    ``not_dates`` are phrases that hold words of a date and are none ("the last year").

    ``prefixes`` are written on to the front of any word ("ב", "و"); ``inside``: words are found
    inside longer ones too, as where particles are written on.  ``calendars`` maps "persian" and
    "islamic" to their months by number; ``year_offset`` is added to years in a calendar that
    counts Gregorian months (Thai: -543), ``eras`` are words before or after a year and what to
    add to it ("令和" = 2018).
    """

    order: str = "dmy"
    months: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    weekdays: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ambiguous: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    capitals: bool = False
    weekday_phrases: Mapping[str, str] = field(default_factory=dict)
    relative_days: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    phrases: Mapping[str, str] = field(default_factory=dict)
    anchored: Mapping[str, str] = field(default_factory=dict)
    time_units: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ago: Around = field(default_factory=Around)
    later_on: Around = field(default_factory=Around)
    earlier: Around = field(default_factory=Around)
    later: Around = field(default_factory=Around)
    last: tuple[str, ...] = ()
    this: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    coming: tuple[str, ...] = ()
    forward: tuple[str, ...] = ()
    forward_endings: tuple[str, ...] = ()
    backward_endings: tuple[str, ...] = ()
    backward: tuple[str, ...] = ()
    verb_last: bool = False
    seasons: tuple[str, ...] = ()
    parts_of_day: tuple[str, ...] = ()
    joined_parts: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    range_words: tuple[str, ...] = ()
    year_words: tuple[str, ...] = ()
    day_words: Around = field(default_factory=Around)
    number_endings: tuple[str, ...] = ()
    decades: Around = field(default_factory=Around)
    ends: tuple[str, ...] = ()
    vague: tuple[str, ...] = ()
    during: tuple[str, ...] = ()
    not_dates: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    inside: bool = False
    calendars: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    year_offset: int = 0
    eras: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Credits:
    """How a source is named.

    ``according_to`` are the words of attribution ("enligt" before, "mukaan" after); ``agency``,
    ``outlet``, ``official`` are the words that tell the kind of the source they stand beside
    ("nyhetsbyrån"; "tidningen"; "polisen", "myndigheten"); ``release`` are words for a document
    that a source put out ("pressmeddelande"); ``anonymous`` are words for sources without a name
    ("källor", "ögonvittnen"); ``photo`` are words beside the credit of a picture ("foto"); ``tail``
    are words that end the name of an agency behind it ("وكالة ... للأنباء"); ``estimate`` are verbs by
    which a body gives a figure of its own ("estimates", "υπολογίζει"); ``out_of`` are the prepositions by
    which a body speaks ("в" in "сообщили в полиции", "iz" in "poručili iz policije"); ``press`` are verbs by
    which newspapers report, right beside which words between marks are the paper's name ("пишет «Край»").
    """

    according_to: Around = field(default_factory=Around)
    agency: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    official: tuple[str, ...] = ()
    release: tuple[str, ...] = ()
    anonymous: tuple[str, ...] = ()
    photo: tuple[str, ...] = ()
    tail: tuple[str, ...] = ()
    estimate: tuple[str, ...] = ()
    hearers: tuple[str, ...] = ()
    hearer_endings: tuple[str, ...] = ()
    out_of: tuple[str, ...] = ()
    press: tuple[str, ...] = ()
