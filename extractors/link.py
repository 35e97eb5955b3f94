"""
From the items of sentences to claims: which level, comparisons and indicator belong together.

A sentence is walked from left to right. A quantity that is a level opens a draft; one that is part of a
comparison joins a draft or opens one without a level (`attach.py`). What a sentence leaves out is carried
from the draft before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.asides import counts_what_waits, is_aside
from extractors.attach import add_base_value, add_comparison, add_wordy, share_bases
from extractors.bases import find_base_of
from extractors.comparisons import find_role
from extractors.counted import right_phrase
from extractors.drafts import Draft, Walk
from extractors.indicators import (
    HARD_MARKS,
    HEADS,
    VERBS,
    Shape,
    begins_with,
    choose,
    is_counted,
    is_name,
    left_phrase,
    subject_phrase,
)
from extractors.mentions import Against, Claim, Item, Line, Phrase, Quantity
from extractors.named import respective_name
from extractors.places import CLOSING, OPENING, Base, Place, Role
from extractors.scopes import status_of
from extractors.subjects import subject_of
from extractors.totals import add_total, open_whole, part_of_whole
from patterns.pack import Pack
from patterns.phrases import split_pieces

MEASURE_REACH = 4  # items between a verb of measure and its number: "đạt được khoảng trên"


def link(lines: Sequence[Line], text: str, pack: Pack) -> tuple[Claim, ...]:
    """The claims of a document's lines, in the order of the text."""
    walk = Walk(text, pack)
    for line in lines:
        _walk_line(walk, line)
    return tuple(d.claim() for d in walk.drafts if d.indicator is not None and (d.quantity or d.comparisons))


def _walk_line(walk: Walk, line: Line) -> None:
    walk.from_level, walk.consumed, walk.current = None, line.start, None
    if walk.parent_open is not None and walk.parent_open.line.paragraph != line.paragraph:
        walk.parent_open = None
    at = [i for i, item in enumerate(line.items) if item.quantity]
    begun = len(walk.drafts)
    roles: tuple[Role, ...] = ()
    for n, index in enumerate(at):
        left = at[n - 1] + 1 if n else 0
        right = at[n + 1] if n + 1 < len(at) else len(line.items)
        place = Place(line.items, index, left, right, walk.pack, roles)
        roles = (*roles, find_role(place))
        _place(walk, line, place, roles[-1])
        add_wordy(walk, line, place)
    share_bases(walk.drafts[begun:])


def _place(walk: Walk, line: Line, place: Place, role: Role) -> None:
    if role.kind == "from":
        walk.from_level = (place.quantity.value, (place.quantity.start, place.quantity.end))
        walk.from_phrase = left_phrase(place.items, _first(walk, place), place.index, walk.pack)
    elif role.kind == "comparison":
        add_comparison(walk, line, place, role)
    elif role.kind == "base_value" and walk.last(line) is not None:
        add_base_value(walk, line, place, role)
    elif role.kind == "total" and (add_total(walk, place) or open_whole(walk, line, place)):
        pass
    else:
        _add_level(walk, line, place)


def _add_level(walk: Walk, line: Line, place: Place) -> None:
    quantity = place.quantity
    waiting = walk.last(line)
    if (
        waiting
        and waiting.quantity is None
        and waiting.comparisons
        and (
            _only_reaches(place)
            or _bracketed_level(place, waiting)
            or _same_subject(walk, place)
            or counts_what_waits(walk, place, waiting)
        )
    ):
        waiting.quantity = _with_unit(walk, line, place)
        waiting.because += quantity.because
        named, _ = right_phrase(place.items, place.index, None, walk.pack)
        if quantity.unit is None and named is not None:
            waiting.indicator = named
        return
    draft = part_of_whole(walk, line, place) or Draft(line, place.index, _with_unit(walk, line, place))
    draft.indicator = draft.indicator or _level_indicator(walk, line, place)
    draft.named(line.items)
    draft.status = status_of(line.items, place.index, walk.pack, inherited=line.status)
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


