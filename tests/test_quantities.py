"""Quantities: units of every row of tests/tables/*_units.csv, ranges, "x/y", readings and modifiers."""

from __future__ import annotations

from decimal import Decimal

import pytest
from test_numbers import LEAST_ROWS, quantities, rows

from patterns import languages, load_pack
from patterns.loader import known_unit

CASES = [(code, row) for code in languages() for row in rows(code, "units")]


def test_the_tables_are_there():
    """The cases below look at something, and name units that exist."""
    assert all(len(rows(code, "units")) >= LEAST_ROWS for code in languages())
    assert [row["text"] for code, row in CASES if not known_unit(row["unit"], load_pack(code).known_units)] == []


@pytest.mark.parametrize(("code", "row"), CASES, ids=[f"{code}:{row['text']}" for code, row in CASES])
def test_a_unit_is_read_as_the_table_says(code: str, row: dict[str, str]):
    """One quantity, with this value, this canonical unit, and the unit's words without the multiplier."""
    found = [(q.value, q.unit, q.unit_text) for q in quantities(row["text"], load_pack(code))]
    assert found == [(Decimal(row["value"]), row["unit"], row["unit_text"])]
