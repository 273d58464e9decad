"""Scores a synopsis against planted stories.

    python benchmarks/score.py samples/gold synopsis.json

The folder holds one folder per event (articles.jsonl, gold.json) and, beside them,
distractors.jsonl: articles of no planted event.  The document is what ``synoptic compare --format
json`` writes for all those articles read together.  Every figure is printed as name, value, and
what it counts.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from itertools import combinations
from pathlib import Path

from measures import Card, Synopsis, b_cubed, fold, locate_sentences, overlap, same_span, span_of

# Verdicts on quotes that lay something to an account.
BLAMING = ("altered", "other_speaker")


def score_statements(card: Card, gold: dict, synopsis: Synopsis) -> None:
    """Pairs of sentences of two accounts that tell the same: system pairs against gold pairs."""
    places = {a: locate_sentences(synopsis.text(a), s) for a, s in gold["sentences"].items()}
    wanted = set()
    for statement in gold["statements"]:
        for a, b in combinations(sorted(set(statement["told_by"]) & set(gold["story"])), 2):
            for i in statement["told_by"][a]:
                for j in statement["told_by"][b]:
                    wanted.add(((a, i), (b, j)))
    given = set()
    for statement in synopsis.items("statements"):
        told: dict[str, set[int]] = defaultdict(set)
        for telling in statement["told_by"]:
            for index, place in enumerate(places.get(telling["article"], [])):
                length = min(place[1] - place[0], telling["end"] - telling["start"])
                if length > 0 and overlap(place, span_of(telling)) >= 0.5 * length:
                    told[telling["article"]].add(index)
        for a, b in combinations(sorted(told), 2):
            given |= {((a, i), (b, j)) for i in told[a] for j in told[b]}
    card.add("statements: aligned sentence pairs", len(wanted & given), len(given), len(wanted))


def bounds(value) -> tuple[float, float]:
    """A gold value as (low, high)."""
    return (float(value[0]), float(value[1])) if isinstance(value, list) else (float(value), float(value))


def gold_tellings(item: dict):
    """A gold item's tellings; an account may tell an item once (an object) or often (a list)."""
    for article, tellings in item["told_by"].items():
        for telling in tellings if isinstance(tellings, list) else [tellings]:
            yield article, telling


def find(item_list: list[dict], synopsis: Synopsis, article: str, surface: str, share: float):
    """Tellings of the system that stand where the gold surface stands: (item, telling) pairs."""
    places = synopsis.spans(article, surface)
    for item in item_list:
        for telling in item["tellings"]:
            if telling["article"] == article and any(
                same_span(span_of(telling), p, share)
                or (
                    overlap(span_of(telling), p)
                    >= 0.99 * min(p[1] - p[0], telling["end"] - telling["start"])
                    > 0
                )
                for p in places
            ):
                yield item, telling


def score_figures(card: Card, gold: dict, synopsis: Synopsis) -> None:
    """Figures: read, grouped, judged."""
    items = synopsis.items("figures")
    for figure in gold["figures"]:
        groups, total = read_figure(card, figure, items, synopsis)
        total &= set(gold["story"])
        groups = {i: g & total for i, g in groups.items()}
        if len(total) < 2:
            continue
        grouped(card, "figures", groups, total)
        holders = {i for i, g in groups.items() if len(g) >= 2}
        verdicts = {i["verdict"] for i in items if i["id"] in holders}
        right = figure["verdict"] in verdicts
        if figure["verdict"] == "not_comparable":
            right = right or not set_against_each_other(figure, gold, items, synopsis)
        card.rate(f"figures: verdict right, {figure['verdict']}", right)
        if figure["verdict"] == "disagree":
            told = {
                i["id"]: {t["article"] for t in i["tellings"]} for i in items if i["verdict"] == "disagree"
            }
            odd = set(figure.get("odd_one_out", [])) or total
            card.add("figures: disagreements found", any(odd & told[i] for i in holders if i in told), 0, 1)
    score_shouted(card, gold, synopsis, [i for i in items if i["verdict"] == "disagree"])


def set_against_each_other(figure: dict, gold: dict, items: list[dict], synopsis: Synopsis) -> bool:
    """Whether a disagreement or update holds two of an item's numbers that are no tellings of one count."""
    one_count = [
        {(article, telling["surface"]) for article, telling in gold_tellings(other)}
        for other in gold["figures"]
        if other["verdict"] != "not_comparable"
    ]
    held = defaultdict(list)
    for article, telling in gold_tellings(figure):
        for item, _ in find(items, synopsis, article, telling["surface"], 0.3):
            if item["verdict"] in ("disagree", "update"):
                held[item["id"]].append(((article, telling["surface"]), bounds(telling["value"])))
    return any(
        one[1] != other[1] and not any({one[0], other[0]} <= count for count in one_count)
        for tellings in held.values()
        for one, other in combinations(tellings, 2)
    )


