"""
What a quantity is in its sentence: a level, or a part of a comparison.

Each construction is one function that looks at the items around a quantity and answers with a `Role`
or None; the first that answers wins. The order is from the most to the least specific.
"""

from __future__ import annotations

from collections.abc import Callable

from extractors.bases import base_right, find_base, period_attained
from extractors.beside import (
    compared_with_named,
    earlier_in_brackets,
    in_brackets,
    leads_to_difference,
    left_behind,
    level_beside,
    level_of_plan,
    started_from,
)
from extractors.doers import has_rate_before
from extractors.ellipsis import continued
from extractors.growth import growth_subject, same_in_numbers, than, versus_noun
from extractors.lists import base_of_list, bracketed, coordinated, listed, out_of_total, paired, restated
from extractors.places import ATTAIN_REACH, CLOSING, OPENING, STOPS, Base, Place, Role
from extractors.repeats import attained_again, bracketed_base, level_compared, more_than
from patterns.pack import Cue

WHOLE = 100  # percent


def find_role(place: Place) -> Role:
    """The role of a quantity; a level where no construction fits."""
    for construction in CONSTRUCTIONS:
        role = construction(place)
        if role is not None:
            return role
    return Role("level")


def _signed(place: Place) -> Role | None:
    """ "(+20,5%)", "+3,4 points": the sign says it, where the unit is one of change or a bracket holds it."""
    quantity = place.quantity
    if not quantity.sign:
        return None
    led = place.items[place.index - 1] if place.index > place.left else None
    bracket = led is not None and (led.key in OPENING or led.cue("equals") is not None)
    if quantity.unit not in ("%", "pp") and not bracket and quantity.sign != "+":
        return None
    if quantity.unit == "%" and quantity.sign == "-" and not bracket and place.near("reach", "measure", words=1):
        return None
    relation = "up" if quantity.sign == "+" else "down"
    then = place.near("versus", "earlier") is not None or _dated_bracket(place)
    again = then and place.previous is not None and place.previous.kind == "comparison"
    return Role("comparison", relation, quantity.unit, find_base(place, None), fresh=again)


def _dated_bracket(place: Place) -> bool:
    """ "limitée à 0,49 % (+0,54 % un an auparavant)": a change of another time, in the bracket right behind one."""
    gap, behind = place.gap, place.after(1)
    period = place.items[behind[0]].period if behind else None
    return len(gap) == 1 and gap[0].key in OPENING and period is not None and period.name != "over_year"


def _supplement(place: Place) -> Role | None:
    """ "21 % de plus que la moyenne", "six jours de moins", "1,3 points supplémentaires"."""
    for i in place.after(3):
        item = place.items[i]
        cue = item.cue("supplement")
        if item.key == "," and place.quantity.unit != "times":
            return None
        if cue is not None:
            relation = cue.relation or "up"
            unit = place.quantity.unit
            if unit == "times":
                relation = "ratio"
            base = find_base(place, cue) or than(place, i)
            return Role("comparison", relation, unit, base, i, because=(cue.where,))
        if not (item.cue("filler") or item.key in place.pack.articles or i == place.index + 1):
            return None
    return None


def _multiple(place: Place) -> Role | None:
    """ "gấp 1,6 lần", "tăng 2,6 lần", "multiplié par trois"."""
    times = place.near("times")
    change = place.near("change")
    if times is not None and times[1].magnitude is None:
        base = find_base(place, times[1], times[0]) or _thing_behind(place) or Base("prior", None)
        return Role("comparison", "ratio", "times", base, times[0], because=(times[1].where,))
    if place.quantity.unit == "times":
        cue = change[1] if change else None
        told = find_base(place, None, change[0] if change else None)
        return Role(
            "comparison", "ratio", "times", told, change[0] if change else None, because=(cue.where,) if cue else ()
        )
    return None


def _thing_behind(place: Place) -> Base | None:
    """ "gấp hơn 4 lần trồng lúa": the other thing right behind a multiple."""
    behind = place.after(1)
    item = place.items[behind[0]] if behind and place.quantity.unit == "times" else None
    named = item is not None and (item.is_word or item.cue("action", "head")) and item.key not in place.pack.articles
    return Base("other", None, (behind[0],)) if named else None


