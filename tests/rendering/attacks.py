"""Hostile texts: script, attribute, URL, style, SVG, template, terminal and bidirectional attacks."""

from __future__ import annotations

from dataclasses import replace

import invented

from synoptic.types import Article, Synopses

ATTACKS = (
    "<script>window.broken=1</script>",
    "</script><script>window.broken=1</script>",
    "</style><style>*{display:none}</style>",
    '"><img src=x onerror="window.broken=1">',
    "' onmouseover='window.broken=1' x='",
    '" autofocus onfocus=window.broken=1 "',
    "javascript:window.broken=1",
    "data:text/html,<script>window.broken=1</script>",
    'http://x" onclick="window.broken=1',
    "https://news.example/?a=1&b=<script>window.broken=1</script>",
    "<svg onload=window.broken=1><animate onbegin=window.broken=1>",
    "<svg><style>@import 'https://evil.example/x.css'</style></svg>",
    "<iframe srcdoc='<script>parent.broken=1</script>'></iframe>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<base href='https://evil.example/'>",
    "{{ 7*7 }}{% for x in y %}${7*7}#{7*7}",
    "%(broken)s {0} {n} {broken!r}",
    "expression(alert(1)); background:url(https://evil.example/x)",
    "--><!-- ]]> <![CDATA[ x ]]>",
    "\u202egnp.exe\u202c\u2066\u2067 \u2069\u2069\u2069 reversed",
    "\x1b[31mred\x1b[0m \x1b]8;;https://evil.example\x07link\x1b]8;;\x07 \x9b31m",
    "a\x00b\x08c\ud800d\ufffe",
    "[click](javascript:window.broken=1) ![x](https://evil.example/x.png) <b>b</b> `x` | a | b |",
    "# heading\n- item\n1. item\n> quote\n```\ncode\n```\n[^1]: note",
    "[red]rich markup[/red] [link=https://evil.example]x[/link] \\[bold]",
    "www.evil.example https://evil.example me@evil.example",
    "W" * 300,
    "漢" * 300,
    "ا" * 300,
    "\u0301" * 300,
    "a " * 2000,
)


def hostile(text: str) -> Synopses:
    """The same run with an attack in every field that comes from outside."""
    clean = invented.synopses()
    articles = tuple(
        replace(a, title=text, outlet=text, url=text, lang=text, published=text, text=f"{text}\n\n{a.text}")
        for a in clean.articles
    )
    return _hostile_stories(clean, articles, text)


def _hostile_stories(clean: Synopses, articles: tuple[Article, ...], text: str) -> Synopses:
    stories = []
    for story in clean.stories:
        stories.append(
            replace(
                story,
                title=replace(story.title, text=text, end=len(text)),
                figures=tuple(
                    replace(f, why=text, unit=text, tellings=tuple(replace(t, text=text) for t in f.tellings))
                    for f in story.figures
                ),
                quotes=tuple(
                    replace(
                        q,
                        why=text,
                        tellings=tuple(replace(t, text=text, speaker_text=text) for t in q.tellings),
                    )
                    for q in story.quotes
                ),
                statements=tuple(
                    replace(
                        s,
                        gist=replace(s.gist, text=text),
                        told_by=tuple(replace(t, text=text, start=0, end=len(text)) for t in s.told_by),
                    )
                    for s in story.statements
                ),
                entities=tuple(
                    replace(e, name=text, links={text: text, "geonames": text}) for e in story.entities
                ),
                credits=tuple(replace(c, source=text, text=text) for c in story.credits),
                copies=tuple(replace(c, why=text) for c in story.copies),
                timeline=tuple(replace(m, iso=text) for m in story.timeline),
            )
        )
    return replace(clean, articles=articles, stories=tuple(stories))
