"""The sources graph as GraphML: who publishes, credits and copies whom; for Gephi, yEd, networkx.

Nodes are accounts, outlets and credited sources; edges run from an account to its outlet
(``published_by``), to each source it credits (``credits``, one edge a credit, on its words) and to the
account that it reproduces (``copies``).  A source that is an outlet of the run is that outlet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from synoptic.rendering.exports.format import Format
from synoptic.rendering.exports.naming import urn
from synoptic.rendering.safe import one_line
from synoptic.types import Article, Synopses, Synopsis

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Value = str | int | float
#: The attributes of nodes and edges, with the types that GraphML gives them.
NODES: Mapping[str, str] = {
    "label": "string", "kind": "string", "article": "string", "story": "string", "origin": "int",
    "title": "string", "outlet": "string", "lang": "string", "published": "string", "url": "string",
}  # fmt: skip
EDGES: Mapping[str, str] = {
    "relation": "string", "kind": "string", "share": "double", "why": "string", "start": "int", "end": "int",
    "text": "string",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Graph:
    """Nodes by their ids, and edges from one to another, with their attributes."""

    nodes: dict[str, dict[str, Value | None]] = field(default_factory=dict)
    edges: list[tuple[str, str, dict[str, Value | None]]] = field(default_factory=list)


def _outlet(graph: _Graph, name: str) -> str:
    """The node of an outlet, made if it is not there yet."""
    node = urn("outlet", one_line(name).casefold())
    graph.nodes.setdefault(node, {"label": one_line(name), "kind": "outlet"})
    return node


def _accounts(graph: _Graph, story: Synopsis, articles: Mapping[str, Article]) -> None:
    origin = {article: n for n, group in enumerate(story.origins, start=1) for article in group}
    for article_id in story.accounts:
        article = articles.get(article_id) or Article(id=article_id, text="")
        node = urn("article", article_id)
        graph.nodes[node] = {
            "label": one_line(article.outlet) or article.id,
            "kind": "account",
            "article": article.id,
            "story": story.id,
            "origin": origin.get(article.id),
            "title": article.title,
            "outlet": article.outlet,
            "lang": article.lang,
            "published": article.published,
            "url": article.url,
        }
        if one_line(article.outlet):
            graph.edges.append((node, _outlet(graph, article.outlet or ""), {"relation": "published_by"}))


def _credits(graph: _Graph, story: Synopsis) -> None:
    for credit in story.credits:
        node = urn("outlet", one_line(credit.source).casefold())
        if node not in graph.nodes:
            node = urn("source", one_line(credit.source).casefold())
            graph.nodes.setdefault(node, {"label": one_line(credit.source), "kind": credit.kind})
        words: dict[str, Value | None] = {
            "relation": "credits", "kind": credit.kind, "start": credit.start, "end": credit.end,
            "text": credit.text,
        }  # fmt: skip
        graph.edges.append((urn("article", credit.article), node, words))


def _copies(graph: _Graph, story: Synopsis) -> None:
    for copy in story.copies:
        about: dict[str, Value | None] = {
            "relation": "copies",
            "kind": copy.kind,
            "share": copy.share,
            "why": copy.why,
        }
        graph.edges.append((urn("article", copy.by), urn("article", copy.of), about))


def _elements(values: Mapping[str, Value | None], prefix: str) -> Iterator[Element]:
    for name, value in values.items():
        if value is not None:
            data = Element("data", key=f"{prefix}_{name}")
            data.text = _NOT_XML.sub("\ufffd", str(value))
            yield data


def _document(graph: _Graph) -> Element:
    root = Element("graphml", xmlns=NAMESPACE)
    for prefix, target, keys in (("n", "node", NODES), ("e", "edge", EDGES)):
        for name, kind in keys.items():
            key = {"id": f"{prefix}_{name}", "for": target, "attr.name": name, "attr.type": kind}
            SubElement(root, "key", key)
    body = SubElement(root, "graph", id="sources", edgedefault="directed")
    for node, values in graph.nodes.items():
        SubElement(body, "node", id=node).extend(_elements(values, "n"))
    for number, (source, target, values) in enumerate(graph.edges, start=1):
        ends = {"id": f"e{number}", "source": source, "target": target}
        SubElement(body, "edge", ends).extend(_elements(values, "e"))
    return root


def write(synopses: Synopses, *, reader: str | None, made_by: Mapping[str, str] | None) -> str:
    """One directed graph of all stories; ``story`` tells which account is of which."""
    graph = _Graph()
    articles = {article.id: article for article in synopses.articles}
    # All accounts first: a source is an outlet only once all outlets are known.
    for story in synopses.stories:
        _accounts(graph, story, articles)
    for story in synopses.stories:
        _credits(graph, story)
        _copies(graph, story)
    root = _document(graph)
    ElementTree.indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, "unicode")}\n'


FORMAT = Format(
    about="who credits and copies whom, as a GraphML graph: for Gephi, yEd, networkx",
    suffixes=(".graphml",),
    write=write,
)
