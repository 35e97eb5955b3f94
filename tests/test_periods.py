"""Names of periods and the forms they stand for, over the tables of both languages."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest

from extractors.forms import resolve, same_form
from extractors.mentions import Period
from extractors.periods import find_periods
from patterns import languages, load_pack
from patterns.phrases import split_pieces

TABLES = Path(__file__).parent / "tables"


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
    assert same_form(last_form(found, published)) == same_form(period)
    if kind == "as_of":
        assert found[-1].kind in ("as_of", "now")
