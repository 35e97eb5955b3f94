"""
From the items of sentences to claims: which level, comparisons and indicator belong together.

A sentence is walked from left to right. A quantity that is a level opens a draft; one that is part of a
comparison joins a draft or opens one without a level (`attach.py`). What a sentence leaves out is carried
from the draft before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.again import bracketed_period
from extractors.amounts import first_money
from extractors.anaphora import with_measure
from extractors.areas import area_of
from extractors.asides import counts_what_waits, is_aside
from extractors.attach import add_comparison
from extractors.base_values import add_base_value, share_bases
from extractors.bases import find_base_of
from extractors.clauses import last_resort, per_time
from extractors.comparisons import find_role
from extractors.counted import right_phrase
from extractors.doubled import add_multiples, passage_multiple
from extractors.drafts import Draft, Walk
from extractors.indicators import (
    HARD_MARKS,
    HEADS,
    left_phrase,
)
from extractors.inherited import of_difference, unit_from, with_unit
from extractors.joins import (
    accompanies,
    before_past,
    bracketed_level,
    contrasted,
    explained,
    fronted,
    measure_of,
    next_stage,
    numbered,
    only_reaches,
    restates,
    same_subject,
)
from extractors.levels import first_free, level_indicator
from extractors.mentions import Against, Claim, Item, Line
from extractors.places import Base, Place, Role
from extractors.scopes import status_of
from extractors.subjects import subject_of
from extractors.topics import subject_told, topic_of
from extractors.totals import add_total, open_whole, part_of_whole
from extractors.wordy import add_wordy
from patterns.pack import Pack


def link(lines: Sequence[Line], text: str, pack: Pack) -> tuple[Claim, ...]:
    """The claims of a document's lines, in the order of the text."""
    walk = Walk(text, pack, money=first_money(lines, pack))
    for line in lines:
        _walk_line(walk, line)
    for draft in walk.drafts:
        if draft.indicator is None and not pack.determiners:
            draft.indicator = last_resort(draft.line.items, draft.index)
        unit = per_time(draft, pack)
        if unit is not None and draft.quantity is not None:
            draft.quantity = replace(draft.quantity, unit=unit)
    return tuple(d.claim() for d in walk.drafts if d.indicator is not None and (d.quantity or d.comparisons))


def _walk_line(walk: Walk, line: Line) -> None:
    walk.from_level, walk.consumed, walk.current = None, line.start, None
    if walk.parent_open is not None and walk.parent_open.line.paragraph != line.paragraph:
        walk.parent_open = None
    at = [i for i, item in enumerate(line.items) if item.quantity]
    begun = len(walk.drafts)
    roles: tuple[Role, ...] = ()
    carried = walk.closing if any(item.cue("ranking") for item in line.items[:2]) else None
    walk.markers = {}
    for n, index in enumerate(at):
        left = at[n - 1] + 1 if n else 0
        right = at[n + 1] if n + 1 < len(at) else len(line.items)
        place = Place(line.items, index, left, right, walk.pack, roles, carried)
        roles = (*roles, find_role(place))
        _place(walk, line, place, roles[-1])
        add_wordy(walk, line, place)
    walk.closing = roles[-1] if roles else None
    add_multiples(walk, line)
    share_bases(walk.drafts[begun:])
    figures = len(walk.drafts) > begun
    walk.topic = None if figures else topic_of(line.items, walk.pack) or walk.topic
    walk.said = None if figures else subject_told(line.items, walk.pack)


def _place(walk: Walk, line: Line, place: Place, role: Role) -> None:
    if role.kind == "from":
        walk.from_level = (place.quantity.value, (place.quantity.start, place.quantity.end))
        walk.from_unit = place.quantity.unit
        walk.from_phrase = left_phrase(place.items, first_free(walk, place), place.index, walk.pack)
    elif role.kind == "comparison":
        add_comparison(walk, line, place, role)
    elif role.kind == "base_value" and (before := walk.last(line)) is not None:
        if contrasted(before, place):
            again = Role("comparison", before.comparisons[-1].relation, place.quantity.unit, fresh=True)
            add_comparison(walk, line, place, again)
        else:
            add_base_value(walk, line, place, role)
    elif role.kind == "total" and (
        add_total(walk, place)
        or open_whole(walk, line, place)
        or (place.previous is not None and place.previous.kind == "base_value")
    ):
        pass  # "contre un sur dix en 1990"
    else:
        _add_level(walk, line, place)


