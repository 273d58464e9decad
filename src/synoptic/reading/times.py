"""When a text was published: ISO 8601, exactly as exact as the source, or nothing."""

from __future__ import annotations

import datetime
import re
import unicodedata
from email.utils import parsedate_to_datetime
from functools import cache

from babel import Locale, UnknownLocaleError

from synoptic.languages.profile import profile
from synoptic.reading.language import interface_languages

EARLIEST, LATEST = 1600, 2200
BUDDHIST = 543
ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)"
    r"(?:[T ]{1,2}(\d\d):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?\s?(Z|z|[+-]\d\d:?(?:\d\d)?)?)?(?!\d)"
)
NUMERIC = re.compile(r"(?<!\d)(\d{1,4})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{1,4})(?!\d)\.?")
CLOCK = re.compile(r"(?<!\d)([01]?\d|2[0-3])[:.h]([0-5]\d)(?!\d)")
EAST_ASIAN = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
DAY_BEFORE = re.compile(r"(?<!\d)(\d{1,2})(?:\.|[^\W\d]{1,2})?\s?(?:[^\W\d]{1,3}\s)?$")
WORD = re.compile(r"[^\s\d,.;:()\[\]/|–—-]+\.?")


def iso(value: object) -> str | None:
    """The time that a field of a record or page states, or ``None`` where it states none.

    Takes ISO 8601 and RFC 2822 text, compact dates (``20250815``) and Unix seconds or
    milliseconds.  A time without an offset is kept as a day, since what clock it was read from is
    not known.  Absurd years and the zero of Unix time give ``None``.
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return _from_seconds(float(value))
    if not isinstance(value, str):
        return None
    text = digits(value.strip())[:80]
    found = ISO.match(text)
    if found:
        return _from_iso(found)
    if re.fullmatch(r"\d{8}", text):
        return _day(int(text[:4]), int(text[4:6]), int(text[6:]))
    if re.fullmatch(r"\d{8}T\d{6}Z?", text):
        day = _day(int(text[:4]), int(text[4:6]), int(text[6:8]))
        return f"{day}T{text[9:11]}:{text[11:13]}:{text[13:15]}+00:00" if day and text.endswith("Z") else day
    if re.fullmatch(r"\d{9,13}", text):
        return _from_seconds(float(text))
    return _from_mail(text)


def digits(text: str) -> str:
    """The text with the decimal digits of every script written as 0-9; its length is unchanged."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(c)) if not c.isascii() and c.isdecimal() else c for c in text)


def _day(year: int, month: int, day: int) -> str | None:
    if BUDDHIST + 1900 <= year <= BUDDHIST + 2100:
        year -= BUDDHIST
    if not EARLIEST <= year <= LATEST:
        return None
    try:
        date = datetime.date(year, month, day)
    except ValueError:
        return None
    return None if date == datetime.date(1970, 1, 1) else date.isoformat()


def _from_iso(found: re.Match[str]) -> str | None:
    year, month, day, hour, minute, second, offset = found.groups()
    date = _day(int(year), int(month), int(day))
    if date is None or hour is None or offset is None:
        return date
    if int(hour) > 23 or int(minute) > 59 or int(second or 0) > 59:
        return date
    offset = "+00:00" if offset in "Zz" else offset
    sign, numbers = offset[0], offset[1:].replace(":", "").ljust(4, "0")
    if int(numbers[:2]) > 15 or int(numbers[2:]) > 59:
        return date
    return f"{date}T{hour}:{minute}:{second or '00'}{sign}{numbers[:2]}:{numbers[2:]}"


