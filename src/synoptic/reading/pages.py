"""A draft becomes parts: furniture off, glued articles split off, title and time found."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from synoptic.ports import Vectors
from synoptic.reading import furniture, names, notices, splitting, turning
from synoptic.reading.appeals import appeals
from synoptic.reading.datelines import LINES, dateline
from synoptic.reading.draft import Draft
from synoptic.reading.headline import Head, like_headline, read_head, same_words
from synoptic.reading.language import identify
from synoptic.reading.lines import Line, join_lines, split_lines
from synoptic.reading.times import earlier
from synoptic.types import About, Removed, Role

TAIL = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One article of a page, before it has an id."""

    title: str | None
    text: str
    published: str | None
    outlet: str | None
    url: str | None = None
    role: Role = "article"
    about: About = field(default_factory=About)
    notes: tuple[str, ...] = ()


def parts(draft: Draft, vectors: Vectors | None = None) -> tuple[list[Part], list[Removed]]:
    """The articles of a page, its own first, and what belongs to none of them.

    With ``vectors`` articles that are glued to it without a header are looked for by their meaning.
    """
    lines = split_lines(draft.text)
    lang = draft.lang or identify(draft.text)
    if draft.clean:
        published, notes = _when(draft.published, None, lines, lang)
        return [replace(_part(draft, draft.title, lines, published), notes=notes)], []
    taken: list[tuple[str, str]] = []
    found = _headers(lines, lang, vectors)
    opening = splitting.own(lines, lang)
    own = lines[: found[0].start] if found else lines
    if opening:
        taken.append((_words(own[opening.start : opening.end]), "the page's own outlet and time"))
        own = own[: opening.start] + own[opening.end :]
        draft = replace(draft, outlet=draft.outlet or opening.outlet)
    site = names.site(lines, draft.url, draft.outlet)
    head = read_head(_without_furniture(own, taken, vectors), lang, draft.title, site)
    taken += head.removed
    draft = replace(draft, outlet=draft.outlet or head.outlet, about=_about(draft.about, head))
    published, notes = _when(draft.published, head.published, head.rest, lang)
    articles = [replace(_part(draft, head.title, head.rest, published), notes=notes)]
    for header, following in zip(found, [*found, None][1:], strict=True):
        stop = following.start if following else len(lines)
        piece = splitting.glued(lines, header, stop)
        if header.end > header.start:
            taken.append((_words(lines[header.start : header.end]), "header of another article"))
        part = _glued_part(piece, published, taken, vectors)
        if header.end == header.start:
            name = f"{draft.id or draft.stem}#{len(articles) + 1}"
            why = f"another article begins at “{part.title or ''}”, told by its meaning: {name}"
            part = replace(part, notes=(why,))
        articles.append(part)
    removed = [Removed(source=draft.source, text=text, why=why) for text, why in taken]
    return [part for part in articles if part.text], removed


def _headers(lines: list[Line], lang: str, vectors: Vectors | None) -> list[splitting.Header]:
    """Where glued articles begin: their headers, and places without a line where meaning tells one."""
    found = splitting.headers(lines, lang)
    if vectors is None:
        return found
    pieces = pairwise([0, *(place for header in found for place in (header.start, header.end)), len(lines)])
    turned = [
        splitting.Header(start + n, start + n)
        for start, stop in list(pieces)[::2]
        for n in turning.turns(lines[start:stop], lang, vectors)
    ]
    return sorted([*found, *turned], key=lambda header: header.start)


def _when(
    stated: str | None, headed: str | None, lines: list[Line], lang: str
) -> tuple[str | None, tuple[str, ...]]:
    """When a text was published: as its source states, as its head says, as its dateline does; notes on it.

    A day between the two may be one of zones; more is told.
    """
    if stated and headed:
        days = (date.fromisoformat(stated[:10]) - date.fromisoformat(headed[:10])).days
        taken, other = f"{stated[:10]} (stated by the source)", f"{headed[:10]} (the head of the page)"
        return stated, (f"time of publication {taken}, not {other}",) if abs(days) > 1 else ()
    if stated or headed:
        return stated or headed, ()
    sent = _sent(lines, lang)
    return sent, (f"time of publication {sent} by the dateline alone",) if sent else ()


def _sent(lines: list[Line], lang: str) -> str | None:
    """The day that the dateline of a text gives with its year."""
    found = dateline(join_lines(lines[: LINES + 1]), 0, lang)
    return found.day if found and found.day and len(found.day) == len("2025-08-15") else None


def _words(lines: list[Line]) -> str:
    return "\n".join(line.text for line in lines)


def _part(draft: Draft, title: str | None, lines: list[Line], published: str | None) -> Part:
    title, text = titled(title, join_lines(lines))
    role: Role = "teaser" if draft.teaser else "article"
    return Part(
        title=title,
        text=text,
        published=published,
        outlet=draft.outlet,
        url=draft.url,
        role=role,
        about=draft.about,
    )