def _with_unit(walk: Walk, line: Line, place: Place) -> Quantity:
    """The quantity; one without unit and noun takes the unit of the level before ("dont 1 400 seront exportés")."""
    quantity = place.quantity
    before = walk.last(line, level=True)
    if quantity.unit is not None:
        return quantity
    after = place.items[place.index + 1] if place.index + 1 < len(place.items) else None
    verb = ("auxiliary", "measure", "share", "opener", "place", "exist", "change", "from")
    noun = after is not None and after.key[:1].isalpha() and after.cue(*verb) is None
    if quantity.scaled and not (noun and after is not None and after.key in walk.pack.articles):
        money = next((d.quantity for d in reversed(walk.drafts) if d.quantity and _has_scale_unit(d.quantity)), None)
        before_unit = before.quantity.unit if before is not None and before.quantity is not None else None
        return replace(quantity, unit=before_unit or _unit_named(walk, place) or (money.unit if money else None))
    if noun:
        return quantity
    unit = _unit_named(walk, place)
    part = any(item.cue("parent", "and") or item.key in (",", ";") for item in place.items[place.left : place.index])
    if unit is None and part and before is not None and before.quantity is not None and before.quantity.noun:
        unit = before.quantity.unit
    return replace(quantity, unit=unit) if unit else quantity


def _has_scale_unit(quantity: Quantity) -> bool:
    """Whether its unit is one that a multiplier alone recalls: money above all."""
    return quantity.scaled and quantity.unit is not None and not quantity.noun


def _unit_named(walk: Walk, place: Place) -> str | None:
    """The unit in the indicator itself: "số người có việc làm là 53,36 triệu" counts people."""
    phrase = left_phrase(place.items, _first(walk, place), place.index, walk.pack)
    if phrase is None:
        return None
    pieces = split_pieces(walk.text, phrase.start, phrase.end, {})
    for i in range(len(pieces)):
        match = walk.pack.units.longest(pieces, i)
        if match is not None and match.payloads[0].noun:
            return match.payloads[0].unit
    return None


def _only_reaches(place: Place) -> bool:
    """Whether only "à", "pour atteindre", "lên" stand between a change and this level."""
    gap = place.items[place.left : place.index]
    reaches = any(item.cue("reach") for item in gap)
    return _reaches_behind_comma(place, gap) or (reaches and all(
        item.cue("reach", "filler", "before", "measure", "base", "against")
        or item.period
        or item.key == ","
        or item.key in place.pack.articles
        for item in gap
    ))


def _reaches_behind_comma(place: Place, gap: Sequence[Item]) -> bool:
    """ "recule de 0,7 an pour les femmes, à 84,6 ans": no verb comes between the change and ", à"."""
    light = [item for item in gap if not item.cue("before")]
    if len(light) < 2 or light[-1].cue("reach") is None or light[-2].key != ",":
        return False
    rest = light[1:-2] if light[0].key in CLOSING else light[:-2]
    return not any(
        item.key in HARD_MARKS or item.key == "," or (item.cue(*VERBS) and not item.cue("filler", "opener", "place"))
        for item in rest
    )


def _bracketed_level(place: Place, waiting: Draft) -> bool:
    """ "la dengue a reculé de 42 % (1 190 cas)": the level of the change right before the bracket."""
    gap = [item for item in place.items[place.left : place.index] if not item.cue("before")]
    behind = place.items[place.index + 1 : place.index + 2]
    closed = bool(behind) and behind[0].key in (*CLOSING, ",", ";")
    share = waiting.comparisons[-1].unit in ("%", "pp", "times")
    return len(gap) == 1 and gap[0].key in OPENING and closed and share and not place.quantity.is_share


