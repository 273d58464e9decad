"""What every part of one story's view needs: its accounts with their sigla, its words, its anchors."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import regex

from synoptic.rendering.safe import clean, direction, language_tag, one_line, web_address
from synoptic.rendering.wording import Wording
from synoptic.types import Article, Copy, Passage, Synopsis

#: With more accounts than this there is no matrix: a list of tellings takes its place.
MATRIX_ACCOUNTS = 16
#: How far to look for the sentence around a passage, in code points.
CONTEXT = 320
# A mark that ends a sentence, what may close after it, and white space or the end; East Asian
# full stops need no space.  Bounded runs keep it linear on any text.
_SENTENCE_END = regex.compile(
    r"\n|[。！？｡][\p{Pe}\p{Pf}\p{Pi}\"']{0,3}|\p{Sentence_Terminal}[\p{Pe}\p{Pf}\p{Pi}\"']{0,3}(?=\s|$)"
)
_OPENING = "\"'«»‹›“”„‟‘’‚‛「『（(["


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Verbatim words of an account, as they may be shown.

    ``before`` and ``after`` are what stands around them in their sentence; ``href`` is the
    fragment of the page where they stand in the article, ``start`` and ``end`` their place in its
    text in code points.
    """

    siglum: str
    lang: str
    dir: str
    text: str
    before: str = ""
    after: str = ""
    href: str = ""
    start: int = 0
    end: int = 0

    @property
    def cut_before(self) -> bool:
        """Whether the sentence began earlier."""
        return bool(self.before.strip().lstrip(_OPENING))

    @property
    def cut_after(self) -> bool:
        """Whether the sentence goes on."""
        return any(character.isalnum() for character in self.after)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountView:
    """An account as it is named everywhere: its siglum, headline, outlet, language and time."""

    siglum: str
    article: Article
    anchor: str
    title: str
    outlet: str
    lang: str
    dir: str
    language: str
    published: str
    url: str | None
    copy: Copy | None
    copy_of: str
    told: int
    begins: str

    @property
    def named(self) -> str:
        """The outlet, else the host of its address, else the id of the article."""
        host = urlsplit(self.url).hostname if self.url else None
        return self.outlet or one_line(host) or one_line(self.article.id)


