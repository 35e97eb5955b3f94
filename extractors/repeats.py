"""
What a number repeats of the one before: its base in a list, the same change as a share, the level compared with.

Each construction answers with a `Role` or None, as those of `comparisons.py` do.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.again import own_period
from extractors.doers import has_rate_before
from extractors.mentions import Item
from extractors.places import CLOSING, OPENING, STOPS, Base, Place, Role

PERIOD_REACH = 3  # items between a level and its period: "12% của giai đoạn trước"


def attained_again(place: Place) -> Role | None:
    """ "bằng 59% dự toán; thu từ dầu thô đạt 37,7 nghìn tỷ đồng, bằng 105,1%": the base is told once for a list."""
    near = place.near("attain")
    told = _attained_before(place)
    if near is not None and told is not None and told is place.previous and own_period(place) is not None:
        return Role("comparison", "ratio", "%", told.base, near[0], because=(near[1].where,))  # "(cùng kỳ đạt 51,3%)"
    if near is None or told is None or not place.quantity.is_share or place.quantity.fraction:
        return None
    index, cue = near
    behind = place.following
    if behind is not None and (behind.cue("whole", "base", "against", "head") or behind.is_word):
        return None
    counted = place.earlier
    beside = place.previous is not None and place.previous.kind == "level" and counted is not None
    beside = beside and counted is not None and not counted.is_share and _only_marks(place, index)
    alike = place.items[index].cue("equal") is not None and not has_rate_before(place.items, place.left, index)
    if not (beside or alike):
        return None
    return Role("comparison", "ratio", "%", told.base, index, because=(cue.where,))


def attained_of_target(place: Place) -> Role | None:
    """ "đặt mục tiêu đưa 1.500 lao động …, mới đi được 930 người, đạt 62%": the sentence told the plan before."""
    near = place.near("attain")
    counted = place.earlier
    if near is None or counted is None or counted.is_share or not place.quantity.is_share or place.pack.determiners:
        return None
    level = place.previous is not None and place.previous.kind == "level" and len(place.before) > 1
    told = (item.cue("status") for item in place.items[: place.left] if not item.cue("base"))
    level = level and counted.of is None
    target = any(cue is not None and cue.status == "target" for cue in told)
    closed = place.following is None or place.ends_item() or place.following.key in STOPS
    if not (level and target and closed and _only_marks(place, near[0])):
        return None
    return Role("comparison", "ratio", "%", Base("plan", None), near[0], because=(near[1].where,))


def _attained_before(place: Place) -> Role | None:
    """The last comparison of the sentence that says how much of a plan or an earlier level is attained."""
    for role in reversed(place.before):
        if role.kind != "comparison" or role.base is None or role.relation != "ratio" or role.unit != "%":
            continue
        return role if role.base.kind in ("plan", "prior") else None
    return None


def _only_marks(place: Place, index: int) -> bool:
    """Whether the verb follows the level before at once: ", bằng 105,1%", ", mới chỉ đạt 68%"."""
    gap = place.items[place.left : index]
    return all(item.key in (",", "(") or item.cue("filler", "and", "before", "auxiliary", "status") for item in gap)


def _light(item: Item) -> bool:
    weightless = item.cue("before", "filler", "status") is not None and item.cue("against", "change", "equals") is None
    return weightless or item.key == "," or item.key in OPENING


def level_compared(place: Place) -> Role | None:
    """ "giảm hơn một nửa so với mức 12% của giai đoạn trước", "tăng 1,7% so với năm 2013 là 332 tỷ đồng"."""
    before = place.previous
    if before is None or place.quantity.sign or place.index == place.left:
        return None
    gap = [item for item in place.gap if not _light(item)]
    if not gap or gap[0].cue("against") is None:
        return None
    marks = [n for n, item in enumerate(place.gap) if item.key == ","]
    if marks not in ([], [0]):
        return None
    counted = place.items[place.left - 1].quantity
    alike = before.kind == "level" and counted is not None and counted.unit == place.quantity.unit
    if not alike and (before.kind != "comparison" or before.relation not in ("up", "down", "ratio")):
        return None
    rest = [item for item in gap[1:] if item.cue("measure", "head", "pronoun", "qualifier") is None or item.period]
    states = gap[-1].cue("measure") is not None and gap[-1].cue("reach", "opener", "attain") is None
    if rest and not (len(rest) == 1 and rest[0].period is not None and states):
        return None
    told = Base("prior", rest[0].period) if rest else _period_behind(place)
    if told is None and not alike and len(gap) == 1 and not place.items[place.left].cue("against"):
        return None
    return Role("base_value", base=told or Base("prior", None))


def _period_behind(place: Place) -> Base | None:
    for i in place.after(PERIOD_REACH):
        item = place.items[i]
        if item.period is not None:
            return Base("prior", item.period, (i,))
        if item.key not in place.pack.links and not item.cue("opener", "filler"):
            return None
    return None


def bracketed_base(place: Place) -> Role | None:
    """ "giảm 41 ổ dịch so với tuần trước (250 ổ dịch)", "bằng 1/3 cùng kỳ (24,5 tỷ đồng)": the level compared with."""
    before = place.previous
    if before is None or not any(item.key in OPENING for item in place.gap):
        return None
    gap = [item for item in place.gap if not _weightless(item)]
    if len(gap) < 2 or gap[-1].key not in OPENING:
        return None
    if before.kind == "level" and _multiplied(gap[:-1], place):
        gap = [item for item in gap if item.key != ","]
        before = Role("comparison", "ratio", base=Base("prior", None))
    if before.kind != "comparison":
        return None
    if before.base is None or before.base.kind not in ("prior", "plan", "other") or place.quantity.sign:
        return None
    if place.quantity.is_share and before.unit != "pp":
        return None
    clause = gap[:-1]
    stated = [item for item in clause if not item.cue("opener", "from")]
    if _divided(clause) or any(item.cue("change", "measure", "share", "attain") for item in stated):
        return None
    last = clause[-1]
    named = any(item.cue("base") or item.key in place.pack.than for item in clause)
    group = before.base.kind == "other" and (named or before.unit == "times")  # "gấp 1,4 lần lao động nữ (5,9 triệu)"
    names = last.period is not None or last.cue("base") is not None or group
    compared = any(item.cue("against") for item in clause) or (last.period is not None and last.period.kind == "base")
    behind = place.following
    closed = behind is not None and behind.key in CLOSING
    fits = names and (compared or group) and closed
    return Role("base_value", base=Base(before.base.kind, before.base.period)) if fits else None


def _multiplied(clause: Sequence[Item], place: Place) -> bool:
    """ "14 millions, le double de la saison précédente (7 millions)": a multiple of what the bracket says."""
    cues = [cue for item in clause if (cue := item.cue("times", "change"))]
    told = [cue for cue in cues if cue.magnitude is not None or cue.relation == "flat"]
    before = place.earlier
    return bool(told) and before is not None and before.unit == place.quantity.unit


def _weightless(item: Item) -> bool:
    return item.cue("before", "filler", "status") is not None and item.cue("against", "base") is None


def _divided(items: Sequence[Item]) -> bool:
    return any(item.key in STOPS or item.key == "," or item.key in CLOSING or item.quantity for item in items)


def is_yardstick(place: Place, role: Role) -> bool:
    """ "…, thấp hơn nhiều so với mức tăng 9,5% của cùng kỳ": the change of another time, compared with."""
    i = role.cue_index - 1 if role.cue_index is not None else -1
    while i >= place.left and place.items[i].cue("filler", "qualifier"):
        i -= 1
    if i < place.left or role.cue_index is None or place.items[role.cue_index].cue("base"):
        return False
    led = place.items[i]
    cue = led.cue("change")
    compares = cue is not None and cue.base in ("other", "plan")
    changed = place.previous is not None and place.previous.kind == "comparison" and not place.pack.determiners
    changed = changed or any(item.cue("change") for item in place.items[place.left : i])
    against = led.cue("against") is not None and changed
    return compares or against
