"""The paragraphs of a PDF: from standard input to JSON on standard output, within bounds.

Run by :mod:`synoptic.reading.pdf` in a process of its own.  Lines are taken in the order in which the
document draws them, which for what people typeset is the order of reading, columns too.
"""

from __future__ import annotations

import io
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdf import PageObject

MEMORY, SECONDS, PAGES = 2_000_000_000, 110, 500
HYPHENATED = re.compile(r"(\w*[^\W\d_])[-\u2010\u00ad]\n([^\W\d_]\w*)")
# A line opens a paragraph where its letters are so much larger or smaller than those above it, or the
# way down to it is so much longer than from line to line elsewhere on the page; FAR, in sizes of its
# letters, is where no line of the same column follows.
SIZES, GAPS, WIDE, FAR = 1.15, 1.25, 1.5, 4.0
# What stands at one height in the margin of so many pages, numbers aside, is a running head or foot.
MARGIN, REPEATED, LEAST_PAGES = 0.1, 0.5, 3
ENDS = '.!?…。！？।؟:"”»“)'


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is drawn: its words, how high it stands (points from below), the size of its letters."""

    text: str
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together; ``height`` is where they stand if that is a margin of the page."""

    text: str
    height: int | None


def main() -> None:
    """Writes ``{"title", "paragraphs", "running"}``; whatever goes wrong ends the process."""
    _bound()
    import pypdf

    document = pypdf.PdfReader(io.BytesIO(sys.stdin.buffer.read()))
    if len(document.pages) > PAGES:
        raise SystemExit(f"more than {PAGES} pages")
    pages = [list(_paragraphs(page)) for page in document.pages]
    running = _running([one for page in pages for one in page], len(pages))
    whole = "\n".join(one.text for page in pages for one in page)
    title = document.metadata.title if document.metadata else None
    found: dict[str, Any] = {"title": title, "paragraphs": [], "running": []}
    for page in pages:
        for one in page:
            where = "running" if (_bare(one.text), one.height) in running else "paragraphs"
            found[where].append(_joined(one.text, whole))
    found["paragraphs"] = _over_pages(found["paragraphs"])
    sys.stdout.buffer.write(json.dumps(found).encode("utf-8"))


def _bound() -> None:
    try:
        import resource
    except ImportError:  # Windows, where the time alone is bounded, by who runs this
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def _lines(page: PageObject) -> list[Line]:
    """The lines of a page in the order in which it draws them."""
    lines: list[Line] = []
    texts: list[str] = []
    at: list[tuple[float, float]] = []

    def visit(text: str, place: Any, matrix: Any, font: Any, size: float) -> None:
        if text.strip():
            y = matrix[4] * place[1] + matrix[5] * place[3] + place[5]
            at.append((y, size * abs(matrix[3] or matrix[1] or 1) * abs(place[3] or place[1] or 1)))
        texts.append(text)
        if text.endswith("\n"):
            end()

    def end() -> None:
        if at and "".join(texts).strip():
            lines.append(Line(" ".join("".join(texts).split()), at[0][0], max(size for _, size in at)))
        texts.clear()
        at.clear()

    page.extract_text(visitor_text=visit)
    end()
    return lines


def _paragraphs(page: PageObject) -> Iterator[Paragraph]:
    lines = _lines(page)
    below, above = float(page.mediabox.bottom), float(page.mediabox.top)
    steps = sorted(step for a, b in pairwise(lines) if 0.9 < (step := _step(a, b)) < FAR)
    usual = steps[len(steps) // 10] if steps else 1.2
    group: list[Line] = []
    for line in lines:
        if group and _opens(line, group[-1], usual):
            yield _paragraph(group, below, above)
            group = []
        group.append(line)
    if group:
        yield _paragraph(group, below, above)


def _step(before: Line, line: Line) -> float:
    """The way down from one line to the next, in sizes of its letters."""
    return (before.y - line.y) / max(line.size, 0.1)


def _opens(line: Line, before: Line, usual: float) -> bool:
    """Whether a line opens a paragraph after the one before it."""
    if not 1 / SIZES < line.size / max(before.size, 0.1) < SIZES:
        return True
    step = _step(before, line)
    if not 0 <= step <= FAR:  # another column: a sentence that has not ended goes on there
        return before.text[-1] in ENDS or not line.text[0].islower()
    if usual > WIDE:  # set wide, or every paragraph is one line: which, its end must tell
        return step > usual * GAPS or before.text[-1] in ENDS
    return step > usual * GAPS


def _paragraph(lines: list[Line], below: float, above: float) -> Paragraph:
    share = (lines[0].y - below) / max(above - below, 1.0)
    height = round(lines[0].y) if len(lines) == 1 and not MARGIN < share < 1 - MARGIN else None
    return Paragraph("\n".join(line.text for line in lines), height)


def _over_pages(paragraphs: list[str]) -> list[str]:
    """A paragraph that goes on over the end of a column or page, as one."""
    joined: list[str] = []
    for text in paragraphs:
        if joined and joined[-1][-1] not in ENDS and text[0].islower():
            joined[-1] += f" {text}"
        else:
            joined.append(text)
    return joined


def _running(paragraphs: list[Paragraph], pages: int) -> set[tuple[str, int | None]]:
    if pages < LEAST_PAGES:
        return set()
    counts = Counter((_bare(one.text), one.height) for one in paragraphs if one.height is not None)
    return {one for one, count in counts.items() if count > pages * REPEATED}


def _bare(text: str) -> str:
    return "".join(c for c in text if c.isalpha())


def _joined(text: str, whole: str) -> str:
    """The lines of a paragraph as one; a word cut at the end of a line is whole again.

    A hyphen stays where the document writes the word with it elsewhere.
    """

    def mend(found: re.Match[str]) -> str:
        first, second = found.groups()
        keep = f"{first}-{second}" in whole or not second[0].islower()
        return f"{first}-{second}" if keep else first + second

    return " ".join(HYPHENATED.sub(mend, text).split())


if __name__ == "__main__":
    main()
