"""The words that stand around numbers in one language: hedges, units, currencies, classifiers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from synoptic.languages.measures import currencies, hourly, measures
from synoptic.languages.profile import Profile
from synoptic.languages.sections import Around
from synoptic.marking.lexicon import Found, Lexicon, fold
from synoptic.marking.numberwords import infixes
from synoptic.types import Relation

# Signs that mean one currency wherever the language does not say otherwise.
_SIGNS = {
    "$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "￥": "JPY", "₹": "INR", "₽": "RUB",
    "₩": "KRW", "₺": "TRY", "₴": "UAH", "₪": "ILS", "₫": "VND", "฿": "THB", "₱": "PHP", "₦": "NGN",
    "₸": "KZT", "₼": "AZN", "₾": "GEL", "a$": "AUD", "c$": "CAD", "nz$": "NZD", "hk$": "HKD", "r$": "BRL",
    "s$": "SGD", "nt$": "TWD", "rs": "INR", "rp": "IDR", "chf": "CHF", "cn¥": "CNY",
}  # fmt: skip
_SYMBOLS = {
    "percent": "% ％ ٪", "permille": "‰", "square-kilometer": "km² km2 ㎢", "square-meter": "m² m2 ㎡",
    "cubic-meter": "m³ m3 ㎥", "kilometer": "km ㎞", "meter": "m", "centimeter": "cm ㎝",
    "millimeter": "mm ㎜",
    "kilogram": "kg ㎏", "gram": "g", "tonne": "t", "hectare": "ha", "liter": "l", "celsius": "°c ℃",
    "fahrenheit": "°f ℉", "megawatt": "mw", "gigawatt": "gw", "kilowatt": "kw", "kilowatt-hour": "kwh",
    "kilometer-per-hour": "km/h km/t kmh", "meter-per-second": "m/s", "gigabyte": "gb", "megabyte": "mb",
    "terabyte": "tb", "hertz": "hz", "megahertz": "mhz", "gigahertz": "ghz",
}  # fmt: skip
_AHEAD, _BEHIND = 60, 140  # characters before and behind a number in which its words stand
_SHORTEST_SYMBOL = 2  # letters of a symbol from CLDR; shorter ones are read only as listed above
_SHORTEST_STEM = 4  # letters of a unit that is looked for under an ending ("yen" is in "yeni", new)
Put = Callable[..., None]
TENS = 10  # per cent in a tenth (成, 割)


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureWord:
    """What a word can be beside a number.

    ``unit`` stands after it, ``factor`` of it make one ("割" is ten per cent); ``unit_before``
    stands before it; ``symbol``: it is one only beside digits, ``bound``: only with no space
    between.
    """

    hedge_before: Relation | None = None
    hedge_after: Relation | None = None
    up_to: bool = False
    within: bool = False
    unit: str | None = None
    factor: float = 1
    unit_before: str | None = None
    currency: str | None = None
    symbol: bool = False
    bound: bool = False
    age: bool = False
    classifier: bool = False
    linker: bool = False
    stop: bool = False
    label: bool = False
    label_behind: bool = False
    clock_before: bool = False
    clock_after: bool = False
    at_hour: bool = False
    ago_before: bool = False
    ago_after: bool = False
    away_after: bool = False
    lag: bool = False
    hourly: bool = False
    half_behind: bool = False
    through: bool = False


class FigureWords:
    """The words around numbers of one language, ready to be looked up."""

    def __init__(self, profile: Profile) -> None:
        self.free = not profile.spaces or profile.numbers.run_on
        self.spaces = profile.spaces
        self.run_on = profile.spaces and profile.numbers.run_on
        self.table = _table(profile)
        self.lexicon = Lexicon(self.table, whole=not self.free)
        self.told = Lexicon(profile.units.told, whole=not self.free)
        self.codes = frozenset(currencies("en"))
        self.ranges = tuple(_frame(entry) for entry in profile.hedges.between)
        small = ((word, value) for word, value in profile.numbers.cardinals.items() if len(word) == 1)
        self.tenths = {word: value / 10 for word, value in small if self.free and 1 <= value < 10}
        self.infixes = infixes(profile)
        self.joiners = frozenset(map(fold, profile.numbers.joiners))
        self.endings = tuple(sorted(map(fold, profile.numbers.word_endings), key=lambda e: (-len(e), e)))
        self.tied = _tied(profile)
        self.among = frozenset(map(fold, profile.numbers.among))
        self.clitics = frozenset(map(fold, profile.numbers.clitics))
        self.change = tuple(map(fold, profile.hedges.change))
        self.compounded = {
            fold(ending): unit for unit, words in profile.units.compounded.items() for ending in words
        }
        self.compound_tails = frozenset(ending[-2:] for ending in self.compounded)
        self.counted_first = profile.units.counted_first
        self.decimal = profile.numbers.decimal
        self.needs_counter = profile.numbers.needs_counter

    def tenth(self, text: str, end: int) -> tuple[int, float]:
        """Where a digit behind a tenth ends, and what it adds: 四成六 are 4.6 tenths."""
        part = self.tenths.get(text[end : end + 1], 0.0)
        return end + bool(part), part

    def inflected(self, word: str) -> FigureWord | None:
        """The unit that a folded word is with an ending of the language."""
        for ending in self.endings:
            stem = word.removesuffix(ending)
            known = self.table.get(stem) if stem != word and len(stem) >= _SHORTEST_STEM else None
            if known and (known.unit or known.currency) and not known.symbol:
                return known
        return None


class Nearby:
    """Words found around the numbers of one text, by where they start and where they end."""

    def __init__(self, text: str, words: FigureWords, numbers: Sequence[tuple[int, int]]) -> None:
        self.starts: dict[int, list[Found[FigureWord]]] = {}
        self.ends: dict[int, list[Found[FigureWord]]] = {}
        for begin, stop in _windows(text, numbers):
            for item in words.lexicon.all(text[begin:stop]):
                found = Found(item.start + begin, item.end + begin, item.value)
                self.starts.setdefault(found.start, []).append(found)
                self.ends.setdefault(found.end, []).append(found)
        for findings in self.starts.values():
            if len(findings) > 1:
                findings.sort(key=_end, reverse=True)
        for findings in self.ends.values():
            if len(findings) > 1:
                findings.sort(key=_start)


def _windows(text: str, numbers: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches of text around numbers in which words can belong to them, cut at spaces."""
    windows: list[tuple[int, int]] = []
    for start, end in numbers:
        begin, stop = max(0, start - _AHEAD), min(len(text), end + _BEHIND)
        cut = text.rfind(" ", max(0, begin - _AHEAD), begin + 1)
        begin = begin if cut < 0 else cut
        cut = text.find(" ", stop, stop + _AHEAD)
        stop = stop if cut < 0 else cut
        if windows and begin <= windows[-1][1]:
            windows[-1] = (windows[-1][0], max(stop, windows[-1][1]))
        else:
            windows.append((begin, stop))
    return windows