def _add_level(walk: Walk, line: Line, place: Place) -> None:
    quantity = place.quantity
    waiting = before_past(walk, line, place) or walk.last(line)
    if (
        waiting
        and waiting.quantity is None
        and waiting.comparisons
        and (walk.from_level is None or walk.from_phrase is None)  # else a passage with a subject of its own
        and (
            only_reaches(place)
            or explained(place, waiting)
            or bracketed_level(place, waiting)
            or same_subject(walk, place)
            or accompanies(place)
            or numbered(place, waiting)
            or fronted(line, place, waiting)
            or restates(place, waiting)
            or counts_what_waits(walk, place, waiting)
        )
    ):
        waiting.quantity = with_unit(walk, line, place)
        waiting.because += quantity.because
        named, _ = right_phrase(place.items, place.index, None, walk.pack)
        if quantity.unit is None and named is not None and not (waiting.indicator and walk.pack.determiners):
            waiting.indicator = named
        waiting.indicator = measure_of(walk, line, place, waiting) or waiting.indicator
        if fronted(line, place, waiting):
            waiting.indicator = level_indicator(walk, line, place) or waiting.indicator
        waiting.quantity = of_difference(unit_from(walk, place, waiting.quantity, waiting.indicator), waiting)
        if waiting.quantity is not None and waiting.quantity.unit == "index":
            waiting.comparisons = [replace(c, unit="index") if c.unit == "pp" else c for c in waiting.comparisons]
        return
    draft = part_of_whole(walk, line, place) or Draft(line, place.index, with_unit(walk, line, place))
    draft.area = area_of(place, first_free(walk, place))
    draft.period = bracketed_period(place)
    draft.indicator = draft.indicator or with_measure(walk, line, level_indicator(walk, line, place), quantity.unit)
    draft.quantity = unit_from(walk, place, draft.quantity, draft.indicator)
    draft.named(line.items)
    draft.status = status_of(line.items, place.index, walk.pack, inherited=line.status, known=walk.markers)
    draft.because += quantity.because
    if quantity.of is not None and quantity.of_span is not None:
        span = quantity.of_span
        draft.comparisons.append(
            Against("of", quantity.of, "=", quantity.unit or "count", "total", None, None, *span, (span,))
        )
    _direction(walk, place, draft)
    _parent(walk, place, draft)
    aside = is_aside(walk, line, place)
    walk.drafts.append(draft)
    walk.current = walk.current if aside else draft


def _direction(walk: Walk, place: Place, draft: Draft) -> None:
    """ "giảm … xuống còn 2,8%", "réduit à 1,86 %": a level reached by a verb of change."""
    came_from, walk.from_level = walk.from_level, None
    before = walk.last(draft.line, level=True)
    if came_from is None and before is not None and before.quantity is not None and next_stage(place, before):
        came_from = (before.quantity.value, (before.quantity.start, before.quantity.end))
    gap = place.gap
    _multiplied(walk, place, draft)
    multiple = passage_multiple(place, came_from[1][0]) if came_from is not None else None
    if multiple is not None and came_from is not None:
        draft.comparisons.append(replace(multiple, base_value=came_from[0], numbers=(came_from[1],)))
        return
    led = place.items[place.lead("before", "filler", but="reach")] if gap else None
    reach = led.cue("reach") if led is not None else None
    announced = _announced(gap) if walk.pack.determiners else None
    mover = announced or _mover(gap, walk.pack) or (led if reach is not None and reach.base is not None else None)
    reached = any(item.cue("reach") for item in gap)
    attains = any(item.cue("attain") for item in gap)
    flat = mover is not None and (told := mover.cue("change")) is not None and told.relation == "flat"
    moved = mover is not None and (reached or attains or flat or announced is not None)
    if came_from is None and (not moved or draft.comparisons):
        return
    cue = mover.cue("change", "move", "passage", "reach") if mover else None
    if cue is not None and cue.kind == "passage" and came_from is None and draft.status == "target":
        return  # "espère passer le cap des 100 millions"
    value = place.quantity.value
    relation = cue.relation if cue else None
    if cue is not None and cue.kind != "change" and reach is not None and reach.relation is not None:
        relation = reach.relation  # "kéo tỷ lệ hộ nghèo xuống dưới 4%"
    if relation is None or (came_from and cue and cue.kind != "change"):
        relation = "up" if came_from is None or value >= came_from[0] else "down"
        if came_from is None and place.quantity.modifier in ("<", "<="):
            relation = "down"  # "est passé sous la barre des 9 %"
    span = (mover.start, mover.end) if mover else (place.quantity.start, place.quantity.end)
    draft.comparisons.append(
        Against(relation, None, "=", None, "prior", None, came_from[0] if came_from else None, *span,
                (came_from[1],) if came_from else (), (cue.where,) if cue else ())
    )  # fmt: skip


