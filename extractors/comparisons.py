"""
What a quantity is in its sentence: a level, or a part of a comparison.

Each construction is one function that looks at the items around a quantity and answers with a `Role`
or None; the first that answers wins. The order is from the most to the least specific.
"""

from __future__ import annotations

from collections.abc import Callable

from extractors.bases import base_right, find_base
from extractors.beside import (
    earlier_in_brackets,
    in_brackets,
    left_behind,
    level_beside,
    level_of_plan,
    started_from,
)
from extractors.comparatives import compared_with_named, leads_to_difference, more_than
from extractors.ellipsis import continued
from extractors.growth import growth_subject, same_in_numbers, versus, versus_noun
from extractors.lists import (
    base_of_list,
    bracketed,
    coordinated,
    listed,
    out_of_total,
    paired,
    ranked,
    restated,
    superlative,
)
from extractors.more_less import level_passed, multiple, supplement
from extractors.places import ATTAIN_REACH, OPENING, STOPS, Base, Place, Role
from extractors.repeats import attained_again, attained_of_target, bracketed_base, level_compared
from extractors.shares import bracketed_share, share
from patterns.pack import Cue
from patterns.phrases import Piece

MOST_ATTAINED = 1000  # percent


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
    if quantity.unit not in ("%", "pp") and _balance(place):
        return None
    if quantity.unit not in ("%", "pp") and not bracket and quantity.sign != "+":
        return None
    if quantity.unit == "%" and quantity.sign == "-" and not bracket and place.near("reach", "measure", words=1):
        return None
    relation = "up" if quantity.sign == "+" else "down"
    then = place.near("versus", "earlier") is not None or _dated_bracket(place)
    again = then and place.previous is not None and place.previous.kind == "comparison"
    return Role("comparison", relation, quantity.unit, find_base(place, None), fresh=again)


def _balance(place: Place) -> bool:
    """ "le solde migratoire s'établit à +161 000", "reste positif (+2 100)": the sign is that of the level."""
    if place.pack.determiners and place.near("reach", "measure", words=1) is not None:
        return True
    for item in reversed(place.gap):
        if item.cue("balance"):
            return True
        if item.key in STOPS or item.cue("change", "move", "passage", "equals"):
            return False
    return False


def _dated_bracket(place: Place) -> bool:
    """ "limitée à 0,49 % (+0,54 % un an auparavant)": a change of another time, in the bracket right behind one."""
    gap, behind = place.gap, place.after(1)
    period = place.items[behind[0]].period if behind else None
    return len(gap) == 1 and gap[0].key in OPENING and period is not None and period.name != "over_year"


def _attained(place: Place) -> Role | None:
    """ "đạt 91,6% kế hoạch", "bằng 95% cùng kỳ", "soit 112 % du plan"."""
    if not place.quantity.is_share:
        return _sign_left_out(place)
    change = place.near("change", words=1)
    attain = place.near("attain", "measure", "reach")
    base = base_right(place, ATTAIN_REACH) or base_of_list(place) or _equal_to(place, attain)
    if change is not None and (place.near("attain") is None or (attain and change[0] > attain[0])):
        return None  # "hoàn thành vượt mức 8% kế hoạch" is a change
    told = attain is not None and place.items[attain[0]].cue("equal") is not None and base is not None and base.items
    if base is None or base.kind not in (("plan", "prior", "other") if told else ("plan", "prior")):
        return None
    part = place.quantity.fraction and base.items and attain is not None  # "chỉ còn một phần năm so với đỉnh"
    if base.kind == "prior" and (attain is None or attain[1].kind != "attain") and not part:
        return None
    if base.kind == "plan" and attain is None and _has_change_before(place):
        return None
    index = attain[0] if attain else None
    return Role("comparison", "ratio", "%", base, index, because=(attain[1].where,) if attain else ())


