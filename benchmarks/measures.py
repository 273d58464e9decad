"""What the scorer counts with: lenient comparison of names and spans, B-cubed, and the card."""

from __future__ import annotations

import unicodedata
from collections import defaultdict


def fold(text: str) -> str:
    """Case-folded text without accents or marks, for lenient comparison of names."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def prf(true_positive: float, found: float, wanted: float) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    precision = true_positive / found if found else (1.0 if not wanted else 0.0)
    recall = true_positive / wanted if wanted else 1.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return precision, recall, f1


def b_cubed(gold: dict[str, str], system: dict[str, str]) -> tuple[float, float, float]:
    """B-cubed precision, recall and F1 (Bagga and Baldwin 1998) over the keys of gold."""
    by_gold, by_system = defaultdict(set), defaultdict(set)
    for item in gold:
        by_gold[gold[item]].add(item)
        by_system[system.get(item, f"alone:{item}")].add(item)
    precision = recall = 0.0
    for item in gold:
        same_gold = by_gold[gold[item]]
        same_system = by_system[system.get(item, f"alone:{item}")]
        both = len(same_gold & same_system)
        precision += both / len(same_system)
        recall += both / len(same_gold)
    precision, recall = precision / len(gold), recall / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


class Synopsis:
    """The system's output, indexed by article."""

    def __init__(self, document: dict):
        self.articles = {a["id"]: a for a in document["articles"]}
        self.stories = document.get("stories", [])
        self.storylines = document.get("storylines", [])

    def story_of(self) -> dict[str, str]:
        """The story of each article."""
        return {account: s["id"] for s in self.stories for account in s["accounts"]}

    def items(self, kind: str) -> list[dict]:
        """All items of a kind; where they have ids, made unique by their story's."""
        return [
            {**item, "id": f"{s['id']}/{item['id']}"} if "id" in item else item
            for s in self.stories
            for item in s.get(kind, [])
        ]

    def text(self, article: str) -> str:
        """The text of an article, empty if it is lost."""
        return self.articles.get(article, {}).get("text", "")

    def spans(self, article: str, surface: str) -> list[tuple[int, int]]:
        """Where a gold surface stands in the text that the system kept of an article."""
        text, found, at = self.text(article), [], 0
        while surface and (at := text.find(surface, at)) >= 0:
            found.append((at, at + len(surface)))
            at += 1
        return found


def overlap(a: tuple[int, int], b: tuple[int, int]) -> int:
    """Code points that two spans share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def same_span(a: tuple[int, int], b: tuple[int, int], share: float) -> bool:
    """Whether two spans share enough of their union."""
    union = max(a[1], b[1]) - min(a[0], b[0])
    return union > 0 and overlap(a, b) / union >= share


def span_of(telling: dict) -> tuple[int, int]:
    """A telling as (start, end)."""
    return telling["start"], telling["end"]


def locate_sentences(text: str, sentences: list[str]) -> list[tuple[int, int]]:
    """Where each gold sentence stands; (-1, -1) where it does not."""
    spans, at = [], 0
    for sentence in sentences:
        found = text.find(sentence, at)
        if found < 0:
            found = text.find(sentence)
        if found < 0:
            spans.append((-1, -1))
            continue
        spans.append((found, found + len(sentence)))
        at = found + len(sentence)
    return spans


class Card:
    """The figures, in the order in which they were counted."""

    def __init__(self):
        self.rows: list[tuple[str, float, str]] = []
        self.sums: dict[str, list[float]] = {}

    def add(self, name: str, hit: float, found: float, wanted: float) -> None:
        """Count towards an F1: right, given by the system, wanted by the gold."""
        sums = self.sums.setdefault(name, [0.0, 0.0, 0.0])
        for i, value in enumerate((hit, found, wanted)):
            sums[i] += value

    def rate(self, name: str, hit: bool, of: bool = True) -> None:
        """Count towards a plain share: hits out of cases."""
        sums = self.sums.setdefault(name, [0.0, -1.0, 0.0])
        sums[0] += hit and of
        sums[2] += of

    def put(self, name: str, value: float, note: str) -> None:
        """Add a row as it is."""
        self.rows.append((name, value, note))

    def close(self) -> None:
        """Turn sums into rows."""
        for name, (hit, found, wanted) in self.sums.items():
            if found < 0:
                self.put(name, hit / wanted if wanted else 1.0, f"{hit:.0f} of {wanted:.0f}")
                continue
            precision, recall, f1 = prf(hit, found, wanted)
            self.put(
                name,
                f1,
                f"P {precision:.3f} R {recall:.3f} ({hit:.0f} right, {found:.0f} given, {wanted:.0f} wanted)",
            )
