r"""Bytes to text: encodings that are declared, wrong, mixed or not named at all.

After decoding the text stays as the source has it: quotation marks, spaces and Unicode forms are
never changed.  Only line ends become ``\\n``, and byte order marks and NULs go.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter

import ftfy
import regex
from charset_normalizer import from_bytes
from ftfy.badness import badness

from synoptic.errors import NotText
from synoptic.reading import language
from synoptic.reading.alphabets import by_letters

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
LATIN = (
    "windows-1252", "windows-1250", "iso8859-2", "windows-1254", "windows-1257", "windows-1258", "iso8859-15",
    "iso8859-16", "iso8859-13", "mac-roman",
)  # fmt: skip
MARKS_OF_PRINT = frozenset("“”„‘’‚–—…«»‹›€£°·§©®™½¼¾²³†•¿¡ºª×´\xa0")
# Control characters that no text has, code points without a meaning, and halves of surrogate pairs.
ODD = regex.compile(r"[[\p{Cc}\p{Cn}\p{Co}\p{Cs}]--[\n\t\f\v\x1c\x85]]", regex.VERSION1)
ODD_ASCII = re.compile(r"[\x00-\x08\r\x0e-\x1b\x1d-\x1f\x7f]")  # the same, ten times as fast
CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
HALVES = re.compile("[\ud800-\udfff]")
SAMPLE = 60_000
MOJIBAKE = ftfy.TextFixerConfig(
    unescape_html=False,
    remove_terminal_escapes=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    uncurl_quotes=False,
    fix_line_breaks=False,
    fix_surrogates=False,
    remove_control_chars=False,
    normalization=None,
    explain=False,
)


def decode(data: bytes, source: str, declared: str | None = None) -> str:
    """The text of ``data``.

    Raises :class:`NotText` where the bytes are no text in any encoding.
    """
    text = _marked(data) or _escaped(data)
    if text is None:
        text = _wide(data, source)
    if text is None:
        text = _utf8(data)
    if text is None:
        text = _declared(data, declared)
    if text is None:
        text = _latin(data)
    if text is None:
        text = _japanese(data)
    if text is None:
        text = _guessed(data, source)
    return tidy(text, source)


def tidy(text: str, source: str) -> str:
    r"""Text with ``\\n`` for line ends, without byte order marks and NULs, its mojibake mended.

    Raises :class:`NotText` where too much of it is control characters.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", "").replace("\0", "")
    sample = text[:SAMPLE]
    odd = len((ODD_ASCII if sample.isascii() else ODD).findall(sample))
    if odd > max(3, len(sample) // 100):
        raise NotText(source, "binary data, not text")
    if HALVES.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return mend_mojibake(text)


def mend_mojibake(text: str) -> str:
    """Text that was decoded wrongly somewhere before it came here, decoded rightly (ftfy).

    A line is changed only where that takes away all that looks wrong in it.
    """
    if text.isascii() or not badness(text):
        return text
    return "\n".join(_mend_line(line) for line in text.split("\n"))


def _mend_line(line: str) -> str:
    if line.isascii() or len(line) > 100_000 or not badness(line):
        return line
    mended = ftfy.fix_encoding(line, MOJIBAKE)
    return mended if badness(mended) == 0 and "\ufffd" not in mended else line


def _marked(data: bytes) -> str | None:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    return None


def _escaped(data: bytes) -> str | None:
    """ISO-2022-JP, which writes Japanese in ASCII bytes after an escape."""
    if b"\x1b$" not in data[:SAMPLE]:
        return None
    try:
        return data.decode("iso2022_jp")
    except UnicodeDecodeError:
        return None


def _wide(data: bytes, source: str) -> str | None:
    """UTF-16 without a mark, by its NULs or other controls; ``None`` where few stand in other text."""
    sample = data[: SAMPLE // 2 * 2]
    zeros = sample.count(0)
    controls = len(CONTROLS.findall(sample))
    if zeros * 200 <= len(sample) and controls * 100 <= len(sample):
        return None
    texts = []
    for encoding in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"):
        whole = len(data) // 4 * 4 if "32" in encoding else len(data) // 2 * 2
        text = data[:whole].decode(encoding, "ignore")
        if "\0" not in text[:SAMPLE] and _plausible(text):
            texts.append(text)
    if texts:
        return max(texts, key=lambda text: sum(map(text.count, " \n.,")))
    if zeros * 200 <= len(sample):
        return None
    raise NotText(source, "NUL bytes, not text")


def _plausible(text: str) -> bool:
    """Whether decoded text looks like words: letters and spaces of few scripts, nothing unassigned."""
    sample = text[:5000]
    kinds = Counter(unicodedata.category(c)[0] for c in sample if c not in "\n\r\t")
    total = sum(kinds.values())
    if total == 0 or kinds["C"] * 50 > total or kinds["L"] + kinds["M"] < total * 0.4:
        return False
    if total > 20 and not kinds["Z"] + kinds["P"] and "\n" not in sample:
        return False  # no script writes so much without a space, a stop or a line end
    scripts = Counter(unicodedata.name(c, "?").split(" ")[0] for c in sample if c.isalpha())
    return sum(n for _, n in scripts.most_common(3)) >= sum(scripts.values()) * 0.95


def _utf8(data: bytes) -> str | None:
    """UTF-8; also where a few bytes of another encoding stand in it, or the end is cut."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "surrogateescape")
    strange = sum(1 for c in text if "\udc80" <= c <= "\udcff")
    fine = sum(1 for c in text if c > "\x7f") - strange
    if strange > 3 and strange * 8 > fine:
        return None
    if fine == 0:
        return None
    return re.sub("[\udc80-\udcff]+", lambda found: _single_bytes(found[0]), text)


def _single_bytes(escaped: str) -> str:
    data = escaped.encode("utf-8", "surrogateescape")
    return data.decode("windows-1252", "replace").replace("\ufffd", "")


def _declared(data: bytes, declared: str | None) -> str | None:
    if not declared:
        return None
    try:
        text = data.decode(codecs.lookup(declared.strip()).name)
    except (LookupError, UnicodeDecodeError, ValueError, AttributeError):
        return None
    return text if not re.search("[\x80-\x84\x86-\x9f]", text) else None


def _latin(data: bytes) -> str | None:
    """Text in an old encoding of Latin letters; ``None`` where most letters are no ASCII.

    Of the encodings that fit, the one whose letters are those of the language that the text then
    is in (``identification.toml``).
    """
    sample = data[:SAMPLE]
    plain = sum(1 for byte in sample if 65 <= byte <= 90 or 97 <= byte <= 122)
    high = sum(1 for byte in sample if byte > 127)
    if plain < high * 1.5:
        return None
    scores = {encoding: _letters_fit(sample, encoding) for encoding in LATIN}
    best = max(LATIN, key=lambda encoding: scores[encoding])
    return data.decode(best, "replace") if scores[best] > 0 else None


def _letters_fit(sample: bytes, encoding: str) -> float:
    """How well the letters beside ASCII fit the language of the text: -1 (none) to 1 (all)."""
    text = sample.decode(encoding, "replace")
    letters = language.letters(language.identify(text))
    strange = [c for c in text if c > "\x7f"]
    fitting = sum(1 if c.lower() in letters or c in MARKS_OF_PRINT else -1 for c in strange)
    return fitting / max(1, len(strange))


def _japanese(data: bytes) -> str | None:
    """Shift-JIS or EUC-JP, known by their kana; half-width ones are what other encodings look like."""
    for encoding in ("cp932", "euc_jp"):
        text = data[:SAMPLE].decode(encoding, "replace")
        strange = [c for c in text if c > "\x7f"]
        kana = sum(1 for c in strange if "\u3041" <= c <= "\u30fe")
        if kana * 5 > len(strange) and text.count("\ufffd") <= 2:
            return data.decode(encoding, "replace")
    return None


def _guessed(data: bytes, source: str) -> str:
    sample = data[:SAMPLE]
    known = by_letters(data)
    if known is not None:
        return data.decode(known, "replace")
    best = from_bytes(sample, cp_exclusion=["utf_16", "utf_32", "utf_7"]).best()
    if best is not None:
        text = data.decode(best.encoding, "replace")
        if text.count("\ufffd") * 1000 <= len(text) + 1000:
            return text
    raise NotText(source, "bytes that are no text in any encoding")
