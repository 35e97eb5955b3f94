"""
From the items of sentences to claims: which level, comparisons and indicator belong together.

A sentence is walked from left to right. A quantity that is a level opens a draft; one that is part of a
comparison joins the open draft, or opens one without a level where a new subject stands before it
("nông nghiệp tăng 3,88%"). What a sentence leaves out is carried from the draft before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from extractors.comparisons import Base, Place, Role, find_role, magnitude_of
from extractors.indicators import HARD_MARKS, HEADS, begins_with, is_counted, joined, left_phrase, right_phrase
from extractors.mentions import Against, Claim, Item, Line, Period, Phrase, Quantity
from extractors.scopes import status_of
from patterns.pack import Pack


@dataclass(slots=True)
class Draft:
    """A claim in the making. `index` is the item of its anchor in its line."""

    line: Line
    index: int
    quantity: Quantity | None = None
    indicator: Phrase | None = None
    comparisons: list[Against] = field(default_factory=list)
    status: str = "actual"
    period: Period | None = None
    parent: Draft | None = None
    is_rate: bool = False
    incidental: bool = False
    from_value: Decimal | None = None
    because: list[str] = field(default_factory=list)

    @property
    def anchor(self) -> int:
        """Where it stands in the text."""
        return self.quantity.start if self.quantity else self.comparisons[0].start


@dataclass(slots=True)
class Walk:
    """The state of a walk through a document: the drafts so far and what is carried."""

    text: str
    pack: Pack
    drafts: list[Draft] = field(default_factory=list)
    from_level: tuple[Decimal, tuple[int, int]] | None = None
    parent_open: Draft | None = None

    def last(self, line: Line | None = None, *, level: bool = False) -> Draft | None:
        """The latest draft, of `line` where given, with a level where asked."""
        for draft in reversed(self.drafts):
            if line is not None and draft.line is not line:
                return None
            if not level or draft.quantity is not None:
                return draft
        return None


def link(lines: Sequence[Line], text: str, pack: Pack) -> tuple[Claim, ...]:
    """The claims of a document's lines, in the order of the text."""
    walk = Walk(text, pack)
    for line in lines:
        _walk_line(walk, line)
    return tuple(_claim(draft) for draft in walk.drafts if draft.indicator is not None and (draft.quantity or draft.comparisons))


def _claim(draft: Draft) -> Claim:
    assert draft.indicator is not None
    return Claim(
        draft.line, draft.quantity, draft.indicator, tuple(draft.comparisons), draft.status, draft.period,
        draft.parent.anchor if draft.parent else None, None, draft.incidental, tuple(dict.fromkeys(draft.because)),
    )  # fmt: skip


def _walk_line(walk: Walk, line: Line) -> None:
    walk.from_level = None
    at = [i for i, item in enumerate(line.items) if item.quantity]
    begun = len(walk.drafts)
    for n, index in enumerate(at):
        left = at[n - 1] + 1 if n else 0
        right = at[n + 1] if n + 1 < len(at) else len(line.items)
        place = Place(line.items, index, left, right, walk.pack)
        _place(walk, line, place, find_role(place))
    _share_bases(walk.drafts[begun:])


def _place(walk: Walk, line: Line, place: Place, role: Role) -> None:
    if role.kind == "from":
        walk.from_level = (place.quantity.value, (place.quantity.start, place.quantity.end))
    elif role.kind == "base_value":
        _add_base_value(walk, line, place, role)
    elif role.kind == "total":
        _add_total(walk, line, place)
    elif role.kind == "comparison":
        _add_comparison(walk, line, place, role)
    else:
        _add_level(walk, line, place)


def _add_level(walk: Walk, line: Line, place: Place) -> None:
    quantity = place.quantity
    waiting = walk.last(line)
    if waiting and waiting.quantity is None and waiting.comparisons and _only_reaches(place) and waiting.index < place.index:
        waiting.quantity = quantity
        waiting.because += quantity.because
        return
    draft = Draft(line, place.index, quantity)
    draft.indicator = _level_indicator(walk, line, place)
    draft.is_rate = draft.indicator is not None and begins_with(line.items, draft.indicator, "rate")
    draft.status = status_of(line.items, place.index, place.left)
    draft.because += quantity.because
    if quantity.of is not None and quantity.of_span is not None:
        draft.comparisons.append(
            Against("of", quantity.of, "=", quantity.unit or "count", "total", None, None, *quantity.of_span, (quantity.of_span,))
        )
    _direction(walk, place, draft)
    _parent(walk, line, place, draft)
    walk.drafts.append(draft)


