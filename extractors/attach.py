"""Where a comparison belongs: to the open level, to a level named again, or to a claim without a level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from extractors.comparisons import Base, Place, Role, find_base_of, magnitude_of
from extractors.drafts import Draft, Walk
from extractors.indicators import HARD_MARKS, HEADS, begins_with, left_phrase, right_phrase
from extractors.mentions import Against, Item, Line, Period, Phrase, Quantity
from extractors.scopes import status_of

SAME_THING = 0.5  # share of the shorter name's words that two names of one thing have in common
DIVIDERS = ("and", "parent", "cut", "sibling")


def add_comparison(walk: Walk, line: Line, place: Place, role: Role) -> None:
    """Add a numbered comparison to the draft that it belongs to, or to a new one without a level."""
    quantity = place.quantity
    target, indicator = _target(walk, line, place, role)
    if target is None:
        target = Draft(line, place.index, None, indicator)
        if indicator is not None:
            target.is_rate = begins_with(line.items, indicator, "rate")
            target.is_price = begins_with(line.items, indicator, "price")
        target.status = status_of(line.items, place.index, place.left)
        target.parent = walk.parent_open
        walk.drafts.append(target)
    base = role.base or Base("prior", None)
    comparison = Against(
        role.relation or "up", magnitude_of(quantity), quantity.modifier, _unit(target, quantity, role, base),
        base.kind, base.period, None, quantity.start, quantity.end, ((quantity.start, quantity.end),),
        role.because + base.because,
    )  # fmt: skip
    _attach(target, comparison)
    target.because += [*quantity.because, *comparison.because]


def _attach(draft: Draft, comparison: Against) -> None:
    """Add a comparison; one with a number takes the place of a bare direction with the same base."""
    for i, known in enumerate(draft.comparisons):
        same = known.base == comparison.base == "prior" and known.relation in (comparison.relation, "flat")
        if same and known.magnitude is None and comparison.relation != "ratio":
            draft.comparisons[i] = replace(
                comparison,
                base_period=comparison.base_period or known.base_period,
                base_value=known.base_value,
                numbers=comparison.numbers + known.numbers,
                because=comparison.because + known.because,
            )
            return
    draft.comparisons.append(comparison)


def _unit(draft: Draft, quantity: Quantity, role: Role, base: Base) -> str:
    """The unit of a magnitude: a change in percent of a share is in points, but not of a price index."""
    unit = role.unit or quantity.unit
    if unit is None and draft.quantity is not None:
        unit = draft.quantity.unit
    share = draft.is_rate or (draft.quantity is not None and draft.quantity.is_share)
    changes = role.relation in ("up", "down", "flat") and base.kind in ("prior", "other")
    if unit == "%" and changes and share and not draft.is_price:
        return "pp"
    return unit or "count"


def _target(walk: Walk, line: Line, place: Place, role: Role) -> tuple[Draft | None, Phrase | None]:
    """The draft that a comparison belongs to, or the indicator of a new one without a level."""
    cue_index = role.cue_index if role.cue_index is not None and role.cue_index < place.index else place.index
    gap = place.items[place.left : cue_index]
    unit_start = place.quantity.stop - len(place.quantity.unit_text) if place.quantity.noun else None
    right, qualified = right_phrase(place.items, place.index, unit_start, walk.pack)
    named = right if qualified or place.quantity.noun else None
    opened = walk.last(line)
    subject = _new_subject(place, walk, gap, cue_index)
    if subject is not None and not (opened is not None and not _divided(gap)):
        return None, subject
    if named is not None and place.quantity.unit != "times":
        known = _named_again(walk, line, named)
        if known is not None:
            return known, None
        if qualified and (opened is None or opened.quantity is None or _other_thing(opened, place.quantity)):
            return None, named
        if place.quantity.noun and opened is not None and opened.quantity is None:
            return None, named
    if opened is not None and not any(item.key in (";", ":") for item in gap):
        return opened, None
    if opened is not None and subject is None and named is None:
        return opened, None
    return None, named or walk.carried(line)


def _other_thing(draft: Draft, quantity: Quantity) -> bool:
    """Whether the number counts something else than the level of the draft."""
    return draft.quantity is None or quantity.noun and quantity.unit != draft.quantity.unit or quantity.is_share


def _named_again(walk: Walk, line: Line, phrase: Phrase) -> Draft | None:
    """The level of this sentence that the phrase names: "giảm 5 người chết" after "25 người chết"."""
    words = set(walk.words(phrase))
    for draft in reversed(walk.of_line(line)):
        if draft.quantity is None or not words:
            continue
        known = set(walk.words(draft.indicator))
        if known and len(words & known) / min(len(words), len(known)) > SAME_THING:
            return draft
    return None


def _new_subject(place: Place, walk: Walk, gap: Sequence[Item], cue_index: int) -> Phrase | None:
    """What stands between the last division of the gap and the cue, if it names something."""
    first = place.left
    if walk.drafts and walk.drafts[-1].line.items is place.items and place.left:
        divided = next((n for n, item in enumerate(gap) if _divides(item)), None)
        first = place.left + divided + 1 if divided is not None else cue_index
    while first < cue_index and place.items[first].start < walk.consumed:
        first += 1
    phrase = left_phrase(place.items, first, cue_index, walk.pack)
    if phrase is None or all(item.cue("base", "about") or not item.is_word for item in _within(place.items, phrase)):
        headed = phrase is not None and any(begins_with(place.items, phrase, kind) for kind in HEADS)
        return phrase if headed else None
    return phrase


def _within(items: Sequence[Item], phrase: Phrase) -> list[Item]:
    return [item for item in items if phrase.start <= item.start < phrase.end]


def _divides(item: Item) -> bool:
    return item.key in HARD_MARKS or item.key == "," or item.cue(*DIVIDERS) is not None


def _divided(gap: Sequence[Item]) -> bool:
    return any(_divides(item) for item in gap)


def add_base_value(walk: Walk, line: Line, place: Place, role: Role) -> None:
    """Add "contre 98 en 2018" to the draft before it."""
    draft = walk.last(line)
    assert draft is not None
    base = role.base or Base("prior", None)
    value, span = place.quantity.value, (place.quantity.start, place.quantity.end)
    for i, known in enumerate(draft.comparisons):
        if known.base == base.kind and known.base_value is None and known.relation in ("up", "down", "flat"):
            period = known.base_period or base.period
            draft.comparisons[i] = replace(
                known, base_period=period, base_value=value, numbers=(*known.numbers, span),
                because=known.because + role.because,
            )  # fmt: skip
            return
    if draft.quantity is None:
        return
    relation = "up" if draft.quantity.value > value else "down" if draft.quantity.value < value else "flat"
    because = role.because + base.because
    draft.comparisons.append(
        Against(relation, None, "=", None, base.kind, base.period, value, *span, (span,), because)
    )


def add_total(walk: Walk, place: Place) -> bool:
    """Add "trên tổng số 10.480 thí sinh" to the level before it; whether there was one."""
    draft = walk.last(level=True)
    if draft is None or draft.quantity is None or place.quantity.value <= draft.quantity.value:
        return False
    if draft.line.items is not place.items or draft.quantity.of is not None:
        return False
    span = (place.quantity.start, place.quantity.end)
    unit = draft.quantity.unit or "count"
    draft.comparisons.append(Against("of", place.quantity.value, "=", unit, "total", None, None, *span, (span,)))
    return True


def add_wordy(walk: Walk, line: Line, place: Place) -> None:
    """Comparisons without a number behind a quantity: "gấp đôi năm 2023", "vượt kế hoạch", "không đổi"."""
    draft = walk.last(line)
    if draft is None:
        return
    clause = place.after(reach=place.right - place.index)
    for n, i in enumerate(clause):
        item = place.items[i]
        if item.start < walk.consumed:
            continue
        cue = item.cue("times", "change")
        if cue is None or (cue.kind == "times" and cue.magnitude is None):
            continue
        base = find_base_of(place, clause[n + 1 :], cue)
        if cue.kind == "times":
            _attach(draft, _said(item, "ratio", base or Base("prior", None), cue.magnitude, cue.where))
        elif cue.relation == "flat":
            _attach(draft, _said(item, "flat", base or Base("prior", None), None, cue.where))
        elif base is not None and base.kind == "plan" and base.items and not _number_follows(place, clause[n:]):
            _attach(draft, _said(item, cue.relation or "up", base, None, cue.where))


def _number_follows(place: Place, clause: Sequence[int]) -> bool:
    last = clause[-1] if clause else place.index
    return last + 1 < len(place.items) and place.items[last + 1].quantity is not None


def _said(item: Item, relation: str, base: Base, magnitude: Decimal | None, where: str) -> Against:
    unit = "times" if magnitude is not None else None
    return Against(relation, magnitude, "=", unit, base.kind, base.period, None, item.start, item.end, (), (where,))


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
