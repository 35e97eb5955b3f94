"""The house rules that a machine can keep: import direction, no language in the engine, sizes."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT

from patterns import languages

LAYERS = ("patterns", "extractors", "pipeline")  # each may import itself and those before it
LONGEST_MODULE = 300
LONGEST_FUNCTION = 50
MODULES = sorted(path for layer in LAYERS for path in (ROOT / layer).rglob("*.py"))


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(module: ast.Module) -> Iterator[str]:
    """Top-level names of every import, those inside functions too."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module.split(".")[0]


def language_codes(module: ast.Module) -> list[tuple[int, str]]:
    """Strings of the engine that name a language: whole, or as a word of a path or key. Docstrings are prose."""
    prose = {
        id(node.body[0].value)
        for node in ast.walk(module)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef))
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    code = re.compile(rf"(?<![^\W_])({'|'.join(map(re.escape, languages()))})(?![^\W_])")
    return [
        (node.lineno, node.value)
        for node in ast.walk(module)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in prose
        and code.search(node.value)
    ]


def test_there_is_an_engine_to_look_at():
    """The tests below look at something."""
    assert len(MODULES) > 20
    assert {path.parts[len(ROOT.parts)] for path in MODULES} == set(LAYERS)
    assert len(languages()) >= 2


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_one_way(path):
    """patterns <- extractors <- pipeline, and nobody imports tests or benchmarks."""
    layer = LAYERS.index(path.relative_to(ROOT).parts[0])
    forbidden = {*LAYERS[layer + 1 :], "tests", "benchmarks", "conftest"}
    assert not forbidden & set(imports(tree(path)))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_language_in_engine_code(path):
    """What differs by language is data under patterns/<code>/."""
    assert [] == language_codes(tree(path))


def test_the_language_test_sees_what_it_should():
    """Codes in comparisons, paths and keys are seen; prose and longer words are not."""
    bad = ast.parse('x = lang == "vi"\ny = f"patterns/fr/{name}"\nz = d["label_fr"]')
    good = ast.parse('"""Reads vi and fr."""\nx = "vital"\n\ndef f():\n    """Not fr."""\n    return "frame"')
    assert [1, 2, 3] == [line for line, _ in language_codes(bad)]
    assert [] == language_codes(good)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_and_functions_stay_readable(path):
    """A module is at most 300 lines, a function at most 50."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE
    functions = [node for node in ast.walk(tree(path)) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    long = {one.name: one.end_lineno - one.lineno + 1 for one in functions if one.end_lineno}
    assert {} == {name: length for name, length in long.items() if length > LONGEST_FUNCTION}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_public_names_say_what_they_do(path):
    """Every module, class and public function has a docstring."""
    module = tree(path)
    public = [n for n in module.body if isinstance(n, (ast.FunctionDef, ast.ClassDef)) and not n.name.startswith("_")]
    assert ast.get_docstring(module)
    assert [] == [one.name for one in public if not ast.get_docstring(one)]