def siglum(position: int) -> str:
    """``A`` … ``Z``, ``AA`` … for positions from 0."""
    name = ""
    position += 1
    while position:
        position, letter = divmod(position - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def beginning(article: Article) -> str:
    """The first sentence of an article, at most :data:`CONTEXT` of it."""
    text = clean(article.text[article.body : article.body + 4 * CONTEXT]).lstrip()
    stop = _SENTENCE_END.search(text)
    return one_line(text[: stop.end() if stop else CONTEXT][:CONTEXT])


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds within the text, without the white space at both ends."""
    start, end = max(start, 0), min(end, len(text))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def hulls(article: Article, passages: Iterable[Passage]) -> list[tuple[int, int]]:
    """The passages of one article, those that overlap made one, in order, within its text."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(trimmed(article.text, p.start, p.end) for p in passages):
        if end <= start:
            continue
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


class StoryDesk:
    """Looks things up for one story: sigla, words, anchors.

    Args:
        synopsis: the story.
        articles: every article of the run by id.
        wording: the reader's language.
        lead: the language whose words lead where an account has them.
        key: a prefix that makes anchors unique in the page.
    """

    def __init__(
        self, synopsis: Synopsis, articles: dict[str, Article], wording: Wording, *, lead: str, key: str
    ) -> None:
        self.synopsis = synopsis
        self.wording = wording
        self.lead = lead
        self.key = key
        self.articles = {i: articles.get(i) or Article(id=i, text="") for i in synopsis.accounts}
        self.sigla = {i: siglum(n) for n, i in enumerate(synopsis.accounts)}
        self._order = {i: n for n, i in enumerate(synopsis.accounts)}
        told: dict[str, list[Passage]] = {i: [] for i in synopsis.accounts}
        self._shared: Counter[str] = Counter()
        for statement in synopsis.statements:
            for telling in statement.told_by:
                told.setdefault(telling.article, []).append(telling)
            if len({t.article for t in statement.told_by}) > 1:
                self._shared.update({t.article for t in statement.told_by if t.standing == "tells"})
        self.hulls = {i: hulls(self.articles[i], told[i]) for i in synopsis.accounts}
        self.matrix = len(synopsis.accounts) <= MATRIX_ACCOUNTS
        self.accounts = tuple(self._account(i) for i in synopsis.accounts)

    def _account(self, article_id: str) -> AccountView:
        article = self.articles[article_id]
        copy = next((c for c in self.synopsis.copies if c.by == article_id), None)
        return AccountView(
            siglum=self.sigla[article_id],
            article=article,
            anchor=f"{self.key}-{self.sigla[article_id]}",
            title=one_line(article.title),
            outlet=one_line(article.outlet),
            lang=language_tag(article.lang),
            dir=direction(article.lang),
            language=self.wording.language(article.lang),
            published=self.wording.published(article.published),
            url=web_address(article.url),
            copy=copy,
            copy_of=self.sigla.get(copy.of, "") if copy else "",
            told=self._shared[article_id],
            begins="" if one_line(article.title) else beginning(article),
        )

    # --- sigla --------------------------------------------------------------------------------

    def order(self, article_id: str) -> int:
        """The position of an account; one that is none of the story's stands last."""
        return self._order.get(article_id, len(self._order))

    def sign(self, article_id: str) -> str:
        """The siglum of an account."""
        return self.sigla.get(article_id, "?")

    def signs(self, article_ids: Iterable[str]) -> str:
        """Sigla in order, three or more in a row as ``A–C``."""
        places = sorted({self.order(i) for i in article_ids if i in self._order})
        return runs(places)

    # --- words --------------------------------------------------------------------------------

    def article(self, article_id: str) -> Article:
        """An article of the story; one that is not there is empty."""
        return self.articles.get(article_id) or Article(id=article_id, text="")

    def href(self, article_id: str, start: int) -> str:
        """The id of the element that holds this place of an article."""
        text = self.article(article_id).text
        start, _ = trimmed(text, start, len(text))
        spans = self.hulls.get(article_id, [])
        at = bisect_right(spans, (start, len(text) + 1)) - 1
        if at >= 0 and spans[at][0] <= start < spans[at][1]:
            start = spans[at][0]
        return f"{self.key}-{self.sign(article_id)}-{start}"

    def words(self, passage: Passage, *, context: bool = False) -> Words:
        """A passage as it is shown; with ``context``, what else its sentence says."""
        article = self.article(passage.article)
        before, after = around(article.text, passage.start, passage.end) if context else ("", "")
        return Words(
            siglum=self.sign(passage.article),
            lang=language_tag(article.lang),
            dir=direction(article.lang),
            text=clean(passage.text).strip(),
            before=clean(before),
            after=clean(after),
            href=self.href(passage.article, passage.start),
            start=passage.start,
            end=passage.end,
        )

    def leading(self, passages: Sequence[Passage], otherwise: Passage) -> Passage:
        """The first passage in the reader's language, else ``otherwise``."""
        return next((p for p in passages if self.article(p.article).lang == self.lead), otherwise)

    def headline(self) -> Words:
        """The headline in the reader's language where an account has one, else the story's own."""
        own = self.synopsis.title
        candidates = [own, *(self._title(i) for i in self.synopsis.accounts)]
        named = [p for p in candidates if p.text.strip()]
        if not named:
            return Words(siglum="", lang="und", dir="auto", text=one_line(self.synopsis.id))
        return self.words(self.leading(named, named[0]))

    def _title(self, article_id: str) -> Passage:
        title = self.articles[article_id].title or ""
        return Passage(article=article_id, start=0, end=len(title), text=title)


def runs(places: Sequence[int]) -> str:
    """Positions as sigla, three or more in a row joined by a dash."""
    parts: list[str] = []
    at = 0
    while at < len(places):
        end = at
        while end + 1 < len(places) and places[end + 1] == places[end] + 1:
            end += 1
        if end - at >= 2:
            parts.append(f"{siglum(places[at])}–{siglum(places[end])}")
        else:
            parts.extend(siglum(places[n]) for n in range(at, end + 1))
        at = end + 1
    return ", ".join(parts)


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """What a passage's sentence says before and after it, at most :data:`CONTEXT` on each side."""
    left = text[max(start - CONTEXT, 0) : start]
    ends = [m.end() for m in _SENTENCE_END.finditer(left)]
    left = left[ends[-1] :] if ends else left
    tail = text[max(end - 5, start) : end].rstrip()
    if any(m.end() == len(tail) for m in _SENTENCE_END.finditer(tail)):
        return left.lstrip(), ""
    right = text[end : end + CONTEXT]
    stop = _SENTENCE_END.search(right)
    return left.lstrip(), (right[: stop.end()] if stop else right).rstrip()