def _sign_left_out(place: Place) -> Role | None:
    """ "bằng 99,4 cùng kỳ", "(đạt 133,4 chỉ tiêu)": the sign of percent is left out before a plan or earlier time."""
    quantity, attain, behind = place.quantity, place.near("attain", words=0), place.following
    told = _plan_named(place) if quantity.noun else None
    if attain is None or place.pack.determiners or quantity.scaled or quantity.high is not None:
        return None
    if told is not None and quantity.value != int(quantity.value):
        return Role("comparison", "ratio", "%", Base("plan", None), attain[0], because=(attain[1].where,))
    earlier = behind is not None and behind.period is not None and behind.period.kind == "base"
    if quantity.unit is not None or not earlier or behind is None or not 1 < quantity.value < MOST_ATTAINED:
        return None
    return Role("comparison", "ratio", "%", Base("prior", behind.period, (place.index + 1,)), attain[0])


def _plan_named(place: Place) -> Cue | None:
    """The cue of a plan that the counted noun is: "chỉ tiêu"."""
    words = [
        Piece(place.quantity.stop, place.quantity.stop, key) for key in place.quantity.unit_text.casefold().split()
    ]
    match = place.pack.cues.longest(words, 0)
    return next((cue for cue in match.payloads if cue.base == "plan"), None) if match is not None else None


def _equal_to(place: Place, attain: tuple[int, Cue] | None) -> Base | None:
    """ "mới bằng một nửa quý I/2022": the period right behind what a level equals a share of."""
    period = place.following.period if place.following is not None else None
    equal = attain is not None and place.items[attain[0]].cue("equal") is not None
    return Base("prior", period, (place.index + 1,)) if equal and period is not None else None


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
    if _result(place, index) or _forecast(place, index):
        return None
    base = find_base(place, cue, index)
    if cue.relation == "flat" and place.pack.determiners:
        return None  # "restent stables avec 864 faits", "stable, de l'ordre de 38 %"
    if cue.base == "plan" and cue.relation == "down" and (base is None or not base.items):
        return None  # "chưa đạt 30%": a threshold
    if cue.base == "plan" and place.quantity.unit not in ("%", "pp") and (base is None or not base.items):
        return None  # "vượt 200 tỷ đồng", "dépasse 10.000 euros": a level
    return Role("comparison", cue.relation or "up", place.quantity.unit, base, index, because=(cue.where,))


def _forecast(place: Place, index: int) -> bool:
    """ "table sur une croissance de 3 %": a growth that is foreseen by its noun is a level."""
    led = index - 1
    while led > place.left and (place.items[led].key in place.pack.articles or place.items[led].cue("opener")):
        led -= 1
    noun = place.items[index].cue("growth") is not None and place.items[index - 1].key in place.pack.one_words
    return noun and bool(place.pack.determiners) and place.items[max(led, 0)].cue("status") is not None


def _result(place: Place, index: int) -> bool:
    """ "une perte nette de 14 millions d'euros", "les clubs ont perdu 274 millions": money lost is no change."""
    quantity, item = place.quantity, place.items[index]
    if item.cue("result") is None or quantity.unit in ("%", "pp", "times"):
        return False
    measures = place.pack.known_units[quantity.unit.partition("/")[0]].measures if quantity.unit else None
    if measures != "money" or not quantity.scaled:
        return False
    subject = place.items[place.left : index]
    return not any(one.cue("head", "rate", "price") for one in subject)


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
        stated = item.cue("reach", "measure", "attain", "share", "growth", "times", "status")
        if stated is not None and not item.cue("filler", "from"):
            return None
        if item.key in place.pack.per_words and place.quantity.unit not in ("%", "pp"):
            return None  # "gonflée par l'arrivée de huit joueurs"
    return None


CONSTRUCTIONS: tuple[Callable[[Place], Role | None], ...] = (
    versus,
    versus_noun,
    bracketed_base,
    in_brackets,
    earlier_in_brackets,
    left_behind,
    started_from,
    level_compared,
    level_passed,
    level_beside,
    level_of_plan,
    paired,
    _signed,
    restated,
    bracketed,
    compared_with_named,
    supplement,
    growth_subject,
    same_in_numbers,
    more_than,
    ranked,
    listed,
    superlative,
    coordinated,
    continued,
    multiple,
    share,
    _attained,
    attained_again,
    attained_of_target,
    _changed,
    out_of_total,
    bracketed_share,
)