def _from_seconds(value: float) -> str | None:
    if not 10_000_000 < abs(value) < 1e14:
        return None
    if abs(value) > 1e11:
        value /= 1000
    try:
        moment = datetime.datetime.fromtimestamp(int(value), datetime.UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return moment.isoformat() if EARLIEST <= moment.year <= LATEST else None


def _from_mail(text: str) -> str | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    day = _day(moment.year, moment.month, moment.day)
    if day is None or moment.tzinfo is None:
        return day
    return moment.isoformat()


# --- dates in words -------------------------------------------------------------------------------


@cache
def _locale(lang: str) -> Locale | None:
    try:
        return Locale.parse(lang.replace("-", "_"))
    except (UnknownLocaleError, ValueError, TypeError):
        return None


@cache
def _months(lang: str) -> dict[str, int]:
    locale = _locale(lang)
    if locale is None:
        return {}
    names: dict[str, int] = {}
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for month, name in locale.months[context].get(width, {}).items():
                names.setdefault(name.casefold().rstrip("."), month)
    joined = re.search(r"([^\W\d_GyMdEL']{1,3})M{3,4}", locale.date_formats["long"].pattern)
    return names | {joined[1] + name: month for name, month in names.items()} if joined else names


@cache
def _numbered(lang: str) -> re.Pattern[str] | None:
    """CLDR's long date as a pattern, for a language whose months are numbers (``3 tháng 9, 2025``)."""
    locale = _locale(lang)
    if locale is None:
        return None
    name = locale.months["format"]["wide"][9]
    if "9" not in name:
        return None
    month = re.escape(name).replace("9", r"(?P<m>\d{1,2})")
    fields = {"d": r"(?P<d>\d{1,2})", "M": month, "y": r"(?P<y>\d{4})"}
    parts = re.findall(r"'[^']*'|d+|M+|y+|\s+|[^dMy'\s]+", locale.date_formats["long"].pattern)
    made = (r"\s?" if part.isspace() else fields.get(part[0]) or re.escape(part.strip("'")) for part in parts)
    return re.compile("".join(made), re.IGNORECASE)


@cache
def _day_first(lang: str) -> bool | None:
    """Whether numeric dates put the day first; ``None`` where the regions of a language differ."""
    locale = _locale(lang)
    if locale is None:
        return None
    pattern = locale.date_formats["short"].pattern
    if pattern.find("M") < pattern.find("d"):
        return None
    return True


def date_in(text: str, lang: str) -> tuple[str, int, int] | None:
    """The first full date (day, month, year) in a short text: ISO day, start, end.

    Month names are those of CLDR for ``lang``, then for languages that pages are often labelled
    in.  A numeric date that could be read two ways gives ``None``.
    """
    text = digits(text[:400])
    for pattern in (ISO, EAST_ASIAN):
        found = pattern.search(text)
        if found:
            day = _from_iso(found) if pattern is ISO else _day(*(int(g) for g in found.groups()))
            return (day, *found.span()) if day else None
    numbered = _numbered(lang)
    found = numbered.search(text) if numbered else None
    if found:
        day = _day(int(found["y"]), int(found["m"]), int(found["d"]))
        return (day, *found.span()) if day else None
    found = NUMERIC.search(text)
    if found:
        day = _from_numeric(found, lang)
        return (day, *found.span()) if day else None
    return _from_words(text, lang)


def _from_numeric(found: re.Match[str], lang: str) -> str | None:
    first, second, third = (int(found[n]) for n in (1, 3, 4))
    if len(found[1]) == 4:
        return _day(first, second, third)
    if len(found[4]) != 4:
        return None
    if first > 12 or first == second:
        return _day(third, second, first)
    if second > 12:
        return _day(third, first, second)
    return _day(third, second, first) if found[2] == "." or _day_first(lang) else None


def _from_words(text: str, lang: str) -> tuple[str, int, int] | None:
    for code in dict.fromkeys((lang, *interface_languages())):
        names = _months(code)
        for word in WORD.finditer(text):
            month = names.get(word[0].casefold().rstrip("."))
            if month is None:
                continue
            found = _around(text, word, month)
            if found:
                return found
    return None


def _around(text: str, word: re.Match[str], month: int) -> tuple[str, int, int] | None:
    """A day and a year beside the name of a month: ``3. september 2025``, ``August 15, 2025``."""
    near = text[: word.start()][-12:]
    before = DAY_BEFORE.search(near)
    after = re.match(r"[^\w]{0,2}(?:[^\W\d]{1,4}\s)?(\d{4})(?!\d)", text[word.end() :])
    if before and after:
        day = _day(int(after[1]), month, int(before[1]))
        start = word.start() - len(near) + before.start()
        return (day, start, word.end() + after.end()) if day else None
    turned = re.match(r"\s?(\d{1,2})(?:[^\W\d]{1,2})?,?\s{1,2}(\d{4})(?!\d)", text[word.end() :])
    if turned:
        day = _day(int(turned[2]), month, int(turned[1]))
        return (day, word.start(), word.end() + turned.end()) if day else None
    year = re.search(r"(?<!\d)(\d{4})(?:\.|\s?[^\W\d]{1,3}\.?)?\s$", near)
    last = re.match(r"\s?(\d{1,2})(?!\d)\.?", text[word.end() :])
    if year and last:
        day = _day(int(year[1]), month, int(last[1]))
        start = word.start() - len(near) + year.start()
        return (day, start, word.end() + last.end()) if day else None
    return None


def day_and_month(text: str, lang: str) -> tuple[int, int, tuple[int, int]] | None:
    """The first day and month in a short text that stand without a year: month, day, span."""
    text = digits(text[:400])
    found = re.search(r"(?<!\d)(\d{1,2})[月월]\s?(\d{1,2})[日일]", text)
    if found:
        return _month_day(int(found[1]), int(found[2]), *found.span())
    for code in _codes(lang):
        names = _months(code)
        for word in WORD.finditer(text):
            month = names.get(word[0].casefold().rstrip("."))
            if month is None:
                continue
            before = re.search(
                r"(?<!\d)(\d{1,2})(?:\.|[^\W\d]{1,2})?\s?(?:[^\W\d]{1,3}\s)?$", text[: word.start()]
            )
            after = re.match(r"\s?(\d{1,2})(?!\d)", text[word.end() :])
            if before:
                return _month_day(month, int(before[1]), before.start(), word.end())
            if after:
                return _month_day(month, int(after[1]), word.start(), word.end() + after.end())
    return None


def _month_day(month: int, day: int, start: int, end: int) -> tuple[int, int, tuple[int, int]] | None:
    return (month, day, (start, end)) if 1 <= month <= 12 and 1 <= day <= 31 else None


# --- "25 minutes ago" -------------------------------------------------------------------------------

ARTICLE = 5
SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 7 * 86_400}


