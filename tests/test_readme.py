"""The README is true: its blocks, its commands, its Python, its files."""

from __future__ import annotations

import doctest
import re
import shlex
import subprocess
import sys

import pytest
from conftest import ROOT

from pipeline import readme
from pipeline.write import FILES

README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
PYTHON = re.compile(r"```python\n(.*?)```", re.DOTALL)


def commands(page: str) -> list[str]:
    """Every command of a page, without its comment."""
    lines = [line for block in CONSOLE.findall(page) for line in block.splitlines() if line.startswith("$ ")]
    return [line[2:].split("  #")[0].strip() for line in lines]


@pytest.fixture(scope="module")
def blocks():
    """Today's content of the README's blocks."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        return readme.contents()


@pytest.mark.parametrize("name", ["sample", "explain", "columns", "scores", "counts", "licences"])
def test_block_says_what_is_true_today(blocks, name):
    """`make readme` fills them in."""
    assert len(blocks[name]) > 100
    assert [] == readme.stale(README, {name: blocks[name]})


def test_every_block_is_filled(blocks):
    """No block is empty or unknown; the one that needs real reports was filled where they are."""
    found = dict(re.findall(r"<!-- ([a-z-]+) -->\n(.*?)<!-- /\1 -->", README, re.DOTALL))
    assert {*blocks, "real-scores"} == set(found)
    assert [] == [name for name, content in found.items() if not content.strip()]


def test_the_sample_has_a_row_of_each_language(blocks):
    """One Vietnamese row, one French row, at least."""
    rows = blocks["sample"].splitlines()[2:]
    assert {"fr", "vi"} <= {row.split()[0] for row in rows if row and not row.startswith((" ", "`"))}


def test_the_python_is_true(at_root):
    """The README's sessions give what they show."""
    sessions = PYTHON.findall(README)
    assert len(sessions) >= 2
    for number, session in enumerate(sessions):
        test = doctest.DocTestParser().get_doctest(session, {}, f"README session {number}", "README.md", 0)
        assert len(test.examples) >= 4
        told: list[str] = []
        result = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(test, out=told.append)
        assert 0 == result.failed, "".join(told)


@pytest.mark.parametrize(
    "command", sorted({c for c in commands(README) + commands(CONTRIBUTING) if c.startswith("make")})
)
def test_make_targets_exist(command):
    """Every `make …` of the pages is a target."""
    target = shlex.split(command)[1]
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def bilan(*arguments: str, cwd=ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pipeline", *arguments], capture_output=True, text=True, cwd=cwd, check=False
    )


def test_bilan_commands_work(tmp_path):
    """run, explain, score and check as the README gives them, on our own reports."""
    given = [shlex.split(command) for command in commands(README) if command.startswith("bilan")]
    assert ["run", "explain", "score", "check"] == [command[1] for command in given]
    home = ROOT / "corpus" / "vi" / "articles"
    results = str(tmp_path / "results")
    swapped = {"reports/": str(home), "results": results, "corpus/vi/articles": str(home)}
    for command in given:
        patterns_and_corpus = ROOT if command[1] == "check" else tmp_path
        done = bilan(*(swapped.get(word, word) for word in command[1:]), cwd=patterns_and_corpus)
        assert 0 == done.returncode, (command, done.stdout, done.stderr)
    assert (tmp_path / "errors.html").stat().st_size > 0
    assert sorted(FILES) == sorted(path.name for path in (tmp_path / "results").iterdir())


def test_explain_answers_a_text_a_line():
    """`bilan explain` on standard input, as the README says."""
    line = readme.SENTENCE + "\n"
    command = [sys.executable, "-m", "pipeline", "explain"]
    done = subprocess.run(command, input=line * 2, capture_output=True, text=True, cwd=ROOT, check=True)
    assert 2 == done.stdout.count('"observations"')


def test_every_file_of_a_run_is_in_the_table():
    """A file that the README does not mention is a file nobody opens."""
    for name in FILES:
        assert f"`{name}`" in README or f"`.{name.split('.')[1]}`" in README
