"""The money that a text counts in: what "15 milliards" of a title or "de 12 millions" behind a verb are."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.drafts import Walk
from extractors.mentions import Line, Quantity
from patterns.pack import Pack

LIVING = ("person", "household")  # units that are handed on down a list: "4 520 personnes, le Japon (3 910), …"


def money_told(walk: Walk) -> str | None:
    """
    The money of the last amount before, else of the first one of the text: a title says but "15 milliards".

    None where the number with a multiplier before it, in the paragraph, counts things: bottles are meant again.
    """
    for draft in reversed(walk.drafts):
        amount = draft.quantity
        if amount is None or not amount.scaled or amount.unit is None:
            continue
        if is_money(amount, walk.pack):
            return amount.unit
        if amount.noun and draft.line.paragraph == _paragraph(walk) and amount.unit not in LIVING:
            return None
    return walk.money


def _paragraph(walk: Walk) -> int:
    return walk.drafts[-1].line.paragraph


def first_money(lines: Sequence[Line], pack: Pack) -> str | None:
    """The unit of the first amount of money with a multiplier."""
    amounts = (item.quantity for line in lines for item in line.items if item.quantity is not None)
    return next((amount.unit for amount in amounts if amount.scaled and is_money(amount, pack)), None)


def is_money(quantity: Quantity, pack: Pack) -> bool:
    """Whether the unit is a currency alone."""
    unit = quantity.unit
    return unit is not None and "/" not in unit and pack.known_units[unit].measures == "money"