@cache
def _ago_patterns(lang: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """CLDR's ways to say how long ago, as patterns with the unit of each."""
    locale = _locale(lang)
    if locale is None:
        return ()
    patterns = []
    fields = locale._data["date_fields"]
    for unit in SECONDS:
        for width in ("", "-short", "-narrow"):
            past = fields.get(unit + width, {}).get("past", {})
            for form in dict.fromkeys(past.values()):
                if "{0}" not in form:
                    continue
                words = [re.escape(part.strip()).replace(r"\ ", r"\s?") for part in form.split("{0}")]
                patterns.append((re.compile(rf"{words[0]}\s?(\d{{1,3}})\s?{words[1]}", re.IGNORECASE), unit))
    return tuple(patterns)


def ago(text: str, lang: str) -> int | None:
    """How many seconds ago a line such as ``25 minutes ago`` says, or ``None`` where it says nothing."""
    line = digits(" ".join(text[:200].split())).strip("-–—•·|(). ")
    if not line or len(line) > 60:
        return None
    if not any(c.isdigit() for c in line):
        return next(filter(None, (_ago_in_words(line.casefold(), code) for code in _codes(lang))), None)
    for code in _codes(lang):
        for pattern, unit in _ago_patterns(code):
            found = pattern.fullmatch(line)
            if found:
                return int(found[1]) * SECONDS[unit]
    return None


def _codes(lang: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((lang, *interface_languages())))


@cache
def _ago_worded(lang: str) -> tuple[dict[str, int], tuple[tuple[str, str, int, bool], ...]]:
    """CLDR's ways to say how long ago, for numbers in words.

    Whole phrases that hold their number (``قبل ساعتين``) with their seconds; and what stands before and
    after a number, the seconds of the unit, and whether the form can only be of one.
    """
    locale = _locale(lang)
    whole: dict[str, int] = {}
    around: dict[tuple[str, str], tuple[int, bool]] = {}
    if locale is None:
        return whole, ()
    for unit, seconds in SECONDS.items():
        past = locale._data["date_fields"].get(unit, {}).get("past", {})
        for category, form in past.items():
            before, slot, after = form.casefold().partition("{0}")
            others = [other for name, other in past.items() if name != category]
            if slot:
                only = category == "one" and form not in others
                around[before.strip(), after.strip()] = (seconds, only)
            elif category in ("one", "two"):
                whole[form.casefold()] = seconds * (2 if category == "two" else 1)
    return whole, tuple((*edges, *rest) for edges, rest in around.items())


def _ago_in_words(line: str, lang: str) -> int | None:
    """Seconds of ``an hour ago``, ``two hours ago``: the number as a word, or none at all for one."""
    whole, around = _ago_worded(lang)
    if line in whole:
        return whole[line]
    for before, after, seconds, only_one in around:
        inside = line.removeprefix(before)
        if not (line.startswith(before) and inside.endswith(after)):
            continue
        number = inside[: len(inside) - len(after)].strip("'’ ")
        count = _count(number, lang)
        if count is None and only_one and len(number) <= ARTICLE and (not number or number.isalpha()):
            count = 1
        if count:
            return count * seconds
    return None


def _count(word: str, lang: str) -> int | None:
    """The whole number that a word of a language names."""
    if not word:
        return None
    value = profile(lang).numbers.cardinals.get(word)
    return int(value) if value is not None and value == int(value) and value < 100 else None


def earlier(published: str | None, seconds: int) -> str | None:
    """The time ``seconds`` before ``published``, exactly as exact as that is."""
    if published is None:
        return None
    if len(published) == 10:
        if seconds < SECONDS["day"]:
            return published
        return (datetime.date.fromisoformat(published) - datetime.timedelta(seconds=seconds)).isoformat()
    return (datetime.datetime.fromisoformat(published) - datetime.timedelta(seconds=seconds)).isoformat()
