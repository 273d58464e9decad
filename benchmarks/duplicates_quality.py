"""How well versions of one article and near copies are told from what only looks like them.

    python benchmarks/duplicates_quality.py samples/gold samples/gold_held_out
    python benchmarks/duplicates_quality.py samples/gold --copies 10000

Articles of the samples are edited as newsrooms edit (a figure corrected, sentences added and dropped, a
headline rewritten, an address moved) and imitated as notices imitate each other (the same headline and nearly
the same words, on another day; the same text at another outlet).  All articles of one language are given one
outlet, so that accounts of one event stand beside each other there.  Some edits are expected to be missed:
they are there to show it.  Printed are recall by kind of edit and language, and every false pair by kind.

With ``--copies`` the time for so many copies, and for so many texts that nearly are, is measured.  Where
datasketch is installed, its MinHash is run beside that of rensa.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import combinations
from pathlib import Path

import numpy as np
import regex

from synoptic.grouping.duplicates import duplicates
from synoptic.languages import profile
from synoptic.marking.sentences import sentences
from synoptic.reading import read
from synoptic.reading.revisions import SHORT, Version, histories
from synoptic.resemblance import BANDS, MINIMA, ROWS, Shingles, alike, resemblance, shingles
from synoptic.types import Account, Article, Marks

DIGIT = regex.compile(r"\p{Nd}+")


@dataclass(frozen=True)
class Made:
    """An edited article, which one it is a version of (itself where of none), and how it was made."""

    article: Article
    of: str
    kind: str


class Editor:
    """Edits articles as newsrooms do; ``others`` are sentences of the language to add."""

    def __init__(self, article: Article, others: list[str], seed: str) -> None:
        self.random = random.Random(seed)
        self.article = article
        body = article.text[article.body :]
        split = sentences(replace(article, title=None, text=body), profile(article.lang))
        self.sentences = [passage.text for passage in split]
        self.joint = "" if article.lang in ("ja", "zh", "th") else " "
        self.others = others

    def made(
        self, kind: str, body: list[str], *, of: bool = True, hours: float = 0.0, **changes: object
    ) -> Made:
        """The article with another body and other facts; ``of`` tells whether it is a version of it."""
        one = self.article
        title = str(changes.pop("title", one.title or ""))
        moment = one.time
        assert moment is not None
        made = replace(
            one,
            id=f"{one.id}/{kind}",
            title=title,
            text=f"{title}\n\n{self.joint.join(body)}",
            published=(moment + timedelta(hours=hours)).isoformat(),
            url=f"https://paper-{one.lang}.example/{one.id}",
            outlet=f"Paper {one.lang}",
        )
        return Made(replace(made, **changes), one.id if of else made.id, kind)  # type: ignore[arg-type]

    def renumbered(self, body: list[str], share: float = 1.0) -> list[str]:
        """The sentences with other figures, as far as ``share`` says."""

        def other(found: regex.Match[str]) -> str:
            value = int(found[0])
            return (
                str(value + self.random.randint(1, max(2, value)))
                if self.random.random() < share
                else found[0]
            )

        return [DIGIT.sub(other, sentence) for sentence in body]

    def versions(self) -> Iterator[Made]:
        """Versions of the article."""
        whole, url = self.sentences, f"https://paper-{self.article.lang}.example/moved/{self.article.id}"
        yield self.made("first", whole)
        yield self.made("same words, another address", whole, url=url)
        yield self.made(
            "trackers in the address",
            whole,
            url=f"http://www.paper-{self.article.lang}.example/{self.article.id}/?utm_source=x&fbclid=y#top",
        )
        added = [*whole, *self.random.sample(self.others, min(2, len(self.others)))]
        yield self.made("rewritten headline, sentences added", added, hours=26, title=self.others[0][:60])
        dropped = [s for n, s in enumerate(whole) if n != len(whole) // 2]
        yield self.made("figures corrected, a sentence dropped", self.renumbered(dropped, 0.3), hours=2)
        grown = [*whole, *self.others[: len(whole)]]
        yield self.made("grown to twice its length", grown, hours=9)
        yield self.made("elsewhere, figures corrected", self.renumbered(whole, 0.3), hours=3, url=url)
        yield self.made("elsewhere, sentences added", added, hours=5, url=None)
        half = [
            other if n % 2 else one for n, (one, other) in enumerate(zip(whole, self.others, strict=False))
        ]
        yield self.made("every second sentence replaced", half, hours=4)
        replaced = [*whole[:1], *self.others[: len(whole)]]
        yield self.made("live page, all but one sentence replaced", replaced, hours=11)
        corrected = self.renumbered(whole, 0.3)
        rewritten = {"title": self.others[0][:60], "url": url}
        yield self.made("elsewhere, headline rewritten, figures corrected", corrected, hours=3, **rewritten)
        yield self.made("elsewhere, the next morning", added, hours=20, url=url)

    def imitations(self) -> Iterator[Made]:
        """What looks like versions and is none."""
        whole = self.sentences
        other = {
            "outlet": f"Courier {self.article.lang}",
            "url": f"https://courier.example/{self.article.id}",
        }
        yield self.made("another outlet, same words", whole, of=False, **other)
        notice = whole[:2]
        for day in (0, 1, 3):
            address = f"https://paper-{self.article.lang}.example/notices/{self.article.id}-{day}"
            body = self.renumbered(notice)
            yield self.made(f"notice of day {day}", body, of=False, hours=24.0 * day - 300, url=address)
        for day in (1, 2):
            address = f"https://paper-{self.article.lang}.example/reports/{self.article.id}-{day}"
            body = self.renumbered(whole)
            yield self.made(f"report of day {day}", body, of=False, hours=24.0 * day + 200, url=address)
        address = f"https://paper-{self.article.lang}.example/reports/{self.article.id}-later"
        body = self.renumbered(whole)
        yield self.made("report of the same day", body, of=False, hours=4, url=address)
        follow_up = [*self.others[: len(whole)], *whole[-2:]]
        address = f"https://paper-{self.article.lang}.example/{self.article.id}-2"
        facts = {"title": self.others[-1][:60], "url": address}
        yield self.made("follow-up with the background repeated", follow_up, of=False, hours=6, **facts)


def corpus(paths: list[Path]) -> list[Made]:
    """Edits and imitations of every article of the samples that is long enough and has a time."""
    articles = [
        one
        for one in read(paths).articles
        if one.role == "article" and one.time and shingles(one.text).words >= SHORT
    ]
    by_lang: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        by_lang[article.lang].append(article)
    made: list[Made] = []
    for lang, ones in by_lang.items():
        if len(ones) < 2:
            continue
        for article in ones:
            rest = [
                passage.text
                for other in ones
                if other.id != article.id
                for passage in sentences(
                    replace(other, text=other.text[other.body :], title=None), profile(lang)
                )
            ]
            random.Random(article.id).shuffle(rest)
            editor = Editor(article, rest, article.id)
            made += [*editor.versions(), *editor.imitations()]
    return made


def quality(made: list[Made]) -> None:
    """Prints recall of each kind of edit beside first versions and imitations alone, and all false pairs."""
    imitations = [one for one in made if one.of == one.article.id or one.kind == "first"]
    kinds = sorted({one.kind for one in made} - {one.kind for one in imitations})
    by_lang: dict[str, list[bool]] = defaultdict(list)
    print("recall by edit")
    for kind in kinds:
        some = [*imitations, *(one for one in made if one.kind == kind)]
        group = {place: n for n, history in enumerate(_found(some)) for place in history}
        first = {one.of: place for place, one in enumerate(some) if one.kind == "first"}
        rights = []
        for place, one in enumerate(some):
            if one.kind == kind:
                rights.append(group.get(place, -1) == group.get(first[one.of], -2))
                by_lang[one.article.lang].append(rights[-1])
        print(f"  {np.mean(rights):.3f}  {sum(rights)}/{len(rights)}  {kind}")
    print("recall by language")
    for lang, rights in sorted(by_lang.items()):
        print(f"  {np.mean(rights):.3f}  {sum(rights)}/{len(rights)}  {lang}")
    pairs = [pair for history in _found(made) for pair in combinations(history, 2)]
    false = Counter(
        " with ".join(sorted((made[a].kind, made[b].kind))) for a, b in pairs if made[a].of != made[b].of
    )
    print(
        f"all together: {len(made)} texts, {len(by_lang)} languages, {len(pairs)} pairs joined, precision ",
        end="",
    )
    print(f"{1 - false.total() / max(1, len(pairs)):.4f}")
    for kind, count in false.most_common():
        print(f"  {count}  {kind}")


def _found(made: list[Made]) -> list[tuple[int, ...]]:
    return [history.places for history in histories([Version(article=one.article) for one in made])]


def bands(made: list[Made]) -> None:
    """Prints how many pairs of a resemblance share a band, beside what the arithmetic says."""
    texts = [shingles(one.article.text) for one in made if one.kind in ("first", "grown to twice its length")]
    rows: dict[int, list[tuple[bool, float]]] = defaultdict(list)
    rng = random.Random(1)
    for text in texts:
        for step in range(2, 10):
            keep = rng.sample(range(len(text.hashes)), len(text.hashes) * 2 * step // (10 + step))
            cut = replace(text, key=bytes([step]), hashes=np.sort(text.hashes[keep]))
            pair = [text, cut]
            met: list[int] = []
            alike(pair, lambda i, j, met=met: bool(met.append(i)))  # type: ignore[misc]
            alike_ = resemblance(text, cut)
            rows[round(alike_ * 10)].append((bool(met), 1 - (1 - alike_**ROWS) ** BANDS))
    print(f"\npairs that share one of {BANDS} bands of {ROWS} minima: measured, expected")
    for tenth, mets in sorted(rows.items()):
        measured, expected = np.mean(mets, axis=0)
        print(f"  {tenth / 10:.1f}  {measured:.3f}  {expected:.3f}  n={len(mets)}")


def speed(made: list[Made], count: int) -> None:
    """Prints the time for many copies of one text, and for many texts that nearly are."""
    base = max((one.article for one in made if one.kind == "first"), key=lambda article: len(article.text))
    words = base.text.split(" ")
    for name in ("copies", "near copies"):
        articles = []
        for n in range(count):
            text = (
                base.text
                if name == "copies"
                else " ".join([*words[: n % len(words)], _letters(n), *words[n % len(words) :]])
            )
            articles.append(
                replace(base, id=str(n), text=text, url=None, outlet="One" if n % 2 else f"Outlet {n}")
            )
        begun = time.perf_counter()
        found = histories([Version(article=article) for article in articles])
        split = time.perf_counter()
        groups = duplicates(
            [Account(article=a, marks=Marks(article=a.id), encodings=()) for a in articles], 5.0
        )
        print(f"\n{count} {name}: versions {split - begun:.1f} s ({len(found)} articles of several), "
              f"duplicates {time.perf_counter() - split:.1f} s ({len(groups)} texts)")  # fmt: skip


def _letters(number: int) -> str:
    """A word for a number, without digits: another number would be another text."""
    return "copy" + "".join(chr(ord("a") + int(digit)) for digit in str(number))


def libraries(made: list[Made]) -> None:
    """Prints MinHash by rensa and by datasketch, where that is installed, side by side."""
    try:
        from datasketch import MinHash, MinHashLSH
    except ModuleNotFoundError:
        print("\ndatasketch is not installed: pip install datasketch shows it beside rensa")
        return
    texts = [shingles(one.article.text) for one in made]
    near = {
        p
        for p in combinations(range(len(texts)), 2)
        if _quick(texts, *p) and resemblance(texts[p[0]], texts[p[1]]) >= 0.6
    }
    begun = time.perf_counter()
    pairs: set[tuple[int, int]] = set()
    alike(texts, lambda i, j: bool(pairs.add((i, j))))
    ours = time.perf_counter() - begun
    begun = time.perf_counter()
    lsh = MinHashLSH(num_perm=MINIMA, params=(BANDS, ROWS))
    minima = []
    for n, text in enumerate(texts):
        one = MinHash(num_perm=MINIMA, seed=1, hashfunc=int)
        one.update_batch(text.hashes & np.uint64(0xFFFFFFFF))
        minima.append(one)
        lsh.insert(n, one)
    theirs = {(min(n, m), max(n, m)) for n, one in enumerate(minima) for m in lsh.query(one) if m != n}
    print(f"\n{len(texts)} texts, {len(near)} pairs of resemblance 0.6 and more")
    print(f"  rensa {ours:.2f} s, recall {len(near & pairs) / len(near):.4f}")
    print(f"  datasketch {time.perf_counter() - begun:.2f} s, recall {len(near & theirs) / len(near):.4f}")


def _quick(texts: list[Shingles], one: int, other: int) -> bool:
    """Whether two sets are near enough in size to resemble each other at all."""
    a, b = len(texts[one].hashes), len(texts[other].hashes)
    return min(a, b) >= 0.6 * max(a, b)


def main() -> None:
    """Runs what the arguments ask for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="+", type=Path, help="folders of articles to edit")
    parser.add_argument("--copies", type=int, default=0, help="measure the time for so many copies")
    arguments = parser.parse_args()
    for path in arguments.paths:
        print(f"== {path}")
        made = corpus([path])
        quality(made)
        bands(made)
    if arguments.copies:
        speed(made, arguments.copies)
        libraries(made)


if __name__ == "__main__":
    main()
