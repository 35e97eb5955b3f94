"""Levels compared with, and bases said once: they join the comparisons that are there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from extractors.drafts import Draft, Walk
from extractors.mentions import Against, Line, Period
from extractors.places import Base, Place, Role


def add_base_value(walk: Walk, line: Line, place: Place, role: Role) -> None:
    """Add "contre 98 en 2018" to the draft before it."""
    draft = walk.current if walk.current is not None and walk.current.line is line else walk.last(line)
    assert draft is not None
    if draft.quantity is not None and draft.quantity.unit != place.quantity.unit and place.quantity.unit is not None:
        alike = (d for d in reversed(walk.of_line(line)) if d.quantity and d.quantity.unit == place.quantity.unit)
        draft = next(alike, draft)  # "69,7 milliards de dirhams (6,2 milliards d'euros) contre 64,2 milliards …"
    if place.following is not None and place.following.cue("out_of"):
        return  # "un salarié sur cinq, contre un sur dix en 1980"
    base = role.base or Base("prior", None)
    value, span = place.quantity.value, (place.quantity.start, place.quantity.end)
    for i, known in enumerate(draft.comparisons):
        fits = known.relation in ("up", "down", "flat") or (
            known.relation == "ratio" and (base.kind == "plan" or known.unit == "times" or role.base is not None)
        )
        if known.base == base.kind and known.base_value is None and fits:
            relation = known.relation
            if known.magnitude is None and draft.quantity is not None and known.relation in ("up", "down"):
                relation = direction(value, draft.quantity.value, relation)
            draft.comparisons[i] = replace(
                known, relation=relation, base_period=known.base_period or base.period, base_value=value,
                numbers=(*known.numbers, span), because=known.because + role.because,
            )  # fmt: skip
            return
    told = draft.quantity.value if draft.quantity is not None else _share(draft, place)
    if told is None and (role.relation is None or base.kind == "prior" or not draft.comparisons):
        return
    relation = role.relation or (direction(value, told) if told is not None else "flat")
    because = role.because + base.because
    draft.comparisons.append(Against(relation, None, "=", None, base.kind, base.period, value, *span, (span,), because))


def _share(draft: Draft, place: Place) -> Decimal | None:
    """ "36 % des effectifs, contre 33 % en 2017": the share of a total that an earlier one is set against."""
    last = draft.comparisons[-1] if draft.comparisons else None
    if last is None or last.relation != "ratio" or last.base != "total" or place.quantity.unit not in ("%", None):
        return None
    return last.magnitude


def direction(base: Decimal, level: Decimal, same: str = "flat") -> str:
    """The relation of a level to the one it is compared with; `same` where they are equal."""
    return "up" if level > base else "down" if level < base else same


def share_bases(drafts: Sequence[Draft]) -> None:
    """A base said once in a sentence holds for every change of it that has none of its own."""
    said = next((c.base_period for d in drafts for c in d.comparisons if c.base == "prior" and c.base_period), None)
    if said is not None:
        for draft in drafts:
            draft.comparisons = [_with_period(comparison, said) for comparison in draft.comparisons]


def _with_period(comparison: Against, period: Period) -> Against:
    if comparison.base != "prior" or comparison.base_period or comparison.magnitude is None:
        return comparison
    return replace(comparison, base_period=period)
