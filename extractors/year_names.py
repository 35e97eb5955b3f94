"""Years that are but a part of a name: those of a plan or programme, of a law or decision."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.mentions import Item
from extractors.places import CLOSING, OPENING, STOPS

NAME_REACH = 10  # items between "chương trình" and the years it runs: "chương trình … giai đoạn 2021-2025"
LAW_REACH = 4  # items between "Luật" and its year: "Luật Thủy sản năm 2017"


def in_a_name(items: Sequence[Item], i: int) -> bool:
    """Whether the years are those of a plan or programme."""
    period = items[i].period
    reach = NAME_REACH if period is not None and period.name == "years" else 1
    for n, item in enumerate(reversed(items[max(0, i - NAME_REACH) : i])):
        base = item.cue("base")
        if n < reach and (item.cue("name") or (base is not None and base.base == "plan")):
            return True
        if item.quantity or item.period or item.key in STOPS | OPENING | CLOSING or item.key == ",":
            return False
    return False


def in_a_law(items: Sequence[Item], i: int) -> bool:
    """Whether the year is that of a law or decision: "Luật Thủy sản năm 2017"."""
    period = items[i].period
    reach = NAME_REACH if period is not None and period.name == "years" else LAW_REACH
    for item in reversed(items[max(0, i - reach) : i]):
        if item.cue("law"):
            return True
        if (
            item.cue("status", "measure", "exist")
            or item.quantity
            or item.period
            or item.key in STOPS | OPENING | CLOSING
            or item.key == ","
        ):
            return False
    return False