def _about(stated: About, head: Head) -> About:
    """What the source states, and where it says nothing, what the head of the page does."""
    return replace(stated, byline=stated.byline or head.byline, modified=stated.modified or head.modified)


def _glued_part(
    piece: splitting.Glued, published: str | None, taken: list[tuple[str, str]], vectors: Vectors | None
) -> Part:
    seconds = piece.header.seconds
    title, text = titled(piece.title, join_lines(_without_furniture(list(piece.lines), taken, vectors)))
    return Part(
        title=title,
        text=text,
        published=earlier(published, seconds) if seconds is not None else piece.header.day,
        outlet=piece.header.outlet,
        role="teaser" if piece.teaser else "article",
    )


def titled(title: str | None, text: str) -> tuple[str | None, str]:
    """A title and the text that begins with it: put before the text unless that begins with it already.

    Where the text begins with the title in other white space or case, its own words are the title.
    """
    if not title or text.startswith(title):
        return title, text
    first = text.partition("\n")[0]
    if same_words(first) == same_words(title):
        return first.strip(), text
    return title, f"{title}\n\n{text}" if text else title


def _without_furniture(
    lines: list[Line], taken: list[tuple[str, str]], vectors: Vectors | None
) -> list[Line]:
    """The lines that may be the article; what was taken off goes to ``taken`` with why.

    The furniture at the end goes with the short lines among it; within the article only lines
    that are furniture by their own words go.
    """
    consent = notices.notices(lines)
    taken += [(lines[n].text, furniture.WHY["cookies"]) for n in sorted(consent)]
    lines = [line for n, line in enumerate(lines) if n not in consent]
    opening = next((n for n, line in enumerate(lines) if line.prose), 0)
    kinds = [furniture.kind(line) if n > opening else furniture.whole(line) for n, line in enumerate(lines)]
    _offers(lines, kinds, opening)
    for n in appeals(lines, vectors) if vectors is not None else ():
        kinds[n] = "appeal"
    end = _comments(lines, kinds)
    body = (n for n in range(end) if lines[n].sentence and not kinds[n] and not _notice(lines, kinds, n, end))
    last = max(body, default=-1)
    tail = next(
        (n for n in range(last + 1, end) if kinds[n] and kinds[n] not in ("photo", "published", "updated")),
        end,
    )
    links = _links(lines, kinds, opening, last)
    kept: list[Line] = []
    seen: set[str] = set()
    for n, line in enumerate(lines):
        named = kinds[n]
        if n >= tail:
            taken.append((line.text, furniture.WHY[named] if named else "among furniture at the end"))
        elif named and named not in ("published", "updated") and n <= last:
            taken.append((line.text, furniture.WHY[named]))
        elif n in links:
            taken.append((line.text, furniture.WHY["read_also"]))
        elif line.prose and line.bare in seen:
            taken.append((line.text, "the same words again"))
        else:
            seen.add(line.bare)
            kept.append(line)
    return kept


def _offers(lines: list[Line], kinds: list[str | None], opening: int) -> None:
    """Marks the lines that ask to subscribe for a price: those beside other furniture or over a headline."""
    headline = max((n for n in range(min(opening, len(lines))) if like_headline(lines[n])), default=-1)
    for n, line in enumerate(lines):
        beside = n < headline or any(kinds[max(0, n - 1) : n] + kinds[n + 1 : n + 2])
        if kinds[n] is None and beside and furniture.offer(line):
            kinds[n] = "subscribe"


def _links(lines: list[Line], kinds: list[str | None], opening: int, last: int) -> set[int]:
    """Titles of other articles under a label ("Read also") within the article.

    All short lines that follow the label without a blank line between; of several without any
    blank line the last one may be a sub-heading and stays.
    """
    found: set[int] = set()
    for n in range(opening, last):
        if kinds[n] not in ("related", "read_also") or furniture.whole(lines[n]) is None:
            continue
        run: list[int] = []
        for m in range(n + 1, last):
            if not lines[m].short or kinds[m] or (run and lines[m].blanks):
                break
            run.append(m)
        if len(run) > 1 and not lines[run[-1] + 1].blanks:
            run.pop()
        found.update(run)
    return found


def _comments(lines: list[Line], kinds: list[str | None]) -> int:
    """Where readers' comments begin after most of the text; the number of lines if nowhere.

    A line "Comments" alone may be a sub-heading: a count in it or other furniture beside it shows
    that it is none.
    """
    total = sum(line.extent for line in lines if line.prose)
    before = 0
    for n, line in enumerate(lines):
        if kinds[n] == "comments" and before > total * TAIL:
            beside = [kinds[m] for m in range(max(0, n - 2), min(len(lines), n + 3)) if m != n]
            if any(beside) or any(c.isdecimal() for c in line.text):
                return n
        before += line.extent if line.prose else 0
    return len(lines)


def _notice(lines: list[Line], kinds: list[str | None], n: int, end: int) -> bool:
    """A cookie notice of running text in the furniture at the end."""
    return bool(any(kinds[max(0, n - 4) : n]) and n > end // 2 and furniture.cookie_notice(lines[n]))
