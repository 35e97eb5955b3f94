"""Numbers as reports write them: every row of tests/tables/*_numbers.csv, and any number written and read back."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from decimal import Decimal

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from extractors.lines import read_line
from extractors.mentions import Quantity
from extractors.numbers import MAX_DIGITS, read_digits
from patterns import languages, load_pack
from patterns.pack import Pack
from pipeline.clean import clean

TABLES = ROOT / "tests" / "tables"
LEAST_ROWS = 150  # a table that is emptied by mistake must not pass
SPACES = " \u00a0\u202f\u2009"


def rows(code: str, kind: str) -> list[dict[str, str]]:
    with (TABLES / f"{code}_{kind}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def quantities(text: str, pack: Pack) -> list[Quantity]:
    """The quantities of a text that is one sentence, cleaned as the chain cleans it."""
    cleaned = clean(text).text
    line = read_line(cleaned, 0, len(cleaned), 0, pack)
    return [item.quantity for item in line.items if item.quantity]


CASES = [(code, row) for code in languages() for row in rows(code, "numbers")]


def test_the_tables_are_there():
    """The cases below look at something."""
    assert all(len(rows(code, "numbers")) >= LEAST_ROWS for code in languages())


@pytest.mark.parametrize(("code", "row"), CASES, ids=[f"{code}:{row['text']}" for code, row in CASES])
def test_a_number_is_read_as_the_table_says(code: str, row: dict[str, str]):
    """One quantity, with this value, upper end and modifier."""
    found = [(q.value, q.high, q.modifier) for q in quantities(row["text"], load_pack(code))]
    high = Decimal(row["value_high"]) if row["value_high"] else None
    assert found == [(Decimal(row["value"]), high, row["modifier"])]


def grouped(whole: int, mark: str) -> str:
    return f"{whole:,}".replace(",", mark)


@given(whole=st.integers(0, 10**15 - 1), code=st.sampled_from(languages()), space=st.sampled_from(SPACES))
def test_a_whole_number_in_a_language_s_format_reads_back(whole: int, code: str, space: str):
    """Grouped by the mark that is not the decimal mark, by any space, or not at all."""
    pack = load_pack(code)
    mark = "." if pack.decimal == "," else ","
    for written in (str(whole), grouped(whole, mark), grouped(whole, space)):
        values = [q.value for q in quantities(f"{written} %", pack)]
        if 10**3 <= whole < 10**6 and mark in written:
            assert whole in read_digits(written, pack.decimal)  # "62.850 %" may be a decimal: a reading is chosen
        else:
            assert values == [whole]


@given(
    whole=st.integers(0, 10**9), part=st.integers(0, 99), code=st.sampled_from(languages()),
    digits=st.integers(1, 2), space=st.sampled_from(SPACES),
)  # fmt: skip
def test_a_decimal_number_in_a_language_s_format_reads_back(whole: int, part: int, code: str, digits: int, space: str):
    """One or two decimals behind the decimal mark, whatever groups the rest."""
    pack = load_pack(code)
    fraction = f"{part:02d}"[:digits]
    value = Decimal(f"{whole}.{fraction}")
    mark = "." if pack.decimal == "," else ","
    for written in (str(whole), grouped(whole, mark), grouped(whole, space)):
        assert [q.value for q in quantities(f"{written}{pack.decimal}{fraction} %", pack)] == [value]


@given(st.text(alphabet="0123456789.,", max_size=2 * MAX_DIGITS))
def test_any_run_of_digits_and_marks_is_read_or_refused(text: str):
    """No exception, no negative, and every reading holds the digits that are written."""
    for reading in read_digits(text, ","):
        assert reading >= 0
        written = "".join(c for c in text if c.isdigit()).strip("0")
        assert "".join(c for c in f"{reading:f}" if c.isdigit()).strip("0") == written


@pytest.mark.parametrize(
    ("text", "readings"),
    [("62.850", (62850, "62.850")), ("62,850", ("62.850", 62850)), ("6.93", ("6.93",)), ("1.128.600", (1128600,)),
     ("0.125", ("0.125",)), ("1.234,5", ("1234.5",)), ("1,234.5", ("1234.5",)), ("1.2.3", ()), ("9" * 31, ())],
)  # fmt: skip
def test_an_ambiguous_number_keeps_its_readings(text: str, readings: Sequence[object]):
    """The usual reading of a language with a decimal comma stands first."""
    assert read_digits(text, ",") == tuple(Decimal(str(reading)) for reading in readings)


@pytest.mark.parametrize("text", ["des dizaines de milliers de personnes", "plusieurs centaines d'emplois", "et deux"])
def test_words_that_only_sound_like_numbers_are_none(text: str):
    """ "Tens of thousands" says no number."""
    assert quantities(text, load_pack(languages()[0])) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [("vingt et quinze communes", [15]), ("trois mille personnes et deux cents ménages", [3000, 200]),
     ("un demi-million de personnes", [500_000]), ("une dizaine de milliers d'euros", [10_000]),
     ("hàng nghìn tỷ đồng", []), ("hàng chục người", []), ("một trăm linh năm hộ", [105])],
)  # fmt: skip
def test_number_words_join_only_where_they_make_one_number(text: str, values: list[int]):
    """Each language's words, read with the language that has them."""
    read = max(([q.value for q in quantities(text, load_pack(code))] for code in languages()), key=len)
    assert read == values
