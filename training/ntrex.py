"""NTREX-128: the same news lines in many languages (Federmann, Kocmi and Xin 2022)."""

from __future__ import annotations

from pathlib import Path

# The file that holds a language, by language subtag; Serbian and Chinese stand there twice.
_FILES = """
en=eng sv=swe fi=fin da=dan nb=nob nn=nno is=isl de=deu nl=nld fr=fra es=spa it=ita pt=por ro=ron pl=pol
cs=ces sk=slk sl=slv hr=hrv sr=srp-Cyrl+srp-Latn bg=bul mk=mkd ru=rus uk=ukr be=bel lt=lit lv=lav et=est
hu=hun el=ell tr=tur ar=arb he=heb fa=fas hi=hin zh=zho-CN+zho-TW ja=jpn ko=kor vi=vie id=ind th=tha
"""
CODES = {code: tuple(names.split("+")) for code, names in (pair.split("=") for pair in _FILES.split())}


def read_lines(folder: Path, lang: str, number: int = 0) -> list[str]:
    """The lines in one language, in the order of all; nothing where the file is absent."""
    files = CODES[lang]
    path = folder / f"{files[min(number, len(files) - 1)]}.txt"
    return path.read_text("utf-8").splitlines() if path.is_file() else []


def learnt_lines(folder: Path) -> list[int]:
    """Numbers of the lines that may be learnt from: three documents of four."""
    documents = (folder / "documents.tsv").read_text("utf-8").splitlines()
    names = [line.split("\t")[0] for line in documents]
    order = {name: number for number, name in enumerate(dict.fromkeys(names))}
    return [number for number, name in enumerate(names) if order[name] % 4]


def held_out_lines(folder: Path) -> list[int]:
    """Numbers of the lines that are kept for measuring: one document of four."""
    learnt = set(learnt_lines(folder))
    count = len((folder / "documents.tsv").read_text("utf-8").splitlines())
    return [number for number in range(count) if number not in learnt]
