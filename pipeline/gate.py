"""
The floors under our scores and the ceilings over untouched data rows: corpus/floors.toml, and the one way to move them.

    python -m pipeline.gate                              compare today's scores with the floors
    python -m pipeline.gate --update                     raise the floors to today's scores, lower the ceilings
    python -m pipeline.gate --update --allow-regression  move them the other way too, where they must be

The file keeps a fingerprint of the reports and their gold: a changed corpus has no floors until
they are pinned again, so a score cannot rise by an easier corpus unseen.
"""

from __future__ import annotations

import argparse
import hashlib
import math
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline.corpus import ARTICLES, CORPUS, articles, language_folders
from pipeline.gold import GoldDocument
from pipeline.record import Report, plain
from pipeline.score import LEVELS, Marks, mark_all, report

FLOORS = "floors.toml"
CEILINGS = "untouched_rows"  # the table of the ceilings: data rows that no sentence of the corpus needs
SLOT_FLOORS = ("value", "unit", "indicator", "comparisons", "period")
Floors = dict[str, dict[str, float]]
Ceilings = dict[str, int]


def fingerprint(corpus: Path = CORPUS) -> str:
    """A hash of every report and its gold."""
    digest = hashlib.sha256()
    for folder in language_folders(corpus):
        for path in sorted((folder / ARTICLES).glob("*")):
            if path.suffix in (".txt", ".json"):
                content = path.read_bytes()
                digest.update(f"{folder.name}/{path.name}\0{len(content)}\0".encode())
                digest.update(content)
    return digest.hexdigest()[:16]


def find_all(documents: tuple[GoldDocument, ...]) -> dict[str, list[dict[str, Any]]]:
    """What the pipeline finds in each document, in the form of observations.jsonl."""
    from pipeline.run import process

    return {
        one.doc_id: plain(process(Report(one.doc_id, one.text, published=one.published)).observations)
        for one in documents
    }


def measure(corpus: Path = CORPUS) -> tuple[Marks, ...]:
    """Today's marks on the reports of the corpus."""
    documents = articles(corpus)
    return mark_all(documents, find_all(documents))


def floors_of(marks: tuple[Marks, ...]) -> Floors:
    """Scores as floors, by language: F1 of each level and accuracy of each slot, cut to three decimals."""
    whole = report(marks)
    return {
        lang: {level: cut(whole[lang][level]["f1"]) for level in LEVELS}
        | {slot: cut(whole[lang]["slots"][slot]) for slot in SLOT_FLOORS}
        for lang in sorted({one.lang for one in marks})
    }


def cut(number: float) -> float:
    """A score cut, not rounded, to three decimals, so that today's always reaches it."""
    return math.floor(number * 1000 + 1e-6) / 1000


def untouched(corpus: Path = CORPUS) -> Ceilings:
    """Today's number of data rows that nothing in the corpus touches, by language."""
    from pipeline.coverage import coverage

    return {code: len(one.untouched) for code, one in coverage(corpus).items()}


def read(corpus: Path = CORPUS) -> tuple[str, Floors]:
    """The pinned fingerprint and floors; none where the file is not there yet."""
    raw = pins(corpus)
    floors = {lang: dict(table) for lang, table in raw.items() if isinstance(table, dict) and lang != CEILINGS}
    return raw.get("fingerprint", ""), floors


def ceilings(corpus: Path = CORPUS) -> Ceilings:
    """The pinned ceilings; none where they are not there yet."""
    return dict(pins(corpus).get(CEILINGS, {}))


def pins(corpus: Path) -> dict[str, Any]:
    """The content of floors.toml."""
    path = corpus / FLOORS
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def below(floors: Mapping[str, Mapping[str, float]], today: Mapping[str, Mapping[str, float]]) -> list[str]:
    """Every score that is under its floor, in words."""
    return [
        f"{lang} {name}: {today.get(lang, {}).get(name, 0.0):.3f} is under the floor {floor:.3f}"
        for lang, table in floors.items()
        for name, floor in table.items()
        if today.get(lang, {}).get(name, 0.0) < floor
    ]


def above(pinned: Mapping[str, int], today: Mapping[str, int]) -> list[str]:
    """Every language with more untouched rows than its ceiling allows, in words."""
    return [
        f"{lang}: {today[lang]} data rows without a sentence, the ceiling is {ceiling}: bilan check lists them"
        for lang, ceiling in pinned.items()
        if today.get(lang, 0) > ceiling
    ]


def text_of(mark: str, floors: Mapping[str, Mapping[str, float]], rows: Mapping[str, int]) -> str:
    """The content of floors.toml."""
    lines = [
        "# Pinned by `make floors`; a lower score, or more untouched rows, fails the tests. Do not edit by hand.",
        f'fingerprint = "{mark}"',
    ]
    for lang, table in floors.items():
        lines += ["", f"[{lang}]", *(f"{name} = {floor:.3f}" for name, floor in table.items())]
    lines += ["", "# Data rows that no sentence of the corpus touches: at most.", f"[{CEILINGS}]"]
    return "\n".join([*lines, *(f"{lang} = {n}" for lang, n in rows.items())]) + "\n"


def main(arguments: list[str] | None = None) -> int:
    """Compare or pin; 0 when all is well, 1 when a score is under its floor or too many rows are untouched."""
    parser = argparse.ArgumentParser(description="Compare the scores on corpus/ with corpus/floors.toml, or pin them.")
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--update", action="store_true", help="write today's scores as the floors")
    parser.add_argument(
        "--allow-regression", action="store_true", help="with --update: lower a floor or raise a ceiling"
    )
    options = parser.parse_args(arguments)
    pinned, floors = read(options.corpus)
    today, rows = floors_of(measure(options.corpus)), untouched(options.corpus)
    fallen = below(floors, today) + above(ceilings(options.corpus), rows)
    for line in fallen:
        print(line, file=sys.stderr)  # noqa: T201
    if options.update and (options.allow_regression or not fallen):
        (options.corpus / FLOORS).write_text(text_of(fingerprint(options.corpus), today, rows), encoding="utf-8")
        return 0
    if pinned != fingerprint(options.corpus):
        print("the corpus has changed since the floors were pinned: make floors", file=sys.stderr)  # noqa: T201
        return 1
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
