"""
Levels set beside the one reported: in brackets, behind "so với mức", or named between verb and number.

Each construction answers with a `Role` or None, as those of `comparisons.py` do.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extractors.bases import base_right
from extractors.mentions import Item
from extractors.places import CLOSING, OPENING, STOPS, Base, Place, Role
from patterns.pack import Cue

PERIOD_REACH = 3  # items between a level and its period: "mức 8,5% của năm 2015"
BARE_REACH = 6  # items between a verb of change and the level beside: "thấp hơn nhiều so với mức bình quân cả nước"


def level_beside(place: Place) -> Role | None:
    """ "giảm so với con số 73 vụ của năm 2017", "vượt xa mức 8,5% của năm 2015", "tăng từ mức 25,9 m2 của năm 2020"."""
    opener = place.index - 1
    while opener > place.left and _passes(place.items[opener]) and not _opens(place.items[opener]):
        opener -= 1
    if opener <= place.left - 1 or place.quantity.high is not None:
        return None
    if _against_alone(place, opener):
        return Role("base_value", base=base_right(place, PERIOD_REACH) or period_behind(place) or Base("prior", None))
    cue = _verb(place.items[max(place.left, opener - BARE_REACH) : opener + 1])
    if cue is None or place.index == place.left:
        return None
    told = period_behind(place)
    if place.items[opener].cue("against"):
        return Role("base_value", base=base_right(place, PERIOD_REACH) or told or Base("prior", None))
    opening = place.items[opener]
    mean = any(place.items[i].cue("base") for i in range(opener + 1, place.index))
    stands = mean or place.items[place.index - 1].cue("head") or (opening.cue("from") and not opening.cue("filler"))
    return Role("base_value", base=told) if told is not None and stands else None


def _passes(item: Item) -> bool:
    """Whether the item may stand between the opening and the level: "cao hơn mức bình quân khoảng 900 triệu"."""
    cue = item.cue("base")
    return item.cue("before", "filler") is not None or (cue is not None and cue.base == "other")


def _against_alone(place: Place, opener: int) -> bool:
    """Whether a numbered change is said against this level: "tăng 2,6% so với 432 tỷ đồng của năm ngoái"."""
    before = place.earlier
    changed = place.previous is not None and place.previous.kind == "comparison" and opener == place.left
    level = before is not None and before.is_share and not place.quantity.is_share and place.quantity.unit is not None
    return changed and level and (place.items[opener].cue("against") is not None)


def level_of_plan(place: Place) -> Role | None:
    """ "chỉ đạt 90% so với kế hoạch xuất 2,6 tỷ USD": the plan's own level behind its name."""
    before, gap = place.previous, place.gap
    if before is None or before.kind != "comparison" or before.base is None or before.base.kind != "plan":
        return None
    named = [cue for item in gap if (cue := item.cue("base")) and cue.base == "plan"]
    divided = any(item.key in STOPS or item.key in (",", *OPENING) or item.cue("measure", "change") for item in gap)
    share = place.quantity.is_share or place.pack.determiners or divided or any(item.cue("and") for item in gap)
    return Role("base_value", base=Base("plan", None)) if named and not share else None


def _opens(item: Item) -> bool:
    return item.cue("against", "from", "change") is not None


def _verb(gap: Sequence[Item]) -> Item | None:
    """The verb of change of a gap, where no mark parts it from what follows."""
    later: Item | None = None
    for item in reversed(gap):
        if item.key in STOPS or item.key in OPENING:
            return None
        if item.key == ",":
            return later if later is not None and later.cue("comparative") else None  # ", kém mức 105 USD"
        if item.cue("change"):
            return item
        later = item
    return None


def period_behind(place: Place) -> Base | None:
    """The period that a level is of, where it is said right behind: "của năm 2015"."""
    for i in place.after(PERIOD_REACH):
        item = place.items[i]
        if item.period is not None:
            return Base("prior", item.period, (i,))
        if item.key not in place.pack.links and item.key not in place.pack.articles and not item.cue("opener"):
            return None
    return None


