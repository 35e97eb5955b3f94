"""Multiples told by a verb alone: "les exportations ont triplé", "double ses demandes de brevets"."""

from __future__ import annotations

from extractors.bases import find_base_of
from extractors.drafts import Draft, Walk
from extractors.indicators import HARD_MARKS, HEADS, left_phrase
from extractors.mentions import Against, Line, Phrase
from extractors.names import begins_with
from extractors.places import Base, Place
from extractors.subjects import subject_of

OBJECT_REACH = 8  # items of an object


def passage_multiple(place: Place, start: int) -> Against | None:
    """ "a plus que doublé, passant de 13 à 27 millions": the multiple before the passage from the number at `start`."""
    here = next(i for i, item in enumerate(place.items) if item.start >= start)
    comma = next((i for i in range(here - 1, -1, -1) if place.items[i].key == ","), None)
    if comma is None or place.items[comma + 1].cue("passage") is None:
        return None
    for i in range(comma - 1, -1, -1):
        item = place.items[i]
        cue = item.cue("times")
        if item.quantity or item.key in HARD_MARKS or item.key == ",":
            return None
        if cue is not None and cue.magnitude is not None:
            base = find_base_of(place, range(i + 1, comma), cue) or Base("prior", None)
            return Against(
                "ratio",
                cue.magnitude,
                "=",
                "times",
                base.kind,
                base.period,
                None,
                item.start,
                item.end,
                (),
                (cue.where,),
            )
    return None


def add_multiples(walk: Walk, line: Line) -> None:
    """A claim without a level for every verb of multiple in a line that no level or change has taken."""
    taken = {c.start for draft in walk.of_line(line) for c in draft.comparisons}
    for i, item in enumerate(line.items):
        cue = item.known.get("times")
        if cue is None or cue.magnitude is None or item.start in taken or not i:
            continue
        if item.key.partition(" ")[0] in walk.pack.articles or line.items[i - 1].key in walk.pack.articles:
            continue
        if any(one.quantity for one in line.items[i + 1 : i + 3]):
            continue
        indicator = _of_what(walk, line, i)
        if indicator is None:
            continue
        place = Place(line.items, i, 0, len(line.items), walk.pack)
        base = find_base_of(place, place.after(OBJECT_REACH), cue) or Base("prior", None)
        if not walk.pack.determiners and not (base.items or begins_with(line.items, indicator, *HEADS)):
            continue  # "bị phạt gấp đôi"
        multiple = Against(
            "ratio", cue.magnitude, "=", "times", base.kind, base.period, None, item.start, item.end, (), (cue.where,)
        )
        known = _in_bracket(walk, line, i, indicator)
        if known is not None:
            known.comparisons.insert(0, multiple)
            continue
        draft = Draft(line, i, None, indicator)
        draft.comparisons.append(multiple)
        draft.because.append(cue.where)
        walk.drafts.append(draft)


def _in_bracket(walk: Walk, line: Line, i: int, indicator: Phrase) -> Draft | None:
    """ "ont triplé à Lens (+203 %)": the claim of the change in the bracket behind the multiple."""
    draft = next((one for one in walk.of_line(line) if one.index > i), None)
    if draft is None or draft.quantity is not None or draft.indicator is None:
        return None
    between = line.items[i + 1 : draft.index]
    bracket = [item.key for item in between if item.key in (*HARD_MARKS, ",")] == ["("]
    return draft if bracket and draft.indicator.parts == indicator.parts else None


def _of_what(walk: Walk, line: Line, i: int) -> Phrase | None:
    """The object of the verb, where one follows it, else its subject."""
    items = line.items
    if not walk.pack.determiners:
        return _whose(walk, line, i)
    if i + 1 < len(items) and items[i + 1].key in walk.pack.determiners:
        end = i + 1
        while end < min(len(items), i + 1 + OBJECT_REACH) and not (
            items[end].key in HARD_MARKS or items[end].key == "," or items[end].period or items[end].quantity
            or (items[end].cue("against", "and", "change", "measure", "auxiliary") and items[end].cue("filler") is None)
        ):  # fmt: skip
            end += 1
        return left_phrase(items, i + 1, end, walk.pack)
    first = next((j + 1 for j in range(i - 1, -1, -1) if items[j].quantity or items[j].key in HARD_MARKS), 0)
    return subject_of(items, first, i, walk.pack)


def _whose(walk: Walk, line: Line, i: int) -> Phrase | None:
    """ "Lãi gấp ba", "sản lượng điện gấp rưỡi cùng kỳ": what stands before it in a clause without a number."""
    first = next((j + 1 for j in range(i - 1, -1, -1) if line.items[j].key in (*HARD_MARKS, ",")), 0)
    if any(item.quantity or item.cue("definition") for item in line.items[first:i]):
        return None  # "người vi phạm bị phạt gấp đôi"
    return left_phrase(line.items, first, i, walk.pack)
