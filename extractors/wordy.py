"""Comparisons in words alone: "gấp đôi năm 2023", "vượt kế hoạch", "không đổi"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extractors.attach import attach
from extractors.bases import find_base_of
from extractors.changed import divides
from extractors.drafts import Walk
from extractors.mentions import Against, Item, Line
from extractors.places import Base, Place
from patterns.pack import Cue


def add_wordy(walk: Walk, line: Line, place: Place) -> None:
    """Comparisons without a number behind a quantity: "gấp đôi năm 2023", "vượt kế hoạch", "không đổi"."""
    draft = walk.last(line)
    if draft is None:
        return
    clause = place.after(reach=place.right - place.index)
    for n, i in enumerate(clause):
        item = place.items[i]
        cue = item.cue("times", "change") or item.cue("attain")
        if item.start < walk.consumed or cue is None or (cue.kind == "times" and cue.magnitude is None):
            continue
        if divides(place.items[i]) or (n > 1 and any(place.items[j].is_word for j in clause[n - 1 : n])):
            continue
        base = find_base_of(place, clause[n + 1 :], cue)
        if cue.kind == "times":
            attach(draft, _said(item, "ratio", base or Base("prior", None), cue.magnitude, cue.where))
        elif cue.relation == "flat" and any(c.base == "prior" and c.magnitude is not None for c in draft.comparisons):
            continue  # "s'est accrue de 0,5 %, alors qu'elle avait stagné"
        elif cue.relation == "flat":
            attach(draft, _said(item, "flat", base or Base("prior", None), None, cue.where))
        elif base is not None and base.items and not _number_follows(place, clause[n:]) and _says(place, i, cue, base):
            equal = base.kind == "prior" and cue.kind == "attain"
            relation = "flat" if equal else cue.relation or "up"
            attach(draft, _said(item, relation, base, None, cue.where))


def _says(place: Place, i: int, cue: Cue, base: Base) -> bool:
    """Whether the words alone make a comparison: against a plan, "as much as" an earlier level, ", cao hơn cùng kỳ"."""
    item, before = place.items[i], place.items[i - 1]
    if base.kind == "plan" or (cue.kind == "attain" and base.kind == "prior" and item.cue("equal") is not None):
        return True
    compared = any(place.items[j].cue("against") or place.items[j].period for j in base.items) or cue.base == "other"
    return before.key == "," and compared and cue.kind == "change" and base.kind in ("prior", "other")


def _number_follows(place: Place, clause: Sequence[int]) -> bool:
    last = clause[-1] if clause else place.index
    return last + 1 < len(place.items) and place.items[last + 1].quantity is not None


def _said(item: Item, relation: str, base: Base, magnitude: Decimal | None, where: str) -> Against:
    unit = "times" if magnitude is not None else None
    return Against(relation, magnitude, "=", unit, base.kind, base.period, None, item.start, item.end, (), (where,))