def in_brackets(place: Place) -> Role | None:
    """ "tăng 31% (năm 2022: 94.600 lượt)", "vượt kế hoạch (1.500 tỷ đồng)", "so với quý I (5,15%)"."""
    if place.quantity.sign or not any(item.key in OPENING for item in place.gap):
        return None
    gap = [item for item in place.gap if not _weightless(item)]
    opened = next(n for n in range(len(gap) - 1, -1, -1) if gap[n].key in OPENING)
    inside = [item for item in gap[opened + 1 :] if item.key != ":"]
    if len(inside) == 1:
        told = _labelled(place, inside[0], colon=len(inside) < len(gap) - opened - 1)
        return told if told is None or told.base is None or told.base.kind != "prior" or _compares(place) else None
    return None if inside else _behind_base(place, gap[:opened])


def _weightless(item: Item) -> bool:
    return item.cue("before", "filler", "status") is not None and item.cue("change", "base", "equal") is None


def _compares(place: Place) -> bool:
    """Whether a word compares what stands before the bracket; a bare earlier level beside a level says its own."""
    if place.pack.determiners or (place.previous is not None and place.previous.kind != "level"):
        return True
    clause = place.items[max(0, place.left - BARE_REACH) : place.left]
    if any(item.cue("change", "move") for item in clause):
        return True  # "giảm còn 90 triệu USD (cùng kỳ 120 triệu USD)"
    return any(item.cue("change", "attain", "times") and item.cue("measure") is None for item in place.gap)


def _labelled(place: Place, label: Item, *, colon: bool) -> Role | None:
    """A bracket that says what its level is: the plan, the same time of the year before."""
    period, cue = label.period, label.cue("base")
    changed = place.previous is not None and place.previous.kind == "comparison"
    if period is not None and (period.kind == "base" or (colon and changed and period.kind == "reporting")):
        return Role("base_value", base=Base("prior", period))
    if cue is not None and cue.base == "plan":
        return Role("base_value", base=Base("plan", None), because=(cue.where,))
    return None


def _behind_base(place: Place, gap: Sequence[Item]) -> Role | None:
    """A bare level in brackets behind a base, when its clause has a verb of change and no number for it."""
    clause = gap
    for n in range(len(gap) - 1, -1, -1):
        if gap[n].key in STOPS or gap[n].key == ",":
            clause = gap[n + 1 :]
            break
    verb = _verb(clause) or next((item for item in clause if item.cue("equal")), None)
    before = place.earlier
    if verb is None or not clause or before is None:
        return None
    known = place.previous is not None and place.previous.kind == "comparison" and len(clause) == len(gap)
    if known or (place.quantity.is_share and not before.is_share):
        return None
    cue, last = verb.cue("change"), clause[-1]
    if cue is None:  # "xấp xỉ năm 2022 (54,1%)"
        return Role("base_value", base=Base("prior", last.period)) if last.period and len(clause) > 1 else None
    base, against = last.cue("base"), any(item.cue("against") for item in clause)
    relation = cue.relation if cue else None
    against = against or (cue is not None and cue.base == "other")  # "cao hơn mức bình quân cả nước (41,8%)"
    if base is not None and base.base is not None and (against or base.base == "plan"):
        return Role("base_value", relation, base=Base(base.base, None))
    return Role("base_value", relation, base=Base("prior", last.period)) if against and last.period else None


def earlier_in_brackets(place: Place) -> Role | None:
    """ "9,3 millions de personnes (8,8 millions en 2017)", "en hausse par rapport à 2018 (100 faits)"."""
    gap = place.gap
    if not gap or gap[-1].key not in OPENING or place.quantity.sign:
        return None
    behind = place.after(3)
    period = place.items[behind[0]].period if behind else None
    if period is not None and len(gap) == 1 and len(behind) == 1 and period.kind != "now":
        return Role("base_value", base=Base("prior", period))
    if period is not None and period.kind == "base" and len(behind) == 1 and _same_clause(place, gap[:-1]):
        return Role("base_value", base=Base("prior", period))
    told = gap[-2].period if len(gap) > 1 else None
    if told is not None and any(item.cue("against") for item in gap) and not place.quantity.is_share:
        return Role("base_value", base=Base("prior", told), relation=_relation_in(gap))
    return None


