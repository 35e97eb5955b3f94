"""Which of the phrases around a level names it: the one left of it, the one right of it, or both."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.mentions import Phrase, Quantity


@dataclass(frozen=True, slots=True)
class Shape:
    """What the words around a value look like: is it a count, has the counted thing qualifiers, and so on."""

    counted: bool
    qualified: bool  # the words right of it say more than its unit
    bare: bool  # the words left of it are but the head of an indicator: "với tổng số 66.541 lao động"
    headed: bool  # the words left of it begin with the head of an indicator
    measured: bool  # a verb of measure stands right before it
    existing: bool  # a verb that only says that the things are there does
    possessed: bool = False  # and its subject, with a determiner, is but who has them
    acted: bool = False  # a verb parts the words left of it from the count: they are but who acts
    stuffed: bool = False  # what the amount is of stands behind it: "856 millions de dollars de produits aquatiques"
    acting: bool = False  # the words left of it are but a verb, of which the counted things are the object


def choose(left: Phrase | None, right: Phrase | None, quantity: Quantity, shape: Shape) -> Phrase | None:
    """Left or right of the value, or both: "tịch thu 136,2 m3 gỗ"."""
    if left is not None and right is not None and shape.counted and shape.bare:
        return joined(left, right)
    if left is not None and right is not None and shape.stuffed and not shape.headed:
        return right if shape.acted else joined(left, right)
    if left is not None and (shape.headed or (shape.measured and not (shape.counted and shape.qualified))):
        return left
    if quantity.is_share:
        return right or left
    if shape.counted:
        if right is not None and (shape.qualified or left is None or shape.possessed or shape.acted):
            return right
        if left is not None and right is not None and (quantity.unit in (None, "count") or shape.acting):
            if not shape.existing or shape.acting:
                return joined(left, right)
            return right if " " in quantity.unit_text else left
        return left or right
    if left is not None and right is not None and not shape.measured:
        return joined(left, right)
    return left or right


def joined(one: Phrase, two: Phrase) -> Phrase:
    """Verb and object around their number: "tịch thu … gỗ"."""
    return Phrase(one.parts + two.parts, "both")


def is_counted(quantity: Quantity) -> bool:
    """Whether the quantity counts things by their own name."""
    return quantity.unit is None or quantity.noun