def _start(found: Found[FigureWord]) -> int:
    return found.start


def _end(found: Found[FigureWord]) -> int:
    return found.end


def _tied(profile: Profile) -> dict[str, Relation]:
    """Hedges that end with letters written on to the number word: "יותר מ"."""
    clitics = {fold(clitic) for clitic in profile.numbers.clitics}
    return {
        fold(phrase): relation
        for relation, around in _hedges(profile)
        for phrase in around.before
        if fold(phrase).rpartition(" ")[2] in clitics
    }


def _hedges(profile: Profile) -> tuple[tuple[Relation, Around], ...]:
    """The hedges of a language by the relation that they make."""
    hedges = profile.hedges
    return (
        ("about", hedges.about),
        ("at_least", hedges.at_least),
        ("more_than", hedges.more_than),
        ("at_most", hedges.at_most),
        ("less_than", hedges.less_than),
    )


def _frame(entry: str) -> tuple[str, str, str]:
    """The words before, between and behind the ends of a range: "mellan ... och"."""
    left, _, rest = entry.partition("...")
    right, _, behind = rest.partition("...")
    return fold(left).strip(), fold(right).strip(), fold(behind).strip()


def _table(profile: Profile) -> dict[str, FigureWord]:
    """All words by their folded form, each with all it can be."""
    table: dict[str, FigureWord] = {}

    def put(words: Iterable[str], **what: object) -> None:
        for word in words:
            if key := fold(word):
                table[key] = replace(table.get(key, FigureWord()), **what)  # type: ignore[arg-type]

    _put_units(profile, put)
    for relation, around in _hedges(profile):
        put(around.before, hedge_before=relation)
        put(around.after, hedge_after=relation)
    put(profile.hedges.up_to, hedge_before="at_most", up_to=True)
    put(profile.hedges.within, hedge_before="more_than", within=True)
    put(profile.hedges.none, hedge_before="exact", up_to=False)
    put(profile.units.ages, unit="year", age=True, symbol=False, bound=False)
    put(profile.units.classifiers, classifier=True)
    put(profile.units.linkers, linker=True)
    put(profile.units.stops, stop=True)
    if profile.spaces:
        put((word for word in (*profile.quotes.say, *profile.quotes.call) if word.isalpha()), stop=True)
    put(profile.numbers.labels, label=True)
    put(profile.numbers.labels_behind, label_behind=True)
    put(profile.units.clock.before, clock_before=True)
    put(profile.units.clock.after, clock_after=True)
    put(profile.units.at_hour, at_hour=True)
    dates = profile.dates
    put(dates.ago.before, ago_before=True)
    put(dates.ago.after, ago_after=True)
    for around in (dates.earlier, dates.later):
        put(around.after, away_after=True)
    put(profile.units.lags, lag=True)
    put((*hourly(profile.code), *profile.units.hourly), hourly=True)
    put(profile.units.half_behind, half_behind=True)
    put(profile.hedges.through, through=True)
    return table