def _share(place: Place) -> Role | None:
    """ "chiếm 42,5% tổng", "représentant 26,5 %"."""
    near = place.near("share", words=1) or _part_of(place) or _contributed(place)
    again = _of_total(place) or _of_whole(place) or _told_again(place)
    if near is None and place.near("equals") is not None and again:
        near = place.near("equals")
    if near is None or not place.quantity.is_share:
        return None
    if near[1].kind == "share" and has_rate_before(place.items, place.left, near[0]):
        return None
    total = near[1].kind in ("share", "equals", "contribute") or _of_total(place) or _of_measure(place)
    kind = "total" if total else "other"
    return Role("comparison", "ratio", "%", Base(kind, None), near[0], because=(near[1].where,))


def _part_of(place: Place) -> tuple[int, Cue] | None:
    """ "3,9 triệu quả, đạt 72,3% tổng số …", "chỉ bằng 45% giá …": what a level is a part of stands behind."""
    before = place.earlier
    behind = place.following
    if before is None or before.is_share or behind is None or not (behind.cue("whole") or behind.cue("head")):
        return None
    gap = place.gap
    comma = max((n for n, item in enumerate(gap) if item.key == ","), default=-1)
    own = [item for item in gap[comma + 1 :] if not item.cue("before", "status") or item.cue("attain")]
    told = own[-1].cue("attain") if own and not any(item.is_word or item.quantity for item in own) else None
    return (place.index - 1, told) if told is not None and len(own) == 1 else None


def _contributed(place: Place) -> tuple[int, Cue] | None:
    """ "đóng góp 35% tổng thu ngân sách": a share of a total, as against points of a growth."""
    behind = place.following
    base = behind.cue("whole", "base") if behind is not None else None
    return place.near("contribute") if base is not None and base.base == "total" else None


def _bracketed_share(place: Place) -> Role | None:
    """ "5.130 dans l'agriculture (57,4%)": a share in brackets behind a count is one of the whole."""
    gap = place.gap
    behind = place.following
    counted = place.earlier
    if not place.quantity.is_share or not gap or gap[-1].key not in OPENING or behind is None:
        return None
    if behind.key not in CLOSING or counted is None or counted.is_share or counted.fraction:
        return None
    return Role("comparison", "ratio", "%", Base("plan" if _of_plan(place) else "total", None))


def _of_measure(place: Place) -> bool:
    """ "vốn thực hiện 3,2 tỷ USD, bằng 40% vốn đăng ký": part of another amount; a price is part of none."""
    behind = place.items[place.index + 1]
    return not place.pack.determiners and behind.cue("head") is not None and behind.cue("price") is None


def _told_again(place: Place) -> bool:
    """ "trong đó 180 đơn của người Việt, tức chưa đầy 15%": a count told again as a share, and nothing else."""
    counted = place.earlier
    behind = place.following
    parts = counted is not None and not counted.is_share and not place.pack.determiners
    level = place.previous is not None and place.previous.kind == "level"
    return parts and level and (behind is None or behind.key in (",", *STOPS, *CLOSING))


def _of_plan(place: Place) -> bool:
    """Whether shares in brackets are those of a plan: more than the whole, or in a list that a plan heads."""
    if place.quantity.value > WHOLE:
        return True
    earlier = [role for role in place.before if role.kind == "comparison" and role.base is not None]
    if earlier and earlier[-1].base is not None and earlier[-1].base.kind == "plan":
        return True
    colon = next((i for i in range(place.index) if place.items[i].key == ":" or place.items[i].cue("parent")), None)
    headed = [cue for item in place.items[:colon] if (cue := item.cue("base"))] if colon is not None else []
    return any(cue.base == "plan" for cue in headed)


def _of_whole(place: Place) -> bool:
    """Whether what the count before is a part of stands right behind: "soit 92,7 % des inscrits"."""
    behind = place.following
    counted = place.earlier
    if behind is None or counted is None or counted.unit in ("%", "pp") or counted.fraction:
        return False
    return behind.key in place.pack.articles and base_right(place, ATTAIN_REACH) is None


def _of_total(place: Place) -> bool:
    """Whether "of the total" stands right behind the quantity."""
    behind = [place.items[i] for i in place.after(3)]
    return any(cue.base == "total" for item in behind if (cue := item.cue("whole")))


