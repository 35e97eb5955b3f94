"""What a number is divided by where that is said elsewhere: "chaque habitant produit 573 kilos", "(1,26 euro)"."""

from __future__ import annotations

from dataclasses import replace

from extractors.amounts import is_money
from extractors.drafts import Walk
from extractors.indicators import HARD_MARKS
from extractors.mentions import Line, Quantity
from extractors.places import OPENING, Place
from extractors.units import NO_RATIO, counted_at
from patterns.phrases import Piece

UNTOLD = (*NO_RATIO, "time", "multiple")  # what is not divided by those it is told of


def of_each(place: Place, quantity: Quantity) -> Quantity:
    """
    "Chaque habitant a produit 573 kilos": by head, where one of many is the subject.

    Not behind a mark, a relative or another number: "chaque élève inscrit ; 3 millions d'euros".
    """
    pack = place.pack
    head, _, per = (quantity.unit or "").partition("/")
    timed = not per or (per in pack.known_units and pack.known_units[per].measures == "time")
    if not head or not timed or pack.known_units[head].measures in UNTOLD:
        return quantity
    for i in range(place.index - 1, place.left - 1, -1):
        item = place.items[i]
        if item.key in HARD_MARKS or item.key == ",":
            return quantity
        if item.key not in pack.each_words:
            continue
        words = [Piece(one.start, one.end, one.key) for one in place.items[i + 1 : i + 3]]
        match = counted_at(words, 0, pack) if words else None
        acts = any(
            one.cue("verb", "exist", "object", "measure", "auxiliary") for one in place.items[i + 2 : place.index]
        )
        if match is None or not acts:
            return quantity
        one = match.payloads[0].unit
        return replace(quantity, unit=f"{head}/{one}/{per}" if per else f"{head}/{one}", noun=False)
    return quantity


def converted(walk: Walk, line: Line, place: Place) -> Quantity:
    """ "825 francs CFA le kilo (1,26 euro)": the same price in other money, by the same goods."""
    quantity = place.quantity
    before = walk.last(line, level=True)
    lead = place.lead("before", "equals")
    if (
        before is None
        or before.quantity is None
        or before.index != place.left - 1
        or not is_money(quantity, place.pack)
    ):
        return quantity
    money, _, per = (before.quantity.unit or "").partition("/")
    opens = lead >= place.left and (place.items[lead].key in OPENING or place.items[lead].cue("equals") is not None)
    told = per and money != quantity.unit and place.pack.known_units[money].measures == "money"
    return replace(quantity, unit=f"{quantity.unit}/{per}") if opens and told else quantity
