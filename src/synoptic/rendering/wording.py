"""What Synoptic itself says: interface words, counts, dates, numbers, names of languages.

The words are written in English here and in the templates, and looked up by gettext in the
catalogues of :mod:`synoptic.rendering.catalogues`.  Everything that depends on a country's habits
comes from CLDR.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Sequence
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_interval, format_skeleton, get_quarter_names
from babel.lists import format_list
from babel.numbers import format_compact_decimal, format_decimal, format_percent, get_currency_name
from babel.units import get_unit_name

from synoptic.rendering.catalogues import SOURCE_LANGUAGE, catalogue, languages
from synoptic.rendering.safe import one_line, shortened


def parse_time(iso: str | None) -> datetime.datetime | None:
    """A day or time as a datetime, without an offset where none is stated; ``None`` if it is neither."""
    try:
        return datetime.datetime.fromisoformat(iso) if iso and len(iso) >= 10 else None
    except ValueError:
        return None


def has_clock(iso: str | None) -> bool:
    """Whether the time says more than the day."""
    return bool(iso) and len(iso or "") > 10


def instant(iso: str | None) -> float | None:
    """Seconds since 1970 in UTC; a time without an offset is read as UTC."""
    when = parse_time(iso)
    if when is None:
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=datetime.UTC)
    try:
        return when.timestamp()
    except (OverflowError, ValueError):
        return None


@lru_cache(maxsize=256)
def _locale(lang: str) -> Locale | None:
    """The CLDR locale of a language, of the whole world where CLDR has one ("13 Mar", not "Mar 13")."""
    tag = lang.replace("-", "_")
    for candidate in (f"{tag}_001", tag, tag.split("_")[0]):
        try:
            found = Locale.parse(candidate, resolve_likely_subtags=False)
        except (ValueError, UnknownLocaleError, TypeError):
            continue
        if found.language == tag.split("_")[0].lower():
            return found
    return None


def is_language(tag: str) -> bool:
    """Whether CLDR knows the language of a tag, in which dates and numbers can then be written."""
    return _locale(tag) is not None


class Times:
    """Points in time, as a language writes them.  ``locale`` is that of the language."""

    locale: Locale

    def _skeleton(self, skeleton: str, when: datetime.datetime) -> str:
        return str(format_skeleton(skeleton, when, locale=self.locale))

    def published(self, iso: str | None, *, year: bool = False) -> str:
        """When an account appeared, local time of the outlet: ``14 Mar 09:15``."""
        when = parse_time(iso)
        if when is None:
            return self.date(iso)
        day = self._skeleton("yMMMd" if year else "MMMd", when)
        return f"{day} {self._skeleton('Hm', when)}" if has_clock(iso) else day

    def date(self, iso: str | None, *, weekday: bool = False) -> str:
        """A point in time as exact as it is: ``2008``, ``Feb 2025``, ``13 Mar 2025``."""
        text = iso or ""
        if not text:
            return ""
        when = parse_time(text)
        if when is not None:
            day = self._skeleton("yMMMEd" if weekday else "yMMMd", when)
            return f"{day} {self._skeleton('Hm', when)}" if has_clock(text) else day
        month = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", text)
        if month:
            return self._skeleton("yMMM", datetime.datetime(max(int(month[1]), 1), int(month[2]), 1))
        quarter = re.fullmatch(r"(\d{4})-?Q([1-4])", text)
        if quarter:
            names = get_quarter_names("abbreviated", locale=self.locale)
            return f"{names[int(quarter[2])]} {quarter[1]}"
        return shortened(one_line(text), 24)

    def span(self, first: str | None, last: str | None) -> str:
        """``13–18 March 2025``."""
        start, end = parse_time(first), parse_time(last)
        if start is None or end is None:
            return self.date(first) or self.date(last)
        if start.date() == end.date():
            return str(format_date(start.date(), "long", locale=self.locale))
        return str(format_interval(start.date(), end.date(), "yMMMd", locale=self.locale))

    def month_day(self, when: datetime.datetime, *, clock: bool = False) -> str:
        """A day of no stated year, with ``clock`` its time in UTC: ``3 September 14:05 UTC``."""
        day = self._skeleton("MMMMd", when)
        return f"{day} {self._skeleton('Hm', when)} UTC" if clock else day

    def weekday(self, day: datetime.date) -> str:
        """``Thu``."""
        return str(format_date(day, "ccc", locale=self.locale))


class Wording(Times):
    """The words, dates and numbers of Synoptic in one language.

    Args:
        lang: a BCP 47 tag; a language without a catalogue still gets its dates and numbers.
    """

    def __init__(self, lang: str | None = None) -> None:
        wanted = lang or SOURCE_LANGUAGE
        self.locale = _locale(wanted) or Locale.parse(SOURCE_LANGUAGE)
        self.lang = str(self.locale.language)
        self._catalogue = catalogue(self.lang)
        self.spoken = self.lang if self.lang in languages() else SOURCE_LANGUAGE

    @property
    def dir(self) -> str:
        """The direction of the interface: that of the language its words are in."""
        spoken = _locale(self.spoken)
        return str(spoken.text_direction) if spoken else "ltr"

    # --- words --------------------------------------------------------------------------------

    def say(self, message: str, /, **values: object) -> str:
        """The message in this language, its ``{names}`` filled in."""
        text = self._catalogue.gettext(message)
        return text.format(**values) if values else text

    def count(self, one: str, many: str, n: int, /, **values: object) -> str:
        """The message for ``n`` things; ``{n}`` is the number as this language writes it, unless given."""
        return self._catalogue.ngettext(one, many, n).format(**{"n": self.number(n), **values})

    def listed(self, parts: Sequence[str], *, either: bool = False) -> str:
        """``a, b and c``, or ``a, b or c`` if only one of them may hold."""
        return str(format_list(parts, "or" if either else "standard", locale=self.locale))

    def language(self, lang: str) -> str:
        """A language by its own name, or its tag."""
        own = _locale(lang)
        name = own.get_language_name(own.language) if own else None
        return name or shortened(one_line(lang), 24)

    def setting(self, name: str) -> str:
        """What a run was made with, by the name that the run gives it."""
        known = {
            "Encoder": self.say("Encoder"),
            "Encoder for names": self.say("Encoder for names"),
            "Machine translation": self.say("Machine translation"),
            "Days between accounts of one event, at most": self.say(
                "Days between accounts of one event, at most"
            ),
        }
        return known.get(name) or one_line(name)

    # --- numbers ------------------------------------------------------------------------------

    def number(self, value: float) -> str:
        """A number in full, at most four decimals."""
        if not math.isfinite(value):
            return "∞"
        return str(format_decimal(round(value, 4), locale=self.locale))

    def brief_number(self, value: float) -> str:
        """A number for an axis: ``340``, ``1.2M``."""
        if not math.isfinite(value) or abs(value) < 10000:
            return self.number(value)
        return str(format_compact_decimal(value, locale=self.locale, fraction_digits=1))

    def share(self, value: float) -> str:
        """A share of one as a percentage."""
        return str(format_percent(value, locale=self.locale)) if math.isfinite(value) else ""

    def unit(self, unit: str | None) -> str:
        """What a unit is called: a CLDR unit or an ISO 4217 code; empty for none."""
        if not unit:
            return ""
        if re.fullmatch("[A-Z]{3}", unit):
            return str(get_currency_name(unit, locale=self.locale))
        try:
            return str(get_unit_name(unit, "long", self.locale) or shortened(one_line(unit), 40))
        except ValueError:
            return shortened(one_line(unit), 40)