def _same_clause(place: Place, gap: Sequence[Item]) -> bool:
    """ "87 % des trains sont arrivés à l'heure (86 % un an auparavant)": nothing divides the level from the bracket."""
    before = place.earlier
    level = place.previous is not None and place.previous.kind == "level"
    alike = before is not None and before.unit == place.quantity.unit and before.unit is not None
    marked = any(item.key in STOPS or item.key in CLOSING or item.key == "," for item in gap)
    return level and alike and not marked


def left_behind(place: Place) -> Role | None:
    """ "est ramené à 15,9 millions, de 23,4 millions auparavant", "tăng lên 71%, từ mức 66%": the level left."""
    gap = place.gap
    if len(gap) != 2 or gap[0].key != "," or gap[1].cue("from") is None:
        return None
    if gap[1].key not in place.pack.partitives and place.pack.determiners:
        return None
    before = place.items[place.left - 1].quantity
    if before is None or (place.quantity.unit not in (before.unit, None)):
        return None
    if not place.pack.determiners and (owned := period_behind(place)) is not None:
        return Role("base_value", base=owned)
    behind = place.after(1)
    told = place.items[behind[0]] if behind else None
    cue = told.cue("base") if told is not None else None
    earlier = told is not None and told.period is not None and told.period.kind == "base"
    if told is None or not (earlier or (cue is not None and cue.base == "prior")):
        return None
    return Role("base_value", base=Base("prior", told.period))


def _relation_in(gap: Sequence[Item]) -> str | None:
    return next((cue.relation for item in gap if (cue := item.cue("change"))), None)


def started_from(place: Place) -> Role | None:
    """The first level of "từ 7,99% xuống còn 6,18%", "passe de 77 % en février à 56 %", "từ 6.000 lên 8.000 đồng"."""
    before = place.items[place.index - 1] if place.index > place.left else None
    if before is None or before.cue("from") is None:
        return None
    for i in range(place.index + 1, min(place.right + 1, len(place.items))):
        item = place.items[i]
        if (reach := item.cue("reach")) is not None:
            second = [q for j in range(i + 1, min(i + 4, len(place.items))) if (q := place.items[j].quantity)]
            follows = bool(second) and _same_unit(place.quantity.unit, second[0].unit)
            cues = [c for j in range(place.left, place.index) if (c := place.items[j].cue("passage", "move", "change"))]
            leads = bool(cues) and not (second and _by_so_much(cues[-1], place.quantity.value, second[0].value))
            leads = leads or (not cues and reach.relation is not None)
            if leads and cues and cues[-1].kind == "change" and before.cue("filler") and len(item.key.split()) > 1:
                return None  # "s'alourdit de 3 milliards pour atteindre 22 milliards"
            return Role("from") if follows and leads else None
        if item.quantity or item.key in STOPS or item.key == ",":
            return None
    return None


def _same_unit(first: str | None, second: str | None) -> bool:
    """Whether two levels may be of one thing: "de 543 kg par habitant en 2007 à 538 kg", "từ 35 lên 42 USD/m2"."""
    alike = (
        first is not None and second is not None and (first.startswith(f"{second}/") or second.startswith(f"{first}/"))
    )
    return first in (second, None) or alike


def _by_so_much(cue: Cue, first: Decimal, second: Decimal) -> bool:
    """Whether the first number cannot be where the change began: "régressé de 10,2 à 53,4 q/ha" is by 10,2."""
    return cue.kind == "change" and (
        (cue.relation == "down" and first < second) or (cue.relation == "up" and first > second)
    )
