"""Quantities: units of every row of tests/tables/*_units.csv, ranges, "x/y", readings and modifiers."""

from __future__ import annotations

from decimal import Decimal

import pytest
from test_numbers import LEAST_ROWS, quantities, rows

from extractors.readings import CHOSEN, with_habit
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


def values(text: str, code: str) -> list[tuple[int | float, bool]]:
    """Each value with whether its reading had to be chosen."""
    pack = with_habit(load_pack(code), text)
    return [(float(q.value), CHOSEN in q.flags) for q in quantities(text, pack)]


@pytest.mark.parametrize("code", languages())
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,281 %", [(1.281, False)]),
        ("62.850 %", [(62.85, True)]),  # no share is in the tens of thousands
        ("62.850 USD", [(62850, False)]),
        ("20.5%; 18.5%; 6.2%; 10,400 km; 10.125 kg",
         [(20.5, False), (18.5, False), (6.2, False), (10400, True), (10.125, True)]),
        ("20.5%; 18.5%; 6.2%; 10.125 kg", [(20.5, False), (18.5, False), (6.2, False), (10125, False)]),
        ("20.5%; 18.5%; 6,2%; 10.125 kg", [(20.5, False), (18.5, False), (6.2, False), (10125, False)]),
    ],
)  # fmt: skip
def test_an_ambiguous_number_is_read_by_its_unit_and_the_habit_of_its_document(
    text: str, expected: list[tuple[float, bool]], code: str
):
    """What is not the language's usual reading is flagged."""
    assert values(text, code) == expected


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        ("1,281 ca mắc", "vi", [(1281, True)]),
        ("10,381 thí sinh", "vi", [(10381, True)]),
        ("Miền Bắc 214,447 tỷ đồng, miền Trung 105 nghìn tỷ đồng, miền Nam 298 nghìn tỷ đồng", "vi",
         [(214447e9, True), (105e12, False), (298e12, False)]),
        ("Miền Bắc 214,447 tỷ đồng, miền Trung 105 tỷ đồng, miền Nam 298 tỷ đồng", "vi",
         [(214.447e9, False), (105e9, False), (298e9, False)]),
        ("2,003 millions de véhicules", "fr", [(2003000, False)]),
    ],
)  # fmt: skip
def test_an_ambiguous_number_is_read_by_what_it_counts_and_by_its_neighbours(
    text: str, code: str, expected: list[tuple[float, bool]]
):
    """People and cases are whole; one figure of a list is not a thousandth of the others."""
    assert values(text, code) == expected


@pytest.mark.parametrize(
    ("text", "code", "unit"),
    [
        ("32 giường bệnh/vạn dân", "vi", "count/10000 person"),
        ("10,5 bác sĩ/10.000 dân", "vi", "person/10000 person"),
        ("2,7 lits pour 1 000 habitants", "fr", "count/1000 person"),
        ("5,2 cas pour 100 000 habitants", "fr", "count/100000 person"),
        ("6%/năm", "vi", "%"),
        ("35 nghìn đồng một kg", "vi", "VND/kg"),
        ("45 triệu đồng mỗi người", "vi", "VND/person"),
        ("$25", "fr", "USD"),
        ("1,5 % du total", "fr", "%"),
    ],
)
def test_a_rate_is_one_quantity_with_one_unit(text: str, code: str, unit: str):
    """The round number that a rate refers to is part of its unit."""
    assert [q.unit for q in quantities(text, load_pack(code))] == [unit]


@pytest.mark.parametrize(
    ("text", "code", "modifier"),
    [
        ("trên 500 người", "vi", ">"), ("500 người trở lên", "vi", ">="), ("cao hơn 500 người", "vi", "="),
        ("không quá 5%", "vi", "<="), ("une cinquantaine de personnes", "fr", "~"),
        ("plus d'une centaine de personnes", "fr", ">"), ("500 personnes ou plus", "fr", ">="),
    ],
)  # fmt: skip
def test_a_modifier_before_or_behind_the_number(text: str, code: str, modifier: str):
    """Comparatives say nothing of how exact a number is."""
    assert [q.modifier for q in quantities(text, load_pack(code))] == [modifier]
