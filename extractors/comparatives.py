"""
A thing set beside another by a comparative: "cao hơn cùng kỳ 1,6%", "kém Thái Lan 25 USD", "supérieur de 3 points".

Each construction answers with a `Role` or None, as those of `comparisons.py` do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.bases import base_in, base_right, find_base
from extractors.beside import period_behind
from extractors.lists import base_of_list
from extractors.places import ATTAIN_REACH, CLOSING, OPENING, STOPS, Base, Place, Role
from patterns.pack import Cue

SET_REACH = 3  # items between a level and the word that it was set: "mức 2,9% ngành đặt ra"


def compared_with_named(place: Place) -> Role | None:
    """ "cao hơn khách nội địa 0,5 ngày", "cao hơn cùng kỳ 1,6%": what stands between is the base."""
    for i in range(place.index - 1, place.left - 1, -1):
        item = place.items[i]
        if item.key in STOPS or item.key in OPENING or item.key in CLOSING or item.key == ",":
            return None
        cue = item.cue("change") or _comparative(place, i)
        if cue is None:
            continue
        if cue.base != "other":
            return None
        between = [j for j in range(i + 1, place.index) if not place.items[j].cue("before")]
        if place.pack.determiners and not leads_to_difference(place, i):
            return None  # "l'enseignement supérieur compte …": higher is "supérieur de …"
        base = base_in(place, between) or _period_between(place, between)
        base = base or (Base("other", None, tuple(between)) if _names(place, between) else None)
        if (base is not None or not place.pack.determiners) and _is_its_level(place, cue, between):
            told = period_behind(place) or _set_behind(place) or base or Base("other", None)
            return Role("base_value", cue.relation, base=told, because=(cue.where,))
        base = base or find_base(place, None, i) or (_group_behind(place) or Base("prior", None))
        return Role("comparison", cue.relation, place.quantity.unit, base, i, because=(cue.where,))
    return None


def _period_between(place: Place, between: Sequence[int]) -> Base | None:
    """ "ít hơn tháng 4 là 10,9%": a period by itself is what is compared with."""
    told = [place.items[j] for j in between if not place.items[j].cue("measure", "filler")]
    return Base("prior", told[0].period, tuple(between)) if len(told) == 1 and told[0].period else None


def _comparative(place: Place, i: int) -> Cue | None:
    """ "supérieur à la moyenne nationale de 3 points": the word for "over" or "under", with its difference behind."""
    cue = place.items[i].cue("before")
    if cue is None or cue.modifier not in ("<", ">") or not leads_to_difference(place, i):
        return None
    compared = any(place.items[j].cue("base") or place.items[j].period for j in range(i + 1, place.index))
    return replace(cue, relation="up" if cue.modifier == ">" else "down", base="other") if compared else None


def leads_to_difference(place: Place, cue_index: int) -> bool:
    """Whether "de" leads from a comparative to its number: "supérieur à la moyenne de près de 2 points"."""
    gap = place.items[cue_index + 1 : place.index]
    led = bool(gap) and gap[-1].key.partition(" ")[0] in place.pack.partitives
    return led or any(item.cue("from") for item in gap)


def _is_its_level(place: Place, cue: Cue, between: Sequence[int]) -> bool:
    """ "thấp hơn tỷ lệ bình quân giai đoạn trước là 0,03%": the number is the base's level, not the difference."""
    before, here = place.earlier, place.quantity
    near = place.lead("before")
    if before is None or before.unit != here.unit or (here.value < before.value) != (cue.relation == "up"):
        return False
    kinds = [place.items[j].cue(kind) for j in between for kind in ("against", "head")]
    levelled = sum(cue is not None for cue in kinds) > 1 and not here.is_share  # "so với mức 900 triệu USD"
    alike = here.value > before.value / 2 or bool(place.pack.determiners)  # a difference is smaller
    named = place.items[near].cue("head") is not None and near in between  # "cao hơn mức 2,9% đề ra"
    named = (named and not place.pack.determiners) or place.items[near].cue("measure") is not None
    return levelled or (named and alike) or _is_owned(place)


def _is_owned(place: Place) -> bool:
    """ "cao hơn mức bình quân 8,6% của cả nước", "cao hơn hẳn 1,17% của tháng 2": the number is that of another."""
    behind = [place.items[i] for i in place.after(2)]
    owned = (
        len(behind) == 2 and behind[0].key in place.pack.links and not (behind[0].cue("and") or place.pack.determiners)
    )
    owner = behind[1] if owned else None
    return owner is not None and (owner.period is not None or owner.upper or owner.cue("base", "subject") is not None)


def _set_behind(place: Place) -> Base | None:
    """ "cao hơn mức 2,9% ngành đặt ra": a plan, where a word behind says that it was set."""
    target = any((cue := place.items[i].cue("status")) and cue.status == "target" for i in place.after(SET_REACH))
    return Base("plan", None) if target else None


def _group_behind(place: Place) -> Base | None:
    """ "cao hơn 2% bình quân cả nước": the group right behind the number."""
    behind = place.after(1)
    cue = place.items[behind[0]].cue("base") if behind else None
    return Base("other", None, (behind[0],), (cue.where,)) if cue is not None and cue.base == "other" else None


def _names(place: Place, window: Sequence[int]) -> bool:
    return any(place.items[j].is_word or place.items[j].cue("head", "place", "rate") for j in window)


def more_than(place: Place) -> Role | None:
    """ ", hơn cùng kỳ 12 tỷ đồng", ", kém Thái Lan 25 USD", ", thêm 12 tỷ so với cùng kỳ": where a base is said."""
    begin = max((i for i in range(place.left, place.index - 1) if place.items[i].key == ","), default=-1)
    while 0 <= begin < place.index - 2 and place.items[begin + 1].cue("respectively"):
        begin += 1  # ", lần lượt hơn 38% và 29% cùng kỳ"
    if begin < 0 and not _joins_on(place):
        return None
    begin = max(begin, place.left)
    cue = place.items[begin + 1].cue("comparative")
    between = [i for i in range(begin + 2, place.index) if not place.items[i].cue("before", "filler")]
    if cue is None or any(place.items[i].cue("measure", "change", "exist", "action") for i in between):
        return None
    base = base_right(place, ATTAIN_REACH) or base_of_list(place) if not between else _named_base(place, between, cue)
    if base is None:
        return None
    return Role("comparison", cue.relation, place.quantity.unit, base, begin + 1, because=(cue.where,))


def _joins_on(place: Place) -> bool:
    """ ", hơn tháng trước 1,8% và hơn cùng kỳ 9,5%": a comparison before that "and" goes on with."""
    told = place.previous is not None and place.previous.kind == "comparison" and place.index - place.left > 1
    return told and place.gap[0].cue("and") is not None


def _named_base(place: Place, between: Sequence[int], cue: Cue) -> Base | None:
    """What stands between "more" and its number: a period, a plan, another thing by its name."""
    first = place.items[between[0]]
    if len(between) == 1 and first.period is not None:
        return Base("prior", first.period)
    noun = first.cue("base") if len(between) == 1 else None
    if noun is not None or cue.base is None:
        return Base(noun.base or "other", None) if noun is not None else None
    named = Base(cue.base, None, tuple(between)) if first.is_word or first.cue("head", "subject") else None
    return base_in(place, between) or named
