"""Invented pages of HTML: layouts of news sites around the texts of flattened pages.

A layout puts the paragraphs of a text, its title and the furniture of its page where sites put them.
Nothing of a real site stands in them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path


@dataclass(frozen=True)
class Text:
    """A text with what stands around it on its page."""

    name: str
    title: str
    paragraphs: Sequence[str]
    furniture: Sequence[str]

    @property
    def links(self) -> str:
        """The furniture as a list of links."""
        return "".join(f'<li><a href="/x">{escape(line)}</a></li>' for line in self.furniture)


def texts(folder: Path) -> list[Text]:
    """The first articles of the marked pages in a folder."""
    found = []
    for path in sorted(folder.glob("*.page")):
        lines = [line.partition("|")[::2] for line in path.read_text(encoding="utf-8").splitlines()]
        title = next((line for mark, line in lines if mark == "1T"), "")
        paragraphs = [line for mark, line in lines if mark == "1"]
        if title and len(paragraphs) > 2:
            found.append(Text(path.stem, title, paragraphs, [line for mark, line in lines if mark == "-"]))
    return found


def _p(lines: Sequence[str], tag: str = "p") -> str:
    return "".join(f"<{tag}>{escape(line)}</{tag}>" for line in lines)


def _page(text: Text, body: str, head: str = "", attributes: str = "") -> str:
    title = escape(text.title)
    return (
        f"<!DOCTYPE html><html {attributes}><head><meta charset=utf-8><title>{title}</title>{head}</head>"
        f"<body><header><nav><ul>{text.links}</ul></nav></header>{body}"
        f"<footer><ul>{text.links}</ul><p>© 2025</p></footer></body></html>"
    )


def _others(texts: Sequence[Text], n: int, count: int = 4) -> list[Text]:
    return [texts[(n + 7 * k + 1) % len(texts)] for k in range(count)]


def classic(text: Text, others: Sequence[Text]) -> str:
    """An article element, a column of links beside it."""
    aside = "".join(f"<li><a href=/a>{escape(one.title)}</a></li>" for one in others)
    return _page(
        text,
        f"<main><article><h1>{escape(text.title)}</h1>{_p(text.paragraphs)}</article></main>"
        f"<aside><h3>Latest</h3><ul>{aside}</ul></aside>",
    )


def cookie_wall(text: Text, others: Sequence[Text]) -> str:
    """A dialogue on consent, longer than the text, before all else."""
    notice = (
        "We and our partners store and access information on a device, such as cookies, and process personal data "
        "such as unique identifiers for personalised advertising. You can change your choices at any time. "
    ) * 6
    return _page(
        text,
        f'<div role="dialog" class="consent-modal"><h2>Your privacy</h2><p>{notice}</p><button>Accept all</button>'
        f"</div><article><h1>{escape(text.title)}</h1>{_p(text.paragraphs)}</article>",
    )


def live_blog(text: Text, others: Sequence[Text]) -> str:
    """Entries with times, each in a block of its own."""
    entries = "".join(
        f'<div class="entry"><time datetime="2025-08-15T1{n}:00:00Z">1{n}:00</time><h3>Update {n}</h3>{_p([line])}</div>'
        for n, line in enumerate(text.paragraphs)
    )
    return _page(text, f'<main><h1>{escape(text.title)}</h1><div class="liveblog">{entries}</div></main>')


def paywall(text: Text, others: Sequence[Text]) -> str:
    """The text, then an offer to subscribe and what subscribers get."""
    offer = _p(
        [f"Subscribers read {k} more stories like this one every day, on all devices." for k in range(5)]
    )
    return _page(
        text,
        f"<article><h1>{escape(text.title)}</h1>{_p(text.paragraphs)}"
        f'<div class="paywall subscription-offer"><h3>Read on for £1</h3>{offer}</div></article>',
    )


def comments(text: Text, others: Sequence[Text]) -> str:
    """Readers' comments, longer than the text."""
    said = [line for one in others for line in one.paragraphs]
    items = "".join(f'<li class="comment"><b>reader{n}</b>{_p([line])}</li>' for n, line in enumerate(said))
    return _page(
        text,
        f"<article><h1>{escape(text.title)}</h1>{_p(text.paragraphs)}</article>"
        f'<section id="comments"><h2>Comments ({len(said)})</h2><ol class="comment-list">{items}</ol></section>',
    )


def lists(text: Text, others: Sequence[Text]) -> str:
    """Half of the text is a list."""
    half = len(text.paragraphs) // 2
    return _page(
        text,
        f"<article><h1>{escape(text.title)}</h1>{_p(text.paragraphs[:half])}"
        f"<ul>{_p(text.paragraphs[half:], 'li')}</ul></article>",
    )


