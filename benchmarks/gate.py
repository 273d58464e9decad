"""The quality gate: the planted stories compared and scored, each figure above its floor.

    python benchmarks/gate.py [--gold FOLDER] [--floors FILE]

Prints every figure beside its floor; ends with 1 where one is below.  Floors stand in
``floors.toml``: they may rise with the product and are never lowered silently.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from pathlib import Path

import synoptic
from score import score
from synoptic import codec

HERE = Path(__file__).resolve().parent


def main() -> int:
    """Compares, scores, holds against the floors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, default=HERE.parent / "samples/gold")
    parser.add_argument("--floors", type=Path, default=HERE / "floors.toml")
    arguments = parser.parse_args()
    floors = tomllib.loads(arguments.floors.read_text("utf-8"))
    paths = [*sorted(arguments.gold.glob("*/articles.jsonl")), arguments.gold / "distractors.jsonl"]
    synopses = synoptic.compare([path for path in paths if path.exists()])
    rows = score(arguments.gold, json.loads(codec.to_json(synopses)))
    fallen = []
    for name, value, note in rows:
        floor = floors.get(name)
        if floor is not None and value < floor:
            fallen.append(name)
        shown = "" if floor is None else f"{'BELOW' if name in fallen else 'floor'} {floor:.3f}"
        print(f"{name:52} {value:7.3f}  {shown:12} {note}")
    missing = sorted(set(floors) - {name for name, _, _ in rows})
    for name in missing:
        print(f"{name}: a floor, but nothing measured")
    print(f"{len(floors) - len(fallen) - len(missing)} of {len(floors)} floors hold")
    return 1 if fallen or missing else 0


if __name__ == "__main__":
    sys.exit(main())