def _attained(place: Place) -> Role | None:
    """ "đạt 91,6% kế hoạch", "bằng 95% cùng kỳ", "soit 112 % du plan"."""
    if not place.quantity.is_share:
        return None
    change = place.near("change", words=1)
    attain = place.near("attain", "measure", "reach")
    base = base_right(place, ATTAIN_REACH) or base_of_list(place) or period_attained(place, attain)
    if change is not None and (place.near("attain") is None or (attain and change[0] > attain[0])):
        return None  # "hoàn thành vượt mức 8% kế hoạch" is a change
    told = attain is not None and place.items[attain[0]].cue("equal") is not None and base is not None and base.items
    if base is None or base.kind not in (("plan", "prior", "other") if told else ("plan", "prior")):
        return None
    if base.kind == "prior" and (attain is None or attain[1].kind != "attain"):
        return None
    if base.kind == "plan" and attain is None and _has_change_before(place):
        return None
    index = attain[0] if attain else None
    return Role("comparison", "ratio", "%", base, index, because=(attain[1].where,) if attain else ())


def _has_change_before(place: Place) -> bool:
    return any(place.items[i].cue("change") for i in range(place.left, place.index))


def _changed(place: Place) -> Role | None:
    """ "tăng 31,7%", "en baisse de 0,5 %", "vượt kế hoạch 5%"."""
    near = place.near("change") or _change_of_object(place)
    if near is None:
        return None
    index, cue = near
    gap, level = place.items[index + 1 : place.index], cue.relation == "flat" and not place.quantity.is_share
    if level or any(item.cue("reach") and not item.cue("filler") for item in gap):
        return None  # "giữ nguyên mức 12.000 đồng"
    if cue.base == "other" and place.pack.determiners and not leads_to_difference(place, index):
        return None  # "l'enseignement supérieur compte …": higher is "supérieur de …"
    base = find_base(place, cue, index)
    if cue.relation == "flat" and place.pack.determiners:
        return None  # "restent stables avec 864 faits", "stable, de l'ordre de 38 %"
    if cue.base == "plan" and place.quantity.unit not in ("%", "pp") and (base is None or not base.items):
        return None  # "vượt 200 tỷ đồng", "dépasse 10.000 euros": a level
    return Role("comparison", cue.relation or "up", place.quantity.unit, base, index, because=(cue.where,))


def _change_of_object(place: Place) -> tuple[int, Cue] | None:
    """ "réduire le nombre de décès de 5 à 10 %", "giảm tỷ lệ hộ nghèo 1,5%": the object stands between."""
    before = place.items[place.index - 1] if place.index else None
    by = before is not None and before.cue("from") is not None
    if place.quantity.unit not in ("%", "pp") and not (by and before is not None and before.cue("filler")):
        return None
    for i in range(place.index - 1, place.left - 1, -1):
        item = place.items[i]
        joined = item.cue("and") is not None and not by and item.cue("filler") is None and bool(place.pack.determiners)
        if item.key in STOPS or item.key in OPENING or item.key == "," or item.quantity or joined:
            return None
        cue = item.cue("change") or (item.cue("move") if by else None)
        if cue is not None:
            return None if item.cue("growth") else (i, cue)
        if item.cue("reach", "measure", "attain", "share", "growth", "times") and not item.cue("filler", "from"):
            return None
    return None


def _versus(place: Place) -> Role | None:
    """ "contre 98 en 2018"."""
    near = place.near("versus")
    if near is not None and not place.quantity.sign:
        return Role("base_value", base=base_right(place, 4) or Base("prior", None), because=(near[1].where,))
    return None


CONSTRUCTIONS: tuple[Callable[[Place], Role | None], ...] = (
    _versus,
    versus_noun,
    bracketed_base,
    in_brackets,
    earlier_in_brackets,
    left_behind,
    started_from,
    level_compared,
    level_beside,
    level_of_plan,
    paired,
    _signed,
    restated,
    bracketed,
    compared_with_named,
    _supplement,
    growth_subject,
    same_in_numbers,
    more_than,
    listed,
    coordinated,
    continued,
    _multiple,
    _share,
    _attained,
    attained_again,
    _changed,
    out_of_total,
    _bracketed_share,
)