def _multiplied(walk: Walk, place: Place, draft: Draft) -> None:
    """ "ont doublé depuis 2020 pour atteindre 410 000": a multiple in words before its level."""
    for i in range(place.left, place.index):
        cue = place.items[i].cue("times")
        if cue is None or cue.magnitude is None or place.items[i].key.split()[0] in place.pack.articles:
            continue
        window = range(i + 1, place.index)
        marks = [j for j in window if place.items[j].key in (*HARD_MARKS - {":"}, ",")]
        if marks and not (len(marks) == 1 and _reaches_at(place, marks[0])):
            continue
        base = find_base_of(place, window, cue) or Base("prior", None)
        item = place.items[i]
        if draft.indicator is None:
            draft.indicator = subject_of(place.items, place.left, i, place.pack)
            draft.quantity = unit_from(walk, place, draft.quantity, draft.indicator)
        draft.comparisons.append(
            Against("ratio", cue.magnitude, "=", "times", base.kind, base.period, None, item.start, item.end, (),
                    (cue.where,))
        )  # fmt: skip


def _announced(gap: Sequence[Item]) -> Item | None:
    """ "Le chômage recule : 8,1 %", "La dette n'a guère bougé : 24 milliards": the verb of change before a colon."""
    rest = [item for item in gap if not (item.period or item.cue("before", "filler"))]
    if len(rest) < 2 or rest[-1].key != ":":
        return None
    cue = rest[-2].cue("change")
    return rest[-2] if cue is not None and cue.base is None and not rest[-2].cue(*HEADS) else None


def _reaches_at(place: Place, comma: int) -> bool:
    """ "a plus que doublé, à 1,6 milliard", "a triplé, passant de 3 à 9": a level right behind the comma."""
    led = place.items[comma + 1 : place.lead("before", "filler", but="reach") + 1]
    return place.items[comma].key == "," and len(led) == 1 and led[0].cue("reach") is not None


def _mover(gap: Sequence[Item], pack: Pack) -> Item | None:
    """The last verb of change of the clause before a level."""
    for i in range(len(gap) - 1, -1, -1):
        item = gap[i]
        if item.key in HARD_MARKS:
            return None
        if item.cue("change", "move", "passage") and not item.cue(*HEADS) and not _is_subject(gap, i, pack):
            return None if _told_of_before(gap, i, pack) else item
    return None


def _told_of_before(gap: Sequence[Item], i: int, pack: Pack) -> bool:
    """ "9 feux, sans changement, ravageant 21 hectares", "à temps identique, l'écart est de …": not of this level."""
    cue = gap[i].cue("change")
    if cue is None or cue.relation != "flat" or not pack.determiners:
        return False
    comma = next((n for n in range(i + 1, len(gap)) if gap[n].key == ","), None)
    behind = gap[comma + 1 :] if comma is not None else ()
    return any((item.is_word and item.key not in pack.articles) or item.cue("and") for item in behind)


def _is_subject(gap: Sequence[Item], i: int, pack: Pack) -> bool:
    """Whether a noun of change is what is measured: "la hausse atteint 17 %"."""
    if not i or gap[i - 1].key.partition(" ")[0] not in pack.determiners:
        return False
    behind = [item for item in gap[i + 1 :] if not item.period]
    return any(item.cue("measure", "copula", "attain") and not item.cue("filler", "from", "opener") for item in behind)


def _parent(walk: Walk, place: Place, draft: Draft) -> None:
    gap = place.gap
    if any(item.cue("parent") for item in gap):
        walk.parent_open = walk.last(level=True)
    elif place.left == 0:
        walk.parent_open = None
    draft.parent = walk.parent_open
