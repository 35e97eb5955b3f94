"""What a later part of a sentence leaves out: the verb of change, the noun, the unit."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.bases import base_right
from extractors.drafts import Walk
from extractors.indicators import HEADS, VERBS, left_phrase
from extractors.mentions import Item, Line, Phrase
from extractors.places import BASE_REACH, CLOSING, OPENING, STOPS, Place, Role
from patterns.pack import Pack

DIVIDES = ("and",)
OWN_LEVEL = ("rate", "growth", "share", "equals", "versus", "attain", "earlier", "supplement")


def continued(place: Place) -> Role | None:
    """ "augmente de 3 % et la puissance éolienne de 6 %": the change is said once for several things."""
    told = _told(place)
    if told is None:
        return None
    gap = [place.items[i] for i in range(place.left, place.index)]
    divided = next((n for n in range(len(gap) - 1, -1, -1) if gap[n].key == "," or gap[n].cue(*DIVIDES)), None)
    if divided is None or any(_breaks(item) for item in gap):
        return None
    own = gap[divided + 1 :]
    by = bool(own) and own[-1].cue("from") is not None
    named = any(item.is_word and item.key not in place.pack.articles for item in own)
    leads_on = bool(own) and own[0].cue("opener", "place") is not None and own[0].cue("from") is None
    respective = any(item.cue("respectively") for item in place.items[: place.index])
    if leads_on or not (by or (named and place.quantity.unit in ("%", "pp")) or (respective and not own)):
        return None
    base = base_right(place, BASE_REACH) or told.base
    return Role("comparison", told.relation, place.quantity.unit, base, None, fresh=True, because=told.because)


def _told(place: Place) -> Role | None:
    """The change before that this quantity may go on with: in the same unit, levels aside."""
    numbers = [item.quantity for item in place.items[: place.index] if item.quantity]
    for role, quantity in zip(reversed(place.before), reversed(numbers), strict=False):
        if role.kind == "comparison":
            same = quantity.unit == place.quantity.unit and not place.quantity.noun
            shared = role.relation == "ratio" and role.base is not None and role.base.kind == "total"
            changed = (role.relation in ("up", "down") or shared) and (role.cue_index is not None or role.fresh)
            return role if same and changed and not place.quantity.sign else None
        if role.kind != "level" or quantity.unit == place.quantity.unit:
            return None
    return None


def _breaks(item: Item) -> bool:
    """Whether the item begins a clause of its own."""
    if (item.key in STOPS and item.key != ";") or item.key in OPENING:
        return True
    verb = item.cue(*VERBS) is not None and item.cue("filler", "from", "opener", "place", *HEADS) is None
    return verb or item.cue(*OWN_LEVEL) is not None


def continued_phrase(walk: Walk, line: Line, place: Place) -> Phrase | None:
    """What a continued change is of: the noun before it, else the one carried, with the words behind its number."""
    items, carried = place.items, walk.carried(line)
    first = next(
        (i + 1 for i in range(place.index - 1, place.left - 1, -1) if items[i].key == "," or items[i].cue(*DIVIDES)),
        place.left,
    )
    own = left_phrase(items, first, place.index, place.pack)
    if own is not None or carried is None:
        return own or carried
    qualifier = qualifier_behind(items, place.index, place.pack)
    before = walk.last(line)
    theirs = qualifier_behind(items, before.index, place.pack) if before and before.quantity is None else None
    if qualifier is None or before is None or theirs is None:
        return carried
    shared = tuple(part for part in carried.parts if part != theirs)
    before.indicator = Phrase((*shared, theirs), "carried")
    return Phrase((*shared, qualifier), "carried")


def qualifier_behind(items: Sequence[Item], index: int, pack: Pack) -> tuple[int, int] | None:
    """The span of "dans la chimie" behind a number, up to the next mark, verb or number."""
    begin = index + 1
    if begin >= len(items) or items[begin].cue("opener", "place") is None or items[begin].cue("against", "from"):
        return None
    end = begin + 1
    while end < len(items) and not (
        items[end].quantity or items[end].period or items[end].key in STOPS or items[end].key == ","
        or items[end].key in OPENING or items[end].key in CLOSING
        or (items[end].cue("and", "against", "versus", "measure", "change", "auxiliary")
        and items[end].key not in pack.articles)
    ):  # fmt: skip
        end += 1
    plain = any(item.is_word and item.key not in pack.articles for item in items[begin + 1 : end])
    return (items[begin].start, items[end - 1].end) if plain else None
