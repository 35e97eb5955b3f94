"""What the words around a change name: the measure behind it, a level before it, its place in a list."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.drafts import Draft, Walk
from extractors.indicators import HARD_MARKS, HEADS, right_phrase
from extractors.mentions import Item, Line, Phrase, Quantity
from extractors.places import Place, Role

SAME_THING = 0.5  # share of the shorter name's words that two names of one thing have in common


def named_behind(walk: Walk, place: Place, role: Role) -> Phrase | None:
    """What the words behind a change name: "giảm 42,9% số vụ", "giảm 15 người chết", "tăng 5% về giá trị"."""
    quantity = place.quantity
    if role.relation not in ("up", "down") or quantity.unit == "times":
        return None
    behind, items = place.index + 1, place.items
    while behind < len(items) and items[behind].key in walk.pack.articles:
        behind += 1
    used = set(role.base.items) if role.base else set()
    about = behind < len(items) and items[behind].cue("about") is not None
    if about:
        behind += 1
    if (
        not quantity.noun
        and (behind in used or behind >= len(items) or items[behind].cue("base", "against"))
        and not (behind < len(items) and items[behind].cue(*HEADS) and behind not in used)
    ):
        return None
    unit_start = quantity.stop - len(quantity.unit_text) if quantity.noun else None
    index = behind - 1 if about else place.index
    phrase, qualified = (
        right_phrase(items, index, unit_start, walk.pack) if not about else (right_of(items, behind))
    )
    return phrase if qualified or quantity.noun else None


def right_of(items: Sequence[Item], begin: int) -> tuple[Phrase | None, bool]:
    """The phrase that begins at item `begin`, up to the end of its clause."""
    end = begin
    while end < len(items) and not (
        items[end].quantity or items[end].period or items[end].key in HARD_MARKS or items[end].key == ","
        or items[end].cue("against", "and", "change")
    ):  # fmt: skip
        end += 1
    if end == begin:
        return None, False
    return Phrase(((items[begin].start, items[end - 1].end),), "right"), True


def other_thing(draft: Draft, quantity: Quantity) -> bool:
    """Whether the number counts something else than the level of the draft."""
    if draft.quantity is None:
        return True
    return (quantity.noun and quantity.unit != draft.quantity.unit) or quantity.is_share


def named_again(walk: Walk, line: Line, phrase: Phrase) -> Draft | None:
    """The level of this sentence that the phrase names: "giảm 5 người chết" after "25 người chết"."""
    words = set(walk.words(phrase))
    for draft in reversed(walk.of_line(line)):
        if draft.quantity is None or not words:
            continue
        known = set(walk.words(draft.indicator)) | set(draft.quantity.unit_text.casefold().split())
        if len(words & known) / min(len(words), len(known)) >= SAME_THING:
            return draft
    return None


def respective(walk: Walk, line: Line, place: Place) -> Draft | None:
    """ "… en hausse respectivement de 7,1 % et de 11,3 %": the n-th change is of the n-th level before."""
    told = next((i for i in range(place.index - 1, -1, -1) if place.items[i].cue("respectively")), None)
    if told is None or any(place.items[i].key in (";", ".") for i in range(told, place.index)):
        return None
    quantities = [i for i in range(told, len(place.items)) if place.items[i].quantity]
    run = [i for i in quantities if place.items[i].quantity.unit == place.quantity.unit]  # type: ignore[union-attr]
    levels = [draft for draft in walk.of_line(line) if draft.quantity is not None and draft.index < told]
    if place.index not in run or not 1 < len(run) <= len(levels):
        return None
    return levels[-len(run) :][run.index(place.index)]