def _only_reaches(place: Place) -> bool:
    """Whether only "à", "pour atteindre", "lên" stand between a change and this level."""
    gap = place.items[place.left : place.index]
    return bool(gap) and gap[0].cue("reach") is not None and all(
        item.cue("reach", "filler", "before", "measure") or item.key in place.pack.articles or item.key == "," for item in gap
    )


def _direction(walk: Walk, place: Place, draft: Draft) -> None:
    """ "giảm … xuống còn 2,8%", "réduit à 1,86 %": a level reached by a verb of change."""
    cue_item = None
    for i in range(place.index - 1, place.left - 1, -1):
        item = place.items[i]
        if item.key in HARD_MARKS:
            break
        if item.cue("change") and not item.cue("rate", "growth", "head"):
            cue_item = item
            break
    came_from, walk.from_level = walk.from_level, None
    if cue_item is None and came_from is None:
        return
    reached = any(item.cue("reach") for item in place.items[place.left : place.index])
    cue = cue_item.cue("change") if cue_item else None
    attains = any(item.cue("attain") for item in place.items[place.left : place.index])
    if came_from is None and not reached and not (attains and cue_item is not None):
        return
    value = place.quantity.value
    relation = (cue.relation if cue else None) or ("up" if came_from and value > came_from[0] else "down")
    span = (cue_item.start, cue_item.end) if cue_item else (place.quantity.start, place.quantity.end)
    draft.comparisons.append(
        Against(relation, None, "=", None, "prior", None, came_from[0] if came_from else None, *span,
                (came_from[1],) if came_from else (), (cue.where,) if cue else ())
    )  # fmt: skip


def _level_indicator(walk: Walk, line: Line, place: Place) -> Phrase | None:
    items, index, quantity = place.items, place.index, place.quantity
    counted = is_counted(quantity)
    unit_start = quantity.stop - len(quantity.unit_text) if quantity.noun and quantity.unit_text else None
    left = left_phrase(items, _left_limit(place), index, walk.pack)
    right, qualified = right_phrase(items, index, unit_start, walk.pack)
    headed = left is not None and any(begins_with(items, left, kind) for kind in HEADS)
    measured = any(item.cue("measure") and not item.cue("exist", "filler") for item in items[max(place.left, index - 4) : index])
    if left is not None and (headed or (measured and not (counted and qualified))):
        return left
    if quantity.is_share or quantity.fraction:
        return right or left or _carried(walk, line)
    if counted:
        if right is not None and (qualified or left is None) and (left is None or not _short(left)):
            return right
        if left is not None and right is not None and (qualified or quantity.unit in (None, "count")):
            return joined(left, right)
        return left or right or _carried(walk, line)
    if left is not None and right is not None and not measured:
        return joined(left, right)
    return left or right or _carried(walk, line)


def _short(phrase: Phrase) -> bool:
    return True


def _left_limit(place: Place) -> int:
    return place.left


def _carried(walk: Walk, line: Line) -> Phrase | None:
    draft = walk.last(line) or walk.last()
    return Phrase(draft.indicator.parts, "carried") if draft and draft.indicator else None


def _parent(walk: Walk, line: Line, place: Place, draft: Draft) -> None:
    for item in place.items[place.left : place.index]:
        if item.cue("parent"):
            walk.parent_open = walk.last(level=True)
    if walk.parent_open is not None and walk.parent_open.line.paragraph == line.paragraph:
        draft.parent = walk.parent_open
    if any(item.key in (".", ":") for item in place.items[:0]):
        walk.parent_open = None


def _add_comparison(walk: Walk, line: Line, place: Place, role: Role) -> None:
    quantity = place.quantity
    target, indicator = _target(walk, line, place, role)
    if target is None:
        target = Draft(line, place.index, None, indicator)
        target.is_rate = indicator is not None and begins_with(line.items, indicator, "rate")
        target.status = status_of(line.items, place.index, place.left)
        walk.drafts.append(target)
        _parent(walk, line, place, target)
    base = role.base or Base("prior", None)
    unit = _unit(target, quantity, role, base)
    comparison = Against(
        role.relation or "up", magnitude_of(quantity), quantity.modifier, unit, base.kind, base.period, None,
        quantity.start, quantity.end, ((quantity.start, quantity.end),), role.because + base.because,
    )  # fmt: skip
    _attach(target, comparison)
    target.because += [*quantity.because, *comparison.because]