def _same_subject(walk: Walk, place: Place) -> bool:
    """Whether a verb of measure without a subject of its own leads here: "baisse de 0,2 point et s'établit à 8,2 %"."""
    gap = place.items[place.left : place.index]
    if _verb_goes_on(place):
        return True
    if any(item.key in HARD_MARKS for item in gap) or not any(
        item.cue("measure") and not item.cue("filler", "opener", "from") for item in gap
    ):
        return False
    return left_phrase(place.items, _first(walk, place), place.index, walk.pack) is None


def _direction(walk: Walk, place: Place, draft: Draft) -> None:
    """ "giảm … xuống còn 2,8%", "réduit à 1,86 %": a level reached by a verb of change."""
    came_from, walk.from_level = walk.from_level, None
    gap = place.items[place.left : place.index]
    _multiplied(place, draft)
    mover = _mover(gap, walk.pack)
    reached = any(item.cue("reach") for item in gap)
    attains = any(item.cue("attain") for item in gap)
    if came_from is None and (mover is None or not (reached or attains)):
        return
    cue = mover.cue("change", "move", "passage") if mover else None
    value = place.quantity.value
    relation = cue.relation if cue else None
    if relation is None or (came_from and cue and cue.kind != "change"):
        relation = "up" if came_from is None or value >= came_from[0] else "down"
    span = (mover.start, mover.end) if mover else (place.quantity.start, place.quantity.end)
    draft.comparisons.append(
        Against(relation, None, "=", None, "prior", None, came_from[0] if came_from else None, *span,
                (came_from[1],) if came_from else (), (cue.where,) if cue else ())
    )  # fmt: skip


