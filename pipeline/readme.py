"""
Write into README.md what is true today: outputs, columns, scores, licences.

    python -m pipeline.readme           fill every block between <!-- name --> and <!-- /name -->
    python -m pipeline.readme --check   say which block differs, change nothing

The text around the blocks is written by hand. tests/test_readme.py keeps the blocks true.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from importlib import metadata
from pathlib import Path

from rich.console import Console, RenderableType

from pipeline.baselines import nearest_words, no_comparisons
from pipeline.corpus import articles, examples
from pipeline.gate import find_all
from pipeline.gold import read_folder
from pipeline.record import Observation, Report
from pipeline.schema import columns_markdown
from pipeline.score import mark_all
from pipeline.show import PAGE, explain_tables, tuple_table
from pipeline.show_scores import baseline_table, comparison_table, score_table

README = Path("README.md")
# Real reports with gold, where this checkout has them beside it; a fresh clone has not.
REAL_REPORTS = Path("../shared/gold/dev")
SENTENCE = "En 2023, le taux de chômage s'établit à 7,3 %, en baisse de 0,4 point par rapport à 2022."
SHOWN = 2  # observations a language in the README's first table
DEPENDENCIES = ("langdetect", "pandas", "pyarrow", "regex", "rich", "spacy", "typer", "underthesea")
DEV_DEPENDENCIES = ("hypothesis", "jsonschema", "mypy", "pandas-stubs", "pytest", "pytest-xdist", "ruff")


def block(name: str) -> re.Pattern[str]:
    """A block of the README, marks included."""
    return re.compile(rf"(?P<open><!-- {name} -->\n).*?(?P<close><!-- /{name} -->)", re.DOTALL)


def filled(readme: str, contents: Mapping[str, str]) -> str:
    """The README with these blocks; ValueError when a block has no place."""
    for name, content in contents.items():
        places = len(block(name).findall(readme))
        readme = block(name).sub(partial(put, content), readme)
        if places != 1:
            raise ValueError(f"README.md: needs one block <!-- {name} --> … <!-- /{name} -->, has {places}")
    return readme


def put(content: str, match: re.Match[str]) -> str:
    """A block with new content between its marks."""
    return f"{match['open']}{content}\n{match['close']}"


def stale(readme: str, contents: Mapping[str, str]) -> list[str]:
    """Names of the blocks that say something else today."""
    return [name for name, content in contents.items() if filled(readme, {name: content}) != readme]


def contents() -> dict[str, str]:
    """Every block that holds in any checkout."""
    makers: dict[str, Callable[[], str]] = {
        "sample": sample,
        "explain": explained,
        "columns": columns_markdown,
        "scores": corpus_scores,
        "counts": counts,
        "licences": licences,
    }
    return {name: make() for name, make in makers.items()}


def fenced(parts: Iterable[RenderableType]) -> str:
    """Tables as a block of plain text."""
    file = io.StringIO()
    page = Console(file=file, width=PAGE, highlight=False, markup=False, color_system=None)
    for part in parts:
        page.print(part)
        page.print()
    lines = [line.rstrip() for line in file.getvalue().rstrip().split("\n")]
    return "\n".join(["```text", *lines, "```"])


def sample() -> str:
    """The first observations of each language's first report that have a value and a comparison."""
    from pipeline.run import process

    shown: dict[str, list[Observation]] = {}
    for one in articles():
        rows = shown.setdefault(one.lang, [])
        if len(rows) < SHOWN:
            found = process(Report(one.doc_id, one.text, published=one.published)).observations
            rows += [row for row in found if row.value is not None and row.comparisons][: SHOWN - len(rows)]
    return fenced([tuple_table(row for lang in sorted(shown, reverse=True) for row in shown[lang])])


def explained() -> str:
    """What `bilan explain` answers to the README's sentence."""
    from pipeline.explain import explain

    return fenced([f'$ bilan explain "{SENTENCE}"', *explain_tables(explain(SENTENCE), SENTENCE)])


def corpus_scores() -> str:
    """The scores on corpus/, beside the baselines."""
    documents = articles()
    found = find_all(documents)
    marks = mark_all(documents, found)
    texts = {one.doc_id: one.text for one in documents}
    baselines = {
        "no comparison ever": mark_all(documents, no_comparisons(found)),
        "nearest words as indicator": mark_all(documents, nearest_words(found, texts)),
    }
    return fenced([score_table(marks), comparison_table(marks), baseline_table(marks, baselines)])


def real_scores() -> str:
    """The scores on real reports by others."""
    documents = read_folder(REAL_REPORTS / "gold", REAL_REPORTS / "texts")
    return fenced([score_table(mark_all(documents, find_all(documents)))])


def counts() -> str:
    """How much the corpus holds."""
    reports, sentences = articles(), examples()
    rows = [
        f"| {lang} | {sum(one.lang == lang for one in reports)} | {sum(one.lang == lang for one in sentences)} | "
        f"{sum(one.lang == lang and not one.observations for one in sentences)} |"
        for lang in sorted({one.lang for one in reports})
    ]
    return "\n".join(["| language | reports | sentences | of them must escape |", "|---|---|---|---|", *rows])


def licences() -> str:
    """The direct dependencies with the licence that their metadata state."""
    rows = [f"| {name} | {licence(name)} | run |" for name in DEPENDENCIES]
    rows += [f"| {name} | {licence(name)} | development |" for name in DEV_DEPENDENCIES]
    return "\n".join(["| package | licence | needed to |", "|---|---|---|", *rows])


def licence(name: str) -> str:
    """A distribution's licence, in the short form of its metadata."""
    about = metadata.metadata(name)
    stated = next((about[key] for key in ("License-Expression", "License") if key in about), "")
    classes = [line.split(" :: ")[-1] for line in about.get_all("Classifier") or () if line.startswith("License")]
    return stated if stated and len(stated) < 60 and "\n" not in stated else ", ".join(classes) or "see the package"


def main(arguments: list[str] | None = None) -> int:
    """Fill or compare; 1 when --check finds a difference."""
    parser = argparse.ArgumentParser(description="Write today's outputs, columns and scores into README.md.")
    parser.add_argument("--check", action="store_true", help="change nothing; 1 when something differs")
    options = parser.parse_args(arguments)
    old = README.read_text(encoding="utf-8")
    blocks = contents()
    if options.check:
        for name in stale(old, blocks):
            print(f"README.md: block {name!r} is out of date: make readme", file=sys.stderr)  # noqa: T201
        return int(bool(stale(old, blocks)))
    if REAL_REPORTS.is_dir():
        blocks["real-scores"] = real_scores()
    README.write_text(filled(old, blocks), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