def read_figure(
    card: Card, figure: dict, items: list[dict], synopsis: Synopsis
) -> tuple[dict[str, set[str]], set[str]]:
    """Which articles each item of the system has of a gold figure, and all that tell it."""
    groups: dict[str, set[str]] = defaultdict(set)
    total = set()
    for article, telling in gold_tellings(figure):
        total.add(article)
        right_value = right_relation = False
        for item, candidate in find(items, synopsis, article, telling["surface"], 0.3):
            if near(candidate, bounds(telling["value"])):
                right_value = True
                right_relation |= candidate["relation"] == telling["relation"]
                groups[item["id"]].add(article)
        card.rate("figures: value read", right_value)
        card.rate("figures: relation read (of values read)", right_relation, right_value)
    return groups, total


def near(candidate: dict, value: tuple[float, float]) -> bool:
    """Whether a telling of the system has the value of the answers; an open end counts as the other."""
    low, high = candidate["low"], candidate["high"]
    read = (low if low is not None else high, high if high is not None else low)
    return all(abs(x - y) <= 1e-6 * max(1.0, abs(y)) for x, y in zip(read, value, strict=True))


def grouped(card: Card, kind: str, groups: dict[str, set[str]], total: set[str]) -> None:
    """Counts the pairs of tellings of one thing that stand in one item."""
    best = max(groups.values(), key=len, default=set())
    card.add(
        f"{kind}: tellings grouped (pairs)",
        len(best) * (len(best) - 1) / 2,
        sum(len(g) * (len(g) - 1) / 2 for g in groups.values()),
        len(total) * (len(total) - 1) / 2,
    )


def score_shouted(card: Card, gold: dict, synopsis: Synopsis, shouted: list[dict]) -> None:
    """Of the disagreements that the system raised in an event, how many are false."""
    wrong = 0
    for item in shouted:
        articles = {t["article"] for t in item["tellings"]}
        matched = [
            f
            for f in gold["figures"]
            if f["verdict"] == "disagree"
            and any(True for a, t in gold_tellings(f) for _ in find([item], synopsis, a, t["surface"], 0.3))
        ]
        if articles & set(gold["story"]) and not matched:
            wrong += 1
    mine = sum(bool({t["article"] for t in i["tellings"]} & set(gold["story"])) for i in shouted)
    sums = card.sums.setdefault("figures: disagreements found", [0.0, 0.0, 0.0])
    sums[1] += mine
    card.put(f"  false 'disagree' in {gold['event']}", wrong, f"of {mine} raised")


def score_quotes(card: Card, gold: dict, synopsis: Synopsis) -> None:
    """Quotes: found, spoken by, grouped, judged."""
    items = synopsis.items("quotes")
    for quote in gold["quotes"]:
        groups, total = defaultdict(set), set()
        for article, telling in gold_tellings(quote):
            if telling.get("indirect"):
                continue
            total.add(article)
            hits = list(find(items, synopsis, article, telling["surface"], 0.6))
            card.rate("quotes: found", bool(hits))
            name = fold(telling["speaker"])
            named = any(
                name
                and any(
                    part in fold(t.get("speaker_text") or "") or fold(t.get("speaker_text") or "~") in name
                    for part in [name, *[p for p in name.split() if len(p) > 3]]
                )
                for _, t in hits
            )
            card.rate("quotes: speaker right (of quotes found)", named, bool(hits))
            for item, _ in hits:
                groups[item["id"]].add(article)
        total &= set(gold["story"])
        groups = {i: g & total for i, g in groups.items()}
        if len(total) < 2:
            continue
        grouped(card, "quotes", groups, total)
        holders = {i for i, g in groups.items() if len(g) >= 2}
        card.rate(
            f"quotes: verdict right, {quote['verdict']}",
            quote["verdict"] in {i["verdict"] for i in items if i["id"] in holders},
        )
        if quote["verdict"] in BLAMING:
            score_blame(card, quote, [item for item in items if item["id"] in holders])


def score_blame(card: Card, quote: dict, holders: list[dict]) -> None:
    """Whether a quote found altered or given to another speaker is laid to the right accounts, no others."""
    blamed = [set(item["odd_one_out"]) for item in holders if item["verdict"] == quote["verdict"]]
    right = set(quote["odd_one_out"]) in blamed
    card.rate("quotes: odd one right (of altered and other_speaker found)", right, bool(blamed))


def score_dates(card: Card, gold: dict, synopsis: Synopsis) -> None:
    """Dates read."""
    by_article = defaultdict(list)
    for date in synopsis.items("dates"):
        by_article[date["article"]].append(date)
    for date in gold["dates"]:
        for article, telling in gold_tellings(date):
            places = synopsis.spans(article, telling["surface"])
            hits = [d for d in by_article[article] if any(overlap(span_of(d), p) for p in places)]
            right = any(d["iso"] == telling["iso"] for d in hits)
            card.rate("dates: read", right)


