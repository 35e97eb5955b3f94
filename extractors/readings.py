"""
Which reading of an ambiguous number holds: "62.850" or 62.85, "1,281" or 1281.

A counted thing is whole and a share stays under its thousand; then a document's habit decides, and the
neighbours in the sentence; otherwise the usual reading of the language. What had to be chosen is flagged;
what nothing decides, because the document itself writes both marks for decimals, is no result but a reject.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import replace

import regex

from extractors.mentions import Number, Quantity
from patterns.pack import Pack

CHOSEN = "number_reading_chosen"
UNDECIDED = "number_reading_undecided"
LEAST_EACH = 2  # decimals of either mark, before a document is held to write both
LEAST_EVIDENCE = 3  # numbers that can only be decimals, before a document is believed to have its own mark
MOST_PERCENT = 1000
FAR = 2.0  # orders of magnitude: farther from its neighbours a figure is none of them
LEAST_NEIGHBOURS = 2
_PLAIN_DECIMAL = regex.compile(r"(?<![\d.,])(?:\d+([.,])(?:\d{1,2}|\d{4,})|0([.,])\d+)(?![\d.,]*\d)")
_GROUPED = regex.compile(r"(?<![\d.,])\d{1,3}(?:([.,])\d{3})(?:\1\d{3})+(?![\d]|[.,]\d{3})")
_GROUPED_BY = {  # by what thousands are grouped where the key is the decimal mark
    ".": regex.compile(r"(?<![\d.,])\d{1,3}(?:[ ,]\d{3})+(?![\d.,]*\d)"),
    ",": regex.compile(r"(?<![\d.,])\d{1,3}(?:[ .]\d{3})+(?![\d.,]*\d)"),
}
_SHARE = regex.compile(r"(?<![\d.,])\d+([.,])\d{1,2} ?%")


def with_habit(pack: Pack, text: str) -> Pack:
    """
    The pack with the decimal mark that the text writes, where all its numbers tell another than the language's;
    with none settled, where the text writes both for decimals and never groups two thousands to show which is which.

    Counted are numbers that have but one reading: "18.5%" against "31,7" and "1.128.600"; and thousands must
    be grouped by something else ("10 400", "10,400"), else "18.5%" and "10.400 euros" may stand side by side.
    """
    other = "." if pack.decimal == "," else ","
    for_other = sum(match[1] == other for match in _SHARE.finditer(text))
    for_own = sum(pack.decimal in (match[1], match[2]) for match in _PLAIN_DECIMAL.finditer(text))
    grouped = {match[1] for match in _GROUPED.finditer(text)}
    if min(for_other, for_own) >= LEAST_EACH and not grouped:
        return replace(pack, decimal_unsettled=True)
    if for_other < LEAST_EVIDENCE or for_own or other in grouped or not _GROUPED_BY[other].search(text):
        return pack
    return replace(pack, decimal=other, decimal_by_habit=True)


def is_undecided(number: Number, unit: str | None, pack: Pack) -> bool:
    """Whether a document of two decimal marks leaves both readings of a measured number open ("1.234 tấn")."""
    if not pack.decimal_unsettled or len(number.readings) < 2:
        return False
    counted = unit is None or unit in ("count", "person", "household")
    whole = counted and number.scale == 1
    return not whole and not (unit in ("%", "pp") and max(number.readings) > MOST_PERCENT)


def choose(number: Number, unit: str | None) -> int:
    """The reading that the unit supports: a whole number for counted things, otherwise the usual one."""
    if len(number.readings) < 2:
        return 0
    counted = unit is None or unit in ("count", "person", "household")
    for index, reading in enumerate(number.readings):
        if counted and number.scale == 1 and reading != reading.to_integral_value():
            continue
        if unit in ("%", "pp") and reading > MOST_PERCENT:
            continue
        return index
    return 0


def by_neighbours(quantities: Sequence[Quantity], numbers: Sequence[Number]) -> list[Quantity]:
    """
    The quantities of a sentence; one that is far from the others of its unit is read the other way.

    So "214,447 tỷ" among "105 nghìn tỷ" and "98 nghìn tỷ" is 214447 tỷ.
    """
    found = list(quantities)
    for i, (one, number) in enumerate(zip(quantities, numbers, strict=True)):
        undecided = UNDECIDED in one.flags
        if len(number.readings) < 2 or CHOSEN in one.flags or not one.value or (number.scale == 1 and not undecided):
            continue
        others = [
            abs(two.value)
            for j, two in enumerate(quantities)
            if j != i and two.unit == one.unit and two.value and len(numbers[j].readings) == 1
        ]
        if len(others) < LEAST_NEIGHBOURS:
            continue
        middle = statistics.median(others)
        usual, other = one.value, one.value * number.readings[1] / number.readings[0]
        near, far = (abs(math.log10(abs(value) / middle)) for value in (other, usual))
        if far > FAR and near < FAR / 2:
            found[i] = replace(one, value=other, flags=_chosen(one))
        elif undecided and near > FAR and far < FAR / 2:
            found[i] = replace(one, flags=_chosen(one))
    return found


def _chosen(quantity: Quantity) -> tuple[str, ...]:
    return (*(flag for flag in quantity.flags if flag != UNDECIDED), CHOSEN)
