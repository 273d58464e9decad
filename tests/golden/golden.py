"""The golden dossiers: what the renderings make of the stored synopses of the sample events.

    python tests/golden/golden.py          writes the dossiers anew from synopses.json (``make golden``)
    python tests/golden/golden.py --anew   compares the sample events first, and stores that

They hold the renderings, not the comparison: the synopses are stored, so that neither another encoder
nor another processor changes a byte.  They change only so, and their diff is to be read.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from synoptic import codec
from synoptic.rendering.html import to_html
from synoptic.rendering.markdown import to_markdown
from synoptic.rendering.terminal import to_text
from synoptic.types import Synopses

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parents[1] / "samples" / "news"
STORED = HERE / "synopses.json"
#: What a run says that it was made with; here it stays the same.
MADE_BY = {"Synoptic": "0", "Encoder": "the encoder", "Days between accounts of one event, at most": "7"}


def dossiers() -> dict[str, str]:
    """Every golden dossier by the name of its file."""
    run = codec.from_json(STORED.read_bytes())
    return {
        "dossier.html": to_html(run, lang="en", settings=MADE_BY),
        "dossier.fi.html": to_html(_first(run), lang="fi", settings=MADE_BY),
        "dossier.md": to_markdown(run, lang="en", settings=MADE_BY),
        "terminal-100.txt": to_text(run, width=100, lang="en"),
        "terminal-60.txt": to_text(_first(run), width=60, lang="en"),
        "statement.txt": to_text(_first(run), width=100, words=1, lang="en"),
    }


def _first(run: Synopses) -> Synopses:
    """The largest story alone."""
    story = max(run.stories, key=lambda s: len(s.accounts))
    articles = tuple(a for a in run.articles if a.id in story.accounts)
    return Synopses(articles=articles, stories=(story,))


def told_by_several(run: Synopses) -> Synopses:
    """The run without the stories of one account, but for the first of them."""
    single = min((s.id for s in run.stories if len(s.accounts) == 1), default="")
    stories = tuple(s for s in run.stories if len(s.accounts) > 1 or s.id == single)
    kept = {i for s in stories for i in s.accounts}
    return replace(run, articles=tuple(a for a in run.articles if a.id in kept), stories=stories)


def main() -> None:
    """Writes them."""
    if "--anew" in sys.argv[1:]:
        import synoptic

        run = told_by_several(synoptic.compare([SAMPLES]))
        # Where the inputs lay on the machine that compared them is no part of what is held.
        articles = tuple(replace(a, source=Path(a.source).name if a.source else None) for a in run.articles)
        STORED.write_text(codec.to_json(replace(run, articles=articles)), encoding="utf-8")
    for name, text in dossiers().items():
        (HERE / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