def _attach(draft: Draft, comparison: Against) -> None:
    """Add a comparison; one with a number takes the place of a bare direction with the same base."""
    for i, known in enumerate(draft.comparisons):
        if known.magnitude is None and known.base == comparison.base == "prior" and known.relation in (comparison.relation, "flat"):
            draft.comparisons[i] = Against(
                comparison.relation, comparison.magnitude, comparison.modifier, comparison.unit, "prior",
                comparison.base_period or known.base_period, known.base_value, comparison.start, comparison.end,
                comparison.numbers + known.numbers, comparison.because + known.because,
            )  # fmt: skip
            return
    draft.comparisons.append(comparison)


def _unit(draft: Draft, quantity: Quantity, role: Role, base: Base) -> str | None:
    unit = role.unit or quantity.unit
    if unit is None and draft.quantity is not None:
        unit = draft.quantity.unit or "count"
    share = draft.is_rate or (draft.quantity is not None and draft.quantity.is_share)
    if unit == "%" and role.relation in ("up", "down", "flat") and base.kind in ("prior", "other") and share:
        return "pp"
    return unit or "count"


def _target(walk: Walk, line: Line, place: Place, role: Role) -> tuple[Draft | None, Phrase | None]:
    """The draft that a comparison belongs to, or the indicator of a new one without a level."""
    cue_index = role.cue_index if role.cue_index is not None and role.cue_index < place.index else place.index
    subject = _new_subject(walk, place, cue_index)
    opened = walk.last(line)
    if subject is None and opened is not None:
        return opened, None
    if subject is not None and opened is not None and not _divided(place, cue_index):
        return opened, None
    if subject is not None:
        return None, subject
    right, qualified = right_phrase(place.items, place.index, None, walk.pack)
    if right is not None and qualified:
        return None, right
    return None, _carried(walk, line)


def _new_subject(walk: Walk, place: Place, cue_index: int) -> Phrase | None:
    return left_phrase(place.items, place.left, cue_index, walk.pack)


def _divided(place: Place, cue_index: int) -> bool:
    """Whether a mark or joining word stands between the quantity before and the new subject."""
    gap = place.items[place.left : cue_index]
    return any(item.key in HARD_MARKS or item.key == "," or item.cue("and", "parent", "cut") for item in gap[:-1])


def _add_base_value(walk: Walk, line: Line, place: Place, role: Role) -> None:
    draft = walk.last(line)
    base = role.base or Base("prior", None)
    span = (place.quantity.start, place.quantity.end)
    if draft is None:
        _add_level(walk, line, place)
        return
    value = place.quantity.value
    for i, known in enumerate(draft.comparisons):
        if known.base == base.kind and known.base_value is None and known.relation in ("up", "down", "flat"):
            draft.comparisons[i] = Against(
                known.relation, known.magnitude, known.modifier, known.unit, known.base, known.base_period or base.period,
                value, known.start, known.end, (*known.numbers, span), known.because + role.because,
            )  # fmt: skip
            return
    if draft.quantity is None:
        return
    relation = "up" if draft.quantity.value > value else "down" if draft.quantity.value < value else "flat"
    draft.comparisons.append(
        Against(relation, None, "=", None, base.kind, base.period, value, *span, (span,), role.because + base.because)
    )


def _add_total(walk: Walk, line: Line, place: Place) -> None:
    draft = walk.last(line, level=True)
    if draft is None or draft.quantity is None or place.quantity.value <= draft.quantity.value:
        _add_level(walk, line, place)
        return
    span = (place.quantity.start, place.quantity.end)
    draft.comparisons.append(
        Against("of", place.quantity.value, "=", draft.quantity.unit or "count", "total", None, None, *span, (span,))
    )


def _share_bases(drafts: Sequence[Draft]) -> None:
    """A base said once in a sentence holds for every change of it that has none of its own."""
    said = next((c.base_period for d in drafts for c in d.comparisons if c.base == "prior" and c.base_period), None)
    if said is None:
        return
    for draft in drafts:
        draft.comparisons = [_with_period(c, said) for c in draft.comparisons]


def _with_period(comparison: Against, period: Period) -> Against:
    if comparison.base != "prior" or comparison.base_period or comparison.magnitude is None:
        return comparison
    return Against(
        comparison.relation, comparison.magnitude, comparison.modifier, comparison.unit, "prior", period,
        comparison.base_value, comparison.start, comparison.end, comparison.numbers, comparison.because,
    )  # fmt: skip


def plain_items(items: Sequence[Item]) -> list[Item]:
    """The items that are plain words."""
    return [item for item in items if item.is_word]
