"""Words of strangers made safe to show: controls, directions, links.

Escaping for HTML, Markdown or a terminal is the work of each rendering; what is said here holds
for all of them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import urlsplit

from babel import Locale, UnknownLocaleError

# Explicit embeddings, overrides and isolates (UAX #9).  An unmatched closing one would end the
# isolation that a rendering puts around foreign words, so none of them is passed on; the implicit
# marks (LRM, RLM, ALM) only help and stay.
_BIDI_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
# C0 and C1 but tab and line feed, lone surrogates, noncharacters at the end of the first plane.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n?|\x85|\u2028|\u2029")
_SPACES = re.compile(r"\s+")


def clean(text: str | None) -> str:
    """The text without what could reorder, hide or drive what stands around it."""
    if not text:
        return ""
    text = _LINE_ENDS.sub("\n", text)
    return _UNPRINTABLE.sub("\ufffd", _BIDI_CONTROLS.sub("", text))


def one_line(text: str | None) -> str:
    """The text cleaned, every run of white space one space."""
    return _SPACES.sub(" ", clean(text)).strip()


def shortened(text: str, length: int) -> str:
    """At most ``length`` code points, cut between words where a word allows, ``…`` at the end."""
    if len(text) <= length:
        return text
    cut = text[: max(length - 1, 1)]
    space = cut.rfind(" ")
    if space > length * 0.6:
        cut = cut[:space]
    return cut.rstrip(" ,;:–—-") + "…"


def ending(text: str, length: int) -> str:
    """The last ``length`` code points at most, beginning between words where a word allows."""
    if len(text) <= length:
        return text
    kept = text[-length:]
    space = kept.find(" ", 0, length // 2)
    return f"… {kept[space + 1 :] if space >= 0 else kept}"


def isolated(text: str) -> str:
    """Words that run right to left set apart, so that they do not reorder what stands around them."""
    if any(unicodedata.bidirectional(c) in ("R", "AL", "AN") for c in text):
        return f"\u2068{text}\u2069"
    return text


def web_address(url: str | None) -> str | None:
    """The address if it leads to the web over http or https, else ``None``."""
    if not url or len(url) > 2000 or any(c.isspace() or not c.isprintable() for c in url):
        return None
    try:
        parts = urlsplit(url)
        named = bool(parts.hostname)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and named else None


@lru_cache(maxsize=1024)
def direction(lang: str | None) -> str:
    """``ltr`` or ``rtl`` as CLDR has it for the language, ``auto`` where it has nothing."""
    tag = (lang or "").replace("-", "_")
    for candidate in (tag, tag.split("_")[0]):
        try:
            return str(Locale.parse(candidate, resolve_likely_subtags=False).text_direction)
        except (ValueError, UnknownLocaleError, TypeError):
            continue
    return "auto"


@lru_cache(maxsize=1024)
def language_tag(lang: str | None) -> str:
    """The language as a BCP 47 tag that may stand in a document; ``und`` if it cannot."""
    return lang if lang and re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}", lang) else "und"
