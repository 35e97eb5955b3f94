"""Where a comparison belongs: to the open level, to a level named again, or to a claim without a level."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from extractors.again import apposed, beside_count, goes_on, own_period, restated, same_again, verb_again
from extractors.amounts import LIVING, money_told
from extractors.anaphora import carried, with_measure
from extractors.areas import area_of, is_place_name
from extractors.asides import whole_of
from extractors.changed import subject_changed
from extractors.drafts import Draft, Walk
from extractors.ellipsis import continued_phrase, headed_like, qualified_again
from extractors.indicators import HEADS, left_phrase
from extractors.inherited import in_index_points
from extractors.mentions import Against, Line, Phrase, Quantity
from extractors.named import (
    is_owned_behind,
    last_said,
    level_of,
    measure_behind,
    named_again,
    named_behind,
    other_thing,
    planned_measure,
    respective,
    respective_name,
)
from extractors.named_units import unit_of
from extractors.names import begins_with
from extractors.owners import owner_of, told_before
from extractors.places import Base, Place, Role
from extractors.repeats import is_yardstick
from extractors.scopes import status_of
from extractors.subjects import (
    behind_circumstance,
    subject_phrase,
    topic_told,
)

PRECISION = Decimal("0.0001")  # of a fraction: "trois fois moins"


def add_comparison(walk: Walk, line: Line, place: Place, role: Role) -> None:
    """Add a numbered comparison to the draft that it belongs to, or to a new one without a level."""
    quantity = place.quantity
    target, indicator = _target(walk, line, place, role)
    if target is None:
        target = _without_level(walk, line, place, with_measure(walk, line, indicator, quantity.unit))
    base = role.base or Base("prior", None)
    magnitude = abs(quantity.value)
    if role.inverse and magnitude:
        magnitude = (1 / magnitude).quantize(PRECISION).normalize()
    comparison = Against(
        role.relation or "up", magnitude, quantity.modifier, _unit(walk, target, quantity, role, base),
        base.kind, base.period, None, quantity.start, quantity.end, ((quantity.start, quantity.end),),
        role.because + base.because,
    )  # fmt: skip
    attach(target, comparison)
    walk.current = target
    target.because += [*quantity.because, *comparison.because]


def _without_level(walk: Walk, line: Line, place: Place, indicator: Phrase | None) -> Draft:
    draft = Draft(line, place.index, None, indicator)
    draft.named(line.items)
    before = walk.last()
    if indicator is not None and indicator.how == "carried" and before is not None:
        draft.is_rate, draft.is_price = draft.is_rate or before.is_rate, draft.is_price or before.is_price
    draft.area = area_of(place, place.left)
    draft.status = status_of(line.items, place.index, walk.pack, level=False, inherited=line.status, known=walk.markers)
    draft.parent = walk.parent_open
    draft.period = own_period(place)
    walk.drafts.append(draft)
    return draft


def attach(draft: Draft, comparison: Against) -> None:
    """Add a comparison; one with a number takes the place of a bare direction with the same base."""
    for i, known in enumerate(draft.comparisons):
        same = known.base == comparison.base == "prior" and known.magnitude is None
        fits = known.base_value is None or known.relation in (comparison.relation, "flat")
        multiple = comparison.relation == "ratio" and (comparison.unit != "times" or known.base_value is not None)
        if same and fits and not multiple:
            draft.comparisons[i] = replace(
                comparison,
                base_period=comparison.base_period or known.base_period,
                base_value=known.base_value,
                numbers=comparison.numbers + known.numbers,
                because=comparison.because + known.because,
            )
            return
    draft.comparisons.append(comparison)


def _unit(walk: Walk, draft: Draft, quantity: Quantity, role: Role, base: Base) -> str:
    """The unit of a magnitude: a change in percent of a share is in points, but not of a price index."""
    unit = role.unit or quantity.unit
    unit = draft.quantity.unit if unit is None and draft.quantity is not None else unit
    unit = unit or unit_of(walk, draft.indicator) or (money_told(walk) if quantity.scaled else None)
    told = draft.quantity
    if quantity.noun and unit == "count" and told is not None and told.unit == "person":
        return "person" if told.unit_text.casefold().startswith(quantity.unit_text.casefold()) else unit
    if unit not in (None, "%") and draft.quantity is not None and (draft.quantity.unit or "").startswith(f"{unit}/"):
        return str(draft.quantity.unit)  # "6,4 tấn/ha, tăng 0,3 tấn"
    level = draft.quantity.unit if draft.quantity is not None else None
    if (
        unit == "pp"
        and level != "%"
        and draft.indicator is not None
        and in_index_points(walk, quantity, draft.indicator)
    ):
        return "index"
    if unit == "count" and draft.quantity is None and (living := unit_of(walk, draft.indicator)) in LIVING:
        return str(living)  # "số tử vong tăng 91 trường hợp"
    share = draft.is_rate or (draft.quantity is not None and draft.quantity.is_share and not _share_of_another(draft))
    changes = share and role.relation in ("up", "down", "flat") and base.kind in ("prior", "other")
    if unit in ("%", "index") and changes and not draft.is_price and not quantity.fraction:
        return "pp"  # "nợ xấu là 1,9%, tăng 0,2 điểm"
    return unit or "count"


def _share_of_another(draft: Draft) -> bool:
    """ "đạt 33,9% GDP, tăng 10,2%": what grows is a quantity, told as a share of another one."""
    behind = draft.line.items[draft.index + 1 : draft.index + 3]
    cue = behind[0].cue("base") if behind else None
    closed = len(behind) < 2 or not behind[1].is_word
    return cue is not None and cue.base == "total" and closed and not draft.is_rate


Target = tuple[Draft | None, Phrase | None]  # the draft that a comparison belongs to, or the name of a new one


def _target(walk: Walk, line: Line, place: Place, role: Role) -> Target:
    """The draft that a comparison belongs to, or the indicator of a new one without a level."""
    cue_index = role.cue_index if role.cue_index is not None and role.cue_index < place.index else place.index
    opened = walk.current if walk.current is not None and walk.current.line is line else walk.last(line)
    once_more = _said_again(walk, line, place, opened) if opened is not None else None
    if once_more is not None:
        return once_more
    told = _told(walk, line, place, role, opened, cue_index) or _measured(walk, line, place, role, cue_index)
    if told is not None:
        return told
    named = named_behind(walk, place, role)
    if named is not None and is_owned_behind(place, role, cue_index):
        known = named_again(walk, walk.of_line(line), named)
        return (known, None) if known is not None else (None, named)
    subject = subject_changed(walk, line, place, cue_index, named, after_division=opened is not None)
    if subject is not None and opened is not None and (_known_as(opened, subject) or apposed(place, subject)):
        return opened, None
    headed = named is not None and begins_with(place.items, named, *HEADS)
    if subject is not None and not (headed and opened is not None):
        return None, _unless_place(walk, line, place, subject, opened)
    if named is not None:
        known = named_again(walk, walk.of_line(line), named) or _counted_alike(walk, opened, place.quantity, named)
        if known is not None:
            return whole_of(walk, line, place, known) or known, None
        if opened is None or opened.quantity is None or other_thing(opened, place.quantity):
            return None, named
    if (known := goes_on(walk, opened, place, cue_index)) is not None:
        return known, None
    if opened is None or any(item.key in (";", ":") for item in place.items[place.left : cue_index]):
        return None, named or subject_phrase(place.items, place.index, walk.pack) or carried(walk, line, place)
    again = verb_again(place, cue_index)
    joined = again or bool(place.pack.determiners)
    if (again or opened.quantity is None) and _said_already(opened, role, place.quantity, joined=joined):
        return None, walk.carried(line) if again else qualified_again(walk, line, place)
    return whole_of(walk, line, place, opened) or opened, None


def _said_again(walk: Walk, line: Line, place: Place, opened: Draft) -> Target | None:
    """Where "soit" or "respectivement" tells: what the list or the level before is said to change by."""
    if place.pack.determiners and (listed := respective(walk, line, place)) is not None:
        return listed, None  # "soit des hausses respectives de 4 % et 9 %"
    if not restated(place):
        return None
    if _of_another_time(place):
        return None, walk.carried(line)
    return whole_of(walk, line, place, opened) or opened, None


def _of_another_time(place: Place) -> bool:
    """ "…, après -2,8 % au premier trimestre, soit -3,4 % sur le semestre": a change once more, with its own period."""
    before, behind = place.previous, place.following
    again = before is not None and before.kind == "comparison" and before.unit == place.quantity.unit
    period = behind.period if behind is not None else None
    return again and bool(place.quantity.sign) and period is not None and period.kind in ("reporting", "as_of")


def _counted_alike(walk: Walk, opened: Draft | None, quantity: Quantity, named: Phrase) -> Draft | None:
    """ "522.849 học sinh; so với năm học trước tăng 25.600 em": but another word for the people of the level before."""
    told = opened.quantity if opened is not None else None
    if told is None or told.unit is None or quantity.unit not in LIVING or not quantity.noun:
        return None
    alike = told.unit == quantity.unit or told.unit.startswith(f"{quantity.unit}/")
    return opened if alike and walk.words(named) == quantity.unit_text.casefold().split() else None


def _known_as(draft: Draft, subject: Phrase) -> bool:
    """Whether what is before is of this very subject: "Avec 3 940 faits, les cambriolages ont diminué de …"."""
    open_to_change = draft.quantity is not None or all(c.relation == "ratio" for c in draft.comparisons)
    return open_to_change and draft.indicator is not None and draft.indicator.parts == subject.parts


def _told(walk: Walk, line: Line, place: Place, role: Role, opened: Draft | None, cue_index: int) -> Target | None:
    """Where the form of the sentence alone tells: changes continued, of an earlier period, in the order of a list."""
    if opened is None and (earlier := told_before(walk, line, place, role, cue_index)) is not None:
        return earlier, None
    gap = place.items[place.left : cue_index]
    plain = all(item.is_word for item in place.items[place.left : cue_index])
    owner = owner_of(walk, place, opened) if opened is not None and plain else None
    if owner is not None:
        return None, owner
    if role.fresh:
        name = continued_phrase(walk, line, place)
        known = named_again(walk, walk.of_line(line), name) if name is not None and headed_like(place) else None
        return (known, None) if known is not None else (None, name)
    if opened is not None and is_yardstick(place, role):
        return None, walk.carried(line)
    if opened is not None and (own_period(place) is not None or any(i.cue("earlier") for i in gap)):
        return None, walk.carried(line)
    if any(item.cue("again") for item in gap) and not any(item.cue("conjunction") for item in gap):
        return opened or last_said(walk), None
    shared = respective(walk, line, place) or same_again(opened, place)
    shared = shared or (opened if beside_count(place, cue_index) else None)
    return (shared, None) if shared is not None else None


def _measured(walk: Walk, line: Line, place: Place, role: Role, cue_index: int) -> Target | None:
    """Where the sentence names what changes: in a list before, between verb and number, by its measure behind."""
    name = respective_name(walk, place) or _between(walk, place, role, cue_index)
    planned = planned_measure(place, role) if name is None else None
    if planned is not None and (known := named_again(walk, walk.of_line(line), planned)) is not None:
        return known, None
    name = name or planned
    name = name or ((behind_circumstance(place) or topic_told(place)) if walk.last(line) is None else None)
    if name is not None:
        return None, name
    about = measure_behind(place, role)
    level = level_of(walk, place, line, about) if about is not None else None
    if level is None and about is not None and _of_another(walk, line, place):
        return None, about
    return (level, None) if level is not None else None


def _of_another(walk: Walk, line: Line, place: Place) -> bool:
    """ "đạt 3 triệu tấn, tăng 22% về lượng và tăng 72% về kim ngạch": the money that the level does not tell."""
    told = walk.last(line, level=True) is not None
    return told and place.items[place.index + 1].cue("worth") is not None


def _unless_place(walk: Walk, line: Line, place: Place, subject: Phrase, opened: Draft | None) -> Phrase | None:
    """The subject of a change; where it is but the name of a place, what the change before it was of."""
    if not is_place_name(walk, line, subject):
        return subject
    told = opened.indicator if opened is not None else None
    begin = next(i for i, item in enumerate(place.items) if item.start >= subject.start)
    before = left_phrase(place.items, place.left, begin, walk.pack) if told is None else None
    if told is not None and not is_place_name(walk, line, told):
        return walk.carried(line)
    return before or subject


def _between(walk: Walk, place: Place, role: Role, cue_index: int) -> Phrase | None:
    """The object of a change: "réduire le nombre de décès de 5 à 10 %"."""
    used = set(role.base.items) if role.base else set()
    words = [i for i in range(cue_index + 1, place.index) if i not in used]
    if not any(place.items[i].is_word or place.items[i].cue(*HEADS) for i in words):
        return None
    phrase = left_phrase(place.items, cue_index + 1, place.index, walk.pack)
    if phrase is None or all(place.items[i].start >= phrase.end or place.items[i].end <= phrase.start for i in words):
        return None
    return phrase


def _said_already(draft: Draft, role: Role, quantity: Quantity, *, joined: bool) -> bool:
    """Whether a change with this base and unit is said of the draft: a second one is of another measure."""
    base = role.base or Base("prior", None)
    if joined and role.relation == "ratio" and role.cue_index is not None and base.kind == "total":
        return any(c.relation == "ratio" and c.base == "total" for c in draft.comparisons)  # "pèse …, fournit …"
    apart = base.period is not None and base.period.kind == "base" and joined
    for known in draft.comparisons:
        told = known.base_period == base.period or base.period is None or (known.base_period is None and not apart)
        if known.base == base.kind and known.unit == quantity.unit and told and known.relation != "ratio":
            return True
    return False
