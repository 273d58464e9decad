"""Versions of one article: what an outlet published again, at the same address or at another.

Precision first: two accounts taken for one would hide that a fact changed sides, so what is not sure stays
apart.  Two versions have the same outlet, always; two outlets that run one text are copies.  Then

- they stand at the same address, and much of the words is the same; or
- they stand elsewhere, or no address is known, and they have the same words, or the same headline, about
  the same time of publication, and nearly the same words.

Short notices of one outlet (weather, traffic, markets) are alike without being one article: they are versions
only at the same address on the same day, or where words and time of publication are the same.
"""

from __future__ import annotations

import difflib
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

import regex

from synoptic.reading.inputs import is_address
from synoptic.resemblance import Groups, Shingles, alike, all_shingles, containment, resemblance
from synoptic.types import Article, Change, Revision

SHORT = 60  # words; two characters for one where none are set apart
LOOSE = 0.3  # resemblance of versions at one address
CLOSE = 0.6  # resemblance of versions elsewhere, with one headline
HELD = 0.85  # or so much of the shorter stands in the longer
LEAST_HELD = 0.5  # the same at one address
NUMBERS_KEPT = 0.5  # a correction changes few of the numbers, the next report of a series nearly all
SAME_TIME = timedelta(hours=18)
SAME_WORDS = timedelta(days=5)  # the same words later than that are another matter
HOUR = timedelta(hours=1)
_SENTENCE = regex.compile(r"[^\n]+?(?:\p{Sentence_Terminal}[\p{Pe}\p{Pf}\"”']*(?=\s|$)|[。！？｡]+|(?=\n)|$)")
_NUMBER = regex.compile(r"\p{Nd}+")
_LETTERS = regex.compile(r"[\p{L}\p{M}\p{N}]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """An article as it was read, with when it was fetched and when it last changed, where known."""

    article: Article
    fetched: str | None = None
    changed: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Places of versions of one article, the oldest first; ``whys`` has a line for each but the first."""

    places: tuple[int, ...]
    whys: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Facts:
    """What is compared of a version."""

    version: Version
    text: Shingles
    headline: str
    host: str | None
    outlet: str | None
    address: str | None
    numbers: Counter[str]

    @property
    def short(self) -> bool:
        return self.text.words < SHORT


def histories(versions: Sequence[Version]) -> list[History]:
    """The articles of which there is more than one version, each with its versions in order of time."""
    buckets = _by_outlet([version.article for version in versions])
    wanted = sorted({place for places in buckets for place in places})
    cut = all_shingles(_running(versions[place].article) for place in wanted)
    facts = {place: _facts(versions[place], text) for place, text in zip(wanted, cut, strict=True)}
    groups = Groups(len(versions))
    for places in buckets:
        by_address: defaultdict[str, list[int]] = defaultdict(list)
        for place in places:
            by_address[facts[place].address or ""].append(place)
        for address, at_it in by_address.items():
            if address:
                _join_at_one_address(at_it, facts, groups)
        here = [facts[place] for place in places]
        for group in alike([one.text for one in here], partial(_versions, here)):
            for member in group[1:]:
                groups.join(places[group[0]], places[member])
    found = [_history(group, facts) for group in groups.all() if len(group) > 1]
    return sorted(found, key=lambda history: history.places)


def _versions(facts: Sequence[_Facts], one: int, other: int) -> bool:
    return bool(_why(facts[one], facts[other]))


def _join_at_one_address(places: list[int], facts: dict[int, _Facts], groups: Groups) -> None:
    """Joins each version with one of a group before it; those of an address are few."""
    leaders: list[list[int]] = []
    for place in places:
        for group in leaders:
            # The last first: versions are most like those about their own time.
            if any(_why(facts[member], facts[place]) for member in group[:-4:-1]):
                groups.join(group[0], place)
                group.append(place)
                break
        else:
            leaders.append([place])


def _by_outlet(articles: Sequence[Article]) -> list[list[int]]:
    """Places of articles that may be of one outlet: by the domain of their address, and by its name."""
    buckets: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for place, article in enumerate(articles):
        if article.url and is_address(article.url):
            import courlan  # slow to load, and most texts state no address

            domain = courlan.extract_domain(article.url) or courlan.get_hostinfo(article.url)[1]
            buckets["domain", str(domain)].append(place)
        if article.outlet:
            buckets["outlet", _folded(article.outlet)].append(place)
    return [places for _, places in sorted(buckets.items()) if len(places) > 1]


def _running(article: Article) -> str:
    """The text after its title."""
    return article.text[article.body :] or article.text


def _facts(version: Version, text: Shingles) -> _Facts:
    article = version.article
    host = address = None
    if article.url and is_address(article.url):
        address, host = _address(article.url)
    return _Facts(
        version=version,
        text=text,
        headline=_folded(article.title or article.text.lstrip().partition("\n")[0]),
        host=host,
        outlet=_folded(article.outlet) if article.outlet else None,
        address=address,
        numbers=Counter(_NUMBER.findall(article.text)),
    )


def _address(url: str) -> tuple[str | None, str]:
    """An address without what changes nothing (scheme, ``www.``, trackers, fragment), and its host.

    The address of a front page is ``None``: it is where everything stands.
    """
    import courlan

    plain = courlan.normalize_url(url.partition("#")[0], strict=False, trailing_slash=False)
    rest = plain.partition("://")[2]
    for prefix in ("www.", "m.", "mobile.", "amp."):
        rest = rest.removeprefix(prefix)
    host, _, path = rest.partition("/")
    return (f"{host}/{path}" if path.strip("/") else None), host.partition(":")[0]


def _folded(text: str) -> str:
    return " ".join(_LETTERS.findall(text.casefold()))


def _why(a: _Facts, b: _Facts) -> str:
    """Why two are versions of one article; empty where they are not, or may not be."""
    if not _same_outlet(a, b):
        return ""
    exact = a.text.key == b.text.key
    if a.address is not None and a.address == b.address:
        if (a.short or b.short) and not exact and not _within(a, b, timedelta(0)) and not _teaser(a, b):
            return ""
        return "the same address" if exact or _much_is_the_same(a, b, LOOSE, LEAST_HELD) else ""
    if a.short or b.short:
        known = a.version.article.published
        same = exact and a.headline == b.headline and known and known == b.version.article.published
        return "the same words at the same time" if same else ""
    if exact:
        return "the same words" if _within(a, b, SAME_WORDS) else ""
    if a.headline != b.headline or not _dated(a, b) or not _within(a, b, SAME_TIME):
        return ""
    if _share_of_numbers(a, b) < NUMBERS_KEPT:
        return ""
    return "the same headline and nearly the same words" if _much_is_the_same(a, b, CLOSE, HELD) else ""


def _teaser(a: _Facts, b: _Facts) -> bool:
    return "teaser" in (a.version.article.role, b.version.article.role)


def _same_outlet(a: _Facts, b: _Facts) -> bool:
    """Whether both are of one outlet: by their hosts where both are known, else by name."""
    if a.host and b.host:
        one, other = sorted((a.host, b.host), key=len)
        if one != other and not (other.endswith(f".{one}") and (not a.outlet or a.outlet == b.outlet)):
            return False
        return not a.outlet or not b.outlet or a.outlet == b.outlet or a.address == b.address
    return a.outlet is not None and a.outlet == b.outlet


def _dated(a: _Facts, b: _Facts) -> bool:
    return a.version.article.time is not None and b.version.article.time is not None


def _within(a: _Facts, b: _Facts, most: timedelta) -> bool:
    """Whether two were published about one time; days alone count as days, an unknown time says nothing."""
    one, other = a.version.article, b.version.article
    if one.time is None or other.time is None:
        return True
    if most >= timedelta(days=1):
        return abs(one.time - other.time) <= most
    if not most or len(one.published or "") <= 10 or len(other.published or "") <= 10:
        return (one.published or "")[:10] == (other.published or "")[:10]
    return abs(one.time - other.time) <= most


def _share_of_numbers(a: _Facts, b: _Facts) -> float:
    """The share of the numbers of the one with fewer that the other has too; all where there are none."""
    fewer = min(a.numbers.total(), b.numbers.total())
    return (a.numbers & b.numbers).total() / fewer if fewer else 1.0


def _much_is_the_same(a: _Facts, b: _Facts, alike_: float, held: float) -> bool:
    inner, outer = sorted((a.text, b.text), key=lambda text: len(text.hashes))
    return resemblance(a.text, b.text) >= alike_ or containment(inner, outer) >= held


def _history(places: list[int], facts: dict[int, _Facts]) -> History:
    ordered, stated = _in_order(places, [facts[place].version for place in places])
    whys = []
    for place, before in zip(ordered[1:], ordered, strict=False):
        why = _why(facts[before], facts[place]) or "between the others"
        whys.append(why if stated else f"{why}; which is newer is not stated, the fuller is taken")
    return History(places=tuple(ordered), whys=tuple(whys))


def _in_order(places: list[int], versions: list[Version]) -> tuple[list[int], bool]:
    """Places by the time that tells versions apart, and whether one does; then by length and words.

    A teaser is never newer than the article that it announces.
    """
    times = _telling_times(versions)
    key = {
        place: (
            version.article.role != "teaser",
            time,
            len(version.article.text),
            version.article.text,
            version.article.url or "",
            version.article.source or "",
        )
        for place, version, time in zip(places, versions, times, strict=True)
    }
    texts = {version.article.text for version in versions}
    stated = len(set(times)) > 1 or len(texts) == 1 or len({k[0] for k in key.values()}) > 1
    return sorted(places, key=key.__getitem__), stated


def _telling_times(versions: list[Version]) -> list[float]:
    """When each version was made: changed, else published, else fetched, whichever tells them apart."""
    for field in ("changed", "published", "fetched"):
        moments = []
        for version in versions:
            stated = getattr(version.article if field == "published" else version, field)
            moments.append(Article(id="", text="", published=stated).time)
        known = [moment for moment in moments if moment is not None]
        if len(known) < len(moments):
            continue
        # Fetched in one run, the order is that in which hosts answered, which says nothing.
        apart = max(known) - min(known)
        if apart > (HOUR if field == "fetched" else timedelta(0)):
            return [moment.timestamp() for moment in known]
    return [0.0] * len(versions)


def revisions(article: str, versions: Sequence[Version], whys: Iterable[str]) -> list[Revision]:
    """The versions of one article, the oldest first, as values."""
    made = []
    before: Article | None = None
    for number, (version, why) in enumerate(zip(versions, ("", *whys), strict=True), 1):
        one = version.article
        made.append(
            Revision(
                article=article,
                number=number,
                title=one.title,
                published=one.published,
                fetched=version.fetched,
                source=one.source,
                url=one.url,
                digest=hashlib.sha256(one.text.encode("utf-8", "replace")).hexdigest(),
                changes=changes(before.text, one.text) if before else (),
                why=why,
            )
        )
        before = one
    return made


def changes(before: str, after: str) -> tuple[Change, ...]:
    """What changed between two texts, sentence by sentence, in order."""
    old, new = _sentences(before), _sentences(after)
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    return tuple(
        Change(before="\n".join(old[a:b]), after="\n".join(new[c:d]))
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    )


def _sentences(text: str) -> list[str]:
    """Pieces of about a sentence, without the white space around them; enough to show what changed."""
    return [piece for found in _SENTENCE.findall(text) if (piece := found.strip())]
