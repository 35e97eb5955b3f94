"""Levels that are beside the point of their sentence, and changes that are of the whole rather than the last part."""

from __future__ import annotations

from extractors.counted import right_phrase
from extractors.drafts import Draft, Walk
from extractors.mentions import Line, Quantity
from extractors.places import OPENING, Place

LONG_LIST = 3  # parts without a change of their own, behind which a change is that of the whole


def is_aside(walk: Walk, line: Line, place: Place) -> bool:
    """Whether what follows goes on with the level before: it says the same in another unit, or defines a group."""
    before = walk.current
    if before is None or before.line is not line or before.quantity is None:
        return False
    i = place.lead("before", "filler", but="recipient")
    if i < place.left:
        return False
    if place.items[i].cue("definition", "name"):
        return True
    with_or_for = place.items[i].cue("recipient") or (place.items[i].cue("and") and place.items[i].cue("opener"))
    if with_or_for and place.quantity.noun and not before.quantity.noun and not before.quantity.is_share:
        return not place.pack.determiners  # "dư nợ 349 tỷ đồng, với 131.718 khách hàng còn dư nợ, tăng 8%"
    if place.items[i].key in OPENING and place.ends_item() and place.pack.determiners:
        return _other_money(walk, before.quantity, place.quantity)
    other = place.quantity.unit not in (before.quantity.unit, "%", "pp", None) and not place.quantity.noun
    return place.items[i].cue("equals") is not None and other


def _other_money(walk: Walk, one: Quantity, two: Quantity) -> bool:
    """ "132 milliards de francs CFA (201 millions d'euros), en repli de 3 %": the same in another currency."""
    first, second = one.unit or "", two.unit or ""
    money = [walk.pack.known_units[unit.partition("/")[0]].measures for unit in (first, second) if unit]
    return money == ["money", "money"] and first.partition("/")[0] != second.partition("/")[0]


def counts_what_waits(walk: Walk, place: Place, waiting: Draft) -> bool:
    """ "số ca mắc tăng gấp 2,6 lần … với 1.281 ca mắc": the level of the change before it."""
    gap = place.gap
    if _only_with(place):
        return waiting.comparisons[-1].unit in ("%", "times") and not place.quantity.is_share
    if not place.quantity.noun or not any(item.cue("and") for item in gap[-2:]) or any(item.key == ";" for item in gap):
        return False
    if waiting.indicator is None or waiting.comparisons[0].unit == place.quantity.unit:
        return False
    begin = place.quantity.stop - len(place.quantity.unit_text)
    named, _ = right_phrase(place.items, place.index, begin, place.pack)
    words = set(walk.words(named))
    return bool(words) and words <= set(walk.words(waiting.indicator))


def _only_with(place: Place) -> bool:
    """ "chiếm 37% với 2.890 căn", "tăng 12%, với 1,5 tỷ USD": nothing but "with" between a change and its level."""
    gap = [item for item in place.gap if item.key != "," and not item.cue("before")]
    joined = len(gap) == 1 and gap[0].cue("and") is not None and gap[0].cue("opener") is not None
    return joined and place.quantity.of is None  # "tăng 2,8%, với 9/11 nhóm hàng tăng giá"


def whole_of(walk: Walk, line: Line, place: Place, opened: Draft) -> Draft | None:
    """ "54 giải, gồm 2 giải Nhất, 13 giải Nhì và 39 giải Ba, tăng 11 giải": the change is of the 54."""
    parts = [draft for draft in walk.of_line(line) if draft.parent is not None and draft.parent is opened.parent]
    if opened.parent is None or len(parts) < LONG_LIST or any(part.comparisons for part in parts):
        return None
    alike = {part.quantity.unit for part in parts if part.quantity} - {None}
    behind_comma = place.gap
    if opened.parent.quantity is None or alike != {opened.parent.quantity.unit}:
        return None
    return opened.parent if any(item.key == "," for item in behind_comma) else None