def _multiplied(place: Place, draft: Draft) -> None:
    """ "ont doublé depuis 2020 pour atteindre 410 000": a multiple in words before its level."""
    for i in range(place.left, place.index):
        cue = place.items[i].cue("times")
        if cue is None or cue.magnitude is None or place.items[i].key.split()[0] in place.pack.articles:
            continue
        window = range(i + 1, place.index)
        if any(place.items[j].key in HARD_MARKS or place.items[j].key == "," for j in window):
            continue
        base = find_base_of(place, window, cue) or Base("prior", None)
        item = place.items[i]
        draft.comparisons.append(
            Against(
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
        )


def _verb_goes_on(place: Place) -> bool:
    """ "est en baisse (-0,1 point sur le trimestre) et s'établit à 5,2 %": the verb has its subject before the change."""
    verb = place.index - 1
    while verb >= place.left and (place.items[verb].cue("before") or not place.items[verb].cue("measure")):
        if place.items[verb].key in HARD_MARKS or place.items[verb].is_word:
            return False
        verb -= 1
    if verb < place.left or place.items[verb].cue("filler", "opener", "from"):
        return False
    while verb > place.left and place.items[verb - 1].cue("auxiliary", "clitic", "filler"):
        verb -= 1
    before = place.items[verb - 1] if verb > place.left else None
    return before is not None and (before.cue("and") is not None or before.key in CLOSING)


def _mover(gap: Sequence[Item], pack: Pack) -> Item | None:
    """The last verb of change of the clause before a level."""
    for i in range(len(gap) - 1, -1, -1):
        item = gap[i]
        if item.key in HARD_MARKS:
            return None
        if item.cue("change", "move", "passage") and not item.cue(*HEADS) and not _is_subject(gap, i, pack):
            return item
    return None


def _is_subject(gap: Sequence[Item], i: int, pack: Pack) -> bool:
    """Whether a noun of change is what is measured: "la hausse atteint 17 %"."""
    if not i or gap[i - 1].key.partition(" ")[0] not in pack.determiners:
        return False
    behind = [item for item in gap[i + 1 :] if not item.period]
    return any(item.cue("measure", "copula", "attain") and not item.cue("filler", "from", "opener") for item in behind)


def _level_indicator(walk: Walk, line: Line, place: Place) -> Phrase | None:
    items, index, quantity = place.items, place.index, place.quantity
    listed = respective_name(walk, place)
    if listed is not None:
        return listed
    counted = is_counted(quantity)
    first = _first(walk, place)
    unit_start = quantity.stop - len(quantity.unit_text) if quantity.noun and quantity.unit_text else None
    right, qualified = right_phrase(items, index, unit_start, walk.pack)
    beside = _beside_bracket(walk, place, first)
    if beside is not None:
        return beside
    left = _subject_measured(place, first, walk.pack)
    left = left or left_phrase(items, first, index, walk.pack, counted=counted and (qualified or right is None))
    left = left or _before_colon(walk, place, first, counted=counted and qualified)
    if left is not None and counted and right is not None and is_name(walk.text, left, line.start):
        left = None
    headed = left is not None and any(begins_with(items, left, kind) for kind in HEADS)
    near = items[max(place.left, index - MEASURE_REACH) : index]
    measured = any(item.cue("measure") and not item.cue("exist", "filler", "from") for item in near)
    existing = any(item.cue("exist") and not item.cue("action") for item in near)
    if walk.from_level is not None and walk.from_phrase is not None and left is None:
        return walk.from_phrase
    if left is None and measured and not counted:
        left = subject_phrase(items, index, walk.pack) or walk.carried(line)
    shape = Shape(counted, qualified, headed, measured, existing, existing and bool(walk.pack.determiners))
    phrase = choose(left, right, quantity, shape)
    if phrase is not None and right is not None and phrase.end == right.end:
        walk.consumed = max(walk.consumed, right.end)
    return phrase or walk.carried(line)


def _subject_measured(place: Place, first: int, pack: Pack) -> Phrase | None:
    """The subject of the verb of measure before a level: "La part de …, qui …, s'établit à 5,2 %"."""
    for i in range(place.index - 1, first - 1, -1):
        item = place.items[i]
        if item.cue("measure") and not item.cue("exist", "filler", "from", "opener", "reach"):
            return subject_of(place.items, first, i, pack)
        if item.cue(*VERBS) and not item.cue("filler", "from", "opener", "reach") or item.key in HARD_MARKS:
            return None
    return None


def _beside_bracket(walk: Walk, place: Place, first: int) -> Phrase | None:
    """The noun that a level in brackets stands behind: "le Japon (3 910)", "le taux d'activité (68 %)"."""
    opened = place.index - 1
    while opened > first and place.items[opened].cue("before"):
        opened -= 1
    behind = place.items[place.index + 1 : place.index + 2]
    if opened <= first or place.items[opened].key not in OPENING:
        return None
    if not behind or behind[0].key not in (*CLOSING, ",", ";") or place.items[opened - 1].quantity:
        return None
    phrase = left_phrase(place.items, first, opened, walk.pack)
    named = phrase is not None and not walk.pack.determiners and is_name(walk.text, phrase, place.items[0].start)
    return None if named else phrase  # where no determiner tells nouns from places, a name is a place


def _before_colon(walk: Walk, place: Place, first: int, *, counted: bool) -> Phrase | None:
    """The name before a colon: "Cultures maraîchères : 28 650 ha"."""
    if counted or place.index <= first or place.items[place.index - 1].key != ":":
        return None
    return left_phrase(place.items, first, place.index - 1, walk.pack)


def _first(walk: Walk, place: Place) -> int:
    """The first item that a phrase left of the place may begin with: none of the last counted thing."""
    i = place.left
    while i < place.index and place.items[i].start < walk.consumed:
        i += 1
    return i


def _parent(walk: Walk, place: Place, draft: Draft) -> None:
    gap = place.items[place.left : place.index]
    if any(item.cue("parent") for item in gap):
        walk.parent_open = walk.last(level=True)
    elif place.left == 0 or any(item.cue("sibling") for item in gap):
        walk.parent_open = None
    draft.parent = walk.parent_open