def old_tables(text: Text, others: Sequence[Text]) -> str:
    """Everything stands in tables, as twenty years ago."""
    river = "".join(f"<tr><td><a href=/b>{escape(one.title)}</a></td></tr>" for one in others)
    return _page(
        text,
        f"<table width=100%><tr><td width=150><table>{river}</table></td><td><font size=5>{escape(text.title)}</font>"
        f"<table><tr><td>{_p(text.paragraphs)}</td></tr></table></td></tr></table>",
    )


def amp(text: Text, others: Sequence[Text]) -> str:
    """An AMP page."""
    ads = "".join(
        f"<p>{escape(line)}</p><amp-ad width=300 height=250 type=x></amp-ad>" for line in text.paragraphs
    )
    return _page(
        text,
        f"<amp-sidebar id=s layout=nodisplay><ul>{text.links}</ul></amp-sidebar><article><h1>{escape(text.title)}</h1>"
        f"<amp-img src=a.jpg width=1 height=1></amp-img>{ads}</article>",
        '<link rel="canonical" href="https://site.example/a"><script async src="https://cdn.example/v0.js"></script>',
        "⚡",
    )


def no_paragraphs(text: Text, others: Sequence[Text]) -> str:
    """Paragraphs are parted by line breaks alone."""
    body = "<br><br>".join(map(escape, text.paragraphs))
    return _page(text, f'<div id="content"><h1>{escape(text.title)}</h1><div class="text">{body}</div></div>')


def nested_boxes(text: Text, others: Sequence[Text]) -> str:
    """Boxes with links to other articles between the paragraphs."""
    parts = []
    for n, line in enumerate(text.paragraphs):
        parts.append(_p([line]))
        one = others[n % len(others)]
        lead = escape(one.paragraphs[0])
        parts.append(
            f'<div class="related-box"><h4>Read also</h4><a href="/r"><strong>{escape(one.title)}</strong>'
            f"<p>{lead}</p></a></div>"
        )
    return _page(text, f"<article><h1>{escape(text.title)}</h1>{''.join(parts)}</article>")


def divisions(text: Text, others: Sequence[Text]) -> str:
    """No element says what it is for."""
    body = "".join(
        f'<div class="c-{n}x"><div>{escape(line)}</div></div>' for n, line in enumerate(text.paragraphs)
    )
    river = "".join(f'<div class="k{n}"><div>{escape(one.title)}</div></div>' for n, one in enumerate(others))
    return _page(text, f"<div><div><h1>{escape(text.title)}</h1>{body}</div><div>{river}</div></div>")


def teasers(text: Text, others: Sequence[Text]) -> str:
    """A river of teasers in full sentences, longer than the text."""
    river = "".join(
        f"<article class=teaser><h2><a href=/t>{escape(one.title)}</a></h2>{_p(one.paragraphs[:2])}</article>"
        for one in others
    )
    return _page(
        text,
        f"<main><article class=main-story><h1>{escape(text.title)}</h1>{_p(text.paragraphs)}</article></main>"
        f"<section class=more-stories>{river}</section>",
    )


def captions(text: Text, others: Sequence[Text]) -> str:
    """Pictures with captions, buttons and a form for a newsletter among the paragraphs."""
    middle = (
        "<figure><img src=a.jpg alt=x><figcaption>A view of the harbour. Photo: Ola Ek</figcaption></figure>"
        '<div class="newsletter-signup"><h3>Get our newsletter</h3><p>Every morning the news that matters, in your '
        "inbox, free of charge.</p><form><input><button>Sign up</button></form></div>"
        '<ul class="share-buttons"><li>Facebook</li><li>Copy link</li></ul>'
    )
    body = _p(text.paragraphs[:1]) + middle + _p(text.paragraphs[1:])
    return _page(text, f"<article><h1>{escape(text.title)}</h1>{body}</article>")


def biography(text: Text, others: Sequence[Text]) -> str:
    """A box on the author and a line of rights after the text."""
    after = (
        '<div class="author-bio"><p>Ada Lind is a reporter. She has covered the coast since 2011 and lives by the sea '
        'with two dogs.</p></div><p class="copyright">All rights reserved. No part may be copied without leave.</p>'
    )
    return _page(text, f"<article><h1>{escape(text.title)}</h1>{_p(text.paragraphs)}{after}</article>")


LAYOUTS: tuple[Callable[[Text, Sequence[Text]], str], ...] = (
    classic, cookie_wall, live_blog, paywall, comments, lists, old_tables, amp, no_paragraphs, nested_boxes,
    divisions, teasers, captions, biography,
)  # fmt: skip


def pages(folder: Path) -> list[tuple[str, Text, str]]:
    """Every text in every layout: the name of the layout, the text, the page."""
    known = texts(folder)
    return [
        (layout.__name__, text, layout(text, _others(known, n)))
        for layout in LAYOUTS
        for n, text in enumerate(known)
    ]
