"""synoptic/1, GraphML, Web Annotations and ninjs, read back by other tools."""

from __future__ import annotations

import io
import json
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

import invented
import jsonschema
import networkx
import pytest
import rdflib
from attacks import ATTACKS
from hypothesis import given
from hypothesis import strategies as st

from synoptic import codec
from synoptic.rendering.exports import annotations, graphml, json_document, ninjs
from synoptic.rendering.exports.naming import urn
from synoptic.types import Article, Synopses

# --- synoptic/1 -----------------------------------------------------------------------------------


def test_a_document_holds_to_its_schema_and_reads_back() -> None:
    run = invented.synopses()
    text = json_document.FORMAT(run)
    assert isinstance(text, str)
    jsonschema.Draft202012Validator.check_schema(codec.schema())
    jsonschema.validate(json.loads(text), codec.schema(), cls=jsonschema.Draft202012Validator)
    assert codec.from_json(text) == run


def _broken(document: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Documents with one thing wrong each, and what is wrong."""

    def changed(*path: Any, **values: Any) -> dict[str, Any]:
        copy = json.loads(json.dumps(document))
        place = copy
        for step in path:
            place = place[step]
        place.update(values)
        return copy

    return [
        ("another format", changed(format="synoptic/2")),
        ("a key of nobody's", changed("articles", 0, colour="red")),
        ("a position before the text", changed("stories", 1, "title", start=-1)),
        ("a share over all", changed("stories", 1, "copies", 0, share=1.5)),
        ("a verdict that there is not", changed("stories", 1, "figures", 0, verdict="wrong")),
        ("a telling without words", changed("stories", 1, "statements", 0, told_by=[{"article": "a"}])),
        ("a number as text", changed("stories", 1, "figures", 1, "tellings", 0, low="3")),
    ]


@pytest.mark.parametrize("number", range(7))
def test_the_schema_refuses_what_is_not_the_format(number: int) -> None:
    document = json.loads(codec.to_json(invented.synopses()))
    what, broken = _broken(document)[number]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, codec.schema())
    assert what


# --- GraphML --------------------------------------------------------------------------------------


def graph(run: Synopses) -> networkx.MultiDiGraph:
    text = graphml.FORMAT(run)
    assert isinstance(text, str)
    return networkx.read_graphml(io.BytesIO(text.encode()), force_multigraph=True)


def test_networkx_reads_who_credits_and_copies_whom() -> None:
    run = invented.synopses()
    read = graph(run)
    accounts = {a for a, kind in read.nodes(data="kind") if kind == "account"}
    assert accounts == {urn("article", a.id) for a in run.articles}
    copies = {(u, v, d["kind"], d["share"]) for u, v, d in read.edges(data=True) if d["relation"] == "copies"}
    assert copies == {
        (urn("article", c.by), urn("article", c.of), c.kind, c.share) for s in run.stories for c in s.copies
    }
    credits = [(u, v, d) for u, v, d in read.edges(data=True) if d["relation"] == "credits"]
    text = {urn("article", a.id): a.text for a in run.articles}
    assert len(credits) == sum(len(s.credits) for s in run.stories)
    assert all(text[u][d["start"] : d["end"]] == d["text"] for u, _, d in credits)
    assert {read.nodes[v]["label"] for _, v, _ in credits} == {"Nordtext", "polisen", "الشرطة"}
    assert read.nodes[urn("outlet", "alpenwarte")] == {"label": "Alpenwarte", "kind": "outlet"}


def test_accounts_of_one_origin_bear_its_number() -> None:
    read = graph(invented.synopses())
    origin = {read.nodes[n]["article"]: read.nodes[n]["origin"] for n in read if "origin" in read.nodes[n]}
    assert origin["karsholm-sv"] == origin["manara-ar"] != origin["jarvi-fi"]


def test_a_credited_outlet_is_one_node() -> None:
    run = invented.synopses()
    story = run.stories[1]
    credit = story.credits[0]
    passage = {name: getattr(credit, name) for name in ("article", "start", "end", "text")}
    extra = type(credit)(**passage, source="La Rive", kind="outlet")
    changed = type(story)(**{n: getattr(story, n) for n in story.__slots__} | {"credits": (extra,)})
    read = graph(Synopses(articles=run.articles, stories=(changed,)))
    ends = [v for _, v, d in read.edges(data=True) if d["relation"] == "credits"]
    assert ends == [urn("outlet", "la rive")]
    assert read.nodes[ends[0]]["kind"] == "outlet"


@pytest.mark.parametrize("attack", ATTACKS, ids=range(len(ATTACKS)))
def test_hostile_words_stay_in_the_graph(attack: str) -> None:
    assert len(graph(invented.hostile(attack))) >= len(invented.synopses().articles)


# --- Web Annotations ------------------------------------------------------------------------------

IRI = {"type": "string", "pattern": "^(urn:|https?:)"}
SELECTOR = {
    "oneOf": [
        {
            "properties": {
                "type": {"const": "TextPositionSelector"},
                "start": {"type": "integer", "minimum": 0},
                "end": {"type": "integer", "minimum": 0},
            },
            "required": ["type", "start", "end"],
        },
        {
            "properties": {
                "type": {"const": "TextQuoteSelector"},
                "exact": {"type": "string"},
                "prefix": {"type": "string"},
                "suffix": {"type": "string"},
            },
            "required": ["type", "exact"],
        },
    ]
}
TARGET = {
    "type": "object",
    "properties": {
        "type": {"const": "SpecificResource"},
        "source": {"anyOf": [IRI, {"type": "object", "required": ["id"], "properties": {"id": IRI}}]},
        "selector": {"anyOf": [SELECTOR, {"type": "array", "items": SELECTOR}]},
    },
    "required": ["type", "source", "selector"],
}
BODY = {
    "oneOf": [
        {
            "properties": {"type": {"const": "TextualBody"}, "value": {"type": "string"}},
            "required": ["value"],
        },
        {"properties": {"type": {"const": "SpecificResource"}, "source": IRI}, "required": ["source"]},
    ]
}
MOTIVATIONS = (
    *("assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting"),
    *("identifying", "linking", "moderating", "questioning", "replying", "tagging"),
)
#: What the Web Annotation Data Model says that must be, as far as the export uses it.
MODEL = {
    "type": "object",
    "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
        "id": IRI,
        "type": {"const": "AnnotationCollection"},
        "total": {"type": "integer", "minimum": 0},
        "first": {
            "type": "object",
            "properties": {
                "id": IRI,
                "type": {"const": "AnnotationPage"},
                "items": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "properties": {
                            "id": IRI,
                            "type": {"const": "Annotation"},
                            "motivation": {"enum": list(MOTIVATIONS)},
                            "body": {"type": "array", "items": BODY},
                            "target": {"anyOf": [TARGET, {"type": "array", "items": TARGET, "minItems": 1}]},
                        },
                        "required": ["id", "type", "target"],
                    },
                },
            },
            "required": ["id", "type", "items"],
        },
    },
    "required": ["@context", "id", "type", "total", "first"],
}


def collection(run: Synopses) -> dict[str, Any]:
    text = annotations.FORMAT(run)
    assert isinstance(text, str)
    return json.loads(text)


def test_annotations_hold_to_the_model() -> None:
    found = collection(invented.synopses())
    jsonschema.validate(found, MODEL)
    items = found["first"]["items"]
    assert found["total"] == len(items) == len({item["id"] for item in items})


def test_every_mark_is_annotated_on_its_words() -> None:
    run = invented.synopses()
    story = run.stories[1]
    marks = {(t.article, t.start, t.end) for s in story.statements for t in s.told_by}
    marks |= {(t.article, t.start, t.end) for f in story.figures for t in f.tellings}
    marks |= {(t.article, t.start, t.end) for q in story.quotes for t in q.tellings}
    marks |= {(m.article, m.start, m.end) for e in story.entities for m in e.mentions}
    marks |= {(d.article, d.start, d.end) for d in (*story.dates, *story.credits)}
    marks |= {(f.counted.article, f.counted.start, f.counted.end) for f in story.figures if f.counted}
    text = {urn("article", a.id): a for a in run.articles}
    selected = set()
    for item in collection(run)["first"]["items"]:
        target = item["target"][0] if isinstance(item["target"], list) else item["target"]
        article = text[target["source"]["id"]]
        place, quotation = target["selector"]
        start, end = place["start"], place["end"]
        assert article.text[start:end] == quotation["exact"]
        assert article.text[:start].endswith(quotation["prefix"])
        assert article.text[end:].startswith(quotation["suffix"])
        selected.add((article.id, start, end))
    assert selected == marks


def test_an_address_is_a_second_target_by_quotation_alone() -> None:
    for item in collection(invented.synopses())["first"]["items"]:
        if "anonymous" in item["id"]:
            assert isinstance(item["target"], dict)
        else:
            page = item["target"][1]
            assert page["source"].startswith("https://news.example/")
            assert page["selector"]["type"] == "TextQuoteSelector"


#: The terms of the model that the export uses, as its context defines them.
OA = "http://www.w3.org/ns/oa#"
TERMS = {
    "oa": OA, "as": "http://www.w3.org/ns/activitystreams#", "id": "@id", "type": "@type",
    "Annotation": "oa:Annotation", "SpecificResource": "oa:SpecificResource",
    "TextQuoteSelector": "oa:TextQuoteSelector", "TextPositionSelector": "oa:TextPositionSelector",
    "first": {"@id": "as:first", "@type": "@id"},
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"}, "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"}, "body": {"@id": "oa:hasBody", "@type": "@id"},
    "exact": "oa:exact", "start": "oa:start", "end": "oa:end",
}  # fmt: skip


def test_rdflib_reads_every_annotation_with_its_selectors() -> None:
    found = collection(invented.synopses())
    read = rdflib.Graph().parse(data=json.dumps(found | {"@context": TERMS}), format="json-ld")
    oa = rdflib.Namespace(OA)
    made = set(read.subjects(rdflib.RDF.type, oa.Annotation))
    assert len(made) == found["total"]
    for annotation in made:
        targets = list(read.objects(annotation, oa.hasTarget))
        assert any(len(list(read.objects(target, oa.hasSelector))) == 2 for target in targets)


@pytest.mark.parametrize("attack", ATTACKS, ids=range(len(ATTACKS)))
def test_hostile_words_stay_in_annotations(attack: str) -> None:
    found = collection(invented.hostile(attack))
    jsonschema.validate(found, MODEL)


# --- ninjs ----------------------------------------------------------------------------------------

TEXT = {"type": "string"}


def listed(*names: str, needs: tuple[str, ...] = (), **other: object) -> dict[str, object]:
    """A list of objects that have these keys, all of them texts, and no others."""
    keys = {**dict.fromkeys(names, TEXT), **other}
    one = {"type": "object", "properties": keys, "required": list(needs), "additionalProperties": False}
    return {"type": "array", "items": one}


NAMED = listed("name", "rel", "uri", "literal")
COUNTS = {"charCount": {"type": "integer"}, "wordCount": {"type": "integer"}}
#: What ninjs 3.0 requires and allows, as far as the export uses it; any other key is an error.
NINJS = {
    "type": "object",
    "required": ["uri"],
    "additionalProperties": False,
    "properties": {
        "uri": IRI,
        "standard": {"type": "object", "required": ["name", "version", "schema"]},
        "type": {"enum": ["text", "audio", "video", "picture", "graphic", "composite", "component", "event"]},
        "representationType": {"enum": ["full", "partial"]},
        "language": TEXT,
        "versionCreated": {"pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$"},
        "title": TEXT,
        "headlines": listed("role", "contentType", "value", needs=("value",)),
        "bodies": listed("role", "contentType", "value", needs=("value",), **COUNTS),
        "people": NAMED,
        "places": NAMED,
        "organisations": NAMED,
        "events": NAMED,
        "infoSources": listed("name", "role", "uri", "literal"),
        "associations": listed("name", "uri", needs=("name", "uri")),
        "altIds": listed("role", "value"),
        "renditions": listed("name", "contentType", "href", needs=("name",)),
    },
}


def news(run: Synopses) -> dict[str, dict[str, Any]]:
    files = ninjs.FORMAT(run)
    assert isinstance(files, dict)
    return {name: json.loads(data) for name, data in files.items()}


def test_articles_are_ninjs() -> None:
    run = invented.synopses()
    found = news(run)
    assert len(found) == len(run.articles)
    for made in found.values():
        jsonschema.validate(made, NINJS)
    french = found["rive-fr.json"]
    assert french["headlines"][0]["value"] == "Douze violons volés dans un musée suédois"
    assert french["bodies"][0]["value"].startswith("Douze violons ont été volés")
    assert [o["name"] for o in french["organisations"]] == ["Nordtext"]
    assert french["infoSources"] == [
        {"name": "La Rive", "role": "publisher"}, {"name": "Nordtext", "role": "credited"}
    ]  # fmt: skip
    assert french["associations"][0]["uri"] == urn("article", "fjordkanal-de")
    assert found["karsholm-sv.json"]["places"][0]["uri"] == "https://sws.geonames.org/1234567/"
    assert "versionCreated" not in found["anonymous.json"]


def test_a_time_without_seconds_gets_them_and_a_day_alone_is_left_out() -> None:
    minute = Article(id="m", text="x", published="2025-03-14T09:15+01:00")
    day = Article(id="d", text="x", published="2025-03-14")
    found = news(Synopses(articles=(minute, day)))
    assert found["m.json"]["versionCreated"] == "2025-03-14T09:15:00+01:00"
    assert "versionCreated" not in found["d.json"]


@given(st.lists(st.text(max_size=120), min_size=1, max_size=6, unique=True))
def test_file_names_are_safe_and_different(ids: list[str]) -> None:
    names = [ninjs.file_name(i) for i in ids]
    assert len({name.casefold() for name in names}) == len(ids)
    for name in names:
        assert PurePosixPath(name).name == PureWindowsPath(name).name == name
        assert name.isascii()
        assert not name.startswith(".")


@pytest.mark.parametrize("attack", ATTACKS, ids=range(len(ATTACKS)))
def test_hostile_words_stay_in_ninjs(attack: str) -> None:
    for made in news(invented.hostile(attack)).values():
        jsonschema.validate(made, NINJS)
