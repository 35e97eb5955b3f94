"""
The whole output of two reports a language, as it was last looked at: tests/golden/<doc_id>.csv.

`make golden` writes them anew. Read the diff before you commit it: each changed line is a claim.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ROOT

from patterns import languages
from pipeline.corpus import articles
from pipeline.gold import GoldDocument
from pipeline.record import Report
from pipeline.tables import OBSERVATION_COLUMNS, frame, observation_row

GOLDEN = ROOT / "tests" / "golden"
A_LANGUAGE = 2
# Row numbers move whenever a rule is added above; what they say is tested elsewhere.
COLUMNS = [name for name in OBSERVATION_COLUMNS if name not in ("because", "sentence")]


def chosen() -> list[GoldDocument]:
    """The first two reports of each language, by name."""
    reports = articles(ROOT / "corpus")
    return [one for code in languages() for one in [r for r in reports if r.lang == code][:A_LANGUAGE]]


def snapshot(document: GoldDocument) -> str:
    from pipeline.run import process

    observations = process(Report(document.doc_id, document.text, published=document.published)).observations
    return frame(map(observation_row, observations), COLUMNS).to_csv(index=False, lineterminator="\n")


def test_two_reports_a_language_are_kept():
    """The cases below are there, and no stale snapshot lies beside them."""
    assert A_LANGUAGE * len(languages()) == len(chosen())


def test_no_snapshot_is_left_over(pytestconfig):
    """tests/golden holds the chosen reports and nothing else: make golden."""
    if pytestconfig.getoption("--update-golden"):
        for path in GOLDEN.glob("*.csv"):
            path.unlink()
        return
    assert sorted(one.doc_id for one in chosen()) == sorted(path.stem for path in GOLDEN.glob("*.csv"))


@pytest.mark.parametrize("document", chosen(), ids=lambda one: one.doc_id)
def test_the_output_is_the_one_last_looked_at(document, pytestconfig):
    """Every field of every observation, in order."""
    path = Path(GOLDEN / f"{document.doc_id}.csv")
    text = snapshot(document)
    assert text.count("\n") > 1
    if pytestconfig.getoption("--update-golden"):
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text
