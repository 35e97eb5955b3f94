"""Names of periods and the forms they stand for, over the tables of both languages."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import ROOT

from extractors.forms import resolve, shifted
from extractors.mentions import Period
from extractors.periods import find_periods
from patterns import languages, load_pack
from patterns.period_rules import period_phrases
from patterns.phrases import expand, split_pieces
from pipeline.score import same_period

TABLES = Path(__file__).parent / "tables"
COUNTS = ("{n}", "{count}", "{number}")


def rows(code: str) -> list[tuple[str, str, str | None, str, str]]:
    with (TABLES / f"{code}_periods.csv").open(encoding="utf-8", newline="") as file:
        return [
            (code, row["text"], row["published"] or None, row["period"], row["kind"]) for row in csv.DictReader(file)
        ]


ROWS = [row for code in languages() for row in rows(code)]


def periods_in(code: str, text: str) -> list[Period]:
    pack = load_pack(code)
    return find_periods(split_pieces(text, 0, len(text), pack.small_words), pack)[0]


def form_in(code: str, text: str, published: str | None = None) -> str | None:
    """The form of the last period of a text; one named before it is the period in force."""
    found = periods_in(code, text)
    assert found, f"no period in {text!r}"
    return last_form(found, published)


def last_form(found: Sequence[Period], published: str | None) -> str | None:
    context = resolve(found[0], None, published) if len(found) > 1 else None
    return resolve(found[-1], context, published)


def test_the_tables_hold_rows_of_every_kind():
    assert len(ROWS) > 300
    for code in languages():
        assert {kind for *_, kind in rows(code)} == {"reporting", "as_of", "base"}


@pytest.mark.parametrize(("code", "text", "published", "period", "kind"), ROWS, ids=[f"{r[0]}-{r[1]}" for r in ROWS])
def test_a_row_of_the_table(code: str, text: str, published: str | None, period: str, kind: str):
    """The last period of the row has the form of the guide; as-of dates are known as such."""
    found = periods_in(code, text)
    assert found, f"no period found in {text!r}"
    assert same_period(last_form(found, published)) == same_period(period)
    if kind == "as_of":
        assert found[-1].kind in ("as_of", "now")


@pytest.mark.parametrize("code", languages())
def test_no_two_rules_read_the_same_words(code: str):
    """Where two rules fit the same words, which one holds would be chance."""
    table = tomllib.loads((ROOT / "patterns" / code / "periods.toml").read_text(encoding="utf-8"))
    known: dict[tuple[str, ...], tuple[str, str]] = {}
    for rule in table["rule"]:
        for phrase in period_phrases(table, rule):
            for keys in expand(phrase):
                bare = tuple("{n}" if key in COUNTS else key for key in keys)
                meaning = (rule["kind"], rule["span"].replace("{count}", "{n}"))
                assert known.setdefault(bare, meaning) == meaning, f"{phrase!r} is read in two ways"


ESCAPES = [
    ("vi", "Nghị định 10/2020/NĐ-CP"),
    ("vi", "2036 lao động"),
    ("fr", "2036 personnes"),
    ("fr", "au premier rang"),
]


@pytest.mark.parametrize(("code", "text"), ESCAPES)
def test_what_only_looks_like_a_period(code: str, text: str):
    assert [] == periods_in(code, text)


def test_the_same_span_of_another_year():
    assert shifted("2023-11-15/2023-12-14", -1) == "2022-11-15/2022-12-14"
    assert shifted("2024-02-29", -1) == "2023-02-28"