def score_entities(card: Card, gold: dict, synopsis: Synopsis) -> None:
    """Names found, their kind, and linked across accounts."""
    mentions = defaultdict(list)
    for entity in synopsis.items("entities"):
        for mention in entity["mentions"]:
            mentions[mention["article"]].append((span_of(mention), entity["id"], entity["kind"]))
    wanted, found = {}, {}
    for entity in gold["entities"]:
        for article, forms in entity["forms"].items():
            for form in forms if isinstance(forms, list) else [forms]:
                key = f"{article}|{form}|{entity['name']}"
                wanted[key] = entity["name"]
                for place in synopsis.spans(article, form):
                    for span, entity_id, kind in mentions[article]:
                        if overlap(span, place) >= 0.5 * min(span[1] - span[0], place[1] - place[0]) > 0:
                            found.setdefault(key, (entity_id, kind, entity["type"]))
    for key in wanted:
        card.rate("entities: mentions found", key in found)
    for _, kind, gold_kind in found.values():
        card.rate("entities: kind right (of found)", kind == gold_kind)
    gold_pairs = {(a, b) for a, b in combinations(sorted(wanted), 2) if wanted[a] == wanted[b]}
    system_pairs = {(a, b) for a, b in combinations(sorted(found), 2) if found[a][0] == found[b][0]}
    card.add(
        "entities: linked across accounts (pairs)",
        len(gold_pairs & system_pairs),
        len(system_pairs),
        len(gold_pairs),
    )


def score_sources(card: Card, gold: dict, synopsis: Synopsis) -> None:
    """Credits and copies."""
    credits = defaultdict(list)
    for credit in synopsis.items("credits"):
        credits[credit["article"]].append(fold(credit["source"] + " " + credit["text"]))
    for credit in gold["credits"]:
        names = [fold(credit["source"]), fold(credit["surface"])]
        hit = any(n in c or (len(c) > 3 and c in n) for c in credits[credit["id"]] for n in names)
        card.rate("credits: found", hit)
    given = {frozenset((c["of"], c["by"])): c for c in synopsis.items("copies")}
    given = {k: c for k, c in given.items() if k <= set(gold["story"])}
    wanted = {frozenset((c["of"], c["by"])): c for c in gold["copies"]}
    both = wanted.keys() & given.keys()
    card.add("copies: pairs found", len(both), len(given), len(wanted))
    for pair in both:
        card.rate("copies: direction right (of found)", given[pair]["of"] == wanted[pair]["of"])


def truth_of(folder: Path) -> tuple[dict[str, str], list[dict]]:
    """The story of every article, and the answers of every event."""
    truth: dict[str, str] = {}
    golds = []
    for path in sorted(folder.glob("*/gold.json")):
        gold = json.loads(path.read_text("utf-8"))
        gold["event"] = path.parent.name
        golds.append(gold)
        truth |= dict.fromkeys(gold["story"], gold["event"])
        truth |= {a: f"{gold['event']} follow-up {a}" for a in gold.get("follow_up", []) if a not in truth}
    distractors = folder / "distractors.jsonl"
    if distractors.exists():
        for line in distractors.read_text("utf-8").splitlines():
            if line.strip():
                truth[json.loads(line)["id"]] = "distractor " + json.loads(line)["id"]
    return truth, golds


def score_stories(card: Card, truth: dict[str, str], golds: list[dict], synopsis: Synopsis) -> None:
    """Articles lost, stories by B-cubed, follow-ups linked."""
    missing = [a for a in truth if a not in synopsis.articles]
    card.put("articles lost", len(missing), " ".join(missing[:5]))
    story_of = synopsis.story_of()
    precision, recall, f1 = b_cubed(truth, story_of)
    card.put("stories: B-cubed F1", f1, f"P {precision:.3f} R {recall:.3f} over {len(truth)} articles")
    line_of = {s: line["id"] for line in synopsis.storylines for s in line["stories"]}
    for gold in golds:
        main_stories = {story_of.get(a) for a in gold["story"]}
        main_line = {line_of.get(story or "") for story in main_stories} - {None}
        for follow in gold.get("follow_up", []):
            linked = line_of.get(story_of.get(follow, "")) in main_line
            card.rate("storylines: follow-ups linked", linked and story_of.get(follow) not in main_stories)


def score_evidence(card: Card, synopsis: Synopsis) -> None:
    """Whether every span stands verbatim in its article."""
    tellings = [t for kind in ("figures", "quotes") for i in synopsis.items(kind) for t in i["tellings"]]
    tellings += [t for s in synopsis.items("statements") for t in s["told_by"]] + synopsis.items("dates")
    for item in tellings:
        exact = synopsis.text(item["article"])[item["start"] : item["end"]] == item["text"]
        card.rate("evidence: spans that stand verbatim in the article", exact)


def score(folder: Path, document: dict) -> list[tuple[str, float, str]]:
    """Every figure as (name, value, what it counts)."""
    synopsis = Synopsis(document)
    card = Card()
    truth, golds = truth_of(folder)
    score_stories(card, truth, golds, synopsis)
    for gold in golds:
        for part in (
            score_statements,
            score_figures,
            score_quotes,
            score_dates,
            score_entities,
            score_sources,
        ):
            part(card, gold, synopsis)
    score_evidence(card, synopsis)
    card.close()
    return card.rows


def main(arguments: list[str]) -> int:
    """Score a document from the command line."""
    folder, output = arguments
    for name, value, note in score(Path(folder), json.loads(Path(output).read_text("utf-8"))):
        print(f"{name:52} {value:7.3f}  {note}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