def _put_units(profile: Profile, put: Put) -> None:
    """Measures and money: CLDR's words first, so that the language file may say otherwise."""
    code, units = profile.code, profile.units
    for unit, (words, signs) in measures(code).items():
        put((word for word in signs if len(word) >= _SHORTEST_SYMBOL), unit=unit, symbol=True)
        put(words, unit=unit, symbol=False)
    for unit, symbols in _SYMBOLS.items():
        put(symbols.split(), unit=unit, symbol=True)
    for currency, (names, signs) in currencies(code).items():
        put(names, currency=currency)
        put((sign for sign in signs if len(sign) > 1), currency=currency)
    for sign, currency in _SIGNS.items():
        put([sign], currency=currency)
    for currency, names in sorted(units.currencies.items()):
        put(names, currency=currency, unit=None)
    for codes, names in sorted(units.shared.items()):
        put(names, currency=codes, unit=None)
    for unit, endings in sorted(units.compounded.items()):
        put(endings, unit=unit, symbol=False, bound=True)
    for unit, words in sorted(units.measures.items()):
        put(words, unit=unit, factor=1, symbol=False, bound=False)
    for word, (factor, unit) in units.scaled.items():
        put([word], unit=unit, factor=factor, symbol=False)
    for unit, before in sorted(units.before.items()):
        put(before, unit_before=unit)


_COMPILED: dict[int, tuple[Profile, FigureWords]] = {}


def figure_words(profile: Profile) -> FigureWords:
    """The compiled words of a profile, kept for the next call."""
    kept = _COMPILED.get(id(profile))
    if kept is None or kept[0] is not profile:
        if len(_COMPILED) > 100:
            _COMPILED.clear()
        kept = _COMPILED[id(profile)] = (profile, FigureWords(profile))
    return kept[1]
