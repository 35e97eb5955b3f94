"""
So much more or less, so many times: "21 % de plus que la moyenne", "dix fois moins", "gấp 1,6 lần".

Each construction answers with a `Role` or None, as those of `comparisons.py` do.
"""

from __future__ import annotations

from extractors.bases import base_right, find_base
from extractors.growth import beyond, than
from extractors.places import STOPS, Base, Place, Role

VERBS = ("change", "move", "passage", "share", "attain", "auxiliary", "copula", "exist", "verb")  # none in a mere name


def supplement(place: Place) -> Role | None:
    """ "21 % de plus que la moyenne", "six jours de moins", "1,3 points supplémentaires", "dix fois moins"."""
    times = place.quantity.unit == "times"
    for i in place.after(3):
        item = place.items[i]
        cue = item.cue("supplement")
        if item.key == "," and not times:
            return None
        if cue is None and i == place.index + 1 and (base := _above(place, i)) is not None:
            cue = item.cue("before")
        elif cue is not None:
            base = find_base(place, cue) or than(place, i) or beyond(place, i)
        if cue is not None:
            less = cue.relation == "down" or cue.modifier == "<"
            relation = "ratio" if times else cue.relation or ("down" if less else "up")
            inverse = times and less
            return Role("comparison", relation, place.quantity.unit, base, i, inverse=inverse, because=(cue.where,))
        if not (item.cue("filler") or item.key in place.pack.articles or i == place.index + 1):
            return None
    return None


def _above(place: Place, i: int) -> Base | None:
    """ "deux points sous la moyenne", "deux fois supérieur à 2019": what the word for "over" or "under" leads to."""
    cue = place.items[i].cue("before")
    follows = place.items[i + 1 : i + 2]
    if cue is None or cue.modifier not in ("<", ">") or place.quantity.unit not in ("%", "pp", "times"):
        return None
    if not follows or follows[0].quantity:
        return None
    base = find_base(place, None) or than(place, i) or beyond(place, i)
    return base or (Base("other", None) if place.quantity.unit == "times" else None)


def multiple(place: Place) -> Role | None:
    """ "gấp 1,6 lần", "tăng 2,6 lần", "multiplié par trois"."""
    told_times = place.near("times")
    change = place.near("change")
    if told_times is not None and told_times[1].magnitude is None:
        index, cue = told_times
        base = find_base(place, cue, index) or _thing_behind(place) or Base("prior", None)
        return Role("comparison", "ratio", "times", base, index, because=(cue.where,))
    if place.quantity.unit == "times":
        verb = change[1] if change else None
        told = find_base(place, None, change[0] if change else None) or (None if change else _thing_behind(place))
        return Role(
            "comparison", "ratio", "times", told, change[0] if change else None, because=(verb.where,) if verb else ()
        )
    return None


def _thing_behind(place: Place) -> Base | None:
    """ "gấp hơn 4 lần trồng lúa", "1,3 fois le salaire minimum": the other thing right behind a multiple."""
    behind = [i for i in place.after() if place.items[i].key not in place.pack.determiners]
    item = place.items[behind[0]] if behind and place.quantity.unit == "times" else None
    if any(place.items[i].period for i in behind):
        return None  # "2,3 fois le montant de 2019"
    named = item is not None and (item.is_word or item.cue("action", "head")) and item.key not in place.pack.articles
    return Base("other", None, (behind[0],)) if named else None


def level_passed(place: Place) -> Role | None:
    """ "73 %, au-delà des 70 % de la norme", "38 microgrammes, juste au-dessous du plafond de 40": a level beside."""
    before, level = place.previous, place.earlier
    gap = [item for item in place.gap if item.cue("filler") is None or item.cue("before")]
    if before is None or before.kind != "level" or level is None or not place.pack.determiners or len(gap) < 2:
        return None
    cue = gap[1].cue("before")
    bare = place.quantity.unit is None and (place.ends_item() or place.quantity.scaled)
    if (
        gap[0].key != ","
        or cue is None
        or cue.modifier not in ("<", ">")
        or not (level.unit == place.quantity.unit or bare)
    ):
        return None
    named = gap[2:]
    if any(item.quantity or item.key in STOPS or item.key == "," or item.cue(*VERBS) for item in named):
        return None
    if gap[1].cue("change") or (not named and not gap[1].cue("reach")):
        return None  # "dépassant l'objectif de 0,7 %", "12 morts, plus de 30 blessés"
    relation = "up" if cue.modifier == ">" else "down"
    plan = [noun for item in named if (noun := item.cue("base")) and noun.base == "plan"]
    told = next((place.items[i].period for i in place.after(2) if place.items[i].period), None)
    base = base_right(place, 4) or (Base("prior", told) if told else Base("plan" if plan else "other", None))
    return Role("base_value", relation, base=base, because=(cue.where,))
